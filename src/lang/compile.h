/* Compile: the files of data/ to the bytes of a pack (pack.h). Knows nothing of the rooms that use
   the words and rules. The blob depends on paths and bytes of the files alone, not on their order.

     PackSources sources = {0};
     pack_sources_read("data", "en", &arena, &sources, &status);   or made by hand, in tests
     pack_compile(&sources, "en", &arena, &build);
     build.problems.n ? print them : use build.blob

   The arena must be guarded; everything that is given back lies in it. */
#ifndef LANG_COMPILE_H
#define LANG_COMPILE_H

#include "base/array.h"
#include "base/file.h"
#include "base/status.h"
#include "base/str.h"

typedef struct PackSource {
  Str path; /* under data/: "en/lexicon/core.tsv", "wording/en/report.tsv", "measures.tsv" */
  Str bytes;
} PackSource;

typedef struct PackSources {
  ARRAY(PackSource) files;
  StrArray folders; /* that were listed: a change of one of them may mean a new file */
} PackSources;

typedef struct PackProblem {
  Str path;      /* as in PackSource */
  uint32_t line; /* from 1; 0: the file as a whole */
  Str message;   /* one line, says what was expected */
} PackProblem;

typedef struct PackBuild {
  Str blob; /* at a multiple of 8 bytes; empty if there are problems */
  char hash[72];
  Str name, version;
  ARRAY(PackProblem) problems; /* by path, then line */
} PackBuild;

/* Reads the files of data/<language>/, data/wording/, data/rules/ and data/NAME.tsv, .md left out.
   STATUS_NOT_FOUND if there is no folder for the language; STATUS_IO as file_read. */
int pack_sources_read(const char *data, const char *language, Arena *arena, PackSources *sources,
                      Status *status);
void pack_compile(const PackSources *sources, const char *language, Arena *arena,
                  PackBuild *build);

#endif

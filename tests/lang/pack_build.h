/* What tests of packs share: a pack made of files that the test writes down. */
#ifndef TESTS_LANG_PACK_BUILD_H
#define TESTS_LANG_PACK_BUILD_H

#include "lang/compile.h"
#include "lang/pack.h"
#include "support.h"

typedef struct TestFile {
  const char *path, *text;
} TestFile;

#define DESCRIPTION \
  { "xx/pack.tsv", "name\txx\nversion\t1.0\n" }

static inline void build_files(Arena *arena, const TestFile *files, size_t n, PackBuild *build) {
  PackSources sources = {0};
  for (size_t i = 0; i < n; i++) {
    PackSource source = {str_of(files[i].path), str_of(files[i].text)};
    array_push(arena, &sources.files, source);
  }
  pack_compile(&sources, "xx", arena, build);
}

/* A pack of a lexicon and rules (either may be empty), which must have no problem. */
static inline Pack pack_of(Arena *arena, const char *lexicon, const char *rules) {
  const TestFile files[] = {
      DESCRIPTION, {"xx/lexicon/a.tsv", lexicon}, {"xx/rules/test.rules", rules}};
  PackBuild build;
  Pack pack;
  Status status = {0};
  build_files(arena, files, 3, &build);
  if (build.problems.n) {
    fail_msg("%.*s:%u: %.*s", STR_ARG(build.problems.v[0].path), build.problems.v[0].line,
             STR_ARG(build.problems.v[0].message));
  }
  if (pack_open(build.blob, &pack, &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
  return pack;
}

/* All problems of files, a line each. */
static inline const char *problems_of(Arena *arena, const TestFile *files, size_t n) {
  PackBuild build;
  const char *all = "";
  build_files(arena, files, n, &build);
  for (uint32_t i = 0; i < build.problems.n; i++) {
    const PackProblem *p = &build.problems.v[i];
    all = arena_printf(arena, "%s%.*s:%u: %.*s\n", all, STR_ARG(p->path), p->line,
                       STR_ARG(p->message));
  }
  if (build.problems.n) {
    assert_int_equal(build.blob.n, 0);
  }
  return all;
}

#endif

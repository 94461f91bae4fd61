/* Corpus: examples in a text file, each with what is to be found in it, against what is found.

     # a comment
     : 2016-12-19                 publication date of the next example, if given
     > a paragraph of text        several of them make one text
     = what is found in it        lines that the program writes, in order

   What is looked for follows from the name of the file, up to its first - or full stop:
     numbers      number | qualifier | low..high | kind unit | words
     times        timex | value | anchor | words | signs
     places       name | country | sense | words
     attribution  rule | source | cue | content | signs, and @ class | words | name for actors
     claims       measure | figure | qualifier | low..high | source | rule, and
                  predicate | evidence | source | rule for what is said to have happened     */
#ifndef API_CORPUS_H
#define API_CORPUS_H

#include "api/engine.h"
#include "base/buffer.h"

typedef enum CorpusKind {
  CORPUS_NUMBERS,
  CORPUS_TIMES,
  CORPUS_PLACES,
  CORPUS_ATTRIBUTION,
  CORPUS_CLAIMS,
  CORPUS_KINDS,
} CorpusKind;

typedef struct CorpusResult {
  uint32_t examples, lines; /* expected lines */
  uint32_t differences;
} CorpusResult;

/* The kind of a corpus by its path; false if its name begins with no kind. */
bool corpus_kind(Str path, CorpusKind *kind);

/* Memory of the work: both arenas must be guarded by the caller. */
typedef struct CorpusWork {
  Arena arena, scratch;
  Buffer paragraphs, found;
} CorpusWork;

void corpus_work_init(CorpusWork *work);
void corpus_work_release(CorpusWork *work);

/* Reads every example of a corpus and compares. Differences are added to report as lines
   "path:line: …"; anew, if not NULL, gets the corpus with the lines that are found now. result is
   added to. */
void corpus_compare(const according_engine *engine, CorpusKind kind, Str path, Str corpus,
                    CorpusWork *work, Buffer *report, Buffer *anew, CorpusResult *result);

#endif

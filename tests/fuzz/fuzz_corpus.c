/* Examples of pack test, from any bytes: no crash; written anew with what is found, the same bytes
   give no difference. The first byte chooses the kind. */
#include <stdlib.h>

#include "api/corpus.h"
#include "base/utf8.h"

static CorpusResult compare(const according_engine *engine, CorpusKind kind, Str corpus,
                            Buffer *anew) {
  CorpusResult result = {0};
  CorpusWork work;
  Buffer report;
  jmp_buf jump;
  buffer_init(&report);
  corpus_work_init(&work);
  if (arena_guard(&work.arena, &jump)) {
    abort();
  }
  work.scratch.escape = &jump;
  corpus_compare(engine, kind, str_lit("fuzz"), corpus, &work, &report, anew, &result);
  if ((result.differences > 0) != (report.n > 0)) {
    abort();
  }
  corpus_work_release(&work);
  buffer_release(&report);
  return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static according_engine *engine;
  Buffer anew, again;
  if (!engine && according_engine_open(NULL, &engine, NULL) != ACCORDING_OK) {
    abort();
  }
  Str corpus = {(const char *)data + 1, size ? size - 1 : 0};
  if (size == 0 || utf8_valid_prefix(corpus) < corpus.n) {
    return 0;
  }
  CorpusKind kind = (CorpusKind)(data[0] % CORPUS_KINDS);
  buffer_init(&anew);
  buffer_init(&again);
  compare(engine, kind, corpus, &anew);
  CorpusResult second = compare(engine, kind, buffer_view(&anew), &again);
  if (second.differences || !str_equal(buffer_view(&anew), buffer_view(&again))) {
    abort();
  }
  buffer_release(&anew);
  buffer_release(&again);
  return 0;
}

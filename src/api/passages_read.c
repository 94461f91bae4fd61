/* Documents → the wording that they share. */
#include "api/passages_read.h"

#include "api/document_lines.h"

typedef struct Finding {
  const according_engine *engine;
  Extraction *extraction;
  PassageText *texts;
  Arena *arena, *scratch;
} Finding;

static void complete_text(void *context, uint32_t document) {
  Finding *f = context;
  DocumentLine *line = &f->extraction->documents.v[document];
  document_text_complete(f->engine, line, f->arena, f->scratch);
  f->texts[document] = passage_text(line);
}

static void find_passages(according_run *run, Arena *scratch, PassageArray *passages) {
  Extraction *x = &run->extraction;
  Finding f = {run->engine, x, NULL, &run->arena, scratch};
  PassageOptions options = passage_options();
  f.texts = arena_array(&run->arena, PassageText, x->documents.n);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    f.texts[i] = passage_text(&x->documents.v[i]);
  }
  options.complete = complete_text;
  options.context = &f;
  passages_find(&run->arena, f.texts, x->documents.n, &options, passages);
}

int run_passages(according_run *run, PassageArray *passages, according_status *status) {
  jmp_buf jump;
  Arena scratch;
  if (run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0, "this needs documents, not lines of extract");
  }
  int code = run_read(run, READ_TEXTS, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  arena_init(&scratch);
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    arena_release(&scratch);
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to compare the documents");
  }
  scratch.escape = &jump;
  find_passages(run, &scratch, passages);
  run->arena.escape = NULL;
  arena_release(&scratch);
  return ACCORDING_OK;
}

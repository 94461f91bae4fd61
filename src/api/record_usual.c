/* Record usual: the sample documents of the language data, read like any, teach what is usual. */
#include "api/record_usual.h"

#include "api/document_lines.h"
#include "api/run.h"
#include "doc/jsonl.h"

/* Reads one sample; lines that are no documents teach nothing. */
static void sample(const according_engine *engine, Worker *w, Str line, uint64_t number,
                   Usual *usual) {
  DocOptions options = {.rules = &engine->blocks};
  Document document;
  Extraction x;
  Status status;
  Str part = {NULL, 0};
  if (jsonl_document(&options, part, line, number, &w->document, &document, &status) == STATUS_OK) {
    document_extraction(engine, &document, w, false, &x);
    if (!w->lines.failed) {
      usual_learn(usual, document_body(&document), buffer_view(&w->lines), &w->kept);
    }
  }
}

static void sample_all(const according_engine *engine, Worker *w, Usual *usual) {
  uint64_t number = 0;
  w->words = word_memory_new(&engine->pack, &w->kept);
  for (Str rest = pack_file(&engine->pack, "words/sample.jsonl"), line; rest.n;) {
    line = str_split(rest, '\n', &rest);
    sample(engine, w, line, ++number, usual);
  }
  usual_end(usual, &w->kept);
}

Usual *record_usual(const according_engine *engine, Arena *arena) {
  jmp_buf jump, *outer = arena->escape;
  Usual *usual = usual_new(arena);
  Worker *w = arena_new(arena, Worker);
  arena_init(&w->document);
  arena_init(&w->scratch);
  w->kept = *arena; /* given back below */
  bool whole = setjmp(jump) == 0;
  if (whole) {
    w->kept.escape = w->document.escape = w->scratch.escape = &jump;
    sample_all(engine, w, usual);
  }
  arena_release(&w->document);
  arena_release(&w->scratch);
  buffer_release(&w->lines);
  *arena = w->kept;
  arena->escape = outer;
  if (!whole) {
    usual_forget(usual);
    longjmp(*outer, 1);
  }
  return usual;
}

/* Record entry: one document into what a record keeps of it, by the thread that read it. */
#include "api/record_entry.h"

#include "api/document_lines.h"

static void keep(Arena *arena, Str *field) {
  *field = field->n ? str_copy(arena, *field) : (Str){NULL, 0};
}

/* Rows are views into the document's arena, which is forgotten. */
static void keep_rows(const Extraction *x, Worker *w, LineRowArray *rows) {
  LineRowArray made;
  rows_make(x, &w->document, &made);
  for (uint32_t i = 0; i < made.n; i++) {
    LineRow row = made.v[i];
    Str *const fields[] = {&row.id, &row.measure, &row.number, &row.place, &row.source};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
      keep(&w->kept, fields[k]);
    }
    array_push(&w->kept, rows, row);
  }
}

static Body keep_body(Worker *w, Body body) {
  keep(&w->kept, &body.bytes);
  return body;
}

RecordEntry *record_entry(const according_engine *engine, const Document *document,
                          const Input *input, Str original, const Digest *hash, Worker *w) {
  Extraction x;
  RecordEntry *e = arena_new(&w->kept, RecordEntry);
  document_extraction(engine, document, w, false, &x);
  if (w->lines.failed) {
    longjmp(*w->kept.escape, 1);
  }
  Str text = document_body(document);
  const DocumentLine *line = &x.documents.v[0];
  *e = (RecordEntry){.id = document->id,
                     .form = input->kind == INPUT_LINE ? FORM_LINE : FORM_FILE,
                     .hash = document->hash,
                     .title = line->title,
                     .date = line->date,
                     .publisher = line->publisher,
                     .url = line->url,
                     .words = words_once(text, &w->document)};
  e->path = str_is(input->path, "-") ? (Str){NULL, 0} : input->path;
  Str *const fields[] = {&e->id, &e->title, &e->date, &e->publisher, &e->url, &e->words, &e->path};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    keep(&w->kept, fields[i]);
  }
  e->original = keep_body(w, pack_original(w->packer, original, hash, &w->document));
  e->text = keep_body(w, pack_text(w->packer, text, original, &w->document));
  e->lines = keep_body(w, pack_lines(w->packer, buffer_view(&w->lines), text, &e->text.hash, original,
                                     &w->document));
  for (uint32_t i = 0; i < x.claims.n; i++) {
    e->figures += x.claims.v[i].kind == CLAIM_FIGURE;
  }
  keep_rows(&x, w, &e->rows);
  return e;
}

/* Corrections from any bytes: read, applied to a small extraction; what comes out must hold together. */
#include <stdlib.h>

#include "amend/amend.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char text[] =
    "Nine people were killed and 20 were hurt. Later 20 more came.\n\nThe mayor said none.";

static void add_figure(Arena *arena, Extraction *x, const char *measure, uint32_t start,
                       uint32_t end, int number) {
  Claim *c = array_add(arena, &x->claims);
  Span span = {start, end};
  c->id = str_of(measure);
  c->measure = str_of(measure);
  c->value.words = (Excerpt){.span = span, .text = str_cut(str_of(text), span)};
  c->value.number_words = c->value.words;
  c->value.has_number = true;
  c->value.number = decimal_of(number);
  c->sentence = (Excerpt){.span = {0, 41}, .text = {text, 41}};
}

static void check(const Extraction *x) {
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Excerpt *words = &x->claims.v[i].value.words;
    Str whole = words->in_title ? x->documents.v[0].title : x->documents.v[0].text;
    if (words->span.end > whole.n || words->span.start > words->span.end ||
        !str_equal(words->text, str_cut(whole, words->span))) {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    arena_release(&arena);
    return 0;
  }
  Extraction in = {.arena = &arena};
  DocumentLine *d = array_add(&arena, &in.documents);
  d->id = str_lit("a.txt");
  d->text = str_of(text);
  d->title = str_lit("A title of 9 words");
  d->bytes = d->text.n;
  add_figure(&arena, &in, "killed", 0, 4, 9);
  add_figure(&arena, &in, "injured", 28, 30, 20);
  Corrections corrections;
  Status status = {0};
  Str bytes = {(const char *)data, size};
  int code = corrections_read(str_lit("c.csv"), bytes, &arena, &corrections, &status);
  if ((code == STATUS_OK) != (status.message[0] == 0)) {
    abort();
  }
  if (code == STATUS_OK) {
    Extraction out;
    AmendReport report;
    amend_apply(&corrections, &in, &arena, &out, &report);
    check(&out);
    uint32_t done = report.changed + report.rejected + report.added + report.unapplied.n;
    if (done != corrections.rows.n) {
      abort();
    }
  }
  arena_release(&arena);
  return 0;
}

/* Derived: claims of a translation get the words of the original that stand at the same place. */
#include "amend/amend_work.h"

#include "base/map.h"

typedef ARRAY(Span) Spans;

/* The lines of a text that have something, in order. */
static void lines_of(Arena *arena, Str text, Spans *lines) {
  for (size_t at = 0; at < text.n;) {
    const char *end = memchr(text.p + at, '\n', text.n - at);
    size_t stop = end ? (size_t)(end - text.p) : text.n;
    if (str_trim((Str){text.p + at, stop - at}).n) {
      array_push(arena, lines, (Span){(uint32_t)at, (uint32_t)stop});
    }
    at = stop + 1;
  }
}

/* Lines of a translation and of its original stand side by side where both have as many of them: else only a
   person could say which is which. */
static void quote_document(AmendWork *w, uint32_t document, const DocumentLine *original) {
  const DocumentLine *d = &w->out->documents.v[document];
  Spans here = {0}, there = {0};
  lines_of(w->arena, d->text, &here);
  lines_of(w->arena, original->text, &there);
  for (uint32_t i = extraction_claims_from(w->out, document);
       i < w->out->claims.n && w->out->claims.v[i].document == document; i++) {
    Claim *c = &w->out->claims.v[i];
    if (c->sentence.in_title) {
      c->original = original->title;
    }
    for (uint32_t k = 0; !c->sentence.in_title && here.n == there.n && k < here.n; k++) {
      if (c->sentence.span.start >= here.v[k].start && c->sentence.span.start < here.v[k].end) {
        c->original = str_trim(str_cut(original->text, there.v[k]));
      }
    }
  }
}

void amend_originals(AmendWork *w) {
  const Extraction *x = w->out;
  Map ids;
  map_init(&ids, w->arena);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    map_put(&ids, x->documents.v[i].id, i, NULL);
  }
  for (uint32_t i = 0; i < x->documents.n; i++) {
    const Derived *derived = x->documents.v[i].derived;
    const uint32_t *at = derived && derived->translation ? map_find(&ids, derived->of) : NULL;
    if (at && *at != i) {
      quote_document(w, i, &x->documents.v[*at]);
    }
  }
}

/* Document lines: claims and persons of one document, sorted into one row and written. */
#include "api/document_lines.h"

#include <stdlib.h>

#include "claim/mention_lines.h"
#include "doc/jsonl.h"
#include "profile/profile.h"
#include "view/line_write.h"

typedef struct LineRef {
  bool in_title, is_person;
  uint32_t at, i;
} LineRef;

static int compare_refs(const void *a, const void *b) {
  const LineRef *x = a, *y = b;
  if (x->in_title != y->in_title) {
    return x->in_title ? -1 : 1;
  }
  if (x->at != y->at) {
    return x->at < y->at ? -1 : 1;
  }
  if (x->is_person != y->is_person) {
    return x->is_person ? 1 : -1;
  }
  return (x->i > y->i) - (x->i < y->i);
}

/* Where a claim stands: at its number, what it counts, or the words that say it. */
static const Excerpt *claim_place(const Claim *claim) {
  if (claim->kind == CLAIM_STATEMENT) {
    return &claim->evidence;
  }
  if (claim->value.number_words.text.n) {
    return &claim->value.number_words;
  }
  return claim->value.counted.n ? &claim->value.counted.v[0] : &claim->value.words;
}

void extraction_lines(Json *j, const Extraction *x, Arena *arena, uint32_t claims,
                      uint32_t claims_end, uint32_t persons, uint32_t persons_end) {
  uint32_t n = 0;
  LineRef *refs = arena_array(arena, LineRef, claims_end - claims + persons_end - persons);
  for (uint32_t i = claims; i < claims_end; i++) {
    const Excerpt *place = claim_place(&x->claims.v[i]);
    refs[n++] = (LineRef){place->in_title, false, place->span.start, i};
  }
  for (uint32_t i = persons; i < persons_end; i++) {
    const Excerpt *place = &x->persons.v[i].words;
    refs[n++] = (LineRef){place->in_title, true, place->span.start, i};
  }
  if (n) {
    qsort(refs, n, sizeof *refs, compare_refs);
  }
  ClaimLine last = {0};
  for (uint32_t i = 0; i < n; i++) {
    if (refs[i].is_person) {
      line_write_person(j, x, &x->persons.v[refs[i].i]);
    } else {
      line_write_claim(j, x, &x->claims.v[refs[i].i], &last);
    }
  }
}

void document_extraction(const according_engine *engine, const Document *document, Worker *w,
                         bool sketch, Extraction *x) {
  Json j;
  *x = (Extraction){.arena = &w->document};
  claim_read(&engine->rules, document, w->words, &w->scratch, x);
  if (sketch) {
    profile_line(&w->document, &x->documents.v[0]);
  }
  buffer_clear(&w->lines);
  json_begin(&j, &w->lines);
  line_write_document(&j, &x->documents.v[0]);
  extraction_lines(&j, x, &w->document, 0, x->claims.n, 0, x->persons.n);
}

uint32_t document_claim_lines(const according_engine *engine, const Document *document, Worker *w,
                              uint32_t *found) {
  Extraction x;
  uint32_t figures = 0;
  document_extraction(engine, document, w, true, &x);
  for (uint32_t i = 0; i < x.claims.n; i++) {
    figures += x.claims.v[i].kind == CLAIM_FIGURE;
  }
  *found = x.claims.n + x.persons.n;
  return figures;
}

void document_mention_lines(const according_engine *engine, const Document *document, Worker *w) {
  ReadDocument read;
  Json j;
  document_analyse(&engine->rules, document, w->words, &w->scratch, &read);
  buffer_clear(&w->lines);
  json_begin(&j, &w->lines);
  mention_lines_write(&engine->rules, &read, &w->scratch, &j);
}

static void keep_furniture(const Document *document, Arena *arena, DocumentLine *line) {
  for (uint32_t i = 0; i < document->blocks.n; i++) {
    Span span;
    bool in_title;
    if (document->blocks.v[i].kind == BLOCK_FURNITURE &&
        document_place(document, document->blocks.v[i].span, &span, &in_title) && !in_title) {
      array_push(arena, &line->furniture, span);
    }
  }
}

void document_text_line(const Document *document, bool undecided, Extraction *extraction) {
  Arena *arena = extraction->arena;
  DocumentLine line = {.hash = document->hash, .text_hash = document->text_hash};
  line.id = str_copy(arena, document->id);
  line.part = str_copy(arena, document->part);
  line.title = str_copy(arena, document->title);
  line.publisher = str_copy(arena, document->publisher);
  line.url = str_copy(arena, document->url);
  line.text = str_copy(arena, document_body(document));
  line.undecided = undecided;
  keep_furniture(document, arena, &line);
  array_push(arena, &extraction->documents, line);
}

void document_text_complete(const according_engine *engine, DocumentLine *line, Arena *arena,
                            Arena *scratch) {
  if (line->undecided) {
    DocOptions options = {.rules = &engine->blocks};
    Document document = {.title = line->title, .publisher = line->publisher, .url = line->url};
    line->undecided = false;
    jsonl_decide(&options, line->text, scratch, &document);
    line->title = str_copy(arena, document.title);
    line->publisher = str_copy(arena, document.publisher);
    keep_furniture(&document, arena, line);
    arena_clear(scratch);
  }
}

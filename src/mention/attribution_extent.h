/* What reading content works with: a cue in its row, and where what it says ends; inside room
   mention only. */
#ifndef MENTION_ATTRIBUTION_EXTENT_H
#define MENTION_ATTRIBUTION_EXTENT_H

#include "mention/attribution_content.h"

typedef struct Measure {
  const AttributionRules *r;
  const Text *text;
  const AttributionRow *row;
  const FoundArray *found;
  const Found *f;
  uint32_t n; /* symbols of the row */
} Measure;

static inline bool has(const Measure *m, uint32_t i, int tag) {
  return symbol_has(m->row, i, tag);
}

static inline bool is_mark(const Measure *m, uint32_t i, char mark) {
  return symbol_is_mark(m->text, m->row, i, mark);
}

static inline bool is_stop(const Measure *m, uint32_t i) {
  return i >= m->n || is_mark(m, i, '.') || is_mark(m, i, '!') || is_mark(m, i, '?');
}

static inline bool is_quote(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_QUOTE;
}

static inline bool is_noun(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_NOUN;
}

static inline bool is_verb(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_VERB;
}

static inline uint32_t front_of(const Found *f) {
  return f->source_end > f->source_first && f->source_first < f->cue_first ? f->source_first
                                                                           : f->cue_first;
}

/* Whether a clause with a verb of its own begins at i: a subject and a finite verb, or a finite
   verb that shares the subject. */
bool clause_begins(const Measure *m, uint32_t i);
/* Whether a cue begins at symbol i; whether one with a source of its own does, or one that shares
   this one's subject. */
bool cue_begins(const Measure *m, uint32_t i);
bool another_begins(const Measure *m, uint32_t i);
/* What begins at `from` has a verb that can only be finite: not "found nine people injured". */
bool is_surely_clause(const Measure *m, uint32_t from);
/* Begins with a number: "14 dead". */
bool is_counted(const Measure *m, uint32_t i);
/* Where content that begins at `from` ends. */
uint32_t content_end(const Measure *m, uint32_t from);

#endif

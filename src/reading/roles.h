/* Roles: what each claim of a measure is in its own document: its whole, a part of it, a step of a sum.
   Relations between readings follow from these. */
#ifndef READING_ROLES_H
#define READING_ROLES_H

#include "reading/readings.h"

typedef enum Role {
  ROLE_WHOLE,   /* may speak of the whole incident */
  ROLE_PART,    /* a part, by its own words or beside the whole of its document */
  ROLE_STEP,    /* a part of the sum that it brings about: "bringing the toll to 11" */
  ROLE_NEITHER, /* smaller than its document's whole, and nothing says what it is */
} Role;

typedef struct Relating {
  Arena *arena;
  const Extraction *x;
  const Phrases *phrases;
  EventStory *story;
  MeasureReadings *m;
  Role *roles;     /* of each claim of the extraction's measure: indexed by reading, claim */
  uint32_t *start; /* first role of each reading */
  const Claim **all; /* every claim of the measure */
  uint32_t all_count;
  bool *old; /* of each of them: its document gives it as an earlier count */
  bool ongoing;    /* the event is counted as it goes on */
} Relating;

static inline const Claim *claim_at(const Relating *r, uint32_t reading, uint32_t i) {
  return &r->x->claims.v[r->m->readings.v[reading].claims.v[i]];
}

static inline uint32_t claim_count(const Relating *r, uint32_t reading) {
  return r->m->readings.v[reading].claims.n;
}

static inline const Claim *shown(const Relating *r, uint32_t reading) {
  return &r->x->claims.v[r->m->readings.v[reading].shown];
}

static inline Role role_at(const Relating *r, uint32_t reading, uint32_t i) {
  return r->roles[r->start[reading] + i];
}

static inline bool is_held(const Claim *c) {
  return c->polarity == POLARITY_POSITIVE &&
         (c->modality == MODALITY_ASSERTED || c->modality == MODALITY_REPORTED);
}

/* Least that the value may be, for comparing sizes. */
static inline Decimal size_of(const Claim *c) {
  const Value *v = &c->value;
  return v->has_number ? v->number : v->has_low ? v->low : v->has_high ? v->high : decimal_of(0);
}

static inline bool smaller(const Claim *a, const Claim *b) {
  return decimal_compare(size_of(a), size_of(b)) < 0;
}

static inline bool same_sentence(const Claim *a, const Claim *b) {
  return a->document == b->document && a->sentence.in_title == b->sentence.in_title &&
         a->sentence.span.start == b->sentence.span.start;
}

static inline bool same_source(const Claim *a, const Claim *b) {
  return a->source.kind == b->source.kind &&
         str_equal_fold(a->source.words.text, b->source.words.text);
}

/* The words of the figure, or of a larger one before it in its sentence, make it a part. */
bool says_part(const Relating *r, const Claim *c);
/* "killed six people, bringing the toll to 11": b is the sum that a brings about. */
bool brought_to(const Relating *r, const Claim *a, const Claim *b);
/* `then` is an earlier count of what `now` counts, by the words of their document. */
bool counted_before(const Relating *r, const Claim *then, const Claim *now);
/* "22 herders, or 19 if one believes the plaque". */
bool are_alternatives(const Relating *r, const Claim *a, const Claim *b);
/* "Deaths: 14 (official); 28 (inquiry of 1992)", "drew 12,000 (police) to 30,000 (organisers)": two counts of one thing. */
bool are_bracketed(const Relating *r, const Claim *a, const Claim *b);
bool adds_up_to(const Relating *r, const Claim *a, const Claim *whole);
/* Does the text say, or the places or the sums show, that a is a part of b of the same document? */
bool part_of_claim(const Relating *r, const Claim *a, const Claim *b);
/* The largest figure of the claim's document that no words make a part or an earlier count, NULL if it has none. */
const Claim *document_whole(const Relating *r, const Claim *c);
bool is_document_whole(const Relating *r, const Claim *c);
/* Near enough in size to be two counts of the same. */
bool rivals(const Claim *a, const Claim *whole);
/* Words of the smaller figure name a kind of person that those of the larger do not. */
bool singles_out(const Who *few, const Who *all);
/* "The minister spoke of four dead", in a document that has forty from somebody else. */
bool two_voices(const Relating *r, const Claim *few, const Claim *all);
/* "No member of the guard was killed" is said of some people, "no one was killed" of all. */
bool none_of_some(const Relating *r, const Claim *c);
/* A reading may speak of the whole if one of its claims may and none is a part. */
bool may_be_whole(const Relating *r, uint32_t reading);
/* What one happening brought to a sum, beside another document's figure of its size. */
bool is_step(const Relating *r, uint32_t reading, uint32_t other);

/* Fills r->all and the roles of all claims of r->m. */
void roles_find(Relating *r);
/* What the roles of its claims make of each reading. */
void readings_mark(Relating *r);

#endif

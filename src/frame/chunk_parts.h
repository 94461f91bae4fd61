/* What cutting a sentence into chunks asks of its tokens, and of the mentions that begin at them. */
#ifndef FRAME_CHUNK_PARTS_H
#define FRAME_CHUNK_PARTS_H

#include "frame/chunk.h"

typedef struct Cutter {
  const ChunkTags *t;
  const Text *text;
  const Mentions *mentions;
  uint32_t end;
  uint32_t first;
  uint8_t *names;        /* of each token from first on: words of the name that begins there */
  uint32_t number, time; /* next mention that may start */
  uint32_t actor, place; /* first that ends behind the head of the last noun group */
  uint32_t quoted;       /* the mark behind a count in quotation marks; 0 for none */
  bool ages;             /* a number of the sentence is an age */
  bool neither;          /* "neither" or "nor" stands before, and no comma since */
  Arena *arena;
  ChunkRow *row;
} Cutter;

static inline bool is(const Cutter *c, uint32_t i, uint64_t classes) {
  return i < c->end && (c->text->classes[i] & classes) != 0;
}

static inline char first_byte(const Cutter *c, uint32_t i) {
  return c->text->document->text.p[c->text->tokens.v[i].span.start];
}

static inline bool is_word(const Cutter *c, uint32_t i) {
  return i < c->end && c->text->tokens.v[i].kind == TOKEN_WORD;
}

/* A hyphen that joins two words: "seven-year", "Su-25". */
static inline bool joins(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS_DASH) && i + 1 < c->end && first_byte(c, i) == '-' && !c->text->tokens.v[i].space_before &&
         !c->text->tokens.v[i + 1].space_before &&
         c->text->tokens.v[i + 1].kind != TOKEN_PUNCTUATION;
}

static inline bool is_possessive_mark(const Cutter *c, uint32_t i) {
  if (!is(c, i, CLASS_APOSTROPHE) || c->text->tokens.v[i].space_before) {
    return false;
  }
  Str word = token_text(c->text, i);
  return word.n <= 4 &&
         (str_ends(word, "s") || str_ends(word, "S") || word.n == 1 || word.n == 3);
}

/* "mother-in-law", "editor-in-chief": what hyphens hang on a noun with a small word between them. */
static inline bool hangs_on(const Cutter *c, uint32_t i) {
  if (i <= c->first || !joins(c, i - 1)) {
    return false;
  }
  return (is(c, i, CLASS(PREP)) && joins(c, i + 1)) ||
         (i >= c->first + 3 && is(c, i - 2, CLASS(PREP)) && joins(c, i - 3));
}

static inline const Number *number_at(Cutter *c, uint32_t i) {
  while (c->number < c->mentions->numbers.n && c->mentions->numbers.v[c->number].first < i) {
    c->number++;
  }
  const Number *n = c->number < c->mentions->numbers.n ? &c->mentions->numbers.v[c->number] : NULL;
  return n && n->first == i && n->end <= c->end ? n : NULL;
}

static inline const TimeMention *time_at(Cutter *c, uint32_t i) {
  while (c->time < c->mentions->times.n && c->mentions->times.v[c->time].first < i) {
    c->time++;
  }
  const TimeMention *m = c->time < c->mentions->times.n ? &c->mentions->times.v[c->time] : NULL;
  return m && m->first == i && m->end <= c->end ? m : NULL;
}

static inline bool is_verb_form(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS_VERB_FORM);
}

static inline bool is_auxiliary(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS_AUXILIARY);
}

static inline bool is_noun_too(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS(N_SG) | CLASS(N_PL) | CLASS(PERSON) | CLASS(THING)) ||
         (is(c, i, CLASS(HARM_COUNT)) && !is(c, i, CLASS(HARM_ADJ)));
}

/* The stop in "Mr. Lor", "A. Lor": the name goes on behind it. */
static inline bool is_stop_in_name(const Cutter *c, uint32_t i) {
  const Token *t = &c->text->tokens.v[i];
  return i > c->first && i + 1 < c->end && t->kind == TOKEN_PUNCTUATION && !t->space_before && first_byte(c, i) == '.' &&
         t[-1].capital && t[1].capital && t[1].kind == TOKEN_WORD &&
         (span_length(t[-1].span) == 1 || tagset_has(c->text->tags[i - 1], c->t->title));
}

/* A capital that a sentence's beginning or a text in capitals does not explain. */
static inline bool is_name_like(const Cutter *c, uint32_t i) {
  const Token *token = &c->text->tokens.v[i];
  const Sentence *s = &c->text->sentences.v[token->sentence];
  return token->capital && !s->capitals && i > s->first &&
         (c->text->tokens.v[i - 1].kind != TOKEN_PUNCTUATION || is_stop_in_name(c, i - 1));
}

static inline bool counts(const Number *n) {
  return n->kind == NUMBER_COUNT;
}

static inline bool head_is_demonym(const Cutter *c, uint32_t head) {
  const Mentions *m = c->mentions;
  const PlaceMention *p = c->place < m->places.n ? &m->places.v[c->place] : NULL;
  return p && p->first <= head && p->sense == PLACE_DEMONYM;
}

/* A place as such: in a text of capitals the only thing that tells a name. */
static inline bool head_is_place(const Cutter *c, uint32_t head) {
  const Mentions *m = c->mentions;
  const PlaceMention *p = c->place < m->places.n ? &m->places.v[c->place] : NULL;
  return p && p->first <= head && p->sense == PLACE_LITERAL;
}

/* The actor with a name in whose words the head lies; NULL if there is none. */
static inline const ActorMention *named_at(const Cutter *c, uint32_t head) {
  const Mentions *m = c->mentions;
  const ActorMention *a = c->actor < m->actors.n ? &m->actors.v[c->actor] : NULL;
  return a && a->first <= head && a->named ? a : NULL;
}

typedef enum NamesBehind { NAMES_NONE, NAMES_OF_ONE, NAMES_OF_SEVERAL } NamesBehind;

/* chunk_marks.c: behind what the row has no chunk for at token `i`; `i` where it has. */
uint32_t chunk_pass_over(Cutter *c, uint32_t i);

/* chunk_person.c: of a noun group, `has_head` where it has a noun. */
bool chunk_has_age(const Cutter *c, uint32_t first, uint32_t end);
bool chunk_is_age_alone(const Cutter *c, const Chunk *chunk, bool has_head);
NamesBehind chunk_names_behind(const Cutter *c, const Chunk *chunk);
bool chunk_is_single_person(const Cutter *c, const Chunk *chunk, const TagSet *tags, bool definite,
                            bool has_head);
/* "Both men", "the couple", "a double murder": the number of the group says two or more by a word. */
bool chunk_says_several(const Cutter *c, const Chunk *chunk, const Number *n, bool has_head);
/* The row is cut: names behind a noun of several ("brothers Jon and Kim Dow") are persons. */
void chunk_tag_owner(Cutter *c, Chunk *chunk, uint32_t mark);
void chunk_tag_names_of_several(Cutter *c);

#endif

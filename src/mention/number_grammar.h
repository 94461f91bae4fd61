/* Number grammar: the bare numbers of a text, without what stands around them. "two hundred and
   one", "1.2 million", "half a dozen", "31st", "hundreds of thousands", "several", "two-thirds".
   Composition with longest match; which words there are and what they are worth says the lexicon
   (data/<lang>/lexicon/numbers.tsv). Numbers and times both read with it. */
#ifndef MENTION_NUMBER_GRAMMAR_H
#define MENTION_NUMBER_GRAMMAR_H

#include "base/decimal.h"
#include "mention/vocabulary.h"
#include "mention/word_roles.h"

/* Tags and roles that numbers are read with; immutable once made. */
typedef struct NumberTags {
  WordRoles roles;
  int number, scale, scale_weak, scale_short, ordinal, ordinal_suffix, fraction, quantity, vague,
      none, indefinite;
  int qualifier, qualifier_after;
  int percent, currency, unit, unit_weak, unit_before, time_unit, daypart;
  int age_before, age_who, age_after, age_between, age_both, name_suffix, possessive;
  int name, ordinal_name, mark, never, superlative, one_of, one_after, one_before, change, address,
      block;
  int month, person, thing;
} NumberTags;

int number_tags(const Pack *pack, Arena *arena, NumberTags *tags, Status *status);

typedef enum BareKind {
  BARE_CARDINAL,
  BARE_ORDINAL,
  BARE_QUANTITY, /* dozens, hundreds of thousands, several hundred: value is the least meant */
  BARE_VAGUE,    /* many, several */
  BARE_FRACTION, /* half, a third, two-thirds: value only where it is a finite decimal */
} BareKind;

typedef struct BareNumber {
  uint32_t first, end; /* tokens */
  BareKind kind;
  bool has_value;
  bool about;      /* "a couple of hundred" */
  bool digits;     /* its first token is digits */
  bool plain;      /* one token of digits alone, without separator and scale */
  bool indefinite; /* begins with an article or half: "a hundred" */
  Decimal value;
  int64_t scale; /* of a cardinal: its last scale word, 1 if it ends without one */
} BareNumber;

/* Words that a number can begin with, digits and the roles of "a" and "half" apart. */
#define CLASS_BARE_NUMBER                                                                          \
  (CLASS(NUMBER) | CLASS(ORDINAL) | CLASS(FRACTION) | CLASS(QUANTITY) | CLASS(VAGUE))

/* The longest number that begins at token `at` and ends before `limit`; false if there is none. */
bool number_read(const NumberTags *tags, const Text *text, uint32_t at, uint32_t limit,
                 BareNumber *number);

/* The longest phrase with the tag that ends right before token `at` and begins not before `least`:
   its first token, or `at` if there is none. */
uint32_t phrase_before(const Text *text, uint32_t at, uint32_t least, int tag, TagValue *value);
/* The longest one that begins at token `at`: the token behind it, or `at`. */
uint32_t phrase_after(const Text *text, uint32_t at, uint32_t limit, int tag, TagValue *value);

/* Words before a number that bound or hedge it ("at least", "nearly"). `first` is where they begin,
   the number's first token if there are none. */
typedef struct Hedge {
  uint32_t first;
  bool found;
  bool rounded; /* "some": about, before a round number only */
  Qualifier qualifier;
} Hedge;
Hedge hedge_before(const NumberTags *tags, const Text *text, uint32_t at, uint32_t least);
/* The qualifier that a lexicon value names; false if it names none. */
bool qualifier_named(Str name, Qualifier *qualifier, bool *rounded);

static inline const Token *token_of(const Text *text, uint32_t i) {
  return &text->tokens.v[i];
}
static inline bool token_has(const Text *text, uint32_t i, int tag) {
  return tagset_has(text->tags[i], tag);
}
static inline bool token_is_digits(const Text *text, uint32_t i) {
  return token_of(text, i)->kind == TOKEN_NUMBER;
}
/* Is token i this one ASCII character? */
static inline bool token_is(const Text *text, uint32_t i, char c) {
  Span s = token_of(text, i)->span;
  return s.end - s.start == 1 && text->document->text.p[s.start] == c;
}
static inline bool token_is_dash(const Text *text, uint32_t i) { /* - ‐ ‑ ‒ – — − -- */
  if (token_of(text, i)->kind != TOKEN_PUNCTUATION) {
    return false;
  }
  Str s = token_text(text, i);
  return (s.n == 1 && s.p[0] == '-') || (s.n == 2 && s.p[0] == '-' && s.p[1] == '-') ||
         (s.n == 3 && memcmp(s.p, "\xE2\x80", 2) == 0 && (unsigned char)s.p[2] >= 0x90 &&
          (unsigned char)s.p[2] <= 0x94) ||
         (s.n == 3 && memcmp(s.p, "\xE2\x88\x92", 3) == 0);
}
static inline bool token_glued(const Text *text, uint32_t i) { /* no space before it */
  return i > 0 && !token_of(text, i)->space_before;
}
static inline WordRole token_role(const WordRoles *roles, const Text *text, uint32_t i) {
  return word_role(roles, token_of(text, i)->word);
}
/* Value of a numeric tag of the single word; `otherwise` if it has none. */
int64_t token_number(const Text *text, uint32_t i, int tag, int64_t otherwise);

#endif

/* Time signs: what a token may be to the grammar of times, as bits, so that only those readers are
   asked that something can begin there for. Of a word they follow from the lexicon and are worked
   out once for a pack; of digits and marks they are read off the token. Inside room mention only. */
#ifndef MENTION_TIME_SIGNS_H
#define MENTION_TIME_SIGNS_H

#include "mention/time_mention.h"

typedef enum TimeSign {
  /* kinds of words */
  SIGN_MONTH = 1 << 0,
  SIGN_WEEKDAY = 1 << 1,
  SIGN_SEASON = 1 << 2,
  SIGN_PART = 1 << 3, /* of the day */
  SIGN_DAY = 1 << 4,  /* today */
  SIGN_UNIT = 1 << 5,
  SIGN_SHIFT = 1 << 6, /* last, this, next */
  SIGN_MOD = 1 << 7,   /* early, the end of */
  SIGN_CARDINAL = 1 << 8,
  SIGN_ORDINAL = 1 << 9,
  SIGN_AMOUNT = 1 << 10, /* a, half, dozens, several: what else an amount may begin with */
  /* words, or first words of phrases */
  SIGN_HOLIDAY = 1 << 11,
  SIGN_REF = 1 << 12, /* now */
  SIGN_SET = 1 << 13, /* daily */
  SIGN_CLOCK = 1 << 14,
  SIGN_QUALIFIER = 1 << 15,
  /* roles */
  SIGN_THE = 1 << 16,
  SIGN_POINTER = 1 << 17, /* that, this, those, same */
  SIGN_THESE = 1 << 18,
  SIGN_EVERY = 1 << 19,
  SIGN_ONCE = 1 << 20,
  /* tokens that are in no lexicon */
  SIGN_DIGITS = 1 << 21,
  SIGN_LETTER = 1 << 22, /* Q3, H1 */
  SIGN_QUOTE = 1 << 23,  /* '70s */
  /* how much a token says by itself */
  SIGN_SURE = 1 << 24,   /* a word of the calendar: a time surely begins here */
  SIGN_PHRASE = 1 << 25, /* phrases that are times begin with it */
  SIGN_LED = 1 << 26,    /* a time begins here if a word of the calendar follows */
  SIGN_COUNTS = 1 << 27, /* so too, and behind "the" in any case */
  SIGN_HEDGE = 1 << 28,  /* phrases before amounts, or amounts, begin with it */
  SIGN_BARE = 1 << 30,   /* a unit that needs no number */
  SIGN_STRONG = 1 << 29, /* a word of the calendar or the clock, or a unit */
  SIGN_LINKS = INT32_MIN, /* a time that it does not begin may go on with it: a mark, digits, what is glued
                             to the token before it, a word that the grammar knows */

  SIGNS_NUMBER = SIGN_DIGITS | SIGN_CARDINAL | SIGN_ORDINAL,
  SIGNS_DATE = SIGN_MONTH | SIGN_WEEKDAY | SIGN_SEASON | SIGN_HOLIDAY | SIGN_UNIT | SIGNS_NUMBER |
               SIGN_LETTER | SIGN_QUOTE,
  SIGNS_POINT = SIGNS_DATE | SIGN_SHIFT | SIGN_POINTER | SIGN_THESE | SIGN_DAY | SIGN_PART |
                SIGN_REF | SIGN_MOD,
  SIGNS_BEGIN = SIGN_DIGITS | SIGN_SURE | SIGN_THE | SIGN_POINTER | SIGN_COUNTS | SIGN_LED |
                SIGN_PHRASE | SIGN_LETTER | SIGN_HEDGE | SIGN_THESE,
  SIGNS_CLOCK = SIGNS_POINT | SIGN_QUALIFIER | SIGN_CLOCK | SIGN_AMOUNT,
  SIGNS_ANY = SIGNS_CLOCK | SIGN_SET | SIGN_EVERY | SIGN_ONCE, /* one of these, or nothing is read */
} TimeSign;

/* The signs of each word of a pack, in the arena. */
TimeSignTable time_signs_of_words(const Pack *pack, const WordRoles *roles, Arena *arena);

/* A text's signs, token by token. */
typedef struct TimeSigns {
  const uint32_t *of;     /* TimeSign… of each token; those of phrases where one may begin */
  const uint32_t *strong; /* for each token, and the end: the first strong word at or behind it */
} TimeSigns;

TimeSigns time_signs_of_text(const Text *text, const TimeSignTable *table, Arena *arena);

#endif

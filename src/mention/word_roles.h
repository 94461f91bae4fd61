/* Word roles: the few function words that the grammars of numbers and times know by name ("of",
   "between", "ago"). Which words play a role says the lexicon (role=NAME); here are the names.
   A table from word number to role is built once for a pack, so that a test is one load. */
#ifndef MENTION_WORD_ROLES_H
#define MENTION_WORD_ROLES_H

#include "base/status.h"
#include "lang/pack.h"
#include "text/tokens.h"

typedef enum WordRole {
  ROLE_NONE,
  ROLE_A,
  ROLE_THE,
  ROLE_OF,
  ROLE_IN,
  ROLE_DURING, /* during, within, throughout */
  ROLE_ON,
  ROLE_AT,
  ROLE_AND,
  ROLE_OR,
  ROLE_TO,
  ROLE_UNTIL,
  ROLE_THROUGH,
  ROLE_INTO,
  ROLE_FROM,
  ROLE_BETWEEN,
  ROLE_SINCE,
  ROLE_BY,
  ROLE_FOR,
  ROLE_AGO,
  ROLE_BACK,
  ROLE_EARLIER,
  ROLE_LATER,
  ROLE_BEFORE,
  ROLE_AFTER,
  ROLE_HENCE,
  ROLE_THAT,
  ROLE_THOSE,
  ROLE_THESE,
  ROLE_THIS,
  ROLE_SAME,
  ROLE_EVERY,
  ROLE_EACH,
  ROLE_OTHER,
  ROLE_ONCE,
  ROLE_TWICE,
  ROLE_PER,
  ROLE_FEW,
  ROLE_SEVERAL,
  ROLE_COUPLE,
  ROLE_PAIR,
  ROLE_HALF,
  ROLE_POINT,
  ROLE_PAST,
  ROLE_MORE,
  ROLE_ONE,
  ROLE_LONG,
  ROLE_OLD,
  ROLE_AS,
  ROLE_TIME,
  ROLE_PERIOD,
  ROLE_TIMES,
  ROLE_WHOLE,
  ROLE_ADJECTIVE, /* that may stand before "days", "moments": hard, turbulent */
  ROLE_MOMENTS,
  ROLE_DATE,
  ROLE_CALENDAR,
  ROLE_BE,
  ROLE_ONLY,
  ROLE_THERE, /* "it", "there": what a length of time is said of */
  ROLE_COUNT
} WordRole;

typedef struct WordRoles {
  const uint8_t *of_word; /* by word number */
  uint32_t words;
} WordRoles;

/* Builds the table in the arena, which must outlive it. STATUS_FORMAT if the lexicon names a role
   that is not known here. */
int word_roles_read(const Pack *pack, Arena *arena, WordRoles *roles, Status *status);

static inline WordRole word_role(const WordRoles *roles, uint32_t word) {
  return word < roles->words ? (WordRole)roles->of_word[word] : ROLE_NONE;
}

#endif

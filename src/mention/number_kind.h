/* Number kinds: what stands beside a number decides what it is: percent, money, a measure, an age,
   a name or code, a mark, a rank, or a count of what follows. */
#ifndef MENTION_NUMBER_KIND_H
#define MENTION_NUMBER_KIND_H

#include "mention/mention.h"
#include "mention/number_grammar.h"

/* Where a number is read: inside one sentence, between the number before it and the next date. */
typedef struct NumberContext {
  const Text *text;
  const NumberTags *tags;
  const Sentence *sentence;
  uint32_t least, limit; /* tokens that may belong to it: [least, limit) */
  Arena *arena;
  Mentions *mentions; /* numbers found so far */
  const uint64_t *tokens; /* with which one may begin, as bits */
} NumberContext;

/* Sets kind and unit of n, whose span, value and qualifier are known; n->unit_first … unit_end
   holds the currency before it, if any. */
void number_classify(NumberContext *c, const BareNumber *bare, Number *n);

#endif

/* Which pairs of documents carry signs that they draw on one source. */
#ifndef ORIGIN_FIND_H
#define ORIGIN_FIND_H

#include "origin/origin.h"

typedef ARRAY(OriginPair) OriginPairs;

/* All pairs of documents that tell of one event, and pairs that share wording, for which something
   was found or which are open, by a and b. event_of: number of each claim's event. common_words: words that bind and say nothing, white space apart; empty: rarity alone
   decides. Documents without a text (lines only) bring no shared passages. */
void origin_find(const Extraction *extraction, const uint32_t *event_of, Str common_words, Arena *arena, OriginPairs *pairs);

#endif

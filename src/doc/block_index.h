/* Block index: which block rules may match a block at all. A rule whose pattern begins with literals is
   filed under the first three bytes of each; another under the rarest thing that it cannot do without
   (block_needs.h). A block asks only the few rules that it meets so, and these only if it holds all
   else that they need. */
#ifndef DOC_BLOCK_INDEX_H
#define DOC_BLOCK_INDEX_H

#include "doc/block_match.h"

enum { BLOCK_RULES_MOST = 1024 };

/* A set of rules by their number. */
typedef struct BlockRuleSet {
  uint64_t bits[BLOCK_RULES_MOST / 64];
} BlockRuleSet;

/* The keys that a block holds. */
typedef struct BlockHeld {
  uint64_t bits[BLOCK_KEYS / 64];
} BlockHeld;

/* Makes the index; to be called once, behind the last block_rules_parse. STATUS_FORMAT if there are
   more rules than BLOCK_RULES_MOST. */
int block_index_make(BlockRules *rules, Status *status);
/* Finds the rules that may match, all of them as far as pattern and text go, and what is held. */
void block_index_find(const BlockRules *rules, const BlockText *text, BlockHeld *held,
                      BlockRuleSet *found);
/* Whether a block holds all that a rule needs. */
bool block_index_holds(const BlockRules *rules, const BlockRule *rule, const BlockHeld *held);

#endif

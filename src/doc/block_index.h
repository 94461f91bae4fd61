/* Block index: which block rules may match a block at all. A rule whose pattern begins with literals is
   filed under the first three bytes of each; another under the rarest thing that it cannot do without
   (block_needs.h). A block asks only the few rules that it meets so, and these only if it holds all
   else that they need, and if its facts, length and last byte allow them. */
#ifndef DOC_BLOCK_INDEX_H
#define DOC_BLOCK_INDEX_H

#include "doc/block_match.h"

/* The keys that a block holds. */
typedef struct BlockHeld {
  uint64_t bits[BLOCK_KEYS / 64];
} BlockHeld;

/* Makes the index; to be called once, behind the last block_rules_parse. STATUS_FORMAT if there are
   more rules than BLOCK_RULES_MOST. */
int block_index_make(BlockRules *rules, Status *status);
/* Finds the rules that may match a text of which these facts (BlockWhen) are known, and what is
   held. Of those left out none fits. */
void block_index_find(const BlockRules *rules, const BlockText *text, uint32_t facts,
                      BlockHeld *held, BlockRuleSet *found);
/* Whether a block holds all that a rule needs. */
bool block_index_holds(const BlockRules *rules, const BlockRule *rule, const BlockHeld *held);

#endif

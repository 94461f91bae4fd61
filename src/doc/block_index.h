/* Block index: which block rules may match a block at all. A rule's pattern begins with one of a few
   literals, at the block's first byte or, behind a wildcard, where a word begins; rules are filed under
   the first three bytes of each, so that a block asks only the few rules whose beginning it holds. */
#ifndef DOC_BLOCK_INDEX_H
#define DOC_BLOCK_INDEX_H

#include "doc/block_match.h"

enum { BLOCK_RULES_MOST = 1024 };

/* A set of rules by their number. */
typedef struct BlockRuleSet {
  uint64_t bits[BLOCK_RULES_MOST / 64];
} BlockRuleSet;

/* Makes the index; to be called once, behind the last block_rules_parse. STATUS_FORMAT if there are
   more rules than BLOCK_RULES_MOST. */
int block_index_make(BlockRules *rules, Status *status);
/* The rules that may match, all of them as far as pattern and text go. */
void block_index_find(const BlockRules *rules, const BlockText *text, BlockRuleSet *found);

#endif

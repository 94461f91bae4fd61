/* Block needs: what a pattern cannot do without. "*(is|was) (seen|shown) in (this|an|a) *photo*" needs
   a word that begins with "see" or "sho", and one that begins with "pho": a block that lacks either
   need not be matched. A need is a set of keys, of which a block must hold one. */
#ifndef DOC_BLOCK_NEEDS_H
#define DOC_BLOCK_NEEDS_H

#include "doc/block_rules.h"

enum {
  NEED_KEYS_MOST = 40, /* what needs one of more keys is hardly rare */
  KEY_DIGIT = 1        /* of any digit: no text of a block holds that byte */
};

typedef struct BlockNeedKeys {
  uint16_t keys[NEED_KEYS_MOST];
  uint32_t n;
  uint32_t common; /* how common its keys are likely to be: the less, the better it tells */
} BlockNeedKeys;

typedef ARRAY(BlockNeedKeys) BlockNeedList;

/* Key of the three bytes (letters: small) that stand at a byte where what follows a wildcard may
   begin, spaces left out; the key of one byte is the byte. */
static inline uint32_t block_key(unsigned char a, unsigned char b, unsigned char c) {
  uint32_t mixed = ((uint32_t)c << 16 | (uint32_t)b << 8 | a) * UINT32_C(2654435761);
  return 256 + (mixed >> 8) % (BLOCK_KEYS - 256);
}

/* Adds the needs of a pattern to the list, in the order of the pattern. */
void block_needs_find(const BlockRules *rules, const BlockRule *rule, Arena *arena,
                      BlockNeedList *list);

#endif

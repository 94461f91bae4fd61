/* Word memory: a table of words by their first sixteen bytes, one entry to a slot. */
#include "text/word_memory.h"

#include "base/utf8.h"

enum { WORD_ROOM = 64 };

WordMemory *word_memory_new(Arena *arena) {
  return arena_new(arena, WordMemory);
}

/* Number of a folded word in the pack; of words longer than WORD_ROOM bytes 0. */
static uint32_t number_of(const Pack *pack, Str word) {
  char folded[WORD_ROOM];
  size_t n = 0;
  if (word.n > WORD_ROOM) {
    return 0;
  }
  for (; n < word.n && (unsigned char)word.p[n] < 0x80; n++) {
    char c = word.p[n];
    folded[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  if (n < word.n) {
    n = utf8_fold(word, folded, sizeof folded);
  }
  return n ? pack_word(pack, (Str){folded, n}) : 0;
}

WordEntry *word_memory_find(WordMemory *memory, const Pack *pack, Str word) {
  uint64_t low = 0, high = 0;
  if (word.n > WORD_MEMORY_BYTES) {
    return NULL;
  }
  memcpy(&low, word.p, word.n < 8 ? word.n : 8);
  if (word.n > 8) {
    memcpy(&high, word.p + 8, word.n - 8);
  }
  uint64_t mixed = (low ^ high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  WordEntry *entry = &memory->entries[(mixed >> 48) % WORD_MEMORY_SLOTS];
  if (entry->low != low || entry->high != high || entry->length != word.n) {
    *entry = (WordEntry){.low = low, .high = high, .length = (uint32_t)word.n};
    entry->word = number_of(pack, word);
  }
  return entry;
}

uint32_t word_memory_number(WordMemory *memory, const Pack *pack, Str word) {
  const WordEntry *entry = word_memory_find(memory, pack, word);
  return entry ? entry->word : number_of(pack, word);
}

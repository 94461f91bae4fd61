/* Word memory: what was found out about the words met so far, by their bytes, so that the pack and the
   gazetteer are asked once for a word and not once for each time it is met. Belongs to one thread and
   one pack, and is kept from document to document; what it answers never depends on what it holds. */
#ifndef TEXT_WORD_MEMORY_H
#define TEXT_WORD_MEMORY_H

#include "base/arena.h"
#include "lang/pack.h"

enum { WORD_MEMORY_BYTES = 16, WORD_MEMORY_SLOTS = 16384 };

typedef struct WordEntry {
  uint64_t low, high; /* bytes of the word, zero behind them */
  uint32_t length;    /* 0: empty */
  uint32_t word;      /* pack's number of the folded word, 0 unknown */
  uint32_t note[3];   /* what a room above keeps with the word; noted: it has */
  bool noted;
} WordEntry;

typedef struct WordMemory {
  WordEntry entries[WORD_MEMORY_SLOTS];
} WordMemory;

/* An empty memory in arena. */
WordMemory *word_memory_new(Arena *arena);
/* The entry of a word, made where there is none; NULL of a word of more than WORD_MEMORY_BYTES. Holds
   until the next call. */
WordEntry *word_memory_find(WordMemory *memory, const Pack *pack, Str word);
/* Pack's number of a word, remembered or not; of one longer than 64 bytes 0. */
uint32_t word_memory_number(WordMemory *memory, const Pack *pack, Str word);

#endif

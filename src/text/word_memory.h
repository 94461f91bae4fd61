/* Word memory: what was found out about the words met so far, by their bytes, so that the pack
   and the gazetteer are asked once for a word and not once for each time it is met. Belongs to
   one thread and one pack, and is kept from document to document; what it answers never depends
   on what it holds. */
#ifndef TEXT_WORD_MEMORY_H
#define TEXT_WORD_MEMORY_H

#include "base/arena.h"
#include "text/word_class.h"

enum { WORD_MEMORY_BYTES = 16, WORD_MEMORY_SLOTS = 32768 };

/* One line of the processor's cache. */
typedef struct WordEntry {
  _Alignas(64) uint64_t low;
  uint64_t high;        /* bytes of the word, the first the lowest, zero behind them */
  uint32_t length;      /* 0: empty */
  uint32_t word;        /* pack's number of the folded word, 0 unknown */
  const TagSet *tags;   /* of the word */
  const TagSet *starts; /* of the longer phrases that begin with it */
  uint64_t classes;
  uint32_t note[4]; /* what a room above keeps with the word; all 0: nothing yet */
} WordEntry;

typedef struct WordMemory {
  WordEntry entries[WORD_MEMORY_SLOTS];
  WordEntry long_word; /* the last one of more than WORD_MEMORY_BYTES, which are not remembered */
  WordClassTags classes;
  const Pack *pack;
} WordMemory;

/* An empty memory in arena. */
WordMemory *word_memory_new(const Pack *pack, Arena *arena);
/* That the entry of a word is asked for soon: it is fetched meanwhile, since words lie far apart. */
void word_memory_expect(const WordMemory *memory, Str text, Span word);
/* The entry of a word of a text, made where there is none. Holds until the next call. */
WordEntry *word_memory_find(WordMemory *memory, Str text, Span word);
/* The entry of a word that has one; NULL of others. */
const WordEntry *word_memory_known(const WordMemory *memory, Str text, Span word);
/* That entries of these n words of a text will be made: what the pack knows of them lies far apart in memory, and is fetched
   for all of them at once. */
void word_memory_expect_new(const WordMemory *memory, Str text, const Span *words, uint32_t n);

#endif

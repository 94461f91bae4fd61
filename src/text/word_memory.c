/* Word memory: a table of words by their first sixteen bytes, one entry to a slot; and the
   classes that the tags of a word make. */
#include "text/word_memory.h"

#include "base/eight.h"
#include "base/utf8.h"

enum { WORD_ROOM = 64 };

void word_class_tags(const Pack *pack, WordClassTags *classes) {
#define WORD_CLASS_TAG(name, tag) tag,
#define WORD_CLASS_GROUP(name, tag) {tag, CLASS(name)},
  static const char *const names[] = {WORD_CLASSES(WORD_CLASS_TAG)};
  static const struct {
    const char *tag;
    uint64_t class;
  } groups[] = {WORD_CLASS_GROUPS(WORD_CLASS_GROUP)};
  memset(classes, 0, sizeof *classes);
  for (int i = 0; i < WORD_CLASS_TAGS; i++) {
    int tag = pack_tag(pack, names[i]);
    if (tag >= 0) {
      classes->of_tag[tag] |= UINT64_C(1) << i;
    }
  }
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
    int tag = pack_tag(pack, groups[i].tag);
    if (tag >= 0) {
      classes->of_tag[tag] |= groups[i].class;
    }
  }
}

uint64_t word_classes(const WordClassTags *classes, const TagSet *tags) {
  uint64_t all = 0;
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    for (uint64_t bits = tags->bits[i]; bits; bits &= bits - 1) {
      all |= classes->of_tag[i * 64 + __builtin_ctzll(bits)];
    }
  }
  return all;
}

WordMemory *word_memory_new(const Pack *pack, Arena *arena) {
  WordMemory *memory = arena_new(arena, WordMemory);
  memory->pack = pack;
  word_class_tags(pack, &memory->classes);
  return memory;
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

static void entry_fill(const WordMemory *memory, Str word, WordEntry *entry) {
  entry->length = (uint32_t)word.n;
  entry->word = number_of(memory->pack, word);
  entry->tags = pack_word_tags(memory->pack, entry->word);
  entry->starts = pack_phrase_starts(memory->pack, entry->word);
  entry->classes = entry->word ? word_classes(&memory->classes, entry->tags) : 0;
  entry->classes |= tagset_meets(entry->starts, entry->starts) ? CLASS_PHRASE : 0;
}

/* The bytes of a word of at most sixteen, with zeros behind them. Where the text goes on they are taken
   with what follows and cut off: to copy so many as there are takes longer than all else here. */
static void bytes_of(Str text, Span word, uint64_t *low, uint64_t *high) {
  static const uint64_t first[9] = {0,           0xFF,           0xFFFF,           0xFFFFFF,  0xFFFFFFFF,
                                    0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX};
  size_t n = span_length(word);
  const char *p = text.p + word.start;
  char end[WORD_MEMORY_BYTES] = {0};
  if (text.n - word.start < sizeof end) {
    memcpy(end, p, n);
    p = end;
  }
  *low = eight_load(p) & first[n < 8 ? n : 8];
  *high = eight_load(p + 8) & first[n < 8 ? 0 : n - 8];
}

WordEntry *word_memory_find(WordMemory *memory, Str text, Span span) {
  uint64_t low, high;
  Str word = str_cut(text, span);
  if (word.n > WORD_MEMORY_BYTES) {
    memory->long_word = (WordEntry){0};
    entry_fill(memory, word, &memory->long_word);
    return &memory->long_word;
  }
  bytes_of(text, span, &low, &high);
  uint64_t mixed = (low ^ high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  WordEntry *entry = &memory->entries[(mixed >> 48) % WORD_MEMORY_SLOTS];
  if (entry->low != low || entry->high != high || entry->length != word.n) {
    *entry = (WordEntry){.low = low, .high = high};
    entry_fill(memory, word, entry);
  }
  return entry;
}

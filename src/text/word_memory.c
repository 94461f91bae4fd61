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

uint64_t word_bytes_classes(Str word) {
  uint32_t length;
  uint32_t rune = word.n ? utf8_decode(word, 0, &length) : 0;
  bool dash = rune == '-' || (rune >= 0x2010 && rune <= 0x2015);
  return (rune == '\'' || rune == 0x2019 ? CLASS_APOSTROPHE : 0) | (dash ? CLASS_DASH : 0) |
         (str_ends(word, "ly") ? CLASS_LY : 0);
}

WordMemory *word_memory_new(const Pack *pack, Arena *arena) {
  char *room = arena_alloc(arena, sizeof(WordMemory) + _Alignof(WordMemory));
  WordMemory *memory = (WordMemory *)(void *)(room + -(uintptr_t)room % _Alignof(WordMemory));
  memory->pack = pack;
  word_class_tags(pack, &memory->classes);
  return memory;
}

/* Folds a word into WORD_ROOM bytes; empty where it has no room. */
static Str word_fold(Str word, char *folded) {
  size_t n = 0;
  if (word.n > WORD_ROOM) {
    return (Str){folded, 0};
  }
  for (; n < word.n && (unsigned char)word.p[n] < 0x80; n++) {
    char c = word.p[n];
    folded[n] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  if (n < word.n) {
    n = utf8_fold(word, folded, WORD_ROOM);
  }
  return (Str){folded, n};
}

/* Number of a word in the pack; of words longer than WORD_ROOM bytes 0. */
static uint32_t number_of(const Pack *pack, Str word) {
  char room[WORD_ROOM];
  Str folded = word_fold(word, room);
  return folded.n ? pack_word(pack, folded) : 0;
}

static void entry_fill(const WordMemory *memory, Str word, WordEntry *entry) {
  entry->length = (uint32_t)word.n;
  entry->word = number_of(memory->pack, word);
  entry->tags = pack_word_tags(memory->pack, entry->word);
  entry->starts = pack_phrase_starts(memory->pack, entry->word);
  entry->classes = entry->word ? word_classes(&memory->classes, entry->tags) : 0;
  entry->classes |= word_bytes_classes(word);
  entry->classes |= tagset_meets(entry->starts, entry->starts) ? CLASS_PHRASE : 0;
}

/* The first bytes of a word, zeros behind them. The text's bytes behind the word are read as well,
   and taken away: how long a word is nobody can foresee, and copying so many bytes would guess. */
static inline void word_bytes(Str text, Span span, uint64_t *low, uint64_t *high) {
  static const char kept[2 * WORD_MEMORY_BYTES] = {-1, -1, -1, -1, -1, -1, -1, -1,
                                                   -1, -1, -1, -1, -1, -1, -1, -1};
  const char *p = text.p + span.start, *mask = kept + WORD_MEMORY_BYTES - span_length(span);
  char last[WORD_MEMORY_BYTES] = {0};
  if (text.n - span.start < WORD_MEMORY_BYTES) {
    memcpy(last, p, span_length(span));
    p = last;
  }
  *low = eight_load(p) & eight_load(mask);
  *high = eight_load(p + 8) & eight_load(mask + 8);
}

static inline uint32_t slot_of(uint64_t low, uint64_t high) {
  uint64_t mixed = (low ^ high * 31) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(mixed >> 48) % WORD_MEMORY_SLOTS;
}

void word_memory_expect(const WordMemory *memory, Str text, Span span) {
  uint64_t low, high;
  if (span_length(span) - 1 < WORD_MEMORY_BYTES) {
    word_bytes(text, span, &low, &high);
    __builtin_prefetch(&memory->entries[slot_of(low, high)]);
  }
}

const WordEntry *word_memory_known(const WordMemory *memory, Str text, Span span) {
  uint64_t low, high;
  uint32_t n = span_length(span);
  if (n - 1 >= WORD_MEMORY_BYTES) {
    return NULL;
  }
  word_bytes(text, span, &low, &high);
  const WordEntry *entry = &memory->entries[slot_of(low, high)];
  return (entry->low ^ low) | (entry->high ^ high) | (entry->length ^ n) ? NULL : entry;
}

void word_memory_expect_new(const WordMemory *memory, Str text, const Span *words, uint32_t n) {
  enum { AT_ONCE = 32 };
  uint64_t hashes[AT_ONCE];
  char room[WORD_ROOM];
  for (uint32_t first = 0; first < n; first += AT_ONCE) {
    uint32_t end = n - first < AT_ONCE ? n - first : AT_ONCE;
    for (uint32_t i = 0; i < end; i++) {
      hashes[i] = pack_word_hash(word_fold(str_cut(text, words[first + i]), room));
      pack_expect_slot(memory->pack, hashes[i]);
    }
    for (uint32_t i = 0; i < end; i++) {
      pack_expect_word(memory->pack, hashes[i]);
    }
  }
}

WordEntry *word_memory_find(WordMemory *memory, Str text, Span span) {
  uint64_t low, high;
  uint32_t n = span_length(span);
  if (n - 1 >= WORD_MEMORY_BYTES) { /* longer, or empty */
    memory->long_word = (WordEntry){0};
    entry_fill(memory, str_cut(text, span), &memory->long_word);
    return &memory->long_word;
  }
  word_bytes(text, span, &low, &high);
  WordEntry *entry = &memory->entries[slot_of(low, high)];
  if ((entry->low ^ low) | (entry->high ^ high) | (entry->length ^ n)) {
    *entry = (WordEntry){.low = low, .high = high};
    entry_fill(memory, str_cut(text, span), entry);
  }
  return entry;
}

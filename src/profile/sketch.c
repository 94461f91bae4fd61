/* Text ──▶ hashed words with counts ──▶ sketch string, and back. */
#include "profile/sketch.h"

#include "base/digest.h"
#include "base/eight.h"
#include "base/utf8.h"

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

enum { WORD_LEAST = 3, WORD_MOST = 64, COUNT_MOST = 63, HASH_BITS = 24, SYMBOLS = 5 };

/* Sorts hashes of HASH_BITS bits, a byte at a time from the lowest. */
static void hashes_sort(Arena *arena, uint32_t *v, uint32_t n) {
  uint32_t *other = arena_array(arena, uint32_t, n), *from = v, *to = other;
  for (uint32_t shift = 0; shift < HASH_BITS; shift += 8) {
    uint32_t place[257] = {0};
    for (uint32_t i = 0; i < n; i++) {
      place[(from[i] >> shift & 255) + 1]++;
    }
    for (uint32_t i = 1; i < 256; i++) {
      place[i] += place[i - 1];
    }
    for (uint32_t i = 0; i < n; i++) {
      to[place[from[i] >> shift & 255]++] = from[i];
    }
    uint32_t *swap = from;
    from = to;
    to = swap;
  }
  if (n && from != v) {
    memcpy(v, from, n * sizeof *v);
  }
}

typedef struct Hashing {
  Arena *arena;
  uint32_t *words, word_count;
  ARRAY(uint32_t) names;
  char folded[WORD_MOST * 3]; /* the word being read */
  bool opens; /* a sentence: the next word has a capital in any case */
} Hashing;

/* The end of the ASCII letters and digits from `at` on; they are noted as folded, as far as a word of
   WORD_MOST bytes goes. */
static size_t plain_end(Str text, size_t at, char *folded) {
  for (size_t n = 0; at + 8 <= text.n; n += 8) {
    uint64_t x = eight_load(text.p + at), small = x | eight_within(x, 'A', 'Z') >> 2;
    uint64_t others = (eight_within(small, 'a', 'z') | eight_within(x, '0', '9')) ^ EIGHT_TOPS;
    if (n < WORD_MOST) {
      eight_store(small, folded + n);
    }
    if (others) {
      return at + eight_first(others);
    }
    at += 8;
  }
  return at;
}

/* The end of the word that begins at `at`, or `at` if none does. */
static size_t word_end(Str text, size_t at) {
  uint32_t length;
  while (at < text.n) {
    uint32_t c = utf8_decode(text, at, &length);
    if (!rune_is_letter(c) && !rune_is_digit(c)) {
      break;
    }
    at += length;
  }
  return at;
}

/* `plain`: it is folded already. */
static void word_hash(Hashing *h, Str word, bool plain) {
  unsigned char lead = (unsigned char)word.p[0];
  uint32_t length;
  if (word.n < WORD_LEAST || word.n > WORD_MOST) {
    return;
  }
  size_t size = plain ? word.n : utf8_fold(word, h->folded, sizeof h->folded);
  uint32_t hash = (uint32_t)(hash64((Str){h->folded, size}, 0) >> (64 - HASH_BITS));
  bool upper = lead < 0x80 ? lead >= 'A' && lead <= 'Z'
                           : rune_is_upper(utf8_decode(word, 0, &length));
  h->words[h->word_count++] = hash & ~(uint32_t)SKETCH_NAME;
  if (!h->opens && upper) {
    array_push(h->arena, &h->names, hash | SKETCH_NAME);
  }
}

/* What stands between words: a stop, a line's end or a quotation mark lets a sentence begin. */
static bool opens_sentence(uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == 0x201C || c == 0x201D;
}

enum { SIGN_WORD = 1, SIGN_OPENS = 2 };

/* What an ASCII byte is: of a word, or opening a sentence; 0 of what parts words. */
static inline uint8_t sign_of(unsigned char c) {
#define W SIGN_WORD
#define O SIGN_OPENS
  static const uint8_t signs[128] = {
      // clang-format off
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, O, 0, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      0, O, O, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, O, 0,
      W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0, O,
      0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
      W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0,
      0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
      W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0,
      // clang-format on
  };
#undef W
#undef O
  return signs[c];
}

/* Hashes the words that begin in the bytes [at, end); gives where the last of them ends. */
static size_t stretch_hash(Hashing *h, Str text, size_t at, size_t end) {
  while (at < end) {
    unsigned char c = (unsigned char)text.p[at];
    if (c < 0x80 && sign_of(c) != SIGN_WORD) {
      h->opens |= sign_of(c) == SIGN_OPENS;
      at++;
      continue;
    }
    uint32_t length;
    size_t plain = plain_end(text, at, h->folded);
    unsigned char behind = plain < text.n ? (unsigned char)text.p[plain] : 0x80;
    bool ends = behind < 0x80 && sign_of(behind) != SIGN_WORD;
    size_t word = ends ? plain : word_end(text, plain);
    if (word == at) {
      h->opens = opens_sentence(utf8_decode(text, at, &length)) || h->opens;
      at += length;
      continue;
    }
    word_hash(h, (Str){text.p + at, word - at}, word == plain);
    h->opens = false;
    at = word;
  }
  return at;
}

static void text_hash(Hashing *h, Str text, const Span *without, uint32_t n) {
  size_t at = 0;
  for (uint32_t i = 0; i < n; i++) {
    at = stretch_hash(h, text, at, without[i].start < text.n ? without[i].start : text.n);
    if (without[i].end > at && at < text.n) {
      h->opens = true;
      at = without[i].end;
    }
  }
  stretch_hash(h, text, at, text.n);
}

/* Counts equal hashes, which lie side by side: which are new nobody can foresee. */
static void words_count(Arena *arena, const uint32_t *v, uint32_t n, SketchWords *words) {
  uint32_t count = 0, most = n < SKETCH_WORDS ? n : SKETCH_WORDS, before = UINT32_MAX;
  if (n) {
    array_reserve(arena, words, most);
  }
  for (uint32_t i = 0; i < n; i++) {
    bool fresh = v[i] != before;
    if (words->n + fresh > most) {
      break;
    }
    words->n += fresh;
    count = count * !fresh + 1;
    before = v[i];
    words->v[words->n - 1] = (SketchWord){before, count};
  }
}

void sketch_words(Arena *arena, Str text, const Span *without, uint32_t n, SketchWords *words) {
  Hashing h = {.arena = arena, .opens = true};
  /* A word has three bytes and one that parts it from the next; with names, half as many again. */
  uint32_t most = (uint32_t)(text.n / (WORD_LEAST + 1)) + 1;
  h.words = arena_raw(arena, (most + most / 2 + 1) * sizeof *h.words);
  memset(words, 0, sizeof *words);
  text_hash(&h, text, without, n);
  if (h.names.n * 2 < h.word_count) {
    for (uint32_t i = 0; i < h.names.n; i++) {
      h.words[h.word_count++] = h.names.v[i];
    }
  }
  hashes_sort(arena, h.words, h.word_count);
  words_count(arena, h.words, h.word_count, words);
}

Str sketch_write(Arena *arena, const SketchWords *words) {
  char *out = arena_bytes(arena, (size_t)words->n * SYMBOLS + 1), *p = out;
  for (uint32_t i = 0; i < words->n; i++) {
    uint32_t hash = words->v[i].hash, count = words->v[i].count;
    for (int shift = HASH_BITS - 6; shift >= 0; shift -= 6) {
      *p++ = ALPHABET[hash >> shift & 63];
    }
    *p++ = ALPHABET[count < COUNT_MOST ? count : COUNT_MOST];
  }
  *p = 0;
  return (Str){out, (size_t)words->n * SYMBOLS};
}

static uint32_t symbol(char c) {
  const char *at = c ? strchr(ALPHABET, c) : NULL;
  return at ? (uint32_t)(at - ALPHABET) : 64;
}

void sketch_read(Arena *arena, Str sketch, SketchWords *words) {
  memset(words, 0, sizeof *words);
  for (size_t at = 0; at + SYMBOLS <= sketch.n; at += SYMBOLS) {
    uint32_t hash = 0, bad = 0;
    for (int i = 0; i < SYMBOLS - 1; i++) {
      uint32_t s = symbol(sketch.p[at + (size_t)i]);
      bad |= s;
      hash = hash << 6 | (s & 63);
    }
    uint32_t count = symbol(sketch.p[at + SYMBOLS - 1]);
    if ((bad | count) & 64 || count == 0 || (words->n && words->v[words->n - 1].hash >= hash)) {
      return;
    }
    array_push(arena, words, (SketchWord){hash, count});
  }
}

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
  ARRAY(uint32_t) words, names;
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
  uint32_t length;
  if (word.n < WORD_LEAST || word.n > WORD_MOST) {
    return;
  }
  size_t size = plain ? word.n : utf8_fold(word, h->folded, sizeof h->folded);
  uint32_t hash = (uint32_t)(hash64((Str){h->folded, size}, 0) >> (64 - HASH_BITS));
  array_push(h->arena, &h->words, hash & ~(uint32_t)SKETCH_NAME);
  if (!h->opens && rune_is_upper(utf8_decode(word, 0, &length))) {
    array_push(h->arena, &h->names, hash | SKETCH_NAME);
  }
}

/* What stands between words: a stop, a line's end or a quotation mark lets a sentence begin. */
static bool opens_sentence(uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == '\n' || c == '"' || c == 0x201C || c == 0x201D;
}

static void text_hash(Hashing *h, Str text, const Span *without, uint32_t n) {
  uint32_t next = 0, length;
  for (size_t at = 0; at < text.n;) {
    if (next < n && without[next].start <= at) {
      h->opens = h->opens || without[next].end > at;
      at = without[next].end > at ? without[next].end : at;
      next++;
      continue;
    }
    unsigned char c = (unsigned char)text.p[at];
    if (c < 0x80 && !rune_is_letter(c) && !rune_is_digit(c)) { /* one look at what parts most words */
      h->opens = opens_sentence(c) || h->opens;
      at++;
      continue;
    }
    size_t plain = plain_end(text, at, h->folded), end = word_end(text, plain);
    if (end == at) {
      h->opens = opens_sentence(utf8_decode(text, at, &length)) || h->opens;
      at += length;
      continue;
    }
    word_hash(h, (Str){text.p + at, end - at}, end == plain);
    h->opens = false;
    at = end;
  }
}

void sketch_words(Arena *arena, Str text, const Span *without, uint32_t n, SketchWords *words) {
  Hashing h = {.arena = arena, .opens = true};
  memset(words, 0, sizeof *words);
  text_hash(&h, text, without, n);
  uint32_t plain = h.words.n;
  for (uint32_t i = 0; h.names.n * 2 < plain && i < h.names.n; i++) {
    array_push(arena, &h.words, h.names.v[i]);
  }
  hashes_sort(arena, h.words.v, h.words.n);
  for (uint32_t i = 0; i < h.words.n; i++) {
    if (words->n && words->v[words->n - 1].hash == h.words.v[i]) {
      words->v[words->n - 1].count++;
    } else if (words->n == SKETCH_WORDS) {
      break;
    } else {
      array_push(arena, words, (SketchWord){h.words.v[i], 1});
    }
  }
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

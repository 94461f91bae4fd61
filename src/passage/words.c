/* Text ──▶ folded words with what is known of each. */
#include "passage/words.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum { LINE_WORDS = 12, END_WORDS = 18, FILM_WORDS = 30 };

bool wordset_has(const WordSet *set, uint32_t hash) {
  for (uint32_t i = hash & set->mask; set->slots[i]; i = (i + 1) & set->mask) {
    if (set->slots[i] == hash) {
      return true;
    }
  }
  return false;
}

/* ---------------------------------------------------------------- hashes */

enum { EIGHT = 8 };

/* Eight bytes, the first the lowest, whatever the machine; behind the end there are zeros. */
static uint64_t load8(Str text, size_t at) {
  uint64_t x = 0;
  if (text.n - at >= EIGHT) {
    memcpy(&x, text.p + at, EIGHT);
  } else {
    memcpy(&x, text.p + at, text.n - at);
  }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  x = __builtin_bswap64(x);
#endif
  return x;
}

/* Bit 7 of each byte that is no ASCII letter or digit. */
static uint64_t parts_of(uint64_t x) {
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
  uint64_t low = x & ~high, small = low | ones * 0x20;
  uint64_t letter = (small + ones * (0x80 - 'a')) & ~(small + ones * (0x7F - 'z'));
  uint64_t digit = (low + ones * (0x80 - '0')) & ~(low + ones * (0x7F - '9'));
  return (~(letter | digit) | x) & high;
}

/* Hash of letters and digits. fold: ASCII; the bit that makes letters small is set in digits, the
   point and the comma too. */
static uint32_t word_hash(Str text, size_t start, size_t n, bool fold) {
  const uint64_t K = UINT64_C(0x9E3779B97F4A7C15), small = UINT64_C(0x2020202020202020);
  uint64_t h = n;
  for (size_t i = 0; i < n; i += EIGHT) {
    uint64_t x = load8(text, start + i) | (fold ? small : 0);
    x &= n - i < EIGHT ? (UINT64_C(1) << (n - i) * 8) - 1 : ~UINT64_C(0);
    h = (h ^ x) * K;
    h ^= h >> 32;
  }
  return (uint32_t)(h * K >> 32) | 1;
}

enum { BYTE_PARTS, BYTE_WORD, BYTE_INSIDE, BYTE_WIDE };

static const uint8_t BYTE_KIND[256] = {
    ['0' ... '9'] = BYTE_WORD, ['A' ... 'Z'] = BYTE_WORD, ['a' ... 'z'] = BYTE_WORD,
    ['.'] = BYTE_INSIDE,       [','] = BYTE_INSIDE,       [0x80 ... 0xFF] = BYTE_WIDE,
};

/* Whether a word goes on at text.p[at], no ASCII letter or digit: a letter of another kind, a point
   or comma between digits. *length: its bytes. */
static bool word_goes_on(Str text, size_t at, uint8_t kind, uint32_t *length) {
  *length = 1;
  if (kind == BYTE_WIDE) {
    return rune_is_letter(utf8_decode(text, at, length));
  }
  return kind == BYTE_INSIDE && at > 0 && at + 1 < text.n && ascii_is_digit(text.p[at - 1]) &&
         ascii_is_digit(text.p[at + 1]);
}

bool word_next(Str text, size_t *start, size_t *end, uint32_t *hash) {
  size_t at = *end;
  uint32_t length;
  bool wide = false;
  for (; at < text.n; at += length) {
    uint8_t kind = BYTE_KIND[(unsigned char)text.p[at]];
    length = 1;
    if (kind == BYTE_WORD || (kind != BYTE_PARTS && word_goes_on(text, at, kind, &length))) {
      break;
    }
  }
  *start = at;
  while (at < text.n) {
    uint64_t parts = parts_of(load8(text, at));
    at += parts ? (size_t)__builtin_ctzll(parts) / 8 : EIGHT;
    if (parts == 0 || at >= text.n) {
      continue; /* zeros behind the end part words */
    }
    uint8_t kind = BYTE_KIND[(unsigned char)text.p[at]];
    if (kind == BYTE_PARTS || !word_goes_on(text, at, kind, &length)) {
      break;
    }
    wide |= kind == BYTE_WIDE;
    at += length;
  }
  *end = at;
  if (at == *start) {
    return false;
  }
  char folded[240];
  Str word = {text.p + *start, at - *start};
  size_t n = wide ? utf8_fold(word, folded, sizeof folded) : 0;
  *hash = n ? word_hash((Str){folded, n}, 0, n, false) : word_hash(text, *start, word.n, !wide);
  return true;
}

WordSet wordset_read(Arena *arena, Str list) {
  uint32_t count = 1, slots = 16, hash;
  for (size_t i = 0; i < list.n; i++) {
    count += list.p[i] == ' ' || list.p[i] == '\n';
  }
  while (slots < count * 2) {
    slots *= 2;
  }
  WordSet set = {arena_array(arena, uint32_t, slots), slots - 1};
  for (size_t start, end = 0; word_next(list, &start, &end, &hash);) {
    uint32_t i = hash & set.mask;
    while (set.slots[i] && set.slots[i] != hash) {
      i = (i + 1) & set.mask;
    }
    set.slots[i] = hash;
  }
  return set;
}

/* ---------------------------------------------------------------- words of one document */

/* "1:35 Mayor visits the market": a film of a list of films. */
static bool line_is_film(Str text, const Word *w, uint32_t n) {
  return n > 2 && w[0].flags & w[1].flags & WORD_NUMBER && w[0].end - w[0].start <= 2 &&
         w[1].start == w[0].end + 1 && text.p[w[0].end] == ':' && w[1].end - w[1].start == 2 &&
         text.p[w[1].end] == ' ' && (w[2].flags & (WORD_CAPITAL | WORD_NUMBER));
}

/* Whether the line that ends with this word ends, or holds behind it, the end of a sentence. */
static bool line_stops(Str text, const Word *last) {
  for (size_t at = last->end; at < text.n && text.p[at] != '\n'; at++) {
    if (strchr(".!?", text.p[at])) {
      return true;
    }
  }
  return false;
}

/* Marks the words (one at least) of a line that is short and ends no sentence: a link, a heading, a
   menu. */
static void line_judge(Str text, Word *words, uint32_t n) {
  if (n > FILM_WORDS || line_stops(text, &words[n - 1])) {
    return;
  }
  uint8_t flag = line_is_film(text, words, n) ? WORD_PAGE : n <= LINE_WORDS ? WORD_LINE : 0;
  for (uint32_t i = 0; i < n; i++) {
    words[i].flags |= flag;
  }
}

/* The lines after the text that end no sentence, if furniture is among them, are furniture. */
static void end_judge(Str text, Word *words, uint32_t n) {
  uint32_t from = n, page = n;
  while (from > 0) {
    uint32_t line = from - 1;
    while (!(words[line].flags & WORD_FIRST) && from - line <= END_WORDS) {
      line--;
    }
    bool furniture = words[line].flags & WORD_PAGE;
    if (!furniture && (from - line > END_WORDS || line_stops(text, &words[from - 1]))) {
      break;
    }
    page = furniture ? line : page;
    from = line;
  }
  for (uint32_t i = page; i < n; i++) {
    words[i].flags |= WORD_PAGE;
  }
}

uint32_t line_end(const Words *w, uint32_t i) {
  for (i++; i < w->n && !(w->v[i].flags & WORD_FIRST); i++) {
  }
  return i;
}

Words words_of(Arena *arena, const PassageText *t, uint32_t most, const WordSet *common) {
  Word *words = arena_array(arena, Word, most);
  Str text = t->text;
  uint32_t n = 0, line = 0, next = 0, hash;
  for (size_t start, end = 0, before = 0; n < most && word_next(text, &start, &end, &hash);) {
    bool first = n == 0 || memchr(text.p + before, '\n', start - before);
    if (n > line && first) {
      line_judge(text, words + line, n - line);
      line = n;
    }
    uint32_t length, flags = first ? WORD_FIRST : 0;
    flags |= ascii_is_digit(text.p[start]) ? WORD_NUMBER : 0; /* "1980s" and "35th" too */
    flags |= rune_is_upper(utf8_decode(text, start, &length)) ? WORD_CAPITAL : 0;
    flags |= wordset_has(common, hash) ? WORD_COMMON : 0;
    while (next < t->furniture_count && t->furniture[next].end <= start) {
      next++;
    }
    flags |= next < t->furniture_count && t->furniture[next].start <= start ? WORD_PAGE : 0;
    words[n++] = (Word){.hash = hash,
                        .start = (uint32_t)start,
                        .end = (uint32_t)end,
                        .flags = (uint8_t)flags};
    before = end;
  }
  if (n > line) {
    line_judge(text, words + line, n - line);
  }
  end_judge(text, words, n);
  return (Words){.v = words, .n = n};
}

/* Hundredths by which a word of `in` of n documents counts: log((n + 1) / in) / log((n + 1) / 2),
   at most 100. */
static uint8_t rareness(uint32_t n, uint32_t in) {
  enum { FULL = 40 }; /* more documents make no word rarer */
  uint32_t all = (n < FULL ? n : FULL) + 1, bits[2] = {0, 0};
  uint64_t of[2] = {in > 2 ? in : 2, 2};
  if (of[0] >= all) {
    of[0] = n > FULL ? all : of[0];
  }
  for (int i = 0; i < 2; i++) {
    /* 64 × log2 by squaring: exact enough, and the same everywhere. */
    uint64_t x = ((uint64_t)all << 32) / of[i];
    while (x >= UINT64_C(2) << 32) {
      x >>= 1;
      bits[i] += 64;
    }
    for (uint32_t bit = 32; bit; bit /= 2) {
      x = (x >> 16) * (x >> 16);
      if (x >= UINT64_C(2) << 32) {
        x >>= 1;
        bits[i] += bit;
      }
    }
  }
  uint32_t share = bits[1] ? bits[0] * 100 / bits[1] : 100;
  return (uint8_t)(share < 100 ? share : 100);
}

void words_weigh(Words *words, const Tallies *tallies, uint32_t n) {
  enum { COUNTS = 64 };
  uint8_t rare[COUNTS];
  for (uint32_t i = 0; i < COUNTS; i++) {
    rare[i] = rareness(n, i);
  }
  for (uint32_t i = 0; i < words->n; i++) {
    uint32_t count = tally_of(tallies, words->v[i].hash);
    words->v[i].rare = rare[count < COUNTS ? count : COUNTS - 1];
  }
}

uint32_t words_in_order(Arena *arena, const Words *a, uint32_t a0, uint32_t a1, const Words *b,
                        uint32_t b0, uint32_t b1) {
  enum { CELLS_MOST = 4000000 };
  uint32_t same = 0; /* what is equal at both ends needs no table */
  for (; a0 < a1 && b0 < b1 && a->v[a0].hash == b->v[b0].hash; same++) {
    a0++;
    b0++;
  }
  for (; a0 < a1 && b0 < b1 && a->v[a1 - 1].hash == b->v[b1 - 1].hash; same++) {
    a1--;
    b1--;
  }
  if (a0 == a1 || b0 == b1) {
    return same;
  }
  uint32_t n = a1 - a0, m = b1 - b0;
  if ((uint64_t)n * m > CELLS_MOST) {
    /* Too long for the table: halves, cut where both are as far along. */
    uint32_t am = a0 + n / 2, bm = b0 + m / 2;
    return same + words_in_order(arena, a, a0, am, b, b0, bm) +
           words_in_order(arena, a, am, a1, b, bm, b1);
  }
  uint32_t *row = arena_array(arena, uint32_t, m + 1);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t diagonal = 0;
    for (uint32_t k = 0; k < m; k++) {
      uint32_t up = row[k + 1];
      if (a->v[a0 + i].hash == b->v[b0 + k].hash) {
        row[k + 1] = diagonal + 1;
      } else if (row[k] > up) {
        row[k + 1] = row[k];
      }
      diagonal = up;
    }
  }
  return same + row[m];
}

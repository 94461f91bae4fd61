/* Text ──▶ folded words with what is known of each. */
#include "passage/words.h"

#include "base/digest.h"
#include "base/utf8.h"

enum { WORD_MOST = 80, LINE_WORDS = 12, END_WORDS = 18, FILM_WORDS = 30 };

WordSet wordset_read(Arena *arena, Str list) {
  uint32_t count = 1, slots = 16;
  for (size_t i = 0; i < list.n; i++) {
    count += list.p[i] == ' ' || list.p[i] == '\n';
  }
  while (slots < count * 2) {
    slots *= 2;
  }
  WordSet set = {arena_array(arena, uint32_t, slots), slots - 1};
  for (size_t at = 0; at < list.n;) {
    size_t end = at;
    while (end < list.n && list.p[end] != ' ' && list.p[end] != '\n') {
      end++;
    }
    if (end > at) {
      uint32_t hash = (uint32_t)hash64((Str){list.p + at, end - at}, 0) | 1, i = hash & set.mask;
      while (set.slots[i] && set.slots[i] != hash) {
        i = (i + 1) & set.mask;
      }
      set.slots[i] = hash;
    }
    at = end + 1;
  }
  return set;
}

static bool wordset_has(const WordSet *set, uint32_t hash) {
  for (uint32_t i = hash & set->mask; set->slots[i]; i = (i + 1) & set->mask) {
    if (set->slots[i] == hash) {
      return true;
    }
  }
  return false;
}

/* The end of the word that begins at `at`, or `at`. A point or comma between digits stays inside. */
static size_t word_end(Str text, size_t at) {
  while (at < text.n) {
    unsigned char c = (unsigned char)text.p[at];
    if (c >= '0' && c <= '9') {
      at++;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      at++;
    } else if ((c == '.' || c == ',') && at > 0 && at + 1 < text.n && text.p[at - 1] >= '0' &&
               text.p[at - 1] <= '9' && text.p[at + 1] >= '0' && text.p[at + 1] <= '9') {
      at++;
    } else {
      uint32_t length;
      if (c < 0x80 || !rune_is_letter(utf8_decode(text, at, &length))) {
        break;
      }
      at += length;
    }
  }
  return at;
}

static uint32_t word_hash(Str word) {
  char folded[WORD_MOST * 3];
  size_t n = 0;
  bool ascii = word.n <= WORD_MOST;
  for (size_t i = 0; ascii && i < word.n; i++) {
    char c = word.p[i];
    ascii = (unsigned char)c < 0x80;
    folded[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  if (!ascii) {
    n = utf8_fold(word, folded, sizeof folded);
  }
  return (uint32_t)hash64(n ? (Str){folded, n} : word, 0) | 1;
}

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
    while (line > 0 && from - line <= END_WORDS &&
           !memchr(text.p + words[line - 1].end, '\n', words[line].start - words[line - 1].end)) {
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

Words words_of(Arena *arena, const PassageText *t, const WordSet *common) {
  ARRAY(Word) words = {0};
  Str text = t->text;
  uint32_t line = 0, next = 0;
  for (size_t at = 0; at < text.n;) {
    size_t end = word_end(text, at);
    if (end == at) {
      if (text.p[at] == '\n' && words.n > line) {
        line_judge(text, words.v + line, words.n - line);
        line = words.n;
      }
      at++;
      continue;
    }
    Word w = {.hash = word_hash((Str){text.p + at, end - at}),
              .start = (uint32_t)at,
              .end = (uint32_t)end};
    uint32_t length;
    bool number = text.p[at] >= '0' && text.p[at] <= '9'; /* "1980s" and "35th" too */
    w.flags = (uint8_t)((number ? WORD_NUMBER : 0) |
                        (rune_is_upper(utf8_decode(text, at, &length)) ? WORD_CAPITAL : 0) |
                        (wordset_has(common, w.hash) ? WORD_COMMON : 0));
    while (next < t->furniture_count && t->furniture[next].end <= at) {
      next++;
    }
    if (next < t->furniture_count && t->furniture[next].start <= at) {
      w.flags |= WORD_PAGE;
    }
    array_push(arena, &words, w);
    at = end;
  }
  if (words.n > line) {
    line_judge(text, words.v + line, words.n - line);
  }
  end_judge(text, words.v, words.n);
  return (Words){.v = words.v, .n = words.n};
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

typedef struct Tally {
  uint32_t hash, last, count;
} Tally;

typedef struct Tallies {
  Tally *v;
  size_t mask;
} Tallies;

static Tally *tally_of(const Tallies *t, uint32_t hash) {
  size_t at = hash * UINT32_C(2654435761) & t->mask;
  while (t->v[at].hash && t->v[at].hash != hash) {
    at = (at + 1) & t->mask;
  }
  return &t->v[at];
}

static void tally_weigh(const Tallies *tallies, Words *words, uint32_t n) {
  for (uint32_t i = 0; i < words->n; i++) {
    words->v[i].rare = rareness(n, tally_of(tallies, words->v[i].hash)->count);
  }
}

void words_weigh(Arena *arena, Words *words, Words *titles, uint32_t n) {
  size_t total = 0, slots = 64;
  for (uint32_t d = 0; d < n; d++) {
    total += words[d].n;
  }
  while (slots < total) {
    slots *= 2;
  }
  slots *= 2;
  Tallies tallies = {arena_array(arena, Tally, slots), slots - 1};
  for (uint32_t d = 0; d < n; d++) {
    for (uint32_t i = 0; i < words[d].n; i++) {
      Tally *t = tally_of(&tallies, words[d].v[i].hash);
      if (t->hash == 0 || t->last != d + 1) {
        *t = (Tally){words[d].v[i].hash, d + 1, t->count + 1};
      }
    }
  }
  for (uint32_t d = 0; d < n; d++) {
    tally_weigh(&tallies, &words[d], n);
    tally_weigh(&tallies, &titles[d], n);
  }
}

uint32_t words_in_order(Arena *arena, const Words *a, uint32_t a0, uint32_t a1, const Words *b,
                        uint32_t b0, uint32_t b1) {
  enum { CELLS_MOST = 4000000 };
  uint32_t n = a1 - a0, m = b1 - b0;
  if ((uint64_t)n * m > CELLS_MOST) {
    /* Too long for the table: halves, cut where both are as far along. */
    uint32_t am = a0 + n / 2, bm = b0 + m / 2;
    return words_in_order(arena, a, a0, am, b, b0, bm) +
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
  return row[m];
}

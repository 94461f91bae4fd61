/* What shared wording tells of furniture: wording that a publisher puts on its pages, whatever they
   are about, stands alike in documents about different matters.

   For a pair of documents their equal words are set aside. What is left, with the titles, shows
   whether both tell of one matter: then they share words that few documents have. If they do not,
   the lines that are equal as a whole get points: FULL where one publisher has both documents, one
   where two have them or none is known, since a text may be quoted in documents of other matters.
   Equal words inside other lines say nothing: they are formulas of reports ("was taken to hospital,
   where he was pronounced dead"). A word with FULL points, and a line most of whose words have
   them, is furniture. Pairs only add points, so their order does not matter. */
#include "passage/words.h"

#include <stdlib.h>

#include "base/digest.h"

enum {
  FULL = 7,          /* points that make furniture; documents of other matters that have it */
  MATTER_SHARE = 20, /* per cent of the rarity of the lesser document: shared, one matter */
  MATTER_LEAST = 200, /* hundredths of a rare word: with less beside the equal words … */
  TITLE_SHARE = 34,  /* … the titles decide, unless so much of one stands in the equal words */
  TITLE_TOLD = 50,   /* of both titles in the equal words: one matter */
  TITLE_ALIKE = 60,  /* … none of both: then only titles that are nearly the same tell of one */
  FORMULA = 8,       /* fewer equal words in a row are a formula, unless they are a line */
  LINE_SHARE = 60,   /* per cent of a line's words that make the line furniture */
};

typedef struct Telling {
  uint32_t hash, at; /* at: TITLE for a word of the title */
  uint32_t rare;
} Telling;

enum { TITLE = UINT32_MAX };

typedef struct Tale {
  Telling *v; /* words that say something, by hash; NULL until it is needed */
  uint32_t n;
  uint64_t publisher; /* 0: not known */
} Tale;

/* ---------------------------------------------------------------- publishers */

static Str host_of(Str url) {
  size_t from = 0, end = 0;
  for (size_t i = 0; i + 2 < url.n && url.p[i] != '?' && url.p[i] != '#'; i++) {
    if (memcmp(url.p + i, "://", 3) == 0) {
      from = i + 3; /* the last: an archive's address holds that of the page */
    }
  }
  for (end = from; end < url.n && !strchr("/:?#", url.p[end]); end++) {
  }
  return from ? (Str){url.p + from, end - from} : (Str){NULL, 0}; /* there may be no address */
}

/* The last two names of a host, or three under "co.uk" and its like. */
static Str family_of(Str host) {
  size_t dots[3] = {0}, n = 0;
  for (size_t i = host.n; i-- > 0 && n < 3;) {
    if (host.p[i] == '.') {
      dots[n++] = i;
    }
  }
  if (n < 2) {
    return host;
  }
  bool country = host.n - dots[0] == 3 && dots[0] - dots[1] <= 4; /* ".uk" under "co", "com" */
  size_t from = country ? (n == 3 ? dots[2] + 1 : 0) : dots[1] + 1;
  return (Str){host.p + from, host.n - from};
}

static uint64_t publisher_of(const PassageText *t) {
  char folded[256];
  Str name = family_of(host_of(t->url));
  name = name.n ? name : t->publisher;
  size_t n = name.n < sizeof folded ? name.n : sizeof folded;
  for (size_t i = 0; i < n; i++) {
    char c = name.p[i];
    folded[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return n ? hash64((Str){folded, n}, 0) | 1 : 0;
}

/* ---------------------------------------------------------------- matters */

static int telling_order(const void *a, const void *b) {
  const Telling *x = a, *y = b;
  if (x->hash != y->hash) {
    return x->hash < y->hash ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

static void tale_take(Tale *tale, const Words *w, bool title) {
  enum { BYTES = 3 };
  for (uint32_t i = 0; i < w->n; i++) {
    const Word *word = &w->v[i];
    if (!(word->flags & (WORD_COMMON | WORD_PAGE)) && word->end - word->start >= BYTES) {
      tale->v[tale->n++] = (Telling){word->hash, title ? TITLE : i, word->rare};
    }
  }
}

static void tale_fill(Arena *arena, Tale *tale, const Words *text, const Words *title) {
  if (tale->v) {
    return;
  }
  tale->v = arena_array(arena, Telling, text->n + title->n + 1);
  tale_take(tale, text, false);
  tale_take(tale, title, true);
  if (tale->n) {
    qsort(tale->v, tale->n, sizeof *tale->v, telling_order);
  }
}

/* One word of a document: where it stands, seen from its pair. */
typedef struct Stand {
  uint32_t rare;
  bool title, apart, shared; /* in the title; outside, inside the equal words */
  uint32_t end;              /* of its entries */
} Stand;

static Stand stand_of(const Tale *tale, uint32_t i, const uint8_t *covered) {
  Stand s = {.rare = tale->v[i].rare, .end = i};
  for (; s.end < tale->n && tale->v[s.end].hash == tale->v[i].hash; s.end++) {
    uint32_t at = tale->v[s.end].at;
    s.title |= at == TITLE;
    s.shared |= at != TITLE && covered[at];
    s.apart |= at == TITLE || !covered[at];
  }
  return s;
}

/* Rarity of the words of one document, summed: beside the equal words, in the title, and of the
   title in the equal words. */
typedef struct Sum {
  uint32_t apart, title, told;
} Sum;

static Sum sum_of(const Tale *tale, const uint8_t *covered) {
  Sum sum = {0};
  for (uint32_t i = 0; i < tale->n;) {
    Stand s = stand_of(tale, i, covered);
    sum.apart += s.apart ? s.rare : 0;
    sum.title += s.title ? s.rare : 0;
    sum.told += s.title && s.shared ? s.rare : 0;
    i = s.end;
  }
  return sum;
}

static bool share_reached(uint32_t part, uint32_t a, uint32_t b, uint32_t percent) {
  return part * 100 >= (a < b ? a : b) * percent;
}

/* Whether two documents tell of different matters, as far as words beside the equal ones show. */
static bool matters_differ(const Tale *a, const uint8_t *in_a, const Tale *b, const uint8_t *in_b) {
  Sum x = sum_of(a, in_a), y = sum_of(b, in_b);
  uint32_t apart = 0, title = 0;
  for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
    if (a->v[i].hash != b->v[k].hash) {
      *(a->v[i].hash < b->v[k].hash ? &i : &k) += 1;
      continue;
    }
    Stand s = stand_of(a, i, in_a), t = stand_of(b, k, in_b);
    apart += s.apart && t.apart ? s.rare : 0;
    title += s.title && t.title ? s.rare : 0;
    i = s.end;
    k = t.end;
  }
  if (x.title && y.title && x.told * 100 >= x.title * TITLE_TOLD &&
      y.told * 100 >= y.title * TITLE_TOLD) {
    return false; /* the equal words are the report */
  }
  if (x.apart >= MATTER_LEAST && y.apart >= MATTER_LEAST) {
    return !share_reached(apart, x.apart, y.apart, MATTER_SHARE);
  }
  bool told = x.told * 100 >= x.title * TITLE_SHARE || y.told * 100 >= y.title * TITLE_SHARE;
  uint32_t alike = x.told + y.told ? MATTER_SHARE : TITLE_ALIKE;
  return x.title && y.title && !told && !share_reached(title, x.title, y.title, alike);
}

/* ---------------------------------------------------------------- pairs */

typedef struct Side {
  Words *words;
  uint8_t *covered;        /* by word: in equal words */
  ARRAY(uint32_t) lines;   /* first words of the lines that are equal as a whole */
} Side;

typedef struct Judge {
  Arena *arena;
  Words *words;
  const Words *titles;
  Tale *tales;
  Side sides[2];
} Judge;

static void cover(Judge *j, const RunPair *pair, uint8_t value) {
  for (uint32_t i = 0; i < pair->n; i++) {
    memset(j->sides[0].covered + pair->runs[i].a, value, pair->runs[i].n);
    memset(j->sides[1].covered + pair->runs[i].b, value, pair->runs[i].n);
  }
}

/* Whether a line is covered for the larger part by more than formulas. */
static bool line_equal(const Side *side, uint32_t line, uint32_t end) {
  uint32_t n = 0;
  for (uint32_t k = line, row = 0; k < end; k++) {
    row = side->covered[k] ? row + 1 : 0;
    n += row == FORMULA ? FORMULA : row > FORMULA;
    n += k + 1 == end && row == end - line && row < FORMULA ? row : 0;
  }
  return n * 100 >= (end - line) * LINE_SHARE;
}

/* Whether points of a pair could tell anything new of a line: each counts FULL, or the line stands
   in so many documents that single points may add up. */
static bool line_open(const Side *side, uint32_t line, uint32_t end, bool one) {
  bool open = false, often = one;
  for (uint32_t k = line; k < end; k++) {
    const Word *w = &side->words->v[k];
    open |= side->covered[k] && w->elsewhere < FULL;
    often |= side->covered[k] && w->documents > FULL;
  }
  return open && often;
}

static int line_order(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* The lines of one side that the runs of the pair may make furniture, each once. */
static void lines_find(Judge *j, const RunPair *pair, bool b, bool one) {
  Side *side = &j->sides[b];
  uint32_t kept = 0;
  side->words = &j->words[b ? pair->b : pair->a];
  side->lines.n = 0;
  for (uint32_t i = 0; i < pair->n; i++) {
    uint32_t from = b ? pair->runs[i].b : pair->runs[i].a, end = from + pair->runs[i].n;
    while (from > 0 && !(side->words->v[from].flags & WORD_FIRST)) {
      from--;
    }
    for (uint32_t line = from, next; line < end; line = next) {
      next = line_end(side->words, line);
      if (line_equal(side, line, next) && line_open(side, line, next, one)) {
        array_push(j->arena, &side->lines, line);
      }
    }
  }
  if (side->lines.n > 1) {
    qsort(side->lines.v, side->lines.n, sizeof *side->lines.v, line_order);
  }
  for (uint32_t i = 0; i < side->lines.n; i++) {
    if (i == 0 || side->lines.v[i] != side->lines.v[kept - 1]) {
      side->lines.v[kept++] = side->lines.v[i];
    }
  }
  side->lines.n = kept;
}

static void points_add(Side *side, uint32_t points) {
  for (uint32_t i = 0; i < side->lines.n; i++) {
    uint32_t line = side->lines.v[i], end = line_end(side->words, line);
    for (uint32_t k = line; k < end; k++) {
      Word *w = &side->words->v[k];
      uint32_t sum = w->elsewhere + (side->covered[k] ? points : 0);
      w->elsewhere = (uint8_t)(sum < FULL ? sum : FULL);
    }
  }
}

static void pair_judge(Judge *j, const RunPair *pair) {
  Tale *x = &j->tales[pair->a], *y = &j->tales[pair->b];
  bool one = x->publisher && x->publisher == y->publisher;
  cover(j, pair, 1);
  lines_find(j, pair, false, one);
  lines_find(j, pair, true, one);
  if (j->sides[0].lines.n + j->sides[1].lines.n) {
    tale_fill(j->arena, x, &j->words[pair->a], &j->titles[pair->a]);
    tale_fill(j->arena, y, &j->words[pair->b], &j->titles[pair->b]);
    if (matters_differ(x, j->sides[0].covered, y, j->sides[1].covered)) {
      points_add(&j->sides[0], one ? FULL : 1);
      points_add(&j->sides[1], one ? FULL : 1);
    }
  }
  cover(j, pair, 0);
}

/* A line most of whose words are furniture is furniture. */
static void lines_mark(Words *w) {
  for (uint32_t i = 0, k; i < w->n; i = k) {
    uint32_t full = 0;
    k = line_end(w, i);
    for (uint32_t m = i; m < k; m++) {
      full += w->v[m].elsewhere >= FULL || w->v[m].flags & WORD_MANY;
    }
    bool all = full * 100 >= (k - i) * LINE_SHARE;
    for (uint32_t m = i; full && m < k; m++) {
      w->v[m].flags |= all || w->v[m].elsewhere >= FULL ? WORD_PAGE : 0;
    }
  }
}

void furniture_mark(Arena *arena, const PassageText *texts, Words *words, const Words *titles,
                    uint32_t n, const RunPair *pairs, uint32_t count) {
  Judge j = {.arena = arena, .words = words, .titles = titles};
  uint32_t most = 1;
  j.tales = arena_array(arena, Tale, n);
  for (uint32_t d = 0; d < n; d++) {
    j.tales[d].publisher = words[d].n ? publisher_of(&texts[d]) : 0;
    most = words[d].n > most ? words[d].n : most;
  }
  j.sides[0].covered = arena_array(arena, uint8_t, most);
  j.sides[1].covered = arena_array(arena, uint8_t, most);
  for (uint32_t i = 0; i < count; i++) {
    pair_judge(&j, &pairs[i]);
  }
  for (uint32_t d = 0; d < n; d++) {
    lines_mark(&words[d]);
  }
}

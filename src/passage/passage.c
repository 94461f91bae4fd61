/* Shared passages of many documents.

   1. Fingerprints (GRAM words) of few documents pair documents (seeds.c).
   2. Each hit becomes a run of equal words; documents of pairs with enough of them are split into
      words of which more is known.
   3. What pairs tell of furniture is gathered (furniture.c), and runs are cut where it begins.
   4. The runs of a pair are gathered where neither document leaves a gap of more than GAP words nor
      shared furniture between them; the ends are trimmed of stray runs and grown over noise.
   5. Each passage is verified: equal words are counted in order and weighed. */
#include "passage/passage.h"

#include <stdlib.h>

#include "passage/words.h"

enum {
  GAP = 70,            /* words between runs of one passage */
  SOLID = 7,           /* words of runs between which more may be left out of one document … */
  WIDE_GAP = 160,      /* … so many … */
  NEAR_GAP = 12,       /* … if so few stand between them in the other */
  PAGE_GAP = 12,          /* words of furniture between runs of news that part two passages */
  NEWS_GAP = 16,       /* words of news between runs of furniture that do */
  STRAY_WORDS = 6,     /* a shorter run at an end … */
  STRAY_GAP = 22,      /* … and so far from the rest is chance */
  GROW_BAND = 6,
  GROW_MOST = 120,
  GROW_DROP = 7,
};

const PassageOptions PASSAGE_REPORT = {.least_words = 14};

PassageText passage_text(const DocumentLine *d) {
  return (PassageText){.text = d->text,
                       .furniture = d->furniture.v,
                       .furniture_count = d->furniture.n,
                       .part = d->part,
                       .title = d->title,
                       .publisher = d->publisher,
                       .url = d->url};
}

PassageOptions passage_options(void) {
  return PASSAGE_REPORT;
}

typedef ARRAY(RunPair) RunPairs;

typedef struct Finder {
  Arena *arena;
  uint32_t n;
  const PassageOptions *options;
  Words *words, *titles; /* of the documents that are compared with any other */
  PassageArray *out;
} Finder;

/* By pair, then along diagonals, so that the hits of one run follow one another. */
static int hit_order(const void *a, const void *b) {
  const Hit *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  if (x->b != y->b) {
    return x->b < y->b ? -1 : 1;
  }
  int64_t diagonal_x = (int64_t)x->bt - x->at, diagonal_y = (int64_t)y->bt - y->at;
  if (diagonal_x != diagonal_y) {
    return diagonal_x < diagonal_y ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

/* ---------------------------------------------------------------- runs of one pair */

/* Runs of equal words through the hits of one pair, each once. Returns how many words they hold. */
static uint32_t runs_find(const WordHashes *a, const WordHashes *b, const Hit *hits, uint32_t n,
                          Arena *arena, Runs *runs) {
  uint32_t words = 0;
  for (uint32_t i = 0; i < n; i++) {
    const Run *last = runs->n ? &runs->v[runs->n - 1] : NULL;
    if (last && hits[i].at >= last->a && hits[i].at < last->a + last->n &&
        hits[i].bt - last->b == hits[i].at - last->a) {
      continue;
    }
    Run r = {hits[i].at, hits[i].bt, 0};
    while (r.a && r.b && a->v[r.a - 1] == b->v[r.b - 1]) {
      r.a--;
      r.b--;
    }
    while (r.a + r.n < a->n && r.b + r.n < b->n && a->v[r.a + r.n] == b->v[r.b + r.n]) {
      r.n++;
    }
    if (r.n >= GRAM) {
      array_push(arena, runs, r);
      words += r.n;
    }
  }
  return words;
}

static uint8_t run_flags(const Words *a, const Words *b, Run run, uint32_t i) {
  return a->v[run.a + i].flags | b->v[run.b + i].flags;
}

/* What of a run is no news: furniture, and short lines, unless they stand inside a longer text that
   is the same: then they are its headings. */
static uint8_t run_aside(const Words *a, const Words *b, Run run) {
  uint32_t lines = 0, news = 0;
  for (uint32_t i = 0; i < run.n; i++) {
    uint8_t flags = run_flags(a, b, run, i);
    lines += (flags & WORD_ASIDE) == WORD_LINE;
    news += !(flags & WORD_ASIDE);
  }
  return news > lines ? WORD_PAGE : WORD_ASIDE;
}

/* Cuts a run where furniture begins or ends. */
static void run_cut(Finder *f, const Words *a, const Words *b, Run run, Runs *news, Runs *page) {
  enum { PIECE_LEAST = 4 };
  uint8_t aside = run_aside(a, b, run);
  for (uint32_t i = 0, k; i < run.n; i = k) {
    bool here = run_flags(a, b, run, i) & aside;
    for (k = i + 1; k < run.n && !(run_flags(a, b, run, k) & aside) == !here; k++) {
    }
    if (k - i >= PIECE_LEAST || k - i == run.n) {
      Run piece = {run.a + i, run.b + i, k - i};
      if (here) {
        array_push(f->arena, page, piece);
      } else {
        array_push(f->arena, news, piece);
      }
    }
  }
}

/* ---------------------------------------------------------------- gathering */

static int order_a(const void *x, const void *y) {
  const Run *r = x, *s = y;
  return r->a != s->a ? (r->a < s->a ? -1 : 1) : (r->b > s->b) - (r->b < s->b);
}

static int order_b(const void *x, const void *y) {
  const Run *r = x, *s = y;
  return r->b != s->b ? (r->b < s->b ? -1 : 1) : (r->a > s->a) - (r->a < s->a);
}

static void runs_sort(Run *runs, uint32_t n, bool by_b) {
  if (n > 1) {
    qsort(runs, n, sizeof *runs, by_b ? order_b : order_a);
  }
}

/* Runs of one pair and kind, and those of the other kind, which part passages. */
typedef struct Gather {
  PassagePair pair;
  bool page;
  const Runs *others;
} Gather;

static bool other_between(const Gather *g, uint32_t from, uint32_t to, bool by_b) {
  for (uint32_t i = 0; i < g->others->n; i++) {
    const Run *r = &g->others->v[i];
    uint32_t at = by_b ? r->b : r->a;
    if (at >= from && at + r->n <= to) {
      return true;
    }
  }
  return false;
}

/* Whether nothing but an abridgement stands between two runs: both are long, and what is left out
   in one document is short in the other. */
static bool abridged_between(const Run *r, const Run *s, bool by_b) {
  uint32_t end = by_b ? r->a + r->n : r->b + r->n, start = by_b ? s->a : s->b;
  uint32_t gap = by_b ? s->b - (r->b + r->n) : s->a - (r->a + r->n);
  return r->n >= SOLID && s->n >= SOLID && gap <= WIDE_GAP && start + NEAR_GAP >= end &&
         start <= end + NEAR_GAP;
}

/* Splits runs at the first gap in one document; true if there was one: the runs before it are
   [0, *n). News does not go on behind furniture that is shared, nor furniture behind news. */
static bool split_once(const Gather *g, Run *runs, uint32_t *n, bool by_b) {
  runs_sort(runs, *n, by_b);
  uint32_t end = 0, last = 0;
  for (uint32_t i = 0; i < *n; i++) {
    uint32_t start = by_b ? runs[i].b : runs[i].a;
    bool far = i && start > end + GAP && !abridged_between(&runs[last], &runs[i], by_b);
    if (far || (i && start > end && other_between(g, end, start, by_b))) {
      *n = i;
      return true;
    }
    if (start + runs[i].n > end) {
      end = start + runs[i].n;
      last = i;
    }
  }
  return false;
}

static uint32_t run_end(const Run *r, bool by_b) {
  return (by_b ? r->b : r->a) + r->n;
}

/* Drops short runs at the ends that stand far from the rest. Returns how many are left. */
static uint32_t strays_drop(Run *runs, uint32_t n) {
  for (bool again = true; again && n > 1;) {
    again = false;
    for (int by_b = 0; by_b < 2 && !again; by_b++) {
      runs_sort(runs, n, by_b);
      uint32_t first_end = run_end(&runs[0], by_b), before = 0;
      uint32_t second = by_b ? runs[1].b : runs[1].a;
      uint32_t last = by_b ? runs[n - 1].b : runs[n - 1].a;
      for (uint32_t i = 0; i + 1 < n; i++) {
        before = run_end(&runs[i], by_b) > before ? run_end(&runs[i], by_b) : before;
      }
      if (runs[0].n < STRAY_WORDS && second > first_end + STRAY_GAP) {
        memmove(runs, runs + 1, (n - 1) * sizeof *runs);
        again = true;
      } else if (runs[n - 1].n < STRAY_WORDS && last > before + STRAY_GAP) {
        again = true;
      }
    }
    n -= again;
  }
  return n;
}

/* ---------------------------------------------------------------- growing */

/* How far equal words go on beyond (i, k), with single words changed, left out or put in: the best
   end is given in steps of both documents. Direction 1 to the right, -1 to the left. */
static void grow(const Words *a, const Words *b, int64_t i, int64_t k, int direction,
                 uint32_t *steps_a, uint32_t *steps_b) {
  enum { WIDTH = 2 * GROW_BAND + 1, MATCH = 2, MISS = -2, SKIP = -2, NOTHING = -1000 };
  int row[WIDTH], best = 0;
  *steps_a = *steps_b = 0;
  for (int d = 0; d < WIDTH; d++) {
    int shift = d - GROW_BAND;
    row[d] = shift >= 0 ? shift * SKIP : NOTHING;
  }
  /* row[d]: best score after s words of a and s + shift words of b. */
  for (int s = 1; s <= GROW_MOST; s++) {
    int64_t ia = i + (int64_t)(s - 1) * direction;
    int top = NOTHING, next[WIDTH];
    if (ia < 0 || ia >= a->n || a->v[ia].flags & WORD_PAGE) {
      break;
    }
    for (int d = 0; d < WIDTH; d++) {
      int t = s + d - GROW_BAND; /* words of b */
      int64_t kb = k + (int64_t)(t - 1) * direction;
      next[d] = d + 1 < WIDTH ? row[d + 1] + SKIP : NOTHING; /* a word of a left out */
      if (t >= 1 && kb >= 0 && kb < b->n) {
        bool same = a->v[ia].hash == b->v[kb].hash;
        int straight = row[d] + (same ? MATCH : MISS);
        next[d] = straight > next[d] ? straight : next[d];
        int skip = d ? next[d - 1] + SKIP : NOTHING; /* a word of b left out */
        next[d] = skip > next[d] ? skip : next[d];
        if (same && straight > best && next[d] == straight) {
          best = straight;
          *steps_a = (uint32_t)s;
          *steps_b = (uint32_t)t;
        }
      }
      top = next[d] > top ? next[d] : top;
    }
    memcpy(row, next, sizeof row);
    if (top < best - GROW_DROP) {
      break;
    }
  }
}

typedef struct Box {
  uint32_t a0, a1, b0, b1; /* words, ends exclusive */
} Box;

static void box_take(Box *box, uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1) {
  box->a0 = a0 < box->a0 ? a0 : box->a0;
  box->a1 = a1 > box->a1 ? a1 : box->a1;
  box->b0 = b0 < box->b0 ? b0 : box->b0;
  box->b1 = b1 > box->b1 ? b1 : box->b1;
}

/* Grows the runs of news that stand at an end of the box in either document. */
static Box box_grow(const Words *a, const Words *b, const Run *runs, uint32_t n, bool page) {
  Box box = {UINT32_MAX, 0, UINT32_MAX, 0};
  for (uint32_t i = 0; i < n; i++) {
    box_take(&box, runs[i].a, runs[i].a + runs[i].n, runs[i].b, runs[i].b + runs[i].n);
  }
  Box out = box;
  for (uint32_t i = 0; i < n && !page; i++) {
    const Run *r = &runs[i];
    uint32_t da, db;
    if (r->a == box.a0 || r->b == box.b0) {
      grow(a, b, (int64_t)r->a - 1, (int64_t)r->b - 1, -1, &da, &db);
      box_take(&out, r->a - da, r->a, r->b - db, r->b);
    }
    if (r->a + r->n == box.a1 || r->b + r->n == box.b1) {
      grow(a, b, r->a + r->n, r->b + r->n, 1, &da, &db);
      box_take(&out, r->a, r->a + r->n + da, r->b, r->b + r->n + db);
    }
  }
  return out;
}

/* ---------------------------------------------------------------- passages */

/* The words that a passage needs at least. */
static uint32_t words_least(const Finder *f, bool page) {
  return page ? f->options->least_words * 2 / 3 : f->options->least_words;
}

/* Words of one document in the runs, which are left in its order. */
static uint32_t words_covered(Run *runs, uint32_t n, bool by_b) {
  uint32_t words = 0, covered = 0;
  runs_sort(runs, n, by_b);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = by_b ? runs[i].b : runs[i].a, end = at + runs[i].n;
    uint32_t from = at > covered ? at : covered;
    words += end > from ? end - from : 0;
    covered = end > covered ? end : covered;
  }
  return words;
}

/* Words of the runs as far as they tell of a copy, in hundredths: a short run that many documents
   have is a formula ("was taken to hospital in critical condition"). */
static uint32_t words_telling(const Words *a, const Runs *runs) {
  enum { FEW = 3, LONG = 12, ONE = 100 };
  uint32_t sum = 0;
  for (uint32_t i = 0; i < runs->n; i++) {
    const Run *r = &runs->v[i];
    uint32_t grams = r->n >= GRAM ? r->n - GRAM + 1 : 0, share = 0;
    for (uint32_t k = 0; k < grams && r->n < LONG; k++) {
      uint32_t documents = a->v[r->a + k].documents;
      share += documents <= FEW ? ONE : ONE * FEW / documents;
    }
    sum += r->n >= LONG || !grams ? r->n * ONE : r->n * share / grams;
  }
  return sum;
}

static void passage_add(Finder *f, PassagePair pair, Run *runs, uint32_t n, bool page) {
  const Words *a = &f->words[pair.a], *b = &f->words[pair.b];
  n = page ? n : strays_drop(runs, n);
  uint32_t weight = 0, words_b = words_covered(runs, n, true);
  uint32_t words = words_covered(runs, n, false);
  words = words_b < words ? words_b : words;
  for (uint32_t i = 0; i < n; i++) {
    weight += run_weight(a, &runs[i]);
  }
  if (words < words_least(f, page) ||
      (!page && words_telling(a, &(Runs){runs, n, n}) < words_least(f, page) * 100)) {
    return;
  }
  Box box = box_grow(a, b, runs, n, page);
  uint32_t longest = box.a1 - box.a0 > box.b1 - box.b0 ? box.a1 - box.a0 : box.b1 - box.b0;
  uint32_t order = words_in_order(f->arena, a, box.a0, box.a1, b, box.b0, box.b1);
  array_push(f->arena, f->out,
             (Passage){pair.a, pair.b,
                       {a->v[box.a0].start, a->v[box.a1 - 1].end},
                       {b->v[box.b0].start, b->v[box.b1 - 1].end},
                       page                        ? PASSAGE_BOILERPLATE
                       : order * 10 >= longest * 9 ? PASSAGE_COPIED
                                                   : PASSAGE_NEAR,
                       order * 1000 / longest, weight});
}

/* Gathers runs into passages: splits at gaps in one document, then the other, until none is
   left. */
static void runs_gather(Finder *f, const Gather *g, Run *runs, uint32_t n) {
  while (n) {
    uint32_t part = n;
    for (bool split = true; split;) {
      uint32_t before = part;
      split_once(g, runs, &part, false);
      split_once(g, runs, &part, true);
      split = part != before;
    }
    passage_add(f, g->pair, runs, part, g->page);
    runs += part;
    n -= part;
  }
}

static int passage_order(const void *x, const void *y) {
  const Passage *p = x, *q = y;
  const uint32_t a[] = {p->a, p->b, p->a_span.start, p->a_span.end, p->b_span.start, p->b_span.end};
  const uint32_t b[] = {q->a, q->b, q->a_span.start, q->a_span.end, q->b_span.start, q->b_span.end};
  for (int i = 0; i < 6; i++) {
    if (a[i] != b[i]) {
      return a[i] < b[i] ? -1 : 1;
    }
  }
  return (int)p->kind - (int)q->kind;
}

/* In order; one that lies in another of its pair and kind on both sides is dropped. */
static void passages_settle(PassageArray *p) {
  uint32_t kept = 0;
  if (p->n) {
    qsort(p->v, p->n, sizeof *p->v, passage_order);
  }
  for (uint32_t i = 0; i < p->n; i++) {
    bool inside = false;
    for (uint32_t k = kept;
         k-- > 0 && !inside && p->v[k].a == p->v[i].a && p->v[k].b == p->v[i].b;) {
      inside = span_contains(p->v[k].a_span, p->v[i].a_span) &&
               span_contains(p->v[k].b_span, p->v[i].b_span) && p->v[k].weight >= p->v[i].weight;
    }
    for (uint32_t k = i + 1; k < p->n && !inside && p->v[k].a == p->v[i].a &&
                             p->v[k].b == p->v[i].b && p->v[k].a_span.start == p->v[i].a_span.start;
         k++) {
      inside = span_contains(p->v[k].a_span, p->v[i].a_span) &&
               span_contains(p->v[k].b_span, p->v[i].b_span) && p->v[k].weight >= p->v[i].weight;
    }
    if (!inside) {
      p->v[kept++] = p->v[i];
    }
  }
  p->n = kept;
}

/* Pairs with as many equal words as a passage needs. */
static void pairs_find(Finder *f, const Seeds *seeds, Hits *hits, RunPairs *pairs) {
  Runs runs = {0};
  if (hits->n) {
    qsort(hits->v, hits->n, sizeof *hits->v, hit_order);
  }
  for (uint32_t i = 0, k; i < hits->n; i = k) {
    const Hit *first = &hits->v[i];
    const WordHashes *a = &seeds->hashes[first->a], *b = &seeds->hashes[first->b];
    for (k = i; k < hits->n && hits->v[k].a == first->a && hits->v[k].b == first->b; k++) {
    }
    runs.n = 0;
    if (runs_find(a, b, first, k - i, f->arena, &runs) >= words_least(f, true)) {
      Run *kept = arena_array(f->arena, Run, runs.n);
      memcpy(kept, runs.v, runs.n * sizeof *kept);
      array_push(f->arena, pairs, (RunPair){first->a, first->b, kept, runs.n});
    }
  }
}

/* The runs that part passages of the other kind: long ones, and of furniture only what is surely
   such. */
static Runs runs_parting(Finder *f, const RunPair *pair, const Runs *runs, bool page) {
  Runs out = {0};
  for (uint32_t r = 0; r < runs->n; r++) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < runs->v[r].n; i++) {
      uint8_t flags = run_flags(&f->words[pair->a], &f->words[pair->b], runs->v[r], i);
      n += !page || flags & WORD_PAGE;
    }
    if (n >= (page ? PAGE_GAP : NEWS_GAP)) {
      array_push(f->arena, &out, runs->v[r]);
    }
  }
  return out;
}

static int longer_first(const void *x, const void *y) {
  const Run *r = x, *s = y;
  return r->n != s->n ? (r->n > s->n ? -1 : 1) : order_a(x, y);
}

static bool within(uint32_t at, uint32_t n, uint32_t outer, uint32_t outer_n) {
  return at >= outer && at + n <= outer + outer_n;
}

/* A text that repeats itself has short runs whose words in one document are part of a long run: the
   copy was made there, and the other place is chance. Drops them; the long ones come first. */
static void repeats_drop(RunPair *pair) {
  enum { LONGEST = 16, SHORTER = 2 };
  uint32_t kept = 0;
  if (pair->n > 1) {
    qsort(pair->runs, pair->n, sizeof *pair->runs, longer_first);
  }
  for (uint32_t i = 0; i < pair->n; i++) {
    Run r = pair->runs[i];
    bool repeat = false;
    for (uint32_t k = 0; k < kept && k < LONGEST && !repeat; k++) {
      const Run *s = &pair->runs[k];
      repeat = r.n * SHORTER <= s->n &&
               (within(r.a, r.n, s->a, s->n) || within(r.b, r.n, s->b, s->n));
    }
    if (!repeat) {
      pair->runs[kept++] = r;
    }
  }
  pair->n = kept;
}

static void pair_report(Finder *f, RunPair *pair) {
  Runs news = {0}, page = {0};
  PassagePair documents = {pair->a, pair->b};
  repeats_drop(pair);
  for (uint32_t r = 0; r < pair->n; r++) {
    run_cut(f, &f->words[pair->a], &f->words[pair->b], pair->runs[r], &news, &page);
  }
  Runs page_parts = runs_parting(f, pair, &page, true);
  Runs news_parts = runs_parting(f, pair, &news, false);
  runs_gather(f, &(Gather){documents, false, &page_parts}, news.v, news.n);
  runs_gather(f, &(Gather){documents, true, &news_parts}, page.v, page.n);
}

static void document_read(Finder *f, const Seeds *seeds, uint32_t d, const WordSet *common) {
  if (f->words[d].v == NULL) {
    if (f->options->complete) {
      f->options->complete(f->options->context, d);
    }
    PassageText title = {.text = seeds->texts[d].title};
    uint32_t most = (uint32_t)(title.text.n / 2 + 1);
    f->words[d] = words_of(f->arena, &seeds->texts[d], seeds->hashes[d].n, common);
    f->titles[d] = words_of(f->arena, &title, most, common);
    words_weigh(&f->words[d], &seeds->tallies, f->n);
    words_weigh(&f->titles[d], &seeds->tallies, f->n);
  }
}

/* The words of the documents that are compared with any other. */
static void words_read(Finder *f, const Seeds *seeds, const RunPairs *pairs,
                       const WordSet *common) {
  for (uint32_t i = 0; i < pairs->n; i++) {
    document_read(f, seeds, pairs->v[i].a, common);
    document_read(f, seeds, pairs->v[i].b, common);
  }
  for (uint32_t i = 0; i < f->options->close_count; i++) {
    document_read(f, seeds, f->options->close[i].a, common);
    document_read(f, seeds, f->options->close[i].b, common);
  }
  seeds_mark(seeds, f->words);
}

void passages_find(Arena *arena, const PassageText *texts, uint32_t n,
                   const PassageOptions *options, PassageArray *passages) {
  Finder f = {.arena = arena, .n = n, .options = options, .out = passages};
  WordSet common = wordset_read(arena, options->common_words);
  Seeds seeds = {0};
  Hits hits = {0};
  RunPairs pairs = {0};
  memset(passages, 0, sizeof *passages);
  seeds_read(arena, &seeds, texts, n);
  seeds_find(arena, &seeds, &common, &hits);
  f.words = arena_array(arena, Words, n);
  f.titles = arena_array(arena, Words, n);
  pairs_find(&f, &seeds, &hits, &pairs);
  words_read(&f, &seeds, &pairs, &common);
  furniture_mark(arena, texts, f.words, f.titles, n, pairs.v, pairs.n);
  for (uint32_t i = 0; i < pairs.n; i++) {
    pair_report(&f, &pairs.v[i]);
  }
  for (uint32_t i = 0; i < options->close_count; i++) {
    PassagePair pair = options->close[i];
    reworded_find(arena, &f.words[pair.a], &f.words[pair.b], pair, passages);
  }
  passages_settle(passages);
}

/* Two documents read closely: short runs of equal words, and stretches where the same rare words
   come together in other wording. */
#include "passage/words.h"

#include <stdlib.h>

/* Weights: a word that both have, in a reworded stretch; a word in a run of equal words. */
enum {
  LOOSE_WORD = 100,
  LOOSE_NAME = 40,
  LOOSE_NUMBER = 40,
  LOOSE_NEXT = 20, /* beside the same word as in the other */
  RUN_WORD = 75,
  RUN_NAME = 50,
  RUN_NUMBER = 38,
  RUN_COMMON = 44,
  RUN_LONG = 8,
  NEAR_WORDS = 8,  /* between shared words of one stretch */
  POSTINGS_MOST = 12,
  LEAST = 150,     /* lighter stretches are not reported */
};

uint32_t run_weight(const Words *a, const Run *run) {
  uint32_t sum = 0, says = 0;
  for (uint32_t i = run->a; i < run->a + run->n; i++) {
    uint8_t flags = a->v[i].flags;
    uint32_t weight = flags & WORD_COMMON   ? RUN_COMMON
                      : flags & WORD_NUMBER ? RUN_NUMBER
                      : flags & WORD_CAPITAL ? RUN_NAME
                                            : RUN_WORD;
    if (!(flags & WORD_COMMON)) {
      weight = weight * a->v[i].rare / 100;
      says += weight;
    }
    sum += a->v[i].documents > 6 ? weight / 2 : weight;
  }
  /* Without two telling words a run is a phrase of the language, unless it is long. */
  return says >= RUN_WORD * 3 / 2 || run->n >= RUN_LONG ? sum : sum / 3;
}

typedef struct Match {
  uint32_t a, b, group;
} Match;

typedef ARRAY(Match) Matches;

static int posting_order(const void *a, const void *b) {
  const Posting *x = a, *y = b;
  if (x->hash != y->hash) {
    return x->hash < y->hash ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

static bool says_something(const Word *w) {
  return !(w->flags & (WORD_COMMON | WORD_ASIDE)) && w->end - w->start > 1;
}

static void postings_fill(Arena *arena, Words *w) {
  if (w->postings) {
    return;
  }
  Posting *p = w->postings = arena_array(arena, Posting, w->n);
  for (uint32_t i = 0; i < w->n; i++) {
    if (says_something(&w->v[i])) {
      p[w->posting_count++] = (Posting){w->v[i].hash, i};
    }
  }
  if (w->posting_count) {
    qsort(p, w->posting_count, sizeof *p, posting_order);
  }
}

static int match_order(const void *a, const void *b) {
  const Match *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  return (x->b > y->b) - (x->b < y->b);
}

static void matches_find(Arena *arena, const Words *a, const Words *b, Matches *matches) {
  const Posting *p = a->postings, *q = b->postings;
  uint32_t n = a->posting_count, m = b->posting_count;
  for (uint32_t i = 0, k = 0; i < n && k < m;) {
    if (p[i].hash != q[k].hash) {
      if (p[i].hash < q[k].hash) {
        i++;
      } else {
        k++;
      }
      continue;
    }
    uint32_t i1 = i, k1 = k;
    while (i1 < n && p[i1].hash == p[i].hash) {
      i1++;
    }
    while (k1 < m && q[k1].hash == q[k].hash) {
      k1++;
    }
    for (uint32_t s = i; s < i1 && (i1 - i) * (k1 - k) <= POSTINGS_MOST * POSTINGS_MOST; s++) {
      for (uint32_t t = k; t < k1; t++) {
        array_push(arena, matches, (Match){p[s].at, q[t].at, 0});
      }
    }
    i = i1;
    k = k1;
  }
  if (matches->n) {
    qsort(matches->v, matches->n, sizeof *matches->v, match_order);
  }
}

static uint32_t root(Match *m, uint32_t i) {
  while (m[i].group != i) {
    i = m[i].group = m[m[i].group].group;
  }
  return i;
}

/* Joins matches that are near in both documents. */
static void matches_join(Matches *matches) {
  Match *m = matches->v;
  for (uint32_t i = 0; i < matches->n; i++) {
    m[i].group = i;
  }
  for (uint32_t i = 0; i < matches->n; i++) {
    for (uint32_t k = i + 1; k < matches->n && m[k].a <= m[i].a + NEAR_WORDS; k++) {
      uint32_t gap = m[k].b > m[i].b ? m[k].b - m[i].b : m[i].b - m[k].b;
      if (gap <= NEAR_WORDS && m[k].a != m[i].a && gap) {
        uint32_t x = root(m, i), y = root(m, k);
        m[x < y ? y : x].group = x < y ? x : y;
      }
    }
  }
}

static int group_order(const void *a, const void *b) {
  const Match *x = a, *y = b;
  if (x->group != y->group) {
    return x->group < y->group ? -1 : 1;
  }
  return match_order(a, b);
}

/* Words of the span that say something. */
static uint32_t content(const Words *w, uint32_t from, uint32_t to) {
  uint32_t n = 0;
  for (uint32_t i = from; i <= to; i++) {
    n += says_something(&w->v[i]);
  }
  return n;
}

/* One group of matches: each word counts once. Weighs it and reports it if it is dense enough. */
static void group_report(Arena *arena, const Words *a, const Words *b, const Match *m, uint32_t n,
                         PassagePair pair, PassageArray *passages) {
  uint32_t a0 = UINT32_MAX, a1 = 0, b0 = UINT32_MAX, b1 = 0, weight = 0, shared = 0;
  for (uint32_t i = 0; i < n; i++) {
    bool again = false;
    for (uint32_t k = 0; k < i && !again; k++) {
      again = a->v[m[k].a].hash == a->v[m[i].a].hash;
    }
    a0 = m[i].a < a0 ? m[i].a : a0;
    a1 = m[i].a > a1 ? m[i].a : a1;
    b0 = m[i].b < b0 ? m[i].b : b0;
    b1 = m[i].b > b1 ? m[i].b : b1;
    if (again) {
      continue;
    }
    uint8_t flags = a->v[m[i].a].flags | b->v[m[i].b].flags;
    shared++;
    uint32_t full = flags & WORD_NUMBER    ? LOOSE_NUMBER
                    : flags & WORD_CAPITAL ? LOOSE_NAME
                                           : LOOSE_WORD;
    weight += full * a->v[m[i].a].rare / 100;
    if (m[i].a && m[i].b && a->v[m[i].a - 1].hash == b->v[m[i].b - 1].hash) {
      weight += LOOSE_NEXT;
    }
  }
  uint32_t most_a = content(a, a0, a1), most_b = content(b, b0, b1);
  uint32_t most = most_a > most_b ? most_a : most_b;
  if (shared < 3 || shared * 9 < most * 4 || weight < LEAST) {
    return;
  }
  uint32_t order = words_in_order(arena, a, a0, a1 + 1, b, b0, b1 + 1);
  uint32_t longest = a1 - a0 > b1 - b0 ? a1 - a0 + 1 : b1 - b0 + 1;
  array_push(arena, passages,
             (Passage){pair.a, pair.b, {a->v[a0].start, a->v[a1].end},
                       {b->v[b0].start, b->v[b1].end},
                       order * 10 >= longest * 9 ? PASSAGE_COPIED : PASSAGE_NEAR,
                       order * 1000 / longest, weight});
}

/* Runs of equal words through a match, each once, of five words and more. */
static void runs_report(Arena *arena, const Words *a, const Words *b, const Matches *matches,
                        PassagePair pair, PassageArray *passages) {
  enum { RUN_LEAST = 5 };
  for (uint32_t i = 0; i < matches->n; i++) {
    Run run = {matches->v[i].a, matches->v[i].b, 1};
    bool known = false; /* an earlier match of the run reports it */
    while (!known && run.a && run.b && a->v[run.a - 1].hash == b->v[run.b - 1].hash) {
      run.a--;
      run.b--;
      run.n++;
      known = says_something(&a->v[run.a]) && says_something(&b->v[run.b]);
    }
    if (known) {
      continue;
    }
    while (run.a + run.n < a->n && run.b + run.n < b->n &&
           a->v[run.a + run.n].hash == b->v[run.b + run.n].hash) {
      run.n++;
    }
    uint32_t weight = run_weight(a, &run);
    if (run.n >= RUN_LEAST && weight >= LEAST) {
      array_push(arena, passages,
                 (Passage){pair.a, pair.b,
                           {a->v[run.a].start, a->v[run.a + run.n - 1].end},
                           {b->v[run.b].start, b->v[run.b + run.n - 1].end},
                           PASSAGE_COPIED, 1000, weight});
    }
  }
}

void reworded_find(Arena *arena, Words *a, Words *b, PassagePair pair, PassageArray *passages) {
  Matches matches = {0};
  postings_fill(arena, a);
  postings_fill(arena, b);
  matches_find(arena, a, b, &matches);
  runs_report(arena, a, b, &matches, pair, passages);
  matches_join(&matches);
  for (uint32_t i = 0; i < matches.n; i++) {
    matches.v[i].group = root(matches.v, i);
  }
  if (matches.n) {
    qsort(matches.v, matches.n, sizeof *matches.v, group_order);
  }
  for (uint32_t i = 0, k; i < matches.n; i = k) {
    for (k = i; k < matches.n && matches.v[k].group == matches.v[i].group; k++) {
    }
    if (k - i >= 3 && k - i < 400) {
      group_report(arena, a, b, matches.v + i, k - i, pair, passages);
    }
  }
}

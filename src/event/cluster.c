/* Strands ──candidate pairs──▶ points ──blocks, average linkage──▶ clusters.

   Only pairs that share a key are compared, so that the work grows with the documents and not with
   their square. Blocks are the connected components of good pairs; a block is then clustered by
   mean points over all its pairs, with pairs that exclude one another kept apart. */
#include "event/cluster.h"

#include <stdlib.h>

#include "base/digest.h"
#include "event/matter.h"

enum {
  KEY_MOST = 60,      /* strands under one key: a key that more share tells little */
  CUT_STEP = 10,
  CUT_MOST = 150,
  UNKNOWN_POINTS = -8, /* a pair of a large block that shares no key */
};

static uint64_t place_key(const ClaimPlace *p) {
  return p->geonames ? hash64_mix(p->geonames) : hash64(p->name, 11);
}

/* Keys of a strand: place with week, country with month and topic, figures. */
static void strand_keys(Arena *arena, const Strand *s, uint32_t number, Keys *keys) {
  for (uint32_t i = 0; i < s->places.n; i++) {
    const ClaimPlace *p = s->places.v[i];
    uint64_t place = place_key(p), country = hash64(p->country, 12);
    array_push(arena, keys, (Key){hash64_mix(place), number});
    if (s->grain >= GRAIN_MONTH) {
      for (int32_t week = (s->first - 1) / 7; week <= (s->first + 8) / 7; week++) {
        uint64_t time = hash64_mix((uint64_t)(uint32_t)week);
        array_push(arena, keys, (Key){hash64_mix(place ^ time), number});
        array_push(arena, keys, (Key){hash64_mix(country ^ time ^ 1), number});
      }
    }
    for (uint32_t k = 0; k < s->topics.n; k++) {
      array_push(arena, keys,
                 (Key){hash64_mix(country ^ hash64(s->topics.v[k], 13)), number});
    }
  }
  for (uint32_t k = 0; k < s->topics.n; k++) {
    uint64_t topic = hash64(s->topics.v[k], 14);
    array_push(arena, keys, (Key){hash64_mix(topic), number});
    int32_t first = s->grain == GRAIN_DAYS ? s->first : 0;
    for (int32_t week = (first - 1) / 7; s->grain == GRAIN_DAYS && week <= (first + 8) / 7;
         week++) {
      array_push(arena, keys, (Key){hash64_mix(topic ^ hash64_mix((uint64_t)(uint32_t)week)), number});
    }
  }
  for (uint32_t i = 0; i < s->figures.n; i++) {
    const Figure *f = &s->figures.v[i];
    if (f->specific >= 2) {
      uint64_t figure = hash64(f->measure, (uint64_t)f->number.digits * 16 + f->number.scale);
      array_push(arena, keys, (Key){figure, number});
    }
  }
}

/* ---------------------------------------------------------------- all of it */

static void pairs_add(Arena *arena, Pairs *pairs, const Pairs *documents, const uint32_t *main_of) {
  for (uint32_t i = 0; i < documents->n; i++) {
    const Pair *p = &documents->v[i];
    array_push(arena, pairs, (Pair){main_of[p->a], main_of[p->b], 0});
  }
}

/* Both lists in order, each pair once. */
static void pairs_merge(Arena *arena, const Pairs *a, const Pairs *b, Pairs *out) {
  for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
    int order = i == a->n ? 1 : k == b->n ? -1 : pair_order(&a->v[i], &b->v[k]);
    const Pair *p = order <= 0 ? &a->v[i++] : &b->v[k++];
    if (out->n == 0 || pair_order(p, &out->v[out->n - 1]) != 0) {
      array_push(arena, out, *p);
    }
  }
}

/* Pairs of strands that are to be compared, in order. */
static void candidates(Weighing *w, Pairs *pairs) {
  Arena *arena = w->arena;
  Keys keys = {0};
  Pairs found = {0}, told = {0};
  uint32_t *main_of = arena_array(arena, uint32_t, w->x->documents.n);
  uint32_t *first_of = arena_array(arena, uint32_t, w->x->documents.n + 1);
  for (uint32_t i = 0; i < w->strands->n; i++) {
    const Strand *s = &w->strands->v[i];
    strand_keys(arena, s, i, &keys);
    main_of[s->document] = s->main ? i : main_of[s->document];
    if (i == 0 || w->strands->v[i - 1].document != s->document) {
      first_of[s->document] = i;
    }
    for (uint32_t k = first_of[s->document]; k < i && i - k < 40; k++) {
      array_push(arena, &told, (Pair){k, i, 0});
    }
  }
  keys_pair(arena, w->strands->n, &keys, KEY_MOST, 1, &found);
  pairs_add(arena, &told, &w->alike, main_of);
  pairs_add(arena, &told, &w->people, main_of);
  pairs_add(arena, &told, &w->neighbours, main_of);
  if (told.n) {
    qsort(told.v, told.n, sizeof *told.v, pair_order);
  }
  pairs_merge(arena, &found, &told, pairs);
}

static int32_t points_of(const void *context, uint32_t a, uint32_t b) {
  return affinity(context, a, b);
}

/* A pair weighs with the claims of its strands; what one document tells as two says little beside
   what other documents say. */
static uint32_t mass_of(const void *context, uint32_t a, uint32_t b) {
  enum { CLAIMS_MOST = 6, OTHERS = 8 };
  const Weighing *w = context;
  const Strand *s = &w->strands->v[a], *t = &w->strands->v[b];
  uint32_t n = s->claims.n ? s->claims.n : 1, m = t->claims.n ? t->claims.n : 1;
  n = n < CLAIMS_MOST ? n : CLAIMS_MOST;
  m = m < CLAIMS_MOST ? m : CLAIMS_MOST;
  return n * m * (s->document == t->document ? 1 : OTHERS);
}

void clusters_find(Weighing *w, uint32_t *cluster) {
  Pairs pairs = {0};
  w->matter = arena_array(w->arena, uint32_t, w->x->documents.n);
  matters_find(w, &w->alike, w->matter);
  candidates(w, &pairs);
  for (uint32_t i = 0; i < pairs.n; i++) {
    pairs.v[i].points = affinity(w, pairs.v[i].a, pairs.v[i].b);
  }
  Components parts = {.arena = w->arena,
                      .n = w->strands->n,
                      .join = AFFINITY_JOIN,
                      .mean = AFFINITY_MEAN,
                      .step = CUT_STEP,
                      .most = CUT_MOST,
                      .unknown = UNKNOWN_POINTS,
                      .context = w,
                      .points = points_of,
                      .mass = mass_of};
  components_cluster(&parts, &pairs, cluster);
}

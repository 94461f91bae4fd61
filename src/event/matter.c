/* Documents ──shared rare words──▶ pairs ──likeness, blocks──▶ matters. */
#include "event/matter.h"

#include <stdlib.h>

enum {
  INDEX_WORDS = 24,    /* rarest words of a document that look for its likes */
  WORD_DOCUMENTS = 80, /* documents that a word leads to one another, at most */
  LIKE_LEAST = 120,    /* thousandths: below this wording brings no pair */
  LIKE_CUT = 40,
  LIKE_UNKNOWN = 30,   /* of a pair in a large block that shares no rare words */
};

static int weight_order(const void *a, const void *b) {
  const SketchWord *x = a, *y = b;
  if (x->count != y->count) {
    return x->count > y->count ? -1 : 1; /* the heaviest first */
  }
  return (x->hash > y->hash) - (x->hash < y->hash);
}

void documents_alike(const Weighing *w, Pairs *pairs) {
  Arena *arena = w->arena;
  Keys keys = {0};
  for (uint32_t d = 0; d < w->x->documents.n; d++) {
    const SketchWords *words = &w->documents[d];
    SketchWord *order = arena_array(arena, SketchWord, words->n);
    if (words->n) {
      memcpy(order, words->v, words->n * sizeof *order);
      qsort(order, words->n, sizeof *order, weight_order);
    }
    for (uint32_t i = 0; i < words->n && i < INDEX_WORDS && order[i].count; i++) {
      array_push(arena, &keys, (Key){order[i].hash, d});
    }
  }
  Pairs shared = {0};
  keys_pair(arena, &keys, WORD_DOCUMENTS, &shared);
  if (shared.n) {
    qsort(shared.v, shared.n, sizeof *shared.v, pair_order);
  }
  for (uint32_t i = 0, k; i < shared.n; i = k) {
    for (k = i; k < shared.n && pair_order(&shared.v[i], &shared.v[k]) == 0; k++) {
    }
    uint32_t a = shared.v[i].a, b = shared.v[i].b;
    int32_t likeness = k - i >= 2 ? document_likeness(w, a, b) : 0;
    if (likeness >= LIKE_LEAST) {
      array_push(arena, pairs, (Pair){a, b, likeness});
    }
  }
}

static int32_t points_of(const void *context, uint32_t a, uint32_t b) {
  return document_likeness(context, a, b);
}

static uint32_t mass_of(const void *context, uint32_t a, uint32_t b) {
  (void)context, (void)a, (void)b;
  return 1;
}

void matters_find(const Weighing *w, const Pairs *alike, uint32_t *matter) {
  Components parts = {.arena = w->arena,
                      .n = w->x->documents.n,
                      .join = LIKE_ENOUGH,
                      .mean = LIKE_ENOUGH,
                      .step = LIKE_CUT,
                      .most = 1000,
                      .unknown = LIKE_UNKNOWN,
                      .context = w,
                      .points = points_of,
                      .mass = mass_of};
  components_cluster(&parts, alike, matter);
}

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

/* ---------------------------------------------------------------- look-alikes */

typedef ARRAY(uint32_t) Hashes;

static int hash_order(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* The names of all the documents, each as often as documents have it, ordered. */
static void names_of(const Weighing *w, Arena *arena, const uint32_t *documents, uint32_t n,
                     Hashes *names) {
  for (uint32_t i = 0; i < n; i++) {
    const SketchWords *words = &w->documents[documents[i]];
    for (uint32_t k = 0; k < words->n; k++) {
      if (words->v[k].hash & SKETCH_NAME) {
        array_push(arena, names, words->v[k].hash);
      }
    }
  }
  if (names->n) {
    qsort(names->v, names->n, sizeof *names->v, hash_order);
  }
}

/* A name of four fifths of n documents that at most a tenth of the m others have. */
static bool has_own_name(const Hashes *own, uint32_t n, const Hashes *other, uint32_t m) {
  uint32_t at = 0;
  for (uint32_t i = 0, k; i < own->n; i = k) {
    for (k = i; k < own->n && own->v[k] == own->v[i]; k++) {
    }
    if ((k - i) * 10 < n * 9) {
      continue;
    }
    while (at < other->n && other->v[at] < own->v[i]) {
      at++;
    }
    uint32_t others = 0;
    while (at + others < other->n && other->v[at + others] == own->v[i]) {
      others++;
    }
    if (others * 10 <= m) {
      return true;
    }
  }
  return false;
}

bool names_exclude(const Weighing *w, Arena *scratch, const uint32_t *a, uint32_t n, const uint32_t *b,
                   uint32_t m) {
  Hashes of_a = {0}, of_b = {0};
  names_of(w, scratch, a, n, &of_a);
  names_of(w, scratch, b, m, &of_b);
  return has_own_name(&of_a, n, &of_b, m) && has_own_name(&of_b, m, &of_a, n);
}

static bool bar(const void *context, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m) {
  const Weighing *w = context;
  return names_exclude(w, w->arena, a, n, b, m);
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
                      .mass = mass_of,
                      .bar = bar};
  components_cluster(&parts, alike, matter);
}

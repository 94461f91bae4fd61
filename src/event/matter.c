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

static bool is_heavier(const SketchWord *a, const SketchWord *b) {
  return a->count != b->count ? a->count > b->count : a->hash < b->hash;
}

/* The heaviest words, first the heaviest. Returns how many there are. */
static uint32_t heaviest(const SketchWords *words, SketchWord *top) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < words->n; i++) {
    const SketchWord *word = &words->v[i];
    if (n == INDEX_WORDS && !is_heavier(word, &top[n - 1])) {
      continue;
    }
    uint32_t at = n < INDEX_WORDS ? n++ : n - 1;
    for (; at && is_heavier(word, &top[at - 1]); at--) {
      top[at] = top[at - 1];
    }
    top[at] = *word;
  }
  return n;
}

void documents_alike(const Weighing *w, Pairs *pairs) {
  Keys keys = {0};
  uint32_t n = w->x->documents.n, from = pairs->n, kept = from;
  for (uint32_t d = 0; d < n; d++) {
    SketchWord top[INDEX_WORDS];
    uint32_t count = heaviest(&w->likeness.documents[d].words, top);
    for (uint32_t i = 0; i < count; i++) {
      array_push(w->arena, &keys, (Key){top[i].hash, d});
    }
  }
  keys_pair(w->arena, n, &keys, WORD_DOCUMENTS, 2, pairs);
  for (uint32_t i = from; i < pairs->n; i++) {
    Pair p = pairs->v[i];
    p.points = document_likeness(w, p.a, p.b);
    if (p.points >= LIKE_LEAST) {
      pairs->v[kept++] = p;
    }
  }
  pairs->n = kept;
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
    const SketchWords *words = &w->likeness.sketches[documents[i]];
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

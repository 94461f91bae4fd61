/* Strands ──candidate pairs──▶ points ──blocks, average linkage──▶ clusters.

   Only pairs that share a key are compared, so that the work grows with the documents and not with
   their square. Blocks are the connected components of good pairs; a block is then clustered by
   mean points over all its pairs, with pairs that exclude one another kept apart. */
#include "event/cluster.h"

#include <stdlib.h>

#include "base/digest.h"

enum {
  KEY_MOST = 60,      /* strands under one key: a key that more share tells little */
  BLOCK_DENSE = 700,  /* strands of a block whose pairs are all compared */
  INDEX_WORDS = 24,   /* rarest words of a document that look for its likes */
  WORD_DOCUMENTS = 80,
  LIKE_LEAST = 120,   /* thousandths: below this wording brings no pair */
  BLOCK_MOST = 2500,  /* strands of a block: a larger one is cut where its links are weakest */
  CUT_STEP = 10,
  CUT_MOST = 150,
  UNKNOWN_POINTS = -8, /* a pair of a large block that shares no key */
};

typedef struct Pair {
  uint32_t a, b; /* strands, a < b */
  int32_t points;
} Pair;

typedef ARRAY(Pair) Pairs;

typedef struct Key {
  uint64_t key;
  uint32_t strand;
} Key;

typedef ARRAY(Key) Keys;

static int key_order(const void *a, const void *b) {
  const Key *x = a, *y = b;
  if (x->key != y->key) {
    return x->key < y->key ? -1 : 1;
  }
  return (x->strand > y->strand) - (x->strand < y->strand);
}

static int pair_order(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  return (x->b > y->b) - (x->b < y->b);
}

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

static void key_pairs(Arena *arena, Keys *keys, Pairs *pairs) {
  if (keys->n) {
    qsort(keys->v, keys->n, sizeof *keys->v, key_order);
  }
  for (uint32_t i = 0, k; i < keys->n; i = k) {
    for (k = i; k < keys->n && keys->v[k].key == keys->v[i].key; k++) {
    }
    if (k - i > KEY_MOST) {
      continue;
    }
    for (uint32_t a = i; a < k; a++) {
      for (uint32_t b = a + 1; b < k; b++) {
        if (keys->v[a].strand != keys->v[b].strand) {
          array_push(arena, pairs, (Pair){keys->v[a].strand, keys->v[b].strand, 0});
        }
      }
    }
  }
}

/* ---------------------------------------------------------------- likes by wording */

static int weight_order(const void *a, const void *b) {
  const SketchWord *x = a, *y = b;
  if (x->count != y->count) {
    return x->count > y->count ? -1 : 1; /* the heaviest first */
  }
  return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Pairs of documents that share two of each one's weightiest words, if they are alike enough. */
static void word_pairs(const Weighing *w, const uint32_t *main_of, Pairs *pairs) {
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
  if (keys.n) {
    qsort(keys.v, keys.n, sizeof *keys.v, key_order);
  }
  Pairs shared = {0};
  for (uint32_t i = 0, k; i < keys.n; i = k) {
    for (k = i; k < keys.n && keys.v[k].key == keys.v[i].key; k++) {
    }
    for (uint32_t a = i; a < k && k - i <= WORD_DOCUMENTS; a++) {
      for (uint32_t b = a + 1; b < k; b++) {
        array_push(arena, &shared, (Pair){keys.v[a].strand, keys.v[b].strand, 0});
      }
    }
  }
  if (shared.n) {
    qsort(shared.v, shared.n, sizeof *shared.v, pair_order);
  }
  for (uint32_t i = 0, k; i < shared.n; i = k) {
    for (k = i; k < shared.n && pair_order(&shared.v[i], &shared.v[k]) == 0; k++) {
    }
    uint32_t a = shared.v[i].a, b = shared.v[i].b;
    if (k - i >= 2 && document_likeness(w, a, b) >= LIKE_LEAST) {
      array_push(arena, pairs, (Pair){main_of[a], main_of[b], 0});
    }
  }
}

/* ---------------------------------------------------------------- blocks */

static uint32_t find(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

/* Joins to the lower number, so that a root is the lowest strand of its component. */
static void join(uint32_t *parent, uint32_t a, uint32_t b) {
  a = find(parent, a);
  b = find(parent, b);
  parent[a < b ? b : a] = a < b ? a : b;
}

typedef struct Block {
  const Weighing *w;
  uint32_t n;
  const uint32_t *members; /* strands, ascending */
  int32_t *sum;            /* n × n: weighed points between clusters, added up */
  uint32_t *mass;          /* n × n: their weights, added up */
  bool *never;             /* n × n */
  uint32_t *size;          /* strands of a cluster; 0: joined to another */
  uint32_t *best;          /* partner of the highest mean */
  uint32_t *into;          /* cluster of each member */
} Block;

static int32_t mean_points(const Block *b, uint32_t i, uint32_t k) {
  if (b->never[(size_t)i * b->n + k]) {
    return INT32_MIN;
  }
  uint32_t mass = b->mass[(size_t)i * b->n + k];
  return mass ? (int32_t)((int64_t)b->sum[(size_t)i * b->n + k] * 16 / mass) : INT32_MIN;
}

static void best_update(Block *b, uint32_t i) {
  b->best[i] = UINT32_MAX;
  int32_t most = INT32_MIN;
  for (uint32_t k = 0; k < b->n; k++) {
    if (k != i && b->size[k]) {
      int32_t points = mean_points(b, i, k);
      if (points > most) {
        most = points;
        b->best[i] = k;
      }
    }
  }
}

static void clusters_join(Block *b, uint32_t i, uint32_t k) {
  for (uint32_t m = 0; m < b->n; m++) {
    size_t im = (size_t)i * b->n + m, km = (size_t)k * b->n + m;
    size_t mi = (size_t)m * b->n + i;
    b->sum[im] += b->sum[km];
    b->sum[mi] = b->sum[im];
    b->mass[im] += b->mass[km];
    b->mass[mi] = b->mass[im];
    b->never[im] = b->never[mi] = b->never[im] || b->never[km];
    if (b->into[m] == k) {
      b->into[m] = i;
    }
  }
  b->size[i] += b->size[k];
  b->size[k] = 0;
  for (uint32_t m = 0; m < b->n; m++) {
    if (b->size[m] && (m == i || b->best[m] == i || b->best[m] == k)) {
      best_update(b, m);
    } else if (b->size[m] && b->best[m] != UINT32_MAX &&
               mean_points(b, m, i) > mean_points(b, m, b->best[m])) {
      b->best[m] = i;
    }
  }
}

/* Average linkage from single strands. Ties go to the lower strands. */
static void block_cluster(Block *b) {
  for (uint32_t i = 0; i < b->n; i++) {
    b->size[i] = 1;
    b->into[i] = i;
  }
  for (uint32_t i = 0; i < b->n; i++) {
    best_update(b, i);
  }
  for (;;) {
    uint32_t top = UINT32_MAX;
    int32_t most = AFFINITY_MEAN * 16 - 1;
    for (uint32_t i = 0; i < b->n; i++) {
      int32_t points =
          b->size[i] && b->best[i] != UINT32_MAX ? mean_points(b, i, b->best[i]) : INT32_MIN;
      if (points > most) {
        most = points;
        top = i;
      }
    }
    if (top == UINT32_MAX) {
      return;
    }
    uint32_t other = b->best[top];
    clusters_join(b, top < other ? top : other, top < other ? other : top);
  }
}

/* A pair weighs with the claims of its strands; what one document tells as two says little beside
   what other documents say. */
static uint32_t pair_mass(const Block *b, uint32_t i, uint32_t k) {
  enum { CLAIMS_MOST = 6, OTHERS = 8 };
  const Strand *s = &b->w->strands->v[b->members[i]], *t = &b->w->strands->v[b->members[k]];
  uint32_t n = s->claims.n ? s->claims.n : 1, m = t->claims.n ? t->claims.n : 1;
  n = n < CLAIMS_MOST ? n : CLAIMS_MOST;
  m = m < CLAIMS_MOST ? m : CLAIMS_MOST;
  return n * m * (s->document == t->document ? 1 : OTHERS);
}

static void pair_set(Block *b, uint32_t i, uint32_t k, int32_t points) {
  size_t ik = (size_t)i * b->n + k, ki = (size_t)k * b->n + i;
  uint32_t mass = pair_mass(b, i, k);
  b->mass[ik] = b->mass[ki] = mass;
  b->never[ik] = b->never[ki] = points == AFFINITY_NEVER;
  b->sum[ik] = b->sum[ki] = points == AFFINITY_NEVER ? 0 : points * (int32_t)mass;
}

static uint32_t member_at(const Block *b, uint32_t strand) {
  uint32_t low = 0, high = b->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (b->members[middle] < strand) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Clusters one block; pairs are those inside it. */
static void block_run(const Weighing *w, const uint32_t *members, uint32_t n, const Pairs *pairs,
                      const uint32_t *pair_of, uint32_t pair_count, uint32_t *cluster) {
  Arena arena; /* the matrices go as soon as the block is done */
  jmp_buf *escape = w->arena->escape;
  arena_init(&arena);
  jmp_buf here;
  if (arena_guard(&arena, &here)) {
    arena_release(&arena);
    longjmp(*escape, 1);
  }
  Block b = {.w = w, .n = n, .members = members};
  b.sum = arena_array(&arena, int32_t, (size_t)n * n);
  b.mass = arena_array(&arena, uint32_t, (size_t)n * n);
  b.never = arena_array(&arena, bool, (size_t)n * n);
  b.size = arena_array(&arena, uint32_t, n);
  b.best = arena_array(&arena, uint32_t, n);
  b.into = arena_array(&arena, uint32_t, n);
  if (n <= BLOCK_DENSE) {
    for (uint32_t i = 0; i < n; i++) {
      for (uint32_t k = i + 1; k < n; k++) {
        pair_set(&b, i, k, affinity(w, members[i], members[k]));
      }
    }
  } else {
    for (uint32_t i = 0; i < n; i++) {
      for (uint32_t k = i + 1; k < n; k++) {
        pair_set(&b, i, k, UNKNOWN_POINTS);
      }
    }
    for (uint32_t p = 0; p < pair_count; p++) {
      const Pair *pair = &pairs->v[pair_of[p]];
      pair_set(&b, member_at(&b, pair->a), member_at(&b, pair->b), pair->points);
    }
  }
  block_cluster(&b);
  for (uint32_t i = 0; i < n; i++) {
    cluster[members[i]] = members[b.into[i]];
  }
  arena_release(&arena);
}

/* ---------------------------------------------------------------- all of it */

static void candidates(const Weighing *w, Pairs *pairs) {
  Arena *arena = w->arena;
  Keys keys = {0};
  Pairs found = {0};
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
      array_push(arena, &found, (Pair){k, i, 0});
    }
  }
  key_pairs(arena, &keys, &found);
  word_pairs(w, main_of, &found);
  if (found.n) {
    qsort(found.v, found.n, sizeof *found.v, pair_order);
  }
  for (uint32_t i = 0; i < found.n; i++) {
    if (i == 0 || pair_order(&found.v[i], &found.v[i - 1]) != 0) {
      Pair p = found.v[i];
      p.points = affinity(w, p.a, p.b);
      array_push(arena, pairs, p);
    }
  }
}

typedef struct Member {
  uint32_t root, at;
} Member;

static int member_order(const void *a, const void *b) {
  const Member *x = a, *y = b;
  if (x->root != y->root) {
    return x->root < y->root ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

/* Things (strands or pairs) by the root of their block. */
static Member *by_root(Arena *arena, const Member *things, uint32_t n) {
  Member *order = arena_array(arena, Member, n);
  if (n) {
    memcpy(order, things, n * sizeof *order);
    qsort(order, n, sizeof *order, member_order);
  }
  return order;
}

/* Connected components of good pairs. Where one is larger than BLOCK_MOST its pairs must be better,
   step by step, until it falls apart. */
static void components(const Weighing *w, const Pairs *pairs, uint32_t *parent) {
  uint32_t n = w->strands->n;
  int32_t *least = arena_array(w->arena, int32_t, n);
  uint32_t *size = arena_array(w->arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    least[i] = AFFINITY_JOIN;
  }
  for (bool again = true; again;) {
    again = false;
    for (uint32_t i = 0; i < n; i++) {
      parent[i] = i;
      size[i] = 0;
    }
    for (uint32_t i = 0; i < pairs->n; i++) {
      const Pair *p = &pairs->v[i];
      if (p->points >= least[p->a] && p->points >= least[p->b]) {
        join(parent, p->a, p->b);
      }
    }
    for (uint32_t i = 0; i < n; i++) {
      size[find(parent, i)]++;
    }
    for (uint32_t i = 0; i < n; i++) {
      if (size[find(parent, i)] > BLOCK_MOST && least[i] < CUT_MOST) {
        least[i] += CUT_STEP;
        again = true;
      }
    }
  }
}

void clusters_find(const Weighing *w, uint32_t *cluster) {
  Arena *arena = w->arena;
  Pairs pairs = {0};
  uint32_t n = w->strands->n;
  uint32_t *parent = arena_array(arena, uint32_t, n);
  candidates(w, &pairs);
  components(w, &pairs, parent);
  for (uint32_t i = 0; i < n; i++) {
    cluster[i] = i;
  }
  ARRAY(Member) strands = {0}, inner = {0};
  for (uint32_t i = 0; i < n; i++) {
    array_push(arena, &strands, (Member){find(parent, i), i});
  }
  for (uint32_t i = 0; i < pairs.n; i++) {
    uint32_t root = find(parent, pairs.v[i].a);
    if (root == find(parent, pairs.v[i].b)) {
      array_push(arena, &inner, (Member){root, i});
    }
  }
  Member *members = by_root(arena, strands.v, strands.n);
  Member *edges = by_root(arena, inner.v, inner.n);
  uint32_t *list = arena_array(arena, uint32_t, n), *edge_list = arena_array(arena, uint32_t, inner.n);
  for (uint32_t i = 0, k, e = 0; i < n; i = k) {
    uint32_t edge_count = 0;
    for (k = i; k < n && members[k].root == members[i].root; k++) {
      list[k - i] = members[k].at;
    }
    for (; e < inner.n && edges[e].root == members[i].root; e++) {
      edge_list[edge_count++] = edges[e].at;
    }
    if (k - i > 1) {
      block_run(w, list, k - i, &pairs, edge_list, edge_count, cluster);
    }
  }
}

/* Things ──good pairs──▶ blocks ──linkage──▶ clusters. */
#include "event/components.h"

#include <stdlib.h>
#include <string.h>

#include "event/linkage.h"

enum {
  BAR_LEAST = 10,    /* things of either cluster, before anybody is asked whether they may be joined */
  BLOCK_DENSE = 350, /* things of a block whose pairs are all compared */
  BLOCK_MOST = 2500, /* things of a block: a larger one is cut where its links are weakest */
};

static int key_order(const void *a, const void *b) {
  const Key *x = a, *y = b;
  if (x->key != y->key) {
    return x->key < y->key ? -1 : 1;
  }
  return (x->thing > y->thing) - (x->thing < y->thing);
}

int pair_order(const void *a, const void *b) {
  const Pair *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  return (x->b > y->b) - (x->b < y->b);
}

/* The end of the keys that are equal to the one at `from`. */
static uint32_t group_end(const Keys *keys, uint32_t from) {
  uint32_t k = from + 1;
  while (k < keys->n && keys->v[k].key == keys->v[from].key) {
    k++;
  }
  return k;
}

/* A thing's key: where those of its group begin that lie behind it. */
typedef struct Post {
  uint32_t thing, from, to;
} Post;

static int thing_order(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* The pairs of one thing with those behind it. count: of each thing, all 0, and left so; met: room for
   all things. */
static void posts_pair(Arena *arena, const Keys *keys, const Post *posts, uint32_t n, uint32_t least,
                       uint32_t *count, uint32_t *met, Pairs *pairs) {
  uint32_t thing = posts->thing, others = 0, kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t k = posts[i].from; k < posts[i].to; k++) {
      uint32_t other = keys->v[k].thing;
      met[others] = other;
      others += other != thing && count[other]++ == 0;
    }
  }
  for (uint32_t i = 0; i < others; i++) {
    uint32_t other = met[i];
    if (count[other] < least) {
      count[other] = 0;
    } else {
      met[kept++] = other;
    }
  }
  if (kept > 1) {
    qsort(met, kept, sizeof *met, thing_order);
  }
  for (uint32_t i = 0; i < kept; i++) {
    array_push(arena, pairs, (Pair){thing, met[i], (int32_t)count[met[i]]});
    count[met[i]] = 0;
  }
}

/* Sorts by thing: each has a place for as many as it has. */
static Post *posts_sort(Arena *arena, uint32_t things, const Post *posts, uint32_t n) {
  Post *sorted = arena_array(arena, Post, n);
  uint32_t *place = arena_array(arena, uint32_t, things + 1);
  for (uint32_t i = 0; i < n; i++) {
    place[posts[i].thing + 1]++;
  }
  for (uint32_t t = 1; t < things; t++) {
    place[t] += place[t - 1];
  }
  for (uint32_t i = 0; i < n; i++) {
    sorted[place[posts[i].thing]++] = posts[i];
  }
  return sorted;
}

/* Thing by thing, so that a pair of many keys is noted once, and nothing but keys is sorted. */
void keys_pair(Arena *arena, uint32_t things, Keys *keys, uint32_t most, uint32_t least,
               Pairs *pairs) {
  ARRAY(Post) posts = {0};
  uint32_t *count = arena_array(arena, uint32_t, things), *met = arena_array(arena, uint32_t, things + 1);
  if (keys->n) {
    qsort(keys->v, keys->n, sizeof *keys->v, key_order);
  }
  for (uint32_t i = 0, k; i < keys->n; i = k) {
    k = group_end(keys, i);
    for (uint32_t m = i; m + 1 < k && k - i <= most; m++) {
      array_push(arena, &posts, (Post){keys->v[m].thing, m + 1, k});
    }
  }
  const Post *sorted = posts_sort(arena, things, posts.v, posts.n);
  for (uint32_t i = 0, k; i < posts.n; i = k) {
    for (k = i; k < posts.n && sorted[k].thing == sorted[i].thing; k++) {
    }
    posts_pair(arena, keys, &sorted[i], k - i, least, count, met, pairs);
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

/* Joins to the lower number, so that a root is the lowest thing of its component. */
static void join(uint32_t *parent, uint32_t a, uint32_t b) {
  a = find(parent, a);
  b = find(parent, b);
  parent[a < b ? b : a] = a < b ? a : b;
}

typedef struct Block {
  const Components *of;
  uint32_t n;
  const uint32_t *members; /* things, ascending */
  Arena *scratch;
  Linkage linkage;
} Block;

static void pair_set(Block *b, uint32_t i, uint32_t k, int32_t points) {
  uint32_t mass = b->of->mass(b->of->context, b->members[i], b->members[k]);
  linkage_pair(&b->linkage, i, k, points, mass, points == PAIR_NEVER);
}

static uint32_t member_at(const Block *b, uint32_t thing) {
  uint32_t low = 0, high = b->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (b->members[middle] < thing) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Points of all pairs of a block; of a large one only those that are given are known. */
static void block_points(Block *b, const Pairs *pairs, const uint32_t *pair_of, uint32_t pair_count) {
  bool dense = b->n <= BLOCK_DENSE;
  for (uint32_t i = 0; i < b->n; i++) {
    for (uint32_t k = i + 1; k < b->n; k++) {
      pair_set(b, i, k,
               dense ? b->of->points(b->of->context, b->members[i], b->members[k])
                     : b->of->unknown);
    }
  }
  for (uint32_t p = 0; !dense && p < pair_count; p++) {
    const Pair *pair = &pairs->v[pair_of[p]];
    pair_set(b, member_at(b, pair->a), member_at(b, pair->b), pair->points);
  }
}

/* Members of the block instead of their numbers in it: the lists are the linkage's own. */
static bool block_bar(const void *context, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m) {
  const Block *block = context;
  if (n < BAR_LEAST || m < BAR_LEAST) {
    return false;
  }
  uint32_t *things = arena_array(block->scratch, uint32_t, n + m);
  for (uint32_t i = 0; i < n + m; i++) {
    things[i] = block->members[i < n ? a[i] : b[i - n]];
  }
  return block->of->bar(block->of->context, things, n, things + n, m);
}

/* A block to be clustered: pairs are those inside it. */
typedef struct BlockRun {
  const Components *of;
  const uint32_t *members;
  uint32_t n;
  const Pairs *pairs;
  const uint32_t *pair_of;
  uint32_t pair_count;
  uint32_t *cluster;
} BlockRun;

static void block_run(void *context, Arena *scratch) {
  const BlockRun *run = context;
  Block b = {.of = run->of, .n = run->n, .members = run->members, .scratch = scratch};
  linkage_init(&b.linkage, scratch, run->n);
  if (run->of->bar) {
    b.linkage.bar = block_bar;
    b.linkage.context = &b;
  }
  block_points(&b, run->pairs, run->pair_of, run->pair_count);
  linkage_run(&b.linkage, run->of->mean);
  for (uint32_t i = 0; i < run->n; i++) {
    run->cluster[run->members[i]] = run->members[b.linkage.into[i]];
  }
}

static int member_order(const void *a, const void *b) {
  const Member *x = a, *y = b;
  if (x->of != y->of) {
    return x->of < y->of ? -1 : 1;
  }
  return (x->thing > y->thing) - (x->thing < y->thing);
}

void members_sort(Member *members, uint32_t n) {
  if (n) {
    qsort(members, n, sizeof *members, member_order);
  }
}

/* Connected components of good pairs. Where one is larger than BLOCK_MOST its pairs must be better,
   step by step, until it falls apart. */
static void components_find(const Components *b, const Pairs *pairs, uint32_t *parent) {
  uint32_t n = b->n;
  int32_t *least = arena_array(b->arena, int32_t, n);
  uint32_t *size = arena_array(b->arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    least[i] = b->join;
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
      if (size[find(parent, i)] > BLOCK_MOST && least[i] < b->most) {
        least[i] += b->step;
        again = true;
      }
    }
  }
}

void components_cluster(const Components *b, const Pairs *pairs, uint32_t *cluster) {
  Arena *arena = b->arena;
  uint32_t n = b->n;
  uint32_t *parent = arena_array(arena, uint32_t, n);
  components_find(b, pairs, parent);
  for (uint32_t i = 0; i < n; i++) {
    cluster[i] = i;
  }
  ARRAY(Member) things = {0}, inner = {0};
  for (uint32_t i = 0; i < n; i++) {
    array_push(arena, &things, (Member){find(parent, i), i});
  }
  for (uint32_t i = 0; i < pairs->n; i++) {
    uint32_t root = find(parent, pairs->v[i].a);
    if (root == find(parent, pairs->v[i].b)) {
      array_push(arena, &inner, (Member){root, i});
    }
  }
  members_sort(things.v, things.n);
  members_sort(inner.v, inner.n);
  const Member *members = things.v, *edges = inner.v;
  uint32_t *list = arena_array(arena, uint32_t, n), *edge_list = arena_array(arena, uint32_t, inner.n);
  for (uint32_t i = 0, k, e = 0; i < n; i = k) {
    uint32_t edge_count = 0;
    for (k = i; k < n && members[k].of == members[i].of; k++) {
      list[k - i] = members[k].thing;
    }
    for (; e < inner.n && edges[e].of == members[i].of; e++) {
      edge_list[edge_count++] = edges[e].thing;
    }
    if (k - i > 1) {
      BlockRun run = {b, list, k - i, pairs, edge_list, edge_count, cluster};
      arena_scratch(arena, block_run, &run);
    }
  }
}

/* Components: things and pairs of them ──▶ clusters, so that the work grows with the pairs and not with the
   square of the things. Blocks are the connected components of good pairs; each is clustered by average
   linkage (linkage.h). */
#ifndef EVENT_COMPONENTS_H
#define EVENT_COMPONENTS_H

#include <stdbool.h>

#include "base/array.h"

typedef struct Pair {
  uint32_t a, b; /* things, a < b */
  int32_t points;
} Pair;

typedef ARRAY(Pair) Pairs;

typedef struct Key {
  uint64_t key;
  uint32_t thing;
} Key;

typedef ARRAY(Key) Keys;

/* A thing and what it is a member of. */
typedef struct Member {
  uint32_t of, thing;
} Member;

enum { PAIR_NEVER = -10000 /* points of a pair that excludes one another */ };

typedef struct Components {
  Arena *arena;
  uint32_t n;      /* things */
  int32_t join;    /* points that make a pair good */
  int32_t mean;    /* points that join two clusters */
  int32_t step;    /* where a block is too large, pairs must be so much better, and again, */
  int32_t most;    /* up to so much */
  int32_t unknown; /* points of a pair that is not given, in a large block */
  const void *context;
  int32_t (*points)(const void *context, uint32_t a, uint32_t b);
  uint32_t (*mass)(const void *context, uint32_t a, uint32_t b); /* weight of a pair, 1 and more */
  /* May forbid to join two clusters of things (linkage.h); NULL: nothing is forbidden. */
  bool (*bar)(const void *context, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m);
} Components;

/* Orders for qsort: pairs by a, then b. */
int pair_order(const void *a, const void *b);
/* Sorts the keys and adds the pairs of things (numbers below `things`) that share `least` keys or
   more, each once and in order; points: how many they share. Keys that more than `most` things have
   do not count. */
void keys_pair(Arena *arena, uint32_t things, Keys *keys, uint32_t most, uint32_t least,
               Pairs *pairs);
/* Sorts members by what they are of, then by thing. */
void members_sort(Member *members, uint32_t n);
/* cluster: of each thing the lowest thing of its cluster. Each pair must be given once. */
void components_cluster(const Components *b, const Pairs *pairs, uint32_t *cluster);

#endif

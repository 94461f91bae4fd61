/* Linkage: things ──points of pairs──▶ clusters, by average linkage: the two clusters with the highest
   mean over the pairs between them are joined, as long as it is high enough. Ties go to the lower
   things, so that the result is a function of the points alone. */
#ifndef EVENT_LINKAGE_H
#define EVENT_LINKAGE_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct Linkage {
  uint32_t n;
  int32_t *sum;   /* n × n: weighed points between clusters, added up */
  uint32_t *mass; /* n × n: their weights, added up */
  bool *never;    /* n × n: some pair between them excludes one another */
  uint32_t *size; /* things of a cluster; 0: joined to another */
  uint32_t *best; /* partner of the highest mean */
  uint32_t *into; /* cluster of each thing: its lowest thing */
  /* May forbid to join two clusters that are given by their things; NULL: nothing is forbidden. */
  bool (*bar)(const void *context, const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m);
  const void *context;
  uint32_t *list; /* room for n things */
} Linkage;

/* n things, all apart; 9 n² bytes of the arena. */
void linkage_init(Linkage *l, Arena *arena, uint32_t n);
/* Points and weight of the pair of things i and k. A pair that is not given has neither. */
void linkage_pair(Linkage *l, uint32_t i, uint32_t k, int32_t points, uint32_t mass, bool never);
/* Joins clusters whose mean is `least` or more; into then says where each thing went. */
void linkage_run(Linkage *l, int32_t least);

#endif

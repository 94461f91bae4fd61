/* Map: Str → uint32_t, open addressing, inside an arena. Iteration order is order of insertion
   (entries[]), so that output never comes from a hash. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

typedef struct MapEntry {
  Str key; /* not copied: must outlive the map */
  uint64_t hash;
  uint32_t value;
} MapEntry;

typedef struct Map {
  Arena *arena;
  MapEntry *entries; /* n of them, in order of insertion */
  uint32_t n, capacity;
  uint32_t *slots; /* entry number + 1, or 0 */
  uint32_t slot_count;
} Map;

void map_init(Map *map, Arena *arena);
/* Value of key, or NULL. The pointer holds until the next map_put. */
uint32_t *map_find(const Map *map, Str key);
/* Inserts key with value, or leaves an existing entry as it is; gives its value's address and,
   unless is_new is NULL, whether it is new. NULL only without memory (never under a guard). */
uint32_t *map_put(Map *map, Str key, uint32_t value, bool *is_new);

#endif

/* Map: open addressing with linear probing; entries lie apart, in order of insertion. */
#include "base/map.h"

#include "base/digest.h"

enum { FIRST_SLOTS = 16 };

void map_init(Map *map, Arena *arena) {
  memset(map, 0, sizeof *map);
  map->arena = arena;
}

/* The slot that holds key, or the empty slot where it belongs. There is always an empty one. */
static uint32_t *slot_of(const Map *map, Str key, uint64_t hash) {
  uint32_t mask = map->slot_count - 1;
  for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
    uint32_t entry = map->slots[i];
    if (entry == 0) {
      return &map->slots[i];
    }
    const MapEntry *found = &map->entries[entry - 1];
    if (found->hash == hash && str_equal(found->key, key)) {
      return &map->slots[i];
    }
  }
}

uint32_t *map_find(const Map *map, Str key) {
  if (map->n == 0) {
    return NULL;
  }
  uint32_t entry = *slot_of(map, key, hash64(key, 0));
  return entry ? &map->entries[entry - 1].value : NULL;
}

/* Doubles the slots, so that at most half of them are used. False without memory. */
static bool slots_grow(Map *map) {
  uint32_t count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
  /* Where the count would wrap round, an impossible size is asked for: out of memory. */
  size_t size = count ? (size_t)count * sizeof(uint32_t) : SIZE_MAX;
  uint32_t *slots = arena_alloc(map->arena, size);
  if (!slots) {
    return false;
  }
  for (uint32_t entry = 0; entry < map->n; entry++) {
    uint32_t i = (uint32_t)map->entries[entry].hash & (count - 1);
    while (slots[i]) {
      i = (i + 1) & (count - 1);
    }
    slots[i] = entry + 1;
  }
  map->slots = slots;
  map->slot_count = count;
  return true;
}

static bool entries_grow(Map *map) {
  uint32_t capacity = map->capacity ? map->capacity * 2 : FIRST_SLOTS / 2;
  MapEntry *entries = arena_array(map->arena, MapEntry, capacity);
  if (!entries) {
    return false;
  }
  if (map->n) {
    memcpy(entries, map->entries, map->n * sizeof *entries);
  }
  map->entries = entries;
  map->capacity = capacity;
  return true;
}

uint32_t *map_put(Map *map, Str key, uint32_t value, bool *is_new) {
  uint64_t hash = hash64(key, 0);
  if (is_new) {
    *is_new = false;
  }
  if (map->n) {
    uint32_t entry = *slot_of(map, key, hash);
    if (entry) {
      return &map->entries[entry - 1].value;
    }
  }
  if (map->n >= map->slot_count / 2 && !slots_grow(map)) {
    return NULL;
  }
  if (map->n == map->capacity && !entries_grow(map)) {
    return NULL;
  }
  *slot_of(map, key, hash) = map->n + 1;
  map->entries[map->n] = (MapEntry){key, hash, value};
  if (is_new) {
    *is_new = true;
  }
  return &map->entries[map->n++].value;
}

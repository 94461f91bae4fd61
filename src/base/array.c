/* Growable arrays inside an arena. */
#include "base/array.h"

#include <string.h>

void *array_extend(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity,
                   uint32_t more, size_t size) {
  size_t bytes = more > *capacity ? (size_t)more * size : SIZE_MAX;
  if (bytes >= ARENA_LARGE) {
    void *large = arena_regrow(arena, elements, (size_t)n * size, bytes);
    *capacity = more;
    return large;
  }
  char *grown = arena_raw(arena, bytes);
  if (grown && n) {
    memcpy(grown, elements, (size_t)n * size);
  }
  *capacity = more;
  return grown;
}

void *array_grow(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity, size_t size) {
  /* Beyond 2^31 elements the capacity would wrap round: that is out of memory, too. */
  return array_extend(arena, elements, n, capacity, *capacity ? *capacity * 2 : 8, size);
}

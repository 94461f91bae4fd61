/* Growable arrays inside an arena. */
#include "base/array.h"

#include <string.h>

void *array_grow(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity, size_t size) {
  uint32_t more = *capacity ? *capacity * 2 : 8;
  char *grown = arena_alloc(arena, (size_t)more * size);
  if (grown && n) {
    memcpy(grown, elements, (size_t)n * size);
  }
  *capacity = more;
  return grown;
}

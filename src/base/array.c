/* Growable arrays inside an arena. */
#include "base/array.h"

#include <string.h>

void *array_grow(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity, size_t size) {
  uint32_t more = *capacity ? *capacity * 2 : 8;
  /* Beyond 2^31 elements the capacity would wrap round: that is out of memory, too. */
  char *grown = arena_alloc(arena, more > *capacity ? (size_t)more * size : SIZE_MAX);
  if (grown && n) {
    memcpy(grown, elements, (size_t)n * size);
  }
  *capacity = more;
  return grown;
}

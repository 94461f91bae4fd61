/* Growable arrays inside an arena:

     ARRAY(Token) tokens = {0};
     array_push(arena, &tokens, (Token){…});
     for (uint32_t i = 0; i < tokens.n; i++) use(tokens.v[i]);

   Growing copies to new memory of the arena; the old memory goes with the arena, or, of a large array,
   at once. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdbool.h>

#include "base/arena.h"

#define ARRAY(T) \
  struct {       \
    T *v;        \
    uint32_t n;  \
    uint32_t cap; \
  }

/* Appends the value (arguments after the array). */
#define array_push(arena, a, ...)                                                            \
  ((a)->n == (a)->cap                                                                        \
       ? (void)((a)->v = array_grow((arena), (a)->v, (a)->n, &(a)->cap, sizeof *(a)->v))      \
       : (void)0,                                                                            \
   (a)->v[(a)->n++] = (__VA_ARGS__))

/* Appends a zeroed element and gives its address (valid until the next push). */
#define array_add(arena, a)                                                                  \
  ((a)->n == (a)->cap                                                                        \
       ? (void)((a)->v = array_grow((arena), (a)->v, (a)->n, &(a)->cap, sizeof *(a)->v))      \
       : (void)0,                                                                            \
   memset(&(a)->v[(a)->n], 0, sizeof *(a)->v), &(a)->v[(a)->n++])

/* Makes room for so many elements in all, where it is known beforehand how many there will be. */
#define array_reserve(arena, a, count)                                                       \
  ((a)->cap < (count) ? (void)((a)->v = array_extend((arena), (a)->v, (a)->n, &(a)->cap,     \
                                                     (count), sizeof *(a)->v))               \
                      : (void)0)

/* Whether one of n numbers is `value`. */
static inline bool numbers_have(const uint32_t *v, uint32_t n, uint32_t value) {
  for (uint32_t i = 0; i < n; i++) {
    if (v[i] == value) {
      return true;
    }
  }
  return false;
}

/* Used by the macros: doubles the capacity and returns the moved elements; what lies behind them is
   undefined. */
void *array_grow(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity, size_t size);
/* The same with a capacity of `more`, which is above the old. */
void *array_extend(Arena *arena, const void *elements, uint32_t n, uint32_t *capacity,
                   uint32_t more, size_t size);

#endif

/* Buffer: bytes that grow, from malloc, with a sticky failure: after a failed allocation, or beyond
   its limit, every further call does nothing and buffer.failed stays true. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/str.h"

typedef struct Buffer {
  char *p; /* always zero-terminated after the first call that added something */
  size_t n, capacity; /* capacity is more than n, or both are 0 */
  size_t limit; /* most bytes that may be held; 0 means no limit */
  bool failed;
} Buffer;

void buffer_init(Buffer *buffer);
void buffer_clear(Buffer *buffer);   /* empty again; keeps its memory, forgets a failure */
void buffer_release(Buffer *buffer); /* frees the memory */
/* Room for n more bytes and the final zero; false, and a failure, if there is none. */
bool buffer_grow(Buffer *buffer, size_t n);
/* Makes the buffer n bytes longer and gives the place where they are to be written; NULL if there
   is no room. */
static inline char *buffer_claim(Buffer *buffer, size_t n) {
  if ((n >= buffer->capacity - buffer->n || buffer->failed) && !buffer_grow(buffer, n)) {
    return NULL;
  }
  char *at = buffer->p + buffer->n;
  buffer->n += n;
  at[n] = 0;
  return at;
}
static inline void buffer_add(Buffer *buffer, const char *bytes, size_t n) {
  char *at = n ? buffer_claim(buffer, n) : NULL;
  if (at) {
    memcpy(at, bytes, n);
  }
}
static inline void buffer_char(Buffer *buffer, char c) {
  char *at = buffer_claim(buffer, 1);
  if (at) {
    *at = c;
  }
}
static inline void buffer_str(Buffer *buffer, Str s) {
  buffer_add(buffer, s.p, s.n);
}
void buffer_text(Buffer *buffer, const char *zero_terminated);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline Str buffer_view(const Buffer *buffer) {
  return (Str){buffer->p, buffer->n};
}

#endif

/* Buffer: bytes that grow, from malloc, with a sticky failure: after a failed allocation, or beyond
   its limit, every further call does nothing and buffer.failed stays true. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/str.h"

typedef struct Buffer {
  char *p; /* always zero-terminated after the first call that added something */
  size_t n, capacity;
  size_t limit; /* most bytes that may be held; 0 means no limit */
  bool failed;
} Buffer;

void buffer_init(Buffer *buffer);
void buffer_clear(Buffer *buffer);   /* empty again; keeps its memory, forgets a failure */
void buffer_release(Buffer *buffer); /* frees the memory */
void buffer_add(Buffer *buffer, const char *bytes, size_t n);
void buffer_str(Buffer *buffer, Str s);
void buffer_text(Buffer *buffer, const char *zero_terminated);
void buffer_char(Buffer *buffer, char c);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline Str buffer_view(const Buffer *buffer) {
  return (Str){buffer->p, buffer->n};
}

#endif

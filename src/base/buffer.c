/* Buffer: bytes that grow, with a sticky failure. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

void buffer_init(Buffer *buffer) {
  memset(buffer, 0, sizeof *buffer);
}

void buffer_clear(Buffer *buffer) {
  buffer->n = 0;
  buffer->failed = false;
  if (buffer->p) {
    buffer->p[0] = 0;
  }
}

void buffer_release(Buffer *buffer) {
  free(buffer->p);
  size_t limit = buffer->limit;
  buffer_init(buffer);
  buffer->limit = limit;
}

bool buffer_grow(Buffer *buffer, size_t n) {
  if (buffer->failed) {
    return false;
  }
  if (n > SIZE_MAX / 4 - buffer->n || (buffer->limit && buffer->n + n > buffer->limit)) {
    buffer->failed = true;
    return false;
  }
  size_t need = buffer->n + n + 1;
  if (need <= buffer->capacity) {
    return true;
  }
  size_t capacity = buffer->capacity ? buffer->capacity * 2 : FIRST_CAPACITY;
  if (capacity < need) {
    capacity = need;
  }
  if (buffer->limit && capacity > buffer->limit + 1) {
    capacity = buffer->limit + 1;
  }
  char *grown = realloc(buffer->p, capacity);
  if (!grown) {
    buffer->failed = true;
    return false;
  }
  buffer->p = grown;
  buffer->capacity = capacity;
  return true;
}

void buffer_text(Buffer *buffer, const char *zero_terminated) {
  buffer_str(buffer, str_of(zero_terminated));
}

void buffer_format(Buffer *buffer, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size < 0) {
    buffer->failed = true;
  } else if (size > 0 && buffer_grow(buffer, (size_t)size)) {
    vsnprintf(buffer->p + buffer->n, (size_t)size + 1, format, again);
    buffer->n += (size_t)size;
  }
  va_end(again);
}

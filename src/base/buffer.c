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

/* Room for n more bytes and the final zero; marks the buffer failed if there is none. */
static bool make_room(Buffer *buffer, size_t n) {
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
  char *grown = realloc(buffer->p, capacity);
  if (!grown) {
    buffer->failed = true;
    return false;
  }
  buffer->p = grown;
  buffer->capacity = capacity;
  return true;
}

void buffer_add(Buffer *buffer, const char *bytes, size_t n) {
  if (n == 0 || !make_room(buffer, n)) {
    return;
  }
  memcpy(buffer->p + buffer->n, bytes, n);
  buffer->n += n;
  buffer->p[buffer->n] = 0;
}

void buffer_str(Buffer *buffer, Str s) {
  buffer_add(buffer, s.p, s.n);
}

void buffer_text(Buffer *buffer, const char *zero_terminated) {
  buffer_str(buffer, str_of(zero_terminated));
}

void buffer_char(Buffer *buffer, char c) {
  if (make_room(buffer, 1)) {
    buffer->p[buffer->n++] = c;
    buffer->p[buffer->n] = 0;
  }
}

void buffer_format(Buffer *buffer, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (size < 0) {
    buffer->failed = true;
  } else if (size > 0 && make_room(buffer, (size_t)size)) {
    vsnprintf(buffer->p + buffer->n, (size_t)size + 1, format, again);
    buffer->n += (size_t)size;
  }
  va_end(again);
}

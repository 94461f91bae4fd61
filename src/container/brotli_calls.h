/* Brotli calls: the decoder of brotli, where it is on the machine: loaded by the child process like
   libarchive. */
#ifndef CONTAINER_BROTLI_CALLS_H
#define CONTAINER_BROTLI_CALLS_H

#include <stddef.h>
#include <stdint.h>

enum { BROTLI_FAULT = 0, BROTLI_ENDED = 1, BROTLI_MORE_INPUT = 2, BROTLI_MORE_OUTPUT = 3 };

typedef struct BrotliCalls {
  void *library; /* NULL: it is not here */
  void *(*create)(void *, void *, void *);
  int (*decompress)(void *state, size_t *in_left, const uint8_t **in, size_t *out_left,
                    uint8_t **out, size_t *total);
  void (*destroy)(void *state);
} BrotliCalls;

void brotli_calls_load(BrotliCalls *calls);
void brotli_calls_release(BrotliCalls *calls);

#endif

/* Body: bytes made small for the file, and back. */
#include <zlib.h>

#include "record/record.h"

enum { LEVEL = 6 };

Body body_make(Str bytes, Arena *arena) {
  Body body = {.coding = CODING_PLAIN, .size = bytes.n, .hash = digest_sha256(bytes)};
  uLongf n = compressBound((uLong)bytes.n);
  char *small = arena_raw(arena, n);
  arena_expect(arena, 300000); /* what zlib asks for */
  if (compress2((Bytef *)small, &n, (const Bytef *)(bytes.n ? bytes.p : ""), (uLong)bytes.n,
                LEVEL) == Z_OK && n < bytes.n) {
    body.coding = CODING_DEFLATE;
    body.bytes = (Str){small, n};
  } else {
    body.bytes = str_copy(arena, bytes);
  }
  return body;
}

/* deflate makes nothing smaller than a thousandth: a size beyond that is damage, not to be asked of
   the system. */
static bool is_possible(const Body *body) {
  return body->size <= body->bytes.n * (uint64_t)1100 + 64;
}

bool body_open(const Body *body, Arena *arena, Str *bytes) {
  *bytes = (Str){NULL, 0};
  if (body->coding == CODING_PLAIN) {
    *bytes = body->bytes;
    return body->bytes.n == body->size;
  }
  if (body->coding != CODING_DEFLATE || !is_possible(body)) {
    return false;
  }
  uLongf n = (uLongf)body->size;
  char *out = arena_raw(arena, body->size + 1);
  arena_expect(arena, 50000);
  int code = uncompress((Bytef *)out, &n, (const Bytef *)body->bytes.p, (uLong)body->bytes.n);
  out[n] = 0;
  *bytes = (Str){out, n};
  return code == Z_OK && n == body->size;
}

/* UTF-8: what is decoded must move on, stay inside, and be encoded to the same bytes. */
#include <stdlib.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str s = {(const char *)data, size};
  size_t valid = utf8_valid_prefix(s), at = 0;
  while (at < size) {
    uint32_t length;
    char out[4];
    uint32_t c = utf8_decode(s, at, &length);
    if (length == 0 || length > 4 || length > size - at) {
      abort();
    }
    if (at < valid && (utf8_encode(c, out) != length || memcmp(out, s.p + at, length) != 0)) {
      abort();
    }
    at += length;
  }
  char *out = malloc(size * 3 + 1);
  if (out) {
    size_t n = utf8_fold(s, out, size * 3 + 1);
    if (utf8_valid_prefix((Str){out, n}) != n || utf8_fold_ascii(s, out, size * 3 + 1) > size * 3) {
      abort();
    }
    free(out);
  }
  return 0;
}

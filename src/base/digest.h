/* Digests: SHA-256 (OpenSSL's libcrypto) for identity that people check, and a fast 64-bit hash
   for tables and sketches. hash64 is fixed for ever: it is part of ids and sketches. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/str.h"

typedef struct Digest {
  uint8_t bytes[32];
} Digest;

Digest digest_sha256(Str bytes);
/* "sha256:" and 64 hexadecimal digits, zero-terminated: 72 bytes. */
void digest_write(Digest digest, char out[72]);
/* All bytes are zero: there is none. */
static inline bool digest_is_none(Digest digest) {
  for (size_t i = 0; i < sizeof digest.bytes; i++) {
    if (digest.bytes[i]) {
      return false;
    }
  }
  return true;
}
/* xxHash64-like mix of the bytes with a seed; the same on every machine. */
uint64_t hash64(Str bytes, uint64_t seed);
/* Mixes a 64-bit value (splitmix64). */
uint64_t hash64_mix(uint64_t x);

#endif

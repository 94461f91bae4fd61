/* Digests: SHA-256 from libcrypto, and xxHash64 written out.
   Source of the 64-bit hash: Y. Collet, "xxHash fast digest algorithm", version 0.1.1, XXH64;
   of the mix: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators". */

/* The low-level calls of OpenSSL 1.1: they need no provider and so no set-up, lock or memory. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/digest.h"

#include <openssl/sha.h>

#include "base/digits.h"
#include "base/eight.h"

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

Digest digest_sha256(Str bytes) {
  Digest digest;
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.n ? bytes.p : "", bytes.n);
  SHA256_Final(digest.bytes, &context);
  return digest;
}

void digest_write(Digest digest, char out[72]) {
  memcpy(out, "sha256:", 7);
  digits_hex(digest.bytes, sizeof digest.bytes, out + 7);
  out[71] = 0;
}

static uint64_t rotate(uint64_t x, int by) {
  return x << by | x >> (64 - by);
}

static inline uint64_t load32(const unsigned char *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static inline uint64_t load64(const unsigned char *p) {
  return eight_load((const char *)p);
}

static uint64_t round64(uint64_t sum, uint64_t input) {
  return rotate(sum + input * PRIME_2, 31) * PRIME_1;
}

static uint64_t merge(uint64_t hash, uint64_t sum) {
  return (hash ^ round64(0, sum)) * PRIME_1 + PRIME_4;
}

/* The part of the input that comes in stripes of 32 bytes. */
static uint64_t hash_stripes(const unsigned char **at, const unsigned char *end, uint64_t seed) {
  const unsigned char *p = *at;
  uint64_t a = seed + PRIME_1 + PRIME_2, b = seed + PRIME_2, c = seed, d = seed - PRIME_1;
  for (; end - p >= 32; p += 32) {
    a = round64(a, load64(p));
    b = round64(b, load64(p + 8));
    c = round64(c, load64(p + 16));
    d = round64(d, load64(p + 24));
  }
  *at = p;
  uint64_t hash = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
  return merge(merge(merge(merge(hash, a), b), c), d);
}

static uint64_t byte64(uint64_t hash, uint64_t byte) {
  return rotate(hash ^ byte * PRIME_5, 11) * PRIME_1;
}

/* The last bytes, three at most. How many there are nobody can foresee: each step is made, and
   taken back where there is no such byte. */
static uint64_t hash_last(uint64_t hash, const unsigned char *p, size_t n) {
  p = n ? p : (const unsigned char *)"";
  uint64_t a = byte64(hash, p[0]), b = byte64(a, p[n / 2]), c = byte64(b, p[n ? n - 1 : 0]);
  uint64_t one = 0 - (uint64_t)(n > 0), two = 0 - (uint64_t)(n > 1), three = 0 - (uint64_t)(n > 2);
  return hash ^ ((hash ^ a) & one) ^ ((a ^ b) & two) ^ ((b ^ c) & three);
}

uint64_t hash64(Str bytes, uint64_t seed) {
  const unsigned char *p = (const unsigned char *)(bytes.n ? bytes.p : "");
  const unsigned char *end = p + bytes.n;
  uint64_t hash = bytes.n >= 32 ? hash_stripes(&p, end, seed) : seed + PRIME_5;
  hash += bytes.n;
  for (; end - p >= 8; p += 8) {
    hash = rotate(hash ^ round64(0, load64(p)), 27) * PRIME_1 + PRIME_4;
  }
  if (end - p >= 4) {
    hash = rotate(hash ^ load32(p) * PRIME_1, 23) * PRIME_2 + PRIME_3;
    p += 4;
  }
  hash = hash_last(hash, p, (size_t)(end - p));
  hash = (hash ^ hash >> 33) * PRIME_2;
  hash = (hash ^ hash >> 29) * PRIME_3;
  return hash ^ hash >> 32;
}

uint64_t hash64_mix(uint64_t x) {
  x += UINT64_C(0x9E3779B97F4A7C15);
  x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
  return x ^ x >> 31;
}

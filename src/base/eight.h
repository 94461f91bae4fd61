/* Eight bytes at a time: sets of bytes as the top bit of each in one number, so that plain stretches of
   text are passed over, and bytes of a kind counted, without a look at each. The first byte is the
   lowest on every machine. After A. Mycroft (1987). */
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include <stdint.h>

#define EIGHT_ONES UINT64_C(0x0101010101010101)
#define EIGHT_TOPS UINT64_C(0x8080808080808080)

/* Compilers make one step of each. */
static inline uint64_t eight_load(const char *p) {
  const unsigned char *b = (const unsigned char *)p;
  return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
         (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

static inline void eight_store(uint64_t x, char *p) {
  p[0] = (char)x, p[1] = (char)(x >> 8), p[2] = (char)(x >> 16), p[3] = (char)(x >> 24);
  p[4] = (char)(x >> 32), p[5] = (char)(x >> 40), p[6] = (char)(x >> 48), p[7] = (char)(x >> 56);
}

/* The bytes that are c or above (c: 1 to 0x80). */
static inline uint64_t eight_from(uint64_t x, unsigned char c) {
  return (((x & ~EIGHT_TOPS) + EIGHT_ONES * (0x80U - c)) | x) & EIGHT_TOPS;
}
/* The bytes from a to b, both ASCII. */
static inline uint64_t eight_within(uint64_t x, unsigned char a, unsigned char b) {
  return eight_from(x, a) & ~eight_from(x, (unsigned char)(b + 1));
}
/* The bytes that are c. */
static inline uint64_t eight_equal(uint64_t x, unsigned char c) {
  return ~eight_from(x ^ EIGHT_ONES * c, 1) & EIGHT_TOPS;
}
/* How many bytes a set has. */
static inline uint32_t eight_count(uint64_t set) {
  return (uint32_t)((set >> 7) * EIGHT_ONES >> 56);
}
/* A set as a bit a byte, the first the lowest. */
static inline uint32_t eight_bits(uint64_t set) {
  return (uint32_t)((set >> 7) * UINT64_C(0x0102040810204080) >> 56);
}
/* All bytes before the first of a set that is not empty. */
static inline uint64_t eight_before(uint64_t set) {
  return (set - 1) & ~set & EIGHT_TOPS;
}
/* Which byte of a set that is not empty is the first, 0 to 7. */
static inline uint32_t eight_first(uint64_t set) {
  return (uint32_t)__builtin_ctzll(set) / 8;
}

#endif

/* Digits: decimal ones two at a time, hexadecimal ones eight at a time. */
#include "base/digits.h"

#include "base/eight.h"

const char digits_of_hundred[201] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

size_t digits_write(uint32_t value, char *out) {
  /* Sums of comparisons, since how long a number is nobody can foresee. */
  size_t n = 1 + (value >= 10) + (value >= 100) + (value >= 1000) + (value >= 10000);
  if (value >= 100000) {
    n += 1 + (value >= 1000000) + (value >= 10000000) + (value >= 100000000) +
         (value >= 1000000000);
  }
  size_t at = n;
  for (; at > 1; value /= 100) {
    at -= 2;
    digits_pair(value % 100, out + at);
  }
  if (at) {
    out[0] = (char)('0' + value);
  }
  return n;
}

void digits_hex(const uint8_t *bytes, size_t n, char *out) {
  const uint64_t nibbles = UINT64_C(0x000F000F000F000F);
  for (size_t i = 0; i < n; i += 4) {
    /* A byte to every other of eight, then its upper half there and its lower half behind it. */
    uint64_t x = (uint64_t)bytes[i] | (uint64_t)bytes[i + 1] << 16 | (uint64_t)bytes[i + 2] << 32 |
                 (uint64_t)bytes[i + 3] << 48;
    x = (x >> 4 & nibbles) | (x & nibbles) << 8;
    uint64_t letters = eight_from(x, 10) >> 7; /* 1 for a to f */
    eight_store(x + EIGHT_ONES * '0' + letters * ('a' - '0' - 10), out + 2 * i);
  }
}

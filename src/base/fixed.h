/* Fixed: numbers with sixteen binary digits behind the point, and their logarithms and powers to
   base 2, in integers alone, so that every machine and compiler gets the same. */
#ifndef BASE_FIXED_H
#define BASE_FIXED_H

#include <stdint.h>

typedef int64_t Fixed; /* 65536 is 1 */

#define FIXED_ONE ((Fixed)65536)
/* A quotient of two integers, b not 0. */
#define FIXED_RATIO(a, b) ((Fixed)(a)*FIXED_ONE / (Fixed)(b))

/* Both below 2^31 in value, that is 2^47 as they are held. */
static inline Fixed fixed_multiply(Fixed a, Fixed b) {
  return a * b / FIXED_ONE;
}
static inline Fixed fixed_divide(Fixed a, Fixed b) {
  return a * FIXED_ONE / b;
}

/* Logarithm to base 2 of x > 0, cut off behind the sixteenth digit. */
Fixed fixed_log2(Fixed x);
/* 2 to the power of x, for x up to 0; 0 below -16. */
Fixed fixed_power2(Fixed x);

#endif

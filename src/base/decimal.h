/* Decimal: an exact decimal number, digits × 10^-scale. 1.25 is {125, 2}. Normalised: no trailing
   zero digits behind the point. No binary floating point anywhere in the reading of figures. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include "base/str.h"

typedef struct Decimal {
  int64_t digits;
  uint8_t scale; /* 0-12 */
} Decimal;

static inline Decimal decimal_of(int64_t integer) {
  return (Decimal){integer, 0};
}
Decimal decimal_normal(Decimal d);
/* "5,637,286", "1.2", "5637286": digits with separators already known to be a number; thousands
   separators are space (also U+00A0, U+202F, U+2009), ' (also U+2019), and whichever of , and . is
   not the point. False if s has anything else or does not fit. Which of . and , is the point is the
   caller's knowledge: point is one of them. */
bool decimal_read(Str s, char point, Decimal *d);
/* a × b, a + b; false on overflow. */
bool decimal_multiply(Decimal a, Decimal b, Decimal *product);
bool decimal_add(Decimal a, Decimal b, Decimal *sum);
int decimal_compare(Decimal a, Decimal b);
bool decimal_is_integer(Decimal d);
/* "5637286", "1.2"; needs 32 bytes; returns the length. JSON and people get the same digits. */
size_t decimal_write(Decimal d, char out[32]);

#endif

/* Fixed: logarithms digit by digit, and powers from the roots of 2. */
#include "base/fixed.h"

enum { DIGITS = 16 };

Fixed fixed_log2(Fixed x) {
  Fixed whole = 0;
  uint64_t rest = (uint64_t)(x > 0 ? x : 1)
                  << 15; /* with 31 digits behind the point, to be in [1, 2) */
  const uint64_t one = UINT64_C(1) << 31;
  while (rest >= 2 * one) {
    rest >>= 1;
    whole += FIXED_ONE;
  }
  while (rest < one) {
    rest <<= 1;
    whole -= FIXED_ONE;
  }
  /* Squaring doubles the logarithm: its next digit is whether the square reaches 2. */
  for (Fixed digit = FIXED_ONE / 2; digit > 0; digit /= 2) {
    rest = rest * rest >> 31;
    if (rest >= 2 * one) {
      rest >>= 1;
      whole += digit;
    }
  }
  return whole;
}

Fixed fixed_power2(Fixed x) {
  /* 2^(-1/2), 2^(-1/4), …, with 32 digits. */
  static const uint64_t roots[DIGITS] = {3037000500, 3611622603, 3938502376, 4112874773,
                                         4202935003, 4248701965, 4271771996, 4283353945,
                                         4289156690, 4292061010, 4293513907, 4294240540,
                                         4294603903, 4294785595, 4294876445, 4294921870};
  if (x < -16 * FIXED_ONE) {
    return 0;
  }
  uint64_t down = (uint64_t)(x < 0 ? -x : 0), power = UINT64_C(1) << 32;
  for (int i = 0; i < DIGITS; i++) {
    if (down >> (DIGITS - 1 - i) & 1) {
      power = (power >> 1) * roots[i] >> 31;
    }
  }
  return (Fixed)(power >> 16 >> (down >> DIGITS));
}

/* Decimals: 128-bit integers in between, so that only a result that does not fit is refused. */
#include "base/decimal.h"

#include <stdio.h>

#include "base/digits.h"

enum { SCALE_MOST = 12 };

__extension__ typedef __int128 Wide;

Decimal decimal_normal(Decimal d) {
  while (d.scale > 0 && d.digits % 10 == 0) {
    d.digits /= 10;
    d.scale--;
  }
  return d;
}

/* Fits digits × 10^-scale into a Decimal; false if it can't be done exactly. */
static bool narrow(Wide digits, int scale, Decimal *d) {
  while (scale > 0 && digits % 10 == 0) {
    digits /= 10;
    scale--;
  }
  if (scale > SCALE_MOST || digits > INT64_MAX || digits < INT64_MIN) {
    return false;
  }
  *d = (Decimal){(int64_t)digits, (uint8_t)scale};
  return true;
}

/* The digits of d at a scale that is not smaller than its own. */
static Wide digits_at(Decimal d, int scale) {
  Wide digits = d.digits;
  for (int i = d.scale; i < scale; i++) {
    digits *= 10;
  }
  return digits;
}

/* Bytes of the thousands separator at s.p[at], 0 if there is none. */
static size_t separator_at(Str s, size_t at, char point) {
  static const char wide[4][4] = {"\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89", "\xe2\x80\x99"};
  char c = s.p[at];
  if (c == ' ' || c == '\'' || ((c == ',' || c == '.') && c != point)) {
    return 1;
  }
  for (size_t i = 0; i < 4; i++) {
    if (str_starts((Str){s.p + at, s.n - at}, wide[i])) {
      return strlen(wide[i]);
    }
  }
  return 0;
}

static bool is_digit(Str s, size_t at) {
  return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

bool decimal_read(Str s, char point, Decimal *d) {
  int64_t digits = 0;
  int scale = 0, zeros = 0; /* zeros: behind the point, and nothing else seen after them yet */
  bool behind = false;
  for (size_t i = 0; i < s.n;) {
    if (is_digit(s, i)) {
      int digit = s.p[i++] - '0';
      if (behind && digit == 0) {
        zeros++;
        continue;
      }
      for (int k = behind ? zeros : 0; k >= 0; k--) {
        if (__builtin_mul_overflow(digits, 10, &digits)) {
          return false;
        }
        scale += behind;
      }
      zeros = 0;
      if (scale > SCALE_MOST || __builtin_add_overflow(digits, digit, &digits)) {
        return false;
      }
    } else if (s.p[i] == point && !behind && is_digit(s, i + 1)) {
      behind = true;
      i++;
    } else {
      size_t length = behind || i == 0 ? 0 : separator_at(s, i, point);
      if (length == 0 || !is_digit(s, i - 1) || !is_digit(s, i + length)) {
        return false;
      }
      i += length;
    }
  }
  if (s.n == 0) {
    return false;
  }
  *d = (Decimal){digits, (uint8_t)scale};
  return true;
}

bool decimal_multiply(Decimal a, Decimal b, Decimal *product) {
  return narrow((Wide)a.digits * b.digits, a.scale + b.scale, product);
}

bool decimal_add(Decimal a, Decimal b, Decimal *sum) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  return narrow(digits_at(a, scale) + digits_at(b, scale), scale, sum);
}

int decimal_compare(Decimal a, Decimal b) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  Wide x = digits_at(a, scale), y = digits_at(b, scale);
  return (x > y) - (x < y);
}

bool decimal_is_integer(Decimal d) {
  return decimal_normal(d).scale == 0;
}

size_t decimal_write(Decimal d, char out[32]) {
  char back[32]; /* the digits from the last to the first */
  size_t n = 0, length = 0;
  d = decimal_normal(d);
  if (d.scale == 0 && d.digits >= 0 && d.digits <= UINT32_MAX) { /* most numbers */
    length = digits_write((uint32_t)d.digits, out);
    out[length] = 0;
    return length;
  }
  uint64_t digits = d.digits < 0 ? 0 - (uint64_t)d.digits : (uint64_t)d.digits;
  do {
    back[n++] = (char)('0' + digits % 10);
    digits /= 10;
    if (n == d.scale) {
      back[n++] = '.';
    }
  } while (digits || (d.scale && n < (size_t)d.scale + 2));
  if (d.digits < 0) {
    out[length++] = '-';
  }
  while (n) {
    out[length++] = back[--n];
  }
  out[length] = 0;
  return length;
}

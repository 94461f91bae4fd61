/* Digits: whole numbers as decimal and bytes as hexadecimal digits, without formatting calls. */
#ifndef BASE_DIGITS_H
#define BASE_DIGITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS_MOST = 10 };

/* "00" to "99". */
extern const char digits_of_hundred[201];

/* Writes the two digits of a number below 100. */
static inline void digits_pair(uint32_t value, char *out) {
  memcpy(out, digits_of_hundred + value * 2, 2);
}
/* Writes the digits of a number, DIGITS_MOST at most, and gives how many. */
size_t digits_write(uint32_t value, char *out);
/* Writes two small hexadecimal digits for each of n bytes, a multiple of four. */
void digits_hex(const uint8_t *bytes, size_t n, char *out);

#endif

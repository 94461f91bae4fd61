/* ASCII: single bytes, whatever the locale. A byte of a longer character is none of these. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_digit(char c) {
  return (unsigned char)(c - '0') < 10;
}
static inline bool ascii_is_letter(char c) {
  return (unsigned char)((c | 32) - 'a') < 26;
}
/* Blank, tab and the line breaks, as isspace of the C locale. */
static inline bool ascii_is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
/* The value of a hexadecimal digit in either case; -1 of any other byte. */
static inline int ascii_hex(char c) {
  char small = (char)(c | 32);
  return ascii_is_digit(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

#endif

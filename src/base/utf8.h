/* UTF-8 and the few properties of characters that reading needs. Tables are constant; no locale. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

/* What the functions below do with characters beyond ASCII. */
uint32_t utf8_decode_long(Str s, size_t at, uint32_t *length);
bool rune_is_letter_wide(uint32_t c);
uint32_t rune_lower_wide(uint32_t c);


/* The character at byte `at` of s (at < s.n); *length is its bytes (1 to 4). An invalid or cut
   sequence gives UTF8_REPLACEMENT and the length of its maximal valid prefix, at least 1
   (Unicode, "substitution of maximal subparts"). */
static inline uint32_t utf8_decode(Str s, size_t at, uint32_t *length) {
  unsigned char lead = (unsigned char)s.p[at];
  *length = 1;
  return lead < 0x80 ? lead : utf8_decode_long(s, at, length);
}
/* Whether byte `at` stands inside a character, so that no text can be cut before it. */
static inline bool utf8_inside(Str s, size_t at) {
  return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}
/* Writes c to out (room for 4) and returns its length; what is no character gives U+FFFD. */
uint32_t utf8_encode(uint32_t c, char *out);
/* Bytes of s up to the first invalid one; s.n if all is valid. Surrogates are invalid. */
size_t utf8_valid_prefix(Str s);

bool rune_is_space(uint32_t c);  /* Unicode White_Space, so U+00A0 too; also U+200B, U+FEFF */
/* letters and combining marks of any script */
static inline bool rune_is_letter(uint32_t c) {
  return c < 0x80 ? (c | 32) - 'a' < 26 : rune_is_letter_wide(c);
}
/* ASCII 0-9 only: other digits are words */
static inline bool rune_is_digit(uint32_t c) {
  return c >= '0' && c <= '9';
}
/* Simple lower case of Latin, Greek, Cyrillic, Armenian and Georgian letters. */
static inline uint32_t rune_lower(uint32_t c) {
  return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : rune_lower_wide(c);
}
static inline bool rune_is_upper(uint32_t c) {
  return rune_lower(c) != c;
}
/* The ASCII letters nearest to a Latin letter with marks ("ə" e, "ı" i, "ß" ss, "ø" o); NULL if
   there are none. For matching spellings, never for output. */
const char *rune_ascii(uint32_t c);

/* Lower-case, simple copy of s for look-up: rune_lower, U+2018/2019/02BC to ', U+00A0 to space,
   soft hyphen dropped. Invalid bytes become U+FFFD. Returns bytes written, or 0, and out is
   of no use, if it needs more than `room` bytes (3 × s.n always do). */
size_t utf8_fold(Str s, char *out, size_t room);
/* The same, with marks taken off by rune_ascii and combining marks U+0300 to U+036F dropped. */
size_t utf8_fold_ascii(Str s, char *out, size_t room);

#endif

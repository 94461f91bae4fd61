/* Str: views of bytes. */
#include "base/str.h"

#include "base/ascii.h"

int str_compare(Str a, Str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

static unsigned char fold(char c) {
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool str_equal_fold(Str a, Str b) {
  if (a.n != b.n) {
    return false;
  }
  for (size_t i = 0; i < a.n; i++) {
    if (fold(a.p[i]) != fold(b.p[i])) {
      return false;
    }
  }
  return true;
}

Str str_trim(Str s) {
  while (s.n && ascii_is_space(s.p[0])) {
    s.p++;
    s.n--;
  }
  while (s.n && ascii_is_space(s.p[s.n - 1])) {
    s.n--;
  }
  return s;
}

Str str_copy(Arena *arena, Str s) {
  return (Str){arena_copy(arena, s.p, s.n), s.n};
}

Str str_split(Str s, char mark, Str *rest) {
  const char *at = s.n ? memchr(s.p, mark, s.n) : NULL;
  if (!at) {
    *rest = (Str){NULL, 0};
    return s;
  }
  size_t n = (size_t)(at - s.p);
  *rest = (Str){at + 1, s.n - n - 1};
  return (Str){s.p, n};
}

bool str_integer(Str s, int64_t *value) {
  bool negative = s.n && s.p[0] == '-';
  size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
  int64_t sum = 0;
  if (i == s.n) {
    return false;
  }
  for (; i < s.n; i++) {
    int digit = s.p[i] - '0';
    if (digit < 0 || digit > 9) {
      return false;
    }
    /* Summed with its sign: the smallest number has no positive counterpart. */
    if (__builtin_mul_overflow(sum, 10, &sum) ||
        __builtin_add_overflow(sum, negative ? -digit : digit, &sum)) {
      return false;
    }
  }
  *value = sum;
  return true;
}

Str str_word(Str *rest) {
  *rest = str_trim(*rest);
  size_t n = 0;
  while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') {
    n++;
  }
  Str word = {rest->p, n};
  *rest = str_trim((Str){rest->p ? rest->p + n : NULL, rest->n - n});
  return word;
}

Str str_uncommented(Str line) {
  for (size_t i = 0; i < line.n; i++) {
    if (line.p[i] == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t')) {
      return (Str){line.p, i};
    }
  }
  return line;
}

/* Str: a view of bytes that somebody else owns (not zero-terminated).
   Span: a piece of a text by byte offsets, [start, end). */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct Str {
  const char *p; /* may be NULL when n is 0 */
  size_t n;
} Str;

typedef struct Span {
  uint32_t start, end; /* bytes; start == end is an empty span */
} Span;

/* str_lit("…"): a Str of a string literal; STR("…") likewise as an initialiser. */
#define STR(literal) {(literal), sizeof(literal) - 1}
#define str_lit(literal) ((Str){(literal), sizeof(literal) - 1})
/* Arguments for printf's "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline Str str_of(const char *zero_terminated) {
  return zero_terminated ? (Str){zero_terminated, strlen(zero_terminated)} : (Str){NULL, 0};
}
static inline bool str_equal(Str a, Str b) {
  /* Most unlike strings differ in their first byte. */
  return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0));
}
static inline bool str_is(Str a, const char *zero_terminated) {
  return str_equal(a, str_of(zero_terminated));
}
static inline Str str_cut(Str text, Span span) {
  /* Nothing may be added to NULL, not even 0. */
  return (Str){text.p ? text.p + span.start : NULL, span.end - span.start};
}
static inline uint32_t span_length(Span s) {
  return s.end - s.start;
}
static inline bool span_overlaps(Span a, Span b) {
  return a.start < b.end && b.start < a.end;
}
static inline bool span_contains(Span outer, Span inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

int str_compare(Str a, Str b);           /* by bytes: negative, 0, positive */
/* ASCII case matters. */
static inline bool str_starts(Str s, const char *with) {
  size_t n = strlen(with);
  return s.n >= n && (n == 0 || (s.p[0] == with[0] && memcmp(s.p, with, n) == 0));
}
static inline bool str_ends(Str s, const char *with) {
  size_t n = strlen(with);
  return s.n >= n && (n == 0 || (s.p[s.n - 1] == with[n - 1] &&
                                 memcmp(s.p + s.n - n, with, n) == 0));
}
bool str_equal_fold(Str a, Str b); /* equal but for ASCII case */
Str str_trim(Str s);               /* without ASCII white space at both ends */
Str str_copy(Arena *arena, Str s); /* a zero-terminated copy */
/* The part before the first `mark`; *rest is what follows it (empty if there is none). */
Str str_split(Str s, char mark, Str *rest);
/* The next word of a line, and *rest what follows it; words are parted by blanks. */
Str str_word(Str *rest);
/* A line of a data file without its comment: from # on, at its start or behind a blank. */
Str str_uncommented(Str line);
/* A whole decimal integer, with sign; false if s is anything else or does not fit. */
bool str_integer(Str s, int64_t *value);

#endif

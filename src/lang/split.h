/* Split: where tokens begin and end. Used by room text on documents and by the pack tool on phrases,
   so that data and texts are cut alike. docs/TOKENS.md says the same in words, with vectors.

   - A run of letters (and marks), with digits after the first letter (H1N1), is one token. Full stops
     inside letters belong to it (U.S., a.m., p.m., D.C.) with the last one too when there are two or
     more; the stop after a single abbreviation (Gen., Jan.) is a token of its own: room text joins it
     to its sentence by tags.
   - Digits are one token with , between groups of three and one . before digits: 26,000  1.2
     5,637,286.50 . Letters that follow digits are a token of their own: 31|st  1990|s  5|km  3|pm.
   - A contraction is cut before its apostrophe: country|'s  soldiers|'  do|n't  they|'re; ’ is '.
     O'Brien, d'Ivoire, L'Aquila stay whole (a single letter, or d/l/al, before the apostrophe).
   - Everything else is a token of one character: hyphens and dashes too (44|-|day, 19|–|20), except
     that "..." , "--" and "…" are one.
   - White space (rune_is_space) separates and is no token. */
#ifndef LANG_SPLIT_H
#define LANG_SPLIT_H

#include "base/str.h"

typedef enum TokenKind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCTUATION } TokenKind;

typedef struct Piece {
  Span span;
  TokenKind kind;
  bool space_before, line_before; /* white space, a line break, stands before it */
  bool capital;                   /* its first letter is upper case */
  bool upper;                     /* two letters or more, all upper case */
} Piece;

/* The next token at or after byte `at` (which is moved behind it); false at the end. */
bool split_next(Str text, uint32_t *at, Piece *piece);

#endif

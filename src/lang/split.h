/* Split: where tokens begin and end. Used by room text on documents and by the pack tool on
   phrases, so that data and texts are cut alike. docs/TOKENS.md says the same with vectors.

   - A run of letters (and marks), with digits after the first letter (H1N1), is one token. Full
     stops between single letters belong to it (U.S., a.m., p.m., D.C.; also Ph.D.) and so does the
     last one where it has stops inside; the stop after a single abbreviation (Gen., Jan.) or
     initial (J.) is a token of its own: room text joins it to its sentence by tags. Names of hosts
     (example.com) are one token; "dead.The" is three. Soft hyphens and zero-width joiners inside
     words belong to them.
   - Digits are one token with , between groups of three (or 12,34,567) and one . before digits:
     26,000  1.2  5,637,286.50 . What has several stops is cut at each: 20|.|01|.|1990. Letters that
     follow digits are a token of their own: 31|st  1990|s  5|km  3|p.m. .
   - A contraction ('s 're 've 'll 'd 'm n't) is cut off: country|'s  do|n't  they|'re; ’ is '. The
     apostrophe of soldiers|' is punctuation. Other apostrophes between letters belong to the word:
     O'Brien, d'Ivoire, L'Aquila, Sana'a, Qur'an.
   - Everything else is a token of one character: hyphens and dashes too (44|-|day, 19|–|20), except
     that a run of three stops or more, and a run of hyphens, is one.
   - White space (rune_is_space) separates and is no token. */
#ifndef LANG_SPLIT_H
#define LANG_SPLIT_H

#include "base/str.h"

typedef enum TokenKind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCTUATION } TokenKind;

typedef struct Piece {
  Span span;
  TokenKind kind;
  bool space_before, line_before; /* white space, a line break, stands before it */
  bool capital;                   /* its first letter is upper case ('S too) */
  bool upper;                     /* two letters or more, all upper case */
} Piece;

/* The next token at or after byte `at` (which is moved behind it); false at the end. */
bool split_next(Str text, uint32_t *at, Piece *piece);

#endif

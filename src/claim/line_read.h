/* Reads the lines of `extract` back: JSON Lines in, an Extraction out, as if the documents had been
   read here. What a line says is checked (types, vocabularies, spans against the words they quote); a
   line that is not as the interchange format has it is left out and listed, the rest is read.
   Lines of other types, and fields that are not known, are passed over. */
#ifndef CLAIM_LINE_READ_H
#define CLAIM_LINE_READ_H

#include "claim/claim.h"

typedef struct LineProblem {
  uint64_t line; /* from 1 */
  Str reason;    /* one clause for people, no full stop */
} LineProblem;

typedef ARRAY(LineProblem) LineProblems;

/* Reads all lines of bytes into *extraction (which is made new, with the given arena; the bytes
   are not needed afterwards). The same line twice counts once; of two documents with one id and one
   hash the first in order of bytes stands. A claim or person whose document has no line gets a bare
   one. The result does not depend on the order of the lines. Works inside an arena_guard.
   Returns the number of lines that were refused; they are in *problems in order of line. */
uint32_t lines_read(Arena *arena, Str bytes, Extraction *extraction, LineProblems *problems);

#endif

/* Record rows: the fields of a line by which it is looked for. The line itself has everything. */
#ifndef RECORD_RECORD_ROWS_H
#define RECORD_RECORD_ROWS_H

#include "claim/claim.h"

typedef struct LineRow {
  Str id;
  Str kind;    /* figure, statement, person */
  Str measure; /* of a figure; the predicate of a statement, the harm of a person */
  Str number, low, high; /* decimals; empty: none */
  Str start, end;        /* ISO dates; empty: unknown */
  Str place, country;    /* of the first place */
  Str source;            /* its words; empty: the narrator */
  Str words;             /* of the figure, the statement, or the person */
  bool unclear;
} LineRow;

typedef ARRAY(LineRow) LineRowArray;

/* A row for each claim and person, by id. Strings are views into the extraction, or lie in the arena. */
void rows_make(const Extraction *extraction, Arena *arena, LineRowArray *rows);

#endif

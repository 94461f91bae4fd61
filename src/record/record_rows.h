/* Record rows: the fields of a line by which it is looked for. The line itself has everything. */
#ifndef RECORD_RECORD_ROWS_H
#define RECORD_RECORD_ROWS_H

#include "claim/claim.h"

typedef enum RowKind { ROW_FIGURE = 1, ROW_STATEMENT = 2, ROW_PERSON = 3 } RowKind;

typedef struct LineRow {
  Str id;
  RowKind kind;
  Str measure;          /* of a figure; the predicate of a statement, the harm of a person */
  Str number;           /* of a figure, a decimal; empty: none */
  int32_t starts, ends; /* 20160209; of a month 20160200 and 20160299; 0: unknown */
  Str place;            /* the first one's name */
  Str source;           /* its words; empty: the narrator */
  bool unclear;
} LineRow;

typedef ARRAY(LineRow) LineRowArray;

/* The digits of an id "c-…" or "p-…" as a number, as it lies in the file; 0 if it is no such id. */
int64_t row_key(Str id);
/* A row for each claim and person, by id. Strings are views into the extraction, or lie in the
 * arena. */
void rows_make(const Extraction *extraction, Arena *arena, LineRowArray *rows);

#endif

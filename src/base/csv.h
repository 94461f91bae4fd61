/* CSV, as RFC 4180 has it: commas, "quoted ""fields""" that may hold line breaks, CRLF or LF, a UTF-8
   byte order mark passed over. The one reader of every table that people give. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/status.h"
#include "base/str.h"

typedef struct CsvRow {
  uint32_t line; /* where it begins, from 1 */
  ARRAY(Str) fields;
} CsvRow;

typedef ARRAY(CsvRow) CsvRows;

/* Reads all rows; empty lines are left out. Fields are views into bytes, or lie in the arena where
   a quoted field had doubled quotes. STATUS_FORMAT with the line in status->at and "file:line:
   message" for invalid UTF-8, a quotation mark inside a bare field, text behind a closing one, and
   a quoted field that never ends. */
int csv_read(Str file_name, Str bytes, Arena *arena, CsvRows *rows, Status *status);

/* Writes a field, between quotation marks where it needs them. */
void csv_field(Buffer *out, Str text);
/* Writes text as it stands between quotation marks, without these. */
void csv_quoted(Buffer *out, Str text);

#endif

/* CSV read: bytes → rows of fields, as RFC 4180 has them: commas, "quoted ""fields""" that may hold
   line breaks, CRLF or LF, a UTF-8 byte order mark passed over. */
#ifndef AMEND_CSV_READ_H
#define AMEND_CSV_READ_H

#include "base/array.h"
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

#endif

/* CSV (RFC 4180): records of fields, with quotation marks where a field holds a comma, a quotation
   mark or a line break. Lines end with LF or CRLF; a byte order mark at the start is passed over;
   lines without any byte are no records.

     CsvReader csv = csv_reader(bytes);
     while (csv_next(&csv, arena, &fields, &status) == STATUS_OK && fields.n) … fields.v[i] …  */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/status.h"
#include "base/str.h"

typedef ARRAY(Str) CsvFields;

typedef struct CsvReader {
  Str bytes;
  size_t at;
  uint32_t next_line; /* from 1 */
  uint32_t line;      /* where the record that was read last begins */
} CsvReader;

CsvReader csv_reader(Str bytes);
/* The next record; no fields at the end. Fields without quotation marks are views of the bytes,
   others lie in arena. STATUS_FORMAT, with the line, for a quotation mark that does not end or
   has something behind it. */
int csv_next(CsvReader *csv, Arena *arena, CsvFields *fields, Status *status);

/* Writes a field, between quotation marks where it needs them. */
void csv_field(Buffer *out, Str text);
/* Writes text as it stands between quotation marks, without these. */
void csv_quoted(Buffer *out, Str text);

#endif

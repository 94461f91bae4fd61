/* CSV: bytes to records of fields. */
#include "base/csv.h"

CsvReader csv_reader(Str bytes) {
  CsvReader csv = {bytes, str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0, 1, 1};
  return csv;
}

static bool at_end(const CsvReader *csv) {
  return csv->at >= csv->bytes.n;
}

/* Length of a line break at a byte; 0 if there is none. */
static size_t line_break(const CsvReader *csv, size_t at) {
  if (at < csv->bytes.n && csv->bytes.p[at] == '\n') {
    return 1;
  }
  bool both = at + 1 < csv->bytes.n && csv->bytes.p[at] == '\r' && csv->bytes.p[at + 1] == '\n';
  return both ? 2 : 0;
}

static Str plain_field(CsvReader *csv) {
  size_t start = csv->at;
  while (!at_end(csv) && csv->bytes.p[csv->at] != ',' && !line_break(csv, csv->at)) {
    csv->at++;
  }
  return (Str){csv->bytes.p + start, csv->at - start};
}

/* What stands between quotation marks; two of them are one. */
static int quoted_field(CsvReader *csv, Arena *arena, Str *field, Status *status) {
  ARRAY(char) bytes = {0};
  uint32_t line = csv->next_line;
  for (csv->at++;; csv->at++) {
    if (at_end(csv)) {
      return status_set(status, STATUS_FORMAT, line,
                        "a quotation mark that begins here does not end");
    }
    char c = csv->bytes.p[csv->at];
    if (c == '"') {
      csv->at++;
      if (at_end(csv) || csv->bytes.p[csv->at] != '"') {
        break;
      }
    }
    csv->next_line += c == '\n';
    array_push(arena, &bytes, c);
  }
  if (!at_end(csv) && csv->bytes.p[csv->at] != ',' && !line_break(csv, csv->at)) {
    return status_set(status, STATUS_FORMAT, csv->next_line,
                      "expected a comma or the end of the line behind a quotation mark");
  }
  *field = (Str){bytes.v, bytes.n};
  return STATUS_OK;
}

int csv_next(CsvReader *csv, Arena *arena, CsvFields *fields, Status *status) {
  size_t gap;
  memset(fields, 0, sizeof *fields);
  while ((gap = line_break(csv, csv->at)) > 0) {
    csv->at += gap;
    csv->next_line++;
  }
  csv->line = csv->next_line;
  while (!at_end(csv)) {
    Str field = {NULL, 0};
    if (csv->bytes.p[csv->at] == '"') {
      int code = quoted_field(csv, arena, &field, status);
      if (code) {
        return code;
      }
    } else {
      field = plain_field(csv);
    }
    array_push(arena, fields, field);
    if (at_end(csv) || csv->bytes.p[csv->at] != ',') {
      gap = line_break(csv, csv->at);
      csv->at += gap;
      csv->next_line += gap > 0;
      break;
    }
    csv->at++;
    if (at_end(csv)) {
      array_push(arena, fields, (Str){NULL, 0}); /* "a,b," has three fields */
    }
  }
  return STATUS_OK;
}

void csv_quoted(Buffer *out, Str text) {
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') {
      buffer_char(out, '"');
    }
    buffer_char(out, text.p[i]);
  }
}

void csv_field(Buffer *out, Str text) {
  bool quoted = false;
  for (size_t i = 0; i < text.n && !quoted; i++) {
    quoted = text.p[i] && strchr("\",\r\n", text.p[i]) != NULL;
  }
  if (!quoted) {
    buffer_str(out, text);
    return;
  }
  buffer_char(out, '"');
  csv_quoted(out, text);
  buffer_char(out, '"');
}

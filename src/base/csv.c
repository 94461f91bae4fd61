/* CSV: bytes to rows of fields, and fields to bytes. */
#include "base/csv.h"

#include "base/utf8.h"

typedef struct CsvReader {
  Str file, bytes;
  size_t at;
  uint32_t line;
  Arena *arena;
  Status *status;
} CsvReader;

static int fail(const CsvReader *r, uint32_t line, const char *what) {
  return status_set(r->status, STATUS_FORMAT, line, "%.*s:%u: %s", STR_ARG(r->file), line, what);
}

static bool at_end(const CsvReader *r) {
  return r->at >= r->bytes.n;
}

/* Whether a field or row ends here: a comma, a line break or the end. */
static bool at_border(const CsvReader *r) {
  return at_end(r) || r->bytes.p[r->at] == ',' || r->bytes.p[r->at] == '\n' ||
         (r->bytes.p[r->at] == '\r' &&
          (r->at + 1 == r->bytes.n || r->bytes.p[r->at + 1] == '\n'));
}

/* The inside of a quoted field, doubled quotes made single. */
static Str unquote(const CsvReader *r, Str inside, size_t doubled) {
  if (doubled == 0) {
    return inside;
  }
  char *out = arena_bytes(r->arena, inside.n - doubled);
  size_t n = 0;
  for (size_t i = 0; i < inside.n; i++) {
    out[n++] = inside.p[i];
    i += inside.p[i] == '"';
  }
  return (Str){out, n};
}

static int quoted_field(CsvReader *r, Str *field) {
  uint32_t first_line = r->line;
  size_t start = ++r->at;
  size_t doubled = 0;
  while (!at_end(r)) {
    char c = r->bytes.p[r->at];
    if (c == '"' && r->at + 1 < r->bytes.n && r->bytes.p[r->at + 1] == '"') {
      doubled++;
      r->at += 2;
      continue;
    }
    if (c == '"') {
      *field = unquote(r, (Str){r->bytes.p + start, r->at - start}, doubled);
      r->at++;
      return at_border(r) ? STATUS_OK : fail(r, r->line, "expected a comma or the end of the line behind a closing quotation mark");
    }
    r->line += c == '\n';
    r->at++;
  }
  return fail(r, first_line, "expected a closing quotation mark: the field that begins here never ends");
}

static int bare_field(CsvReader *r, Str *field) {
  size_t start = r->at;
  while (!at_border(r)) {
    if (r->bytes.p[r->at] == '"') {
      return fail(r, r->line, "expected a field with a quotation mark to be \"quoted\", and the mark inside doubled");
    }
    r->at++;
  }
  *field = (Str){r->bytes.p + start, r->at - start};
  return STATUS_OK;
}

static int row_read(CsvReader *r, CsvRow *row) {
  for (;;) {
    Str field = {0};
    bool quoted = !at_end(r) && r->bytes.p[r->at] == '"';
    int code = quoted ? quoted_field(r, &field) : bare_field(r, &field);
    if (code) {
      return code;
    }
    array_push(r->arena, &row->fields, field);
    if (at_end(r) || r->bytes.p[r->at] != ',') {
      break;
    }
    r->at++;
  }
  if (!at_end(r) && r->bytes.p[r->at] == '\r') {
    r->at++;
  }
  if (!at_end(r) && r->bytes.p[r->at] == '\n') {
    r->at++;
    r->line++;
  }
  return STATUS_OK;
}

int csv_read(Str file_name, Str bytes, Arena *arena, CsvRows *rows, Status *status) {
  *rows = (CsvRows){0};
  CsvReader r = {.file = file_name, .bytes = bytes, .line = 1, .arena = arena, .status = status};
  size_t valid = utf8_valid_prefix(bytes);
  if (valid < bytes.n) {
    for (size_t i = 0; i < valid; i++) {
      r.line += bytes.p[i] == '\n';
    }
    return fail(&r, r.line, "expected UTF-8");
  }
  r.at = str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
  while (!at_end(&r)) {
    CsvRow row = {.line = r.line};
    int code = row_read(&r, &row);
    if (code) {
      return code;
    }
    if (row.fields.n > 1 || row.fields.v[0].n > 0) {
      array_push(arena, rows, row);
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

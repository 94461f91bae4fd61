/* CSV and TSV: rows under a header whose names say which column is the text. Read leniently: what
   people's programs write is taken as far as it goes. */
#include "base/utf8.h"
#include "container/import_row.h"
#include "container/readers.h"

enum { COLUMNS_MOST = 512, HEADER_MOST = 64 * 1024, HEADING_MOST = 64, PIECE = 1 << 20 };

typedef struct CsvField {
  size_t start, end; /* without marks around it */
  bool quoted;
} CsvField;

typedef struct CsvLine {
  CsvField field[COLUMNS_MOST];
  uint32_t n;
  size_t start, end;
} CsvLine;

/* A field between quotation marks, which may hold line breaks and doubled marks. */
static size_t quoted_field(Str s, size_t at, CsvField *field) {
  field->quoted = true;
  field->start = ++at;
  while (at < s.n && !(s.p[at] == '"' && !(at + 1 < s.n && s.p[at + 1] == '"'))) {
    at += s.p[at] == '"' ? 2 : 1;
  }
  field->end = at < s.n ? at : s.n;
  return at < s.n ? at + 1 : s.n;
}

/* The next line of the table; false at the end. */
static bool next_line(Str s, size_t *at, char sign, CsvLine *line) {
  while (*at < s.n && (s.p[*at] == '\n' || s.p[*at] == '\r')) {
    ++*at;
  }
  size_t i = line->start = *at;
  line->n = 0;
  if (i >= s.n) {
    return false;
  }
  for (;;) {
    CsvField field = {i, i, false};
    if (i < s.n && s.p[i] == '"') {
      i = quoted_field(s, i, &field);
    }
    while (i < s.n && s.p[i] != sign && s.p[i] != '\n' && s.p[i] != '\r') {
      i++;
    }
    field.end = field.quoted ? field.end : i;
    if (line->n < COLUMNS_MOST) {
      line->field[line->n++] = field;
    }
    if (i >= s.n || s.p[i] != sign) {
      break;
    }
    i++;
  }
  line->end = *at = i;
  return true;
}

static Str field_bytes(Str s, const CsvField *f) {
  return (Str){s.p + f->start, f->end - f->start};
}

/* A doubled mark is one. */
static void text_csv(TextMaker *m, Str s, const CsvField *f) {
  size_t done = f->start;
  for (size_t i = f->start; i < f->end; i++) {
    bool twice = f->quoted && s.p[i] == '"' && i + 1 < f->end && s.p[i + 1] == '"';
    if (twice || s.p[i] == '\r') {
      text_verbatim(m, (Str){s.p + done, i - done}, done);
      if (twice) {
        text_rune(m, '"', i, i + 2);
      }
      i += twice;
      done = i + 1;
    }
  }
  text_verbatim(m, (Str){s.p + done, f->end - done}, done);
}

bool csv_put_field(TextMaker *m, Str row, char sign, uint32_t column) {
  CsvLine line;
  size_t at = 0;
  bool is = next_line(row, &at, sign, &line) && column < line.n;
  if (is) {
    text_csv(m, row, &line.field[column]);
  }
  return is;
}

/* ---- the header ------------------------------------------------------------------------------ */

typedef struct Csv {
  Str s;
  size_t at; /* behind the header */
  char sign;
  int32_t page;
  ImportColumns columns;
} Csv;

/* Names only: short, and on one line each. */
static bool is_header(Str s, const CsvLine *line) {
  for (uint32_t i = 0; i < line->n; i++) {
    Str name = field_bytes(s, &line->field[i]);
    if (name.n > HEADING_MOST || memchr(name.p, '\n', name.n)) {
      return false;
    }
  }
  return line->n > 1;
}

static bool csv_open(Csv *csv, Str s, CsvLine *line) {
  static const char signs[] = {',', '\t', ';', '|'};
  size_t begin = str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
  for (size_t k = 0; k < sizeof signs; k++) {
    Str head = {s.p, s.n < HEADER_MOST ? s.n : HEADER_MOST};
    csv->at = begin;
    csv->sign = signs[k];
    csv->s = s;
    import_columns_init(&csv->columns);
    if (!next_line(head, &csv->at, signs[k], line) || !is_header(head, line)) {
      continue;
    }
    for (uint32_t i = 0; i < line->n; i++) {
      import_columns_take(&csv->columns, field_bytes(head, &line->field[i]), (int32_t)i);
    }
    if (import_columns_hold(&csv->columns)) {
      return true;
    }
  }
  return false;
}

bool csv_recognise(Str bytes) {
  Csv csv;
  CsvLine line;
  /* Prose has blanks and stops where a header has signs; looking is cheap. */
  if (!bytes.n || strchr("<{[%\\", bytes.p[0]) || !csv_open(&csv, bytes, &line)) {
    return false;
  }
  return csv.at < bytes.n;
}

const char *csv_refusal(Str bytes) {
  Csv csv;
  CsvLine line;
  AccountJudge judge = {0};
  bool open = bytes.n && csv_open(&csv, bytes, &line);
  uint32_t column = open ? (uint32_t)csv.columns.column[ROLE_TEXT] : 0;
  if (!open) {
    import_columns_init(&csv.columns);
  }
  while (open && judge.rows < ACCOUNT_ROWS && next_line(bytes, &csv.at, csv.sign, &line)) {
    if (column < line.n) {
      account_judge(&judge, field_bytes(bytes, &line.field[column]));
    }
  }
  return account_refusal(&csv.columns, &judge);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void judge_dates(Expander *e, const Csv *csv, StampJudge *judge, CsvLine *line) {
  size_t at = csv->at, n;
  int32_t column = csv->columns.column[ROLE_DATE];
  Stamp stamp;
  while (column >= 0 && next_line(csv->s, &at, csv->sign, line)) {
    bool there = (uint32_t)column < line->n;
    expander_reading(e, at);
    if (there && stamp_parse(str_trim(field_bytes(csv->s, &line->field[column])), &stamp, &n)) {
      stamp_judge(judge, &stamp, false);
    }
  }
}

/* Piece by piece, so that pages of the file can be given back. */
static bool is_utf8(Expander *e, Str bytes) {
  while (bytes.n) {
    Str piece = {bytes.p, bytes.n < PIECE ? bytes.n : PIECE};
    size_t n = utf8_valid_prefix(piece);
    if (!n || n + 3 < piece.n || (n < piece.n && piece.n == bytes.n)) {
      return false;
    }
    bytes = (Str){bytes.p + n, bytes.n - n};
    expander_reading(e, bytes.n);
  }
  return true;
}

static void read_row(Expander *e, const Csv *csv, const CsvLine *line, uint64_t number,
                     StampOrder order, uint64_t *empty) {
  ImportRow row;
  import_row_init(&row, csv->sign == '\t' ? "tsv" : "csv", csv->page, expander_arena(e));
  for (int role = 1; role < ROLE_COLUMNS; role++) {
    int32_t column = csv->columns.column[role];
    if (column >= 0 && (uint32_t)column < line->n) {
      text_csv(&row.field[role], csv->s, &line->field[column]);
    }
  }
  row.number = number;
  row.at = line->start;
  row.bytes = (Str){csv->s.p + line->start, line->end - line->start};
  row.order = order;
  import_row_give(e, &row, empty);
}

void csv_read_parts(Expander *e, Str bytes) {
  Csv csv;
  CsvLine line;
  StampJudge judge = {0};
  uint64_t number = 0, empty = 0;
  if (!csv_open(&csv, bytes, &line)) {
    return;
  }
  csv.page = is_utf8(e, bytes) ? 0 : 1252;
  judge_dates(e, &csv, &judge, &line);
  import_note_order(e, &judge);
  while (!e->stopped && next_line(csv.s, &csv.at, csv.sign, &line)) {
    read_row(e, &csv, &line, ++number, stamp_order(&judge), &empty);
  }
  import_note_empty(e, empty, "rows without text");
  if (e->unnamed && !e->depth) {
    import_note_accounts(e, number - empty);
  }
}

/* Rows: CSV to a table in its own order. */
#include "rule/rows.h"

#include <stdlib.h>

#include "base/csv.h"

static const char *const names[ROW_FIELDS] = {
    [ROW_OBJECT] = "object",       [ROW_SOURCE] = "source",       [ROW_VALUE] = "value",
    [ROW_MEASURE] = "measure",     [ROW_DATE] = "date",           [ROW_LOW] = "low",
    [ROW_HIGH] = "high",           [ROW_RANK] = "rank",           [ROW_CERTAIN] = "certain",
    [ROW_PRECISION] = "precision", [ROW_PUBLISHER] = "publisher",
};

const char *row_field_name(RowField field) {
  return names[field];
}

RowField row_field_of(Str name) {
  RowField field = 0;
  while (field < ROW_FIELDS && !str_is(name, names[field])) {
    field++;
  }
  return field;
}

bool row_is_missing(Str field) {
  return field.p == NULL;
}

bool row_number(Str field, Decimal *number) {
  bool negative = field.n > 1 && (field.p[0] == '-' || field.p[0] == '+');
  bool read = decimal_read((Str){field.p + negative, field.n - negative}, '.', number);
  if (read && negative && field.p[0] == '-') {
    number->digits = -number->digits;
  }
  return read && field.n > 0;
}

/* ---- order ----------------------------------------------------------------------------------- */

static int compare_fields(Str a, Str b) {
  if (row_is_missing(a) != row_is_missing(b)) {
    return row_is_missing(a) ? -1 : 1;
  }
  return str_compare(a, b);
}

static int compare_rows(const void *a, const void *b) {
  static const RowField order[] = {ROW_OBJECT,  ROW_MEASURE,   ROW_VALUE,    ROW_SOURCE,
                                   ROW_DATE,    ROW_LOW,       ROW_HIGH,     ROW_RANK,
                                   ROW_CERTAIN, ROW_PRECISION, ROW_PUBLISHER};
  const Row *x = a, *y = b;
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
    int difference = compare_fields(x->field[order[i]], y->field[order[i]]);
    if (difference) {
      return difference;
    }
  }
  return (x->tag > y->tag) - (x->tag < y->tag);
}

void rows_sort(RowTable *table) {
  if (table->rows.n) {
    qsort(table->rows.v, table->rows.n, sizeof *table->rows.v, compare_rows);
  }
}

uint32_t rows_of_object(const RowTable *table, uint32_t first) {
  const Row *row = &table->rows.v[first];
  uint32_t end = first;
  while (end < table->rows.n &&
         str_equal(table->rows.v[end].field[ROW_OBJECT], row->field[ROW_OBJECT]) &&
         compare_fields(table->rows.v[end].field[ROW_MEASURE], row->field[ROW_MEASURE]) == 0) {
    end++;
  }
  return end;
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef struct Reading {
  Str name;
  Arena *arena;
  RowTable *table;
  ARRAY(RowField) columns;
} Reading;

static int header_read(Reading *r, const CsvRow *header, Status *status) {
  static const RowField needed[] = {ROW_OBJECT, ROW_SOURCE, ROW_VALUE};
  for (uint32_t i = 0; i < header->fields.n; i++) {
    RowField field = row_field_of(str_trim(header->fields.v[i]));
    array_push(r->arena, &r->columns, field);
    if (field < ROW_FIELDS && r->table->has[field]) {
      return status_set(status, STATUS_FORMAT, header->line,
                        "%.*s:%u: expected each column once, not \"%s\" twice", STR_ARG(r->name),
                        header->line, names[field]);
    }
    if (field < ROW_FIELDS) {
      r->table->has[field] = true;
    }
  }
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (!r->table->has[needed[i]]) {
      return status_set(
          status, STATUS_FORMAT, header->line,
          "%.*s:%u: no column \"%s\": expected a header object,source,value and perhaps measure,"
          "date,low,high,rank,certain,precision,publisher",
          STR_ARG(r->name), header->line, names[needed[i]]);
    }
  }
  return STATUS_OK;
}

/* Columns that hold numbers may be empty, which is as good as NA. */
static bool is_numeric(RowField field) {
  return field == ROW_LOW || field == ROW_HIGH || field == ROW_RANK || field == ROW_CERTAIN ||
         field == ROW_PRECISION;
}

static int row_read(Reading *r, const CsvRow *given, Status *status) {
  Row row = {0};
  Decimal number;
  uint32_t line = given->line;
  if (given->fields.n != r->columns.n) {
    return status_set(status, STATUS_FORMAT, line,
                      "%.*s:%u: %u fields, expected %u as in the header", STR_ARG(r->name), line,
                      given->fields.n, r->columns.n);
  }
  for (uint32_t i = 0; i < given->fields.n; i++) {
    RowField field = r->columns.v[i];
    Str text = given->fields.v[i];
    if (field == ROW_FIELDS || str_is(text, "NA") || (text.n == 0 && is_numeric(field))) {
      continue;
    }
    if (is_numeric(field) && !row_number(text, &number)) {
      return status_set(status, STATUS_FORMAT, line,
                        "%.*s:%u: %s is \"%.*s\", expected a number or NA", STR_ARG(r->name), line,
                        names[field], (int)(text.n < 60 ? text.n : 60), text.p);
    }
    row.field[field] = text.n ? text : str_lit("");
  }
  if (row.field[ROW_OBJECT].n == 0) {
    return status_set(status, STATUS_FORMAT, line,
                      "%.*s:%u: no object: expected its name or number", STR_ARG(r->name), line);
  }
  array_push(r->arena, &r->table->rows, row);
  return STATUS_OK;
}

int rows_read(Str csv, Str name, Arena *arena, RowTable *table, Status *status) {
  Reading r = {.name = name, .arena = arena, .table = table};
  CsvRows rows;
  memset(table, 0, sizeof *table);
  int code = csv_read(name, csv, arena, &rows, status);
  if (code == STATUS_OK && rows.n == 0) {
    return status_set(status, STATUS_FORMAT, 1,
                      "%.*s:1: empty: expected a header object,source,value", STR_ARG(name));
  }
  for (uint32_t i = 0; i < rows.n && code == STATUS_OK; i++) {
    code = i ? row_read(&r, &rows.v[i], status) : header_read(&r, &rows.v[i], status);
  }
  if (code == STATUS_OK) {
    rows_sort(table);
  }
  return code;
}

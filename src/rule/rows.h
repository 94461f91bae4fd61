/* Rows: values that people coded, one reported value a row, as counting rules read them. They
   come from CSV (the header tells which column is what) and are put in an order of their own, so
   that nothing that follows depends on the order of the file. */
#ifndef RULE_ROWS_H
#define RULE_ROWS_H

#include "base/array.h"
#include "base/decimal.h"
#include "base/status.h"
#include "base/str.h"

typedef enum RowField {
  ROW_OBJECT,
  ROW_SOURCE,
  ROW_VALUE,
  ROW_MEASURE,
  ROW_DATE,
  ROW_LOW,
  ROW_HIGH,
  ROW_RANK,
  ROW_CERTAIN,
  ROW_PRECISION,
  ROW_PUBLISHER,
  ROW_FIELDS
} RowField;

/* What is known of a row beside its fields, as bits; of rows of CSV nothing is. */
typedef enum RowTrait {
  TRAIT_PART = 1,       /* it counts a part of what others count */
  TRAIT_SUPERSEDED = 2, /* its source gave a later figure in its place */
  TRAIT_REFINED = 4,    /* its document gives the same figure more precisely */
} RowTrait;

/* Fields as they are written; "NA", and no column, is an empty Str with p NULL, and means not
   reported. An empty text is a value, with p not NULL. */
typedef struct Row {
  Str field[ROW_FIELDS];
  uint8_t traits; /* RowTrait */
  uint32_t origin; /* rows with the same number are copies of one another; 0: not known, as of CSV */
  uint32_t tag;   /* the maker's own: of rows made of readings, which reading */
  uint32_t document; /* likewise: of whom that figure is */
} Row;

typedef struct RowTable {
  ARRAY(Row) rows;      /* by object, measure, and then all other fields, bytewise */
  bool has[ROW_FIELDS]; /* there is such a column */
  bool has_origins;     /* which rows are copies is known by other means than their values */
} RowTable;

/* Name of a field in headers and rule files; field of a name, ROW_FIELDS if it is none. */
const char *row_field_name(RowField field);
RowField row_field_of(Str name);
bool row_is_missing(Str field);
/* The field as a number with or without sign; false if it is none, or empty. */
bool row_number(Str field, Decimal *number);

/* Puts rows in the table's own order. */
void rows_sort(RowTable *table);

/* Reads CSV with a header that has object, source and value at least; other columns than those
   above are passed over. Views of csv, which must outlive the table, or copies in arena.
   STATUS_FORMAT: "file:line: message" in *status, with what was expected; the first problem ends
   it, as half a table would give wrong numbers. */
int rows_read(Str csv, Str name, Arena *arena, RowTable *table, Status *status);

/* The end of the rows from `first` on that have its object and measure. */
uint32_t rows_of_object(const RowTable *table, uint32_t first);

#endif

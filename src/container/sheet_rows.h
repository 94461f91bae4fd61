/* Sheet rows: what the sheets of all spreadsheets have in common: a header that names columns, rows
   under it that are documents, each with its place in the markup of its member.

     workbook ─▶ sheets, each a reader of its format ─▶ cells ─▶ header, rows ─▶ parts */
#ifndef CONTAINER_SHEET_ROWS_H
#define CONTAINER_SHEET_ROWS_H

#include "container/import_row.h"
#include "container/packed_members.h"
#include "container/xml_token.h"

enum { SHEET_COLUMNS_MOST = 1024, SHEETS_MOST = 1000 };

/* A cell: the markup or the value that its text stands in, with the place of its first byte among
   the bytes of all members. */
typedef struct SheetCell {
  uint32_t column;
  uint8_t how; /* the reader's own */
  Str source;
  uint64_t at;
  Str also; /* markup outside of the row that belongs to it: a shared string */
} SheetCell;

typedef struct SheetRow {
  uint64_t number; /* as programs show it */
  bool hidden;
  size_t start, end; /* in the sheet's member */
  SheetCell cell[SHEET_COLUMNS_MOST];
  uint32_t n;
} SheetRow;

typedef struct Sheet Sheet;
struct Sheet {
  Expander *e;
  const char *format;
  Str name;
  Str within; /* the member that its rows lie in */
  bool hidden;
  XmlReader xml; /* of that member, up to the end of the sheet */
  uint64_t number; /* of the last row */
  const LeafMember *members;
  uint32_t member_count;
  const void *book; /* the reader's own */
  bool (*next)(Sheet *s, SheetRow *row);
  void (*text)(const Sheet *s, const SheetCell *cell, TextMaker *m);
};

/* What became of the sheets of a workbook. */
typedef struct SheetsRead {
  uint32_t sheets, with_rows;
  uint64_t rows, hidden_rows;
} SheetsRead;

/* Gives the rows of a sheet as parts, or says why there are none. */
void sheet_read(Sheet *sheet, SheetsRead *read);
/* What there is to say of the workbook as a whole. */
void sheets_note(Expander *e, const SheetsRead *read);

/* The readers: of XLSX and of ODS, once their members are unpacked. */
void xlsx_read_sheets(Expander *e, const PackedMembers *members);
void ods_read_sheets(Expander *e, const PackedMembers *members);

/* What they make of a cell's markup, whose first byte lies at `at`: of strings, of values, of
   paragraphs. */
void xlsx_put_string(TextMaker *m, Str markup, uint64_t at);
void xlsx_put_value(TextMaker *m, Str value, uint64_t at);
void ods_put_words(TextMaker *m, Str markup, uint64_t at);

#endif

/* Import rows: one record of a table, a list of objects or a chat, which is a document. */
#ifndef CONTAINER_IMPORT_ROW_H
#define CONTAINER_IMPORT_ROW_H

#include "container/import_names.h"
#include "container/stamp.h"
#include "container/text_maker.h"

typedef struct ImportRow {
  TextMaker field[ROLE_COLUMNS]; /* by role; runs of the text lead to places in the file */
  const char *format;
  Str name;        /* empty: its id, else its number */
  uint64_t number; /* from 1 */
  Str bytes;       /* the record as it stands */
  uint64_t at;     /* where it lies in the file */
  /* Of a row whose file is packed: runs lead to bytes of its members. */
  const LeafMember *members;
  uint32_t member_count; /* 0: none */
  Str within;            /* the member that `at` counts in */
  uint64_t end;          /* where it ends there */
  bool verbatim;         /* bytes are those alone */
  StampOrder order;
  Str note;
} ImportRow;

/* How each role is found: by the name that is believed most. */
typedef struct ImportColumns {
  int32_t column[ROLE_COLUMNS]; /* -1: none */
  uint32_t rank[ROLE_COLUMNS];
  bool coded;   /* the text is one that who made the table may have written */
  uint32_t own; /* names that tables of the program's own have */
} ImportColumns;

/* Of a table that nobody named, but which lies in a folder or an archive: whether its rows are accounts. */
typedef struct AccountJudge {
  uint32_t rows, prose;
} AccountJudge;

enum { ACCOUNT_ROWS = 200 }; /* so many are looked at */

void import_columns_init(ImportColumns *columns);
void import_columns_take(ImportColumns *columns, Str name, int32_t column);
/* A text, and something that tells of it. */
bool import_columns_hold(const ImportColumns *columns);

void import_row_init(ImportRow *row, const char *format, int32_t page, Arena *arena);
/* Gives the row as a part; one without text is counted in *empty. Clears the expander's arena. */
void import_row_give(Expander *e, ImportRow *row, uint64_t *empty);
/* Adds the text of one field of a row of CSV, as it is read there; false if there is none. */
bool csv_put_field(TextMaker *m, Str row, char sign, uint32_t column);

void account_judge(AccountJudge *judge, Str text);
/* NULL where rows of such a table are accounts; else what it is, and how to have it read. */
const char *account_refusal(const ImportColumns *columns, const AccountJudge *judge);
/* Says that a table that nobody named was read, and how to have it left out. */
void import_note_accounts(Expander *e, uint64_t rows);
/* Tells of days that nobody can tell from months, once for the file. */
void import_note_order(Expander *e, const StampJudge *judge);
/* Says how many of `what` were left out; its first word is a noun in the plural: "rows without text". */
void import_note_empty(Expander *e, uint64_t empty, const char *what);

#endif

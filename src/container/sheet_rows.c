/* Sheet rows: the header, the order of days and months, the rows. */
#include "container/sheet_rows.h"

enum { HEADER_WITHIN = 20, HEADING_LONGEST = 64 };

/* ---- the header ------------------------------------------------------------------------------ */

/* The text of a cell, in the arena of the row at hand. */
static Str cell_text(const Sheet *s, const SheetCell *cell) {
  TextMaker m;
  text_init(&m, expander_arena(s->e));
  s->text(s, cell, &m);
  return str_trim(text_view(&m));
}

static bool takes_header(const Sheet *s, const SheetRow *row, ImportColumns *columns) {
  import_columns_init(columns);
  for (uint32_t i = 0; i < row->n; i++) {
    Str name = cell_text(s, &row->cell[i]);
    if (name.n > HEADING_LONGEST || (name.n && memchr(name.p, '\n', name.n))) {
      return false;
    }
    import_columns_take(columns, name, (int32_t)row->cell[i].column);
  }
  return import_columns_hold(columns);
}

/* Titles and remarks may stand above it. */
static bool find_header(Sheet *s, SheetRow *row, ImportColumns *columns) {
  for (int i = 0; i < HEADER_WITHIN && s->next(s, row); i++) {
    bool takes = takes_header(s, row, columns);
    arena_clear(expander_arena(s->e));
    if (takes) {
      return true;
    }
  }
  return false;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const SheetCell *cell_at(const SheetRow *row, int32_t column) {
  for (uint32_t i = 0; column >= 0 && i < row->n; i++) {
    if (row->cell[i].column == (uint32_t)column) {
      return &row->cell[i];
    }
  }
  return NULL;
}

static void judge_dates(const Sheet *sheet, const ImportColumns *columns, StampJudge *judge,
                        SheetRow *row) {
  Sheet s = *sheet;
  Stamp stamp;
  size_t n;
  while (columns->column[ROLE_DATE] >= 0 && s.next(&s, row)) {
    const SheetCell *cell = cell_at(row, columns->column[ROLE_DATE]);
    expander_reading(s.e, s.xml.at);
    if (cell && stamp_parse(cell_text(&s, cell), &stamp, &n)) {
      stamp_judge(judge, &stamp, false);
    }
    arena_clear(expander_arena(s.e));
  }
}

/* The row's markup, and that of what it refers to, so that equal bytes have equal words. */
static Str row_bytes(const Sheet *s, const SheetRow *row, bool *verbatim) {
  Arena *arena = expander_arena(s->e);
  Str own = {s->xml.source.p + row->start, row->end - row->start};
  size_t n = own.n;
  for (uint32_t i = 0; i < row->n; i++) {
    n += row->cell[i].also.n;
  }
  *verbatim = n == own.n;
  if (*verbatim || n > PART_MOST) {
    return own;
  }
  char *out = arena_bytes(arena, n), *at = out;
  memcpy(at, own.p, own.n);
  at += own.n;
  for (uint32_t i = 0; i < row->n; i++) {
    Str also = row->cell[i].also;
    if (also.n) {
      memcpy(at, also.p, also.n);
      at += also.n;
    }
  }
  return (Str){out, n};
}

static void give_row(const Sheet *s, const ImportColumns *columns, const SheetRow *from,
                     StampOrder order, uint64_t *empty) {
  Arena *arena = expander_arena(s->e);
  ImportRow row;
  import_row_init(&row, s->format, 0, arena);
  for (int role = 1; role < ROLE_COLUMNS; role++) {
    const SheetCell *cell = cell_at(from, columns->column[role]);
    if (cell) {
      s->text(s, cell, &row.field[role]);
    }
  }
  Str id = str_trim(text_view(&row.field[ROLE_ID]));
  row.name = id.n ? str_of(arena_printf(arena, "%.*s/%.*s", STR_ARG(s->name), STR_ARG(id)))
                  : str_of(arena_printf(arena, "%.*s/%llu", STR_ARG(s->name),
                                        (unsigned long long)from->number));
  row.at = from->start;
  row.end = from->end;
  row.bytes = row_bytes(s, from, &row.verbatim);
  row.within = s->within;
  row.members = s->members;
  row.member_count = s->member_count;
  row.order = order;
  import_row_give(s->e, &row, empty);
}

/* Whether rows are accounts, of a sheet that nobody named. */
static const char *refusal(const Sheet *sheet, const ImportColumns *columns, SheetRow *row) {
  Sheet s = *sheet;
  AccountJudge judge = {0};
  while (judge.rows < ACCOUNT_ROWS && s.next(&s, row)) {
    const SheetCell *cell = cell_at(row, columns->column[ROLE_TEXT]);
    if (cell) {
      account_judge(&judge, cell_text(&s, cell));
    }
    arena_clear(expander_arena(s.e));
  }
  return account_refusal(columns, &judge);
}

static void give_rows(Sheet *s, const ImportColumns *columns, SheetRow *row, SheetsRead *read) {
  StampJudge judge = {0};
  uint64_t empty = 0;
  judge_dates(s, columns, &judge, row);
  import_note_order(s->e, &judge);
  while (!s->e->stopped && s->next(s, row)) {
    read->hidden_rows += row->hidden;
    if (row->n) {
      give_row(s, columns, row, stamp_order(&judge), &empty);
      read->rows++;
    }
  }
  read->rows -= empty;
  import_note_empty(s->e, empty, "rows without text");
}

/* ---- a sheet --------------------------------------------------------------------------------- */

void sheet_read(Sheet *s, SheetsRead *read) {
  ImportColumns columns;
  SheetRow *row = arena_new(expander_arena(s->e), SheetRow);
  read->sheets++;
  if (s->hidden) {
    expander_note(s->e, CONTAINER_LEFT_OUT, s->name,
                  "a hidden sheet: show it and save the file to have its rows read");
    return;
  }
  /* What is made of a row goes before the next: in the arena of the floor below, where no reader
     is, because rows hold no containers. */
  bool unnamed = s->e->unnamed || s->e->depth;
  s->e->depth++;
  const char *why = NULL;
  bool header = find_header(s, row, &columns);
  if (header && unnamed) {
    why = refusal(s, &columns, row);
  }
  if (why) {
    read->with_rows++;
    expander_note(s->e, CONTAINER_LEFT_OUT, s->name, why);
  } else if (header) {
    read->with_rows++;
    give_rows(s, &columns, row, read);
  } else if (row->number) {
    expander_note(s->e, CONTAINER_LEFT_OUT, s->name,
                  "a sheet without a header that names a text and what tells of it (text, date, "
                  "publisher …) in its first 20 rows");
  }
  arena_clear(expander_arena(s->e));
  s->e->depth--;
}

void sheets_note(Expander *e, const SheetsRead *read) {
  if (read->hidden_rows) {
    expander_note(e, CONTAINER_TOLD, (Str){NULL, 0},
                  arena_printf(expander_arena(e),
                               "%llu rows that are hidden there, as by a filter, were read too",
                               (unsigned long long)read->hidden_rows));
  }
  if (read->rows && e->unnamed && !e->depth) {
    import_note_accounts(e, read->rows);
  }
  if (!read->with_rows) {
    expander_note(e, e->unnamed ? CONTAINER_LEFT_OUT : CONTAINER_FAILED, (Str){NULL, 0},
                  "a spreadsheet without rows of texts: a row is read where its sheet has a header "
                  "that names a text and something that tells of it (text, date, publisher …)");
  }
}

/* Import rows: fields into a part. */
#include "container/import_row.h"

enum { OWN_LEAST = 2, PROSE_WORDS = 8 };

void import_columns_init(ImportColumns *columns) {
  memset(columns, 0, sizeof *columns);
  for (int i = 0; i < ROLE_COLUMNS; i++) {
    columns->column[i] = -1;
    columns->rank[i] = UINT32_MAX;
  }
}

void import_columns_take(ImportColumns *columns, Str name, int32_t column) {
  uint32_t rank = 0;
  ImportRole exact = import_role_exact(name, &rank), role = import_role(name, &rank);
  columns->own += exact == ROLE_OWN;
  if (role != ROLE_NONE && (int)role < ROLE_COLUMNS && rank < columns->rank[role]) {
    columns->column[role] = column;
    columns->rank[role] = rank;
    columns->coded = role == ROLE_TEXT ? exact == ROLE_CODED : columns->coded;
  }
}

bool import_columns_hold(const ImportColumns *columns) {
  const int32_t *c = columns->column;
  return c[ROLE_TEXT] >= 0 && (c[ROLE_TITLE] >= 0 || c[ROLE_DATE] >= 0 || c[ROLE_PUBLISHER] >= 0 ||
                               c[ROLE_URL] >= 0 || c[ROLE_AUTHOR] >= 0 || c[ROLE_ID] >= 0);
}

/* ---- tables that nobody named ---------------------------------------------------------------- */

void account_judge(AccountJudge *judge, Str text) {
  uint32_t words = 0;
  Str rest = str_trim(text);
  if (!rest.n || judge->rows == ACCOUNT_ROWS) {
    return;
  }
  while (rest.n && words < PROSE_WORDS) {
    words += str_word(&rest).n > 0;
  }
  judge->rows++;
  judge->prose += words >= PROSE_WORDS;
}

const char *account_refusal(const ImportColumns *columns, const AccountJudge *judge) {
  if (columns->own >= OWN_LEAST) {
    return "a table that According writes: a table is read as accounts where it is named itself";
  }
  if (!import_columns_hold(columns) || columns->coded) {
    return "a table without a column of accounts: it is read where it is named itself";
  }
  if (!judge->rows || judge->prose * 2 < judge->rows) {
    return "a table whose texts are no accounts, as most have less than 8 words: it is read where it "
           "is named itself";
  }
  return NULL;
}

void import_note_accounts(Expander *e, uint64_t rows) {
  expander_note(e, CONTAINER_TOLD, (Str){NULL, 0},
                arena_printf(expander_arena(e),
                             "a table of accounts: its %llu rows were read as documents; to leave it "
                             "out, name the files that are to be read, or let its name begin with a "
                             "dot",
                             (unsigned long long)rows));
}

/* ---- rows ------------------------------------------------------------------------------------ */

void import_row_init(ImportRow *row, const char *format, int32_t page, Arena *arena) {
  memset(row, 0, sizeof *row);
  row->format = format;
  for (int i = 0; i < ROLE_COLUMNS; i++) {
    text_init(&row->field[i], arena);
    row->field[i].page = page;
  }
}

static Str field_of(const ImportRow *row, ImportRole role) {
  return str_trim(text_view(&row->field[role]));
}

static Str date_of(const ImportRow *row, Arena *arena) {
  Stamp stamp;
  size_t n;
  Str date = field_of(row, ROLE_DATE);
  return stamp_parse(date, &stamp, &n) ? stamp_text(&stamp, row->order, arena) : (Str){NULL, 0};
}

/* Runs lead to places in the file; a part's lead to its own bytes, or to those of members. */
static void place(const ImportRow *row, Leaf *leaf) {
  LeafRuns *runs = &leaf->text_runs;
  bool packed = row->member_count > 0;
  *runs = row->field[ROLE_TEXT].runs;
  leaf->placed = true;
  leaf->verbatim = !packed || row->verbatim;
  leaf->start = row->at;
  leaf->end = packed ? row->end : row->at + row->bytes.n;
  leaf->field[LEAF_WITHIN] = row->within;
  for (uint32_t i = 0; i < row->member_count; i++) {
    array_push(row->field[ROLE_TEXT].arena, &leaf->members, row->members[i]);
  }
  if (packed) {
    return;
  }
  for (uint32_t i = 0; i < runs->n; i++) {
    runs->v[i].from_start -= row->at;
    runs->v[i].from_end -= row->at;
  }
}

void import_row_give(Expander *e, ImportRow *row, uint64_t *empty) {
  static const LeafField fields[ROLE_COLUMNS] = {
      [ROLE_TITLE] = LEAF_TITLE, [ROLE_PUBLISHER] = LEAF_PUBLISHER, [ROLE_AUTHOR] = LEAF_AUTHOR,
      [ROLE_URL] = LEAF_URL,     [ROLE_LANGUAGE] = LEAF_LANGUAGE,
  };
  Arena *arena = expander_arena(e);
  Leaf leaf = {0};
  Str text = text_view(&row->field[ROLE_TEXT]);
  if (!str_trim(text).n) {
    ++*empty;
    arena_clear(arena);
    return;
  }
  for (int i = 0; i < ROLE_COLUMNS; i++) {
    if (fields[i]) {
      leaf.field[fields[i]] = field_of(row, (ImportRole)i);
    }
  }
  leaf.field[LEAF_DATE] = date_of(row, arena);
  leaf.field[LEAF_FORMAT] = str_of(row->format);
  leaf.field[LEAF_NOTE] = row->note;
  leaf.field[LEAF_NAME] = row->name.n ? row->name : field_of(row, ROLE_ID);
  if (!leaf.field[LEAF_NAME].n) {
    leaf.field[LEAF_NAME] = str_of(arena_printf(arena, "%llu", (unsigned long long)row->number));
  }
  place(row, &leaf);
  expander_text(e, &leaf, row->bytes, text);
  arena_clear(arena);
}

void import_note_order(Expander *e, const StampJudge *judge) {
  if (judge->any && stamp_order(judge) == ORDER_UNKNOWN) {
    expander_note(e, CONTAINER_LEFT_OUT, (Str){NULL, 0},
                  "its dates, in which the day or the month may come first: nothing in the file "
                  "tells which; give them as YYYY-MM-DD");
  }
}

void import_note_empty(Expander *e, uint64_t empty, const char *what) {
  if (empty) {
    size_t noun = strcspn(what, " ");
    expander_note(e, CONTAINER_LEFT_OUT, (Str){NULL, 0},
                  arena_printf(expander_arena(e), "%llu %.*s%s", (unsigned long long)empty,
                               (int)(noun - (empty == 1)), what, what + noun));
  }
}

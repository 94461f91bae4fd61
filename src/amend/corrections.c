/* Corrections: rows of a CSV file → corrections, checked for form. Whether they fit the texts is
   for amend_apply. */
#include "amend/corrections.h"

#include "base/csv.h"

typedef enum Column {
  COLUMN_ACTION,
  COLUMN_DOCUMENT,
  COLUMN_SPAN,
  COLUMN_QUOTE,
  COLUMN_MEASURE,
  COLUMN_FIELD,
  COLUMN_VALUE,
  COLUMN_OTHER,
  COLUMN_REASON,
  COLUMN_BY,
  COLUMN_WHEN,
  COLUMN_COUNT
} Column;

static const char *const column_names[COLUMN_COUNT] = {
    "action", "document", "span",   "quote",  "measure", "field",
                                                     "value",  "other",    "reason", "by",     "when"};

static const char *const action_words[] = {"set",      "reject", "add",   "add_person",
                                           "together", "apart",  "transcript", "translation", "origin"};

int correction_action(Str word) {
  for (size_t i = 0; i < sizeof action_words / sizeof *action_words; i++) {
    if (str_is(word, action_words[i])) {
      return (int)i;
    }
  }
  return -1;
}

const char *correction_action_word(CorrectionAction action) {
  return action_words[action];
}

typedef struct Header {
  int at[COLUMN_COUNT]; /* field number, or -1 */
} Header;

static int fail(Str file, uint32_t line, Status *status, const char *what, Str detail) {
  return status_set(status, STATUS_FORMAT, line, "%.*s:%u: %s%s%.*s", STR_ARG(file), line, what,
                    detail.n ? ": " : "", (int)(detail.n < 80 ? detail.n : 80),
                    detail.p ? detail.p : "");
}

static int header_read(Str file, const CsvRow *row, Header *header, Status *status) {
  for (int c = 0; c < COLUMN_COUNT; c++) {
    header->at[c] = -1;
  }
  for (uint32_t i = 0; i < row->fields.n; i++) {
    int found = -1;
    for (int c = 0; c < COLUMN_COUNT; c++) {
      found = str_is(str_trim(row->fields.v[i]), column_names[c]) ? c : found;
    }
    if (found < 0) {
      return fail(file, row->line, status, "unknown column", row->fields.v[i]);
    }
    if (header->at[found] >= 0) {
      return fail(file, row->line, status, "column given twice", row->fields.v[i]);
    }
    header->at[found] = (int)i;
  }
  static const Column needed[] = {COLUMN_DOCUMENT, COLUMN_FIELD, COLUMN_VALUE, COLUMN_REASON};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (header->at[needed[i]] < 0) {
      return fail(file, row->line, status, "missing column", str_of(column_names[needed[i]]));
    }
  }
  if (header->at[COLUMN_SPAN] < 0 && header->at[COLUMN_QUOTE] < 0) {
    return fail(file, row->line, status, "missing column: span or quote", (Str){0});
  }
  return STATUS_OK;
}

static Str field_of(const Header *header, const CsvRow *row, Column column) {
  int at = header->at[column];
  return at < 0 ? (Str){0} : row->fields.v[at];
}

/* "17-29" */
static bool span_read(Str text, Span *span) {
  Str after;
  Str before = str_split(text, '-', &after);
  int64_t start;
  int64_t end;
  if (!str_integer(before, &start) || !str_integer(after, &end) || start < 0 || end <= start ||
      end > UINT32_MAX) {
    return false;
  }
  *span = (Span){(uint32_t)start, (uint32_t)end};
  return true;
}

/* The action: from its column, else from the field, which is else that of a set. An addition without its
   own column of measures has them in the value: "killed 150". */
static bool action_read(Correction *c, Str action) {
  int known = correction_action(action.n ? action : c->field);
  if (known < 0 && action.n) {
    return false;
  }
  c->action = known < 0 ? CORRECTION_SET : (CorrectionAction)known;
  bool adds = c->action == CORRECTION_ADD || c->action == CORRECTION_ADD_PERSON;
  if (adds && c->measure.n == 0) {
    c->measure = str_split(str_trim(c->value), ' ', &c->value);
    c->value = str_trim(c->value);
  }
  return true;
}

/* Whether the row says all that its action needs; NULL if it does. */
static const char *correction_lacks(const Correction *c) {
  bool links = c->action == CORRECTION_TOGETHER || c->action == CORRECTION_APART;
  bool derived = c->action == CORRECTION_TRANSCRIPT || c->action == CORRECTION_TRANSLATION;
  bool whole = c->action == CORRECTION_ORIGIN || derived || (links && !str_is(c->value, "line"));
  if (c->document.n == 0 || (!whole && !c->has_span && c->quote.n == 0)) {
    return "give the document and a span or quote";
  }
  if (c->reason.n == 0) {
    return "give the reason";
  }
  if ((links || derived || c->action == CORRECTION_ORIGIN) && c->other.n == 0) {
    return "give the other claim or document";
  }
  return c->action == CORRECTION_SET && c->field.n == 0 ? "give the field" : NULL;
}

static int correction_read(Str file, const Header *header, const CsvRow *row, Correction *c,
                           Status *status) {
  c->line = row->line;
  c->document = str_trim(field_of(header, row, COLUMN_DOCUMENT));
  c->quote = field_of(header, row, COLUMN_QUOTE);
  c->measure = str_trim(field_of(header, row, COLUMN_MEASURE));
  c->field = str_trim(field_of(header, row, COLUMN_FIELD));
  c->value = str_trim(field_of(header, row, COLUMN_VALUE));
  c->other = str_trim(field_of(header, row, COLUMN_OTHER));
  c->reason = str_trim(field_of(header, row, COLUMN_REASON));
  c->by = str_trim(field_of(header, row, COLUMN_BY));
  c->when = str_trim(field_of(header, row, COLUMN_WHEN));
  Str span = str_trim(field_of(header, row, COLUMN_SPAN));
  c->has_span = span.n > 0;
  if (c->has_span && !span_read(span, &c->span)) {
    return fail(file, row->line, status, "span must be START-END in bytes", span);
  }
  Str action = str_trim(field_of(header, row, COLUMN_ACTION));
  if (!action_read(c, action)) {
    return fail(file, row->line, status,
                "action must be set, reject, add, add_person, together, apart, transcript, translation "
                "or origin", action);
  }
  const char *lacks = correction_lacks(c);
  return lacks ? fail(file, row->line, status, lacks, (Str){0}) : STATUS_OK;
}

int corrections_read(Str file_name, Str bytes, Arena *arena, Corrections *corrections,
                     Status *status) {
  *corrections = (Corrections){.file = file_name};
  CsvRows rows;
  Header header;
  int code = csv_read(file_name, bytes, arena, &rows, status);
  if (code) {
    return code;
  }
  if (rows.n == 0) {
    return fail(file_name, 1, status, "the first line must name the columns", (Str){0});
  }
  code = header_read(file_name, &rows.v[0], &header, status);
  for (uint32_t i = 1; code == STATUS_OK && i < rows.n; i++) {
    if (rows.v[i].fields.n != rows.v[0].fields.n) {
      const char *what = arena_printf(arena, "%u fields, but the first line names %u columns",
                                      rows.v[i].fields.n, rows.v[0].fields.n);
      return fail(file_name, rows.v[i].line, status, what, (Str){0});
    }
    Correction *c = array_add(arena, &corrections->rows);
    code = correction_read(file_name, &header, &rows.v[i], c, status);
  }
  return code;
}

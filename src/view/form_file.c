/* Forms: lines of a form file → columns; an event's fields → a row. */
#include "view/form_file.h"

#include "view/export_cells.h"

static const char *const field_names[FORM_FIELDS] = {
    [FORM_NOTHING] = "nothing",
    [FORM_EVENT] = "event",
    [FORM_PARENT] = "parent",
    [FORM_HEADING] = "heading",
    [FORM_YEAR] = "year",
    [FORM_FIRST_DAY] = "first_day",
    [FORM_LAST_DAY] = "last_day",
    [FORM_DAY] = "day",
    [FORM_DATE_KIND] = "date_kind",
    [FORM_PLACE] = "place",
    [FORM_PLACES] = "places",
    [FORM_PLACE_KIND] = "place_kind",
    [FORM_COUNTRY] = "country",
    [FORM_COUNTRY_CODE] = "country_code",
    [FORM_ADMIN1] = "admin1",
    [FORM_ADMIN2] = "admin2",
    [FORM_LATITUDE] = "latitude",
    [FORM_LONGITUDE] = "longitude",
    [FORM_WKT] = "wkt",
    [FORM_PREDICATES] = "predicates",
    [FORM_VALUE] = "value",
    [FORM_LOW] = "low",
    [FORM_HIGH] = "high",
    [FORM_RULE] = "rule",
    [FORM_DOCUMENTS] = "documents",
    [FORM_ARTICLES] = "articles",
    [FORM_PUBLISHERS] = "publishers",
    [FORM_DATES] = "dates",
    [FORM_TITLES] = "titles",
    [FORM_UPSTREAMS] = "upstreams",
    [FORM_FIGURES] = "figures",
    [FORM_DOCUMENT] = "document",
    [FORM_PUBLISHER] = "publisher",
    [FORM_PUBLISHED] = "published",
    [FORM_TITLE] = "title",
    [FORM_URL] = "url",
    [FORM_NUMBER] = "number",
    [FORM_NUMBER_LOW] = "number_low",
    [FORM_NUMBER_HIGH] = "number_high",
    [FORM_FIGURES_OF] = "figures_of",
};

typedef struct Reader {
  Str file;
  uint32_t line;
  Arena *arena;
  FormFile *form;
  Status *status;
} Reader;

static int problem(Reader *r, const char *message, Str word) {
  return status_line(r->status, r->file, r->line, message, word);
}

static FormColumn *column_now(Reader *r) {
  return r->form->columns.n ? &r->form->columns.v[r->form->columns.n - 1] : NULL;
}

static int64_t column_find(const FormFile *form, Str name) {
  for (uint32_t i = 0; i < form->columns.n; i++) {
    if (str_equal(form->columns.v[i].name, name)) {
      return i;
    }
  }
  return -1;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* Fields of documents need rows of documents; counts are of events. */
static bool field_fits(const FormFile *form, FormField field) {
  bool counted = field >= FORM_VALUE && field <= FORM_RULE;
  return form->reports ? !counted : field < FORM_DOCUMENT;
}

/* column NAME [FIELD [MEASURE]] */
static int column_read(Reader *r, Str rest) {
  FormColumn column = {.name = str_word(&rest), .line = r->line};
  Str field = str_word(&rest);
  column.measure = str_trim(rest);
  if (!column.name.n || column_find(r->form, column.name) >= 0) {
    return problem(r, column.name.n ? "expected a column that is not there yet"
                                    : "expected a name behind column",
                   column.name);
  }
  for (uint32_t i = 1; i < FORM_FIELDS && field.n; i++) {
    column.field = str_is(field, field_names[i]) ? (FormField)i : column.field;
  }
  if (field.n && column.field == FORM_NOTHING) {
    return problem(r, "expected a field (event, first_day, place, latitude, value …) or nothing",
                   field);
  }
  if (!field_fits(r->form, column.field)) {
    return problem(r, r->form->reports ? "expected a field that a report has"
                                       : "expected a field that an event has, or a line "
                                         "\"each report\" before",
                   field);
  }
  bool measured = column.field >= FORM_NUMBER && column.field <= FORM_FIGURES_OF;
  if (measured != (column.measure.n > 0)) {
    return problem(r, measured ? "expected a measure behind the field" : "expected nothing more",
                   column.measure);
  }
  array_push(r->arena, &r->form->columns, column);
  return STATUS_OK;
}

/* code VALUE TEXT */
static int code_read(Reader *r, Str rest) {
  FormColumn *column = column_now(r);
  FormCode code = {.of = str_word(&rest)};
  code.text = str_trim(rest);
  if (!column || column->field == FORM_NOTHING) {
    return problem(r, "expected a column with a field before code", (Str){NULL, 0});
  }
  if (!code.text.n) {
    return problem(r, "expected a value and its code behind code", code.of);
  }
  for (uint32_t i = 0; i < column->codes.n; i++) {
    if (str_equal(column->codes.v[i].of, code.of)) {
      return problem(r, "expected a value without a code yet", code.of);
    }
  }
  array_push(r->arena, &column->codes, code);
  return STATUS_OK;
}

static int with_read(Reader *r, Str rest) {
  FormColumn *column = column_now(r);
  rest = str_trim(rest);
  if (!column || column->with.n || !rest.n) {
    return problem(r, "expected one column behind with, below the column that needs it", rest);
  }
  column->with = rest;
  column->with_column = r->line; /* until all columns are there */
  return STATUS_OK;
}

/* each event|report */
static int each_read(Reader *r, Str rest) {
  rest = str_trim(rest);
  r->form->reports = str_is(rest, "report");
  bool known = r->form->reports || str_is(rest, "event");
  return known && r->form->columns.n == 0
             ? STATUS_OK
             : problem(r, "expected event or report behind each, before the columns", rest);
}

static int line_read(Reader *r, Str line) {
  Str rest = line, word = str_word(&rest);
  FormFile *form = r->form;
  Str *const heads[] = {&form->name,   &form->version, &form->title,
                        &form->source, &form->counts,  &form->missing};
  static const char *const names[] = {"form", "version", "title", "source", "counts", "missing"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (str_is(word, names[i])) {
      bool again = heads[i]->n > 0 || form->columns.n > 0;
      *heads[i] = str_trim(rest);
      return again ? problem(r, "expected this once, before the columns", word) : STATUS_OK;
    }
  }
  if (str_is(word, "column")) {
    return column_read(r, rest);
  }
  if (str_is(word, "code")) {
    return code_read(r, rest);
  }
  if (str_is(word, "with")) {
    return with_read(r, rest);
  }
  return str_is(word, "each")
             ? each_read(r, rest)
             : problem(r,
                       "expected form, version, title, source, counts, missing, each, column, "
                       "code or with",
                       word);
}

/* A column may depend on one that depends on no other. */
static int withs_find(Reader *r) {
  for (uint32_t i = 0; i < r->form->columns.n; i++) {
    FormColumn *column = &r->form->columns.v[i];
    int64_t found = column->with.n ? column_find(r->form, column->with) : 0;
    if (!column->with.n) {
      continue;
    }
    r->line = column->with_column;
    if (found < 0 || found == i || r->form->columns.v[found].with.n) {
      return problem(r, "expected another column of this form that has no \"with\" itself",
                     column->with);
    }
    column->with_column = (uint32_t)found;
  }
  return STATUS_OK;
}

int form_file_read(Str text, Str file, Arena *arena, FormFile *form, Status *status) {
  Reader r = {file, 0, arena, form, status};
  int code = STATUS_OK;
  memset(form, 0, sizeof *form);
  while (text.n && code == STATUS_OK) {
    r.line++;
    Str line = str_trim(str_uncommented(str_split(text, '\n', &text)));
    code = line.n ? line_read(&r, line) : STATUS_OK;
  }
  if (code == STATUS_OK && (!form->name.n || form->columns.n == 0)) {
    return problem(&r, form->name.n ? "expected columns" : "expected a line \"form NAME\"",
                   (Str){NULL, 0});
  }
  return code ? code : withs_find(&r);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static Str code_of(const FormColumn *column, Str word) {
  for (uint32_t i = 0; i < column->codes.n; i++) {
    if (str_equal(column->codes.v[i].of, word)) {
      return column->codes.v[i].text;
    }
  }
  return (Str){NULL, 0};
}

static Str value_of(const FormFile *form, uint32_t at, const FormRow *row) {
  const FormColumn *column = &form->columns.v[at];
  Str value = column->measure.n && row->measured ? row->measured[at] : row->field[column->field];
  Str one = {NULL, 0};
  if (column->codes.n == 0) {
    return value;
  }
  for (Str rest = value; rest.n;) {
    Str code = code_of(column, str_word(&rest));
    if (str_is(code, "-") || (code.n && one.n && !str_equal(code, one))) {
      return (Str){NULL, 0};
    }
    one = code.n ? code : one;
  }
  return one;
}

void form_head(Buffer *out, const FormFile *form) {
  for (uint32_t i = 0; i < form->columns.n; i++) {
    cell(out, form->columns.v[i].name);
  }
  row_end(out);
}

void form_row(Buffer *out, const FormFile *form, const FormRow *row) {
  for (uint32_t i = 0; i < form->columns.n; i++) {
    const FormColumn *column = &form->columns.v[i];
    bool apart = column->with.n && !value_of(form, column->with_column, row).n;
    Str value = apart ? (Str){NULL, 0} : value_of(form, i, row);
    cell(out, value.n ? value : form->missing);
  }
  row_end(out);
}

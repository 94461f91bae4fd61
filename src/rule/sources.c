/* CSV to the source register. */
#include "rule/sources.h"

#include "base/csv.h"

static const char *const names[SOURCE_FIELDS] = {"source",   "kind", "affiliation", "party",     "access",
                                                 "language", "note", "rank",        "restricted", "also"};

typedef struct Reader {
  Str file;
  uint32_t line; /* of the row that is read */
  Arena *arena;
  SourceRegister *sources;
  Status *status;
  SourceField column[32]; /* SOURCE_FIELDS: passed over */
  uint32_t columns;
} Reader;

const char *source_field_name(SourceField field) {
  return names[field];
}

static int problem(Reader *r, const char *message, Str word) {
  return status_line(r->status, r->file, r->line, message, word);
}

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

Str source_key(Str name, Arena *arena) {
  char *out = arena_bytes(arena, name.n + 1);
  size_t n = 0;
  name = str_trim(name);
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    if (!is_blank(c)) {
      out[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    } else if (n && out[n - 1] != ' ') {
      out[n++] = ' ';
    }
  }
  return (Str){out, n};
}

static SourceField field_of(Str name) {
  SourceField field = 0;
  while (field < SOURCE_FIELDS && !str_is(name, names[field])) {
    field++;
  }
  return field;
}

static int header_read(Reader *r, const CsvRow *header) {
  bool has[SOURCE_FIELDS + 1] = {false};
  for (uint32_t i = 0; i < header->fields.n; i++) {
    SourceField field = field_of(str_trim(header->fields.v[i]));
    if (r->columns == sizeof r->column / sizeof *r->column) {
      return problem(r, "expected at most 32 columns", (Str){NULL, 0});
    }
    if (field < SOURCE_FIELDS && has[field]) {
      return problem(r, "expected each column once", header->fields.v[i]);
    }
    has[field] = true;
    r->column[r->columns++] = field;
  }
  return has[SOURCE_NAME] ? STATUS_OK
                          : problem(r, "expected a header with source, and perhaps kind, affiliation, party, access,"
                                          " language, note, rank, restricted and also",
                                       (Str){NULL, 0});
}

static int entry_check(Reader *r, SourceEntry *entry) {
  Str rank = entry->field[SOURCE_RANK], restricted = entry->field[SOURCE_RESTRICTED];
  int64_t number;
  if (!entry->field[SOURCE_NAME].n) {
    return problem(r, "expected the name of a source", (Str){NULL, 0});
  }
  if (rank.n && (!str_integer(rank, &number) || number < 0 || number > 1000000)) {
    return problem(r, "expected a whole number from 0 to 1000000 as rank (higher: more reputable), or nothing", rank);
  }
  entry->restricted = str_is(restricted, "yes");
  if (restricted.n && !entry->restricted && !str_is(restricted, "no")) {
    return problem(r, "expected yes, no or nothing as restricted", restricted);
  }
  return STATUS_OK;
}

void source_add(SourceRegister *sources, SourceEntry entry, Arena *arena) {
  Str rest = entry.field[SOURCE_ALSO], name = entry.field[SOURCE_NAME];
  uint32_t at = sources->entries.n;
  do {
    Str key = source_key(name, arena);
    if (key.n && !map_find(&sources->names, key)) {
      map_put(&sources->names, key, at, NULL);
    }
    name = rest.n ? str_split(rest, ';', &rest) : (Str){NULL, 0};
  } while (name.n || rest.n);
  array_push(arena, &sources->entries, entry);
}

/* No name is of two sources, nor twice of one. */
static int names_check(Reader *r, const SourceEntry *entry) {
  Str rest = entry->field[SOURCE_ALSO], name = entry->field[SOURCE_NAME];
  do {
    Str key = source_key(name, r->arena);
    if (key.n && map_find(&r->sources->names, key)) {
      return problem(r, "expected each source once", str_trim(name));
    }
    name = rest.n ? str_split(rest, ';', &rest) : (Str){NULL, 0};
  } while (name.n || rest.n);
  return STATUS_OK;
}

static int entry_read(Reader *r, const CsvRow *row) {
  SourceEntry entry = {.line = r->line};
  if (row->fields.n != r->columns) {
    return problem(r, "expected as many fields as the header has", (Str){NULL, 0});
  }
  for (uint32_t i = 0; i < row->fields.n; i++) {
    if (r->column[i] < SOURCE_FIELDS) {
      entry.field[r->column[i]] = str_trim(row->fields.v[i]);
    }
  }
  int code = entry_check(r, &entry);
  if (code == STATUS_OK) {
    code = names_check(r, &entry);
  }
  source_add(r->sources, entry, r->arena);
  return code;
}

int sources_read(Str csv, Str file, Arena *arena, SourceRegister *sources, Status *status) {
  Reader r = {.file = file, .arena = arena, .sources = sources, .status = status, .line = 1};
  CsvRows rows;
  memset(sources, 0, sizeof *sources);
  map_init(&sources->names, arena);
  int code = csv_read(file, csv, arena, &rows, status);
  if (code == STATUS_OK && rows.n == 0) {
    code = header_read(&r, &(CsvRow){0});
  }
  for (uint32_t i = 0; i < rows.n && code == STATUS_OK; i++) {
    r.line = rows.v[i].line;
    code = i ? entry_read(&r, &rows.v[i]) : header_read(&r, &rows.v[i]);
  }
  return code;
}

const SourceEntry *source_find(const SourceRegister *sources, Str name, Arena *scratch) {
  const uint32_t *at = name.n ? map_find(&sources->names, source_key(name, scratch)) : NULL;
  return at ? &sources->entries.v[*at] : NULL;
}

Str source_rank(const SourceRegister *sources, const Claim *claim, const DocumentLine *document, Arena *scratch) {
  for (const Source *s = &claim->source; s; s = s->from) {
    const SourceEntry *entry = source_find(sources, s->words.text, scratch);
    if (entry && entry->field[SOURCE_RANK].n) {
      return entry->field[SOURCE_RANK];
    }
  }
  const SourceEntry *entry = source_find(sources, document->publisher, scratch);
  return entry && entry->field[SOURCE_RANK].n ? entry->field[SOURCE_RANK] : (Str){NULL, 0};
}

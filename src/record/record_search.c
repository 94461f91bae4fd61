/* Record search: the words of documents by full text, lines by their fields. */
#include "record/store.h"

/* ---- temporary tables ------------------------------------------------------------------------ */

/* Those that search makes lie in memory; a record that is only read allows them all the same. */
static void temporary_begin(Record *r) {
  if (!r->writes) {
    store_run(r, "PRAGMA query_only = OFF");
  }
}

static void temporary_end(Record *r) {
  if (!r->writes) {
    store_run(r, "PRAGMA query_only = ON");
  }
}

/* ---- in which line --------------------------------------------------------------------------- */

/* A table of one text, a row for each of its lines, asked with the same query. */
static Str find_passage(Record *r, Str words, Str text, Arena *arena) {
  Str found = {NULL, 0};
  int64_t line = 0, wanted;
  store_run(r,
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage USING fts5(title, text, content='', "
            "tokenize='unicode61 remove_diacritics 2');"
            "INSERT INTO temp.passage(passage) VALUES ('delete-all')");
  for (Str rest = text, piece; rest.n; line++) {
    piece = str_split(rest, '\n', &rest);
    sqlite3_stmt *s = store_sql(r, "INSERT INTO temp.passage(rowid, text) VALUES (?, ?)");
    store_bind(r, s, "it", line, piece);
    store_do(r, s);
  }
  sqlite3_stmt *s = store_sql(
      r, "SELECT rowid + 1 FROM temp.passage WHERE passage MATCH ? ORDER BY rank, rowid LIMIT 1");
  store_bind(r, s, "t", words);
  wanted = store_integer(r, s) - 1;
  line = 0;
  for (Str rest = text, piece; rest.n && wanted >= 0; line++) {
    piece = str_split(rest, '\n', &rest);
    if (line == wanted) {
      found = str_copy(arena, str_trim(piece));
      break;
    }
  }
  return found;
}

Str record_passage(Record *record, Str words, Str text, Arena *arena) {
  temporary_begin(record);
  Str found = find_passage(record, words, text, arena);
  temporary_end(record);
  return found;
}

/* ---- queries --------------------------------------------------------------------------------- */

static bool asks_fields(const Query *q) {
  return q->measure.n || q->place.n || q->source.n || q->has_number || q->from || q->to;
}

/* Measures come from an index where one is asked for: a second text, as the planner does not
   know. */
#define LINES_SQL(from, measure)                                                               \
  "SELECT d.n, d.id, d.title, d.date, d.version, l.key, l.kind FROM " from                     \
  " JOIN document d ON d.n = l.document WHERE d.latest = 1 AND d.removed IS NULL AND " measure \
  " AND (?2 IS NULL OR l.place IN (SELECT n FROM name WHERE text LIKE '%' || ?2 || '%'))"      \
  " AND (?3 IS NULL OR l.source IN (SELECT n FROM name WHERE text LIKE '%' || ?3 || '%'))"     \
  " AND (?4 IS NULL OR (l.kind = 1 AND l.number = ?4)) AND (?5 IS NULL OR l.ends >= ?5)"       \
  " AND (?6 IS NULL OR l.starts <= ?6)"                                                        \
  " AND (?7 IS NULL OR d.n IN (SELECT n FROM temp.marked))"                                    \
  " ORDER BY d.id, d.version, l.k LIMIT ?8"
static const char lines_sql[] = LINES_SQL("line l", "?1 IS NULL");
static const char measure_sql[] =
    LINES_SQL("line l INDEXED BY line_measure", "l.measure = (SELECT n FROM name WHERE text = ?1)");

static sqlite3_stmt *ask_lines(Record *r, const Query *q) {
  sqlite3_stmt *s = store_sql(r, q->measure.n ? measure_sql : lines_sql);
  Str none = {NULL, 0};
  store_bind(r, s, "tttttttt", q->measure, q->place, q->source, none, none, none, q->words, none);
  if (s) {
    sqlite3_bind_int64(s, 8, q->most);
    if (q->has_number) {
      sqlite3_bind_int64(s, 4, q->number);
    }
    if (q->from) {
      sqlite3_bind_int64(s, 5, q->from);
    }
    if (q->to) {
      sqlite3_bind_int64(s, 6, q->to);
    }
  }
  return s;
}

static Str line_id(Arena *arena, int64_t key, int kind) {
  return str_of(
      arena_printf(arena, "%c-%016llx", kind == ROW_PERSON ? 'p' : 'c', (unsigned long long)key));
}

static void search_lines(Record *r, const Query *query, Arena *arena, HitArray *hits) {
  sqlite3_stmt *s = ask_lines(r, query);
  while (store_row(r, s)) {
    Hit *hit = array_add(arena, hits);
    hit->document = sqlite3_column_int64(s, 0);
    hit->id = column_text(s, 1, arena);
    hit->title = column_text(s, 2, arena);
    hit->date = column_text(s, 3, arena);
    hit->version = (uint32_t)sqlite3_column_int64(s, 4);
    hit->line = line_id(arena, sqlite3_column_int64(s, 5), sqlite3_column_int(s, 6));
  }
}

static int search(Record *r, const Query *query, Arena *arena, HitArray *hits, Status *status) {
  if (!asks_fields(query) && query->words.n) {
    return words_find(r, query->words, query->most, arena, hits, status);
  }
  if (words_mark(r, query->words, arena, status) != STATUS_OK) {
    return status->code;
  }
  search_lines(r, query, arena, hits);
  return record_failure(r, status);
}

int record_search(Record *record, const Query *query, Arena *arena, HitArray *hits,
                  Status *status) {
  memset(hits, 0, sizeof *hits);
  temporary_begin(record);
  int code = search(record, query, arena, hits, status);
  temporary_end(record);
  return code;
}

void record_measures(Record *record, Arena *arena, NameArray *names) {
  memset(names, 0, sizeof *names);
  sqlite3_stmt *s = store_sql(record,
                              "SELECT text FROM name WHERE EXISTS (SELECT 1 FROM line WHERE "
                              "line.measure = name.n) ORDER BY text");
  while (store_row(record, s)) {
    array_push(arena, names, column_text(s, 0, arena));
  }
}

/* Record search: the words of documents by full text, lines by their fields. */
#include "record/store.h"

/* ---- temporary tables ------------------------------------------------------------------------ */

/* Those that search makes lie in memory; a record that is only read allows them all the same. Within one
   transaction their indexes are written once, not behind every row. Whether it began here. */
static bool temporary_begin(Record *r) {
  bool begins = r->failure.code == STATUS_OK && sqlite3_get_autocommit(r->db);
  if (!r->writes) {
    store_run(r, "PRAGMA query_only = OFF");
  }
  if (begins) {
    record_ask_begin(r);
  }
  return begins;
}

static void temporary_end(Record *r, bool begun) {
  if (begun) {
    if (r->asked) { /* may stand at a row */
      sqlite3_reset(r->asked);
    }
    record_ask_end(r);
  }
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
  bool begun = temporary_begin(record);
  Str found = find_passage(record, words, text, arena);
  temporary_end(record, begun);
  return found;
}

/* ---- queries --------------------------------------------------------------------------------- */

static bool asks_fields(const Query *q) {
  return q->measure.n || q->place.n || q->source.n || q->has_number || q->from || q->to;
}

/* The statement for what is asked, and no more, as it may look at every line of the record; the last
   added documents come first. */
static const char *lines_sql(const Query *q, Arena *arena) {
  return arena_printf(
      arena,
      "SELECT d.n, d.id, d.title, d.date, d.version, l.key, l.kind FROM line l CROSS JOIN document d "
      "ON d.n = l.document WHERE %s%s%s%s%s%s%sd.latest = 1 AND d.removed IS NULL "
      "ORDER BY l.document DESC, l.k DESC LIMIT ?8",
      q->measure.n ? "l.measure = (SELECT n FROM name WHERE text = ?1) AND " : "",
      q->has_number ? "l.number = ?4 AND l.kind = 1 AND " : "",
      q->place.n ? "l.place IN (SELECT n FROM name WHERE text LIKE '%%' || ?2 || '%%') AND " : "",
      q->source.n ? "l.source IN (SELECT n FROM name WHERE text LIKE '%%' || ?3 || '%%') AND " : "",
      q->from ? "l.ends >= ?5 AND " : "", q->to ? "l.starts <= ?6 AND " : "",
      q->words.n ? "l.document IN (SELECT n FROM temp.marked) AND " : "");
}

static sqlite3_stmt *ask_lines(Record *r, const Query *q, uint32_t most, Arena *arena) {
  sqlite3_stmt *s = NULL;
  Str none = {NULL, 0};
  if (r->failure.code != STATUS_OK) {
    return NULL;
  }
  sqlite3_finalize(r->asked);
  r->asked = NULL;
  int code = sqlite3_prepare_v2(r->db, lines_sql(q, arena), -1, &s, NULL);
  if (code != SQLITE_OK) {
    store_failed(r, code);
    return NULL;
  }
  r->asked = s;
  const Str words[] = {q->measure, q->place, q->source};
  for (int i = 0; i < 3; i++) {
    Str word = words[i].n ? words[i] : none;
    sqlite3_bind_text64(s, i + 1, word.p, word.n, SQLITE_STATIC, SQLITE_UTF8);
  }
  sqlite3_bind_int64(s, 4, q->number);
  sqlite3_bind_int64(s, 5, q->from);
  sqlite3_bind_int64(s, 6, q->to);
  sqlite3_bind_int64(s, 8, most);
  return s;
}

static Str line_id(Arena *arena, int64_t key, int kind) {
  return str_of(
      arena_printf(arena, "%c-%016llx", kind == ROW_PERSON ? 'p' : 'c', (unsigned long long)key));
}

/* Lines of one document in their own order. */
static void order_lines(HitArray *hits) {
  for (uint32_t first = 0, end; first < hits->n; first = end) {
    for (end = first; end < hits->n && hits->v[end].document == hits->v[first].document; end++) {
    }
    for (uint32_t a = first, b = end - 1; a < b; a++, b--) {
      Hit hit = hits->v[a];
      hits->v[a] = hits->v[b];
      hits->v[b] = hit;
    }
  }
}

static void search_lines(Record *r, const Query *query, Arena *arena, HitArray *hits) {
  sqlite3_stmt *s = ask_lines(r, query, query->most - hits->n, arena);
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

/* Whether any line can have the names that are asked for: else none needs a look. */
static bool has_names(Record *r, const Query *q) {
  static const char measure[] = "SELECT count(*) FROM name WHERE text = ?";
  static const char place[] = "SELECT EXISTS (SELECT 1 FROM name WHERE text LIKE '%' || ? || '%')";
  const Str names[] = {q->measure, q->place, q->source};
  for (int i = 0; i < 3; i++) {
    sqlite3_stmt *s = names[i].n ? store_sql(r, i ? place : measure) : NULL;
    store_bind(r, s, "t", names[i]);
    if (s && !store_integer(r, s)) {
      return false;
    }
  }
  return true;
}

static int search(Record *r, const Query *query, Arena *arena, HitArray *hits, Status *status) {
  if (!asks_fields(query) && query->words.n) {
    return words_find(r, query->words, query->most, arena, hits, status);
  }
  WordsAsked asked;
  int code = query->words.n ? words_begin(&asked, r, query->words, arena, status)
                            : record_failure(r, status);
  if (code == STATUS_OK && has_names(r, query)) {
    if (!query->words.n) {
      search_lines(r, query, arena, hits);
    }
    while (query->words.n && hits->n < query->most && words_mark(&asked)) {
      search_lines(r, query, arena, hits);
    }
    code = record_failure(r, status);
  }
  order_lines(hits);
  return code;
}

int record_search(Record *record, const Query *query, Arena *arena, HitArray *hits,
                  Status *status) {
  memset(hits, 0, sizeof *hits);
  bool begun = temporary_begin(record);
  int code = search(record, query, arena, hits, status);
  temporary_end(record, begun);
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

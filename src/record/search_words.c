/* Search words: full text search. The index knows in which documents a word stands, not where, so that it
   is small; of those that it names, the texts themselves say which have a phrase, and rank. */
#include "record/store.h"

enum { ROUND = 150 }; /* documents whose texts are looked at together, the last added first */

/* ---- what the index is told ------------------------------------------------------------------ */

/* Bytes that may be of a word: what the tokenizer takes for a word, and no sign of ASCII, at which it always
   parts them. Upper case as its small letter; 0: none. */
static char word_byte(char c) {
  if (c >= 'A' && c <= 'Z') {
    return (char)(c + ('a' - 'A'));
  }
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) ? c : 0;
}

Str words_once(Str text, Arena *arena) {
  uint32_t slot_count = 64;
  size_t n = 0;
  while (slot_count < text.n / 3 && slot_count < UINT32_MAX / 2) {
    slot_count *= 2;
  }
  uint32_t *slots = arena_array(arena, uint32_t, slot_count); /* where words begin, + 1 */
  char *out = arena_bytes(arena, text.n + 2);
  for (size_t i = 0; i < text.n; i++) {
    uint32_t hash = 2166136261u;
    size_t from = n;
    for (char c; i < text.n && (c = word_byte(text.p[i])); i++) {
      out[n++] = c;
      hash = (hash ^ (uint8_t)c) * 16777619u;
    }
    if (n == from) {
      continue;
    }
    out[n++] = ' ';
    uint32_t slot = (hash ^ hash >> 15) & (slot_count - 1);
    while (slots[slot] && memcmp(out + slots[slot] - 1, out + from, n - from) != 0) {
      slot = (slot + 1) & (slot_count - 1);
    }
    n = slots[slot] ? from : n;
    slots[slot] = slots[slot] ? slots[slot] : (uint32_t)from + 1;
  }
  return (Str){out, n ? n - 1 : 0};
}

/* ---- what the index is asked ----------------------------------------------------------------- */

/* A table of texts like the index, which knows where words stand. */
static void make_found(Record *r) {
  store_run(r,
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING fts5(title, text, content='', "
            "tokenize='unicode61 remove_diacritics 2');"
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_words USING fts5vocab(temp, found, "
            "instance); INSERT INTO temp.found(found) VALUES ('delete-all')");
}

static void put_found(Record *r, int64_t n, Str title, Str text) {
  sqlite3_stmt *s = store_sql(r, "INSERT INTO temp.found(rowid, title, text) VALUES (?, ?, ?)");
  store_bind(r, s, "itt", n, title, text);
  store_do(r, s);
}

/* The words of a string as the index has them, each of which must be there, into `out`. */
static void ask_string(Record *r, Str string, bool prefix, const char *between, Buffer *out) {
  bool first = true;
  store_run(r, "INSERT INTO temp.found(found) VALUES ('delete-all')");
  put_found(r, 1, (Str){NULL, 0}, string);
  sqlite3_stmt *s = store_sql(r, "SELECT term FROM temp.found_words ORDER BY offset");
  while (store_row(r, s)) {
    buffer_text(out, !first ? " AND " : out->n ? between : "");
    buffer_text(out, first ? "(\"" : "\"");
    buffer_str(out, column_view(s, 0));
    buffer_char(out, '"');
    first = false;
  }
  if (!first) {
    buffer_text(out, prefix ? " *)" : ")");
  }
}

static bool is_bare(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         (c & 0x80);
}

static bool is_operator(Str word) {
  return str_is(word, "AND") || str_is(word, "OR") || str_is(word, "NOT") || str_is(word, "NEAR");
}

/* The next string or word of a query in *rest; false at its end. *before: the sign before it. */
static bool next_word(Str *rest, Str *word, char *before) {
  const char *p = rest->p, *end = p + rest->n;
  for (*before = 0; p < end && !is_bare(*p) && *p != '"'; p++) {
    *before = *p == ' ' ? *before : *p;
  }
  const char *from = p;
  if (p < end && *p == '"') {
    for (p++, from++; p < end && (*p != '"' || (p + 1 < end && p[1] == '"')); p++) {
      p += *p == '"';
    }
    *word = (Str){from, (size_t)(p - from)};
    p += p < end;
  } else {
    while (p < end && is_bare(*p)) {
      p++;
    }
    *word = (Str){from, (size_t)(p - from)};
  }
  *rest = (Str){p, (size_t)(end - p)};
  return from < end;
}

static char sign_behind(Str rest) {
  size_t i = 0;
  while (i < rest.n && rest.p[i] == ' ') {
    i++;
  }
  return i < rest.n ? rest.p[i] : 0;
}

/* All words of the query, or where it has OR or NOT one of them: no document that it means is missed. */
static Str broaden(Record *r, Str words, Arena *arena) {
  Buffer out;
  Str word;
  char before;
  bool any = false;
  buffer_init(&out);
  for (Str rest = words; next_word(&rest, &word, &before);) {
    any |= (str_is(word, "OR") || str_is(word, "NOT")) && word.p[-1] != '"';
  }
  for (Str rest = words; next_word(&rest, &word, &before);) {
    char behind = sign_behind(rest);
    bool string = word.p > words.p && word.p[-1] == '"';
    bool name = behind == ':' || (behind == '}' && !string) || before == '{' || before == ',';
    if (!name && (string || !is_operator(word))) {
      ask_string(r, word, behind == '*', any ? " OR " : " AND ", &out);
    }
  }
  if (out.failed) {
    store_fail(r, STATUS_NO_MEMORY, "no memory");
  }
  Str broad = str_copy(arena, buffer_view(&out));
  buffer_release(&out);
  return broad;
}

/* What FTS5 says of a query; NULL if it takes it. */
static const char *complaint(Record *r, const char *literal, Str words) {
  sqlite3_stmt *s = store_sql(r, literal);
  store_bind(r, s, "t", words);
  int code = s ? sqlite3_step(s) : SQLITE_DONE;
  const char *says = code == SQLITE_ERROR ? sqlite3_errmsg(r->db) : NULL;
  if (code != SQLITE_ROW && code != SQLITE_DONE && code != SQLITE_ERROR) {
    store_failed(r, code);
  }
  return says;
}

/* Finds what the index is to be asked. STATUS_FORMAT where the words are no query: the call alone has
   failed, not the record. */
static int begin(WordsAsked *a, Status *status) {
  static const char exact[] = "SELECT rowid FROM words WHERE words MATCH ? LIMIT 1";
  static const char full[] = "SELECT rowid FROM temp.found WHERE found MATCH ? LIMIT 1";
  make_found(a->r);
  const char *says = complaint(a->r, full, a->words);
  if (says) {
    return status_set(
        status, STATUS_FORMAT, 0,
        "\"%.*s\": %s: words, \"a phrase\", AND, OR, NOT, word*; quote what has signs in it",
        STR_ARG(a->words), says);
  }
  a->exact = !complaint(a->r, exact, a->words);
  a->broad = a->exact ? a->words : broaden(a->r, a->words, a->arena);
  return record_failure(a->r, status);
}

/* ---- what the texts say ---------------------------------------------------------------------- */

/* Puts the texts of the next round into `found`, from those added before document a->last; how many. */
static uint32_t gather(WordsAsked *a) {
  Record *r = a->r;
  KeptArray round = {0};
  sqlite3_stmt *s = store_sql(r, "SELECT " KEPT_COLUMNS
                                 " FROM document WHERE n IN (SELECT rowid FROM words WHERE words "
                                 "MATCH ?1 AND rowid < ?2) AND latest = 1 AND removed IS NULL "
                                 "ORDER BY n DESC LIMIT ?3");
  store_bind(r, s, "tii", a->broad, a->last, (int64_t)ROUND);
  while (a->broad.n && store_row(r, s)) {
    kept_read(s, a->arena, array_add(a->arena, &round));
  }
  store_run(r, "INSERT INTO temp.found(found) VALUES ('delete-all')");
  for (uint32_t i = 0; i < round.n; i++) {
    Str text;
    record_body(r, &round.v[i], PART_TEXT, a->arena, &text);
    put_found(r, round.v[i].n, round.v[i].title, text);
    a->last = round.v[i].n;
  }
  return round.n;
}

/* Documents of the round, the best first. */
static void take_round(WordsAsked *a, uint32_t most, HitArray *hits) {
  sqlite3_stmt *s = store_sql(a->r,
                              "SELECT d.n, d.id, d.title, d.date, d.version FROM temp.found JOIN "
                              "document d ON d.n = found.rowid WHERE found MATCH ? ORDER BY "
                              "found.rank, d.id");
  store_bind(a->r, s, "t", a->words);
  while (hits->n < most && store_row(a->r, s)) {
    Hit *hit = array_add(a->arena, hits);
    hit->document = sqlite3_column_int64(s, 0);
    hit->id = column_text(s, 1, a->arena);
    hit->title = column_text(s, 2, a->arena);
    hit->date = column_text(s, 3, a->arena);
    hit->version = (uint32_t)sqlite3_column_int64(s, 4);
  }
  if (s) {
    sqlite3_reset(s);
  }
}

int words_begin(WordsAsked *asked, Record *r, Str words, Arena *arena, Status *status) {
  *asked = (WordsAsked){.r = r, .words = words, .arena = arena, .last = INT64_MAX};
  store_run(r, "CREATE TABLE IF NOT EXISTS temp.marked(n INTEGER PRIMARY KEY)");
  return begin(asked, status);
}

int words_find(Record *r, Str words, uint32_t most, Arena *arena, HitArray *hits, Status *status) {
  WordsAsked a;
  int code = words_begin(&a, r, words, arena, status);
  while (code == STATUS_OK && hits->n < most && gather(&a)) {
    take_round(&a, most, hits);
    code = record_failure(r, status);
  }
  return code;
}

bool words_mark(WordsAsked *asked) {
  Record *r = asked->r;
  sqlite3_stmt *s;
  store_run(r, "DELETE FROM temp.marked");
  if (asked->exact && asked->last == INT64_MAX) { /* all at once */
    s = store_sql(r, "INSERT INTO temp.marked SELECT rowid FROM words WHERE words MATCH ?");
    asked->last = 0;
  } else if (!asked->exact && gather(asked)) {
    s = store_sql(r, "INSERT INTO temp.marked SELECT rowid FROM temp.found WHERE found MATCH ?");
  } else {
    return false;
  }
  store_bind(r, s, "t", asked->words);
  store_do(r, s);
  return r->failure.code == STATUS_OK;
}

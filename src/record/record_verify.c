/* Record verify: the file, the chains and what the entries say of the tables. The documents are
   checked in verify_documents.c. What is wrong is told, and the rest is checked all the same. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "record/verify.h"

/* One line for people, cut where it is too long. */
static void tell_line(Verify *v, const char *format, va_list arguments) {
  char line[700];
  int n = vsnprintf(line, sizeof line, format, arguments);
  size_t size = n < 0 ? 0 : (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
  if (!v->stopped && v->tell(v->context, (Str){line, size}) != 0) {
    v->stopped = true;
  }
}

void verify_say(Verify *v, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  v->result->problems++;
  tell_line(v, format, arguments);
  va_end(arguments);
}

void verify_note(Verify *v, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  tell_line(v, format, arguments);
  va_end(arguments);
}

bool verify_goes_on(Verify *v, const char *what) {
  Record *r = v->r;
  if (r->failure.code != STATUS_OK && r->failure.code != STATUS_NO_MEMORY) {
    verify_say(v, "%s: cannot be read: %s", what, r->failure.message);
    memset(&r->failure, 0, sizeof r->failure);
  }
  return r->failure.code == STATUS_OK && !v->stopped;
}

/* ---- the file -------------------------------------------------------------------------------- */

static void check_pages(Verify *v) {
  sqlite3_stmt *s = store_sql(v->r, "PRAGMA integrity_check(100)");
  while (store_row(v->r, s)) {
    Str line = column_view(s, 0);
    if (!str_is(line, "ok")) {
      verify_say(v, "file: %.*s", STR_ARG(line));
    }
  }
  verify_goes_on(v, "file");
  s = store_sql(v->r, "PRAGMA foreign_key_check");
  while (store_row(v->r, s)) {
    Str table = column_view(s, 0);
    verify_say(v, "table %.*s: row %lld names what is not there", STR_ARG(table),
               (long long)sqlite3_column_int64(s, 1));
  }
  verify_goes_on(v, "file");
}

/* Full text search has a check of its own, which needs a file that can be written. */
static void check_words(Verify *v) {
  if (sqlite3_db_readonly(v->r->db, "main") == 1) {
    return;
  }
  store_run(v->r, "PRAGMA query_only = OFF; INSERT INTO words(words) VALUES ('integrity-check')");
  verify_goes_on(v, "index of words");
  if (!v->r->writes) {
    store_run(v->r, "PRAGMA query_only = ON");
  }
}

/* The tables are those of the schema, word for word. */
static void check_schema(Verify *v) {
  static const char list[] =
      "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)) "
      "FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' "
      "ORDER BY type, name)";
  Record plain = {.path = (char *)":memory:"};
  store_open(&plain, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  store_run(&plain, record_schema);
  sqlite3_stmt *mine = store_sql(&plain, list), *theirs = store_sql(v->r, list);
  if (store_row(&plain, mine) && store_row(v->r, theirs) &&
      !str_equal(column_view(mine, 0), column_view(theirs, 0))) {
    verify_say(v, "schema: is not that of version %d", RECORD_VERSION);
  }
  if (theirs) {
    sqlite3_reset(theirs);
  }
  store_close(&plain);
  if (plain.failure.code == STATUS_NO_MEMORY) {
    store_fail(v->r, STATUS_NO_MEMORY, "no memory");
  }
  verify_goes_on(v, "schema");
}

/* ---- the chains ------------------------------------------------------------------------------ */

typedef struct Chain {
  int64_t author;
  char key[80], name[160];
  uint64_t seq; /* of the last entry that was seen */
  int64_t n;
  Digest head;
} Chain;

static void check_entry(Verify *v, Chain *c, sqlite3_stmt *s) {
  int64_t n = sqlite3_column_int64(s, 0);
  uint64_t seq = (uint64_t)sqlite3_column_int64(s, 1);
  Digest seal = column_digest(s, 6), digest = column_digest(s, 7);
  Str payload = column_view(s, 4), salt = column_view(s, 5);
  v->result->entries++;
  if (seq != c->seq + 1) {
    verify_say(v, "log of %s: entry %llu is missing", c->name, (unsigned long long)c->seq + 1);
  }
  if (n <= c->n) {
    verify_say(v, "log entry %lld: stands before an earlier one of its author", (long long)n);
  }
  if (payload.n || salt.n) {
    Digest now = seal_bytes(v->r, salt, payload);
    if (memcmp(&now, &seal, sizeof now) != 0) {
      verify_say(v, "log entry %lld: what it says was changed", (long long)n);
    }
  } else {
    array_push(v->arena, &v->redacted, n);
  }
  Digest now =
      seal_entry(v->r, str_of(c->key), seq, column_view(s, 2), column_view(s, 3), &seal, &c->head);
  if (memcmp(&now, &digest, sizeof now) != 0) {
    verify_say(v, "log entry %lld: does not follow from the one before it in the log of %s",
               (long long)n, c->name);
  }
  c->head = digest;
  c->seq = seq;
  c->n = n;
}

static void check_chain(Verify *v, Chain *c, uint64_t seq, const Digest *head) {
  sqlite3_stmt *s = store_sql(v->r,
                              "SELECT n, seq, at, kind, payload, salt, seal, digest FROM log "
                              "WHERE author = ? ORDER BY seq");
  store_bind(v->r, s, "i", c->author);
  while (store_row(v->r, s)) {
    check_entry(v, c, s);
  }
  if (verify_goes_on(v, "log") && (c->seq != seq || memcmp(&c->head, head, sizeof *head) != 0)) {
    verify_say(v, "log of %s: does not end in its head: entries are missing or were changed",
               c->name);
  }
}

static void check_author(Verify *v, sqlite3_stmt *s) {
  Str key = column_view(s, 1), name = column_view(s, 2), salt = column_view(s, 3);
  Digest seal = column_digest(s, 4), head = column_digest(s, 6);
  Chain c = {.author = sqlite3_column_int64(s, 0)};
  snprintf(c.key, sizeof c.key, "%.*s", STR_ARG(key));
  snprintf(c.name, sizeof c.name, "%.*s", STR_ARG(name.n ? name : key));
  v->result->authors++;
  if (name.n || salt.n) {
    Digest now = seal_bytes(v->r, salt, name);
    if (memcmp(&now, &seal, sizeof now) != 0) {
      verify_say(v, "author %lld: the name was changed", (long long)c.author);
    }
  }
  c.head = seal_author(v->r, key, &seal);
  if (sqlite3_column_type(s, 7) != SQLITE_NULL) { /* goes on behind an entry of another row */
    c.head = column_digest(s, 7);
    c.seq = (uint64_t)sqlite3_column_int64(s, 8);
  }
  check_chain(v, &c, (uint64_t)sqlite3_column_int64(s, 5), &head);
}

static void check_log(Verify *v) {
  sqlite3_stmt *s =
      store_sql(v->r,
                "SELECT a.n, a.key, a.name, a.salt, a.seal, a.seq, a.head, a.fork, coalesce((SELECT "
                "l.seq FROM log l WHERE l.digest = a.fork), 0) FROM author a ORDER BY a.n");
  while (store_row(v->r, s)) {
    check_author(v, s);
  }
  verify_goes_on(v, "authors");
  s = store_sql(v->r, "SELECT count(*) = coalesce(max(n), 0) AND coalesce(min(n), 1) = 1 FROM log");
  if (!store_integer(v->r, s) && verify_goes_on(v, "log")) {
    verify_say(v, "log: numbers of entries are missing");
  }
}

/* ---- what the entries say -------------------------------------------------------------------- */

/* Rows of a query, each a problem; its columns: a number and a name. */
static void tell_rows(Verify *v, const char *sql, const char *format) {
  sqlite3_stmt *s = store_sql(v->r, sql);
  while (store_row(v->r, s)) {
    verify_say(v, format, (long long)sqlite3_column_int64(s, 0));
  }
  verify_goes_on(v, "log");
}

/* The seals that an entry has added are those that it tells of. */
static void check_seals(Verify *v, int64_t entry, bool joined) {
  char now[72];
  sqlite3_stmt *s = store_sql(v->r,
                              "SELECT payload ->> '$.seals' FROM log WHERE n = ? AND kind IN ('add', "
                              "'reread') AND payload IS NOT NULL AND (n NOT IN (SELECT entry FROM "
                              "joined) OR ?2)");
  store_bind(v->r, s, "ii", entry, (int64_t)joined);
  digest_write(seal_end(v->r, &v->seals), now);
  if (store_row(v->r, s)) {
    if (!str_is(column_view(s, 0), now)) {
      verify_say(v, "log entry %lld: documents that it added are missing or were changed",
                 (long long)entry);
    }
    sqlite3_reset(s);
  }
}

/* All seals, by the entry that added them; then the entries that have none. */
static void check_added(Verify *v) {
  int64_t entry = 0;
  sqlite3_stmt *s = store_sql(v->r,
                              "SELECT entry, n AS document, 0 AS part, 0 AS reading, seal FROM "
                              "document UNION ALL SELECT entry, document, part, reading, seal FROM "
                              "body ORDER BY 1, 2, 3, 4");
  buffer_clear(&v->seals);
  while (store_row(v->r, s)) {
    int64_t of = sqlite3_column_int64(s, 0);
    if (entry && of != entry) {
      check_seals(v, entry, false);
      buffer_clear(&v->seals);
    }
    entry = of;
    buffer_str(&v->seals, column_view(s, 4));
  }
  if (entry) {
    check_seals(v, entry, false);
  }
  verify_goes_on(v, "log");
  tell_rows(v,
            "SELECT n FROM log WHERE kind IN ('add', 'reread') AND payload IS NOT NULL AND n NOT IN "
            "(SELECT entry FROM document UNION SELECT entry FROM body UNION SELECT entry FROM joined)",
            "log entry %lld: documents that it added are missing or were changed");
}

/* Entries of another record: what they added is listed with them, and is here, or was here already. */
static void check_joined(Verify *v) {
  int64_t entry = 0;
  sqlite3_stmt *s = store_sql(v->r, "SELECT entry, seal FROM joined ORDER BY entry, k");
  buffer_clear(&v->seals);
  while (store_row(v->r, s)) {
    int64_t of = sqlite3_column_int64(s, 0);
    if (entry && of != entry) {
      check_seals(v, entry, true);
      buffer_clear(&v->seals);
    }
    entry = of;
    buffer_str(&v->seals, column_view(s, 1));
  }
  if (entry) {
    check_seals(v, entry, true);
  }
  verify_goes_on(v, "log");
  tell_rows(v,
            "SELECT DISTINCT entry FROM (SELECT entry, seal FROM document WHERE entry IN (SELECT "
            "entry FROM joined) UNION ALL SELECT entry, seal FROM body WHERE entry IN (SELECT entry "
            "FROM joined) EXCEPT SELECT entry, seal FROM joined)",
            "log entry %lld: has documents that it did not add");
}

/* Texts are texts and bytes bytes: a bit makes one the other, and leaves what they say. */
static void check_types(Verify *v) {
  tell_rows(v,
            "SELECT n FROM document WHERE typeof(id) <> 'text' OR 'blob' IN (typeof(path), "
            "typeof(day), typeof(title), typeof(date), typeof(publisher), typeof(url)) OR 'text' IN "
            "(typeof(original_hash), typeof(hash), typeof(salt), typeof(seal))",
            "document %lld: a text of its row is none any more, or bytes are a text");
  tell_rows(v,
            "SELECT n FROM log WHERE 'blob' IN (typeof(at), typeof(kind), typeof(payload)) OR 'text' "
            "IN (typeof(salt), typeof(seal), typeof(digest))",
            "log entry %lld: a text of it is none any more, or bytes are a text");
  tell_rows(v,
            "SELECT n FROM author WHERE 'blob' IN (typeof(key), typeof(name)) OR 'text' IN "
            "(typeof(salt), typeof(seal), typeof(head))",
            "author %lld: a text is none any more, or bytes are a text");
  tell_rows(v,
            "SELECT n FROM reading WHERE 'blob' IN (typeof(program), typeof(pack), typeof(places)) "
            "OR typeof(usual) = 'text'",
            "reading %lld: a text of it is none any more, or bytes are a text");
  tell_rows(v, "SELECT document FROM body WHERE 'text' IN (typeof(bytes), typeof(seal))",
            "document %lld: bytes of it are a text");
  tell_rows(v, "SELECT n FROM name WHERE typeof(text) = 'blob'", "name %lld: is no text any more");
  tell_rows(v,
            "SELECT count(*) FROM record WHERE 'blob' IN (typeof(key), typeof(value)) HAVING "
            "count(*) > 0",
            "record: %lld of its values are no text any more");
}

static void check_usual(Verify *v) {
  sqlite3_stmt *s = store_sql(v->r, "SELECT n, usual, crc FROM reading");
  while (store_row(v->r, s)) {
    if (sqlite3_column_type(s, 2) != SQLITE_INTEGER ||
        sqlite3_column_int64(s, 2) != packed_crc(column_view(s, 1))) {
      verify_say(v, "reading %lld: what is usual in it is not as it was written",
                 (long long)sqlite3_column_int64(s, 0));
    }
  }
}

static void check_state(Verify *v) {
  check_types(v);
  check_usual(v);
  tell_rows(v,
            "SELECT l.n FROM log l WHERE payload IS NULL AND NOT EXISTS (SELECT 1 FROM log r, "
            "json_each(r.payload, '$.redacted') e WHERE r.kind = 'remove' AND e.value = "
            "lower(hex(l.digest)))",
            "log entry %lld: what it says is missing, though nobody erased it");
  tell_rows(
      v,
      "SELECT n FROM document d WHERE purged = 1 AND NOT EXISTS (SELECT 1 FROM log r, "
      "json_each(r.payload, '$.documents') e WHERE r.kind = 'remove' AND r.payload ->> '$.purge' "
      "= 1 AND e.value = lower(hex(d.seal)))",
      "document %lld: was erased without a decision");
  tell_rows(v,
            "SELECT n FROM document d WHERE latest <> NOT EXISTS (SELECT 1 FROM document f WHERE "
            "f.follows = d.n)",
            "document %lld: whether it is the latest capture was changed");
  tell_rows(
      v,
      "SELECT d.n FROM document d WHERE d.reading <> (SELECT max(b.reading) FROM body b WHERE "
      "b.document = d.n AND b.part = 3)",
      "document %lld: with what it was read was changed");
  tell_rows(v,
            "SELECT count(*) FROM record WHERE key IN ('id', 'created', 'program') AND value = "
            "(SELECT payload ->> key FROM log WHERE kind = 'init' AND n = 1) HAVING count(*) <> 3 OR "
            "(SELECT count(*) FROM record) <> 3",
            "record: its values were changed: %lld are as they were");
}

/* What a decision is on must have been there. */
static void check_named(Verify *v) {
  tell_rows(v,
            "SELECT l.n FROM log l WHERE l.kind IN ('transcript', 'translation', 'origin') AND "
            "(NOT EXISTS (SELECT 1 FROM document d WHERE d.id = l.payload ->> '$.document' OR "
            "d.purged = 1) OR NOT EXISTS (SELECT 1 FROM document d WHERE d.id = l.payload ->> "
            "'$.other' OR d.purged = 1)) AND l.payload IS NOT NULL",
            "log entry %lld: is about a document that the record has not");
}

/* Which documents are removed follows from the decisions that stand. */
static void check_removed(Verify *v) {
  LogArray entries;
  record_log_read(v->r, v->arena, &entries);
  if (!verify_goes_on(v, "log")) {
    return;
  }
  Map marks;
  map_init(&marks, v->arena);
  for (uint32_t i = 0; i < entries.n; i++) {
    DocumentNumbers numbers = {0};
    if (str_is(entries.v[i].kind, "remove") && !entries.v[i].undone_by) {
      removal_documents(v->r, entries.v[i].n, v->arena, &numbers);
    }
    for (uint32_t k = 0; k < numbers.n; k++) { /* the first one counts */
      map_put(&marks, str_of(arena_printf(v->arena, "%lld", (long long)numbers.v[k])),
              (uint32_t)entries.v[i].n, NULL);
    }
  }
  uint32_t marked = 0;
  sqlite3_stmt *s = store_sql(v->r, "SELECT n, removed FROM document WHERE removed IS NOT NULL");
  while (store_row(v->r, s)) {
    int64_t n = sqlite3_column_int64(s, 0);
    const uint32_t *by =
        map_find(&marks, str_of(arena_printf(v->arena, "%lld", (long long)n)));
    marked += by != NULL;
    if (!by || *by != (uint32_t)sqlite3_column_int64(s, 1)) {
      verify_say(v, "document %lld: is marked as removed without a decision that stands",
                 (long long)n);
    }
  }
  if (marked != marks.n && verify_goes_on(v, "documents")) {
    verify_say(v, "documents: %u were removed, but are not marked so", marks.n - marked);
  }
  verify_goes_on(v, "documents");
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void check_all(Verify *v, uint32_t threads) {
  check_pages(v);
  check_schema(v);
  check_words(v);
  /* from here on all is of one moment */
  record_ask_begin(v->r);
  check_log(v);
  check_added(v);
  check_joined(v);
  check_state(v);
  check_named(v);
  check_removed(v);
  verify_events(v);
  verify_documents(v, threads);
  record_ask_end(v->r);
}

int record_verify(Record *record, uint32_t threads, int (*tell)(void *context, Str problem), void *context,
                  Verified *verified, Status *status) {
  Arena arena;
  jmp_buf jump;
  Verify v = {.r = record, .tell = tell, .context = context, .result = verified, .arena = &arena};
  memset(verified, 0, sizeof *verified);
  arena_init(&arena);
  buffer_init(&v.seals);
  if (arena_guard(&arena, &jump)) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  } else {
    check_all(&v, threads);
  }
  buffer_release(&v.seals);
  arena_release(&arena);
  return record_failure(record, status);
}

void record_heads(Record *record, Buffer *out) {
  sqlite3_stmt *s = store_sql(record,
                              "SELECT coalesce(name, key), seq, lower(hex(head)) FROM author "
                              "ORDER BY 1, key");
  while (store_row(record, s)) {
    Str name = column_view(s, 0);
    buffer_format(out, "head %.*s %lld %s\n", STR_ARG(name), (long long)sqlite3_column_int64(s, 1),
                  (const char *)sqlite3_column_text(s, 2));
  }
}

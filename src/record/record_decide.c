/* Record decide: decisions of people, what stands of them, removal, and taking back. */
#include "base/json_write.h"
#include "record/store.h"

enum { UNDOS = 64, VERSIONS = 4096 };

/* ---- what stands ----------------------------------------------------------------------------- */

static const char *const decision_kinds[] = {
    "set",      "reject", "add_claim", "add_person", "accept",     "note",
    "together", "apart",  "origin",    "transcript", "translation", "remove"};

static bool is_decision(Str kind) {
  for (size_t i = 0; i < sizeof decision_kinds / sizeof *decision_kinds; i++) {
    if (str_is(kind, decision_kinds[i])) {
      return true;
    }
  }
  return false;
}

void record_decisions(Record *record, Arena *arena, DecisionArray *decisions) {
  LogArray entries;
  memset(decisions, 0, sizeof *decisions);
  record_log_read(record, arena, &entries);
  for (uint32_t i = 0; i < entries.n; i++) {
    const LogEntry *e = &entries.v[i];
    if (!e->undone_by && e->payload.n && is_decision(e->kind)) {
      array_push(arena, decisions, e->says);
    }
  }
}

int64_t record_decide(Record *record, const Decision *decision) {
  const struct {
    const char *key;
    Str value;
  } fields[] = {
      {"document", decision->document}, {"hash", decision->hash},
      {"claim", decision->claim},       {"span", decision->span},
      {"quote", decision->quote},       {"measure", decision->measure},
      {"field", decision->field},       {"before", decision->before},
      {"value", decision->value},       {"other", decision->other},
      {"reason", decision->reason},     {"blind", decision->blind},
      {"maker", decision->maker},       {"made", decision->made},
  };
  Buffer payload;
  Json j;
  buffer_init(&payload);
  json_begin(&j, &payload);
  json_object(&j);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (fields[i].value.n) {
      json_key(&j, fields[i].key);
      json_str(&j, fields[i].value);
    }
  }
  json_end(&j);
  if (payload.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  int64_t n = 0;
  for (size_t i = 0; i < sizeof decision_kinds / sizeof *decision_kinds; i++) {
    if (str_is(decision->kind, decision_kinds[i])) {
      n = record_log(record, decision_kinds[i], buffer_view(&payload));
    }
  }
  buffer_release(&payload);
  return n;
}

/* The entry that takes back entry n and stands itself; 0 if none does. */
static int64_t undone_by(Record *r, int64_t n) {
  int64_t undos[UNDOS];
  int count = 0;
  sqlite3_stmt *s = store_sql(r,
                              "SELECT n FROM log WHERE kind = 'undo' AND n > ?1 "
                              "AND payload ->> '$.entry' = (SELECT lower(hex(t.digest)) FROM log "
                              "t WHERE t.n = ?1) ORDER BY n");
  store_bind(r, s, "i", n);
  while (store_row(r, s)) {
    undos[count < UNDOS ? count++ : UNDOS - 1] = sqlite3_column_int64(s, 0);
  }
  for (int i = 0; i < count; i++) {
    if (!undone_by(r, undos[i])) {
      return undos[i];
    }
  }
  return 0;
}

/* ---- removal --------------------------------------------------------------------------------- */

/* Numbers of the versions of a document that a removal concerns: what is not removed yet, or to erase it
   all that is there. */
static uint32_t versions_of(Record *r, Str id, bool purge, int64_t *numbers) {
  uint32_t n = 0;
  sqlite3_stmt *s = store_sql(r,
                              "SELECT n FROM document WHERE id = ?1 AND purged = 0 AND (?2 OR "
                              "removed IS NULL) ORDER BY n");
  store_bind(r, s, "ti", id, (int64_t)purge);
  while (store_row(r, s) && n < VERSIONS) {
    numbers[n++] = sqlite3_column_int64(s, 0);
  }
  if (s) {
    sqlite3_reset(s);
  }
  return n;
}

void removal_documents(Record *r, int64_t n, Arena *arena, DocumentNumbers *numbers) {
  sqlite3_stmt *s = store_sql(
      r,
      "WITH taken(id, seal) AS (SELECT l.payload ->> '$.document', e.value FROM log l, "
      "json_each(l.payload, '$.documents') e WHERE l.n = ?1) "
      "SELECT d.n FROM taken JOIN document d ON d.id = taken.id WHERE lower(hex(d.seal)) = taken.seal "
      "UNION SELECT d.n FROM taken JOIN document d ON d.sealed_id = taken.id WHERE "
      "lower(hex(d.seal)) = taken.seal "
      "UNION SELECT j.document FROM taken JOIN joined j ON lower(hex(j.seal)) = taken.seal WHERE "
      "taken.id IS NOT NULL AND j.document IS NOT NULL "
      "UNION SELECT d.n FROM document d WHERE d.purged = 1 AND lower(hex(d.seal)) IN (SELECT seal "
      "FROM taken WHERE id IS NULL) ORDER BY 1");
  memset(numbers, 0, sizeof *numbers);
  store_bind(r, s, "i", n);
  while (store_row(r, s)) {
    array_push(arena, numbers, sqlite3_column_int64(s, 0));
  }
}

static void mark_removed(Record *r, int64_t removal, Arena *arena) {
  DocumentNumbers numbers;
  removal_documents(r, removal, arena, &numbers);
  for (uint32_t i = 0; i < numbers.n; i++) {
    sqlite3_stmt *s =
        store_sql(r, "UPDATE document SET removed = ?1 WHERE removed IS NULL AND n = ?2");
    store_bind(r, s, "ii", removal, numbers.v[i]);
    store_do(r, s);
  }
}

static void mark_all(void *context, Arena *arena) {
  Record *r = context;
  store_run(r, "UPDATE document SET removed = NULL WHERE removed IS NOT NULL");
  for (int64_t n = 0; r->failure.code == STATUS_OK;) {
    sqlite3_stmt *s =
        store_sql(r, "SELECT coalesce(min(n), 0) FROM log WHERE kind = 'remove' AND n > ?");
    store_bind(r, s, "i", n);
    n = store_integer(r, s);
    if (!n) {
      break;
    }
    if (!undone_by(r, n)) {
      mark_removed(r, n, arena);
    }
  }
}

void settle_removals(Record *r) {
  store_guarded(r, mark_all, r);
}

/* Takes the words of a document out of the index, which needs them once more. */
static void forget_words(Record *r, int64_t document, Arena *arena) {
  Kept d = {.n = document};
  Str text;
  sqlite3_stmt *s = store_sql(r, "SELECT title FROM document WHERE n = ?");
  store_bind(r, s, "i", document);
  if (store_row(r, s)) {
    d.title = column_text(s, 0, arena);
    sqlite3_reset(s);
  }
  record_body(r, &d, PART_TEXT, arena, &text);
  s = store_sql(r, "INSERT INTO words(words, rowid, title, text) VALUES ('delete', ?, ?, ?)");
  store_bind(r, s, "itt", document, d.title, words_once(text, arena));
  store_do(r, s);
}

typedef struct Forget {
  Record *r;
  const int64_t *documents;
  uint32_t count;
} Forget;

static void forget_bodies(void *context, Arena *arena) {
  const Forget *f = context;
  for (uint32_t i = 0; i < f->count; i++) {
    static const char *const erase[] = {"DELETE FROM line WHERE document = ?",
                                        "UPDATE body SET bytes = NULL, crc = NULL, size = 0 WHERE document = ?",
                                        "UPDATE document SET purged = 1, id = 'purged-' || n, path "
                                        "= NULL, day = NULL, title = NULL, "
                                        "date = NULL, publisher = NULL, url = NULL, url_key = "
                                        "NULL, original_hash = NULL, hash = NULL, salt = NULL, "
                                        "size = 0, figures = 0, lines = 0 WHERE n = ?"};
    forget_words(f->r, f->documents[i], arena);
    for (size_t k = 0; k < sizeof erase / sizeof *erase; k++) {
      sqlite3_stmt *s = store_sql(f->r, erase[k]);
      store_bind(f->r, s, "i", f->documents[i]);
      store_do(f->r, s);
    }
    arena_clear(arena);
  }
  store_run(f->r,
            "DELETE FROM name WHERE n NOT IN (SELECT measure FROM line WHERE measure IS NOT NULL "
            "UNION SELECT place FROM line WHERE place IS NOT NULL UNION SELECT source FROM line "
            "WHERE source IS NOT NULL); INSERT INTO words(words) VALUES ('optimize')");
}

/* The first column of each row, as text, into the list. */
static void list_texts(Record *r, sqlite3_stmt *s, Json *j) {
  while (store_row(r, s)) {
    json_str(j, column_view(s, 0));
  }
}

/* Empties the entries that name the document; their digests into the list. */
static void redact(Record *r, Str id, Json *j) {
  sqlite3_stmt *s = store_sql(
      r, "SELECT lower(hex(digest)) FROM log WHERE payload ->> '$.document' = ? ORDER BY n");
  store_bind(r, s, "t", id);
  list_texts(r, s, j);
  s = store_sql(r, "UPDATE log SET payload = NULL, salt = NULL WHERE payload ->> '$.document' = ?");
  store_bind(r, s, "t", id);
  store_do(r, s);
}

/* Documents and entries are named by seal and digest, which are the same in every record. */
static void remove_payload(Record *r, Json *j, Str id, const int64_t *numbers, uint32_t n,
                           bool purge, Str reason) {
  json_object(j);
  if (!purge) {
    json_key(j, "document");
    json_str(j, id);
  }
  json_key(j, "documents");
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    sqlite3_stmt *s = store_sql(r, "SELECT lower(hex(seal)) FROM document WHERE n = ?");
    store_bind(r, s, "i", numbers[i]);
    list_texts(r, s, j);
  }
  json_end(j);
  if (purge) {
    json_key(j, "purge");
    json_bool(j, true);
    json_key(j, "redacted");
    json_array(j);
    redact(r, id, j);
    json_end(j);
  }
  json_key(j, "reason");
  json_str(j, reason);
  json_end(j);
}

/* Why there is nothing to remove. */
static int nothing_removed(Record *r, Str id, Status *status) {
  sqlite3_stmt *s = store_sql(
      r, "SELECT coalesce(max(removed), 0) FROM document WHERE id = ? AND removed IS NOT NULL");
  store_bind(r, s, "t", id);
  int64_t by = store_integer(r, s);
  if (by) {
    return status_set(status, STATUS_NOT_FOUND, 0,
                      "%.*s: was removed already, by entry %lld of the log: according undo takes "
                      "that back, remove --purge erases it",
                      STR_ARG(id), (long long)by);
  }
  return status_set(status, STATUS_NOT_FOUND, 0,
                    "%.*s: no document of the record has this id: see according list",
                    STR_ARG(id));
}

int record_remove(Record *record, Str id, bool purge, Str reason, Status *status) {
  int64_t numbers[VERSIONS];
  Buffer payload;
  Json j;
  uint32_t n = versions_of(record, id, purge, numbers);
  if (record->failure.code == STATUS_OK && !n) {
    return nothing_removed(record, id, status);
  }
  buffer_init(&payload);
  json_begin(&j, &payload);
  remove_payload(record, &j, id, numbers, n, purge, reason);
  if (payload.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  record_log(record, "remove", buffer_view(&payload));
  buffer_release(&payload);
  if (purge && record->failure.code == STATUS_OK) {
    Forget forget = {record, numbers, n};
    store_guarded(record, forget_bodies, &forget);
  }
  settle_removals(record);
  return record_failure(record, status);
}

/* ---- taking back ----------------------------------------------------------------------------- */

/* Why entry n cannot be taken back; NULL if it can. */
static const char *why_not(Record *r, int64_t n) {
  const char *why = NULL;
  sqlite3_stmt *s = store_sql(r,
                              "SELECT kind, payload IS NULL, coalesce(payload ->> '$.purge', 0) "
                              "FROM log WHERE n = ?");
  store_bind(r, s, "i", n);
  if (!store_row(r, s)) {
    return "the log has no such entry: see according log";
  }
  Str kind = column_view(s, 0);
  if (!is_decision(kind) && !str_is(kind, "undo")) {
    why = "is no decision: only decisions can be taken back (documents with according remove)";
  } else if (sqlite3_column_int(s, 1)) {
    why = "was erased: there is nothing left to take back";
  } else if (sqlite3_column_int(s, 2)) {
    why = "erased what it removed: add the documents again";
  }
  sqlite3_reset(s);
  return why ? why : undone_by(r, n) ? "was taken back already: see according log" : NULL;
}

int record_undo(Record *record, int64_t n, Str reason, Status *status) {
  Buffer payload;
  Json j;
  const char *why = why_not(record, n);
  if (record->failure.code == STATUS_OK && why) {
    return status_set(status, STATUS_NOT_FOUND, 0, "entry %lld: %s", (long long)n, why);
  }
  buffer_init(&payload);
  json_begin(&j, &payload);
  json_object(&j);
  json_key(&j, "entry");
  sqlite3_stmt *s = store_sql(record, "SELECT lower(hex(digest)) FROM log WHERE n = ?");
  store_bind(record, s, "i", n);
  list_texts(record, s, &j);
  json_key(&j, "reason");
  json_str(&j, reason);
  json_end(&j);
  if (payload.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  record_log(record, "undo", buffer_view(&payload));
  buffer_release(&payload);
  settle_removals(record);
  return record_failure(record, status);
}

/* Record documents: what is in the record, read back. */
#include "record/store.h"

void kept_read(sqlite3_stmt *s, Arena *arena, Kept *d) {
  memset(d, 0, sizeof *d);
  d->n = sqlite3_column_int64(s, 0);
  d->id = column_text(s, 1, arena);
  d->path = column_text(s, 2, arena);
  d->day = column_text(s, 3, arena);
  d->version = (uint32_t)sqlite3_column_int64(s, 4);
  d->form = (Form)sqlite3_column_int(s, 5);
  d->is_latest = sqlite3_column_int(s, 6) != 0;
  d->is_removed = sqlite3_column_type(s, 7) != SQLITE_NULL;
  d->is_purged = sqlite3_column_int(s, 8) != 0;
  d->original_hash = column_digest(s, 9);
  d->hash = column_digest(s, 10);
  d->size = (uint64_t)sqlite3_column_int64(s, 11);
  d->title = column_text(s, 12, arena);
  d->date = column_text(s, 13, arena);
  d->publisher = column_text(s, 14, arena);
  d->url = column_text(s, 15, arena);
  d->figures = (uint32_t)sqlite3_column_int64(s, 16);
  d->lines = (uint32_t)sqlite3_column_int64(s, 17);
  d->seal = column_digest(s, 18);
  d->follows = sqlite3_column_int64(s, 19);
  d->followed_seal = column_digest(s, 20);
  d->reading = sqlite3_column_int64(s, 21);
  d->sealed_id = column_text(s, 22, arena);
  d->sealed_version = (uint32_t)sqlite3_column_int64(s, 23);
}

/* The documents of the record's moment. */
static void documents_then(Record *r, Which which, Arena *arena, KeptArray *documents) {
  KeptArray all = {0};
  sqlite3_stmt *s = store_sql(r, "SELECT " KEPT_COLUMNS
                                 ", EXISTS (SELECT 1 FROM document f WHERE f.follows = document.n "
                                 "AND f.entry <= ?1) FROM document WHERE entry <= ?1 ORDER BY id, "
                                 "version");
  store_bind(r, s, "i", r->moment);
  while (store_row(r, s)) {
    Kept *d = array_add(arena, &all);
    kept_read(s, arena, d);
    d->is_latest = !sqlite3_column_int(s, KEPT_COLUMN_COUNT);
  }
  kept_removed_then(r, arena, &all);
  for (uint32_t i = 0; i < all.n; i++) {
    const Kept *d = &all.v[i];
    if (which == WHICH_ALL || (d->is_latest && !d->is_removed)) {
      array_push(arena, documents, *d);
    }
  }
}

void record_documents(Record *record, Which which, Arena *arena, KeptArray *documents) {
  memset(documents, 0, sizeof *documents);
  if (record->moment) {
    documents_then(record, which, arena, documents);
    return;
  }
  sqlite3_stmt *s =
      which == WHICH_ALL
          ? store_sql(record, "SELECT " KEPT_COLUMNS " FROM document ORDER BY id, version")
          : store_sql(record, "SELECT " KEPT_COLUMNS
                              " FROM document WHERE latest = 1 AND removed IS "
                              "NULL ORDER BY id, version");
  while (store_row(record, s)) {
    kept_read(s, arena, array_add(arena, documents));
  }
}

void record_versions(Record *record, Str id, Arena *arena, KeptArray *documents) {
  memset(documents, 0, sizeof *documents);
  sqlite3_stmt *s = store_sql(record, "SELECT " KEPT_COLUMNS
                                      " FROM document WHERE id = ? AND purged "
                                      "= 0 ORDER BY version DESC");
  store_bind(record, s, "t", id);
  while (store_row(record, s)) {
    kept_read(s, arena, array_add(arena, documents));
  }
}

bool record_document(Record *record, int64_t n, Arena *arena, Kept *document) {
  sqlite3_stmt *s = store_sql(record, "SELECT " KEPT_COLUMNS " FROM document WHERE n = ?");
  store_bind(record, s, "i", n);
  if (!store_row(record, s)) {
    return false;
  }
  kept_read(s, arena, document);
  sqlite3_reset(s);
  return true;
}

/* ---- bodies ---------------------------------------------------------------------------------- */

static const Usual *read_usual(Record *r, int64_t reading) {
  Str bytes = {NULL, 0};
  sqlite3_stmt *s = store_sql(r, "SELECT usual FROM reading WHERE n = ?");
  store_bind(r, s, "i", reading);
  if (store_row(r, s)) {
    bytes = column_text(s, 0, &r->arena);
    sqlite3_reset(s);
  }
  Usual *usual = usual_new(&r->arena);
  array_push(&r->arena, &r->usuals, ((ReadingUsual){reading, usual}));
  if (bytes.n &&
      (!bytes_unpack(&r->opener, bytes, &r->arena, &bytes) || !usual_read(usual, bytes, &r->arena))) {
    store_fail(r, STATUS_FORMAT, "%s: what is usual in reading %lld is damaged", r->path,
               (long long)reading);
  }
  return usual;
}

const Usual *reading_usual(Record *r, int64_t reading, const Arena *guarded) {
  for (uint32_t i = 0; i < r->usuals.n; i++) {
    if (r->usuals.v[i].reading == reading) {
      return r->usuals.v[i].usual;
    }
  }
  r->arena.escape = guarded->escape;
  const Usual *usual = read_usual(r, reading);
  r->arena.escape = NULL;
  return usual;
}

bool record_document_of_original(Record *record, const Digest *original, Arena *arena,
                                 Kept *document) {
  sqlite3_stmt *s = store_sql(record, "SELECT " KEPT_COLUMNS
                                      " FROM document WHERE substr(original_hash, 1, 8) = substr(?1, 1, 8) "
                                      "AND original_hash = ?1 AND latest = 1 AND "
                                      "removed IS NULL");
  store_bind(record, s, "d", original);
  if (!store_row(record, s)) {
    return false;
  }
  kept_read(s, arena, document);
  sqlite3_reset(s);
  return true;
}

/* The body of the last reading that has this part. */
static bool find_body(Record *r, int64_t document, Part part, Arena *arena, Body *body,
                      int64_t *reading) {
  sqlite3_stmt *s =
      store_sql(r,
                "SELECT coding, size, bytes, reading FROM body WHERE document = ? AND part = ? "
                "ORDER BY reading DESC LIMIT 1");
  store_bind(r, s, "ii", document, (int64_t)part);
  if (!store_row(r, s)) {
    return false;
  }
  body->coding = (Coding)sqlite3_column_int(s, 0);
  body->size = (uint64_t)sqlite3_column_int64(s, 1);
  body->bytes = column_text(s, 2, arena);
  *reading = sqlite3_column_int64(s, 3);
  sqlite3_reset(s);
  return true;
}

/* Opens a body and what it needs of the parts before it. */
static bool open_part(Record *r, const Kept *document, Part part, Arena *arena, Str *bytes,
                      bool *found) {
  Body body = {.coding = CODING_PLAIN};
  PartsKnown known = {.text_hash = NULL};
  int64_t reading = 0;
  const Usual *usual = NULL;
  bool before;
  *found = find_body(r, document->n, part, arena, &body, &reading) &&
           body.coding != CODING_ELSEWHERE;
  if (!*found) {
    return true;
  }
  if (part != PART_ORIGINAL && body.coding != CODING_PLAIN && body.coding != CODING_DEFLATE &&
      (!open_part(r, document, PART_ORIGINAL, arena, &known.original, &before) || !before)) {
    return false;
  }
  if (body.coding == CODING_FOLDED) {
    if (!open_part(r, document, PART_TEXT, arena, &known.text, &before) || !before) {
      return false;
    }
    usual = reading_usual(r, reading, arena);
  }
  return body_open(&r->opener, &body, &known, usual, arena, bytes);
}

bool record_body(Record *record, const Kept *document, Part part, Arena *arena, Str *bytes) {
  bool found = false;
  *bytes = (Str){NULL, 0};
  if (document->is_purged) {
    return false;
  }
  if (!open_part(record, document, part, arena, bytes, &found)) {
    store_fail(record, STATUS_FORMAT, "%s: document %lld is damaged: according verify names what",
               record->path, (long long)document->n);
    return false;
  }
  return found;
}

void record_reading_of(Record *record, int64_t document, Arena *arena, ReadingOf *reading) {
  memset(reading, 0, sizeof *reading);
  sqlite3_stmt *s = store_sql(record,
                              "SELECT program, pack, places FROM reading WHERE n = (SELECT "
                              "reading FROM document WHERE n = ?)");
  store_bind(record, s, "i", document);
  if (store_row(record, s)) {
    reading->program = column_text(s, 0, arena);
    reading->pack = column_text(s, 1, arena);
    reading->places = column_text(s, 2, arena);
    sqlite3_reset(s);
  }
}

int64_t record_document_of_line(Record *record, Str line_id) {
  sqlite3_stmt *s =
      store_sql(record, "SELECT document FROM line WHERE key = ? ORDER BY document DESC");
  store_bind(record, s, "i", row_key(line_id));
  return store_integer(record, s);
}

int64_t record_count(Record *record) {
  return store_integer(record, store_sql(record, "SELECT count(*) FROM document"));
}

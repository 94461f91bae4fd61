/* Record put: a document into the record: is it there, is it a newer capture, and its rows. */
#include "record/store.h"

void record_ask_begin(Record *record) {
  store_do(record, store_sql(record, "BEGIN"));
}

void record_ask_end(Record *record) {
  store_do(record, store_sql(record, "COMMIT"));
}

bool record_knows(Record *record, const Digest *original) {
  /* one that was removed goes on to record_put, so that the person is told */
  sqlite3_stmt *s = store_sql(
      record, "SELECT 1 FROM document WHERE substr(original_hash, 1, 8) = substr(?1, 1, 8) "
              "AND original_hash = ?1 AND removed IS NULL");
  store_bind(record, s, "d", original);
  return store_integer(record, s) != 0;
}

int64_t record_reading(Record *record, const ReadingOf *reading) {
  Str usual = reading->usual ? reading->usual->packed : (Str){NULL, 0};
  int64_t n = store_integer(record, store_sql(record, "SELECT coalesce(max(n), 0) FROM reading"));
  sqlite3_stmt *s = store_sql(record,
                              "SELECT n FROM reading WHERE n = ? AND program = ? AND pack = ? AND "
                              "places = ? AND usual IS ?");
  store_bind(record, s, "itttb", n, reading->program, reading->pack, reading->places, usual);
  if (store_integer(record, s)) {
    return n;
  }
  s = store_sql(record,
                "INSERT INTO reading(n, program, pack, places, usual, crc) VALUES (?, ?, ?, ?, ?, ?)");
  store_bind(record, s, "itttbi", n + 1, reading->program, reading->pack, reading->places, usual,
             (int64_t)packed_crc(usual));
  store_do(record, s);
  return n + 1;
}

/* ---- is it there? ---------------------------------------------------------------------------- */

/* An address as a number, which makes a small index; 0 for none. */
int64_t url_key(Str url) {
  return url.n ? (int64_t)(hash64(url, 0) >> 1) : 0;
}

/* The first document that a statement gives. */
static bool first(Record *r, sqlite3_stmt *s, Arena *arena, Kept *found) {
  bool any = store_row(r, s);
  if (any) {
    kept_read(s, arena, found);
  }
  if (s) {
    sqlite3_reset(s);
  }
  return any;
}

/* How the entry stands to what the record has. */
static PutOutcome compare(Record *r, const RecordEntry *e, bool as_version, Arena *arena,
                          Kept *other) {
  sqlite3_stmt *s = store_sql(r, "SELECT " KEPT_COLUMNS " FROM document WHERE substr(original_hash, 1, 8) = substr(?1, 1, 8) "
                                         "AND original_hash = ?1");
  store_bind(r, s, "d", &e->original.hash);
  if (first(r, s, arena, other)) {
    return PUT_KNOWN;
  }
  s = store_sql(r, "SELECT " KEPT_COLUMNS " FROM document WHERE id = ? ORDER BY version DESC");
  store_bind(r, s, "t", e->id);
  if (first(r, s, arena, other)) {
    bool same_address = (e->url.n && str_equal(e->url, other->url)) ||
                        (e->form == FORM_LINE && other->form == FORM_LINE) ||
                        (e->path.n && str_equal(e->path, other->path));
    if (memcmp(&other->hash, &e->hash, sizeof e->hash) == 0 && !other->is_removed) {
      return PUT_KNOWN;
    }
    return same_address || as_version ? PUT_VERSION : PUT_CLASH;
  }
  if (e->url.n) {
    s = store_sql(r, "SELECT " KEPT_COLUMNS
                     " FROM document WHERE url_key = ? AND url = ? AND "
                     "latest = 1");
    store_bind(r, s, "it", url_key(e->url), e->url);
    if (first(r, s, arena, other)) {
      return PUT_VERSION;
    }
  }
  return PUT_NEW;
}

/* ---- putting it there ------------------------------------------------------------------------ */

/* The number of a name, which is given one if it has none. */
static int64_t name_number(Record *r, Str text) {
  sqlite3_stmt *s = store_sql(r, "SELECT n FROM name WHERE text = ?");
  store_bind(r, s, "t", text);
  int64_t n = store_integer(r, s);
  if (!n) {
    s = store_sql(r, "INSERT INTO name(text) VALUES (?)");
    store_bind(r, s, "t", text);
    store_do(r, s);
    n = r->db ? sqlite3_last_insert_rowid(r->db) : 0;
  }
  return n;
}

int64_t name_intern(Record *r, Str text) {
  Transaction *t = &r->t;
  if (!text.n) {
    return 0;
  }
  uint32_t *known = map_find(&t->names, text);
  int64_t n = known ? *known : name_number(r, text);
  Str copy = known || n > UINT32_MAX ? (Str){NULL, 0} : str_copy(&t->arena, text);
  if (copy.p) { /* without memory it is asked for again */
    map_put(&t->names, copy, (uint32_t)n, NULL);
  }
  return n;
}

static void put_row(Record *r, int64_t document, int64_t k, const LineRow *row) {
  int64_t measure = name_intern(r, row->measure), place = name_intern(r, row->place);
  int64_t source = name_intern(r, row->source);
  sqlite3_stmt *s = store_sql(r,
                              "INSERT INTO line(document, k, key, kind, measure, number, starts, "
                              "ends, place, source, unclear) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  store_bind(r, s, "iiiiztzzzzi", document, k, row_key(row->id), (int64_t)row->kind, measure,
             row->number, (int64_t)row->starts, (int64_t)row->ends, place, source,
             (int64_t)row->unclear);
  store_do(r, s);
}

void put_rows(Record *r, int64_t document, const LineRowArray *rows) {
  for (uint32_t i = 0; i < rows->n; i++) {
    put_row(r, document, i, &rows->v[i]);
  }
}

void put_body(Record *r, int64_t document, int64_t reading, const ReadingOf *with, Part part,
                     const Body *body, Str salt, const Digest *document_seal) {
  Transaction *t = &r->t;
  Digest seal = seal_body(r, salt, document_seal, part, with, &body->hash);
  sqlite3_stmt *s =
      store_sql(r,
                "INSERT INTO body(document, part, reading, coding, size, bytes, seal, "
                "entry, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  store_bind(r, s, "iiiiibdii", document, (int64_t)part, reading, (int64_t)body->coding,
             (int64_t)body->size, body->bytes, &seal, t->entry, (int64_t)packed_crc(body->bytes));
  store_do(r, s);
  buffer_str(&t->seals, digest_view(&seal));
}

static int64_t put_document(Record *r, const RecordEntry *e, const Kept *d, int64_t reading,
                            Str salt, const Digest *seal) {
  sqlite3_stmt *s = store_sql(
      r,
      "INSERT INTO document(id, version, latest, form, path, day, original_hash, hash, size, "
      "title, date, publisher, url, url_key, figures, lines, reading, entry, follows, salt, seal) "
      "VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  store_bind(r, s, "tiittddittttziiiizbd", d->id, (int64_t)d->version, (int64_t)d->form, d->path,
             d->day, &d->original_hash, &d->hash, (int64_t)e->original.size, e->title, e->date,
             e->publisher, e->url, url_key(e->url), (int64_t)e->figures, (int64_t)e->rows.n,
             reading, r->t.entry, d->follows, salt, seal);
  store_do(r, s);
  return r->db ? sqlite3_last_insert_rowid(r->db) : 0;
}

void put_words(Record *r, int64_t document, const RecordEntry *e) {
  sqlite3_stmt *s = store_sql(r, "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)");
  store_bind(r, s, "itt", document, e->title, e->words);
  store_do(r, s);
}

const ReadingOf *reading_with(Record *r, int64_t n) {
  Transaction *t = &r->t;
  if (t->reading == n) {
    return &t->with;
  }
  memset(&t->with, 0, sizeof t->with);
  sqlite3_stmt *s = store_sql(r, "SELECT program, pack, places FROM reading WHERE n = ?");
  store_bind(r, s, "i", n);
  if (store_row(r, s)) {
    t->with.program = column_text(s, 0, &t->arena);
    t->with.pack = column_text(s, 1, &t->arena);
    t->with.places = column_text(s, 2, &t->arena);
    bool whole = true; /* without memory they are empty */
    for (int i = 0; i < 3; i++) {
      const Str *const copies[] = {&t->with.program, &t->with.pack, &t->with.places};
      whole &= copies[i]->n == (size_t)sqlite3_column_bytes(s, i);
    }
    sqlite3_reset(s);
    t->reading = n;
    if (!whole) {
      store_fail(r, STATUS_NO_MEMORY, "no memory");
    }
  }
  return &t->with;
}

/* followed: the earlier capture, or NULL. */
static void put(Record *r, const RecordEntry *e, int64_t reading, const Kept *followed) {
  Transaction *t = &r->t;
  uint8_t bytes[SALT];
  salt_next(r, bytes);
  Str salt = {(char *)bytes, SALT};
  Kept d = {.id = e->id,
            .path = e->path,
            .day = e->day,
            .version = 1,
            .sealed_id = e->id,
            .sealed_version = 1,
            .form = e->form,
            .original_hash = e->original.hash,
            .hash = e->hash};
  if (followed) {
    d.version = str_equal(followed->id, e->id) ? followed->version + 1 : 1;
    d.sealed_version = d.version;
    d.follows = followed->n;
    d.followed_seal = followed->seal;
  }
  Digest seal = seal_document(r, salt, &d);
  int64_t n = put_document(r, e, &d, reading, salt, &seal);
  const ReadingOf *with = reading_with(r, reading);
  buffer_str(&t->seals, digest_view(&seal));
  put_body(r, n, reading, with, PART_ORIGINAL, &e->original, salt, &seal);
  put_body(r, n, reading, with, PART_TEXT, &e->text, salt, &seal);
  put_body(r, n, reading, with, PART_LINES, &e->lines, salt, &seal);
  put_rows(r, n, &e->rows);
  put_words(r, n, e);
  t->first = t->added ? t->first : n;
  t->last = n;
  t->added++;
}

PutOutcome record_put(Record *record, const RecordEntry *entry, int64_t reading, bool as_version,
                      Arena *arena, Kept *other) {
  memset(other, 0, sizeof *other);
  PutOutcome outcome = compare(record, entry, as_version, arena, other);
  if (outcome == PUT_KNOWN || outcome == PUT_CLASH) {
    return outcome;
  }
  if (outcome == PUT_VERSION) {
    sqlite3_stmt *s = store_sql(record, "UPDATE document SET latest = 0 WHERE n = ?");
    store_bind(record, s, "i", other->n);
    store_do(record, s);
  }
  put(record, entry, reading, outcome == PUT_VERSION ? other : NULL);
  return outcome;
}

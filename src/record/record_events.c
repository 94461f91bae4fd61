/* Record events: a cache of what follows from documents and decisions. */
#include "record/record_events.h"

#include "record/packer.h"
#include "record/store.h"
#include "record/verify.h"

Digest record_state(Record *record, Str with) {
  Buffer *b = &record->scratch;
  sqlite3_stmt *s = store_sql(record, "SELECT head FROM author ORDER BY key, branch");
  buffer_clear(b);
  buffer_str(b, with);
  while (store_row(record, s)) {
    buffer_str(b, column_view(s, 0));
  }
  return seal_end(record, b);
}

int record_events_begin(Record *record) {
  store_do(record, store_sql(record, "BEGIN IMMEDIATE"));
  record->t.open = record->failure.code == STATUS_OK;
  store_run(record, "DELETE FROM event; DELETE FROM made WHERE what = 'events'");
  return record->failure.code;
}

void record_event_put(Record *record, Packer *packer, Str id, Str bytes, Arena *arena) {
  Str packed = bytes_pack(packer->deflater, bytes, arena);
  Digest hash = digest_sha256(packed);
  sqlite3_stmt *s = store_sql(record, "INSERT INTO event(id, hash, bytes) VALUES (?, ?, ?)");
  store_bind(record, s, "tdb", id, &hash, packed);
  store_do(record, s);
}

/* Of the hashes of all events, by id. */
static Digest events_hash(Record *r) {
  sqlite3_stmt *s = store_sql(r, "SELECT hash FROM event ORDER BY id");
  buffer_clear(&r->scratch);
  while (store_row(r, s)) {
    buffer_str(&r->scratch, column_view(s, 0));
  }
  return seal_end(r, &r->scratch);
}

int record_events_end(Record *record, const Digest *state) {
  Digest hash = events_hash(record);
  sqlite3_stmt *s = store_sql(record,
                              "INSERT INTO made(what, state, entry, hash) VALUES ('events', ?, (SELECT "
                              "max(n) FROM log), ?)");
  store_bind(record, s, "dd", state, &hash);
  store_do(record, s);
  return record_commit(record);
}

int64_t record_events_of(Record *record, const Digest *state) {
  sqlite3_stmt *s = store_sql(record, "SELECT entry FROM made WHERE what = 'events' AND state <> ?");
  store_bind(record, s, "d", state);
  return store_integer(record, s);
}

bool record_event(Record *record, Str id, const Digest *state, Arena *arena, Str *bytes, bool *fresh,
                  int64_t *entry) {
  bool found = false;
  sqlite3_stmt *s = store_sql(record, "SELECT state, entry FROM made WHERE what = 'events'");
  *fresh = false;
  *entry = 0;
  if (store_row(record, s)) {
    Digest of = column_digest(s, 0);
    *fresh = memcmp(&of, state, sizeof of) == 0;
    *entry = sqlite3_column_int64(s, 1);
    sqlite3_reset(s);
  }
  s = store_sql(record, "SELECT bytes, hash FROM event WHERE id = ?");
  store_bind(record, s, "t", id);
  if (store_row(record, s)) {
    Str packed = column_view(s, 0);
    Digest hash = column_digest(s, 1), now = digest_sha256(packed);
    found = memcmp(&hash, &now, sizeof now) == 0 && bytes_unpack(&record->opener, packed, arena, bytes);
    sqlite3_reset(s);
  }
  return found;
}

void verify_events(Verify *v) {
  Record *r = v->r;
  sqlite3_stmt *s = store_sql(r, "SELECT id, hash, bytes FROM event ORDER BY id");
  while (store_row(r, s)) {
    Digest hash = column_digest(s, 1), now = digest_sha256(column_view(s, 2));
    if (memcmp(&hash, &now, sizeof now) != 0) {
      verify_say(v, "event %.*s: what is kept of it was changed: according events makes it anew",
                 STR_ARG(column_view(s, 0)));
    }
  }
  verify_goes_on(v, "events");
  s = store_sql(r, "SELECT hash FROM made WHERE what = 'events'");
  if (store_row(r, s)) {
    Digest hash = column_digest(s, 0);
    sqlite3_reset(s);
    Digest now = events_hash(r);
    if (memcmp(&hash, &now, sizeof now) != 0 && verify_goes_on(v, "events")) {
      verify_say(v, "events: are not those that were made: according events makes them anew");
    }
  }
  verify_goes_on(v, "events");
}

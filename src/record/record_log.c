/* Record log: seals, and the chain of each author's entries.

     seal of an entry    SHA-256(salt, payload): can be forgotten with its payload, the chain holds
     digest of an entry  SHA-256(fields, seal, digest before): each author's own chain         */
#include <stdio.h>
#include <stdlib.h>

#include "base/digits.h"
#include "base/json_write.h"
#include "record/store.h"

/* ---- seals ----------------------------------------------------------------------------------- */

Str digest_view(const Digest *digest) {
  return (Str){(const char *)digest->bytes, sizeof digest->bytes};
}

void salt_next(Record *r, uint8_t salt[SALT]) {
  uint8_t bytes[40];
  uint64_t n = ++r->t.salts;
  memcpy(bytes, r->t.stamp.chance, 32);
  for (int i = 0; i < 8; i++) {
    bytes[32 + i] = (uint8_t)(n >> (8 * i));
  }
  Digest digest = digest_sha256((Str){(char *)bytes, sizeof bytes});
  memcpy(salt, digest.bytes, SALT);
}

/* A row of fields, each with its length, behind a salt (or none): see docs/RECORD.md. */
static void seal_begin(Buffer *b, Str salt) {
  buffer_clear(b);
  buffer_str(b, salt);
}

static void seal_field(Buffer *b, Str field) {
  char size[DIGITS_MOST + 1];
  size_t n = digits_write((uint32_t)field.n, size);
  size[n] = ':';
  buffer_add(b, size, n + 1);
  buffer_str(b, field);
  buffer_char(b, '\n');
}

static void seal_number(Buffer *b, int64_t number) {
  char text[24];
  bool small = number >= 0 && number <= UINT32_MAX;
  size_t n = small ? digits_write((uint32_t)number, text)
                   : (size_t)snprintf(text, sizeof text, "%lld", (long long)number);
  seal_field(b, (Str){text, n});
}

Digest seal_end(Record *r, const Buffer *b) {
  if (b->failed) {
    store_fail(r, STATUS_NO_MEMORY, "no memory");
  }
  return digest_sha256(buffer_view(b));
}

Digest seal_bytes(Record *r, Str salt, Str bytes) {
  seal_begin(&r->scratch, salt);
  buffer_str(&r->scratch, bytes);
  return seal_end(r, &r->scratch);
}

Digest seal_document(Record *r, Str salt, const Kept *d) {
  Buffer *b = &r->scratch;
  seal_begin(b, salt);
  seal_field(b, str_lit("document"));
  seal_field(b, d->sealed_id);
  seal_number(b, d->sealed_version);
  seal_number(b, d->form);
  seal_field(b, d->path);
  seal_field(b, d->day);
  seal_field(b, digest_view(&d->original_hash));
  seal_field(b, digest_view(&d->hash));
  seal_field(b, d->follows ? digest_view(&d->followed_seal) : (Str){NULL, 0});
  return seal_end(r, b);
}

Digest seal_body(Record *r, Str salt, const Digest *document, Part part, const ReadingOf *reading,
                 const Digest *content) {
  Buffer *b = &r->scratch;
  seal_begin(b, salt);
  seal_field(b, str_lit("body"));
  seal_field(b, digest_view(document));
  seal_number(b, part);
  seal_field(b, reading->program);
  seal_field(b, reading->pack);
  seal_field(b, reading->places);
  seal_field(b, digest_view(content));
  return seal_end(r, b);
}

Digest seal_entry(Record *r, Str author, uint64_t seq, Str at, Str kind, const Digest *payload,
                  const Digest *previous) {
  Buffer *b = &r->scratch;
  seal_begin(b, (Str){NULL, 0});
  seal_field(b, str_lit("entry"));
  seal_field(b, author);
  seal_number(b, (int64_t)seq);
  seal_field(b, at);
  seal_field(b, kind);
  seal_field(b, digest_view(payload));
  seal_field(b, digest_view(previous));
  return seal_end(r, b);
}

Digest seal_author(Record *r, Str key, const Digest *name) {
  Buffer *b = &r->scratch;
  seal_begin(b, (Str){NULL, 0});
  seal_field(b, str_lit("author"));
  seal_field(b, key);
  seal_field(b, digest_view(name));
  return seal_end(r, b);
}

/* ---- writing --------------------------------------------------------------------------------- */

int64_t record_log(Record *record, const char *kind, Str payload) {
  Transaction *t = &record->t;
  uint8_t salt[SALT];
  salt_next(record, salt);
  Digest seal = seal_bytes(record, (Str){(char *)salt, SALT}, payload);
  Digest digest = seal_entry(record, str_of(t->author_key), t->seq + 1, t->stamp.when, str_of(kind),
                             &seal, &t->head);
  sqlite3_stmt *s = store_sql(record,
                              "INSERT INTO log(n, author, seq, at, kind, payload, salt, seal, "
                              "digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  store_bind(record, s, "iiitttbdd", t->entry, t->author, (int64_t)t->seq + 1, t->stamp.when,
             str_of(kind), payload, (Str){(char *)salt, SALT}, &seal, &digest);
  store_do(record, s);
  s = store_sql(record, "UPDATE author SET seq = ?, head = ? WHERE n = ?");
  store_bind(record, s, "idi", (int64_t)t->seq + 1, &digest, t->author);
  store_do(record, s);
  t->seq++;
  t->head = digest;
  record->written = t->entry;
  return t->entry++;
}

int64_t record_log_reread(Record *record, int64_t reading) {
  Transaction *t = &record->t;
  char seals[72], payload[200];
  if (!t->seals.n) {
    return 0;
  }
  if (t->seals.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  digest_write(digest_sha256(buffer_view(&t->seals)), seals);
  snprintf(payload, sizeof payload, "{\"seals\":\"%s\"}", seals);
  (void)reading;
  int64_t n = record_log(record, "reread", str_of(payload));
  buffer_clear(&t->seals);
  return n;
}

int64_t record_log_added(Record *record, Str payload_fields) {
  Transaction *t = &record->t;
  char seals[72];
  Buffer payload;
  if (!t->added) {
    return 0;
  }
  if (t->seals.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  digest_write(digest_sha256(buffer_view(&t->seals)), seals);
  buffer_init(&payload);
  buffer_format(&payload, "{\"documents\":%u,\"seals\":\"%s\"%s%.*s}", t->added, seals,
                payload_fields.n ? "," : "", STR_ARG(payload_fields));
  if (payload.failed) {
    store_fail(record, STATUS_NO_MEMORY, "no memory");
  }
  int64_t n = record_log(record, "add", buffer_view(&payload));
  buffer_release(&payload);
  t->added = 0;
  buffer_clear(&t->seals);
  return n;
}

/* ---- reading --------------------------------------------------------------------------------- */

static LogEntry *entry_of(const LogArray *entries, int64_t n) {
  uint32_t low = 0, high = entries->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (entries->v[middle].n < n) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < entries->n && entries->v[low].n == n ? &entries->v[low] : NULL;
}

#define SAYS(member) "log.payload ->> '$." member "', "

/* What the payload says, from column `i` on. */
static void read_says(sqlite3_stmt *s, int i, Arena *arena, LogEntry *e) {
  Decision *d = &e->says;
  *d = (Decision){.n = e->n, .kind = e->kind, .by = e->by, .when = e->when};
  Str *const fields[] = {&d->document, &d->hash,  &d->span,   &d->quote, &d->measure, &d->field,
                         &d->value,    &d->other, &d->reason, &d->claim, &d->before, &d->blind,
                         &d->maker,    &d->made};
  for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
    *fields[k] = column_text(s, i++, arena);
  }
  e->documents = sqlite3_column_int64(s, i++);
  e->purge = sqlite3_column_int(s, i++) != 0;
  e->entries = sqlite3_column_int64(s, i);
}

void record_log_read(Record *record, Arena *arena, LogArray *entries) {
  memset(entries, 0, sizeof *entries);
  sqlite3_stmt *s = store_sql(
      record,
      "SELECT log.n, author.name, log.at, log.kind, log.payload, log.seq, "
      "CASE log.kind WHEN 'undo' THEN (SELECT t.n FROM log t WHERE lower(hex(t.digest)) = "
      "log.payload ->> '$.entry') END, "
      "coalesce((SELECT d.id FROM document d WHERE d.sealed_id = log.payload ->> '$.document' AND "
      "'sha256:' || lower(hex(d.hash)) = log.payload ->> '$.hash'), "
      "(SELECT d.id FROM joined j JOIN document d ON d.n = j.document WHERE j.id = log.payload ->> "
      "'$.document' AND 'sha256:' || lower(hex(d.hash)) = log.payload ->> '$.hash'), "
      "log.payload ->> '$.document'), "
      SAYS("hash") SAYS("span") SAYS("quote") SAYS("measure") SAYS("field")
      SAYS("value") SAYS("other") SAYS("reason") SAYS("claim") SAYS("before") SAYS("blind")
      SAYS("maker") SAYS("made")
      "CASE json_type(log.payload, '$.documents') WHEN 'array' THEN "
      "json_array_length(log.payload, '$.documents') ELSE log.payload ->> '$.documents' END, "
      "log.payload ->> '$.purge', log.payload ->> '$.entries' "
      "FROM log JOIN author ON author.n = log.author WHERE log.n <= ? ORDER BY log.n");
  store_bind(record, s, "i", record->moment ? record->moment : INT64_MAX);
  while (store_row(record, s)) {
    LogEntry *e = array_add(arena, entries);
    e->n = sqlite3_column_int64(s, 0);
    e->by = column_text(s, 1, arena);
    e->when = column_text(s, 2, arena);
    e->kind = column_text(s, 3, arena);
    e->payload = column_text(s, 4, arena);
    e->seq = (uint64_t)sqlite3_column_int64(s, 5);
    e->target = sqlite3_column_int64(s, 6);
    read_says(s, 7, arena, e);
  }
  /* An undo comes behind what it takes back, and may itself be taken back by a later one. */
  for (uint32_t i = entries->n; i-- > 0;) {
    LogEntry *target = entries->v[i].target ? entry_of(entries, entries->v[i].target) : NULL;
    if (target && !entries->v[i].undone_by) {
      target->undone_by = entries->v[i].n;
    }
  }
}

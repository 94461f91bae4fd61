/* Record join: another record into this one.

     log          entries by digest: what is not here is put behind, each in the chain of its author; where two
                  copies of a record went on, a chain has two ends, each with its own head
     documents    by content: what is not here is added, with all that was read in it; a document whose id
                  another has here gets a new one
     joined       what each of the other's entries added, so that its seals can still be checked

   Nothing that is here is changed but marks of removal and of later captures. */
#include "record/record_join.h"

#include <stdio.h>

#include "record/store.h"

typedef struct Joining {
  Record *to, *from;
  Arena *arena, *document; /* of all; of one document */
  int64_t *entries, *documents, *readings; /* the other's numbers → those here; 0: not here */
  int64_t entry_count, document_count, reading_count;
  bool *new_entry; /* of the other's: put here now */
  RecordJoined *result;
  int (*tell)(void *context, Str line);
  void *context;
} Joining;

static int64_t highest(Record *r, sqlite3_stmt *s) {
  return store_integer(r, s) + 1;
}

static void numbers_init(Joining *j) {
  Record *r = j->from;
  j->entry_count = highest(r, store_sql(r, "SELECT coalesce(max(n), 0) FROM log"));
  j->document_count = highest(r, store_sql(r, "SELECT coalesce(max(n), 0) FROM document"));
  j->reading_count = highest(r, store_sql(r, "SELECT coalesce(max(n), 0) FROM reading"));
  j->entries = arena_array(j->arena, int64_t, j->entry_count);
  j->new_entry = arena_array(j->arena, bool, j->entry_count);
  j->documents = arena_array(j->arena, int64_t, j->document_count);
  j->readings = arena_array(j->arena, int64_t, j->reading_count);
}

/* ---- the log --------------------------------------------------------------------------------- */

/* The row of the author's chain that ends in `before`, or a new one that begins there. */
static int64_t chain_for(Joining *j, sqlite3_stmt *e, const Digest *before, bool begins) {
  Record *r = j->to;
  Str key = column_view(e, 1);
  sqlite3_stmt *s = store_sql(r, "SELECT n FROM author WHERE key = ? AND head = ?");
  store_bind(r, s, "td", key, before);
  int64_t n = store_integer(r, s);
  if (n) {
    return n;
  }
  s = store_sql(r,
                "INSERT INTO author(key, branch, name, salt, seal, fork, seq, head) VALUES (?1, "
                "(SELECT coalesce(max(branch) + 1, 0) FROM author WHERE key = ?1), ?2, ?3, ?4, ?5, "
                "?6, ?7)");
  store_bind(r, s, "ttbbbid", key, column_view(e, 2), column_view(e, 3), column_view(e, 4),
             begins ? (Str){NULL, 0} : digest_view(before), sqlite3_column_int64(e, 5) - 1, before);
  store_do(r, s);
  return r->db ? sqlite3_last_insert_rowid(r->db) : 0;
}

static void put_entry(Joining *j, sqlite3_stmt *e, const Digest *digest) {
  Record *r = j->to;
  int64_t n = sqlite3_column_int64(e, 0);
  Digest seal = column_digest(e, 4), before = column_digest(e, 12);
  bool begins = sqlite3_column_type(e, 12) == SQLITE_NULL;
  if (begins) {
    before = seal_author(r, column_view(e, 1), &seal);
  }
  int64_t author = chain_for(j, e, &before, begins);
  sqlite3_stmt *s = store_sql(r,
                              "INSERT INTO log(n, author, seq, at, kind, payload, salt, seal, "
                              "digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  store_bind(r, s, "iiitttbbd", r->t.entry, author, sqlite3_column_int64(e, 5), column_view(e, 6),
             column_view(e, 7), column_view(e, 8), column_view(e, 9), column_view(e, 10), digest);
  store_do(r, s);
  s = store_sql(r, "UPDATE author SET seq = ?, head = ? WHERE n = ?");
  store_bind(r, s, "idi", sqlite3_column_int64(e, 5), digest, author);
  store_do(r, s);
  j->entries[n] = r->t.entry++;
  j->new_entry[n] = true;
  j->result->entries++;
}

static void join_log(Joining *j) {
  Record *r = j->from;
  sqlite3_stmt *e = store_sql(
      r,
      "SELECT l.n, a.key, a.name, a.salt, a.seal, l.seq, l.at, l.kind, l.payload, l.salt, l.seal, "
      "l.digest, coalesce((SELECT p.digest FROM log p WHERE p.author = l.author AND p.seq = l.seq - "
      "1), a.fork) FROM log l JOIN author a ON a.n = l.author ORDER BY l.n");
  while (store_row(r, e) && j->to->failure.code == STATUS_OK) {
    int64_t n = sqlite3_column_int64(e, 0);
    Digest digest = column_digest(e, 11);
    sqlite3_stmt *s =
        store_sql(j->to, "SELECT n FROM log WHERE lower(hex(digest)) = lower(hex(?))");
    store_bind(j->to, s, "d", &digest);
    if (n > 0 && n < j->entry_count) {
      j->entries[n] = store_integer(j->to, s);
      if (j->entries[n]) {
        j->result->known_entries++;
      } else {
        put_entry(j, e, &digest);
      }
    }
  }
}

/* ---- readings -------------------------------------------------------------------------------- */

/* Their order stays, as the later one counts. */
static void join_readings(Joining *j) {
  int64_t before = 0;
  sqlite3_stmt *e =
      store_sql(j->from, "SELECT n, program, pack, places, usual, crc FROM reading ORDER BY n");
  while (store_row(j->from, e) && j->to->failure.code == STATUS_OK) {
    sqlite3_stmt *s = store_sql(j->to,
                                "SELECT n FROM reading WHERE program = ? AND pack = ? AND places = "
                                "? AND usual IS ? AND n > ? ORDER BY n LIMIT 1");
    store_bind(j->to, s, "tttbi", column_view(e, 1), column_view(e, 2), column_view(e, 3),
               column_view(e, 4), before);
    int64_t n = store_integer(j->to, s);
    if (!n) {
      n = highest(j->to, store_sql(j->to, "SELECT coalesce(max(n), 0) FROM reading"));
      s = store_sql(j->to, "INSERT INTO reading(n, program, pack, places, usual, crc) VALUES "
                           "(?, ?, ?, ?, ?, ?)");
      store_bind(j->to, s, "itttbi", n, column_view(e, 1), column_view(e, 2), column_view(e, 3),
                 column_view(e, 4), sqlite3_column_int64(e, 5));
      store_do(j->to, s);
    }
    j->readings[sqlite3_column_int64(e, 0)] = before = n;
  }
}

/* ---- documents ------------------------------------------------------------------------------- */

/* The document here with the same content; 0 if there is none. */
static int64_t same_document(Joining *j, const Kept *d) {
  sqlite3_stmt *s =
      store_sql(j->to,
                "SELECT n FROM document WHERE substr(original_hash, 1, 8) = substr(?1, 1, 8) AND "
                "original_hash = ?1 AND purged = 0 ORDER BY seal = ?2 DESC, id = ?3 DESC, latest "
                "DESC, n LIMIT 1");
  store_bind(j->to, s, "ddt", &d->original_hash, &d->seal, d->id);
  return store_integer(j->to, s);
}

static bool is_free(Joining *j, Str id, int64_t version) {
  sqlite3_stmt *s =
      store_sql(j->to, "SELECT count(*) FROM document WHERE id = ?1 AND (?2 = 0 OR version = ?2)");
  store_bind(j->to, s, "ti", id, version);
  return !store_integer(j->to, s);
}

/* Id and version that a document has here: its own, the next of what it is a later capture of, or, where
   another document has its id, a new one. */
static void name_document(Joining *j, const Kept *d, const Kept *followed, Str *id,
                          int64_t *version) {
  *id = d->id;
  *version = d->version;
  if (followed && followed->is_latest &&
      (str_equal(followed->id, d->id) || str_equal(followed->sealed_id, d->id))) {
    *id = followed->id;
    sqlite3_stmt *s = store_sql(j->to, "SELECT max(version) + 1 FROM document WHERE id = ?");
    store_bind(j->to, s, "t", *id);
    *version = is_free(j, *id, d->version) ? (int64_t)d->version : store_integer(j->to, s);
    return;
  }
  for (int k = 2; !is_free(j, *id, 0); k++) {
    *id = str_of(arena_printf(j->document, "%.*s~%d", STR_ARG(d->id), k));
    *version = 1;
  }
}

static void put_document(Joining *j, const Kept *d, sqlite3_stmt *e) {
  Record *r = j->to;
  Kept followed;
  Str id;
  int64_t version, follows = d->follows ? j->documents[d->follows] : 0;
  bool has = follows && record_document(r, follows, j->document, &followed);
  name_document(j, d, has ? &followed : NULL, &id, &version);
  bool other_id = !str_equal(id, d->sealed_id), other_version = version != d->sealed_version;
  bool own_seal = d->follows && (!has || memcmp(&followed.seal, &d->followed_seal, sizeof(Digest)));
  if (has) {
    sqlite3_stmt *s = store_sql(r, "UPDATE document SET latest = 0 WHERE n = ?");
    store_bind(r, s, "i", follows);
    store_do(r, s);
  }
  sqlite3_stmt *s = store_sql(
      r,
      "INSERT INTO document(id, version, latest, form, path, day, original_hash, hash, size, title, "
      "date, publisher, url, url_key, figures, lines, reading, entry, follows, salt, seal, sealed_id, "
      "sealed_version, follows_seal) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), "
      "?, ?, ?, ?, nullif(?, 0), ?, ?, ?, nullif(?, 0), ?)");
  store_bind(r, s, "tiittddittttiiiiiibdtib", id, version, (int64_t)d->form, d->path, d->day,
             &d->original_hash, &d->hash, (int64_t)d->size, d->title, d->date, d->publisher, d->url,
             url_key(d->url), (int64_t)d->figures, (int64_t)d->lines, j->readings[d->reading],
             j->entries[sqlite3_column_int64(e, KEPT_COLUMN_COUNT)], follows,
             column_view(e, KEPT_COLUMN_COUNT + 1), &d->seal, other_id ? d->sealed_id : (Str){NULL, 0},
             other_version ? (int64_t)d->sealed_version : (int64_t)0,
             own_seal ? digest_view(&d->followed_seal) : (Str){NULL, 0});
  store_do(r, s);
  j->documents[d->n] = r->db ? sqlite3_last_insert_rowid(r->db) : 0;
  j->result->documents++;
  if (!str_equal(id, d->id)) {
    j->result->renamed++;
    j->tell(j->context, str_of(arena_printf(j->document,
                                            "%.*s: another document has this id here: it is %.*s",
                                            STR_ARG(d->id), STR_ARG(id))));
  }
}

static void put_bodies(Joining *j, const Kept *d) {
  sqlite3_stmt *e = store_sql(j->from,
                              "SELECT part, reading, coding, size, bytes, seal, entry, crc FROM body WHERE "
                              "document = ? ORDER BY reading, part");
  store_bind(j->from, e, "i", d->n);
  while (store_row(j->from, e)) {
    sqlite3_stmt *s = store_sql(j->to,
                                "INSERT INTO body(document, part, reading, coding, size, bytes, "
                                "seal, entry, crc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_bind(j->to, s, "iiiiibbii", j->documents[d->n], sqlite3_column_int64(e, 0),
               j->readings[sqlite3_column_int64(e, 1)], sqlite3_column_int64(e, 2),
               sqlite3_column_int64(e, 3), column_view(e, 4), column_view(e, 5),
               j->entries[sqlite3_column_int64(e, 6)], sqlite3_column_int64(e, 7));
    store_do(j->to, s);
  }
}

static void put_lines(Joining *j, const Kept *d) {
  sqlite3_stmt *e = store_sql(
      j->from,
      "SELECT l.k, l.key, l.kind, m.text, CAST(l.number AS TEXT), coalesce(l.starts, 0), "
      "coalesce(l.ends, 0), p.text, s.text, l.unclear FROM line l LEFT JOIN name m ON m.n = l.measure "
      "LEFT JOIN name p ON p.n = l.place LEFT JOIN name s ON s.n = l.source WHERE document = ?");
  store_bind(j->from, e, "i", d->n);
  while (store_row(j->from, e)) {
    int64_t measure = name_intern(j->to, column_view(e, 3));
    int64_t place = name_intern(j->to, column_view(e, 7));
    int64_t source = name_intern(j->to, column_view(e, 8));
    sqlite3_stmt *s = store_sql(j->to,
                                "INSERT INTO line(document, k, key, kind, measure, number, starts, "
                                "ends, place, source, unclear) VALUES (?, ?, ?, ?, nullif(?, 0), ?, "
                                "nullif(?, 0), nullif(?, 0), nullif(?, 0), nullif(?, 0), ?)");
    store_bind(j->to, s, "iiiiitiiiii", j->documents[d->n], sqlite3_column_int64(e, 0),
               sqlite3_column_int64(e, 1), sqlite3_column_int64(e, 2), measure, column_view(e, 4),
               sqlite3_column_int64(e, 5), sqlite3_column_int64(e, 6), place, source,
               sqlite3_column_int64(e, 9));
    store_do(j->to, s);
  }
}

/* To erase is for good, and so nothing that another record does here: who joins is told. */
static void tell_erased(Joining *j, const Kept *d) {
  sqlite3_stmt *s = store_sql(
      j->to,
      "SELECT id FROM document WHERE purged = 0 AND (seal = ?1 OR n IN (SELECT document FROM joined "
      "WHERE lower(hex(seal)) = lower(hex(?1)) AND document IS NOT NULL))");
  store_bind(j->to, s, "d", &d->seal);
  while (store_row(j->to, s)) {
    j->tell(j->context, str_of(arena_printf(j->document,
                                            "%.*s: was erased in the other record, and is still here: "
                                            "according remove --purge erases it here",
                                            STR_ARG(column_view(s, 0)))));
  }
}

static void join_document(Joining *j, const Kept *d, sqlite3_stmt *e) {
  Str text;
  int64_t known = d->is_purged ? 0 : same_document(j, d);
  if (d->is_purged) {
    tell_erased(j, d);
  }
  if (known || d->is_purged) {
    j->documents[d->n] = known;
    j->result->known += known != 0;
    return;
  }
  put_document(j, d, e);
  put_bodies(j, d);
  put_lines(j, d);
  record_body(j->from, d, PART_TEXT, j->document, &text);
  RecordEntry words = {.title = d->title, .words = words_once(text, j->document)};
  put_words(j->to, j->documents[d->n], &words);
}

static void join_documents(void *context, Arena *arena) {
  Joining *j = context;
  j->document = arena;
  sqlite3_stmt *e =
      store_sql(j->from, "SELECT " KEPT_COLUMNS ", entry, salt FROM document ORDER BY n");
  while (store_row(j->from, e) && j->to->failure.code == STATUS_OK) {
    Kept d;
    kept_read(e, arena, &d);
    join_document(j, &d, e);
    arena_clear(arena);
  }
}

/* ---- what the other's entries added ---------------------------------------------------------- */

static void put_joined(Joining *j, int64_t entry, int64_t k, Str seal, int64_t document, Str id) {
  sqlite3_stmt *s = store_sql(j->to,
                              "INSERT INTO joined(entry, k, seal, document, id) VALUES (?1, ?2, ?3, "
                              "nullif(?4, 0), (SELECT ?5 FROM document d WHERE d.n = ?4 AND d.id <> "
                              "?5))");
  store_bind(j->to, s, "iibit", entry, k, seal, document, id);
  store_do(j->to, s);
}

/* The seals of a row of the log there, in their order: as they lie there, or as another record before it
   had them. */
static void join_seals(Joining *j) {
  int64_t last = 0, k = 0;
  sqlite3_stmt *e = store_sql(j->from,
                "SELECT entry, seal, document, id, a, b, c FROM (SELECT d.entry AS entry, d.seal AS "
                "seal, d.n AS document, d.id AS id, d.n AS a, 0 AS b, 0 AS c FROM document d UNION "
                "ALL SELECT b.entry, b.seal, 0, NULL, b.document, b.part, b.reading FROM body b) "
                "WHERE entry NOT IN (SELECT entry FROM joined) UNION ALL SELECT g.entry, g.seal, "
                "coalesce(g.document, 0), coalesce(g.id, (SELECT d.id FROM document d WHERE d.n = "
                "g.document)), g.k, 0, 0 FROM joined g ORDER BY 1, 5, 6, 7");
  while (store_row(j->from, e) && j->to->failure.code == STATUS_OK) {
    int64_t entry = sqlite3_column_int64(e, 0), document = sqlite3_column_int64(e, 2);
    k = entry == last ? k + 1 : 0;
    last = entry;
    if (j->new_entry[entry]) {
      put_joined(j, j->entries[entry], k, column_view(e, 1), j->documents[document],
                 column_view(e, 3));
    }
  }
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* The writer's own chain may have grown by what was joined. */
static void refresh_author(Record *r) {
  sqlite3_stmt *s = store_sql(r, "SELECT seq, head FROM author WHERE n = ?");
  store_bind(r, s, "i", r->t.author);
  if (store_row(r, s)) {
    r->t.seq = (uint64_t)sqlite3_column_int64(s, 0);
    r->t.head = column_digest(s, 1);
    sqlite3_reset(s);
  }
}

static void join_all(void *context, Arena *arena) {
  Joining *j = context;
  j->arena = arena;
  numbers_init(j);
  join_log(j);
  join_readings(j);
  arena_scratch(j->arena, join_documents, j);
  join_seals(j);
  if (j->from->failure.code != STATUS_OK) {
    store_fail(j->to, j->from->failure.code, "%s", j->from->failure.message);
  }
  refresh_author(j->to);
  if (j->result->entries) {
    char payload[200];
    Str id = record_value(j->from, j->arena, "id");
    snprintf(payload, sizeof payload, "{\"record\":\"%.*s\",\"entries\":%llu,\"documents\":%llu}",
             id.n < 64 ? (int)id.n : 64, id.p ? id.p : "", (unsigned long long)j->result->entries,
             (unsigned long long)j->result->documents);
    record_log(j->to, "join", str_of(payload));
  }
  settle_removals(j->to);
}

int record_join(Record *record, Record *other, int (*tell)(void *context, Str line), void *context,
                RecordJoined *joined, Status *status) {
  Joining j = {.to = record, .from = other, .result = joined, .tell = tell, .context = context};
  memset(joined, 0, sizeof *joined);
  store_guarded(record, join_all, &j);
  return record_failure(record, status);
}

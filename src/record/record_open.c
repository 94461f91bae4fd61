/* Record open: what a file is, new records, opening, transactions. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/store.h"

enum { WAIT_MS = 60000, HEADER = 100, VERSION_AT = 60, APPLICATION_AT = 68 };

/* ---- what a file is -------------------------------------------------------------------------- */

static uint32_t big_endian(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

RecordKind record_kind(const char *path) {
  uint8_t header[HEADER];
  struct stat info;
  int file =
      stat(path, &info) == 0 && S_ISREG(info.st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) {
    return RECORD_NONE;
  }
  ssize_t n = read(file, header, sizeof header);
  close(file);
  if (n != HEADER || memcmp(header, "SQLite format 3", 16) != 0) {
    return RECORD_NONE;
  }
  if (big_endian(header + APPLICATION_AT) != RECORD_APPLICATION) {
    return RECORD_FOREIGN;
  }
  return big_endian(header + VERSION_AT) > RECORD_VERSION ? RECORD_NEWER : RECORD_OURS;
}

/* Why the file is not opened; STATUS_OK if it is a record of this version. */
static int refuse(const char *path, Status *status) {
  switch (record_kind(path)) {
    case RECORD_OURS:
      return STATUS_OK;
    case RECORD_FOREIGN:
      return status_set(status, STATUS_FORMAT, 0,
                        "%s: an SQLite file of another program, no record of According", path);
    case RECORD_NEWER:
      return status_set(status, STATUS_FORMAT, 0,
                        "%s: a record of a newer According: use that version, or a later one",
                        path);
    default:
      break;
  }
  if (access(path, F_OK) != 0) {
    return status_set(status, STATUS_NOT_FOUND, 0,
                      "%s: no such file: make a record with according init", path);
  }
  if (access(path, R_OK) != 0) {
    return status_set(status, STATUS_IO, 0, "%s: cannot be read: check that you may read it", path);
  }
  return status_set(status, STATUS_FORMAT, 0,
                    "%s: no record: make one with according init, under another name", path);
}

/* ---- the object ------------------------------------------------------------------------------ */

static Record *record_new(const char *path, Status *status) {
  Record *r = calloc(1, sizeof *r);
  if (r) {
    r->path = strdup(path);
    r->wait = WAIT_MS;
    buffer_init(&r->scratch);
    buffer_init(&r->t.seals);
    arena_init(&r->arena);
  }
  if (!r || !r->path) {
    record_close(r);
    status_set(status, STATUS_NO_MEMORY, 0, "no memory");
    return NULL;
  }
  return r;
}

static void transaction_release(Transaction *t) {
  free((char *)t->stamp.by.p);
  free((char *)t->stamp.when.p);
  buffer_release(&t->seals);
  arena_release(&t->arena);
  memset(t, 0, sizeof *t);
}

void record_close(Record *record) {
  if (!record) {
    return;
  }
  sqlite3_finalize(record->asked);
  store_close(record);
  transaction_release(&record->t);
  buffer_release(&record->scratch);
  opener_release(&record->opener);
  for (uint32_t i = 0; i < record->usuals.n; i++) {
    usual_forget(record->usuals.v[i].usual);
  }
  arena_release(&record->arena);
  free(record->path);
  free(record);
}

/* Triggers and views are of somebody else, and could do anything. */
static void refuse_strangers(Record *r) {
  sqlite3_stmt *s =
      store_sql(r, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')");
  if (store_integer(r, s)) {
    store_fail(r, STATUS_FORMAT,
               "%s: has triggers or views that According did not make: it is not "
               "opened",
               r->path);
  }
}

int record_open(const char *path, bool writes, Record **record, Status *status) {
  int code = refuse(path, status);
  Record *r = code == STATUS_OK ? record_new(path, status) : NULL;
  if (!r) {
    return code == STATUS_OK ? STATUS_NO_MEMORY : code;
  }
  r->writes = writes;
  /* Opened for writing in any case: a killed program may have left a journal to be undone. */
  store_open(r, path, SQLITE_OPEN_READWRITE);
  if (r->failure.code == STATUS_OK && writes && sqlite3_db_readonly(r->db, "main") == 1) {
    store_failed(r, SQLITE_READONLY);
  }
  if (!writes) {
    store_run(r, "PRAGMA query_only = ON");
  }
  refuse_strangers(r);
  if (record_failure(r, status) != STATUS_OK) {
    code = r->failure.code;
    record_close(r);
    return code;
  }
  *record = r;
  return STATUS_OK;
}

Record *record_beside(const Record *r) {
  Status status;
  Record *beside = record_new(r->path, &status);
  if (beside) {
    beside->wait = 0;
    store_open(beside, r->path, SQLITE_OPEN_READONLY);
    record_ask_begin(beside);
    store_integer(beside, store_sql(beside, "SELECT count(*) FROM author"));
    if (beside->failure.code == STATUS_OK) {
      return beside;
    }
  }
  record_close(beside);
  return NULL;
}

Str record_value(Record *record, Arena *arena, const char *key) {
  sqlite3_stmt *s = store_sql(record, "SELECT value FROM record WHERE key = ?");
  store_bind(record, s, "t", str_of(key));
  Str value = store_row(record, s) ? column_text(s, 0, arena) : (Str){NULL, 0};
  if (s) {
    sqlite3_reset(s);
  }
  return value;
}

/* ---- a new record ---------------------------------------------------------------------------- */

static void set_value(Record *r, const char *key, Str value) {
  sqlite3_stmt *s = store_sql(r, "INSERT INTO record(key, value) VALUES (?, ?)");
  store_bind(r, s, "tt", str_of(key), value);
  store_do(r, s);
}

static void hex_of(const uint8_t *bytes, size_t n, char *out) {
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
    out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
  }
  out[2 * n] = 0;
}

static void fill(Record *r, const Stamp *stamp, Str program) {
  char id[2 * SALT + 1];
  uint8_t salt[SALT];
  Buffer payload;
  record_begin(r, stamp);
  salt_next(r, salt);
  hex_of(salt, SALT, id);
  set_value(r, "id", str_of(id));
  set_value(r, "created", stamp->when);
  set_value(r, "program", program);
  buffer_init(&payload);
  buffer_format(&payload, "{\"id\":\"%s\",\"created\":\"%.*s\",\"program\":\"%.*s\"}", id,
                STR_ARG(stamp->when), STR_ARG(program));
  if (payload.failed) {
    store_fail(r, STATUS_NO_MEMORY, "no memory");
  }
  record_log(r, "init", buffer_view(&payload));
  buffer_release(&payload);
  record_commit(r);
}

/* Gives the finished file its name, where there is none of that name. */
static int take_name(const char *made, const char *path, Status *status) {
  if (link(made, path) == 0) {
    unlink(made);
    return STATUS_OK;
  }
  if (errno != EEXIST && access(path, F_OK) != 0 && rename(made, path) == 0) {
    return STATUS_OK; /* a file system without links */
  }
  unlink(made);
  return status_set(status, STATUS_IO, 0,
                    "%s: there is a file of that name: it is left as it is; choose another name",
                    path);
}

static int make(const char *path, const char *made, const Stamp *stamp, Str program,
                Status *status) {
  char settings[160];
  Record *r = record_new(path, status);
  if (!r) {
    return STATUS_NO_MEMORY;
  }
  snprintf(settings, sizeof settings,
           "PRAGMA page_size = 8192; PRAGMA journal_mode = DELETE; PRAGMA application_id = %d;"
           "PRAGMA user_version = %d;",
           RECORD_APPLICATION, RECORD_VERSION);
  r->writes = true;
  store_open(r, made, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  store_run(r, settings);
  store_run(r, record_schema);
  fill(r, stamp, program);
  int code = record_failure(r, status);
  record_close(r);
  if (code != STATUS_OK) {
    unlink(made);
    return code;
  }
  return take_name(made, path, status);
}

int record_create(const char *path, const Stamp *stamp, Str program, Status *status) {
  size_t n = strlen(path);
  if (access(path, F_OK) == 0) {
    return status_set(status, STATUS_IO, 0,
                      "%s: there is a file of that name: it is left as it is; choose another name",
                      path);
  }
  char *made = malloc(n + 16);
  if (!made) {
    return status_set(status, STATUS_NO_MEMORY, 0, "no memory");
  }
  snprintf(made, n + 16, "%s.making", path);
  unlink(made);
  int code = make(path, made, stamp, program, status);
  free(made);
  return code;
}

/* ---- transactions ---------------------------------------------------------------------------- */

static Str keep(Record *r, Str text) {
  char *copy = malloc(text.n + 1);
  if (!copy) {
    store_fail(r, STATUS_NO_MEMORY, "no memory");
    return (Str){NULL, 0};
  }
  memcpy(copy, text.n ? text.p : "", text.n);
  copy[text.n] = 0;
  return (Str){copy, text.n};
}

/* The author of the stamp's name, made anew where the record has none such. */
static void find_author(Record *r) {
  Transaction *t = &r->t;
  sqlite3_stmt *s = store_sql(r, "SELECT n, key, seq, head FROM author WHERE name = ? "
                                 "ORDER BY n LIMIT 1");
  store_bind(r, s, "t", t->stamp.by);
  if (store_row(r, s)) {
    Str key = column_view(s, 1);
    t->author = sqlite3_column_int64(s, 0);
    snprintf(t->author_key, sizeof t->author_key, "%.*s", STR_ARG(key));
    t->seq = (uint64_t)sqlite3_column_int64(s, 2);
    t->head = column_digest(s, 3);
    sqlite3_reset(s);
    return;
  }
  uint8_t salt[SALT];
  salt_next(r, salt);
  hex_of(salt, SALT, t->author_key);
  salt_next(r, salt);
  Digest name = seal_bytes(r, (Str){(char *)salt, SALT}, t->stamp.by);
  t->seq = 0;
  t->head = seal_author(r, str_of(t->author_key), &name);
  s = store_sql(r,
                "INSERT INTO author(key, name, salt, seal, seq, head) VALUES (?, ?, ?, ?, 0, ?)");
  store_bind(r, s, "ttbdd", str_of(t->author_key), t->stamp.by, (Str){(char *)salt, SALT}, &name,
             &t->head);
  store_do(r, s);
  t->author = r->db ? sqlite3_last_insert_rowid(r->db) : 0;
}

int record_begin(Record *record, const Stamp *stamp) {
  Transaction *t = &record->t;
  transaction_release(t);
  store_do(record, store_sql(record, "BEGIN IMMEDIATE"));
  if (record->failure.code != STATUS_OK) {
    return record->failure.code;
  }
  t->open = true;
  t->stamp = *stamp;
  t->stamp.by = keep(record, stamp->by);
  t->stamp.when = keep(record, stamp->when);
  arena_init(&t->arena);
  map_init(&t->names, &t->arena);
  find_author(record);
  t->entry = 1 + store_integer(record, store_sql(record, "SELECT coalesce(max(n), 0) FROM log"));
  return record->failure.code;
}

int record_commit(Record *record) {
  store_do(record, store_sql(record, "COMMIT"));
  if (record->failure.code != STATUS_OK) {
    record_rollback(record);
  }
  record->t.open = false;
  return record->failure.code;
}

void record_rollback(Record *record) {
  if (record->t.open && record->db && !sqlite3_get_autocommit(record->db)) {
    for (uint32_t i = 0; i < STORE_STATEMENTS; i++) {
      sqlite3_reset(record->statements[i].prepared);
    }
    sqlite3_exec(record->db, "ROLLBACK", NULL, NULL, NULL);
  }
  record->t.open = false;
}

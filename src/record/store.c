/* Store: statements, bindings, and what SQLite says in words for people. */
#include "record/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- failures -------------------------------------------------------------------------------- */

int store_fail(Record *r, int code, const char *format, ...) {
  char message[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (r->failure.code == STATUS_OK) {
    status_set(&r->failure, code, 0, "%s", message);
  }
  return r->failure.code;
}

void store_failed(Record *r, int code) {
  switch (code & 0xFF) {
    case SQLITE_NOMEM:
      store_fail(r, STATUS_NO_MEMORY, "no memory");
      break;
    case SQLITE_FULL:
      store_fail(r, STATUS_IO,
                 "%s: the disk is full: make room and do it again; what was "
                 "committed before is there",
                 r->path);
      break;
    case SQLITE_READONLY:
      store_fail(r, STATUS_IO, "%s: cannot be written: copy it to where you may write", r->path);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      store_fail(r, STATUS_IO,
                 "%s: another program has been writing to it for a minute: try "
                 "again when it is done",
                 r->path);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      store_fail(r, STATUS_FORMAT, "%s: damaged (%s): according verify names what", r->path,
                 sqlite3_errstr(code));
      break;
    case SQLITE_CANTOPEN:
      store_fail(r, STATUS_IO, "%s: cannot be opened: check its name, and that you may read it",
                 r->path);
      break;
    default:
      store_fail(r, STATUS_IO, "%s: %s", r->path,
                 r->db ? sqlite3_errmsg(r->db) : sqlite3_errstr(code));
  }
}

void store_guarded(Record *r, void (*work)(void *context, Arena *arena), void *context) {
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    store_fail(r, STATUS_NO_MEMORY, "no memory");
  } else {
    work(context, &arena);
  }
  arena_release(&arena);
}

int record_failure(const Record *record, Status *status) {
  if (status) {
    *status = record->failure;
  }
  return record->failure.code;
}

/* ---- opening --------------------------------------------------------------------------------- */

void store_open(Record *r, const char *path, int flags) {
  /* without locks in memory: a record belongs to one thread at a time */
  int code = sqlite3_open_v2(path, &r->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK) {
    store_failed(r, code);
    return;
  }
  sqlite3_extended_result_codes(r->db, 1);
  sqlite3_busy_timeout(r->db, r->wait);
  sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  store_run(r,
            "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
            "PRAGMA synchronous = EXTRA; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;");
}

void store_close(Record *r) {
  for (uint32_t i = 0; i < STORE_STATEMENTS; i++) {
    sqlite3_finalize(r->statements[i].prepared);
  }
  sqlite3_close(r->db);
}

void store_run(Record *r, const char *sql) {
  if (r->failure.code == STATUS_OK) {
    int code = sqlite3_exec(r->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
      store_failed(r, code);
    }
  }
}

/* ---- statements ------------------------------------------------------------------------------ */

/* Where the statement is, or is to be: by its address. */
static Statement *find_statement(Record *r, const char *literal) {
  uint32_t i = (uint32_t)(hash64_mix((uint64_t)(uintptr_t)literal) % STORE_STATEMENTS);
  while (r->statements[i].sql && r->statements[i].sql != literal) {
    i = (i + 1) % STORE_STATEMENTS;
  }
  return &r->statements[i];
}

sqlite3_stmt *store_sql(Record *r, const char *literal) {
  if (r->failure.code != STATUS_OK) {
    return NULL;
  }
  Statement *known = find_statement(r, literal);
  if (!known->sql) {
    if (r->statement_count == STORE_STATEMENTS - 1) {
      store_fail(r, STATUS_LIMIT, "%s: too many statements", r->path);
      return NULL;
    }
    int code =
        sqlite3_prepare_v3(r->db, literal, -1, SQLITE_PREPARE_PERSISTENT, &known->prepared, NULL);
    if (code != SQLITE_OK) {
      store_failed(r, code);
      return NULL;
    }
    known->sql = literal;
    r->statement_count++;
  }
  sqlite3_reset(known->prepared);
  sqlite3_clear_bindings(known->prepared);
  return known->prepared;
}

static int bind_one(sqlite3_stmt *s, int i, char type, va_list *arguments) {
  if (type == 'i') {
    return sqlite3_bind_int64(s, i, va_arg(*arguments, int64_t));
  }
  if (type == 'z') {
    int64_t n = va_arg(*arguments, int64_t);
    return n ? sqlite3_bind_int64(s, i, n) : sqlite3_bind_null(s, i);
  }
  if (type == 'd') {
    const Digest *d = va_arg(*arguments, const Digest *);
    return sqlite3_bind_blob(s, i, d->bytes, sizeof d->bytes, SQLITE_STATIC);
  }
  Str str = va_arg(*arguments, Str);
  if (!str.n) {
    return sqlite3_bind_null(s, i);
  }
  return type == 'b' ? sqlite3_bind_blob64(s, i, str.p, str.n, SQLITE_STATIC)
                     : sqlite3_bind_text64(s, i, str.p, str.n, SQLITE_STATIC, SQLITE_UTF8);
}

void store_bind(Record *r, sqlite3_stmt *s, const char *types, ...) {
  va_list arguments;
  va_start(arguments, types);
  for (int i = 0; s && types[i]; i++) {
    int code = bind_one(s, i + 1, types[i], &arguments);
    if (code != SQLITE_OK) {
      store_failed(r, code);
      break;
    }
  }
  va_end(arguments);
}

bool store_row(Record *r, sqlite3_stmt *s) {
  if (!s || r->failure.code != STATUS_OK) {
    return false;
  }
  int code = sqlite3_step(s);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    store_failed(r, code);
  }
  sqlite3_reset(s);
  return false;
}

void store_do(Record *r, sqlite3_stmt *s) {
  while (store_row(r, s)) {
  }
}

int64_t store_integer(Record *r, sqlite3_stmt *s) {
  int64_t value = store_row(r, s) ? sqlite3_column_int64(s, 0) : 0;
  sqlite3_reset(s);
  return value;
}

/* ---- columns --------------------------------------------------------------------------------- */

Str column_view(sqlite3_stmt *s, int i) {
  const char *p = sqlite3_column_type(s, i) == SQLITE_BLOB
                      ? sqlite3_column_blob(s, i)
                      : (const char *)sqlite3_column_text(s, i);
  int n = sqlite3_column_bytes(s, i);
  return (Str){p, p && n > 0 ? (size_t)n : 0};
}

Str column_text(sqlite3_stmt *s, int i, Arena *arena) {
  Str view = column_view(s, i);
  return view.n ? str_copy(arena, view) : (Str){NULL, 0};
}

Digest column_digest(sqlite3_stmt *s, int i) {
  Digest digest = {{0}};
  Str view = column_view(s, i);
  if (view.n == sizeof digest.bytes) {
    memcpy(digest.bytes, view.p, view.n);
  }
  return digest;
}

/* Record faults: each write, each sync and each deletion of a file fails once, or all from then on, or the
   program is killed there; what was committed before is there, and the record is whole. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "record_fixture.h"

enum { STEPS_MOST = 2000 };

/* A file system that counts what changes files and fails at one of them. */
typedef struct Failing {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  int left;   /* steps that go well; -1: all */
  bool stays; /* all fail from then on */
  bool kills; /* the process ends there, with half of a write done */
  int how;    /* an SQLite code */
} Failing;

typedef struct FailingFile {
  sqlite3_file base;
  Failing *failing;
  sqlite3_file *real;
} FailingFile;

static int step(Failing *f) {
  if (f->left < 0) {
    return SQLITE_OK;
  }
  if (f->left == 0) {
    if (f->kills) {
      raise(SIGKILL);
    }
    f->left = f->stays ? 0 : -1;
    return f->how;
  }
  f->left--;
  return SQLITE_OK;
}

#define FILE_OF(file) ((FailingFile *)(file))
#define REAL(file) (FILE_OF(file)->real)

static int file_close(sqlite3_file *f) {
  return REAL(f)->pMethods->xClose(REAL(f));
}
static int file_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) {
  return REAL(f)->pMethods->xRead(REAL(f), p, n, at);
}
static int file_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
  Failing *failing = FILE_OF(f)->failing;
  if (failing->kills && failing->left == 0) {
    REAL(f)->pMethods->xWrite(REAL(f), p, n / 2, at);
  }
  int code = step(failing);
  return code ? code : REAL(f)->pMethods->xWrite(REAL(f), p, n, at);
}
static int file_truncate(sqlite3_file *f, sqlite3_int64 n) {
  int code = step(FILE_OF(f)->failing);
  return code ? code : REAL(f)->pMethods->xTruncate(REAL(f), n);
}
static int file_sync(sqlite3_file *f, int flags) {
  int code = step(FILE_OF(f)->failing);
  return code ? code : REAL(f)->pMethods->xSync(REAL(f), flags);
}
static int file_size(sqlite3_file *f, sqlite3_int64 *n) {
  return REAL(f)->pMethods->xFileSize(REAL(f), n);
}
static int file_lock(sqlite3_file *f, int lock) {
  return REAL(f)->pMethods->xLock(REAL(f), lock);
}
static int file_unlock(sqlite3_file *f, int lock) {
  return REAL(f)->pMethods->xUnlock(REAL(f), lock);
}
static int file_reserved(sqlite3_file *f, int *out) {
  return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out);
}
static int file_control(sqlite3_file *f, int op, void *p) {
  return REAL(f)->pMethods->xFileControl(REAL(f), op, p);
}
static int file_sector(sqlite3_file *f) {
  return REAL(f)->pMethods->xSectorSize(REAL(f));
}
static int file_device(sqlite3_file *f) {
  return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static const sqlite3_io_methods methods = {.iVersion = 1,
                                           .xClose = file_close,
                                           .xRead = file_read,
                                           .xWrite = file_write,
                                           .xTruncate = file_truncate,
                                           .xSync = file_sync,
                                           .xFileSize = file_size,
                                           .xLock = file_lock,
                                           .xUnlock = file_unlock,
                                           .xCheckReservedLock = file_reserved,
                                           .xFileControl = file_control,
                                           .xSectorSize = file_sector,
                                           .xDeviceCharacteristics = file_device};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  Failing *f = (Failing *)vfs;
  FailingFile *mine = FILE_OF(file);
  mine->failing = f;
  mine->real = (sqlite3_file *)(mine + 1);
  int code = f->real->xOpen(f->real, name, mine->real, flags, out);
  file->pMethods = code == SQLITE_OK ? &methods : NULL;
  return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync) {
  Failing *f = (Failing *)vfs;
  int code = step(f);
  return code ? code : f->real->xDelete(f->real, name, sync);
}

static void failing_begin(Failing *f) {
  sqlite3_vfs *real = sqlite3_vfs_find(NULL);
  *f = (Failing){.real = real, .left = -1, .how = SQLITE_IOERR_WRITE};
  f->vfs = *real;
  f->vfs.zName = "failing";
  f->vfs.szOsFile = real->szOsFile + (int)sizeof(FailingFile);
  f->vfs.xOpen = vfs_open;
  f->vfs.xDelete = vfs_delete;
  f->vfs.pNext = NULL;
  sqlite3_vfs_register(&f->vfs, 1);
}

static void failing_end(Failing *f) {
  sqlite3_vfs_unregister(&f->vfs);
  sqlite3_vfs_register(f->real, 1);
}

/* A record of ten documents. */
static void make_ten(const char *path, Arena *arena) {
  Stamp stamp = fixture_stamp(1);
  Status status;
  Record *r;
  assert_int_equal(record_create(path, &stamp, str_lit("test"), &status), STATUS_OK);
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  assert_int_equal(fixture_add(r, arena, 1, 10), STATUS_OK);
  record_close(r);
}

/* The record is whole; ten more are added to it once it has ten or has them already. */
static void goes_on(const char *path, bool acknowledged, Arena *arena) {
  Status status;
  Verified verified;
  Record *r;
  assert_int_equal(fixture_verify(path, &verified), 0);
  /* An acknowledged add is there; one that failed is there as a whole or not at all. */
  assert_true(verified.documents == 20 || (!acknowledged && verified.documents == 10));
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  assert_int_equal(fixture_add(r, arena, 11, 10), STATUS_OK); /* the next command works */
  record_close(r);
  assert_int_equal(fixture_verify(path, &verified), 0);
  assert_int_equal(verified.documents, 20);
}

/* One add of ten documents to a record of ten, of which step n fails. Whether it did. */
static bool try_step(Failing *f, int n, bool stays, int how) {
  char folder[64];
  const char *path = fixture_path(folder);
  Status status;
  Record *r;
  Arena arena;
  arena_init(&arena);
  make_ten(path, &arena);
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  f->left = n;
  f->stays = stays;
  f->how = how;
  int code = fixture_add(r, &arena, 11, 10);
  bool reached = stays ? f->left == 0 : f->left < 0;
  record_close(r);
  f->left = -1;
  goes_on(path, code == STATUS_OK, &arena);
  fixture_remove(folder);
  arena_release(&arena);
  return reached;
}

static void sweep(bool stays, int how) {
  Failing f;
  int n = 0;
  failing_begin(&f);
  while (n < STEPS_MOST && try_step(&f, n, stays, how)) {
    n++;
  }
  failing_end(&f);
  printf("%d steps\n", n);
  assert_true(n > 10 && n < STEPS_MOST);
}

static void each_write_once(void **state) {
  (void)state;
  sweep(false, SQLITE_IOERR_WRITE);
}

static void all_from_then_on(void **state) {
  (void)state;
  sweep(true, SQLITE_IOERR_WRITE);
}

/* The same add in a process of its own, which is killed at step n. Whether it was. */
static bool try_kill(Failing *f, int n, bool *half_done) {
  char folder[64];
  char journal[128];
  const char *path = fixture_path(folder);
  Status status;
  Record *r;
  int ended;
  Arena arena;
  arena_init(&arena);
  make_ten(path, &arena);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    f->left = n;
    f->kills = true;
    _exit(record_open(path, true, &r, &status) || fixture_add(r, &arena, 11, 10));
  }
  assert_int_equal(waitpid(child, &ended, 0), child);
  bool killed = WIFSIGNALED(ended);
  assert_true(killed ? WTERMSIG(ended) == SIGKILL : WEXITSTATUS(ended) == 0);
  snprintf(journal, sizeof journal, "%s-journal", path);
  *half_done = killed && access(journal, F_OK) == 0;
  goes_on(path, !killed, &arena);
  fixture_remove(folder);
  arena_release(&arena);
  return killed;
}

static void killed_at_each_step(void **state) {
  Failing f;
  int n = 0, half_done = 0;
  bool half;
  (void)state;
  failing_begin(&f);
  while (n < STEPS_MOST && try_kill(&f, n, &half)) {
    half_done += half;
    n++;
  }
  failing_end(&f);
  printf("%d steps, %d of them half done\n", n, half_done);
  assert_true(half_done > 10 && n < STEPS_MOST);
}

static void full_disk(void **state) {
  (void)state;
  sweep(true, SQLITE_FULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_write_once),
      cmocka_unit_test(all_from_then_on),
      cmocka_unit_test(full_disk),
      cmocka_unit_test(killed_at_each_step),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

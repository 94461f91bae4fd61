#define _GNU_SOURCE /* mkdtemp */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support.h"

typedef struct Place {
  char folder[64];
  char path[200]; /* the last of at() */
} Place;

/* A path in the test's own folder. */
static const char *at(Place *place, const char *name) {
  snprintf(place->path, sizeof place->path, "%s/%s", place->folder, name);
  return place->path;
}

static int make_place(void **state) {
  Place *place = calloc(1, sizeof *place);
  snprintf(place->folder, sizeof place->folder, "/tmp/according-test-XXXXXX");
  *state = place;
  return mkdtemp(place->folder) ? 0 : -1;
}

static int remove_place(void **state) {
  Place *place = *state;
  char command[100];
  snprintf(command, sizeof command, "rm -rf %s", place->folder);
  int code = system(command);
  free(place);
  return code;
}

static void put(const char *path, const char *text) {
  Status status = {0};
  if (file_write(path, str_of(text), &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
}

static void assert_holds(const char *path, const char *expected) {
  char *bytes;
  size_t n;
  Status status = {0};
  if (file_read(path, 0, &bytes, &n, &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
  assert_int_equal(n, strlen(expected));
  assert_string_equal(bytes, expected);
  free(bytes);
}

static uint32_t count_files(Place *place) {
  Arena arena;
  StrArray files = {0};
  arena_init(&arena);
  assert_int_equal(folder_list(place->folder, &arena, &files, NULL), STATUS_OK);
  arena_release(&arena);
  return files.n;
}

static void test_write_and_read(void **state) {
  const char *path = at(*state, "a.txt");
  put(path, "one");
  assert_holds(path, "one");
  put(path, "");
  assert_holds(path, "");
  put(path, "two");
  assert_holds(path, "two");
  assert_int_equal(count_files(*state), 1);
}

static void test_mode_and_link_stay(void **state) {
  Place *place = *state;
  struct stat info;
  char link[200];
  put(at(place, "a.txt"), "one");
  assert_int_equal(chmod(place->path, 0640), 0);
  snprintf(link, sizeof link, "%s/link", place->folder);
  assert_int_equal(symlink("a.txt", link), 0);
  put(link, "two");
  assert_int_equal(lstat(link, &info), 0);
  assert_true(S_ISLNK(info.st_mode));
  assert_int_equal(stat(place->path, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0640);
  assert_holds(place->path, "two");
}

/* Reading must fail with the code and a message that has these words. */
static void assert_unreadable(const char *path, size_t limit, int code, const char *words) {
  char *bytes = (char *)"x";
  size_t n = 1;
  Status status = {0};
  assert_int_equal(file_read(path, limit, &bytes, &n, &status), code);
  assert_null(bytes);
  assert_int_equal(n, 0);
  if (!strstr(status.message, words) || !strstr(status.message, path)) {
    fail_msg("message: %s", status.message);
  }
}

static void test_read_refuses(void **state) {
  Place *place = *state;
  assert_unreadable(at(place, "missing"), 0, STATUS_IO, "No such file");
  assert_unreadable(place->folder, 0, STATUS_IO, "is a folder");
  assert_unreadable("/dev/null", 0, STATUS_IO, "is a device");
  put(at(place, "five"), "12345");
  assert_unreadable(place->path, 4, STATUS_LIMIT, "larger than 4 bytes");
  char *bytes;
  size_t n;
  assert_int_equal(file_read(place->path, 5, &bytes, &n, NULL), STATUS_OK);
  assert_int_equal(n, 5);
  free(bytes);
  assert_int_equal(file_read("", 0, &bytes, &n, NULL), STATUS_IO);
}

static void test_read_large_and_pipe(void **state) {
  Place *place = *state;
  size_t n = 300001;
  char *many = malloc(n + 1), *bytes;
  assert_non_null(many);
  for (size_t i = 0; i < n; i++) {
    many[i] = (char)('a' + i % 26);
  }
  many[n] = 0;
  put(at(place, "many"), many);
  assert_holds(place->path, many);
  char command[300];
  snprintf(command, sizeof command, "mkfifo %s/pipe && (cat %s/many >%s/pipe &)", place->folder,
           place->folder, place->folder);
  assert_int_equal(system(command), 0);
  assert_holds(at(place, "pipe"), many);
  int kept = dup(STDIN_FILENO), fd = open(at(place, "many"), O_RDONLY);
  assert_true(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
  size_t got = 0;
  assert_int_equal(file_read("-", 0, &bytes, &got, NULL), STATUS_OK);
  assert_int_equal(got, n);
  free(bytes);
  close(fd);
  if (kept >= 0) {
    dup2(kept, STDIN_FILENO);
    close(kept);
  }
  free(many);
}

static void test_write_refuses(void **state) {
  Place *place = *state;
  Status status = {0};
  assert_int_equal(file_write(at(place, "missing/a"), str_lit("x"), &status), STATUS_IO);
  assert_non_null(strstr(status.message, "No such file"));
  assert_int_equal(file_write(place->folder, str_lit("x"), &status), STATUS_IO);
  assert_non_null(strstr(status.message, "is a folder"));
  assert_int_equal(file_write("/dev/full", str_lit("x"), &status), STATUS_IO);
  assert_non_null(strstr(status.message, "No space left"));
  struct stat info;
  assert_int_equal(file_write("/dev/null", str_lit("x"), &status), STATUS_OK);
  assert_int_equal(stat("/dev/null", &info), 0);
  assert_true(S_ISCHR(info.st_mode));
  assert_int_equal(count_files(place), 0);
}

/* A disk that is full after 64 KB, as a limit on the size of files. */
static void test_full_disk_keeps_the_old_file(void **state) {
  Place *place = *state;
  struct rlimit before, small;
  Status status = {0};
  size_t n = 200000;
  char *many = calloc(1, n);
  put(at(place, "a.txt"), "old");
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  small = before;
  small.rlim_cur = 64 * 1024;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  int code = file_write(place->path, (Str){many, n}, &status);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  free(many);
  assert_int_equal(code, STATUS_IO);
  assert_non_null(strstr(status.message, "too large"));
  assert_holds(place->path, "old");
  assert_int_equal(count_files(place), 1);
}

static void test_list(void **state) {
  Place *place = *state;
  static const char *const expected[] = {"B", "a", "sub-1", "sub/b", "sub/deep/c", "z-link"};
  Arena arena;
  StrArray files = {0};
  char path[200];
  assert_int_equal(mkdir(at(place, "sub"), 0755), 0);
  assert_int_equal(mkdir(at(place, "sub/deep"), 0755), 0);
  assert_int_equal(mkdir(at(place, ".git"), 0755), 0);
  put(at(place, "sub/deep/c"), "");
  put(at(place, "sub/b"), "");
  put(at(place, "sub-1"), "");
  put(at(place, "a"), "");
  put(at(place, "B"), "");
  put(at(place, ".hidden"), "");
  put(at(place, ".git/x"), "");
  assert_int_equal(symlink("..", at(place, "sub/up")), 0);
  assert_int_equal(symlink("nowhere", at(place, "broken")), 0);
  assert_int_equal(symlink("a", at(place, "z-link")), 0);
  assert_int_equal(mkfifo(at(place, "pipe"), 0600), 0);
  arena_init(&arena);
  array_push(&arena, &files, str_lit("before"));
  snprintf(path, sizeof path, "%s/", place->folder);
  assert_int_equal(folder_list(path, &arena, &files, NULL), STATUS_OK);
  assert_int_equal(files.n, 7);
  assert_str(files.v[0], "before");
  for (uint32_t i = 0; i < 6; i++) {
    assert_str(files.v[i + 1], at(place, expected[i]));
  }
  arena_release(&arena);
}

static void test_list_refuses(void **state) {
  Place *place = *state;
  Arena arena;
  StrArray files = {0};
  Status status = {0};
  arena_init(&arena);
  assert_int_equal(folder_list(at(place, "missing"), &arena, &files, &status), STATUS_IO);
  put(at(place, "a"), "");
  assert_int_equal(folder_list(place->path, &arena, &files, &status), STATUS_IO);
  assert_non_null(strstr(status.message, "Not a directory"));
  assert_true(path_is_folder(place->folder));
  assert_false(path_is_folder(place->path));
  assert_false(path_is_folder(at(place, "missing")));
  arena.limit = 1;
  jmp_buf jump;
  if (arena_guard(&arena, &jump)) {
    fail_msg("jumped out of folder_list");
  }
  assert_int_equal(folder_list(place->folder, &arena, &files, &status), STATUS_NO_MEMORY);
  assert_ptr_equal(arena.escape, &jump);
  arena_release(&arena);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_PLACE(test_write_and_read), IN_PLACE(test_mode_and_link_stay),
      IN_PLACE(test_read_refuses),   IN_PLACE(test_read_large_and_pipe),
      IN_PLACE(test_write_refuses),  IN_PLACE(test_full_disk_keeps_the_old_file),
      IN_PLACE(test_list),           IN_PLACE(test_list_refuses),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* A small record made by hand, for tests: entries whose lines are those of one invented figure. */
#ifndef TESTS_RECORD_FIXTURE_H
#define TESTS_RECORD_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "claim/line_read.h"
#include "record/record.h"
#include "support.h"

static inline Stamp fixture_stamp(uint8_t chance) {
  Stamp stamp = {.by = STR("A. Reader"), .when = STR("2026-03-01T12:00:00Z")};
  memset(stamp.chance, chance, sizeof stamp.chance);
  return stamp;
}

/* A path in a folder of its own, which is made; "…/x.according". In memory where that is possible:
   each commit waits for the disk. */
static inline const char *fixture_path(char folder[64]) {
  const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  snprintf(folder, 64, "%s/according-record-XXXXXX", base);
  assert_non_null(mkdtemp(folder));
  return strcat(folder, "/x.according");
}

static inline void fixture_remove(char path[64]) {
  unlink(path);
  *strrchr(path, '/') = 0;
  rmdir(path);
}

/* An entry with the id "n.txt" and a text of its own. */
static inline RecordEntry fixture_entry(Arena *arena, int n) {
  char hash[72], text_hash[72];
  Extraction x;
  LineProblems problems;
  Str text = str_of(arena_printf(arena, "Some %d people were killed at the quarry.\n", n));
  Digest digest = digest_sha256(text);
  digest_write(digest, hash);
  digest_write(digest, text_hash);
  Str lines = str_of(arena_printf(
      arena,
      "{\"type\":\"document\",\"v\":1,\"id\":\"%d.txt\",\"hash\":\"%s\",\"text_hash\":\"%s\","
      "\"bytes\":%zu,\"title\":\"Quarry\",\"date\":\"2020-05-01\",\"date_basis\":\"given\","
      "\"publisher\":null,\"author\":null,\"url\":null,\"language\":null,\"furniture\":[],"
      "\"notes\":[],\"names\":[],\"people\":[],\"sketch\":null,\"pack\":\"en\",\"called\":[]}\n",
      n, hash, text_hash, text.n));
  lines_read(arena, lines, &x, &problems);
  assert_int_equal(problems.n, 0);
  RecordEntry e = {
      .hash = digest, .title = STR("Quarry"), .date = STR("2020-05-01"), .words = text};
  e.id = str_of(arena_printf(arena, "%d.txt", n));
  e.path = str_of(arena_printf(arena, "in/%d.txt", n));
  Packer *packer = packer_new(NULL);
  e.original = pack_original(packer, text, &digest, arena);
  e.text = (Body){.coding = CODING_ORIGINAL, .size = text.n, .hash = digest};
  e.lines = pack_lines(packer, lines, text, &digest, text, arena);
  packer_free(packer);
  rows_make(&x, arena, &e.rows);
  return e;
}

/* Adds entries first … first + count - 1 in one transaction; its code. */
static inline int fixture_add(Record *r, Arena *arena, int first, int count) {
  Stamp stamp = fixture_stamp((uint8_t)first);
  ReadingOf with = {STR("according"), STR("en"), STR("places"), NULL};
  record_begin(r, &stamp);
  int64_t reading = record_reading(r, &with);
  for (int i = first; i < first + count; i++) {
    Kept other;
    RecordEntry e = fixture_entry(arena, i);
    record_put(r, &e, reading, false, arena, &other);
  }
  if (record_log_added(r, (Str){NULL, 0})) {
    return record_commit(r);
  }
  record_rollback(r);
  return record_failure(r, NULL);
}

static inline int fixture_tell(void *context, Str problem) {
  uint32_t *count = context;
  printf("%.*s\n", STR_ARG(problem));
  ++*count;
  return 0;
}

/* Verifies the file; how many problems there are. */
static inline uint32_t fixture_verify(const char *path, Verified *verified) {
  uint32_t problems = 0;
  Record *r;
  Status status;
  assert_int_equal(record_open(path, false, &r, &status), STATUS_OK);
  assert_int_equal(record_verify(r, 2, fixture_tell, &problems, verified, &status), STATUS_OK);
  record_close(r);
  assert_int_equal(problems, verified->problems);
  return problems;
}

#endif

/* Record: what is put there comes back, chains hold, decisions are taken back. */
#include "record_fixture.h"

static void bodies(void **state) {
  Arena arena;
  Str back;
  static const char text[] =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb";
  (void)state;
  arena_init(&arena);
  const Str all[] = {STR(""), STR("x"), STR(text)};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    for (size_t k = 0; k < 2; k++) {
      Str shared = k ? str_lit("what it has in common: bbbbbbbbbbbbb") : (Str){NULL, 0};
      Body body = body_make(all[i], shared, &arena);
      assert_true(body_open(&body, shared, &arena, &back));
      assert_true(str_equal(back, all[i]));
    }
  }
  Body body = body_make(all[2], (Str){NULL, 0}, &arena);
  assert_int_equal(body.coding, CODING_DEFLATE);
  body.size++;
  assert_false(body_open(&body, (Str){NULL, 0}, &arena, &back));
  body.size = UINT64_MAX;
  assert_false(body_open(&body, (Str){NULL, 0}, &arena, &back));
  arena_release(&arena);
}

static void put_and_read(void **state) {
  char folder[64];
  const char *path = fixture_path(folder);
  Stamp stamp = fixture_stamp(1);
  Status status;
  Record *r;
  Arena arena;
  KeptArray documents;
  Verified verified;
  Str text;
  (void)state;
  arena_init(&arena);
  assert_int_equal(record_create(path, &stamp, str_lit("test"), &status), STATUS_OK);
  assert_int_equal(record_create(path, &stamp, str_lit("test"), &status), STATUS_IO);
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  assert_int_equal(fixture_add(r, &arena, 1, 20), STATUS_OK);
  assert_int_equal(fixture_add(r, &arena, 11, 20), STATUS_OK); /* ten of them again */
  record_documents(r, WHICH_CURRENT, &arena, &documents);
  assert_int_equal(documents.n, 30);
  assert_true(record_body(r, &documents.v[0], PART_TEXT, &arena, &text));
  assert_str(text, "Some 1 people were killed at the quarry.\n");
  RecordEntry e = fixture_entry(&arena, 30);
  assert_true(record_knows(r, &e.original.hash));
  assert_int_equal(record_failure(r, &status), STATUS_OK);
  record_close(r);
  assert_int_equal(fixture_verify(path, &verified), 0);
  assert_int_equal(verified.documents, 30);
  assert_int_equal(verified.entries, 3);
  fixture_remove(folder);
  arena_release(&arena);
}

/* A transaction that is not committed leaves nothing. */
static void left_open(void **state) {
  char folder[64];
  const char *path = fixture_path(folder);
  Stamp stamp = fixture_stamp(1);
  Status status;
  Record *r;
  Arena arena;
  Verified verified;
  (void)state;
  arena_init(&arena);
  assert_int_equal(record_create(path, &stamp, str_lit("test"), &status), STATUS_OK);
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  record_begin(r, &stamp);
  assert_int_equal(record_remove(r, str_lit("1.txt"), false, str_lit("why"), &status),
                   STATUS_NOT_FOUND);
  assert_int_equal(record_log(r, "note", str_lit("{}")), 2);
  record_close(r);
  assert_int_equal(fixture_verify(path, &verified), 0);
  assert_int_equal(verified.entries, 1);
  fixture_remove(folder);
  arena_release(&arena);
}

static uint32_t listed(Record *r, Arena *arena) {
  KeptArray documents;
  record_documents(r, WHICH_CURRENT, arena, &documents);
  return documents.n;
}

/* Random decisions and undos: what is listed is what the decisions that stand make of it. */
static void histories(void **state) {
  enum { DOCUMENTS = 6, STEPS = 60 };
  char folder[64];
  const char *path = fixture_path(folder);
  Stamp stamp = fixture_stamp(1);
  Status status;
  Record *r;
  Arena arena;
  Verified verified;
  uint64_t random = 7;
  (void)state;
  arena_init(&arena);
  assert_int_equal(record_create(path, &stamp, str_lit("test"), &status), STATUS_OK);
  assert_int_equal(record_open(path, true, &r, &status), STATUS_OK);
  assert_int_equal(fixture_add(r, &arena, 1, DOCUMENTS), STATUS_OK);
  for (int i = 0; i < STEPS; i++) {
    random = hash64_mix(random);
    record_begin(r, &stamp);
    int code =
        random % 2
            ? record_remove(
                  r, str_of(arena_printf(&arena, "%d.txt", (int)(random / 2 % DOCUMENTS) + 1)),
                  false, str_lit("why"), &status)
            : record_undo(r, 3 + (int64_t)(random / 2 % (uint64_t)(i + 1)), str_lit("why"),
                          &status);
    code == STATUS_OK ? (void)record_commit(r) : record_rollback(r);
    LogArray log;
    uint32_t removed = 0;
    record_log_read(r, &arena, &log);
    for (uint32_t k = 0; k < log.n; k++) {
      removed += str_is(log.v[k].kind, "remove") && !log.v[k].undone_by;
    }
    assert_int_equal(record_failure(r, &status), STATUS_OK);
    assert_true(listed(r, &arena) + removed >= DOCUMENTS);
    arena_clear(&arena);
  }
  record_close(r);
  assert_int_equal(fixture_verify(path, &verified), 0);
  assert_true(verified.entries > 20);
  fixture_remove(folder);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bodies),
      cmocka_unit_test(put_and_read),
      cmocka_unit_test(left_open),
      cmocka_unit_test(histories),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

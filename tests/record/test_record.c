/* Record: what is put there comes back, chains hold, decisions are taken back. */
#include "record_fixture.h"

#include "record/packer.h"

static void bodies(void **state) {
  Arena arena;
  jmp_buf jump;
  Str back;
  static const char text[] =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb";
  static const char page[] =
      "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb</p>";
  static const char line[] = "{\"text\":1,\"a\":[{\"text\":\"x\"}],\"text\" : \"aa\",\"b\":\"text\",\"text\":"
                             " \"\\u0041 \\ud83d\\ude00 \\ud800 \\n\\\"\"}";
  (void)state;
  arena_init(&arena);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  Opener opener = {.fold = NULL};
  Packer *packer = packer_new(NULL);
  const Str all[] = {STR(""), STR("x"), STR(text), STR("A \xf0\x9f\x98\x80 \xef\xbf\xbd \n\"")};
  const Str originals[] = {STR(""), STR(text), STR(page), STR(line)};
  const PartsKnown none = {.text_hash = NULL};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    for (size_t k = 0; k < sizeof originals / sizeof *originals; k++) {
      const PartsKnown known = {.original = originals[k]};
      Body body = pack_text(packer, all[i], originals[k], &arena);
      assert_true(body_open(&opener, &body, &known, NULL, &arena, &back));
      assert_true(str_equal(back, all[i]));
    }
  }
  assert_int_equal(pack_text(packer, all[3], originals[3], &arena).coding, CODING_MEMBER);
  assert_int_equal(pack_text(packer, all[2], originals[2], &arena).coding, CODING_SHARED);
  Body body = pack_original(packer, all[2], NULL, &arena);
  assert_int_equal(body.coding, CODING_DEFLATE);
  body.size++;
  assert_false(body_open(&opener, &body, &none, NULL, &arena, &back));
  body.size = UINT64_MAX;
  assert_false(body_open(&opener, &body, &none, NULL, &arena, &back));
  packer_free(packer);
  opener_release(&opener);
  arena_release(&arena);
}

/* Lines come back as they were, whatever they are, with and without what is usual; damaged ones are
   refused or are other lines, and nothing is read or written beyond their end. */
static void folded_lines(void **state) {
  static const char text[] = "Nine \"miners\" died\tat Tarn on Monday, the mayor said.\n";
  static const Str all[] = {
      STR("{\"type\":\"document\",\"title\":\"The \\\"Tarn\\\" pit\",\"hash\":\"sha256:"
          "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\",\"names\":[\"Tarn\","
          "\"Monday\"]}\n{\"id\":\"c-0123456789abcdef\",\"text\":\"\\\"miners\\\"\",\"span\":[5,13],"
          "\"n\":9,\"lat\":-1.50,\"quote\":\"died\\tat\",\"in\":\"title\"}\n"),
      STR("{\"a\":{\"text\":\"Tarn\",\"span\":[22,26]},\"b\":[],\"c\":[[1,2],[3,4],[01,99999999999999999999]],"
          "\"text\":\"\\\"Tarn\\\"\",\"span\":[4,10]}\n{\"a\":null}\n"),
      STR("no JSON"), STR("\""), STR("{\"a\":\"\\"), STR("{\"\":\"\"}"), STR("\n\n"), STR("\x7f\x01:5"),
      STR("[\"a\x01\",\"\\u0001\",\"\x7f\",tru,nul]]]]"),
  };
  Arena arena;
  jmp_buf jump;
  Opener opener = {.fold = NULL};
  (void)state;
  arena_init(&arena);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  Usual *usual = usual_new(&arena), *again = usual_new(&arena);
  usual_learn(usual, str_lit(text), all[1], &arena);
  usual_end(usual, &arena);
  Str learned;
  assert_true(bytes_unpack(&opener, usual->packed, &arena, &learned));
  assert_true(usual_read(again, learned, &arena));
  const PartsKnown known = {.original = STR(text), .text = STR(text)};
  const Digest hash = digest_sha256(known.text);
  for (size_t k = 0; k < 2 * sizeof all / sizeof *all; k++) {
    Str back, lines = all[k / 2];
    Packer *packer = packer_new(k % 2 ? usual : NULL);
    Body body = pack_lines(packer, lines, known.text, &hash, known.original, &arena);
    assert_true(body_open(&opener, &body, &known, k % 2 ? again : NULL, &arena, &back));
    assert_true(str_equal(back, lines));
    for (size_t i = 0; i < 8 * body.bytes.n; i++) {
      Body bad = body;
      bad.bytes = str_copy(&arena, body.bytes);
      ((char *)bad.bytes.p)[i / 8] ^= (char)(1 << i % 8);
      body_open(&opener, &bad, &known, k % 2 ? again : NULL, &arena, &back);
    }
    packer_free(packer);
  }
  usual_forget(usual);
  usual_forget(again);
  opener_release(&opener);
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
      cmocka_unit_test(folded_lines),
      cmocka_unit_test(put_and_read),
      cmocka_unit_test(left_open),
      cmocka_unit_test(histories),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

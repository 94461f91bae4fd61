/* The front: what is refused, encodings, places of spans. */
#include "doc_fixture.h"

static int read_bytes(Fixture *f, Str bytes) {
  DocOptions options = {.rules = &f->rules};
  int code = document_read(&options, str_lit("a.txt"), bytes, &f->arena, &f->d, &f->status);
  if (code == STATUS_OK) {
    const char *fault = doc_blocks_fault(&f->d);
    if (fault) {
      fail_msg("%s", fault);
    }
  }
  return code;
}

static void test_refused(void **state) {
  static const struct {
    Str bytes;
    const char *message;
  } cases[] = {
      {STR(""), "a.txt: empty file; nothing to read"},
      {STR("%PDF-1.7\n"), "a.txt: a PDF document; give its text as a .txt or .html file"},
      {STR("PK\3\4......"), "a.txt: a ZIP archive or office file; give its text as a .txt or .html "
                            "file"},
      {STR("\x7f" "ELF\2\1\1"), "a.txt: a program; give its text as a .txt or .html file"},
      {STR("\x89PNG\r\n\x1a\n"), "a.txt: a PNG image; give its text as a .txt or .html file"},
      {STR("abc\0def ghi"), "a.txt: a binary file (NUL bytes), not text"},
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(read_bytes(f, cases[i].bytes), STATUS_FORMAT);
    assert_string_equal(f->status.message, cases[i].message);
  }
}

static void test_plain_is_itself(void **state) {
  static const Str cases[] = {STR("a"), STR(" \n"), STR("caf\xC3\xA9\r\nb\r"),
                              STR("\xEF\xBB\xBFwith a mark"), STR("1 < 2 and a <b and </c\n")};
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(read_bytes(f, cases[i]), STATUS_OK);
    assert_true(str_equal(f->d.text, cases[i]));
    assert_int_equal(f->d.source_map.n, 0);
    assert_int_equal(f->d.body_at, 0);
    assert_int_equal(f->d.bytes, cases[i].n);
    assert_memory_equal(f->d.hash.bytes, f->d.text_hash.bytes, 32);
    assert_int_equal(f->d.notes.n, 0);
  }
}

/* Source bytes of the first place of `part` in the text. */
static void source_of(Fixture *f, const char *part, uint64_t *start, uint64_t *end) {
  const char *at = strstr(f->d.text.p, part);
  assert_non_null(at);
  uint32_t from = (uint32_t)(at - f->d.text.p) - f->d.body_at;
  document_source(&f->d, (Span){from, from + (uint32_t)strlen(part)}, start, end);
}

static void test_invalid_utf8(void **state) {
  Fixture *f = *state;
  uint64_t start, end;
  assert_int_equal(read_bytes(f, (Str)STR("caf\xC3\xA9 \xC3\xA9 bad \xFF end \xE2\x82 x")),
                   STATUS_OK);
  assert_str(f->d.text, "caf\xC3\xA9 \xC3\xA9 bad \xEF\xBF\xBD end \xEF\xBF\xBD x");
  assert_int_equal(f->d.notes.n, 1);
  assert_str(f->d.notes.v[0], "invalid UTF-8 at byte 13 replaced");
  source_of(f, "end", &start, &end);
  assert_int_equal(start, 15);
  assert_int_equal(end, 18);
  source_of(f, "\xEF\xBF\xBD x", &start, &end);
  assert_int_equal(start, 19);
  assert_int_equal(end, 23);
}

static void test_utf16(void **state) {
  Fixture *f = *state;
  uint64_t start, end;
  assert_int_equal(read_bytes(f, (Str)STR("\xFF\xFEN\0i\0\xE9\0 \0\x19\x20 \0=\xD8\0\xDE.\0")),
                   STATUS_OK);
  assert_str(f->d.text, "Ni\xC3\xA9 \xE2\x80\x99 \xF0\x9F\x98\x80.");
  source_of(f, "\xE2\x80\x99", &start, &end);
  assert_int_equal(start, 10);
  assert_int_equal(end, 12);
  source_of(f, "\xF0\x9F\x98\x80.", &start, &end);
  assert_int_equal(start, 14);
  assert_int_equal(end, 20);
  assert_int_equal(read_bytes(f, (Str)STR("\0N\0i\0n\0e\0 \0d\0i\0e\0d")), STATUS_OK);
  assert_str(f->d.text, "Nine died");
  source_of(f, "died", &start, &end);
  assert_int_equal(start, 10);
  assert_int_equal(end, 18);
}

static void test_single_byte_encodings(void **state) {
  Fixture *f = *state;
  uint64_t start, end;
  assert_int_equal(read_bytes(f, (Str)STR("The caf\xE9 \x93Nine\x94 was closed \x96 twice")),
                   STATUS_OK);
  assert_str(f->d.text,
             "The caf\xC3\xA9 \xE2\x80\x9CNine\xE2\x80\x9D was closed \xE2\x80\x93 twice");
  assert_int_equal(f->d.notes.n, 1);
  source_of(f, "Nine", &start, &end);
  assert_int_equal(start, 10);
  assert_int_equal(end, 14);
  assert_int_equal(
      read_bytes(f, (Str)STR("<html><meta charset=koi8-r><p>\xEE\xC5\xD4 12</p></html>")),
      STATUS_OK);
  assert_str(document_body(&f->d), "\xD0\x9D\xD0\xB5\xD1\x82 12");
  source_of(f, "12", &start, &end);
  assert_int_equal(start, 34);
  assert_int_equal(end, 36);
}

static void test_multi_byte_encodings(void **state) {
  Fixture *f = *state;
  uint64_t start, end;
  assert_int_equal(
      read_bytes(f, (Str)STR("<html><meta charset=shift_jis><p>\x93\xFA\x96{ 12 \x81</p></html>")),
      STATUS_OK);
  assert_true(str_starts(document_body(&f->d), "\xE6\x97\xA5\xE6\x9C\xAC 12"));
  source_of(f, "12", &start, &end);
  assert_int_equal(start, 38);
  assert_int_equal(end, 40);
  assert_int_equal(read_bytes(f, (Str)STR("<meta charset=../../etc/x><p>caf\xE9 twelve</p>")),
                   STATUS_OK);
  assert_str(document_body(&f->d), "caf\xC3\xA9 twelve");
}

static void test_places(void **state) {
  Fixture *f = *state;
  Span printed;
  bool in_title;
  f->d = (Document){.text = STR("Title\n\nBody here"), .body_at = 7};
  assert_true(document_place(&f->d, (Span){0, 5}, &printed, &in_title));
  assert_true(in_title && printed.start == 0 && printed.end == 5);
  assert_true(document_place(&f->d, (Span){7, 11}, &printed, &in_title));
  assert_true(!in_title && printed.start == 0 && printed.end == 4);
  assert_true(document_place(&f->d, (Span){2, 9}, &printed, &in_title));
  assert_true(in_title && printed.start == 2 && printed.end == 5);
  assert_false(document_place(&f->d, (Span){7, 99}, &printed, &in_title));
  f->d.body_at = 0;
  assert_true(document_place(&f->d, (Span){3, 4}, &printed, &in_title));
  assert_true(!in_title && printed.start == 3);
}

static void test_given_date(void **state) {
  Fixture *f = *state;
  DocOptions options = {.rules = &f->rules, .date = STR("2001-02-03")};
  assert_int_equal(
      document_read(&options, str_lit("x"), str_lit("By Ana Bell, 4 May 2019\n\nText."), &f->arena,
                    &f->d, &f->status),
      STATUS_OK);
  assert_str(f->d.date, "2001-02-03");
  assert_int_equal(f->d.date_basis, DATE_GIVEN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
      cmocka_unit_test_setup_teardown(test_plain_is_itself, setup, teardown),
      cmocka_unit_test_setup_teardown(test_invalid_utf8, setup, teardown),
      cmocka_unit_test_setup_teardown(test_utf16, setup, teardown),
      cmocka_unit_test_setup_teardown(test_single_byte_encodings, setup, teardown),
      cmocka_unit_test_setup_teardown(test_multi_byte_encodings, setup, teardown),
      cmocka_unit_test_setup_teardown(test_places, setup, teardown),
      cmocka_unit_test_setup_teardown(test_given_date, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

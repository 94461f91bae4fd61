#include "doc_fixture.h"

static int read_line(Fixture *f, const char *line, const char *part) {
  DocOptions options = {.rules = &f->rules};
  return jsonl_document(&options, str_of(part), str_of(line), 7, &f->arena, &f->d, &f->status);
}

static void test_lines(void **state) {
  (void)state;
  Str input = STR("\xEF\xBB\xBF{\"a\":1}\r\n\n  \n{\"b\":2}\nlast");
  JsonlReader reader = jsonl_reader(input, (Str){NULL, 0});
  Str line;
  assert_true(jsonl_next(&reader, &line));
  assert_str(line, "{\"a\":1}");
  assert_int_equal(reader.line, 1);
  assert_true(jsonl_next(&reader, &line));
  assert_str(line, "{\"b\":2}");
  assert_int_equal(reader.line, 4);
  assert_true(jsonl_next(&reader, &line));
  assert_str(line, "last");
  assert_false(jsonl_next(&reader, &line));
}

static void test_fields(void **state) {
  Fixture *f = *state;
  assert_int_equal(
      read_line(f,
                "{\"id\":\"d\",\"text\":\"Nine died.\\nTen lived.\",\"title\":\"A  title\","
                "\"date\":\"2016-12-19\",\"publisher\":\"P\",\"author\":\"A\",\"url\":"
                "\"https://x.example/\",\"language\":\"en\",\"set\":12,\"other\":[1]}",
                "set"),
      STATUS_OK);
  assert_str(f->d.id, "d");
  assert_str(f->d.text, "A  title\n\nNine died.\nTen lived.");
  assert_int_equal(f->d.body_at, 10);
  assert_str(document_body(&f->d), "Nine died.\nTen lived.");
  assert_int_equal(f->d.bytes, 21);
  assert_str(f->d.title, "A  title");
  assert_str(f->d.date, "2016-12-19");
  assert_int_equal(f->d.date_basis, DATE_GIVEN);
  assert_str(f->d.publisher, "P");
  assert_str(f->d.author, "A");
  assert_str(f->d.language, "en");
  assert_str(f->d.part, "12");
  assert_int_equal(f->d.blocks.v[0].kind, BLOCK_TITLE);
  assert_null(doc_blocks_fault(&f->d));
  Digest hash = digest_sha256(document_body(&f->d));
  assert_memory_equal(hash.bytes, f->d.hash.bytes, 32);
}

static void test_optional_fields(void **state) {
  Fixture *f = *state;
  assert_int_equal(read_line(f, "{\"id\":\"d\",\"text\":\"\",\"title\":null}", ""), STATUS_OK);
  assert_int_equal(f->d.text.n, 0);
  assert_int_equal(f->d.blocks.n, 0);
  assert_int_equal(read_line(f, "{\"id\":\"d\",\"text\":\"t\",\"date\":\"2016-02-30\"}", ""),
                   STATUS_OK);
  assert_int_equal(f->d.date.n, 0);
  assert_int_equal(f->d.notes.n, 1);
  assert_str(f->d.notes.v[0],
             "date \"2016-02-30\" is no day in the form YYYY-MM-DD and was ignored");
  assert_int_equal(
      read_line(f,
                "{\"id\":\"d\",\"text\":\"t\",\"url\":"
                "\"http://web.archive.org/web/20170314073600/http://a.example/2017/01/25/x\"}",
                ""),
      STATUS_OK);
  assert_str(f->d.date, "2017-01-25");
  assert_int_equal(f->d.date_basis, DATE_ADDRESS);
  /* The title at the head of the text is not put before it again. */
  assert_int_equal(
      read_line(f, "{\"id\":\"d\",\"text\":\"A title\\n\\nNine died.\",\"title\":\"A title\"}", ""),
      STATUS_OK);
  assert_int_equal(f->d.body_at, 0);
  assert_int_equal(f->d.blocks.v[0].kind, BLOCK_TITLE);
}

static void test_odd_characters(void **state) {
  Fixture *f = *state;
  assert_int_equal(read_line(f, "{\"id\":\"d\",\"text\":\"a\\u0000b \\ud83d\\ude00\"}", ""),
                   STATUS_OK);
  assert_true(str_equal(f->d.text, (Str)STR("a\0b \xF0\x9F\x98\x80")));
  assert_int_equal(read_line(f, "{\"id\":\"d\",\"text\":\"a\\ud800b \\\\ud800 \xFF.\"}", ""),
                   STATUS_OK);
  assert_str(f->d.text, "a\xEF\xBF\xBD" "b \\ud800 \xEF\xBF\xBD.");
  assert_int_equal(f->d.notes.n, 1);
}

static void test_refused_lines(void **state) {
  static const struct {
    const char *line, *message;
  } cases[] = {
      {"[1]", "line 7: not a JSON object; expected {\"id\":\"…\",\"text\":\"…\"} on one line"},
      {"{\"id\":\"d\"}", "line 7: no \"text\" (a string)"},
      {"{\"text\":\"d\"}", "line 7: no \"id\" (a string)"},
      {"{\"id\":7,\"text\":\"d\"}", "line 7: expected text in \"id\" (a string)"},
      {"{\"id\":\"\",\"text\":\"d\"}", "line 7: \"id\" is empty"},
      {"{\"id\":\"a\",\"text\":\"d\",\"title\":[]}",
       "line 7: expected text in \"title\" (a string)"},
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(read_line(f, cases[i].line, ""), STATUS_FORMAT);
    assert_string_equal(f->status.message, cases[i].message);
    assert_int_equal(f->status.at, 7);
  }
  static const char *const broken[] = {"nonsense", "{\"id\":\"a\",", "{\"id\":\"a\" \"text\"}",
                                       "\"x\" y"};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    assert_int_equal(read_line(f, broken[i], ""), STATUS_FORMAT);
    assert_true(str_starts(str_of(f->status.message), "line 7: not a JSON object"));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
      cmocka_unit_test_setup_teardown(test_fields, setup, teardown),
      cmocka_unit_test_setup_teardown(test_optional_fields, setup, teardown),
      cmocka_unit_test_setup_teardown(test_odd_characters, setup, teardown),
      cmocka_unit_test_setup_teardown(test_refused_lines, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

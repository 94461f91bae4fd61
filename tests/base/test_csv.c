#include "base/csv.h"
#include "arena_fixture.h"

/* Fields parted by |, rows by /. */
static void assert_rows(const char *csv, const char *expected) {
  CsvRows rows;
  Status status = {0};
  char out[256] = "";
  assert_int_equal(csv_read(str_lit("f.csv"), str_of(csv), &arena, &rows, &status), STATUS_OK);
  for (uint32_t r = 0; r < rows.n; r++) {
    for (uint32_t i = 0; i < rows.v[r].fields.n; i++) {
      Str field = rows.v[r].fields.v[i];
      strcat(out, i ? "|" : r ? "/" : "");
      strncat(out, field.n ? field.p : "", field.n);
    }
  }
  assert_string_equal(out, expected);
}

static void test_rows(void **state) {
  (void)state;
  assert_rows("", "");
  assert_rows("a,b\n1,2\n", "a|b/1|2");
  assert_rows("a,b\r\n1,2", "a|b/1|2");
  assert_rows("\xEF\xBB\xBF"
              "a,b\n\n\r\n1,\n,2\n",
              "a|b/1|/|2");
  assert_rows("a,b,", "a|b|");
  assert_rows("\"a,b\",\"say \"\"so\"\"\"\n\"two\nlines\",c\n", "a,b|say \"so\"/two\nlines|c");
  assert_rows("\"\",x\n", "|x");
  assert_rows("a\rb,c\n", "a\rb|c");
}

static void assert_refused(const char *csv, uint64_t line, const char *message) {
  CsvRows rows;
  Status status = {0};
  assert_int_equal(csv_read(str_lit("f.csv"), str_of(csv), &arena, &rows, &status), STATUS_FORMAT);
  assert_int_equal(status.at, line);
  assert_string_equal(status.message, message);
}

static void test_refused(void **state) {
  (void)state;
  assert_refused("a\n\"b\nc", 2,
                 "f.csv:2: expected a closing quotation mark: the field that begins here never ends");
  assert_refused("a\nb\"c", 2, "f.csv:2: expected a field with a quotation mark to be \"quoted\", and the mark "
                               "inside doubled");
  assert_refused("a,b\n\"x\"y,1\n", 2,
                 "f.csv:2: expected a comma or the end of the line behind a closing quotation mark");
  assert_refused("a\nb\xFF", 2, "f.csv:2: expected UTF-8");
}

static void test_lines(void **state) {
  (void)state;
  CsvRows rows;
  Status status = {0};
  Str csv = str_lit("a\n\"b\nc\"\n\nd\n");
  assert_int_equal(csv_read(str_lit("f.csv"), csv, &arena, &rows, &status), STATUS_OK);
  assert_int_equal(rows.n, 3);
  assert_int_equal(rows.v[0].line, 1);
  assert_int_equal(rows.v[1].line, 2);
  assert_int_equal(rows.v[2].line, 5);
}

static void test_written(void **state) {
  (void)state;
  Buffer out;
  CsvRows rows;
  Status status = {0};
  buffer_init(&out);
  csv_field(&out, str_lit("say \"so\", twice\n"));
  assert_int_equal(csv_read(str_lit("f"), buffer_view(&out), &arena, &rows, &status), STATUS_OK);
  assert_str(rows.v[0].fields.v[0], "say \"so\", twice\n");
  buffer_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_rows, setup, teardown),
      cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
      cmocka_unit_test_setup_teardown(test_written, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

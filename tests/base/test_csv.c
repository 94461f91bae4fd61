#include "base/csv.h"
#include "support.h"

static Arena arena;

static int setup(void **state) {
  (void)state;
  arena_init(&arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_release(&arena);
  return 0;
}

/* Fields parted by |, records by /. */
static void assert_records(const char *csv, const char *expected) {
  CsvReader reader = csv_reader(str_of(csv));
  CsvFields fields;
  Status status;
  char out[256] = "";
  while (csv_next(&reader, &arena, &fields, &status) == STATUS_OK && fields.n) {
    for (uint32_t i = 0; i < fields.n; i++) {
      strcat(out, i ? "|" : *out ? "/" : "");
      strncat(out, fields.v[i].n ? fields.v[i].p : "", fields.v[i].n);
    }
  }
  assert_string_equal(out, expected);
}

static void test_records(void **state) {
  (void)state;
  assert_records("", "");
  assert_records("a,b\n1,2\n", "a|b/1|2");
  assert_records("a,b\r\n1,2", "a|b/1|2");
  assert_records(
      "\xEF\xBB\xBF"
      "a,b\n\n\n1,\n,2\n",
      "a|b/1|/|2");
  assert_records("a,b,", "a|b|");
  assert_records("\"a,b\",\"say \"\"so\"\"\"\n\"two\nlines\",c\n", "a,b|say \"so\"/two\nlines|c");
  assert_records("\"\",x\n", "|x");
}

static void assert_refused(const char *csv, uint64_t line, const char *words) {
  CsvReader reader = csv_reader(str_of(csv));
  CsvFields fields;
  Status status = {0};
  int code;
  while ((code = csv_next(&reader, &arena, &fields, &status)) == STATUS_OK && fields.n) {
  }
  assert_int_equal(code, STATUS_FORMAT);
  assert_int_equal(status.at, line);
  assert_non_null(strstr(status.message, words));
}

static void test_refused(void **state) {
  (void)state;
  assert_refused("a\n\"b\nc", 2, "does not end");
  assert_refused("a,b\n\"x\"y,1\n", 2, "expected a comma");
}

static void test_lines(void **state) {
  (void)state;
  CsvReader reader = csv_reader(str_lit("a\n\"b\nc\"\n\nd\n"));
  CsvFields fields;
  uint32_t lines[4] = {0}, n = 0;
  while (csv_next(&reader, &arena, &fields, NULL) == STATUS_OK && fields.n) {
    lines[n++] = reader.line;
  }
  assert_int_equal(n, 3);
  assert_int_equal(lines[0], 1);
  assert_int_equal(lines[1], 2);
  assert_int_equal(lines[2], 5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_records, setup, teardown),
      cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lines, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

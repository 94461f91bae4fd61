#include "rule_support.h"
#include "arena_fixture.h" /* behind it: its arguments are called arena too */

static void test_order(void **state) {
  (void)state;
  RowTable a, b;
  table_of(
      "object,source,value,measure\nE2,x,7,killed\nE1,y,3,killed\nE1,x,3,killed\nE1,x,NA,injured\n",
      &arena, &a);
  table_of(
      "measure,value,source,object\ninjured,NA,x,E1\nkilled,3,x,E1\nkilled,3,y,E1\nkilled,7,x,E2\n",
      &arena, &b);
  assert_int_equal(a.rows.n, 4);
  for (uint32_t i = 0; i < 4; i++) {
    for (RowField field = 0; field < ROW_FIELDS; field++) {
      assert_true(str_equal(a.rows.v[i].field[field], b.rows.v[i].field[field]));
    }
  }
  assert_true(row_is_missing(a.rows.v[0].field[ROW_VALUE]));
  assert_int_equal(rows_of_object(&a, 0), 1);
  assert_int_equal(rows_of_object(&a, 1), 3);
  assert_int_equal(rows_of_object(&a, 3), 4);
}

static void test_missing(void **state) {
  (void)state;
  RowTable table;
  table_of("object,source,value,low\nE1,x,,\n", &arena, &table);
  assert_false(row_is_missing(table.rows.v[0].field[ROW_VALUE])); /* an empty text is one */
  assert_true(row_is_missing(table.rows.v[0].field[ROW_LOW]));
  assert_true(row_is_missing(table.rows.v[0].field[ROW_DATE]));
}

static void assert_refused(const char *csv, const char *message) {
  RowTable table;
  Status status = {0};
  assert_int_equal(rows_read(str_of(csv), str_lit("rows.csv"), &arena, &table, &status),
                   STATUS_FORMAT);
  if (!strstr(status.message, message)) {
    fail_msg("%s: expected %s", status.message, message);
  }
}

static void test_refused(void **state) {
  (void)state;
  assert_refused("", "rows.csv:1: empty");
  assert_refused("object,value\n", "rows.csv:1: no column \"source\"");
  assert_refused("object,source,value,value\n", "rows.csv:1: expected each column once, not \"value\" twice");
  assert_refused("object,source,value\nE1,x,3\nE1,y\n", "rows.csv:3: 2 fields, expected 3");
  assert_refused("object,source,value,rank\nE1,x,3,high\n", "rows.csv:2: rank is \"high\"");
  assert_refused("object,source,value\n,x,3\n", "rows.csv:2: no object");
  assert_refused("object,source,value\nE1,\"x,3\n", "rows.csv:2: expected a closing quotation mark");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_order, setup, teardown),
      cmocka_unit_test_setup_teardown(test_missing, setup, teardown),
      cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/decimal.h"
#include "support.h"

static void assert_read(const char *text, char point, const char *expected) {
  Decimal d = {0, 0};
  char out[32];
  if (!decimal_read(str_of(text), point, &d)) {
    fail_msg("not read: %s", text);
  }
  assert_int_equal(decimal_write(d, out), strlen(expected));
  assert_string_equal(out, expected);
}

static void test_read(void **state) {
  (void)state;
  assert_read("0", '.', "0");
  assert_read("007", '.', "7");
  assert_read("5,637,286", '.', "5637286");
  assert_read("5.637.286", ',', "5637286");
  assert_read("1,2", ',', "1.2");
  assert_read("1.20", '.', "1.2");
  assert_read("1.00", '.', "1");
  assert_read("0.05", '.', "0.05");
  assert_read(".5", '.', "0.5");
  assert_read("10.010", '.', "10.01");
  assert_read("1 234 567", '.', "1234567");
  assert_read("1\xc2\xa0" "234", '.', "1234");
  assert_read("1\xe2\x80\xaf" "234,5", ',', "1234.5");
  assert_read("1'234.5", '.', "1234.5");
  assert_read("9223372036854775807", '.', "9223372036854775807");
  assert_read("0.000000000001", '.', "0.000000000001");
  assert_read("1.00000000000000000000000000", '.', "1");
  assert_read("0000000000000000000000000012", '.', "12");
}

static void test_read_refuses(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",     " ",      ".",      "1.",   "1,",   ",1",    "1,,2",  "1, 2",
      "1.2.3", "1.2,3",  "-1",     "+1",   "1e3",  "1 ",    " 1",    "a",
      "12a",  "1\xc2",  "1\xc2\xa0", "0.0000000000001", "9223372036854775808",
      "99999999999999999999", "9223372036854775807.5", "\xd9\xa1",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    Decimal d = {42, 1};
    if (decimal_read(str_of(wrong[i]), '.', &d)) {
      fail_msg("read %s", wrong[i]);
    }
    assert_int_equal(d.digits, 42);
  }
}

static void assert_written(Decimal d, const char *expected) {
  char out[32];
  assert_int_equal(decimal_write(d, out), strlen(expected));
  assert_string_equal(out, expected);
}

static void test_write(void **state) {
  (void)state;
  assert_written((Decimal){0, 0}, "0");
  assert_written((Decimal){0, 12}, "0");
  assert_written((Decimal){-5, 1}, "-0.5");
  assert_written((Decimal){100, 2}, "1");
  assert_written((Decimal){105, 2}, "1.05");
  assert_written((Decimal){12345, 12}, "0.000000012345");
  assert_written((Decimal){INT64_MIN, 0}, "-9223372036854775808");
  assert_written((Decimal){INT64_MIN, 12}, "-9223372.036854775808");
  assert_written((Decimal){INT64_MAX, 12}, "9223372.036854775807");
}

static void test_multiply(void **state) {
  (void)state;
  Decimal d;
  assert_true(decimal_multiply((Decimal){12, 1}, decimal_of(1000000), &d));
  assert_written(d, "1200000");
  assert_int_equal(d.scale, 0);
  /* Too large in between, but not in the end. */
  assert_true(decimal_multiply((Decimal){5, 1}, decimal_of(2000000000000000000), &d));
  assert_written(d, "1000000000000000000");
  assert_false(decimal_multiply(decimal_of(INT64_MAX), decimal_of(2), &d));
  assert_false(decimal_multiply(decimal_of(INT64_MIN), decimal_of(-1), &d));
  assert_true(decimal_multiply(decimal_of(INT64_MIN), decimal_of(1), &d));
  assert_false(decimal_multiply((Decimal){1, 7}, (Decimal){1, 6}, &d));
  assert_true(decimal_multiply((Decimal){5, 7}, (Decimal){2, 6}, &d));
  assert_written(d, "0.000000000001");
}

static void test_add_and_compare(void **state) {
  (void)state;
  Decimal d;
  assert_true(decimal_add((Decimal){15, 1}, (Decimal){25, 1}, &d));
  assert_written(d, "4");
  assert_true(decimal_add((Decimal){1, 12}, decimal_of(1), &d));
  assert_written(d, "1.000000000001");
  assert_false(decimal_add((Decimal){1, 12}, decimal_of(INT64_MAX), &d));
  assert_false(decimal_add(decimal_of(INT64_MAX), decimal_of(1), &d));
  assert_true(decimal_add(decimal_of(INT64_MAX), decimal_of(INT64_MIN), &d));
  assert_written(d, "-1");
  assert_int_equal(decimal_compare((Decimal){10, 1}, decimal_of(1)), 0);
  assert_true(decimal_compare((Decimal){11, 1}, decimal_of(1)) > 0);
  assert_true(decimal_compare((Decimal){INT64_MIN, 0}, (Decimal){INT64_MIN, 12}) < 0);
  assert_true(decimal_compare(decimal_of(INT64_MAX), (Decimal){INT64_MAX, 12}) > 0);
  assert_true(decimal_is_integer((Decimal){20, 1}));
  assert_false(decimal_is_integer((Decimal){25, 1}));
  assert_int_equal(decimal_normal((Decimal){-1200, 3}).digits, -12);
  assert_int_equal(decimal_normal((Decimal){-1200, 3}).scale, 1);
  assert_int_equal(decimal_normal((Decimal){0, 9}).scale, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_read),     cmocka_unit_test(test_read_refuses),
      cmocka_unit_test(test_write),    cmocka_unit_test(test_multiply),
      cmocka_unit_test(test_add_and_compare),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

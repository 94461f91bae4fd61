#include "base/civil.h"
#include "support.h"

static void assert_date(Date date, int year, int month, int day) {
  assert_int_equal(date.year, year);
  assert_int_equal(date.month, month);
  assert_int_equal(date.day, day);
}

static void test_known_days(void **state) {
  (void)state;
  assert_int_equal(civil_days(1970, 1, 1), 0);
  assert_int_equal(civil_days(1969, 12, 31), -1);
  assert_int_equal(civil_days(2000, 3, 1), 11017);
  assert_int_equal(civil_days(1990, 1, 20), 7324);
  assert_int_equal(civil_days(1, 1, 1), -719162);
  assert_int_equal(civil_weekday(civil_days(1990, 1, 20)), 5); /* a Saturday */
  assert_int_equal(civil_weekday(civil_days(1970, 1, 1)), 3);
  assert_int_equal(civil_weekday(civil_days(1600, 2, 29)), 1); /* a Tuesday */
  assert_date(civil_date(DAY_NONE), 0, 0, 0);
}

static void test_every_day_comes_back(void **state) {
  (void)state;
  int32_t before = civil_days(-401, 12, 31);
  for (int32_t year = -400; year <= 2800; year++) {
    for (int month = 1; month <= 12; month++) {
      for (int day = 1; day <= civil_month_length(year, month); day++) {
        int32_t days = civil_days(year, month, day);
        assert_int_equal(days, before + 1);
        assert_date(civil_date(days), year, month, day);
        before = days;
      }
    }
  }
}

static void test_far_away(void **state) {
  (void)state;
  assert_int_equal(civil_days(INT32_MAX, 12, 31), DAY_NONE);
  assert_int_equal(civil_days(INT32_MIN, 1, 1), DAY_NONE);
  Date last = civil_date(INT32_MAX);
  assert_int_equal(civil_days(last.year, last.month, last.day), INT32_MAX);
  Date first = civil_date(INT32_MIN + 1);
  assert_int_equal(civil_days(first.year, first.month, first.day), INT32_MIN + 1);
  assert_in_range(civil_weekday(INT32_MIN + 1), 0, 6);
}

static void test_leap_years(void **state) {
  (void)state;
  assert_int_equal(civil_month_length(2000, 2), 29);
  assert_int_equal(civil_month_length(1900, 2), 28);
  assert_int_equal(civil_month_length(1996, 2), 29);
  assert_int_equal(civil_month_length(2023, 2), 28);
  assert_int_equal(civil_month_length(2023, 0), 0);
  assert_int_equal(civil_month_length(2023, 13), 0);
  assert_true(civil_valid((Date){2024, 2, 29}));
  assert_false(civil_valid((Date){2023, 2, 29}));
  assert_false(civil_valid((Date){0, 2, 28}));
  assert_false(civil_valid((Date){2023, 4, 31}));
  assert_false(civil_valid((Date){2023, 13, 1}));
  assert_false(civil_valid((Date){2023, 4, 0}));
  assert_false(civil_valid((Date){2023, 4, -1}));
}

static void test_first_and_last(void **state) {
  (void)state;
  assert_int_equal(civil_first((Date){1990, 0, 0}), civil_days(1990, 1, 1));
  assert_int_equal(civil_last((Date){1990, 0, 0}), civil_days(1990, 12, 31));
  assert_int_equal(civil_first((Date){1992, 2, 0}), civil_days(1992, 2, 1));
  assert_int_equal(civil_last((Date){1992, 2, 0}), civil_days(1992, 2, 29));
  assert_int_equal(civil_first((Date){1992, 2, 3}), civil_last((Date){1992, 2, 3}));
  assert_int_equal(civil_first((Date){0, 2, 3}), DAY_NONE);
  assert_int_equal(civil_last((Date){0, 0, 0}), DAY_NONE);
  assert_int_equal(civil_first((Date){1991, 2, 29}), DAY_NONE);
  assert_int_equal(civil_last((Date){1991, 2, 29}), DAY_NONE);
}

static void assert_written(Date date, const char *expected) {
  char out[16];
  Date back = {9, 9, 9};
  assert_int_equal(civil_write(date, out), strlen(expected));
  assert_string_equal(out, expected);
  if (expected[0]) {
    assert_true(civil_read(str_of(expected), &back));
    assert_date(back, date.year, date.month, date.day);
  }
}

static void test_write(void **state) {
  (void)state;
  assert_written((Date){1990, 1, 20}, "1990-01-20");
  assert_written((Date){1990, 1, 0}, "1990-01");
  assert_written((Date){1990, 0, 0}, "1990");
  assert_written((Date){0, 1, 20}, "XXXX-01-20");
  assert_written((Date){0, 2, 29}, "XXXX-02-29");
  assert_written((Date){0, 1, 0}, "XXXX-01");
  assert_written((Date){0, 0, 0}, "");
  assert_written((Date){7, 1, 2}, "0007-01-02");
  assert_written((Date){-44, 3, 15}, "-0044-03-15");
  char out[16];
  assert_int_equal(civil_write((Date){1990, 0, 20}, out), 4); /* a day needs its month */
  assert_int_equal(civil_write((Date){0, 0, 20}, out), 0);
  assert_int_equal(civil_write((Date){10000, 1, 1}, out), 0);
  assert_int_equal(civil_write((Date){INT32_MIN, 1, 1}, out), 0);
}

static void test_read_refuses(void **state) {
  (void)state;
  static const char *const wrong[] = {
      "",           "XXXX",        "199",        "1990-",      "1990-1",     "1990-13",
      "1990-00",    "1990-01-",    "1990-01-32", "1990-01-00", "1990-02-30", "1991-02-29",
      "0000-01-01", "1990-01-20x", "1990/01/20", "XXXX-02-30", "xxxx-01-01", " 1990",
      "19900120",   "T10:00",      "+1990",      "--01-20",
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    Date date = {1, 2, 3};
    if (civil_read(str_of(wrong[i]), &date)) {
      fail_msg("read %s", wrong[i]);
    }
    assert_date(date, 1, 2, 3);
  }
  Date date;
  assert_true(civil_read(str_lit("1990-01-20T23:59:59Z"), &date));
  assert_date(date, 1990, 1, 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_known_days),     cmocka_unit_test(test_every_day_comes_back),
      cmocka_unit_test(test_far_away),       cmocka_unit_test(test_leap_years),
      cmocka_unit_test(test_first_and_last), cmocka_unit_test(test_write),
      cmocka_unit_test(test_read_refuses),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

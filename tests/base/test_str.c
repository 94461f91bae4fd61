#include "base/str.h"
#include "support.h"

static void test_compare(void **state) {
  (void)state;
  Str none = {NULL, 0};
  assert_int_equal(str_compare(none, str_lit("")), 0);
  assert_true(str_compare(none, str_lit("a")) < 0);
  assert_true(str_compare(str_lit("a"), str_lit("ab")) < 0);
  assert_true(str_compare(str_lit("\xff"), str_lit("a")) > 0);
  assert_true(str_equal(none, str_lit("")));
  assert_true(str_is(none, ""));
  assert_true(str_is(none, NULL));
  assert_true(str_equal_fold(str_lit("AbZ[`"), str_lit("aBz[`")));
  assert_false(str_equal_fold(str_lit("["), str_lit("{")));
  assert_false(str_equal_fold(str_lit("\xc3\x89"), str_lit("\xc3\xa9")));
  assert_true(str_starts(str_lit("abc"), "ab"));
  assert_false(str_starts(str_lit("a"), "ab"));
  assert_true(str_ends(str_lit("abc"), "bc"));
  assert_false(str_ends(str_lit("c"), "bc"));
  assert_true(str_starts(none, "") && str_ends(none, ""));
  assert_int_equal(str_cut(none, (Span){0, 0}).n, 0);
}

static void test_trim_and_split(void **state) {
  (void)state;
  Str rest;
  assert_str(str_trim(str_lit(" \t\r\n a b \v\f")), "a b");
  assert_str(str_trim(str_lit("  ")), "");
  assert_str(str_trim((Str){NULL, 0}), "");
  assert_str(str_split(str_lit("a:b:c"), ':', &rest), "a");
  assert_str(rest, "b:c");
  assert_str(str_split(str_lit("a:"), ':', &rest), "a");
  assert_int_equal(rest.n, 0);
  assert_str(str_split(str_lit("a"), ':', &rest), "a");
  assert_int_equal(rest.n, 0);
  assert_str(str_split((Str){NULL, 0}, ':', &rest), "");
}

static void assert_integer(const char *text, int64_t expected) {
  int64_t value = 42;
  if (!str_integer(str_of(text), &value)) {
    fail_msg("not read: %s", text);
  }
  assert_int_equal(value, expected);
}

static void test_integer(void **state) {
  (void)state;
  static const char *const wrong[] = {"",   "-", "+", "--1", "1 ", " 1", "1.0", "0x1",
                                      "1a", "9223372036854775808", "-9223372036854775809",
                                      "99999999999999999999999"};
  int64_t value;
  assert_integer("0", 0);
  assert_integer("-0", 0);
  assert_integer("+17", 17);
  assert_integer("-17", -17);
  assert_integer("9223372036854775807", INT64_MAX);
  assert_integer("+9223372036854775807", INT64_MAX);
  assert_integer("-9223372036854775808", INT64_MIN);
  assert_integer("00000000000000000000000012", 12);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    if (str_integer(str_of(wrong[i]), &value)) {
      fail_msg("read %s", wrong[i]);
    }
  }
}

static void test_spans(void **state) {
  (void)state;
  assert_true(span_overlaps((Span){0, 3}, (Span){2, 4}));
  assert_false(span_overlaps((Span){0, 3}, (Span){3, 4}));
  assert_true(span_contains((Span){0, 3}, (Span){0, 3}));
  assert_true(span_contains((Span){0, 3}, (Span){3, 3}));
  assert_false(span_contains((Span){0, 3}, (Span){2, 4}));
  assert_str(str_cut(str_lit("abcdef"), (Span){2, 4}), "cd");
}

static void test_word(void **state) {
  (void)state;
  Str rest = str_lit("  keep \tleast  rank");
  assert_str(str_word(&rest), "keep");
  assert_str(str_word(&rest), "least");
  assert_str(rest, "rank");
  assert_str(str_word(&rest), "rank");
  assert_int_equal(str_word(&rest).n, 0);
  rest = (Str){NULL, 0};
  assert_int_equal(str_word(&rest).n, 0);
}

static void test_uncommented(void **state) {
  (void)state;
  assert_str(str_uncommented(str_lit("# all")), "");
  assert_str(str_uncommented(str_lit("a # b")), "a ");
  assert_str(str_uncommented(str_lit("a\t#b")), "a\t");
  assert_str(str_uncommented(str_lit("no. 3#4")), "no. 3#4");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_compare),
      cmocka_unit_test(test_trim_and_split),
      cmocka_unit_test(test_integer),
      cmocka_unit_test(test_spans),
      cmocka_unit_test(test_word),
      cmocka_unit_test(test_uncommented),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

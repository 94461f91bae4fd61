#include "base/utf8.h"
#include "support.h"

static void test_every_character_comes_back(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    char out[4];
    uint32_t length, n = utf8_encode(c, out);
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    uint32_t back = utf8_decode((Str){out, n}, 0, &length);
    if (back != (surrogate ? UTF8_REPLACEMENT : c) || length != n) {
      fail_msg("U+%04X", c);
    }
  }
  char out[4];
  assert_int_equal(utf8_encode(0x110000, out), 3);
  assert_memory_equal(out, "\xef\xbf\xbd", 3);
}

/* s must decode to one replacement for each of the lengths, which end with 0. */
static void assert_subparts(Str s, const uint32_t *lengths) {
  size_t at = 0;
  for (; *lengths; lengths++) {
    uint32_t length;
    assert_true(at < s.n);
    assert_int_equal(utf8_decode(s, at, &length), UTF8_REPLACEMENT);
    assert_int_equal(length, *lengths);
    at += length;
  }
  assert_int_equal(at, s.n);
  assert_int_equal(utf8_valid_prefix(s), 0);
}

#define SUBPARTS(literal, ...) assert_subparts(str_lit(literal), (const uint32_t[]){__VA_ARGS__, 0})

static void test_maximal_subparts(void **state) {
  (void)state;
  SUBPARTS("\x80", 1);
  SUBPARTS("\xbf\xbf", 1, 1);
  SUBPARTS("\xc0\x80", 1, 1);             /* overlong */
  SUBPARTS("\xc1\xbf", 1, 1);
  SUBPARTS("\xe0\x80\x80", 1, 1, 1);      /* overlong */
  SUBPARTS("\xe0\x9f\xbf", 1, 1, 1);
  SUBPARTS("\xed\xa0\x80", 1, 1, 1);      /* a surrogate */
  SUBPARTS("\xed\xbf\xbf", 1, 1, 1);
  SUBPARTS("\xf0\x8f\xbf\xbf", 1, 1, 1, 1);
  SUBPARTS("\xf4\x90\x80\x80", 1, 1, 1, 1); /* beyond U+10FFFF */
  SUBPARTS("\xf5\x80\x80\x80", 1, 1, 1, 1);
  SUBPARTS("\xff\xfe", 1, 1);
  SUBPARTS("\xc2", 1);                    /* cut at the end */
  SUBPARTS("\xe2\x82", 2);
  SUBPARTS("\xf0\x9f\x98", 3);
  SUBPARTS("\xf1\x80", 2);
  SUBPARTS("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf", 2, 1, 3, 2); /* from Unicode, table 3-11 */
}

static void test_valid_prefix(void **state) {
  (void)state;
  assert_int_equal(utf8_valid_prefix((Str){NULL, 0}), 0);
  assert_int_equal(utf8_valid_prefix(str_lit("abc")), 3);
  assert_int_equal(utf8_valid_prefix((Str){"a\0b", 3}), 3);
  assert_int_equal(utf8_valid_prefix(str_lit("caf\xc3\xa9\xff")), 5);
  assert_int_equal(utf8_valid_prefix(str_lit("ab\xe2\x82")), 2);
  assert_int_equal(utf8_valid_prefix(str_lit("\xef\xbf\xbf\xf4\x8f\xbf\xbf")), 7);
}

static void assert_fold(const char *text, const char *folded, const char *ascii) {
  char out[200];
  assert_str(((Str){out, utf8_fold(str_of(text), out, sizeof out)}), folded);
  assert_str(((Str){out, utf8_fold_ascii(str_of(text), out, sizeof out)}), ascii);
}

static void test_fold(void **state) {
  (void)state;
  assert_fold("Baku", "baku", "baku");
  assert_fold("BƏXTİYAR", "bəxtiyar", "bextiyar");
  assert_fold("Straße ŁÓDŹ", "straße łódź", "strasse lodz");
  assert_fold("Сумгаит", "сумгаит", "сумгаит");
  assert_fold("Երևան", "երևան", "երևան");
  assert_fold("ΑΘΉΝΑ", "αθήνα", "αθήνα");
  assert_fold("O\u2019Neil \u02bcx \u2018y", "o'neil 'x 'y", "o'neil 'x 'y");
  assert_fold("a\u00a0b", "a b", "a b");
  assert_fold("Kara\u00adbakh", "karabakh", "karabakh");
  assert_fold("e\u0301", "e\u0301", "e");
  assert_fold("\xff" "A", "\ufffd" "a", "\ufffd" "a");
}

static void test_fold_room(void **state) {
  (void)state;
  char out[8] = "zzzzzzz";
  assert_int_equal(utf8_fold(str_lit("abcd"), out, 3), 0);
  assert_int_equal(utf8_fold(str_lit("abc"), out, 3), 3);
  assert_int_equal(out[3], 'z');
  assert_int_equal(utf8_fold_ascii(str_lit("\u00df"), out, 1), 0);
  assert_int_equal(utf8_fold_ascii(str_lit("\u00df"), out, 2), 2);
  assert_int_equal(utf8_fold((Str){NULL, 0}, out, 0), 0);
  assert_int_equal(utf8_fold((Str){"a\0B", 3}, out, 3), 3);
  assert_memory_equal(out, "a\0b", 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_character_comes_back),
      cmocka_unit_test(test_maximal_subparts),
      cmocka_unit_test(test_valid_prefix),
      cmocka_unit_test(test_fold),
      cmocka_unit_test(test_fold_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/utf8.h"
#include "support.h"

static void test_spaces(void **state) {
  (void)state;
  static const uint32_t spaces[] = {'\t',   '\n',   '\v',   '\f',   '\r',   ' ',    0x85,  0xA0,
                                    0x1680, 0x2000, 0x200A, 0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
                                    0x3000, 0xFEFF};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
    assert_true(rune_is_space(spaces[i]));
    assert_false(rune_is_letter(spaces[i]));
  }
  assert_false(rune_is_space(0));
  assert_false(rune_is_space(0x200C));
  assert_false(rune_is_space('_'));
}

static void test_letters(void **state) {
  (void)state;
  static const uint32_t letters[] = {
      'a',    'Z',    0xAA,   0xC0,   0xFF,   0x131,  0x259,  0x301,   0x3B1,   0x416,
      0x531,  0x587,  0x5D0,  0x627,  0x64B,  0x915,  0x10D0, 0x1C90,  0x1E9E,  0x3042,
      0x30A2, 0x4E00, 0x9FFF, 0xAC00, 0xD7A3, 0xFF21, 0x1F00, 0x10330, 0x20000, 0x1E900};
  static const uint32_t others[] = {'@',    '[',    '`',    '{',    '0',    0xD7,   0xF7,
                                    0xBF,   0x2019, 0x2014, 0x20AC, 0x660,  0x589,  0x60C,
                                    0x3001, 0xFF01, 0xFFFD, 0x1F600, 0x10FFFF, 0xFFFFFFFF};
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
    if (!rune_is_letter(letters[i])) {
      fail_msg("U+%04X", letters[i]);
    }
  }
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (rune_is_letter(others[i])) {
      fail_msg("U+%04X", others[i]);
    }
  }
  assert_true(rune_is_digit('0') && rune_is_digit('9'));
  assert_false(rune_is_digit(0x660) || rune_is_digit('/') || rune_is_digit(':'));
}

static void test_lower(void **state) {
  (void)state;
  static const uint32_t pairs[][2] = {
      {'A', 'a'},       {'Z', 'z'},       {0xC0, 0xE0},     {0xDE, 0xFE},     {0x100, 0x101},
      {0x130, 'i'},     {0x139, 0x13A},   {0x178, 0xFF},    {0x17D, 0x17E},   {0x18F, 0x259},
      {0x386, 0x3AC},   {0x391, 0x3B1},   {0x3A3, 0x3C3},   {0x401, 0x451},   {0x410, 0x430},
      {0x42F, 0x44F},   {0x490, 0x491},   {0x4C0, 0x4CF},   {0x531, 0x561},   {0x556, 0x586},
      {0x10A0, 0x2D00}, {0x1C90, 0x10D0}, {0x1E9E, 0xDF},   {0x1EF8, 0x1EF9}, {0xFF21, 0xFF41}};
  static const uint32_t same[] = {'a',   '@',   '[',   0xD7,  0xDF,   0xF7,   0x131,    0x138,
                                  0x149, 0x3C2, 0x430, 0x587, 0x10D0, 0x4E00, 0x10FFFF, 0xFFFFFFFF};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    assert_int_equal(rune_lower(pairs[i][0]), pairs[i][1]);
    assert_true(rune_is_upper(pairs[i][0]));
    assert_false(rune_is_upper(pairs[i][1]));
  }
  for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
    assert_int_equal(rune_lower(same[i]), same[i]);
    assert_false(rune_is_upper(same[i]));
  }
  for (uint32_t c = 0; c < 0x11000; c++) {
    assert_int_equal(rune_lower(rune_lower(c)), rune_lower(c));
    if (rune_is_upper(c)) {
      assert_true(rune_is_letter(c));
    }
  }
}

static void test_ascii(void **state) {
  (void)state;
  assert_string_equal(rune_ascii(0xE9), "e");
  assert_string_equal(rune_ascii(0xC9), "E");
  assert_string_equal(rune_ascii(0x259), "e");
  assert_string_equal(rune_ascii(0x131), "i");
  assert_string_equal(rune_ascii(0xDF), "ss");
  assert_string_equal(rune_ascii(0xF8), "o");
  assert_string_equal(rune_ascii(0x142), "l");
  assert_string_equal(rune_ascii(0x153), "oe");
  assert_string_equal(rune_ascii(0x11F), "g");
  assert_string_equal(rune_ascii(0x1EBF), "e");
  assert_null(rune_ascii('a'));
  assert_null(rune_ascii(0xD7));
  assert_null(rune_ascii(0x430));
  assert_null(rune_ascii(0x2019));
  assert_null(rune_ascii(0xFFFFFFFF));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_spaces),
      cmocka_unit_test(test_letters),
      cmocka_unit_test(test_lower),
      cmocka_unit_test(test_ascii),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

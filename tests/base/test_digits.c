#include "base/digits.h"

#include <stdio.h>

#include "support.h"

static void assert_number(uint32_t value) {
  char out[DIGITS_MOST + 1], expected[16];
  snprintf(expected, sizeof expected, "%u", value);
  out[digits_write(value, out)] = 0;
  assert_string_equal(out, expected);
}

static void test_numbers_of_every_length(void **state) {
  (void)state;
  for (uint32_t power = 1;; power *= 10) {
    assert_number(power - 1);
    assert_number(power);
    assert_number(power + 1);
    assert_number(power / 10 * 7);
    if (power == 1000000000) {
      break;
    }
  }
  assert_number(UINT32_MAX);
  for (uint32_t value = 0; value < 12000; value++) {
    assert_number(value);
  }
}

static void test_pairs(void **state) {
  (void)state;
  for (uint32_t value = 0; value < 100; value++) {
    char out[3] = "", expected[16];
    snprintf(expected, sizeof expected, "%02u", value);
    digits_pair(value, out);
    assert_string_equal(out, expected);
  }
}

static void test_every_byte_as_hexadecimal(void **state) {
  (void)state;
  uint8_t bytes[256];
  char out[512], expected[16];
  for (int i = 0; i < 256; i++) {
    bytes[i] = (uint8_t)i;
  }
  digits_hex(bytes, sizeof bytes, out);
  for (int i = 0; i < 256; i++) {
    snprintf(expected, sizeof expected, "%02x", (unsigned)i);
    assert_memory_equal(out + 2 * i, expected, 2);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers_of_every_length),
      cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_every_byte_as_hexadecimal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/fixed.h"
#include "support.h"

static void assert_near(Fixed x, Fixed expected) {
  assert_true(x - expected <= 6 && expected - x <= 6); /* a ten-thousandth */
}

static void test_logarithms(void **state) {
  (void)state;
  assert_int_equal(fixed_log2(FIXED_ONE), 0);
  assert_int_equal(fixed_log2(8 * FIXED_ONE), 3 * FIXED_ONE);
  assert_int_equal(fixed_log2(FIXED_ONE / 4), -2 * FIXED_ONE);
  assert_near(fixed_log2(3 * FIXED_ONE), 103872);      /* 1.584963 */
  assert_near(fixed_log2(10 * FIXED_ONE), 217706);     /* 3.321928 */
  assert_near(fixed_log2(FIXED_RATIO(8, 10)), -21098); /* -0.321928 */
  for (Fixed x = FIXED_ONE; x < 10000 * FIXED_ONE; x = x * 5 / 4 + 1) {
    assert_near(fixed_log2(2 * x), fixed_log2(x) + FIXED_ONE);
    assert_true(fixed_log2(x) >= fixed_log2(x - 1));
  }
}

static void test_powers(void **state) {
  (void)state;
  assert_int_equal(fixed_power2(0), FIXED_ONE);
  assert_int_equal(fixed_power2(-FIXED_ONE), FIXED_ONE / 2);
  assert_int_equal(fixed_power2(-16 * FIXED_ONE), 1);
  assert_int_equal(fixed_power2(-17 * FIXED_ONE), 0);
  assert_near(fixed_power2(-FIXED_ONE / 2), 46341);      /* 0.707107 */
  assert_near(fixed_power2(-FIXED_RATIO(1, 10)), 61147); /* 0.933033 */
  for (Fixed x = 0; x > -8 * FIXED_ONE; x -= 777) {
    assert_near(fixed_power2(x - FIXED_ONE), fixed_power2(x) / 2);
    assert_true(fixed_power2(x) >= fixed_power2(x - 1));
  }
}

static void test_products(void **state) {
  (void)state;
  assert_int_equal(FIXED_RATIO(1, 2), FIXED_ONE / 2);
  assert_int_equal(fixed_multiply(FIXED_RATIO(3, 2), FIXED_RATIO(1, 2)), FIXED_RATIO(3, 4));
  assert_int_equal(fixed_divide(FIXED_ONE, 4 * FIXED_ONE), FIXED_ONE / 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_logarithms),
      cmocka_unit_test(test_powers),
      cmocka_unit_test(test_products),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

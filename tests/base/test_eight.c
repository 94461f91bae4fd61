#include "base/eight.h"
#include "support.h"

/* Every byte at every place, among neighbours that carry and borrow. */
static void test_sets(void **state) {
  (void)state;
  static const char around[] = {0, 1, ' ', 'Z', 'z', 0x7f, (char)0x80, (char)0xff};
  for (uint32_t c = 0; c < 256; c++) {
    for (uint32_t at = 0; at < 8; at++) {
      for (size_t a = 0; a < sizeof around; a++) {
        char bytes[8], copy[8];
        memset(bytes, around[a], sizeof bytes);
        bytes[at] = (char)c;
        uint64_t x = eight_load(bytes), bit = UINT64_C(0x80) << 8 * at;
        assert_true(((eight_from(x, 'a') & bit) != 0) == (c >= 'a'));
        assert_true(((eight_within(x, 'A', 'Z') & bit) != 0) == (c >= 'A' && c <= 'Z'));
        assert_true(((eight_within(x, ' ', 0x7f) & bit) != 0) == (c >= ' ' && c <= 0x7f));
        assert_true(((eight_equal(x, '"') & bit) != 0) == (c == '"'));
        eight_store(x, copy);
        assert_memory_equal(copy, bytes, sizeof copy);
      }
    }
  }
}

static void test_counts(void **state) {
  (void)state;
  uint64_t set = eight_equal(eight_load("a,b,c,,d"), ',');
  assert_int_equal(eight_count(set), 4);
  assert_int_equal(eight_first(set), 1);
  assert_true(eight_before(set) == 0x80);
  assert_int_equal(eight_count(eight_before(eight_equal(eight_load("abcdefg,"), ','))), 7);
  assert_int_equal(eight_count(0), 0);
  assert_int_equal(eight_bits(set), 0x6A); /* the second, fourth, sixth and seventh byte */
  assert_int_equal(eight_bits(EIGHT_TOPS), 0xFF);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_sets),
      cmocka_unit_test(test_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/buffer.h"
#include "support.h"

static void test_adds(void **state) {
  (void)state;
  Buffer buffer;
  buffer_init(&buffer);
  assert_int_equal(buffer_view(&buffer).n, 0);
  buffer_add(&buffer, NULL, 0);
  buffer_str(&buffer, (Str){NULL, 0});
  buffer_text(&buffer, NULL);
  buffer_format(&buffer, "%s", "");
  assert_null(buffer.p);
  buffer_char(&buffer, 'a');
  buffer_add(&buffer, "\0b", 2);
  buffer_format(&buffer, "%d-%s", 12, "c");
  assert_int_equal(buffer.n, 7);
  assert_memory_equal(buffer.p, "a\0b12-c", 8);
  buffer_clear(&buffer);
  assert_string_equal(buffer.p, "");
  buffer_release(&buffer);
  buffer_release(&buffer);
}

static void test_grows(void **state) {
  (void)state;
  Buffer buffer;
  buffer_init(&buffer);
  for (int i = 0; i < 100000; i++) {
    buffer_format(&buffer, "%05d", i);
  }
  assert_false(buffer.failed);
  assert_int_equal(buffer.n, 500000);
  assert_memory_equal(buffer.p + 5 * 77777, "77777", 5);
  assert_int_equal(strlen(buffer.p), 500000);
  buffer_release(&buffer);
}

static void test_limit_is_sticky(void **state) {
  (void)state;
  Buffer buffer;
  buffer_init(&buffer);
  buffer.limit = 5;
  buffer_text(&buffer, "12345");
  assert_false(buffer.failed);
  buffer_char(&buffer, '6');
  assert_true(buffer.failed);
  assert_string_equal(buffer.p, "12345");
  buffer_format(&buffer, "%d", 7);
  assert_string_equal(buffer.p, "12345");
  buffer_clear(&buffer);
  buffer_format(&buffer, "%d", 123456);
  assert_true(buffer.failed);
  assert_int_equal(buffer.n, 0);
  buffer_clear(&buffer);
  buffer_text(&buffer, "ok");
  assert_string_equal(buffer.p, "ok");
  buffer_release(&buffer);
}

static void test_impossible_size(void **state) {
  (void)state;
  Buffer buffer;
  volatile size_t impossible = SIZE_MAX; /* volatile: compilers warn of it */
  buffer_init(&buffer);
  buffer_text(&buffer, "x");
  buffer_add(&buffer, "y", impossible);
  assert_true(buffer.failed);
  assert_string_equal(buffer.p, "x");
  buffer_release(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_adds),
      cmocka_unit_test(test_grows),
      cmocka_unit_test(test_limit_is_sticky),
      cmocka_unit_test(test_impossible_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

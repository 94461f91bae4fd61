#include <stdio.h>

#include "base/map.h"
#include "support.h"

static void test_empty(void **state) {
  (void)state;
  Arena arena;
  Map map;
  arena_init(&arena);
  map_init(&map, &arena);
  assert_null(map_find(&map, str_lit("a")));
  assert_int_equal(map.n, 0);
  arena_release(&arena);
}

static void test_put_keeps_what_is_there(void **state) {
  (void)state;
  Arena arena;
  Map map;
  bool is_new = false;
  arena_init(&arena);
  map_init(&map, &arena);
  assert_int_equal(*map_put(&map, str_lit("a"), 1, &is_new), 1);
  assert_true(is_new);
  assert_int_equal(*map_put(&map, str_lit("a"), 2, &is_new), 1);
  assert_false(is_new);
  *map_put(&map, str_lit("a"), 0, NULL) += 6;
  assert_int_equal(*map_find(&map, str_lit("a")), 7);
  assert_int_equal(map.n, 1);
  arena_release(&arena);
}

static void test_keys_are_bytes(void **state) {
  (void)state;
  Arena arena;
  Map map;
  arena_init(&arena);
  map_init(&map, &arena);
  map_put(&map, (Str){NULL, 0}, 1, NULL);
  map_put(&map, (Str){"a\0b", 3}, 2, NULL);
  map_put(&map, (Str){"a\0c", 3}, 3, NULL);
  assert_int_equal(*map_find(&map, str_lit("")), 1);
  assert_int_equal(*map_find(&map, (Str){"a\0b", 3}), 2);
  assert_int_equal(*map_find(&map, (Str){"a\0c", 3}), 3);
  assert_null(map_find(&map, str_lit("a")));
  arena_release(&arena);
}

static void test_many_in_order(void **state) {
  (void)state;
  enum { N = 20000 };
  Arena arena;
  Map map;
  arena_init(&arena);
  map_init(&map, &arena);
  for (uint32_t i = 0; i < N; i++) {
    map_put(&map, str_of(arena_printf(&arena, "key %u", i * 7919 % N)), i, NULL);
  }
  assert_int_equal(map.n, N);
  for (uint32_t i = 0; i < N; i++) {
    char key[32];
    snprintf(key, sizeof key, "key %u", i * 7919 % N);
    assert_int_equal(*map_find(&map, str_of(key)), i);
    assert_str(map.entries[i].key, key);
  }
  arena_release(&arena);
}

static void test_no_memory(void **state) {
  (void)state;
  Arena arena;
  Map map;
  arena_init(&arena);
  arena.limit = 1;
  map_init(&map, &arena);
  assert_null(map_put(&map, str_lit("a"), 1, NULL));
  assert_null(map_find(&map, str_lit("a")));
  arena.limit = 0;
  assert_non_null(map_put(&map, str_lit("a"), 1, NULL));
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty),         cmocka_unit_test(test_put_keeps_what_is_there),
      cmocka_unit_test(test_keys_are_bytes), cmocka_unit_test(test_many_in_order),
      cmocka_unit_test(test_no_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

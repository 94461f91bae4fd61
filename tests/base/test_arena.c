#include "base/array.h"
#include "base/status.h"
#include "support.h"

static void test_zeroed_and_aligned(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  for (size_t size = 0; size < 300; size++) {
    arena_bytes(&arena, 1);
    unsigned char *p = arena_alloc(&arena, size);
    assert_non_null(p);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++) {
      assert_int_equal(p[i], 0);
    }
    memset(p, 0xAA, size);
  }
  arena_release(&arena);
  assert_int_equal(arena.held, 0);
}

static void test_clear_keeps_some_chunks_and_zeroes_again(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  arena_clear(&arena);
  memset(arena_alloc(&arena, 1000), 0xAA, 1000);
  size_t first = arena.held;
  memset(arena_alloc(&arena, 1 << 20), 0xAA, 1 << 20);
  size_t both = arena.held;
  assert_true(both > first);
  arena_clear(&arena);
  assert_int_equal(arena.held, both); /* a megabyte is kept */
  arena_alloc(&arena, 1000);
  unsigned char *again = arena_alloc(&arena, 1 << 20);
  assert_int_equal(arena.held, both);
  assert_int_equal(again[0] | again[(1 << 20) - 1], 0);
  arena_alloc(&arena, 8 << 20);
  arena_clear(&arena);
  assert_int_equal(arena.held, both); /* eight are not */
  unsigned char *p = arena_alloc(&arena, 1000);
  for (size_t i = 0; i < 1000; i++) {
    assert_int_equal(p[i], 0);
  }
  arena_release(&arena);
  arena_release(&arena);
  assert_non_null(arena_alloc(&arena, 1));
  arena_release(&arena);
}

static void test_limit_without_guard(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  arena.limit = 1 << 20;
  assert_null(arena_alloc(&arena, (1 << 20) + 1));
  assert_null(arena_alloc(&arena, SIZE_MAX));
  assert_null(arena_bytes(&arena, SIZE_MAX - 8));
  size_t count = 0;
  while (arena_alloc(&arena, 1024)) {
    count++;
  }
  assert_true(count >= 512 && count <= 1024);
  assert_true(arena.held <= arena.limit);
  assert_null(arena_printf(&arena, "%*d", 100000, 1));
  arena_release(&arena);
}

static void test_the_whole_limit_can_be_used(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  arena.limit = 1000; /* less than a usual chunk */
  assert_non_null(arena_alloc(&arena, 900));
  assert_null(arena_alloc(&arena, 200));
  arena_release(&arena);
}

/* Fills memory until the guard is reached. */
static int fill(Arena *arena) {
  jmp_buf jump;
  volatile size_t count = 0;
  if (arena_guard(arena, &jump)) {
    arena->escape = NULL;
    assert_true(count > 0);
    return STATUS_NO_MEMORY;
  }
  for (;;) {
    arena_alloc(arena, 4096);
    count++;
  }
}

static void test_guard(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  arena.limit = 300000;
  assert_int_equal(fill(&arena), STATUS_NO_MEMORY);
  arena_clear(&arena);
  assert_int_equal(fill(&arena), STATUS_NO_MEMORY);
  arena_release(&arena);
}

/* More than any system gives: malloc itself says no. */
static void test_malloc_fails(void **state) {
  (void)state;
  Arena arena;
  jmp_buf jump;
  volatile bool jumped = false;
  arena_init(&arena);
  char *before = arena_copy(&arena, "kept", 4);
  assert_null(arena_alloc(&arena, (size_t)1 << 62));
  if (arena_guard(&arena, &jump)) {
    jumped = true;
  } else {
    arena_alloc(&arena, (size_t)1 << 62);
  }
  assert_true(jumped);
  arena.escape = NULL;
  assert_string_equal(before, "kept");
  assert_non_null(arena_alloc(&arena, 100));
  arena_release(&arena);
  assert_int_equal(arena.held, 0);
}

static void test_array_without_memory(void **state) {
  (void)state;
  Arena arena;
  uint32_t capacity = UINT32_C(1) << 31;
  arena_init(&arena);
  assert_null(array_grow(&arena, NULL, 0, &capacity, 8));
  assert_null(arena_array(&arena, uint64_t, SIZE_MAX / 16));
  arena_release(&arena);
}

static void test_copy_and_print(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  char *copy = arena_copy(&arena, "a\0b", 3);
  assert_memory_equal(copy, "a\0b", 4);
  assert_string_equal(arena_copy(&arena, NULL, 0), "");
  assert_string_equal(arena_printf(&arena, "%s %d", "x", -7), "x -7");
  assert_int_equal(strlen(arena_printf(&arena, "%*d", 200000, 1)), 200000);
  arena_release(&arena);
}

static void test_array(void **state) {
  (void)state;
  Arena arena;
  ARRAY(int) numbers = {0};
  arena_init(&arena);
  for (int i = 0; i < 10000; i++) {
    array_push(&arena, &numbers, i * 3);
  }
  assert_int_equal(numbers.n, 10000);
  for (int i = 0; i < 10000; i++) {
    assert_int_equal(numbers.v[i], i * 3);
  }
  int *added = array_add(&arena, &numbers);
  assert_int_equal(*added, 0);
  assert_ptr_equal(added, &numbers.v[10000]);
  arena_release(&arena);
}

static void test_status(void **state) {
  (void)state;
  Status status = {0};
  char text[1000];
  assert_int_equal(status_set(NULL, STATUS_IO, 0, "x"), STATUS_IO);
  memset(text, 'x', sizeof text);
  text[sizeof text - 1] = 0;
  assert_int_equal(status_set(&status, STATUS_FORMAT, 12, "%s", text), STATUS_FORMAT);
  assert_int_equal(status.at, 12);
  assert_int_equal(strlen(status.message), sizeof status.message - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_zeroed_and_aligned),
      cmocka_unit_test(test_clear_keeps_some_chunks_and_zeroes_again),
      cmocka_unit_test(test_limit_without_guard),
      cmocka_unit_test(test_the_whole_limit_can_be_used),
      cmocka_unit_test(test_guard),
      cmocka_unit_test(test_malloc_fails),
      cmocka_unit_test(test_array_without_memory),
      cmocka_unit_test(test_copy_and_print),
      cmocka_unit_test(test_array),
      cmocka_unit_test(test_status),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

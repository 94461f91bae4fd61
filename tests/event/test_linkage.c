/* Linkage: means join, what excludes one another stays apart, and so does what is barred. */
#include "event/linkage.h"
#include "support.h"

static bool bar_halves(const void *context, const uint32_t *a, uint32_t n, const uint32_t *b,
                       uint32_t m) {
  (void)context;
  return n == 2 && m == 2 && (a[0] < 2) != (b[0] < 2);
}

static void run(Linkage *l, Arena *arena, bool barred) {
  linkage_init(l, arena, 4);
  for (uint32_t i = 0; i < 4; i++) {
    for (uint32_t k = i + 1; k < 4; k++) {
      linkage_pair(l, i, k, (i < 2) == (k < 2) ? 90 : 60, 1, false);
    }
  }
  l->bar = barred ? bar_halves : NULL;
  linkage_run(l, 50);
}

static void test_bar(void **state) {
  (void)state;
  Arena arena;
  Linkage l;
  arena_init(&arena);
  run(&l, &arena, false);
  assert_int_equal(l.into[3], 0);
  run(&l, &arena, true);
  assert_int_equal(l.into[1], 0);
  assert_int_equal(l.into[2], 2);
  assert_int_equal(l.into[3], 2);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bar)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

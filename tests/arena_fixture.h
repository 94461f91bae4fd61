/* One arena for all tests of a file, which name setup and teardown for each test or for all. */
#ifndef TESTS_ARENA_FIXTURE_H
#define TESTS_ARENA_FIXTURE_H

#include "support.h"

static Arena arena;

static int setup(void **state) {
  (void)state;
  arena_init(&arena);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_release(&arena);
  return 0;
}

#endif

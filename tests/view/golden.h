/* Golden files: what a report must look like, byte for byte, in tests/view/golden/. With
   ACCORDING_UPDATE=1 in the environment the files are written instead of compared. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"

static void golden_check(const char *name, const Buffer *got) {
  char path[512];
  snprintf(path, sizeof path, "%s/tests/view/golden/%s", SOURCE_ROOT, name);
  assert_false(got->failed);
  if (getenv("ACCORDING_UPDATE")) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(got->p, 1, got->n, file), got->n);
    fclose(file);
    return;
  }
  FILE *file = fopen(path, "rb");
  if (!file) {
    fail_msg("%s is not there; run once with ACCORDING_UPDATE=1", path);
  }
  char *want = calloc(1, got->n + 2);
  size_t n = fread(want, 1, got->n + 1, file);
  fclose(file);
  size_t same = 0;
  unsigned line = 1;
  while (same < n && same < got->n && want[same] == got->p[same]) {
    line += got->p[same++] == '\n';
  }
  bool equal = same == n && same == got->n;
  free(want);
  if (!equal) {
    fail_msg("%s differs at line %u; look, then run with ACCORDING_UPDATE=1", name, line);
  }
}

#endif

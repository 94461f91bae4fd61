/* Runs a fuzz target over every file of the folders that are named, as an ordinary test. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, Arena *arena, uint32_t *count) {
  StrArray files = {0};
  Status status = {0};
  if (folder_list(folder, arena, &files, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  for (uint32_t i = 0; i < files.n; i++) {
    char *bytes;
    size_t n;
    if (file_read(files.v[i].p, 0, &bytes, &n, &status) != STATUS_OK) {
      fprintf(stderr, "%s\n", status.message);
      return 1;
    }
    /* Exactly n bytes, so that a sanitizer sees a read beyond them. */
    uint8_t *exact = malloc(n ? n : 1);
    if (!exact) {
      free(bytes);
      return 1;
    }
    memcpy(exact, bytes, n);
    free(bytes);
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
  }
  *count += files.n;
  return 0;
}

int main(int argc, char **argv) {
  Arena arena;
  uint32_t count = 0;
  int failed = LLVMFuzzerTestOneInput((const uint8_t *)"", 0) != 0;
  arena_init(&arena);
  for (int i = 1; i < argc && !failed; i++) {
    failed = replay(argv[i], &arena, &count);
  }
  arena_release(&arena);
  printf("%u files\n", count);
  return failed;
}

/* Wording files from any bytes: either refused with a message and a line, or every text can be
   filled. */
#include <stdlib.h>

#include "view/page_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    arena_release(&arena);
    return 0;
  }
  Wording wording;
  Status status = {0};
  Str bytes = {(const char *)data, size};
  int code = wording_parse(str_lit("w"), bytes, &arena, &wording, &status);
  if ((code == STATUS_OK) != (status.message[0] == 0)) {
    abort();
  }
  WordingArg arg = {.name = "n", .text = str_lit("3"), .count = 3};
  for (int key = 0; key < W_COUNT; key++) {
    page_fill(&wording, &arena, (WordingKey)key, &arg, 1);
  }
  arena_release(&arena);
  return 0;
}

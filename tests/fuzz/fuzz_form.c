/* Forms from any bytes: read, and rows of nothing and of everything written with as many cells as the header; or
   refused with file and line. */
#include <setjmp.h>
#include <stdlib.h>

#include "view/form_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(Str bytes, Arena *arena, Buffer *out) {
  static const FormRow nothing;
  FormRow all = {.measured = NULL};
  FormFile form;
  Status status = {0};
  if (form_file_read(bytes, str_lit("f"), arena, &form, &status)) {
    if (status.code != STATUS_FORMAT || memcmp(status.message, "f:", 2) != 0) {
      abort();
    }
    return;
  }
  for (int i = 0; i < FORM_FIELDS; i++) {
    all.field[i] = str_lit("day settlement \"a, b\"\nshelling");
  }
  form_head(out, &form);
  form_row(out, &form, &nothing);
  form_row(out, &form, &all);
  if (out->n && out->p[out->n - 1] != '\n') {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  Buffer out;
  jmp_buf jump;
  arena_init(&arena);
  buffer_init(&out);
  arena.limit = (size_t)64 << 20;
  if (!arena_guard(&arena, &jump)) {
    run((Str){(const char *)data, size}, &arena, &out);
  }
  arena_release(&arena);
  buffer_release(&out);
  return 0;
}

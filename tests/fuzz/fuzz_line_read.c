/* Lines of `extract` from outside: whatever they hold, every span stays in order, every document
   index exists, and the same bytes give the same set. */
#include <stdlib.h>

#include "claim/line_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claims_hold(const Extraction *x) {
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    if (c->document >= x->documents.n || c->sentence.span.start > c->sentence.span.end ||
        c->id.n == 0 || (i && c[-1].document > c->document)) {
      abort();
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (x->persons.v[i].document >= x->documents.n) {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  jmp_buf jump;
  Extraction x;
  LineProblems problems;
  arena_init(&arena);
  arena.limit = (size_t)64 << 20;
  if (!arena_guard(&arena, &jump)) {
    lines_read(&arena, (Str){(const char *)data, size}, &x, &problems);
    claims_hold(&x);
  }
  arena_release(&arena);
  return 0;
}

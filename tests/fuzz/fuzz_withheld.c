/* Hidden names from any bytes, a name a line up to an empty line, looked for in the bytes behind it: what is found is
   replaced, what is not stays the same bytes, and nothing else of the text is lost. */
#include <setjmp.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "withhold/hidden_names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(Str bytes, Arena *arena) {
  HiddenNames names;
  Str rest = bytes, label = str_lit("label");
  hidden_names_begin(&names, arena);
  while (rest.n) {
    Str name = str_split(rest, '\n', &rest);
    if (!name.n) {
      break;
    }
    hidden_names_add(&names, name, label);
  }
  Str out = hidden_names_replace(&names, rest);
  bool found = hidden_names_find(&names, rest) != NULL;
  if (found == (out.n == rest.n && (!out.n || memcmp(out.p, rest.p, out.n) == 0) && out.p == rest.p)) {
    abort();
  }
  size_t k = 0; /* what is left of the text stands in the outcome, in its order */
  for (size_t i = 0; i < out.n && k < rest.n; k++) {
    i += out.p[i] == rest.p[k];
  }
  if (!found && k != rest.n) {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 64, run);
}

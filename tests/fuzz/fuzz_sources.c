/* Source registers from any bytes: read, and each entry found again by its name; or refused with file and line. */
#include <setjmp.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "rule/sources.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(Str bytes, Arena *arena) {
  SourceRegister sources;
  Status status = {0};
  if (sources_read(bytes, str_lit("f"), arena, &sources, &status)) {
    if (status.code != STATUS_FORMAT || memcmp(status.message, "f:", 2) != 0) {
      abort();
    }
    return;
  }
  for (uint32_t i = 0; i < sources.entries.n; i++) {
    DocumentLine d = {.publisher = sources.entries.v[i].field[SOURCE_NAME]};
    Claim c = {.kind = CLAIM_FIGURE};
    if (source_find(&sources, d.publisher, arena) != &sources.entries.v[i] ||
        !str_equal(source_rank(&sources, &c, &d, arena), sources.entries.v[i].field[SOURCE_RANK])) {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 64, run);
}

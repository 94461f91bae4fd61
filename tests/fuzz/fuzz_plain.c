/* Any bytes as a file: read as a document or refused, never a crash; blocks in order, and the map
   of decoded text inside the file. */
#include "../doc/doc_support.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static BlockRules *rules_get(void) {
  static Arena arena;
  static BlockRules rules;
  static jmp_buf jump;
  Status status;
  if (!rules.arena) {
    arena_init(&arena);
    if (arena_guard(&arena, &jump) || !doc_rules_load(&rules, &arena, &status)) {
      abort();
    }
  }
  return &rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  jmp_buf jump;
  Document d;
  Status status;
  arena_init(&arena);
  arena.limit = (size_t)256 << 20;
  DocOptions options = {.rules = rules_get()};
  if (arena_guard(&arena, &jump)) {
    arena_release(&arena);
    return 0;
  }
  Str bytes = {(const char *)data, size};
  if (document_read(&options, str_lit("f"), bytes, &arena, &d, &status) == STATUS_OK) {
    const char *fault = doc_blocks_fault(&d);
    uint64_t before = 0;
    uint32_t at = 0;
    for (uint32_t i = 0; i < d.source_map.n && !fault; i++) {
      SourceRun r = d.source_map.v[i];
      bool good = r.text.start >= at && r.text.end > r.text.start && r.start >= before &&
                  r.end >= r.start && r.end <= size && r.text.end <= document_body(&d).n;
      fault = good ? NULL : "runs out of order";
      at = r.text.end;
      before = r.start;
    }
    if (fault) {
      fprintf(stderr, "%s\n", fault);
      abort();
    }
  } else if (!status.message[0]) {
    abort();
  }
  arena_release(&arena);
  return 0;
}

/* JSON Lines: each line a document or a status with its number. The first byte chooses whether a
   part field is asked for. */
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
    jsonl_prepare();
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
  Str line, part = size && data[0] & 1 ? str_lit("part") : (Str){NULL, 0};
  JsonlReader reader = jsonl_reader((Str){(const char *)data, size}, part);
  while (jsonl_next(&reader, &line)) {
    if (jsonl_document(&options, part, line, reader.line, &arena, &d, &status) == STATUS_OK) {
      const char *fault = doc_blocks_fault(&d);
      if (fault || !d.id.n) {
        fprintf(stderr, "%s\n", fault ? fault : "no id");
        abort();
      }
    } else if (!status.message[0] || status.at != reader.line) {
      abort();
    }
  }
  arena_release(&arena);
  return 0;
}

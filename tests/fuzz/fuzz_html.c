/* HTML: any bytes as a page. Blocks must be in order, and each run of the map must be what its
   source bytes say. */
#include "../doc/doc_support.h"
#include "doc/html_read.h"

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
  Document d = {0};
  arena_init(&arena);
  arena.limit = (size_t)256 << 20;
  DocOptions options = {.rules = size % 2 ? rules_get() : NULL};
  if (arena_guard(&arena, &jump)) {
    arena_release(&arena);
    return 0;
  }
  Decoded decoded, asked;
  Str bytes = {(const char *)data, size};
  int code = encoding_decode(bytes, html_declared_encoding(bytes), true, 1 << 20, &arena, &asked,
                             NULL);
  if (code != encoding_decode_page(bytes, html_declared_encoding, true, 1 << 20, &arena, &decoded,
                                   NULL) ||
      (code == STATUS_OK && !str_equal(decoded.text, asked.text))) {
    abort(); /* a label that is asked for late must not matter more or less */
  }
  if (code == STATUS_OK) {
    html_read(&options, &decoded, &arena, &d);
    const char *fault = doc_blocks_fault(&d);
    if (!fault && decoded.runs.n == 0) {
      fault = doc_map_fault(&d, decoded.text);
    }
    if (fault) {
      fprintf(stderr, "%s\n", fault);
      abort();
    }
    for (uint32_t i = 0; i < d.entries.n; i++) {
      const DocumentEntry *e = &d.entries.v[i];
      if (e->first >= e->end || e->end > d.blocks.n || (i && e->first < e[-1].end)) {
        abort();
      }
    }
    for (uint32_t i = 0; i < d.blocks.n; i++) {
      Span printed;
      bool in_title;
      uint64_t start, end;
      if (!document_place(&d, d.blocks.v[i].span, &printed, &in_title)) {
        abort();
      }
      if (!in_title) {
        document_source(&d, printed, &start, &end);
        if (start > end || end > size) {
          abort();
        }
      }
    }
  }
  arena_release(&arena);
  return 0;
}

/* Text: whatever the bytes, every token lies in exactly one sentence, in order, inside its
   block. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
  if (!holds) {
    abort();
  }
}

/* Lines are blocks; those that begin with a bracket are footnotes. */
static void blocks_of_lines(Document *document, Arena *arena) {
  Str all = document->text;
  for (Str rest = all; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    if (line.n > 0) {
      uint32_t start = (uint32_t)(line.p - all.p);
      array_push(arena, &document->blocks,
                 (Block){.span = {start, start + (uint32_t)line.n},
                         .kind = line.p[0] == '[' ? BLOCK_FOOTNOTE : BLOCK_PARAGRAPH,
                         .number = 1});
    }
  }
}

static void check_text(const Text *text) {
  uint32_t next = 0, at = 0;
  for (uint32_t s = 0; s < text->sentences.n; s++) {
    const Sentence *sentence = &text->sentences.v[s];
    check(sentence->first == next && sentence->end > next);
    check(span_contains(text->document->blocks.v[sentence->block].span, sentence->span));
    for (uint32_t i = next; i < sentence->end; i++) {
      const Token *token = &text->tokens.v[i];
      check(token->sentence == s && token->span.start >= at && token->span.end > token->span.start);
      at = token->span.end;
    }
    next = sentence->end;
  }
  check(next == text->tokens.n);
  for (uint32_t i = 0; i < text->quotations.n; i++) {
    const Quotation *q = &text->quotations.v[i];
    check(q->end > q->first && q->end <= text->tokens.n);
    check(i == 0 || q->first > text->quotations.v[i - 1].first);
  }
  for (uint32_t i = 0; i < text->marks.n; i++) {
    check(text->marks.v[i].token < text->tokens.n && text->marks.v[i].number > 0);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str bytes = {(const char *)data, size};
  Pack pack;
  Status status;
  TextTags tags;
  Arena arena;
  Document document;
  Text text;
  if (size > 1 << 16 || utf8_valid_prefix(bytes) < size ||
      pack_open(pack_embedded(), &pack, &status) != STATUS_OK) {
    return 0;
  }
  memset(&document, 0, sizeof document);
  document.text = bytes;
  arena_init(&arena);
  blocks_of_lines(&document, &arena);
  text_tags(&pack, &tags);
  text_read(&document, &pack, &tags, NULL, &arena, &text);
  check_text(&text);
  arena_release(&arena);
  return 0;
}

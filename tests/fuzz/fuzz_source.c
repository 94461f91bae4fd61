/* Sources: whatever the text, attributions, actors and answers stay inside it, in order. */
#include <stdlib.h>

#include "base/utf8.h"
#include "discourse/source_resolve.h"
#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"

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

static void check_ranges(const Text *text, const TokenRange *v, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    check(v[i].first < v[i].end && v[i].end <= text->tokens.n);
  }
}

static void check_mentions(const Text *text, const Mentions *m) {
  for (uint32_t i = 0; i < m->attributions.n; i++) {
    const Attribution *a = &m->attributions.v[i];
    check(a->content.n > 0 && a->cue.n > 0 && a->from < (int32_t)m->attributions.n);
    check_ranges(text, a->content.v, a->content.n);
    check_ranges(text, a->cue.v, a->cue.n);
    check_ranges(text, a->source.v, a->source.n);
  }
  for (uint32_t i = 0; i < m->actors.n; i++) {
    const ActorMention *a = &m->actors.v[i];
    check(a->first < a->end && a->end <= text->tokens.n);
    check(i == 0 || a->first >= m->actors.v[i - 1].first);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str bytes = {(const char *)data, size};
  Pack pack;
  Status status;
  TextTags tags;
  AttributionRules rules;
  ActorRules actors;
  SourceTags sources;
  Arena arena;
  Document document;
  Text text;
  Mentions mentions;
  if (size > 1 << 14 || utf8_valid_prefix(bytes) < size ||
      pack_open(pack_embedded(), &pack, &status) != STATUS_OK ||
      attribution_rules_init(&pack, &rules, &status) != STATUS_OK ||
      actor_rules_init(&pack, &actors, &status) != STATUS_OK) {
    return 0;
  }
  memset(&document, 0, sizeof document);
  memset(&mentions, 0, sizeof mentions);
  document.text = bytes;
  arena_init(&arena);
  blocks_of_lines(&document, &arena);
  text_tags(&pack, &tags);
  source_tags(&pack, &sources);
  text_read(&document, &pack, &tags, NULL, &arena, &text);
  mentions.text = &text;
  attribution_find(&text, &rules, &arena, &mentions);
  actor_find(&text, &actors, &arena, &mentions);
  check_mentions(&text, &mentions);
  for (uint32_t i = 0; i < text.tokens.n; i++) {
    SourceAnswer answer;
    source_of(&sources, &text, &mentions, text.tokens.v[i].sentence, i, i + 1, &arena, &answer);
    check(answer.words.end <= text.tokens.n && answer.reference.end <= text.tokens.n);
  }
  arena_release(&arena);
  return 0;
}

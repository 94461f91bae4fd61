/* Attributions and actors of the examples in tests/corpus/attribution.txt:

     > a paragraph of text                      (several of them make one text)
     = rule | source | cue | content | signs    (what is found, in order)
     @ class | words | name                     (actors with a name)

   Run with --update, the program writes what it finds into that file, to be read and committed. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"
#include "support.h"

#define CORPUS SOURCE_ROOT "/tests/corpus/attribution.txt"

typedef struct Bench {
  Pack pack;
  TextTags tags;
  AttributionRules rules;
  ActorRules actors;
} Bench;

static Bench bench;

static int setup(void **state) {
  Status status = {0};
  (void)state;
  if (pack_open(pack_embedded(), &bench.pack, &status) != STATUS_OK ||
      attribution_rules_init(&bench.pack, &bench.rules, &status) != STATUS_OK ||
      actor_rules_init(&bench.pack, &bench.actors, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  text_tags(&bench.pack, &bench.tags);
  return 0;
}

static void words_write(Buffer *out, const Text *text, const TokenRange *v, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    buffer_text(out, i ? " .. " : "");
    if (v[i].end > v[i].first) {
      buffer_str(out, str_cut(text->document->text, tokens_span(text, v[i].first, v[i].end)));
    }
  }
}

static void attribution_write(Buffer *out, const Text *text, const Attribution *a) {
  buffer_text(out, "= ");
  buffer_str(out, (Str){a->rule.p + strlen("attribution."), a->rule.n - strlen("attribution.")});
  buffer_text(out, " | ");
  words_write(out, text, a->source.v, a->source.n);
  if (a->resolved.end > a->resolved.first) {
    buffer_text(out, " -> ");
    words_write(out, text, &a->resolved, 1);
  }
  buffer_text(out, " | ");
  words_write(out, text, a->cue.v, a->cue.n);
  buffer_text(out, " | ");
  words_write(out, text, a->content.v, a->content.n);
  buffer_text(out, " |");
  buffer_text(out, a->named ? " named" : "");
  buffer_text(out, a->hedged ? " hedged" : "");
  buffer_text(out, a->denied ? " denied" : "");
  buffer_text(out, a->possible ? " possible" : "");
  buffer_text(out, a->from >= 0 ? " nested" : "");
  buffer_char(out, '\n');
}

/* What is found in paragraphs, as lines. */
static void example_read(Str lines, Buffer *out) {
  static const char *const classes[] = {"other",        "state_forces", "rebels",   "government",
                                        "organisation", "person",       "civilians"};
  Arena arena;
  Document document;
  Text text;
  Mentions mentions;
  arena_init(&arena);
  memset(&document, 0, sizeof document);
  memset(&mentions, 0, sizeof mentions);
  document.text = lines;
  for (Str rest = lines; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    uint32_t start = (uint32_t)(line.p - lines.p);
    if (line.n > 0) {
      array_push(&arena, &document.blocks, (Block){.span = {start, start + (uint32_t)line.n}});
    }
  }
  text_read(&document, &bench.pack, &bench.tags, NULL, &arena, &text);
  mentions.text = &text;
  attribution_find(&text, &bench.rules, &arena, &mentions);
  actor_find(&text, &bench.actors, &arena, &mentions);
  for (uint32_t i = 0; i < mentions.attributions.n; i++) {
    attribution_write(out, &text, &mentions.attributions.v[i]);
  }
  for (uint32_t i = 0; i < mentions.actors.n; i++) {
    const ActorMention *a = &mentions.actors.v[i];
    if (a->named) {
      buffer_format(out, "@ %s | ", classes[a->class]);
      words_write(out, &text, &(TokenRange){a->first, a->end}, 1);
      buffer_text(out, " | ");
      buffer_str(out, a->name);
      buffer_char(out, '\n');
    }
  }
  arena_release(&arena);
}

/* The corpus with its expected lines as they are found now. */
static void corpus_read(Str corpus, Buffer *out) {
  Buffer paragraphs;
  buffer_init(&paragraphs);
  for (Str rest = corpus; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    if (str_starts(line, "> ")) {
      buffer_str(out, line);
      buffer_char(out, '\n');
      buffer_str(&paragraphs, (Str){line.p + 2, line.n - 2});
      buffer_char(&paragraphs, '\n');
      if (!str_starts(rest, "> ")) {
        example_read(buffer_view(&paragraphs), out);
        buffer_clear(&paragraphs);
      }
    } else if (!str_starts(line, "= ") && !str_starts(line, "@ ")) {
      buffer_str(out, line);
      buffer_char(out, '\n');
    }
  }
  buffer_release(&paragraphs);
}

/* Both line by line, so that a failure shows the line. */
static void test_corpus(void **state) {
  char *bytes;
  size_t n;
  Status status;
  Buffer found;
  uint32_t lines = 0;
  (void)state;
  assert_int_equal(file_read(CORPUS, 0, &bytes, &n, &status), STATUS_OK);
  buffer_init(&found);
  corpus_read((Str){bytes, n}, &found);
  Str expected = {bytes, n}, got = buffer_view(&found);
  while (expected.n > 0 || got.n > 0) {
    Str a = str_split(expected, '\n', &expected), b = str_split(got, '\n', &got);
    lines += str_starts(a, "= ");
    if (!str_equal(a, b)) {
      fail_msg("expected %.*s\n         found    %.*s", STR_ARG(a), STR_ARG(b));
    }
  }
  assert_true(lines > 40);
  buffer_release(&found);
  free(bytes);
}

/* Long and odd sentences cost time in proportion, and nothing points outside the text. */
static void test_bounds(void **state) {
  static const char *const parts[] = {"said", "“", "”", "\"", ",", "police", "that", "He", "who",
                                      "according", "to", ":", ".", "reportedly", "told", "and",
                                      "Smith", "12", "(", ")", "—", "adding", "was", "by", "\n"};
  (void)state;
  uint64_t x = 7;
  for (uint32_t round = 0; round < 100; round++) {
    char text[4000];
    size_t n = 0;
    Buffer out;
    buffer_init(&out);
    while (n < sizeof text - 20) {
      x = x * 6364136223846793005u + 1442695040888963407u;
      n += (size_t)snprintf(text + n, sizeof text - n, "%s ",
                            parts[(x >> 33) % (sizeof parts / sizeof *parts)]);
    }
    example_read((Str){text, n}, &out);
    assert_false(out.failed);
    buffer_release(&out);
  }
}

static int corpus_update(void) {
  char *bytes;
  size_t n;
  Status status;
  Buffer found;
  if (setup(NULL) || file_read(CORPUS, 0, &bytes, &n, &status) != STATUS_OK) {
    return 1;
  }
  buffer_init(&found);
  corpus_read((Str){bytes, n}, &found);
  int code = file_write(CORPUS, buffer_view(&found), &status);
  buffer_release(&found);
  free(bytes);
  return code != STATUS_OK;
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_corpus),
      cmocka_unit_test(test_bounds),
  };
  if (argc == 2 && strcmp(argv[1], "--update") == 0) {
    return corpus_update();
  }
  return cmocka_run_group_tests(tests, setup, NULL);
}

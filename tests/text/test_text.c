/* Tokens, sentences, quotations and footnote marks of small invented texts. The pack is the
   project's own; each line of a text is a block, and a line that begins with ~ a footnote. */
#include <stdio.h>
#include <stdlib.h>

#include "lang/pack.h"
#include "support.h"
#include "text/tokens.h"

static Pack pack;
static TextTags tags;

static int setup(void **state) {
  Status status = {0};
  (void)state;
  if (pack_open(pack_embedded(), &pack, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  text_tags(&pack, &tags);
  return 0;
}

static void blocks_of_lines(Document *document, Str lines, Arena *arena) {
  document->text = lines;
  for (Str rest = lines; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    if (line.n == 0) {
      continue;
    }
    uint32_t start = (uint32_t)(line.p - lines.p);
    Block block = {.span = {start, start + (uint32_t)line.n}};
    if (line.p[0] == '~') {
      block.kind = BLOCK_FOOTNOTE;
      block.span.start++;
      block.number = (uint32_t)strtoul(line.p + 2, NULL, 10);
    }
    array_push(arena, &document->blocks, block);
  }
}

static void read_lines(const char *lines, Document *document, Arena *arena, Text *text) {
  arena_init(arena);
  memset(document, 0, sizeof *document);
  blocks_of_lines(document, str_of(lines), arena);
  text_read(document, &pack, &tags, NULL, arena, text);
}

/* What holds of every text: tokens in order, each in exactly one sentence of its block. */
static void check_order(const Text *text) {
  uint32_t next = 0, at = 0;
  for (uint32_t s = 0; s < text->sentences.n; s++) {
    const Sentence *sentence = &text->sentences.v[s];
    assert_int_equal(sentence->first, next);
    assert_true(sentence->end > sentence->first);
    assert_true(
        span_contains(text->document->blocks.v[sentence->block].span, sentence->span));
    for (uint32_t i = sentence->first; i < sentence->end; i++) {
      assert_int_equal(text->tokens.v[i].sentence, s);
      assert_true(text->tokens.v[i].span.start >= at);
      at = text->tokens.v[i].span.end;
    }
    next = sentence->end;
  }
  assert_int_equal(next, text->tokens.n);
}

/* The sentences of the text must be these, written with | between them. */
static void check_sentences(const char *lines, const char *expected) {
  Arena arena;
  Document document;
  Text text;
  char got[2000] = "";
  size_t n = 0;
  read_lines(lines, &document, &arena, &text);
  check_order(&text);
  for (uint32_t i = 0; i < text.sentences.n; i++) {
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "|" : "",
                          STR_ARG(str_cut(document.text, text.sentences.v[i].span)));
  }
  assert_string_equal(got, expected);
  arena_release(&arena);
}

static void check_quotations(const char *lines, const char *expected) {
  Arena arena;
  Document document;
  Text text;
  char got[2000] = "";
  size_t n = 0;
  read_lines(lines, &document, &arena, &text);
  for (uint32_t i = 0; i < text.quotations.n; i++) {
    const Quotation *q = &text.quotations.v[i];
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s%s", i ? "|" : "",
                          STR_ARG(str_cut(document.text, q->span)), q->closed ? "" : " (open)");
    for (uint32_t t = q->first; t < q->end; t++) {
      assert_true(text.tokens.v[t].quoted);
    }
  }
  assert_string_equal(got, expected);
  arena_release(&arena);
}

static void test_stops(void **state) {
  (void)state;
  check_sentences("He left. She stayed.", "He left.|She stayed.");
  check_sentences("Who left? Nobody! Good.", "Who left?|Nobody!|Good.");
  check_sentences("The first line\nthe second line", "The first line|the second line");
  check_sentences("Some 1.2 million fled, 3.5 percent. 12 died.",
                  "Some 1.2 million fled, 3.5 percent.|12 died.");
  check_sentences("They came . . . and went . . . The end.",
                  "They came . . . and went . . .|The end.");
  check_sentences("They came... and went… Then they slept.",
                  "They came... and went…|Then they slept.");
  check_sentences("(He left.) Then she did.", "(He left.)|Then she did.");
  check_sentences("The bridge fell.The road stayed.", "The bridge fell.|The road stayed.");
  check_sentences("See www.example.com today.", "See www.example.com today.");
  check_sentences("They left in winter. nobody asked.", "They left in winter.|nobody asked.");
  check_sentences("", "");
  check_sentences(" \n\t\n", "");
}

static void test_abbreviations(void **state) {
  (void)state;
  check_sentences("Gen. Varga met Mr. Olsen and J. R. Smith.",
                  "Gen. Varga met Mr. Olsen and J. R. Smith.");
  check_sentences("The U.S. Army left the U.S. The base closed.",
                  "The U.S. Army left the U.S.|The base closed.");
  check_sentences("House No. 5 burned. He said no. She left.",
                  "House No. 5 burned.|He said no.|She left.");
  check_sentences("It began at 3 p.m. Monday. It ended at 5 p.m. The rest slept.",
                  "It began at 3 p.m. Monday.|It ended at 5 p.m.|The rest slept.");
  check_sentences("Acme Inc. Chairman Olsen left Acme Inc. The firm went on.",
                  "Acme Inc. Chairman Olsen left Acme Inc.|The firm went on.");
  check_sentences("On Jan. 5 it rained, etc. and so on.",
                  "On Jan. 5 it rained, etc. and so on.");
  check_sentences("1. First item. A. Second item.", "1. First item.|A. Second item.");
}

static void test_quoted_ends(void **state) {
  (void)state;
  check_sentences("“Why?” he asked. “Go!” she said.", "“Why?” he asked.|“Go!” she said.");
  check_sentences("\"It fell.\" Nobody spoke.", "\"It fell.\"|Nobody spoke.");
  check_sentences("“It fell. We ran,” he said.", "“It fell.|We ran,” he said.");
}

static void test_newswire(void **state) {
  (void)state;
  Arena arena;
  Document document;
  Text text;
  check_sentences("GEN. VARGA SAID TWELVE DIED. THE U.S. EMBASSY CLOSED.",
                  "GEN. VARGA SAID TWELVE DIED.|THE U.S. EMBASSY CLOSED.");
  read_lines("GEN. VARGA SAID TWELVE DIED.\nTHE EMBASSY CLOSED.", &document, &arena, &text);
  assert_true(text.capitals);
  assert_true(text.sentences.v[1].capitals);
  arena_release(&arena);
  read_lines("A BRIDGE HAS FALLEN\nThe bridge over the river fell at night.", &document, &arena,
             &text);
  assert_false(text.capitals);
  assert_true(text.sentences.v[0].capitals);
  assert_false(text.sentences.v[1].capitals);
  arena_release(&arena);
}

static void test_quotations(void **state) {
  (void)state;
  check_quotations("“We saw it,” he said. “It fell.”", "“We saw it,”|“It fell.”");
  check_quotations("\"We saw it,\" he said. \"It fell.\"", "\"We saw it,\"|\"It fell.\"");
  check_quotations("‘We saw the soldiers’ wives,’ he said. It’s the ’90s.",
                   "‘We saw the soldiers’ wives,’");
  check_quotations("The 'old' man's 'em and the boys' toys.", "'old'");
  check_quotations("“He said ‘go’ and went,” she said.", "“He said ‘go’ and went,”|‘go’");
  check_quotations("«Non», dit-il; „Nein“, sagte er.", "«Non»|„Nein“");
  check_quotations("He is 6'2\" tall and 5\" wide.", "");
  check_quotations("“We saw it.\n“It fell,” he said.", "“We saw it. (open)|“It fell,”");
  check_quotations("He said: \"It fell and\nthen he left.", "\"It fell and (open)");
}

static void check_marks(const char *lines, const char *expected) {
  Arena arena;
  Document document;
  Text text;
  char got[200] = "";
  size_t n = 0;
  read_lines(lines, &document, &arena, &text);
  for (uint32_t i = 0; i < text.marks.n; i++) {
    const FootnoteMark *m = &text.marks.v[i];
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%u in %u", i ? ", " : "", m->number,
                          m->sentence);
    assert_true(text.tokens.v[m->token].mark);
  }
  assert_string_equal(got, expected);
  arena_release(&arena);
}

static void test_marks(void **state) {
  (void)state;
  check_marks("It fell.[2] Nobody died. [3] All left.", "2 in 0, 3 in 1");
  check_marks("It fell [4, 5] and burned [6–7].", "4 in 0, 5 in 0, 6 in 0, 7 in 0");
  check_marks("It fell.¹² An area of 5 km² burned.", "12 in 0");
  check_marks("In [1990] it fell (2).", "");
  check_marks("It fell.(4) Then it burned.\n~[4] Olsen, Bridges, p. 12.", "4 in 0");
  check_sentences("It fell.[2] They left. [3] Nobody saw.",
                  "It fell.[2]|They left. [3]|Nobody saw.");
}

static void test_odd_bytes(void **state) {
  (void)state;
  char line[4001];
  for (uint32_t seed = 1; seed < 200; seed++) {
    static const char *const parts[] = {"“", "”", "\"", "'", "’", "‘", "«", ".", ". ", " ", "?",
                                        "[", "2", "]", "A", "b", "U.S.", "…", "²", "\n", "~", "("};
    uint64_t x = seed;
    size_t n = 0;
    Arena arena;
    Document document;
    Text text;
    while (n < 300) {
      x = x * 6364136223846793005u + 1442695040888963407u;
      n += (size_t)snprintf(line + n, sizeof line - n, "%s",
                            parts[(x >> 33) % (sizeof parts / sizeof *parts)]);
    }
    read_lines(line, &document, &arena, &text);
    check_order(&text);
    for (uint32_t i = 0; i < text.quotations.n; i++) {
      assert_true(text.quotations.v[i].end > text.quotations.v[i].first);
      assert_true(i == 0 || text.quotations.v[i].first > text.quotations.v[i - 1].first);
    }
    arena_release(&arena);
  }
}

static void test_long_run(void **state) {
  (void)state;
  Arena arena;
  Document document;
  Text text;
  enum { N = 20000 };
  char *line = malloc(2 * N + 1);
  assert_non_null(line);
  for (size_t i = 0; i < N; i++) {
    memcpy(line + 2 * i, "a ", 2);
  }
  line[2 * N] = 0;
  read_lines(line, &document, &arena, &text);
  check_order(&text);
  assert_int_equal(text.tokens.n, N);
  assert_true(text.sentences.n >= N / 1000);
  arena_release(&arena);
  free(line);
}

/* Phrases are looked for only where one goes on with the next word. */
static void test_phrase_starts(void **state) {
  (void)state;
  Arena arena;
  Document document;
  Text text;
  read_lines("At least at most.\nAt dusk", &document, &arena, &text);
  int tag = pack_tag(&pack, "qualifier");
  assert_true(tagset_has(text.starts[0], tag));
  assert_true(token_is_class(&text, 0, CLASS_PHRASE));
  assert_false(tagset_has(text.starts[1], tag));
  assert_true(tagset_has(text.starts[2], tag));
  assert_false(tagset_has(text.starts[5], tag)); /* "At dusk" */
  assert_false(token_is_class(&text, 5, CLASS_PHRASE));
  assert_false(tagset_has(text.starts[text.tokens.n - 1], tag));
  arena_release(&arena);
}

/* The tokens of a class as bits, over the border of one number of them. */
static void test_tokens_of_class(void **state) {
  (void)state;
  Arena arena;
  Document document;
  Text text;
  char lines[1024] = "";
  for (int i = 0; i < 70; i++) {
    strcat(lines, i == 3 || i == 69 ? "Lirano " : i == 64 ? "12 " : "and ");
  }
  read_lines(lines, &document, &arena, &text);
  assert_int_equal(text.tokens.n, 70);
  uint64_t *tokens = tokens_of_class(&text, CLASS_CAPITAL | CLASS_DIGITS, &arena);
  assert_int_equal(tokens_next(tokens, 0, 70), 3);
  assert_int_equal(tokens_next(tokens, 3, 70), 3);
  assert_int_equal(tokens_next(tokens, 4, 70), 64);
  assert_int_equal(tokens_next(tokens, 4, 64), 64); /* none before the end */
  assert_int_equal(tokens_next(tokens, 65, 70), 69);
  assert_int_equal(tokens_next(tokens, 70, 70), 70);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_stops),      cmocka_unit_test(test_abbreviations),
      cmocka_unit_test(test_quoted_ends), cmocka_unit_test(test_newswire),
      cmocka_unit_test(test_quotations), cmocka_unit_test(test_marks),
      cmocka_unit_test(test_odd_bytes),  cmocka_unit_test(test_long_run),
      cmocka_unit_test(test_phrase_starts), cmocka_unit_test(test_tokens_of_class),
  };
  return cmocka_run_group_tests(tests, setup, NULL);
}

/* Who answers for a figure: invented texts, one line a block; a line that begins with ~ is a
   footnote. */
#include <stdio.h>
#include <stdlib.h>

#include "discourse/source_resolve.h"
#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"
#include "support.h"

typedef struct Bench {
  Pack pack;
  TextTags tags;
  AttributionRules rules;
  ActorRules actors;
  SourceTags sources;
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
  source_tags(&bench.pack, &bench.sources);
  return 0;
}

typedef struct Case {
  Arena arena;
  Document document;
  Text text;
  Mentions mentions;
} Case;

static void case_read(Case *c, const char *lines) {
  memset(c, 0, sizeof *c);
  arena_init(&c->arena);
  c->document.text = str_of(lines);
  for (Str rest = c->document.text; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    uint32_t start = (uint32_t)(line.p - lines);
    bool note = line.n > 2 && line.p[0] == '~';
    Block block = {.span = {start + note, start + (uint32_t)line.n},
                   .kind = note ? BLOCK_FOOTNOTE : BLOCK_PARAGRAPH,
                   .number = note ? (uint32_t)strtoul(line.p + 2, NULL, 10) : 0};
    array_push(&c->arena, &c->document.blocks, block);
  }
  text_read(&c->document, &bench.pack, &bench.tags, NULL, &c->arena, &c->text);
  c->mentions.text = &c->text;
  attribution_find(&c->text, &bench.rules, &c->arena, &c->mentions);
  actor_find(&c->text, &bench.actors, &c->arena, &c->mentions);
}

/* The answer for the token with these words (the first such). */
static SourceAnswer answer(Case *c, const char *figure) {
  SourceAnswer out;
  memset(&out, 0, sizeof out);
  for (uint32_t i = 0; i < c->text.tokens.n; i++) {
    if (str_is(token_text(&c->text, i), figure)) {
      source_of(&bench.sources, &c->text, &c->mentions, c->text.tokens.v[i].sentence, i, i + 1,
                &c->arena, &out);
      return out;
    }
  }
  fail_msg("no %s in the text", figure);
  return out;
}

static Str words(const Case *c, TokenRange r) {
  return r.first < r.end ? str_cut(c->document.text, tokens_span(&c->text, r.first, r.end))
                         : (Str){NULL, 0};
}

static void check(const char *lines, const char *figure, AnswerKind kind, const char *who) {
  Case c;
  case_read(&c, lines);
  SourceAnswer a = answer(&c, figure);
  assert_int_equal(a.kind, kind);
  assert_str(words(&c, a.words), who);
  arena_release(&c.arena);
}

static void test_narrator(void **state) {
  (void)state;
  check("The fire killed 12 people.", "12", ANSWER_NARRATOR, "");
  check("Police said 12 died. The other 9 fled.", "9", ANSWER_NARRATOR, "");
  check("“It was cold,” she said, referring to the raid that killed 130 people.", "130",
        ANSWER_NARRATOR, "");
}

static void test_named(void **state) {
  (void)state;
  check("Ruda Hale, the envoy, said 12 died.", "12", ANSWER_NAMED, "Ruda Hale");
  check("Ruda Hale, the envoy, said 12 died. The envoy said 9 were lost.", "9", ANSWER_NAMED,
        "Ruda Hale");
  check("Ruda Hale said 12 died. She said 9 were lost.", "9", ANSWER_NAMED, "Ruda Hale");
  check("Mayor Ruda Hale left at dawn. She said 9 were lost.", "9", ANSWER_NAMED, "Ruda Hale");
  check("“We found 12,” Hale said. “Then 9 more came.”", "9", ANSWER_NAMED, "Hale");
}

static void test_unnamed(void **state) {
  (void)state;
  check("Officials said 12 died.", "12", ANSWER_UNNAMED, "Officials");
  check("It was reported that 12 died.", "12", ANSWER_UNNAMED, "");
}

static void test_chain(void **state) {
  (void)state;
  Case c;
  case_read(&c, "The Courier reported that police said 12 people died.");
  SourceAnswer a = answer(&c, "12");
  assert_int_equal(a.kind, ANSWER_UNNAMED);
  assert_str(words(&c, a.words), "police");
  assert_non_null(a.from);
  assert_str(words(&c, a.from->words), "The Courier");
  assert_null(a.from->from);
  arena_release(&c.arena);
}

static void test_footnote(void **state) {
  static const char *const lines =
      "Some 40 houses burned. At least 12 people died.[2] Another 44 were hurt.\n"
      "All 31 were named.[3] They [4] counted 70 boats.\n"
      "~[2] Abel, Shamil and Issa, Ismail, “The Revival,” in Mark (ed.), p. 112.\n"
      "~[3] Cornwall, The River Lands, p. 53.\n"
      "~[4] Ibid.";
  (void)state;
  check(lines, "12", ANSWER_NAMED, "Abel, Shamil and Issa, Ismail");
  check(lines, "40", ANSWER_NAMED, "Abel, Shamil and Issa, Ismail");
  check(lines, "44", ANSWER_NARRATOR, "");
  check(lines, "31", ANSWER_NAMED, "Cornwall, The River Lands");
  check(lines, "70", ANSWER_NARRATOR, "");
  Case c;
  case_read(&c, lines);
  SourceAnswer a = answer(&c, "12");
  assert_int_equal(a.via, ANSWER_FOOTNOTE);
  assert_int_equal(a.footnote, 2);
  assert_true(str_starts(words(&c, a.reference), "[2] Abel"));
  assert_true(str_ends(words(&c, a.reference), "p. 112."));
  a = answer(&c, "They");
  assert_int_equal(a.footnote, 4);
  assert_str(words(&c, a.words), "Cornwall, The River Lands");
  arena_release(&c.arena);
}

static void test_missing_note(void **state) {
  (void)state;
  check("Some 40 houses burned.[7]", "40", ANSWER_NARRATOR, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_narrator), cmocka_unit_test(test_named),
      cmocka_unit_test(test_unnamed),  cmocka_unit_test(test_chain),
      cmocka_unit_test(test_footnote), cmocka_unit_test(test_missing_note),
  };
  return cmocka_run_group_tests(tests, setup, NULL);
}

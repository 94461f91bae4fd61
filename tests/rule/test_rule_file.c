#include "base/file.h"
#include "rule_support.h"
#include "arena_fixture.h" /* behind it: its arguments are called arena too */

#include <stdlib.h>

static void test_reading(void **state) {
  (void)state;
  CountingRule rule;
  rule_of(
      "source A handbook, page 3 # the third\nword dozens 12\n\nfor killed injured\n  type number\n"
      "  keep greatest rank or none\n  value commonest\n  cites page 4\n  tie  least value\n"
      "  unverified page 5\n\nfor *\n  sources 2\n  low least value\n  else indeterminate\n",
      &arena, &rule);
  assert_str(rule.source, "A handbook, page 3");
  assert_str(rule.words.v[0].word, "dozens");
  assert_int_equal(rule.sections.n, 2);
  const RuleSection *killed = rule_section(&rule, str_lit("killed"));
  assert_ptr_equal(killed, &rule.sections.v[0]);
  assert_ptr_equal(rule_section(&rule, str_lit("missing")), &rule.sections.v[1]);
  assert_ptr_equal(rule_section(&rule, (Str){NULL, 0}), &rule.sections.v[1]);
  assert_int_equal(killed->steps.n, 3);
  assert_true(killed->steps.v[0].or_none);
  assert_str(killed->steps.v[1].cites, "page 4");
  assert_int_equal(killed->steps.v[1].line, 10);
  assert_true(killed->steps.v[2].unverified);
  assert_false(rule_weighs(&rule));
}

/* Rules named after organisations say of each line where it is from, or that this was not verified. */
static void assert_cited(const CountingRule *rule) {
  for (uint32_t i = 0; i < rule->words.n; i++) {
    assert_true(rule->words.v[i].cites.n > 0);
  }
  for (uint32_t i = 0; i < rule->sections.n; i++) {
    for (uint32_t k = 0; k < rule->sections.v[i].steps.n; k++) {
      const RuleStep *step = &rule->sections.v[i].steps.v[k];
      if (step->cites.n == 0) {
        fail_msg("%.*s:%u: expected cites or unverified below it", STR_ARG(rule->name), step->line);
      }
    }
  }
  assert_true(str_starts(rule->title, "Meets the count part of "));
}

static void test_shipped(void **state) {
  (void)state;
  StrArray files = {0};
  Status status;
  uint32_t read = 0;
  assert_int_equal(folder_list(SOURCE_ROOT "/data/rules", &arena, &files, &status), STATUS_OK);
  for (uint32_t i = 0; i < files.n; i++) {
    char *bytes;
    size_t n;
    CountingRule rule;
    if (!str_ends(files.v[i], ".rule")) {
      continue;
    }
    assert_int_equal(file_read(files.v[i].p, 0, &bytes, &n, &status), STATUS_OK);
    if (rule_file_read((Str){bytes, n}, files.v[i], &arena, &rule, &status) != STATUS_OK) {
      fail_msg("%s", status.message);
    }
    assert_true(str_ends(files.v[i], arena_printf(&arena, "/%.*s.rule", STR_ARG(rule.name))));
    if (str_ends(rule.name, "-style")) {
      assert_cited(&rule);
    }
    read++;
    free(bytes);
  }
  assert_true(read >= 10);
}

static void assert_refused(const char *text, const char *message) {
  CountingRule rule;
  Status status = {0};
  assert_int_equal(rule_file_read(str_of(text), str_lit("my.rule"), &arena, &rule, &status),
                   STATUS_FORMAT);
  if (!strstr(status.message, message)) {
    fail_msg("%s: expected %s", status.message, message);
  }
}

static void test_refused(void **state) {
  (void)state;
#define HEAD "rule mine\nversion 1\ntitle t\n"
  assert_refused("", "expected lines rule, version and title");
  assert_refused(HEAD, "my.rule:3: expected a line \"for MEASURES\"");
  assert_refused("rule\n", "my.rule:1: expected something behind it");
  assert_refused("rule mine\nvalue least\n", "my.rule:2: expected rule, version");
  assert_refused(HEAD "for\n", "my.rule:4: expected measures");
  assert_refused(HEAD "for *\n  tie least value\n", "my.rule:4: expected a line value");
  assert_refused(HEAD "for *\n  value best\n", "my.rule:5: expected least, greatest");
  assert_refused(HEAD "for *\n  value least source\n", "my.rule:5: expected value, low or high");
  assert_refused(HEAD "for *\n  keep some rank\n",
                 "my.rule:5: expected least or greatest behind keep, not \"some\"");
  assert_refused(HEAD "for *\n  keep least colour\n", "my.rule:5: expected a column");
  assert_refused(HEAD "for *\n  keep least rank always\n", "my.rule:5: expected nothing more");
  assert_refused(HEAD "for *\n  tie mean rank\n", "my.rule:5: expected a column behind tie");
  assert_refused(HEAD "for *\n  type colour\n", "my.rule:5: expected auto, number");
  assert_refused(HEAD "for *\n  sources many\n", "my.rule:5: expected how many");
  assert_refused(HEAD "for *\n  cites nothing\n", "my.rule:5: expected this behind the line");
  assert_refused(HEAD "for *\n  leave some\n", "my.rule:5: expected part, superseded or refined");
  assert_refused(HEAD "for *\n  once rank\n", "my.rule:5: expected publisher, source or origin");
  assert_refused(HEAD "for *\n  guess\n", "my.rule:5: expected leave, once");
  assert_refused(HEAD "cites page 3\n", "my.rule:4: expected this behind the line");
  assert_refused(HEAD "word dozens many\n", "my.rule:4: expected a word and the number");
  assert_refused(HEAD "weigh trust 2\n", "my.rule:4: expected a share");
  assert_refused(HEAD "weigh luck 0.5\n", "my.rule:4: expected trust, copying");
  assert_refused(HEAD "weigh rounds 0\n", "my.rule:4: expected a number from 1");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_reading, setup, teardown),
      cmocka_unit_test_setup_teardown(test_shipped, setup, teardown),
      cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

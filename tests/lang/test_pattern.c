/* Patterns: what each construct matches. A row is written as words; a word's tags stand in the
   test's lexicon, and a word in CAPITALS is a symbol with that tag alone. */
#include "lang/pattern.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lang/pack_build.h"
#include "lang/split.h"

enum { ROW_MOST = 3000 };

static const char lexicon[] =
    "killed\tverb harm\nwounded\tverb harm\ndied\tverb\n"
    "people\tnoun person\nhouses\tnoun\nbig\tadj\nold\tadj\n"
    "throng\tt1 t2 t3 t4 t5 t6\nthe\tdet\ntwo\tNUM\nthree\tNUM\nsaid\tsay\n";

typedef struct Row {
  uint32_t words[ROW_MOST];
  TagSet tags[ROW_MOST];
  SymbolRow symbols;
} Row;

static void row_read(const Pack *pack, const char *text, Row *row) {
  Str rest = str_of(text), word;
  memset(row, 0, sizeof *row);
  row->symbols = (SymbolRow){row->words, row->tags, 0};
  while ((rest = str_trim(rest)).n) {
    char folded[64];
    uint32_t i = row->symbols.n++;
    word = str_split(rest, ' ', &rest);
    Str low = {folded, utf8_fold(word, folded, sizeof folded)};
    row->words[i] = pack_word(pack, low);
    row->tags[i] = *pack_word_tags(pack, row->words[i]);
    char *name = strndup(word.p, word.n);
    if (word.p[0] >= 'A' && word.p[0] <= 'Z') {
      tagset_add(&row->tags[i], pack_tag(pack, name));
    }
    free(name);
  }
}

/* The matches of all rules in a row, as "rule first-end name=first-end …;". */
static const char *matches_in(Arena *arena, const Pack *pack, const char *names, const char *text) {
  Row *row = arena_new(arena, Row);
  RuleSet rules;
  RuleMatches found = {0};
  const char *all = "";
  assert_true(rules_find(pack, "test", &rules));
  row_read(pack, text, row);
  rules_match_all(&rules, &row->symbols, arena, &found);
  uint32_t next = 0;
  for (uint32_t at = 0; at < row->symbols.n; at++) {
    RuleMatch own[32];
    uint32_t n = rules_match_at(&rules, &row->symbols, at, own, 32);
    for (uint32_t i = 0; i < n; i++, next++) { /* both ways to ask give the same */
      assert_true(next < found.n);
      assert_memory_equal(&own[i], &found.v[next], sizeof own[i]);
    }
  }
  assert_int_equal(next, found.n);
  for (uint32_t i = 0; i < found.n; i++) {
    const RuleMatch *m = &found.v[i];
    all = arena_printf(arena, "%s%s%.*s %u-%u", all, *all ? "; " : "",
                       STR_ARG(rule_name(&rules, m->rule)), m->first, m->end);
    Str rest = str_of(names);
    while (rest.n) {
      Str word = str_split(rest, ' ', &rest);
      char *name = arena_copy(arena, word.p, word.n);
      int number = rule_capture(&rules, name);
      assert_true(number >= 0);
      Capture c = m->captures[number];
      if (c.end > c.first) {
        all = arena_printf(arena, "%s %s=%u-%u", all, name, c.first, c.end);
      }
    }
  }
  return all;
}

/* One rule "r" with one match line must find this. */
static void check(const char *pattern, const char *names, const char *text, const char *expected) {
  Arena arena;
  arena_init(&arena);
  Pack pack = pack_of(&arena, lexicon, arena_printf(&arena, "rule r\n  match %s\n", pattern));
  const char *got = matches_in(&arena, &pack, names, text);
  if (strcmp(got, expected) != 0) {
    fail_msg("%s in \"%s\": got \"%s\", expected \"%s\"", pattern, text, got, expected);
  }
  arena_release(&arena);
}

static void words_and_tags(void **state) {
  (void)state;
  check("killed", "", "two people killed", "r 2-3");
  check("Killed", "", "two people KILLED", "r 2-3");
  check("two people", "", "two people two houses", "r 0-2");
  check("\"two people\"", "", "two people two houses", "r 0-2");
  check("\",\" two", "", "people , two", "r 1-3");
  check("don't", "", "i do n't", "r 1-3");
  check("\"\\\"\"", "", "a \" b", "r 1-2");
  check("<verb>", "", "people died", "r 1-2");
  check("<noun&person>", "", "people houses", "r 0-1");
  check("<noun&!person>", "", "people houses", "r 1-2");
  check("<adj|noun&person>", "", "big people houses", "r 0-1; r 1-2");
  check("<noun & !person | det>", "", "the houses", "r 0-1; r 1-2");
  check("<!noun>", "", "people unknown killed", "r 1-2; r 2-3");
  check(". killed", "", "unknown killed", "r 0-2");
  check("<FIG> killed", "", "FIG killed", "r 0-2");
  check("<FIG> killed", "", "NP killed", "");
  check("unheard", "", "unknown words", "");
}

/* A test of many tags: the first of them are asked for another way than the others. */
static void tests_of_many_tags(void **state) {
  (void)state;
  check("<t1&t2&t3&t4&t5&t6>", "", "people throng", "r 1-2");
  check("<t1&t2&t3&t4&t5&person>", "", "people throng", "");
  check("<t1&t2&t3&t4&t5&!t6>", "", "people throng", "");
  check("<t1&!noun&!verb&!adj&!det&!say>", "", "people throng", "r 1-2");
  check("<t1&!noun&!verb&!adj&!det&!t6>", "", "people throng", "");
  check("<!t1&!t2&!t3&!t4&!t5>", "", "people throng", "r 0-1");
}

static void sequences_and_choices(void **state) {
  (void)state;
  check("(killed | died)", "", "killed died", "r 0-1; r 1-2");
  check("two (people | big houses) died", "", "two big houses died", "r 0-4");
  check("(a | a b) c", "", "a b c", "r 0-3");          /* goes back into the choice */
  check("x:(a | a b) .", "x", "a b c", "r 0-2 x=0-1"); /* the first that matches */
  check("x:(a b | a) .", "x", "a b c", "r 0-3 x=0-2");
  check("killed | two people", "", "two people killed", "r 0-2; r 2-3");
}

/* Alternatives of one symbol are one test, those that stand side by side in a list of longer ones as well. */
static void alternatives_of_one_symbol(void **state) {
  (void)state;
  check("(two | the | <noun&person>) x:(<adj> | old | houses)*", "x", "people old houses died", "r 0-3 x=1-3");
  check("the (<adj> | people | (two | <verb>)) (houses | $)", "", "the two houses the killed", "r 0-3; r 3-5");
  check("(two | (the | <NUM>) | a b | <adj> | died) houses", "", "three houses big houses a b houses",
        "r 0-2; r 2-4; r 4-7");
  check("(two | .) houses", "", "unknown houses", "r 0-2");
  check("(?<!(two | <adj>)) (houses | people)", "", "two houses big people old people people", "r 6-7");
  char text[700] = "";
  for (int i = 0; i < 70; i++) {
    strcat(text, i % 2 ? "people " : "big ");
  }
  strcat(text, "killed");
  check("^ the? (big | <person>){35} (big | <person>){35} (died | <harm&!noun>)", "", text, "r 0-71");
}

static void repetition(void **state) {
  (void)state;
  check("the <adj>* houses", "", "the houses", "r 0-2");
  check("the <adj>* houses", "", "the big old big houses", "r 0-5");
  check("the <adj>+ houses", "", "the houses", "");
  check("the <adj>? houses", "", "the big houses", "r 0-3");
  check("the <adj>? houses", "", "the big old houses", "");
  check("the <adj>{2} houses", "", "the big old houses", "r 0-4");
  check("the <adj>{2,3} houses", "", "the big houses", "");
  check("the <adj>{1,2}", "", "the big old big", "r 0-3");
  check("the .* houses", "", "the a houses b houses c", "r 0-5"); /* greedy, goes back */
  check("the .{0,2} houses", "", "the a b c houses", "");
  check("(a b)+ c", "", "a b a b c", "r 0-5; r 2-5");
  check("(a b){2} c", "", "a b a b a b c", "r 2-7");
  check("(a b?)* c", "", "a a b a c", "r 0-5; r 1-5; r 3-5; r 4-5");
  check("(a b)* a c", "", "a b a b a c", "r 0-6; r 2-6; r 4-6");
  check("((a b?){2} c)+ d", "", "a b a c a a b c d", "r 0-9; r 4-9");
  check("two people?", "", "two houses", "r 0-1");
  check("\"two people\"? died", "", "two people died", "r 0-3; r 2-3");
}

/* * and + stop at 40. */
static void repetition_stops(void **state) {
  (void)state;
  char text[500] = "";
  for (int i = 0; i < 45; i++) {
    strcat(text, "a ");
  }
  strcat(text, "b");
  check("^ a+", "", text, "r 0-40");
}

static void captures(void **state) {
  (void)state;
  check("n:<NUM> who:<noun> killed", "n who", "two people killed", "r 0-3 n=0-1 who=1-2");
  check("x:(<adj>* houses)", "x", "big old houses", "r 0-3 x=0-3; r 1-3 x=1-3; r 2-3 x=2-3");
  check("the x:<adj>* houses", "x", "the big old houses", "r 0-4 x=1-3");
  check("the x:<adj>* houses", "x", "the houses", "r 0-2");
  check("^ (x:<adj>)* houses", "x", "big old houses", "r 0-3 x=1-2"); /* the last one stands */
  check("^ x:a (x:b)? c", "x", "a c", "r 0-2 x=0-1");
  check("^ x:a (x:b)? c", "x", "a b c", "r 0-3 x=1-2");
  check("^ (x:a b | a c)", "x", "a c", "r 0-2"); /* what is gone back over captures nothing */
  check("^ x:y:a b", "x y", "a b", "r 0-2 x=0-1 y=0-1");
  check("two (?= x:.) people", "x", "two people", "r 0-2 x=1-2");
  check("^ (two (?= x:houses) | two (?= x:people)) people", "x", "two people", "r 0-2 x=1-2");
}

static void looks(void **state) {
  (void)state;
  check("two (?= people)", "", "two houses two people", "r 2-3");
  check("two (?! people)", "", "two houses two people two", "r 0-1; r 4-5");
  check("(?< the) houses", "", "houses the houses", "r 2-3");
  check("(?<! the) houses", "", "houses the houses", "r 0-1");
  check("(?< the big | two old) houses", "", "the big houses two old houses two big houses",
        "r 2-3; r 5-6");
  check("(?<! <adj> <adj>) houses", "", "big houses big old houses", "r 1-2");
  check("(?< ^ the) houses", "", "the houses the houses", "r 1-2");
  check("two (?= .* killed) people", "", "two people were killed", "r 0-2");
  check("two (?! .* killed) people", "", "two people were killed", "");
  check("a (?= b (?! c)) .", "", "a b c a b d", "r 3-5");
  check("(?= a) . b", "", "a b", "r 0-2");
}

/* In a row that a window does not hold whole, looks are asked place by place: the same holds. */
static void check_far(const char *pattern, const char *text, const char *expected) {
  char far[500];
  snprintf(far, sizeof far, "%s", text);
  for (int i = 0; i < 80; i++) {
    strcat(far, " so");
  }
  check(pattern, "", text, expected);
  check(pattern, "", far, expected);
}

static void looks_in_long_rows(void **state) {
  (void)state;
  check_far("(?<! the | <adj>) houses", "houses the houses big houses", "r 0-1");
  check_far("two (?! (<adj> big){1,2} houses)", "two old big houses two old houses", "r 4-5");
  check_far("two (?= (<adj> big){2} houses)", "two old big houses two old big old big houses", "r 4-5");
  check_far("two (?= (a | b c){0,3} d)", "two a b c a d two b d two d", "r 0-1; r 9-10");
  check_far("two (?! .{2,3} died)", "two a died two a b died two a b c died", "r 0-1");
  check_far("a (?= b (?! c | d (?< b .) e) .)", "a b c a b d e a b d f", "r 7-8");
  check_far("(?< ^ the | \"two\") houses", "the houses the houses two houses", "r 1-2; r 5-6");
  check_far("the (a | b c | <adj>{1,2} d | (e | f) g | x:h){0,3} houses",
            "the houses the b c old d houses the b houses the f g h houses the e h houses",
            "r 0-2; r 2-8; r 11-16");
}

/* What may begin with anything is begun everywhere. */
static void many_alternatives(void **state) {
  (void)state;
  check_far("the (a | b | c | d | <adj>?) houses", "the houses the b houses the e houses", "r 0-2; r 2-5");
  check_far("the (a | b | c | d | . e) houses", "the f e houses the c houses the f houses", "r 0-4; r 4-7");
  check_far("the (a | b | c | .? f | d) houses", "the d houses the f houses", "r 0-3; r 3-6");
  check_far("the (a | b | c | (?! e) <noun> | d) houses", "the people houses the e houses", "r 0-3");
  check("a (b | c | d | e | $)", "", "a f a d a", "r 2-4; r 4-5");
}

static void anchors(void **state) {
  (void)state;
  check("^ two", "", "two two", "r 0-1");
  check("^ . people $", "", "two people", "r 0-2");
  check("^ . people $", "", "the two people", "");
  check("(. | the .) people $", "", "the two people", "r 0-3; r 1-3");
  check("(. people){2} $", "", "two people two people", "r 0-4");
  char far[500] = "two";
  for (int i = 0; i < 80; i++) {
    strcat(far, " so");
  }
  strcat(far, " two people");
  check("two $", "", far, "");
  check("two people $", "", far, "r 81-83");
  check("^ two (so){0,2}", "", far, "r 0-3");
  check("^ (two)? so{0,2} people $", "", far, "");
  check("two $", "", "two two", "r 1-2");
  check("^ two $", "", "two", "r 0-1");
  check("^ two $", "", "two two", "");
  check("two (killed | $)", "", "two", "r 0-1");
}

static void lets(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Pack pack = pack_of(&arena, lexicon,
                      "# a comment\n"
                      "let HARM = killed | wounded   # another\n"
                      "let WHO = who:(<adj>* <noun>)\n"
                      "rule passive.harm\n"
                      "  match $WHO were $HARM\n"
                      "  match $HARM \\\n"
                      "        $WHO\n"
                      "  set measure=t/harm who=who note=\"two words\" hash=\"a # b\"\n"
                      "  set more=1\n"
                      "rule end\n"
                      "  match $HARM $\n");
  RuleSet rules;
  assert_true(rules_find(&pack, "test", &rules));
  assert_false(rules_find(&pack, "tests", &rules));
  assert_true(rules_find(&pack, "test", &rules));
  assert_int_equal(rules.rules, 2);
  assert_str(rule_name(&rules, 0), "passive.harm");
  assert_str(rule_name(&rules, 2), "");
  assert_int_equal(rule_line(&rules, 0), 4);
  assert_int_equal(rule_line(&rules, 1), 10);
  assert_str(rule_get(&rules, 0, "measure"), "t/harm");
  assert_str(rule_get(&rules, 0, "note"), "two words");
  assert_str(rule_get(&rules, 0, "hash"), "a # b");
  assert_str(rule_get(&rules, 0, "more"), "1");
  assert_str(rule_get(&rules, 0, "less"), "");
  assert_str(rule_get(&rules, 1, "more"), "");
  assert_int_equal(rule_capture(&rules, "nobody"), -1);
  assert_string_equal(matches_in(&arena, &pack, "who", "old people were wounded"),
                      "passive.harm 0-4 who=0-2; passive.harm 1-4 who=1-2; end 3-4");
  assert_string_equal(matches_in(&arena, &pack, "who", "killed big houses"),
                      "passive.harm 0-3 who=1-3");
  arena_release(&arena);
}

/* Rules come in order of the file, one match each; of one rule the first line that matches. */
static void order_of_rules(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Pack pack =
      pack_of(&arena, lexicon,
              "rule b\n match two people\n match <NUM>\nrule a\n match <NUM>\n match two .\n"
              "rule c\n match . people\n");
  assert_string_equal(matches_in(&arena, &pack, "", "two people three"),
                      "b 0-2; a 0-1; c 0-2; b 2-3; a 2-3");
  RuleSet rules;
  RuleMatch out[2];
  Row *row = arena_new(&arena, Row);
  row_read(&pack, "two people", row);
  assert_true(rules_find(&pack, "test", &rules));
  assert_int_equal(rules_match_at(&rules, &row->symbols, 0, out, 2), 2);
  assert_int_equal(out[1].rule, 1);
  assert_int_equal(rules_match_at(&rules, &row->symbols, 2, out, 2), 0);
  arena_release(&arena);
}

/* A hundred rules, so that more than one word of bits is needed. */
static void many_rules(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const char *text = "";
  for (int i = 0; i < 150; i++) {
    text = arena_printf(&arena, "%srule r%d\n match w%d <noun>\n match (v%d | <adj>) w%d\n", text,
                        i, i, i, i);
  }
  Pack pack = pack_of(&arena, lexicon, text);
  assert_string_equal(matches_in(&arena, &pack, "", "w7 people w149 houses v80 w80 big w3"),
                      "r7 0-2; r149 2-4; r80 4-6; r3 6-8");
  arena_release(&arena);
}

/* A pattern that would take for ever is given up, and others still match. */
static void steps_end(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Pack pack =
      pack_of(&arena, lexicon, "rule slow\n match a (a* a*)* (a* a*)* b\nrule quick\n match a $\n");
  const char *text = "";
  for (int i = 0; i < 60; i++) {
    text = arena_printf(&arena, "%sa ", text);
  }
  /* b must stand in the row, or the rule is not tried at all. */
  assert_string_equal(matches_in(&arena, &pack, "", arena_printf(&arena, "b %s", text)),
                      "quick 60-61");
  arena_release(&arena);
}

/* Many loops of captures fill the stack; the match is given up without harm. */
static void long_rows(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Pack pack = pack_of(&arena, lexicon, "rule r\n match ^ ((x:a)+)+ b\n");
  const char *text = "";
  for (int i = 0; i < 1500; i++) {
    text = arena_printf(&arena, "%sa ", text);
  }
  assert_string_equal(matches_in(&arena, &pack, "x", arena_printf(&arena, "%s b", text)), "");
  text = "";
  for (int i = 0; i < 200; i++) {
    text = arena_printf(&arena, "%sa ", text);
  }
  assert_string_equal(matches_in(&arena, &pack, "x", arena_printf(&arena, "%s b", text)),
                      "r 0-201 x=199-200");
  arena_release(&arena);
}

static void check_problem(const char *rules, const char *expected) {
  Arena arena;
  arena_init(&arena);
  const TestFile files[] = {DESCRIPTION, {"xx/rules/t.rules", rules}};
  const char *got = problems_of(&arena, files, 2);
  if (strcmp(got, arena_printf(&arena, "%s\n", expected)) != 0) {
    fail_msg("got\n%sexpected\n%s", got, expected);
  }
  arena_release(&arena);
}

static void check_pattern_problem(const char *pattern, const char *expected) {
  char rules[4000], line[500];
  snprintf(rules, sizeof rules, "rule r\n match %s\n", pattern);
  snprintf(line, sizeof line, "xx/rules/t.rules:2: %s", expected);
  check_problem(rules, line);
}

static void pattern_problems(void **state) {
  (void)state;
  check_pattern_problem("a $WHO b",
                        "expected a name that a let before this line gives at \"$WHO b\"");
  check_pattern_problem("(a b", "expected ) at the end");
  check_pattern_problem("a b)", "expected an opening ( for the ) at \")\"");
  check_pattern_problem("(a | ) b", "expected a pattern, found nothing, at \") b\"");
  check_pattern_problem("", "expected a pattern, found nothing, at the end");
  check_pattern_problem("a*", "this can match nothing: expected a pattern that takes a symbol");
  check_pattern_problem("(?= a)", "this can match nothing: expected a pattern that takes a symbol");
  check_pattern_problem("^ $", "this can match nothing: expected a pattern that takes a symbol");
  check_pattern_problem("a{3,}", "expected {LEAST,MOST} of 0 to 40 at \"{3,}\"");
  check_pattern_problem("a{3,2}", "expected {LEAST,MOST} of 0 to 40 at \"{3,2}\"");
  check_pattern_problem("a{1,41}", "expected {LEAST,MOST} of 0 to 40 at \"{1,41}\"");
  check_pattern_problem("a**", "expected one of ? * + {} only at \"*\"");
  check_pattern_problem("\"a", "expected a closing quotation mark at the end");
  check_pattern_problem("\" \" a", "expected a word, found none");
  check_pattern_problem("a , b",
                        "expected a word, <tag>, . or ( (other characters need quotation "
                        "marks) at \", b\"");
  check_pattern_problem("<a", "expected & | or > behind a tag at the end");
  check_pattern_problem("<a&>", "expected the name of a tag at \">\"");
  check_pattern_problem("<a b>", "expected & | or > behind a tag at \"b>\"");
  check_pattern_problem("(?x a)", "expected (?= (?! (?< or (?<! at \"(?x a)\"");
  check_pattern_problem("(?< a*) b",
                        "what stands before must have a fixed length, of 40 symbols at "
                        "most, at \" a*) b\"");
  check_pattern_problem("(?! x:a) b", "what must not match can capture nothing, at \" x:a) b\"");
  check_pattern_problem("a:x b:x c:x d:x e:x f:x g:x h:x i:x j:x k:x l:x m:x",
                        "this file has more than 12 names of captures, at \"m:x\"");
  check_pattern_problem("((((((((((a+)+)+)+)+)+)+)+)+)+)",
                        "repetitions are nested too deeply at \")+)\"");
}

static void rule_problems(void **state) {
  (void)state;
  check_problem("match a\nrule b\n match b\n",
                "xx/rules/t.rules:1: expected rule NAME before this line");
  check_problem("rule b\nrule c\n match b\n",
                "xx/rules/t.rules:1: rule \"b\" has no match line: expected at least one");
  check_problem("rule b\n match b\n\n# c\nrule b\n match b\n",
                "xx/rules/t.rules:5: there is a rule \"b\" at line 1: expected another name");
  check_problem("rule b c\n match b\n",
                "xx/rules/t.rules:1: \"b c\" is no name of a rule: expected "
                "letters, digits, . _ and -");
  check_problem("let A = a\nlet A = b\n",
                "xx/rules/t.rules:2: $A is already named: expected another name");
  check_problem("let A a\n", "xx/rules/t.rules:1: expected let NAME = pattern");
  check_problem("rule a\n match a\n sets a=b\n",
                "xx/rules/t.rules:3: expected let, rule, match or set, found \"sets\"");
  check_problem("rule a\n match a\n set a b=c\n",
                "xx/rules/t.rules:3: expected key=value, or key=\"two "
                "words\", at \"a b=c\"");
  check_problem("rule a\n match a\n set a=\"b\n",
                "xx/rules/t.rules:3: expected key=value, or key=\"two "
                "words\", at \"a=\"b\"");
  check_problem("rule a\n match a\n set a=b\n set a=c\n",
                "xx/rules/t.rules:4: a is set twice in this rule");
  /* A let that failed is one problem, however often it is used; all problems are given. */
  check_problem("let A = (a\nrule r\n match $A\n match b $A\n match )\n",
                "xx/rules/t.rules:1: expected ) at the end\n"
                "xx/rules/t.rules:5: expected a pattern, found nothing, at \")\"");
}

/* Names of names that grow without bound are refused, quickly. */
static void too_large(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const char *rules = "let A0 = a b\n";
  for (int i = 1; i < 40; i++) {
    rules = arena_printf(&arena, "%slet A%d = $A%d $A%d\n", rules, i, i - 1, i - 1);
  }
  const TestFile files[] = {DESCRIPTION, {"xx/rules/t.rules", rules}};
  assert_non_null(strstr(problems_of(&arena, files, 2), "too large or too deeply nested"));
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_tags),   cmocka_unit_test(tests_of_many_tags),
      cmocka_unit_test(alternatives_of_one_symbol),
      cmocka_unit_test(sequences_and_choices),
      cmocka_unit_test(repetition),       cmocka_unit_test(repetition_stops),
      cmocka_unit_test(captures),         cmocka_unit_test(looks),
      cmocka_unit_test(looks_in_long_rows), cmocka_unit_test(many_alternatives),
      cmocka_unit_test(anchors),          cmocka_unit_test(lets),
      cmocka_unit_test(order_of_rules),   cmocka_unit_test(many_rules),
      cmocka_unit_test(steps_end),        cmocka_unit_test(long_rows),
      cmocka_unit_test(pattern_problems), cmocka_unit_test(rule_problems),
      cmocka_unit_test(too_large),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

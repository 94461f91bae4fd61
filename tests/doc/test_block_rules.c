#include "doc/block_index.h"
#include "doc_fixture.h"

/* Rules of the tests' own alone. */
static int setup_empty(void **state) {
  int code = setup(state);
  Fixture *f = *state;
  block_rules_init(&f->rules, &f->arena);
  return code;
}

static int parse(Fixture *f, const char *text) {
  return block_rules_parse(str_lit("x.tsv"), str_of(text), &f->rules, &f->status);
}

static void test_errors_name_file_and_line(void **state) {
  static const struct {
    const char *text, *message;
  } cases[] = {
      {"# ok\nnonsense\n", "x.tsv:2: a line begins with rule, list, hint or limit, not with "
                           "\"nonsense\""},
      {"rule\ta\tcaption\t-\n", "x.tsv:1: wrong number of columns for a \"rule\""},
      {"rule\ta\tpicture\t-\tx\n", "x.tsv:1: no such kind of block: \"picture\""},
      {"\n\nrule\ta\tcaption\tbig\tx\n", "x.tsv:3: no such condition: \"big\""},
      {"rule\ta\tcaption\tmin=0\tx\n", "x.tsv:1: min and max are words, 1 to 10000, not \"min=0\""},
      {"rule\ta\tcaption\t-\t(a|b\n", "x.tsv:1: no ) in \"(a|b\""},
      {"rule\ta\tcaption\t-\ta)b\n", "x.tsv:1: unexpected | or ) in \"a)b\""},
      {"rule\ta\tcaption\t-\t<name\n", "x.tsv:1: no end of \"<name\""},
      {"rule\ta\tcaption\t-\t{size}\n", "x.tsv:1: captures are author, publisher and date, not "
                                        "\"size\""},
      {"limit\ta\tmany\n", "x.tsv:1: a limit is a number, not \"many\""},
      {"hint\tbad\tx\n", "x.tsv:1: no such hint: \"bad\""},
      {"list\tl\ta||b\n", "x.tsv:1: an empty entry in \"a||b\""},
      {"list\tl\ta\tb\n", "x.tsv:1: the value of a list's entry is a number, not \"b\""},
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(parse(f, cases[i].text), STATUS_FORMAT);
    assert_string_equal(f->status.message, cases[i].message);
  }
}

static bool fits(Fixture *f, const char *text, BlockCapture *capture) {
  static BlockText t;
  block_text_make(str_of(text), &t);
  return block_rule_matches(&f->rules, &f->rules.rules.v[f->rules.rules.n - 1], &t, capture);
}

static void test_patterns(void **state) {
  Fixture *f = *state;
  BlockCapture c;
  assert_int_equal(parse(f, "list\tmonth\tmay\t5\nlist\tmonth\tjan|january\t1\n"
                            "list\tparticle\tde|la\t1\nlist\tagency\tLamp Press|LP\n"), STATUS_OK);
  assert_int_equal(parse(f, "rule\ta\tcaption\t-\t(read|see) more(:|) *\n"), STATUS_OK);
  assert_true(fits(f, "READ \n MORE: x", &c));
  assert_true(fits(f, "See more x", &c));
  assert_false(fits(f, "See moreover x", &c));
  assert_false(fits(f, "I see more x", &c));
  assert_int_equal(parse(f, "rule\ta\tcaption\t-\tsubscribe*\n"), STATUS_OK);
  assert_true(fits(f, "Subscribe", &c));
  assert_true(fits(f, "Subscribe: now", &c));
  assert_false(fits(f, "Subscribers", &c)); /* a wildcard stands for whole words */
  assert_int_equal(parse(f, "rule\tb\tcaption\t-\t*photo\\)\n"), STATUS_OK);
  assert_true(fits(f, "A bridge (Photo)", &c));
  assert_false(fits(f, "A telephoto)", &c)); /* a word must begin behind a wildcard */
  assert_int_equal(parse(f, "rule\tc\tbyline\tcase\tBy {author:name}(, *|)\n"), STATUS_OK);
  assert_true(fits(f, "By Ana de la Cruz, in Lamptown", &c));
  assert_str(c.author, "Ana de la Cruz");
  assert_false(fits(f, "by Ana Cruz", &c));
  assert_false(fits(f, "By the river", &c));
  assert_int_equal(parse(f, "rule\td\tbyline\t-\t<caps>, {date} ({publisher:agency}|)*\n"),
                   STATUS_OK);
  assert_true(fits(f, "LAMPTOWN, Upper Vale, 4 May 1997 Lamp Press said", &c));
  assert_int_equal(c.date.year, 1997);
  assert_int_equal(c.date.month, 5);
  assert_int_equal(c.date.day, 4);
  assert_str(c.publisher, "Lamp Press");
  assert_int_equal(parse(f, "rule\te\tbyline\tprefix\t“quoted” – <number>\n"), STATUS_OK);
  assert_false(fits(f, "x", &c));
}

static void test_dates(void **state) {
  static const struct {
    const char *text, *date;
    uint32_t length;
  } cases[] = {
      {"2025-01-20 00:24", "2025-01-20", 10}, {"2025/1/9", "2025-01-09", 8},
      {"20 January 2025.", "2025-01-20", 15}, {"Jan. 20, 2025", "2025-01-20", 13},
      {"4 JAN 90 (X)", "1990-01-04", 8},      {"May 3rd, 2011", "2011-05-03", 13},
      {"3 May 49", "2049-05-03", 8},          {"31 April 2001", "", 0},
      {"2025-13-01", "", 0},                  {"January 2025", "", 0},
      {"20 January 20256", "", 0},            {"12 people 2001", "", 0},
  };
  Fixture *f = *state;
  assert_true(doc_rules_load(&f->rules, &f->arena, &f->status));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Date date = {0};
    char out[16] = "";
    uint32_t n = block_date_read(&f->rules, str_of(cases[i].text), &date);
    assert_int_equal(n, cases[i].length);
    size_t size = n ? civil_write(date, out) : 0;
    assert_str(((Str){out, size}), cases[i].date);
  }
}

static void test_the_english_rules_are_sound(void **state) {
  Fixture *f = *state;
  assert_true(doc_rules_load(&f->rules, &f->arena, &f->status));
  assert_true(f->rules.rules.n > 50);
  assert_non_null(block_rules_list(&f->rules, str_lit("agency")));
  assert_int_equal(block_rules_limit(&f->rules, "links.high", 0), 50);
  for (uint32_t i = 0; i < f->rules.ops.n; i++) {
    const BlockOp *op = &f->rules.ops.v[i];
    if (op->op == OP_CLASS && op->class == CLASS_LIST && !block_rules_list(&f->rules, op->text)) {
      fail_msg("no list <%.*s>", STR_ARG(op->text));
    }
  }
}

static void test_matching_ends(void **state) {
  Fixture *f = *state;
  BlockCapture c;
  char text[1200];
  memset(text, 'a', sizeof text);
  for (size_t i = 1; i < sizeof text - 1; i += 2) {
    text[i] = ' ';
  }
  text[sizeof text - 1] = 0;
  assert_int_equal(parse(f, "rule\ta\tcaption\t-\t*a *a *a *a *a *a *b\n"), STATUS_OK);
  assert_false(fits(f, text, &c)); /* in bounded steps */
}

/* Every rule that matches a block is asked, and some that do not match are not. */
static void test_the_index_leaves_out_no_match(void **state) {
  static const char *const blocks[] = {
      "The bridge was seen in a grainy photo from the quay",
      "The bridge was there in a grainy photo from the quay",
      "Share this: 12k views",
      "12-min read",
      "Lampton, 4 May 1997 - The river rose",
      "Lampton, 1997-05-04 - The river rose",
      "Lampton, May 4 - The river rose",
      "x12 likes",
      "Ana Cruz can be reached at the quay",
      "Lamp Press (file)",
      "It rose: LP",
      "Of 30 boats\342\200\224none",
  };
  Fixture *f = *state;
  uint32_t asked = 0, matched = 0;
  assert_int_equal(parse(f, "list\tmonth\tmay\t5\nlist\tmonth\tjan|january\t1\n"
                            "list\tagency\tLamp Press|LP\n"
                            "rule\ta\tcaption\t-\t*(is|was) (seen|shown) in (this|an|a) *photo*\n"
                            "rule\tb\tcaption\t-\t<number>(-| |)(min|minute)(s|) *\n"
                            "rule\tc\tcaption\tprefix\t<caps>(,|) {date}(:| -)\n"
                            "rule\td\tcaption\tprefix\t<caps>(,|) <day>(:| -)\n"
                            "rule\te\tcaption\t-\tx<number>(| )likes*\n"
                            "rule\tf\tcaption\t-\t*<number>(k|) views*\n"
                            "rule\tg\tcaption\t-\t(<name>|we) (can|may) be reached*\n"
                            "rule\th\tcaption\t-\t*(\\(|\\[|)<agency>(\\)| (photo|\\(file)\\)|)\n"
                            "rule\ti\tcaption\t-\t*-none\n"), STATUS_OK);
  assert_int_equal(block_index_make(&f->rules, &f->status), STATUS_OK);
  for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
    static BlockText t;
    BlockHeld held;
    BlockRuleSet found;
    BlockCapture c;
    block_text_make(str_of(blocks[b]), &t);
    block_index_find(&f->rules, &t, BLOCK_FACTS, &held, &found);
    for (uint32_t i = 0; i < f->rules.rules.n; i++) {
      const BlockRule *rule = &f->rules.rules.v[i];
      bool ask = (found.bits[i / 64] >> (i & 63) & 1) && block_index_holds(&f->rules, rule, &held);
      bool matches = block_rule_matches(&f->rules, rule, &t, &c);
      asked += ask;
      matched += matches;
      if (matches && !ask) {
        fail_msg("%.*s matches but is not asked: %s", STR_ARG(rule->name), blocks[b]);
      }
    }
  }
  assert_int_equal(matched, 11);
  assert_in_range(asked, matched, 30); /* of 108 */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_errors_name_file_and_line, setup_empty, teardown),
      cmocka_unit_test_setup_teardown(test_patterns, setup_empty, teardown),
      cmocka_unit_test_setup_teardown(test_dates, setup_empty, teardown),
      cmocka_unit_test_setup_teardown(test_the_english_rules_are_sound, setup_empty, teardown),
      cmocka_unit_test_setup_teardown(test_matching_ends, setup_empty, teardown),
      cmocka_unit_test_setup_teardown(test_the_index_leaves_out_no_match, setup_empty, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

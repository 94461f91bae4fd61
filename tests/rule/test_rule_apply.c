#include "rule_support.h"
#include "arena_fixture.h" /* behind it: its arguments are called arena too */

/* "value low high" of the first object, - where nothing is given, ? where ties are left. */
static void assert_made(const char *sections, const char *csv, const char *expected) {
  CountingRule rule;
  RowTable table;
  RuleOutcome outcome;
  char out[256] = "", number[32];
  rule_of(sections, &arena, &rule);
  table_of(csv, &arena, &table);
  rule_apply(&rule, &table, 0, rows_of_object(&table, 0), UINT32_MAX, &arena, &outcome);
  for (int i = 0; i < 3; i++) {
    const RuleValue *value = &outcome.value[i];
    strcat(out, i ? " " : "");
    if (value->given == GIVEN_VALUE && value->is_number) {
      strncat(out, number, decimal_write(value->number, number));
    } else if (value->given == GIVEN_VALUE) {
      strncat(out, value->text.n ? value->text.p : "\"\"", value->text.n ? value->text.n : 2);
    } else {
      strcat(out, value->given == GIVEN_NOTHING ? "-" : "?");
    }
  }
  assert_string_equal(out, expected);
}

#define PLAIN "object,source,value\n"
#define RANKED "object,source,value,rank\n"
#define PRECISE "object,source,value,precision\n"

static void test_ordered(void **state) {
  (void)state;
  assert_made("for *\nvalue least\n", PLAIN "E,a,9\nE,b,12\nE,c,NA\n", "9 - -");
  assert_made("for *\nvalue greatest\n", PLAIN "E,a,9\nE,b,12\nE,c,NA\n", "12 - -");
  assert_made("for *\nvalue middle\n", PLAIN "E,a,9\nE,b,12\nE,c,30\n", "12 - -");
  assert_made("for *\nvalue middle\n", PLAIN "E,a,9\nE,b,12\n", "10.5 - -");
  assert_made("for *\nvalue least\n", PLAIN "E,a,NA\nE,b,\n", "- - -");
  assert_made("for *\nvalue least\nlow least low\nhigh greatest high\n",
              "object,source,value,low,high\nE,a,9,8,\nE,b,12,10,20\n", "9 8 20");
  assert_made("for *\nvalue least\n", PLAIN "E,a,-2.5\nE,b,-2\n", "-2.5 - -");
}

static void test_types(void **state) {
  (void)state;
  assert_made("for *\nvalue least\n", PLAIN "E,a,2011-03-05\nE,b,2010-12-31\n", "2010-12-31 - -");
  assert_made("for *\nvalue least\nelse indeterminate\n", PLAIN "E,a,north\nE,b,south\n", "? - -");
  assert_made("for *\nvalue least\nelse indeterminate\n", PLAIN "E,a,north\nE,b,north\n",
              "north - -");
  assert_made("for *\ntype number\nvalue least\n", PLAIN "E,a,many\nE,b,7\n", "7 - -");
  assert_made("word dozens 12\nfor *\nvalue least\n", PLAIN "E,a,Dozens\nE,b,30\n", "12 - -");
  assert_made("for *\ntype text\nvalue commonest\n", PLAIN "E,a,07\nE,b,7\nE,c,07\n", "07 - -");
}

static void test_commonest(void **state) {
  (void)state;
  assert_made("for *\nvalue commonest\n", PLAIN "E,a,3\nE,b,3.0\nE,c,5\n", "3 - -");
  assert_made("for *\nvalue commonest\nelse indeterminate\n", PLAIN "E,a,3\nE,b,5\n", "? - -");
  assert_made("for *\nvalue commonest\n", PLAIN "E,a,3\nE,b,5\n", "- - -");
  assert_made("for *\nvalue commonest\ntie least value\n", PLAIN "E,a,3\nE,b,5\n", "3 - -");
  assert_made("for *\nvalue commonest\ntie greatest value\n", PLAIN "E,a,3\nE,b,5\n", "5 - -");
  assert_made("for *\nvalue commonest\ntie mean value\n", PLAIN "E,a,2010-12-31\nE,b,2011-01-03\n",
              "2011-01-01 - -");
  assert_made("for *\nvalue commonest\ntie greatest rank\n", RANKED "E,a,3,1\nE,b,5,4\nE,c,9,\n",
              "5 - -");
  assert_made("for *\nvalue commonest\ntie greatest rank\nelse indeterminate\n",
              RANKED "E,a,3,4\nE,b,5,4\n", "? - -");
}

static void test_missing_counts(void **state) {
  (void)state;
  assert_made("for *\ntype text\nvalue commonest\n", PLAIN "E,a,NA\nE,b,NA\nE,c,x\n", "x - -");
  assert_made("for *\ntype text\nmissing counts\nvalue commonest\n",
              PLAIN "E,a,NA\nE,b,NA\nE,c,x\n", "- - -");
  assert_made("for *\ntype text\nvalue commonest\n", PLAIN "E,a,\nE,b,\nE,c,x\n", "x - -");
  assert_made("for *\ntype text\nempty counts\nvalue commonest\n", PLAIN "E,a,\nE,b,\nE,c,x\n",
              "\"\" - -");
}

static void test_keep(void **state) {
  (void)state;
  assert_made("for *\nkeep greatest rank\nvalue least\n", RANKED "E,a,3,1\nE,b,5,10\nE,c,9,2\n",
              "5 - -");
  assert_made("for *\nkeep greatest precision\nvalue commonest\n", PRECISE "E,a,3,\nE,b,5,NA\n",
              "- - -");
  /* Rows without a precision count as missing values, and a tie with these is not broken. */
#define OR_NONE                                                                                 \
  "for *\ntype text\nmissing counts\nkeep least precision or none\nvalue commonest\ntie least " \
  "value\n"                                                                                     \
  "else indeterminate\n"
  assert_made(OR_NONE, PRECISE "E,a,x,1\nE,b,y,\n", "? - -");
  assert_made(OR_NONE, PRECISE "E,a,x,1\nE,b,x,1\nE,c,y,\n", "x - -");
  assert_made(OR_NONE, PRECISE "E,a,x,2\nE,b,z,1\nE,c,z,1\n", "z - -");
}

static void test_sources(void **state) {
  (void)state;
  const char *rule = "for *\nsources 2\nvalue least\n";
  assert_made(rule, PLAIN "E,a,3\nE,a,4\n", "- - -");
  assert_made(rule, PLAIN "E,a,3\nE,b,4\n", "3 - -");
  assert_made(rule, PLAIN "E,a,3\nE,b,NA\n", "- - -");
  assert_made(rule, "object,source,value,publisher\nE,a,3,P\nE,b,4,P\n", "- - -");
}

static void test_trace(void **state) {
  (void)state;
  CountingRule rule;
  RowTable table;
  RuleOutcome outcome;
  rule_of("for *\nkeep greatest rank\nvalue least\n", &arena, &rule);
  table_of(RANKED "E,a,3,1\nE,b,5,2\nE,c,9,2\n", &arena, &table);
  rule_apply(&rule, &table, 0, 3, UINT32_MAX, &arena, &outcome);
  assert_int_equal(outcome.trace.n, 2);
  assert_int_equal(outcome.trace.v[0].rows.n, 2);
  assert_int_equal(outcome.trace.v[1].rows.n, 1);
  assert_int_equal(outcome.trace.v[1].rows.v[0], 1);
}

static void test_not_asked(void **state) {
  (void)state;
  CountingRule rule;
  RowTable table;
  RuleOutcome outcome;
  rule_of("for killed\nvalue least\n", &arena, &rule);
  table_of("object,source,value,measure\nE,a,3,injured\n", &arena, &table);
  rule_apply(&rule, &table, 0, 1, UINT32_MAX, &arena, &outcome);
  assert_false(outcome.asked);
}

/* Rows 0 to 4 with the origins given, a digit each: what the rule gives, and how many rows went on
   to it. */
static void assert_origins(const char *sections, const char *csv, const char *origins,
                           const char *expected, uint32_t left) {
  CountingRule rule;
  RowTable table;
  RuleOutcome outcome;
  char number[32] = "";
  rule_of(sections, &arena, &rule);
  table_of(csv, &arena, &table);
  table.has_origins = true;
  assert_int_equal(strlen(origins), table.rows.n);
  for (uint32_t i = 0; i < table.rows.n; i++) {
    table.rows.v[i].origin = (uint32_t)(origins[i] - '0');
  }
  rule_apply(&rule, &table, 0, table.rows.n, UINT32_MAX, &arena, &outcome);
  const RuleValue *value = &outcome.value[0];
  if (value->given == GIVEN_VALUE) {
    number[decimal_write(value->number, number)] = 0;
  }
  assert_string_equal(number, expected);
  assert_int_equal(outcome.trace.v[outcome.trace.n - 1].asked.n, left);
}

#define DATED "object,source,value,date\n"

static void test_origins(void **state) {
  (void)state;
  const char *copied = DATED "E,a,12,2019-03-02\nE,b,12,2019-03-01\nE,c,12,NA\n"
                             "E,d,9,NA\nE,e,9,NA\n";
  /* sorted: 12 a b c, 9 d e */
  assert_origins("for *\nvalue commonest\n", copied, "11145", "12", 5);
  assert_origins("for *\nvalue origin\n", copied, "11145", "9", 5);
  assert_origins("for *\nonce origin\nvalue origin\n", copied, "11145", "9", 3);
  assert_origins("for *\nonce origin\nvalue commonest\n", copied, "11145", "9", 3);
  assert_origins("for *\nonce origin\nvalue origin\n", copied, "11144", "", 2);
  assert_origins("for *\nonce origin\nvalue origin\ntie least value\n", copied, "11144", "9", 2);
  /* of copies the earliest goes on; one without a date is not earlier */
  assert_origins("for *\nonce origin\nkeep least date\nvalue origin\n", copied, "11145", "12", 1);
  assert_made("for *\nonce origin\nvalue commonest\n", PLAIN "E,a,3\nE,b,3\nE,c,5\n", "3 - -");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_ordered, setup, teardown),
      cmocka_unit_test_setup_teardown(test_types, setup, teardown),
      cmocka_unit_test_setup_teardown(test_commonest, setup, teardown),
      cmocka_unit_test_setup_teardown(test_missing_counts, setup, teardown),
      cmocka_unit_test_setup_teardown(test_keep, setup, teardown),
      cmocka_unit_test_setup_teardown(test_sources, setup, teardown),
      cmocka_unit_test_setup_teardown(test_trace, setup, teardown),
      cmocka_unit_test_setup_teardown(test_not_asked, setup, teardown),
      cmocka_unit_test_setup_teardown(test_origins, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

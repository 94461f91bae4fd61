/* Corrections: what is read, and the message and line for what is not. */
#include "support.h"

#include "amend/corrections.h"

static int read_corrections(const char *text, Arena *arena, Corrections *c, Status *status) {
  return corrections_read(str_lit("c.csv"), str_of(text), arena, c, status);
}

static void rows_read(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Corrections c;
  Status status = {0};
  const char *text = "document,span,quote,field,value,reason,by,when\n"
                     "a.txt,3-9,,number,12,typing error,A. B.,2026-03-01\n"
                     "a.txt,,\"twelve, all\",reject,,not people,A. B.,2026-03-01\n"
                     "a.txt,20-22,,add,killed more_than 130,missed,A. B.,\n";
  assert_int_equal(read_corrections(text, &arena, &c, &status), STATUS_OK);
  assert_int_equal(c.rows.n, 3);
  assert_int_equal(c.rows.v[0].action, CORRECTION_SET);
  assert_true(c.rows.v[0].has_span);
  assert_int_equal(c.rows.v[0].span.end, 9);
  assert_int_equal(c.rows.v[1].action, CORRECTION_REJECT);
  assert_str(c.rows.v[1].quote, "twelve, all");
  assert_int_equal(c.rows.v[2].action, CORRECTION_ADD);
  assert_str(c.rows.v[2].measure, "killed");
  assert_str(c.rows.v[2].value, "more_than 130");
  assert_int_equal(c.rows.v[2].line, 4);
  arena_release(&arena);
}

static void refused(const char *text, const char *message) {
  Arena arena;
  arena_init(&arena);
  Corrections c;
  Status status = {0};
  assert_int_equal(read_corrections(text, &arena, &c, &status), STATUS_FORMAT);
  assert_string_equal(status.message, message);
  arena_release(&arena);
}

static void rows_refused(void **state) {
  (void)state;
  refused("", "c.csv:1: the first line must name the columns");
  refused("document,span,field,value,reason,colour\n", "c.csv:1: unknown column: colour");
  refused("document,span,field,value,reason,span\n", "c.csv:1: column given twice: span");
  refused("document,span,field,value\n", "c.csv:1: missing column: reason");
  refused("document,field,value,reason\n", "c.csv:1: missing column: span or quote");
  refused("document,span,field,value,reason\na,1-2,number,3\n",
          "c.csv:2: 4 fields, but the first line names 5 columns");
  refused("document,span,field,value,reason\na,9-2,number,3,r\n",
          "c.csv:2: span must be START-END in bytes: 9-2");
  refused("document,span,field,value,reason\na,1-2,number,3,\n", "c.csv:2: give the reason");
  refused("document,span,field,value,reason\n,1-2,number,3,r\n",
          "c.csv:2: give the document and a span or quote");
  refused("action,document,span,field,value,reason\nundo,a,1-2,number,3,r\n",
          "c.csv:2: action must be set, reject, add, add_person, together, apart, transcript, "
          "translation or origin: undo");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_read),
      cmocka_unit_test(rows_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

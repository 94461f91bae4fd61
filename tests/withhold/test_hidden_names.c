#include "support.h"

#include "withhold/hidden_names.h"

static Arena arena;
static HiddenNames names;

static int setup(void **state) {
  (void)state;
  arena_init(&arena);
  hidden_names_begin(&names, &arena);
  hidden_names_add(&names, str_lit("St Orla Hospital"), str_lit("source 1"));
  hidden_names_add(&names, str_lit("Ünal"), str_lit("source 2"));
  hidden_names_add(&names, str_lit("U.N."), str_lit("source 3"));
  hidden_names_add(&names, str_lit(" … "), str_lit("nobody"));
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_release(&arena);
  return 0;
}

static void assert_becomes(const char *text, const char *expected) {
  Str out = hidden_names_replace(&names, str_of(text));
  assert_string_equal(str_copy(&arena, out).p, expected);
  bool same = str_is(out, text);
  assert_true(same == (hidden_names_find(&names, str_of(text)) == NULL));
}

static void test_writings(void **state) {
  (void)state;
  assert_becomes("Staff of St Orla Hospital said so.", "Staff of [source 1] said so.");
  assert_becomes("ST. ORLA HOSPITAL’S yard", "[source 1]’S yard");
  assert_becomes("https://x.example/st-orla-hospital/2", "https://x.example/[source 1]/2");
  assert_becomes("www.storlahospital.example", "www.[source 1].example");
  assert_becomes("st_orla_hospitals.txt", "[source 1]s.txt");
  assert_becomes("St\nOrla  Hospital and unal", "[source 1] and [source 2]");
  assert_becomes("ÜNAL, Ünal", "[source 2], [source 2]");
  assert_becomes("The UN and the U. N. met", "The [source 3] and the [source 3]. met");
}

static void test_others(void **state) {
  (void)state;
  assert_becomes("", "");
  assert_becomes("St Orla has a hospital", "St Orla has a hospital");
  assert_becomes("Best Orla Hospital", "Best Orla Hospital");
  assert_becomes("Unalike units of the unit", "Unalike units of the unit");
  assert_becomes("St ..., ... Orla Hospital", "St ..., ... Orla Hospital");
  assert_becomes("\xFFSt Orla Hospita", "\xFFSt Orla Hospita");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_writings, setup, teardown),
      cmocka_unit_test_setup_teardown(test_others, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Shared passages: spans to the byte, one per case, furniture apart, nothing across parts. */
#include "passage/passage.h"
#include "support.h"

static const char STORY[] =
    "The ferry Aurelia left the harbour of Brennmouth shortly before seven, the harbour master "
    "wrote, and sank within sight of the lighthouse while a school choir was singing on deck. "
    "Fishermen pulled forty passengers from the water before the coast guard arrived at noon.";
static const char ALTERED[] =
    "The ferry Aurelia left the port of Brennmouth shortly before eight, the harbour master "
    "wrote, and sank within sight of the old lighthouse while a choir was singing on deck. "
    "Fishermen pulled forty passengers from the cold water before the coast guard arrived at noon.";

static PassageArray find(Arena *arena, const PassageText *texts, uint32_t n) {
  PassageOptions options = passage_options();
  PassageArray passages;
  options.common_words = str_lit("the of a was from at and on before while within");
  passages_find(arena, texts, n, &options, &passages);
  return passages;
}

static PassageText text(Arena *arena, const char *before, const char *middle, const char *after) {
  return (PassageText){.text = str_of(arena_printf(arena, "%s%s%s", before, middle, after))};
}

static void test_copied_to_the_byte(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {text(&arena, "Weather was mild. ", STORY, " More tomorrow, we hope."),
                         text(&arena, "From our archive:\n\n", STORY, "\nEnd.")};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  assert_int_equal(p.v[0].score, 1000);
  Str a = str_cut(texts[0].text, p.v[0].a_span), b = str_cut(texts[1].text, p.v[0].b_span);
  assert_true(str_equal(a, b));
  assert_int_equal(a.n, sizeof STORY - 2); /* all but the full stop */
  arena_release(&arena);
}

static void test_noise_stays_one_passage(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {text(&arena, "One. ", STORY, " Two three four."),
                         text(&arena, "Five six. ", ALTERED, " Seven.")};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].a_span.start, 5);
  assert_int_equal(p.v[0].b_span.start, 10);
  assert_true(p.v[0].score > 850 && p.v[0].score < 1000);
  arena_release(&arena);
}

static void test_other_part_is_never_compared(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {text(&arena, "", STORY, ""), text(&arena, "", STORY, "")};
  texts[1].part = str_lit("second");
  assert_int_equal(find(&arena, texts, 2).n, 0);
  arena_release(&arena);
}

static void test_furniture_is_boilerplate(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  static const Span all = {0, sizeof STORY - 1};
  PassageText texts[] = {text(&arena, "", STORY, ""), text(&arena, "", STORY, "")};
  texts[0].furniture = &all;
  texts[0].furniture_count = 1;
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_BOILERPLATE);
  arena_release(&arena);
}

static void test_unrelated_and_empty(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {text(&arena, "", STORY, ""), text(&arena, "", "", ""),
                         text(&arena, "Nothing in this sentence was ever written about boats.", "", "")};
  assert_int_equal(find(&arena, texts, 3).n, 0);
  assert_int_equal(find(&arena, texts, 0).n, 0);
  arena_release(&arena);
}

static void test_read_closely(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {
      text(&arena, "", "Villagers spoke of reckless mining beneath the frozen reservoir.", ""),
      text(&arena, "", "Beneath the reservoir, frozen since May, reckless gold mining went on.", "")};
  PassagePair pair = {0, 1};
  PassageOptions options = passage_options();
  PassageArray p;
  options.common_words = str_lit("the of on since");
  options.close = &pair;
  options.close_count = 1;
  passages_find(&arena, texts, 2, &options, &p);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_NEAR);
  assert_true(p.v[0].weight >= 300);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_copied_to_the_byte),
      cmocka_unit_test(test_noise_stays_one_passage),
      cmocka_unit_test(test_other_part_is_never_compared),
      cmocka_unit_test(test_furniture_is_boilerplate),
      cmocka_unit_test(test_unrelated_and_empty),
      cmocka_unit_test(test_read_closely),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

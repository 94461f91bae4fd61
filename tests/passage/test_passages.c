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

/* Two reports of different matters, and what both pages have. */
static const char MINE[] =
    "Rescuers in Tarnfeld dug through the night for eleven miners whom a flooded shaft had cut off. "
    "Engineer Halvorsen lowered a microphone and heard knocking from the lower gallery.\n\n";
static const char FAIR[] =
    "A wooden grandstand gave way at the Lindow harvest fair, and dancers fell onto the orchestra. "
    "Surgeon Petrakis treated broken wrists under an awning of the brass band.\n\n";
static const char APPEAL[] =
    "The Northern Courier has served readers of the valley since the days of the post coach, and "
    "its morning edition reaches every farm before breakfast.";

static PassageText page(Arena *arena, const char *title, const char *report, const char *url) {
  PassageText t = text(arena, report, APPEAL, "");
  t.title = str_of(title);
  t.url = str_of(url);
  return t;
}

static void test_page_of_one_publisher_is_boilerplate(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {
      page(&arena, "Miners trapped at Tarnfeld", MINE,
           "http://archive.example/7/http://www.courier.example/a"),
      page(&arena, "Grandstand falls at Lindow", FAIR,
           "https://local.courier.example:80/b?from=x://y.z/")};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_BOILERPLATE);
  /* Of other publishers the same is a copy, and so it is where none is known. */
  texts[1].url = str_lit("https://herald.example/b");
  p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  texts[0].url = texts[1].url = (Str){0};
  p = find(&arena, texts, 2);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  /* A publisher's name does where no address is known. */
  texts[0].publisher = texts[1].publisher = str_lit("Northern Courier");
  p = find(&arena, texts, 2);
  assert_int_equal(p.v[0].kind, PASSAGE_BOILERPLATE);
  arena_release(&arena);
}

static void test_one_matter_of_one_publisher_is_copied(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  PassageText texts[] = {
      page(&arena, "Miners trapped at Tarnfeld", MINE, "http://courier.example/a"),
      text(&arena, "Two of the eleven miners cut off at Tarnfeld wrote to engineer Halvorsen.\n\n",
           APPEAL, "")};
  texts[1].url = str_lit("http://courier.example/b");
  texts[1].title = str_lit("Tarnfeld miners alive");
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  /* The same text under another title is still the report that both titles speak of. */
  texts[1] = texts[0] = text(&arena, "", STORY, "");
  texts[0].url = texts[1].url = str_lit("http://courier.example/c");
  texts[0].title = str_lit("Ferry Aurelia sinks");
  texts[1].title = str_lit("Choir was singing: forty pulled from the water");
  p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  arena_release(&arena);
}

static void test_formula_is_no_furniture(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  static const char ALIKE[] =
      "was taken to the district hospital where doctors pronounced the patient dead";
  PassageText texts[3] = {
      text(&arena, MINE, "Foreman Ibsen, the oldest of the shift and a father of four daughters, ", ""),
      text(&arena, FAIR, "Trombonist Valera, who had joined the band only a week before the fair, ", "")};
  for (int i = 0; i < 2; i++) {
    texts[i] = text(&arena, texts[i].text.p, ALIKE, ".\n");
    texts[i].publisher = str_lit("Northern Courier");
  }
  texts[2] = texts[0];
  texts[2].publisher = str_lit("Herald");
  PassageArray p = find(&arena, texts, 3);
  for (uint32_t i = 0; i < p.n; i++) {
    assert_int_equal(p.v[i].kind, PASSAGE_COPIED);
  }
  assert_true(p.n > 0 && p.v[0].b_span.end > 0);
  arena_release(&arena);
}

static void test_list_of_films_is_boilerplate(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  static const char FILMS[] =
      "1:35 Mayor of Lindow opens the new covered market beside the old tram depot and rides\n\n"
      "0:48 Storks return to the chimney of the brickworks after a winter in the south\n";
  PassageText texts[] = {text(&arena, FILMS, "\n", MINE), text(&arena, FILMS, "\n", FAIR)};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_BOILERPLATE);
  arena_release(&arena);
}

static void test_copy_ends_before_furniture(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  static const char RIGHTS[] =
      "\n\nAll rights in this text and in its pictures are held by the Courier";
  static const char LINKS[] =
      "\n\nOur programme for desktop, tablet and telephone: weather, tides, games, tables and more";
  PassageText texts[2] = {text(&arena, STORY, RIGHTS, LINKS)};
  Span rights = {(uint32_t)sizeof STORY + 1, (uint32_t)(sizeof STORY + sizeof RIGHTS - 2)};
  texts[0].furniture = &rights;
  texts[0].furniture_count = 1;
  texts[1] = texts[0];
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 2);
  assert_int_equal(p.v[0].kind, PASSAGE_COPIED);
  assert_int_equal(p.v[0].a_span.end, sizeof STORY - 2);
  assert_int_equal(p.v[1].kind, PASSAGE_BOILERPLATE);
  assert_int_equal(p.v[1].a_span.end, texts[0].text.n);
  arena_release(&arena);
}

/* A report that fifty publishers print, each with lines of its own, stays a report. */
static void test_printed_by_many_is_copied(void **state) {
  (void)state;
  enum { MANY = 50 };
  Arena arena;
  arena_init(&arena);
  PassageText texts[MANY];
  for (uint32_t i = 0; i < MANY; i++) {
    char *own = arena_printf(&arena, "Our reader %c%cara wrote about rain%u.\n\n",
                             'A' + (int)i % 26, 'a' + (int)i / 26, i);
    texts[i] = text(&arena, own, STORY, "");
    texts[i].title = str_of(arena_printf(&arena, "Ferry Aurelia sinks: edition%u", i));
    texts[i].url = str_of(arena_printf(&arena, "https://paper%u.example/ferry", i));
  }
  PassageArray p = find(&arena, texts, MANY);
  assert_int_equal(p.n, MANY * (MANY - 1) / 2);
  for (uint32_t i = 0; i < p.n; i++) {
    assert_int_equal(p.v[i].kind, PASSAGE_COPIED);
  }
  arena_release(&arena);
}

/* Numbered words that no other text has: "word17 word18 …". */
static char *filler(Arena *arena, const char *word, uint32_t from, uint32_t n) {
  char *out = arena_printf(arena, "%s%u", word, from);
  for (uint32_t i = 1; i < n; i++) {
    out = arena_printf(arena, "%s %s%u", out, word, from + i);
  }
  return out;
}

static void test_abridged_stays_one_passage(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const char *left_out = filler(&arena, "shore", 0, 110);
  PassageText whole = text(&arena, STORY, arena_printf(&arena, " %s. ", left_out), MINE);
  PassageText short_one = text(&arena, STORY, " ", MINE);
  PassageText texts[] = {text(&arena, "One. ", whole.text.p, " Two."),
                         text(&arena, "Three four. ", short_one.text.p, " Five.")};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_int_equal(p.v[0].kind, PASSAGE_NEAR);
  /* Where other words stand between them in both, they are two. */
  const char *other = filler(&arena, "hill", 0, 110);
  texts[1] = text(&arena, STORY, arena_printf(&arena, " %s. ", other), MINE);
  assert_int_equal(find(&arena, texts, 2).n, 2);
  arena_release(&arena);
}

/* A phrase of the copy that stands once more in one of the documents does not widen it. */
static void test_repeated_phrase_is_no_copy(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const char *apart = filler(&arena, "gravel", 0, 30);
  PassageText texts[] = {
      text(&arena, "Of the ferry Aurelia left the harbour, more below. ", apart,
           arena_printf(&arena, ". %s", STORY)),
      text(&arena, "Nine ten. ", STORY, "")};
  PassageArray p = find(&arena, texts, 2);
  assert_int_equal(p.n, 1);
  assert_true(str_equal(str_cut(texts[0].text, p.v[0].a_span),
                        str_cut(texts[1].text, p.v[0].b_span)));
  arena_release(&arena);
}

/* Phrases that many reports share, three in a row, make no copy; of two documents alone they do. */
static void test_formulas_are_no_copy(void **state) {
  (void)state;
  enum { MANY = 12 };
  Arena arena;
  arena_init(&arena);
  PassageText texts[MANY];
  for (uint32_t i = 0; i < MANY; i++) {
    char *first = filler(&arena, "oak", i * 100, 4), *second = filler(&arena, "elm", i * 100, 4);
    char *told = arena_printf(&arena,
                              "%s was brought down by a falling roof slate %s and rests at home "
                              "with a bandaged knee %s",
                              first, second, first);
    texts[i] = text(&arena, told, " say the brigade of the lower town", ".");
  }
  assert_int_equal(find(&arena, texts, MANY).n, 0);
  assert_int_equal(find(&arena, texts, 2).n, 1);
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
      cmocka_unit_test(test_page_of_one_publisher_is_boilerplate),
      cmocka_unit_test(test_one_matter_of_one_publisher_is_copied),
      cmocka_unit_test(test_formula_is_no_furniture),
      cmocka_unit_test(test_list_of_films_is_boilerplate),
      cmocka_unit_test(test_copy_ends_before_furniture),
      cmocka_unit_test(test_printed_by_many_is_copied),
      cmocka_unit_test(test_abridged_stays_one_passage),
      cmocka_unit_test(test_repeated_phrase_is_no_copy),
      cmocka_unit_test(test_formulas_are_no_copy),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

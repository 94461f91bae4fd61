/* Page words: figures, dates, names and widths. */
#include "support.h"

#include <stdlib.h>

#include "story_fixture.h"
#include "view/page_words.h"

static void numbers(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f);
  const Wording *w = &f.wording;
  assert_str(page_number(w, &f.arena, decimal_of(5637286)), "5,637,286");
  assert_str(page_number(w, &f.arena, decimal_of(-1234)), "-1,234");
  assert_str(page_number(w, &f.arena, decimal_of(999)), "999");
  assert_str(page_number(w, &f.arena, (Decimal){12345, 1}), "1,234.5");
  assert_str(page_count_words(w, &f.arena, 5), "five");
  assert_str(page_count_words(w, &f.arena, 4000), "4,000");
  arena_release(&f.arena);
}

static Str period(Fixture *f, Date a, Date b) {
  Period p = {.start = a, .end = b};
  return page_period(&f->wording, &f->arena, &p);
}

static void dates(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f);
  Date night = {1990, 1, 19};
  assert_str(period(&f, night, (Date){1990, 1, 20}), "19–20 January 1990");
  assert_str(period(&f, night, night), "19 January 1990");
  assert_str(period(&f, (Date){1989, 12, 30}, (Date){1990, 1, 2}),
             "30 December 1989 – 2 January 1990");
  assert_str(period(&f, (Date){1990, 1, 0}, (Date){1990, 1, 0}), "January 1990");
  assert_str(period(&f, (Date){0, 1, 20}, (Date){0, 1, 20}), "20 January");
  assert_str(period(&f, (Date){1990, 0, 0}, (Date){0, 0, 0}), "from 1990");
  assert_str(period(&f, (Date){0, 0, 0}, (Date){0, 0, 0}), "");
  assert_str(page_iso_date(&f.wording, &f.arena, str_lit("1990-01-20")), "20 January 1990");
  assert_str(page_iso_date(&f.wording, &f.arena, str_lit("soon")), "soon");
  arena_release(&f.arena);
}

static void figures(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f);
  Value v = {.qualifier = QUALIFIER_MORE_THAN, .has_number = true, .number = decimal_of(100)};
  v.words.text = str_lit("more than a hundred");
  PageFigure figure = page_figure(&f.wording, &f.arena, &v);
  assert_int_equal(figure.plain.n, 0);
  assert_str(figure.quoted, "more than a hundred");
  v.words.text = str_lit("more than 100");
  assert_str(page_figure(&f.wording, &f.arena, &v).plain, "more than 100");
  v.words = (Excerpt){{40, 53}, false, str_lit("At least nine")};
  v.number_words = (Excerpt){{49, 53}, false, str_lit("nine")};
  v.number = decimal_of(9);
  figure = page_figure(&f.wording, &f.arena, &v);
  assert_str(figure.plain, "at least 9");
  assert_int_equal(figure.quoted.n, 0);
  v.words.span = v.number_words.span = (Span){0, 0}; /* of a restricted source */
  assert_str(page_figure(&f.wording, &f.arena, &v).plain, "at least 9");
  v.qualifier = QUALIFIER_VAGUE;
  v.has_number = false;
  v.words.text = str_lit("Dozens");
  v.number_words = (Excerpt){0};
  figure = page_figure(&f.wording, &f.arena, &v);
  assert_str(figure.quoted, "Dozens");
  assert_int_equal(figure.plain.n, 0);
  v = (Value){.has_number = true, .number = decimal_of(12)};
  v.words.text = str_lit("Twelve");
  figure = page_figure(&f.wording, &f.arena, &v);
  assert_str(figure.plain, "12");
  assert_str(figure.quoted, "Twelve");
  v.number = decimal_of(1);
  v.words.text = str_lit("a 15-year-old boy");
  figure = page_figure(&f.wording, &f.arena, &v);
  assert_str(figure.plain, "1");
  v.number = decimal_of(0);
  figure = page_figure(&f.wording, &f.arena, &v);
  assert_true(figure.none);
  assert_str(figure.plain, "says none");
  arena_release(&f.arena);
}

static void check_names(const char *const *ids, const char *const *names, uint32_t n) {
  Fixture f;
  fixture_init(&f);
  for (uint32_t i = 0; i < n; i++) {
    fixture_document(&f, ids[i], "", "", "", "", (Str){0});
  }
  uint32_t width;
  Str *got = page_document_names(&f.x, &f.arena, &width);
  for (uint32_t i = 0; i < n; i++) {
    assert_str(got[i], names[i]);
  }
  arena_release(&f.arena);
}

static void document_names(void **state) {
  (void)state;
  check_names((const char *const[]){"000_2fc4.txt", "x/001_aeae.txt"},
              (const char *const[]){"000", "001"}, 2);
  check_names((const char *const[]){"abc-1.txt", "abd-1.txt", "abd-2.txt"},
              (const char *const[]){"abc-1", "abd-1", "abd-2"}, 3);
  check_names((const char *const[]){"report-north.txt", "rapport-south.txt", "report-west.txt"},
              (const char *const[]){"report-north", "rapport-south", "report-west"}, 3);
  check_names((const char *const[]){"same.txt", "same.txt"}, (const char *const[]){"01", "02"}, 2);
  check_names((const char *const[]){"a b\xE2\x80\xAE.txt", "\x1b[31m"},
              (const char *const[]){"01", "02"}, 2);
}

static void widths(void **state) {
  (void)state;
  assert_int_equal(text_columns(str_lit("Lənkəran")), 8);
  assert_int_equal(text_columns(str_lit("東京")), 4);
  assert_int_equal(text_columns(str_lit("e\xCC\x81")), 1);
  assert_int_equal(text_fit(str_lit("東京"), 3), 3);
  assert_true(rune_is_hidden(0x202E));
  assert_true(rune_is_hidden(0x2066));
  assert_true(rune_is_hidden(0x1B));
  assert_false(rune_is_hidden('\n'));
  assert_false(rune_is_hidden(0x6771));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers),        cmocka_unit_test(dates),  cmocka_unit_test(figures),
      cmocka_unit_test(document_names), cmocka_unit_test(widths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

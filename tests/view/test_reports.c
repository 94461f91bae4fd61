/* Reports: golden files of the invented march, and properties that hold for any story. */
#include "support.h"

#include "golden.h"
#include "march_story.h"
#include "view/page_words.h"
#include "view/report_folder.h"
#include "view/report_html.h"
#include "view/report_terminal.h"

static Buffer terminal(Fixture *f, ReportOptions options) {
  Buffer out;
  buffer_init(&out);
  report_terminal_write(&f->story, &f->wording, &options, &f->arena, &out);
  return out;
}

static Buffer page(Fixture *f, ReportOptions options) {
  Buffer out;
  buffer_init(&out);
  report_html_write(&f->story, &f->wording, &options, &f->arena, &out);
  return out;
}

static bool holds(const Buffer *b, const char *text) {
  return b->p && strstr(b->p, text) != NULL;
}

static void done(Fixture *f, Buffer *out) {
  buffer_release(out);
  arena_release(&f->arena);
}

static void golden_terminal(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  Buffer out = terminal(&f, (ReportOptions){.numbers_left_out = 31});
  golden_check("march.txt", &out);
  done(&f, &out);
  march_build(&f);
  out = terminal(&f, (ReportOptions){.numbers_left_out = 31, .all = true});
  golden_check("march-all.txt", &out);
  done(&f, &out);
}

static void golden_page(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  Str outlines = str_lit("land\t-7000 -2200 1000 0 0 1000 -1000 0\nborder\t-7000 -1500 1000 30\n");
  Buffer out = page(&f, (ReportOptions){.numbers_left_out = 31, .program = str_lit("according"),
                                        .outlines = outlines});
  golden_check("march.html", &out);
  done(&f, &out);
  march_build(&f);
  out = page(&f, (ReportOptions){.numbers_left_out = 31, .working = true});
  golden_check("march-working.html", &out);
  done(&f, &out);
}

static void at_most_80_columns(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  f.x.documents.v[0].id = str_lit("a-rather-long-name-of-a-document.txt");
  f.x.claims.v[1].places.v[0].words.text = str_lit("Trinidad, Loreto, San Borja and "
                                                   "other places far down the river Mamoré");
  f.x.claims.v[1].who.words.text = str_lit("people of every age and kind");
  Buffer out = terminal(&f, (ReportOptions){.all = true, .numbers_left_out = -1});
  for (Str rest = buffer_view(&out); rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    if (text_columns(line) > TERMINAL_COLUMNS || str_ends(line, " ")) {
      fail_msg("%u columns: %.*s", text_columns(line), STR_ARG(line));
    }
  }
  assert_true(out.n > 1000);
  done(&f, &out);
}

static void colour_changes_no_letter(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  Buffer plain = terminal(&f, (ReportOptions){.numbers_left_out = -1});
  Buffer colour = terminal(&f, (ReportOptions){.numbers_left_out = -1, .colour = true});
  assert_false(holds(&plain, "\x1b"));
  assert_true(holds(&colour, "\x1b[1mKILLED"));
  Buffer stripped;
  buffer_init(&stripped);
  for (size_t i = 0; i < colour.n; i++) {
    if (colour.p[i] == '\x1b') {
      i += colour.p[i + 2] == 'm' ? 2 : 3;
    } else {
      buffer_char(&stripped, colour.p[i]);
    }
  }
  assert_string_equal(stripped.p, plain.p);
  buffer_release(&plain);
  buffer_release(&stripped);
  done(&f, &colour);
}

static void page_to_hand_on(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  Claim *c = &f.x.claims.v[1];
  c->amended = true;
  array_push(&f.arena, &c->trace, (TraceStep){.room = str_lit("amend"), .rule = str_lit("set.who"),
                                              .note = str_lit("the list was read again")});
  array_push(&f.arena, &c->trace, (TraceStep){.room = str_lit("amend"), .rule = str_lit("by"),
                                              .note = str_lit("Q. Reviewer, 2026-03-01")});
  Buffer out = page(&f, (ReportOptions){.numbers_left_out = -1});
  assert_false(holds(&out, "secret folder"));
  assert_false(holds(&out, "Reviewer"));
  assert_false(holds(&out, "The march had been announced and was unarmed"));
  assert_true(holds(&out, "the list was read again"));
  assert_true(holds(&out, "a person’s"));
  assert_true(holds(&out, "A person has made 1 correction;"));
  buffer_release(&out);
  out = page(&f, (ReportOptions){.numbers_left_out = -1, .working = true});
  assert_true(holds(&out, "secret folder"));
  assert_true(holds(&out, "Q. Reviewer, 2026-03-01"));
  assert_true(holds(&out, "The march had been announced and was unarmed"));
  assert_true(holds(&out, "<mark>Sixty-one</mark>"));
  done(&f, &out);
}

/* Two more matters, so that no event is that of most documents. */
static void mixed_build(Fixture *f) {
  march_build(f);
  for (int i = 0; i < 6; i++) {
    const char *id = arena_printf(&f->arena, "c%d-note.txt", i);
    uint32_t d = fixture_document(f, id, "", i % 2 ? "Lowland Weekly" : "", "1991-06-03", "byline",
                                  str_lit("Between 12 and 15 people were injured in San Borja."));
    if (i < 2) {
      uint32_t c = fixture_figure(f, d, "injured", "Between 12", "Between 12 and 15", 12,
                                  QUALIFIER_ABOUT, "people", "San Borja");
      Value *v = &f->x.claims.v[c].value;
      v->has_number = false;
      v->has_low = v->has_high = true;
      v->low = decimal_of(12);
      v->high = decimal_of(15);
    }
  }
  fixture_point(f, "San Borja", -1482, -6675, PRECISION_SETTLEMENT);
  Event *event = fixture_event(f, "San Borja, Bolivia, June 1991");
  event->time = (Period){.start = {1991, 6, 1}, .end = {1991, 6, 0}, .basis = BASIS_STATED};
  uint32_t n = f->x.claims.n;
  fixture_join(f, event, n - 2);
  fixture_join(f, event, n - 1);
  event->places.n = 0;
  array_push(&f->arena, &event->places, f->x.claims.v[n - 1].places.v[0]);
  MeasureReadings *m = fixture_measure(f, 2, "injured");
  READING(f, m, n - 2, n - 1);
  f->story.events.v[1].parent_id = f->story.events.v[0].event->id;
}

static void golden_overview(void **state) {
  (void)state;
  Fixture f;
  mixed_build(&f);
  Buffer out = page(&f, (ReportOptions){.numbers_left_out = 3});
  golden_check("overview.html", &out);
  done(&f, &out);
  mixed_build(&f);
  out = terminal(&f, (ReportOptions){.numbers_left_out = 3});
  golden_check("overview.txt", &out);
  done(&f, &out);
}

typedef struct Pages {
  uint32_t n, stop;
  Str last;
  Arena *arena;
} Pages;

static int take_page(void *context, const char *name, Str bytes) {
  Pages *pages = context;
  assert_true(bytes.n > 500);
  assert_non_null(strstr(bytes.p, "</html>"));
  pages->last = str_copy(pages->arena, str_of(name));
  return ++pages->n == pages->stop ? 7 : 0;
}

static void pages_of_a_folder(void **state) {
  (void)state;
  Fixture f;
  mixed_build(&f);
  Buffer out;
  buffer_init(&out);
  Pages pages = {.arena = &f.arena};
  ReportOptions options = {.numbers_left_out = -1};
  assert_int_equal(report_folder_write(&f.story, &f.wording, &options, &f.arena, &out, take_page,
                                       &pages), 0);
  uint32_t pairs = f.story.pairs.n;
  assert_int_equal(pages.n, f.story.events.n + f.x.documents.n + pairs + 2);
  assert_true(str_is(pages.last, "index.html"));
  pages = (Pages){.arena = &f.arena, .stop = 2};
  assert_int_equal(report_folder_write(&f.story, &f.wording, &options, &f.arena, &out, take_page,
                                       &pages), 7);
  assert_int_equal(pages.n, 2);
  done(&f, &out);
}

static void nothing_found(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f);
  fixture_document(&f, "empty.txt", "", "", "", "", (Str){0});
  fixture_document(&f, "recipe.txt", "", "", "", "", str_lit("Boil two eggs."));
  array_push(&f.arena, &f.x.documents.v[1].notes, (Str)STR("invalid UTF-8 at byte 17 replaced"));
  Buffer out = terminal(&f, (ReportOptions){.numbers_left_out = -1});
  golden_check("nothing.txt", &out);
  buffer_release(&out);
  out = page(&f, (ReportOptions){.numbers_left_out = -1});
  golden_check("nothing.html", &out);
  buffer_release(&out);
  f.x.documents.n = 0;
  out = terminal(&f, (ReportOptions){.numbers_left_out = -1});
  assert_true(out.n > 0);
  buffer_release(&out);
  out = page(&f, (ReportOptions){.numbers_left_out = -1});
  done(&f, &out);
}

static void same_bytes_twice(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  Buffer first = page(&f, (ReportOptions){.numbers_left_out = 1, .working = true});
  Buffer second = page(&f, (ReportOptions){.numbers_left_out = 1, .working = true});
  assert_string_equal(first.p, second.p);
  buffer_release(&first);
  done(&f, &second);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(golden_terminal),    cmocka_unit_test(golden_page),
      cmocka_unit_test(at_most_80_columns), cmocka_unit_test(colour_changes_no_letter),
      cmocka_unit_test(page_to_hand_on),    cmocka_unit_test(nothing_found),
      cmocka_unit_test(same_bytes_twice),   cmocka_unit_test(golden_overview),
      cmocka_unit_test(pages_of_a_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

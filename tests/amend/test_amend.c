/* Amend: corrections replayed on a small extraction. */
#include "support.h"

#include <stdio.h>

#include "amend/amend.h"

static const char text_a[] =
    "Nine people were killed and 20 were hurt. Later 20 more came.\n\nThe mayor said none.";

typedef struct World {
  Arena arena;
  Extraction in, out;
  AmendReport report;
} World;

static Excerpt excerpt(uint32_t start, uint32_t end) {
  Span span = {start, end};
  return (Excerpt){.span = span, .text = str_cut(str_of(text_a), span)};
}

static Claim *figure(World *w, const char *id, const char *measure, uint32_t start, uint32_t end,
                     int number) {
  Claim *c = array_add(&w->arena, &w->in.claims);
  c->id = str_of(id);
  c->measure = str_of(measure);
  c->value.words = c->value.number_words = excerpt(start, end);
  c->value.has_number = true;
  c->value.unit = str_lit("person");
  c->value.number = c->value.low = c->value.high = decimal_of(number);
  c->value.has_low = c->value.has_high = true;
  c->sentence = excerpt(0, 41);
  c->episode = 3;
  return c;
}

static void world_init(World *w) {
  memset(w, 0, sizeof *w);
  arena_init(&w->arena);
  DocumentLine *d = array_add(&w->arena, &w->in.documents);
  d->id = str_lit("folder/a.txt");
  d->text = str_of(text_a);
  d->title = str_lit("A title of 9 words");
  d->bytes = d->text.n;
  figure(w, "c-1", "killed", 0, 4, 9);
  figure(w, "c-2", "injured", 28, 30, 20)->part_of = str_lit("c-1");
}

static void apply(World *w, const char *rows) {
  Corrections c;
  Status status = {0};
  const char *header = "action,document,span,quote,measure,field,value,reason,by,when\n";
  Str bytes = str_of(arena_printf(&w->arena, "%s%s", header, rows));
  if (corrections_read(str_lit("c.csv"), bytes, &w->arena, &c, &status)) {
    fail_msg("%s", status.message);
  }
  amend_apply(&c, &w->in, &w->arena, &w->out, &w->report);
}

static void set_number(void **state) {
  (void)state;
  World w;
  world_init(&w);
  apply(&w, ",a.txt,,Nine,,number,8,one was alive,R. Reader,2026-03-01\n");
  assert_int_equal(w.report.changed, 1);
  assert_int_equal(w.report.unapplied.n, 0);
  const Claim *c = &w.out.claims.v[0];
  assert_int_equal(c->value.number.digits, 8);
  assert_int_equal(c->value.low.digits, 8);
  assert_true(c->amended);
  assert_str(c->id, "c-1");
  assert_int_equal(c->trace.n, 2);
  assert_str(c->trace.v[0].rule, "set.number");
  assert_str(c->trace.v[0].note, "number: 9 → 8: one was alive");
  assert_str(c->trace.v[1].note, "R. Reader, 2026-03-01");
  assert_int_equal(w.in.claims.v[0].value.number.digits, 9);
  assert_false(w.in.claims.v[0].amended);
  assert_int_equal(w.in.claims.v[0].trace.n, 0);
  arena_release(&w.arena);
}

static void set_fields(void **state) {
  (void)state;
  World w;
  world_init(&w);
  apply(&w, ",a.txt,0-4,,,qualifier,more_than,r,,\n,a.txt,0-4,,,status,civilian,r,,\n"
            ",a.txt,0-4,,,time,1990-01-19/1990-01-20,r,,\n,a.txt,0-4,,,place,Baku; Sumgait,r,,\n"
            ",a.txt,0-4,,,source,police,r,,\n,a.txt,0-4,,,sex,female,r,,\n"
            ",a.txt,0-4,,,sex,unknown,r,,\n,a.txt,0-4,,,high,40,r,,\n");
  assert_int_equal(w.report.changed, 8);
  const Claim *c = &w.out.claims.v[0];
  assert_int_equal(c->value.qualifier, QUALIFIER_MORE_THAN);
  assert_int_equal(c->value.low.digits, 10);
  assert_true(c->value.has_high);
  assert_int_equal(c->value.high.digits, 40);
  assert_int_equal(c->who.status, WHO_CIVILIAN);
  assert_int_equal(c->who.sex, SEX_UNKNOWN);
  assert_int_equal(c->time.end.day, 20);
  assert_int_equal(c->places.n, 2);
  assert_str(c->places.v[1].name, "Sumgait");
  assert_int_equal(c->source.kind, SOURCE_NAMED);
  assert_str(c->source.words.text, "police");
  arena_release(&w.arena);
}

static void reject_and_links(void **state) {
  (void)state;
  World w;
  world_init(&w);
  apply(&w, "reject,a.txt,,Nine,,,,no number,,\n");
  assert_int_equal(w.report.rejected, 1);
  assert_int_equal(w.out.claims.n, 1);
  assert_str(w.out.claims.v[0].id, "c-2");
  assert_int_equal(w.out.claims.v[0].part_of.n, 0);
  assert_str(w.in.claims.v[1].part_of, "c-1");
  arena_release(&w.arena);
}

static void additions(void **state) {
  (void)state;
  World w;
  world_init(&w);
  apply(&w, "add,a.txt,,none,missing,,0,it says so,,\nadd,a.txt,28-40,,killed,,about 20,r,,\n"
            ",a.txt,,none,,certainty,unclear,r,,\n");
  assert_int_equal(w.report.added, 2);
  assert_int_equal(w.report.changed, 1);
  assert_int_equal(w.out.claims.n, 4);
  const Claim *inside = &w.out.claims.v[2];
  const Claim *last = &w.out.claims.v[3];
  assert_str(inside->measure, "killed");
  assert_int_equal(inside->value.qualifier, QUALIFIER_ABOUT);
  assert_false(inside->value.has_low);
  assert_int_equal(inside->episode, 3);
  assert_str(last->measure, "missing");
  assert_str(last->value.words.text, "none");
  assert_str(last->sentence.text, "The mayor said none.");
  assert_int_equal(last->certainty, CERTAINTY_UNCLEAR);
  assert_int_equal(last->id.n, 18);
  assert_true(last->amended);
  arena_release(&w.arena);
}

static void refused(const char *row, const char *message) {
  World w;
  world_init(&w);
  apply(&w, row);
  assert_int_equal(w.report.changed + w.report.rejected + w.report.added, 0);
  assert_int_equal(w.report.unapplied.n, 1);
  assert_str(w.report.unapplied.v[0], message);
  assert_int_equal(w.out.claims.n, 2);
  arena_release(&w.arena);
}

static void never_guessed(void **state) {
  (void)state;
  refused(",b.txt,,Nine,,number,8,r,,\n", "c.csv:2: no such document was read: b.txt");
  refused(",a.txt,,Ninety,,number,8,r,,\n",
          "c.csv:2: the document no longer has these words: Ninety");
  refused(",a.txt,,20,,number,8,r,,\n",
          "c.csv:2: the document has these words more than once; give their span: 20");
  refused(",a.txt,1-4,Nine,,number,8,r,,\n",
          "c.csv:2: the text no longer has these words there: Nine");
  refused(",a.txt,900-904,,,number,8,r,,\n", "c.csv:2: the text ends before this span");
  refused(",a.txt,,people,,number,8,r,,\n", "c.csv:2: no claim lies on these words: people");
  refused(",a.txt,0-41,,,number,8,r,,\n",
          "c.csv:2: more than one claim lies on these words; give a narrower span or the measure: "
          "Nine people were killed and 20 were hurt.");
  refused(",a.txt,0-4,,,colour,red,r,,\n", "c.csv:2: no such field: colour = red");
  refused(",a.txt,0-4,,,number,nine,r,,\n", "c.csv:2: number must be a number: number = nine");
  refused(",a.txt,0-4,,,scope,wide,r,,\n", "c.csv:2: no such word for this field: scope = wide");
  refused(",a.txt,0-4,,,time,1990-02-03/1990-02-01,r,,\n",
          "c.csv:2: time must not end before it begins: time = 1990-02-03/1990-02-01");
  refused(",a.txt,0-4,,,low,10,r,,\n", "c.csv:2: low must not be above high: low = 10");
  refused("add,a.txt,,Nine,killed,,9,r,,\n", "c.csv:2: the same claim is there already: Nine");
  refused("add,a.txt,,Nine,killed,,many,r,,\n",
          "c.csv:2: an addition needs a measure and a number: many");
  refused(",a.txt,,9 words,,number,8,r,,\n", "c.csv:2: no claim lies on these words: 9 words");
}

static void measure_tells_apart(void **state) {
  (void)state;
  World w;
  world_init(&w);
  apply(&w, ",a.txt,0-41,,injured,number,21,r,,\n");
  assert_int_equal(w.report.changed, 1);
  assert_int_equal(w.out.claims.v[1].value.number.digits, 21);
  arena_release(&w.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(set_number),      cmocka_unit_test(set_fields),
      cmocka_unit_test(reject_and_links), cmocka_unit_test(additions),
      cmocka_unit_test(never_guessed),   cmocka_unit_test(measure_tells_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

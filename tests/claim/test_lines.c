/* Lines written by view/line_write and read by claim/line_read: both ways, any order, bad lines. */
#include <stdio.h>

#include "claim/line_read.h"
#include "support.h"
#include "view/line_write.h"

#define HASH "sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static const char DOCUMENT[] =
    "{\"type\":\"document\",\"v\":1,\"id\":\"a.txt\",\"hash\":\"" HASH "\",\"text_hash\":\"" HASH
    "\",\"bytes\":52,\"title\":\"Storm in Graz\",\"date\":\"1999-05\",\"date_basis\":\"given\","
    "\"publisher\":null,\"author\":null,\"url\":null,\"language\":\"en\",\"furniture\":[[0,4]],"
    "\"notes\":[\"a \\\"note\\\"\"],\"names\":[\"Graz\"],\"people\":[\"Ida Holm\"],\"streets\":[\"Tarn Road\"],\"sketch\":\"\","
    "\"pack\":\"en\",\"called\":[\"the Great Storm\"]}\n";
static const char FIGURE[] =
    "{\"type\":\"claim\",\"v\":1,\"id\":\"c-1\",\"kind\":\"figure\",\"document\":\"a.txt\","
    "\"document_hash\":\"" HASH "\",\"measure\":\"killed\",\"value\":{\"text\":\"about 1.2\","
    "\"span\":[5,14],\"number\":1.2,\"number_span\":[11,14],\"qualifier\":\"about\",\"low\":null,"
    "\"high\":null,\"unit\":\"person\"},\"who\":{\"text\":\"men\",\"span\":[15,18],\"status\":"
    "\"civilian\",\"according_to\":\"police\",\"sex\":\"male\",\"age_class\":\"adult\","
    "\"nationality\":\"Austrian\",\"occupation\":null},\"time\":{\"start\":\"XXXX-05-03\","
    "\"end\":null,\"basis\":\"inherited\",\"text\":\"3 May\",\"span\":[0,5],\"in\":\"title\"},"
    "\"place\":[{\"text\":\"Graz\",\"span\":[22,26],\"name\":\"Graz\",\"country\":\"AT\","
    "\"lat\":47.0667,\"lon\":-15.45,\"geonames\":2778067,\"precision\":\"settlement\","
    "\"basis\":\"stated\",\"admin1\":\"06\"}],\"actor\":[{\"text\":\"they\",\"span\":[0,4],"
    "\"role\":\"ordered\",\"standing\":\"accused\",\"according_to\":\"police\"}],\"source\":{"
    "\"kind\":\"named\",\"text\":\"he\",\"span\":[27,29],\"via\":\"footnote\",\"reference\":\"p. 7\","
    "\"from\":{\"kind\":\"narrator\"}},\"modality\":\"denied\",\"polarity\":\"positive\","
    "\"scope\":\"part\",\"part_of\":\"c-2\",\"as_of\":\"1999-05-04\",\"sentence\":[0,29],"
    "\"quote\":\"they about 1.2 men in Graz he\",\"certainty\":\"unclear\",\"rule\":\"r\","
    "\"episode\":3,\"topic\":\"storm\",\"background\":true,\"replaced_by\":null,\"amended\":false}\n";
static const char STATEMENT[] =
    "{\"type\":\"claim\",\"v\":1,\"id\":\"c-2\",\"kind\":\"statement\",\"document\":\"a.txt\","
    "\"document_hash\":\"" HASH "\",\"in\":\"title\",\"predicate\":\"disaster\",\"evidence\":{"
    "\"text\":\"Storm\",\"span\":[0,5]},\"time\":{\"start\":null,\"end\":null,\"basis\":\"none\"},"
    "\"place\":[],\"actor\":[],\"source\":{\"kind\":\"narrator\"},\"modality\":\"asserted\","
    "\"polarity\":\"negative\",\"scope\":\"unstated\",\"as_of\":null,\"sentence\":[0,13],"
    "\"quote\":\"Storm in Graz\",\"certainty\":\"clear\",\"rule\":\"r\",\"episode\":0,"
    "\"topic\":null,\"background\":false,\"replaced_by\":null,\"amended\":true}\n";
static const char PERSON[] =
    "{\"type\":\"person\",\"v\":1,\"id\":\"p-1\",\"document\":\"a.txt\",\"document_hash\":\"" HASH
    "\",\"span\":[15,18],\"text\":\"men\",\"name\":null,\"age\":80,\"sex\":\"male\","
    "\"occupation\":\"baker\",\"harm\":\"injured\",\"part_of\":null,\"sentence\":[0,29],\"quote\":"
    "\"they about 1.2 men in Graz he\",\"certainty\":\"clear\",\"rule\":\"r\",\"episode\":2}\n";

typedef struct Setting {
  Arena arena;
  Buffer in, out;
  Extraction x;
  LineProblems problems;
} Setting;

static void begin(Setting *s) {
  arena_init(&s->arena);
  buffer_init(&s->in);
  buffer_init(&s->out);
}

static void end(Setting *s) {
  arena_release(&s->arena);
  buffer_release(&s->in);
  buffer_release(&s->out);
}

static void read_in(Setting *s) {
  lines_read(&s->arena, buffer_view(&s->in), &s->x, &s->problems);
}

static void write_out(Setting *s) {
  Json j;
  json_begin(&j, &s->out);
  for (uint32_t i = 0; i < s->x.documents.n; i++) {
    line_write_document(&j, &s->x.documents.v[i]);
  }
  ClaimLine last = {0};
  for (uint32_t i = 0; i < s->x.claims.n; i++) {
    line_write_claim(&j, &s->x, &s->x.claims.v[i], &last);
  }
  for (uint32_t i = 0; i < s->x.persons.n; i++) {
    line_write_person(&j, &s->x, &s->x.persons.v[i]);
  }
}

static void test_both_ways(void **state) {
  (void)state;
  Setting s;
  begin(&s);
  buffer_format(&s.in, "%s%s%s%s", DOCUMENT, STATEMENT, FIGURE, PERSON);
  read_in(&s);
  assert_int_equal(s.problems.n, 0);
  write_out(&s);
  assert_str(buffer_view(&s.out), s.in.p);
  const Claim *c = &s.x.claims.v[1];
  assert_str(c->value.number_words.text, "1.2");
  assert_int_equal(c->value.number.digits, 12);
  assert_int_equal(c->places.v[0].longitude, -15450000);
  assert_true(c->time.words.in_title);
  assert_int_equal(c->time.start.year, 0);
  assert_true(s.x.claims.v[0].evidence.in_title);
  end(&s);
}

static void test_any_order_and_twice(void **state) {
  (void)state;
  Setting s, t;
  begin(&s);
  begin(&t);
  buffer_format(&s.in, "%s%s%s%s", DOCUMENT, STATEMENT, FIGURE, PERSON);
  buffer_format(&t.in, "%s\n%s%s%s%s%s", PERSON, FIGURE, DOCUMENT, STATEMENT, FIGURE, DOCUMENT);
  read_in(&s);
  read_in(&t);
  write_out(&s);
  write_out(&t);
  assert_str(buffer_view(&t.out), s.out.p);
  end(&s);
  end(&t);
}

static void test_bad_lines_are_named(void **state) {
  (void)state;
  Setting s;
  begin(&s);
  buffer_format(&s.in, "%s{\"type\":\"claim\"\n7\n\n%s", DOCUMENT, FIGURE);
  buffer_text(&s.in, "{\"type\":\"claim\",\"v\":1,\"id\":\"c-9\",\"kind\":\"rumour\"}\n");
  buffer_text(&s.in, "{\"type\":\"document\",\"v\":2,\"id\":\"b\"}\n");
  buffer_text(&s.in, "{\"type\":\"event\",\"v\":1}");
  read_in(&s);
  assert_int_equal(s.problems.n, 4);
  assert_int_equal(s.problems.v[0].line, 2);
  assert_true(str_starts(s.problems.v[0].reason, "not JSON"));
  assert_int_equal(s.problems.v[1].line, 3);
  assert_int_equal(s.problems.v[2].line, 6);
  assert_str(s.problems.v[2].reason, "kind is neither figure nor statement");
  assert_int_equal(s.problems.v[3].line, 7);
  assert_int_equal(s.x.documents.n, 1);
  assert_int_equal(s.x.claims.n, 1);
  end(&s);
}

static void test_words_must_fit_their_span(void **state) {
  (void)state;
  Setting s;
  begin(&s);
  buffer_text(&s.in,
              "{\"type\":\"person\",\"v\":1,\"id\":\"p\",\"document\":\"a\",\"span\":[1,9],"
              "\"text\":\"short\",\"sentence\":[0,3],\"quote\":\"abc\"}\n");
  read_in(&s);
  assert_int_equal(s.problems.n, 1);
  assert_str(s.problems.v[0].reason, "span is not as long as its text");
  end(&s);
}

static void test_document_without_a_line(void **state) {
  (void)state;
  Setting s;
  begin(&s);
  buffer_format(&s.in, "%s%s", FIGURE, PERSON);
  read_in(&s);
  assert_int_equal(s.problems.n, 0);
  assert_int_equal(s.x.documents.n, 1);
  assert_str(s.x.documents.v[0].id, "a.txt");
  assert_int_equal(s.x.documents.v[0].hash.bytes[31], 0x1f);
  end(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_both_ways),
      cmocka_unit_test(test_any_order_and_twice),
      cmocka_unit_test(test_bad_lines_are_named),
      cmocka_unit_test(test_words_must_fit_their_span),
      cmocka_unit_test(test_document_without_a_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

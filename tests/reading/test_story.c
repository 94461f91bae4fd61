/* Lines of extract → story: events apart, readings, relations, remarks, origin; any order of lines.
   The world of these lines is invented: a night in Brennmouth, told by four documents. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "claim/line_read.h"
#include "profile/sketch.h"
#include "reading/build.h"
#include "support.h"
#include "view/line_write.h"

typedef struct World {
  Arena arena;
  Buffer lines;
  uint32_t claims, offset;
  Extraction x;
  Phrases phrases;
  Story story;
  char *bytes;
} World;

static void world_begin(World *w) {
  size_t n;
  memset(w, 0, sizeof *w);
  arena_init(&w->arena);
  buffer_init(&w->lines);
  assert_int_equal(
      file_read(SOURCE_ROOT "/data/wording/en/story.tsv", 0, &w->bytes, &n, NULL), 0);
  assert_int_equal(phrases_read(&w->arena, (Str){w->bytes, n}, &w->phrases, NULL), 0);
}

static void world_end(World *w) {
  arena_release(&w->arena);
  buffer_release(&w->lines);
  free(w->bytes);
}

static void document(World *w, const char *id, const char *date) {
  buffer_format(&w->lines, "{\"type\":\"document\",\"v\":1,\"id\":\"%s\",\"date\":%s%s%s}\n", id,
                date ? "\"" : "", date ? date : "null", date ? "\"" : "");
}

typedef struct Told {
  const char *document, *measure, *number, *qualifier, *low, *high, *day, *place, *extra;
  int episode;
} Told;

/* One figure claim; `extra` is further JSON members, with a comma before them. */
static void tell(World *w, Told t) {
  uint32_t id = ++w->claims, at = w->offset += 100;
  buffer_format(&w->lines,
                "{\"type\":\"claim\",\"v\":1,\"id\":\"c-%03u\",\"kind\":\"figure\",\"document\":"
                "\"%s\",\"measure\":\"%s\",\"value\":{\"text\":\"words\",\"span\":[%u,%u],"
                "\"number\":%s,\"qualifier\":\"%s\",\"low\":%s,\"high\":%s,\"unit\":\"person\"},",
                id, t.document, t.measure, at, at + 5, t.number, t.qualifier, t.low, t.high);
  buffer_format(&w->lines,
                "\"time\":{\"start\":\"%s\",\"end\":\"%s\",\"basis\":\"stated\"},\"place\":[{"
                "\"name\":\"%s\",\"country\":\"BM\",\"precision\":\"settlement\",\"basis\":"
                "\"stated\"}],\"sentence\":[%u,%u],\"episode\":%d%s}\n",
                t.day, t.day, t.place, at, at + 50, t.episode, t.extra ? t.extra : "");
}

static void exact(World *w, const char *document_id, const char *measure, const char *number,
                  const char *extra) {
  tell(w, (Told){document_id, measure, number, "exact", number, number, "1911-05-03", "Brennmouth",
                 extra, 0});
}

static void build(World *w) {
  LineProblems problems;
  StoryOptions options = {.phrases = &w->phrases, .common_words = str_lit("the of a")};
  lines_read(&w->arena, buffer_view(&w->lines), &w->x, &problems);
  for (uint32_t i = 0; i < problems.n; i++) {
    print_error("line %u: %.*s\n", (unsigned)problems.v[i].line, STR_ARG(problems.v[i].reason));
  }
  assert_int_equal(problems.n, 0);
  story_build(&w->x, &options, &w->arena, &w->story);
}

static const MeasureReadings *measure(const EventStory *e, const char *name) {
  for (uint32_t i = 0; i < e->measures.n; i++) {
    if (str_is(e->measures.v[i].measure, name)) {
      return &e->measures.v[i];
    }
  }
  fail_msg("no measure %s", name);
  return NULL;
}

/* The relation between the readings with these numbers, in this direction or either. */
static const Relation *relation(const World *w, const MeasureReadings *m, int64_t a, int64_t b) {
  for (uint32_t i = 0; i < m->relations.n; i++) {
    const Relation *r = &m->relations.v[i];
    int64_t x = w->x.claims.v[m->readings.v[r->a].shown].value.number.digits;
    int64_t y = w->x.claims.v[m->readings.v[r->b].shown].value.number.digits;
    if ((x == a && y == b) || (x == b && y == a)) {
      return r;
    }
  }
  return NULL;
}

static void test_readings_and_relations(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  document(&w, "c", NULL);
  exact(&w, "a", "killed", "61", ",\"scope\":\"total\"");
  exact(&w, "a", "killed", "40", ",\"scope\":\"part\"");
  tell(&w, (Told){"a", "killed", "50", "more_than", "51", "null", "1911-05-03", "Brennmouth", NULL, 0});
  exact(&w, "b", "killed", "73", NULL);
  exact(&w, "c", "killed", "73", NULL);
  build(&w);
  assert_int_equal(w.story.events.n, 1);
  const EventStory *e = &w.story.events.v[0];
  assert_str(e->event->heading, "Brennmouth, 3 May 1911");
  const MeasureReadings *m = measure(e, "killed");
  assert_int_equal(m->readings.n, 4);
  assert_int_equal(m->readings.v[0].documents.n, 2);
  assert_int_equal(relation(&w, m, 61, 73)->kind, RELATION_CONFLICTS);
  assert_int_equal(relation(&w, m, 40, 61)->kind, RELATION_PART_OF);
  assert_int_equal(relation(&w, m, 61, 50)->kind, RELATION_REFINES);
  const Relation *part = relation(&w, m, 40, 73);
  assert_true(!part || part->kind != RELATION_CONFLICTS);
  world_end(&w);
}

static void test_look_alikes_stay_apart(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  exact(&w, "a", "killed", "61", ",\"topic\":\"fire\"");
  tell(&w, (Told){"b", "killed", "9", "exact", "9", "9", "1911-05-08", "Brennmouth",
                  ",\"topic\":\"fire\"", 0});
  tell(&w, (Told){"b", "killed", "300", "exact", "300", "300", "1887", "Brennmouth",
                  ",\"topic\":\"fire\",\"background\":true", 1});
  build(&w);
  assert_int_equal(w.story.events.n, 3);
  world_end(&w);
}

/* A document that tells one happening beside another of the same day and place joins them for nobody. */
static void test_told_beside_stay_apart(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  exact(&w, "a", "killed", "61", ",\"topic\":\"flood\"");
  exact(&w, "b", "killed", "61", ",\"topic\":\"flood\"");
  tell(&w, (Told){"b", "killed", "9", "exact", "9", "9", "1911-05-03", "Brennmouth",
                  ",\"topic\":\"flood\",\"beside\":true", 1});
  build(&w);
  assert_int_equal(w.story.events.n, 2);
  world_end(&w);
}

/* A document of its own words and people. */
static void report(World *w, const char *id, const char *date, const char *person, const char *words) {
  SketchWords sketch = {0};
  sketch_words(&w->arena, str_of(words), NULL, 0, &sketch);
  Str written = sketch_write(&w->arena, &sketch);
  buffer_format(&w->lines,
                "{\"type\":\"document\",\"v\":1,\"id\":\"%s\",\"date\":\"%s\",\"date_basis\":\"given\","
                "\"people\":[\"%s\"],\"sketch\":\"%.*s\"}\n",
                id, date, person, STR_ARG(written));
}

/* Weeks later somebody is held for what was reported then: the same person is told of, in like words. */
static void test_follow_up_goes_with_its_report(void **state) {
  (void)state;
  for (int same = 0; same < 2; same++) {
    World w;
    world_begin(&w);
    report(&w, "a", "1911-05-04", "Anna Berg", "weaver shed spindle stairs lantern quarrel");
    report(&w, "b", "1911-06-20", same ? "Anna Berg" : "Ida Holm",
           "weaver shed spindle stairs lantern trial");
    static const char *const words[] = {"harvest barley wagon", "regatta oars pier",
                                        "tram rails fare", "choir organ feast",
                                        "bridge toll arch", "market herring scale"};
    for (int i = 0; i < 6; i++) {
      char id[2] = {(char)('c' + i), 0};
      report(&w, id, "1911-05-04", id, words[i]);
    }
    exact(&w, "a", "killed", "1", NULL);
    tell(&w, (Told){"b", "detained", "1", "exact", "1", "1", "1911-06-19", "Brennmouth", NULL, 0});
    build(&w);
    assert_int_equal(w.story.events.n, same ? 1 : 2);
    world_end(&w);
  }
}

/* A report of a hearing that tells of the day of the deed too goes with the report of that day. */
static void test_a_day_told_of_leads_to_its_report(void **state) {
  (void)state;
  for (int same = 0; same < 2; same++) {
    World w;
    world_begin(&w);
    report(&w, "a", "1911-05-04", "Anna Berg", "weaver shed spindle stairs lantern quarrel");
    report(&w, "b", "1911-05-11", "Ida Holm", "weaver shed spindle stairs lantern trial");
    static const char *const words[] = {"harvest barley wagon", "regatta oars pier",
                                        "tram rails fare", "choir organ feast",
                                        "bridge toll arch", "market herring scale"};
    for (int i = 0; i < 6; i++) {
      char id[2] = {(char)('c' + i), 0};
      report(&w, id, "1911-05-04", id, words[i]);
    }
    exact(&w, "a", "killed", "1", NULL);
    tell(&w, (Told){"b", "detained", "1", "exact", "1", "1", "1911-05-10", "Brennmouth", NULL, 0});
    tell(&w, (Told){"b", "detained", "2", "exact", "2", "2", "1911-05-10", "Brennmouth", NULL, 0});
    tell(&w, (Told){"b", "injured", "1", "exact", "1", "1", same ? "1911-05-03" : "1911-04-20",
                    "Brennmouth", NULL, 1});
    build(&w);
    assert_int_equal(w.story.events.n, same ? 1 : 3);
    world_end(&w);
  }
}

static void test_sum_and_origin(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  document(&w, "c", NULL);
  exact(&w, "a", "killed", "61", NULL);
  exact(&w, "a", "injured", "152", NULL);
  exact(&w, "b", "injured", "213", NULL);
  exact(&w, "b", "detained", "1417", NULL);
  exact(&w, "c", "injured", "213", NULL);
  exact(&w, "c", "detained", "1417", NULL);
  build(&w);
  const EventStory *e = &w.story.events.v[0];
  assert_int_equal(e->remarks.n, 1);
  assert_str(e->remarks.v[0].text, "61 killed + 152 injured in a = 213 injured elsewhere");
  assert_int_equal(e->remarks.v[0].claims.n, 4);
  bool found = false;
  for (uint32_t i = 0; i < w.story.pairs.n; i++) {
    const OriginPair *p = &w.story.pairs.v[i];
    assert_int_equal(p->verdict, p->a == 1 && p->b == 2 ? ORIGIN_SIGNS : ORIGIN_OPEN);
    found = found || p->verdict == ORIGIN_SIGNS;
  }
  assert_true(found);
  const MeasureReadings *m = measure(e, "detained");
  assert_int_equal(m->readings.v[0].origin_groups.n, 1);
  assert_int_equal(m->silent.n, 1);
  assert_int_equal(m->silent.v[0], 0);
  world_end(&w);
}

static void test_later_figure_of_one_publisher(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  buffer_text(&w.lines, "{\"type\":\"document\",\"v\":1,\"id\":\"a\",\"date\":\"1911-05-04\","
                        "\"publisher\":\"Brennmouth Post\"}\n");
  buffer_text(&w.lines, "{\"type\":\"document\",\"v\":1,\"id\":\"b\",\"date\":\"1911-05-06\","
                        "\"publisher\":\"Brennmouth Post\"}\n");
  exact(&w, "a", "killed", "61", NULL);
  exact(&w, "b", "killed", "73", NULL);
  build(&w);
  const MeasureReadings *m = measure(&w.story.events.v[0], "killed");
  assert_int_equal(m->relations.n, 1);
  assert_int_equal(m->relations.v[0].kind, RELATION_SUPERSEDES);
  assert_int_equal(m->readings.v[1].superseded_by, 0);
  world_end(&w);
}

/* Three districts that are together all of a document's figure are its parts; two that are not all,
   and a figure of forces alone, are not. */
static void test_parts_that_are_all_of_it(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  exact(&w, "a", "killed", "31", NULL);
  exact(&w, "a", "killed", "17", NULL);
  exact(&w, "a", "killed", "9", NULL);
  exact(&w, "a", "killed", "5", NULL);
  exact(&w, "a", "injured", "31", NULL);
  exact(&w, "a", "injured", "17", NULL);
  exact(&w, "a", "injured", "14", NULL);
  exact(&w, "b", "killed", "26", ",\"who\":{\"text\":\"sappers\",\"span\":[1,8],\"status\":"
                                 "\"combatant\"}");
  build(&w);
  const EventStory *e = &w.story.events.v[0];
  const MeasureReadings *m = measure(e, "killed");
  for (int i = 0; i < 3; i++) {
    static const int64_t parts[] = {17, 9, 5};
    const Relation *r = relation(&w, m, parts[i], 31);
    assert_non_null(r);
    assert_int_equal(r->kind, RELATION_PART_OF);
  }
  assert_int_equal(relation(&w, m, 26, 31)->kind, RELATION_DIFFERS_IN_CATEGORY);
  const Relation *two = relation(&w, measure(e, "injured"), 17, 31);
  assert_true(!two || two->kind != RELATION_PART_OF);
  world_end(&w);
}

/* Figures that follow one another are together the whole, though the document counts some elsewhere. */
static void test_list_that_adds_up(void **state) {
  (void)state;
  static const char *const list[] = {"412", "168", "97", "83", "64"};
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  exact(&w, "a", "infected", "21", NULL);
  w.offset += 400;
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    exact(&w, "a", "infected", list[i], NULL);
  }
  build(&w);
  const MeasureReadings *m = measure(&w.story.events.v[0], "infected");
  assert_int_equal(relation(&w, m, 168, 412)->kind, RELATION_PART_OF);
  assert_int_equal(relation(&w, m, 64, 412)->kind, RELATION_PART_OF);
  const Relation *other = relation(&w, m, 21, 412);
  assert_true(!other || other->kind != RELATION_PART_OF);
  world_end(&w);
}

static void test_unclear_stands_apart(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", NULL);
  document(&w, "b", NULL);
  exact(&w, "a", "killed", "61", NULL);
  exact(&w, "b", "killed", "73", ",\"certainty\":\"unclear\"");
  build(&w);
  const MeasureReadings *m = measure(&w.story.events.v[0], "killed");
  assert_int_equal(m->relations.n, 0);
  assert_int_equal(m->readings.n, 2);
  assert_true(m->readings.v[1].unclear);
  assert_int_equal(m->silent.n, 1);
  world_end(&w);
}

static void story_print(World *w, Buffer *out) {
  Json j;
  buffer_init(out);
  json_begin(&j, out);
  for (uint32_t i = 0; i < w->story.events.n; i++) {
    line_write_event(&j, &w->story, &w->story.events.v[i]);
  }
  for (uint32_t i = 0; i < w->story.pairs.n; i++) {
    line_write_origin(&j, &w->story, &w->story.pairs.v[i]);
  }
}

/* The lines of w in reverse order. */
static void reversed(const World *from, World *to) {
  Str all = buffer_view(&from->lines);
  size_t end = all.n;
  for (size_t at = all.n; at-- > 0;) {
    if (at == 0 || all.p[at - 1] == '\n') {
      buffer_add(&to->lines, all.p + at, end - at);
      end = at;
    }
  }
}

static void test_order_of_lines_is_nothing(void **state) {
  (void)state;
  World w, v;
  Buffer first, second;
  world_begin(&w);
  world_begin(&v);
  static const char *const ids[] = {"a", "b", "c", "d"};
  for (int i = 0; i < 4; i++) {
    char number[8];
    document(&w, ids[i], NULL);
    snprintf(number, sizeof number, "%d", 61 + i % 2);
    exact(&w, ids[i], "killed", number, NULL);
    tell(&w, (Told){ids[i], "killed", "300", "about", "null", "null", i < 2 ? "1887" : "1888",
                    "Holm", NULL, 1});
  }
  reversed(&w, &v);
  build(&w);
  build(&v);
  story_print(&w, &first);
  story_print(&v, &second);
  assert_true(first.n > 500);
  assert_str(buffer_view(&second), first.p);
  buffer_release(&first);
  buffer_release(&second);
  world_end(&w);
  world_end(&v);
}

static void test_nothing(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  build(&w);
  assert_int_equal(w.story.events.n, 0);
  assert_int_equal(w.story.pairs.n, 0);
  world_end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_readings_and_relations),
      cmocka_unit_test(test_look_alikes_stay_apart),
      cmocka_unit_test(test_told_beside_stay_apart),
      cmocka_unit_test(test_follow_up_goes_with_its_report),
      cmocka_unit_test(test_a_day_told_of_leads_to_its_report),
      cmocka_unit_test(test_sum_and_origin),
      cmocka_unit_test(test_later_figure_of_one_publisher),
      cmocka_unit_test(test_parts_that_are_all_of_it),
      cmocka_unit_test(test_list_that_adds_up),
      cmocka_unit_test(test_unclear_stands_apart),
      cmocka_unit_test(test_order_of_lines_is_nothing),
      cmocka_unit_test(test_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

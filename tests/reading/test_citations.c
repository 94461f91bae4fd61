/* Lines of extract → citations: sources behind sources, footnotes, dates, circles, names. A night
   in Brennmouth, which is invented. */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "claim/line_read.h"
#include "origin/cites.h"
#include "reading/build.h"
#include "reading/citations.h"
#include "support.h"

#define COMMON str_lit("the of and at\nin on by")

typedef struct World {
  Arena arena;
  Buffer lines;
  uint32_t claims;
  Extraction x;
  Phrases phrases;
  Story story;
  Citations citations;
  char *bytes;
} World;

static void world_begin(World *w) {
  size_t n;
  memset(w, 0, sizeof *w);
  arena_init(&w->arena);
  buffer_init(&w->lines);
  assert_int_equal(file_read(SOURCE_ROOT "/data/wording/en/story.tsv", 0, &w->bytes, &n, NULL), 0);
  assert_int_equal(phrases_read(&w->arena, (Str){w->bytes, n}, &w->phrases, NULL), 0);
}

static void world_end(World *w) {
  arena_release(&w->arena);
  buffer_release(&w->lines);
  free(w->bytes);
}

/* `more`: further members, with a comma before them. */
static void document(World *w, const char *id, const char *more) {
  buffer_format(&w->lines, "{\"type\":\"document\",\"v\":1,\"id\":\"%s\"%s}\n", id, more);
}

/* Persons killed that night in Brennmouth; source: the members of its object. */
static void tell(World *w, const char *document_id, int number, const char *source,
                 const char *more) {
  unsigned at = ++w->claims * 100;
  buffer_format(
      &w->lines,
      "{\"type\":\"claim\",\"v\":1,\"id\":\"c-%03u\",\"kind\":\"figure\",\"document\":\"%s\","
      "\"measure\":"
      "\"killed\",\"value\":{\"text\":\"%d\",\"span\":[%u,%u],\"number\":%d,\"qualifier\":"
      "\"exact\",\"low\":"
      "%d,\"high\":%d,\"unit\":\"person\"},\"time\":{\"start\":\"1911-05-03\",\"end\":\"1911-05-"
      "03\","
      "\"basis\":\"stated\"},\"place\":[{\"name\":\"Brennmouth\",\"country\":\"BM\",\"precision\":"
      "\"settlement\",\"basis\":\"stated\"}],\"source\":{%s},\"sentence\":[%u,%u],\"episode\":0%s}"
      "\n",
      w->claims, document_id, number, at, at + 2, number, number, number, source, at, at + 50,
      more);
}

#define NARRATOR "\"kind\":\"narrator\""
#define NAMED(words) "\"kind\":\"named\",\"via\":\"verb\",\"text\":\"" words "\""
#define NOTE(reference) \
  "\"kind\":\"named\",\"via\":\"footnote\",\"text\":\"Tarn\",\"reference\":\"" reference "\""

static void find(World *w) {
  LineProblems problems;
  StoryOptions options = {.phrases = &w->phrases, .common_words = COMMON};
  lines_read(&w->arena, buffer_view(&w->lines), &w->x, &problems);
  for (uint32_t i = 0; i < problems.n; i++) {
    print_error("line %u: %.*s\n", (unsigned)problems.v[i].line, STR_ARG(problems.v[i].reason));
  }
  assert_int_equal(problems.n, 0);
  story_build(&w->x, &options, &w->arena, &w->story);
  CitationWords words = {COMMON, str_lit("findings report no")};
  citations_find(&w->story, &words, &w->arena, &w->citations);
}

static const Check *check_at(const World *w, uint32_t i, const char *source_document,
                             CheckVerdict verdict) {
  assert_true(i < w->citations.checks.n);
  const Check *k = &w->citations.checks.v[i];
  assert_str(w->x.documents.v[k->source_document].id, source_document);
  assert_int_equal(k->verdict, verdict);
  return k;
}

static void test_names(void **state) {
  (void)state;
  Str common = COMMON;
  assert_true(cites_holds(str_lit("a clerk of the Tarn Board"), str_lit("Tarn Board"), common));
  assert_true(cites_holds(str_lit("TARN BOARD, 3 May"), str_lit("Tarn Board"), common));
  assert_false(cites_holds(str_lit("the Tarn Boards"), str_lit("Tarn Board"), common));
  assert_false(cites_holds(str_lit("the Upper Tarn Board"), str_lit("Tarn Board"), common));
  assert_false(cites_holds(str_lit("the Tarn Board of Brennmouth"), str_lit("Tarn Board"), common));
  assert_false(cites_holds(str_lit("in our time"), str_lit("Time"), common));
  assert_true(cites_holds(str_lit("the TBX"), str_lit("TBX"), common));
  assert_false(cites_holds(str_lit("the TBX desk"), str_lit("TBX"), common));
  assert_false(cites_holds(str_lit("TBX"), (Str){NULL, 0}, common));
  assert_false(cites_holds((Str){NULL, 0}, str_lit("Tarn Board"), common));
  assert_str(cites_core(str_lit(" of the Tarn Board"), common), "Tarn Board");
  assert_int_equal(cites_weight(str_lit("the Board of “Tarn”"), common, 9), 2);
}

static void test_chains_and_notes(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", ",\"publisher\":\"Tarn Board\"");
  document(&w, "b", ",\"publisher\":\"Evening Lamp\"");
  document(&w, "c", ",\"publisher\":\"Night Post\"");
  document(&w, "d", ",\"title\":\"Nine Days in Brennmouth\",\"author\":\"Ilka Soren\"");
  document(&w, "e", ",\"title\":\"Tide Inquiry – Findings, No 4\"");
  tell(&w, "a", 61, NARRATOR, "");
  tell(&w, "b", 70, NARRATOR, "");
  tell(&w, "c", 61, NAMED("the Evening Lamp") ",\"from\":{" NAMED("the Tarn Board") "}", "");
  tell(&w, "c", 70, NOTE("[3] I. Soren, Nine Days in Brennmouth, 1912, p. 4"), "");
  tell(&w, "c", 44, NAMED("the Tide Inquiry"), "");
  tell(&w, "c", 45, NAMED("the Tarn Board"), ",\"modality\":\"denied\"");
  tell(&w, "c", 46, NAMED("the Tarn Board"), ",\"certainty\":\"unclear\"");
  tell(&w, "d", 70, NARRATOR, "");
  tell(&w, "e", 44, NARRATOR, "");
  find(&w);
  assert_int_equal(w.citations.checks.n, 4);
  assert_false(check_at(&w, 0, "b", CHECK_OTHER_FIGURE)->last);
  assert_true(check_at(&w, 1, "a", CHECK_FOUND)->last);
  assert_int_equal(check_at(&w, 2, "d", CHECK_FOUND)->by, CITED_TITLE);
  assert_int_equal(check_at(&w, 3, "e", CHECK_FOUND)->by, CITED_TITLE);
  assert_int_equal(w.citations.circles.n, 0);
  world_end(&w);
}

/* Of two documents of the body the one that has the figure is shown; a headline about a body is not
   its text. */
static void test_several_texts(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", ",\"publisher\":\"Tarn Board\"");
  document(&w, "b", ",\"publisher\":\"Tarn Board\"");
  document(&w, "c", "");
  document(&w, "d", ",\"title\":\"Tide Inquiry rejects blame\"");
  tell(&w, "a", 50, NARRATOR, "");
  tell(&w, "b", 61, NARRATOR, "");
  tell(&w, "c", 61, NAMED("the Tarn Board"), "");
  tell(&w, "c", 33, NAMED("the Tide Inquiry"), "");
  tell(&w, "c", 34, NAMED("the Board"), "");
  tell(&w, "d", 33, NARRATOR, "");
  find(&w);
  assert_int_equal(w.citations.checks.n, 1);
  assert_int_equal(check_at(&w, 0, "b", CHECK_FOUND)->searched.n, 2);
  world_end(&w);
}

static void test_dates(void **state) {
  (void)state;
  World w;
  world_begin(&w);
  document(&w, "a", ",\"date\":\"1911-05-09\",\"date_basis\":\"given\"");
  document(&w, "b", ",\"date\":\"1911-05-03\",\"date_basis\":\"latest_mention\"");
  document(&w, "c", ",\"date\":\"1911-05-07\",\"date_basis\":\"metadata\"");
  document(&w, "d", ",\"date\":\"1911-05-07\",\"date_basis\":\"byline\"");
  const char *ids[] = {"a", "b", "c", "d"};
  for (int i = 0; i < 4; i++) {
    tell(&w, ids[i], 61, NARRATOR, "");
  }
  find(&w);
  assert_int_equal(w.citations.earliest.n, 1);
  const Earliest *e = &w.citations.earliest.v[0];
  assert_true(e->dated);
  assert_str(w.x.documents.v[e->document].id, "c");
  assert_int_equal(e->same_date.n, 1);
  assert_int_equal(e->later.n, 1);
  assert_int_equal(e->undated.n, 1);
  world_end(&w);
}

/* Three that cite in a ring are a circle; one word of one's own, or one source outside, and there
   is none. */
static void test_circles(void **state) {
  (void)state;
  static const char *const fourth[] = {
      NULL, NARRATOR, NAMED("the Tide Inquiry"),
      "\"kind\":\"unnamed\",\"via\":\"verb\",\"text\":\"sailors\""};
  for (size_t i = 0; i < sizeof fourth / sizeof *fourth; i++) {
    World w;
    world_begin(&w);
    document(&w, "a", ",\"publisher\":\"Tarn Board\"");
    document(&w, "b", ",\"publisher\":\"Evening Lamp\"");
    document(&w, "c", ",\"publisher\":\"Night Post\"");
    document(&w, "d", "");
    tell(&w, "a", 61, NAMED("the Evening Lamp"), "");
    tell(&w, "b", 61, NAMED("the Night Post"), "");
    tell(&w, "c", 61, NAMED("the Tarn Board"), "");
    tell(&w, "d", 12, NARRATOR, "");
    if (fourth[i]) {
      tell(&w, "d", 61, fourth[i], "");
    }
    find(&w);
    assert_int_equal(w.citations.checks.n, 3);
    assert_int_equal(w.citations.circles.n, i == 0);
    if (i == 0) {
      assert_int_equal(w.citations.circles.v[0].documents.n, 3);
    }
    world_end(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),         cmocka_unit_test(test_chains_and_notes),
      cmocka_unit_test(test_several_texts), cmocka_unit_test(test_dates),
      cmocka_unit_test(test_circles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

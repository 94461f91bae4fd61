/* Histories: random rows of decisions, one of which is taken back, give the same record as the row
 * without it. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <according/according.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "support.h"

enum { FEW = 25, MANY = 1000, DECISIONS_MOST = 6 };

static const char *const files[] = {SOURCE_ROOT "/examples/a1-agency.txt",
                                    SOURCE_ROOT "/examples/a3-agency-update.txt"};

typedef struct World {
  according_engine *engine;
  uint64_t random;
  char folder[64], path[96];
} World;

static uint32_t chance(World *w, uint32_t n) {
  w->random = hash64_mix(w->random);
  return (uint32_t)(w->random % n);
}

static according_stamp stamp(void) {
  return (according_stamp){.by = "A. Reader", .when = "2026-03-01T12:00:00Z", .chance = {1, 2, 3}};
}

static int take(void *context, const char *bytes, size_t n) {
  buffer_add(context, bytes, n);
  return 0;
}

/* A run of some path. */
static according_run *open_run(const World *w, const char *const *paths, size_t n) {
  according_run_options options = {.threads = 1};
  according_run *run;
  according_status status;
  assert_int_equal(according_run_open(w->engine, &options, &run, &status), ACCORDING_OK);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(according_run_add_path(run, paths[i], &status), ACCORDING_OK);
  }
  return run;
}

/* A new record of the documents. */
static void make(World *w) {
  according_status status;
  according_stamp by = stamp();
  according_record *record;
  according_added added;
  unlink(w->path);
  assert_int_equal(according_record_init(w->path, &by, &status), ACCORDING_OK);
  assert_int_equal(according_record_open(w->engine, w->path, 1, &record, &status), ACCORDING_OK);
  according_run *run = open_run(w, files, 2);
  assert_int_equal(according_record_add(record, run, &by, 0, &added, &status), ACCORDING_OK);
  assert_int_equal(added.documents, 2);
  according_run_close(run);
  according_record_close(record);
}

typedef struct Step {
  uint32_t item;
  according_decision decision;
} Step;

static Step step_by_chance(World *w, uint32_t items) {
  static const according_decision all[] = {
      {.kind = ACCORDING_ACCEPT},
      {.kind = ACCORDING_REJECT, .reason = "no figure"},
      {.kind = ACCORDING_SET, .field = "number", .value = "41", .reason = "misread"},
      {.kind = ACCORDING_SET, .field = "number", .value = "42", .reason = "misread again"},
      {.kind = ACCORDING_SET, .field = "scope", .value = "part", .reason = "of the region"},
      {.kind = ACCORDING_SET, .field = "place", .value = "Brăila", .reason = "the other port"},
      {.kind = ACCORDING_REMARK, .reason = "look again"},
      {.kind = ACCORDING_SET, .field = "age", .value = "61", .reason = "her papers"},
      {.kind = ACCORDING_SET, .field = "certainty", .value = "unclear", .reason = "in doubt"},
      {.kind = ACCORDING_ADD, .measure = "injured", .value = "about 7", .quote = "port authority", .reason = "so"},
      {.kind = ACCORDING_ADD_PERSON, .measure = "killed", .value = "age 7", .quote = "night shift", .reason = "so"},
      {.kind = ACCORDING_APART, .value = "line", .reason = "another day"},
      {.kind = ACCORDING_APART, .value = "document", .reason = "another port"},
      {.kind = ACCORDING_TOGETHER, .value = "line", .other = "a1-agency.txt", .reason = "one blast"},
      {.kind = ACCORDING_TOGETHER, .value = "event", .other = "a3-agency-update.txt", .reason = "one blast"},
      {.kind = ACCORDING_ORIGIN, .value = "no", .other = "a1-agency.txt", .reason = "asked both"},
      {.kind = ACCORDING_ORIGIN, .value = "yes", .other = "a3-agency-update.txt", .reason = "one agency"},
  };
  return (Step){chance(w, items), all[chance(w, sizeof all / sizeof *all)]};
}

/* Decides all steps but `without` (no step: n), then takes back the one that is `undone`. A step that its item
   does not allow (an age of a figure) is written in none of the histories. */
static void decide(World *w, const Step *steps, uint32_t n, uint32_t without, uint32_t undone) {
  according_status status;
  according_stamp by = stamp();
  according_record *record;
  according_review *review;
  const char *path = w->path;
  make(w);
  assert_int_equal(according_record_open(w->engine, w->path, 1, &record, &status), ACCORDING_OK);
  according_run *run = open_run(w, &path, 1);
  assert_int_equal(according_review_open(record, run, by.by, 0, &review, &status), ACCORDING_OK);
  uint64_t entries = 2, entry = 0; /* init and add */
  for (uint32_t i = 0; i < n; i++) {
    if (i != without) {
      int code = according_review_decide(review, steps[i].item, &steps[i].decision, &by, &status);
      assert_true(code == ACCORDING_OK || code == ACCORDING_USAGE);
      entries += code == ACCORDING_OK;
      entry = i == undone && code == ACCORDING_OK ? entries : entry;
    }
  }
  if (entry) {
    assert_int_equal(according_record_undo(record, entry, "no", &by, &status), ACCORDING_OK);
  }
  according_review_close(review);
  according_run_close(run);
  according_record_close(record);
}

/* What the record says, all of it, and that it is whole. */
static void said(const World *w, Buffer *out) {
  according_status status;
  according_verified verified;
  according_record *record;
  Buffer report;
  const char *path = w->path;
  buffer_init(&report);
  according_run *run = open_run(w, &path, 1);
  assert_int_equal(according_reconcile(run, (according_sink){take, out}, &status), ACCORDING_OK);
  assert_int_equal(according_export(run, "figures", NULL, (according_sink){take, out}, &status),
                   ACCORDING_OK);
  according_run_close(run);
  assert_int_equal(according_record_open(w->engine, w->path, 0, &record, &status), ACCORDING_OK);
  assert_int_equal(
      according_record_verify(record, 2, (according_sink){take, &report}, &verified, &status),
      ACCORDING_OK);
  assert_int_equal(verified.problems, 0);
  according_record_close(record);
  buffer_release(&report);
}

static uint32_t item_count(World *w) {
  according_status status;
  according_record *record;
  according_review *review;
  const char *path = w->path;
  make(w);
  assert_int_equal(according_record_open(w->engine, w->path, 0, &record, &status), ACCORDING_OK);
  according_run *run = open_run(w, &path, 1);
  assert_int_equal(according_review_open(record, run, "x", 0, &review, &status), ACCORDING_OK);
  uint32_t n = (uint32_t)according_review_count(review);
  according_review_close(review);
  according_run_close(run);
  according_record_close(record);
  return n;
}

static void undo_is_as_if_never(void **state) {
  (void)state;
  World w = {.random = 3};
  const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  snprintf(w.folder, sizeof w.folder, "%s/according-history-XXXXXX", base);
  assert_non_null(mkdtemp(w.folder));
  snprintf(w.path, sizeof w.path, "%s/x.according", w.folder);
  assert_int_equal(according_engine_open(NULL, &w.engine, NULL), ACCORDING_OK);
  uint32_t items = item_count(&w), histories = getenv("ACCORDING_SLOW") ? MANY : FEW, unlike = 0;
  assert_true(items > 5);
  for (uint32_t h = 0; h < histories; h++) {
    Step steps[DECISIONS_MOST];
    uint32_t n = 1 + chance(&w, DECISIONS_MOST), undone = chance(&w, n);
    Buffer with, without, all;
    buffer_init(&with);
    buffer_init(&without);
    buffer_init(&all);
    for (uint32_t i = 0; i < n; i++) {
      steps[i] = step_by_chance(&w, items);
    }
    decide(&w, steps, n, n, n);
    said(&w, &all);
    decide(&w, steps, n, n, undone);
    said(&w, &with);
    decide(&w, steps, n, undone, n);
    said(&w, &without);
    assert_true(with.n && str_equal(buffer_view(&with), buffer_view(&without)));
    unlike += !str_equal(buffer_view(&with), buffer_view(&all));
    buffer_release(&with);
    buffer_release(&without);
    buffer_release(&all);
  }
  assert_true(unlike > histories / 4); /* else the decisions do nothing */
  according_engine_close(w.engine);
  unlink(w.path);
  rmdir(w.folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(undo_is_as_if_never),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The library as a program uses it: engine, run, sinks, notices. */
#include "support.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <according/according.h>

static const char GOOD[] =
    "Officials said 12 people were killed and 30 others were injured in a fire in Oslo on 3 May "
    "2015.\n";

typedef struct Taken {
  char *bytes;
  size_t n, calls;
  size_t refuse_at; /* call that is refused, from 1; 0: none */
} Taken;

static int take(void *context, const char *bytes, size_t size) {
  Taken *taken = context;
  if (++taken->calls == taken->refuse_at) {
    return -1;
  }
  taken->bytes = realloc(taken->bytes, taken->n + size + 1);
  memcpy(taken->bytes + taken->n, bytes, size);
  taken->n += size;
  taken->bytes[taken->n] = 0;
  return 0;
}

static int engine_open(void **state) {
  according_engine *engine = NULL;
  int code = according_engine_open(NULL, &engine, NULL);
  *state = engine;
  return code;
}

static int engine_close(void **state) {
  according_engine_close(*state);
  return 0;
}

static according_run *run_of(const according_engine *engine, unsigned threads) {
  according_run_options options = {.threads = threads};
  according_run *run = NULL;
  according_status status;
  assert_int_equal(according_run_open(engine, &options, &run, &status), ACCORDING_OK);
  return run;
}

static void add(according_run *run, const char *id, const char *text) {
  assert_int_equal(according_run_add_bytes(run, id, text, strlen(text), NULL), ACCORDING_OK);
}

static void test_engine_says_what_it_is(void **state) {
  const according_engine *engine = *state;
  assert_non_null(strstr(according_engine_pack(engine), "sha256:"));
  assert_non_null(strstr(according_engine_places(engine), "sha256:"));
  assert_true(according_version()[0] >= '0' && according_version()[0] <= '9');
}

static void test_extract_from_memory(void **state) {
  Taken taken = {0};
  according_status status;
  according_run *run = run_of(*state, 1);
  add(run, "b", GOOD);
  add(run, "a", GOOD);
  assert_int_equal(according_document_count(run), 0);
  assert_int_equal(according_extract(run, (according_sink){take, &taken}, &status), ACCORDING_OK);
  assert_int_equal(status.code, ACCORDING_OK);
  assert_string_equal(status.message, "");
  assert_int_equal(according_document_count(run), 2);
  assert_int_equal(according_figure_count(run), 4);
  assert_int_equal(according_notice_count(run), 0);
  assert_true(taken.bytes[taken.n - 1] == '\n');
  const char *a = strstr(taken.bytes, "\"id\":\"a\""), *b = strstr(taken.bytes, "\"id\":\"b\"");
  assert_true(a && b && a < b);
  according_run_close(run);
  free(taken.bytes);
}

/* Commands after one another in one run, twice, give what they give alone. */
static void test_commands_in_one_run(void **state) {
  int (*const commands[])(according_run *, according_sink, according_status *) = {
      according_extract, according_mentions, according_reconcile, according_passages};
  Taken once[4] = {{0}}, again[8] = {{0}};
  for (size_t i = 0; i < 4; i++) {
    according_run *run = run_of(*state, 2);
    add(run, "a", GOOD);
    add(run, "b", GOOD);
    assert_int_equal(commands[i](run, (according_sink){take, &once[i]}, NULL), ACCORDING_OK);
    according_run_close(run);
  }
  according_run *run = run_of(*state, 1);
  add(run, "b", GOOD);
  add(run, "a", GOOD);
  for (size_t i = 0; i < 8; i++) {
    assert_int_equal(commands[i % 4](run, (according_sink){take, &again[i]}, NULL), ACCORDING_OK);
    assert_int_equal(again[i].n, once[i % 4].n);
    assert_memory_equal(again[i].bytes ? again[i].bytes : "", once[i % 4].n ? once[i % 4].bytes : "",
                        again[i].n);
    free(again[i].bytes);
  }
  according_run_close(run);
  for (size_t i = 0; i < 4; i++) {
    free(once[i].bytes);
  }
}

static void test_sink_that_refuses(void **state) {
  according_status status;
  for (size_t at = 1; at <= 2; at++) {
    Taken taken = {.refuse_at = at};
    according_run *run = run_of(*state, 1);
    add(run, "a", GOOD);
    add(run, "b", GOOD);
    assert_int_equal(according_extract(run, (according_sink){take, &taken}, &status),
                     ACCORDING_SINK);
    assert_int_equal(status.code, ACCORDING_SINK);
    assert_int_equal(taken.calls, at);
    according_run_close(run);
    free(taken.bytes);
  }
}

static void test_notices(void **state) {
  Taken taken = {0};
  according_run *run = run_of(*state, 1);
  add(run, "good", GOOD);
  assert_int_equal(according_run_add_bytes(run, "empty", "", 0, NULL), ACCORDING_OK);
  assert_int_equal(according_run_add_path(run, "/none/such", NULL), ACCORDING_OK);
  assert_int_equal(according_extract(run, (according_sink){take, &taken}, NULL), ACCORDING_OK);
  assert_int_equal(according_notice_count(run), 2);
  according_notice first = according_notice_at(run, 0), second = according_notice_at(run, 1);
  assert_int_equal(first.kind, ACCORDING_REFUSED);
  assert_string_equal(first.input, "/none/such");
  assert_string_equal(second.input, "empty");
  assert_non_null(strstr(second.message, "empty"));
  assert_int_equal(according_document_count(run), 1);
  according_run_close(run);
  free(taken.bytes);
}

static void test_one_id_twice(void **state) {
  Taken taken = {0};
  according_run *run = run_of(*state, 2);
  add(run, "x", GOOD);
  add(run, "x", "Another text altogether.\n");
  add(run, "y", GOOD);
  add(run, "y", GOOD);
  assert_int_equal(according_extract(run, (according_sink){take, &taken}, NULL), ACCORDING_OK);
  assert_int_equal(according_document_count(run), 1);
  assert_int_equal(according_notice_count(run), 2);
  assert_int_equal(according_notice_at(run, 0).kind, ACCORDING_REFUSED);
  assert_int_equal(according_notice_at(run, 1).kind, ACCORDING_NOTE);
  assert_null(strstr(taken.bytes, "\"id\":\"x\""));
  according_run_close(run);
  free(taken.bytes);
}

static void test_wrong_options(void **state) {
  according_run *run = NULL;
  according_status status;
  const char *days[] = {"2015-02-29", "2015-13-01", "2015", "May", ""};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
    according_run_options options = {.date = days[i]};
    assert_int_equal(according_run_open(*state, &options, &run, &status), ACCORDING_USAGE);
    assert_null(run);
    assert_true(status.message[0]);
  }
  run = run_of(*state, 1);
  add(run, "a", GOOD);
  assert_int_equal(according_run_add_claims(run, "/none/such", &status), ACCORDING_USAGE);
  according_report_options lines = {.format = ACCORDING_LINES};
  Taken taken = {0};
  assert_int_equal(according_report(run, &lines, (according_sink){take, &taken}, &status),
                   ACCORDING_USAGE);
  according_run_close(run);
}

static void test_pack_that_is_none(void **state) {
  according_engine_options options = {.pack_file = SOURCE_ROOT "/LICENSE"};
  according_engine *engine = NULL;
  according_status status;
  (void)state;
  assert_int_equal(according_engine_open(&options, &engine, &status), ACCORDING_FORMAT);
  assert_null(engine);
  assert_non_null(strstr(status.message, "LICENSE"));
  options.pack_file = "/none/such";
  assert_int_equal(according_engine_open(&options, &engine, &status), ACCORDING_IO);
}

static void test_explain(void **state) {
  according_status status;
  Taken text = {0}, lines = {0}, none = {0};
  according_run *run = run_of(*state, 1);
  add(run, "a", GOOD);
  assert_int_equal(according_explain(run, "killed", "12", ACCORDING_TERMINAL,
                                     (according_sink){take, &text}, &status),
                   ACCORDING_OK);
  assert_non_null(strstr(text.bytes, "12 people were killed"));
  assert_int_equal(according_explain(run, "killed", "12", ACCORDING_LINES,
                                     (according_sink){take, &lines}, &status),
                   ACCORDING_OK);
  assert_non_null(strstr(lines.bytes, "\"type\":\"explanation\""));
  assert_int_equal(according_explain(run, "killed", "13", ACCORDING_TERMINAL,
                                     (according_sink){take, &none}, &status),
                   ACCORDING_NOT_FOUND);
  assert_int_equal(none.n, 0);
  assert_non_null(strstr(status.message, "12"));
  according_run_close(run);
  free(text.bytes);
  free(lines.bytes);
}

/* An engine is shared: runs of many threads at once give what one gives. */
static void *report_in_thread(void *context) {
  Taken *taken = calloc(1, sizeof *taken);
  according_run *run = NULL;
  if (according_run_open(context, NULL, &run, NULL) == ACCORDING_OK) {
    according_run_add_path(run, SOURCE_ROOT "/examples", NULL);
    according_report(run, NULL, (according_sink){take, taken}, NULL);
  }
  according_run_close(run);
  return taken;
}

static void test_engine_is_shared(void **state) {
  enum { THREADS = 4 };
  pthread_t threads[THREADS];
  Taken *first = report_in_thread(*state);
  assert_true(first->n > 0);
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, report_in_thread, *state), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    void *result;
    pthread_join(threads[i], &result);
    Taken *taken = result;
    assert_int_equal(taken->n, first->n);
    assert_memory_equal(taken->bytes, first->bytes, first->n);
    free(taken->bytes);
    free(taken);
  }
  free(first->bytes);
  free(first);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_engine_says_what_it_is),
      cmocka_unit_test(test_extract_from_memory),
      cmocka_unit_test(test_commands_in_one_run),
      cmocka_unit_test(test_sink_that_refuses),
      cmocka_unit_test(test_notices),
      cmocka_unit_test(test_one_id_twice),
      cmocka_unit_test(test_wrong_options),
      cmocka_unit_test(test_pack_that_is_none),
      cmocka_unit_test(test_explain),
      cmocka_unit_test(test_engine_is_shared),
  };
  return cmocka_run_group_tests(tests, engine_open, engine_close);
}

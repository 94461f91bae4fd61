/* Memory that runs out at any place: the library says so, or its output is whole, and nothing is
   left behind. The test puts its own malloc before that of the C library, which gives nothing from
   the n-th call on, or only at the n-th. Sanitizers have a malloc of their own.

   Where only one call gets nothing, the output may differ: jansson then reads a string shorter, or
   calls the line no JSON, and no later call tells. */
#include "support.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <according/according.h>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define OWN_MALLOC 1
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#undef OWN_MALLOC
#endif
#endif

#ifdef OWN_MALLOC

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *memory, size_t size);
void __libc_free(void *memory);

/* The detector of encodings is C++, whose exceptions end a C program: the library asks for as much
   memory before it, and this test refuses it none. */
void *_Znwm(size_t size);
void *_Znam(size_t size);

enum { PIECES_MOST = 1 << 16, DETECTOR_MOST = 60 * 1024 };

static bool counting;             /* calls are counted, and what they give is remembered */
static long calls, fail_at;       /* the call that gets nothing, from 1; 0: none does */
static bool fail_after;           /* as do all calls after it */
static size_t detector_bytes;     /* that C++ took, freed or not */
static void *pieces[PIECES_MOST]; /* given and not yet freed: an open table */
static long piece_count;

static bool is_refused(void) {
  if (!counting) {
    return false;
  }
  calls++;
  return fail_at && (calls == fail_at || (fail_after && calls > fail_at));
}

static size_t slot_of(const void *memory) {
  return ((uintptr_t)memory >> 4) * 0x9E3779B1u % PIECES_MOST;
}

static void *remember(void *memory) {
  if (counting && memory) {
    size_t at = slot_of(memory);
    while (pieces[at]) {
      at = (at + 1) % PIECES_MOST;
    }
    pieces[at] = memory;
    if (++piece_count > PIECES_MOST / 2) {
      abort();
    }
  }
  return memory;
}

/* Takes a piece out of the table and moves those behind it, so that they are found. */
static void forget(const void *memory) {
  size_t at = slot_of(memory);
  while (pieces[at] && pieces[at] != memory) {
    at = (at + 1) % PIECES_MOST;
  }
  if (!memory || !pieces[at]) {
    return;
  }
  pieces[at] = NULL;
  piece_count--;
  for (size_t next = (at + 1) % PIECES_MOST; pieces[next]; next = (next + 1) % PIECES_MOST) {
    void *moved = pieces[next];
    pieces[next] = NULL;
    size_t to = slot_of(moved);
    while (pieces[to]) {
      to = (to + 1) % PIECES_MOST;
    }
    pieces[to] = moved;
  }
}

void *malloc(size_t size) {
  return is_refused() ? NULL : remember(__libc_malloc(size));
}

void *calloc(size_t n, size_t size) {
  return is_refused() ? NULL : remember(__libc_calloc(n, size));
}

void *realloc(void *memory, size_t size) {
  if (is_refused()) {
    return NULL;
  }
  forget(memory);
  return remember(__libc_realloc(memory, size));
}

void free(void *memory) {
  forget(memory);
  __libc_free(memory);
}

void *_Znwm(size_t size) {
  detector_bytes += counting ? size : 0;
  return remember(__libc_malloc(size));
}

void *_Znam(size_t size) {
  return _Znwm(size);
}

/* ---- what is read ---------------------------------------------------------------------------- */

static const char TEXT[] =
    "Fire at the harbour\n\nBy Ada Moor\n\nPolice said on Friday that 12 people were killed and 30 "
    "others were injured in a fire in Oslo on 3 May 2015. \"At least four were children,\" said "
    "Nils Berg, a doctor.\n\nA union said 15 workers had died.\n";
static const char PAGE[] =
    "<!doctype html><html><head><title>Fire at the harbour | Post</title><script "
    "type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Fire at the harbour\","
    "\"datePublished\":\"2015-05-04\",\"author\":{\"name\":\"Ada Moor\"}}</script></head><body>"
    "<article><h1>Fire at the harbour</h1><p>Police said on Friday that 12 people were killed and "
    "30 others were injured in a fire in Oslo on 3 May 2015.</p><p>It was &ldquo;the worst&rdquo; "
    "fire in years, and 200 people were detained.</p></article></body></html>";
/* windows-1251, and no byte of it says so. */
static const char CYRILLIC[] =
    "\xCF\xEE\xEB\xE8\xF6\xE8\xFF \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE0: 7 people were killed in "
    "\xCC\xEE\xF1\xEA\xE2\xE0 \xE3\xEE\xF0\xEE\xE4 on 5 June 2014.\n";

enum { OUTPUT_MOST = 1 << 20 };

typedef struct Taken {
  size_t n;
  char bytes[OUTPUT_MOST];
} Taken;

static int take(void *context, const char *bytes, size_t size) {
  Taken *taken = context;
  if (size > OUTPUT_MOST - taken->n) {
    return -1;
  }
  memcpy(taken->bytes + taken->n, bytes, size);
  taken->n += size;
  return 0;
}

typedef int Command(according_run *run, according_sink out, according_status *status);

static int report_text(according_run *run, according_sink out, according_status *status) {
  return according_report(run, NULL, out, status);
}

static int report_page(according_run *run, according_sink out, according_status *status) {
  according_report_options options = {.format = ACCORDING_PAGE, .working = 1};
  return according_report(run, &options, out, status);
}

static int explain(according_run *run, according_sink out, according_status *status) {
  return according_explain(run, "killed", "12", ACCORDING_TERMINAL, out, status);
}

static const struct {
  const char *name;
  Command *command;
  bool of_claims;
} commands[] = {
    {"extract", according_extract, false},   {"mentions", according_mentions, false},
    {"reconcile", according_reconcile, false}, {"passages", according_passages, false},
    {"report", report_text, false},          {"page", report_page, false},
    {"explain", explain, false},             {"reconcile claims", according_reconcile, true},
    {"report of claims", report_text, true},
};

static int run_add_claims(according_run *run, according_status *status) {
  static const char *const names[] = {"document", "figure", "person", "statement"};
  int code = ACCORDING_OK;
  for (size_t i = 0; i < sizeof names / sizeof *names && !code; i++) {
    char path[64];
    snprintf(path, sizeof path, "tests/fuzz/corpus/line_read/%s.jsonl", names[i]);
    code = according_run_add_claims(run, path, status);
  }
  return code;
}

static int run_add(according_run *run, according_status *status) {
  int code = according_run_add_bytes(run, "text", TEXT, sizeof TEXT - 1, status);
  code = code ? code : according_run_add_bytes(run, "page", PAGE, sizeof PAGE - 1, status);
  if (!code) {
    code = according_run_add_bytes(run, "cyrillic", CYRILLIC, sizeof CYRILLIC - 1, status);
  }
  return code ? code
              : according_run_add_jsonl(run, "tests/fuzz/corpus/jsonl/lines.jsonl", status);
}

/* One whole use of the library for command i. Returns its code. */
static int use(const according_engine *engine, size_t i, Taken *taken) {
  according_run_options options = {.threads = 1};
  according_run *run = NULL;
  according_status status = {0};
  taken->n = 0;
  int code = according_run_open(engine, &options, &run, &status);
  if (!code) {
    code = commands[i].of_claims ? run_add_claims(run, &status) : run_add(run, &status);
  }
  code = code ? code : commands[i].command(run, (according_sink){take, taken}, &status);
  according_run_close(run);
  return code;
}

/* ---- tests ----------------------------------------------------------------------------------- */

static Taken whole, taken;

static void count_from(long at, bool after) {
  memset(pieces, 0, sizeof pieces);
  piece_count = calls = 0;
  detector_bytes = 0;
  fail_at = at;
  fail_after = after;
  counting = true;
}

static void expect_use(const according_engine *engine, size_t i, long at, bool after) {
  count_from(at, after);
  int code = use(engine, i, &taken);
  counting = false;
  bool same = taken.n == whole.n && memcmp(taken.bytes, whole.bytes, whole.n) == 0;
  bool fine = code == ACCORDING_OK ? same || !after : code == ACCORDING_NO_MEMORY;
  if (!fine || piece_count) {
    fail_msg("%s, call %ld%s: code %d, %ld pieces left, %zu bytes for %zu", commands[i].name, at,
             after ? " and all after" : "", code, piece_count, taken.n, whole.n);
  }
}

static void test_runs(void **state) {
  according_engine *engine;
  (void)state;
  assert_int_equal(according_engine_open(NULL, &engine, NULL), ACCORDING_OK);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    assert_int_equal(use(engine, i, &whole), ACCORDING_OK);
    assert_true(whole.n > 0);
    expect_use(engine, i, 0, true);
    assert_true(commands[i].of_claims || (detector_bytes > 0 && detector_bytes < DETECTOR_MOST));
    for (long at = 1, all = calls; at <= all; at++) {
      expect_use(engine, i, at, false);
      expect_use(engine, i, at, true);
    }
    expect_use(engine, i, 1, true);
    assert_int_equal(taken.n, 0);
  }
  according_engine_close(engine);
}

static void test_engine(void **state) {
  long refused = 0;
  (void)state;
  for (long at = 1;; at++) {
    according_engine *engine = NULL;
    count_from(at, true);
    int code = according_engine_open(NULL, &engine, NULL);
    if (code == ACCORDING_OK) {
      according_engine_close(engine);
    }
    counting = false;
    assert_int_equal(piece_count, 0);
    if (code == ACCORDING_OK) {
      break;
    }
    assert_int_equal(code, ACCORDING_NO_MEMORY);
    assert_null(engine);
    refused++;
  }
  assert_true(refused > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_engine),
      cmocka_unit_test(test_runs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void) {
  return 77; /* skipped */
}

#endif

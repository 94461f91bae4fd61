/* Record again: the documents of a record through the program and language data of today, a batch
   at a time, each as a whole. */
#include <stdlib.h>

#include "api/record_object.h"
#include "api/record_usual.h"
#include "api/run.h"

enum { BATCH = 256 };

typedef struct Again {
  according_record *record;
  unsigned threads;
  Stamp stamp;
  according_sink report;
  according_reread_result *result;
  KeptArray stale; /* in order of their numbers */
  Usual *usual;    /* in the lines of today */
  Buffer lines;
} Again;

static ReadingOf reading_now(const according_engine *engine) {
  return (ReadingOf){str_lit("according " ACCORDING_VERSION), str_of(according_engine_pack(engine)),
                     str_of(according_engine_places(engine)), NULL};
}

static int by_number(const void *a, const void *b) {
  const Kept *x = a, *y = b;
  return (x->n > y->n) - (x->n < y->n);
}

/* The documents that were read otherwise; under the guard of the record's arena. */
static void find_stale(Again *a) {
  KeptArray all;
  Arena *arena = &a->record->arena;
  ReadingOf now = reading_now(a->record->engine), then;
  record_documents(a->record->record, WHICH_ALL, arena, &all);
  for (uint32_t i = 0; i < all.n; i++) {
    record_reading_of(a->record->record, all.v[i].n, arena, &then);
    bool same = str_equal(now.program, then.program) && str_equal(now.pack, then.pack) &&
                str_equal(now.places, then.places);
    if (!all.v[i].is_purged && all.v[i].form != FORM_EVIDENCE && !same) {
      array_push(arena, &a->stale, all.v[i]);
    }
  }
  if (a->stale.n > 1) {
    qsort(a->stale.v, a->stale.n, sizeof *a->stale.v, by_number);
  }
}

static void keep_document(Again *a, const Kept *d, const Outcome *outcome, int64_t reading,
                          Arena *arena) {
  uint32_t gone, made;
  if (outcome->failure) {
    a->result->refused++;
    buffer_format(&a->lines, "%.*s: %s: left as it was\n", STR_ARG(d->id),
                  outcome->failure->message);
    return;
  }
  record_reread(a->record->record, d, outcome->entry, reading, arena, &gone, &made);
  a->result->documents++;
  a->result->gone += gone;
  a->result->made += made;
  if (gone || made) {
    a->result->changed++;
    buffer_format(&a->lines, "%.*s: %u lines gone, %u new\n", STR_ARG(d->id), gone, made);
  }
}

/* Reads documents first … end - 1 and keeps what was read; under the guard of the batch's arena. */
static int read_batch(Again *a, according_run *batch, uint32_t first, uint32_t end,
                      according_status *status) {
  Record *record = a->record->record;
  ReadingOf now = reading_now(a->record->engine);
  now.usual = a->usual;
  jmp_buf *guard = batch->arena.escape;
  for (uint32_t i = first; i < end; i++) {
    if (!record_input(batch, record, &a->stale.v[i], str_lit("the record"))) {
      return record_told(a->record, status);
    }
  }
  int code = run_read(batch, READ_ENTRIES, status);
  batch->arena.escape = guard;
  if (code != ACCORDING_OK) {
    return code;
  }
  record_begin(record, &a->stamp);
  int64_t reading = record_reading(record, &now);
  for (uint32_t i = first; i < end; i++) {
    keep_document(a, &a->stale.v[i], &batch->outcomes[i - first], reading, &batch->arena);
  }
  record_log_reread(record, reading) ? (void)record_commit(record) : record_rollback(record);
  return record_told(a->record, status);
}

static int do_batch(Again *a, uint32_t first, uint32_t end, according_status *status) {
  jmp_buf jump;
  int code;
  according_run batch = {
      .engine = a->record->engine, .threads = a->threads, .usual = a->usual};
  arena_init(&batch.arena);
  if (arena_guard(&batch.arena, &jump)) {
    record_rollback(a->record->record);
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to read the documents");
  } else {
    code = read_batch(a, &batch, first, end, status);
  }
  run_forget(&batch);
  arena_release(&batch.arena);
  if (code == ACCORDING_OK) {
    code = sink_give(a->report, buffer_view(&a->lines), status);
    buffer_clear(&a->lines);
  }
  return code;
}

static int reread_all(according_record *record, void *context, according_status *status) {
  Again *a = context;
  find_stale(a);
  a->usual = record_usual(record->engine, &record->arena);
  int code = record_told(record, status);
  for (uint32_t first = 0; code == ACCORDING_OK && first < a->stale.n; first += BATCH) {
    uint32_t end = a->stale.n - first > BATCH ? first + BATCH : a->stale.n;
    code = do_batch(a, first, end, status);
  }
  return code;
}

int according_record_reread(according_record *record, unsigned threads,
                            const according_stamp *stamp, according_sink report,
                            according_reread_result *result, according_status *status) {
  Again a = {.record = record, .threads = threads, .report = report, .result = result};
  memset(result, 0, sizeof *result);
  int code = stamp_read(stamp, &a.stamp, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&a.lines);
  code = record_guarded(record, status, reread_all, &a);
  buffer_release(&a.lines);
  usual_forget(a.usual);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

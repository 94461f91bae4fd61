/* Record add: the documents of a run into a record, a batch at a time.

     inputs ─▶ batch ─▶ worker threads read, and make small ─▶ one transaction, one entry of the log

   What was committed stays, whatever happens then; the next add passes over it. */
#include <stdio.h>

#include "api/record_object.h"
#include "api/record_usual.h"
#include "api/run.h"
#include "api/run_expand.h"

enum { BATCH_INPUTS = 1024, BATCH_BYTES = 8 << 20 };

typedef struct Adding {
  according_record *record;
  according_run *run;
  Stamp stamp;
  bool as_version;
  according_added *added;
  const Usual *usual; /* in the lines of today */
  uint64_t done; /* inputs of earlier batches */
} Adding;

/* ---- a batch --------------------------------------------------------------------------------- */

/* Where the batch that begins at input `first` ends. */
static uint32_t batch_end(const according_run *run, uint32_t first) {
  uint64_t bytes = 0;
  uint32_t end = first;
  while (end < run->inputs.n && end - first < BATCH_INPUTS && bytes < BATCH_BYTES) {
    const Input *input = &run->inputs.v[end++];
    bytes += input->kind == INPUT_FILE   ? BATCH_BYTES / 256
             : input->kind == INPUT_PART ? input->part->size
                                         : input->bytes.n;
  }
  return end;
}

static void progress(void *context, uint64_t done, uint64_t of) {
  const Adding *a = context;
  (void)of;
  a->run->progress(a->run->progress_context, a->done + done, a->run->inputs.n);
}

/* A run of its own for a batch: its memory goes with it. */
static void batch_open(const Adding *a, uint32_t first, uint32_t end, according_run *batch) {
  const according_run *run = a->run;
  *batch = (according_run){.engine = run->engine,
                           .date = run->date,
                           .part = run->part,
                           .threads = run->threads,
                           .spool = run->spool,
                           .usual = a->usual,
                           .known = a->record->record};
  arena_init(&batch->arena);
  batch->inputs.v = run->inputs.v + first;
  batch->inputs.n = batch->inputs.cap = end - first;
  batch->progress = run->progress ? progress : NULL;
  batch->progress_context = (void *)a;
}

static void batch_close(according_run *batch) {
  run_forget(batch);
  arena_release(&batch->arena);
}

/* ---- one document ---------------------------------------------------------------------------- */

static void tell_clash(according_run *run, const Input *input, const RecordEntry *e,
                       const Kept *other) {
  Str from = other->path.n ? other->path : str_lit("standard input");
  run_notice(
      run, ACCORDING_REFUSED, input_shown(input), input->line,
      "the record has another document \"%.*s\", from %.*s: if this is a newer capture of it, "
      "add it with --newer; else rename one, or give the folder that holds both",
      STR_ARG(e->id), STR_ARG(from));
}

static void tell_removed(according_run *run, const Input *input, const Kept *other) {
  run_notice(run, ACCORDING_NOTE, input_shown(input), input->line,
             "\"%.*s\" was removed from the record: according undo, with the number that according log gives, "
             "brings it back",
             STR_ARG(other->id));
}

static void put(const Adding *a, const Input *input, const RecordEntry *e, int64_t reading) {
  Kept other;
  according_added *added = a->added;
  switch (record_put(a->record->record, e, reading, a->as_version, &a->run->arena, &other)) {
    case PUT_NEW:
      added->documents++;
      break;
    case PUT_VERSION:
      added->documents++;
      added->versions++;
      break;
    case PUT_KNOWN:
      added->known++;
      if (other.is_removed) {
        tell_removed(a->run, input, &other);
      }
      break;
    case PUT_CLASH:
      added->refused++;
      tell_clash(a->run, input, e, &other);
      break;
  }
}

/* What was read, into the record, as a whole. Under the guard of the run's arena. */
static int store(const Adding *a, const according_run *batch, according_status *status) {
  Record *record = a->record->record;
  const according_engine *engine = a->run->engine;
  ReadingOf with = {str_lit("according " ACCORDING_VERSION), str_of(according_engine_pack(engine)),
                    str_of(according_engine_places(engine)), a->usual};
  record_begin(record, &a->stamp);
  int64_t reading = record_reading(record, &with);
  for (uint32_t i = 0; i < batch->order_count; i++) {
    const Outcome *outcome = &batch->outcomes[batch->order[i]];
    if (outcome->known) {
      a->added->known++;
    } else {
      put(a, &batch->inputs.v[batch->order[i]], outcome->entry, reading);
    }
  }
  if (record_log_added(record, (Str){NULL, 0})) {
    record_commit(record);
  } else {
    record_rollback(record);
  }
  return record_told(a->record, status);
}

/* Whether the batch has anything that the record does not know. */
static bool has_news(const according_run *batch) {
  for (uint32_t i = 0; i < batch->order_count; i++) {
    if (!batch->outcomes[batch->order[i]].known) {
      return true;
    }
  }
  return false;
}

static void pass_notices(Adding *a, const according_run *batch) {
  for (uint32_t i = 0; i < batch->notices.n; i++) {
    const Notice *n = &batch->notices.v[i];
    run_notice(a->run, n->kind, n->input, n->line, "%.*s", STR_ARG(n->message));
    a->added->refused += n->kind == ACCORDING_REFUSED;
  }
}

static int add_batch(Adding *a, according_run *batch, according_status *status) {
  jmp_buf jump;
  int code = run_read(batch, READ_ENTRIES, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (arena_guard(&a->run->arena, &jump)) {
    record_rollback(a->record->record);
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to add the documents");
  } else {
    pass_notices(a, batch);
    if (has_news(batch)) {
      code = store(a, batch, status);
    } else {
      a->added->known += batch->order_count;
    }
  }
  a->run->arena.escape = NULL;
  return code;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static int add_all(Adding *a, according_status *status) {
  const according_run *run = a->run;
  int code = ACCORDING_OK;
  for (uint32_t first = 0, end; code == ACCORDING_OK && first < run->inputs.n; first = end) {
    according_run batch;
    end = batch_end(run, first);
    batch_open(a, first, end, &batch);
    code = add_batch(a, &batch, status);
    batch_close(&batch);
    a->done = end;
  }
  return code;
}

int according_record_add(according_record *record, according_run *run, const according_stamp *stamp,
                         int as_version, according_added *added, according_status *status) {
  Adding a = {.record = record, .run = run, .as_version = as_version != 0, .added = added};
  int code = stamp_read(stamp, &a.stamp, status);
  memset(added, 0, sizeof *added);
  if (code == ACCORDING_OK && run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0, "a record takes documents, not lines of extract");
  }
  if (code == ACCORDING_OK) {
    code = run_expand(run, status);
  }
  if (code != ACCORDING_OK) {
    return code;
  }
  Arena arena;
  jmp_buf jump;
  Usual *volatile usual = NULL;
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to add the documents");
  } else {
    usual = record_usual(run->engine, &arena);
    arena.escape = NULL;
    a.usual = usual;
    code = add_all(&a, status);
  }
  usual_forget(usual);
  arena_release(&arena);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

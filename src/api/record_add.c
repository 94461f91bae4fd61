/* Record add: the documents of a run into a record, a batch at a time.

     inputs ─▶ batch ─▶ worker threads read, and make small ─▶ one transaction, one entry of the log

   The caller's thread alone speaks to the record and to the outside. While it stores a batch, the next
   is read. What was committed stays, whatever happens then; the next add passes over it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "api/equal_texts.h"
#include "api/record_object.h"
#include "api/record_usual.h"
#include "api/run.h"
#include "api/run_expand.h"

/* A batch; and documents of a record with which one more is taken together, up to so many: every batch writes
   most pages of the indexes by chance keys, so in a large record fewer batches write less. */
enum { BATCH_INPUTS = 4096, BATCH_BYTES = 16 << 20, BATCH_GROWS = 50000, BATCH_MOST = 3 };

typedef struct Adding {
  according_record *record;
  according_run *run;
  Stamp stamp;
  bool as_version;
  according_added *added;
  const Usual *usual; /* in the lines of today */
  EqualTexts equal;     /* of the documents that are new */
  uint64_t done, bytes; /* inputs of earlier batches, and their bytes */
  uint64_t bytes_of;    /* of all */
  uint64_t before;      /* documents that the record had */
} Adding;

/* ---- a batch --------------------------------------------------------------------------------- */

/* Where the batch that begins at input `first` ends. */
static uint32_t batch_end(const Adding *a, uint32_t first) {
  const according_run *run = a->run;
  uint64_t bytes = 0, parts = 1 + (a->before + a->added->documents) / BATCH_GROWS;
  uint32_t end = first, times = parts < BATCH_MOST ? (uint32_t)parts : BATCH_MOST;
  while (end < run->inputs.n && end - first < times * BATCH_INPUTS && bytes < times * BATCH_BYTES) {
    const Input *input = &run->inputs.v[end++];
    bytes += input->kind == INPUT_FILE   ? BATCH_BYTES / 1024
             : input->kind == INPUT_PART ? input->size
                                         : input->bytes.n;
  }
  return end;
}

/* A run of its own for a batch, read by a thread of its own: its memory goes with it. */
typedef struct Batch {
  const Adding *adding;
  according_run run;
  uint32_t end; /* input */
  KnownInput *known;
  pthread_t thread;
  bool started;
  pthread_mutex_t lock;
  pthread_cond_t moved;
  uint64_t done, bytes; /* documents, and theirs; under the lock, as is finished */
  bool finished;
  int code;
  according_status status;
} Batch;

static void progress(void *context, const according_progress *told) {
  Batch *b = context;
  pthread_mutex_lock(&b->lock);
  b->done = told->documents;
  b->bytes = told->bytes;
  pthread_cond_signal(&b->moved);
  pthread_mutex_unlock(&b->lock);
}

static void *read_batch(void *context) {
  Batch *b = context;
  int code = run_read(&b->run, READ_ENTRIES, &b->status);
  pthread_mutex_lock(&b->lock);
  b->code = code;
  b->finished = true;
  pthread_cond_signal(&b->moved);
  pthread_mutex_unlock(&b->lock);
  return NULL;
}

static void batch_close(Batch *b) {
  if (b->started) {
    pthread_join(b->thread, NULL);
  }
  run_forget(&b->run);
  arena_release(&b->run.arena);
  pthread_mutex_destroy(&b->lock);
  pthread_cond_destroy(&b->moved);
  free(b->known);
}

/* Begins to read the batch whose first input is `first`. */
static void batch_open(const Adding *a, uint32_t first, Batch *b) {
  const according_run *run = a->run;
  *b = (Batch){.adding = a, .end = batch_end(a, first), .code = ACCORDING_OK};
  b->run = (according_run){.engine = run->engine,
                           .date = run->date,
                           .part = run->part,
                           .threads = run->threads,
                           .spool = run->spool,
                           .usual = a->usual};
  arena_init(&b->run.arena);
  pthread_mutex_init(&b->lock, NULL);
  pthread_cond_init(&b->moved, NULL);
  b->run.inputs.v = run->inputs.v + first;
  b->run.inputs.n = b->run.inputs.cap = b->end - first;
  b->run.progress = run->progress ? progress : NULL;
  b->run.progress_context = b;
  b->known = calloc(b->run.inputs.n, sizeof *b->known);
  if (b->known) { /* else what is known is found out when it is put there */
    run_mark_known(&b->run, a->record->record, b->known);
  }
  b->started = run->threads != 1 && pthread_create(&b->thread, NULL, read_batch, b) == 0;
}

/* Waits until the batch is read, and tells how far it is. */
static int batch_wait(Batch *b, according_status *status) {
  const Adding *a = b->adding;
  if (!b->started) {
    read_batch(b);
  }
  pthread_mutex_lock(&b->lock);
  for (uint64_t told = 0; !b->finished || told != b->done;) {
    if (told == b->done) {
      pthread_cond_wait(&b->moved, &b->lock);
      continue;
    }
    told = b->done;
    according_progress now = {.documents = a->done + told, .documents_of = a->run->inputs.n};
    now.bytes = a->bytes + b->bytes;
    now.bytes_of = a->bytes_of;
    pthread_mutex_unlock(&b->lock);
    a->run->progress(a->run->progress_context, &now);
    pthread_mutex_lock(&b->lock);
  }
  pthread_mutex_unlock(&b->lock);
  *status = b->status;
  return b->code;
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

/* What the batch was made of, into the run. */
static void pass_formats(Adding *a, const according_run *batch) {
  for (uint32_t i = 0; i < batch->formats.n; i++) {
    const FormatCount *f = &batch->formats.v[i];
    run_count_format(a->run, f->name.p, (Str){NULL, 0}, f->documents, f->bytes);
  }
}

static int store_batch(Adding *a, const according_run *batch, according_status *status) {
  jmp_buf jump;
  int code = ACCORDING_OK;
  if (arena_guard(&a->run->arena, &jump)) {
    record_rollback(a->record->record);
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to add the documents");
  } else {
    pass_notices(a, batch);
    pass_formats(a, batch);
    for (uint32_t i = 0; i < batch->order_count; i++) {
      equal_texts_add(&a->equal, &batch->outcomes[batch->order[i]], &batch->inputs.v[batch->order[i]]);
    }
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
  Batch batches[2]; /* by turns */
  uint32_t of = a->run->inputs.n, turn = 0;
  bool more = of > 0;
  int code = ACCORDING_OK;
  a->run->formats.n = 0;
  a->before = (uint64_t)record_count(a->record->record);
  for (uint32_t i = 0; i < of; i++) {
    a->bytes_of += input_size(&a->run->inputs.v[i]);
  }
  if (more) {
    batch_open(a, 0, &batches[0]);
  }
  while (more) {
    Batch *now = &batches[turn], *next = &batches[turn ^= 1];
    code = batch_wait(now, status);
    more = code == ACCORDING_OK && now->end < of;
    if (more) {
      batch_open(a, now->end, next);
    }
    if (code == ACCORDING_OK) {
      code = store_batch(a, &now->run, status);
    }
    for (uint32_t i = 0; i < now->run.inputs.n; i++) {
      a->bytes += input_size(&now->run.inputs.v[i]);
    }
    a->done = now->end;
    batch_close(now);
    if (more && code != ACCORDING_OK) {
      batch_close(next);
      more = false;
    }
  }
  return code;
}

static void tell_equal(Adding *a) {
  jmp_buf jump;
  if (!arena_guard(&a->run->arena, &jump)) { /* without memory nothing is told */
    equal_texts_tell(&a->equal, a->run);
  }
  a->run->arena.escape = NULL;
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
    equal_texts_init(&a.equal, &run->arena);
    code = add_all(&a, status);
    tell_equal(&a);
  }
  usual_forget(usual);
  arena_release(&arena);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

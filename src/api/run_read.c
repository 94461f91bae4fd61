/* Reading: the inputs of a run, spread over threads, into outcomes; then these in the order of ids.

     inputs ──next──▶ worker 0 (the caller), 1, 2 …   each with arenas of its own
        outcome[i] ◀──┘        reduced by the caller alone, in an order that no thread decides */
#include "api/equal_texts.h"
#include "api/run.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/document_lines.h"
#include "api/record_entry.h"
#include "api/run_expand.h"
#include "api/run_turns.h"
#include "base/file.h"
#include "claim/claim_copy.h"
#include "doc/content.h"
#include "profile/profile.h"

typedef struct Job {
  according_run *run;
  ReadGoal goal;
  Turns *turns;
  atomic_uint next, done;
  atomic_ullong bytes; /* of what is done */
  uint64_t bytes_of;
  atomic_bool no_memory, refused; /* refused: nobody takes the lines */
  according_status *status;
} Job;

typedef struct Hand {
  Job *job;
  Worker *worker;
  uint32_t number;
  pthread_t thread;
  bool started;
} Hand;

/* ---- one document ---------------------------------------------------------------------------- */

/* What there is to read of an input. */
typedef struct Given {
  Str bytes;
  const Leaf *part; /* what its container said of it, or NULL */
  Str text;         /* that a reader has made of it, or empty */
} Given;

static int part_given(const according_run *run, Worker *w, const Input *input, Given *given, Status *status) {
  w->bytes = input_part_bytes(run, input, given->part, &given->text);
  given->bytes = (Str){w->bytes, input->size};
  given->text = input->text.n ? input->text : given->text;
  return w->bytes ? STATUS_OK : status_set(status, STATUS_IO, 0, "what was unpacked of it is gone");
}

/* The bytes of an input, those of a file and of a part into w->bytes, and the text of given->part. */
static int input_given(const according_run *run, Worker *w, const Input *input, Given *given, Status *status) {
  size_t n = 0;
  given->bytes = input->bytes;
  given->text = input->text;
  if (input->kind == INPUT_PART) {
    return part_given(run, w, input, given, status);
  }
  if (input->kind != INPUT_FILE || input->is_loaded) {
    return STATUS_OK;
  }
  int code = file_read(input->path.p, DOCUMENT_TEXT_MOST, &w->bytes, &n, status);
  given->bytes = (Str){w->bytes, n};
  return code;
}

static const Input *turn_input(const Job *job, uint32_t turn) {
  return &job->run->inputs.v[job->turns->turn[turn].input];
}

/* Blocks of JSON Lines are decided later, where only texts are asked for: see lines.c. */
static bool is_undecided(const Input *input, ReadGoal goal) {
  return goal == READ_TEXTS && input->kind == INPUT_LINE;
}

static int read_input(const Job *job, Worker *w, const Input *input, const Given *given, Document *document,
                      Status *status) {
  const according_run *run = job->run;
  DocOptions options = {.rules = &run->engine->blocks, .date = run->date, .path = input->path};
  options.date = input->day.n ? input->day : run->date;
  options.text_only = is_undecided(input, job->goal);
  if (str_is(input->path, "-")) {
    options.path = (Str){NULL, 0};
  }
  options.part = given->part;
  options.part_text = given->text;
  if (input->kind != INPUT_LINE) {
    return document_read(&options, input->id, given->bytes, &w->document, document, status);
  }
  return jsonl_document(&options, run->part, given->bytes, input->line, &w->document, document, status);
}

/* What there is of an input into *given, and the document that is read of it. */
static int open_input(const Job *job, Worker *w, const Input *input, Given *given, Document *document, Status *status) {
  int code = input_part(job->run, input, &w->document, &given->part, status);
  code = code == STATUS_OK ? input_given(job->run, w, input, given, status) : code;
  return code == STATUS_OK ? read_input(job, w, input, given, document, status) : code;
}

/* Bytes that could not be read stand in the text as U+FFFD; a note says where. */
static bool is_damaged(const Document *document) {
  Str text = document->text;
  for (size_t i = 0; document->notes.n && i + 3 <= text.n; i++) {
    const char *found = memchr(text.p + i, 0xEF, text.n - i);
    if (!found) {
      break;
    }
    i = (size_t)(found - text.p);
    if (i + 3 <= text.n && memcmp(found, "\xEF\xBF\xBD", 3) == 0) {
      return true;
    }
  }
  return false;
}

/* Lines of JSON are a collection that a program made: for them nobody asks which came twice in other bytes, and
   memory does not grow with their number. */
static void keep_outcome(Worker *w, const Input *input, const Document *document,
                         Outcome *outcome) {
  outcome->id = input->kind == INPUT_LINE ? str_copy(&w->kept, document->id) : input->id;
  outcome->part = str_copy(&w->kept, document->part);
  outcome->hash = document->hash;
  outcome->damaged = is_damaged(document);
  outcome->bytes = document->bytes;
  outcome->has_content = input->kind != INPUT_LINE &&
                         document_content(document, &w->scratch, &outcome->content);
  outcome->form = document->form;
  for (uint32_t i = 0; i < document->notes.n; i++) {
    array_push(&w->kept, &outcome->notes, str_copy(&w->kept, document->notes.v[i]));
  }
}

static void read_claims(const according_engine *engine, Worker *w, const Document *document,
                        Outcome *outcome) {
  /* Read in the document's arena, which is forgotten; only the lines are kept. */
  Extraction read = {.arena = &w->document};
  Extraction *x = &w->extraction;
  ClaimCopy copy = {document->text, {engine->pack.blob, engine->gazetteer.blob}};
  claim_read(&engine->rules, document, w->words, &w->scratch, &read);
  profile_line(&w->document, &read.documents.v[0]);
  outcome->document = x->documents.n;
  outcome->claims = x->claims.n;
  outcome->persons = x->persons.n;
  claim_copy(&copy, &read, x);
  outcome->claims_end = x->claims.n;
  outcome->persons_end = x->persons.n;
}

/* The caller's own lines are given at once if it is their turn. */
static bool give_lines(Job *job, const Worker *w, uint32_t turn) {
  int code = ACCORDING_OK;
  bool own = w == job->run->workers && !w->lines.failed;
  if (!own || !turns_give_now(job->turns, turn, buffer_view(&w->lines), &code, job->status)) {
    return false;
  }
  if (code != ACCORDING_OK) {
    atomic_store(&job->refused, true);
  }
  return true;
}

/* Moves the worker's lines into the outcome, as a block of its own, if they are not given yet. */
static void take_lines(Job *job, Worker *w, uint32_t turn, Outcome *outcome) {
  if (give_lines(job, w, turn)) {
    return;
  }
  char *copy = w->lines.failed ? NULL : malloc(w->lines.n + 1);
  if (!copy) {
    longjmp(*w->kept.escape, 1);
  }
  memcpy(copy, w->lines.n ? w->lines.p : "", w->lines.n);
  outcome->lines = (Str){copy, w->lines.n};
}

static const KnownInput *known_input(const Job *job, uint32_t turn) {
  return job->run->known ? &job->run->known[job->turns->turn[turn].input] : NULL;
}

/* SHA-256 of the input's bytes, where it was made already. */
static const Digest *known_hash(const Job *job, uint32_t turn) {
  const KnownInput *known = known_input(job, turn);
  return known && known->has_hash ? &known->hash : NULL;
}

static void reach_goal(Job *job, Worker *w, uint32_t turn, Str bytes, const Document *document,
                       Outcome *outcome) {
  const according_engine *engine = job->run->engine;
  const Input *input = turn_input(job, turn);
  switch (job->goal) {
    case READ_CLAIM_LINES:
      outcome->figures = document_claim_lines(engine, document, w, &outcome->found);
      take_lines(job, w, turn, outcome);
      break;
    case READ_MENTION_LINES:
      document_mention_lines(engine, document, w);
      take_lines(job, w, turn, outcome);
      break;
    case READ_CLAIMS:
      read_claims(engine, w, document, outcome);
      for (uint32_t i = outcome->claims; i < outcome->claims_end; i++) {
        outcome->figures += w->extraction.claims.v[i].kind == CLAIM_FIGURE;
      }
      outcome->found = outcome->claims_end - outcome->claims;
      break;
    case READ_TEXTS:
      outcome->document = w->extraction.documents.n;
      document_text_line(document, is_undecided(input, job->goal), &w->extraction);
      break;
    case READ_ENTRIES:
      outcome->entry = record_entry(engine, document, input, bytes, known_hash(job, turn), w);
      outcome->entry->day = str_copy(&w->kept, input->day.n ? input->day : job->run->date);
      outcome->figures = outcome->entry->figures;
      outcome->found = outcome->entry->rows.n;
      break;
  }
}

void run_mark_known(according_run *run, struct Record *record, KnownInput *known) {
  record_ask_begin(record);
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    Worker w = {.bytes = NULL};
    Given given = {.part = NULL};
    Status status;
    if (input_given(run, &w, &run->inputs.v[i], &given, &status) == STATUS_OK) {
      known[i].hash = digest_sha256(given.bytes);
      known[i].has_hash = given.bytes.p == run->inputs.v[i].bytes.p; /* a file may be another when it is read */
      known[i].known = record_knows(record, &known[i].hash);
    }
    free(w.bytes);
  }
  record_ask_end(record);
  run->known = known;
}

static void read_one(Job *job, Worker *w, uint32_t number, uint32_t turn) {
  Outcome *outcome = &job->run->outcomes[job->turns->turn[turn].input];
  const Input *input = turn_input(job, turn);
  Status status = {0};
  Document document;
  Given given;
  outcome->worker = number;
  const KnownInput *known = known_input(job, turn);
  outcome->known = known && known->known;
  int code = outcome->known ? STATUS_OK : open_input(job, w, input, &given, &document, &status);
  if (code == STATUS_NO_MEMORY) {
    longjmp(*w->kept.escape, 1);
  }
  if (code != STATUS_OK) {
    outcome->failure = arena_new(&w->kept, Status);
    *outcome->failure = status;
  } else if (!outcome->known) {
    keep_outcome(w, input, &document, outcome);
    outcome->size = given.bytes.n;
    reach_goal(job, w, turn, given.bytes, &document, outcome);
  }
  free(w->bytes);
  w->bytes = NULL;
  arena_clear(&w->document);
  arena_clear(&w->scratch);
}

/* Worker 0 is the caller: it alone speaks to the outside. */
static void tell(Job *job, uint32_t done) {
  const according_run *run = job->run;
  if (turns_give(job->turns, job->run, job->status) != ACCORDING_OK) {
    atomic_store(&job->refused, true);
  }
  if (run->progress) {
    according_progress progress = {.documents = done, .documents_of = job->turns->n};
    progress.bytes = atomic_load(&job->bytes);
    progress.bytes_of = job->bytes_of;
    run->progress(run->progress_context, &progress);
  }
}

static void work(Job *job, Worker *w, uint32_t number) {
  while (!atomic_load(&job->no_memory) && !atomic_load(&job->refused)) {
    uint32_t turn = atomic_fetch_add(&job->next, 1);
    if (turn >= job->turns->n) {
      break;
    }
    read_one(job, w, number, turn);
    atomic_store(&job->turns->ready[turn], true);
    atomic_fetch_add(&job->bytes, input_size(turn_input(job, turn)));
    uint32_t done = atomic_fetch_add(&job->done, 1) + 1;
    if (number == 0) {
      tell(job, done);
    }
  }
}

static void *hand_main(void *context) {
  Hand *hand = context;
  Worker *w = hand->worker;
  jmp_buf jump;
  if (arena_guard(&w->kept, &jump)) {
    atomic_store(&hand->job->no_memory, true);
    free(w->bytes);
    w->bytes = NULL;
  } else {
    w->document.escape = w->scratch.escape = &jump;
    w->words = word_memory_new(&hand->job->run->engine->pack, &w->kept);
    w->packer = hand->job->goal == READ_ENTRIES ? packer_new(hand->job->run->usual) : NULL;
    if (hand->job->goal == READ_ENTRIES && !w->packer) {
      longjmp(jump, 1);
    }
    work(hand->job, w, hand->number);
  }
  w->document.escape = w->scratch.escape = w->kept.escape = NULL;
  return NULL;
}

/* ---- all of them ----------------------------------------------------------------------------- */

uint32_t threads_of(unsigned asked) {
  long online = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);
  return online < 1 ? 1 : online > 256 ? 256 : (uint32_t)online;
}

static uint32_t thread_count(const according_run *run) {
  uint32_t n = threads_of(run->threads);
  return n < run->inputs.n ? n : run->inputs.n ? run->inputs.n : 1;
}

static void worker_release(Worker *w) {
  arena_release(&w->document);
  arena_release(&w->scratch);
  buffer_release(&w->lines);
  packer_free(w->packer);
  w->packer = NULL;
}

/* Runs the job on all workers; false without memory. A thread that does not start is not missed. */
static bool run_job(Job *job, Hand *hands, uint32_t n) {
  for (uint32_t i = 1; i < n; i++) {
    hands[i].started = pthread_create(&hands[i].thread, NULL, hand_main, &hands[i]) == 0;
  }
  hand_main(&hands[0]);
  for (uint32_t i = 1; i < n; i++) {
    if (hands[i].started) {
      pthread_join(hands[i].thread, NULL);
    }
  }
  return !atomic_load(&job->no_memory);
}

static int read_all(according_run *run, ReadGoal goal, Turns *turns, according_status *status) {
  uint32_t n = thread_count(run);
  Job job = {.run = run, .goal = goal, .turns = turns, .status = status};
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    job.bytes_of += input_size(&run->inputs.v[i]);
  }
  Hand *hands = calloc(n, sizeof *hands);
  run->outcomes = calloc(run->inputs.n ? run->inputs.n : 1, sizeof *run->outcomes);
  run->workers = calloc(n, sizeof *run->workers);
  run->worker_count = run->workers ? n : 0;
  bool done = hands && run->outcomes && run->workers;
  for (uint32_t i = 0; done && i < n; i++) {
    Worker *w = &run->workers[i];
    hands[i] = (Hand){.job = &job, .worker = w, .number = i};
    w->extraction.arena = &w->kept;
  }
  done = done && run_job(&job, hands, n);
  for (uint32_t i = 0; i < run->worker_count; i++) {
    worker_release(&run->workers[i]);
  }
  free(hands);
  if (!done) {
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to read the documents");
  }
  return atomic_load(&job.refused) ? ACCORDING_SINK : turns_give(turns, run, status);
}

void run_forget(according_run *run) {
  for (uint32_t i = 0; run->outcomes && i < run->inputs.n; i++) {
    free((char *)run->outcomes[i].lines.p);
  }
  for (uint32_t i = 0; i < run->worker_count; i++) {
    worker_release(&run->workers[i]);
    arena_release(&run->workers[i].kept);
  }
  free(run->outcomes);
  free(run->workers);
  run->outcomes = NULL;
  run->workers = NULL;
  run->worker_count = 0;
  run->order = NULL;
  run->order_count = 0;
  run->documents = run->figures = 0;
  run->formats.n = 0;
  run->notices.n = run->notices_added;
  run->together = NULL;
  run->is_read = run->told_empty = false;
  memset(&run->extraction, 0, sizeof run->extraction);
}

/* ---- in order -------------------------------------------------------------------------------- */

typedef struct Slot {
  const Outcome *outcome;
  const Input *input;
  uint32_t i;
} Slot;

static int compare_places(const void *a, const void *b) {
  const Slot *x = a, *y = b;
  int order = str_compare(x->outcome->id, y->outcome->id);
  if (!order) {
    order = memcmp(&x->outcome->hash, &y->outcome->hash, sizeof x->outcome->hash);
  }
  if (!order) {
    order = str_compare(x->outcome->part, y->outcome->part);
  }
  if (!order) {
    order = str_compare(x->input->bytes, y->input->bytes);
  }
  if (!order) {
    order = str_compare(x->input->path, y->input->path);
  }
  return order ? order : (x->input->line > y->input->line) - (x->input->line < y->input->line);
}

bool outcomes_same(const Outcome *a, const Outcome *b) {
  return memcmp(&a->hash, &b->hash, sizeof a->hash) == 0 && str_equal(a->part, b->part);
}

/* "a.txt", "line 3", or where `other` is of another file "a.jsonl, line 3". */
static Str place_name(according_run *run, const Input *input, const Input *other) {
  Str shown = input_shown(input);
  bool same = other->kind == INPUT_LINE && str_equal(input->path, other->path);
  if (input->kind != INPUT_LINE) {
    return shown;
  }
  return str_of(arena_printf(&run->arena, "%.*s%sline %llu", same ? 0 : (int)shown.n, shown.p,
                             same ? "" : ", ", (unsigned long long)input->line));
}

/* Documents with one id: places first … end. Equal ones are read once; unlike ones not at all, as
   nobody could tell which of them a line speaks of. Returns whether the first one stands. */
static bool settle_twins(according_run *run, const Slot *places, uint32_t first, uint32_t end) {
  const Slot *a = &places[first];
  for (uint32_t i = first + 1; i < end; i++) {
    const Slot *b = &places[i];
    Str one = place_name(run, a->input, b->input), other = place_name(run, b->input, a->input);
    if (outcomes_same(a->outcome, b->outcome)) {
      run_notice(run, ACCORDING_NOTE, input_shown(b->input), b->input->line,
                 "%.*s is the same document as %.*s: read once", STR_ARG(other), STR_ARG(one));
    } else {
      bool files = a->input->kind == INPUT_FILE && b->input->kind == INPUT_FILE;
      run_notice(run, ACCORDING_REFUSED, input_shown(b->input), b->input->line,
                 "%.*s and %.*s differ, but both have the id \"%.*s\": neither was read; %s",
                 STR_ARG(other), STR_ARG(one), STR_ARG(a->outcome->id),
                 files ? "rename one, or give the folder that holds both"
                       : "give one of them another id");
    }
  }
  return outcomes_same(a->outcome, places[end - 1].outcome);
}

static void notice_failure(according_run *run, const Input *input, const Status *failure) {
  Str shown = input_shown(input), what = str_of(failure->message);
  const Str names[] = {input->id, shown};
  for (size_t i = 0; i < 2; i++) {
    if (names[i].n && what.n > names[i].n + 2 && !memcmp(what.p, names[i].p, names[i].n) &&
        !memcmp(what.p + names[i].n, ": ", 2)) {
      what = (Str){what.p + names[i].n + 2, what.n - names[i].n - 2};
    }
  }
  run_notice(run, ACCORDING_REFUSED, shown, input->line, "%.*s%s", STR_ARG(what),
             failure->code == STATUS_IO ? ": check its name, and that you may read it" : "");
}

static void notice_notes(according_run *run, const Input *input, const Outcome *outcome) {
  for (uint32_t i = 0; i < outcome->notes.n; i++) {
    Str note = outcome->notes.v[i];
    int kind = outcome->damaged ? ACCORDING_DAMAGED : ACCORDING_NOTE;
    if (input->kind == INPUT_LINE) {
      run_notice(run, kind, input_shown(input), input->line, "line %llu: %.*s",
                 (unsigned long long)input->line, STR_ARG(note));
    } else {
      run_notice(run, kind, input_shown(input), 0, "%.*s", STR_ARG(note));
    }
  }
}

/* Sets run->order: the inputs that were read, by id. */
static void order_outcomes(according_run *run) {
  uint32_t n = 0;
  Slot *places = arena_array(&run->arena, Slot, run->inputs.n);
  run->order = arena_array(&run->arena, uint32_t, run->inputs.n);
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    if (run->outcomes[i].failure) {
      notice_failure(run, &run->inputs.v[i], run->outcomes[i].failure);
    } else {
      places[n++] = (Slot){&run->outcomes[i], &run->inputs.v[i], i};
    }
  }
  if (n) {
    qsort(places, n, sizeof *places, compare_places);
  }
  for (uint32_t first = 0, end; first < n; first = end) {
    Str id = places[first].outcome->id;
    for (end = first + 1; end < n && str_equal(id, places[end].outcome->id);) {
      end++;
    }
    if (settle_twins(run, places, first, end)) {
      notice_notes(run, places[first].input, places[first].outcome);
      run->order[run->order_count++] = places[first].i;
      run->figures += places[first].outcome->figures;
    }
  }
  run->documents = run->order_count;
}

/* For a record: in order of the inputs, which may be captures of one address. */
static void list_outcomes(according_run *run) {
  run->order = arena_array(&run->arena, uint32_t, run->inputs.n);
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    if (run->outcomes[i].failure) {
      notice_failure(run, &run->inputs.v[i], run->outcomes[i].failure);
    } else {
      notice_notes(run, &run->inputs.v[i], &run->outcomes[i]);
      run->order[run->order_count++] = i;
    }
  }
}

/* The workers' structures, one after the other in order, with their document's new number. */
static void gather(according_run *run) {
  Extraction *all = &run->extraction;
  all->arena = &run->arena;
  for (uint32_t k = 0; k < run->order_count; k++) {
    const Outcome *o = &run->outcomes[run->order[k]];
    const Extraction *x = &run->workers[o->worker].extraction;
    array_push(&run->arena, &all->documents, x->documents.v[o->document]);
    for (uint32_t i = o->claims; i < o->claims_end; i++) {
      array_push(&run->arena, &all->claims, x->claims.v[i]);
      all->claims.v[all->claims.n - 1].document = k;
    }
    for (uint32_t i = o->persons; i < o->persons_end; i++) {
      array_push(&run->arena, &all->persons, x->persons.v[i]);
      all->persons.v[all->persons.n - 1].document = k;
    }
  }
}

static void tell_equal_texts(void *context, Arena *scratch) {
  according_run *run = context;
  EqualTexts equal;
  equal_texts_init(&equal, scratch);
  for (uint32_t k = 0; k < run->order_count; k++) {
    equal_texts_add(&equal, &run->outcomes[run->order[k]], &run->inputs.v[run->order[k]]);
  }
  equal_texts_tell(&equal, run);
}

static void count_formats(according_run *run) {
  for (uint32_t k = 0; k < run->order_count; k++) {
    const Outcome *o = &run->outcomes[run->order[k]];
    if (o->form) {
      run_count_format(run, o->form, run->inputs.v[run->order[k]].within, 1, o->size);
    }
  }
}

static void notice_empty(according_run *run) {
  for (uint32_t i = 0; i < run->order_count; i++) {
    const Input *input = &run->inputs.v[run->order[i]];
    const Outcome *outcome = &run->outcomes[run->order[i]];
    bool line = input->kind == INPUT_LINE;
    Str why = run->engine->wording.text[outcome->bytes ? W_WHY_NOTHING : W_WHY_EMPTY];
    why.n -= why.n && why.p[why.n - 1] == '.';
    if (!outcome->found) {
      run_notice(run, ACCORDING_NOTE, input_shown(input), input->line,
                 "%s%.*s%s%llu bytes of text read. %.*s", line ? "\"" : "",
                 line ? (int)outcome->id.n : 0, outcome->id.p, line ? "\": " : "",
                 (unsigned long long)outcome->bytes, STR_ARG(why));
    }
  }
  run_order_notices(run, run->notices_added);
}

int run_notice_empty(according_run *run, according_status *status) {
  jmp_buf jump;
  int code = ACCORDING_OK;
  if (run->told_empty) {
    return ACCORDING_OK;
  }
  run->told_empty = true;
  if (arena_guard(&run->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    notice_empty(run);
  }
  run->arena.escape = NULL;
  return code;
}

/* Reads, and gives what can be given on the way. */
static int read_and_order(according_run *run, ReadGoal goal, const according_sink *out,
                          according_status *status) {
  jmp_buf jump;
  run_forget(run);
  int expanded = run_expand(run, status);
  run->notices_added = run->notices.n;
  if (expanded != ACCORDING_OK) {
    return expanded;
  }
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to read the documents");
  }
  Turns turns = turns_make(run, out);
  int code = read_all(run, goal, &turns, status);
  if (code != ACCORDING_OK) {
    run->arena.escape = NULL;
    return code;
  }
  if (goal == READ_ENTRIES) {
    list_outcomes(run);
  } else {
    order_outcomes(run);
    arena_scratch(&run->arena, tell_equal_texts, run);
  }
  count_formats(run);
  if (goal == READ_CLAIMS || goal == READ_TEXTS) {
    gather(run);
  }
  run_order_notices(run, run->notices_added);
  run->arena.escape = NULL;
  return ACCORDING_OK;
}

int run_read(according_run *run, ReadGoal goal, according_status *status) {
  if (run->is_read && run->goal == goal) {
    return ACCORDING_OK;
  }
  int code = read_and_order(run, goal, NULL, status);
  if (code == ACCORDING_OK) {
    run->goal = goal;
    run->is_read = true;
  }
  return code;
}

int run_read_lines(according_run *run, ReadGoal goal, according_sink out,
                   according_status *status) {
  return read_and_order(run, goal, &out, status);
}

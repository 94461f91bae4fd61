/* Record diff: two moments of a record, or two records, side by side; and what an entry changed. */
#include <stdlib.h>

#include "api/record_state.h"
#include "base/map.h"
#include "view/record_write.h"

/* ---- moments --------------------------------------------------------------------------------- */

/* "2026-03-01" or the beginning of a time behind it. */
static bool is_time(Str when) {
  static const char form[] = "dddd-dd-ddTdd:dd:ddZ";
  bool is = when.n == 10 || when.n == 16 || when.n == 19 || when.n == 20;
  for (size_t i = 0; is && i < when.n; i++) {
    is = form[i] == 'd' ? when.p[i] >= '0' && when.p[i] <= '9' : when.p[i] == form[i];
  }
  return is;
}

int according_record_moment(according_record *record, const char *when, uint64_t *entry,
                            according_status *status) {
  Str words = str_of(when);
  int64_t n = 0, last = record_last_entry(record->record, (Str){NULL, 0});
  if (str_is(words, "now")) {
    n = last;
  } else if (is_time(words)) {
    n = record_last_entry(record->record, words);
    if (!n) {
      return status_say(status, ACCORDING_NOT_FOUND, 0,
                        "%.40s: the record was made later: see according log", when);
    }
  } else if (!str_integer(words, &n)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "\"%.40s\" is no moment: give the number of an entry, a day (2026-03-01), a "
                      "time (2026-03-01T12:00:00Z), now, or the path of another record",
                      when);
  } else if (n < 1 || n > last) {
    return status_say(status, ACCORDING_NOT_FOUND, 0,
                      "the log has no entry %.40s: its last one is %lld", when, (long long)last);
  }
  *entry = (uint64_t)n;
  return record_told(record, status);
}

/* ---- diff ------------------------------------------------------------------------------------ */

static int write_changes(const according_engine *engine, const RecordState *a, RecordState *b,
                         int format, Buffer *out, according_status *status) {
  jmp_buf jump;
  Changes changes;
  Side before = record_state_side(a), after = record_state_side(b);
  RecordView view = {&engine->record_phrases, &engine->wording, &b->run.arena, out};
  if (arena_guard(&b->run.arena, &jump)) {
    b->run.arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  changes_find(&before, &after, &b->run.arena, &changes);
  (format == ACCORDING_LINES ? record_diff_lines : record_diff_text)(&view, &changes);
  b->run.arena.escape = NULL;
  return out->failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory") : ACCORDING_OK;
}

int according_record_diff(according_record *before, uint64_t from, according_record *after,
                          uint64_t to, int format, according_sink out, according_status *status) {
  RecordState a, b;
  Buffer text;
  int code = record_state_open(before, (int64_t)from, &a, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  code = record_state_open(after, (int64_t)to, &b, status);
  if (code != ACCORDING_OK) {
    record_state_close(&a);
    return code;
  }
  buffer_init(&text);
  code = write_changes(before->engine, &a, &b, format, &text, status);
  record_state_close(&a);
  record_state_close(&b);
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&text), status);
  }
  buffer_release(&text);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- what an entry did ----------------------------------------------------------------------- */

/* Beyond so many documents an entry is told of without the state of all of them before and behind it. */
enum { DOCUMENTS_MOST = 20000 };

typedef struct Effect {
  const LogEntry *entry, *target; /* target: what it takes back, or itself */
  LogArray log;
  RecordState before, after;
  RecordEffect told;
} Effect;

/* Decisions that stand on the same claim. */
static void find_beside(Effect *e, Arena *arena) {
  const DecisionArray *all = &e->after.decisions;
  for (uint32_t i = 0; i < all->n; i++) {
    const Decision *d = &all->v[i];
    if (d->n != e->target->n && d->claim.n && str_equal(d->claim, e->target->says.claim)) {
      array_push(arena, &e->told.beside, d);
    }
  }
}

/* Messages of one state that the other has not: "12: the document no longer has these words". */
static void find_fits(const RecordState *one, const RecordState *other, Arena *arena,
                      EffectWords *words) {
  const AmendReport *a = &one->run.together->report, *b = &other->run.together->report;
  Map known;
  map_init(&known, arena);
  for (uint32_t i = 0; i < b->unapplied.n; i++) {
    map_put(&known, b->unapplied.v[i], i, NULL);
  }
  for (uint32_t i = 0; i < a->unapplied.n; i++) {
    Str rest = a->unapplied.v[i];
    if (!map_find(&known, rest)) {
      str_split(rest, ':', &rest);
      array_push(arena, words, rest);
    }
  }
}

static int tell_effect(Effect *e, const according_engine *engine, int format, Buffer *out,
                       according_status *status) {
  Arena *arena = &e->after.run.arena;
  Side before = record_state_side(&e->before), after = record_state_side(&e->after);
  RecordView view = {&engine->record_phrases, &engine->wording, arena, out};
  jmp_buf jump;
  if (arena_guard(arena, &jump)) {
    arena->escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  find_beside(e, arena);
  find_fits(&e->after, &e->before, arena, &e->told.unfit);
  find_fits(&e->before, &e->after, arena, &e->told.fit);
  changes_find(&before, &after, arena, &e->told.changes);
  e->told.entry = e->entry;
  e->told.log = &e->log;
  (format == ACCORDING_LINES ? record_effect_lines : record_effect_text)(&view, &e->told);
  arena->escape = NULL;
  return out->failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory") : ACCORDING_OK;
}

static int compare_moments(according_record *record, Effect *e, int format, Buffer *out,
                           according_status *status) {
  int code = record_state_open(record, e->entry->n - 1, &e->before, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  code = record_state_open(record, e->entry->n, &e->after, status);
  if (code == ACCORDING_OK) {
    code = tell_effect(e, record->engine, format, out, status);
    record_state_close(&e->after);
  }
  record_state_close(&e->before);
  return code;
}

typedef struct Asking {
  int64_t n;
  int format;
  Buffer out;
} Asking;

/* The entry alone, without what it changed. */
static int tell_entry(according_record *record, const Effect *e, Asking *a,
                      according_status *status) {
  RecordView view = {&record->engine->record_phrases, &record->engine->wording, &record->arena,
                     &a->out};
  LogArray one = {.v = (LogEntry *)e->entry, .n = 1};
  (void)status;
  (a->format == ACCORDING_LINES ? record_log_lines : record_log_text)(&view, &one);
  if (a->format != ACCORDING_LINES && e->entry->n > 1) {
    buffer_format(&a->out, "  what it changed in so many documents: according diff RECORD %lld %lld\n",
                  (long long)e->entry->n - 1, (long long)e->entry->n);
  }
  return ACCORDING_OK;
}

static int effect(according_record *record, void *context, according_status *status) {
  Asking *a = context;
  Effect e = {0};
  KeptArray documents;
  record_log_read(record->record, &record->arena, &e.log);
  if (record_told(record, status) != ACCORDING_OK) {
    return status->code;
  }
  for (uint32_t i = 0; i < e.log.n; i++) {
    e.entry = e.log.v[i].n == a->n ? &e.log.v[i] : e.entry;
  }
  if (!e.entry) {
    return status_say(status, ACCORDING_NOT_FOUND, 0, "the log has no entry %lld: see according log",
                      (long long)a->n);
  }
  e.target = e.entry;
  for (uint32_t i = 0; e.entry->target && i < e.log.n; i++) {
    e.target = e.log.v[i].n == e.entry->target ? &e.log.v[i] : e.target;
  }
  record_documents(record->record, WHICH_CURRENT, &record->arena, &documents);
  return documents.n > DOCUMENTS_MOST || a->n == 1
             ? tell_entry(record, &e, a, status)
             : compare_moments(record, &e, a->format, &a->out, status);
}

int according_record_effect(according_record *record, uint64_t entry, int format,
                            according_sink out, according_status *status) {
  Asking a = {entry ? (int64_t)entry : record_written(record->record), format, {0}};
  buffer_init(&a.out);
  int code = record_guarded(record, status, effect, &a);
  if (code == ACCORDING_OK) {
    code = a.out.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory")
                        : sink_give(out, buffer_view(&a.out), status);
  }
  buffer_release(&a.out);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- readers --------------------------------------------------------------------------------- */

typedef struct AgreementAsked {
  int format;
  Buffer text;
} AgreementAsked;

static int write_agreement(RecordState *now, void *context, according_status *status) {
  AgreementAsked *a = context;
  Agreement agreement;
  const according_engine *engine = now->run.engine;
  RecordView view = {&engine->record_phrases, &engine->wording, &now->run.arena, &a->text};
  agreement_find(&now->run.extraction, &now->decisions, &now->run.arena, &agreement);
  (a->format == ACCORDING_LINES ? record_agreement_lines : record_agreement_text)(&view, &agreement);
  return a->text.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory") : ACCORDING_OK;
}

int according_record_agreement(according_record *record, int format, according_sink out,
                               according_status *status) {
  AgreementAsked a = {.format = format};
  buffer_init(&a.text);
  int code = record_state_with(record, 0, write_agreement, &a, status);
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&a.text), status);
  }
  buffer_release(&a.text);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

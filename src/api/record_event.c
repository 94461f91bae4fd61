/* Record event: events of a record, kept so that one of them is shown at once, or made anew. */
#include "record/record_events.h"

#include "api/record_state.h"
#include "view/explain.h"
#include "view/line_write.h"

enum { ANEW_MOST = 2000 }; /* documents whose events are made anew behind a change, or to show one */

/* Program and data with which events are made. */
static Str made_with(const according_engine *engine, Arena *arena) {
  return str_of(arena_printf(arena, "according " ACCORDING_VERSION "\n%s\n%s\n",
                             according_engine_pack(engine), according_engine_places(engine)));
}

/* An event as a line, then as text. */
static void write_event(const RecordState *state, Explain *e, uint32_t i, Buffer *out) {
  Json j;
  const Story *story = &state->run.together->story;
  buffer_clear(out);
  json_begin(&j, out);
  line_write_event(&j, story, &story->events.v[i]);
  explain_event(e, i);
}

static Explain explain_open(RecordState *state, Buffer *out) {
  const according_engine *engine = state->run.engine;
  Explain e = {.story = &state->run.together->story,
               .phrases = &engine->explain_phrases,
               .wording = &engine->wording,
               .pack = &engine->pack,
               .arena = &state->run.arena,
               .out = out};
  explain_begin(&e);
  return e;
}

/* ---- making ---------------------------------------------------------------------------------- */

typedef struct Making {
  RecordState state;
  Packer *packer;
  Buffer out;
  Arena one; /* of an event */
  uint64_t *events;
} Making;

static int keep_events(according_record *record, Making *m, according_status *status) {
  Record *r = record->record;
  jmp_buf jump;
  const Story *story = &m->state.run.together->story;
  Digest state = record_state(r, made_with(record->engine, &m->state.run.arena));
  record_events_begin(r);
  if (arena_guard(&m->state.run.arena, &jump)) {
    record_rollback(r);
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  m->one.escape = &jump;
  Explain e = explain_open(&m->state, &m->out);
  for (uint32_t i = 0; i < story->events.n; i++) {
    write_event(&m->state, &e, i, &m->out);
    record_event_put(r, m->packer, story->events.v[i].event->id, buffer_view(&m->out), &m->one);
    arena_clear(&m->one);
    if (m->out.failed) {
      longjmp(jump, 1);
    }
  }
  m->state.run.arena.escape = NULL;
  *m->events = story->events.n;
  record_events_end(r, &state);
  return record_told(record, status);
}

int according_record_events(according_record *record, uint64_t *events, according_status *status) {
  Making m = {.events = events, .packer = packer_new(NULL)};
  *events = 0;
  if (!m.packer) {
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  int code = record_state_open(record, 0, &m.state, status);
  if (code == ACCORDING_OK) {
    arena_init(&m.one);
    buffer_init(&m.out);
    code = keep_events(record, &m, status);
    if (code != ACCORDING_OK) {
      record_rollback(record->record);
    }
    buffer_release(&m.out);
    arena_release(&m.one);
    record_state_close(&m.state);
  }
  packer_free(m.packer);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

static int find_entry(according_record *record, void *entry, according_status *status) {
  Digest state = record_state(record->record, made_with(record->engine, &record->arena));
  *(uint64_t *)entry = (uint64_t)record_events_of(record->record, &state);
  return record_told(record, status);
}

int according_record_events_of(according_record *record, uint64_t *entry, according_status *status) {
  *entry = 0;
  return record_guarded(record, status, find_entry, entry);
}

int according_record_events_renew(according_record *record, uint64_t *entry, according_status *status) {
  uint64_t events;
  int code = according_record_events_of(record, entry, status);
  if (code == ACCORDING_OK && *entry && record_count(record->record) <= ANEW_MOST) {
    code = according_record_events(record, &events, status);
    *entry = code == ACCORDING_OK ? 0 : *entry;
  }
  return code;
}

/* ---- showing --------------------------------------------------------------------------------- */

/* The line, or the text behind it. */
static Str part_of(Str bytes, int format) {
  Str text, line = str_split(bytes, '\n', &text);
  return format == ACCORDING_LINES ? (Str){line.p, line.n + 1} : text;
}

/* Of a small record: events made anew, of which one is looked for. */
typedef struct Wanted {
  Str id;
  int format;
  Buffer event, *out;
} Wanted;

static int find_event(RecordState *state, void *context, according_status *status) {
  Wanted *w = context;
  Explain e = explain_open(state, &w->event);
  const Story *story = &state->run.together->story;
  for (uint32_t i = 0; i < story->events.n; i++) {
    if (str_equal(story->events.v[i].event->id, w->id)) {
      write_event(state, &e, i, &w->event);
      buffer_str(w->out, part_of(buffer_view(&w->event), w->format));
      return w->event.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory") : ACCORDING_OK;
    }
  }
  return status_say(status, ACCORDING_NOT_FOUND, 0, "%.*s: no event of the record has this id",
                    STR_ARG(w->id));
}

static int show_anew(according_record *record, Str id, int format, Buffer *out,
                     according_status *status) {
  Wanted wanted = {.id = id, .format = format, .out = out};
  buffer_init(&wanted.event);
  int code = record_state_with(record, 0, find_event, &wanted, status);
  buffer_release(&wanted.event);
  return code;
}

int record_event_show(according_record *record, Str id, int format, Buffer *out,
                      according_status *status) {
  Record *r = record->record;
  Str bytes;
  bool fresh;
  int64_t entry;
  Digest state = record_state(r, made_with(record->engine, &record->arena));
  bool found = record_event(r, id, &state, &record->arena, &bytes, &fresh, &entry);
  if (found && fresh) {
    buffer_str(out, part_of(bytes, format));
    return record_told(record, status);
  }
  if (record_told(record, status) != ACCORDING_OK) {
    return status->code;
  }
  if (record_count(r) <= ANEW_MOST) {
    return show_anew(record, id, format, out, status);
  }
  if (!found) {
    return status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%.*s: no event that is kept has this id%s: according events makes them anew",
                      STR_ARG(id), fresh ? "" : ", and the record has changed since they were made");
  }
  buffer_str(out, part_of(bytes, format));
  if (format != ACCORDING_LINES) {
    buffer_format(out, "as it was behind entry %lld of the log; according events makes it anew\n",
                  (long long)entry);
  }
  return ACCORDING_OK;
}

/* Record state: documents, lines and decisions of a moment → a story. */
#include "api/record_state.h"

#include "base/map.h"
#include "claim/line_read.h"
#include "profile/profile.h"

typedef struct Opening {
  Record *record;
  RecordState *state;
  Buffer lines; /* of all documents */
} Opening;

/* The lines of a document that was erased are not there any more. What bodies are unpacked from is not
   kept. */
static void gather_lines(void *context, Arena *one) {
  Opening *o = context;
  const KeptArray *documents = &o->state->documents;
  for (uint32_t i = 0; i < documents->n; i++) {
    Str lines;
    const Kept *d = &documents->v[i];
    if (!d->is_purged && record_body(o->record, d, PART_LINES, one, &lines)) {
      buffer_str(&o->lines, lines);
    }
    arena_clear(one);
  }
}

/* Texts, and the sketch that is made of them. */
static void gather_texts(void *context, Arena *one) {
  Opening *o = context;
  Map numbers;
  Extraction *x = &o->state->run.extraction;
  Arena *arena = &o->state->run.arena;
  const KeptArray *documents = &o->state->documents;
  map_init(&numbers, arena);
  for (uint32_t i = 0; i < documents->n; i++) {
    map_put(&numbers, documents->v[i].id, i, NULL);
  }
  for (uint32_t i = 0; i < x->documents.n; i++) {
    DocumentLine *line = &x->documents.v[i];
    const uint32_t *at = map_find(&numbers, line->id);
    if (at && record_body(o->record, &documents->v[*at], PART_TEXT, one, &line->text)) {
      line->text = str_copy(arena, line->text);
      profile_line(arena, line);
    }
    arena_clear(one);
  }
}

/* Under the guard of the run's arena. */
static void read_state(Opening *o, int64_t moment) {
  RecordState *state = o->state;
  LineProblems problems;
  record_at(o->record, moment);
  record_documents(o->record, WHICH_CURRENT, &state->run.arena, &state->documents);
  arena_scratch(&state->run.arena, gather_lines, o);
  lines_read(&state->run.arena, buffer_view(&o->lines), &state->run.extraction, &problems);
  arena_scratch(&state->run.arena, gather_texts, o);
  record_decisions(o->record, &state->run.arena, &state->decisions);
  run_add_decisions(&state->run, &state->decisions, str_lit("the record"));
  state->run.documents = state->run.extraction.documents.n;
  state->run.is_read = true;
  state->run.goal = READ_CLAIMS;
}

int record_state_open(according_record *record, int64_t moment, RecordState *state,
                      according_status *status) {
  Opening o = {.record = record->record, .state = state};
  jmp_buf jump;
  int code;
  memset(state, 0, sizeof *state);
  state->run.engine = record->engine;
  arena_init(&state->run.arena);
  buffer_init(&o.lines);
  if (arena_guard(&state->run.arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    read_state(&o, moment);
    code = o.lines.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory")
                          : record_told(record, status);
  }
  state->run.arena.escape = NULL;
  buffer_release(&o.lines);
  record_at(record->record, 0);
  if (code == ACCORDING_OK) {
    code = run_together(&state->run, status);
  }
  if (code != ACCORDING_OK) {
    record_state_close(state);
  }
  return code;
}

void record_state_close(RecordState *state) {
  run_forget(&state->run);
  arena_release(&state->run.arena);
}

int record_state_with(according_record *record, int64_t moment,
                      int (*work)(RecordState *state, void *context, according_status *status),
                      void *context, according_status *status) {
  RecordState state;
  jmp_buf jump;
  int code = record_state_open(record, moment, &state, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (arena_guard(&state.run.arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    code = work(&state, context, status);
  }
  state.run.arena.escape = NULL;
  record_state_close(&state);
  return code;
}

Side record_state_side(const RecordState *state) {
  return (Side){.documents = &state->documents,
                .decisions = &state->decisions,
                .x = &state->run.together->amended,
                .story = &state->run.together->story};
}

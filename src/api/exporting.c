/* What is exported: all that was read, or one event of it. */
#include "api/exporting.h"

#include <stdlib.h>

/* ---- one event ------------------------------------------------------------------------------- */

static int story_find(Exporting *e, const according_export_options *o, const Story **story,
                      Status *status) {
  const Story *all = e->run->together->shown;
  *story = all;
  if (o->incident) {
    int code = incident_open(e->run, o->incident, &e->incident, &e->incident_bytes, status);
    if (code == STATUS_OK) {
      incident_alone(e->run, &e->incident, &e->story);
      *story = &e->story;
    }
    return code;
  }
  for (uint32_t i = 0; i < all->events.n && o->event; i++) {
    if (str_is(all->events.v[i].event->id, o->event)) {
      story_alone(e->run, &all->events.v[i], &e->story);
      *story = &e->story;
    }
  }
  return o->event && *story == all
             ? status_set(status, STATUS_NOT_FOUND, 0, "no event %.40s: see according reconcile",
                          o->event)
             : STATUS_OK;
}

/* ---- the view -------------------------------------------------------------------------------- */

void exporting_events(Exporting *e, const Story *story) {
  Arena *arena = &e->run->arena;
  const Extraction *x = story->extraction;
  const EventStory **claims_of = arena_array(arena, const EventStory *, x->claims.n + 1);
  const EventStory **persons_of = arena_array(arena, const EventStory *, x->persons.n + 1);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t k = 0; k < event->event->claims.n; k++) {
      claims_of[event->event->claims.v[k]] = event;
    }
    for (uint32_t k = 0; k < event->event->persons.n; k++) {
      persons_of[event->event->persons.v[k]] = event;
    }
  }
  e->view.event_of = claims_of;
  e->view.event_of_person = persons_of;
}

/* All claims, persons and documents, or those of the one event. */
static void things_fill(Exporting *e, const Story *story) {
  Arena *arena = &e->run->arena;
  const Extraction *x = story->extraction;
  const Event *one = story == &e->story ? story->events.v[0].event : NULL;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (!one || e->view.event_of[i]) {
      array_push(arena, &e->view.claims, i);
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (!one || e->view.event_of_person[i]) {
      array_push(arena, &e->view.persons, i);
    }
  }
  for (uint32_t i = 0; i < x->documents.n; i++) {
    if (!one || event_has_document(one, i)) {
      array_push(arena, &e->view.documents, i);
    }
  }
}

static int options_open(Exporting *e, const according_export_options *o, Status *status) {
  const according_engine *engine = e->run->engine;
  Arena *arena = &e->run->arena;
  int code = STATUS_OK;
  if (o->rule) {
    code = rule_open(engine, str_of(o->rule), arena, &e->rule_read, &e->rule_bytes, status);
    e->rule = &e->rule_read;
  }
  return code;
}

int exporting_open(Exporting *e, const according_export_options *o, Status *status) {
  const according_engine *engine = e->run->engine;
  const Story *story = NULL;
  int code = options_open(e, o, status);
  if (code == STATUS_OK) {
    code = story_find(e, o, &story, status);
  }
  if (code == STATUS_OK) {
    e->view.story = story;
    e->view.sources = e->run->together->sources;
    exporting_events(e, story);
    things_fill(e, story);
    e->view.phrases = &engine->export_phrases;
    e->view.wording = &engine->wording;
    e->view.program =
        str_of(arena_printf(&e->run->arena, "according %s", according_version()));
    e->view.pack = str_of(engine->pack_line);
  }
  return code;
}

void exporting_close(Exporting *e) {
  free(e->rule_bytes);
  free(e->incident_bytes);
  free(e->form_bytes);
  arena_release(&e->scratch);
  buffer_release(&e->out);
}

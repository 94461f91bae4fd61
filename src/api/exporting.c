/* What is exported: all that was read, or one event of it. */
#include "api/exporting.h"

#include <stdlib.h>

#include "mention/place_mention.h"

/* ---- one event ------------------------------------------------------------------------------- */

static bool has_document(const Event *event, uint32_t document) {
  for (uint32_t i = 0; i < event->documents.n; i++) {
    if (event->documents.v[i] == document) {
      return true;
    }
  }
  return false;
}

/* A story of this event alone, with the signs of a shared origin between its documents. */
static const Story *story_of(Exporting *e, const EventStory *event) {
  const Story *all = e->run->together->shown;
  Arena *arena = &e->run->arena;
  e->story = (Story){.arena = arena, .extraction = all->extraction};
  array_push(arena, &e->story.events, *event);
  for (uint32_t i = 0; i < all->pairs.n; i++) {
    const OriginPair *pair = &all->pairs.v[i];
    if (has_document(event->event, pair->a) && has_document(event->event, pair->b)) {
      array_push(arena, &e->story.pairs, *pair);
    }
  }
  return &e->story;
}

/* Place and period of an incident are those that a person drew. */
static void incident_where(Exporting *e) {
  const IncidentBounds *bounds = e->incident.bounds;
  Event *event = &e->incident.event;
  for (uint32_t i = 0; i < bounds->places.n; i++) {
    const IncidentPlace *drawn = &bounds->incident->places.v[i];
    const Place *place = &bounds->places.v[i];
    ClaimPlace where = {.name = drawn->name, .has_point = true};
    where.latitude = drawn->has_point ? drawn->latitude : place->latitude;
    where.longitude = drawn->has_point ? drawn->longitude : place->longitude;
    where.precision = drawn->has_point && drawn->radius <= 1 ? PRECISION_POINT : PRECISION_UNKNOWN;
    if (!drawn->has_point) {
      where.name = place->name;
      where.country = place->country;
      where.admin1 = place->admin1;
      where.geonames = place->geonames;
      where.precision = place_precision(place);
    }
    array_push(&e->run->arena, &event->places, where);
  }
  if (bounds->incident->has_period) {
    event->time.start = bounds->incident->first;
    event->time.end = bounds->incident->last;
  }
}

static int story_find(Exporting *e, const according_export_options *o, const Story **story,
                      Status *status) {
  const Story *all = e->run->together->shown;
  *story = all;
  if (o->incident) {
    int code = incident_open(e->run, o->incident, &e->incident, &e->incident_bytes, status);
    if (code == STATUS_OK) {
      incident_where(e);
      *story = story_of(e, &e->incident.story);
    }
    return code;
  }
  for (uint32_t i = 0; i < all->events.n && o->event; i++) {
    if (str_is(all->events.v[i].event->id, o->event)) {
      *story = story_of(e, &all->events.v[i]);
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
    if (!one || has_document(one, i)) {
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

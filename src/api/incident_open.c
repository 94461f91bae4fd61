/* Incident files → bounds → the incident's own story. */
#include "api/incident_open.h"

#include "base/file.h"
#include "mention/place_mention.h"
#include "reading/build.h"

enum { INCIDENT_MOST = 1 << 20 };

int incident_open(according_run *run, const char *path, IncidentStory *story, char **bytes,
                  Status *status) {
  const according_engine *engine = run->engine;
  Incident *incident = arena_new(&run->arena, Incident);
  IncidentBounds *bounds = arena_new(&run->arena, IncidentBounds);
  size_t n = 0;
  *bytes = NULL;
  int code = file_read(path, INCIDENT_MOST, bytes, &n, status);
  if (code == STATUS_OK) {
    Str name = str_copy(&run->arena, str_of(path));
    code = incident_file_read((Str){*bytes, n}, name, &run->arena, incident, status);
  }
  if (code == STATUS_OK) {
    code = incident_bounds(incident, &engine->gazetteer, &engine->explain_phrases, &run->arena,
                           bounds, status);
  }
  if (code == STATUS_OK) {
    incident_story(bounds, run->together->shown->extraction, &engine->story_phrases, &run->arena,
                   story);
  }
  return code;
}

/* ---- alone ----------------------------------------------------------------------------------- */

bool event_has_document(const Event *event, uint32_t document) {
  return numbers_have(event->documents.v, event->documents.n, document);
}

void story_alone(according_run *run, const EventStory *event, Story *out) {
  const Story *all = run->together->shown;
  *out = (Story){.arena = &run->arena, .extraction = all->extraction};
  array_push(&run->arena, &out->events, *event);
  for (uint32_t i = 0; i < all->pairs.n; i++) {
    const OriginPair *pair = &all->pairs.v[i];
    if (event_has_document(event->event, pair->a) && event_has_document(event->event, pair->b)) {
      array_push(&run->arena, &out->pairs, *pair);
    }
  }
}

/* Place and period of an incident are those that a person drew. */
static void incident_where(according_run *run, IncidentStory *incident) {
  const IncidentBounds *bounds = incident->bounds;
  Event *event = &incident->event;
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
    array_push(&run->arena, &event->places, where);
  }
  if (bounds->incident->has_period) {
    event->time.start = bounds->incident->first;
    event->time.end = bounds->incident->last;
  }
}

void incident_alone(according_run *run, IncidentStory *incident, Story *out) {
  incident_where(run, incident);
  story_event_complete(run->together->shown, &run->engine->story_phrases, &run->arena,
                       &incident->story);
  story_alone(run, &incident->story, out);
}

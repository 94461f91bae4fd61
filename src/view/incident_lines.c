/* An incident as JSON Lines. */
#include "claim/line_names.h"
#include "view/incident_write.h"
#include "view/line_write.h"

static void key_str(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str(j, s);
}

static void key_bool(Json *j, const char *key, bool b) {
  json_key(j, key);
  json_bool(j, b);
}

static void key_count(Json *j, const char *key, uint64_t n) {
  json_key(j, key);
  json_integer(j, (int64_t)n);
}

static void incident_begin(Json *j, const char *type, const IncidentStory *s) {
  line_begin(j, type);
  key_str(j, "incident", s->bounds->incident->name);
}

/* ---- the bounds ------------------------------------------------------------------------------ */

static void write_place(Json *j, const IncidentPlace *bound, const Place *place) {
  json_object(j);
  json_key(j, "name");
  json_str_or_null(j, place->name);
  json_key(j, "country");
  json_str_or_null(j, place->country);
  json_key(j, "admin1");
  json_str_or_null(j, place->admin1_name);
  json_key(j, "lat");
  json_micro(j, bound->has_point ? bound->latitude : place->latitude);
  json_key(j, "lon");
  json_micro(j, bound->has_point ? bound->longitude : place->longitude);
  json_key(j, "radius_km");
  bound->has_point ? json_integer(j, bound->radius) : json_null(j);
  json_end(j);
}

static void write_day(Json *j, const char *key, Date day) {
  char out[16];
  size_t n = civil_write(day, out);
  json_key(j, key);
  json_str(j, (Str){out, n});
}

static void write_classes(Json *j, const char *key, LineNames names, uint32_t bits) {
  json_key(j, key);
  json_array(j);
  for (int i = 1; bits && line_name(names, i); i++) {
    if (bits >> i & 1) {
      json_text(j, line_name(names, i));
    }
  }
  json_end(j);
  if (bits & 1) {
    json_key(j, "or_none");
    json_bool(j, true);
  }
}

static void write_who(Json *j, const Incident *incident) {
  static const char *const keys[] = {"status", "sex", "age_class"};
  static const LineNames names[] = {NAMES_WHO_STATUS, NAMES_SEX, NAMES_AGE_CLASS};
  const uint32_t bits[] = {incident->statuses, incident->sexes, incident->ages};
  json_key(j, "who");
  json_array(j);
  for (size_t i = 0; i < 3; i++) {
    if (bits[i]) {
      json_object(j);
      write_classes(j, keys[i], names[i], bits[i]);
      json_end(j);
    }
  }
  json_end(j);
}

static void write_readings(Json *j, const char *key, const ThresholdAnswer *answer,
                           const Indices *readings) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < readings->n; i++) {
    json_str(j, answer->measure->readings.v[readings->v[i]].id);
  }
  json_end(j);
}

static void write_thresholds(Json *j, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  json_key(j, "thresholds");
  json_array(j);
  for (uint32_t i = 0; i < incident->thresholds.n; i++) {
    const ThresholdAnswer *answer = &s->thresholds[i];
    json_object(j);
    key_str(j, "measure", incident->thresholds.v[i].measure);
    json_key(j, "least");
    json_decimal(j, incident->thresholds.v[i].least);
    write_readings(j, "reached", answer, &answer->reached);
    write_readings(j, "below", answer, &answer->below);
    write_readings(j, "open", answer, &answer->open);
    json_end(j);
  }
  json_end(j);
}

static void write_head(Json *j, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  incident_begin(j, "incident", s);
  key_str(j, "file", incident->file);
  json_key(j, "places");
  json_array(j);
  for (uint32_t i = 0; i < incident->places.n; i++) {
    write_place(j, &incident->places.v[i], &s->bounds->places.v[i]);
  }
  json_end(j);
  key_bool(j, "place_or_none", incident->place_or_none);
  json_key(j, "period");
  if (incident->has_period) {
    json_object(j);
    write_day(j, "start", incident->first);
    write_day(j, "end", incident->last);
    key_bool(j, "or_none", incident->period_or_none);
    json_end(j);
  } else {
    json_null(j);
  }
  line_strings(j, "kinds", incident->kinds.v, incident->kinds.n);
  write_who(j, incident);
  write_thresholds(j, s);
  for (int i = 0; i < 3; i++) {
    key_count(j, verdict_name((Verdict)i), s->count[i]);
  }
  line_end(j);
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* The event of each claim, UINT32_MAX of none. */
static uint32_t *events_of(const Story *story, Arena *arena) {
  uint32_t *event = arena_array(arena, uint32_t, story->extraction->claims.n + 1);
  memset(event, 0xFF, sizeof *event * story->extraction->claims.n);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const Event *e = story->events.v[i].event;
    for (uint32_t k = 0; k < e->claims.n; k++) {
      event[e->claims.v[k]] = i;
    }
  }
  return event;
}

static void write_claim(Json *j, const IncidentStory *s, const Story *story, uint32_t at,
                        uint32_t event) {
  const Claim *c = &story->extraction->claims.v[at];
  const BoundVerdict *verdict = &s->verdicts[at];
  incident_begin(j, "incident_claim", s);
  key_str(j, "claim", c->id);
  key_str(j, "document", story->extraction->documents.v[c->document].id);
  key_str(j, c->kind == CLAIM_FIGURE ? "measure" : "predicate", c->measure);
  key_str(j, "text", c->kind == CLAIM_FIGURE ? c->value.words.text : c->evidence.text);
  json_key(j, "certainty");
  json_text(j, line_name(NAMES_CERTAINTY, (int)c->certainty));
  json_key(j, "event");
  json_str_or_null(j, event == UINT32_MAX ? (Str){NULL, 0} : story->events.v[event].event->id);
  json_key(j, "lies");
  json_text(j, verdict_name(verdict->is));
  json_key(j, "why");
  json_array(j);
  for (uint32_t i = 0; i < verdict->reasons.n; i++) {
    json_object(j);
    json_key(j, "bound");
    json_text(j, bound_name(verdict->reasons.v[i].bound));
    key_str(j, "why", verdict->reasons.v[i].why);
    json_end(j);
  }
  json_end(j);
  line_end(j);
}

/* ---- checklist ------------------------------------------------------------------------------- */

const char *item_state_name(ItemState state) {
  static const char *const states[] = {"given", "left_open", "not_given", "not_read"};
  return states[state];
}

static void write_item(Json *j, const IncidentStory *s, const Extraction *x, uint32_t item) {
  const ItemAnswers *answers = &s->items[item];
  incident_begin(j, "incident_item", s);
  key_str(j, "item", s->bounds->incident->items.v[item].name);
  json_key(j, "state");
  json_text(j, item_state_name(answers->state));
  json_key(j, "given");
  json_array(j);
  for (uint32_t i = 0; i < answers->answers.n; i++) {
    const IncidentAnswer *answer = &answers->answers.v[i];
    json_object(j);
    key_str(j, "text", answer->text);
    json_key(j, "claims");
    json_array(j);
    for (uint32_t k = 0; k < answer->claims.n; k++) {
      json_str(j, x->claims.v[answer->claims.v[k]].id);
    }
    json_end(j);
    json_end(j);
  }
  json_end(j);
  line_end(j);
}

void incident_write_lines(Json *j, const IncidentStory *s, const Story *story, Arena *arena) {
  const Extraction *x = story->extraction;
  uint32_t *events = events_of(story, arena);
  write_head(j, s);
  for (uint32_t i = 0; i < x->claims.n; i++) {
    write_claim(j, s, story, i, events[i]);
  }
  for (uint32_t i = 0; i < s->bounds->incident->items.n; i++) {
    write_item(j, s, x, i);
  }
}

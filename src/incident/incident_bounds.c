/* Claims against bounds: place, period, kind and who, each by itself, so that every reason is told. */
#include "incident/incident_bounds.h"

enum { CANDIDATES = 64 };

typedef enum Lies { LIES_INSIDE, LIES_AROUND, LIES_ELSEWHERE, LIES_UNKNOWN } Lies;

const char *bound_name(BoundKind bound) {
  static const char *const names[] = {"place", "period", "kind", "who"};
  return names[bound];
}

const char *verdict_name(Verdict verdict) {
  static const char *const names[] = {"inside", "open", "outside"};
  return names[verdict];
}

static bool ends(const char *key, const char *with) {
  return str_ends(str_of(key), with);
}

static void reason(const IncidentBounds *b, BoundVerdict *verdict, BoundKind bound, const char *key, Str of) {
  bool open = !ends(key, ".other") && !ends(key, ".also");
  BoundReason why = {bound, open, phrase_fill(b->arena, b->phrases, key, 1, "of", of)};
  verdict->is = !open || verdict->is == VERDICT_OUTSIDE ? VERDICT_OUTSIDE : VERDICT_OPEN;
  array_push(b->arena, &verdict->reasons, why);
}

/* ---- places ---------------------------------------------------------------------------------- */

/* The place that a claim means, by the gazetteer; PLACE_UNKNOWN if it has none such. */
static PlaceId place_of(const Gazetteer *g, const ClaimPlace *p) {
  char key[GAZETTEER_KEY];
  PlaceCandidate found[CANDIDATES];
  size_t length = gazetteer_key(p->name, key);
  uint32_t n = gazetteer_find(g, (Str){key, length}, found, CANDIDATES);
  for (uint32_t i = 0; i < n; i++) {
    Place place;
    bool is = gazetteer_place(g, found[i].place, &place) &&
              (p->geonames ? place.geonames == p->geonames
                           : str_equal(place.name, p->name) && str_equal(place.country, p->country) &&
                                 str_equal(place.admin1, p->admin1));
    if (is) {
      return place.id;
    }
  }
  return PLACE_UNKNOWN;
}

static Lies lies_near(const IncidentPlace *bound, const ClaimPlace *p) {
  if (!p->has_point) {
    return LIES_UNKNOWN;
  }
  bool near = gazetteer_distance_km(bound->latitude, bound->longitude, p->latitude, p->longitude) <= bound->radius;
  bool exact = p->precision == PRECISION_POINT || p->precision == PRECISION_SETTLEMENT;
  /* The point of a region says little of where in it something was. */
  return near ? exact ? LIES_INSIDE : LIES_AROUND : exact ? LIES_ELSEWHERE : LIES_UNKNOWN;
}

static Lies lies_in(const IncidentBounds *b, uint32_t bound, const ClaimPlace *p) {
  const Place *outer = &b->places.v[bound];
  if (b->incident->places.v[bound].has_point) {
    return lies_near(&b->incident->places.v[bound], p);
  }
  PlaceId inner = place_of(b->gazetteer, p);
  if (inner != PLACE_UNKNOWN) {
    return gazetteer_contains(b->gazetteer, outer->id, inner)   ? LIES_INSIDE
           : gazetteer_contains(b->gazetteer, inner, outer->id) ? LIES_AROUND
                                                                : LIES_ELSEWHERE;
  }
  if (!p->country.n || !outer->country.n) {
    return LIES_UNKNOWN;
  }
  bool same = str_equal(p->country, outer->country);
  return !same ? LIES_ELSEWHERE : outer->class == PLACE_CLASS_COUNTRY ? LIES_INSIDE : LIES_UNKNOWN;
}

/* How the place lies to the bound that it lies best to. */
static Lies lies(const IncidentBounds *b, const ClaimPlace *p) {
  Lies best = LIES_UNKNOWN;
  for (uint32_t i = 0; i < b->incident->places.n; i++) {
    Lies one = lies_in(b, i, p);
    best = i == 0 || one < best ? one : best;
  }
  return best;
}

/* A claim of Baku and Azerbaijan is one of Baku; one of Baku and Ganja is of both. */
static void judge_place(const IncidentBounds *b, const Claim *c, BoundVerdict *verdict) {
  static const char *const keys[] = {NULL, "incident.place.wider", "incident.place.other",
                                     "incident.place.unknown"};
  Str named = {NULL, 0};
  Lies worst = LIES_AROUND;
  bool inside = false;
  for (uint32_t i = 0; i < c->places.n; i++) {
    const ClaimPlace *p = &c->places.v[i];
    Lies one = lies(b, p);
    inside = inside || one == LIES_INSIDE;
    if (one != LIES_INSIDE && (!named.n || one > worst)) {
      named = p->name.n ? p->name : p->words.text;
      worst = one > worst ? one : worst;
    }
  }
  if (c->places.n == 0 && !b->incident->place_or_none) {
    reason(b, verdict, BOUND_PLACE, "incident.place.none", named);
  } else if (inside && worst > LIES_AROUND) {
    reason(b, verdict, BOUND_PLACE, "incident.place.also", named);
  } else if (c->places.n && !inside) {
    reason(b, verdict, BOUND_PLACE, keys[worst], named);
  }
}

/* The likeliest of a name, or the likeliest that lies in what the file names behind it. */
static bool place_find(const Gazetteer *g, Str name, Str in, Place *place) {
  char key[GAZETTEER_KEY];
  PlaceCandidate found[CANDIDATES], outer[CANDIDATES];
  uint32_t n = gazetteer_find(g, (Str){key, gazetteer_key(name, key)}, found, CANDIDATES);
  uint32_t outers = in.n ? gazetteer_find(g, (Str){key, gazetteer_key(in, key)}, outer, CANDIDATES) : 0;
  for (uint32_t i = 0; i < n; i++) {
    bool meant = !in.n && !(found[i].how & (NAME_DEMONYM | NAME_PEOPLE));
    for (uint32_t k = 0; k < outers && !meant; k++) {
      meant = outer[k].place != found[i].place && gazetteer_contains(g, outer[k].place, found[i].place);
    }
    if (meant && gazetteer_place(g, found[i].place, place)) {
      return true;
    }
  }
  return false;
}

int incident_bounds(const Incident *incident, const Gazetteer *gazetteer, const Phrases *phrases, Arena *arena,
                    IncidentBounds *b, Status *status) {
  *b = (IncidentBounds){.incident = incident, .gazetteer = gazetteer, .phrases = phrases, .arena = arena};
  for (uint32_t i = 0; i < incident->places.n; i++) {
    const IncidentPlace *p = &incident->places.v[i];
    Place *place = array_add(arena, &b->places);
    if (!p->has_point && !place_find(gazetteer, p->name, p->in, place)) {
      return status_set(status, STATUS_FORMAT, p->line,
                        "%.*s:%u: expected a place of the gazetteer, or a point with a radius, not \"%.*s%s%.*s\"",
                        STR_ARG(incident->file), p->line, STR_ARG(p->name), p->in.n ? ", " : "", STR_ARG(p->in));
    }
  }
  return STATUS_OK;
}

/* ---- period ---------------------------------------------------------------------------------- */

static Str period_text(Arena *arena, const Period *p) {
  char start[16], end[16];
  size_t n = civil_write(p->start, start), m = civil_write(p->end, end);
  bool one = n == m && memcmp(start, end, n) == 0;
  return str_of(arena_printf(arena, "%.*s%s%.*s", (int)n, start, one || !n || !m ? "" : "/", one ? 0 : (int)m, end));
}

static void judge_period(const IncidentBounds *b, const Claim *c, BoundVerdict *verdict) {
  const Period *p = &c->time;
  int32_t first = civil_first(p->start.year ? p->start : p->end), last = civil_last(p->end.year ? p->end : p->start);
  int32_t from = civil_first(b->incident->first), to = civil_last(b->incident->last);
  Str text = period_text(b->arena, p);
  if (first == DAY_NONE || last == DAY_NONE) {
    if (!b->incident->period_or_none || text.n) {
      reason(b, verdict, BOUND_PERIOD, text.n ? "incident.period.year" : "incident.period.none", text);
    }
  } else if (last < from || first > to) {
    reason(b, verdict, BOUND_PERIOD, "incident.period.other", text);
  } else if (first < from || last > to) {
    reason(b, verdict, BOUND_PERIOD, "incident.period.wider", text);
  }
}

/* ---- kind and who ---------------------------------------------------------------------------- */

static void judge_kind(const IncidentBounds *b, const Claim *c, BoundVerdict *verdict) {
  bool is = b->incident->kinds.n == 0;
  for (uint32_t i = 0; i < b->incident->kinds.n && !is; i++) {
    is = str_equal(b->incident->kinds.v[i], c->measure);
  }
  if (!is) {
    reason(b, verdict, BOUND_KIND, "incident.kind.other", c->measure);
  }
}

static void judge_class(const IncidentBounds *b, uint32_t bits, uint32_t class, Str words, BoundVerdict *verdict) {
  if (bits && !(bits >> class & 1)) {
    reason(b, verdict, BOUND_WHO, class ? "incident.who.other" : "incident.who.none", words);
  }
}

void incident_judge(const IncidentBounds *b, const Claim *c, BoundVerdict *verdict) {
  memset(verdict, 0, sizeof *verdict);
  if (b->places.n) {
    judge_place(b, c, verdict);
  }
  if (b->incident->has_period) {
    judge_period(b, c, verdict);
  }
  if (c->kind == CLAIM_FIGURE) { /* what happened is said by place and period alone */
    judge_kind(b, c, verdict);
    judge_class(b, b->incident->statuses, c->who.status, c->who.words.text, verdict);
    judge_class(b, b->incident->sexes, c->who.sex, c->who.words.text, verdict);
    judge_class(b, b->incident->ages, c->who.age_class, c->who.words.text, verdict);
  }
}

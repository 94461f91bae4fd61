/* An incident for people:

     Harbour fire: harbour.incident

     Place       Constanţa, Romania, and all that lies in it
     …
     Outside
       “35” injured (c-9f2c…), b2.txt: another period: 2019-03-29                                             */

#include "claim/line_names.h"
#include "view/incident_write.h"

enum { LABEL = 14, DEEP = 4, REPORTED = 12 }; /* columns; claims of a list in a report */

static const Str nothing = {NULL, 0};

static Str fill(const Explain *e, const char *key, const char *name, Str text) {
  return phrase_fill(e->arena, e->phrases, key, 1, name, text);
}

static Str list(const Explain *e, const Str *items, uint32_t n) {
  Str all = nothing;
  for (uint32_t i = 0; i < n; i++) {
    all = explain_join(e, all, ", ", items[i]);
  }
  return all;
}

static void labelled(const Explain *e, const char *key, Str text) {
  explain_line(e, phrase(e->phrases, key), LABEL,
               text.n ? text : phrase(e->phrases, "incident.any"));
}

static Str count_text(const Explain *e, uint64_t n) {
  return str_of(arena_printf(e->arena, "%llu", (unsigned long long)n));
}

/* ---- the bounds ------------------------------------------------------------------------------ */

static Str degrees(const Explain *e, int32_t millionths) {
  int64_t size = millionths < 0 ? -(int64_t)millionths : millionths;
  return str_of(arena_printf(e->arena, "%s%lld.%06lld", millionths < 0 ? "-" : "",
                             (long long)(size / 1000000), (long long)(size % 1000000)));
}

static Str place_text(const Explain *e, const IncidentPlace *bound, const Place *place) {
  if (bound->has_point) {
    Str point = explain_join(e, degrees(e, bound->latitude), " ", degrees(e, bound->longitude));
    return phrase_fill(e->arena, e->phrases, "incident.point", 2, "km",
                       count_text(e, bound->radius), "point", point);
  }
  bool apart = place->admin1_name.n && !str_equal(place->admin1_name, place->name);
  Str name = apart ? explain_join(e, place->name, ", ", place->admin1_name) : place->name;
  return fill(e, "incident.within", "name", explain_join(e, name, ", ", place->country));
}

static Str or_none(const Explain *e, Str text, bool none) {
  return none ? explain_join(e, text, "", phrase(e->phrases, "incident.or.none")) : text;
}

static Str places_text(const Explain *e, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  Str all = nothing;
  for (uint32_t i = 0; i < incident->places.n; i++) {
    all = explain_join(e, all, "; ", place_text(e, &incident->places.v[i], &s->bounds->places.v[i]));
  }
  return or_none(e, all, incident->place_or_none);
}

static Str day_text(const Explain *e, Date day) {
  char out[16];
  size_t n = civil_write(day, out);
  return str_copy(e->arena, (Str){out, n});
}

static Str period_text(const Explain *e, const Incident *incident) {
  if (!incident->has_period) {
    return nothing;
  }
  Str days = phrase_fill(e->arena, e->phrases, "incident.days", 2, "first",
                         day_text(e, incident->first), "last", day_text(e, incident->last));
  return or_none(e, days, incident->period_or_none);
}

static Str who_text(const Explain *e, const Incident *incident) {
  static const LineNames names[] = {NAMES_WHO_STATUS, NAMES_SEX, NAMES_AGE_CLASS};
  const uint32_t bits[] = {incident->statuses, incident->sexes, incident->ages};
  Str all = nothing;
  for (size_t i = 0; i < 3; i++) {
    Str one = nothing;
    for (int k = 1; bits[i] && line_name(names[i], k); k++) {
      one = bits[i] >> k & 1 ? explain_join(e, one, ", ", str_of(line_name(names[i], k))) : one;
    }
    all = explain_join(e, all, "; ", or_none(e, one, bits[i] & 1));
  }
  return all;
}

static Str readings_text(const Explain *e, const char *key, const ThresholdAnswer *answer,
                         const Indices *readings) {
  Str all = nothing;
  for (uint32_t i = 0; i < readings->n; i++) {
    const Reading *r = &answer->measure->readings.v[readings->v[i]];
    Str words = e->story->extraction->claims.v[r->shown].value.words.text;
    words = str_of(arena_printf(e->arena, "“%.*s” (%.*s)", STR_ARG(words), STR_ARG(r->id)));
    all = explain_join(e, all, ", ", words);
  }
  return all.n ? fill(e, key, "figures", all) : nothing;
}

static Str threshold_text(const Explain *e, const IncidentThreshold *t,
                          const ThresholdAnswer *answer) {
  char least[32];
  Str number = str_copy(e->arena, (Str){least, decimal_write(t->least, least)});
  Str state = readings_text(e, "incident.reached", answer, &answer->reached);
  state = explain_join(e, state, "; ", readings_text(e, "incident.below", answer, &answer->below));
  state = explain_join(e, state, "; ", readings_text(e, "incident.open", answer, &answer->open));
  return phrase_fill(e->arena, e->phrases, "incident.threshold.is", 3, "measure", t->measure,
                     "least", number, "state",
                     state.n ? state : phrase(e->phrases, "incident.nothing"));
}

static Str documents_text(const Explain *e, const Event *event) {
  Str all = nothing;
  for (uint32_t i = 0; i < event->documents.n; i++) {
    all = explain_join(e, all, ", ", e->names[event->documents.v[i]]);
  }
  return all.n ? all : phrase(e->phrases, "incident.documents.none");
}

Str incident_part_words(const Explain *e, const IncidentStory *s, IncidentPart part) {
  const Incident *incident = s->bounds->incident;
  return part == PART_PLACE    ? places_text(e, s)
         : part == PART_PERIOD ? period_text(e, incident)
         : part == PART_KINDS  ? list(e, incident->kinds.v, incident->kinds.n)
                               : who_text(e, incident);
}

Str incident_threshold_words(const Explain *e, const IncidentStory *s, uint32_t threshold) {
  return threshold_text(e, &s->bounds->incident->thresholds.v[threshold],
                        &s->thresholds[threshold]);
}

static void bounds_write(const Explain *e, const IncidentStory *s) {
  static const char *const keys[] = {"incident.where", "incident.when", "incident.kinds",
                                     "incident.who"};
  for (IncidentPart part = PART_PLACE; part < INCIDENT_PARTS; part++) {
    labelled(e, keys[part], incident_part_words(e, s, part));
  }
  for (uint32_t i = 0; i < s->bounds->incident->thresholds.n; i++) {
    labelled(e, "incident.threshold", incident_threshold_words(e, s, i));
  }
}

static void head_write(const Explain *e, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  explain_line(e, nothing, 0,
               phrase_fill(e->arena, e->phrases, "incident.head", 2, "name", incident->name, "file",
                           incident->file));
  buffer_char(e->out, '\n');
  bounds_write(e, s);
  buffer_char(e->out, '\n');
  explain_line(e, nothing, 0,
               phrase_fill(e->arena, e->phrases, "incident.sum", 3, "inside",
                           count_text(e, s->count[VERDICT_INSIDE]), "all",
                           count_text(e, e->story->extraction->claims.n), "documents",
                           documents_text(e, &s->event)));
}

/* ---- claims ---------------------------------------------------------------------------------- */

static Str reasons_text(const Explain *e, const BoundVerdict *verdict) {
  Str all = nothing;
  for (uint32_t i = 0; i < verdict->reasons.n; i++) {
    all = explain_join(e, all, "; ", verdict->reasons.v[i].why);
  }
  return all;
}

Str incident_why_words(const Explain *e, const IncidentStory *s, uint32_t claim) {
  bool unclear = e->story->extraction->claims.v[claim].certainty == CERTAINTY_UNCLEAR;
  return explain_join(e, reasons_text(e, &s->verdicts[claim]), "; ",
              unclear ? phrase(e->phrases, "reads.unclear") : nothing);
}

static void claim_write(const Explain *e, const IncidentStory *s, uint32_t at) {
  const Claim *c = &e->story->extraction->claims.v[at];
  Str name = explain_claim_name(e, c), document = e->names[c->document];
  Str why = incident_why_words(e, s, at);
  explain_line(e, str_lit("  "), DEEP,
               why.n ? phrase_fill(e->arena, e->phrases, "incident.lies.why", 3, "claim", name,
                                   "document", document, "why", why)
                     : phrase_fill(e->arena, e->phrases, "incident.lies", 2, "claim", name,
                                   "document", document));
}

static void claims_write(const Explain *e, const IncidentStory *s, Verdict verdict, uint32_t most) {
  static const char *const keys[] = {"incident.inside", "incident.left.open", "incident.outside"};
  const Extraction *x = e->story->extraction;
  buffer_char(e->out, '\n');
  explain_line(e, nothing, 0, phrase(e->phrases, keys[verdict]));
  for (uint32_t i = 0, n = 0; i < x->claims.n && n < most; i++) {
    if (s->verdicts[i].is == verdict) {
      claim_write(e, s, i);
      n++;
    }
  }
  if (s->count[verdict] > most) {
    explain_line(e, str_lit("  "), DEEP,
                 fill(e, "incident.more", "n", count_text(e, s->count[verdict] - most)));
  }
  if (!s->count[verdict]) {
    explain_line(e, str_lit("  "), DEEP, phrase(e->phrases, "incident.none"));
  }
}

/* ---- checklist ------------------------------------------------------------------------------- */

static Str answer_text(const Explain *e, const IncidentAnswer *answer) {
  Str in = nothing;
  uint32_t last = UINT32_MAX;
  for (uint32_t i = 0; i < answer->claims.n; i++) {
    uint32_t document = e->story->extraction->claims.v[answer->claims.v[i]].document;
    if (document != last) { /* claims stand by document */
      in = explain_join(e, in, ", ", e->names[document]);
    }
    last = document;
  }
  return phrase_fill(e->arena, e->phrases, "incident.answer", 2, "text", answer->text, "documents",
                     in);
}

Str incident_item_words(const Explain *e, const IncidentStory *s, uint32_t item) {
  const ItemAnswers *answers = &s->items[item];
  Str text = nothing;
  for (uint32_t k = 0; k < answers->answers.n; k++) {
    text = explain_join(e, text, "; ", answer_text(e, &answers->answers.v[k]));
  }
  if (answers->state == ITEM_LEFT_OPEN) {
    return fill(e, "incident.item.open", "answers", text);
  }
  return answers->state == ITEM_GIVEN       ? text
         : answers->state == ITEM_NOT_GIVEN ? phrase(e->phrases, "incident.not_given")
                                            : phrase(e->phrases, "incident.not_read");
}

static void items_write(const Explain *e, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  if (incident->items.n) {
    buffer_char(e->out, '\n');
    explain_line(e, nothing, 0, phrase(e->phrases, "incident.asks"));
  }
  for (uint32_t i = 0; i < incident->items.n; i++) {
    explain_line(e, str_lit("  "), DEEP,
                 phrase_fill(e->arena, e->phrases, "incident.item", 2, "name",
                             incident->items.v[i].name, "answers", incident_item_words(e, s, i)));
  }
}

void incident_write_text(const Explain *e, const IncidentStory *s) {
  head_write(e, s);
  claims_write(e, s, VERDICT_INSIDE, UINT32_MAX);
  claims_write(e, s, VERDICT_OPEN, UINT32_MAX);
  claims_write(e, s, VERDICT_OUTSIDE, UINT32_MAX);
  items_write(e, s);
}

void incident_write_report(const Explain *e, const IncidentStory *s, bool all) {
  uint32_t most = all ? UINT32_MAX : REPORTED;
  explain_line(e, nothing, 0, phrase(e->phrases, "incident.bounds"));
  bounds_write(e, s);
  items_write(e, s);
  claims_write(e, s, VERDICT_OPEN, most);
  claims_write(e, s, VERDICT_OUTSIDE, most);
}

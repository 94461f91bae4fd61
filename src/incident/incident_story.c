/* Claims inside ──▶ one event ──▶ readings, relations, thresholds and checklist. */
#include "incident/incident_story.h"

#include "claim/line_names.h"
#include "reading/relations.h"

/* ---- checklist ------------------------------------------------------------------------------- */

typedef struct Lister {
  const IncidentStory *of;
  const Extraction *x;
  Arena *arena;
  ItemAnswers *out;
} Lister;

static void answer(Lister *l, Str text, uint32_t claim) {
  IncidentAnswer *a = NULL;
  for (uint32_t i = 0; i < l->out->answers.n && !a; i++) {
    a = str_equal_fold(l->out->answers.v[i].text, text) ? &l->out->answers.v[i] : NULL;
  }
  if (!text.n) {
    return;
  }
  if (!a) {
    a = array_add(l->arena, &l->out->answers);
    a->text = text;
  }
  if (!a->claims.n || a->claims.v[a->claims.n - 1] != claim) {
    array_push(l->arena, &a->claims, claim);
  }
}

static void answer_date(Lister *l, const Claim *c, uint32_t at) {
  char start[16], end[16];
  size_t n = civil_write(c->time.start, start), m = civil_write(c->time.end, end);
  bool one = n == m && memcmp(start, end, n) == 0;
  answer(l, str_of(arena_printf(l->arena, "%.*s%s%.*s", (int)n, start, one || !n || !m ? "" : "/", one ? 0 : (int)m, end)), at);
}

static void answer_places(Lister *l, const Claim *c, uint32_t at) {
  for (uint32_t i = 0; i < c->places.n; i++) {
    answer(l, c->places.v[i].name, at);
  }
}

/* Who speaks, and whom they have it from; of a footnote its text. */
static void answer_sources(Lister *l, const Claim *c, uint32_t at) {
  for (const Source *s = &c->source; s; s = s->from) {
    if (s->kind != SOURCE_NARRATOR) {
      answer(l, s->via == VIA_FOOTNOTE ? s->reference : s->words.text, at);
    }
  }
}

static void answer_responsible(Lister *l, const Claim *c, uint32_t at) {
  for (uint32_t i = 0; i < c->actors.n; i++) {
    const ClaimActor *a = &c->actors.v[i];
    if (a->role == ROLE_HELD_RESPONSIBLE || a->role == ROLE_ORDERED) {
      Str name = a->name.n ? a->name : a->words.text;
      Str by = a->according_to;
      answer(l, str_of(arena_printf(l->arena, "%.*s (%s%s%.*s)", STR_ARG(name),
                                    line_name(NAMES_STANDING, (int)a->standing), by.n ? ", " : "", STR_ARG(by))),
             at);
    }
  }
}

static bool answers_item(const IncidentItem *item, Str measure) {
  for (uint32_t i = 0; i < item->answers.n; i++) {
    if (str_equal(item->answers.v[i], measure)) {
      return true;
    }
  }
  return item->answers.n == 0 && str_equal(item->name, measure);
}

static void answer_measure(Lister *l, const IncidentItem *item, const Claim *c, uint32_t at) {
  if (answers_item(item, c->measure) && c->certainty == CERTAINTY_CLEAR) {
    Str words = c->kind == CLAIM_FIGURE ? c->value.words.text : c->evidence.text;
    answer(l, words.n ? words : c->sentence.text, at);
  }
}

typedef void (*AnswerBy)(Lister *l, const Claim *c, uint32_t at);

/* What is answered by every claim, whatever its measure; NULL: by measures and happenings. */
static AnswerBy answer_by(Str name) {
  return str_is(name, "date")          ? answer_date
         : str_is(name, "place")       ? answer_places
         : str_is(name, "source")      ? answer_sources
         : str_is(name, "responsible") ? answer_responsible
                                       : NULL;
}

/* Some claim of the documents, inside or not, is of this kind; or it is a measure that is known. */
static bool is_read(const Extraction *x, const IncidentItem *item, Str measures) {
  while (measures.n) {
    if (answers_item(item, str_split(measures, ' ', &measures))) {
      return true;
    }
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (answers_item(item, x->claims.v[i].measure)) {
      return true;
    }
  }
  return false;
}

/* The answers of the claims with this verdict; true if there are any. */
static bool answers_of(Lister *l, const IncidentItem *item, AnswerBy by, Verdict verdict) {
  for (uint32_t i = 0; i < l->x->claims.n; i++) {
    if (l->of->verdicts[i].is == verdict) {
      by ? by(l, &l->x->claims.v[i], i) : answer_measure(l, item, &l->x->claims.v[i], i);
    }
  }
  return l->out->answers.n > 0;
}

static void item_fill(Lister *l, const IncidentItem *item, Str measures) {
  AnswerBy by = item->answers.n ? NULL : answer_by(item->name);
  l->out->state = answers_of(l, item, by, VERDICT_INSIDE) ? ITEM_GIVEN
                  : answers_of(l, item, by, VERDICT_OPEN) ? ITEM_LEFT_OPEN
                  : by || is_read(l->x, item, measures)   ? ITEM_NOT_GIVEN
                                                          : ITEM_NOT_READ;
}

/* ---- thresholds ------------------------------------------------------------------------------ */

static void threshold_fill(const IncidentStory *s, const Extraction *x, const IncidentThreshold *t, Arena *arena,
                           ThresholdAnswer *out) {
  for (uint32_t m = 0; m < s->story.measures.n; m++) {
    const MeasureReadings *readings = &s->story.measures.v[m];
    if (!str_equal(readings->measure, t->measure)) {
      continue;
    }
    out->measure = readings;
    for (uint32_t r = 0; r < readings->readings.n; r++) {
      const Reading *reading = &readings->readings.v[r];
      const Value *v = &x->claims.v[reading->shown].value;
      if (reading->unclear || reading->scope == SCOPE_PART || reading->lesser) {
        continue;
      }
      if (v->has_low && decimal_compare(v->low, t->least) >= 0) {
        array_push(arena, &out->reached, r);
      } else if (v->has_high && decimal_compare(v->high, t->least) < 0) {
        array_push(arena, &out->below, r);
      } else {
        array_push(arena, &out->open, r);
      }
    }
  }
}

/* ---- the event ------------------------------------------------------------------------------- */

static void event_fill(const Extraction *x, Arena *arena, IncidentStory *s) {
  s->event.heading = s->bounds->incident->name;
  s->event.parent = -1;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    incident_judge(s->bounds, c, &s->verdicts[i]);
    s->count[s->verdicts[i].is]++;
    if (s->verdicts[i].is == VERDICT_INSIDE) {
      array_push(arena, &s->event.claims, i);
      if (!s->event.documents.n || s->event.documents.v[s->event.documents.n - 1] != c->document) {
        array_push(arena, &s->event.documents, c->document); /* claims stand by document */
      }
    }
  }
}

/* A person lies inside with the claim that they are a part of, or with one that their document tells
   as the same happening. */
static void persons_fill(const Extraction *x, Arena *arena, IncidentStory *s) {
  for (uint32_t i = 0; i < x->persons.n; i++) {
    const Person *p = &x->persons.v[i];
    bool inside = false;
    for (uint32_t k = extraction_claims_from(x, p->document);
         k < x->claims.n && x->claims.v[k].document == p->document && !inside; k++) {
      const Claim *c = &x->claims.v[k];
      bool together = p->part_of.n ? str_equal(p->part_of, c->id) : p->episode == c->episode;
      inside = together && s->verdicts[k].is == VERDICT_INSIDE;
    }
    if (inside) {
      array_push(arena, &s->event.persons, i);
    }
  }
}

void incident_story(const IncidentBounds *bounds, const Extraction *x, const Phrases *story_phrases, Arena *arena,
                    IncidentStory *s) {
  const Incident *incident = bounds->incident;
  memset(s, 0, sizeof *s);
  s->bounds = bounds;
  s->verdicts = arena_array(arena, BoundVerdict, x->claims.n + 1);
  event_fill(x, arena, s);
  persons_fill(x, arena, s);
  s->story.event = &s->event;
  readings_build(arena, x, story_phrases, &s->story);
  relations_build(arena, x, story_phrases, &s->story);
  s->thresholds = arena_array(arena, ThresholdAnswer, incident->thresholds.n + 1);
  for (uint32_t i = 0; i < incident->thresholds.n; i++) {
    threshold_fill(s, x, &incident->thresholds.v[i], arena, &s->thresholds[i]);
  }
  s->items = arena_array(arena, ItemAnswers, incident->items.n + 1);
  for (uint32_t i = 0; i < incident->items.n; i++) {
    Lister l = {s, x, arena, &s->items[i]};
    item_fill(&l, &incident->items.v[i], phrase(story_phrases, "measures"));
  }
}

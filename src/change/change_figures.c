/* Change figures: events of both sides side by side, and their readings. */
#include "base/map.h"
#include "change/change.h"

enum { NONE = UINT32_MAX };

typedef struct Figures {
  const Side *before, *after;
  Arena *arena;
  Changes *changes;
} Figures;

/* ---- which event is which -------------------------------------------------------------------- */

/* The earlier event that has most of the claims; NONE if none has any. *common: how many. count: noughts,
   one for each earlier event, and noughts again behind it. */
static uint32_t event_before(const Figures *f, const Map *events, const Event *e, uint32_t *count,
                             uint32_t *common) {
  uint32_t best = NONE;
  *common = 0;
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const uint32_t *at = map_find(events, f->after->x->claims.v[e->claims.v[i]].id);
    if (at && (++count[*at] > *common || (count[*at] == *common && *at < best))) {
      *common = count[*at];
      best = *at;
    }
  }
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const uint32_t *at = map_find(events, f->after->x->claims.v[e->claims.v[i]].id);
    if (at) {
      count[*at] = 0;
    }
  }
  return best;
}

/* partner: of each later event the earlier one, which no other later one has, or NONE. */
static void pair_events(const Figures *f, uint32_t *partner) {
  const Story *a = f->before->story, *b = f->after->story;
  Map events;
  uint32_t *taker = arena_array(f->arena, uint32_t, a->events.n + 1);
  uint32_t *most = arena_array(f->arena, uint32_t, a->events.n + 1);
  uint32_t *count = arena_array(f->arena, uint32_t, a->events.n + 1);
  map_init(&events, f->arena);
  for (uint32_t i = 0; i < a->events.n; i++) {
    const Event *e = a->events.v[i].event;
    for (uint32_t k = 0; k < e->claims.n; k++) {
      map_put(&events, f->before->x->claims.v[e->claims.v[k]].id, i, NULL);
    }
  }
  for (uint32_t i = 0; i < b->events.n; i++) {
    uint32_t common, old = event_before(f, &events, b->events.v[i].event, count, &common);
    partner[i] = NONE;
    if (old != NONE && common > most[old]) {
      if (most[old]) {
        partner[taker[old]] = NONE;
      }
      most[old] = common;
      taker[old] = i;
      partner[i] = old;
    }
  }
}

/* ---- readings -------------------------------------------------------------------------------- */

static const Value *value_of(const Side *side, const Reading *r) {
  return &side->x->claims.v[r->shown].value;
}

static bool same_decimal(bool has, Decimal a, bool other_has, Decimal b) {
  return has == other_has && (!has || decimal_compare(a, b) == 0);
}

static bool same_value(const Value *a, const Value *b) {
  return a->qualifier == b->qualifier &&
         same_decimal(a->has_number, a->number, b->has_number, b->number) &&
         same_decimal(a->has_low, a->low, b->has_low, b->low) &&
         same_decimal(a->has_high, a->high, b->has_high, b->high) &&
         (a->has_number || str_equal(a->words.text, b->words.text));
}

static bool same_documents(const FigureChange *c) {
  bool same = c->before.n == c->after.n;
  for (uint32_t i = 0; same && i < c->before.n; i++) {
    same = str_equal(c->before.v[i], c->after.v[i]);
  }
  return same;
}

static void name_documents(const Figures *f, const Side *side, const Reading *r,
                           FigureChange *change, bool after) {
  for (uint32_t i = 0; r && i < r->documents.n; i++) {
    Str id = side->x->documents.v[r->documents.v[i]].id;
    if (after) {
      array_push(f->arena, &change->after, id);
    } else {
      array_push(f->arena, &change->before, id);
    }
  }
}

/* One reading, on one side or both. */
static void keep_reading(const Figures *f, const Event *event, Str measure, const Reading *old,
                         const Reading *new) {
  FigureChange c = {.kind = !new ? CHANGE_GONE : !old ? CHANGE_NEW : CHANGE_OTHER,
                    .event = event->id,
                    .heading = event->heading,
                    .measure = measure,
                    .value = new ? value_of(f->after, new) : value_of(f->before, old),
                    .unclear_before = old && old->unclear,
                    .unclear_after = new && new->unclear};
  name_documents(f, f->before, old, &c, false);
  name_documents(f, f->after, new, &c, true);
  if (c.kind != CHANGE_OTHER || c.unclear_before != c.unclear_after || !same_documents(&c)) {
    array_push(f->arena, &f->changes->figures, c);
  }
}

/* The reading of a measure that is not taken yet and says the same; scope and place may tell more than
   one apart, and then their order does. */
static const Reading *reading_like(const Figures *f, const MeasureReadings *m, const Value *value,
                                   bool *taken) {
  for (uint32_t i = 0; m && i < m->readings.n; i++) {
    if (!taken[i] && same_value(value_of(f->before, &m->readings.v[i]), value)) {
      taken[i] = true;
      return &m->readings.v[i];
    }
  }
  return NULL;
}

static const MeasureReadings *measure_of(const EventStory *e, Str measure) {
  for (uint32_t i = 0; e && i < e->measures.n; i++) {
    if (str_equal(e->measures.v[i].measure, measure)) {
      return &e->measures.v[i];
    }
  }
  return NULL;
}

static void compare_measure(const Figures *f, const Event *event, const MeasureReadings *old,
                            const MeasureReadings *new) {
  bool *taken = arena_array(f->arena, bool, (old ? old->readings.n : 0) + 1);
  Str measure = new ? new->measure : old->measure;
  for (uint32_t i = 0; new && i < new->readings.n; i++) {
    const Reading *r = &new->readings.v[i];
    keep_reading(f, event, measure, reading_like(f, old, value_of(f->after, r), taken), r);
  }
  for (uint32_t i = 0; old && i < old->readings.n; i++) {
    if (!taken[i]) {
      keep_reading(f, event, measure, &old->readings.v[i], NULL);
    }
  }
}

static void compare_event(const Figures *f, const EventStory *old, const EventStory *new) {
  const Event *event = new ? new->event : old->event;
  for (uint32_t i = 0; new && i < new->measures.n; i++) {
    compare_measure(f, event, measure_of(old, new->measures.v[i].measure), &new->measures.v[i]);
  }
  for (uint32_t i = 0; old && i < old->measures.n; i++) {
    if (!measure_of(new, old->measures.v[i].measure)) {
      compare_measure(f, event, &old->measures.v[i], NULL);
    }
  }
}

void change_figures(const Side *before, const Side *after, Arena *arena, Changes *changes) {
  Figures f = {before, after, arena, changes};
  const Story *a = before->story, *b = after->story;
  uint32_t *partner = arena_array(arena, uint32_t, b->events.n + 1);
  bool *taken = arena_array(arena, bool, a->events.n + 1);
  pair_events(&f, partner);
  for (uint32_t i = 0; i < b->events.n; i++) {
    bool has = partner[i] != NONE;
    compare_event(&f, has ? &a->events.v[partner[i]] : NULL, &b->events.v[i]);
    if (has) {
      taken[partner[i]] = true;
    }
  }
  for (uint32_t i = 0; i < a->events.n; i++) {
    if (!taken[i]) {
      compare_event(&f, &a->events.v[i], NULL);
    }
  }
}

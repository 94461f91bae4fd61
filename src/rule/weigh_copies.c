/* Copies: how likely two sources depend on one another, from the values that they share and do
   not share. */
#include <stdlib.h>

#include "rule/weigh_parts.h"

enum { ROWS_MOST = 300 /* of an object in which sources are compared: each with each */ };

static int compare_meetings(const void *x, const void *y) {
  const Meeting *p = x, *q = y;
  if (p->a != q->a) {
    return p->a < q->a ? -1 : 1;
  }
  if (p->b != q->b) {
    return p->b < q->b ? -1 : 1;
  }
  return (p->value > q->value) - (p->value < q->value);
}

static void meet_object(Weigher *w, const WeighedObject *object, const uint32_t *value_of) {
  if (object->end - object->first > ROWS_MOST) {
    return;
  }
  for (uint32_t i = object->first; i < object->end; i++) {
    for (uint32_t k = i + 1; k < object->end; k++) {
      uint32_t a = w->source_of[i], b = w->source_of[k];
      if (a == b || value_of[i] == UINT32_MAX || value_of[k] == UINT32_MAX) {
        continue;
      }
      Meeting meeting = {a < b ? a : b, a < b ? b : a,
                         value_of[i] == value_of[k] ? value_of[i] : UINT32_MAX};
      array_push(w->arena, &w->meetings, meeting);
    }
  }
}

/* How common each value is beside two sources that share it: that two hit upon the same wrong
   value is the less a sign the more others do, too. */
static void common_set(Weigher *w) {
  for (uint32_t i = 0; i < w->out->objects.n; i++) {
    uint32_t first = w->first_value[i], end = w->first_value[i + 1], all = 0;
    for (uint32_t v = first; v < end; v++) {
      all += w->values.v[v].end - w->values.v[v].first;
    }
    for (uint32_t v = first; v < end; v++) {
      WeighedValue *value = &w->values.v[v];
      uint32_t n = value->end - value->first;
      Fixed others = n > 2 ? FIXED_RATIO(n - 2, all - 2) : 0,
            least = FIXED_RATIO(1, w->weights->wrong);
      value->common = others > least ? others : least;
    }
  }
}

void copies_meet(Weigher *w) {
  common_set(w);
  uint32_t *value_of = arena_array(w->arena, uint32_t, w->table->rows.n + 1);
  memset(value_of, 0xFF, (w->table->rows.n + 1) * sizeof *value_of);
  for (uint32_t v = 0; v < w->values.n; v++) {
    for (uint32_t i = w->values.v[v].first; i < w->values.v[v].end; i++) {
      value_of[i] = v;
    }
  }
  for (uint32_t i = 0; i < w->out->objects.n; i++) {
    meet_object(w, &w->out->objects.v[i], value_of);
  }
  if (w->meetings.n) {
    qsort(w->meetings.v, w->meetings.n, sizeof *w->meetings.v, compare_meetings);
  }
  w->first_pair = arena_array(w->arena, uint32_t, w->sources + 1);
  for (uint32_t i = 0, a = 0; i <= w->meetings.n; i++) {
    const Meeting *m = i < w->meetings.n ? &w->meetings.v[i] : NULL;
    SourcePair *last = w->pairs.n ? &w->pairs.v[w->pairs.n - 1] : NULL;
    if (m && last && last->a == m->a && last->b == m->b) {
      last->end = i + 1;
      continue;
    }
    for (; a <= (m ? m->a : w->sources); a++) {
      w->first_pair[a] = w->pairs.n;
    }
    if (m) {
      array_push(w->arena, &w->pairs, (SourcePair){m->a, m->b, i, i + 1, 0});
    }
  }
}

/* log2((of_one × copied + by_chance × (1 − copied)) / by_chance): what agreement adds to the
   logarithm of the odds that two sources depend (Dong and others 2009, section 3.2, with the
   chance of a wrong value by how common it is in place of the same for all). */
static Fixed gain(Fixed of_one, Fixed by_chance, Fixed copied) {
  by_chance = by_chance > 0 ? by_chance : 1;
  Fixed together = fixed_multiply(of_one, copied) + fixed_multiply(by_chance, FIXED_ONE - copied);
  return fixed_log2(together) - fixed_log2(by_chance);
}

static Fixed odds_of(const Weigher *w, const SourcePair *pair) {
  Fixed a = w->trust[pair->a], b = w->trust[pair->b], mean = (a + b) / 2;
  Fixed copied = w->weights->copying, copier = w->weights->copier;
  Fixed right = gain(mean, fixed_multiply(a, b), copied), differ = fixed_log2(FIXED_ONE - copied);
  Fixed both_wrong = fixed_multiply(FIXED_ONE - a, FIXED_ONE - b);
  Fixed odds = fixed_log2(copier) - fixed_log2(FIXED_ONE - copier);
  for (uint32_t k = pair->first; k < pair->end; k++) {
    uint32_t number = w->meetings.v[k].value;
    const WeighedValue *value = number == UINT32_MAX ? NULL : &w->values.v[number];
    Fixed wrong = value && value->share < FIXED_ONE
                      ? gain(FIXED_ONE - mean, fixed_multiply(both_wrong, value->common), copied)
                      : 0;
    odds += value ? fixed_multiply(value->share, right) +
                        fixed_multiply(FIXED_ONE - value->share, wrong)
                  : differ;
  }
  return odds;
}

void copies_judge(Weigher *w) {
  for (uint32_t i = 0; i < w->pairs.n; i++) {
    Fixed odds = odds_of(w, &w->pairs.v[i]);
    /* odds / (1 + odds), by the smaller of the odds and their inverse */
    Fixed power = fixed_power2(odds > 0 ? -odds : odds);
    w->pairs.v[i].dependence = fixed_divide(odds > 0 ? FIXED_ONE : power, FIXED_ONE + power);
  }
}

Fixed copies_dependence(const Weigher *w, uint32_t a, uint32_t b) {
  uint32_t one = a < b ? a : b, other = a < b ? b : a;
  uint32_t low = w->first_pair[one], high = w->first_pair[one + 1];
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w->pairs.v[middle].b < other) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < w->first_pair[one + 1] && w->pairs.v[low].b == other ? w->pairs.v[low].dependence
                                                                    : 0;
}

/* Copies: how likely two sources depend on one another, from the values that they share and do not share. */
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
      Meeting meeting = {a < b ? a : b, a < b ? b : a, value_of[i] == value_of[k] ? value_of[i] : UINT32_MAX};
      array_push(w->arena, &w->meetings, meeting);
    }
  }
}

void copies_meet(Weigher *w) {
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

/* What agreement on a right value, on a wrong one, and disagreement each add to the logarithm of the odds that
   two sources depend (Dong and others 2009, section 3.2). */
typedef struct Evidence {
  Fixed right, wrong, differ;
} Evidence;

/* log2((of_one × copied + by_chance × (1 − copied)) / by_chance) */
static Fixed gain(Fixed of_one, Fixed by_chance, Fixed copied) {
  Fixed together = fixed_multiply(of_one, copied) + fixed_multiply(by_chance, FIXED_ONE - copied);
  return fixed_log2(together) - fixed_log2(by_chance);
}

static Evidence evidence_of(const Weigher *w, Fixed trust_a, Fixed trust_b) {
  Fixed copied = w->weights->copying, mean = (trust_a + trust_b) / 2;
  Fixed right = fixed_multiply(trust_a, trust_b);
  Fixed wrong = fixed_multiply(FIXED_ONE - trust_a, FIXED_ONE - trust_b) / w->weights->wrong;
  return (Evidence){gain(mean, right, copied), gain(FIXED_ONE - mean, wrong > 0 ? wrong : 1, copied),
                    fixed_log2(FIXED_ONE - copied)};
}

void copies_judge(Weigher *w) {
  Fixed copier = w->weights->copier;
  Fixed prior = fixed_log2(copier) - fixed_log2(FIXED_ONE - copier);
  for (uint32_t i = 0; i < w->pairs.n; i++) {
    SourcePair *pair = &w->pairs.v[i];
    Evidence evidence = evidence_of(w, w->trust[pair->a], w->trust[pair->b]);
    Fixed odds = prior;
    for (uint32_t k = pair->first; k < pair->end; k++) {
      uint32_t value = w->meetings.v[k].value;
      Fixed share = value == UINT32_MAX ? 0 : w->values.v[value].share;
      odds += value == UINT32_MAX ? evidence.differ
                                  : fixed_multiply(share, evidence.right) +
                                        fixed_multiply(FIXED_ONE - share, evidence.wrong);
    }
    /* odds / (1 + odds), by the smaller of the odds and their inverse */
    Fixed power = fixed_power2(odds > 0 ? -odds : odds);
    pair->dependence = fixed_divide(odds > 0 ? FIXED_ONE : power, FIXED_ONE + power);
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
  return low < w->first_pair[one + 1] && w->pairs.v[low].b == other ? w->pairs.v[low].dependence : 0;
}

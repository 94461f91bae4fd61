/* Claims of an event ──measure, number, wording──▶ readings.

   Claims of one number are one reading unless something that both state differs: who is counted,
   scope, place, period. What one leaves unsaid is not different. Claims are taken in a fixed order,
   those that state most first, so that the readings depend on the set alone. */
#include "reading/readings.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- comparing */

static Decimal tenth_more(Decimal d, int sign) {
  Decimal factor = {sign > 0 ? 11 : 9, 1}, product;
  return decimal_multiply(d, factor, &product) ? product : d;
}

Bounds value_bounds(const Value *v) {
  Bounds b = {v->has_low, v->has_high, v->low, v->high};
  if (v->has_number && v->qualifier == QUALIFIER_ABOUT) {
    b = (Bounds){true, true, tenth_more(v->number, -1), tenth_more(v->number, 1)};
  } else if (v->has_number && v->qualifier == QUALIFIER_NEARLY) {
    b = (Bounds){true, true, tenth_more(v->number, -1), v->number};
  } else if (v->has_number && v->qualifier == QUALIFIER_EXACT) {
    b = (Bounds){true, true, v->number, v->number};
  }
  return b;
}

bool bounds_meet(Bounds a, Bounds b) {
  return !(a.has_high && b.has_low && decimal_compare(a.high, b.low) < 0) &&
         !(b.has_high && a.has_low && decimal_compare(b.high, a.low) < 0);
}

bool bounds_within(Bounds inner, Bounds outer) {
  bool low = !outer.has_low || (inner.has_low && decimal_compare(inner.low, outer.low) >= 0);
  bool high = !outer.has_high || (inner.has_high && decimal_compare(inner.high, outer.high) <= 0);
  bool same = inner.has_low == outer.has_low && inner.has_high == outer.has_high &&
              (!inner.has_low || decimal_compare(inner.low, outer.low) == 0) &&
              (!inner.has_high || decimal_compare(inner.high, outer.high) == 0);
  return low && high && !same;
}

static bool one_place(const ClaimPlace *a, const ClaimPlace *b) {
  return a->geonames && b->geonames ? a->geonames == b->geonames
                                    : str_equal_fold(a->name, b->name);
}

static bool is_region(const ClaimPlace *p) {
  return p->precision == PRECISION_REGION || p->precision == PRECISION_UNKNOWN;
}

/* A region and something finer in one country: divisions are split and renamed, and names of regions
   are used loosely, so that nothing is known for sure. */
static bool perhaps_in(const ClaimPlace *p, const ClaimPlace *q) {
  return p->country.n == 0 || q->country.n == 0 ||
         (str_equal(p->country, q->country) && is_region(p) != is_region(q));
}

/* inner lies in outer and is not it, by what the lines say. */
static bool lies_in(const ClaimPlace *inner, const ClaimPlace *outer) {
  if (one_place(inner, outer) || outer->country.n == 0 ||
      !str_equal(inner->country, outer->country)) {
    return false;
  }
  if (outer->precision == PRECISION_COUNTRY) {
    return inner->precision != PRECISION_COUNTRY;
  }
  bool smaller = inner->precision == PRECISION_SETTLEMENT || inner->precision == PRECISION_POINT ||
                 inner->precision == PRECISION_DISTRICT;
  return outer->precision == PRECISION_REGION && smaller && outer->admin1.n &&
         str_equal(outer->admin1, inner->admin1);
}

/* Do the words of an inherited place stand in a sentence that gives a total? Then what follows it is
   not said of that place alone. */
static bool from_total(const Extraction *x, const Claim *c, const ClaimPlace *p) {
  for (uint32_t i = extraction_claims_from(x, c->document);
       i < x->claims.n && x->claims.v[i].document == c->document; i++) {
    const Claim *d = &x->claims.v[i];
    if (d->scope == SCOPE_TOTAL && d->sentence.in_title == p->words.in_title &&
        span_contains(d->sentence.span, p->words.span)) {
      return true;
    }
  }
  return false;
}

static bool states_place(const Extraction *x, const Claim *c) {
  for (uint32_t i = 0; i < c->places.n && c->scope != SCOPE_TOTAL; i++) {
    const ClaimPlace *p = &c->places.v[i];
    if (p->basis == BASIS_STATED || (p->basis == BASIS_INHERITED && !from_total(x, c, p))) {
      return true;
    }
  }
  return false; /* a total is of all places */
}

bool places_apart(const Extraction *x, const Claim *a, const Claim *b) {
  if (!states_place(x, a) || !states_place(x, b)) {
    return false; /* what is not said is not different */
  }
  for (uint32_t i = 0; i < a->places.n; i++) {
    for (uint32_t k = 0; k < b->places.n; k++) {
      const ClaimPlace *p = &a->places.v[i], *q = &b->places.v[k];
      if (one_place(p, q) || lies_in(p, q) || lies_in(q, p) || perhaps_in(p, q)) {
        return false;
      }
    }
  }
  return a->places.n && b->places.n;
}

bool places_share(const Extraction *x, const Claim *a, const Claim *b) {
  if (!states_place(x, a) || !states_place(x, b)) {
    return true;
  }
  for (uint32_t i = 0; i < a->places.n; i++) {
    for (uint32_t k = 0; k < b->places.n; k++) {
      const ClaimPlace *p = &a->places.v[i], *q = &b->places.v[k];
      if (one_place(p, q) || lies_in(p, q) || lies_in(q, p)) {
        return true;
      }
    }
  }
  return a->places.n == 0 || b->places.n == 0;
}

bool places_inside(const Claim *inner, const Claim *outer) {
  for (uint32_t i = 0; i < inner->places.n; i++) {
    bool held = false, named = false;
    for (uint32_t k = 0; k < outer->places.n; k++) {
      held = held || lies_in(&inner->places.v[i], &outer->places.v[k]);
      named = named || one_place(&inner->places.v[i], &outer->places.v[k]);
    }
    if (named ? inner->places.n >= outer->places.n : !held) {
      return false;
    }
  }
  return inner->places.n && outer->places.n;
}

bool places_same(const Claim *a, const Claim *b) {
  if (a->places.n != b->places.n) {
    return false;
  }
  for (uint32_t i = 0; i < a->places.n; i++) {
    bool met = false;
    for (uint32_t k = 0; k < b->places.n && !met; k++) {
      met = one_place(&a->places.v[i], &b->places.v[k]);
    }
    if (!met) {
      return false;
    }
  }
  return true;
}

static bool period_bounds(const Claim *c, int32_t *first, int32_t *last) {
  Date s = c->time.start, e = c->time.end;
  if (s.year == 0 && e.year == 0) {
    return false;
  }
  *first = civil_first(s.year ? s : e);
  *last = e.year ? civil_last(e) : INT32_MAX;
  return true;
}

bool periods_apart(const Claim *a, const Claim *b) {
  int32_t first_a, last_a, first_b, last_b;
  if (a->time.basis != BASIS_STATED || b->time.basis != BASIS_STATED) {
    return false; /* inherited: what its document told last, not what it says of this figure */
  }
  return period_bounds(a, &first_a, &last_a) && period_bounds(b, &first_b, &last_b) &&
         ((last_a < INT32_MAX && first_b > last_a + 1) ||
          (last_b < INT32_MAX && first_a > last_b + 1));
}

static bool words_apart(Str a, Str b) {
  return a.n && b.n && !str_equal_fold(a, b);
}

bool classes_apart(const Claim *a, const Claim *b) {
  const Who *v = &a->who, *w = &b->who;
  return (v->status != w->status && v->status != WHO_UNKNOWN && w->status != WHO_UNKNOWN) ||
         (v->sex != w->sex && v->sex != SEX_UNKNOWN && w->sex != SEX_UNKNOWN) ||
         (v->age_class != w->age_class && v->age_class != AGE_UNKNOWN &&
          w->age_class != AGE_UNKNOWN) ||
         words_apart(v->nationality, w->nationality) || words_apart(v->occupation, w->occupation);
}

/* ---------------------------------------------------------------- sums */

enum {
  ADDENDS_LEAST = 3,
  ADDENDS_MOST = 12,
  SUMMED_MOST = 64,
  NEAR_BYTES = 160, /* between two figures of a list */
};

static bool is_exact(const Claim *c) {
  return c->value.has_number && c->value.qualifier == QUALIFIER_EXACT;
}

static bool is_addend(const Claim *c, const Claim *whole) {
  return c->document == whole->document && c->certainty != CERTAINTY_UNCLEAR && is_exact(c) &&
         c->scope != SCOPE_TOTAL &&
         c->value.number.digits > 0 && c->polarity == POLARITY_POSITIVE && !c->replaced_by.n &&
         (!c->as_of.n || str_equal(c->as_of, whole->as_of)) && (!c->part_of.n || str_equal(c->part_of, whole->id)) &&
         str_equal_fold(c->value.unit, whole->value.unit) &&
         decimal_compare(c->value.number, whole->value.number) < 0;
}

/* Somebody else gives the one than the other. */
static bool sources_apart(const Claim *a, const Claim *b) {
  return a->source.kind != SOURCE_NARRATOR && b->source.kind != SOURCE_NARRATOR && a->source.words.text.n &&
         b->source.words.text.n && !str_equal_fold(a->source.words.text, b->source.words.text);
}

/* "31 bodies, 14 of them women and nine children": a part of the one is no addend beside it. */
static bool is_part_alone(const Claim *c, const Claim *whole) {
  return c->scope == SCOPE_PART && !str_equal(c->part_of, whole->id);
}

/* All addends are needed for the sum: 12, 10 and 2 for three districts, 24 in all. */
static bool all_add_up(const Claim *const *all, uint32_t n, const Claim *a, const Claim *whole) {
  Decimal numbers[ADDENDS_MOST], sum = decimal_of(0);
  uint32_t count = 0;
  bool inside = false;
  for (uint32_t i = 0; i < n; i++) {
    bool again = !is_addend(all[i], whole);
    for (uint32_t k = 0; !again && k < count; k++) {
      again = decimal_compare(numbers[k], all[i]->value.number) == 0;
    }
    if (again) {
      continue;
    }
    if (count == ADDENDS_MOST || !decimal_add(sum, all[i]->value.number, &sum)) {
      return false;
    }
    inside = inside || decimal_compare(all[i]->value.number, a->value.number) == 0;
    numbers[count++] = all[i]->value.number;
  }
  return inside && count >= ADDENDS_LEAST && decimal_compare(sum, whole->value.number) == 0;
}

/* "Fourteen dock workers and three truck drivers died", of the 17 of another sentence. */
static bool pair_adds_up(const Claim *const *all, uint32_t n, const Claim *a, const Claim *whole) {
  for (uint32_t i = 0; i < n; i++) {
    Decimal sum;
    if (all[i] != a && is_addend(all[i], whole) && is_part_alone(all[i], whole) == is_part_alone(a, whole) &&
        !sources_apart(all[i], whole) && !sources_apart(a, whole) &&
        all[i]->sentence.in_title == a->sentence.in_title &&
        all[i]->sentence.span.start == a->sentence.span.start &&
        (whole->sentence.span.start != a->sentence.span.start ||
         whole->sentence.in_title != a->sentence.in_title) &&
        decimal_add(a->value.number, all[i]->value.number, &sum) &&
        decimal_compare(sum, whole->value.number) == 0) {
      return true;
    }
  }
  return false;
}

static int place_order(const void *a, const void *b) {
  const Claim *x = *(const Claim *const *)a, *y = *(const Claim *const *)b;
  return (x->value.words.span.start > y->value.words.span.start) -
         (x->value.words.span.start < y->value.words.span.start);
}

/* "Jarn (168 cases), Ost (97) and Wend (83). The other 64 …", of 412: a run of three or more, one behind the
   other in the text, whatever else it counts elsewhere. */
static bool run_adds_up(const Claim *const *all, uint32_t n, const Claim *a, const Claim *whole) {
  const Claim *run[SUMMED_MOST];
  uint32_t count = 0;
  for (uint32_t i = 0; i < n && count < SUMMED_MOST; i++) {
    if (is_addend(all[i], whole) && !all[i]->value.words.in_title) {
      run[count++] = all[i];
    }
  }
  if (count < ADDENDS_LEAST) {
    return false;
  }
  qsort(run, count, sizeof *run, place_order);
  for (uint32_t from = 0; from < count; from++) {
    Decimal sum = decimal_of(0);
    bool inside = false;
    for (uint32_t i = from; i < count && i - from < ADDENDS_MOST; i++) {
      bool near = i == from || run[i]->value.words.span.start <= run[i - 1]->value.words.span.end + NEAR_BYTES;
      if (!near || !decimal_add(sum, run[i]->value.number, &sum) ||
          decimal_compare(sum, whole->value.number) > 0) {
        break;
      }
      inside = inside || run[i] == a;
      if (inside && i - from + 1 >= ADDENDS_LEAST && decimal_compare(sum, whole->value.number) == 0) {
        return true;
      }
    }
  }
  return false;
}

bool parts_add_up(const Claim *const *all, uint32_t n, const Claim *a, const Claim *whole) {
  return is_exact(whole) && is_addend(a, whole) &&
         (pair_adds_up(all, n, a, whole) || all_add_up(all, n, a, whole) || run_adds_up(all, n, a, whole));
}

/* ---------------------------------------------------------------- grouping claims */

bool is_of_others(const Phrases *phrases, const Claim *c) {
  size_t from = c->value.words.span.end - c->sentence.span.start;
  if (c->value.words.span.start < c->sentence.span.start || from >= c->sentence.text.n ||
      c->value.words.in_title != c->sentence.in_title) {
    return false;
  }
  Str rest = str_trim((Str){c->sentence.text.p + from, c->sentence.text.n - from});
  Str of = str_split(rest, ' ', &rest), next = str_split(rest, ' ', &rest);
  return phrase_lists(phrases, "part.of", of) &&
         (phrase_lists(phrases, "who.part", next) ||
          (phrase_lists(phrases, "part.the", next) &&
           phrase_lists_any(phrases, "part.counted", str_split(rest, ' ', &rest))));
}

static int decimal_order(bool has_a, Decimal a, bool has_b, Decimal b) {
  if (has_a != has_b) {
    return has_a ? -1 : 1;
  }
  return has_a ? decimal_compare(b, a) : 0;
}

/* Larger figures first; then the more exact wording. */
static int value_order(const Value *a, const Value *b) {
  bool number_a = a->has_number || a->has_low, number_b = b->has_number || b->has_low;
  int order = decimal_order(number_a, a->has_number ? a->number : a->low, number_b,
                            b->has_number ? b->number : b->low);
  order = order ? order : (int)a->qualifier - (int)b->qualifier;
  order = order ? order : decimal_order(a->has_number, a->number, b->has_number, b->number);
  order = order ? order : decimal_order(a->has_low, a->low, b->has_low, b->low);
  return order ? order : decimal_order(a->has_high, a->high, b->has_high, b->high);
}

static int stated(const Claim *c) {
  const Who *w = &c->who;
  return (c->scope != SCOPE_UNSTATED) + (c->places.n > 0) + (c->places.n > 1) +
         (c->time.start.year != 0) + (c->time.start.day != 0) + (w->status != WHO_UNKNOWN) +
         (w->sex != SEX_UNKNOWN) + (w->age_class != AGE_UNKNOWN) + (w->nationality.n > 0) +
         (w->occupation.n > 0);
}

/* Counted from one person told of, where the document counts nobody. */
static bool is_lone(const Claim *c) {
  return c->value.counted.n == 1;
}

/* Shown apart from the figures: what was not surely read; and a person alone where other documents
   count (`counted`): who is told of there is "the victim", not the total. */
static bool is_unsure(const Claim *c, bool counted) {
  return c->certainty == CERTAINTY_UNCLEAR || (is_lone(c) && counted);
}

/* Said to be so, or only possible, denied, disputed. */
static bool is_held(const Claim *c) {
  return c->polarity == POLARITY_POSITIVE &&
         (c->modality == MODALITY_ASSERTED || c->modality == MODALITY_REPORTED);
}

/* For sorting without context: a claim's address and its number. */
typedef struct Ordered {
  const Claim *claim;
  uint32_t at;
} Ordered;

/* Is the claim an addend of a figure of its document? */
static bool is_summed(const Ordered *claims, uint32_t n, const Claim *c) {
  const Claim *all[SUMMED_MOST];
  uint32_t count = 0;
  for (uint32_t i = 0; i < n && is_exact(c); i++) {
    if (claims[i].claim->document == c->document && count < SUMMED_MOST) {
      all[count++] = claims[i].claim;
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    if (parts_add_up(all, count, c, all[i])) {
      return true;
    }
  }
  return false;
}

/* Both say of which kind those are whom they count: "six children". */
static bool same_class(const Who *a, const Who *b) {
  return (a->status != WHO_UNKNOWN && a->status == b->status) ||
         (a->age_class != AGE_UNKNOWN && a->age_class == b->age_class) ||
         (a->occupation.n && str_equal_fold(a->occupation, b->occupation));
}

/* Both say where, and it is the same. */
static bool places_same_stated(const Claim *a, const Claim *b) {
  return a->places.n && a->places.v[0].basis == BASIS_STATED && b->places.n &&
         b->places.v[0].basis == BASIS_STATED && places_same(a, b);
}

static bool reading_takes(const Extraction *x, const Reading *r, const Claim *c, bool counted) {
  for (uint32_t i = 0; i < r->claims.n; i++) {
    const Claim *d = &x->claims.v[r->claims.v[i]];
    bool scopes = c->scope != d->scope && ((c->scope != SCOPE_UNSTATED && d->scope != SCOPE_UNSTATED) ||
                                           !places_same(c, d)) &&
                  (c->scope == SCOPE_PART || d->scope == SCOPE_PART) &&
                  !(same_class(&c->who, &d->who) && c->document != d->document);
    bool parts = !c->part_of.n != !d->part_of.n && c->document != d->document && !same_class(&c->who, &d->who) &&
                 !places_same_stated(c, d);
    if (parts || is_unsure(c, counted) != is_unsure(d, counted) || is_held(c) != is_held(d) || scopes ||
        !str_equal_fold(c->value.unit, d->value.unit) || places_apart(x, c, d) ||
        periods_apart(c, d) || classes_apart(c, d)) {
      return false;
    }
  }
  return true;
}

static int claim_order(const void *a, const void *b) {
  const Ordered *x = a, *y = b;
  int order = value_order(&x->claim->value, &y->claim->value);
  order = order ? order : stated(y->claim) - stated(x->claim);
  return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int index_order(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void indices_sort(Indices *set) {
  if (set->n > 1) {
    qsort(set->v, set->n, sizeof *set->v, index_order);
  }
}

static void reading_finish(Arena *arena, const Extraction *x, bool counted, Reading *r) {
  r->shown = r->claims.v[0]; /* the one that states most */
  r->superseded_by = -1;
  r->scope = SCOPE_UNSTATED;
  for (uint32_t i = 0; i < r->claims.n; i++) {
    const Claim *c = &x->claims.v[r->claims.v[i]];
    r->scope = c->scope != SCOPE_UNSTATED ? c->scope : r->scope;
    indices_add(arena, &r->documents, c->document);
  }
  r->unclear = is_unsure(&x->claims.v[r->shown], counted);
  indices_sort(&r->claims);
  indices_sort(&r->documents);
}

typedef struct Sorted {
  Reading reading;
  const Claim *shown;
  bool some; /* an addend, or "of them": not those of a reading that counts all */
} Sorted;

static int reading_order(const void *a, const void *b) {
  const Sorted *x = a, *y = b;
  if (x->reading.unclear != y->reading.unclear) {
    return x->reading.unclear ? 1 : -1;
  }
  bool part_x = x->reading.scope == SCOPE_PART, part_y = y->reading.scope == SCOPE_PART;
  if (part_x != part_y) {
    return part_x ? 1 : -1;
  }
  int order = value_order(&x->shown->value, &y->shown->value);
  return order ? order
               : (x->reading.claims.v[0] > y->reading.claims.v[0]) -
                     (x->reading.claims.v[0] < y->reading.claims.v[0]);
}

/* More documents count than tell of one person alone: what the latter tell is not the whole. A round-up beside
   the report of one killing is. */
static bool is_counted(Arena *arena, const Ordered *claims, uint32_t n) {
  Indices counting = {0}, alone = {0};
  for (uint32_t i = 0; i < n; i++) {
    const Claim *c = claims[i].claim;
    if (c->certainty == CERTAINTY_CLEAR) {
      indices_add(arena, is_lone(c) ? &alone : &counting, c->document);
    }
  }
  return counting.n > alone.n;
}

static void measure_build(Arena *arena, const Extraction *x, const Phrases *phrases, Ordered *claims, uint32_t n,
                          MeasureReadings *m) {
  ARRAY(Sorted) sorted = {0};
  bool counted = is_counted(arena, claims, n);
  qsort(claims, n, sizeof *claims, claim_order);
  uint32_t same_from = 0; /* readings of the value at hand */
  for (uint32_t i = 0; i < n; i++) {
    const Claim *c = claims[i].claim;
    if (i && value_order(&c->value, &claims[i - 1].claim->value) != 0) {
      same_from = sorted.n;
    }
    uint32_t at = same_from;
    bool some = is_summed(claims, n, c) || is_of_others(phrases, c);
    while (at < sorted.n && (sorted.v[at].some != some ||
                             !reading_takes(x, &sorted.v[at].reading, c, counted))) {
      at++;
    }
    if (at == sorted.n) {
      array_add(arena, &sorted)->some = some;
    }
    array_push(arena, &sorted.v[at].reading.claims, claims[i].at);
  }
  for (uint32_t i = 0; i < sorted.n; i++) {
    reading_finish(arena, x, counted, &sorted.v[i].reading);
    sorted.v[i].shown = &x->claims.v[sorted.v[i].reading.shown];
  }
  qsort(sorted.v, sorted.n, sizeof *sorted.v, reading_order);
  for (uint32_t i = 0; i < sorted.n; i++) {
    sorted.v[i].reading.id = str_of(arena_printf(arena, "r%u", i + 1));
    array_push(arena, &m->readings, sorted.v[i].reading);
  }
}

/* Documents of the event that have no clear reading of the measure. */
static void silent_fill(Arena *arena, const Event *e, MeasureReadings *m) {
  for (uint32_t i = 0; i < e->documents.n; i++) {
    bool gives = false;
    for (uint32_t k = 0; k < m->readings.n && !gives; k++) {
      const Reading *r = &m->readings.v[k];
      gives = !r->unclear && bsearch(&e->documents.v[i], r->documents.v, r->documents.n,
                                     sizeof *r->documents.v, index_order);
    }
    if (!gives) {
      array_push(arena, &m->silent, e->documents.v[i]);
    }
  }
}

/* ---------------------------------------------------------------- the event */

/* Rank of a measure or predicate in a list of words; after them all others. */
static uint32_t rank_in(Str list, Str word) {
  uint32_t rank = 0;
  for (Str rest = list; rest.n; rank++) {
    if (str_equal(str_split(rest, ' ', &rest), word)) {
      return rank;
    }
  }
  return rank;
}

typedef struct Named {
  Str name;
  uint32_t rank;
  Polarity polarity;
  uint32_t claim;
} Named;

static int named_order(const void *a, const void *b) {
  const Named *x = a, *y = b;
  if (x->rank != y->rank) {
    return x->rank < y->rank ? -1 : 1;
  }
  int order = str_compare(x->name, y->name);
  order = order ? order : (int)x->polarity - (int)y->polarity;
  return order ? order : (x->claim > y->claim) - (x->claim < y->claim);
}

static void statements_build(Arena *arena, const Extraction *x, EventStory *story, Named *said,
                             uint32_t n) {
  if (n > 1) {
    qsort(said, n, sizeof *said, named_order);
  }
  for (uint32_t i = 0, k; i < n; i = k) {
    StatementReading *s = array_add(arena, &story->statements);
    s->predicate = said[i].name;
    s->polarity = said[i].polarity;
    for (k = i; k < n && str_equal(said[k].name, said[i].name) &&
                said[k].polarity == said[i].polarity;
         k++) {
      array_push(arena, &s->claims, said[k].claim);
      indices_add(arena, &s->documents, x->claims.v[said[k].claim].document);
    }
    indices_sort(&s->documents);
  }
}

void readings_build(Arena *arena, const Extraction *x, const Phrases *phrases, EventStory *story) {
  const Event *e = story->event;
  Named *figures = arena_array(arena, Named, e->claims.n);
  Named *said = arena_array(arena, Named, e->claims.n);
  Ordered *claims = arena_array(arena, Ordered, e->claims.n);
  Str order = phrase(phrases, "measures");
  uint32_t figure_count = 0, said_count = 0;
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *c = &x->claims.v[e->claims.v[i]];
    if (c->kind == CLAIM_FIGURE) {
      figures[figure_count++] =
          (Named){c->measure, rank_in(order, c->measure), POLARITY_POSITIVE, e->claims.v[i]};
    } else {
      said[said_count++] = (Named){c->measure, 0, c->polarity, e->claims.v[i]};
    }
  }
  if (figure_count > 1) {
    qsort(figures, figure_count, sizeof *figures, named_order);
  }
  for (uint32_t i = 0, k; i < figure_count; i = k) {
    for (k = i; k < figure_count && str_equal(figures[k].name, figures[i].name); k++) {
      claims[k - i] = (Ordered){&x->claims.v[figures[k].claim], figures[k].claim};
    }
    MeasureReadings *m = array_add(arena, &story->measures);
    m->measure = figures[i].name;
    measure_build(arena, x, phrases, claims, k - i, m);
    silent_fill(arena, e, m);
  }
  statements_build(arena, x, story, said, said_count);
}

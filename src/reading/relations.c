/* Readings of one measure ──pairwise──▶ relations with reasons.

   Each document's claims are first asked what they are: the whole that the document gives, or a
   part of it. Only wholes of different documents (or of different sources in one document) can
   differ; parts stand to the whole of their own document. */
#include "reading/relations.h"

#include "reading/roles.h"

enum {
  READINGS_MOST = 120, /* of a measure: beyond this only the first are related */
  STATE_DAYS = 20,     /* an event that lasts longer is counted as it goes on */
};

/* ---------------------------------------------------------------- single relations */

static Str document_name(const Relating *r, const Claim *c) {
  return r->x->documents.v[c->document].id;
}

static Str words_of(const Claim *c) {
  return c->value.words.text.n ? c->value.words.text : c->value.number_words.text;
}

static void relate(Relating *r, uint32_t a, uint32_t b, RelationKind kind, Str why) {
  array_push(r->arena, &r->m->relations, (Relation){a, b, kind, why});
}

static Str why_pair(Relating *r, const char *key, const Claim *a, const Claim *b) {
  return phrase_fill(r->arena, r->phrases, key, 4, "a", words_of(a), "b", words_of(b),
                     "document_a", document_name(r, a), "document_b", document_name(r, b));
}

/* a is a part of b, in the words of one document. */
static bool try_part(Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      bool whole = role_at(r, b, k) != ROLE_PART || str_equal(c->part_of, d->id);
      if (!whole || !part_of_claim(r, c, d)) {
        continue;
      }
      /* Beside several figures of its document, a part is one of the whole that it names, or of the
         document's whole. Of a bare bound ("more than 130") it is one only by its words. */
      bool stated = c->part_of.n > 0;
      const Claim *its = document_whole(r, c);
      bool whole_size = d == its || (its && decimal_compare(size_of(d), size_of(its)) >= 0);
      if (!stated && !brought_to(r, c, d) && !adds_up_to(r, c, d) && !whole_size) {
        continue;
      }
      const char *why = stated || brought_to(r, c, d) ? "why.part.stated"
                        : adds_up_to(r, c, d)         ? "why.part.sum"
                                                      : "why.part.place";
      relate(r, a, b, RELATION_PART_OF, why_pair(r, why, c, d));
      return true;
    }
  }
  return false;
}

/* Something that the documents state keeps the two apart: a part in one of them, places, periods. */
static bool explained(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      if (part_of_claim(r, c, d) || part_of_claim(r, d, c)) {
        return true;
      }
    }
  }
  return false;
}

/* Nine tenths and more. */
static bool all_but_equal(const Claim *few, const Claim *all) {
  Decimal ten, nine;
  return decimal_multiply(size_of(few), decimal_of(10), &ten) &&
         decimal_multiply(size_of(all), decimal_of(9), &nine) && decimal_compare(ten, nine) >= 0;
}

/* Two figures of one document count the same: they are of two days, or of two sources and near one another; what
   the document itself says below somebody's figure may be a part of it. */
static bool counts_again(const Relating *r, const Claim *c, const Claim *d) {
  const Claim *few = smaller(c, d) ? c : d, *all = few == c ? d : c;
  if (!str_equal(c->as_of, d->as_of)) {
    return true;
  }
  bool near = rivals(few, all) && !same_sentence(c, d) &&
              (few->source.kind != SOURCE_NARRATOR || few->scope == SCOPE_TOTAL || all_but_equal(few, all));
  return !same_source(c, d) && (near || two_voices(r, few, all));
}

/* The headline repeats what the text says, without whose word it is. */
static bool is_repeated(const Relating *r, uint32_t reading, const Claim *c) {
  return c->value.words.in_title && claim_count(r, reading) > 1;
}

/* Both of one document, without a sign that they count the same. */
static bool one_document_list(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      bool voices = c->source.words.text.n && d->source.words.text.n && !same_source(c, d);
      if (c->document == d->document && !voices && !is_repeated(r, a, c) && !is_repeated(r, b, d) &&
          !counts_again(r, c, d)) {
        return true;
      }
    }
  }
  return false;
}

/* Date up to which a claim holds: as the text says, else its document's date. */
static int32_t holds_at(const Relating *r, const Claim *c) {
  Date date;
  Str text = c->as_of.n ? c->as_of : r->x->documents.v[c->document].date;
  return text.n && civil_read(text, &date) && date.day ? civil_last(date) : DAY_NONE;
}

static int32_t latest(const Relating *r, uint32_t reading) {
  int32_t day = DAY_NONE;
  for (uint32_t i = 0; i < claim_count(r, reading); i++) {
    int32_t at = holds_at(r, claim_at(r, reading, i));
    day = at > day ? at : day;
  }
  return day;
}

/* One publisher gives a in a later document than b. */
static bool publisher_later(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      Str publisher = r->x->documents.v[c->document].publisher;
      int32_t day = holds_at(r, d);
      if (c->document != d->document && publisher.n && day != DAY_NONE && holds_at(r, c) > day &&
          str_equal_fold(publisher, r->x->documents.v[d->document].publisher)) {
        return true;
      }
    }
  }
  return false;
}

static bool replaces(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      if ((d->replaced_by.n && str_equal(d->replaced_by, c->id)) ||
          (counted_before(r, d, c) && is_document_whole(r, c))) {
        return true;
      }
    }
  }
  return false;
}

/* "On Saturday 35 were dead", in a document that counts 37: the earlier count of the same. */
static bool counted_then(const Claim *now, const Claim *then) {
  return now->document == then->document && rivals(now, then) && rivals(then, now) &&
         !bounds_meet(value_bounds(&now->value), value_bounds(&then->value));
}

static void supersede(Relating *r, uint32_t a, uint32_t b, Str why) {
  relate(r, a, b, RELATION_SUPERSEDES, why);
  Reading *old = &r->m->readings.v[b];
  if (old->superseded_by < 0 || latest(r, a) > latest(r, (uint32_t)old->superseded_by)) {
    old->superseded_by = (int32_t)a;
  }
}

/* a replaces b: the text says so, the same publisher gives it later, or it is the later count of
   something that goes on. */
static bool try_supersedes(Relating *r, uint32_t a, uint32_t b, bool whole) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  const char *why = NULL;
  if (replaces(r, a, b)) {
    why = "why.supersedes.stated";
  } else if (whole && c->value.qualifier != QUALIFIER_VAGUE) {
    int32_t day_a = latest(r, a), day_b = latest(r, b);
    bool dated = c->document != d->document || (c->as_of.n && d->as_of.n) ||
                 (!r->ongoing && d->as_of.n);
    bool later = dated && day_a != DAY_NONE && day_b != DAY_NONE && day_a > day_b;
    if (publisher_later(r, a, b) && !publisher_later(r, b, a) && places_same(c, d) &&
        size_of(c).digits && is_document_whole(r, c) && !(r->ongoing && smaller(c, d)) &&
        !bounds_within(value_bounds(&d->value), value_bounds(&c->value))) {
      why = "why.supersedes.publisher";
    } else if (later && (r->ongoing ? smaller(d, c) : counted_then(c, d)) && places_same(c, d) &&
               d->value.qualifier != QUALIFIER_VAGUE) {
      why = "why.supersedes.later";
    }
  }
  if (why) {
    supersede(r, a, b, why_pair(r, why, c, d));
  }
  return why != NULL;
}

/* "hundreds" is made precise by 744, not by 26,000; "over 90" by 120, not by 6,610. */
static bool open_fits(const Value *open, const Value *precise) {
  Decimal high;
  int64_t reach = open->qualifier == QUALIFIER_VAGUE ? 11 : 3;
  return !open->has_low || open->has_high || !precise->has_number ||
         !decimal_multiply(open->low, decimal_of(reach), &high) ||
         decimal_compare(precise->number, high) < 0;
}

static bool try_refines(Relating *r, uint32_t a, uint32_t b) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  Bounds inner = value_bounds(&c->value), outer = value_bounds(&d->value);
  bool open = !inner.has_high && d->value.qualifier == QUALIFIER_VAGUE &&
              c->document != d->document; /* "at least 25" leaves "dozens" as open as it was */
  if (open || !c->value.has_number || !bounds_within(inner, outer) ||
      !open_fits(&d->value, &c->value)) {
    return false;
  }
  relate(r, a, b, RELATION_REFINES, why_pair(r, "why.refines", c, d));
  return true;
}

/* Two figures of one sentence that are neither one whole nor its part. */
static bool beside(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      if (same_sentence(c, d) && same_source(c, d)) {
        return true;
      }
    }
  }
  return false;
}

static const Claim *words_claim(const Relating *r, uint32_t reading) {
  for (uint32_t i = 0; i < claim_count(r, reading); i++) {
    if (claim_at(r, reading, i)->who.words.text.n) {
      return claim_at(r, reading, i);
    }
  }
  return shown(r, reading);
}

/* A part that is worth setting beside another document's whole. */
static bool comparable(const Claim *part, const Claim *whole) {
  Decimal ten;
  return part->value.has_number && whole->value.has_number &&
         decimal_multiply(part->value.number, decimal_of(10), &ten) &&
         decimal_compare(ten, whole->value.number) >= 0;
}

/* Neither reading is, or may be, a rival of the other: what they say differs. */
static bool try_differs(Relating *r, uint32_t a, uint32_t b) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  bool sentence = beside(r, a, b);
  if (classes_apart(c, d)) {
    relate(r, a, b, RELATION_DIFFERS_IN_CATEGORY,
           phrase_fill(r->arena, r->phrases, "why.category", 2, "a", words_claim(r, a)->who.words.text,
                       "b", words_claim(r, b)->who.words.text));
    return true;
  }
  bool periods = !r->ongoing && periods_apart(c, d);
  if (periods || places_apart(r->x, c, d)) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE,
           why_pair(r, periods ? "why.scope.period" : "why.scope.place", c, d));
    return true;
  }
  bool numbers = (c->value.has_number || c->value.has_low) &&
                 (d->value.has_number || d->value.has_low);
  if (sentence && numbers && !says_part(r, c) && !says_part(r, d)) {
    relate(r, a, b, RELATION_DIFFERS_IN_CATEGORY, why_pair(r, "why.category.sentence", c, d));
    return true;
  }
  bool part_a = says_part(r, c), part_b = says_part(r, d);
  const Claim *loose = part_a ? d : c;
  if (c->document == d->document && part_a != part_b && !loose->value.has_high &&
      loose->value.has_low && comparable(part_a ? c : d, loose)) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.part", c, d));
    return true;
  }
  bool inside = places_inside(c, d) && smaller(c, d) && comparable(c, d);
  bool around = places_inside(d, c) && smaller(d, c) && comparable(d, c);
  if (inside || around) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.inside", c, d));
    return true;
  }
  return false;
}

/* Every claim of the reading counts some of those whom the other claim counts: "no child was hurt", but not
   where another document, or the same one elsewhere, says "no one". */
static bool all_single_out(const Relating *r, uint32_t few, const Claim *all) {
  for (uint32_t i = 0; i < claim_count(r, few); i++) {
    const Claim *c = claim_at(r, few, i);
    if (!singles_out(&c->who, &all->who) && !none_of_some(r, c)) {
      return false;
    }
  }
  return true;
}

static bool number_equal(const Value *a, const Value *b) {
  return a->has_number && b->has_number && decimal_compare(a->number, b->number) == 0;
}

/* "At least 43 were killed, bringing the dead since December to 680": what others say of the 43 is not
   set against the 680. */
static bool sum_of_step(const Relating *r, uint32_t sum, const Claim *other) {
  for (uint32_t i = 0; i < r->all_count; i++) {
    const Claim *step = r->all[i];
    if (step->document == other->document || !rivals(step, other) || !rivals(other, step)) {
      continue;
    }
    for (uint32_t k = 0; k < claim_count(r, sum); k++) {
      if (brought_to(r, step, claim_at(r, sum, k))) {
        return true;
      }
    }
  }
  return false;
}

/* What lies in one of the lands over which the other figure is spread: "in Spain, Malta and Cyprus". */
static bool spread_over(const Claim *inner, const Claim *outer) {
  bool lands = false;
  for (uint32_t i = 1; i < outer->places.n; i++) {
    lands = lands || (outer->places.v[i].country.n &&
                      !str_equal(outer->places.v[i].country, outer->places.v[0].country));
  }
  return lands && smaller(inner, outer) && places_inside(inner, outer);
}

/* Two figures that may both speak of the whole, of places and periods that may be the same. */
static void wholes_relate(Relating *r, uint32_t a, uint32_t b) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  bool meet = bounds_meet(value_bounds(&c->value), value_bounds(&d->value));
  bool numbers = (c->value.has_number || c->value.has_low) &&
                 (d->value.has_number || d->value.has_low);
  if (beside(r, a, b) && numbers && !c->as_of.n && !d->as_of.n) {
    try_differs(r, a, b);
    return;
  }
  if (try_supersedes(r, a, b, true) || try_supersedes(r, b, a, true) || try_refines(r, a, b) ||
      try_refines(r, b, a)) {
    return;
  }
  if (meet) {
    if (!beside(r, a, b)) {
      relate(r, a, b, RELATION_AGREES, why_pair(r, "why.agrees", c, d));
    }
    return;
  }
  if (one_document_list(r, a, b)) {
    try_differs(r, a, b);
    return;
  }
  if (r->ongoing && (c->places.n == 0) != (d->places.n == 0)) {
    return; /* one may count the world, the other a country */
  }
  if (sum_of_step(r, a, d) || sum_of_step(r, b, c)) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.period", c, d));
    return;
  }
  const Claim *few = smaller(c, d) ? c : d, *all = few == c ? d : c;
  if (all_single_out(r, few == c ? a : b, all)) {
    relate(r, a, b, RELATION_DIFFERS_IN_CATEGORY, why_pair(r, "why.category.class", few, all));
    return;
  }
  if (few->value.counted.n == 1) { /* one person told of, no count */
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.alone", few, all));
    return;
  }
  bool lands = spread_over(c, d) || spread_over(d, c);
  if (!lands && !places_share(r->x, c, d) && !(is_document_whole(r, c) && is_document_whole(r, d))) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.place", c, d));
  } else if (lands) {
    relate(r, a, b, RELATION_DIFFERS_IN_SCOPE, why_pair(r, "why.scope.inside", c, d));
  } else if (c->value.qualifier != QUALIFIER_VAGUE && d->value.qualifier != QUALIFIER_VAGUE) {
    relate(r, a, b, RELATION_CONFLICTS, why_pair(r, "why.conflicts", c, d));
  }
}

static bool places_stated(const Claim *c) {
  return c->places.n && c->places.v[0].basis == BASIS_STATED;
}

/* Both count those of one place, which they name, though neither may be the whole of its document. */
static bool counted_there(const Relating *r, const Claim *c, const Claim *d) {
  return r->ongoing && c->document != d->document && places_stated(c) && places_stated(d) &&
         places_same(c, d) && !says_part(r, c) && !says_part(r, d);
}

/* The figure of its own document that the claim is a part of, NULL if nothing says so. */
static const Claim *own_whole(const Relating *r, const Claim *c) {
  for (uint32_t i = 0; i < r->all_count; i++) {
    if (r->all[i]->document == c->document && c->part_of.n && str_equal(r->all[i]->id, c->part_of)) {
      return r->all[i];
    }
  }
  const Claim *whole = document_whole(r, c);
  return whole && whole != c && part_of_claim(r, c, whole) ? whole : NULL;
}

/* All claims of a are parts of figures of their documents, and those of b are of others. How the part stands
   to those follows from its own whole: it is a part of them where they are the same. */
static bool try_part_elsewhere(Relating *r, uint32_t a, uint32_t b) {
  const Claim *same = NULL;
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    const Claim *whole = own_whole(r, claim_at(r, a, i));
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *d = claim_at(r, b, k);
      if (!whole || d->document == whole->document || number_equal(&claim_at(r, a, i)->value, &d->value)) {
        return false;
      }
      same = !same && number_equal(&whole->value, &d->value) ? claim_at(r, a, i) : same;
    }
  }
  if (same) {
    relate(r, a, b, RELATION_PART_OF, why_pair(r, "why.part.stated", same, shown(r, b)));
  }
  return true;
}

static bool is_carried(const Claim *c) {
  return c->places.n && c->places.v[0].basis != BASIS_STATED;
}

/* Whoever gives all of a document's figure, and names no place, may have it from where the text was last. */
static bool apart_in_place(const Relating *r, const Claim *c, const Claim *d) {
  return places_apart(r->x, c, d) && !((is_carried(c) || is_carried(d)) && !r->ongoing && is_document_whole(r, c) && is_document_whole(r, d));
}

static bool alternatives(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      if (are_alternatives(r, claim_at(r, a, i), claim_at(r, b, k))) {
        return true;
      }
    }
  }
  return false;
}

/* One document counts up to one day and up to a later one: "5 March: 30, 7 March: 44". */
static bool try_counted_on(Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *now = claim_at(r, a, i), *then = claim_at(r, b, k);
      if (now->document == then->document && now->as_of.n && then->as_of.n && str_compare(now->as_of, then->as_of) >= 0 &&
          smaller(then, now) && !says_part(r, now) && !says_part(r, then) &&
          now->sentence.span.start != then->sentence.span.start) {
        supersede(r, a, b, why_pair(r, "why.supersedes.later", now, then));
        return true;
      }
    }
  }
  return false;
}

static bool bracketed(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      if (are_bracketed(r, claim_at(r, a, i), claim_at(r, b, k))) {
        return true;
      }
    }
  }
  return false;
}

/* Two documents' figures that are near one another, and each as much as there was: of the same, in whatever spots; and
   so are "more than 40" and the 43 of a later sentence, which names none. */
static bool count_one(const Relating *r, const Claim *c, const Claim *d) {
  bool later = (is_carried(c) || is_carried(d)) && bounds_meet(value_bounds(&c->value), value_bounds(&d->value));
  return !r->ongoing && rivals(c, d) && rivals(d, c) && (c->document != d->document || later);
}

static void pair_relate(Relating *r, uint32_t a, uint32_t b) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  bool whole = (may_be_whole(r, a) || is_step(r, a, b)) &&
               (may_be_whole(r, b) || is_step(r, b, a));
  if (!bounds_meet(value_bounds(&c->value), value_bounds(&d->value)) && bracketed(r, a, b)) {
    relate(r, a, b, RELATION_CONFLICTS, why_pair(r, "why.conflicts", c, d));
    return;
  }
  if (try_counted_on(r, a, b) || try_counted_on(r, b, a) || try_part(r, a, b) || try_part(r, b, a) || try_supersedes(r, a, b, false) ||
      try_supersedes(r, b, a, false)) {
    return;
  }
  if (explained(r, a, b) || try_part_elsewhere(r, a, b) || try_part_elsewhere(r, b, a)) {
    return;
  }
  Bounds bounds_a = value_bounds(&c->value), bounds_b = value_bounds(&d->value);
  bool apart = classes_apart(c, d) || (apart_in_place(r, c, d) && !(whole && count_one(r, c, d))) ||
               (!r->ongoing && periods_apart(c, d));
  if (number_equal(&c->value, &d->value) && !classes_apart(c, d) && c->scope == d->scope &&
      (!apart || c->value.qualifier != d->value.qualifier)) {
    bool finer_a = bounds_within(bounds_a, bounds_b), finer_b = bounds_within(bounds_b, bounds_a);
    if (finer_a || finer_b) {
      relate(r, finer_a ? a : b, finer_a ? b : a, RELATION_REFINES,
             why_pair(r, "why.refines", finer_a ? c : d, finer_a ? d : c));
    } else {
      relate(r, a, b, RELATION_AGREES, why_pair(r, "why.agrees", c, d));
    }
    return;
  }
  if (!whole && !apart && counted_there(r, c, d) &&
      (try_supersedes(r, a, b, true) || try_supersedes(r, b, a, true))) {
    return;
  }
  if (rivals(c, d) && rivals(d, c) && !bounds_meet(bounds_a, bounds_b) && alternatives(r, a, b)) {
    relate(r, a, b, RELATION_CONFLICTS, why_pair(r, "why.conflicts", c, d));
    return;
  }
  if (!whole || apart) {
    try_differs(r, a, b);
    return;
  }
  wholes_relate(r, a, b);
}

/* Counted as it goes on: an epidemic, or anything without an end or of some length. */
static bool is_ongoing(const Relating *r) {
  const Period *p = &r->story->event->time;
  if (p->start.year && !p->end.year) {
    return true;
  }
  if (p->start.day && p->end.day && civil_last(p->end) - civil_first(p->start) > STATE_DAYS) {
    return true;
  }
  for (uint32_t i = 0; i < r->story->measures.n; i++) {
    if (str_equal(r->story->measures.v[i].measure, phrase(r->phrases, "measure.ongoing"))) {
      return true;
    }
  }
  return false;
}

void relations_build(Arena *arena, const Extraction *x, const Phrases *phrases,
                     EventStory *story) {
  Relating r = {.arena = arena, .x = x, .phrases = phrases, .story = story};
  r.ongoing = is_ongoing(&r);
  for (uint32_t i = 0; i < story->measures.n; i++) {
    r.m = &story->measures.v[i];
    if (phrase_lists(phrases, "measures.apart", r.m->measure)) {
      continue; /* each such figure counts something else */
    }
    roles_find(&r);
    readings_mark(&r);
    uint32_t n = r.m->readings.n < READINGS_MOST ? r.m->readings.n : READINGS_MOST;
    for (uint32_t a = 0; a < n; a++) {
      for (uint32_t b = a + 1; b < n; b++) {
        if (!r.m->readings.v[a].unclear && !r.m->readings.v[b].unclear && is_held(shown(&r, a)) &&
            is_held(shown(&r, b))) {
          pair_relate(&r, a, b);
        }
      }
    }
  }
}

/* Readings of one measure ──pairwise──▶ relations with reasons.

   Each document's claims are first asked what they are: the whole that the document gives, or a
   part of it. Only wholes of different documents (or of different sources in one document) can
   differ; parts stand to the whole of their own document. */
#include "reading/relations.h"

#include <stdlib.h>

enum {
  READINGS_MOST = 120, /* of a measure: beyond this only the first are related */
  STATE_DAYS = 20,     /* an event that lasts longer is counted as it goes on */
};

typedef enum Role {
  ROLE_WHOLE,   /* may speak of the whole incident */
  ROLE_PART,    /* a part, by its own words or beside the whole of its document */
  ROLE_STEP,    /* a part of the sum that it brings about: "bringing the toll to 11" */
  ROLE_NEITHER, /* smaller than its document's whole, and nothing says what it is */
} Role;

typedef struct Relating {
  Arena *arena;
  const Extraction *x;
  const Phrases *phrases;
  EventStory *story;
  MeasureReadings *m;
  Role *roles;     /* of each claim of the extraction's measure: indexed by reading, claim */
  uint32_t *start; /* first role of each reading */
  const Claim **all; /* every claim of the measure */
  uint32_t all_count;
  bool ongoing;    /* the event is counted as it goes on */
} Relating;

static const Claim *claim_at(const Relating *r, uint32_t reading, uint32_t i) {
  return &r->x->claims.v[r->m->readings.v[reading].claims.v[i]];
}

static uint32_t claim_count(const Relating *r, uint32_t reading) {
  return r->m->readings.v[reading].claims.n;
}

static const Claim *shown(const Relating *r, uint32_t reading) {
  return &r->x->claims.v[r->m->readings.v[reading].shown];
}

static Role role_at(const Relating *r, uint32_t reading, uint32_t i) {
  return r->roles[r->start[reading] + i];
}

static bool is_held(const Claim *c) {
  return c->polarity == POLARITY_POSITIVE &&
         (c->modality == MODALITY_ASSERTED || c->modality == MODALITY_REPORTED);
}

/* Least that the value may be, for comparing sizes. */
static Decimal size_of(const Claim *c) {
  const Value *v = &c->value;
  return v->has_number ? v->number : v->has_low ? v->low : v->has_high ? v->high : decimal_of(0);
}

static bool smaller(const Claim *a, const Claim *b) {
  return decimal_compare(size_of(a), size_of(b)) < 0;
}

static bool same_sentence(const Claim *a, const Claim *b) {
  return a->document == b->document && a->sentence.in_title == b->sentence.in_title &&
         a->sentence.span.start == b->sentence.span.start;
}

static bool same_source(const Claim *a, const Claim *b) {
  return a->source.kind == b->source.kind &&
         str_equal_fold(a->source.words.text, b->source.words.text);
}

/* ---------------------------------------------------------------- parts and wholes */

static bool listed(Str list, Str word) {
  for (Str rest = list; rest.n;) {
    if (str_equal_fold(str_split(rest, ' ', &rest), word)) {
      return true;
    }
  }
  return false;
}

static bool same_measure_value(const Claim *a, const Claim *b) {
  return a->value.has_number && b->value.has_number && str_equal_fold(a->value.unit, b->value.unit);
}

static bool adds_up_to(const Relating *r, const Claim *a, const Claim *whole) {
  return parts_add_up(r->all, r->all_count, a, whole);
}

/* "Twelve of them were still being treated": behind the figure stand words that make it a part. */
static bool of_others(const Relating *r, const Claim *c) {
  size_t from = c->value.words.span.end - c->sentence.span.start;
  if (c->value.words.span.start < c->sentence.span.start || from >= c->sentence.text.n ||
      c->value.words.in_title != c->sentence.in_title) {
    return false;
  }
  Str rest = str_trim((Str){c->sentence.text.p + from, c->sentence.text.n - from});
  Str of = str_split(rest, ' ', &rest);
  return listed(phrase(r->phrases, "part.of"), of) &&
         listed(phrase(r->phrases, "who.part"), str_split(rest, ' ', &rest));
}

/* The words of the figure, or of a larger one before it in its sentence ("twelve of them were still
   being treated, two abroad"), make it a part. */
static bool says_part(const Relating *r, const Claim *c) {
  bool part = c->scope == SCOPE_PART || of_others(r, c);
  for (uint32_t i = 0; !part && c->scope == SCOPE_UNSTATED && i < r->all_count; i++) {
    const Claim *d = r->all[i];
    part = same_sentence(c, d) && d->value.words.span.end <= c->value.words.span.start &&
           smaller(c, d) && of_others(r, d);
  }
  return part;
}

/* "killed six people, bringing the toll to 11": between the two figures of one sentence stands a word
   that makes the second the sum of all until then. */
static bool brought_to(const Relating *r, const Claim *a, const Claim *b) {
  Span x = a->value.words.span, y = b->value.words.span, s = a->sentence.span;
  if (!same_sentence(a, b) || !same_measure_value(a, b) || x.end > y.start || x.start < s.start ||
      y.start - s.start > a->sentence.text.n) {
    return false;
  }
  Str between = {a->sentence.text.p + (x.end - s.start), y.start - x.end};
  for (Str rest = between; rest.n;) {
    if (listed(phrase(r->phrases, "part.brought"), str_split(rest, ' ', &rest))) {
      return true;
    }
  }
  return false;
}

/* Does the text say, or the places show, that a is a part of b of the same document? */
static bool part_of_claim(const Relating *r, const Claim *a, const Claim *b) {
  if (a->document != b->document || a == b) {
    return false;
  }
  if (a->part_of.n && str_equal(a->part_of, b->id)) {
    return true;
  }
  if (smaller(a, b) && !a->part_of.n && (brought_to(r, a, b) || adds_up_to(r, a, b))) {
    return true;
  }
  if (size_of(a).digits == 0 || !smaller(a, b) || says_part(r, b) || periods_apart(a, b)) {
    return false;
  }
  if (a->part_of.n) {
    return false; /* its whole is another figure */
  }
  if (says_part(r, a)) {
    return true;
  }
  /* "more than 130" beside 147 is the less exact wording, not a part. */
  return a->scope != SCOPE_TOTAL && places_inside(a, b) &&
         !bounds_meet(value_bounds(&a->value), value_bounds(&b->value));
}

/* The whole of a claim's document: the largest figure that no words make a part. */
static const Claim *document_whole(const Relating *r, const Claim *c) {
  const Claim *best = NULL;
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      const Claim *d = claim_at(r, i, k);
      if (d->document != c->document || says_part(r, d) || d->part_of.n ||
          d->certainty == CERTAINTY_UNCLEAR || !is_held(d) || d->replaced_by.n) {
        continue;
      }
      if (!best || (d->scope == SCOPE_TOTAL) > (best->scope == SCOPE_TOTAL) ||
          ((d->scope == SCOPE_TOTAL) == (best->scope == SCOPE_TOTAL) && smaller(best, d))) {
        best = d;
      }
    }
  }
  return best;
}

/* Its sentence gives something else beside it, in a word without a number ("170,000 here and tens of
   thousands there"): it is one of a list. */
static bool is_listed(const Relating *r, const Claim *c) {
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      const Claim *d = claim_at(r, i, k);
      if (d != c && same_sentence(c, d) && !d->part_of.n && !d->replaced_by.n && !d->as_of.n &&
          d->value.qualifier == QUALIFIER_VAGUE) {
        return true;
      }
    }
  }
  return false;
}

/* As much as its document gives, and not one of a list. */
static bool is_document_whole(const Relating *r, const Claim *c) {
  const Claim *whole = document_whole(r, c);
  return whole && decimal_compare(size_of(whole), size_of(c)) == 0 &&
         (c->scope == SCOPE_TOTAL || !is_listed(r, c));
}

/* Figures of two sources in one document that may be about the same: not one of them a small part. */
static bool rivals(const Claim *a, const Claim *whole) {
  Decimal three, two, size = size_of(a);
  return size.digits == 0 || (decimal_multiply(size, decimal_of(3), &three) &&
                              decimal_multiply(size_of(whole), decimal_of(2), &two) &&
                              decimal_compare(three, two) >= 0);
}

static Role role_of(const Relating *r, const Claim *c) {
  if (says_part(r, c) || c->part_of.n ||
      listed(phrase(r->phrases, "who.part"), c->who.words.text)) {
    return ROLE_PART;
  }
  const Claim *whole = document_whole(r, c);
  if (!whole || whole == c) {
    return ROLE_WHOLE;
  }
  if (brought_to(r, c, whole)) {
    return ROLE_STEP;
  }
  if (part_of_claim(r, c, whole)) {
    return ROLE_PART;
  }
  if (c->as_of.n && whole->as_of.n && !str_equal(c->as_of, whole->as_of)) {
    return ROLE_WHOLE; /* an earlier count of the same */
  }
  Bounds mine = value_bounds(&c->value), its = value_bounds(&whole->value);
  bool rounded = bounds_meet(mine, its);
  return rounded || (!same_source(c, whole) && rivals(c, whole)) ? ROLE_WHOLE : ROLE_NEITHER;
}

static void roles_find(Relating *r) {
  uint32_t total = 0;
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    total += claim_count(r, i);
  }
  r->all = arena_array(r->arena, const Claim *, total);
  r->all_count = 0;
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      r->all[r->all_count++] = claim_at(r, i, k);
    }
  }
  total = 0;
  r->start = arena_array(r->arena, uint32_t, r->m->readings.n);
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    r->start[i] = total;
    total += claim_count(r, i);
  }
  r->roles = arena_array(r->arena, Role, total);
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      r->roles[r->start[i] + k] = role_of(r, claim_at(r, i, k));
    }
  }
}

/* "No member of the guard was killed" is said of some people, "no one was killed" of all. */
static bool none_of_some(const Relating *r, const Claim *c) {
  return size_of(c).digits == 0 && c->who.words.text.n &&
         !listed(phrase(r->phrases, "who.anyone"), c->who.words.text);
}

/* What the roles of its claims make of a reading. */
static void readings_mark(Relating *r) {
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    Reading *reading = &r->m->readings.v[i];
    bool part = true, lesser = true;
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      part = part && (says_part(r, claim_at(r, i, k)) || none_of_some(r, claim_at(r, i, k)));
      lesser = lesser && role_at(r, i, k) == ROLE_NEITHER;
    }
    reading->scope = part ? SCOPE_PART : reading->scope;
    reading->lesser = lesser && !reading->unclear;
  }
}

/* A reading may speak of the whole if one of its claims may and none is a part. */
static bool may_be_whole(const Relating *r, uint32_t reading) {
  bool any = false;
  for (uint32_t i = 0; i < claim_count(r, reading); i++) {
    Role role = role_at(r, reading, i);
    if (role == ROLE_PART || role == ROLE_STEP) {
      return false;
    }
    any = any || role == ROLE_WHOLE;
  }
  return any;
}

/* What one happening brought to a sum, beside another document's figure of its size. */
static bool is_step(const Relating *r, uint32_t reading, uint32_t other) {
  const Claim *c = shown(r, reading), *d = shown(r, other);
  return role_at(r, reading, 0) == ROLE_STEP && c->document != d->document && rivals(c, d) &&
         rivals(d, c);
}

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
      bool whole_size = d == its || (its && decimal_compare(size_of(d), size_of(its)) == 0);
      if (!stated && !brought_to(r, c, d) && !whole_size) {
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

/* Both of one document, without a sign that they count the same. */
static bool one_document_list(const Relating *r, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < claim_count(r, a); i++) {
    for (uint32_t k = 0; k < claim_count(r, b); k++) {
      const Claim *c = claim_at(r, a, i), *d = claim_at(r, b, k);
      if (c->document == d->document && (same_source(c, d) || c->source.words.text.n == 0 ||
                                         d->source.words.text.n == 0)) {
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
      const Claim *d = claim_at(r, b, k);
      if (d->replaced_by.n && str_equal(d->replaced_by, claim_at(r, a, i)->id)) {
        return true;
      }
    }
  }
  return false;
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
    bool dated = c->document != d->document || (c->as_of.n && d->as_of.n);
    bool later = dated && day_a != DAY_NONE && day_b != DAY_NONE && day_a > day_b;
    if (publisher_later(r, a, b) && !publisher_later(r, b, a) && places_same(c, d) &&
        size_of(c).digits && is_document_whole(r, c) && !(r->ongoing && smaller(c, d)) &&
        !bounds_within(value_bounds(&d->value), value_bounds(&c->value))) {
      why = "why.supersedes.publisher";
    } else if (later && r->ongoing && smaller(d, c) && places_same(c, d) &&
               d->value.qualifier != QUALIFIER_VAGUE) {
      why = "why.supersedes.later";
    }
  }
  if (!why) {
    return false;
  }
  relate(r, a, b, RELATION_SUPERSEDES, why_pair(r, why, c, d));
  Reading *old = &r->m->readings.v[b];
  if (old->superseded_by < 0 || latest(r, a) > latest(r, (uint32_t)old->superseded_by)) {
    old->superseded_by = (int32_t)a;
  }
  return true;
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

/* Words of the smaller figure name a kind of person that those of the larger do not. */
static bool singles_out(const Who *few, const Who *all) {
  bool forces = few->status == WHO_COMBATANT || few->status == WHO_POLICE;
  bool force_all = all->status == WHO_COMBATANT || all->status == WHO_POLICE;
  return (forces && !force_all) || (few->age_class != AGE_UNKNOWN && all->age_class == AGE_UNKNOWN) ||
         (few->occupation.n && !all->occupation.n);
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

static void pair_relate(Relating *r, uint32_t a, uint32_t b) {
  const Claim *c = shown(r, a), *d = shown(r, b);
  bool whole = (may_be_whole(r, a) || is_step(r, a, b)) &&
               (may_be_whole(r, b) || is_step(r, b, a));
  if (try_part(r, a, b) || try_part(r, b, a) || try_supersedes(r, a, b, false) ||
      try_supersedes(r, b, a, false)) {
    return;
  }
  if (explained(r, a, b)) {
    return;
  }
  Bounds bounds_a = value_bounds(&c->value), bounds_b = value_bounds(&d->value);
  bool apart = classes_apart(c, d) || places_apart(r->x, c, d) ||
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
    if (listed(phrase(phrases, "measures.apart"), r.m->measure)) {
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

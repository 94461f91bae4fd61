/* Claims of one measure ──words, places, sums of their document──▶ roles: whole, part, step of a sum. */
#include "reading/roles.h"

static bool same_measure_value(const Claim *a, const Claim *b) {
  return a->value.has_number && b->value.has_number && str_equal_fold(a->value.unit, b->value.unit);
}

bool adds_up_to(const Relating *r, const Claim *a, const Claim *whole) {
  return parts_add_up(r->all, r->all_count, a, whole);
}

/* The words of the sentence between two places of the working text; empty where it does not hold them. */
static Str words_between(const Claim *c, uint32_t from, uint32_t to) {
  Span s = c->sentence.span;
  bool inside = from >= s.start && from < to && to - s.start <= c->sentence.text.n;
  return inside ? (Str){c->sentence.text.p + (from - s.start), to - from} : (Str){NULL, 0};
}

/* "The toll rose to 58 when 17 more bodies were found": the first is what the others bring it to, or of them. */
static bool is_reached(const Claim *c, const Claim *sum) {
  bool before = sum->value.words.span.end <= c->value.words.span.start;
  return before ? sum->scope == SCOPE_TOTAL && smaller(c, sum) : smaller(sum, c);
}

/* "Twelve died. Ten more are missing": they come to people of another measure. The dead are more than the dead of before,
   whom another document may have counted. */
static bool are_more_than_others(const Relating *r, const Claim *c) {
  bool counted = str_is(c->measure, "killed");
  for (uint32_t i = 0; i < r->all_count && !counted; i++) {
    const Claim *d = r->all[i];
    counted = d != c && d->document == c->document && d->value.words.span.end <= c->value.words.span.start;
  }
  return !counted;
}

/* "Three more victims": they come to those who were counted before, in other sentences. */
static bool are_more(const Relating *r, const Claim *c) {
  Span s = c->sentence.span, v = c->value.words.span;
  if (c->scope != SCOPE_UNSTATED || c->value.words.in_title != c->sentence.in_title || v.end < s.start ||
      v.end - s.start > c->sentence.text.n || are_more_than_others(r, c)) {
    return false;
  }
  for (uint32_t i = 0; i < r->all_count; i++) {
    if (r->all[i] != c && same_sentence(c, r->all[i]) && !is_reached(c, r->all[i])) {
      return false; /* "170,000 here and thousands more there" */
    }
  }
  Str rest = str_trim((Str){c->sentence.text.p + (v.end - s.start), c->sentence.text.n - (v.end - s.start)});
  return phrase_lists(r->phrases, "part.more", str_split(rest, ' ', &rest));
}

static bool has_larger(const Relating *r, const Claim *c) {
  for (uint32_t i = 0; i < r->all_count; i++) {
    if (r->all[i]->document == c->document && smaller(c, r->all[i])) {
      return true;
    }
  }
  return false;
}

/* "With Tarn alone accounting for 850 cases": a name, "alone" and the figure. */
static bool of_one_alone(const Relating *r, const Claim *c) {
  enum { WITHIN = 5 };
  Str before = words_between(c, c->sentence.span.start, c->value.words.span.start), last = {NULL, 0};
  uint32_t since = WITHIN;
  for (Str rest = before, word; (word = str_word(&rest)).n; last = word, since++) {
    bool name = last.n && last.p[0] >= 'A' && last.p[0] <= 'Z';
    since = name && phrase_lists(r->phrases, "part.alone", word) ? 0 : since;
  }
  return since < WITHIN && has_larger(r, c);
}

/* "In Tarn state alone, 66 died", of more. */
static bool is_there_alone(const Relating *r, const Claim *c) {
  if (c->scope == SCOPE_UNSTATED && of_one_alone(r, c)) {
    return true;
  }
  for (uint32_t i = 0; i < c->places.n && c->scope == SCOPE_UNSTATED; i++) {
    const Excerpt *words = &c->places.v[i].words;
    Span s = c->sentence.span;
    if (words->in_title != c->sentence.in_title || words->span.start < s.start ||
        words->span.end - s.start > c->sentence.text.n) {
      continue;
    }
    size_t from = words->span.end - s.start;
    Str rest = {c->sentence.text.p + from, c->sentence.text.n - from};
    Str next = str_word(&rest), second = str_word(&rest);
    if (phrase_lists_any(r->phrases, "part.alone", next) || phrase_lists_any(r->phrases, "part.alone", second)) {
      return has_larger(r, c);
    }
  }
  return false;
}

/* "Of 71 people hurt, 22 were still in hospital, and six have lost a limb": the figure behind "Of". */
static bool is_of_these(const Relating *r, const Claim *c) {
  enum { WORDS = 3 };
  Str rest = words_between(c, c->sentence.span.start, c->value.words.span.start), next;
  bool of = phrase_lists(r->phrases, "part.of", str_word(&rest));
  for (uint32_t i = 1; of && (next = str_word(&rest)).n; i++) {
    of = i < WORDS;
  }
  return of;
}

/* The words of the figure, or of a larger one before it in its sentence ("twelve of them were still
   being treated, two abroad"), make it a part. */
bool says_part(const Relating *r, const Claim *c) {
  bool part = c->scope == SCOPE_PART || is_of_others(r->phrases, c) || are_more(r, c) || is_there_alone(r, c);
  for (uint32_t i = 0; !part && c->scope == SCOPE_UNSTATED && i < r->all_count; i++) {
    const Claim *d = r->all[i];
    part = same_sentence(c, d) && d->value.words.span.end <= c->value.words.span.start &&
           smaller(c, d) && (is_of_others(r->phrases, d) || is_of_these(r, d));
  }
  return part;
}

/* "The ministry had spoken of", "had earlier given": a few words behind "had" somebody tells. */
static bool had_told(const Relating *r, Str words) {
  enum { WITHIN = 3 };
  uint32_t since = WITHIN + 1;
  for (Str rest = words; rest.n; since++) {
    Str word = str_split(rest, ' ', &rest);
    since = phrase_lists(r->phrases, "count.had", word) ? 0 : since;
    if (since <= WITHIN && phrase_lists(r->phrases, "count.told", word)) {
      return true;
    }
  }
  return false;
}

/* "Officials had spoken of 41 dead on Thursday", "initially gave a figure of six": an earlier count, which
   its document tells beside the one that holds. */
static bool was_count(const Relating *r, const Claim *c) {
  Str before = words_between(c, c->sentence.span.start, c->value.words.span.start);
  return !c->value.words.in_title &&
         (phrase_lists_any(r->phrases, "count.first", before) || had_told(r, before));
}

/* "Six are missing, down from 11 a night before". */
static bool come_from(const Relating *r, const Claim *now, const Claim *then) {
  Str last = {NULL, 0}, way = last;
  for (Str rest = words_between(now, now->value.words.span.end, then->value.words.span.start); rest.n;) {
    way = last;
    last = str_split(rest, ' ', &rest);
  }
  return phrase_lists(r->phrases, "count.from", last) && phrase_lists(r->phrases, "count.way", way);
}

/* "Six people, a figure that it later raised to eight", of one sentence. */
static bool revised_to(const Relating *r, const Claim *a, const Claim *b) {
  Span x = a->value.words.span, y = b->value.words.span;
  if (!same_sentence(a, b) || !same_measure_value(a, b)) {
    return false;
  }
  return x.end <= y.start
             ? phrase_lists_any(r->phrases, "count.revised", words_between(a, x.end, y.start))
             : come_from(r, b, a);
}

/* A count grows, but not beyond all measure: other voices count otherwise. */
static bool is_of_size(const Claim *few, const Claim *all) {
  Decimal three;
  return decimal_multiply(size_of(few), decimal_of(3), &three) &&
         decimal_compare(three, size_of(all)) >= 0;
}

bool counted_before(const Relating *r, const Claim *then, const Claim *now) {
  if (then->document != now->document || then == now || then->part_of.n || says_part(r, then) ||
      says_part(r, now) || now->part_of.n || !is_of_size(then, now) || !is_of_size(now, then) ||
      bounds_meet(value_bounds(&then->value), value_bounds(&now->value))) {
    return false;
  }
  return same_sentence(then, now) ? revised_to(r, then, now)
                                  : was_count(r, then) && !was_count(r, now) && same_measure_value(then, now);
}

/* "killed six people, bringing the toll to 11": between the two figures of one sentence stands a word
   that makes the second the sum of all until then. */
bool brought_to(const Relating *r, const Claim *a, const Claim *b) {
  Span x = a->value.words.span, y = b->value.words.span;
  return same_sentence(a, b) && same_measure_value(a, b) && x.end <= y.start && !revised_to(r, a, b) &&
         phrase_lists_any(r->phrases, "part.brought", words_between(a, x.end, y.start));
}

/* Figures of two sources in one document that may be about the same: not one of them a small part. */
bool rivals(const Claim *a, const Claim *whole) {
  Decimal three, two, size = size_of(a);
  return size.digits == 0 || (decimal_multiply(size, decimal_of(3), &three) &&
                              decimal_multiply(size_of(whole), decimal_of(2), &two) &&
                              decimal_compare(three, two) >= 0);
}

/* b is the whole that a names, or the same count in other words ("at least 24" beside 24), or another
   voice's count of it (31 beside 33). */
static bool names_whole(const Relating *r, const Claim *a, const Claim *b) {
  if (str_equal(a->part_of, b->id)) {
    return true;
  }
  for (uint32_t i = 0; i < r->all_count; i++) {
    const Claim *w = r->all[i];
    if (w->document == a->document && str_equal(a->part_of, w->id)) {
      return !b->part_of.n && b->scope != SCOPE_PART && same_measure_value(w, b) && smaller(a, b) &&
             (decimal_compare(size_of(w), size_of(b)) == 0 ||
              (rivals(w, b) && rivals(b, w) && !same_source(w, b) && !same_sentence(a, b)));
    }
  }
  return false;
}

/* Does the text say, or the places show, that a is a part of b of the same document? */
bool part_of_claim(const Relating *r, const Claim *a, const Claim *b) {
  if (a->document != b->document || a == b) {
    return false;
  }
  if (a->part_of.n && names_whole(r, a, b)) {
    return true;
  }
  if (counted_before(r, a, b)) {
    return false;
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

/* The words in the brackets right behind a figure, as in "14 (official)"; empty: none. */
static Str in_brackets(const Claim *c) {
  Span s = c->sentence.span;
  Str rest = words_between(c, c->value.words.span.end, s.start + (uint32_t)c->sentence.text.n);
  if (rest.n < 3 || rest.p[0] != ' ' || rest.p[1] != '(') {
    return (Str){NULL, 0};
  }
  Str inside = {rest.p + 2, 0};
  while (inside.n + 2 < rest.n && inside.p[inside.n] != ')') {
    inside.n++;
  }
  return inside;
}

bool are_bracketed(const Relating *r, const Claim *a, const Claim *b) {
  Str first = in_brackets(a), second = in_brackets(b);
  return same_sentence(a, b) && first.n && second.n &&
         (phrase_lists_any(r->phrases, "count.by", first) || phrase_lists_any(r->phrases, "count.by", second));
}

bool are_alternatives(const Relating *r, const Claim *a, const Claim *b) {
  const Claim *first = a->value.words.span.start < b->value.words.span.start ? a : b, *second = first == a ? b : a;
  Str last = {NULL, 0};
  if (!same_sentence(a, b)) {
    return false;
  }
  for (Str rest = words_between(a, first->value.words.span.end, second->value.words.span.start), word;
       (word = str_word(&rest)).n;) {
    last = word;
  }
  return phrase_lists(r->phrases, "count.or", last);
}

/* The whole of a claim's document: the largest figure that no words make a part or an earlier count. */
const Claim *document_whole(const Relating *r, const Claim *c) {
  const Claim *best = NULL;
  for (uint32_t i = 0; i < r->m->readings.n; i++) {
    for (uint32_t k = 0; k < claim_count(r, i); k++) {
      const Claim *d = claim_at(r, i, k);
      if (d->document != c->document || says_part(r, d) || d->part_of.n ||
          d->certainty == CERTAINTY_UNCLEAR || !is_held(d) || d->replaced_by.n || r->old[r->start[i] + k]) {
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
bool is_document_whole(const Relating *r, const Claim *c) {
  const Claim *whole = document_whole(r, c);
  return whole && decimal_compare(size_of(whole), size_of(c)) == 0 &&
         (c->scope == SCOPE_TOTAL || !is_listed(r, c));
}

/* Words of the smaller figure name a kind of person that those of the larger do not. */
bool singles_out(const Who *few, const Who *all) {
  bool forces = few->status == WHO_COMBATANT || few->status == WHO_POLICE;
  bool force_all = all->status == WHO_COMBATANT || all->status == WHO_POLICE;
  return (forces && !force_all) || (few->age_class != AGE_UNKNOWN && all->age_class == AGE_UNKNOWN) ||
         (few->occupation.n && !all->occupation.n);
}

/* Who answers for the whole: "the government", "an army spokesman". */
static bool speaks_for_all(const Relating *r, const Source *source) {
  return phrase_lists_any(r->phrases, "source.whole", source->words.text);
}

/* "The minister spoke of four dead", in a document that has forty from somebody else: each counts
   all, of one place and kind of people. */
bool two_voices(const Relating *r, const Claim *few, const Claim *all) {
  return speaks_for_all(r, &few->source) && !same_source(few, all) && !same_sentence(few, all) &&
         !singles_out(&few->who, &all->who) && !places_apart(r->x, few, all) && !places_inside(few, all);
}

static Role role_of(const Relating *r, const Claim *c) {
  if (says_part(r, c) || c->part_of.n ||
      phrase_lists(r->phrases, "who.part", c->who.words.text)) {
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
  if ((c->as_of.n && !str_equal(c->as_of, whole->as_of)) || counted_before(r, c, whole)) {
    return ROLE_WHOLE; /* an earlier count of the same */
  }
  if (!smaller(c, whole)) {
    return ROLE_WHOLE; /* more than what the document sums up */
  }
  Bounds mine = value_bounds(&c->value), its = value_bounds(&whole->value);
  bool rounded = bounds_meet(mine, its);
  return rounded || (!same_source(c, whole) && rivals(c, whole)) || two_voices(r, c, whole)
             ? ROLE_WHOLE
             : ROLE_NEITHER;
}

static void old_find(Relating *r) {
  r->old = arena_array(r->arena, bool, r->all_count);
  for (uint32_t i = 0; i < r->all_count; i++) {
    for (uint32_t k = 0; k < r->all_count && !r->old[i]; k++) {
      r->old[i] = r->all[i]->document == r->all[k]->document && counted_before(r, r->all[i], r->all[k]);
    }
  }
}

void roles_find(Relating *r) {
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
  old_find(r);
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
bool none_of_some(const Relating *r, const Claim *c) {
  return size_of(c).digits == 0 && c->who.words.text.n &&
         !phrase_lists(r->phrases, "who.anyone", c->who.words.text);
}

/* What the roles of its claims make of a reading. */
void readings_mark(Relating *r) {
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
bool may_be_whole(const Relating *r, uint32_t reading) {
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
bool is_step(const Relating *r, uint32_t reading, uint32_t other) {
  const Claim *c = shown(r, reading), *d = shown(r, other);
  return role_at(r, reading, 0) == ROLE_STEP && c->document != d->document && rivals(c, d) &&
         rivals(d, c);
}

/* Matters of their own inside one document: claims into episodes that no other of its episodes has. */
#include "event/strand_matters.h"

typedef struct Matters {
  const Extraction *x;
  const Phrases *phrases;
} Matters;

/* Of a document's figures the most frequent country, or disease that is called by its name. */
static Str most_of(const Matters *b, uint32_t from, uint32_t to, Str (*value)(const Matters *, const Claim *)) {
  Str best = {NULL, 0};
  uint32_t most = 0;
  for (uint32_t i = from; i < to; i++) {
    Str v = value(b, &b->x->claims.v[i]);
    uint32_t n = 0;
    for (uint32_t k = i; k < to && v.n; k++) {
      const Claim *c = &b->x->claims.v[k];
      n += c->kind == CLAIM_FIGURE && str_equal(value(b, c), v);
    }
    if (n > most) {
      most = n;
      best = v;
    }
  }
  return best;
}

static Str country_of(const Matters *b, const Claim *c) {
  (void)b;
  return c->places.n ? c->places.v[0].country : (Str){NULL, 0};
}

static Str disease_of(const Matters *b, const Claim *c) {
  return phrase_lists(b->phrases, "topics.disease", c->topic) ? c->topic : (Str){NULL, 0};
}

/* "Some 3,000 mourners followed the coffins": who comes for the dead did not come for what they died of. */
static bool is_mourning(const Matters *b, const Claim *c) {
  return c->kind == CLAIM_FIGURE && str_is(c->measure, "participants") &&
         phrase_lists_any(b->phrases, "crowd.mourning", c->sentence.text);
}

/* The day of a claim that says it, or takes it from the words before; DAY_NONE. */
static int32_t told_day(const Claim *c) {
  bool told = c->time.basis == BASIS_STATED || c->time.basis == BASIS_INHERITED;
  return told && c->time.start.year && c->time.start.day && civil_equal(c->time.start, c->time.end) ? civil_first(c->time.start)
                                                                                                   : DAY_NONE;
}

static bool counts_harm(const Claim *c) {
  return c->kind == CLAIM_FIGURE && (str_is(c->measure, "killed") || str_is(c->measure, "injured") || str_is(c->measure, "missing"));
}

/* Told with a march: in its sentence, or in one that follows, on the same day. */
static bool goes_with(const Claim *march, const Claim *c) {
  enum { NEAR = 300 }; /* bytes */
  uint32_t first = march->sentence.span.start;
  return c->kind == CLAIM_FIGURE && c->sentence.in_title == march->sentence.in_title && c->sentence.span.start >= first &&
         c->sentence.span.start <= first + NEAR && told_day(c) == told_day(march);
}

/* "On 12 May 2,000 marched", of what killed 31 on 4 May; and on the day of the march, but in it, at most one more count of
   dead or hurt is told, of those who died late. */
static bool is_later_march(const Matters *b, uint32_t from, uint32_t n, const Claim *march) {
  int32_t day = told_day(march);
  uint32_t others = 0;
  bool deed = false;
  if (march->kind != CLAIM_FIGURE || !str_is(march->measure, "participants") || day == DAY_NONE ||
      !phrase_lists_any(b->phrases, "crowd.march", march->sentence.text)) {
    return false;
  }
  for (uint32_t i = from; i < from + n; i++) {
    const Claim *c = &b->x->claims.v[i];
    int32_t of = counts_harm(c) ? told_day(c) : DAY_NONE;
    deed = deed || (of != DAY_NONE && of < day);
    others += of == day && c->time.basis == BASIS_STATED && !goes_with(march, c) &&
              !phrase_lists_any(b->phrases, "crowd.mourning", c->sentence.text);
  }
  return deed && others < 2;
}

/* Marks the claims of the first march of each day and what is told with it. */
static void marches_part(const Matters *b, EpisodeClaim *order, uint32_t from, uint32_t n, uint32_t next) {
  for (uint32_t i = 0; i < n; i++) {
    const Claim *march = &b->x->claims.v[from + i];
    if (order[i].beside || !is_later_march(b, from, n, march)) {
      continue;
    }
    for (uint32_t k = 0; k < n; k++) {
      const Claim *c = &b->x->claims.v[from + k];
      if (!order[k].beside && (goes_with(march, c) || (told_day(c) == told_day(march) && is_later_march(b, from, n, c)))) {
        order[k].beside = true;
        order[k].episode = next;
      }
    }
    next++;
  }
}

/* "In neighbouring Burkina Faso 1,422 cases were reported"; five dead of cholera, in a report of meningitis; mourners:
   matters of their own, by country and by disease. Empty: the document's. */
static Str other_matter(const Matters *b, const Claim *c, Str country, Str disease) {
  if (is_mourning(b, c)) {
    return c->measure;
  }
  Str land = country_of(b, c), illness = disease_of(b, c);
  if (illness.n && disease.n && !str_equal(illness, disease)) {
    return illness;
  }
  bool stated = land.n && c->places.v[0].basis == BASIS_STATED && !str_equal(land, country);
  return stated && phrase_lists_any(b->phrases, "place.beside", c->sentence.text) ? land : (Str){NULL, 0};
}

void matters_part(const Extraction *x, const Phrases *phrases, EpisodeClaim *order, uint32_t from, uint32_t n) {
  const Matters source = {x, phrases}, *b = &source;
  Str country = most_of(b, from, from + n, country_of), disease = most_of(b, from, from + n, disease_of);
  uint32_t next = 0;
  for (uint32_t i = 0; i < n; i++) {
    next = order[i].episode >= next ? order[i].episode + 1 : next;
  }
  for (uint32_t i = 0; i < n; i++) {
    Str matter = other_matter(b, &b->x->claims.v[from + i], country, disease);
    uint32_t k = 0;
    while (matter.n && k < i &&
           !(order[k].beside && str_equal(other_matter(b, &b->x->claims.v[from + k], country, disease), matter))) {
      k++;
    }
    if (matter.n) {
      order[i].beside = true;
      order[i].episode = k < i ? order[k].episode : next++;
    }
  }
  marches_part(b, order, from, n, next);
}

/* Two strands ──time, place, topic, figures, wording──▶ points.

   Times that exclude one another forbid a join; all else adds up. No signal alone makes an event,
   except wording that is nearly the same; of documents whose date nobody gave, wording decides more,
   since the days that they tell are uncertain. Integers only. */
#include "event/affinity.h"

#include <stdlib.h>

#include "event/people.h"

enum {
  SLACK_DAYS = 1,   /* across accounts a night or a time zone may move the day */
  LONG_DAYS = 20,   /* a window longer than this is a state, not a day */
  MONTH_DAYS = 31,
  NEAR_KM = 40,
  FAR_KM = 400,
  HUGE_FIGURE = 100000,
  TIME_AGAINST = -30, /* in place of AFFINITY_NEVER where words decide */
  SAME_MATTER = 25,   /* and for one matter; against another */
  ONE_PERSON = 20,    /* points of persons told of in both documents */
  SEVERAL_PERSONS = 35,
  ONE_VICTIM = 4,      /* points of victims of one age and sex in both */
  SEVERAL_VICTIMS = 10,
  ONE_STREET = 10,     /* points of streets named in both */
  SEVERAL_STREETS = 15,
  OTHER_STREETS = -30, /* both name some, and none of them is the other's */
  OTHER_VICTIMS = -45, /* all of other ages, and no person told of in both */
  OTHER_DISEASE = -40,
  COURSE_DAYS = 8, /* between two days of one course of things */
  OTHER_LENGTH = -14,
  NEAR_DAYS = 4,
  MONTH_APART = 30,
  ONE_TOWN = 25,   /* points of places: the same town */
  OTHER_DAY = -20, /* points of main stories of one town, some days apart, among few documents */
  LATE_DAYS = 14,
  LATE_MOST = 60,
  LATE_POINTS = -5, /* later than LATE_DAYS */
  SPREAD_DAYS = 200, /* counts of one outbreak follow one another more closely */
};

/* How many documents each is put together with: all of its part. */
static const uint32_t *companies_count(Arena *arena, const Extraction *x) {
  uint32_t *company = arena_array(arena, uint32_t, x->documents.n + 1);
  Map parts;
  uint32_t *count = arena_array(arena, uint32_t, x->documents.n + 1);
  map_init(&parts, arena);
  for (uint32_t d = 0; d < x->documents.n; d++) {
    company[d] = *map_put(&parts, x->documents.v[d].part, parts.n, NULL);
    count[company[d]]++;
  }
  for (uint32_t d = 0; d < x->documents.n; d++) {
    company[d] = count[company[d]];
  }
  return company;
}

void weighing_init(Arena *arena, const Extraction *x, const Gazetteer *gazetteer,
                   const Phrases *phrases, const Strands *strands, Weighing *w) {
  *w = (Weighing){.arena = arena, .x = x, .gazetteer = gazetteer, .phrases = phrases, .strands = strands};
  w->company = companies_count(arena, x);
  likeness_init(arena, x, strands, &w->likeness);
  map_init(&w->topics, arena);
  for (uint32_t s = 0; s < strands->n; s++) {
    for (uint32_t i = 0; i < strands->v[s].topics.n; i++) {
      ++*map_put(&w->topics, strands->v[s].topics.v[i], 0, NULL);
    }
  }
}

/* Both tell of fighting, of protests, of a flood, which go on for days. */
static bool is_one_course(const Weighing *w, const Strand *a, const Strand *b) {
  for (uint32_t i = 0; i < a->topics.n; i++) {
    for (uint32_t k = 0; k < b->topics.n; k++) {
      if (str_equal(a->topics.v[i], b->topics.v[k]) && phrase_lists(w->phrases, "topics.lasting", a->topics.v[i])) {
        return true;
      }
    }
  }
  return false;
}

int32_t document_likeness(const Weighing *w, uint32_t a, uint32_t b) {
  return documents_likeness(&w->likeness, a, b);
}

/* ---------------------------------------------------------------- place */

static bool is_wide(const ClaimPlace *p) {
  return p->precision == PRECISION_REGION || p->precision == PRECISION_COUNTRY ||
         p->precision == PRECISION_UNKNOWN;
}

static bool one_inside_other(const ClaimPlace *a, const ClaimPlace *b) {
  if (a->country.n == 0 || !str_equal(a->country, b->country)) {
    return false;
  }
  if (a->precision == PRECISION_COUNTRY || b->precision == PRECISION_COUNTRY) {
    return true;
  }
  return a->admin1.n && str_equal(a->admin1, b->admin1) && is_wide(a) != is_wide(b);
}

static int32_t two_places(const ClaimPlace *a, const ClaimPlace *b) {
  bool same = a->geonames && b->geonames ? a->geonames == b->geonames
                                         : a->name.n && str_equal_fold(a->name, b->name);
  if (same) {
    return a->precision == PRECISION_COUNTRY ? 10 : is_wide(a) ? 16 : 25;
  }
  if (one_inside_other(a, b)) {
    bool country = a->precision == PRECISION_COUNTRY || b->precision == PRECISION_COUNTRY;
    return country ? 6 : 14;
  }
  if (a->has_point && b->has_point) {
    uint32_t km = gazetteer_distance_km(a->latitude, a->longitude, b->latitude, b->longitude);
    if (km <= NEAR_KM) {
      return 14;
    }
    if (km <= FAR_KM) {
      return is_wide(a) || is_wide(b) ? 4 : -6;
    }
  }
  if (a->country.n && b->country.n && !str_equal(a->country, b->country)) {
    return -30;
  }
  return a->has_point && b->has_point ? -15 : -4;
}

/* The best of all pairs: an account may name one place more than another. */
static int32_t place_points(const Strand *a, const Strand *b) {
  int32_t best = a->places.n && b->places.n ? -100 : 0;
  for (uint32_t i = 0; i < a->places.n; i++) {
    for (uint32_t k = 0; k < b->places.n && best < 25; k++) {
      int32_t points = two_places(a->places.v[i], b->places.v[k]);
      best = points > best ? points : best;
    }
  }
  return a->ongoing && b->ongoing && best < -8 ? -8 : best; /* diseases travel */
}

bool strands_places_exclude(const Strand *a, const Strand *b) {
  return place_points(a, b) < -8;
}

/* ---------------------------------------------------------------- time */

int32_t written_day(const Weighing *w, const Strand *s) {
  Date date;
  Str text = w->x->documents.v[s->document].date;
  return text.n && civil_read(text, &date) && date.day ? civil_first(date) : DAY_NONE;
}

/* Two documents that count the cases of an outbreak give the days of their counts. */
static int32_t outbreak_time(int32_t gap) {
  return gap > SPREAD_DAYS ? AFFINITY_NEVER : gap > 60 ? 0 : gap > 14 ? 12 : 18;
}

/* Neither or only one document says when: reports of one week may be about one happening. */
static int32_t loose_time(const Weighing *w, const Strand *a, const Strand *b) {
  int32_t day_a = a->grain == GRAIN_DAYS ? a->last : written_day(w, a);
  int32_t day_b = b->grain == GRAIN_DAYS ? b->last : written_day(w, b);
  if (day_a == DAY_NONE || day_b == DAY_NONE || a->background || b->background) {
    return 0;
  }
  int32_t gap = day_a < day_b ? day_b - day_a : day_a - day_b;
  if (a->ongoing && b->ongoing) {
    return outbreak_time(gap);
  }
  return gap <= 3 ? 14 : gap <= 10 ? 6 : gap <= 40 ? -5 : -25;
}

/* A month is a day that was told roughly. */
static bool is_long(const Strand *s) {
  return s->open_end ||
         s->last - s->first > (s->grain == GRAIN_MONTH ? MONTH_DAYS : LONG_DAYS);
}

static int32_t yearless_time(const Strand *a, const Strand *b) {
  const Strand *bare = a->month && a->grain == GRAIN_NONE ? a : b;
  const Strand *dated = bare == a ? b : a;
  if (!bare->month || bare->grain != GRAIN_NONE || dated->grain != GRAIN_DAYS) {
    return 0;
  }
  Date date = civil_date(dated->first);
  return date.month == bare->month && date.day == bare->day ? 20 : -20;
}

/* A document that nowhere says when, and carries the day of a search, a count, a visit on, may tell of what
   happened some days before. Among few documents, which somebody chose, that is likely; among many
   there are others of that kind of each day. */
static bool may_be_late(const Weighing *w, const Strand *later, int32_t gap) {
  return w->company[later->document] < TEXT_FULL && !later->stated && !later->background &&
         (gap <= LATE_MOST || (!later->firm && later->main));
}

/* Days that exclude one another: what the two are worth all the same. */
static int32_t other_days(const Weighing *w, const Strand *a, const Strand *b, int32_t gap) {
  bool days = a->grain == GRAIN_DAYS && b->grain == GRAIN_DAYS, apart = a->document != b->document;
  if (days && apart && may_be_late(w, a->first > b->last ? a : b, gap)) {
    return (gap <= LATE_DAYS ? 0 : LATE_POINTS) - (int32_t)w->company[a->document] / 2;
  }
  if (days && gap <= COURSE_DAYS && is_one_course(w, a, b)) {
    return COURSE_DAYS - gap;
  }
  bool few = w->company[a->document] < TEXT_FULL && a->main && b->main && apart;
  if (days && few && gap <= NEAR_DAYS && place_points(a, b) >= ONE_TOWN && !tells_again(w, a) && !tells_again(w, b)) {
    return OTHER_DAY; /* one of the two may have the day of something else: a search, a burial */
  }
  bool firm = a->firm && b->firm;
  return firm || gap > MONTH_APART ? AFFINITY_NEVER : gap <= NEAR_DAYS ? 0 : -20;
}

static int32_t time_points(const Weighing *w, const Strand *a, const Strand *b) {
  if (a->grain == GRAIN_NONE || b->grain == GRAIN_NONE) {
    int32_t points = yearless_time(a, b);
    return points ? points : loose_time(w, a, b);
  }
  int32_t gap = a->first > b->last ? a->first - b->last : b->first > a->last ? b->first - a->last : 0;
  if (a->ongoing && b->ongoing) {
    return outbreak_time(gap);
  }
  Grain coarse = a->grain < b->grain ? a->grain : b->grain;
  if (gap > SLACK_DAYS) {
    return other_days(w, a, b, gap);
  }
  int32_t between = a->first > b->first ? a->first - b->first : b->first - a->first;
  if (coarse == GRAIN_DAYS && a->open_end + b->open_end > 0 && between <= SLACK_DAYS) {
    return 26; /* one says when it began, the other that day or when it began too */
  }
  if (is_long(a) || is_long(b)) {
    return is_long(a) && is_long(b) ? 10 : 2;
  }
  static const int32_t points[] = {[GRAIN_YEARS] = 6, [GRAIN_MONTH] = 14, [GRAIN_DAYS] = 30};
  return gap ? points[coarse] - 10 : points[coarse];
}

/* ---------------------------------------------------------------- the rest */

static bool names_disease(const Weighing *w, const Strand *s) {
  for (uint32_t i = 0; i < s->topics.n; i++) {
    if (phrase_lists(w->phrases, "topics.disease", s->topics.v[i])) {
      return true;
    }
  }
  return false;
}

/* A kind of happening that few of the documents speak of says more. */
static int32_t topic_points(const Weighing *w, const Strand *a, const Strand *b) {
  if (a->topics.n == 0 || b->topics.n == 0) {
    return 0;
  }
  for (uint32_t i = 0; i < a->topics.n; i++) {
    for (uint32_t k = 0; k < b->topics.n; k++) {
      if (str_equal(a->topics.v[i], b->topics.v[k])) {
        const uint32_t *count = map_find(&w->topics, a->topics.v[i]);
        uint32_t n = w->x->documents.n, in = count && *count ? *count : 1;
        int32_t rare = (int32_t)log2_fixed(n * 256 / in) * 5 / 256;
        return 10 + (rare < 14 ? rare : 14);
      }
    }
  }
  /* Kinds of violence go by many words, and so do diseases, but by their own names. */
  return names_disease(w, a) && names_disease(w, b) ? OTHER_DISEASE : a->ongoing && b->ongoing ? 0 : -6;
}

/* "The 33-day war": an unrounded length is as good as a name. */
static bool is_length(const Figure *f) {
  return f->specific == 2 && str_is(f->measure, "duration");
}

static bool one_figure(const Figure *f, const Figure *g) {
  return str_equal(f->measure, g->measure) && decimal_compare(f->number, g->number) == 0 &&
         (!is_length(f) || str_equal(f->unit, g->unit));
}

static int32_t figure_points(const Strand *a, const Strand *b) {
  int32_t points = 0;
  bool lengths = false, length = false;
  for (uint32_t i = 0; i < a->figures.n; i++) {
    for (uint32_t k = 0; k < b->figures.n; k++) {
      const Figure *f = &a->figures.v[i], *g = &b->figures.v[k];
      bool both = is_length(f) && is_length(g), one = one_figure(f, g);
      lengths = lengths || both;
      length = length || (both && one);
      if (one) {
        bool huge = f->specific == 2 && decimal_compare(f->number, decimal_of(HUGE_FIGURE)) >= 0;
        points += f->specific >= 3 ? 18 : huge || is_length(f) ? 14 : f->specific == 2 ? 6 : 2;
      }
    }
  }
  points = lengths && !length ? points + OTHER_LENGTH : points; /* the 33-day war is not the 34-day war */
  return points < 60 ? points : 60;
}

/* A count that is neither round nor small, of the same measure, in both. */
static bool shares_count(const Strand *a, const Strand *b) {
  for (uint32_t i = 0; i < a->figures.n; i++) {
    for (uint32_t k = 0; k < b->figures.n; k++) {
      const Figure *f = &a->figures.v[i];
      if (f->specific >= 2 && !str_is(f->measure, "duration") && one_figure(f, &b->figures.v[k])) {
        return true;
      }
    }
  }
  return false;
}

/* Both tell of one day, and count the same. */
static int32_t day_and_count(const Strand *a, const Strand *b) {
  enum { POINTS = 14 };
  bool day = a->grain == GRAIN_DAYS && b->grain == GRAIN_DAYS && a->first <= b->last && b->first <= a->last &&
             !a->open_end && !b->open_end;
  return day && a->document != b->document && a->main != b->main && shares_count(a, b) ? POINTS : 0;
}

/* Of what is told as history a document often gives the year and the kind only, or how many it took. */
static int32_t history_points(const Weighing *w, const Strand *a, const Strand *b) {
  enum { ONE_KIND = 14, ONE_COUNT = 24, FEW_COUNT = 30 };
  bool coarse = a->grain && b->grain && (a->grain < GRAIN_DAYS || b->grain < GRAIN_DAYS) &&
                a->last - a->first < 366 && b->last - b->first < 366;
  bool year = coarse && (a->grain == GRAIN_YEARS || b->grain == GRAIN_YEARS);
  bool told = !a->main && !b->main && (a->background || b->background) && a->document != b->document;
  int32_t points = coarse && told && shares_count(a, b) ? (w->company[a->document] < TEXT_FULL ? FEW_COUNT : ONE_COUNT) : 0;
  for (uint32_t i = 0; year && i < a->topics.n; i++) {
    for (uint32_t k = 0; k < b->topics.n; k++) {
      if (str_equal(a->topics.v[i], b->topics.v[k])) {
        return points + ONE_KIND;
      }
    }
  }
  return points;
}

/* Whether the day on which a document was written is known, and with it the days that it tells of. */
static bool is_dated(const Weighing *w, const Strand *s) {
  Str basis = w->x->documents.v[s->document].date_basis;
  return str_is(basis, "given");
}

/* Two documents of one matter, one of them without a date: what days they give is uncertain, and their
   words say more. Few documents cannot tell. */
static bool words_decide(const Weighing *w, const Strand *a, const Strand *b) {
  return a->main && b->main && a->document != b->document && w->x->documents.n >= TEXT_FULL &&
         !(is_dated(w, a) && is_dated(w, b));
}

static bool is_one_matter(const Weighing *w, const Strand *a, const Strand *b) {
  return w->matter[a->document] == w->matter[b->document];
}

static int32_t likeness_points(const Weighing *w, const Strand *a, const Strand *b) {
  bool words = words_decide(w, a, b);
  int32_t enough = words ? LIKE_ENOUGH : LIKE_DATED;
  int32_t likeness = document_likeness(w, a->document, b->document);
  int32_t points = (likeness - LIKE_NONE) * AFFINITY_JOIN / (enough - LIKE_NONE);
  points = points < -20 ? -20 : points > 80 ? 80 : points;
  return points + (!words ? 0 : is_one_matter(w, a, b) ? SAME_MATTER : -SAME_MATTER);
}

static int32_t people_points(const Weighing *w, const Strand *a, const Strand *b) {
  Pair want = {a->document < b->document ? a->document : b->document,
               a->document < b->document ? b->document : a->document, 0};
  const Pair *found = w->people.n && a->main && b->main && !words_decide(w, a, b)
                          ? bsearch(&want, w->people.v, w->people.n, sizeof want, pair_order)
                          : NULL;
  return !found ? 0 : found->points > 1 ? SEVERAL_PERSONS : ONE_PERSON;
}

/* Whoever came to harm is of one age and sex in both documents, or of quite other ages. */
static int32_t victim_points(const Weighing *w, const Strand *a, const Strand *b) {
  if (!a->main || !b->main || words_decide(w, a, b)) {
    return 0;
  }
  int32_t shared = victims_shared(w, a->document, b->document);
  if (shared < 0) {
    return people_points(w, a, b) ? 0 : OTHER_VICTIMS;
  }
  return shared > 1 ? SEVERAL_VICTIMS : shared ? ONE_VICTIM : 0;
}

/* What happened in one street did not happen in another, but some documents name the street of the
   hospital, or where somebody was arrested. */
static int32_t street_points(const Weighing *w, const Strand *a, const Strand *b) {
  if (!a->main || !b->main || words_decide(w, a, b)) {
    return 0;
  }
  int32_t shared = streets_shared(w, a->document, b->document);
  return shared < 0 ? OTHER_STREETS : shared > 1 ? SEVERAL_STREETS : shared ? ONE_STREET : 0;
}

/* Two documents' wording counts for what they mostly speak of; of other strands the wording of
   their sentences does. Few documents tell little about which words are rare, and nothing by words that
   they do not share. */
static int32_t wording_points(const Weighing *w, uint32_t ia, uint32_t ib) {
  const Strand *a = &w->strands->v[ia], *b = &w->strands->v[ib];
  int32_t n = (int32_t)w->x->documents.n, company = (int32_t)w->company[a->document];
  int32_t sentences = strands_likeness(&w->likeness, ia, ib);
  int32_t points = (sentences - 60) / 10;
  points = points < -3 ? -3 : points > 35 ? 35 : points;
  if (a->main && b->main) {
    int32_t likeness = likeness_points(w, a, b);
    points = likeness > points || likeness < 0 ? likeness : points;
  }
  if (points < 0) {
    return company < TEXT_FULL ? points * company / TEXT_FULL : points;
  }
  return n < TEXT_FULL ? points * ((n + TEXT_FULL) / 2) / TEXT_FULL : points;
}

/* Of few documents, which somebody chose, two are likelier about one matter. */
static int32_t chosen_points(const Weighing *w, const Strand *s) {
  enum { SHARE = 5 };
  uint32_t company = w->company[s->document];
  return company < TEXT_FULL ? (int32_t)(TEXT_FULL - company) / SHARE : 0;
}

/* Strands of one document that it tells as two happenings: "an air strike on another school". */
static bool told_apart(const Strand *a, const Strand *b) {
  bool matters = a->matter || b->matter || (!a->ongoing && !b->ongoing);
  return (a->beside || b->beside) && a->episode != b->episode && matters;
}

/* "More than 750 have been killed so far this year", beside the story of a day: a sum is no happening of that day. */
static bool is_sum_beside(const Strand *sum, const Strand *day) {
  return sum->beside && !sum->ongoing && sum->grain != GRAIN_NONE && is_long(sum) && day->grain == GRAIN_DAYS && !is_long(day);
}

int32_t affinity(const Weighing *w, uint32_t ia, uint32_t ib) {
  const Strand *a = &w->strands->v[ia], *b = &w->strands->v[ib];
  if (!str_equal(w->x->documents.v[a->document].part, w->x->documents.v[b->document].part)) {
    return AFFINITY_NEVER;
  }
  int32_t time = time_points(w, a, b);
  if (time == AFFINITY_NEVER && words_decide(w, a, b) && is_one_matter(w, a, b)) {
    time = TIME_AGAINST;
  }
  if (time == AFFINITY_NEVER || is_sum_beside(a, b) || is_sum_beside(b, a)) {
    return AFFINITY_NEVER;
  }
  int32_t points = time + place_points(a, b) + topic_points(w, a, b) + history_points(w, a, b) + day_and_count(a, b);
  if (a->document == b->document) {
    /* Its own document tells them as two; counts of one outbreak may lie paragraphs apart. */
    bool days = a->grain == GRAIN_DAYS && b->grain == GRAIN_DAYS && !a->open_end && !b->open_end;
    bool other_days = days && !a->ongoing && (a->first > b->last || b->first > a->last);
    if ((other_days && a->firm && b->firm) || told_apart(a, b)) {
      return AFFINITY_NEVER; /* the document itself tells one from the other */
    }
    return points - (a->ongoing && b->ongoing ? 10 : 25) - (other_days ? 30 : 0) -
           (strands_differ_in_topic(a, b) ? 30 : 0);
  }
  if ((a->apart || b->apart) && strands_differ_in_topic(a, b)) {
    points -= 40;
  }
  points += a->main && b->main ? chosen_points(w, a) : 0;
  return points + figure_points(a, b) + wording_points(w, ia, ib) + people_points(w, a, b) +
         victim_points(w, a, b) + street_points(w, a, b);
}

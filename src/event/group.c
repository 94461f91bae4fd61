/* Clusters of strands ──▶ events with time, places, names, persons and parents. */
#include "event/group.h"

#include <stdlib.h>

#include "base/digest.h"
#include "event/cluster.h"
#include "event/heading.h"
#include "event/matter.h"
#include "event/orders.h"
#include "event/people.h"

typedef struct Grouping {
  Arena *arena, *work; /* of the events; of what is needed on the way */
  const Extraction *x;
  const Gazetteer *gazetteer;
  const Phrases *phrases;
  Strands strands;
  uint32_t *cluster;  /* of each strand */
  uint32_t *event_of; /* of each claim */
  EventSet *set;
} Grouping;

static int index_order(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

typedef ARRAY(uint32_t) Numbers;

static void numbers_sort(Numbers *n) {
  uint32_t kept = 0;
  if (n->n) {
    qsort(n->v, n->n, sizeof *n->v, index_order);
  }
  for (uint32_t i = 0; i < n->n; i++) {
    if (i == 0 || n->v[i] != n->v[kept - 1]) {
      n->v[kept++] = n->v[i];
    }
  }
  n->n = kept;
}

/* ---------------------------------------------------------------- time */

typedef struct PeriodVote {
  Period period;
  uint32_t documents, claims, last_document;
  uint32_t stated; /* of the claims, those whose own words say when */
  int rank;        /* exact days, one day of several, a day on which it began, months, years */
} PeriodVote;

static bool period_equal(const Period *a, const Period *b) {
  return civil_equal(a->start, b->start) && civil_equal(a->end, b->end);
}

static bool vote_beats(const PeriodVote *a, const PeriodVote *b) {
  if (a->rank != b->rank) {
    return a->rank > b->rank;
  }
  if (a->documents != b->documents) {
    return a->documents > b->documents;
  }
  if (a->stated != b->stated) {
    return a->stated > b->stated;
  }
  if (a->claims != b->claims) {
    return a->claims > b->claims;
  }
  int32_t first_a = civil_first(a->period.start), first_b = civil_first(b->period.start);
  return first_a != first_b ? first_a < first_b
                            : civil_last(a->period.end) > civil_last(b->period.end);
}

/* From the first to the last day of months or years is those months or years. */
static Period period_coarse(Period p) {
  if (p.start.day != 1 || p.end.day == 0 || p.end.day != civil_month_length(p.end.year, p.end.month)) {
    return p;
  }
  p.start.day = p.end.day = 0;
  if (p.start.month == 1 && p.end.month == 12) {
    p.start.month = p.end.month = 0;
  }
  return p;
}

/* A night over two days, where half as many documents or more speak of it as of one of its days, is
   what happened in both. */
static void widen(Period *best, PeriodVote top, const PeriodVote *vote) {
  enum { NIGHT_DAYS = 1 };
  int32_t first = civil_first(vote->period.start), last = civil_last(vote->period.end);
  int32_t own_first = civil_first(best->start), own_last = civil_last(best->end);
  bool known = first != DAY_NONE && last != DAY_NONE && own_first != DAY_NONE && own_last != DAY_NONE;
  if (!known || vote->rank != top.rank || vote->documents * 2 < top.documents ||
      first > own_last || own_first > last) {
    return;
  }
  int32_t from = first < own_first ? first : own_first, to = last > own_last ? last : own_last;
  if (to - from <= NIGHT_DAYS) {
    best->start = civil_date(from);
    best->end = civil_date(to);
  }
}

/* "At the weekend", "last week" are not days on which something went on, but among which its day lies: what
   begins on a Saturday or Monday and ends on a Sunday, and is worded without a number. */
static bool one_of_days(const Period *p, int32_t first, int32_t last) {
  enum { SATURDAY = 5, SUNDAY = 6 };
  for (size_t i = 0; i < p->words.text.n; i++) {
    if (p->words.text.p[i] >= '0' && p->words.text.p[i] <= '9') {
      return false;
    }
  }
  int begins = civil_weekday(first);
  return p->words.text.n && last > first && last - first < 7 && civil_weekday(last) == SUNDAY &&
         (begins == 0 || begins == SATURDAY);
}

/* How exactly a claim says when: each kind of period has a rank of its own. */
static int period_rank(const Period *p) {
  enum { RANKS = 3 };
  int32_t first, last;
  bool open_end;
  Grain grain = period_days(p, DAY_NONE, &first, &last, &open_end);
  if (p->basis == BASIS_DOCUMENT) {
    return 0;
  }
  return (int)grain * RANKS + (open_end ? 0 : grain == GRAIN_DAYS && one_of_days(p, first, last) ? 1 : 2);
}

/* The period that most documents give, the most exact first, before what is only inherited. Periods of
   claims that only have the date of publication count where no other is given. */
static Period event_time(Grouping *g, const Event *e) {
  ARRAY(PeriodVote) votes = {0};
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *c = &g->x->claims.v[e->claims.v[i]];
    if (c->time.start.year == 0 && c->time.end.year == 0) {
      continue;
    }
    int rank = period_rank(&c->time);
    PeriodVote *vote = NULL;
    for (uint32_t k = 0; k < votes.n && !vote; k++) {
      vote = period_equal(&votes.v[k].period, &c->time) ? &votes.v[k] : NULL;
    }
    if (!vote) {
      vote = array_add(g->work, &votes);
      vote->period = c->time;
      vote->last_document = UINT32_MAX;
    }
    vote->rank = rank > vote->rank ? rank : vote->rank;
    vote->stated += c->time.basis == BASIS_STATED;
    vote->claims++;
    vote->documents += vote->last_document != c->document;
    vote->last_document = c->document;
  }
  Period best = {0};
  PeriodVote top = {0};
  for (uint32_t i = 0; i < votes.n; i++) {
    if (i == 0 || vote_beats(&votes.v[i], &top)) {
      top = votes.v[i];
      best = top.period;
    }
  }
  for (uint32_t i = 0; i < votes.n; i++) {
    widen(&best, top, &votes.v[i]);
  }
  best.words = (Excerpt){0};
  return period_coarse(best);
}

/* ---------------------------------------------------------------- places */

typedef struct PlaceVote {
  const ClaimPlace *place;
  uint32_t documents, claims, last_document;
  bool stray;
} PlaceVote;

typedef ARRAY(PlaceVote) PlaceVotes;

static int fineness(Precision p) {
  static const int order[] = {
      [PRECISION_POINT] = 4,  [PRECISION_SETTLEMENT] = 5, [PRECISION_DISTRICT] = 3,
      [PRECISION_REGION] = 2, [PRECISION_COUNTRY] = 1,    [PRECISION_UNKNOWN] = 0};
  return order[p];
}

static int place_order(const void *a, const void *b) {
  const PlaceVote *x = a, *y = b;
  if (x->stray != y->stray) {
    return x->stray ? 1 : -1;
  }
  if (x->documents != y->documents) {
    return x->documents > y->documents ? -1 : 1;
  }
  int fine_x = fineness(x->place->precision), fine_y = fineness(y->place->precision);
  if (fine_x != fine_y) {
    return fine_x > fine_y ? -1 : 1;
  }
  if (x->claims != y->claims) {
    return x->claims > y->claims ? -1 : 1;
  }
  int order = str_compare(x->place->name, y->place->name);
  return order ? order : (x->place->geonames > y->place->geonames) -
                             (x->place->geonames < y->place->geonames);
}

static bool one_place(const ClaimPlace *a, const ClaimPlace *b) {
  return a->geonames && b->geonames ? a->geonames == b->geonames : str_equal(a->name, b->name);
}

/* Places of an event in a country. */
static uint32_t places_in(const PlaceVotes *votes, Str country) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < votes->n; i++) {
    n += votes->v[i].place->precision != PRECISION_COUNTRY && str_equal(votes->v[i].place->country, country);
  }
  return n;
}

/* A name that alone lies in another country than several others is likelier another place of that name, which
   the gazetteer does not have: it is no place to head an event with. */
static void strays_mark(PlaceVotes *votes) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < votes->n; i++) {
    uint32_t n = places_in(votes, votes->v[i].place->country);
    most = n > most ? n : most;
  }
  for (uint32_t i = 0; i < votes->n && most > 1; i++) {
    votes->v[i].stray = votes->v[i].place->country.n && places_in(votes, votes->v[i].place->country) <= 1;
  }
}

static void event_places(Grouping *g, Event *e) {
  PlaceVotes votes = {0};
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *c = &g->x->claims.v[e->claims.v[i]];
    for (uint32_t k = 0; k < c->places.n; k++) {
      const ClaimPlace *p = &c->places.v[k];
      PlaceVote *vote = NULL;
      for (uint32_t m = 0; m < votes.n && !vote; m++) {
        vote = one_place(votes.v[m].place, p) ? &votes.v[m] : NULL;
      }
      if (!vote && p->name.n) {
        vote = array_add(g->work, &votes);
        vote->place = p;
        vote->last_document = UINT32_MAX;
      }
      if (vote) {
        vote->claims++;
        vote->documents += vote->last_document != c->document;
        vote->last_document = c->document;
      }
    }
  }
  strays_mark(&votes);
  if (votes.n) {
    qsort(votes.v, votes.n, sizeof *votes.v, place_order);
  }
  for (uint32_t i = 0; i < votes.n; i++) {
    array_push(g->arena, &e->places, *votes.v[i].place);
  }
}

/* ---------------------------------------------------------------- names */

static bool holds(Str text, Str words) {
  if (words.n == 0 || words.n > text.n) {
    return false;
  }
  for (size_t i = 0; i + words.n <= text.n; i++) {
    if (memcmp(text.p + i, words.p, words.n) == 0) {
      return true;
    }
  }
  return false;
}

/* The event of the document's claim in whose sentence the name stands, UINT32_MAX if there is none;
   the largest such event. */
static uint32_t event_of_name(const Grouping *g, uint32_t from, uint32_t to, Str name) {
  uint32_t best = UINT32_MAX;
  for (uint32_t i = from; i < to; i++) {
    uint32_t e = g->event_of[i];
    if (holds(g->x->claims.v[i].sentence.text, name) &&
        (best == UINT32_MAX || g->set->events.v[e].claims.n > g->set->events.v[best].claims.n)) {
      best = e;
    }
  }
  return best;
}

static void name_add(Grouping *g, Event *e, Str name, uint32_t document) {
  for (uint32_t i = 0; i < e->called.n; i++) {
    EventName *known = &e->called.v[i];
    if (str_equal_fold(known->text, name)) {
      if (known->documents.v[known->documents.n - 1] != document) {
        array_push(g->arena, &known->documents, document);
      }
      return;
    }
  }
  EventName *added = array_add(g->arena, &e->called);
  added->text = name;
  array_push(g->arena, &added->documents, document);
}

typedef struct NameSeen {
  Str name;
  uint32_t document, event, main_event; /* UINT32_MAX: none */
} NameSeen;

static int name_order(const void *a, const void *b) {
  const NameSeen *x = a, *y = b;
  int order = str_compare(x->name, y->name);
  return order ? order : (x->document > y->document) - (x->document < y->document);
}

static int called_order(const void *a, const void *b) {
  const EventName *x = a, *y = b;
  if (x->documents.n != y->documents.n) {
    return x->documents.n > y->documents.n ? -1 : 1;
  }
  return str_compare(x->text, y->text);
}

/* Where a name stands in the sentence of a claim, it names that claim's event. Where it does not, it
   names what it names elsewhere, if that is an event of the document too; a name that stands in no
   claim's sentence is that of what the document mostly speaks of. */
static void names_place(Grouping *g, NameSeen *seen, uint32_t n) {
  if (n) {
    qsort(seen, n, sizeof *seen, name_order);
  }
  for (uint32_t i = 0, k; i < n; i = k) {
    uint32_t stated = UINT32_MAX;
    for (k = i; k < n && str_equal(seen[k].name, seen[i].name); k++) {
      stated = stated == UINT32_MAX ? seen[k].event : stated;
    }
    for (uint32_t m = i; m < k; m++) {
      uint32_t at = seen[m].event != UINT32_MAX ? seen[m].event
                    : stated != UINT32_MAX      ? stated
                                                : seen[m].main_event;
      bool belongs = at != UINT32_MAX;
      if (belongs && seen[m].event == UINT32_MAX) {
        const Event *e = &g->set->events.v[at];
        belongs = bsearch(&seen[m].document, e->documents.v, e->documents.n,
                          sizeof *e->documents.v, index_order) != NULL;
      }
      if (belongs) {
        name_add(g, &g->set->events.v[at], seen[m].name, seen[m].document);
      }
    }
  }
}

static void events_call(Grouping *g) {
  ARRAY(NameSeen) seen = {0};
  uint32_t claim = 0, strand = 0;
  for (uint32_t d = 0; d < g->x->documents.n; d++) {
    const DocumentLine *line = &g->x->documents.v[d];
    uint32_t from = claim, main_event = UINT32_MAX;
    while (claim < g->x->claims.n && g->x->claims.v[claim].document == d) {
      claim++;
    }
    for (; strand < g->strands.n && g->strands.v[strand].document == d; strand++) {
      const Strand *s = &g->strands.v[strand];
      if (s->main && s->claims.n) {
        main_event = g->event_of[s->claims.v[0]];
      }
    }
    for (uint32_t i = 0; i < line->called.n; i++) {
      Str name = line->called.v[i];
      array_push(g->work, &seen,
                 (NameSeen){name, d, event_of_name(g, from, claim, name), main_event});
    }
  }
  names_place(g, seen.v, seen.n);
  for (uint32_t i = 0; i < g->set->events.n; i++) {
    Event *e = &g->set->events.v[i];
    if (e->called.n > 1) {
      qsort(e->called.v, e->called.n, sizeof *e->called.v, called_order);
    }
  }
}

/* ---------------------------------------------------------------- events */

static int id_order(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

static Str event_id(Grouping *g, const Event *e) {
  uint64_t hash = 0;
  uint32_t n = e->claims.n ? e->claims.n : e->persons.n;
  Str *ids = arena_array(g->work, Str, n);
  for (uint32_t i = 0; i < n; i++) {
    ids[i] = e->claims.n ? g->x->claims.v[e->claims.v[i]].id : g->x->persons.v[e->persons.v[i]].id;
  }
  if (n > 1) {
    qsort(ids, n, sizeof *ids, id_order);
  }
  for (uint32_t i = 0; i < n; i++) {
    hash = hash64(ids[i], hash);
  }
  return str_of(arena_printf(g->arena, "e-%016llx", (unsigned long long)hash));
}

/* The topic that most strands have; of equal ones the first by bytes. */
static Str event_topic(Grouping *g, const Numbers *strands) {
  Str best = {NULL, 0};
  uint32_t most = 0;
  for (uint32_t i = 0; i < strands->n; i++) {
    const Strand *s = &g->strands.v[strands->v[i]];
    for (uint32_t k = 0; k < s->topics.n; k++) {
      uint32_t count = 0;
      for (uint32_t m = 0; m < strands->n; m++) {
        const Strand *t = &g->strands.v[strands->v[m]];
        for (uint32_t o = 0; o < t->topics.n; o++) {
          count += str_equal(t->topics.v[o], s->topics.v[k]) ? t->weight : 0;
        }
      }
      if (count > most || (count == most && str_compare(s->topics.v[k], best) < 0)) {
        most = count;
        best = s->topics.v[k];
      }
    }
  }
  return best;
}

static void event_fill(Grouping *g, const Numbers *strands) {
  Numbers documents = {0}, claims = {0}, persons = {0};
  for (uint32_t i = 0; i < strands->n; i++) {
    const Strand *s = &g->strands.v[strands->v[i]];
    array_push(g->arena, &documents, s->document);
    for (uint32_t k = 0; k < s->claims.n; k++) {
      array_push(g->arena, &claims, s->claims.v[k]);
    }
    for (uint32_t k = 0; k < s->persons.n; k++) {
      array_push(g->arena, &persons, s->persons.v[k]);
    }
  }
  if (claims.n + persons.n == 0) {
    return;
  }
  numbers_sort(&documents);
  numbers_sort(&claims);
  numbers_sort(&persons);
  Event *e = array_add(g->arena, &g->set->events);
  e->documents.v = documents.v, e->documents.n = documents.n;
  e->claims.v = claims.v, e->claims.n = claims.n;
  e->persons.v = persons.v, e->persons.n = persons.n;
  e->id = event_id(g, e);
  e->time = event_time(g, e);
  event_places(g, e);
  e->parent = -1;
  e->topic = event_topic(g, strands);
  e->part = g->x->documents.v[documents.v[0]].part;
  e->heading = heading_of(g->arena, g->phrases, g->gazetteer, e);
  e->why = phrase_fill(g->arena, g->phrases, documents.n > 1 ? "event.why.many" : "event.why.one",
                       2, "heading", e->heading, "documents",
                       str_of(arena_printf(g->arena, "%u", documents.n)));
}

static int event_order(const void *a, const void *b) {
  const Event *x = a, *y = b;
  return str_compare(x->id, y->id);
}

/* ---------------------------------------------------------------- parents */

enum { STATE_DAYS = 10 }; /* what may hold other events lasts at least so long */

static bool place_holds(const ClaimPlace *outer, const ClaimPlace *inner) {
  if (one_place(outer, inner)) {
    return true;
  }
  if (outer->country.n == 0 || !str_equal(outer->country, inner->country)) {
    return false;
  }
  return outer->precision == PRECISION_COUNTRY ||
         (outer->precision == PRECISION_REGION && inner->precision != PRECISION_COUNTRY &&
          outer->admin1.n && str_equal(outer->admin1, inner->admin1));
}

static bool shares_document(const Event *a, const Event *b) {
  for (uint32_t i = 0, k = 0; i < a->documents.n && k < b->documents.n;) {
    if (a->documents.v[i] == b->documents.v[k]) {
      return true;
    }
    if (a->documents.v[i] < b->documents.v[k]) {
      i++;
    } else {
      k++;
    }
  }
  return false;
}

/* Days of the event that holds e, or 0 if p does not: a state of some length, told by a document
   that also tells e, whose period and places hold those of e. */
static int32_t holding(const Event *p, const Event *e) {
  int32_t first, last, e_first, e_last;
  bool open_end, e_open;
  Grain grain = period_days(&p->time, DAY_NONE, &first, &last, &open_end);
  Grain inner = period_days(&e->time, DAY_NONE, &e_first, &e_last, &e_open);
  if (grain == GRAIN_NONE || inner != GRAIN_DAYS || e_open || p == e) {
    return 0;
  }
  int32_t length = last - first + 1;
  if ((!open_end && length < STATE_DAYS) || e_last - e_first >= STATE_DAYS || e_first < first ||
      e_last > last || !shares_document(p, e) || e->places.n == 0) {
    return 0;
  }
  for (uint32_t i = 0; i < e->places.n; i++) {
    bool held = false;
    for (uint32_t k = 0; k < p->places.n && !held; k++) {
      held = place_holds(&p->places.v[k], &e->places.v[i]);
    }
    if (!held) {
      return 0;
    }
  }
  return length;
}

/* Events of each document, so that only events that share one are compared. */
static void parents_find(Grouping *g) {
  Numbers *of_document = arena_array(g->work, Numbers, g->x->documents.n);
  for (uint32_t i = 0; i < g->set->events.n; i++) {
    const Event *e = &g->set->events.v[i];
    for (uint32_t k = 0; k < e->documents.n; k++) {
      array_push(g->work, &of_document[e->documents.v[k]], i);
    }
  }
  for (uint32_t i = 0; i < g->set->events.n; i++) {
    Event *e = &g->set->events.v[i];
    int32_t shortest = INT32_MAX;
    for (uint32_t k = 0; k < e->documents.n; k++) {
      const Numbers *near = &of_document[e->documents.v[k]];
      for (uint32_t m = 0; m < near->n; m++) {
        int32_t days = holding(&g->set->events.v[near->v[m]], e);
        if (days && (days < shortest || (days == shortest && (int32_t)near->v[m] < e->parent))) {
          shortest = days;
          e->parent = (int32_t)near->v[m];
        }
      }
    }
  }
}

/* Strands, and which of them are one happening; all of it scratch. */
static void strands_cluster(Grouping *g) {
  Weighing weighing;
  strands_build(g->work, g->x, g->phrases, &g->strands);
  strands_teach(g->work, g->x, &g->strands);
  weighing_init(g->work, g->x, g->gazetteer, g->phrases, &g->strands, &weighing);
  people_pair(g->work, g->x, &weighing.people);
  weighing.streets = streets_find(g->work, g->x, &weighing.neighbours);
  weighing.victims = victims_find(g->work, g->x);
  documents_alike(&weighing, &weighing.alike);
  reports_teach(&weighing, &g->strands);
  g->cluster = arena_array(g->work, uint32_t, g->strands.n);
  clusters_find(&weighing, g->cluster);
  orders_apply(g->work, g->x, &g->strands, &g->cluster);
}

static void events_fill(Grouping *g) {
  EventSet *set = g->set;
  Member *members = arena_array(g->work, Member, g->strands.n);
  for (uint32_t i = 0; i < g->strands.n; i++) {
    members[i] = (Member){g->cluster[i], i};
  }
  members_sort(members, g->strands.n);
  for (uint32_t i = 0, k; i < g->strands.n; i = k) {
    Numbers strands = {0};
    for (k = i; k < g->strands.n && members[k].of == members[i].of; k++) {
      array_push(g->work, &strands, members[k].thing);
    }
    event_fill(g, &strands);
  }
  if (set->events.n > 1) {
    qsort(set->events.v, set->events.n, sizeof *set->events.v, event_order);
  }
  g->event_of = arena_array(g->work, uint32_t, g->x->claims.n);
  for (uint32_t i = 0; i < set->events.n; i++) {
    const Event *e = &set->events.v[i];
    for (uint32_t k = 0; k < e->claims.n; k++) {
      g->event_of[e->claims.v[k]] = i;
    }
  }
}

static void group(void *context, Arena *scratch) {
  Grouping *g = context;
  g->work = scratch;
  strands_cluster(g);
  events_fill(g);
  orders_tell(g->arena, g->x, g->phrases, g->set);
  events_call(g);
  parents_find(g);
}

void event_group(const Extraction *x, const Gazetteer *gazetteer, const Phrases *phrases,
                 Arena *arena, EventSet *set) {
  Grouping g = {.arena = arena, .x = x, .gazetteer = gazetteer, .phrases = phrases, .set = set};
  memset(set, 0, sizeof *set);
  arena_scratch(arena, group, &g);
}

/* Claims of one document ──episodes, times──▶ strands.

   The document's narrative has numbered its episodes. Inside an episode claims whose times exclude
   one another are different happenings all the same; a claim with a coarse time or none goes with
   the largest group that it may belong to. */
#include "event/strand.h"

#include <stdlib.h>

#include "base/map.h"
#include "event/strand_matters.h"

enum {
  OPEN_DAYS = 365,  /* how long something without an end may have gone on */
  STATE_DAYS = 20,  /* a longer period is no day and not two, but a month … */
  MONTHS_DAYS = 62, /* … or a year */
};

static Grain grain_of(Date d) {
  return d.year == 0 ? GRAIN_NONE : d.day ? GRAIN_DAYS : d.month ? GRAIN_MONTH : GRAIN_YEARS;
}

Grain period_days(const Period *p, int32_t open_until, int32_t *first, int32_t *last,
                  bool *open_end) {
  Grain start = grain_of(p->start), end = grain_of(p->end);
  *open_end = false;
  *first = *last = DAY_NONE;
  if (start == GRAIN_NONE && end == GRAIN_NONE) {
    return GRAIN_NONE;
  }
  *first = civil_first(start ? p->start : p->end);
  *last = civil_last(end ? p->end : p->start);
  if (!end) {
    int32_t until = open_until != DAY_NONE ? open_until : *first + OPEN_DAYS;
    *open_end = true;
    *last = until > *last ? until : *last;
    return start;
  }
  if (*last < *first) {
    *last = *first;
  }
  /* From the first to the last day of a year is the year, however it is written. */
  Grain coarse = start && start < end ? start : end;
  Grain length = *last - *first >= MONTHS_DAYS  ? GRAIN_YEARS
                 : *last - *first >= STATE_DAYS ? GRAIN_MONTH
                                                : GRAIN_DAYS;
  return coarse < length ? coarse : length;
}

/* The last day that the document can speak of: its date. */
static int32_t written_until(const DocumentLine *d) {
  Date date;
  return d->date.n && civil_read(d->date, &date) ? civil_last(date) : DAY_NONE;
}

typedef struct Timed {
  uint32_t claim;
  Grain grain;
  bool open_end, firm;
  bool bare;         /* has the date of publication alone */
  bool deed;         /* counts, or tells of what the episode is about, and not of what came of it */
  bool counts, dead; /* is a figure, and one of dead */
  uint32_t sentence; /* the same for claims of one sentence */
  int32_t first, last;
  uint32_t group; /* inside the episode; UINT32_MAX: not placed yet */
} Timed;

typedef struct Group {
  int32_t first, last;
  uint32_t n;
} Group;

typedef struct Builder {
  Arena *arena;
  const Extraction *x;
  const Phrases *phrases;
  Strands *strands;
} Builder;

/* Exact days, then a day on which something began, then months, then years. */
static int timed_rank(const Timed *t) {
  return t->grain * 2 + !t->open_end;
}

static int timed_order(const void *a, const void *b) {
  const Timed *x = a, *y = b;
  if (timed_rank(x) != timed_rank(y)) {
    return timed_rank(x) > timed_rank(y) ? -1 : 1; /* the most exact first */
  }
  if (x->first != y->first) {
    return x->first < y->first ? -1 : 1;
  }
  return (x->claim > y->claim) - (x->claim < y->claim);
}

/* What only has the date of publication is of the days that the same episode states shortly before. */
static void undated_join(Timed *t, uint32_t n, uint32_t group, const Group *groups, uint32_t count) {
  enum { REPORTED_DAYS = 14 };
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < n; i++) {
    if (t[i].group == group && t[i].firm) {
      return;
    }
  }
  for (uint32_t g = 0; g < count; g++) {
    int32_t since = groups[group].last - groups[g].last;
    bool firm = false;
    for (uint32_t i = 0; i < n && !firm; i++) {
      firm = t[i].group == g && t[i].firm && t[i].grain == GRAIN_DAYS;
    }
    if (g != group && firm && since >= 0 && since <= REPORTED_DAYS &&
        (best == UINT32_MAX || groups[g].n > groups[best].n)) {
      best = g;
    }
  }
  for (uint32_t i = 0; i < n && best != UINT32_MAX; i++) {
    if (t[i].group == group) {
      t[i].group = best;
      t[i].grain = GRAIN_NONE;
    }
  }
}

/* Claims of the deed that have a time of their own; alive: but for those that count dead. */
static uint32_t firm_deeds(const Timed *t, uint32_t n, uint32_t group, bool alive) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < n; i++) {
    count += t[i].group == group && t[i].firm && t[i].deed && !(alive && t[i].dead);
  }
  return count;
}

/* The group whose claims tell most of the deed on its own day, no later than the claim's; a year is no day. */
static uint32_t deed_group(const Timed *t, uint32_t n, const Timed *of, const Group *groups,
                           uint32_t count) {
  uint32_t best = UINT32_MAX, most = 0;
  for (uint32_t g = 0; g < count; g++) {
    bool day = groups[g].last - groups[g].first < STATE_DAYS && groups[g].first <= of->first;
    uint32_t firm = day ? firm_deeds(t, n, g, false) : 0;
    if (firm > most) {
      best = g;
      most = firm;
    }
  }
  return best;
}

/* "The man who killed a friend gets six years" has the day of publication, and so that of the trial, but
   counts somebody of the day at which its episode tells of the deed. */
static void bare_join(Timed *t, uint32_t n, const Group *groups, uint32_t count) {
  for (uint32_t i = 0; i < n; i++) {
    uint32_t from = t[i].group;
    uint32_t to = t[i].bare && t[i].counts && !firm_deeds(t, n, from, false)
                      ? deed_group(t, n, &t[i], groups, count)
                      : UINT32_MAX;
    for (uint32_t k = 0; k < n && to != UINT32_MAX; k++) {
      if (t[k].group == from && t[k].bare && t[k].sentence == t[i].sentence) {
        t[k].group = to;
        t[k].grain = GRAIN_NONE;
      }
    }
  }
}

/* "A man who was shot on Friday died on Monday": the day of a death alone is not that of another
   deed, where its episode tells of one shortly before. */
static void death_joins(Timed *t, uint32_t n, uint32_t group, const Group *groups, uint32_t count) {
  enum { DYING_DAYS = 31 };
  uint32_t best = UINT32_MAX, most = 0;
  bool dead = false;
  for (uint32_t i = 0; i < n; i++) {
    if (t[i].group == group && t[i].deed && !t[i].dead) {
      return;
    }
    dead = dead || (t[i].group == group && t[i].dead);
  }
  for (uint32_t g = 0; g < count && dead; g++) {
    int32_t since = groups[group].first - groups[g].last;
    bool before = g != group && since >= 0 && since <= DYING_DAYS;
    uint32_t firm = before ? firm_deeds(t, n, g, true) : 0;
    if (firm > most) {
      best = g;
      most = firm;
    }
  }
  for (uint32_t i = 0; i < n && best != UINT32_MAX; i++) {
    if (t[i].group == group) {
      t[i].group = best;
      t[i].grain = GRAIN_NONE;
    }
  }
}

/* Splits one episode into groups whose times may be one. Returns the number of groups, at least 1. */
static uint32_t episode_split(Arena *arena, Timed *t, uint32_t n) {
  ARRAY(Group) groups = {0};
  qsort(t, n, sizeof *t, timed_order);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t best = UINT32_MAX;
    int32_t slack = t[i].grain == GRAIN_DAYS ? 1 : 0;
    for (uint32_t g = 0; g < groups.n && t[i].grain; g++) {
      bool meets = t[i].first <= groups.v[g].last + slack && groups.v[g].first <= t[i].last + slack;
      if (meets && (best == UINT32_MAX || groups.v[g].n > groups.v[best].n)) {
        best = g;
      }
    }
    if (t[i].grain == GRAIN_NONE) {
      break;
    }
    if (best == UINT32_MAX) {
      best = groups.n;
      array_push(arena, &groups, (Group){t[i].first, t[i].open_end ? t[i].first : t[i].last, 0});
    }
    if (t[i].grain == GRAIN_DAYS && !t[i].open_end) {
      Group *g = &groups.v[best];
      g->first = t[i].first < g->first ? t[i].first : g->first;
      g->last = t[i].last > g->last ? t[i].last : g->last;
    }
    groups.v[best].n++;
    t[i].group = best;
  }
  uint32_t largest = 0;
  for (uint32_t g = 1; g < groups.n; g++) {
    largest = groups.v[g].n > groups.v[largest].n ? g : largest;
  }
  for (uint32_t i = 0; i < n; i++) {
    t[i].group = t[i].group == UINT32_MAX ? largest : t[i].group;
  }
  for (uint32_t g = 0; g < groups.n; g++) {
    undated_join(t, n, g, groups.v, groups.n);
  }
  bare_join(t, n, groups.v, groups.n);
  for (uint32_t g = 0; g < groups.n; g++) {
    death_joins(t, n, g, groups.v, groups.n);
  }
  return groups.n ? groups.n : 1;
}

static bool same_place(const ClaimPlace *a, const ClaimPlace *b) {
  if (a->geonames && b->geonames) {
    return a->geonames == b->geonames;
  }
  return str_equal(a->name, b->name) &&
         (a->country.n == 0 || b->country.n == 0 || str_equal(a->country, b->country));
}

static void places_add(Arena *arena, Strand *s, const Claim *c) {
  for (uint32_t i = 0; i < c->places.n; i++) {
    const ClaimPlace *p = &c->places.v[i];
    bool known = p->name.n == 0;
    for (uint32_t k = 0; k < s->places.n && !known; k++) {
      known = same_place(s->places.v[k], p);
    }
    if (!known) {
      array_push(arena, &s->places, p);
    }
  }
}

/* Significant digits beyond the first two: 744 and 18,413 have some, 400 and 26,000 none. */
static uint32_t specific_digits(Decimal d) {
  int64_t n = d.digits < 0 ? -d.digits : d.digits;
  uint32_t digits = 0;
  while (n && n % 10 == 0) {
    n /= 10;
  }
  for (; n; n /= 10) {
    digits++;
  }
  return digits;
}

static void figure_add(Arena *arena, Strand *s, const Claim *c) {
  if (c->kind != CLAIM_FIGURE || !c->value.has_number || c->value.number.digits < 10) {
    return;
  }
  for (uint32_t i = 0; i < s->figures.n; i++) {
    if (str_equal(s->figures.v[i].measure, c->measure) &&
        str_equal(s->figures.v[i].unit, c->value.unit) &&
        decimal_compare(s->figures.v[i].number, c->value.number) == 0) {
      return;
    }
  }
  array_push(arena, &s->figures,
             (Figure){c->measure, c->value.unit, c->value.number, specific_digits(c->value.number)});
}

static void topic_add(Arena *arena, Strand *s, Str topic) {
  for (uint32_t i = 0; i < s->topics.n; i++) {
    if (str_equal(s->topics.v[i], topic)) {
      return;
    }
  }
  if (topic.n) {
    array_push(arena, &s->topics, topic);
  }
}

static void time_add(Strand *s, const Timed *t) {
  if (t->grain == GRAIN_NONE) {
    return;
  }
  s->firm = s->firm || t->firm;
  int mine = s->grain * 2 + !s->open_end, its = timed_rank(t);
  if (s->grain == GRAIN_NONE || its > mine) {
    s->grain = t->grain;
    s->first = t->first;
    s->last = t->last;
    s->open_end = t->open_end;
  } else if (its == mine) {
    s->first = t->first < s->first ? t->first : s->first;
    s->last = t->last > s->last ? t->last : s->last;
  }
}

/* The words of all sentences of the strand, each sentence once. */
static void strand_words(Builder *b, Strand *s) {
  const Claim *claims = b->x->claims.v;
  size_t size = 0;
  for (uint32_t i = 0; i < s->claims.n; i++) {
    size += claims[s->claims.v[i]].sentence.text.n + 1;
  }
  char *all = arena_bytes(b->arena, size), *p = all;
  for (uint32_t i = 0; i < s->claims.n; i++) {
    const Excerpt *e = &claims[s->claims.v[i]].sentence;
    bool seen = e->text.n == 0;
    for (uint32_t k = i; k-- > 0 && !seen;) {
      const Excerpt *other = &claims[s->claims.v[k]].sentence;
      seen = other->span.start == e->span.start && other->in_title == e->in_title;
    }
    if (!seen) {
      memcpy(p, e->text.p, e->text.n);
      p += e->text.n;
      *p++ = ' ';
    }
  }
  sketch_words(b->arena, (Str){all, (size_t)(p - all)}, NULL, 0, &s->words);
}

static Strand *strand_new(Builder *b, uint32_t document) {
  Strand *s = array_add(b->arena, b->strands);
  s->document = document;
  s->first_claim = UINT32_MAX;
  s->first = s->last = DAY_NONE;
  s->background = true;
  return s;
}

static void strand_add(Builder *b, Strand *s, const Timed *t) {
  const Claim *c = &b->x->claims.v[t->claim];
  array_push(b->arena, &s->claims, t->claim);
  s->first_claim = t->claim < s->first_claim ? t->claim : s->first_claim;
  s->background = s->background && c->background;
  s->beside = s->beside || c->beside;
  s->weight += c->certainty == CERTAINTY_CLEAR ? 2 : 1;
  time_add(s, t);
  s->stated = s->stated || c->time.basis == BASIS_STATED;
  places_add(b->arena, s, c);
  figure_add(b->arena, s, c);
  topic_add(b->arena, s, c->topic);
  s->counts += c->kind == CLAIM_FIGURE;
  s->cases += c->kind == CLAIM_FIGURE && str_is(c->measure, "infected");
  s->ongoing = s->cases > 0 && s->cases * 4 >= s->counts; /* not of a flood that made some ill */
  Date start = c->time.start;
  if (start.year == 0 && start.month && start.day && !s->month) {
    s->month = start.month;
    s->day = start.day;
  }
}

static int index_order(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static bool has_group(const Timed *t, uint32_t n, uint32_t group) {
  uint32_t i = 0;
  while (i < n && t[i].group != group) {
    i++;
  }
  return i < n;
}

static void episode_build(Builder *b, uint32_t document, Timed *t, uint32_t n) {
  uint32_t groups = episode_split(b->arena, t, n);
  for (uint32_t g = 0; g < groups; g++) {
    if (!has_group(t, n, g)) {
      continue; /* all of it went to the day of the deed */
    }
    Strand *s = strand_new(b, document);
    s->episode = b->x->claims.v[t[0].claim].episode;
    for (uint32_t i = 0; i < n; i++) {
      if (t[i].group == g) {
        strand_add(b, s, &t[i]);
      }
    }
    qsort(s->claims.v, s->claims.n, sizeof *s->claims.v, index_order);
    strand_words(b, s);
  }
}

static int episode_order(const void *a, const void *b) {
  const EpisodeClaim *x = a, *y = b;
  if (x->episode != y->episode) {
    return x->episode < y->episode ? -1 : 1;
  }
  return (x->claim > y->claim) - (x->claim < y->claim);
}

static Timed timed_of(const Claim *c, uint32_t claim, int32_t until) {
  Timed t = {.claim = claim, .group = UINT32_MAX};
  t.grain = period_days(&c->time, until, &t.first, &t.last, &t.open_end);
  t.firm = c->time.basis == BASIS_STATED || c->time.basis == BASIS_INHERITED;
  t.bare = c->time.basis == BASIS_DOCUMENT && t.grain == GRAIN_DAYS;
  t.deed = c->kind == CLAIM_FIGURE || str_equal(c->measure, c->topic);
  t.counts = c->kind == CLAIM_FIGURE;
  t.dead = t.counts && str_is(c->measure, "killed");
  t.sentence = c->sentence.span.start * 2 + c->sentence.in_title;
  return t;
}

bool strands_differ_in_topic(const Strand *a, const Strand *b) {
  for (uint32_t i = 0; i < a->topics.n; i++) {
    for (uint32_t k = 0; k < b->topics.n; k++) {
      if (str_equal(a->topics.v[i], b->topics.v[k])) {
        return false;
      }
    }
  }
  return a->topics.n > 0 && b->topics.n > 0;
}

static void mark_apart(Strands *strands, uint32_t first) {
  for (uint32_t i = first; i < strands->n; i++) {
    for (uint32_t k = first; k < strands->n; k++) {
      Strand *s = &strands->v[i];
      const Strand *other = &strands->v[k];
      bool same_days = s->grain == GRAIN_DAYS && other->grain == GRAIN_DAYS &&
                       s->first <= other->last && other->first <= s->last;
      s->apart = s->apart || (i != k && same_days && other->weight > s->weight &&
                              strands_differ_in_topic(s, other));
    }
  }
}

/* What the document tells of one episode, as far as it matters for joining two. */
typedef struct Told {
  uint32_t from, to; /* in the order by episodes */
  uint32_t firm;     /* claims of the deed, but for its dead, that have a time of their own */
  bool titled;       /* the headline tells of it */
  bool apart;        /* some of it is told beside, or as history */
  Str topic;
} Told;

static Told told_of(const Builder *b, const EpisodeClaim *order, uint32_t from, uint32_t to) {
  Told told = {.from = from, .to = to};
  for (uint32_t i = from; i < to; i++) {
    const Claim *c = &b->x->claims.v[order[i].claim];
    Timed t = timed_of(c, order[i].claim, DAY_NONE);
    told.firm += t.firm && t.deed && !t.dead;
    told.titled = told.titled || c->sentence.in_title;
    told.apart = told.apart || c->beside || c->background;
    told.topic = c->topic.n ? c->topic : told.topic;
  }
  return told;
}

/* The episode of the same kind of happening that is dated, and told most; NULL if there is none. */
static const Told *dated_like(const Told *told, const Told *all, uint32_t n) {
  const Told *best = NULL;
  for (uint32_t i = 0; i < n; i++) {
    const Told *other = &all[i];
    bool may = other->firm && !other->apart && str_equal(other->topic, told->topic);
    best = may && (!best || other->to - other->from > best->to - best->from) ? other : best;
  }
  return best;
}

/* A headline that has the date of publication alone, or that of a death, tells of what the text dates. */
static void headline_joins(Builder *b, EpisodeClaim *order, uint32_t n) {
  ARRAY(Told) all = {0};
  for (uint32_t i = 0, k; i < n; i = k) {
    for (k = i; k < n && order[k].episode == order[i].episode; k++) {
    }
    array_push(b->arena, &all, told_of(b, order, i, k));
  }
  for (uint32_t i = 0; i < all.n; i++) {
    const Told *told = &all.v[i];
    bool may = told->titled && !told->firm && !told->apart && told->topic.n;
    const Told *dated = may ? dated_like(told, all.v, all.n) : NULL;
    for (uint32_t k = told->from; dated && k < told->to; k++) {
      Timed t = timed_of(&b->x->claims.v[order[k].claim], order[k].claim, DAY_NONE);
      if (!t.firm || t.dead) {
        order[k].episode = b->x->claims.v[order[dated->from].claim].episode;
      }
    }
  }
  if (n > 1) {
    qsort(order, n, sizeof *order, episode_order);
  }
}

/* All claims of one document, [from, to). */
static void document_build(Builder *b, uint32_t document, uint32_t from, uint32_t to) {
  uint32_t n = to - from, first_strand = b->strands->n;
  int32_t until = written_until(&b->x->documents.v[document]);
  EpisodeClaim *order = arena_array(b->arena, EpisodeClaim, n);
  Timed *timed = arena_array(b->arena, Timed, n);
  for (uint32_t i = 0; i < n; i++) {
    order[i] = (EpisodeClaim){b->x->claims.v[from + i].episode, from + i, false};
  }
  matters_part(b->x, b->phrases, order, from, n);
  if (n) {
    qsort(order, n, sizeof *order, episode_order);
  }
  headline_joins(b, order, n);
  for (uint32_t i = 0, k; i < n; i = k) {
    for (k = i; k < n && order[k].episode == order[i].episode; k++) {
      timed[k] = timed_of(&b->x->claims.v[order[k].claim], order[k].claim, until);
    }
    uint32_t first = b->strands->n;
    episode_build(b, document, timed + i, k - i);
    for (uint32_t s = first; order[i].beside && s < b->strands->n; s++) {
      b->strands->v[s].beside = b->strands->v[s].matter = true;
      b->strands->v[s].episode = order[i].episode;
    }
  }
  if (n == 0) {
    strand_new(b, document)->background = false;
  }
  /* What the document mostly speaks of: most claims that are not background, then the first. */
  uint32_t best = first_strand;
  for (uint32_t i = first_strand; i < b->strands->n; i++) {
    const Strand *s = &b->strands->v[i], *m = &b->strands->v[best];
    if (s->background != m->background ? m->background
        : s->weight != m->weight       ? s->weight > m->weight
                                       : s->first_claim < m->first_claim) {
      best = i;
    }
  }
  b->strands->v[best].main = true;
  mark_apart(b->strands, first_strand);
}

/* A person goes with the strand of its episode that has a claim in the same sentence, else with the
   first of its episode, else with the document's main one. */
static void person_place(Builder *b, uint32_t person, uint32_t from) {
  const Person *p = &b->x->persons.v[person];
  Strand *best = NULL;
  int best_rank = -1;
  for (uint32_t i = from; i < b->strands->n && b->strands->v[i].document == p->document; i++) {
    Strand *s = &b->strands->v[i];
    int rank = s->main ? 1 : 0;
    for (uint32_t k = 0; k < s->claims.n; k++) {
      const Claim *c = &b->x->claims.v[s->claims.v[k]];
      bool here = c->sentence.in_title == p->sentence.in_title &&
                  c->sentence.span.start == p->sentence.span.start;
      int claim_rank = (c->episode == p->episode ? 2 : 0) + (here ? 4 : 0);
      rank = claim_rank > rank ? claim_rank : rank;
    }
    if (rank > best_rank) {
      best = s;
      best_rank = rank;
    }
  }
  if (best) {
    array_push(b->arena, &best->persons, person);
  }
}

/* A kind of happening that is counted in cases by every third strand that tells of it is counted so
   by the others too, though they give only the dead. */
static void ongoing_spread(Arena *arena, Strands *strands) {
  Map topics;
  uint32_t *all = arena_array(arena, uint32_t, strands->n * 4 + 1);
  uint32_t *counted = arena_array(arena, uint32_t, strands->n * 4 + 1);
  map_init(&topics, arena);
  for (uint32_t i = 0; i < strands->n; i++) {
    const Strand *s = &strands->v[i];
    for (uint32_t k = 0; k < s->topics.n && topics.n < strands->n * 4; k++) {
      uint32_t at = *map_put(&topics, s->topics.v[k], topics.n, NULL);
      all[at]++;
      counted[at] += s->ongoing;
    }
  }
  for (uint32_t i = 0; i < strands->n; i++) {
    Strand *s = &strands->v[i];
    bool ongoing = s->ongoing;
    for (uint32_t k = 0; k < s->topics.n && !ongoing; k++) {
      const uint32_t *at = map_find(&topics, s->topics.v[k]);
      ongoing = at && counted[*at] * 3 >= all[*at];
    }
    s->ongoing = ongoing;
  }
}

void strands_build(Arena *arena, const Extraction *x, const Phrases *phrases, Strands *strands) {
  Builder b = {arena, x, phrases, strands};
  uint32_t claim = 0;
  uint32_t *starts = arena_array(arena, uint32_t, x->documents.n);
  memset(strands, 0, sizeof *strands);
  for (uint32_t d = 0; d < x->documents.n; d++) {
    uint32_t from = claim;
    while (claim < x->claims.n && x->claims.v[claim].document == d) {
      claim++;
    }
    starts[d] = strands->n;
    document_build(&b, d, from, claim);
  }
  ongoing_spread(arena, strands);
  for (uint32_t i = 0; i < x->persons.n; i++) {
    person_place(&b, i, starts[x->persons.v[i].document]);
  }
}

/* ---------------------------------------------------------------- times taught */

typedef struct Giver {
  const Figure *figure;
  uint32_t strand;
} Giver;

typedef struct StrandPair {
  uint32_t a, b;
} StrandPair;

static int figure_order(const Figure *a, const Figure *b) {
  int order = str_compare(a->measure, b->measure);
  return order ? order : decimal_compare(a->number, b->number);
}

static int giver_order(const void *a, const void *b) {
  const Giver *x = a, *y = b;
  int order = figure_order(x->figure, y->figure);
  return order ? order : (x->strand > y->strand) - (x->strand < y->strand);
}

static int strand_pair_order(const void *a, const void *b) {
  const StrandPair *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  return (x->b > y->b) - (x->b < y->b);
}

static bool is_own_date(const Extraction *x, const Strand *s) {
  enum { REPORT_DAYS = 40 };
  int32_t day = written_until(&x->documents.v[s->document]);
  return day != DAY_NONE && s->grain && s->last >= day - REPORT_DAYS;
}

static bool times_exclude(const Strand *a, const Strand *b) {
  return a->grain && b->grain && (a->first > b->last + 1 || b->first > a->last + 1);
}

/* May the time of `from` stand for that of s? */
static bool may_teach(const Extraction *x, const Strand *s, const Strand *from) {
  if (from->grain != GRAIN_DAYS || s->document == from->document) {
    return false;
  }
  bool coarser = s->grain < GRAIN_DAYS && !times_exclude(s, from);
  return coarser || (times_exclude(s, from) && is_own_date(x, s) && !is_own_date(x, from));
}

void strands_teach(Arena *arena, const Extraction *x, Strands *strands) {
  enum { UNROUNDED = 3, GIVERS_MOST = 12 };
  ARRAY(Giver) givers = {0};
  ARRAY(StrandPair) pairs = {0};
  for (uint32_t i = 0; i < strands->n; i++) {
    for (uint32_t k = 0; k < strands->v[i].figures.n; k++) {
      if (strands->v[i].figures.v[k].specific >= UNROUNDED) {
        array_push(arena, &givers, (Giver){&strands->v[i].figures.v[k], i});
      }
    }
  }
  if (givers.n > 1) {
    qsort(givers.v, givers.n, sizeof *givers.v, giver_order);
  }
  for (uint32_t i = 0, k; i < givers.n; i = k) {
    for (k = i; k < givers.n && figure_order(givers.v[i].figure, givers.v[k].figure) == 0; k++) {
    }
    for (uint32_t a = i; a < k && k - i <= GIVERS_MOST; a++) {
      for (uint32_t b = a + 1; b < k; b++) {
        array_push(arena, &pairs, (StrandPair){givers.v[a].strand, givers.v[b].strand});
      }
    }
  }
  if (pairs.n > 1) {
    qsort(pairs.v, pairs.n, sizeof *pairs.v, strand_pair_order);
  }
  const Strand **teacher = arena_array(arena, const Strand *, strands->n);
  for (uint32_t i = 1; i < pairs.n; i++) {
    if (strand_pair_order(&pairs.v[i], &pairs.v[i - 1]) != 0) {
      continue;
    }
    uint32_t at[2] = {pairs.v[i].a, pairs.v[i].b};
    for (int k = 0; k < 2; k++) {
      const Strand *s = &strands->v[at[k]], *from = &strands->v[at[1 - k]];
      const Strand *known = teacher[at[k]];
      if (may_teach(x, s, from) && (!known || (known->open_end && !from->open_end))) {
        teacher[at[k]] = from;
      }
    }
  }
  for (uint32_t i = 0; i < strands->n; i++) {
    Strand *s = &strands->v[i];
    if (teacher[i]) {
      s->grain = teacher[i]->grain;
      s->first = teacher[i]->first;
      s->last = teacher[i]->last;
      s->open_end = teacher[i]->open_end;
      s->firm = true;
    }
  }
}

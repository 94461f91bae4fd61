/* Narrative: sentences and resolved times into episodes. */
#include "discourse/narrative_parts.h"
#include "mention/time_mention.h"

#include <string.h>

/* What tells that another happening is told of, and where nothing in particular happens. */
static void beside_tags(const Pack *pack, NarrativeTags *tags) {
  tags->another = pack_tag(pack, "another");
  tags->again = pack_tag(pack, "again");
  tags->site = pack_tag(pack, "site");
  tags->indefinite = pack_tag(pack, "article.a");
  tags->of = pack_tag(pack, "place.of");
  tags->wide = pack_tag(pack, "place.wide");
  tags->counts = pack_tag(pack, "count.verb");
  tags->same_day = pack_tag(pack, "same.day");
  tags->lasting = pack_tag(pack, "lasting");
  tags->it = pack_tag(pack, "att.it");
  tags->between = pack_tag(pack, "place.between");
  tags->street = pack_tag(pack, "street.name");
  tags->lies = pack_tag(pack, "lies.verb");
  tags->goal = pack_tag(pack, "place.goal");
  tags->audience = pack_tag(pack, "audience.noun");
  tags->cares = pack_tag(pack, "care.verb");
  tags->same_place = pack_tag(pack, "place.same");
  tags->part = pack_tag(pack, "place.part");
  tags->town = pack_tag(pack, "place.town");
  tags->capital = pack_tag(pack, "place.capital");
  tags->direction = pack_tag(pack, "direction");
  tags->many = pack_tag(pack, "topic.many");
  tags->war = pack_tag(pack, "lasting.war");
  static const char *const cares[] = {"hospital.noun", "injury.noun", "wound.noun"};
  tags->care = pack_tags(pack, cares, sizeof cares / sizeof *cares);
  static const char *const hits[] = {"deed.verb", "impact.verb", "strike.verb", "blast.verb"};
  tags->hit = pack_tags(pack, hits, sizeof hits / sizeof *hits);
  static const char *const deeds[] = {"topic.point", "deed.verb", "assault.verb"};
  tags->deed = pack_tags(pack, deeds, sizeof deeds / sizeof *deeds);
}

void narrative_tags(const Pack *pack, NarrativeTags *tags) {
  tags->topic = pack_tag(pack, "topic");
  tags->generic = pack_tag(pack, "topic.generic");
  tags->place_noun = pack_tag(pack, "place.generic");
  tags->sign = pack_tag(pack, "place.sign");
  tags->where = pack_tag(pack, "place.relative");
  tags->possessive = pack_tag(pack, "poss");
  tags->own = pack_tag(pack, "topic.own");
  tags->point = pack_tag(pack, "topic.point");
  tags->before = pack_tag(pack, "before");
  tags->happening = pack_tag(pack, "happening");
  tags->epithet = pack_tag(pack, "epithet");
  tags->month = pack_tag(pack, "month");
  tags->weekday = pack_tag(pack, "weekday");
  tags->locative = pack_tag(pack, "locative");
  tags->beside = pack_tag(pack, "locative.beside");
  tags->loose = pack_tag(pack, "locative.weak");
  tags->talks = pack_tag(pack, "talks");
  tags->holds = pack_tag(pack, "hold.verb");
  tags->origin = pack_tag(pack, "place.origin");
  tags->leaves = pack_tag(pack, "leave.verb");
  tags->the = pack_tag(pack, "article.the");
  tags->demonstrative = pack_tag(pack, "demonstrative");
  tags->disease = pack_tag(pack, "disease");
  tags->report = pack_tag(pack, "report.verb");
  tags->police = pack_tag(pack, "town.force");
  tags->address = pack_tag(pack, "address");
  beside_tags(pack, tags);
  clause_tags(pack, &tags->clause);
  tags->since = pack_tag(pack, "since");
  tags->until = pack_tag(pack, "until");
  tags->as_of = pack_tag(pack, "as_of");
  tags->total = pack_tag(pack, "total");
  tags->superlative = pack_tag(pack, "superlative");
}

bool narrative_is_event_time(const TimeMention *time) {
  bool hours = time->timex == TIMEX_DURATION && time->start.day && str_starts(time->value, "PT");
  return (time->timex == TIMEX_DATE || time->timex == TIMEX_TIME || hours || time->counted) && !time->publication &&
         !time->commemorative && !time->hour_only && (time->start.year || time->start.month || time->end_date.year);
}

bool narrative_is_event_place(const PlaceMention *place) {
  return place->sense == PLACE_LITERAL && !place->in_dateline;
}

static int32_t first_day(Date d) {
  return d.year ? civil_first(d) : DAY_NONE;
}

static int32_t last_day(Date d) {
  return d.year ? civil_last(d) : DAY_NONE;
}

enum { SHORT_TIME = 3 /* days that one happening may take without more being said */ };

static bool is_night(const TimeMention *time) {
  return str_ends(time->value, "TNI");
}

Days narrative_days_of(Date start, Date end) {
  return (Days){first_day(start), last_day(end.year ? end : start)};
}

/* A night goes on into the next day. */
static Days with_night(Days days, bool night) {
  days.last += days.last != DAY_NONE && night && days.last == days.first;
  return days;
}

/* The days of all times of the text, which do not change while it is told. */
static Days *days_of_times(const Mentions *mentions, Arena *arena) {
  Days *days = arena_array(arena, Days, mentions->times.n);
  for (uint32_t i = 0; i < mentions->times.n; i++) {
    const TimeMention *time = &mentions->times.v[i];
    days[i] = with_night(narrative_days_of(time->start, time->end_date), is_night(time));
  }
  return days;
}

static void date_episode(Episode *e, Date start, Date end) {
  e->start = start;
  e->end = end;
  e->days = narrative_days_of(start, end);
}

static Episode *add_episode(Teller *t) {
  Episode *e = array_add(t->arena, &t->narrative->episodes);
  date_episode(e, (Date){0, 0, 0}, (Date){0, 0, 0});
  e->first = e->last = DAY_NONE;
  e->time = e->spot = e->finer = e->longer = -1;
  return e;
}

static Days days_of_episode(const Episode *e) {
  Days days = with_night(e->days, e->night);
  if (e->first != DAY_NONE && days.first != DAY_NONE) {
    days.first = e->first < days.first ? e->first : days.first;
    days.last = e->last > days.last ? e->last : days.last;
  }
  return days;
}

/* "The night of 19 to 20 January" belongs to the story of the 20th, and so then does the 19th. */
static void widen(Episode *e, Days other) {
  Days own = days_of_episode(e);
  int32_t first = own.first < other.first ? own.first : other.first;
  int32_t last = own.last > other.last ? own.last : other.last;
  if (own.first != DAY_NONE && other.first != DAY_NONE && last - first < SHORT_TIME) {
    e->first = first;
    e->last = last;
  }
}

/* The two are one happening's time: they meet, and are both short, or about equally long. */
static bool times_meet(const Teller *t, const Episode *e, uint32_t index) {
  Days a = days_of_episode(e), b = t->days[index];
  if (a.first == DAY_NONE || b.first == DAY_NONE) {
    const TimeMention *time = &t->mentions->times.v[index];
    return e->start.month && e->start.month == time->start.month &&
           e->start.day == time->start.day && (!e->start.year || !time->start.year);
  }
  int32_t own = a.last - a.first, other = b.last - b.first;
  bool meet = a.first <= b.last && b.first <= a.last;
  if (own < SHORT_TIME && other < SHORT_TIME) {
    return meet;
  }
  return meet && own <= 2 * other + 1 && other <= 2 * own + 1;
}

static bool time_holds(Days outer, const Episode *e) {
  Days inner = days_of_episode(e);
  return outer.first != DAY_NONE && inner.first != DAY_NONE && outer.first <= inner.first &&
         inner.last <= outer.last;
}

/* "Over the weekend a man was shot. … Officers were called about 7 p.m. Sunday": the day inside what was
   said first, if one alone is told. */
static void note_finer(const Teller *t, Episode *e, uint32_t index) {
  if (e->time < 0 || e->beside || e->open || e->finer < -1) {
    return;
  }
  const TimeMention *time = &t->mentions->times.v[index];
  Days days = t->days[index], own = e->days;
  bool inside = days.first != DAY_NONE && own.first != DAY_NONE && own.first <= days.first &&
                days.first <= own.last && own.last > own.first;
  if (!inside || !time->start.day || narrative_is_range(time) ||
      (time->end_date.year && !civil_equal(time->start, time->end_date))) {
    return;
  }
  if (e->finer >= 0 && !civil_equal(t->mentions->times.v[e->finer].start, time->start)) {
    e->finer = -2;
  } else if (e->finer == -1) {
    e->finer = (int32_t)index;
  }
}

static void take_finer(Teller *t) {
  for (uint32_t i = 0; i < t->narrative->episodes.n; i++) {
    Episode *e = &t->narrative->episodes.v[i];
    if (e->finer >= 0) {
      const TimeMention *time = &t->mentions->times.v[e->finer];
      date_episode(e, time->start, time->end_date);
      e->longer = e->time;
      e->time = e->finer;
      e->night = is_night(time);
      e->finer = -1;
    }
  }
}

static uint32_t episode_for_time(Teller *t, uint32_t index, uint32_t previous) {
  const TimeMention *time = &t->mentions->times.v[index];
  for (uint32_t i = 0; i < t->narrative->episodes.n; i++) {
    note_finer(t, &t->narrative->episodes.v[i], index);
  }
  for (uint32_t i = t->narrative->episodes.n; i-- > 0;) {
    const Episode *e = &t->narrative->episodes.v[i];
    if (!e->beside && !e->before && times_meet(t, e, index)) {
      widen(&t->narrative->episodes.v[i], t->days[index]);
      return i;
    }
  }
  if (time_holds(t->days[index], &t->narrative->episodes.v[previous])) {
    return previous; /* "in January 1990", said of what is being told, tells of nothing else */
  }
  Episode *e = add_episode(t);
  date_episode(e, time->start, time->end_date);
  e->night = is_night(time);
  e->time = (int32_t)index;
  return t->narrative->episodes.n - 1;
}

bool narrative_is_range(const TimeMention *time) {
  return time->value.n && memchr(time->value.p, '/', time->value.n) != NULL;
}

/* The episode that "the quake" or "those bombings" goes back to, -1 if none has this topic. */
static int32_t episode_of_topic(const Teller *t, const Naming *naming, uint32_t previous) {
  const Narrative *n = t->narrative;
  if (!naming->topic.n || naming->reference < REFERENCE_THE ||
      narrative_named_with(t, naming, t->tags->generic)) {
    return -1;
  }
  if (str_equal(n->episodes.v[previous].topic, naming->topic)) {
    return (int32_t)previous;
  }
  if (naming->reference == REFERENCE_THE &&
      str_equal(n->episodes.v[n->main].topic, naming->topic)) {
    return (int32_t)n->main;
  }
  for (uint32_t i = n->episodes.n; i-- > 0;) {
    if (n->episodes.v[i].sentences && str_equal(n->episodes.v[i].topic, naming->topic)) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* An episode of its own beside another, at the same time: a funeral after an attack, a second shell on
   another house. */
static uint32_t episode_beside(Teller *t, uint32_t index, uint32_t beside, Str topic) {
  for (uint32_t i = 0; i < t->narrative->episodes.n; i++) {
    if (t->narrative->episodes.v[i].beside == index + 1) {
      return i; /* from the pass before */
    }
  }
  Episode like = t->narrative->episodes.v[beside];
  Episode *e = add_episode(t);
  date_episode(e, like.start, like.end);
  e->night = like.night;
  e->open = like.open;
  e->time = like.time;
  e->topic = topic;
  e->beside = index + 1;
  e->base = like.beside ? like.base : beside;
  return t->narrative->episodes.n - 1;
}

static uint32_t episode_named(Teller *t, uint32_t index, uint32_t previous, Str topic) {
  for (uint32_t i = 0; i < t->narrative->episodes.n; i++) {
    if (str_equal(t->narrative->episodes.v[i].topic, topic)) {
      return i;
    }
  }
  uint32_t named = episode_beside(t, index, previous, topic);
  Episode *e = &t->narrative->episodes.v[named];
  if (!e->own && e->end.year) { /* a funeral comes after what it is held for */
    date_episode(e, e->end, (Date){0, 0, 0});
    e->open = true;
  }
  e->own = true;
  return named;
}

enum { TOLD_AT_LENGTH = 3 /* sentences after which a background story goes on by itself */ };

static bool spots_differ(const Teller *t, int32_t a, int32_t b) {
  PlaceId p = t->mentions->places.v[a].place, q = t->mentions->places.v[b].place;
  return p != q && !gazetteer_contains(t->gazetteer, p, q) && !gazetteer_contains(t->gazetteer, q, p);
}

/* A happening of one spot at another spot is another one; and so is one that is told as another, or that
   goes on with a list of such. */
static bool is_elsewhere(const Teller *t, const Saying *saying, uint32_t previous) {
  const Naming *naming = &saying->naming;
  const Episode *e = &t->narrative->episodes.v[previous];
  if (e->sentences && saying->another) {
    return true;
  }
  if (naming->reference != REFERENCE_NEW || !narrative_named_with(t, naming, t->tags->point)) {
    return false;
  }
  int32_t spot = saying->spot, before = e->spot;
  return (e->sentences && saying->same_day) ||
         (spot >= 0 && (before >= 0 ? spots_differ(t, spot, before) : e->beside > 0));
}

/* "On Saturday a bomb by the road killed three": another of the kind, some days before what the document is about. */
static bool is_look_back(const Teller *t, uint32_t episode) {
  const Narrative *n = t->narrative;
  const Episode *e = &n->episodes.v[episode], *main = &n->episodes.v[n->main];
  int32_t last = days_of_episode(e).last, begun = days_of_episode(main).first;
  bool of_kind = e->told && e->sentences == 1 && main->topic.n && str_equal(e->topic, main->topic);
  return episode != n->main && main->first_sentence < e->first_sentence && (e->point || of_kind) &&
         last != DAY_NONE && begun != DAY_NONE && last + 1 < begun;
}

/* A sentence without a time of its own: whose episode it goes on with. */
static uint32_t episode_without_time(Teller *t, uint32_t index, uint32_t previous) {
  const Sentence *s = &t->text->sentences.v[index];
  const Naming *naming = &t->sayings[index].naming;
  const Episode *e = &t->narrative->episodes.v[previous];
  int32_t meant = episode_of_topic(t, naming, previous);
  if (meant >= 0) {
    return (uint32_t)meant;
  }
  if (narrative_named_with(t, naming, t->tags->own)) {
    return episode_named(t, index, previous, naming->topic);
  }
  if (is_elsewhere(t, &t->sayings[index], previous)) {
    return episode_beside(t, index, previous, naming->topic);
  }
  bool same_paragraph = t->text->sentences.v[index - 1].paragraph == s->paragraph;
  if (e->beside && !e->own && !same_paragraph) {
    return e->base; /* what is told beside a story is told in a paragraph */
  }
  bool goes_on = same_paragraph || naming->reference >= REFERENCE_THE ||
                 e->sentences >= TOLD_AT_LENGTH;
  return goes_on || !(e->background || is_look_back(t, previous)) ? previous : t->narrative->main;
}

/* ------------------------------------------------------------------------------ telling */

enum { BACKGROUND_DAYS = 30, NEWS_DAYS = 60, CASE_DAYS = 3 * 365, LEAD_BONUS = 3 };

static void mark_background(Teller *t) {
  Narrative *n = t->narrative;
  int32_t main = days_of_episode(&n->episodes.v[n->main]).first;
  main = main == DAY_NONE ? t->published : main;
  for (uint32_t i = 0; i < n->episodes.n; i++) {
    Episode *e = &n->episodes.v[i];
    int32_t own = days_of_episode(e).last;
    e->background = i != n->main && own != DAY_NONE && main != DAY_NONE &&
                    own < main - BACKGROUND_DAYS;
  }
}

/* What a document is about: the episode that most of its sentences of harm and happenings tell of. */
static void choose_main(Teller *t) {
  Narrative *n = t->narrative;
  for (uint32_t i = 0; i < n->episodes.n; i++) {
    if (n->episodes.v[i].weight > n->episodes.v[n->main].weight) {
      n->main = i;
    }
  }
}

/* The lead was told without a time, and now comes the first one: it is the lead's, unless it lies long
   before the day of publication, as history does. A court may be told of years after the deed. */
static bool dates_the_lead(const Teller *t, const Saying *saying, uint32_t index) {
  enum { CLOSE_DAYS = 3 };
  const Narrative *n = t->narrative;
  const Episode *lead = &n->episodes.v[0];
  int32_t last = t->days[index].last;
  for (uint32_t i = 0; i < n->episodes.n; i++) {
    if (n->episodes.v[i].time >= 0) {
      return false;
    }
  }
  bool day = last != DAY_NONE && last - t->days[index].first <= 1;
  if (t->published != DAY_NONE && last != DAY_NONE && last < t->published && last - t->days[index].first > NEWS_DAYS) {
    return false; /* "last year there were 40 such fires" */
  }
  if (saying->again && t->published != DAY_NONE && last != DAY_NONE && !(day && last >= t->published - CLOSE_DAYS)) {
    return false; /* "a similar crash in May killed five" */
  }
  return t->published == DAY_NONE || last == DAY_NONE || last >= t->published - NEWS_DAYS ||
         (lead->process && day && last >= t->published - CASE_DAYS);
}

static void open_episode(Teller *t, Episode *e, int32_t time) {
  date_episode(e, t->mentions->times.v[time].start, (Date){0, 0, 0});
  e->time = time;
  e->open = true;
}

/* "Before this tragic event, …": what went before what is being told; it ends where that begins. */
static int32_t episode_before(Teller *t, const Sentence *s, uint32_t previous) {
  if (!tagset_has(t->text->tags[s->first], t->tags->before) || s->end - s->first < 4 ||
      !(tagset_has(t->text->tags[s->first + 1], t->tags->demonstrative) ||
        tagset_has(t->text->tags[s->first + 1], t->tags->the))) {
    return -1;
  }
  Episode like = t->narrative->episodes.v[previous];
  for (uint32_t i = 0; i < t->narrative->episodes.n; i++) {
    if (t->narrative->episodes.v[i].before == previous + 1) {
      return (int32_t)i;
    }
  }
  Episode *e = add_episode(t);
  date_episode(e, (Date){0, 0, 0}, like.start);
  e->time = like.time;
  e->before = previous + 1;
  return (int32_t)(t->narrative->episodes.n - 1);
}

static uint32_t episode_of(Teller *t, uint32_t index, uint32_t previous) {
  const Saying *saying = &t->sayings[index];
  int32_t time = saying->scene >= 0 ? saying->scene : saying->of_naming;
  if (time < 0 && saying->below >= 0 && dates_the_lead(t, saying, (uint32_t)saying->below)) {
    time = saying->below;
  }
  if (time < 0) {
    int32_t before = episode_before(t, &t->text->sentences.v[index], previous);
    return before >= 0 ? (uint32_t)before
           : index     ? episode_without_time(t, index, previous)
                       : previous;
  }
  if (dates_the_lead(t, saying, (uint32_t)time)) {
    Episode *e = &t->narrative->episodes.v[0];
    date_episode(e, t->mentions->times.v[time].start, t->mentions->times.v[time].end_date);
    e->night = is_night(&t->mentions->times.v[time]);
    e->time = time;
    return 0;
  }
  if (saying->succumbs && t->narrative->episodes.v[previous].time >= 0) {
    return previous; /* the day of a death that follows is not that of what goes on to be told */
  }
  uint32_t told = episode_for_time(t, (uint32_t)time, previous);
  bool again = told == previous || saying->another || saying->same_day;
  return index && again && is_elsewhere(t, saying, told)
             ? episode_beside(t, index, told, saying->naming.topic)
             : told;
}

/* Does the sentence, wherever in it, state a time that is the episode's? */
static bool states_time_of(const Teller *t, const Sentence *s, const Episode *e) {
  uint32_t i = mentions_first_time(t->mentions, s->first);
  for (; i < t->mentions->times.n && t->mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    if (narrative_is_event_time(time) && times_meet(t, e, i) &&
        !clause_time_of_speech(&t->tags->clause, t->mentions, time)) {
      return true;
    }
  }
  return false;
}

/* "On the 16th the violence was stopped": the violence was another episode's. */
static bool is_told_of(const Narrative *n, Str topic, uint32_t episode) {
  for (uint32_t i = 0; i < n->episodes.n; i++) {
    if (i != episode && n->episodes.v[i].sentences && str_equal(n->episodes.v[i].topic, topic)) {
      return true;
    }
  }
  return false;
}

/* "On Monday the minister came": a day on which nothing is told to have happened; the story goes on behind it. */
static bool told_aside(const Episode *e) {
  return e->time >= 0 && !e->told && !e->beside && !e->before && !e->open;
}

/* "3 May 1965, 11.52 p.m.": the date that heads what follows. */
static bool is_date_alone(const Teller *t, const Sentence *s) {
  enum { WORDS = 10 };
  uint32_t k = mentions_first_time(t->mentions, s->first);
  for (uint32_t i = s->first; i < s->end; i++) {
    while (k < t->mentions->times.n && t->mentions->times.v[k].end <= i) {
      k++;
    }
    bool inside = k < t->mentions->times.n && t->mentions->times.v[k].first <= i;
    if (!inside && t->text->tokens.v[i].kind != TOKEN_PUNCTUATION) {
      return false;
    }
  }
  return s->end - s->first <= WORDS;
}

/* "Aftermath", "Investigations and trials": no headline in the middle of a story. */
static bool heads_section(const Teller *t, const Sentence *s) {
  enum { WORDS = 4 };
  uint32_t place = mentions_first_place(t->mentions, s->first);
  bool names = place < t->mentions->places.n && t->mentions->places.v[place].first < s->end;
  return s->block_kind == BLOCK_HEADING && s->end - s->first <= WORDS && !names;
}

/* What a new section begins with: what all is about, as far as it has been told when that was. */
static uint32_t home_of(const Narrative *n) {
  uint32_t home = n->main;
  for (uint32_t i = 0; i < n->episodes.n && n->episodes.v[home].time < 0; i++) {
    home = n->episodes.v[i].time >= 0 && n->episodes.v[i].told ? i : home;
  }
  return n->episodes.v[home].sentences ? home : n->main;
}

/* One pass over the sentences; the episode called main is known from the pass before. */
static void tell(Teller *t) {
  Narrative *n = t->narrative;
  uint32_t now = 0, told = 0, story = 0;
  for (uint32_t i = 0; i < n->episodes.n; i++) {
    n->episodes.v[i].sentences = n->episodes.v[i].weight = 0;
    n->episodes.v[i].spot = -1;
    n->episodes.v[i].dated = n->episodes.v[i].told = n->episodes.v[i].point = false;
  }
  for (uint32_t i = 0; i < t->text->sentences.n; i++) {
    const Sentence *s = &t->text->sentences.v[i];
    if (!narrative_is_told(s)) {
      n->of_sentence[i] = now;
      continue;
    }
    const Saying *saying = &t->sayings[i];
    const Naming *naming = &saying->naming;
    bool paragraph = i && t->text->sentences.v[i - 1].paragraph != s->paragraph;
    if (told && (heads_section(t, s) || (saying->scene < 0 && clause_heads_chronicle(t->text, i)))) {
      now = story = home_of(n);
    }
    if (paragraph && now != story && told_aside(&n->episodes.v[now])) {
      now = story;
    }
    now = episode_of(t, i, now);
    if (saying->since >= 0 && n->episodes.v[now].time < 0) {
      open_episode(t, &n->episodes.v[now], saying->since);
    }
    Episode *e = &n->episodes.v[now];
    if (e->sentences++ == 0) {
      e->first_sentence = i;
    }
    e->spot = e->spot < 0 ? saying->spot : e->spot;
    e->last_sentence = i;
    e->told = e->told || saying->tells || (saying->scene >= 0 && is_date_alone(t, s));
    e->dated = e->dated || (saying->tells && states_time_of(t, s, e));
    e->process = e->process || tagset_has(&t->text->sentence_tags[i], t->tags->clause.process);
    e->weight += saying->weight + (told < LEAD_BONUS ? LEAD_BONUS : 0);
    bool of_another = naming->reference >= REFERENCE_THE && saying->of_naming < 0 &&
                      is_told_of(n, naming->topic, now);
    if (!e->topic.n && !of_another) {
      e->topic = naming->topic;
    }
    e->point = e->point || (e->sentences <= LEAD_BONUS && narrative_named_with(t, naming, t->tags->point));
    n->topic_of_sentence[i] = naming->reference > REFERENCE_NONE ? naming->topic : (Str){NULL, 0};
    told++;
    n->of_sentence[i] = now;
    story = told_aside(e) ? story : now;
  }
}

/* "At about 5:40 p.m." says nothing of the day where the document tells it elsewhere: not the day of
   publication, which it is given where nothing has been told before it. */
void narrative_clocks(const NarrativeTags *tags, int32_t published, Mentions *mentions) {
  enum { RECENT = 14 };
  bool told = false;
  for (uint32_t i = 0; i < mentions->times.n && !told; i++) {
    const TimeMention *time = &mentions->times.v[i];
    bool clock = time->expression->form == FORM_CLOCK && !time->expression->base;
    int32_t day = time->start.day ? first_day(time->start) : DAY_NONE;
    bool recent = day != DAY_NONE && (published == DAY_NONE || (day <= published && day > published - RECENT));
    told = !clock && recent && narrative_sets_scene(tags, mentions, i);
  }
  for (uint32_t i = 0; i < mentions->times.n && told; i++) {
    TimeMention *time = &mentions->times.v[i];
    time->hour_only = time->expression->form == FORM_CLOCK && !time->expression->base;
  }
}

void narrative_read(const NarrativeTags *tags, const Gazetteer *gazetteer, const Text *text,
                    const Mentions *mentions, int32_t published, Arena *arena,
                    Narrative *narrative) {
  Teller t = {tags, gazetteer, text, mentions, published, arena, narrative, NULL, NULL};
  memset(narrative, 0, sizeof *narrative);
  narrative->of_sentence = arena_array(arena, uint32_t, text->sentences.n);
  narrative->topic_of_sentence = arena_array(arena, Str, text->sentences.n);
  narrative->located = arena_array(arena, PlaceIndices, text->sentences.n);
  narrative->loosely = arena_array(arena, PlaceIndices, text->sentences.n);
  add_episode(&t);
  t.days = days_of_times(mentions, arena);
  t.sayings = arena_array(arena, Saying, text->sentences.n);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    if (narrative_is_told(&text->sentences.v[i])) {
      narrative_locate(&t, i);
      t.sayings[i] = narrative_saying(&t, i);
    }
    narrative->disease = narrative->disease || tagset_has(&text->sentence_tags[i], tags->disease);
  }
  for (int pass = 0; pass < 2; pass++) {
    tell(&t);
    choose_main(&t);
    mark_background(&t);
  }
  take_finer(&t);
  narrative->abroad = narrative_is_abroad(&t);
  for (uint32_t i = 0; i < narrative->episodes.n; i++) {
    narrative_settle_place(&t, i);
  }
}

uint32_t narrative_episode_at(const NarrativeTags *tags, const Text *text,
                              const Narrative *narrative, uint32_t sentence, uint32_t first,
                              uint32_t end) {
  Teller t = {.tags = tags, .text = text};
  const Sentence *s = &text->sentences.v[sentence];
  uint32_t own = narrative->of_sentence[sentence];
  TagValue value;
  for (uint32_t i = first; i < end; i++) {
    if (!tagset_has(text->tags[i], tags->topic) || tagset_has(text->tags[i], tags->generic) ||
        !narrative_is_noun(&t, i) || narrative_reference(&t, s, i) < REFERENCE_THE ||
        !pack_word_value(text->pack, text->words[i], tags->topic, &value) ||
        str_equal(narrative->episodes.v[own].topic, value.text)) {
      continue;
    }
    for (uint32_t k = narrative->episodes.n; k-- > 0;) {
      if (str_equal(narrative->episodes.v[k].topic, value.text)) {
        return k;
      }
    }
  }
  return own;
}

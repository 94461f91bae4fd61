/* Narrative: sentences and resolved times into episodes. */
#include "discourse/narrative.h"

#include <string.h>

void narrative_tags(const Pack *pack, NarrativeTags *tags) {
  tags->topic = pack_tag(pack, "topic");
  tags->happening = pack_tag(pack, "happening");
  tags->epithet = pack_tag(pack, "epithet");
  tags->month = pack_tag(pack, "month");
  tags->weekday = pack_tag(pack, "weekday");
  tags->locative = pack_tag(pack, "locative");
  tags->loose = pack_tag(pack, "locative.weak");
  tags->origin = pack_tag(pack, "place.origin");
  tags->since = pack_tag(pack, "since");
  tags->until = pack_tag(pack, "until");
  tags->as_of = pack_tag(pack, "as_of");
  tags->total = pack_tag(pack, "total");
  static const char *const forms[] = {"v.base", "v.s", "v.ing", "v.past", "v.part"};
  for (int i = 0; i < 5; i++) {
    tags->verb[i] = pack_tag(pack, forms[i]);
  }
}

bool narrative_is_event_time(const TimeMention *time) {
  return (time->timex == TIMEX_DATE || time->timex == TIMEX_TIME) && !time->publication &&
         !time->commemorative && (time->start.year || time->start.month || time->end_date.year);
}

bool narrative_is_event_place(const PlaceMention *place) {
  return place->sense == PLACE_LITERAL && !place->in_dateline;
}

typedef struct Teller {
  const NarrativeTags *tags;
  const Gazetteer *gazetteer;
  const Text *text;
  const Mentions *mentions;
  Arena *arena;
  Narrative *narrative;
} Teller;

static int32_t first_day(Date d) {
  return d.year ? civil_first(d) : DAY_NONE;
}

static int32_t last_day(Date d) {
  return d.year ? civil_last(d) : DAY_NONE;
}

/* The two are one happening's time: they meet, and neither is so much wider that meeting says nothing (a
   year holds many happenings, a month some). */
static bool times_meet(const Episode *e, Date start, Date end) {
  int32_t a = first_day(e->start), b = last_day(e->end.year ? e->end : e->start);
  int32_t c = first_day(start), d = last_day(end.year ? end : start);
  if (a == DAY_NONE || c == DAY_NONE) {
    return e->start.month && e->start.month == start.month && e->start.day == start.day &&
           (!e->start.year || !start.year);
  }
  bool meet = a <= d + 1 && c <= b + 1;
  int32_t wide = b - a > d - c ? b - a : d - c, narrow = b - a > d - c ? d - c : b - a;
  return meet && (wide <= narrow + 6 || (wide <= 31 && narrow <= 31));
}

static uint32_t episode_for_time(Teller *t, uint32_t index) {
  const TimeMention *time = &t->mentions->times.v[index];
  for (uint32_t i = t->narrative->episodes.n; i-- > 0;) {
    if (times_meet(&t->narrative->episodes.v[i], time->start, time->end_date)) {
      return i;
    }
  }
  Episode *e = array_add(t->arena, &t->narrative->episodes);
  e->start = time->start;
  e->end = time->end_date;
  e->time = (int32_t)index;
  return t->narrative->episodes.n - 1;
}

/* The kinds of happening that the words of a sentence name; the first one that stands with a definite
   article or a demonstrative goes back to one that was told before. */
static Str topic_of(const Teller *t, const Sentence *s, bool *definite) {
  TagValue value;
  Str first = {NULL, 0};
  *definite = false;
  for (uint32_t i = s->first; i < s->end; i++) {
    if (!tagset_has(&t->text->tags[i], t->tags->topic) ||
        !pack_word_value(t->text->pack, t->text->words[i], t->tags->topic, &value)) {
      continue;
    }
    for (uint32_t back = i; back > s->first && i - back < 4; back--) {
      Str word = token_text(t->text, back - 1);
      if (str_equal_fold(word, str_lit("the")) || str_equal_fold(word, str_lit("this")) ||
          str_equal_fold(word, str_lit("that"))) {
        *definite = true;
        return value.text;
      }
    }
    if (!first.n) {
      first = value.text;
    }
  }
  return first;
}

static int32_t first_event_time(const Teller *t, const Sentence *s) {
  int32_t best = -1;
  uint32_t i = mentions_first_time(t->mentions, s->first);
  for (; i < t->mentions->times.n && t->mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    if (!narrative_is_event_time(time)) {
      continue;
    }
    if (best < 0 || (t->mentions->times.v[best].is_name && !time->is_name)) {
      best = (int32_t)i;
    }
  }
  return best;
}

/* A sentence without a time of its own: whose episode it goes on with. */
static uint32_t episode_without_time(const Teller *t, uint32_t index, uint32_t previous) {
  const Sentence *s = &t->text->sentences.v[index];
  const Narrative *n = t->narrative;
  bool definite;
  Str topic = topic_of(t, s, &definite);
  if (definite) {
    for (uint32_t i = n->episodes.n; i-- > 0;) {
      if (str_equal(n->episodes.v[i].topic, topic) && topic.n) {
        return str_equal(n->episodes.v[n->main].topic, topic) ? n->main : i;
      }
    }
  }
  bool same_paragraph = index > 0 && t->text->sentences.v[index - 1].paragraph == s->paragraph;
  const Episode *e = &n->episodes.v[previous];
  if (same_paragraph || definite || previous == n->main || e->sentences > 2 || topic.n == 0) {
    return same_paragraph || definite || e->sentences > 1 || !e->background ? previous : n->main;
  }
  return n->main;
}

/* ------------------------------------------------------------------------------ where */

static bool is_verb(const Teller *t, uint32_t token) {
  for (int i = 0; i < 5; i++) {
    if (tagset_has(&t->text->tags[token], t->tags->verb[i])) {
      return true;
    }
  }
  return false;
}

/* A preposition of place or a verb ("in Baku", "entered Baku") stands before it, or another place of
   the same enumeration that is located. */
typedef enum Location { LOCATION_NONE, LOCATION_LOOSE, LOCATION_FIRM } Location;

static Location location_of(const Teller *t, const Sentence *s, uint32_t index) {
  uint32_t at = t->mentions->places.v[index].first;
  for (uint32_t steps = 0; at > s->first && steps < 6; steps++) {
    at--;
    if (index > 0 && t->mentions->places.v[index - 1].end == at + 1) {
      return location_of(t, s, index - 1);
    }
    if (tagset_has(&t->text->tags[at], t->tags->locative) || (steps < 2 && is_verb(t, at))) {
      return LOCATION_FIRM;
    }
    if (tagset_has(&t->text->tags[at], t->tags->loose)) {
      return LOCATION_LOOSE;
    }
    Str word = token_text(t->text, at);
    if (t->text->tokens.v[at].kind == TOKEN_PUNCTUATION && !str_is(word, ",") &&
        !str_is(word, "-") && !str_is(word, "(") && !str_is(word, "\"")) {
      return LOCATION_NONE;
    }
  }
  return LOCATION_NONE;
}

static void locate(Teller *t, uint32_t index) {
  const Sentence *s = &t->text->sentences.v[index];
  uint32_t i = mentions_first_place(t->mentions, s->first);
  for (; i < t->mentions->places.n && t->mentions->places.v[i].first < s->end; i++) {
    if (!narrative_is_event_place(&t->mentions->places.v[i])) {
      continue;
    }
    Location location = location_of(t, s, i);
    if (location == LOCATION_FIRM) {
      array_push(t->arena, &t->narrative->located[index], i);
    } else if (location == LOCATION_LOOSE) {
      array_push(t->arena, &t->narrative->loosely[index], i);
    }
  }
}

/* How much one mention of a place says about where a story happens, in tenths: finer places more. */
static uint32_t weight_of(const Teller *t, const PlaceMention *mention) {
  Place place;
  if (!gazetteer_place(t->gazetteer, mention->place, &place)) {
    return 25;
  }
  switch (place.class) {
    case PLACE_CLASS_POINT:
    case PLACE_CLASS_SETTLEMENT: return 30;
    case PLACE_CLASS_DISTRICT: return 25;
    case PLACE_CLASS_REGION: return 20;
    case PLACE_CLASS_COUNTRY: return 10;
    default: return 3;
  }
}

typedef struct Tally {
  PlaceId place;
  uint32_t mention, weight;
} Tally;

enum { TALLIES = 64, LEAD_SENTENCES = 3, LEAD_WEIGHT = 3 };

static void tally(Teller *t, uint32_t mention, uint32_t factor, Tally *tallies, uint32_t *n) {
  const PlaceMention *p = &t->mentions->places.v[mention];
  uint32_t i = 0;
  while (i < *n && (tallies[i].place != p->place || p->place == PLACE_UNKNOWN)) {
    i++;
  }
  if (i == TALLIES) {
    return;
  }
  if (i == *n) {
    tallies[(*n)++] = (Tally){p->place, mention, 0};
  }
  tallies[i].weight += weight_of(t, p) * factor;
}

/* Where an episode happened: the place that its sentences weigh most. */
static void settle_place(Teller *t, uint32_t episode) {
  Tally tallies[TALLIES];
  uint32_t n = 0, best = 0;
  Episode *e = &t->narrative->episodes.v[episode];
  for (uint32_t i = 0; i < t->text->sentences.n; i++) {
    if (t->narrative->of_sentence[i] != episode) {
      continue;
    }
    bool lead = i < e->first_sentence + LEAD_SENTENCES;
    const PlaceIndices *lists[] = {&t->narrative->located[i], &t->narrative->loosely[i]};
    for (int l = 0; l < 2; l++) {
      for (uint32_t k = 0; k < lists[l]->n; k++) {
        tally(t, lists[l]->v[k], (lead ? LEAD_WEIGHT : 1) * (l ? 1 : 2), tallies, &n);
      }
    }
  }
  for (uint32_t i = 1; i < n; i++) {
    best = tallies[i].weight > tallies[best].weight ? i : best;
  }
  if (n) {
    array_push(t->arena, &e->places, tallies[best].mention);
  }
}

/* The lead decides what a document is about: the first episode that has a day, else the first. */
static void choose_main(Teller *t, uint32_t episode) {
  Narrative *n = t->narrative;
  if (!n->episodes.v[n->main].start.year && n->episodes.v[episode].start.year) {
    n->main = episode;
  }
}

static void mark_background(Teller *t, uint32_t episode) {
  Narrative *n = t->narrative;
  Episode *e = &n->episodes.v[episode];
  int32_t own = last_day(e->end.year ? e->end : e->start), main = first_day(n->episodes.v[n->main].start);
  e->background = episode != n->main && own != DAY_NONE && main != DAY_NONE && own < main - 30;
}

void narrative_read(const NarrativeTags *tags, const Gazetteer *gazetteer, const Text *text,
                    const Mentions *mentions, Arena *arena, Narrative *narrative) {
  Teller t = {tags, gazetteer, text, mentions, arena, narrative};
  memset(narrative, 0, sizeof *narrative);
  narrative->of_sentence = arena_array(arena, uint32_t, text->sentences.n);
  narrative->located = arena_array(arena, PlaceIndices, text->sentences.n);
  narrative->loosely = arena_array(arena, PlaceIndices, text->sentences.n);
  array_push(arena, &narrative->episodes, (Episode){.time = -1});
  uint32_t now = 0;
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    if (s->block_kind == BLOCK_FURNITURE || s->block_kind == BLOCK_BYLINE ||
        s->block_kind == BLOCK_FOOTNOTE) {
      narrative->of_sentence[i] = now;
      continue;
    }
    int32_t time = first_event_time(&t, s);
    bool definite;
    if (time >= 0) {
      bool undated = !narrative->episodes.v[now].start.year && narrative->episodes.n == 1;
      if (undated) { /* the lead had no date yet: this is its date */
        Episode *e = &narrative->episodes.v[0];
        e->start = mentions->times.v[time].start;
        e->end = mentions->times.v[time].end_date;
        e->time = time;
        now = 0;
      } else {
        now = episode_for_time(&t, (uint32_t)time);
      }
    } else if (i > 0) {
      now = episode_without_time(&t, i, now);
    }
    choose_main(&t, now);
    mark_background(&t, now);
    Episode *e = &narrative->episodes.v[now];
    if (e->sentences++ == 0) {
      e->first_sentence = i;
    }
    e->last_sentence = i;
    Str topic = topic_of(&t, s, &definite);
    if (!e->topic.n) {
      e->topic = topic;
    }
    locate(&t, i);
    narrative->of_sentence[i] = now;
  }
  for (uint32_t i = 0; i < narrative->episodes.n; i++) {
    settle_place(&t, i);
  }
}

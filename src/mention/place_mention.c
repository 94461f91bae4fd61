/* Text → place mentions: finds, weighs and resolves (place_mention.h), then says in which sense
   each place is meant. */
#include "mention/place_mention.h"

#include "mention/place_parts.h"

Precision place_precision(const Place *place) {
  switch (place->class) {
    case PLACE_CLASS_POINT:
      return PRECISION_POINT;
    case PLACE_CLASS_SETTLEMENT:
      return PRECISION_SETTLEMENT;
    case PLACE_CLASS_DISTRICT:
      return PRECISION_DISTRICT;
    case PLACE_CLASS_REGION:
      return PRECISION_REGION;
    case PLACE_CLASS_COUNTRY:
      return PRECISION_COUNTRY;
    default:
      return PRECISION_UNKNOWN;
  }
}

/* "Baku said", "Washington announced"; "Turkey's government". */
static bool is_metonym(const PlaceWork *work, const Toponym *t, const Place *place) {
  bool acts = place->class == PLACE_CLASS_COUNTRY || place->capital;
  if (!acts || !place_follows(work, t->end)) {
    return false;
  }
  if (place_is_mark(work, t->end, "'s") || place_is_mark(work, t->end, "’s")) {
    return place_follows(work, t->end + 1) && (place_word(work, t->end + 1).flags & KEY_OWNED);
  }
  if (!(place_word(work, t->end).flags & KEY_SAYING) || place_is_capital(work, t->end)) {
    return false;
  }
  /* Behind a preposition it is where something was said. */
  return t->first == 0 || !(place_word(work, t->first - 1).flags & KEY_IN);
}

/* Is the toponym before (step -1) or behind (1) in a list with t a first-level division of a state?
 */
static bool is_beside_division(const PlaceWork *work, const Toponym *t, int step, Str country) {
  uint32_t at = (uint32_t)(t - work->toponyms.v), other = at + (uint32_t)step;
  if (other >= work->toponyms.n || !work->toponyms.v[other].accepted) {
    return false;
  }
  const Toponym *o = &work->toponyms.v[other], *left = step < 0 ? o : t, *right = step < 0 ? t : o;
  const NameUse *use = &work->names.v[o->name];
  const Place *p = &use->places[use->chosen];
  bool list = place_is_list(work, left->end, right->first);
  return list && p->class == PLACE_CLASS_REGION && p->admin1.n && str_equal(p->country, country);
}

/* The meaning of this very mention: its own container's, else the document's. */
static const Place *meaning_of(const PlaceWork *work, const Toponym *t) {
  const NameUse *use = &work->names.v[t->name];
  const Place *chosen = &use->places[use->chosen];
  if (t->outer != TOPONYM_NONE && work->toponyms.v[t->outer].accepted) {
    const NameUse *above = &work->names.v[work->toponyms.v[t->outer].name];
    PlaceId outer = above->places[above->chosen].id;
    uint32_t best = TOPONYM_NONE;
    for (uint32_t i = 0; i < use->n; i++) {
      if (use->places[i].id != outer &&
          gazetteer_contains(work->gazetteer, outer, use->places[i].id) &&
          (best == TOPONYM_NONE || use->scores[i] > use->scores[best])) {
        best = i;
      }
    }
    return best == TOPONYM_NONE ? chosen : &use->places[best];
  }
  bool list = chosen->class == PLACE_CLASS_SETTLEMENT &&
              (is_beside_division(work, t, -1, chosen->country) ||
               is_beside_division(work, t, 1, chosen->country));
  if (t->division || list) {
    for (uint32_t i = 0; i < use->n; i++) {
      const Place *p = &use->places[i];
      if ((p->class == PLACE_CLASS_REGION || (!list && p->class == PLACE_CLASS_DISTRICT)) &&
          str_equal(p->country, chosen->country)) {
        return p;
      }
    }
  }
  return chosen;
}

static uint8_t how_of(const NameUse *use, PlaceId place) {
  for (uint32_t i = 0; i < use->n; i++) {
    if (use->candidates[i].place == place) {
      return use->candidates[i].how;
    }
  }
  return 0;
}

static Str rule_of(const Toponym *t, uint8_t how) {
  if (how & (NAME_DEMONYM | NAME_PEOPLE)) {
    return str_lit("place.demonym");
  }
  if (how & NAME_VARIANT) {
    return t->by_wording ? str_lit("place.wording") : str_lit("place.variant");
  }
  if (t->dateline) {
    return str_lit("place.dateline");
  }
  if (t->outer != TOPONYM_NONE) {
    return str_lit("place.inside");
  }
  return how & (NAME_ABBREVIATION | NAME_DOTTED) ? str_lit("place.abbreviation")
                                                 : str_lit("place.name");
}

/* Tokens that the mention takes: the stop of "Ky." belongs to it. */
static uint32_t end_of(const PlaceWork *work, const Toponym *t, uint8_t how) {
  bool stop = (how & NAME_DOTTED) && place_is_mark(work, t->end, ".") &&
              !work->text->tokens.v[t->end].space_before && !work->text->tokens.v[t->first].upper;
  return t->end + stop;
}

void place_tags(const Pack *pack, PlaceTags *tags) {
  tags->particle = pack_tag(pack, "name.particle");
  tags->particle_of = pack_tag(pack, "name.particle.of");
  tags->name_place = pack_tag(pack, "name.place");
  tags->open_ground = pack_tag(pack, "place.sign");
  tags->locative = pack_tag(pack, "locative");
  tags->locative_weak = pack_tag(pack, "locative.weak");
  static const char *const deeds[] = {"deed.verb", "troop.verb", "enter.verb", "impact.verb", "strike.verb"};
  tags->deed = pack_tag(pack, "topic.point");
  tags->deeds = pack_tags(pack, deeds, sizeof deeds / sizeof *deeds);
  tags->vessel = pack_tag(pack, "vessel.noun");
  tags->named_for = pack_tag(pack, "named.for");
  tags->weekday = pack_tag(pack, "weekday");
  tags->street = pack_tag(pack, "street.name");
  tags->day = pack_tag(pack, "day");
  tags->daypart = pack_tag(pack, "daypart");
  tags->shift = pack_tag(pack, "shift");
  tags->time_mod = pack_tag(pack, "time.mod");
  tags->force = pack_tag(pack, "town.force");
  tags->male = pack_tag(pack, "male");
  tags->female = pack_tag(pack, "female");
  tags->child = pack_tag(pack, "child");
  tags->make = pack_tag(pack, "vehicle.make");
  tags->car = pack_tag(pack, "vehicle.kind");
}

void place_mentions_read(const Gazetteer *gazetteer, const PlaceTags *tags, Arena *arena,
                         Mentions *mentions) {
  PlaceWork work = {.tags = tags, .gazetteer = gazetteer, .text = mentions->text, .arena = arena};
  map_init(&work.by_key, arena);
  work.words = arena_array(arena, PlaceWord, mentions->text->tokens.n);
  place_scan(&work);
  place_evidence(&work);
  place_resolve(&work);
  for (uint32_t i = 0; i < work.toponyms.n; i++) {
    const Toponym *t = &work.toponyms.v[i];
    if (!t->accepted) {
      continue;
    }
    const NameUse *use = &work.names.v[t->name];
    const Place *place = meaning_of(&work, t);
    uint8_t how = t->how & NAME_VARIANT ? NAME_VARIANT : how_of(use, place->id);
    PlaceMention m = {.first = t->first,
                      .end = end_of(&work, t, how),
                      .place = place->id,
                      .ambiguous = use->ambiguous && t->outer == TOPONYM_NONE,
                      .in_dateline = t->dateline,
                      .rule = rule_of(t, how)};
    m.sense = how & (NAME_DEMONYM | NAME_PEOPLE) ? PLACE_DEMONYM
              : is_metonym(&work, t, place)      ? PLACE_METONYM
                                                 : PLACE_LITERAL;
    array_push(arena, &mentions->places, m);
  }
}

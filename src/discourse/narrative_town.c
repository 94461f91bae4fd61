/* Town: the places of the sentences of an episode ──weighed──▶ where the episode happened. */
#include "discourse/narrative_parts.h"

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

/* How closely a sentence ties a place to what it tells. */
enum { ADDRESS = 16, FIRM = 8, DATELINE = 4, LOOSE = 4, NAMED = 1 };

typedef struct Tally {
  PlaceId place;
  uint32_t mention, weight, plain; /* plain: the lead weighing no more than the rest */
  bool told, dateline; /* named where something happens; by the dateline */
  bool firm;           /* named where something happens as where it was */
  bool force;          /* it is its police that tell: "Springfield police" */
  bool titled;         /* the title names it */
  bool there;          /* as where it happened */
} Tally;

enum { TALLIES = 64, LEAD_SENTENCES = 3, LEAD_WEIGHT = 3 };

/* The same entry of the gazetteer, or, where it has none, the same words. */
static bool same_place(const Teller *t, uint32_t a, uint32_t b) {
  const PlaceMention *p = &t->mentions->places.v[a], *q = &t->mentions->places.v[b];
  return p->place != PLACE_UNKNOWN
             ? p->place == q->place
             : q->place == PLACE_UNKNOWN &&
                   str_equal(str_cut(t->text->document->text, tokens_span(t->text, p->first, p->end)),
                             str_cut(t->text->document->text, tokens_span(t->text, q->first, q->end)));
}

static bool lists(const PlaceIndices *places, uint32_t mention) {
  return numbers_have(places->v, places->n, mention);
}

static void tally(Teller *t, uint32_t mention, uint32_t factor, uint32_t bearing, bool told, Tally *tallies,
                  uint32_t *n) {
  const PlaceMention *p = &t->mentions->places.v[mention];
  uint32_t i = 0;
  while (i < *n && !same_place(t, tallies[i].mention, mention)) {
    i++;
  }
  if (i == TALLIES) {
    return;
  }
  if (i == *n) {
    tallies[(*n)++] = (Tally){.place = p->place, .mention = mention};
  }
  tallies[i].weight += weight_of(t, p) * factor * bearing;
  tallies[i].plain += weight_of(t, p) * bearing;
  tallies[i].told = tallies[i].told || (told && bearing && !p->in_dateline);
  tallies[i].firm = tallies[i].firm || (told && bearing >= FIRM && !p->in_dateline);
  tallies[i].dateline = tallies[i].dateline || p->in_dateline;
  tallies[i].force = tallies[i].force || narrative_is_force(t, p);
  uint32_t sentence = t->text->tokens.v[p->first].sentence;
  bool titled = t->text->sentences.v[sentence].in_title;
  tallies[i].titled = tallies[i].titled || titled;
  tallies[i].there = tallies[i].there || (titled && lists(&t->narrative->located[sentence], mention));
}

/* "On Osprey Road in Tessary", "in the 200 block of Osprey Road, near Tessary". */
static bool is_address(const Teller *t, const Sentence *s, uint32_t place) {
  enum { BACK = 4 };
  for (uint32_t i = place; i > s->first && place - i < BACK; i--) {
    if (tagset_has(t->text->tags[i - 1], t->tags->address)) {
      return true;
    }
  }
  return false;
}

/* "On a flight from Orlow to Tessary": where somebody comes from, and goes to. */
static bool is_on_route(const Teller *t, const Sentence *s, uint32_t index) {
  enum { BACK = 4 };
  for (uint32_t to = index; to <= index + 1 && to < t->mentions->places.n; to++) {
    const PlaceMention *b = &t->mentions->places.v[to], *a = b - 1;
    bool leads = false, leaves = false;
    for (uint32_t i = b->first; to && b->first < s->end && i > s->first && b->first - i < BACK; i--) {
      leads = leads || token_is_class(t->text, i - 1, CLASS(TO));
    }
    for (uint32_t i = leads && a->first >= s->first ? a->first : s->first; i > s->first && a->first - i < BACK; i--) {
      leaves = leaves || tagset_has(t->text->tags[i - 1], t->tags->origin);
    }
    if (leaves) {
      return true;
    }
  }
  return false;
}

/* How closely a sentence ties a place to what happened: firmly, by its dateline, loosely, or by naming it
   at all ("Springfield police", "a Springfield man"). */
static uint32_t bearing_of(const Teller *t, uint32_t sentence, uint32_t mention) {
  const PlaceMention *p = &t->mentions->places.v[mention];
  if (lists(&t->narrative->located[sentence], mention)) {
    return is_address(t, &t->text->sentences.v[sentence], p->first) ? ADDRESS : FIRM;
  }
  if (p->in_dateline) {
    return DATELINE;
  }
  if (lists(&t->narrative->loosely[sentence], mention)) {
    const Sentence *s = &t->text->sentences.v[sentence];
    return narrative_is_measured_from(t, s, p->first - 1) || is_on_route(t, s, mention) ? NAMED : LOOSE;
  }
  bool away = narrative_location(t, &t->text->sentences.v[sentence], mention) == LOCATION_AWAY;
  return p->sense == PLACE_DEMONYM || away ? 0 : NAMED;
}

/* "In the town of Vestry": the text says that it is one, and no quarter of another. */
static bool is_said_to_be_town(const Teller *t, PlaceId place) {
  for (uint32_t i = 0; i < t->mentions->places.n; i++) {
    const PlaceMention *p = &t->mentions->places.v[i];
    if (p->place == place && p->first > 1 && tagset_has(t->text->tags[p->first - 1], t->tags->of) &&
        tagset_has(t->text->tags[p->first - 2], t->tags->town)) {
      return true;
    }
  }
  return false;
}

/* "NAIROBI - Gunmen stormed a market in Tsafe, in northern Nigeria": the text names other places of the land of the one, and
   none of the other's. */
static bool is_of_another_land(const Teller *t, const Place *spot, const Place *home) {
  bool confirmed = false;
  Place place;
  for (uint32_t i = 0; i < t->mentions->places.n && !str_equal(spot->country, home->country); i++) {
    PlaceId id = t->mentions->places.v[i].place;
    if (id != spot->id && id != home->id && gazetteer_place(t->gazetteer, id, &place)) {
      if (str_equal(place.country, home->country)) {
        return false;
      }
      confirmed = confirmed || str_equal(place.country, spot->country);
    }
  }
  return confirmed;
}

/* The city that the quarter tallies[best] is part of, or the town that a county's story is about, where the
   same episode names it: the most weighed one nearby that is ten times larger, or lies inside; of a place
   that no gazetteer has, or that is somewhere else in it, the town of the dateline or of the police; and
   that of the police where the place lies too far off to be theirs: it is a quarter of that name. -1 none. */
static int32_t city_of(const Teller *t, const Tally *tallies, uint32_t n, uint32_t best) {
  enum { NEAR_KM = 30, FAR_KM = 100, LARGER = 10, TOWN = 50000 };
  Place spot, other;
  int32_t city = -1;
  bool known = gazetteer_place(t->gazetteer, tallies[best].place, &spot);
  for (uint32_t i = 0; i < n; i++) {
    if (i == best || !(tallies[i].weight || tallies[i].force) ||
        !gazetteer_place(t->gazetteer, tallies[i].place, &other) ||
        other.class != PLACE_CLASS_SETTLEMENT) {
      continue;
    }
    bool around = known && spot.class == PLACE_CLASS_SETTLEMENT &&
                  other.population / LARGER > spot.population &&
                  gazetteer_distance_km(spot.latitude, spot.longitude, other.latitude,
                                        other.longitude) <= NEAR_KM;
    bool inside = known && (spot.class == PLACE_CLASS_DISTRICT || tallies[i].force) &&
                  gazetteer_contains(t->gazetteer, spot.id, other.id);
    bool names_it = tallies[i].dateline || tallies[i].force;
    bool away = known && tallies[i].force && tallies[i].weight && spot.class == PLACE_CLASS_SETTLEMENT &&
                gazetteer_distance_km(spot.latitude, spot.longitude, other.latitude,
                                      other.longitude) > FAR_KM;
    bool elsewhere = other.capital && !tallies[i].force && /* "TEHRAN - A quake hit Bam", a village that no list has */
                     (!known || (str_equal(spot.country, other.country) &&
                                 gazetteer_distance_km(spot.latitude, spot.longitude, other.latitude, other.longitude) > FAR_KM));
    bool town = known && spot.class == PLACE_CLASS_SETTLEMENT && !tallies[i].force && /* no quarter */
                (spot.population >= TOWN || is_said_to_be_town(t, spot.id)) &&
                gazetteer_distance_km(spot.latitude, spot.longitude, other.latitude, other.longitude) > NEAR_KM;
    bool quarter = names_it && !elsewhere && !town && (!known || (spot.class == PLACE_CLASS_SETTLEMENT &&
                                                                  other.population / LARGER > spot.population));
    quarter = quarter && !(known && is_of_another_land(t, &spot, &other));
    if ((around || inside || quarter || away) && (city < 0 || tallies[i].weight > tallies[city].weight)) {
      city = (int32_t)i;
    }
  }
  return city;
}

/* A place that stands at the head of a text and nowhere else says where it was written, and nothing of a
   story whose other places, and peoples, are of another country. */
static bool is_written_abroad(const Teller *t, uint32_t head) {
  enum { HEAD = 3, LEAST = 3, TIMES = 2 };
  Place home, place;
  uint32_t same = 0, other = 0;
  if (t->mentions->places.v[head].first > HEAD ||
      !gazetteer_place(t->gazetteer, t->mentions->places.v[head].place, &home)) {
    return false;
  }
  for (uint32_t i = 0; i < t->mentions->places.n; i++) {
    const PlaceMention *p = &t->mentions->places.v[i];
    if (i != head && p->place == home.id) {
      return false;
    }
    if (i != head && gazetteer_place(t->gazetteer, p->place, &place) && place.country.n) {
      bool at_home = str_equal(place.country, home.country);
      same += at_home;
      other += !at_home;
    }
  }
  return other >= LEAST && other > TIMES * same;
}

bool narrative_is_abroad(const Teller *t) {
  return t->mentions->places.n && is_written_abroad(t, 0);
}

/* Under a title that names a town the country tells where that lies: "Lirano bombing: what we know", of a
   bomb that "exploded in the north of Vestra". */
static uint32_t town_of_title(const Teller *t, const Tally *tallies, uint32_t n, uint32_t best) {
  Place wide, town;
  if (!n || !gazetteer_place(t->gazetteer, tallies[best].place, &wide) ||
      wide.class != PLACE_CLASS_COUNTRY) {
    return best;
  }
  for (uint32_t i = 0; i < n; i++) {
    if (tallies[i].titled && tallies[i].weight && gazetteer_place(t->gazetteer, tallies[i].place, &town) &&
        town.class == PLACE_CLASS_SETTLEMENT && gazetteer_contains(t->gazetteer, wide.id, town.id)) {
      return i;
    }
  }
  return best;
}

/* The town that the title names first, -1: none. */
static int32_t town_named_in_title(const Teller *t) {
  Place place;
  for (uint32_t i = 0; i < t->mentions->places.n; i++) {
    const PlaceMention *p = &t->mentions->places.v[i];
    if (!t->text->sentences.v[t->text->tokens.v[p->first].sentence].in_title) {
      return -1;
    }
    if (narrative_is_event_place(p) && gazetteer_place(t->gazetteer, p->place, &place) &&
        (place.class == PLACE_CLASS_SETTLEMENT || place.class == PLACE_CLASS_DISTRICT || place.class == PLACE_CLASS_REGION)) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* A place that is named only after an episode has been told of for a while ("they were sent to a camp at Tarn") is not
   where that happened, under a title that names the town. */
static bool is_named_late(const Teller *t, const Episode *e, uint32_t best) {
  const PlaceMention *p = &t->mentions->places.v[best];
  return t->text->tokens.v[p->first].sentence >= e->first_sentence + LEAD_SENTENCES;
}

/* "In Tarn, in Vestry district": it only says where the place before it lies. */
static bool lies_behind_finer(const Teller *t, uint32_t mention) {
  enum { APART = 3 /* tokens: ", in" */ };
  const PlaceMention *p = &t->mentions->places.v[mention];
  Place place;
  return mention > 0 && p->first >= p[-1].end && p->first - p[-1].end <= APART &&
         t->text->tokens.v[p[-1].first].sentence == t->text->tokens.v[p->first].sentence &&
         gazetteer_place(t->gazetteer, p->place, &place) &&
         (place.class == PLACE_CLASS_DISTRICT || place.class == PLACE_CLASS_REGION) &&
         (p[-1].place == PLACE_UNKNOWN || gazetteer_contains(t->gazetteer, p->place, p[-1].place));
}

/* The title says that it is about an epidemic. */
static bool is_of_epidemic(const Teller *t) {
  for (uint32_t i = 0; t->narrative->disease && i < t->text->sentences.n && t->text->sentences.v[i].in_title; i++) {
    if (tagset_has(&t->text->sentence_tags[i], t->tags->disease)) {
      return true;
    }
  }
  return false;
}

/* A storm told of in several places of a country, none of which has most of it, under a title that names
   the country and no town: "Vestra floods: 40 dead". What is told without a place is the country's, as of an epidemic
   in it. -1: not so. */
static int32_t country_of_title(const Teller *t, const Tally *tallies, uint32_t n, uint32_t best) {
  enum { SEVERAL = 3 };
  Place wide, fine;
  bool epidemic = is_of_epidemic(t);
  for (uint32_t i = 0; i < n; i++) {
    bool there = tallies[i].there || (epidemic && tallies[i].titled);
    if (!there || i == best || !gazetteer_place(t->gazetteer, tallies[i].place, &wide) ||
        (wide.class != PLACE_CLASS_COUNTRY && wide.class != PLACE_CLASS_REGION)) {
      continue;
    }
    uint32_t inside = 0, weight = 0, titled = 0;
    for (uint32_t k = 0; k < n; k++) {
      bool known = gazetteer_place(t->gazetteer, tallies[k].place, &fine);
      if (k != i && tallies[k].told && !lies_behind_finer(t, tallies[k].mention) && (!known || gazetteer_contains(t->gazetteer, wide.id, fine.id))) {
        inside++;
        weight += tallies[k].plain;
        titled += tallies[k].titled;
      }
    }
    bool spread = epidemic ? inside > 0 : inside >= SEVERAL && 2 * tallies[best].plain <= weight;
    if (spread && !titled) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* A noun for a town: "city", "village". */
static bool is_town_noun(const Teller *t, uint32_t token) {
  TagValue kind;
  return tagset_has(t->text->tags[token], t->tags->place_noun) && !token_is_class(t->text, token, CLASS(N_PL)) &&
         pack_word_value(t->text->pack, t->text->words[token], t->tags->place_noun, &kind) && str_is(kind.text, "settlement");
}

/* "In Vestra's second city": a town that the words go round. */
static bool owns_town(const Teller *t, const PlaceMention *p) {
  enum { NEAR = 3 };
  const Sentence *s = &t->text->sentences.v[t->text->tokens.v[p->first].sentence];
  if (!clause_time_is_genitive(t->text, p->end)) {
    return false;
  }
  for (uint32_t i = p->end + 1; i < s->end && i <= p->end + NEAR; i++) {
    if (is_town_noun(t, i)) {
      return true;
    }
  }
  return false;
}

/* "TARN, Vestra, 3 May -- A bomb went off in Vestra's second city": it is that of the dateline. */
static uint32_t town_of_dateline(const Teller *t, const Tally *tallies, uint32_t n, uint32_t best) {
  Place wide, town;
  if (!n || !gazetteer_place(t->gazetteer, tallies[best].place, &wide) || wide.class != PLACE_CLASS_COUNTRY) {
    return best;
  }
  bool owns = false;
  for (uint32_t i = 0; i < t->mentions->places.n && !owns; i++) {
    owns = t->mentions->places.v[i].place == wide.id && owns_town(t, &t->mentions->places.v[i]);
  }
  for (uint32_t i = 0; i < n && owns; i++) {
    if (tallies[i].dateline && gazetteer_place(t->gazetteer, tallies[i].place, &town) &&
        town.class != PLACE_CLASS_COUNTRY && gazetteer_contains(t->gazetteer, wide.id, town.id)) {
      return i;
    }
  }
  return best;
}

/* The country of an epidemic that the title names, and no town of it, where the place lies inside; -1: none. */
static int32_t country_of_epidemic(const Teller *t, PlaceId inside) {
  Place place;
  int32_t found = -1;
  for (uint32_t i = 0; is_of_epidemic(t) && i < t->mentions->places.n; i++) {
    const PlaceMention *p = &t->mentions->places.v[i];
    if (!t->text->sentences.v[t->text->tokens.v[p->first].sentence].in_title) {
      break;
    }
    bool country = gazetteer_place(t->gazetteer, p->place, &place) && place.class == PLACE_CLASS_COUNTRY;
    if (!country || found >= 0) {
      return -1;
    }
    found = (int32_t)i;
  }
  return found >= 0 && gazetteer_contains(t->gazetteer, t->mentions->places.v[found].place, inside) ? found : -1;
}

/* Several towns are told of, and none of them has most of the story. */
static bool is_spread(const Teller *t, const Tally *tallies, uint32_t n, uint32_t best) {
  enum { SEVERAL = 3 };
  uint32_t fine = 0, weight = 0;
  Place place;
  for (uint32_t i = 0; i < n; i++) {
    bool known = gazetteer_place(t->gazetteer, tallies[i].place, &place);
    if (tallies[i].told && (!known || place.class == PLACE_CLASS_SETTLEMENT || place.class == PLACE_CLASS_DISTRICT)) {
      fine++;
      weight += tallies[i].plain;
    }
  }
  return fine >= SEVERAL && 2 * tallies[best].plain <= weight;
}

/* Whose police a sentence of another episode names. */
static void forces_note(Teller *t, const Sentence *s, Tally *tallies, uint32_t *n) {
  uint32_t k = narrative_is_told(s) ? mentions_first_place(t->mentions, s->first) : t->mentions->places.n;
  for (; k < t->mentions->places.n && t->mentions->places.v[k].first < s->end; k++) {
    if (narrative_is_force(t, &t->mentions->places.v[k])) {
      tally(t, k, 0, 0, false, tallies, n);
    }
  }
}

/* Where an episode happened: the place that its sentences weigh most. */
void narrative_settle_place(Teller *t, uint32_t episode) {
  Tally tallies[TALLIES];
  uint32_t n = 0, best = 0;
  Episode *e = &t->narrative->episodes.v[episode];
  for (uint32_t i = 0; i < t->text->sentences.n; i++) {
    if (t->narrative->of_sentence[i] != episode) {
      forces_note(t, &t->text->sentences.v[i], tallies, &n);
      continue;
    }
    bool lead = i < e->first_sentence + LEAD_SENTENCES;
    uint32_t factor = lead ? LEAD_WEIGHT : 1;
    const Sentence *sentence = &t->text->sentences.v[i];
    bool told = t->sayings[i].tells;
    uint32_t k = narrative_is_told(sentence) ? mentions_first_place(t->mentions, sentence->first)
                                   : t->mentions->places.n;
    for (; k < t->mentions->places.n && t->mentions->places.v[k].first < sentence->end; k++) {
      tally(t, k, factor, bearing_of(t, i, k), told, tallies, &n);
    }
  }
  for (uint32_t i = 1; i < n; i++) {
    best = tallies[i].weight > tallies[best].weight ? i : best;
  }
  best = town_of_title(t, tallies, n, best);
  best = town_of_dateline(t, tallies, n, best);
  int32_t country = n && !e->point ? country_of_title(t, tallies, n, best) : -1;
  best = country >= 0 ? (uint32_t)country : best;
  int32_t sick = n && country < 0 ? country_of_epidemic(t, tallies[best].place) : -1;
  if (sick >= 0) {
    array_push(t->arena, &e->places, (uint32_t)sick);
    e->told_there = true;
    return;
  }
  int32_t town = n && episode != t->narrative->of_sentence[0] && is_named_late(t, e, tallies[best].mention) ? town_named_in_title(t) : -1;
  if (town >= 0) {
    array_push(t->arena, &e->places, (uint32_t)town);
    e->told_there = e->told_firmly = true;
    return;
  }
  bool abroad = n && is_written_abroad(t, tallies[best].mention);
  if (n && tallies[best].weight && !abroad) {
    array_push(t->arena, &e->places, tallies[best].mention);
    e->told_there = tallies[best].told;
    e->told_firmly = tallies[best].firm;
    e->spread = is_spread(t, tallies, n, best);
    e->in_dateline = tallies[best].dateline;
    int32_t city = city_of(t, tallies, n, best);
    if (city >= 0) {
      array_push(t->arena, &e->places, tallies[city].mention);
    }
  }
}

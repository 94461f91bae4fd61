/* Where: places of a sentence, or of its episode, into those of a claim. */
#include "claim/claim_parts.h"

/* A dispatch tells the place of each happening: a country or province that it has named goes to none that it tells
   of without a place. */
static bool is_only_around(const Making *m, const ProtoClaim *proto, uint32_t mention) {
  Place place;
  return is_in_dispatch(m, proto) &&
         gazetteer_place(m->rules->gazetteer, m->read->mentions.places.v[mention].place, &place) &&
         (place.class == PLACE_CLASS_REGION || place.class == PLACE_CLASS_COUNTRY);
}

/* A dispatch says where things happened: "he was released in Vestry" tells where was what came of the deed, and not that. */
static bool is_of_what_came(const Making *m, const ProtoClaim *proto, uint32_t mention) {
  const Text *text = &m->read->text;
  const ClauseTags *tags = &m->rules->narrative.clause;
  uint32_t place = m->read->mentions.places.v[mention].first;
  uint32_t first = text->sentences.v[text->tokens.v[place].sentence].first;
  if (!is_in_dispatch(m, proto) || words_have(m, proto->trigger, tags->process)) {
    return false;
  }
  for (uint32_t i = place; i > first + 1; i--) {
    if (token_has(text, i - 1, tags->process) && token_is_class(text, i - 2, CLASS(BE))) {
      return true;
    }
    if (token_is_class(text, i - 1, CLASS_FINITE | CLASS(HARM_VERB) | CLASS(ASSAULT) | CLASS(TOPIC) | CLASS(CLAUSE_OWN) | CLASS(THAT))) {
      return false;
    }
  }
  return false;
}

/* The sentence before, in the same paragraph and episode, has just said where; in a dispatch, which tells of several happenings, in no
   list of places. */
static void places_of_sentence_before(const Making *m, const ProtoClaim *proto, Claim *claim) {
  enum { MOST = 2 };
  const Narrative *n = &m->read->narrative;
  uint32_t at = proto->sentence;
  if (at == 0 || n->of_sentence[at - 1] != n->of_sentence[at] ||
      m->read->text.sentences.v[at - 1].paragraph != m->read->text.sentences.v[at].paragraph) {
    return;
  }
  if (is_in_dispatch(m, proto) && n->located[at - 1].n > MOST) {
    return;
  }
  for (uint32_t i = 0; i < n->located[at - 1].n; i++) {
    Place place;
    uint32_t mention = n->located[at - 1].v[i];
    if (gazetteer_place(m->rules->gazetteer, m->read->mentions.places.v[mention].place, &place) &&
        place.class != PLACE_CLASS_COUNTRY && place.class != PLACE_CLASS_OTHER &&
        !is_only_around(m, proto, mention) && !is_of_what_came(m, proto, mention)) {
      claim_add_place(m, mention, BASIS_INHERITED, claim);
    }
  }
}

/* "900 cases throughout the world", "in ten countries": nowhere in particular, whatever else is told. */
static bool is_everywhere(const Making *m, uint32_t sentence, uint32_t first, uint32_t end) {
  enum { BEFORE = 4 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[sentence];
  for (uint32_t i = first; i < end && i < s->end; i++) {
    for (uint32_t k = i; token_has(text, i, m->rules->narrative.wide) && k > s->first && i - k < BEFORE; k--) {
      if (token_has(text, k - 1, m->rules->narrative.locative)) {
        return true;
      }
    }
  }
  return false;
}

/* The sentence before, in the same paragraph and episode, has just said so. */
static bool everywhere_before(const Making *m, const ProtoClaim *proto) {
  const Text *text = &m->read->text;
  const uint32_t *episode = m->read->narrative.of_sentence;
  uint32_t at = proto->sentence;
  return at && episode[at - 1] == episode[at] && m->read->narrative.disease &&
         text->sentences.v[at - 1].paragraph == text->sentences.v[at].paragraph &&
         is_everywhere(m, at - 1, text->sentences.v[at - 1].first, text->sentences.v[at - 1].end);
}

static bool is_wide(Precision precision) {
  return precision == PRECISION_COUNTRY || precision == PRECISION_UNKNOWN;
}

static bool stands_behind(const ClaimPlace *wide, const ClaimPlace *fine) {
  enum { APART = 30 /* bytes: ", in the northern" */ };
  return wide->words.in_title == fine->words.in_title && wide->words.span.start >= fine->words.span.end &&
         wide->words.span.start - fine->words.span.end <= APART;
}

/* "Vestra's Tarnowal district". */
static bool owns(const ClaimPlace *wide, const ClaimPlace *fine) {
  enum { MARK = 5 /* bytes: "'s " */ };
  return wide->words.in_title == fine->words.in_title && fine->words.span.start > wide->words.span.end &&
         fine->words.span.start - wide->words.span.end <= MARK;
}

/* Is the place only there to say where the other one lies: its country; or the region that stands right
   behind it ("in Lirano, Vestra department")? */
static bool holds(const ClaimPlace *wide, const ClaimPlace *fine) {
  if (wide->precision == PRECISION_COUNTRY) {
    bool worded = !fine->has_point && (stands_behind(wide, fine) || owns(wide, fine)); /* a village that no list has, "in northern Vestra" */
    return worded || (!is_wide(fine->precision) && str_equal(wide->country, fine->country));
  }
  if (wide->precision == PRECISION_UNKNOWN && wide->has_point) {
    return !(fine->precision == PRECISION_UNKNOWN && fine->has_point); /* an ocean, a continent, mountains */
  }
  bool finer = fine->precision == PRECISION_SETTLEMENT || fine->precision == PRECISION_POINT ||
               fine->precision == PRECISION_UNKNOWN || fine->precision == PRECISION_DISTRICT;
  return wide->precision == PRECISION_REGION && finer && wide->basis == fine->basis &&
         stands_behind(wide, fine);
}

/* Drops a place that holds another one of the list: "Baku, Azerbaijan" is one place. */
static void drop_holders(Claim *claim) {
  uint32_t kept = 0;
  ClaimPlace *places = claim->places.v;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    bool drop = false;
    for (uint32_t k = 0; k < claim->places.n; k++) {
      drop = drop || (k != i && holds(&places[i], &places[k]));
    }
    if (!drop) {
      places[kept++] = places[i];
    }
  }
  claim->places.n = kept;
}

/* Does the sentence name that place, in whatever way: "Lirano police fear attacks"? */
static bool sentence_names(const Making *m, uint32_t sentence, uint32_t mention) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[sentence];
  for (uint32_t i = mentions_first_place(mentions, s->first);
       i < mentions->places.n && mentions->places.v[i].first < s->end; i++) {
    if (mentions->places.v[i].place == mentions->places.v[mention].place) {
      return true;
    }
  }
  return false;
}

/* A place that a dispatch names only some sentences later is that of what is told there. */
static bool is_told_later(const Making *m, const ProtoClaim *proto, uint32_t mention) {
  enum { SHORTLY = 1 };
  return is_behind_in_dispatch(m, proto, m->read->mentions.places.v[mention].first, SHORTLY);
}

/* What stands some sentences behind the place that heads a text happened there only if that is said again. */
static bool is_past_the_head(const Making *m, uint32_t sentence, uint32_t mention) {
  enum { LEAD = 2 };
  if (!claim_place_heads_text(m, mention)) {
    return false;
  }
  for (uint32_t at = sentence + 1; at > 0 && at + LEAD > sentence; at--) {
    if (sentence_names(m, at - 1, mention)) {
      return false;
    }
  }
  return true;
}

/* "Spanish officials said": a country that nothing is said to lie in. */
static bool is_only_spoken_of(const Making *m, const Episode *from, uint32_t mention) {
  const PlaceMention *p = &m->read->mentions.places.v[mention];
  Place place;
  return !from->told_there && !p->in_dateline &&
         gazetteer_place(m->rules->gazetteer, p->place, &place) &&
         place.class == PLACE_CLASS_COUNTRY;
}

/* Is the episode's place that of what is told of it without a place? A dispatch says where things happened: what it only
   names ("the mayor of Vestry", "the Vestry cartel") is not where. */
static bool is_handed_on(const Making *m, const ProtoClaim *proto, const Claim *claim, const Episode *from) {
  if (from->in_dateline || from->told_firmly || from->places.n == 0) {
    return true;
  }
  bool head = from->told_there && claim_place_heads_text(m, from->places.v[0]);
  return is_in_dispatch(m, proto) ? head : (claim->kind == CLAIM_FIGURE && !proto->named) || from->told_there;
}

/* Is the one no other town than the other: a place that no gazetteer has, one nearby, or one of that name in another
   country? "LIMA -- A judge was killed in Cusco" is. */
static bool may_be_quarter(const Making *m, PlaceId spot, PlaceId city) {
  enum { NEAR_KM = 60 };
  Place a, b;
  if (!gazetteer_place(m->rules->gazetteer, spot, &a) || !gazetteer_place(m->rules->gazetteer, city, &b)) {
    return true;
  }
  bool near = gazetteer_distance_km(a.latitude, a.longitude, b.latitude, b.longitude) <= NEAR_KM;
  return near == str_equal(a.country, b.country); /* over a border lies another town */
}

/* "ORLOW -- Six people were shot in Vestry": where the story's place is a quarter of a city, a sentence that
   states the quarter says no other. */
static void add_city(const Making *m, Claim *claim) {
  const Episode *e = &m->read->narrative.episodes.v[claim->episode];
  if (claim->places.n != 1 || claim->places.v[0].basis != BASIS_STATED || e->places.n != 2) {
    return;
  }
  const PlaceMention *spot = &m->read->mentions.places.v[e->places.v[0]];
  const PlaceMention *city = &m->read->mentions.places.v[e->places.v[1]];
  ClaimPlace *own = &claim->places.v[0];
  Str words = excerpt_of(m, spot->first, spot->end).text;
  if (str_equal(own->words.text, words) && may_be_quarter(m, spot->place, city->place)) {
    claim_add_place(m, e->places.v[1], BASIS_INHERITED, claim);
  }
}

/* News agencies say on which day happened what they report: of a deed without a day, in a report that says none,
   nothing is told but that there was one; of people counted in what it is about they tell where. */
static bool is_untold_when(const Making *m, const ProtoClaim *proto, const Claim *claim) {
  enum { LEAD = 2 };
  bool told = claim->kind == CLAIM_FIGURE && (proto->sentence < LEAD || claim->episode == m->read->narrative.main);
  return !told && is_in_dispatch(m, proto) && claim->time.basis == BASIS_DOCUMENT;
}

/* What happened long before the story that is told did so in its country, if nothing more is said. */
static bool is_country(const Making *m, uint32_t mention) {
  Place place;
  return gazetteer_place(m->rules->gazetteer, m->read->mentions.places.v[mention].place, &place) &&
         place.class == PLACE_CLASS_COUNTRY;
}

/* "An attack on a village in northern Vestra", "in Vestra's second city": one spot that the sentence does not name. */
static bool tells_unnamed_spot(const Making *m, const Sentence *s, bool point) {
  enum { BACK = 4 };
  const Text *text = &m->read->text;
  TagValue kind;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool noun = token_has(text, i, m->rules->narrative.place_noun) && !token_is_class(text, i, CLASS(N_PL)) &&
                pack_word_value(m->rules->pack, text->words[i], m->rules->narrative.place_noun, &kind) &&
                str_is(kind.text, "settlement");
    bool deed = point && token_is_class(text, i, CLASS(TOPIC)) && !token_is_class(text, i, CLASS(N_PL));
    for (uint32_t k = i; (noun || deed) && k > s->first && i - k < BACK; k--) {
      bool possessor = noun && clause_time_is_genitive(text, k - 1);
      if (possessor || token_has(text, k - 1, m->rules->narrative.indefinite)) {
        return true;
      }
    }
  }
  return false;
}

/* The lead names only the country, and the story then tells in which town of it that happened. */
static void place_of_story(const Making *m, const ProtoClaim *proto, Claim *claim) {
  enum { LEAD = 2 };
  const Narrative *narrative = &m->read->narrative;
  const Episode *e = &narrative->episodes.v[claim->episode];
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Place spot;
  if (claim->places.n != 1 || claim->places.v[0].precision != PRECISION_COUNTRY || claim->places.v[0].basis != BASIS_STATED ||
      e->places.n == 0 || e->spread || narrative->of_sentence[proto->sentence] != claim->episode ||
      proto->sentence >= e->first_sentence + LEAD ||
      !(tells_unnamed_spot(m, s, e->point) || (s->in_title && s->end < m->read->text.tokens.n && tells_unnamed_spot(m, s + 1, e->point)))) {
    return;
  }
  const PlaceMention *mention = &m->read->mentions.places.v[e->places.v[0]];
  bool known = gazetteer_place(m->rules->gazetteer, mention->place, &spot);
  bool inside = !known || ((spot.class == PLACE_CLASS_SETTLEMENT || spot.class == PLACE_CLASS_POINT || spot.class == PLACE_CLASS_DISTRICT) &&
                           str_equal(spot.country, claim->places.v[0].country));
  if (inside && (e->told_there || mention->in_dateline)) {
    claim->places.n = 0;
    claim_add_place(m, e->places.v[0], BASIS_INHERITED, claim);
  }
}

/* The episode's place stands in the claim's own sentence, beside another verb. */
static bool is_of_verb_beside(const Making *m, const ProtoClaim *proto, uint32_t mention) {
  const PlaceMention *place = &m->read->mentions.places.v[mention];
  return !place->in_dateline && m->read->text.tokens.v[place->first].sentence == proto->sentence && claim_place_of_verb(m, proto, place);
}

/* Of what a dispatch tells behind several places it says at which of them it was, or of none. */
static void drop_undecided(const Making *m, const ProtoClaim *proto, Claim *claim) {
  uint32_t inherited = 0;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    inherited += claim->places.v[i].basis == BASIS_INHERITED;
  }
  if (inherited > 1 && inherited == claim->places.n && is_in_dispatch(m, proto)) {
    claim->places.n = 0;
  }
}

/* A dispatch says where that was which happened weeks before, or after, its story. */
static bool is_of_another_week(const Making *m, const ProtoClaim *proto, const Claim *claim) {
  enum { WEEK = 7 };
  const Episode *e = &m->read->narrative.episodes.v[claim->episode];
  const Period *t = &claim->time;
  Date last = e->end.year ? e->end : e->start;
  return is_in_dispatch(m, proto) && t->basis == BASIS_STATED && t->start.day && t->start.year && e->start.day && e->start.year &&
         (civil_first(t->start) < civil_first(e->start) - WEEK || civil_first(t->start) > civil_last(last) + WEEK);
}

/* "The storm hit Portugal. Sixteen died: nine in Braga, four in Lisbon": the last place named before that holds the first of
   these. */
static void place_around_parts(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t part = mentions_first_place(mentions, proto->figure.end);
  while (part < mentions->places.n && mentions->places.v[part].first < s->end &&
         !claim_place_counts(&m->read->text, s, proto, &mentions->places.v[part])) {
    part++;
  }
  for (uint32_t i = part; i > 0 && part < mentions->places.n; i--) {
    const PlaceMention *p = &mentions->places.v[i - 1];
    if (narrative_is_event_place(p) && p->place != mentions->places.v[part].place &&
        gazetteer_contains(m->rules->gazetteer, p->place, mentions->places.v[part].place)) {
      claim_add_place(m, i - 1, BASIS_INHERITED, claim);
      return;
    }
  }
}

void claim_places(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *narrative = &m->read->narrative;
  bool names = proto->named && !m->read->text.sentences.v[proto->sentence].in_title;
  claim_places_of_sentence(m, proto, claim);
  Reach reach = reach_of(m, proto, &m->read->text.sentences.v[proto->sentence]);
  bool everywhere = claim->kind == CLAIM_FIGURE && is_everywhere(m, proto->sentence, reach.first, reach.end);
  if (claim->places.n == 0 && claim_breaks_down(m, proto)) {
    place_around_parts(m, proto, claim);
    return;
  }
  if (claim->places.n == 0 && (everywhere || everywhere_before(m, proto))) {
    return;
  }
  bool another = claim_is_of_another_time(m, claim) || is_of_another_week(m, proto, claim);
  bool untold = is_untold_when(m, proto, claim);
  if (claim->places.n == 0 && !names && !another && (claim->kind == CLAIM_FIGURE || !untold)) {
    places_of_sentence_before(m, proto, claim);
  }
  if (claim->places.n == 0 && !untold) {
    const Episode *e = &narrative->episodes.v[claim->episode];
    const Episode *main = &narrative->episodes.v[narrative->main];
    const Episode *from = e->places.n || e->background ? e : main;
    if (from != main && from->places.n && main->places.n && !e->background &&
        sentence_names(m, proto->sentence, main->places.v[0]) &&
        !sentence_names(m, proto->sentence, from->places.v[0])) {
      from = main; /* "Lawyers in Vestry say that …", behind what was told of another town */
    }
    bool handed_on = is_handed_on(m, proto, claim, from);
    for (uint32_t i = 0; handed_on && i < from->places.n; i++) {
      uint32_t place = from->places.v[i];
      if (!is_only_spoken_of(m, from, place) &&
          (!names || (sentence_names(m, proto->sentence, place) &&
                      (!claim_place_heads_text(m, place) || claim->time.basis == BASIS_STATED))) &&
          !is_of_verb_beside(m, proto, place) && !is_past_the_head(m, proto->sentence, place) && !is_told_later(m, proto, place) &&
          !is_only_around(m, proto, place) && !is_of_what_came(m, proto, place) && (!another || is_country(m, place))) {
        claim_add_place(m, place, BASIS_INHERITED, claim);
      }
    }
  }
  add_city(m, claim);
  drop_holders(claim);
  drop_undecided(m, proto, claim);
  place_of_story(m, proto, claim);
}

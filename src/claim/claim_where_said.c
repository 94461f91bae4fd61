/* Where, as said: places of a sentence into those of a claim. */
#include "claim/claim_parts.h"

static Precision precision_of(PlaceClass class) {
  switch (class) {
    case PLACE_CLASS_POINT: return PRECISION_POINT;
    case PLACE_CLASS_SETTLEMENT: return PRECISION_SETTLEMENT;
    case PLACE_CLASS_DISTRICT: return PRECISION_DISTRICT;
    case PLACE_CLASS_REGION: return PRECISION_REGION;
    case PLACE_CLASS_COUNTRY: return PRECISION_COUNTRY;
    default: return PRECISION_UNKNOWN;
  }
}

void claim_add_place(const Making *m, uint32_t index, Basis basis, Claim *claim) {
  const PlaceMention *mention = &m->read->mentions.places.v[index];
  ClaimPlace place = {.words = excerpt_of(m, mention->first, mention->end), .basis = basis};
  Place entry;
  place.name = place.words.text;
  if (mention->place != PLACE_UNKNOWN &&
      gazetteer_place(m->rules->gazetteer, mention->place, &entry)) {
    place.name = entry.name;
    place.country = entry.country;
    place.admin1 = entry.admin1;
    place.has_point = true;
    place.latitude = entry.latitude;
    place.longitude = entry.longitude;
    place.geonames = entry.geonames;
    place.precision = precision_of(entry.class);
  }
  for (uint32_t i = 0; i < claim->places.n; i++) {
    if (str_equal(claim->places.v[i].name, place.name)) {
      return;
    }
  }
  array_push(m->arena, &claim->places, place);
}

/* People are displaced from where they lived: "from" right behind the figure says where. */
static void places_of_origin(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const PlaceIndices *loosely = &m->read->narrative.loosely[proto->sentence];
  for (uint32_t i = 0; i < loosely->n; i++) {
    uint32_t first = m->read->mentions.places.v[loosely->v[i]].first;
    for (uint32_t at = proto->figure.end; at < first && at < proto->figure.end + 2; at++) {
      if (tagset_has(m->read->text.tags[at], m->rules->narrative.origin) && first < at + 8) {
        claim_add_place(m, loosely->v[i], BASIS_STATED, claim);
      }
    }
  }
}

/* "The house, which is located in Vestry, was attacked": where such a clause says that something lies, it stands for the
   thing, right before the clause. */
static uint32_t anchor_of(const Making *m, const PlaceMention *place) {
  enum { FAR = 7 };
  const Text *text = &m->read->text;
  uint32_t first = text->sentences.v[text->tokens.v[place->first].sentence].first;
  for (uint32_t i = place->first; i > first + 1 && place->first - i < FAR; i--) {
    if (!token_has(text, i - 1, m->rules->narrative.lies)) {
      continue;
    }
    uint32_t at = i - 1;
    at -= at > first + 1 && token_is_class(text, at - 1, CLASS(BE));
    at -= at > first + 1 && token_is_class(text, at - 1, CLASS(REL) | CLASS(THAT));
    at -= at > first + 1 && str_is(token_text(text, at - 1), ",");
    return at > first ? at - 1 : first;
  }
  return place->first;
}

/* A place where somebody speaks or holds office, or of a clause that is another one's affair, is not
   where this claim's people came to harm. */
static bool is_of_claim(const Making *m, const ProtoClaim *proto, const PlaceMention *place) {
  const Mentions *mentions = &m->read->mentions;
  if (clause_fit(&m->rules->narrative.clause, &m->read->text, anchor_of(m, place), proto->trigger.first) <
          CLAUSE_ABOVE ||
      claim_place_of_verb(m, proto, place)) {
    return false;
  }
  uint32_t i, behind;
  mentions_attributions_before(mentions, place->end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &mentions->attributions.v[i];
    for (uint32_t k = 0; k < a->source.n; k++) {
      if (a->source.v[k].first <= place->first && place->end <= a->source.v[k].end) {
        return false;
      }
    }
  }
  return true;
}

/* "12 were killed: seven in Vestry, three in Tarn and two in Orlow": what stands behind the last figure is the last
   one's alone where others between have places of their own. */
static bool others_have_places(const Making *m, const Reach *reach, const PlaceIndices *places) {
  for (uint32_t i = 0; i < places->n; i++) {
    uint32_t first = m->read->mentions.places.v[places->v[i]].first;
    if (reach->end <= first && first < reach->tail_first) {
      return true;
    }
  }
  return false;
}

static bool is_number(const Text *text, uint32_t token) {
  return text->tokens.v[token].kind == TOKEN_NUMBER || token_is_class(text, token, CLASS(NUMBER));
}

/* "12 in Lima", "Lima 12", "Lima: 12", "Lima (12)": the place has a count of its own, other than the claim's. */
bool claim_place_counts(const Text *text, const Sentence *s, const ProtoClaim *proto, const PlaceMention *p) {
  bool in = p->first > s->first && token_is_class(text, p->first - 1, CLASS(PREP));
  uint32_t before = p->first - in;
  uint32_t behind = p->end + (p->end < s->end && (str_is(token_text(text, p->end), ":") || str_is(token_text(text, p->end), "(")));
  if (in) {
    return before > s->first && before - 1 >= proto->figure.end && is_number(text, before - 1);
  }
  return behind < s->end && is_number(text, behind) && !(proto->figure.first <= behind && behind < proto->figure.end);
}

/* "Thirty were killed: 12 in Lima, 11 in Cusco": behind the claim stand places with counts of their own. */
bool claim_breaks_down(const Making *m, const ProtoClaim *proto) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t counted = 0, i = mentions_first_place(mentions, proto->figure.end);
  for (; i < mentions->places.n && mentions->places.v[i].first < s->end; i++) {
    const PlaceMention *p = &mentions->places.v[i];
    counted += p->first > proto->trigger.end && claim_place_counts(&m->read->text, s, proto, p);
  }
  return counted > 1;
}

static void places_within_reach(const Making *m, const ProtoClaim *proto, const Reach *reach,
                                const PlaceIndices *places, int least, Claim *claim) {
  least = least == 1 && others_have_places(m, reach, places) ? 2 : least;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  for (int want = 3; want >= least && claim->places.n == 0; want--) {
    for (uint32_t i = 0; i < places->n; i++) {
      const PlaceMention *place = &m->read->mentions.places.v[places->v[i]];
      bool inside_who = place->first >= proto->who.first && place->end <= proto->who.end;
      bool of_part = place->first > proto->trigger.end && claim_place_counts(&m->read->text, s, proto, place) &&
                     claim_breaks_down(m, proto);
      if (!inside_who && !of_part && fit_of(reach, anchor_of(m, place)) == want && is_of_claim(m, proto, place)) {
        claim_add_place(m, places->v[i], BASIS_STATED, claim);
      }
    }
  }
}

static bool is_of_class(PlaceClass class, Str wanted) {
  switch (class) {
    case PLACE_CLASS_SETTLEMENT: return str_is(wanted, "settlement");
    case PLACE_CLASS_DISTRICT: return str_is(wanted, "district");
    case PLACE_CLASS_REGION: return str_is(wanted, "region");
    case PLACE_CLASS_COUNTRY: return str_is(wanted, "country");
    default: return false;
  }
}

/* The noun of a place is the capital. */
static bool is_capital_noun(const Making *m, uint32_t i) {
  return token_has(&m->read->text, i, m->rules->narrative.capital);
}

/* The place before the day at the head of a text, as news agencies write: where the lead happened, perhaps. */
bool claim_place_heads_text(const Making *m, uint32_t mention) {
  enum { HEAD = 3 };
  return m->read->document.date_basis == DATE_DATELINE &&
         m->read->mentions.places.v[mention].first < HEAD;
}

/* Is the place that mention k names what such words go back to? own: "his"; same: "the same". */
static bool is_place_meant(const Making *m, uint32_t k, uint32_t noun, Str kind, bool own, bool same) {
  const PlaceMention *p = &m->read->mentions.places.v[k];
  Place place;
  bool people = own && p->sense == PLACE_DEMONYM; /* "Spanish … in their country" */
  bool capital = is_capital_noun(m, noun);
  const PlaceIndices *located = &m->read->narrative.located[m->read->text.tokens.v[p->first].sentence];
  bool there = !same || numbers_have(located->v, located->n, k); /* not "the minister said in Vestry" */
  bool named = (narrative_is_event_place(p) && there) || ((p->in_dateline || (claim_place_heads_text(m, k) && !m->read->narrative.abroad)) && capital);
  if (!named && !people) {
    return false;
  }
  if (!gazetteer_place(m->rules->gazetteer, p->place, &place)) {
    return (same || str_is(kind, "settlement")) && !capital;
  }
  if (capital) {
    return place.capital;
  }
  return kind.n ? is_of_class(place.class, kind) : same && place.class != PLACE_CLASS_COUNTRY && place.class != PLACE_CLASS_OTHER;
}

/* "In the capital", "in various parts of the capital". at: the word before "the". */
static bool leads_inside(const Making *m, const Sentence *s, uint32_t at, bool capital) {
  enum { BACK = 4 };
  const Text *text = &m->read->text;
  if (!token_has(text, at, m->rules->narrative.of)) {
    return token_has(text, at, m->rules->narrative.locative) && !token_has(text, at, m->rules->narrative.beside);
  }
  bool part = capital && at > s->first && (token_has(text, at - 1, m->rules->narrative.part) || token_has(text, at - 1, m->rules->narrative.place_noun));
  for (uint32_t i = at; part && i > s->first && at - i < BACK; i--) {
    if (token_has(text, i - 1, m->rules->narrative.locative)) {
      return !token_has(text, i - 1, m->rules->narrative.beside);
    }
  }
  return false;
}

/* "Nationwide", "accounts for", "with": what such a word says of a place, by its value. */
static bool is_sign(const Making *m, uint32_t i, const char *kind) {
  TagValue value;
  return token_has(&m->read->text, i, m->rules->narrative.sign) &&
         pack_word_value(m->rules->pack, m->read->text.words[i], m->rules->narrative.sign, &value) && str_is(value.text, kind);
}

/* "The country" of a story that is told of one of its towns: the last mention of it before token i; -1: none. */
static int64_t country_of_story(const Making *m, const Claim *claim, uint32_t i) {
  const Mentions *mentions = &m->read->mentions;
  const Narrative *n = &m->read->narrative;
  const Episode *e = &n->episodes.v[claim->episode];
  e = e->places.n ? e : &n->episodes.v[n->main];
  Place spot, place;
  if (e->places.n == 0 || !gazetteer_place(m->rules->gazetteer, mentions->places.v[e->places.v[0]].place, &spot)) {
    return -1;
  }
  for (uint32_t k = mentions_first_place(mentions, i); k-- > 0;) {
    const PlaceMention *p = &mentions->places.v[k];
    if (gazetteer_place(m->rules->gazetteer, p->place, &place) && place.class == PLACE_CLASS_COUNTRY &&
        str_equal(place.country, spot.country)) {
      return k;
    }
  }
  return -1;
}

/* "On the country's roads". */
static bool is_all_country(const Making *m, uint32_t i, uint32_t det, Str kind) {
  const Text *text = &m->read->text;
  const NarrativeTags *t = &m->rules->narrative;
  bool on = token_has(text, det - 1, t->clause.on) && !token_is_class(text, det - 1, CLASS(TO)) &&
            !token_has(text, det - 1, t->of) && !token_has(text, det - 1, t->origin);
  return str_is(kind, "country") && clause_time_is_genitive(text, i + 1) && token_has(text, det, t->the) && on;
}

/* "in the province", "in his district", "in the same area": the last place of that kind that the document named. */
static void place_meant(const Making *m, const ProtoClaim *proto, const Reach *reach, Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &text->sentences.v[proto->sentence];
  TagValue kind;
  for (uint32_t i = s->first; i < reach->end; i++) {
    bool all = is_sign(m, i, "all");
    if (!(all || (i > s->first + 1 && token_has(text, i, m->rules->narrative.place_noun))) || fit_of(reach, i) < 2) {
      continue;
    }
    int64_t land = country_of_story(m, claim, i);
    if (all && land >= 0) {
      claim_add_place(m, (uint32_t)land, BASIS_INHERITED, claim);
      return;
    }
    if (all) {
      continue;
    }
    bool own = token_has(text, i - 1, m->rules->narrative.possessive);
    bool same = token_has(text, i - 1, m->rules->narrative.same_place);
    uint32_t det = i - 1 - (same && i > s->first + 2);
    bool behind = i + 1 < s->end && (token_has(text, i + 1, m->rules->narrative.of) || (text->tokens.v[i + 1].capital && !s->capitals));
    bool valued = pack_word_value(m->rules->pack, text->words[i], m->rules->narrative.place_noun, &kind) && kind.text.n;
    land = valued && str_is(kind.text, "country") && !own ? land : -1;
    if (land >= 0 && is_all_country(m, i, det, kind.text)) {
      claim_add_place(m, (uint32_t)land, BASIS_INHERITED, claim);
      return;
    }
    if (!(valued || same) || behind || !(own || token_has(text, det, m->rules->narrative.clause.det)) ||
        token_has(text, det, m->rules->narrative.indefinite) || !leads_inside(m, s, det - 1, is_capital_noun(m, i)) ||
        (i < reach->first && clause_fit(&m->rules->narrative.clause, text, i, proto->trigger.first) < CLAUSE_ABOVE)) {
      continue;
    }
    if (land >= 0) {
      claim_add_place(m, (uint32_t)land, BASIS_INHERITED, claim);
      return;
    }
    for (uint32_t k = mentions_first_place(mentions, i); k-- > 0;) {
      if (is_place_meant(m, k, i, valued ? kind.text : (Str){NULL, 0}, own, same)) {
        claim_add_place(m, k, BASIS_INHERITED, claim);
        return;
      }
    }
  }
}

/* "Spain has confirmed two cases", "Mexican officials have raised the toll": who counts the sick of a
   country or town, and reports them, says where they are. */
static void place_that_reports(const Making *m, const ProtoClaim *proto, uint32_t before,
                               Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t first = text->sentences.v[proto->sentence].first;
  if (!m->read->narrative.disease) {
    return;
  }
  bool reports = false;
  for (uint32_t at = before; at-- > first;) {
    reports = reports || token_has(text, at, m->rules->narrative.report) ||
              token_has(text, at, m->rules->narrative.counts) || token_has(text, at, m->rules->narrative.clause.records) ||
              is_sign(m, at, "of") ||
              (at + 1 == before && (token_is_class(text, at, CLASS(HAVE)) || /* "Vestry has 40 cases" */
                                    is_sign(m, at, "with")));
    uint32_t i = mentions_first_place(mentions, at);
    bool ends_here = i < mentions->places.n && mentions->places.v[i].end == at + 1;
    if (reports && ends_here) {
      claim_add_place(m, i, BASIS_STATED, claim);
      return;
    }
    bool apposed = reports && i > 0 && mentions->places.v[i - 1].end == at && str_is(token_text(text, at), ",") &&
                   (token_is_class(text, at + 1, CLASS_FINITE) || is_sign(m, at + 1, "with"));
    if (apposed) { /* "the capital, Vestry, accounts for 40" */
      claim_add_place(m, i - 1, BASIS_STATED, claim);
      return;
    }
    if (text->tokens.v[at].kind == TOKEN_PUNCTUATION && !str_is(token_text(text, at), "-")) {
      return;
    }
  }
}

/* "Vestry (168 cases, 19 deaths), Tarn (97 cases)": what stands in brackets right behind a place is of that place. */
static void place_before_brackets(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t first = text->sentences.v[proto->sentence].first, at = proto->figure.first;
  while (at > first && !str_is(token_text(text, at - 1), "(")) {
    at--;
    if (str_is(token_text(text, at), ")")) {
      return;
    }
  }
  uint32_t end = at ? at - 1 : 0;
  end -= end > first && tagset_has(text->tags[end - 1], m->rules->narrative.place_noun);
  for (uint32_t i = mentions_first_place(mentions, first); at > first && i < mentions->places.n && mentions->places.v[i].end <= end; i++) {
    if (mentions->places.v[i].end == end && narrative_is_event_place(&mentions->places.v[i])) {
      claim_add_place(m, i, BASIS_STATED, claim);
    }
  }
}

/* "Lima 12, Cusco 11 and Puno 7", "Lima: 12; Cusco: 11": a bare figure right behind a place, in a row of such. */
static void place_right_before(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t end = proto->figure.first, behind = proto->figure.end;
  if (proto->figure.end - proto->figure.first != 1 || end <= s->first) {
    return;
  }
  end -= end > s->first + 1 && (str_is(token_text(text, end - 1), ":") || str_is(token_text(text, end - 1), "("));
  bool closes = behind >= s->end || text->tokens.v[behind].kind == TOKEN_PUNCTUATION || token_is_class(text, behind, CLASS(CONJ));
  for (uint32_t i = mentions_first_place(mentions, s->first); closes && i < mentions->places.n && mentions->places.v[i].end <= end; i++) {
    if (mentions->places.v[i].end == end && narrative_is_event_place(&mentions->places.v[i])) {
      claim_add_place(m, i, BASIS_STATED, claim);
    }
  }
}

/* "The Orlow massacre of 1984, in which 19 were shot": where that was. */
static void places_of_antecedent(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  TokenRange of = claim_antecedent(m, proto);
  for (uint32_t i = mentions_first_place(mentions, of.first); i < mentions->places.n && mentions->places.v[i].first < of.end; i++) {
    if (narrative_is_event_place(&mentions->places.v[i])) {
      claim_add_place(m, i, BASIS_STATED, claim);
    }
  }
}

/* "The bomb killed 20 in Vestry and hurt 300": of a claim to which no place falls, the only one that its clause tells
   before it, for another claim. */
static void place_shared(const Making *m, const ProtoClaim *proto, const Reach *reach, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  const PlaceIndices *places = &m->read->narrative.located[proto->sentence];
  int64_t only = -1;
  for (uint32_t i = 0; i < places->n; i++) {
    const PlaceMention *place = &mentions->places.v[places->v[i]];
    if (place->end > claim_start(proto) || fit_of(reach, place->first) || !is_of_claim(m, proto, place) ||
        clause_fit(&m->rules->narrative.clause, &m->read->text, place->first, proto->trigger.first) != CLAUSE_SAME) {
      continue;
    }
    if (only >= 0) {
      return;
    }
    only = places->v[i];
  }
  if (only >= 0) {
    claim_add_place(m, (uint32_t)only, BASIS_STATED, claim);
  }
}

/* "Killed 230, over 170 of them in Vestry": where these were. */
static void place_of_some(const Making *m, const ProtoClaim *proto, Claim *claim) {
  enum { NEAR = 3 };
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t at = proto->figure.end, end = text->sentences.v[proto->sentence].end;
  at -= at > proto->figure.first + 1 && token_is_class(text, at - 1, CLASS(PRON) | CLASS(REL)); /* "of them" inside the figure */
  at -= at > proto->figure.first + 1 && token_has(text, at - 1, m->rules->narrative.of);
  if (at + 3 >= end || !token_has(text, at, m->rules->narrative.of) || !token_is_class(text, at + 1, CLASS(PRON) | CLASS(REL)) ||
      !token_has(text, at + 2, m->rules->narrative.locative)) {
    return;
  }
  uint32_t i = mentions_first_place(mentions, at + 3);
  if (i < mentions->places.n && mentions->places.v[i].first < end && mentions->places.v[i].first <= at + 2 + NEAR &&
      narrative_is_event_place(&mentions->places.v[i])) {
    claim_add_place(m, i, BASIS_STATED, claim);
  }
}

static bool is_one_clause(const Text *text, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (token_is_class(text, i, CLASS(CLAUSE_OWN) | CLASS(THAT)) || str_is(token_text(text, i), ";")) {
      return false;
    }
  }
  return true;
}

/* "Vestra's death toll from Saturday's earthquake", "Vestra's earthquake toll": whose it is. */
static void place_of_toll(const Making *m, const ProtoClaim *proto, Claim *claim) {
  enum { WORDS = 3 };
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_place(mentions, text->sentences.v[proto->sentence].first);
  for (; i < mentions->places.n && mentions->places.v[i].end < proto->figure.first; i++) {
    const PlaceMention *p = &mentions->places.v[i];
    uint32_t noun = p->end + 1;
    bool owner = narrative_is_event_place(p) && clause_time_is_genitive(text, p->end), counts = false;
    while (owner && !counts && noun < proto->figure.first && noun <= p->end + WORDS && text->tokens.v[noun].kind == TOKEN_WORD &&
           !token_is_class(text, noun, CLASS_FINITE | CLASS(PREP))) {
      counts = tagset_meets(text->tags[noun], &m->rules->narrative.clause.toll) ||
               token_may_begin(text, noun, m->rules->narrative.clause.toll_phrase);
      noun++;
    }
    if (counts && proto->trigger.end >= noun && is_one_clause(text, noun, proto->figure.first)) {
      claim_add_place(m, i, BASIS_STATED, claim);
      return;
    }
  }
}

/* "Two years after the shooting at Tarn, in which six died, judges in Vestry …": of what is told of in such words, where
   they say. */
static void places_of_counted(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  const PlaceIndices *places = &m->read->narrative.located[proto->sentence];
  uint32_t i = mentions_first_time(mentions, m->read->text.sentences.v[proto->sentence].first);
  for (; i < mentions->times.n && mentions->times.v[i].first < proto->trigger.first; i++) {
    for (uint32_t k = 0; k < places->n && proto->trigger.first < mentions->times.v[i].counted_end; k++) {
      uint32_t first = mentions->places.v[places->v[k]].first;
      if (mentions->times.v[i].first < first && first < mentions->times.v[i].counted_end) {
        claim_add_place(m, places->v[k], BASIS_STATED, claim);
      }
    }
  }
}

void claim_places_of_sentence(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *n = &m->read->narrative;
  Reach reach = reach_of(m, proto, &m->read->text.sentences.v[proto->sentence]);
  if (str_is(claim->measure, "displaced")) {
    places_of_origin(m, proto, claim);
  }
  place_right_before(m, proto, claim);
  place_before_brackets(m, proto, claim);
  place_of_some(m, proto, claim);
  place_of_toll(m, proto, claim);
  places_of_counted(m, proto, claim);
  places_within_reach(m, proto, &reach, &n->located[proto->sentence], 3, claim);
  if (claim->places.n == 0) {
    places_of_antecedent(m, proto, claim);
  }
  if (claim->places.n == 0) {
    place_meant(m, proto, &reach, claim);
  }
  if (claim->places.n == 0) {
    place_that_reports(m, proto, claim_start(proto), claim);
  }
  places_within_reach(m, proto, &reach, &n->located[proto->sentence], 1, claim);
  if (claim->places.n == 0) {
    place_that_reports(m, proto, reach.head_end, claim);
  }
  if (claim->places.n == 0) {
    place_shared(m, proto, &reach, claim);
  }
  const Episode *episode = &n->episodes.v[claim->episode];
  if (episode->places.n == 0) {
    places_within_reach(m, proto, &reach, &n->loosely[proto->sentence], 3, claim);
  }
}

/* Where: place mentions of sentences into the places of episodes. */
#include "discourse/narrative_parts.h"

bool narrative_is_told(const Sentence *s) {
  return s->block_kind != BLOCK_FURNITURE && s->block_kind != BLOCK_BYLINE &&
         s->block_kind != BLOCK_FOOTNOTE && s->block_kind != BLOCK_CAPTION;
}

/* "A bomb wounded eleven at a rally in Baku": what stands before a noun is a deed. */
static bool tells_of_deed(const Teller *t, const Sentence *s, uint32_t noun) {
  enum { FAR = 8 };
  for (uint32_t i = noun; i > s->first && noun - i < FAR; i--) {
    if (token_is_class(t->text, i - 1, CLASS(SAY) | CLASS(CLAUSE_OWN) | CLASS(THAT))) {
      return false;
    }
    if (token_is_class(t->text, i - 1, CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT))) {
      return token_is_class(t->text, i - 1, CLASS_VERB_FORM);
    }
  }
  return false;
}

/* Before the words that say when: "said today in Baku", "held last week in Baku". at: the preposition. */
static uint32_t before_time(const Teller *t, const Sentence *s, uint32_t at) {
  for (uint32_t i = mentions_first_time(t->mentions, s->first); i < t->mentions->times.n && t->mentions->times.v[i].end <= at; i++) {
    if (t->mentions->times.v[i].end == at && t->mentions->times.v[i].first > s->first) {
      uint32_t first = t->mentions->times.v[i].first;
      return first - token_is_class(t->text, first - 1, CLASS(PREP)); /* "held on Monday in Baku" */
    }
  }
  return at;
}

/* "The dialogue to be held in Baku". at: behind "held". */
static bool is_held(const Teller *t, const Sentence *s, uint32_t at) {
  enum { FAR = 8 };
  if (at < s->first + 2 || !tagset_has(t->text->tags[at - 1], t->tags->holds)) {
    return false;
  }
  for (uint32_t i = at - 1; i > s->first && at - i < FAR; i--) {
    if (tagset_has(t->text->tags[i - 1], t->tags->talks)) {
      return true;
    }
  }
  return false;
}

/* "The talks in Baku", "the envoy in Baku", "charges made in Baku": where people meet, serve or speak is
   not where what they speak of happened. at: the preposition. */
static bool is_of_talks(const Teller *t, const Sentence *s, uint32_t at) {
  uint32_t said = before_time(t, s, at);
  at = said > s->first && narrative_is_verb(t, said - 1) ? said : at;
  if (is_held(t, s, at)) {
    return true;
  }
  if (at > s->first && tagset_has(t->text->tags[at - 1], t->tags->talks)) {
    return true;
  }
  if (at > s->first + 1 && tagset_has(t->text->tags[at - 1], t->tags->audience)) {
    return !tells_of_deed(t, s, at - 1); /* "told reporters in Baku" */
  }
  enum { FAR = 4 }; /* "a speech that he gave in Baku" */
  for (uint32_t i = at; i > s->first + 1 && narrative_is_verb(t, at - 1) && at - i < FAR && t->text->tokens.v[i - 2].kind == TOKEN_WORD; i--) {
    if (tagset_has(t->text->tags[i - 2], t->tags->talks)) {
      return i == at || !token_is_class(t->text, i - 2, CLASS(SAY) | CLASS_VERB_FORM);
    }
  }
  return false;
}

/* "In Baku, President Orlow said": where an office is held, before one who holds it. at: the preposition. */
static bool is_of_office(const Teller *t, const Sentence *s, uint32_t at, uint32_t end) {
  enum { SOURCE = 5 };
  bool office = false;
  if (at != s->first || end >= s->end || !str_is(token_text(t->text, end), ",")) {
    return false;
  }
  for (uint32_t i = end + 1; i < s->end && i <= end + SOURCE; i++) {
    if (token_is_class(t->text, i, CLASS(SAY) | CLASS_FINITE)) {
      return office && token_is_class(t->text, i, CLASS(SAY));
    }
    office = office || tagset_has(t->text->tags[i], t->tags->talks);
  }
  return false;
}

/* "Flooded the lower town of X", "shelled the village of X": what is done to a place is done there. city:
   the word for the place. */
static bool is_done_to(const Teller *t, const Sentence *s, uint32_t city) {
  enum { BETWEEN = 4 };
  uint32_t at = city;
  while (at > s->first && city - at <= BETWEEN &&
         (t->text->tokens.v[at - 1].kind == TOKEN_WORD || str_is(token_text(t->text, at - 1), "-"))  &&
         !token_is_class(t->text, at - 1, CLASS(DET))) {
    at--;
  }
  return at > s->first + 1 && token_is_class(t->text, at - 1, CLASS(DET)) &&
         narrative_is_verb(t, at - 2);
}

/* "Was taken to a hospital in Vestry", "died of burns in Orlow": where the hurt are cared for is not where they were
   hurt. at: the preposition. */
static bool is_of_care(const Teller *t, const Sentence *s, uint32_t at) {
  enum { TO_NOUN = 4, TO_VERB = 12 };
  bool care = false;
  for (uint32_t i = at; i > s->first && at - i < (care ? TO_VERB : TO_NOUN); i--) {
    const TagSet *tags = t->text->tags[i - 1];
    Str word = token_text(t->text, i - 1);
    if (care && tagset_has(tags, t->tags->cares)) {
      return true;
    }
    if (str_is(word, ";") || str_is(word, ":") || token_is_class(t->text, i - 1, CLASS(CLAUSE_OWN))) {
      return false;
    }
    care = care || tagset_meets(tags, &t->tags->care);
  }
  return false;
}

/* "From Bari in Italy to the port of X": the wider one behind a place where something came from, or went to. */
static bool is_on_the_way(const Teller *t, const Sentence *s, uint32_t index, uint32_t at) {
  const PlaceMention *before = index ? &t->mentions->places.v[index - 1] : NULL;
  uint32_t first = before ? before->first : 0;
  return before && before->end == at && first > s->first &&
         tagset_has(t->text->tags[first - 1], t->tags->loose) && !tagset_has(t->text->tags[first - 1], t->tags->of) &&
         (t->mentions->places.v[index].place == PLACE_UNKNOWN ||
          gazetteer_contains(t->gazetteer, t->mentions->places.v[index].place, before->place));
}

/* "30 km south of Vestry", "310 km (190 miles) northeast of Vestry": what is measured from a place lies elsewhere. at: the
   preposition. */
bool narrative_is_measured_from(const Teller *t, const Sentence *s, uint32_t at) {
  const TagSet *tags = t->text->tags[at];
  return at > s->first && (tagset_has(tags, t->tags->of) || tagset_has(tags, t->tags->origin)) &&
         tagset_has(t->text->tags[at - 1], t->tags->direction);
}

/* "Four from Vestry", behind "nine deaths were reported from Tarn": another of a row. at: the preposition. */
static bool is_in_row_from(const Teller *t, const Sentence *s, uint32_t index, uint32_t at) {
  enum { FAR = 12 };
  const PlaceMention *before = index ? &t->mentions->places.v[index - 1] : NULL;
  if (!before || before->first < s->first + 2 || at - before->end > FAR || at == s->first ||
      !tagset_has(t->text->tags[at], t->tags->origin) ||
      !(t->text->tokens.v[at - 1].kind == TOKEN_NUMBER || token_is_class(t->text, at - 1, CLASS(NUMBER)))) {
    return false;
  }
  uint32_t from = before->first - 1 - token_is_class(t->text, before->first - 1, CLASS(DET));
  return tagset_has(t->text->tags[from], t->tags->origin) && narrative_location(t, s, index - 1) == LOCATION_FIRM;
}

/* "Vestry: 30 killed, 61 injured": the place that heads a line. */
static bool heads_line(const Teller *t, const Sentence *s, uint32_t index) {
  const PlaceMention *p = &t->mentions->places.v[index];
  uint32_t first = s->first;
  while (first < p->first && t->text->tokens.v[first].kind == TOKEN_PUNCTUATION) {
    first++;
  }
  uint32_t behind = p->end + (p->end < s->end && tagset_has(t->text->tags[p->end], t->tags->place_noun));
  return first == p->first && behind < s->end && str_is(token_text(t->text, behind), ":");
}

/* "Said today in Baku that": behind: what stands behind the place. */
static bool is_of_saying(const Teller *t, const Sentence *s, uint32_t at, uint32_t behind) {
  enum { FAR = 6 };
  if (behind + 1 >= s->end || !token_is_class(t->text, behind, CLASS(THAT)) || token_is_class(t->text, behind + 1, CLASS_FINITE)) {
    return false;
  }
  for (uint32_t i = at; i > s->first && at - i < FAR; i--) {
    if (token_is_class(t->text, i - 1, CLASS(SAY)) || tagset_has(t->text->tags[i - 1], t->tags->report)) {
      return true;
    }
  }
  return false;
}

/* "It was officially reported in Baku", "in Baku it was learned that": where that was said. at: the preposition. */
static bool is_of_report(const Teller *t, const Sentence *s, uint32_t at, uint32_t behind) {
  enum { WORDS = 2 /* between "was" and the verb */ };
  bool before = at > s->first && (token_is_class(t->text, at - 1, CLASS(SAY)) || tagset_has(t->text->tags[at - 1], t->tags->report));
  for (uint32_t i = at; before && i > s->first + 1 && at - i <= WORDS + 1; i--) {
    if (token_is_class(t->text, i - 1, CLASS(BE))) {
      return tagset_has(t->text->tags[i - 2], t->tags->it);
    }
  }
  if (at != s->first || behind + 1 >= s->end || !tagset_has(t->text->tags[behind], t->tags->it) || !token_is_class(t->text, behind + 1, CLASS(BE) | CLASS(HAVE))) {
    return false;
  }
  for (uint32_t i = behind + 2; i < s->end && i <= behind + 2 + WORDS; i++) {
    if (token_is_class(t->text, i, CLASS(SAY)) || tagset_has(t->text->tags[i], t->tags->report)) {
      return true;
    }
  }
  return false;
}

/* "A ministry official in Vestry said": where the one who speaks is. */
static bool is_of_source(const Teller *t, const PlaceMention *p) {
  uint32_t i, behind;
  mentions_attributions_before(t->mentions, p->end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &t->mentions->attributions.v[i];
    for (uint32_t k = 0; k < a->source.n; k++) {
      if (a->source.v[k].first < p->first && p->end <= a->source.v[k].end) {
        return true;
      }
    }
  }
  return false;
}

/* "Orlow district south of Vestry, where": the clause tells of the former. */
static bool lies_by_another(const Teller *t, const Sentence *s, uint32_t index) {
  enum { NEAR = 3 };
  const PlaceMention *p = &t->mentions->places.v[index];
  return index && p->first > s->first + 1 && narrative_is_measured_from(t, s, p->first - 1) && p[-1].first >= s->first &&
         p->first - 1 - p[-1].end <= NEAR;
}

/* "Orlow, near the border with Vestra, where": the end of what says behind a place where that lies; 0: nothing does. */
static uint32_t aside_end(const Teller *t, const Sentence *s, uint32_t index) {
  enum { FAR = 9 };
  uint32_t comma = t->mentions->places.v[index].end;
  const PlaceMention *next = index + 1 < t->mentions->places.n ? &t->mentions->places.v[index + 1] : NULL;
  bool finer = next && next->first < s->end && gazetteer_contains(t->gazetteer, next[-1].place, next->place);
  if (finer || comma + 2 >= s->end || !str_is(token_text(t->text, comma), ",") ||
      !(tagset_has(t->text->tags[comma + 1], t->tags->locative) || tagset_has(t->text->tags[comma + 1], t->tags->clause.on) ||
        token_is_class(t->text, comma + 2, CLASS(TO)))) {
    return 0;
  }
  for (uint32_t i = comma + 2; i < s->end && i < comma + FAR; i++) {
    if (str_is(token_text(t->text, i), ",")) {
      return i + 1;
    }
    if (token_is_class(t->text, i, CLASS_FINITE) || t->text->tokens.v[i].kind == TOKEN_PUNCTUATION) {
      return 0;
    }
  }
  return 0;
}

/* What stands in such an aside of the place before. */
static bool is_in_aside(const Teller *t, const Sentence *s, uint32_t index) {
  const PlaceMention *p = &t->mentions->places.v[index];
  return index && p[-1].first >= s->first && aside_end(t, s, index - 1) > p->first;
}


/* "Attacked the city hall of X": of: the token before X, which is no country. */
static bool is_of_seat(const Teller *t, const Sentence *s, uint32_t index, uint32_t of) {
  Place place;
  return of > s->first && tagset_has(t->text->tags[of], t->tags->of) && tagset_has(t->text->tags[of - 1], t->tags->site) &&
         is_done_to(t, s, of - 1) && !(gazetteer_place(t->gazetteer, t->mentions->places.v[index].place, &place) &&
                                       place.class == PLACE_CLASS_COUNTRY);
}

/* "In Y, on the outskirts of X": X says where Y lies. at: the preposition. */
static bool is_beside_another(const Teller *t, const Sentence *s, uint32_t index, uint32_t at) {
  return index > 0 && at > s->first && str_is(token_text(t->text, at - 1), ",") && t->mentions->places.v[index - 1].end == at - 1 &&
         narrative_location(t, s, index - 1) == LOCATION_FIRM;
}

/* "Left Orlow in ruins", but "had left Orlow at dusk". behind: the place. */
static bool is_left_in(const Teller *t, const Sentence *s, uint32_t behind) {
  uint32_t i = mentions_first_time(t->mentions, behind);
  bool time = i < t->mentions->times.n && t->mentions->times.v[i].first <= behind + 1;
  return behind < s->end && !time && tagset_has(t->text->tags[behind], t->tags->locative);
}

/* "Vestry was rocked by two bombs": a town that something is done to. */
static bool is_hit(const Teller *t, const Sentence *s, uint32_t index) {
  const PlaceMention *p = &t->mentions->places.v[index];
  bool opens = p->first == s->first || !token_is_class(t->text, p->first - 1, CLASS(PREP) | CLASS_VERB_FORM | CLASS(CONJ));
  Place place;
  return opens && p->end + 1 < s->end && token_is_class(t->text, p->end, CLASS(BE)) && token_is_class(t->text, p->end + 1, CLASS(V_PART)) &&
         tagset_meets(t->text->tags[p->end + 1], &t->tags->hit) && gazetteer_place(t->gazetteer, p->place, &place) &&
         place.class != PLACE_CLASS_COUNTRY;
}

/* "On the road between X and Y", "located between X and Y", "on the road from X to Y", "on the X-Y highway": there, and at
   neither of the two more than at the other. */
static bool is_on_road(const Teller *t, const Sentence *s, uint32_t index) {
  const PlaceMention *p = &t->mentions->places.v[index], *before = index && p[-1].first >= s->first ? p - 1 : NULL;
  const PlaceMention *behind = index + 1 < t->mentions->places.n && p[1].first < s->end ? p + 1 : NULL;
  if (before && before->end + 1 == p->first && before->first > s->first) {
    bool ends = p->end < s->end && tagset_has(t->text->tags[p->end], t->tags->street);
    return (str_is(token_text(t->text, before->end), "-") && ends) ||
           ((token_is_class(t->text, before->end, CLASS(CONJ) | CLASS(TO))) && is_on_road(t, s, index - 1));
  }
  if (behind && p->end + 1 == behind->first && str_is(token_text(t->text, p->end), "-")) {
    return behind->end < s->end && tagset_has(t->text->tags[behind->end], t->tags->street);
  }
  if (p->first < s->first + 2 || !behind || behind->first != p->end + 1) {
    return false;
  }
  const TagSet *link = t->text->tags[p->first - 1], *road = t->text->tags[p->first - 2];
  bool located = token_is_class(t->text, p->first - 2, CLASS(V_PART)) || tagset_has(road, t->tags->street);
  return (tagset_has(link, t->tags->between) && located) || (tagset_has(link, t->tags->origin) && tagset_has(road, t->tags->street));
}

/* "Vestry police". */
bool narrative_is_force(const Teller *t, const PlaceMention *p) {
  return p->end < t->text->tokens.n && tagset_has(t->text->tags[p->end], t->tags->police);
}

Location narrative_location(const Teller *t, const Sentence *s, uint32_t index) {
  uint32_t at = t->mentions->places.v[index].first;
  uint32_t behind = t->mentions->places.v[index].end;
  behind += behind < s->end && str_is(token_text(t->text, behind), ",");
  uint32_t aside = aside_end(t, s, index);
  if (behind < s->end && tagset_has(t->text->tags[behind], t->tags->where) && !lies_by_another(t, s, index)) {
    return is_in_aside(t, s, index) ? LOCATION_LOOSE : LOCATION_FIRM;
  }
  if (aside && aside < s->end && tagset_has(t->text->tags[aside], t->tags->where)) {
    return LOCATION_FIRM;
  }
  if (heads_line(t, s, index) || is_on_road(t, s, index) || is_hit(t, s, index)) {
    return LOCATION_FIRM;
  }
  bool of_noun = false;
  for (uint32_t steps = 0; at > s->first && steps < 6; steps++) {
    at--;
    if (index > 0 && t->mentions->places.v[index - 1].end == at + 1) {
      return narrative_location(t, s, index - 1);
    }
    if (steps == 0 && index > 0 && t->mentions->places.v[index - 1].end == at && clause_time_is_genitive(t->text, at)) {
      return narrative_location(t, s, index - 1); /* "in Vestra's Orlow" */
    }
    if (tagset_has(t->text->tags[at], t->tags->locative)) {
      bool office = is_of_office(t, s, at, t->mentions->places.v[index].end);
      bool said = is_of_saying(t, s, at, behind) || is_of_report(t, s, at, behind);
      return office || said || is_of_talks(t, s, at) || is_of_care(t, s, at) ? LOCATION_AWAY
             : is_on_the_way(t, s, index, at)                     ? LOCATION_LOOSE
                                                            : LOCATION_FIRM;
    }
    if (token_is_class(t->text, at, CLASS(THAT)) && at + 1 == t->mentions->places.v[index].first) {
      return LOCATION_NONE; /* "charged that Vestry …" */
    }
    bool done_by = steps == 1 && str_equal_fold(token_text(t->text, at + 1), str_lit("by")); /* "followed by Vestry" */
    if (steps < 2 && narrative_is_verb(t, at) && !done_by) {
      bool whither = steps == 1 && tagset_has(t->text->tags[at + 1], t->tags->goal) && !narrative_is_force(t, &t->mentions->places.v[index]);
      bool left = tagset_has(t->text->tags[at], t->tags->leaves) && !is_left_in(t, s, behind);
      return whither || left ? LOCATION_LOOSE : LOCATION_FIRM; /* "headed for Vestry" */
    }
    bool of_city = at > s->first && tagset_has(t->text->tags[at - 1], t->tags->place_noun);
    if (at > s->first && tagset_has(t->text->tags[at], t->tags->of) && tagset_has(t->text->tags[at - 1], t->tags->part)) {
      return LOCATION_FIRM;
    }
    if (is_of_seat(t, s, index, at)) {
      return LOCATION_FIRM;
    }
    if (tagset_has(t->text->tags[at], t->tags->loose) && !of_city) {
      bool reported = (at > s->first && tagset_has(t->text->tags[at], t->tags->origin) &&
                       tagset_has(t->text->tags[at - 1], t->tags->report)) || /* "64 cases were reported from Vestry" */
                      is_in_row_from(t, s, index, at);
      bool edge = of_noun && str_equal_fold(token_text(t->text, at), str_lit("on")) && !is_beside_another(t, s, index, at);
      return reported || edge ? LOCATION_FIRM : LOCATION_LOOSE; /* "on the outskirts of X" */
    }
    if (of_city && is_done_to(t, s, at - 1)) {
      return LOCATION_FIRM;
    }
    of_noun = of_noun || of_city;
    Str word = token_text(t->text, at);
    if (t->text->tokens.v[at].kind == TOKEN_PUNCTUATION && !str_is(word, ",") &&
        !str_is(word, "-") && !str_is(word, "(") && !str_is(word, "\"")) {
      return LOCATION_NONE;
    }
  }
  return of_noun && at == s->first ? LOCATION_FIRM : LOCATION_NONE; /* "The town of X has …" */
}

/* "900 cases in ten countries, most of them in Spain": where some of them are. */
static bool is_of_some(const Teller *t, const Sentence *s, uint32_t place) {
  enum { BACK = 5 };
  for (uint32_t i = place; i > s->first + 1 && place - i < BACK; i--) {
    if (tagset_has(t->text->tags[i - 2], t->tags->of) &&
        token_is_class(t->text, i - 1, CLASS(PRON) | CLASS(REL))) {
      return true;
    }
  }
  return false;
}

/* "The shelling of Tarn, in northern Vestra": a region right behind a place that nothing locates says where
   that lies, and so does what happened. */
static bool holds_the_one_before(const Teller *t, const Sentence *s, uint32_t index) {
  enum { APART = 6 };
  const PlaceMention *wide = &t->mentions->places.v[index], *fine = wide - 1;
  Place place;
  if (index == 0 || fine->first < s->first || wide->first - fine->end > APART ||
      !narrative_is_event_place(fine) || narrative_location(t, s, index - 1) == LOCATION_FIRM ||
      narrative_location(t, s, index - 1) == LOCATION_AWAY ||
      !gazetteer_place(t->gazetteer, wide->place, &place) || place.class != PLACE_CLASS_REGION) {
    return false;
  }
  for (uint32_t i = fine->end; i < wide->first; i++) {
    if (narrative_is_verb(t, i) || token_is_class(t->text, i, CLASS(CONJ) | CLASS(REL))) {
      return false;
    }
  }
  return fine->place == PLACE_UNKNOWN || gazetteer_contains(t->gazetteer, wide->place, fine->place);
}

/* Right before the words that tell how far: "occurred 40 km", "took place some 7 miles south". */
static bool occurs_before(const Teller *t, const Sentence *s, uint32_t at) {
  enum { WORDS = 6 };
  for (uint32_t i = at; i > s->first && at - i < WORDS; i--) {
    if (tagset_meets(t->text->tags[i - 1], &t->tags->clause.occurs)) {
      return true;
    }
    if (t->text->tokens.v[i - 1].kind == TOKEN_PUNCTUATION) {
      return false;
    }
  }
  return false;
}

/* "The attack occurred 40 km from Vestry": where nothing else says so, near there. */
static void locate_by_distance(Teller *t, const Sentence *s, uint32_t index) {
  PlaceIndices *loosely = &t->narrative->loosely[index];
  for (uint32_t i = 0; i < loosely->n && t->narrative->located[index].n == 0; i++) {
    uint32_t at = t->mentions->places.v[loosely->v[i]].first;
    at -= at > s->first + 2 && tagset_has(t->text->tags[at - 1], t->tags->of) && tagset_has(t->text->tags[at - 2], t->tags->place_noun) ? 2 : 0;
    at -= at > s->first + 1 && token_is_class(t->text, at - 1, CLASS(DET));
    if (at > s->first + 2 && narrative_is_measured_from(t, s, at - 1) && occurs_before(t, s, at - 1)) {
      array_push(t->arena, &t->narrative->located[index], loosely->v[i]);
    }
  }
}

void narrative_locate(Teller *t, uint32_t index) {
  const Sentence *s = &t->text->sentences.v[index];
  uint32_t i = mentions_first_place(t->mentions, s->first);
  for (; i < t->mentions->places.n && t->mentions->places.v[i].first < s->end; i++) {
    if (!narrative_is_event_place(&t->mentions->places.v[i]) ||
        is_of_some(t, s, t->mentions->places.v[i].first)) {
      continue;
    }
    Location location = narrative_location(t, s, i);
    if (location == LOCATION_FIRM && is_of_source(t, &t->mentions->places.v[i])) {
      location = LOCATION_LOOSE;
    }
    if (location == LOCATION_FIRM && holds_the_one_before(t, s, i)) {
      array_push(t->arena, &t->narrative->located[index], i - 1);
    }
    if (location == LOCATION_FIRM) {
      array_push(t->arena, &t->narrative->located[index], i);
    } else if (location == LOCATION_LOOSE) {
      array_push(t->arena, &t->narrative->loosely[index], i);
    }
  }
  locate_by_distance(t, s, index);
}

/* Where: place mentions of sentences into the places of episodes. */
#include "discourse/narrative_parts.h"

bool narrative_is_told(const Sentence *s) {
  return s->block_kind != BLOCK_FURNITURE && s->block_kind != BLOCK_BYLINE &&
         s->block_kind != BLOCK_FOOTNOTE && s->block_kind != BLOCK_CAPTION;
}

/* A preposition of place or a verb ("in Baku", "entered Baku") stands before it, or another place of
   the same enumeration that is located. */
typedef enum Location { LOCATION_NONE, LOCATION_AWAY, LOCATION_LOOSE, LOCATION_FIRM } Location;

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
static bool is_measured_from(const Teller *t, const Sentence *s, uint32_t at) {
  const TagSet *tags = t->text->tags[at];
  return at > s->first && (tagset_has(tags, t->tags->of) || tagset_has(tags, t->tags->origin)) &&
         tagset_has(t->text->tags[at - 1], t->tags->direction);
}

/* "Four from Vestry", behind "nine deaths were reported from Tarn": another of a row. at: the preposition. */
static Location location_of(const Teller *t, const Sentence *s, uint32_t index);
static bool is_in_row_from(const Teller *t, const Sentence *s, uint32_t index, uint32_t at) {
  enum { FAR = 12 };
  const PlaceMention *before = index ? &t->mentions->places.v[index - 1] : NULL;
  if (!before || before->first < s->first + 2 || at - before->end > FAR || at == s->first ||
      !tagset_has(t->text->tags[at], t->tags->origin) ||
      !(t->text->tokens.v[at - 1].kind == TOKEN_NUMBER || token_is_class(t->text, at - 1, CLASS(NUMBER)))) {
    return false;
  }
  uint32_t from = before->first - 1 - token_is_class(t->text, before->first - 1, CLASS(DET));
  return tagset_has(t->text->tags[from], t->tags->origin) && location_of(t, s, index - 1) == LOCATION_FIRM;
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
  return index && p->first > s->first + 1 && is_measured_from(t, s, p->first - 1) && p[-1].first >= s->first &&
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

static Location location_of(const Teller *t, const Sentence *s, uint32_t index);

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
         location_of(t, s, index - 1) == LOCATION_FIRM;
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
static bool is_force(const Teller *t, const PlaceMention *p) {
  return p->end < t->text->tokens.n && tagset_has(t->text->tags[p->end], t->tags->police);
}

static Location location_of(const Teller *t, const Sentence *s, uint32_t index) {
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
      return location_of(t, s, index - 1);
    }
    if (steps == 0 && index > 0 && t->mentions->places.v[index - 1].end == at && clause_time_is_genitive(t->text, at)) {
      return location_of(t, s, index - 1); /* "in Vestra's Orlow" */
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
      bool whither = steps == 1 && tagset_has(t->text->tags[at + 1], t->tags->goal) && !is_force(t, &t->mentions->places.v[index]);
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
      !narrative_is_event_place(fine) || location_of(t, s, index - 1) == LOCATION_FIRM ||
      location_of(t, s, index - 1) == LOCATION_AWAY ||
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
    if (at > s->first + 2 && is_measured_from(t, s, at - 1) && occurs_before(t, s, at - 1)) {
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
    Location location = location_of(t, s, i);
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
  tallies[i].force = tallies[i].force || is_force(t, p);
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
    return is_measured_from(t, s, p->first - 1) || is_on_route(t, s, mention) ? NAMED : LOOSE;
  }
  bool away = location_of(t, &t->text->sentences.v[sentence], mention) == LOCATION_AWAY;
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
    if (is_force(t, &t->mentions->places.v[k])) {
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

/* Accepted toponyms → one place each. A name means one place in a document: the one that is
   likeliest by its size, by what stands behind its comma ("Paris, Texas"), and by the states,
   divisions and neighbours that the document's other places agree on. Integers only. */
#include "mention/place_parts.h"

enum {
  STATES = 1024,    /* numbers that state_of gives */
  NAMES_MOST = 400, /* names that are heard: a long list of places is no context */
  ROUNDS = 3,       /* of letting the names of a document settle among themselves */
  LINK_INNER = 90,  /* "Glasgow, Ky.": points for the Glasgow in Kentucky */
  LINK_OUTER = 60,  /* and for the Kentucky with a Glasgow */
  SAME_STATE = 7,   /* per other name in the same state, to a limit */
  STATE_MOST = 42,
  NAMED_STATE = 18, /* the state itself is named */
  SAME_DIVISION = 12,
  DIVISION_MOST = 36,
  NAMED_DIVISION = 20,
  NEAR = 8, /* per other place within NEAR_KM */
  NEAR_MOST = 24,
  NEAR_KM = 150,
  NEAR_LATITUDE = 1400000, /* more than NEAR_KM, in millionths of a degree */
  MAIN_STATE = 10,         /* the state that most mentions of the document lie in */
  HOME = 15,               /* the state of the publisher's address */
  KNOWN_HOME = 40,         /* a city of a million, where its state is named too */
  KNOWN_AWAY = 15,         /* and where it is not */
  KNOWN_RANK = 138,
  FAINT_RANK = 112,
  MAIN_NAME = 20,
  NAMESAKE = -20, /* a lesser known name that is the name of another town: "Salisbury" for Harare */
  NAMESAKE_RANK = 78, /* of that town */
  BARE_NAME = -25, /* "Adair" for Adair County */
  SETTLEMENT = 7,  /* a city before a division of the same name */
  CLOSE = 12,      /* points within which another meaning is about as good */
  LIKE_PLACE = 3,  /* words of a name that begins like a place's and can be no other's */
  FAR_KM = 100,    /* and another place */
  FAR_LATITUDE = 1000000, /* more than FAR_KM */
};

static int32_t least(int32_t a, int32_t b) {
  return a < b ? a : b;
}

/* Is a town of some size called just so? */
static bool names_town(const NameUse *use) {
  for (uint32_t i = 0; i < use->n; i++) {
    if ((use->candidates[i].how & NAME_MAIN) && use->places[i].class == PLACE_CLASS_SETTLEMENT &&
        use->places[i].rank >= NAMESAKE_RANK) {
      return true;
    }
  }
  return false;
}

/* A name of another language or time ("Philadelphia" for Amman), and not a short form of the place's own
   ("Newcastle"). */
static bool is_lesser_name(const NameUse *use, uint32_t i) {
  const Place *p = &use->places[i];
  bool begins = p->name.n > use->key.n && p->name.p[use->key.n] == ' ' &&
                str_equal_fold((Str){p->name.p, use->key.n}, use->key);
  return use->candidates[i].how == 0 && p->class == PLACE_CLASS_SETTLEMENT && !begins && names_town(use);
}

static int32_t first_score(const NameUse *use, uint32_t i) {
  int32_t score = use->places[i].rank;
  score += is_lesser_name(use, i) ? NAMESAKE : 0;
  score += use->candidates[i].how & NAME_MAIN ? MAIN_NAME : 0;
  score += use->candidates[i].how & NAME_BARE ? BARE_NAME : 0;
  score += use->places[i].class == PLACE_CLASS_SETTLEMENT ? SETTLEMENT : 0;
  return score;
}

/* Takes the meaning with most points; whether it is another one than before. */
static bool choose(NameUse *use) {
  uint8_t before = use->chosen;
  use->chosen = 0;
  for (uint32_t i = 1; i < use->n; i++) {
    if (use->scores[i] > use->scores[use->chosen]) {
      use->chosen = (uint8_t)i;
    }
  }
  return use->chosen != before;
}

static bool is_far(const Place *a, const Place *b) {
  int64_t down = (int64_t)a->latitude - b->latitude;
  return down >= FAR_LATITUDE || down <= -FAR_LATITUDE ||
         gazetteer_distance_km(a->latitude, a->longitude, b->latitude, b->longitude) > FAR_KM;
}

/* Is another meaning, elsewhere, about as good as the chosen one? */
static bool is_ambiguous(const NameUse *use) {
  for (uint32_t i = 0; i < use->n; i++) {
    if (i != use->chosen && use->scores[i] + CLOSE > use->scores[use->chosen] &&
        is_far(&use->places[use->chosen], &use->places[i])) {
      return true;
    }
  }
  return false;
}

/* Points that the links behind commas give to each meaning, once per pair of names. */
static void add_links(PlaceWork *work) {
  for (uint32_t t = 0; t < work->toponyms.n; t++) {
    const Toponym *inner = &work->toponyms.v[t];
    if (!inner->accepted || inner->outer == TOPONYM_NONE) {
      continue;
    }
    NameUse *a = &work->names.v[inner->name];
    NameUse *b = &work->names.v[work->toponyms.v[inner->outer].name];
    for (uint32_t i = 0; i < a->n; i++) {
      bool lies = false;
      for (uint32_t k = 0; k < b->n && k < 8; k++) {
        lies |= gazetteer_contains(work->gazetteer, b->candidates[k].place, a->candidates[i].place);
      }
      a->scores[i] += lies ? LINK_INNER : 0;
    }
    for (uint32_t k = 0; k < b->n && k < 8; k++) {
      bool holds = false;
      for (uint32_t i = 0; i < a->n && !holds; i++) {
        holds = b->candidates[k].place != a->candidates[i].place &&
                b->places[k].class != PLACE_CLASS_SETTLEMENT &&
                gazetteer_contains(work->gazetteer, b->candidates[k].place, a->candidates[i].place);
      }
      b->scores[k] += holds ? LINK_OUTER : 0;
    }
  }
}

/* A country's two letters as a number, 0 for none. */
static uint32_t state_of(Str country) {
  return country.n == 2 ? (uint32_t)(country.p[0] & 31) << 5 | (uint32_t)(country.p[1] & 31) : 0;
}

/* What a name of the document means now, as the others hear it. */
typedef struct Voice {
  uint32_t name; /* NameUse.like */
  PlaceId place;
  uint32_t state;
  PlaceClass class;
  int32_t latitude, longitude;
  Str admin1;
} Voice;

typedef ARRAY(Voice) Voices;

static void voices_hear(const PlaceWork *work, const bool *live, Voices *voices) {
  voices->n = 0;
  for (uint32_t i = 0; i < work->names.n && i < NAMES_MOST; i++) {
    if (live[i]) {
      const Place *p = &work->names.v[i].places[work->names.v[i].chosen];
      Voice v = {work->names.v[i].like, p->id, state_of(p->country), p->class, p->latitude, p->longitude, p->admin1};
      array_push(work->arena, voices, v);
    }
  }
}

/* A place within NEAR_KM, no state and no part of the world; most pairs are told apart by their
   latitudes. */
static bool is_near(const Place *a, const Voice *b) {
  int64_t down = (int64_t)a->latitude - b->latitude;
  return (uint64_t)(down + NEAR_LATITUDE - 1) < 2 * NEAR_LATITUDE - 1 &&
         b->class != PLACE_CLASS_COUNTRY && b->class != PLACE_CLASS_OTHER &&
         gazetteer_distance_km(a->latitude, a->longitude, b->latitude, b->longitude) < NEAR_KM;
}

/* What the other names of the document, as they are chosen now, say for this meaning. */
static int32_t support(const PlaceWork *work, const Voices *voices, uint32_t self, uint32_t candidate) {
  const Place *p = &work->names.v[self].places[candidate];
  int32_t same = 0, division = 0, near = 0, named = 0;
  uint32_t state = state_of(p->country), like_self = work->names.v[self].like;
  bool country = p->class == PLACE_CLASS_COUNTRY, settlement = p->class == PLACE_CLASS_SETTLEMENT;
  uint32_t like = state || country ? state : STATES; /* no place without a state is like another */
  for (uint32_t i = 0; i < voices->n; i++) {
    const Voice *other = &voices->v[i];
    if ((other->name == like_self) | (other->place == p->id)) {
      continue;
    }
    if (other->state == like) {
      same += SAME_STATE;
      if (country) {
        continue;
      }
      if (other->class == PLACE_CLASS_COUNTRY) {
        named = NAMED_STATE > named ? NAMED_STATE : named;
      } else if (p->admin1.n && str_equal(p->admin1, other->admin1)) {
        division += SAME_DIVISION;
        named = other->class == PLACE_CLASS_REGION ? NAMED_DIVISION + NAMED_STATE : named;
      }
    }
    if (settlement && near < NEAR_MOST && is_near(p, other)) {
      near += NEAR;
    }
  }
  int32_t all = least(same, STATE_MOST) + least(division, DIVISION_MOST) + near;
  bool known = (settlement || p->class == PLACE_CLASS_REGION) && p->rank >= KNOWN_RANK &&
               !is_lesser_name(&work->names.v[self], candidate) &&
               work->names.v[self].places[0].class != PLACE_CLASS_COUNTRY;
  bool most = state && state == work->main_state;
  return all + named + (known ? named > 0 ? KNOWN_HOME : KNOWN_AWAY : 0) + (most ? MAIN_STATE : 0) +
         (state && state == work->home ? HOME : 0);
}

/* "Karak district", "Lagos State", "the state of Washington": the division and not its town. */
static bool is_division_here(const PlaceWork *work, const Toponym *t) {
  if (place_follows(work, t->end) && (place_word(work, t->end).flags & KEY_DIVISION)) {
    return true;
  }
  return t->first >= 2 && place_is_word(work, t->first - 1, KEY_OF) &&
         (place_word(work, t->first - 2).flags & KEY_DIVISION);
}

/* "Near La Orla,": right behind "in" or "near", a name that begins with a small word. */
static bool is_like_place(const PlaceWork *work, const Toponym *t) {
  return t->words > 1 && t->first > 0 && tagset_has(work->text->tags[t->first], work->tags->particle) &&
         tagset_has(work->text->tags[t->first - 1], work->tags->locative) && t->end < work->text->tokens.n &&
         work->text->tokens.v[t->end].kind == TOKEN_PUNCTUATION;
}

/* A name that only sounds like a place's, or is a lesser known name of a lesser place, counts where
   the document speaks of that state. */
static void drop_variants(PlaceWork *work, const bool *live) {
  work->states = arena_array(work->arena, uint32_t, STATES);
  for (uint32_t i = 0; i < work->names.n; i++) {
    const NameUse *use = &work->names.v[i];
    bool exact = live[i] && !(use->candidates[0].how & NAME_VARIANT);
    work->states[state_of(use->places[use->chosen].country)] += exact;
  }
  for (uint32_t t = 0; t < work->toponyms.n; t++) {
    Toponym *toponym = &work->toponyms.v[t];
    NameUse *use = &work->names.v[toponym->name];
    const Place *place = &use->places[use->chosen];
    bool faint = use->candidates[use->chosen].how == 0 && place->rank < FAINT_RANK &&
                 place->class == PLACE_CLASS_SETTLEMENT && toponym->outer == TOPONYM_NONE;
    if (!toponym->accepted || !(faint || (toponym->how & NAME_VARIANT))) {
      continue;
    }
    bool self = live[toponym->name] && !(use->candidates[0].how & NAME_VARIANT);
    bool known = place->country.n > 0 && work->states[state_of(place->country)] > self;
    bool like = (toponym->words >= LIKE_PLACE && tagset_has(work->text->tags[toponym->first], work->tags->name_place)) || is_like_place(work, toponym);
    toponym->by_wording = toponym->by_wording || like; /* "San Orlo de la Tarn", whichever that is */
    if (!known && toponym->by_wording) {
      use->n = 1;
      use->chosen = 0;
      memset(&use->places[0], 0, sizeof use->places[0]);
    }
    toponym->accepted = known || toponym->by_wording;
  }
}

/* The country of the publisher's address ("https://example.co.uk/…"): a hint at what a bare name
 * means. */
static uint32_t find_home(const PlaceWork *work) {
  Str rest, host = work->text->document->url;
  for (size_t i = 0; i + 2 < host.n; i++) {
    if (memcmp(host.p + i, "://", 3) == 0) {
      host = (Str){host.p + i + 3, host.n - i - 3};
      break;
    }
  }
  host = str_split(host, '/', &rest);
  if (host.n < 4 || host.p[host.n - 3] != '.') {
    return 0;
  }
  char code[2];
  for (int i = 0; i < 2; i++) {
    char c = host.p[host.n - 2 + (size_t)i];
    code[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
  }
  if (memcmp(code, "UK", 2) == 0) {
    memcpy(code, "GB", 2); /* the one country whose domain is not its ISO code */
  }
  return gazetteer_country(work->gazetteer, (Str){code, 2}) ? state_of((Str){code, 2}) : 0;
}

/* The state with the most mentions, as they are resolved now. */
static uint32_t find_main_state(const PlaceWork *work) {
  uint32_t counts[STATES] = {0}, best = 0, most = 0;
  for (uint32_t i = 0; i < work->names.n && i < NAMES_MOST; i++) {
    const NameUse *use = &work->names.v[i];
    counts[state_of(use->places[use->chosen].country)] += use->mentions;
  }
  for (uint32_t i = 0; i < work->names.n && i < NAMES_MOST; i++) {
    uint32_t state = state_of(work->names.v[i].places[work->names.v[i].chosen].country);
    if (state && counts[state] > most) {
      most = counts[state];
      best = state;
    }
  }
  return best;
}

/* Lets the names settle among themselves: each hears what the others mean, and then all choose anew,
   until none changes its mind. */
static void settle(PlaceWork *work, const bool *live) {
  uint32_t most = work->names.n < NAMES_MOST ? work->names.n : NAMES_MOST;
  Voices voices = {0};
  bool changed = true;
  for (int round = 0; changed && round < ROUNDS; round++) {
    work->main_state = find_main_state(work);
    voices_hear(work, live, &voices);
    for (uint32_t i = 0; i < most; i++) {
      NameUse *use = &work->names.v[i];
      for (uint32_t k = 0; live[i] && use->n > 1 && k < use->n; k++) {
        use->scores[k] = use->base[k] + support(work, &voices, i, k);
      }
    }
    changed = false;
    for (uint32_t i = 0; i < most; i++) {
      changed |= choose(&work->names.v[i]);
    }
  }
}

/* A name in capitals and in small letters says nothing of itself. */
static void find_likes(PlaceWork *work) {
  for (uint32_t i = 0; i < work->names.n; i++) {
    uint32_t like = 0;
    while (like < i && like < NAMES_MOST &&
           !str_equal(work->names.v[like].key, work->names.v[i].key)) {
      like++;
    }
    work->names.v[i].like = like < NAMES_MOST ? like : i;
  }
}

void place_resolve(PlaceWork *work) {
  bool *live = arena_array(work->arena, bool, work->names.n + 1);
  for (uint32_t t = 0; t < work->toponyms.n; t++) {
    if (work->toponyms.v[t].accepted) {
      live[work->toponyms.v[t].name] = true;
      work->names.v[work->toponyms.v[t].name].mentions++;
      work->toponyms.v[t].division = is_division_here(work, &work->toponyms.v[t]);
    }
  }
  for (uint32_t i = 0; i < work->names.n; i++) {
    NameUse *use = &work->names.v[i];
    for (uint32_t k = 0; k < use->n; k++) {
      use->scores[k] = first_score(use, k);
    }
  }
  add_links(work);
  find_likes(work);
  work->home = find_home(work);
  for (uint32_t i = 0; i < work->names.n; i++) {
    NameUse *use = &work->names.v[i];
    memcpy(use->base, use->scores, use->n * sizeof *use->base);
    choose(use);
  }
  settle(work, live);
  for (uint32_t i = 0; i < work->names.n; i++) {
    work->names.v[i].ambiguous = is_ambiguous(&work->names.v[i]);
  }
  drop_variants(work, live);
}

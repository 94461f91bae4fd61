/* Toponyms → which of them name a place here. Hard signs reject (a title or a given name before it,
   a newspaper's or a team's name behind it); others are points for and against, and what a document
   makes sure of once counts for all its mentions of the name. */
#include "mention/place_parts.h"

enum { ACCEPT = 1, STRONG = 4, INSIDE_WORDS = 6 /* that may tell of one place in another */ };

/* The word is capitalised and no word of place, title or function: it may be a part of a name. */
static bool is_name_part(const PlaceWork *work, uint32_t token) {
  if (!place_is_capital(work, token)) {
    return false;
  }
  KeyInfo info = place_word(work, token);
  return (info.flags & ~(KEY_GIVEN | KEY_FAMILY | KEY_PLACE | KEY_CONTEXT)) == 0;
}

static bool is_sentence_start(const PlaceWork *work, uint32_t token) {
  uint32_t first = work->text->sentences.v[work->text->tokens.v[token].sentence].first;
  return token == first || (token == first + 1 && work->text->tokens.v[first].kind != TOKEN_WORD);
}

/* The word before toponym t, over a stop of an abbreviation: its token, or TOPONYM_NONE. */
static uint32_t word_before(const PlaceWork *work, uint32_t first) {
  const Token *t = work->text->tokens.v;
  if (first == 0 || t[first - 1].sentence != t[first].sentence) {
    return TOPONYM_NONE;
  }
  uint32_t at = first - 1;
  if (place_is_mark(work, at, ".") && at > 0 && !t[at].space_before) {
    at--;
  }
  return t[at].kind == TOKEN_WORD ? at : TOPONYM_NONE;
}

/* The word behind toponym t, TOPONYM_NONE if something else stands there. */
static uint32_t word_behind(const PlaceWork *work, uint32_t end) {
  return place_follows(work, end) ? end : TOPONYM_NONE;
}

bool place_is_strong(const NameUse *use) {
  const Place *p = &use->places[0];
  return p->class == PLACE_CLASS_COUNTRY || (p->class == PLACE_CLASS_REGION && p->rank >= 120) ||
         (p->class == PLACE_CLASS_SETTLEMENT && p->rank >= 138);
}

/* In a text of capitals: behind a title, a given name or a word that nobody knows, which stands right
   before it: "JUDGE VALENCIA", "EMILIO PONCE", "TORVAN IBARRA". */
static bool is_person_in_capitals(const PlaceWork *work, const Toponym *t, const NameUse *use,
                                  uint32_t before) {
  const Token *token = &work->text->tokens.v[t->first];
  bool family = (use->flags & KEY_FAMILY) != 0;
  if (!work->text->sentences.v[token->sentence].capitals || before == TOPONYM_NONE ||
      (place_is_strong(use) && !family)) {
    return false;
  }
  KeyInfo info = place_word(work, before);
  if ((info.flags & KEY_TITLE) && !(t->how & NAME_DEMONYM) &&
      use->places[0].class != PLACE_CLASS_COUNTRY) {
    return true;
  }
  bool given = (info.flags & (KEY_GIVEN | KEY_FAMILY)) != 0;
  return work->text->tokens.v[before].word == 0 && !place_is_ordinary(work, before) &&
         !(info.flags & ~(uint32_t)(KEY_GIVEN | KEY_FAMILY)) && t->words == 1 &&
         (given || (info.places == 0 && !place_is_strong(use)));
}

/* A name before or behind makes it a person's. */
static bool is_person(const PlaceWork *work, const Toponym *t, const NameUse *use) {
  const Token *tokens = work->text->tokens.v;
  uint32_t before = word_before(work, t->first), behind = word_behind(work, t->end);
  if (is_person_in_capitals(work, t, use, before)) {
    return true;
  }
  if (before != TOPONYM_NONE && place_is_capital(work, before)) {
    KeyInfo info = place_word(work, before);
    Str word = token_text(work->text, before);
    bool stop = before + 1 < t->first, family = (use->flags & KEY_FAMILY) != 0;
    bool adjective = (t->how & NAME_DEMONYM) != 0;
    if (word.n == 1 && stop) {
      return true; /* an initial */
    }
    if ((info.flags & KEY_TITLE) && !adjective && t->words == 1 && !(place_is_strong(use) && !family) &&
        use->places[0].class != PLACE_CLASS_COUNTRY) {
      return true;
    }
    if (!stop && (info.flags & KEY_GIVEN) &&
        !(info.flags & (KEY_CONTEXT | KEY_NEVER | KEY_PLACE)) && t->words == 1 && !adjective &&
        (family || !place_is_strong(use))) {
      return true;
    }
    bool unknown = info.flags == 0 && info.places == 0 && !is_sentence_start(work, before);
    if (!stop && unknown && t->words == 1 && !place_is_strong(use) &&
        (use->flags & (KEY_FAMILY | KEY_GIVEN))) {
      return true;
    }
  }
  if (behind != TOPONYM_NONE && place_is_capital(work, behind) && t->words == 1 &&
      (use->flags & KEY_GIVEN) && !tokens[behind].upper) {
    KeyInfo info = place_word(work, behind);
    bool name =
        (info.flags & KEY_FAMILY) || (info.flags == 0 && info.places == 0 && !place_is_strong(use));
    return name && !(info.flags & (KEY_BODY | KEY_GENERIC | KEY_FACILITY | KEY_OWNED | KEY_NEVER));
  }
  /* "Lincoln M. Smith" */
  return t->words == 1 && (use->flags & KEY_GIVEN) && t->end + 1 < work->text->tokens.n &&
         place_is_capital(work, t->end) && span_length(tokens[t->end].span) == 1 &&
         place_is_mark(work, t->end + 1, ".");
}

/* "Quillan Regional Medical Center": up to three words of a name, and then a body. */
static bool goes_on_as_body(const PlaceWork *work, uint32_t token) {
  enum { MIDDLE_MOST = 3 };
  for (uint32_t i = 0; i < MIDDLE_MOST; i++, token++) {
    const uint32_t middle = KEY_GIVEN | KEY_FAMILY | KEY_PLACE | KEY_CONTEXT | KEY_WORD | KEY_NEVER;
    uint32_t next = word_behind(work, token + 1);
    if ((place_word(work, token).flags & ~middle) || next == TOPONYM_NONE || !place_is_capital(work, next)) {
      return false;
    }
    if (place_word(work, next).flags & (KEY_BODY | KEY_FACILITY)) {
      return true;
    }
  }
  return false;
}

/* Part of the name of a newspaper, a team, a firm, a road: "Washington Post", "Bank of X". */
static bool is_body(const PlaceWork *work, const Toponym *t, const NameUse *use) {
  uint32_t behind = word_behind(work, t->end);
  if (behind != TOPONYM_NONE && place_is_capital(work, behind)) {
    KeyInfo info = place_word(work, behind);
    if (info.flags & KEY_DIVISION) {
      return false;
    }
    if (info.flags & (KEY_BODY | KEY_FACILITY)) {
      return true;
    }
    if (!(t->how & NAME_DEMONYM) && t->words == 1 && !place_is_strong(use) &&
        goes_on_as_body(work, behind)) {
      return true;
    }
  }
  if (t->first >= 2 && place_is_word(work, t->first - 1, KEY_OF)) {
    KeyInfo info = place_word(work, t->first - 2);
    return (info.flags & KEY_BODY) && place_is_capital(work, t->first - 2);
  }
  return false;
}

/* Does some meaning of the inner name lie in some meaning of the outer one? said: "in" stands between them. */
static bool may_contain(const PlaceWork *work, const NameUse *outer, const NameUse *inner, bool said) {
  /* "Canada, Mexico" is a list; "Lebanon, Pa." is not. */
  bool state = !said && (inner->places[0].class == PLACE_CLASS_COUNTRY ||
                         inner->places[0].class == PLACE_CLASS_OTHER);
  for (uint32_t i = 0; i < outer->n && i < 6; i++) {
    for (uint32_t k = 0; k < inner->n; k++) {
      if (state && inner->places[k].class != PLACE_CLASS_COUNTRY &&
          !(outer->candidates[i].how & (NAME_ABBREVIATION | NAME_DOTTED))) {
        continue;
      }
      if (outer->candidates[i].place != inner->candidates[k].place &&
          gazetteer_contains(work->gazetteer, outer->candidates[i].place,
                             inner->candidates[k].place)) {
        return true;
      }
    }
  }
  return false;
}

/* "Mopti in central Mali", "Goma, in the far east of Congo": what lies between says that the one is in the other. */
static bool lies_inside(const PlaceWork *work, const Toponym *t, const Toponym *next) {
  uint32_t i = t->end + place_is_mark(work, t->end, ",");
  if (next->first <= i + 1 || next->first - i > INSIDE_WORDS || !place_is_word(work, i, KEY_INSIDE)) {
    return false;
  }
  for (uint32_t k = i + 1; k < next->first; k++) {
    const Token *token = &work->text->tokens.v[k];
    if (token->kind != TOKEN_WORD || token->sentence != work->text->tokens.v[t->first].sentence ||
        place_is_capital(work, k)) {
      return false;
    }
  }
  return place_is_word(work, next->first - 1, KEY_PART | KEY_OF);
}

/* "Glasgow, Ky.", "Baku, Azerbaijan": links each name to the one behind its comma. */
static void link_containers(PlaceWork *work) {
  for (uint32_t i = 0; i + 1 < work->toponyms.n; i++) {
    Toponym *t = &work->toponyms.v[i];
    const Toponym *next = &work->toponyms.v[i + 1];
    bool comma = next->first == t->end + 1 &&
                 (place_is_mark(work, t->end, ",") || place_is_mark(work, t->end, "("));
    bool close = next->first == t->end + 2 && place_is_mark(work, t->end, ",") &&
                 place_is_word(work, t->end + 1, KEY_INSIDE);
    bool plain = next->first == t->end + 1 && place_is_word(work, t->end, KEY_INSIDE);
    bool inside = lies_inside(work, t, next);
    bool capitals = work->text->sentences.v[work->text->tokens.v[t->first].sentence].capitals;
    if (comma && t->by_wording && (next->how & NAME_DOTTED) && !capitals) {
      t->outer = i + 1; /* "Vestry, Ark." */
    } else if ((comma || close || plain || inside) &&
               may_contain(work, &work->names.v[next->name], &work->names.v[t->name], !comma)) {
      t->outer = i + 1;
    }
  }
}

/* "BAKU, Jan. 20 (AP) —", "GENEVA (Reuters) -": at the start of a paragraph, before a dash or a
   bracket on the same line. */
static bool is_dateline(const PlaceWork *work, const Toponym *t) {
  const Token *tokens = work->text->tokens.v;
  const Sentence *s = &work->text->sentences.v[tokens[t->first].sentence];
  uint32_t start = t->first;
  if (start > s->first + 6 || !tokens[s->first].line_before || work->text->capitals) {
    return false;
  }
  for (uint32_t i = s->first; i < t->end; i++) {
    if (tokens[i].kind == TOKEN_WORD && !tokens[i].capital) {
      return false;
    }
  }
  if (!tokens[s->first].upper) {
    return false;
  }
  if (start == s->first && place_is_capital(work, t->end) && !tokens[t->end].upper &&
      span_length(tokens[start].span) > 4) {
    return true; /* "WASHINGTON The president …" */
  }
  for (uint32_t i = t->end; i < work->text->tokens.n && i < t->end + 12; i++) {
    if (place_is_mark(work, i, "-") || place_is_mark(work, i, "--") ||
        place_is_mark(work, i, "–") || place_is_mark(work, i, "—") || place_is_mark(work, i, "(") ||
        place_is_mark(work, i, ":")) {
      bool space = i + 1 < work->text->tokens.n && tokens[i + 1].space_before;
      return space || tokens[i].space_before || place_is_mark(work, i, ":");
    }
    if (tokens[i].line_before) {
      break;
    }
  }
  return false;
}

/* "in Turkish", "teaching French to": an adjective with no noun behind it, and no article before
 * it. */
static bool is_language(const PlaceWork *work, const Toponym *t) {
  if (!(t->how & NAME_DEMONYM)) {
    return false;
  }
  uint32_t before = word_before(work, t->first), behind = word_behind(work, t->end);
  if (t->first > 0 && place_is_mark(work, t->first - 1, "-") &&
      !work->text->tokens.v[t->first].space_before) {
    return true; /* "un-American" */
  }
  KeyInfo info = before == TOPONYM_NONE ? (KeyInfo){0} : place_word(work, before);
  KeyInfo next = behind == TOPONYM_NONE ? (KeyInfo){0} : place_word(work, behind);
  bool noun = behind != TOPONYM_NONE &&
              (place_is_capital(work, behind) || !(next.flags & (KEY_FUNCTION | KEY_IN)));
  bool hyphen = place_is_mark(work, t->end, "-") || place_is_mark(work, t->end, "–");
  return !noun && !hyphen && !(info.flags & KEY_ARTICLE);
}

/* "in Chapel Hill", "GREEN BAY (AP) -", "Lake Forest, Calif.": words that describe are the name of a town of some
   size where they stand as a name does, with capitals, and right behind "in"; or where its state follows. */
static bool is_town_of_words(const PlaceWork *work, const Toponym *t, const NameUse *use) {
  enum { TOWN_RANK = 78 };
  const Place *p = &use->places[0];
  uint32_t before = word_before(work, t->first);
  if (p->class != PLACE_CLASS_SETTLEMENT || t->words < 2 || !(use->candidates[0].how & NAME_MAIN)) {
    return false;
  }
  for (uint32_t i = t->first; i < t->end; i++) {
    if (work->text->tokens.v[i].kind == TOKEN_WORD && !place_is_capital(work, i)) {
      return false;
    }
  }
  bool inside = before != TOPONYM_NONE && place_is_word(work, before, KEY_INSIDE) &&
                !(place_follows(work, t->end) && place_is_capital(work, t->end));
  return t->outer != TOPONYM_NONE || t->dateline || (inside && p->rank >= TOWN_RANK);
}

/* A division whose name has only words like "north" and "district" is met as a description. */
static bool is_general(const PlaceWork *work, const Toponym *t, const NameUse *use) {
  const Place *p = &use->places[0];
  if ((p->class != PLACE_CLASS_DISTRICT && p->class != PLACE_CLASS_REGION &&
       p->class != PLACE_CLASS_SETTLEMENT) ||
      p->radius > 0 || (p->class == PLACE_CLASS_REGION && p->geonames > 0)) {
    return false;
  }
  for (uint32_t i = t->first; i < t->end; i++) {
    if (work->text->tokens.v[i].kind == TOKEN_WORD &&
        !(place_word(work, i).flags & (KEY_PART | KEY_GENERIC | KEY_NEVER | KEY_FACILITY))) {
      return false;
    }
  }
  return !t->abbreviated && !is_town_of_words(work, t, use);
}

/* "US$5", "$US 5". */
static bool is_money(const PlaceWork *work, const Toponym *t) {
  const Token *tokens = work->text->tokens.v;
  return (place_is_mark(work, t->end, "$") && !tokens[t->end].space_before) ||
         (t->first > 0 && place_is_mark(work, t->first - 1, "$") && !tokens[t->first].space_before);
}

/* "inside the Honda", "a silver Lincoln", "Toyota pickup": a make of cars behind a word that no town stands
   behind, or before the kind of car. */
static bool is_vehicle(const PlaceWork *work, const Toponym *t) {
  uint32_t kind_before = word_before(work, t->first);
  if (kind_before != TOPONYM_NONE && kind_before + 1 == t->first && !place_is_capital(work, kind_before) &&
      tagset_has(work->text->tags[kind_before], work->tags->vessel)) {
    return true; /* "the ferry Santa Rita" */
  }
  if (t->words != 1 || !tagset_has(work->text->tags[t->first], work->tags->make)) {
    return false;
  }
  uint32_t before = word_before(work, t->first), behind = word_behind(work, t->end);
  bool kind = behind != TOPONYM_NONE && tagset_has(work->text->tags[behind], work->tags->car);
  return kind || (before != TOPONYM_NONE && before + 1 == t->first && place_is_ordinary(work, before) &&
                  !place_is_capital(work, before) &&
                  !place_is_word(work, before, KEY_IN | KEY_OF | KEY_PART));
}

static bool has_words(const NameUse *use) {
  return memchr(use->key.p, ' ', use->key.n) != NULL;
}

static int prior_points(const NameUse *use) {
  uint32_t rank = use->places[0].rank;
  int points = rank >= 150   ? 4
               : rank >= 125 ? 3
               : rank >= 112 ? 2
               : rank >= 96  ? 1
               : rank >= 78  ? 0
                             : -1;
  bool place = (use->flags & KEY_PLACE) != 0;
  place |= place_is_strong(use);
  points -= !place && (use->flags & KEY_FAMILY) ? (rank >= 105 ? 1 : 2) : 0;
  points -= !place && (use->flags & KEY_GIVEN) ? (rank >= 105 ? 1 : 2) : 0;
  points -= !place && (use->flags & KEY_CONTEXT) ? (has_words(use) ? 6 : 4) : 0;
  points -= str_starts(use->key, "the ") && rank < 120 ? 3 : 0;
  points -= use->candidates[0].how == 0 ? 1 : 0;
  points -= use->candidates[0].how & NAME_BARE ? 2 : 0;
  return points;
}

/* "cities such as X": a noun of places up to two function words before the word before. */
static bool is_example(const PlaceWork *work, uint32_t before) {
  uint32_t first = work->text->sentences.v[work->text->tokens.v[before].sentence].first;
  for (int steps = 0; steps < 3; steps++) {
    KeyInfo info = place_word(work, before);
    if ((info.flags & KEY_GENERIC) && !place_is_capital(work, before)) {
      return steps > 0;
    }
    if (!(info.flags & KEY_FUNCTION) || (info.flags & KEY_ARTICLE) || before <= first) {
      return false;
    }
    before--;
  }
  return false;
}

/* The words of a title may all begin with capitals: "Two Hurt In Orrick Fire", and not "In Hit And Run". */
static bool is_in_title(const PlaceWork *work, const Toponym *t) {
  const Token *token = &work->text->tokens.v[t->first];
  return work->text->sentences.v[token->sentence].block_kind == BLOCK_TITLE &&
         !(place_word(work, t->first).flags & (KEY_WORD | KEY_CONTEXT));
}

/* "in X", and no name, noun or genitive behind it: nobody is spoken of so; nor, of what is a word too, a
   title's other half: "in Hit and Run". */
static bool is_alone_inside(const PlaceWork *work, const Toponym *t, uint32_t before) {
  return place_is_word(work, before, KEY_INSIDE) && before + 1 == t->first && place_is_capital(work, t->first) &&
         !place_is_mark(work, t->end, "'s") && !place_is_mark(work, t->end, "’s") &&
         !(place_is_word(work, t->first, KEY_CONTEXT) && place_is_word(work, t->end, KEY_AND)) &&
         (is_in_title(work, t) || !(place_follows(work, t->end) && place_is_capital(work, t->end)));
}

/* "The attack on X", "a raid against X", "rebels shelled X": what is done to a place. before: the word before it. */
static bool is_target(const PlaceWork *work, const Toponym *t, uint32_t before) {
  const Text *text = work->text;
  if (before + 1 != t->first || t->dateline || (t->how & NAME_DEMONYM)) {
    return false;
  }
  bool noun = before > 0 && token_is_class(text, before, CLASS(PREP)) && !place_is_word(work, before, KEY_OF | KEY_IN) &&
              tagset_has(text->tags[before - 1], work->tags->deed) && tagset_has(text->tags[before], work->tags->locative_weak);
  bool verb = tagset_meets(text->tags[before], &work->tags->deeds) && token_is_class(text, before, CLASS(V_PAST));
  return noun || verb;
}

static int before_points(const PlaceWork *work, const Toponym *t) {
  uint32_t before = word_before(work, t->first);
  int points = 0;
  if (before == TOPONYM_NONE) {
    return 0;
  }
  if (is_target(work, t, before)) {
    bool person = work->names.v[t->name].flags & (KEY_FAMILY | KEY_GIVEN);
    return person ? 1 : 3;
  }
  KeyInfo info = place_word(work, before);
  if (info.flags & KEY_ARTICLE) {
    /* "a Regina teenager", "the Glasgow area": no person has an article; "the Crescent" is no town
     */
    uint32_t behind = word_behind(work, t->end);
    bool noun = behind != TOPONYM_NONE && !place_is_capital(work, behind) &&
                work->text->tokens.v[behind].space_before;
    bool in = before > 0 && (place_word(work, before - 1).flags & KEY_IN) &&
              !place_is_word(work, before - 1, KEY_OF);
    return in ? 3 : noun ? 2 : t->words == 1 ? -1 : 0;
  }
  if ((info.flags & KEY_OF) && before > 0) {
    KeyInfo noun = place_word(work, before - 1);
    /* "the town of X"; "Smith, 43, of X" */
    points += noun.flags & KEY_GENERIC ? 4 : place_is_mark(work, before - 1, ",") ? 3 : 1;
  } else if (is_example(work, before)) {
    points += 3;
  } else if (info.flags & KEY_IN) {
    bool titled = place_is_capital(work, before) && !is_sentence_start(work, before);
    points += titled && !is_in_title(work, t) ? 1
              : is_alone_inside(work, t, before)                                  ? 7
                                                                                  : 4;
  } else if (info.flags & KEY_PART) {
    points += 2;
  } else if ((info.flags & KEY_GENERIC) && !place_is_capital(work, before)) {
    points += 1;
  } else if (place_is_capital(work, before) && !is_sentence_start(work, before) &&
             before + 1 == t->first && is_name_part(work, before)) {
    points -= t->words > 1 ? 2 : 4; /* inside a longer name */
  }
  return points;
}

/* "A Vestry teen": people are told by their town so, and never by a name; of one person. */
static bool is_of_resident(const PlaceWork *work, const Toponym *t, uint32_t behind) {
  const TagSet *tags = work->text->tags[behind];
  const PlaceTags *of = work->tags;
  bool person = tagset_has(tags, of->male) || tagset_has(tags, of->female) || tagset_has(tags, of->child);
  bool article = t->first > 0 && place_is_word(work, t->first - 1, KEY_ARTICLE);
  return person && token_is_class(work->text, behind, CLASS(N_SG)) && place_is_capital(work, t->first) &&
         !place_is_capital(work, behind) && (article || is_sentence_start(work, t->first)) &&
         !(t->how & NAME_DEMONYM);
}

static int behind_points(const PlaceWork *work, const Toponym *t) {
  const Token *tokens = work->text->tokens.v;
  uint32_t behind = word_behind(work, t->end);
  if (behind == TOPONYM_NONE) {
    bool based = place_is_mark(work, t->end, "-") && place_is_word(work, t->end + 1, KEY_BASED);
    return based ? 3 : 0;
  }
  KeyInfo info = place_word(work, behind);
  if (tagset_has(work->text->tags[behind], work->tags->force) && place_is_capital(work, t->first)) {
    return 6; /* "Orrick police": no person's */
  }
  if (is_of_resident(work, t, behind)) {
    return 3;
  }
  if (info.flags & (KEY_GENERIC | KEY_OWNED | KEY_TITLE)) {
    bool capitals = work->text->sentences.v[tokens[t->first].sentence].capitals;
    return capitals && (info.flags & KEY_GENERIC) && tokens[t->first].word == 0 ? 3 : 2;
  }
  if (place_is_capital(work, behind) && !tokens[behind].upper && is_name_part(work, behind) &&
      !(t->how & NAME_DEMONYM)) {
    return t->words > 1 ? -1 : -3;
  }
  return 0;
}

/* "SAN TORVAN VIDRA": three words that begin like a place's name are a place's. */
static bool is_long_in_capitals(const PlaceWork *work, const Toponym *t) {
  enum { LONG = 3 };
  return t->words >= LONG && tagset_has(work->text->tags[t->first], work->tags->name_place) &&
         work->text->sentences.v[work->text->tokens.v[t->first].sentence].capitals;
}

/* "At the corner of Orlow and Tarn streets", in capitals "ON ORLOW STREET" too: named after a place, and none. "On Orlow
   streets" and "on an Orlow street" are in Orlow. */
static bool is_street(const PlaceWork *work, const Toponym *t) {
  enum { NAME = 4 };
  const Text *text = work->text;
  const Sentence *s = &text->sentences.v[text->tokens.v[t->first].sentence];
  bool joined = t->first > s->first + 1 && place_is_word(work, t->first - 1, KEY_AND) && text->tokens.v[t->first - 2].kind == TOKEN_WORD;
  if (t->end < s->end && tagset_has(text->tags[t->end], work->tags->street)) {
    bool several = token_is_class(text, t->end, CLASS(N_PL));
    return several ? joined : s->capitals && t->first > s->first && token_is_class(text, t->first - 1, CLASS(PREP));
  }
  if (t->end >= s->end || !place_is_word(work, t->end, KEY_AND)) {
    return false;
  }
  for (uint32_t i = t->end + 2; i < s->end && i < t->end + NAME && text->tokens.v[i].kind == TOKEN_WORD; i++) {
    if (tagset_has(text->tags[i], work->tags->street)) {
      return token_is_class(text, i, CLASS(N_PL));
    }
  }
  return false;
}

/* "The Vestry cartel", "the Vestry drug cartel", "down the Vestry river": what is named after a place is not there. */
static bool is_namesake(const PlaceWork *work, const Toponym *t) {
  enum { NOUNS = 2 };
  if ((t->how & (NAME_DEMONYM | NAME_PEOPLE)) || t->dateline) {
    return false;
  }
  for (uint32_t i = t->end; i < t->end + NOUNS && place_follows(work, i); i++) {
    if (tagset_has(work->text->tags[i], work->tags->named_for)) {
      return true;
    }
    if (token_is_class(work->text, i, CLASS(V_PAST) | CLASS(BE) | CLASS(HAVE) | CLASS(PREP)) || place_is_word(work, i, KEY_FUNCTION | KEY_IN)) {
      return false;
    }
  }
  return false;
}

static void weigh(PlaceWork *work, Toponym *t) {
  NameUse *use = &work->names.v[t->name];
  bool start = is_sentence_start(work, t->first);
  t->dateline = is_dateline(work, t);
  bool named = t->how & (NAME_DEMONYM | NAME_PEOPLE);
  if ((use->flags & KEY_NEVER) && !t->abbreviated) {
    t->rejected = true;
    return;
  }
  if (!t->abbreviated && is_person(work, t, use)) {
    t->rejected = true;
    use->is_person = true;
    return;
  }
  if (is_body(work, t, use) || is_language(work, t) || is_general(work, t, use) ||
      is_money(work, t) || is_vehicle(work, t) || is_street(work, t) || is_namesake(work, t)) {
    t->rejected = true;
    return;
  }
  if (t->how & NAME_VARIANT) {
    t->evidence = t->by_wording ? 4 : 1;
    use->best_evidence = t->evidence;
    return;
  }
  int points = t->abbreviated || named ? 3 : prior_points(use) + (t->words > 1 ? 2 : 0);
  points += t->words > 1 && (place_word(work, t->end - 1).flags & KEY_GENERIC) ? 2 : 0;
  points += is_long_in_capitals(work, t) ? 3 : 0;
  points += t->dateline ? 5 : 0;
  points += t->outer != TOPONYM_NONE ? 5 : 0;
  points += before_points(work, t) + (t->abbreviated ? 0 : behind_points(work, t));
  points -= start && !t->dateline && t->words == 1 &&
                    (use->flags & (KEY_CONTEXT | KEY_FAMILY | KEY_GIVEN))
                ? 1
                : 0;
  t->evidence = (int16_t)points;
  if (points > use->best_evidence) {
    use->best_evidence = (int16_t)points;
  }
}

/* An abbreviation such as "Ky." stands only behind a place that it contains. */
static void require_inner(PlaceWork *work) {
  for (uint32_t i = 0; i < work->toponyms.n; i++) {
    Toponym *t = &work->toponyms.v[i];
    if ((t->how & NAME_DOTTED) && (i == 0 || work->toponyms.v[i - 1].outer != i)) {
      t->rejected = true;
    }
  }
}

/* "Lirano, Vestra department, and Orlow". */
static bool are_listed(const PlaceWork *work, const Toponym *left, const Toponym *right) {
  uint32_t end = left->end + (left->end < right->first && place_is_word(work, left->end, KEY_DIVISION));
  return place_is_list(work, end, right->first);
}

/* Stands toponym i in a list right behind (step -1), or before (1), one that is a place for sure, or that is listed so
   itself: "in Baku, Sumgayit and X"? */
static bool is_listed_beside(const PlaceWork *work, uint32_t i, int step) {
  enum { FAR = 8 /* places of a list */ };
  const uint64_t doubtful = KEY_FAMILY | KEY_GIVEN | KEY_CONTEXT;
  const Toponym *v = work->toponyms.v;
  for (uint32_t k = 0; k < FAR; k++, i += (uint32_t)step) {
    uint32_t other = i + (uint32_t)step;
    if (other >= work->toponyms.n || v[other].rejected ||
        !are_listed(work, &v[step < 0 ? other : i], &v[step < 0 ? i : other])) {
      return false;
    }
    if (v[other].evidence >= STRONG - 1) {
      return true;
    }
    if (work->names.v[v[other].name].flags & doubtful) {
      return false;
    }
  }
  return false;
}

static int list_points(const PlaceWork *work, uint32_t i, bool capitals) {
  return is_listed_beside(work, i, -1) || is_listed_beside(work, i, 1) ? 2 + capitals : 0;
}

/* Does the list that toponym i goes on with begin behind "the towns of"? */
static bool is_list_of_places(const PlaceWork *work, uint32_t i) {
  const Toponym *v = work->toponyms.v;
  while (i > 0 && are_listed(work, &v[i - 1], &v[i])) {
    i--;
  }
  return v[i].first > 1 && place_is_word(work, v[i].first - 1, KEY_OF) && place_is_word(work, v[i].first - 2, KEY_GENERIC);
}

/* "In Orlow, Meta, and Tarn", "the departments of Orlow and Meta": between two places of a list, or in a list that is said
   to be one of places, stands a third, whatever word it may be besides. */
static void accept_listed(PlaceWork *work) {
  for (uint32_t i = 1; i < work->toponyms.n; i++) {
    Toponym *t = &work->toponyms.v[i];
    if (t->accepted || t->rejected || !t[-1].accepted || !are_listed(work, t - 1, t)) {
      continue;
    }
    bool between = i + 1 < work->toponyms.n && t[1].accepted && are_listed(work, t, t + 1);
    t->accepted = between || is_list_of_places(work, i);
  }
}

void place_evidence(PlaceWork *work) {
  link_containers(work);
  for (uint32_t i = 0; i < work->toponyms.n; i++) {
    weigh(work, &work->toponyms.v[i]);
  }
  require_inner(work);
  for (uint32_t i = 0; i < work->toponyms.n; i++) {
    Toponym *t = &work->toponyms.v[i];
    const NameUse *use = &work->names.v[t->name];
    bool contained = i > 0 && work->toponyms.v[i - 1].outer == i;
    int points = t->evidence + (contained ? 4 : 0);
    if (use->is_person && t->outer == TOPONYM_NONE) {
      points -= place_is_strong(use) || (use->flags & KEY_PLACE) ? 4 : 5;
    } else {
      points += use->best_evidence >= STRONG + 2 ? 3 : use->best_evidence >= STRONG ? 2 : 0;
    }
    const Token *token = &work->text->tokens.v[t->first];
    bool capitals = work->text->sentences.v[token->sentence].capitals;
    points += (use->flags & (KEY_FAMILY | KEY_GIVEN | KEY_CONTEXT)) ? 0 : list_points(work, i, capitals);
    t->accepted = !t->rejected && points >= ACCEPT + (capitals && t->words == 1);
  }
  accept_listed(work);
}

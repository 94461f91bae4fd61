/* Names in a text of capitals, where case tells nothing: what the gazetteer does not have is a place by
   its wording, and where a name goes on behind a place that the gazetteer has, it is another's. */
#include "mention/place_parts.h"

enum { NAME_MOST = 6 /* words */, KNOWN_RANK = 112 /* a town that lends its name to an airport */ };

static bool is_particle(const PlaceWork *work, uint32_t i) {
  return tagset_has(work->text->tags[i], work->tags->particle);
}

/* A word that the language does not know. */
static bool is_unknown(const PlaceWork *work, uint32_t i) {
  const Token *t = &work->text->tokens.v[i];
  uint32_t known = KEY_GENERIC | KEY_FACILITY | KEY_BODY | KEY_TITLE | KEY_PART | KEY_IN;
  return t->kind == TOKEN_WORD && t->word == 0 && !place_is_ordinary(work, i) &&
         !place_is_word(work, i, known);
}

/* "SAN", "PUERTO": what it begins is a place's name. */
static bool begins_place(const PlaceWork *work, uint32_t i) {
  return tagset_has(work->text->tags[i], work->tags->name_place);
}

/* Where a name that begins at `at` ends: it goes on over words that the language does not know, and over
   the small words inside names ("SAN LUIS DE LA REINA"); `at` if there is no name. */
static uint32_t name_end(const PlaceWork *work, uint32_t at, uint32_t limit) {
  const Text *text = work->text;
  uint32_t end = at;
  bool linked = false;
  for (uint32_t i = at; i < limit && i < at + NAME_MOST; i++) {
    const Token *t = &text->tokens.v[i];
    bool particle = is_particle(work, i);
    bool opens = i == at && begins_place(work, i) && i + 1 < limit && (is_unknown(work, i + 1) || is_particle(work, i + 1));
    bool word = is_unknown(work, i) || opens || (linked && t->kind == TOKEN_WORD && t->word == 0); /* "VILLA EL VIDRIO" */
    if (!(particle || word)) {
      break;
    }
    end = word ? i + 1 : end;
    linked = particle;
  }
  return end;
}

/* A word that can only be part of a name: nothing else is known of it, not even places; or a small word
   inside names. */
static bool is_bare_name(const PlaceWork *work, uint32_t i) {
  KeyInfo info = place_word(work, i);
  return is_particle(work, i) ||
         (!(info.flags & ~(uint32_t)(KEY_FAMILY | KEY_GIVEN)) && info.places == 0);
}

/* A preposition of place at most two words before ("IN THE EXCLUSIVE LIRANO NEIGHBORHOOD"). */
static bool stands_in(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  for (uint32_t back = 1; back <= 3 && i >= sentence->first + back; back++) {
    if (place_word(work, i - back).flags & KEY_IN) {
      return true;
    }
    if (work->text->tokens.v[i - back].kind != TOKEN_WORD) {
      return false;
    }
  }
  return false;
}

/* Right behind "in", "at", "near", a quotation mark aside. */
static bool is_located(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  if (i > sentence->first + 2 && place_is_mark(work, i - 1, "\"")) {
    i -= 1 + place_is_word(work, i - 2, KEY_ARTICLE);
  }
  return i > sentence->first && tagset_has(work->text->tags[i - 1], work->tags->locative);
}

/* "INVADED THE QUELTEPO VILLAGE": what is done to a place. */
static bool is_object(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  i -= i > sentence->first + 1 && place_is_word(work, i - 1, KEY_ARTICLE);
  return i > sentence->first && token_is_class(work->text, i - 1, CLASS(V_PAST)) && tagset_meets(work->text->tags[i - 1], &work->tags->deeds);
}

/* Right behind "the town of", a quotation mark aside. */
static bool is_of_place(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  i -= i > sentence->first + 2 && place_is_mark(work, i - 1, "\"");
  return i >= sentence->first + 2 && place_is_word(work, i - 1, KEY_OF) &&
         (place_word(work, i - 2).flags & KEY_GENERIC);
}

/* "LAST NIGHT", "EARLY TODAY": behind a place stands when. */
static bool begins_time(const PlaceWork *work, uint32_t i) {
  const TagSet *tags = work->text->tags[i];
  const PlaceTags *of = work->tags;
  return tagset_has(tags, of->day) || tagset_has(tags, of->daypart) || tagset_has(tags, of->shift) ||
         tagset_has(tags, of->time_mod);
}

/* Behind a place of a list that begins where places stand: "IN LIRANO, VESTRA, AND SAN VIDRINO". */
static bool is_listed(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  uint32_t first = i;
  for (uint32_t k = work->toponyms.n; k-- > 0;) {
    const Toponym *t = &work->toponyms.v[k];
    if (t->first < sentence->first || !place_is_list(work, t->end, first)) {
      return false;
    }
    if (is_located(work, t->first, sentence) || is_of_place(work, t->first, sentence)) {
      return true;
    }
    first = t->first;
  }
  return false;
}

/* "LIRANO, VESTRA, …, AND QUELTEPO": a list goes on behind the name, or the name is its last; but "IN LIRANO, JON VIDRADO,
   A CLERK". */
static bool ends_list(const PlaceWork *work, uint32_t first, uint32_t end) {
  return place_is_word(work, first - 1, KEY_AND)
             ? work->text->tokens.v[end].kind == TOKEN_PUNCTUATION
             : (place_is_mark(work, end, ",") && (place_is_word(work, end + 1, KEY_AND | KEY_IN) || !place_is_ordinary(work, end + 1))) ||
                   place_is_word(work, end, KEY_AND);
}

/* Is what begins here the name of a place, as its wording tells? */
static bool is_worded(const PlaceWork *work, uint32_t first, uint32_t end, const Sentence *sentence) {
  bool noun = end < sentence->end && place_is_word(work, end, KEY_GENERIC);
  return noun || begins_place(work, first) || is_of_place(work, first, sentence) ||
         is_located(work, first, sentence) || (is_listed(work, first, sentence) && (end >= sentence->end || ends_list(work, first, end)));
}

/* "THE SAN VIDRINO FARM", "QUELTEPO AIRPORT", but not "THE BOGOTA AIRPORT", which lies in Bogotá, and not
   "VIDRINO STREET": the end of a site's name that begins with tokens [i, end), 0 if there is none. */
static uint32_t site_end(const PlaceWork *work, uint32_t end, const Sentence *sentence) {
  enum { BETWEEN = 1 /* "INTERNATIONAL" */ };
  for (uint32_t k = end; k < sentence->end && k <= end + BETWEEN; k++) {
    if (work->text->tokens.v[k].kind != TOKEN_WORD || place_is_word(work, k, KEY_FUNCTION | KEY_IN)) {
      return 0;
    }
    if (place_is_word(work, k, KEY_SITE)) {
      return k + 1;
    }
  }
  return 0;
}

/* "AT THE JUAN MARIA VIDRIO AIRPORT", "ON THE TORVO FARM": a site that is called after somebody, or after what is a place
   elsewhere; but not "AT THE LIRANO AIRPORT", which is that of a town. */
static uint32_t scan_site(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  const Text *text = work->text;
  uint32_t before = i - (i > sentence->first + 1 && place_is_word(work, i - 1, KEY_ARTICLE)), end = i;
  bool at = before > sentence->first && place_is_word(work, before - 1, KEY_IN) && !place_is_word(work, before - 1, KEY_OF);
  bool on = before > sentence->first && tagset_has(text->tags[before - 1], work->tags->locative_weak) && !place_is_word(work, before - 1, KEY_IN) && !token_is_class(text, before - 1, CLASS(TO));
  while ((at || on) && end < sentence->end && end < i + NAME_MOST && text->tokens.v[end].kind == TOKEN_WORD && !place_is_word(work, end, KEY_SITE) &&
         (is_particle(work, end) || (text->tokens.v[end].word == 0 && !place_is_word(work, end, KEY_TITLE | KEY_FUNCTION | KEY_IN | KEY_PART | KEY_GENERIC | KEY_FACILITY)))) {
    end++;
  }
  uint32_t site = end > i && !is_particle(work, end - 1) ? site_end(work, end, sentence) : 0;
  if (!site || (end == i + 1 && at)) {
    return 0;
  }
  char key[GAZETTEER_KEY];
  size_t n = gazetteer_key(str_cut(text->document->text, tokens_span(text, i, end)), key);
  KeyInfo info;
  bool known = n && gazetteer_info(work->gazetteer, (Str){key, n}, &info) && info.places > 0;
  return known && end > i + 1 ? 0 : place_add_worded(work, i, site);
}

/* Is the name of tokens [i, end) only part of the name of something built: "SANTA VIDRA CHURCH"? */
static bool is_building(const PlaceWork *work, uint32_t end, const Sentence *sentence) {
  return end < sentence->end && place_is_word(work, end, KEY_FACILITY) &&
         !place_is_word(work, end, KEY_GENERIC | KEY_DIVISION);
}

/* "IN THE LIRANO NEIGHBORHOOD", "IN LIRANO, VESTRA DEPARTMENT": a name between a preposition of place and
   a noun of places, or right behind that preposition. A name that begins like a place's ("SAN VIDRINO")
   may have words that are other places. */
static uint32_t scan_in(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  uint32_t end = name_end(work, i, sentence->end);
  if (end == i || span_length(work->text->tokens.v[i].span) < 2) {
    return 0;
  }
  uint32_t site = site_end(work, end, sentence);
  if (site && stands_in(work, i, sentence)) {
    return place_add_worded(work, i, site);
  }
  if (is_building(work, end, sentence)) {
    return 0;
  }
  if (end > i + 1 && begins_place(work, i)) {
    return place_add_worded(work, i, end);
  }
  bool named = end > i + 1 && is_particle(work, i);
  bool located = is_located(work, i, sentence); /* "IN TORVAN VIDRA", where Vidra is a town elsewhere */
  for (uint32_t k = i; k < end && !named; k++) {
    if (!is_bare_name(work, k) && !(located && k > i && !place_is_word(work, k, KEY_NEVER))) {
      return 0;
    }
  }
  bool noun = end < sentence->end && place_is_word(work, end, KEY_GENERIC) &&
              (stands_in(work, i, sentence) || is_object(work, i, sentence));
  bool owns = place_is_mark(work, end, "'") || place_is_mark(work, end, "'S"); /* "AT VIDRADEZ' CAR", "IN VIDRADO'S HOUSE" */
  bool mark = end < sentence->end && !owns && is_located(work, i, sentence) &&
              (work->text->tokens.v[end].kind == TOKEN_PUNCTUATION || begins_time(work, end) ||
               place_is_word(work, end, KEY_IN | KEY_FUNCTION));
  mark = mark || (end < sentence->end && is_listed(work, i, sentence) && ends_list(work, i, end));
  return noun || mark ? place_add_worded(work, i, end) : 0;
}

uint32_t place_scan_site(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  return sentence->capitals ? scan_site(work, i, sentence) : 0;
}

uint32_t place_scan_capitals(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  if (!sentence->capitals) {
    return 0;
  }
  if (is_of_place(work, i, sentence)) {
    uint32_t end = name_end(work, i, sentence->end);
    return end > i ? place_add_worded(work, i, end) : 0;
  }
  return scan_in(work, i, sentence);
}

static bool behind_article(const PlaceWork *work, uint32_t i) {
  return i > 0 && place_is_word(work, i - 1, KEY_ARTICLE);
}

/* "SAN LUIS" that goes on "DE LA REINA" is another place than San Luis, in any text; in capitals so is
   "PALO" in "THE PALO VIDRADO NEIGHBORHOOD", and "GONZALO" in "GONZALO VIDRADO" is none. */
uint32_t place_name_goes_on(PlaceWork *work, uint32_t taken, uint32_t i, const Sentence *sentence) {
  uint32_t end = i + taken;
  if (end >= sentence->end || !work->toponyms.n ||
      work->toponyms.v[work->toponyms.n - 1].end != end) {
    return taken;
  }
  bool of = tagset_has(work->text->tags[end], work->tags->particle_of);
  NameUse *use = &work->names.v[work->toponyms.v[work->toponyms.n - 1].name];
  uint32_t far = name_end(work, end, sentence->end);
  bool noun = far > end && far < sentence->end && place_is_word(work, far, KEY_GENERIC) &&
              work->text->tokens.v[i].word == 0 &&
              !place_is_word(work, i, KEY_NEVER | KEY_PART | KEY_IN | KEY_OF);
  bool weak = sentence->capitals && !place_is_strong(use) &&
              (is_particle(work, i) || is_unknown(work, i) || noun);
  bool known = use->places[0].rank >= KNOWN_RANK && use->places[0].class == PLACE_CLASS_SETTLEMENT;
  bool opens = taken == 1 && begins_place(work, i) && is_particle(work, end) && far > end + 1; /* "VILLA EL VIDRIO" */
  uint32_t longer = of || (weak && (opens || is_unknown(work, end))) ? far : end;
  longer = longer > end + of ? longer : end;
  uint32_t site = weak && !(known && longer == end) ? site_end(work, longer, sentence) : 0;
  bool wide = use->candidates[0].how & NAME_DEMONYM || use->places[0].class == PLACE_CLASS_COUNTRY ||
              use->places[0].class == PLACE_CLASS_OTHER;
  if (sentence->capitals && wide && place_is_word(work, end, KEY_SITE) &&
      place_is_word(work, end, KEY_BODY) && (is_located(work, i, sentence) || behind_article(work, i))) {
    site = end + 1; /* "AT THE SOUTH VIDRIAN UNIVERSITY" */
  }
  bool building = weak && !(known && longer == end) && is_building(work, longer, sentence);
  if (longer == end && !site && !building) {
    return taken;
  }
  work->toponyms.n--;
  if (site) {
    return place_add_worded(work, i, site);
  }
  if (sentence->capitals && building) {
    return longer - i;
  }
  if (sentence->capitals && !is_worded(work, i, longer, sentence)) {
    use->is_person = true; /* or of a body: a place of that name elsewhere in the text is as little one */
    return of ? longer - i : taken;
  }
  return place_add_worded(work, i, longer);
}

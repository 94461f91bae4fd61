/* Tokens → toponyms: at each word that can begin a name, the longest name that the gazetteer has.
 */
#include "mention/place_parts.h"

/* What is noted with a word: its flags; whether it was looked up, and its counts; its hash; where its
   places stand. */
enum { NOTE_FLAGS, NOTE_COUNTS, NOTE_HASH, NOTE_FIRST };
enum { NOTE_PLACES = 8, NOTE_LOOKED_UP = 24 /* bits of the counts from which these begin */ };

/* What the gazetteer knows of a word, which is kept with the word. */
static PlaceWord word_read(const PlaceWork *work, uint32_t token) {
  const Text *text = work->text;
  WordEntry *entry = word_memory_find(text->memory, text->document->text, text->tokens.v[token].span);
  uint32_t *note = entry->note;
  if (!note[NOTE_COUNTS]) {
    char key[GAZETTEER_KEY];
    KeyInfo info;
    Str k = {key, gazetteer_key(token_text(text, token), key)};
    gazetteer_info(work->gazetteer, k, &info);
    note[NOTE_FLAGS] = info.flags;
    note[NOTE_COUNTS] = info.longest | (uint32_t)info.places << NOTE_PLACES | 1u << NOTE_LOOKED_UP;
    note[NOTE_HASH] = gazetteer_word_hash(k);
    note[NOTE_FIRST] = info.first;
  }
  KeyInfo info = {note[NOTE_FLAGS], (uint8_t)note[NOTE_COUNTS],
                  (uint16_t)(note[NOTE_COUNTS] >> NOTE_PLACES), note[NOTE_FIRST]};
  return (PlaceWord){info, note[NOTE_HASH], true};
}

/* Of a token that is a word: what the gazetteer is asked of it is fetched, unless it is kept with the word. */
static void word_expect(const PlaceWork *work, uint32_t token) {
  const Text *text = work->text;
  WordEntry *entry = word_memory_find(text->memory, text->document->text, text->tokens.v[token].span);
  if (!entry->note[NOTE_COUNTS]) {
    char key[GAZETTEER_KEY];
    gazetteer_expect_info(work->gazetteer, (Str){key, gazetteer_key(token_text(text, token), key)});
  }
}

/* Of a token that is a word. */
static const PlaceWord *word_of(const PlaceWork *work, uint32_t token) {
  PlaceWord *word = &work->words[token];
  if (!word->known) {
    *word = word_read(work, token);
  }
  return word;
}

KeyInfo place_word(const PlaceWork *work, uint32_t token) {
  if (token >= work->text->tokens.n || work->text->tokens.v[token].kind != TOKEN_WORD) {
    return (KeyInfo){0};
  }
  KeyInfo info = word_of(work, token)->info;
  info.flags &= ~(uint32_t)KEY_WORD;
  return info;
}

bool place_is_ordinary(const PlaceWork *work, uint32_t token) {
  return token < work->text->tokens.n && work->text->tokens.v[token].kind == TOKEN_WORD &&
         (word_of(work, token)->info.flags & (KEY_WORD | KEY_NEVER));
}

bool place_is_word(const PlaceWork *work, uint32_t token, uint32_t flags) {
  return (place_word(work, token).flags & flags) != 0;
}

bool place_is_list(const PlaceWork *work, uint32_t end, uint32_t first) {
  if (first == end + 1) {
    return place_is_mark(work, end, ",") || place_is_word(work, end, KEY_AND);
  }
  return first == end + 2 && place_is_mark(work, end, ",") && place_is_word(work, end + 1, KEY_AND);
}

bool place_is_capital(const PlaceWork *work, uint32_t token) {
  if (token >= work->text->tokens.n) {
    return false;
  }
  const Token *t = &work->text->tokens.v[token];
  return t->kind == TOKEN_WORD && t->capital && !work->text->sentences.v[t->sentence].capitals;
}

bool place_follows(const PlaceWork *work, uint32_t token) {
  const Token *t = work->text->tokens.v;
  return token > 0 && token < work->text->tokens.n && t[token].sentence == t[token - 1].sentence &&
         t[token - 1].kind == TOKEN_WORD && t[token].kind == TOKEN_WORD &&
         (t[token].space_before || token_text(work->text, token).p[0] == '\'');
}

/* The next word of a name that ends before token `at`: over white space, a hyphen inside a word, or
   the stop of an abbreviation. 0 if the name ends here. */
static uint32_t next_word(const PlaceWork *work, uint32_t at, uint32_t limit) {
  const Token *t = work->text->tokens.v;
  if (at >= limit) {
    return 0;
  }
  if (t[at].kind == TOKEN_WORD) {
    return at; /* line breaks inside a block are those of wrapped lines */
  }
  bool hyphen = place_is_mark(work, at, "-") && !t[at].space_before;
  bool stop =
      place_is_mark(work, at, ".") && !t[at].space_before && span_length(t[at - 1].span) <= 3;
  if (at + 1 >= limit || t[at + 1].kind != TOKEN_WORD ||
      !(hyphen ? !t[at + 1].space_before : stop)) {
    return 0;
  }
  return at + 1;
}

/* A word of small letters stands behind such capitals too: "CAR", "ACT". */
static bool is_word(const PlaceWork *work, uint32_t token) {
  return (place_word(work, token).flags & (KEY_NEVER | KEY_CONTEXT)) != 0;
}

/* Which NAME_ kinds the spelling of tokens [first, end) admits. */
static uint8_t admitted(const PlaceWork *work, uint32_t first, uint32_t end, bool after_comma) {
  const Token *t = &work->text->tokens.v[first];
  Str surface = token_text(work->text, first);
  bool capitals = work->text->sentences.v[t->sentence].capitals;
  bool stops = surface.n > 2 && memchr(surface.p, '.', surface.n) != NULL;
  bool one = end == first + 1;
  uint8_t kinds = 0;
  if (!one || stops || (t->upper && !capitals) ||
      (capitals && surface.n > 2 && !is_word(work, first))) {
    kinds |= NAME_ABBREVIATION;
  }
  if (after_comma && one) {
    bool stop_follows = place_is_mark(work, end, ".") && !work->text->tokens.v[end].space_before;
    kinds |= stop_follows || t->upper || stops || surface.n <= 3 ? NAME_DOTTED : 0;
  }
  /* A short word in capitals between small letters is an abbreviation and no name. */
  bool acronym = one && t->upper && !capitals && surface.n <= 4 &&
                 first != work->text->sentences.v[t->sentence].first;
  if (!acronym && !(one && stops)) {
    kinds |= NAME_MAIN | NAME_DEMONYM | NAME_PEOPLE | NAME_BARE;
  }
  return kinds;
}

static bool is_admitted(uint8_t how, uint8_t kinds) {
  if (how & NAME_PEOPLE) {
    return false; /* people are not a place; their country's adjective may mean it */
  }
  if (how & (NAME_ABBREVIATION | NAME_DOTTED)) {
    return (kinds & how) != 0;
  }
  return (kinds & NAME_MAIN) != 0;
}

/* Behind a comma "Mo." is Missouri and no town of that name. */
static uint32_t keep_dotted(PlaceCandidate *candidates, uint32_t n) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (candidates[i].how & NAME_DOTTED) {
      candidates[kept++] = candidates[i];
    }
  }
  return kept ? kept : n;
}

/* Adds a use of a name with these candidates (n > 0); gives its index. */
static uint32_t add_use(PlaceWork *work, Str key, uint32_t flags, const PlaceCandidate *candidates,
                        uint32_t n) {
  NameUse use = {.best_evidence = INT16_MIN, .flags = flags, .n = (uint8_t)n};
  use.key = str_copy(work->arena, key);
  use.candidates = arena_array(work->arena, PlaceCandidate, n);
  use.places = arena_array(work->arena, Place, n);
  use.scores = arena_array(work->arena, int32_t, n);
  use.base = arena_array(work->arena, int32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    use.candidates[i] = candidates[i];
    gazetteer_place(work->gazetteer, candidates[i].place, &use.places[i]);
  }
  array_push(work->arena, &work->names, use);
  return work->names.n - 1;
}

/* The document's use of a key of which this is known in this kind of spelling; TOPONYM_NONE if no
   candidate fits. */
static uint32_t use_of(PlaceWork *work, Str key, const KeyInfo *info, uint8_t kinds) {
  char tagged[GAZETTEER_KEY + 1];
  bool is_new;
  memcpy(tagged, key.p, key.n);
  tagged[key.n] = (char)('0' + (kinds & (NAME_MAIN | NAME_ABBREVIATION | NAME_DOTTED)));
  Str probe = {tagged, key.n + 1};
  uint32_t *known = map_find(&work->by_key, probe);
  if (known) {
    return *known;
  }
  PlaceCandidate found[64];
  uint32_t n = gazetteer_candidates(work->gazetteer, info, found, 64), fit = 0;
  for (uint32_t i = 0; i < n && fit < TOPONYM_CANDIDATES; i++) {
    if (is_admitted(found[i].how, kinds)) {
      found[fit++] = found[i];
    }
  }
  fit = keep_dotted(found, fit);
  uint32_t index = fit > 0 ? add_use(work, key, info->flags, found, fit) : TOPONYM_NONE;
  map_put(&work->by_key, str_copy(work->arena, probe), index, &is_new);
  return index;
}

/* Is `at` behind a comma that follows the last toponym? */
static bool is_after_comma(const PlaceWork *work, uint32_t at) {
  return at > 1 && work->toponyms.n > 0 && place_is_mark(work, at - 1, ",") &&
         work->toponyms.v[work->toponyms.n - 1].end == at - 1;
}

static void add_toponym(PlaceWork *work, uint32_t first, uint32_t end, uint32_t use,
                        uint32_t taken) {
  Toponym *t = array_add(work->arena, &work->toponyms);
  *t = (Toponym){.first = first,
                 .end = end,
                 .name = use,
                 .outer = TOPONYM_NONE,
                 .words = (uint8_t)taken,
                 .how = work->names.v[use].candidates[0].how};
  t->abbreviated = (t->how & (NAME_ABBREVIATION | NAME_DOTTED)) != 0;
}

/* A piece of the word before it, written behind an apostrophe. */
static bool is_glued(const PlaceWork *work, uint32_t token) {
  unsigned char c = (unsigned char)token_text(work->text, token).p[0];
  return c == '\'' || c == 0xE2;
}

/* Can a name begin with token `first` and the word behind it? */
static bool may_go_on(const PlaceWork *work, uint32_t first, uint32_t limit) {
  uint32_t second = next_word(work, first + 1, limit);
  if (!second) {
    return false;
  }
  bool whole = !is_glued(work, second) && (second + 1 >= limit || !is_glued(work, second + 1));
  return !whole || gazetteer_may_begin(work->gazetteer, word_of(work, first)->hash,
                                       word_of(work, second)->hash);
}

/* Words read so far, as the key of a name. */
typedef struct NameKey {
  char key[GAZETTEER_KEY];
  size_t n;
  uint32_t words;
} NameKey;

/* Adds the word of a token; false if it has no letters, or there is no room. */
static bool key_add(const PlaceWork *work, uint32_t token, bool glued, NameKey *name) {
  char word[GAZETTEER_KEY];
  size_t length = gazetteer_key(token_text(work->text, token), word);
  if (length == 0 || name->n + length + 1 > GAZETTEER_KEY) {
    return false;
  }
  if (name->n > 0 && !glued) {
    name->key[name->n++] = ' ';
  }
  memcpy(name->key + name->n, word, length);
  name->n += length;
  name->words += !glued;
  return true;
}

/* The longest name at token `first` of a sentence; how many tokens it takes, 0 if there is none. */
static uint32_t scan_at(PlaceWork *work, uint32_t first, uint32_t limit, uint32_t longest) {
  const Token *tokens = work->text->tokens.v;
  KeyInfo info = word_of(work, first)->info;
  longest = longest > 1 && may_go_on(work, first, limit) ? longest : 1;
  if (longest == 1 && info.places == 0) {
    return 0;
  }
  bool capitals = work->text->sentences.v[tokens[first].sentence].capitals;
  uint32_t end = 0, use = TOPONYM_NONE, taken = 0;
  NameKey name = {.n = 0, .words = 0};
  for (uint32_t at = first; at < limit && name.words < longest;) {
    bool glued = is_glued(work, at);
    if (!key_add(work, at, glued, &name)) {
      break;
    }
    bool several = name.words > 1;
    bool shown = (capitals || tokens[at].capital || glued) && (!glued || several);
    Str key = {name.key, name.n};
    at++;
    if (shown && several) {
      gazetteer_info(work->gazetteer, key, &info);
    }
    if (shown && several && info.places == 0 && (info.flags & KEY_NEVER)) {
      use = TOPONYM_NONE; /* no place although it holds one: "West Nile", "Geneva Convention" */
      end = at;
    } else if (shown && info.places > 0) {
      uint8_t kinds = admitted(work, first, at, is_after_comma(work, first));
      uint32_t found = use_of(work, key, &info, kinds);
      use = found != TOPONYM_NONE ? found : use;
      end = found != TOPONYM_NONE ? at : end;
      taken = found != TOPONYM_NONE ? name.words : taken;
    }
    at = next_word(work, at, limit);
    if (at == 0) {
      break;
    }
  }
  if (use == TOPONYM_NONE) {
    return end ? end - first : 0;
  }
  add_toponym(work, first, end, use, taken);
  return end - first;
}

/* Most words of a name that begins with this token, or with it and a piece behind an apostrophe
   ("People's Republic"). */
static uint32_t longest_from(const PlaceWork *work, uint32_t token, uint32_t limit) {
  uint32_t longest = place_word(work, token).longest;
  if (token + 1 < limit && place_follows(work, token + 1) &&
      !work->text->tokens.v[token + 1].space_before) {
    char key[GAZETTEER_KEY];
    Span both = tokens_span(work->text, token, token + 2);
    size_t n = gazetteer_key(str_cut(work->text->document->text, both), key);
    KeyInfo info;
    gazetteer_info(work->gazetteer, (Str){key, n}, &info);
    longest = info.longest > longest ? info.longest : longest;
  }
  return longest;
}

/* Behind a toponym and "," "and" ", and". */
static bool is_listed(const PlaceWork *work, uint32_t i) {
  if (work->toponyms.n == 0 || i < 3) {
    return false;
  }
  uint32_t end = work->toponyms.v[work->toponyms.n - 1].end;
  return place_is_list(work, end, i);
}

/* "A bomb killed four in Vestry on Monday", "in Vestry and Orlow", in a sentence that tells of harm: a name that no list
   knows, right behind "in" or "near", where the sentence ends, or goes on with a mark, a day or another name. */
static bool is_bare_inside(const PlaceWork *work, uint32_t i, const Sentence *sentence) {
  const Text *text = work->text;
  const Token *t = text->tokens.v;
  bool listed = is_listed(work, i) && work->names.v[work->toponyms.v[work->toponyms.n - 1].name].candidates[0].place == PLACE_UNKNOWN;
  bool inside = listed || place_is_word(work, i - 1, KEY_INSIDE | KEY_IN);
  if (t[i].word || place_is_ordinary(work, i) || t[i].quoted ||
      !(listed || tagset_has(text->tags[i - 1], work->tags->locative)) || place_is_word(work, i - 1, KEY_OF)) {
    return false;
  }
  bool harm = false;
  for (uint32_t k = sentence->first; k < sentence->end && !harm; k++) {
    harm = token_is_class(text, k, CLASS_TELLING);
  }
  uint32_t behind = i + 1;
  bool ends = behind >= sentence->end || (t[behind].kind == TOKEN_PUNCTUATION && !place_is_mark(work, behind, "'s") &&
                                          !place_is_mark(work, behind, "-") && t[behind].space_before == false);
  bool goes_on = behind < sentence->end && t[behind].kind == TOKEN_WORD && !t[behind].capital &&
                 (place_is_word(work, behind, KEY_AND | KEY_IN) || tagset_has(text->tags[behind], work->tags->day) ||
                  tagset_has(text->tags[behind], work->tags->time_mod) || tagset_has(text->tags[behind], work->tags->shift) ||
                  token_is_class(text, behind, CLASS(PREP) | CLASS(SUB) | CLASS(CONJ)));
  /* "the landslide at Vestry buried", "the blast in Vestry killed", but not "the shooting at Vestmart left" */
  bool there = i > sentence->first + 1 && (place_is_word(work, i - 1, KEY_INSIDE) ? token_is_class(text, i - 2, CLASS(TOPIC))
                                            : tagset_has(text->tags[i - 2], work->tags->open_ground));
  bool tells = behind < sentence->end && there && token_is_class(text, behind, CLASS(V_PAST) | CLASS(BE) | CLASS(HAVE));
  return inside && harm && (ends || goes_on || tells);
}

/* A name that the gazetteer hasn't in this spelling, where the words before it say that it is a
   place: "in Neftchala", "the village of Foua". Behind "town of" it is a place in any case. */
static uint32_t scan_unknown(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  const Token *t = work->text->tokens.v;
  KeyInfo info = place_word(work, i);
  if (sentence->capitals || t[i].upper || i < sentence->first + 1 || (info.flags & ~KEY_FAMILY) ||
      info.places > 0 || span_length(t[i].span) < 4 ||
      (place_follows(work, i + 1) && place_is_capital(work, i + 1))) {
    return 0;
  }
  KeyInfo before = place_word(work, i - 1);
  bool of = place_is_word(work, i - 1, KEY_OF) && i > sentence->first + 1 &&
            (place_word(work, i - 2).flags & KEY_GENERIC) && !place_is_capital(work, i - 2);
  bool in = (before.flags & KEY_IN) && !place_is_capital(work, i - 1);
  bool bare = !of && is_bare_inside(work, i, sentence);
  if (!of && !bare && (info.flags || !(in || is_listed(work, i)))) {
    return 0;
  }
  char key[GAZETTEER_KEY];
  size_t n = gazetteer_key(token_text(work->text, i), key);
  PlaceCandidate found[TOPONYM_CANDIDATES];
  uint32_t most = gazetteer_variants(work->gazetteer, (Str){key, n}, found, TOPONYM_CANDIDATES);
  if (most == 0 && (of || bare)) {
    found[most++] = (PlaceCandidate){PLACE_UNKNOWN, NAME_VARIANT}; /* a place without an entry */
  }
  if (most == 0) {
    return 0;
  }
  add_use(work, (Str){key, n}, 0, found, most);
  Toponym *new = array_add(work->arena, &work->toponyms);
  *new = (Toponym){.first = i,
                   .end = i + 1,
                   .name = work->names.n - 1,
                   .outer = TOPONYM_NONE,
                   .words = 1,
                   .how = NAME_VARIANT,
                   .by_wording = of || bare || found[0].place == PLACE_UNKNOWN};
  return 1;
}

uint32_t place_add_worded(PlaceWork *work, uint32_t first, uint32_t end) {
  char key[GAZETTEER_KEY];
  size_t n = gazetteer_key(str_cut(work->text->document->text, tokens_span(work->text, first, end)), key);
  PlaceCandidate unknown = {PLACE_UNKNOWN, NAME_VARIANT};
  add_use(work, (Str){key, n}, 0, &unknown, 1);
  Toponym *new = array_add(work->arena, &work->toponyms);
  *new = (Toponym){.first = first, .end = end, .name = work->names.n - 1, .outer = TOPONYM_NONE,
                   .words = end - first, .how = NAME_VARIANT, .by_wording = true};
  return end - first;
}

enum { WORDED_MOST = 3 /* words of a name that only its wording makes a place */ };

/* A noun of places in small letters, with at most one word before it: "camp", "refugee camp". */
static bool generic_behind(const PlaceWork *work, uint32_t i, uint32_t limit) {
  for (uint32_t k = i; k < limit && k < i + 2; k++) {
    if (place_is_capital(work, k) || work->text->tokens.v[k].kind != TOKEN_WORD) {
      return false;
    }
    if (place_word(work, k).flags & KEY_GENERIC) {
      return true;
    }
  }
  return false;
}

/* What stands before token i says that a place follows: "on Osprey Road in", "in rural", "in
   unincorporated". */
static bool is_address(const PlaceWork *work, const Sentence *sentence, uint32_t i) {
  if (i < sentence->first + 2 || place_is_capital(work, i - 1)) {
    return false;
  }
  if (place_is_word(work, i - 1, KEY_INSIDE)) {
    return place_is_word(work, i - 2, KEY_FACILITY) && place_is_capital(work, i - 2);
  }
  return place_is_word(work, i - 1, KEY_PART) && place_is_word(work, i - 2, KEY_INSIDE);
}

/* "in the Yida camp", "in Bener Meriah district", "in the Orlow Community", "on Osprey Road in Tessary": a
   name that the gazetteer does not have, between a preposition of place and a noun of places, or
   behind an address. */
static uint32_t scan_worded(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  const Token *t = work->text->tokens.v;
  if (sentence->capitals || i < sentence->first + 1 || span_length(t[i].span) < 4) {
    return 0;
  }
  uint32_t before = i - 1;
  if (before > sentence->first && place_is_word(work, before, KEY_ARTICLE)) {
    before--;
  }
  bool address = is_address(work, sentence, i);
  if (!address && !(place_word(work, before).flags & KEY_IN)) {
    return 0;
  }
  uint32_t end = i;
  while (end < sentence->end && end < i + WORDED_MOST && place_is_capital(work, end) &&
         t[end].kind == TOKEN_WORD && !(place_word(work, end).flags & KEY_NEVER)) {
    end++;
  }
  if (end > i + 1 && !place_is_capital(work, before) && place_is_word(work, end - 1, KEY_GENERIC) &&
      !place_is_word(work, i, KEY_GENERIC)) {
    return place_add_worded(work, i, end - 1);
  }
  if (end == i || !(address || generic_behind(work, end, sentence->end))) {
    return 0;
  }
  return place_add_worded(work, i, end);
}

/* A name of tokens [i, end) that no list has: one word that is none of the language, or several. */
static bool is_new_name(const PlaceWork *work, uint32_t i, uint32_t end) {
  enum { SHORT = 4 };
  const Token *t = work->text->tokens.v;
  if (end <= i + 1) {
    return end > i && !t[i].word && span_length(t[i].span) >= SHORT && place_word(work, i).places == 0;
  }
  char key[GAZETTEER_KEY];
  KeyInfo info;
  size_t n = gazetteer_key(str_cut(work->text->document->text, tokens_span(work->text, i, end)), key);
  bool unknown = n && !(gazetteer_info(work->gazetteer, (Str){key, n}, &info) && info.places);
  for (uint32_t k = i; k < end && unknown; k++) {
    unknown = t[k].kind != TOKEN_WORD || (!t[k].word && !place_is_word(work, k, KEY_PART | KEY_GENERIC));
  }
  return unknown;
}

/* "Attacked Dan Orla village", "residents of Orla Tarn community": a name that no list has, behind a verb or "of", and a noun
   of places in small letters behind it. */
static uint32_t scan_before_noun(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  bool led = i > sentence->first && !place_is_capital(work, i - 1) &&
             (token_is_class(work->text, i - 1, CLASS_VERB_FORM) || place_is_word(work, i - 1, KEY_OF));
  uint32_t end = i;
  while (led && end < sentence->end && end < i + WORDED_MOST && place_is_capital(work, end) &&
         !place_is_word(work, end, KEY_NEVER | KEY_TITLE | KEY_FUNCTION)) {
    end++;
  }
  bool noun = end > i && end < sentence->end && place_is_word(work, end, KEY_GENERIC) && !place_is_capital(work, end);
  return noun && !sentence->capitals && is_new_name(work, i, end) ? place_add_worded(work, i, end) : 0;
}

/* Behind token i, a comma, stand an article and a noun of places in few words, and what does not go on with that noun:
   ", a fishing village in", ", the district hit hardest", but not ", a village elder". */
static bool is_said_to_be_place(const PlaceWork *work, uint32_t i, uint32_t limit) {
  enum { WORDS = 4 };
  if (i + 3 >= limit || !place_is_mark(work, i, ",") || !place_is_word(work, i + 1, KEY_ARTICLE)) {
    return false;
  }
  for (uint32_t k = i + 2; k + 1 < limit && k < i + 2 + WORDS; k++) {
    if (work->text->tokens.v[k].kind != TOKEN_WORD || place_is_word(work, k, KEY_OF | KEY_IN)) {
      return false;
    }
    if (place_is_word(work, k, KEY_GENERIC) && !place_is_capital(work, k)) {
      bool figure = work->text->tokens.v[k + 1].kind != TOKEN_WORD;
      return figure || token_is_class(work->text, k + 1, CLASS(PREP) | CLASS(REL) | CLASS(V_PAST) | CLASS(V_PART) | CLASS(NUMBER));
    }
  }
  return false;
}

/* "Tarn, a farming village in": what is said of a name that no list knows. */
static uint32_t scan_told(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  enum { NAME_TOKENS = 5 };
  const Token *t = work->text->tokens.v;
  uint32_t end = i;
  while (end < sentence->end && end < i + NAME_TOKENS && (place_is_capital(work, end) || place_is_mark(work, end, "-")) &&
         !place_is_word(work, end, KEY_TITLE | KEY_FUNCTION | KEY_NEVER)) {
    end++;
  }
  bool named = end > i && !sentence->capitals && is_new_name(work, i, end) &&
               (i == sentence->first || !place_is_capital(work, i - 1) || t[i - 1].kind != TOKEN_WORD || i == sentence->first + 1);
  return named && is_said_to_be_place(work, end, sentence->end) ? place_add_worded(work, i, end) : 0;
}

/* Behind a name that heads a line stand a colon and a figure. */
static bool heads_figures(const PlaceWork *work, uint32_t end, const Sentence *s) {
  return end + 1 < s->end && place_is_mark(work, end, ":") &&
         (work->text->tokens.v[end + 1].kind == TOKEN_NUMBER || token_is_class(work->text, end + 1, CLASS(NUMBER) | CLASS(NEG)));
}

/* "Vestry: 30 killed" in a line below "Goma: 20 killed": what heads such a line is another place. */
static uint32_t scan_row(PlaceWork *work, uint32_t i, const Sentence *sentence) {
  enum { NAME_TOKENS = 5 };
  const Token *t = work->text->tokens.v;
  const Toponym *last = work->toponyms.n ? &work->toponyms.v[work->toponyms.n - 1] : NULL;
  if (i != sentence->first || !last || t[last->first].sentence + 1 != t[i].sentence || sentence->capitals ||
      last->first != sentence[-1].first || !heads_figures(work, last->end, sentence - 1)) {
    return 0;
  }
  uint32_t end = i;
  while (end < sentence->end && end < i + NAME_TOKENS && (place_is_capital(work, end) || place_is_mark(work, end, "-"))) {
    end++;
  }
  return end > i && (!t[i].word || end > i + 1) && heads_figures(work, end, sentence) ? place_add_worded(work, i, end) : 0;
}

/* Where the next name may begin, from token i of a sentence on: at a capital, or at any word of one in
   capitals. */
static uint32_t name_next(const uint64_t *capitals, const Sentence *sentence, uint32_t i) {
  return sentence->capitals ? i : tokens_next(capitals, i, sentence->end);
}

/* Names begin with a capital mostly. What the gazetteer knows of these words lies anywhere in many megabytes:
   all of it is fetched step by step, each for all words, before the first is looked at. */
static void words_expect(PlaceWork *work, const uint64_t *capitals) {
  const Token *tokens = work->text->tokens.v;
  uint32_t n = work->text->tokens.n;
  for (uint32_t i = tokens_next(capitals, 0, n); i < n; i = tokens_next(capitals, i + 1, n)) {
    word_expect(work, i);
  }
  for (uint32_t i = tokens_next(capitals, 0, n); i < n; i = tokens_next(capitals, i + 1, n)) {
    const PlaceWord *word = word_of(work, i);
    if (word->info.places) {
      gazetteer_expect_candidates(work->gazetteer, &word->info);
    }
    if (word->info.longest > 1 && i + 1 < n && tokens[i + 1].kind == TOKEN_WORD) {
      gazetteer_expect_begin(work->gazetteer, word->hash, word_of(work, i + 1)->hash);
    }
  }
  for (uint32_t i = tokens_next(capitals, 0, n); i < n; i = tokens_next(capitals, i + 1, n)) {
    gazetteer_expect_places(work->gazetteer, &word_of(work, i)->info);
  }
}

void place_scan(PlaceWork *work) {
  const Text *text = work->text;
  const uint64_t *capitals = tokens_of_class(text, CLASS_CAPITAL, work->arena);
  words_expect(work, capitals);
  for (uint32_t s = 0; s < text->sentences.n; s++) {
    const Sentence *sentence = &text->sentences.v[s];
    if (sentence->block_kind == BLOCK_FURNITURE) {
      continue;
    }
    uint32_t i = name_next(capitals, sentence, sentence->first);
    while (i < sentence->end) {
      uint32_t taken = 0;
      if (text->tokens.v[i].kind == TOKEN_WORD) {
        taken = place_scan_village(work, i, sentence);
        taken = taken ? taken : place_scan_site(work, i, sentence);
        taken = taken ? taken : scan_before_noun(work, i, sentence);
        taken = taken ? taken : scan_told(work, i, sentence);
        uint32_t longest = taken ? 0 : longest_from(work, i, sentence->end);
        taken = longest ? scan_at(work, i, sentence->end, longest) : taken;
        taken = longest && taken ? place_name_goes_on(work, taken, i, sentence) : taken;
        taken = taken ? taken : place_scan_capitals(work, i, sentence);
        taken = taken ? taken : scan_row(work, i, sentence);
        taken = taken ? taken : scan_unknown(work, i, sentence);
        taken = taken ? taken : scan_worded(work, i, sentence);
        taken = place_state_follows(work, taken, i, sentence);
      }
      i = name_next(capitals, sentence, i + (taken ? taken : 1));
    }
  }
}

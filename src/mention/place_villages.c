/* Villages: names of places that no list has, or not whole, behind the words that say that they are places: "the
   villages of San Orlo El Mirador and Til Tarn", "in Vestra's Tarnowal district". */
#include "mention/place_parts.h"

enum { NAME_TOKENS = 7, SHORT = 4 };

/* A small word, or a hyphen, inside a name: "San Orlo de la Tarn", "Maarat al-Orlo". */
static bool is_inside_name(const PlaceWork *work, uint32_t i) {
  return tagset_has(work->text->tags[i], work->tags->particle) || (place_is_mark(work, i, "-") && !work->text->tokens.v[i].space_before);
}

/* Where the name that begins at a capital ends. */
static uint32_t end_of_name(const PlaceWork *work, uint32_t i, uint32_t limit) {
  uint32_t end = i + 1;
  for (uint32_t k = end; k < limit && k < i + NAME_TOKENS; k++) {
    if (place_is_capital(work, k) && !place_is_word(work, k, KEY_FUNCTION) &&
        work->text->tokens.v[k].kind == TOKEN_WORD && !tagset_has(work->text->tags[k], work->tags->weekday)) {
      end = k + 1;
    } else if (!is_inside_name(work, k)) {
      break;
    }
  }
  return end;
}

/* Token i stands behind "villages of", "a hamlet called": nouns of places in small letters. */
static bool is_behind_noun(const PlaceWork *work, uint32_t i, const Sentence *s) {
  return i > s->first + 1 && place_is_word(work, i - 1, KEY_OF) && place_is_word(work, i - 2, KEY_GENERIC) &&
         !place_is_capital(work, i - 2);
}

/* Token i goes on with a list of which the last was such a name. */
static bool goes_on_list(const PlaceWork *work, uint32_t i, const Sentence *s) {
  if (work->toponyms.n == 0 || i < s->first + 4) {
    return false;
  }
  const Toponym *last = &work->toponyms.v[work->toponyms.n - 1];
  return last->by_wording && last->first > s->first && is_behind_noun(work, last->first, s) && place_is_list(work, last->end, i);
}

/* "In Vestra's Tarnowal district": token i stands behind a place and its "'s", and the name before a noun of places. */
static uint32_t name_in_country(const PlaceWork *work, uint32_t i, const Sentence *s) {
  if (work->toponyms.n == 0 || i < s->first + 2 || work->toponyms.v[work->toponyms.n - 1].end + 1 != i ||
      !(place_is_mark(work, i - 1, "'s") || place_is_mark(work, i - 1, "\xE2\x80\x99s"))) {
    return 0;
  }
  uint32_t end = end_of_name(work, i, s->end);
  bool noun = end < s->end && place_is_word(work, end, KEY_GENERIC) && !place_is_capital(work, end) &&
              work->text->tokens.v[end].kind == TOKEN_WORD;
  bool inside = end > i + 1 && place_is_word(work, end - 1, KEY_GENERIC); /* "Tarnowal District" */
  return noun ? end : inside ? end - 1 : 0;
}

/* "In Santa Orlo, 20 km": a name that begins like a place's and that no list has whole, behind "in" or "near". */
static bool begins_like_place(const PlaceWork *work, uint32_t i, const Sentence *s) {
  return i > s->first && tagset_has(work->text->tags[i], work->tags->name_place) && !place_is_capital(work, i - 1) &&
         (place_word(work, i - 1).flags & KEY_IN) && !place_is_word(work, i - 1, KEY_OF) && i + 1 < s->end && place_is_capital(work, i + 1);
}

uint32_t place_scan_village(PlaceWork *work, uint32_t i, const Sentence *s) {
  const Token *t = work->text->tokens.v;
  if (s->capitals || i == s->first || t[i].upper || span_length(t[i].span) < 2 || t[i].kind != TOKEN_WORD ||
      place_is_word(work, i, KEY_FUNCTION | KEY_TITLE)) {
    return 0;
  }
  uint32_t end = name_in_country(work, i, s);
  if (end > i && place_word(work, i).places == 0 && span_length(t[i].span) >= SHORT) {
    return place_add_worded(work, i, end);
  }
  if (!is_behind_noun(work, i, s) && !goes_on_list(work, i, s) && !begins_like_place(work, i, s)) {
    return 0;
  }
  end = end_of_name(work, i, s->end);
  char key[GAZETTEER_KEY];
  size_t n = gazetteer_key(str_cut(work->text->document->text, tokens_span(work->text, i, end)), key);
  KeyInfo info;
  bool known = n && gazetteer_info(work->gazetteer, (Str){key, n}, &info) && info.places > 0;
  bool ends = end >= s->end || !(place_is_mark(work, end, "'s") || place_is_mark(work, end, "\xE2\x80\x99s"));
  return end > i + 1 && !known && ends && !place_is_word(work, end - 1, KEY_GENERIC | KEY_BODY | KEY_SITE)
             ? place_add_worded(work, i, end) : 0;
}

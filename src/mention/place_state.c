/* Names that the gazetteer does not have, or only elsewhere, with the short form of their state behind a comma:
   "in Vestry, Ark.", "VESTRY, Mo. (AP) -". No other kind of name is written so. */
#include "mention/place_parts.h"

enum { NAME_MOST = 3 /* words */, DATELINE_MOST = 10 /* tokens up to its dash */ };

/* The state whose short form stands at a token, as it is written behind a comma; PLACE_UNKNOWN: none. */
static PlaceId state_at(const PlaceWork *work, uint32_t token) {
  const Token *t = &work->text->tokens.v[token];
  bool stop = place_is_mark(work, token + 1, ".") && !t[1].space_before;
  bool stops = memchr(token_text(work->text, token).p, '.', span_length(t->span)) != NULL;
  if (t->kind != TOKEN_WORD || !t->capital || !(stop || stops || t->upper)) {
    return PLACE_UNKNOWN;
  }
  PlaceCandidate found[TOPONYM_CANDIDATES];
  KeyInfo info = place_word(work, token);
  uint32_t n = gazetteer_candidates(work->gazetteer, &info, found, TOPONYM_CANDIDATES);
  for (uint32_t i = 0; i < n; i++) {
    if (found[i].how & NAME_DOTTED) {
      return found[i].place;
    }
  }
  return PLACE_UNKNOWN;
}

/* Where the name that begins at token i ends: words with capitals, and none that speak of people. */
static uint32_t name_end(const PlaceWork *work, uint32_t i, uint32_t limit) {
  uint32_t end = i;
  while (end < limit && end < i + NAME_MOST && place_is_capital(work, end) &&
         !place_is_word(work, end, KEY_TITLE | KEY_FUNCTION | KEY_NEVER)) {
    end++;
  }
  return end;
}

/* A paragraph begins with the name in capitals, and a dash or bracket follows the state. */
static bool heads_paragraph(const PlaceWork *work, uint32_t i, uint32_t end, const Sentence *sentence) {
  const Token *tokens = work->text->tokens.v;
  bool capitals = i == sentence->first && tokens[i].line_before;
  for (uint32_t k = i; k < end; k++) {
    capitals = capitals && tokens[k].upper;
  }
  for (uint32_t k = end; capitals && k < work->text->tokens.n && k < end + DATELINE_MOST; k++) {
    if (tokens[k].line_before) {
      return false;
    }
    if (place_is_mark(work, k, "-") || place_is_mark(work, k, "--") || place_is_mark(work, k, "–") ||
        place_is_mark(work, k, "—") || place_is_mark(work, k, "(")) {
      return true;
    }
  }
  return false;
}

uint32_t place_state_follows(PlaceWork *work, uint32_t taken, uint32_t i, const Sentence *sentence) {
  Toponym *last = work->toponyms.n ? &work->toponyms.v[work->toponyms.n - 1] : NULL;
  bool known = taken && last && last->first == i && last->end == i + taken;
  if (sentence->capitals || (taken && !known)) {
    return taken;
  }
  uint32_t end = known ? i + taken : name_end(work, i, sentence->end);
  if (end == i || end + 1 >= sentence->end || !place_is_mark(work, end, ",")) {
    return taken;
  }
  bool inside = i > sentence->first && place_is_word(work, i - 1, KEY_IN) && !place_is_capital(work, i - 1);
  PlaceId state = inside || heads_paragraph(work, i, end, sentence) ? state_at(work, end + 1) : PLACE_UNKNOWN;
  if (state == PLACE_UNKNOWN) {
    return taken;
  }
  const NameUse *use = known ? &work->names.v[last->name] : NULL;
  for (uint32_t k = 0; use && k < use->n; k++) {
    if (gazetteer_contains(work->gazetteer, state, use->places[k].id)) {
      return taken;
    }
  }
  work->toponyms.n -= known;
  return place_add_worded(work, i, end);
}

/* Times that say nothing of the words before them: marks at the head of a line, and the times of a clause beside. */
#include "discourse/clause.h"
#include "mention/time_mention.h"

/* ---------------------------------------------------------------------------- clauses beside */

/* The last verb before a token is one of dying, or passive: it has no object that goes on behind "and". */
static bool has_no_object(const Text *text, uint32_t least, uint32_t end) {
  uint32_t i = end;
  while (i > least + 1 && (!token_is_class(text, i - 1, CLASS_VERB_FORM) ||
                           token_is_class(text, i - 2, CLASS(DET) | CLASS(POSS) | CLASS(PREP)))) { /* "the following days" */
    i--;
  }
  return i > least && (token_is_class(text, i - 1, CLASS(HARM_INTR)) ||
                       (i - 1 > least && token_is_class(text, i - 1, CLASS(V_PART)) && token_is_class(text, i - 2, CLASS(BE))));
}

static bool is_deed(const Text *text, uint32_t i) {
  return token_is_class(text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT) | CLASS(TOPIC) | CLASS(TELLS_OF));
}

static bool is_finite(const Text *text, uint32_t i) {
  return token_is_class(text, i, CLASS_FINITE & ~CLASS(V_S)) ||
         (token_is_class(text, i, CLASS(V_S)) && !token_is_class(text, i, CLASS(N_PL)));
}

/* Behind "and": another verb than one of harm, with its own subject, and the time: "and pensions were paid in 2015". */
static bool is_told_beside(const Text *text, uint32_t first, uint32_t time) {
  bool verb = false, deed = false;
  for (uint32_t i = first; i < time; i++) {
    verb = verb || (i > first && is_finite(text, i) && !token_is_class(text, i - 1, CLASS(PREP) | CLASS(DET)));
    deed = deed || is_deed(text, i) || token_is_class(text, i, CLASS(CLAUSE_OWN) | CLASS(SAY));
  }
  return verb && !deed;
}

static bool has_deed(const Text *text, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (is_deed(text, i) || token_is_class(text, i, CLASS(HARM_ADJ))) {
      return true;
    }
  }
  return false;
}

uint32_t clause_time_beside(const Text *text, uint32_t first, uint32_t end) {
  const Sentence *s = &text->sentences.v[text->tokens.v[first].sentence];
  uint32_t at = first - (first > s->first && token_is_class(text, first - 1, CLASS(PREP)));
  bool ends = end >= s->end || str_is(token_text(text, end), ".") || str_is(token_text(text, end), ";");
  uint32_t i = at;
  while (i > s->first + 1 && !(token_is_class(text, i - 1, CLASS(CONJ)) && str_is(token_text(text, i - 2), ","))) {
    i--;
  }
  if (i <= s->first + 1 || i >= at) {
    return s->first;
  }
  bool verb = false;
  for (uint32_t k = i; k < at; k++) {
    verb = verb || (token_is_class(text, k, CLASS_VERB_FORM) && !token_is_class(text, k - 1, CLASS(DET)));
  }
  bool gapped = ends && !verb && !token_is_class(text, i, CLASS(PREP)) && has_no_object(text, s->first, i - 1);
  return gapped || (verb && is_told_beside(text, i, at) && has_deed(text, s->first, i - 1)) ? i - 1 : s->first;
}

/* ---------------------------------------------------------------------------- marks */

/* "Posted: Tuesday", "UPDATE (Monday": marks and small words between. */
static bool follows_stamp(const ClauseTags *tags, const Text *text, uint32_t least, uint32_t first) {
  uint32_t i = first;
  bool marked = false;
  while (i > least && (str_is(token_text(text, i - 1), ":") || str_is(token_text(text, i - 1), "("))) {
    marked = true;
    i--;
  }
  return i > least && tagset_has(text->tags[i - 1], tags->stamp) &&
         (marked || text->tokens.v[i - 1].capital || str_is(token_text(text, least), "("));
}

/* "— Ann Ray (@annray) May 3, 2019": when a message was sent. */
static bool follows_handle(const Text *text, uint32_t least, uint32_t first) {
  enum { HANDLE = 4 };
  if (first == least || !str_is(token_text(text, first - 1), ")")) {
    return false;
  }
  for (uint32_t i = first - 1; i > least && first - i <= HANDLE; i--) {
    if (str_is(token_text(text, i - 1), "@")) {
      return true;
    }
  }
  return false;
}

/* "Vestry, 3 October 1997.": a text ends with where and when it was written. */
static bool signs_text(const Text *text, uint32_t first, uint32_t end) {
  enum { PLACE_WORDS = 4 };
  uint32_t number = text->tokens.v[first].sentence;
  const Sentence *s = &text->sentences.v[number];
  uint32_t behind = end + (end < s->end && str_is(token_text(text, end), "."));
  bool line = number + 1 == text->sentences.n && number > 0 && behind == s->end && first > s->first + 1 &&
              first - s->first <= PLACE_WORDS && str_is(token_text(text, first - 1), ",");
  for (uint32_t i = s->first; i + 1 < first && line; i++) {
    line = text->tokens.v[i].kind == TOKEN_WORD && text->tokens.v[i].capital;
  }
  return line;
}

static bool is_dash(const Text *text, uint32_t token) {
  Str word = token_text(text, token);
  return text->tokens.v[token].space_before &&
         (str_is(word, "-") || str_is(word, "--") || str_is(word, "\u2013") || str_is(word, "\u2014"));
}

/* "May 5 -", at the head of a line. */
static bool has_dated_head(const Text *text, const Sentence *s) {
  enum { HEAD = 5 };
  bool number = false;
  for (uint32_t i = s->first; i < s->end && i < s->first + HEAD; i++) {
    number = number || text->tokens.v[i].kind == TOKEN_NUMBER;
    if (number && i > s->first && is_dash(text, i)) {
      return true;
    }
  }
  return false;
}

/* A line of a chronicle: the paragraph before or behind it begins with a date and a dash too. */
static bool is_of_chronicle(const Text *text, uint32_t sentence) {
  const Sentence *all = text->sentences.v;
  uint32_t behind = sentence, before = sentence;
  while (behind < text->sentences.n && all[behind].paragraph == all[sentence].paragraph) {
    behind++;
  }
  if (behind < text->sentences.n && has_dated_head(text, &all[behind])) {
    return true;
  }
  while (before > 0 && all[before - 1].paragraph + 1 >= all[sentence].paragraph) {
    before--;
  }
  return before < sentence && has_dated_head(text, &all[before]);
}

bool clause_heads_chronicle(const Text *text, uint32_t sentence) {
  const Sentence *s = &text->sentences.v[sentence];
  bool begins = sentence == 0 || s[-1].paragraph != s->paragraph;
  return begins && has_dated_head(text, s) && is_of_chronicle(text, sentence);
}

bool clause_time_is_stamp(const ClauseTags *tags, const Text *text, uint32_t first, uint32_t end) {
  const Sentence *s = &text->sentences.v[text->tokens.v[first].sentence];
  if (follows_handle(text, s->first, first) || signs_text(text, first, end)) {
    return true;
  }
  if (!s->capitals && follows_stamp(tags, text, s->first, first)) {
    return true;
  }
  if (first == s->first && end < s->end && is_dash(text, end)) { /* "27 February 2008 - The ministry …" */
    return !is_of_chronicle(text, text->tokens.v[first].sentence);
  }
  if (first == s->first + 1 && str_is(token_text(text, s->first), "(")) {
    return end < s->end && str_is(token_text(text, end), ")");
  }
  bool clock = first == s->first && end > first + 1 && end <= first + 3 && end < s->end &&
               text->tokens.v[end].capital;
  for (uint32_t i = first; i < end && clock; i++) {
    clock = text->tokens.v[i].kind == TOKEN_NUMBER || str_is(token_text(text, i), ":");
  }
  return clock;
}

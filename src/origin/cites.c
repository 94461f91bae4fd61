/* Names in sources. */
#include "origin/cites.h"

enum { NAME_LEAST = 4 };

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/* Letters above ASCII begin with the bytes C3 to DF; typographic marks with E2. */
static bool in_word(char c) {
  unsigned char byte = (unsigned char)c;
  return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9') ||
         (byte >= 0xC3 && byte < 0xE0);
}

static bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

/* The next word of the text at *at, over white space; empty where something else stands there. */
static Str word_at(Str text, size_t *at) {
  while (*at < text.n && is_space(text.p[*at])) {
    (*at)++;
  }
  size_t start = *at;
  while (*at < text.n && (in_word(text.p[*at]) || (unsigned char)text.p[*at] >= 0x80)) {
    (*at)++;
  }
  return (Str){text.p + start, *at - start};
}

bool cites_common(Str word, Str common_words) {
  for (size_t at = 0; at < common_words.n;) {
    size_t start;
    for (; at < common_words.n && is_space(common_words.p[at]); at++) {
    }
    for (start = at; at < common_words.n && !is_space(common_words.p[at]); at++) {
    }
    if (word.n && str_equal_fold((Str){common_words.p + start, at - start}, word)) {
      return true;
    }
  }
  return false;
}

Str cites_core(Str words, Str common_words) {
  Str core = str_trim(words);
  size_t at = 0;
  while (core.n && cites_common(word_at(core, &at), common_words)) {
    core = str_trim((Str){core.p + at, core.n - at});
    at = 0;
  }
  return core;
}

uint32_t cites_weight(Str words, Str common_words, uint32_t most) {
  uint32_t n = 0;
  for (size_t at = 0; at < words.n && n < most;) {
    Str word = word_at(words, &at);
    n += word.n > 1 && !cites_common(word, common_words);
    at += word.n == 0;
  }
  return n;
}

/* A name goes on behind `at`: “ Board”, “ of Brennmouth”. */
static bool goes_on(Str text, size_t at, Str common_words) {
  if (at >= text.n || !is_space(text.p[at])) {
    return false;
  }
  Str word = word_at(text, &at);
  if (word.n && !is_upper(word.p[0]) && cites_common(word, common_words)) {
    word = word_at(text, &at);
  }
  return word.n && is_upper(word.p[0]);
}

/* A name began before `at`: “Upper ”. */
static bool began(Str text, size_t at, Str common_words) {
  size_t end = at;
  while (end && is_space(text.p[end - 1])) {
    end--;
  }
  size_t start = end;
  while (start && in_word(text.p[start - 1])) {
    start--;
  }
  Str word = {text.p + start, end - start};
  return end < at && word.n && is_upper(word.p[0]) && !cites_common(word, common_words);
}

static bool stands(Str text, size_t at, Str name, Str common_words) {
  size_t end = at + name.n;
  bool whole = (at == 0 || !in_word(text.p[at - 1])) && (end == text.n || !in_word(text.p[end]));
  bool capital = !is_upper(name.p[0]) || is_upper(text.p[at]);
  return whole && capital && !began(text, at, common_words) && !goes_on(text, end, common_words);
}

bool cites_holds(Str text, Str name, Str common_words) {
  if (name.n < NAME_LEAST) {
    return name.n && str_equal(cites_core(text, common_words), name);
  }
  for (size_t at = 0; at + name.n <= text.n; at++) {
    if ((text.p[at] | 32) == (name.p[0] | 32) && str_equal_fold((Str){text.p + at, name.n}, name) &&
        stands(text, at, name, common_words)) {
      return true;
    }
  }
  return false;
}

bool cites_name(const Source *source, Str name, Str common_words) {
  return cites_holds(source->words.text, name, common_words) ||
         cites_holds(source->reference, name, common_words);
}

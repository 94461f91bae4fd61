/* Closed enumerations: the persons and numbers that one sentence joins before or behind one word of
   harm ("two men and a woman were shot", "killed Ann Smith, 34, her son and a guard"), counted
   where nothing but the members stands between them. What only may be a row is none: another member
   may be meant. */
#include "claim/claim_parts.h"

enum { BEHIND_MOST = 12 }; /* tokens between the last member and the verb */

typedef enum Gap { GAP_UNCLEAN, GAP_COMMA, GAP_AND } Gap;

static bool has(const Making *m, uint32_t i, int tag) {
  return tagset_has(m->read->text.tags[i], tag);
}

static bool is_mark(const Making *m, uint32_t i, const char *mark) {
  return str_is(token_text(&m->read->text, i), mark);
}

/* The end of an age or of a place ("of Dayton") that begins at `i`; i where there is none. */
static uint32_t skip_apposed(const Making *m, uint32_t i, uint32_t end) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t first = i;
  while (first < end && has(m, first, m->rules->rows.age)) {
    first++;
  }
  uint32_t n = mentions_first_number(mentions, first);
  if (n < mentions->numbers.n && mentions->numbers.v[n].first == first &&
      mentions->numbers.v[n].kind == NUMBER_AGE) {
    return mentions->numbers.v[n].end;
  }
  if (has(m, i, m->rules->rows.of)) {
    uint32_t p = mentions_first_place(mentions, i + 1);
    if (p < mentions->places.n && mentions->places.v[p].first == i + 1) {
      return mentions->places.v[p].end;
    }
  }
  return i;
}

uint32_t row_skip_apposed(const Making *m, uint32_t i, uint32_t end) {
  uint32_t at = i + (i < end && is_mark(m, i, ","));
  uint32_t behind = at < end ? skip_apposed(m, at, end) : at;
  return behind > at ? behind : i;
}

/* What stands between two members: commas, "and", ages and places of the first one. */
static Gap gap_of(const Making *m, uint32_t first, uint32_t end) {
  Gap gap = GAP_UNCLEAN;
  for (uint32_t i = first; i < end;) {
    uint32_t behind = skip_apposed(m, i, end);
    if (behind > i && behind <= end) {
      i = behind;
    } else if (has(m, i, m->rules->rows.and)) {
      gap = GAP_AND;
      i++;
    } else if (is_mark(m, i, ",") || is_mark(m, i, ";")) {
      gap = gap == GAP_UNCLEAN ? GAP_COMMA : gap;
      i++;
    } else {
      return GAP_UNCLEAN;
    }
  }
  return gap;
}

/* "another child" */
static bool begins_open(const Making *m, const RowMember *member) {
  return member->words.end > member->words.first + 1 &&
         has(m, member->words.first, m->rules->rows.open);
}

/* "a third man", "whose mother", "they": somebody beside whom others are counted, or nobody that can
   be counted. */
static bool is_open(const Making *m, const RowMember *member) {
  bool figure = member->proto >= 0;
  TokenRange words = {member->words.first + begins_open(m, member), member->words.end};
  return (!figure && words_have(m, words, m->rules->rows.open)) ||
         words_have_number(m, member->words, NUMBER_ORDINAL) ||
         has(m, member->words.first, m->rules->frame.tags.rel) ||
         words_have(m, member->words, m->rules->rows.plural);
}

/* Of a sex or an age: "his wife", "a boy". */
static bool says_kind(const Making *m, const RowMember *member) {
  return words_have(m, member->words, m->rules->who.female) ||
         words_have(m, member->words, m->rules->who.male) ||
         words_have(m, member->words, m->rules->who.child);
}

static bool is_determined(const Making *m, const RowMember *member) {
  const ChunkTags *t = &m->rules->frame.tags;
  uint32_t first = member->words.first;
  return has(m, first, t->det) || has(m, first, t->possessive_word) || has(m, first, t->pron);
}

/* "a father and son", "an 11-year-old girl and 14-year-old boy" are two; "a former editor and
   columnist" may be one. */
static bool stands_alone(const Making *m, const RowMember *member, bool in_title) {
  const Text *text = &m->read->text;
  bool capital = text->tokens.v[member->words.first].capital && /* "a clerk and Ivo Dow" */
                 !text->sentences.v[text->tokens.v[member->words.first].sentence].capitals;
  return is_determined(m, member) || member->proto >= 0 || capital || member->name.n ||
         says_kind(m, member) || in_title || words_have_number(m, member->words, NUMBER_AGE);
}

static void drop_from(Row *row, uint32_t at, uint32_t n) {
  for (uint32_t i = at; i + n < row->n; i++) {
    row->members[i] = row->members[i + n];
  }
  row->n -= n;
}

/* "John Smith, a teacher," is one member, and what follows a complete row behind a comma describes
   it all ("Ann and Joan Smith, mother and daughter,"). */
static void merge_appositions(const Making *m, Row *row) {
  bool closed = false, listed = false;
  for (uint32_t i = 1; i < row->n; i++) {
    listed = listed ||
             gap_of(m, row->members[i - 1].words.end, row->members[i].words.first) != GAP_COMMA;
  }
  for (uint32_t i = 1; i < row->n;) {
    RowMember *a = &row->members[i - 1], *b = &row->members[i];
    Gap gap = gap_of(m, a->words.end, b->words.first);
    bool unlike = (!listed || (a->name.n > 0) != (b->name.n > 0)) && a->proto < 0 && b->proto < 0;
    if (gap == GAP_COMMA && closed) {
      row->n = i;
      return;
    }
    bool told = a->name.n && !b->name.n && !says_kind(m, b); /* "Ann Smith, teacher, shot", in a headline too */
    if (gap == GAP_COMMA && unlike && (told || !row->in_title)) {
      a->words.end = b->words.end;
      a->name = a->name.n ? a->name : b->name;
      a->apposed = true;
      drop_from(row, i, 1);
      continue;
    }
    bool comma = is_mark(m, b->words.first - 1, ",") ||
                 (b->words.first >= 2 && is_mark(m, b->words.first - 2, ","));
    if (gap == GAP_AND && a->apposed && !comma && !b->name.n && b->proto < 0 &&
        !has(m, b->words.first, m->rules->frame.tags.det)) {
      a->words.end = b->words.end; /* "John Smith, a husband and father of two," */
      drop_from(row, i, 1);
      continue;
    }
    bool also = b->proto < 0 && !b->name.n && !is_determined(m, b) &&
                !words_have_number(m, b->words, NUMBER_AGE) && has(m, b->words.end, m->rules->rows.of);
    if (gap == GAP_AND && also) {
      a->words.end = b->words.end; /* "a gang member and brother of Ann Dow" */
      drop_from(row, i, 1);
      continue;
    }
    closed = closed || gap == GAP_AND;
    i++;
  }
}

/* "Six people, three men and three women,": the first number counts the others. */
bool row_is_broken_down(const Row *row) {
  uint32_t sum = 0;
  for (uint32_t i = 1; i < row->n; i++) {
    sum += row->members[i].count;
  }
  return row->n > 2 && row->members[0].proto >= 0 && sum == row->members[0].count;
}

/* "Ann Smith, her son and a guard", "the man, his boss and a clerk", where the first is no member of the row. */
static bool follows_name(const Making *m, uint32_t first, uint32_t least) {
  const Mentions *mentions = &m->read->mentions;
  if (first < least + 2 || !is_mark(m, first - 1, ",")) {
    return false;
  }
  if (token_is_class(&m->read->text, first - 2, CLASS(PERSON))) {
    return true;
  }
  uint32_t i = mentions_first_actor(mentions, first - 2);
  const Text *text = &m->read->text;
  bool capitals = text->sentences.v[text->tokens.v[first].sentence].capitals;
  if (capitals && !text->words[first - 2]) {
    return true; /* a word that is not known, where case does not tell names */
  }
  return i < mentions->actors.n && mentions->actors.v[i].end == first - 1 &&
         mentions->actors.v[i].named;
}

/* "A man was killed, and two women and a boy hurt": "and" begins another clause. */
static bool begins_clause(const Making *m, uint32_t first, uint32_t least) {
  const ChunkTags *t = &m->rules->frame.tags;
  if (first < least + 3 || !has(m, first - 1, m->rules->rows.and)) {
    return false;
  }
  for (uint32_t i = first - 2; i-- > least;) {
    if (has(m, i, t->aux_be) || has(m, i, t->harm_verb) || has(m, i, t->harm_adj)) {
      return is_mark(m, first - 2, ",") || has(m, first - 2, t->harm_adj) ||
             has(m, first - 2, t->harm_verb);
    }
  }
  return false;
}

/* Nothing joins the row from outside: no "and" before its first member or between its last and the
   verb. */
static bool is_complete(const Making *m, Row *row) {
  const Text *text = &m->read->text;
  uint32_t first = row->members[0].words.first, end = row->members[row->n - 1].words.end;
  uint32_t least = text->sentences.v[row->sentence].first;
  uint32_t limit = text->sentences.v[row->sentence].end;
  bool joined_before =
      first > least && has(m, first - 1, m->rules->rows.and) && !begins_clause(m, first, least);
  if (first > least && (joined_before || follows_name(m, first, least))) {
    return false;
  }
  bool spelled = first > least + 1 && str_is(token_text(text, first - 1), ":") &&
                 has(m, first - 2, m->rules->frame.tags.n_pl); /* "three of the guards: Jon Smith" */
  row->open = row->open || spelled || begins_open(m, &row->members[0]) ||
              (first > least && has(m, first - 1, m->rules->rows.open));
  uint32_t behind = row->trigger.first >= end ? row->trigger.first : end;
  if (behind > end + BEHIND_MOST) {
    return false;
  }
  for (uint32_t i = end; i < behind; i++) {
    bool joins_verbs =
        has(m, i, m->rules->rows.and) && i + 1 == behind; /* "were shot and killed" */
    if (has(m, i, m->rules->rows.and) && !joins_verbs) {
      return false;
    }
    row->open = row->open || has(m, i, m->rules->rows.open);
  }
  for (uint32_t i = row->trigger.first; i < row->trigger.end; i++) {
    row->open = row->open || has(m, i, m->rules->rows.open); /* "were also killed" */
  }
  uint32_t at = end;
  while (at < limit && skip_apposed(m, at, limit) > at) {
    at = skip_apposed(m, at, limit);
  }
  bool active = row->trigger.first < first;
  while (at + 1 < limit && has(m, at, m->rules->rows.and) && has(m, at + 1, m->rules->rows.and)) {
    at++; /* "and then" */
  }
  bool joined = active && at + 1 < limit && has(m, at, m->rules->rows.and) &&
                !has(m, at + 1, m->rules->frame.tags.verb_word) &&
                !has(m, at + 1, m->rules->frame.tags.harm_verb);
  return !joined;
}

bool row_close(const Making *m, Row *row) {
  merge_appositions(m, row);
  for (uint32_t i = 0; i < row->n; i++) {
    if (is_open(m, &row->members[i])) {
      return false;
    }
  }
  if (row->n < 2 || row_is_broken_down(row)) {
    return false;
  }
  for (uint32_t i = 1; i < row->n; i++) {
    const RowMember *a = &row->members[i - 1], *b = &row->members[i];
    Gap gap = gap_of(m, a->words.end, b->words.first);
    bool last = i + 1 == row->n;
    if (gap == GAP_UNCLEAN || (last && gap == GAP_COMMA && !row->in_title) ||
        !stands_alone(m, b, row->in_title)) {
      return false;
    }
  }
  return is_complete(m, row);
}

bool row_is_alone(const Making *m, Row *row) {
  return row->n == 1 && !is_open(m, &row->members[0]) && is_complete(m, row) && !row->open;
}

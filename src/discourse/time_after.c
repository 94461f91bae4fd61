/* Time after: lengths that are counted from what happened, and so say when that was. */
#include "discourse/clause.h"
#include "discourse/time_context.h"

/* Words that tell of harm, of a happening or of a deed. */
#define CLASS_TOLD (CLASS_TELLING | CLASS(ASSAULT) | CLASS(TOPIC) | CLASS(TELLS_OF))

static const Sentence *sentence_of(const TimeContext *c, const TimeMention *m) {
  return &c->text->sentences.v[c->text->tokens.v[m->first].sentence];
}

/* Is this one of the first sentences of the text, below its title? */
static bool is_lead(const Text *text, uint32_t sentence) {
  enum { LEAD = 2 };
  uint32_t before = 0;
  for (uint32_t i = 0; i < sentence && before < LEAD; i++) {
    const Sentence *s = &text->sentences.v[i];
    before += !s->in_title && s->block_kind != BLOCK_TITLE && s->block_kind != BLOCK_BYLINE && s->block_kind != BLOCK_FURNITURE;
  }
  return before < LEAD;
}

/* "Two days after …", of days or longer. */
static bool is_length_after(const TimeContext *c, const TimeMention *m) {
  const TimeExpression *e = m->expression;
  return e->form == FORM_DURATION && !e->n && e->amounts_n == 1 && !e->amounts[0].vague && !e->amounts[0].n.scale &&
         e->unit >= UNIT_DAY && m->end < sentence_of(c, m)->end &&
         token_role(&c->tags->numbers.roles, c->text, m->end) == ROLE_AFTER;
}

/* Where the words end that "after" begins, of a sentence that opens with them: at the first comma behind which nothing
   says more of what they tell ("the dam burst, drowning 19, …", "the massacre, in which 60 died, …"). */
static uint32_t end_of_opening(const TimeContext *c, const TimeMention *m) {
  const Text *text = c->text;
  const Sentence *s = sentence_of(c, m);
  bool more = false;
  for (uint32_t i = m->end; i + 2 < s->end; i++) {
    if (!token_is(text, i, ',')) {
      continue;
    }
    uint32_t behind = i + 1 + token_is_class(text, i + 1, CLASS(PREP));
    bool goes_on = !more && (token_is_class(text, i + 1, CLASS(V_ING)) || token_is_class(text, behind, CLASS(REL)));
    if (!goes_on) {
      return i;
    }
    more = true;
  }
  return s->end;
}

/* The same, behind another clause: up to the next one, or to the end. */
static uint32_t end_of_tail(const TimeContext *c, const TimeMention *m) {
  const Sentence *s = sentence_of(c, m);
  for (uint32_t i = m->end; i + 1 < s->end; i++) {
    bool next = token_is(c->text, i, ',') && token_is_class(c->text, i + 1, CLASS(CONJ) | CLASS(SAY));
    if (next || token_is(c->text, i, ';')) {
      return i;
    }
  }
  return s->end;
}

/* "Four days after the dam burst, the search has ended", "A week after a bomb killed 19, nobody knows why", as a text
   begins: the words behind the length tell of a day so long before that of publication. Where the text goes on in the
   past tense ("Two days after the murder he was caught") it tells of other days, but not of another year. */
static bool counts_to_publication(const TimeContext *c, const TimeMention *m) {
  enum { MOST = 45 };
  const Text *text = c->text;
  const Sentence *s = sentence_of(c, m);
  if (!is_length_after(c, m) || m->first != s->first || c->today == DAY_NONE || s->in_title ||
      !is_lead(text, text->tokens.v[m->first].sentence)) {
    return false;
  }
  uint32_t comma = m->end;
  while (comma < s->end && !token_is(text, comma, ',')) {
    comma++;
  }
  for (uint32_t i = comma + 1; i < s->end && i < comma + MOST; i++) {
    if (token_is_class(text, i, CLASS(HAVE)) && !token_is_class(text, i, CLASS(V_PAST))) {
      return true;
    }
    if (token_has(text, i, c->tags->past)) {
      return false;
    }
    bool noun = token_is_class(text, i, CLASS(N_SG) | CLASS(N_PL)) && i + 1 < s->end && /* "shops in Tarn opened" */
                token_is_class(text, i + 1, CLASS(PREP) | CLASS_FINITE);
    if (!noun && token_is_class(text, i, CLASS(V_PAST) | CLASS(V_S) | CLASS(V_BASE) | CLASS(MODAL) | CLASS(BE))) {
      return !token_is_class(text, i, CLASS(V_PAST));
    }
  }
  return false;
}

/* Gives a length that is counted from what happened the day, or month or year, of that. */
static void count_back(const TimeContext *c, TimeMention *m, int32_t from) {
  TimeExpression back = *m->expression;
  back.n = -1;
  TimeUnit unit = back.unit <= UNIT_FORTNIGHT ? UNIT_DAY : time_offset_unit(&back);
  When when = when_unit(unit, time_day_offset(&back, from), c->arena);
  m->counted = true;
  m->start = civil_date(when.first);
  m->end_date = civil_date(when.last);
  m->anchor = ANCHOR_DOCUMENT;
}

static bool tells(const Text *text, int fires, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (token_is_class(text, i, CLASS_TOLD) || tagset_has(text->tags[i], fires)) {
      return true;
    }
  }
  return false;
}

/* "Forty years have passed since soldiers fired on the crowd", "it is 25 years since the dam burst". */
static bool is_length_since(const TimeContext *c, const TimeMention *m) {
  enum { PASSED = 3 };
  const TimeExpression *e = m->expression;
  const Sentence *s = sentence_of(c, m);
  uint32_t i = m->end;
  if (m->first > s->first && token_is_class(c->text, m->first - 1, CLASS(PREP))) {
    return false; /* "had lived there for twelve years since he fled" */
  }
  if (e->form != FORM_DURATION || e->n || e->amounts_n != 1 || e->amounts[0].vague || e->amounts[0].n.scale || e->mod ||
      e->unit < UNIT_YEAR || s->in_title || c->today == DAY_NONE) {
    return false;
  }
  while (i < s->end && i < m->end + PASSED && token_is_class(c->text, i, CLASS(HAVE) | CLASS_VERB_FORM | CLASS(ADV) | CLASS(PREP)) &&
         token_role(&c->tags->numbers.roles, c->text, i) != ROLE_SINCE) {
    i++;
  }
  return i + 1 < s->end && token_role(&c->tags->numbers.roles, c->text, i) == ROLE_SINCE &&
         c->text->tokens.v[i + 1].kind == TOKEN_WORD && tells(c->text, c->tags->fires, i + 1, s->end);
}

void time_count_from_publication(const TimeContext *c, TimeMention *m) {
  if (counts_to_publication(c, m) || is_length_since(c, m)) {
    count_back(c, m, c->today);
  }
}

/* One day, of which a sentence tells. */
static bool is_day(const TimeMention *m) {
  return (m->timex == TIMEX_DATE || m->timex == TIMEX_TIME) && !m->publication && m->start.year && m->start.day &&
         (!m->end_date.year || civil_equal(m->start, m->end_date));
}

/* The day that a sentence tells besides, nearest to the length; DAY_NONE: none, or one among the words of what
   happened. [m->end, end) are those. */
static int32_t day_beside(const TimeContext *c, const TimeMention *m, uint32_t end) {
  const Sentence *s = sentence_of(c, m);
  int32_t day = DAY_NONE;
  for (uint32_t i = mentions_first_time(c->mentions, s->first); i < c->mentions->times.n && c->mentions->times.v[i].first < s->end; i++) {
    const TimeMention *other = &c->mentions->times.v[i];
    if (other == m || !(other->start.year || other->start.month)) {
      continue;
    }
    if (m->end <= other->first && other->first < end) {
      return DAY_NONE;
    }
    if (is_day(other) && (other->first < m->first || day == DAY_NONE)) {
      day = civil_first(other->start);
    }
  }
  return day;
}

void time_count_from_day(const TimeContext *c, TimeMention *m) {
  if (m->counted || m->expression->mod || !is_length_after(c, m)) {
    return;
  }
  const Sentence *s = sentence_of(c, m);
  uint32_t before = m->first > s->first && token_is_class(c->text, m->first - 1, CLASS(ADV)); /* "just two days after" */
  bool opens = m->first - before == s->first;
  uint32_t end = opens ? end_of_opening(c, m) : end_of_tail(c, m);
  if ((opens && end == s->end) || !tells(c->text, c->tags->fires, m->end, end)) {
    return;
  }
  int32_t from = day_beside(c, m, end);
  bool years = opens && from == DAY_NONE && m->expression->unit >= UNIT_YEAR && !s->in_title &&
               is_lead(c->text, c->text->tokens.v[m->first].sentence);
  from = years ? c->today : from;
  if (from != DAY_NONE) {
    count_back(c, m, from);
    m->counted_end = end;
  }
}

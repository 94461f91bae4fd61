/* Time context: the dates that a document says in full, its publication, its dateline, and the
   year of a date without one. */
#include "discourse/time_context.h"

#include <stdarg.h>
#include <stdio.h>

enum {
  DATELINE_TOKENS = 8,     /* before its date, in its block */
  DATELINE_SENTENCES = 12, /* of the document, in which it may stand */
  DATELINE_TAIL = 7,
  AHEAD_TOKENS = 12,
  RECENT_DAYS = 400,
  MOST_FULL_DATES = 4096, /* that give others their year: bounds the work on lists of dates */
  NOTE_TOKENS = 5,
  AHEAD_RATIO = 3,        /* so many times nearer must a coming day be than the past one, */
  AHEAD_DAYS = 31,        /* and at most so many days away */
  SLIP_DAYS = 3,          /* the date of a document may be wrong by as many */
  ANNIVERSARY_TOKENS = 6, /* from an anniversary to its day */
  HEAD_SENTENCES = 2,     /* of a text, and tokens of a line, that may say when it was written */
  HEAD_TOKENS = 14,
};

Str time_printf(const TimeContext *c, const char *format, ...) {
  char out[128];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(out, sizeof out, format, args);
  va_end(args);
  size_t used = n < 0 ? 0 : (size_t)n < sizeof out ? (size_t)n : sizeof out - 1;
  return str_copy(c->arena, (Str){out, used});
}

/* ---------------------------------------------------------------------------- words around */

static const TimeMention *mention_at(const TimeContext *c, uint32_t i) {
  return &c->mentions->times.v[i];
}

static const Sentence *sentence_of(const TimeContext *c, uint32_t mention) {
  return &c->text->sentences.v[c->text->tokens.v[mention_at(c, mention)->first].sentence];
}

static WordRole role_at(const TimeContext *c, uint32_t token) {
  return token_role(&c->tags->numbers.roles, c->text, token);
}

static bool sentence_has(const TimeContext *c, const Sentence *s, int tag) {
  for (uint32_t i = s->first; i < s->end; i++) {
    if (token_has(c->text, i, tag)) {
      return true;
    }
  }
  return false;
}

/* "A blast killed 12 people in January", "in June a dam burst": the verb beside the time says that it is over;
   not "a trial set for January", "vowed to return in June". */
static bool told_in_past(const TimeContext *c) {
  const Sentence *s = sentence_of(c, c->mention);
  const TimeMention *m = mention_at(c, c->mention);
  WordRole lead = m->first > s->first ? role_at(c, m->first - 1) : ROLE_NONE;
  if (lead == ROLE_FOR || lead == ROLE_TO || lead == ROLE_INTO || lead == ROLE_BY) {
    return false;
  }
  if (lead == ROLE_SINCE) {
    return true;
  }
  for (uint32_t i = m->first; i-- > s->first;) {
    if (token_has(c->text, i, c->tags->future) ||
        (role_at(c, i) == ROLE_TO && token_has(c->text, i + 1, c->tags->v_base))) {
      return false;
    }
    if (token_has(c->text, i, c->tags->v_past) || token_has(c->text, i, c->tags->past)) {
      return true;
    }
  }
  for (uint32_t i = m->end; i < s->end && !token_has(c->text, i, c->tags->future); i++) {
    if (token_has(c->text, i, c->tags->v_past) || token_has(c->text, i, c->tags->past)) {
      return true;
    }
  }
  return false;
}

bool time_looks_ahead(const TimeContext *c) {
  const Sentence *s = sentence_of(c, c->mention);
  uint32_t first = mention_at(c, c->mention)->first;
  uint32_t from = first - s->first > AHEAD_TOKENS ? first - AHEAD_TOKENS : s->first;
  bool ahead = false;
  for (uint32_t i = from; i < first; i++) { /* "will be charged after a boy was shot on New Year's Eve" */
    ahead = token_has(c->text, i, c->tags->future) || (ahead && !token_has(c->text, i, c->tags->past));
  }
  if (ahead) {
    return true;
  }
  return first > s->first && role_at(c, first - 1) == ROLE_UNTIL && !(c->retrospective && told_in_past(c));
}

bool time_sentence_long(const TimeContext *c) {
  const Sentence *s = sentence_of(c, c->mention);
  return s->end - s->first > NOTE_TOKENS;
}

bool time_is_byline(const TimeContext *c, uint32_t mention) {
  return sentence_of(c, mention)->block_kind == BLOCK_BYLINE;
}

/* ---------------------------------------------------------------------------- dates in full */

/* Gives the year to every date of the tree that has a month and no year. */
static void give_year(TimeExpression *e, int32_t year) {
  if (e->form == FORM_DATE && e->date.month && !e->date.year) {
    e->date.year = year;
  }
  if (e->base) {
    give_year(e->base, year);
  }
  if (e->to) {
    give_year(e->to, year);
  }
}

static const TimeExpression *first_date(const TimeExpression *e) {
  while (e && e->form != FORM_DATE) {
    e = e->form == FORM_SHIFT || e->form == FORM_OFFSET || e->form == FORM_NTH ? NULL : e->base;
  }
  return e;
}

/* "In 1956, the night of October 23 to 24": the year stands right before. */
static void join_years(const TimeContext *c) {
  for (uint32_t i = 1; i < c->mentions->times.n; i++) {
    const TimeMention *year = mention_at(c, i - 1), *m = mention_at(c, i);
    const TimeExpression *y = year->expression, *d = first_date(m->expression);
    bool beside = c->text->tokens.v[year->first].sentence == c->text->tokens.v[m->first].sentence &&
                  m->first - year->end <= 2;
    if (beside && y->form == FORM_DATE && y->unit == UNIT_YEAR && y->date.year && d &&
        d->date.month && !d->date.year && m->first > year->end &&
        (token_is(c->text, year->end, ',') || role_at(c, year->end) == ROLE_ON ||
         role_at(c, year->end) == ROLE_IN)) {
      give_year(m->expression, y->date.year);
    }
  }
}

static void collect(TimeContext *c, const TimeExpression *e, uint32_t mention) {
  if (!e) {
    return;
  }
  bool plain = e->unit == UNIT_DAY || e->unit == UNIT_MONTH || e->unit == UNIT_YEAR;
  if (e->form == FORM_DATE && e->date.year && plain && !e->before_christ &&
      c->full.n < MOST_FULL_DATES) {
    FullDate full = {.date = e->date, .mention = mention, .token = mention_at(c, mention)->first};
    array_push(c->arena, &c->full, full);
  }
  collect(c, e->base, mention);
  collect(c, e->to, mention);
}

static bool same_day(Date a, Date b) {
  return a.day && a.month == b.month && a.day == b.day;
}

/* The day of remembrance: the same day of a later year, the year of publication or of an
   anniversary. */
static void mark_commemorations(TimeContext *c) {
  int32_t earliest[13][32] = {{0}}; /* year in which a day of a month is said first; 0 none */
  for (uint32_t i = 0; i < c->full.n; i++) {
    Date date = c->full.v[i].date;
    int32_t *year = &earliest[date.month][date.day];
    *year = *year == 0 || date.year < *year ? date.year : *year;
  }
  for (uint32_t i = 0; i < c->full.n; i++) {
    FullDate *later = &c->full.v[i];
    Date date = later->date;
    if (date.day && earliest[date.month][date.day] < date.year) {
      const Sentence *s = sentence_of(c, later->mention);
      later->commemorative = date.year == c->publication.date.year ||
                             sentence_has(c, s, c->tags->anniversary) ||
                             sentence_has(c, s, c->tags->commemorate);
    }
  }
}

/* ---------------------------------------------------------------------------- dateline */

/* Baku, January 20, AGENCY · SAN SALVADOR, 3 JAN 90 -- · (March 4) — */
static bool is_dateline(const TimeContext *c, uint32_t mention) {
  const TimeMention *m = mention_at(c, mention);
  const Text *text = c->text;
  const Sentence *s = sentence_of(c, mention);
  const TimeExpression *e = m->expression;
  if (e->form != FORM_DATE || e->unit != UNIT_DAY || !e->date.day || m->first == s->first ||
      m->first - s->first > DATELINE_TOKENS || s->in_title) {
    return false;
  }
  for (uint32_t i = s->first; i < m->first; i++) {
    const Token *t = token_of(text, i);
    if ((t->kind == TOKEN_WORD && !t->capital) || role_at(c, i) == ROLE_ON ||
        t->kind == TOKEN_NUMBER) {
      return false;
    }
  }
  if (!token_is(text, m->first - 1, ',') && !token_is(text, m->first - 1, '(')) {
    return false;
  }
  uint32_t last = s->end - m->end <= DATELINE_TAIL ? s->end : m->end + DATELINE_TAIL;
  for (uint32_t i = m->end; i < last; i++) {
    bool apart = token_of(text, i)->space_before || token_is(text, i - 1, '.') || token_is(text, i - 1, ')');
    if (token_is_dash(text, i) && (apart || i + 1 == s->end)) { /* also "LIMA, Dec 18 (EFE).- " */
      return true;
    }
  }
  return s->end - m->end <= 4 && s->end - s->first <= 10;
}

static uint32_t find_dateline(const TimeContext *c) {
  for (uint32_t i = 0; i < c->mentions->times.n && i < 8; i++) {
    if (c->text->tokens.v[mention_at(c, i)->first].sentence >= DATELINE_SENTENCES) {
      break;
    }
    if (is_dateline(c, i)) {
      return i;
    }
  }
  return UINT32_MAX;
}

/* ---------------------------------------------------------------------------- publication */

Date time_event_date(const TimeContext *c, uint32_t mention) {
  uint32_t sentence = c->text->tokens.v[mention_at(c, mention)->first].sentence;
  const FullDate *before = NULL, *after = NULL, *beside = NULL;
  /* of "the 35th anniversary of the January 20 tragedy" the day is said */
  if (mention + 1 < c->mentions->times.n) {
    const TimeMention *next = mention_at(c, mention + 1);
    Date day = next->expression->date;
    bool named = next->expression->form == FORM_DATE && day.day && !day.year &&
                 next->first - mention_at(c, mention)->end <= ANNIVERSARY_TOKENS;
    for (uint32_t i = 0; named && i < c->full.n; i++) {
      if (same_day(c->full.v[i].date, day) && !c->full.v[i].commemorative &&
          (!beside || c->full.v[i].date.year < beside->date.year)) {
        beside = &c->full.v[i];
      }
    }
    if (beside) {
      return beside->date;
    }
  }
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    if (!f->date.day || f->commemorative) {
      continue;
    }
    bool here = c->text->tokens.v[f->token].sentence == sentence;
    if (here && (!beside || f->date.year < beside->date.year)) {
      beside = f; /* of "2025, … anniversary of 1990" the event is the earlier */
    }
    if (f->mention < mention) {
      before = f;
    } else if (!after) {
      after = f;
    }
  }
  const FullDate *found = beside ? beside : before ? before : after;
  return found ? found->date : (Date){0, 0, 0};
}

static bool is_later(Date a, Date b) {
  return civil_valid(a) && (!civil_valid(b) || civil_first(a) > civil_first(b));
}

/* "On 4 May 2031, it will be 40 years since": the full date whose day is the event's. */
static Date years_since(const TimeContext *c, uint32_t mention) {
  const TimeExpression *e = mention_at(c, mention)->expression;
  uint32_t sentence = c->text->tokens.v[mention_at(c, mention)->first].sentence;
  if (e->form != FORM_DURATION || e->amounts_n != 1 || e->amounts[0].unit != UNIT_YEAR ||
      e->amounts[0].vague || e->amounts[0].n.scale) {
    return (Date){0, 0, 0};
  }
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    if (c->text->tokens.v[f->token].sentence != sentence || !f->date.day) {
      continue;
    }
    for (uint32_t k = 0; k < c->full.n; k++) {
      const FullDate *event = &c->full.v[k];
      if (same_day(event->date, f->date) &&
          event->date.year + e->amounts[0].n.digits == f->date.year) {
        return f->date;
      }
    }
  }
  return (Date){0, 0, 0};
}

/* "Radio Valley, news at 8, 22 November 2004": a line at the head of a text that ends with a date is
   written, or spoken, on that day. A title that tells of something in words of its own says when that was. */
static bool heads_text(const TimeContext *c, const FullDate *full) {
  const TimeMention *m = mention_at(c, full->mention);
  uint32_t number = c->text->tokens.v[m->first].sentence;
  const Sentence *s = &c->text->sentences.v[number];
  bool line = number < HEAD_SENTENCES && full->date.day && m->end == s->end &&
              s->end - s->first <= HEAD_TOKENS;
  bool apart = m->first == s->first || token_is(c->text, m->first - 1, ',') ||
               token_is(c->text, m->first - 1, '-') || token_is(c->text, m->first - 1, '|');
  for (uint32_t i = s->first; line && i < m->first; i++) {
    line = !(c->text->classes[i] & (CLASS(V_PAST) | CLASS(V_S) | CLASS(TOPIC)));
  }
  return line && apart;
}

/* The latest date that is said in full; NULL if none is. */
static const FullDate *latest_date(const TimeContext *c) {
  const FullDate *latest = NULL;
  for (uint32_t i = 0; i < c->full.n; i++) {
    if (is_later(c->full.v[i].date, latest ? latest->date : (Date){0, 0, 0})) {
      latest = &c->full.v[i];
    }
  }
  return latest;
}

/* heads: whether the latest date stands as a line at the head of the text. */
static Publication find_publication(const TimeContext *c, const Document *document,
                                    const FullDate *latest, bool heads) {
  Publication p = {0};
  if (document->date.n && civil_read(document->date, &p.date)) {
    p.basis = document->date_basis;
    return p;
  }
  if (c->dateline != UINT32_MAX && mention_at(c, c->dateline)->expression->date.year) {
    p.date = mention_at(c, c->dateline)->expression->date;
    p.basis = DATE_DATELINE;
    return p;
  }
  for (uint32_t i = 0; i < c->mentions->times.n; i++) {
    const TimeExpression *e = mention_at(c, i)->expression;
    Date day = years_since(c, i);
    if (e->form == FORM_ANNIVERSARY) {
      day = time_event_date(c, i);
      day.year += day.year ? e->n : 0;
    }
    if (is_later(day, p.date)) {
      p.date = day;
      p.basis = DATE_ANNIVERSARY;
    }
  }
  if (!p.basis && latest) {
    p.date = latest->date;
    p.basis = heads ? DATE_BYLINE : DATE_LATEST_MENTION;
  }
  return p;
}

bool time_is_any_such_day(const TimeContext *c, uint32_t mention) {
  const TimeMention *m = mention_at(c, mention);
  const Sentence *s = sentence_of(c, mention);
  bool article = m->first > s->first + 1 && role_at(c, m->first - 1) == ROLE_A && role_at(c, m->first - 2) == ROLE_ON;
  return article && (m->end >= s->end || token_of(c->text, m->end)->kind == TOKEN_PUNCTUATION ||
                     token_is_class(c->text, m->end, CLASS(PREP) | CLASS(CONJ) | CLASS(DET) | CLASS(CLAUSE_OWN)));
}

/* Does the document tell of a time well before its publication? Days and months said in full are
   counted against words like "yesterday" and "Friday". */
static bool is_retrospective(const TimeContext *c) {
  if (c->today == DAY_NONE) {
    return true;
  }
  uint32_t old = 0, recent = 0;
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    if (f->commemorative || !f->date.month ||
        sentence_of(c, f->mention)->block_kind == BLOCK_FOOTNOTE) {
      continue;
    }
    int32_t last = civil_last(f->date);
    if (last != DAY_NONE && last < c->today - RECENT_DAYS) {
      old++;
    } else {
      recent++;
    }
  }
  for (uint32_t i = 0; i < c->mentions->times.n; i++) {
    const TimeExpression *e = mention_at(c, i)->expression;
    const TimeExpression *d = e->form == FORM_PART || e->form == FORM_CLOCK ? e->base : e;
    bool weekday = d && d->form == FORM_DATE && d->weekday && !d->date.day && !time_is_any_such_day(c, i);
    bool day = d && d->form == FORM_SHIFT && d->unit <= UNIT_WEEK && d->counter == COUNTER_DOCUMENT;
    recent += weekday || (day && d->n);
  }
  return old > recent;
}

/* First days of the nights that are told over two dates. */
static void find_nights(TimeContext *c) {
  for (uint32_t i = 0; i < c->mentions->times.n; i++) {
    const TimeExpression *e = mention_at(c, i)->expression;
    if (e->form != FORM_PART || e->part != PART_NIGHT || !e->base || e->base->form != FORM_RANGE ||
        e->base->base->form != FORM_DATE || !e->base->base->date.day) {
      continue;
    }
    Date first = e->base->base->date;
    for (uint32_t k = 0; k < c->full.n && !first.year; k++) {
      const FullDate *f = &c->full.v[k];
      if (!f->commemorative && (same_day(f->date, first) || same_day(f->date, e->base->to->date))) {
        first.year = f->date.year;
      }
    }
    if (first.year && civil_valid(first)) {
      array_push(c->arena, &c->nights, civil_first(first));
    }
  }
}

void time_context_make(TimeContext *c, const Text *text, const TimeTags *tags,
                       const Mentions *mentions, const Document *document, Arena *arena) {
  *c = (TimeContext){.text = text, .tags = tags, .mentions = mentions, .arena = arena};
  join_years(c);
  c->dateline = find_dateline(c);
  for (uint32_t i = 0; i < mentions->times.n; i++) {
    collect(c, mention_at(c, i)->expression, i);
  }
  const FullDate *latest = latest_date(c);
  bool heads = latest && heads_text(c, latest);
  c->publication = find_publication(c, document, latest, heads);
  if (heads && c->publication.basis == DATE_BYLINE &&
      civil_equal(latest->date, c->publication.date)) {
    c->dateline = latest->mention;
  }
  mark_commemorations(c);
  bool sure = c->publication.basis != DATE_LATEST_MENTION && civil_valid(c->publication.date);
  c->today = sure ? civil_first(c->publication.date) : DAY_NONE;
  c->retrospective = is_retrospective(c);
  find_nights(c);
}

Publication time_publication(const Text *text, const TimeTags *tags, const Mentions *mentions,
                             const Document *document, Arena *arena) {
  TimeContext c;
  time_context_make(&c, text, tags, mentions, document, arena);
  return c.publication;
}

/* ---------------------------------------------------------------------------- years */

/* The year of the nearest date in full with the same day (or month, where `months`), of events
   first. */
static int32_t year_said(const TimeContext *c, Date date, bool months, bool commemorations) {
  const FullDate *before = NULL, *after = NULL;
  bool several = false;
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    bool fits = months ? f->date.month == date.month : same_day(f->date, date);
    bool note = sentence_of(c, f->mention)->block_kind == BLOCK_FOOTNOTE;
    if (!fits || f->commemorative != commemorations || note || f->mention == c->mention) {
      continue;
    }
    const FullDate *other = before ? before : after;
    several = several || (other && other->date.year != f->date.year);
    if (f->mention < c->mention) {
      before = f;
    } else if (!after) {
      after = f;
    }
  }
  if (months && several) {
    return 0;
  }
  return before ? before->date.year : after ? after->date.year : 0;
}

/* The year in which the story stands, carried over the turn of the year. */
static int32_t year_of_story(const TimeContext *c, Date date) {
  if (!c->story.known) {
    return 0;
  }
  Date story = civil_date(c->story.first);
  bool month = c->story.unit <= UNIT_MONTH;
  int32_t year = story.year;
  if (month && date.month + 6 <= story.month) {
    year++;
  }
  Date placed = {year, date.month, date.day};
  if (c->today != DAY_NONE && civil_first(placed) != DAY_NONE && civil_first(placed) > c->today) {
    return year > story.year ? story.year : 0;
  }
  return year;
}

/* Is the story's time said in the same paragraph, right before? */
static bool story_is_near(const TimeContext *c) {
  uint32_t here = c->text->tokens.v[mention_at(c, c->mention)->first].sentence;
  for (uint32_t i = c->full.n; i-- > 0;) {
    const FullDate *f = &c->full.v[i];
    if (f->mention >= c->mention) {
      continue;
    }
    uint32_t there = c->text->tokens.v[f->token].sentence;
    const Sentence *a = &c->text->sentences.v[there], *b = &c->text->sentences.v[here];
    bool close = here == there || (here - there == 1 && f->date.month);
    return close && a->paragraph == b->paragraph && !f->commemorative;
  }
  return false;
}

static bool valid_or_month(Date d) {
  return d.day ? civil_valid(d) : true;
}

/* "Nine have been killed since January", "were shot on January 3", "In January 19 were killed": a day that has been.
   The nearest verb decides, before the day or, where the sentence begins with it, behind: "proposed talks on January 3",
   "was to be hanged on January 3" tell of none. */
static bool has_been(const TimeContext *c) {
  enum { PAST = CLASS(V_PAST) | CLASS(V_PART), VERBS = PAST | CLASS(V_BASE) | CLASS(V_S) | CLASS(V_ING) | CLASS(MODAL) };
  const Sentence *s = sentence_of(c, c->mention);
  const TimeMention *m = mention_at(c, c->mention);
  for (uint32_t i = m->first; i-- > s->first && m->first - i <= AHEAD_TOKENS;) {
    if (role_at(c, i) == ROLE_SINCE) {
      return true;
    }
    if (token_is_class(c->text, i, VERBS) || token_has(c->text, i, c->tags->future)) {
      return token_is_class(c->text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR)) && token_is_class(c->text, i, PAST);
    }
  }
  for (uint32_t i = m->end; m->first <= s->first + 3 && i < s->end && i < m->end + AHEAD_TOKENS; i++) {
    bool auxiliary = token_is_class(c->text, i, CLASS(BE) | CLASS(HAVE));
    if (!auxiliary && (token_is_class(c->text, i, VERBS) || token_has(c->text, i, c->tags->future))) {
      bool counts = token_has(c->text, i, c->tags->records); /* "in January the ministry recorded 12 deaths" */
      return (counts || token_is_class(c->text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR))) &&
             token_is_class(c->text, i, PAST);
    }
  }
  return false;
}

/* The last such day before the publication, or the next one; a weekday beside it chooses. */
static int32_t year_of_publication(const TimeContext *c, const TimeExpression *e, bool ahead) {
  Date d = e->date, today = civil_date(c->today);
  if (e->weekday && d.day) {
    static const int order[] = {0, -1, 1};
    for (int k = 0; k < 3; k++) {
      d.year = today.year + order[k];
      if (civil_valid(d) && civil_weekday(civil_first(d)) == e->weekday - 1) {
        return d.year;
      }
    }
  }
  d.year = today.year;
  int32_t first = civil_first(d);
  if (ahead) {
    bool over = first != DAY_NONE && civil_last(d) < c->today; /* "was given as seven until 3 February" */
    d.year += over && !(c->today - civil_last(d) <= 2 * AHEAD_DAYS && told_in_past(c));
  } else {
    d.year -= first != DAY_NONE && first > c->today;
    /* January 5, said on December 20, is the one to come: else its year would be said */
    Date next = {d.year + 1, d.month, d.day};
    int32_t last = civil_first(d), coming = civil_first(next);
    if (last != DAY_NONE && coming != DAY_NONE && coming - c->today <= AHEAD_DAYS &&
        (coming - c->today <= SLIP_DAYS || !has_been(c)) &&
        (coming - c->today) * AHEAD_RATIO < c->today - last) {
      return next.year;
    }
  }
  for (int k = 0; k < 8 && !valid_or_month(d); k++) {
    d.year += ahead ? 1 : -1;
  }
  return d.year;
}

/* "January 20 is a day of mourning": every year's. */
static bool is_yearly(const TimeContext *c, const TimeExpression *e) {
  const TimeMention *m = mention_at(c, c->mention);
  const Sentence *s = sentence_of(c, c->mention);
  return e->date.day && m->first <= s->first + 1 && m->end < s->end &&
         token_has(c->text, m->end, c->tags->present) && sentence_has(c, s, c->tags->commemorate);
}

int32_t time_year_for(const TimeContext *c, const TimeExpression *e, TimeAnchor *anchor,
                      bool *commemorative) {
  const TimeMention *m = mention_at(c, c->mention);
  *commemorative = false;
  *anchor = ANCHOR_DATELINE;
  if (m->publication && c->publication.date.year) {
    return c->publication.date.year;
  }
  if (is_yearly(c, e)) {
    *commemorative = true;
    return 0;
  }
  *anchor = ANCHOR_DOCUMENT;
  int32_t year = year_said(c, e->date, false, false);
  if (c->today != DAY_NONE && time_looks_ahead(c) && !m->is_name) {
    *commemorative = year != 0;
    return year_of_publication(c, e, true);
  }
  *anchor = ANCHOR_NARRATIVE;
  if (!year && (c->retrospective || m->is_name)) {
    year = year_said(c, e->date, true, false);
  }
  if (!year && (c->retrospective || story_is_near(c))) {
    year = year_of_story(c, e->date);
  }
  if (!year) {
    year = year_said(c, e->date, false, true);
    *commemorative = year != 0;
  }
  if (!year && c->today != DAY_NONE) {
    *anchor = ANCHOR_DOCUMENT;
    year = year_of_publication(c, e, false);
  }
  return year;
}

bool time_is_commemorative(const TimeContext *c, const TimeMention *m, const When *when) {
  if (m->expression->form != FORM_DATE || !when->known) {
    return false;
  }
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    if (f->commemorative && f->token == m->first) {
      return true;
    }
  }
  return false;
}

/* Relative times: today, last week, this September, next Monday, Friday next week, the first Friday
   in this month, 20th of next month, the last 30 years, that day, those days, the 31st anniversary,
   now. */
#include "mention/time_reader.h"

enum { NTH_MOST = 400 };

/* ---------------------------------------------------------------------------- shifts */

typedef struct Shift {
  int32_t n;
  TimeCounter counter;
  bool span; /* "past": of a length of time ("the past week") more than of a date */
} Shift;

/* shift=N.A of the word at i. */
static bool shift_read(const TimeReader *r, uint32_t i, Shift *shift) {
  if (!at_tag(r, i, r->tags->shift)) {
    return false;
  }
  Str who, s = str_split(time_word(r, i, r->tags->shift), '.', &who);
  int64_t n;
  if (!str_integer(s, &n)) {
    return false;
  }
  *shift = (Shift){(int32_t)n, str_is(who, "story") ? COUNTER_STORY : COUNTER_DOCUMENT,
                   str_is(who, "span")};
  return true;
}

bool time_shift_at(const TimeReader *r, uint32_t at, int32_t *n, TimeCounter *counter) {
  Shift shift;
  if (!shift_read(r, at, &shift)) {
    return false;
  }
  *n = shift.n;
  *counter = shift.counter;
  return true;
}

static uint32_t skip_the(const TimeReader *r, uint32_t at) {
  return at_role(r, at) == ROLE_THE ? at + 1 : at;
}

static Time shift_time(const Shift *shift, TimeUnit unit) {
  return (Time){
      .form = FORM_SHIFT, .unit = unit, .n = shift->n, .counter = shift->counter, .hour = -1};
}

/* A shifted unit; `the` stands before it, and nothing else ("own"). False if that is no time. */
static bool shift_of_unit(const TimeReader *r, Shift *shift, TimeUnit unit, bool the, bool own, Time *e) {
  bool past = shift->n == -1 && shift->counter == COUNTER_DOCUMENT;
  if (unit == UNIT_DAY) {
    if (shift->n == 0 || shift->span || past) {
      return false; /* "this day" is a reference, "the last day" one of something */
    }
    shift->counter = the ? COUNTER_STORY : shift->counter; /* the next day */
  }
  *e = shift_time(shift, unit);
  /* "the past year" is a length; "last year" is a year */
  bool length = unit == UNIT_DECADE || unit == UNIT_FORTNIGHT ||
                (shift->span && (the || unit == UNIT_CENTURY)) || (past && own);
  if (length && shift->n) {
    e->form = FORM_DURATION;
    time_set_amounts(r, &(TimeAmount){decimal_of(1), false, unit, false}, 1, e);
  }
  return true;
}

static bool at_genitive(const TimeReader *r, uint32_t at) {
  Str word = at < r->limit ? token_text(r->text, at) : (Str){NULL, 0};
  return str_is(word, "'s") || str_is(word, "\u2019s");
}

/* last week, this year, [the] following month, next decade, this summer, next June, last Monday */
static uint32_t read_shift_unit(const TimeReader *r, uint32_t at, Time *e) {
  Shift shift;
  uint32_t i = skip_the(r, at);
  if (!shift_read(r, i, &shift)) {
    return at;
  }
  Shift second;
  uint32_t next = i + 1;
  bool whole = at_role(r, next) == ROLE_CALENDAR;
  next += whole;
  if (shift.n == 0 && shift_read(r, next, &second) && second.n != 0) { /* this past Wednesday */
    shift = second;
    next++;
  }
  TagValue value;
  if (phrase_after(r->text, i, r->limit, r->tags->never, &value) > i) {
    return at;
  }
  TimeUnit unit = time_unit_at(r, next);
  if (unit > UNIT_HOUR && unit != UNIT_PART && !at_tag(r, next, r->tags->unit_plural)) {
    bool own = i > at && !whole && role_before(r, at) != ROLE_OF;
    return shift_of_unit(r, &shift, unit, i > at, own, e) ? next + 1 : at;
  }
  Time date = {0};
  uint32_t end = time_read_date(r, next, &date);
  if (end == next || date.date.year || date.unit == UNIT_YEAR || date.plural) {
    return at;
  }
  if (i == at && shift.counter == COUNTER_STORY && at_genitive(r, end)) {
    return at; /* "found following Monday's blast": after it */
  }
  *e = shift_time(&shift, date.unit);
  e->base = time_keep(r, date);
  return end;
}

/* [the] last|past|next 30 years · 10 previous weeks · 2 next days */
static uint32_t read_span(const TimeReader *r, uint32_t at, Time *e) {
  Shift shift;
  uint32_t i = skip_the(r, at);
  if (i == at && (at_role(r, at) == ROLE_THESE || at_role(r, at) == ROLE_THIS)) {
    i++;
  }
  Time t = {0};
  uint32_t end = i;
  if (shift_read(r, i, &shift)) {
    bool verb = i == at && role_before(r, at) == ROLE_TO; /* "the talks are to last two days" */
    if (shift.n == 0 || verb) {
      return at;
    }
    end = time_read_length(r, i + 1, &t);
    if (end == i + 1) {
      return at;
    }
  } else {
    BareNumber n;
    bool read = (at_digits(r, i) || at_tag(r, i, r->tags->numbers.number)) &&
                time_number(r, i, &n) && n.kind == BARE_CARDINAL;
    if (!read || !shift_read(r, n.end, &shift) || shift.n == 0 || !time_unit_at(r, n.end + 1) ||
        !at_tag(r, n.end + 1, r->tags->unit_plural)) {
      return at;
    }
    t = (Time){.form = FORM_DURATION, .unit = time_unit_at(r, n.end + 1), .hour = -1};
    time_set_amounts(r, &(TimeAmount){n.value, false, t.unit, false}, 1, &t);
    end = n.end + 2;
  }
  t.n = shift.n;
  t.counter = shift.counter;
  /* the last four months of 2021 */
  Time of = {0};
  if (at_role(r, end) == ROLE_OF) {
    uint32_t after = time_read_date(r, end + 1, &of);
    if (after > end + 1 && of.date.year) {
      t.base = time_keep(r, of);
      end = after;
    }
  }
  *e = t;
  return end;
}

/* ---------------------------------------------------------------------------- days */

/* today, yesterday · the day before yesterday, the day after tomorrow */
static uint32_t read_day_word(const TimeReader *r, uint32_t at, Time *e) {
  int64_t n;
  TagValue value;
  if (at_tag(r, at, r->tags->day) &&
      pack_word_value(r->text->pack, token_of(r->text, at)->word, r->tags->day, &value) &&
      value.is_number) {
    n = value.number;
    *e = (Time){.form = FORM_SHIFT, .unit = UNIT_DAY, .n = (int32_t)n, .hour = -1};
    DayPart part = time_part_at(r, at);
    if (part) { /* tonight */
      *e = (Time){
          .form = FORM_PART, .unit = UNIT_PART, .part = part, .base = time_keep(r, *e), .hour = -1};
    }
    return at + 1;
  }
  uint32_t i = skip_the(r, at);
  WordRole side = at_role(r, i + 1);
  if (time_unit_at(r, i) == UNIT_DAY && !at_tag(r, i, r->tags->unit_plural) &&
      (side == ROLE_BEFORE || side == ROLE_AFTER)) {
    if (at_tag(r, i + 2, r->tags->day) &&
        pack_word_value(r->text->pack, token_of(r->text, i + 2)->word, r->tags->day, &value) &&
        value.is_number && value.number) {
      n = value.number + (side == ROLE_BEFORE ? -1 : 1);
      *e = (Time){.form = FORM_SHIFT, .unit = UNIT_DAY, .n = (int32_t)n, .hour = -1};
      return i + 3;
    }
  }
  return at;
}

/* the day before, the night before, the week after, the day after: seen from the story */
static uint32_t read_neighbour(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = skip_the(r, at);
  if (i == at) {
    return at;
  }
  TimeUnit unit = time_unit_at(r, i);
  DayPart part = time_part_at(r, i);
  WordRole side = at_role(r, i + 1);
  bool before = side == ROLE_BEFORE || side == ROLE_EARLIER;
  bool after = side == ROLE_AFTER || side == ROLE_LATER;
  if ((!part && unit < UNIT_DAY) || at_tag(r, i, r->tags->unit_plural) || (!before && !after)) {
    return at;
  }
  Time t = {.form = FORM_SHIFT,
            .unit = part ? UNIT_DAY : unit,
            .n = before ? -1 : 1,
            .counter = COUNTER_STORY,
            .hour = -1};
  Time base = {0};
  uint32_t end = time_read_point(r, i + 2, &base);
  if (end > i + 2 && base.form != FORM_REFERENCE) {
    t.base = time_keep(r, base);
    t.form = FORM_OFFSET;
    time_set_amounts(r, &(TimeAmount){decimal_of(1), false, t.unit, false}, 1, &t);
  } else {
    end = i + 2;
    bool closes = end >= r->limit || token_of(r->text, end)->kind == TOKEN_PUNCTUATION;
    if (!closes && !before) {
      return at; /* "the day after the attack": an event counts, not the story */
    }
    if (!closes) {
      return at;
    }
  }
  if (part) {
    *e = (Time){
        .form = FORM_PART, .unit = UNIT_PART, .part = part, .base = time_keep(r, t), .hour = -1};
  } else {
    *e = t;
  }
  return end;
}

/* Friday next week · Sunday of|from last week · last week's Sunday · this week Friday · June
   next year */
static uint32_t read_within(const TimeReader *r, uint32_t at, Time *e) {
  Time inner = {0}, outer = {0};
  uint32_t end = time_read_date(r, at, &inner);
  if (end > at && !inner.date.year && !inner.plural) {
    WordRole role = at_role(r, end);
    uint32_t i = role == ROLE_OF || role == ROLE_FROM || role == ROLE_IN ? end + 1 : end;
    uint32_t after = read_shift_unit(r, i, &outer);
    if (after > i && !outer.base && outer.unit > inner.unit &&
        ((inner.weekday && !inner.date.day && outer.unit == UNIT_WEEK) ||
         (inner.date.month && outer.unit == UNIT_YEAR) ||
         (inner.unit == UNIT_SEASON && outer.unit == UNIT_YEAR))) {
      *e = inner;
      e->base = time_keep(r, outer);
      return after;
    }
    return at;
  }
  end = read_shift_unit(r, at, &outer);
  if (end == at || outer.base || outer.unit != UNIT_WEEK) {
    return at;
  }
  uint32_t i = end;
  if (i < r->limit && token_glued(r->text, i) && token_of(r->text, i)->kind == TOKEN_WORD) {
    i++; /* 's */
  } else if (at_dash(r, i)) {
    i++;
  }
  if (!at_tag(r, i, r->tags->weekday)) {
    return at;
  }
  uint32_t after = time_read_date(r, i, &inner);
  if (after == i || inner.date.day || !inner.weekday || inner.plural) {
    return at;
  }
  *e = inner;
  e->base = time_keep(r, outer);
  return after;
}

/* ---------------------------------------------------------------------------- the n-th */

/* What "the first Friday of …" lies in: this month, October 2015, next year, 2015. */
static uint32_t read_frame(const TimeReader *r, uint32_t at, Time *e) {
  WordRole role = at_role(r, at);
  uint32_t i = role == ROLE_OF || role == ROLE_IN ? at + 1 : at;
  Shift shift;
  uint32_t s = skip_the(r, i);
  if (shift_read(r, s, &shift) && time_unit_at(r, s + 1) > UNIT_DAY &&
      !at_tag(r, s + 1, r->tags->unit_plural)) {
    *e = shift_time(&shift, time_unit_at(r, s + 1));
    return s + 2;
  }
  Time date = {0};
  uint32_t end = time_read_date(r, i, &date);
  if (end == i) {
    end = time_read_year(r, i, &date, true);
  }
  if (end == i || date.weekday || date.date.day) {
    return at;
  }
  *e = date;
  return end;
}

/* Which one: "the last" gives -1, "third" 3, "20" (of) 20; the token behind it, or `at`. */
static uint32_t read_which(const TimeReader *r, uint32_t at, int32_t *ordinal) {
  Shift shift;
  BareNumber n;
  if (shift_read(r, at, &shift)) {
    *ordinal = -1; /* the last day of October */
    return shift.n == -1 && !shift.span && shift.counter == COUNTER_DOCUMENT ? at + 1 : at;
  }
  if (!time_number(r, at, &n)) {
    return at;
  }
  bool day = n.kind == BARE_CARDINAL && n.plain && n.value.digits >= 1 && n.value.digits <= 31 &&
             at_role(r, n.end) == ROLE_OF;
  if ((n.kind != BARE_ORDINAL && !day) || n.value.digits < 1 || n.value.digits > NTH_MOST) {
    return at;
  }
  *ordinal = (int32_t)n.value.digits;
  return n.end;
}

/* Of what: "Friday", "week", and nothing where "of" follows; the token behind it. */
static uint32_t read_of_what(const TimeReader *r, uint32_t at, Time *t) {
  TimeUnit unit = time_unit_at(r, at);
  int64_t weekday = at_value(r, at, r->tags->weekday);
  bool plural = at_tag(r, at, r->tags->unit_plural) || at_tag(r, at, r->tags->weekday_plural);
  bool counts = unit == UNIT_DAY || unit == UNIT_WEEK || unit == UNIT_MONTH || unit == UNIT_YEAR ||
                unit == UNIT_WEEKEND;
  if (weekday > 0 && !plural) {
    t->weekday = (int8_t)weekday;
    t->unit = UNIT_DAY;
    return at + 1;
  }
  if (counts && !plural) {
    t->unit = unit;
    return at + 1;
  }
  if (at_role(r, at) == ROLE_OF && t->n > 0 && t->n <= 31) {
    t->unit = UNIT_DAY; /* 20th of next month */
  }
  return at;
}

/* third Tuesday after Christmas 2014; `at` stands on "after". */
static uint32_t read_nth_from(const TimeReader *r, uint32_t at, Time *t) {
  Time day = {0};
  uint32_t end = time_read_date(r, at + 1, &day);
  if (end == at + 1 || !day.date.day) {
    return at;
  }
  t->counter = COUNTER_STORY;
  t->n = at_role(r, at) == ROLE_BEFORE ? -t->n : t->n;
  t->range_partner = true;
  t->base = time_keep(r, day);
  return end;
}

uint32_t time_read_nth(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = skip_the(r, at);
  Time t = {.form = FORM_NTH, .hour = -1}, frame = {0};
  uint32_t which = read_which(r, i, &t.n);
  if (which == i) {
    return at;
  }
  uint32_t next = read_of_what(r, which, &t);
  if (t.unit == UNIT_NONE) {
    return at;
  }
  WordRole role = at_role(r, next);
  uint32_t end;
  if (t.weekday && (role == ROLE_AFTER || role == ROLE_BEFORE)) {
    end = read_nth_from(r, next, &t);
  } else {
    end = read_frame(r, next, &frame);
    bool bare = next == which; /* "20th of" needs a month that moves: "of next month" */
    if (end > next && (frame.unit <= t.unit || (bare && frame.form != FORM_SHIFT))) {
      return at;
    }
    t.base = time_keep(r, frame);
  }
  if (end == next) {
    return at;
  }
  *e = t;
  return end;
}

/* ---------------------------------------------------------------------------- references */

/* those [hard] days [of January 1990]; i stands on "days". */
static uint32_t read_those(const TimeReader *r, uint32_t i, Time *e) {
  TimeUnit unit = time_unit_at(r, i);
  bool days = at_tag(r, i, r->tags->unit_plural) && unit >= UNIT_DAY;
  bool moments = at_role(r, i) == ROLE_MOMENTS;
  Time of = {0};
  if (!days && !moments) {
    return i;
  }
  uint32_t end = at_role(r, i + 1) == ROLE_OF ? time_read_date(r, i + 2, &of) : i + 2;
  if (end > i + 2) {
    *e = of;
    return end;
  }
  e->plural = true;
  e->unit = unit == UNIT_YEAR ? UNIT_YEAR : UNIT_MONTH;
  return moments ? i : i + 1;
}

/* "At that time", not "that time he fell". */
static bool time_led(WordRole before) {
  return before == ROLE_AT || before == ROLE_FROM || before == ROLE_OF || before == ROLE_SINCE ||
         before == ROLE_BY || before == ROLE_UNTIL || before == ROLE_IN || before == ROLE_BEFORE;
}

/* that day, the same week, this day, that time, the same period; role is THAT, SAME or THIS, i
   stands on the noun. */
static uint32_t read_that(const TimeReader *r, uint32_t at, uint32_t i, WordRole role, Time *e) {
  TimeUnit unit = time_unit_at(r, i);
  WordRole noun = at_role(r, i), before = role_before(r, at);
  if (unit >= UNIT_DAY && !at_tag(r, i, r->tags->unit_plural)) {
    e->unit = unit;
    e->bare = role == ROLE_THIS;
    return role == ROLE_THIS && unit != UNIT_DAY ? i : i + 1;
  }
  if (role == ROLE_THIS) {
    return i;
  }
  if (noun == ROLE_DATE) {
    e->unit = UNIT_DAY;
  } else if (noun == ROLE_TIME && role == ROLE_THAT && time_led(before)) {
    e->unit = before == ROLE_FROM ? UNIT_DAY : UNIT_YEAR;
  } else if (noun == ROLE_PERIOD) {
    e->unit = UNIT_YEAR;
  } else {
    return i;
  }
  return i + 1;
}

static uint32_t read_reference(const TimeReader *r, uint32_t at, Time *e) {
  WordRole role = at_role(r, at);
  uint32_t i = at + 1;
  bool may = role == ROLE_THE || role == ROLE_THAT || role == ROLE_THIS;
  if (may && at_role(r, i) == ROLE_SAME) {
    i++;
    role = ROLE_SAME;
  }
  if (role != ROLE_SAME && role != ROLE_THAT && role != ROLE_THIS && role != ROLE_THOSE) {
    return at;
  }
  while (at_role(r, i) == ROLE_ADJECTIVE && i < at + 4) {
    i++;
  }
  *e = (Time){.form = FORM_REFERENCE, .counter = COUNTER_STORY, .hour = -1};
  uint32_t end = role == ROLE_THOSE ? read_those(r, i, e) : read_that(r, at, i, role, e);
  return end == i ? at : end;
}

/* now, at present, the past, recently */
static uint32_t read_constant(const TimeReader *r, uint32_t at, Time *e) {
  TagValue value;
  uint32_t end = phrase_after(r->text, at, r->limit, r->tags->ref, &value);
  if (end == at || role_before(r, at) == ROLE_AS || at_role(r, end) == ROLE_AS ||
      at_role(r, end) == ROLE_AFTER || at_role(r, end) == ROLE_LATER) {
    return at;
  }
  if (at_role(r, at) == ROLE_THE && end < r->limit &&
      token_of(r->text, end)->kind != TOKEN_PUNCTUATION && at_role(r, end) == ROLE_NONE) {
    return at; /* "the past victims", "the present government" */
  }
  *e = (Time){.form = FORM_CONSTANT, .text = value.text, .hour = -1};
  return end;
}

/* [the] 31st anniversary */
static uint32_t read_anniversary(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = skip_the(r, at);
  BareNumber n;
  if (!time_number(r, i, &n) || n.kind != BARE_ORDINAL) {
    return at;
  }
  uint32_t next = n.end;
  if (!at_tag(r, next, r->tags->anniversary)) {
    return at;
  }
  *e = (Time){.form = FORM_ANNIVERSARY, .unit = UNIT_DAY, .n = (int32_t)n.value.digits, .hour = -1};
  return next + 1;
}

/* 2 Thursdays ago */
static uint32_t read_weekdays_ago(const TimeReader *r, uint32_t at, Time *e) {
  BareNumber n;
  if (!(at_digits(r, at) || at_tag(r, at, r->tags->numbers.number)) ||
      !time_number(r, at, &n) || n.kind != BARE_CARDINAL ||
      !at_tag(r, n.end, r->tags->weekday)) {
    return at;
  }
  WordRole role = at_role(r, n.end + 1);
  if ((role != ROLE_AGO && role != ROLE_BACK) || n.value.scale || n.value.digits > 99) {
    return at;
  }
  *e = (Time){.form = FORM_NTH, .unit = UNIT_DAY, .n = (int32_t)-n.value.digits, .hour = -1};
  e->weekday = (int8_t)at_value(r, n.end, r->tags->weekday);
  return n.end + 2;
}

uint32_t time_read_relative(const TimeReader *r, uint32_t at, Time *e) {
  static const TimeReading readings[] = {
      {read_within, SIGNS_DATE | SIGN_SHIFT},
      {read_shift_unit, SIGN_SHIFT},
      {read_span, SIGN_SHIFT | SIGN_POINTER | SIGN_THESE | SIGN_DIGITS | SIGN_CARDINAL},
      {read_day_word, SIGN_DAY | SIGN_UNIT},
      {read_neighbour, SIGN_UNIT | SIGN_PART},
      {time_read_nth, SIGN_SHIFT | SIGNS_NUMBER},
      {read_reference, SIGN_POINTER},
      {read_anniversary, SIGNS_NUMBER},
      {read_weekdays_ago, SIGN_DIGITS | SIGN_CARDINAL},
      {read_constant, SIGN_REF},
  };
  return time_read_longest(r, readings, sizeof readings / sizeof *readings, at, e);
}

/* ---------------------------------------------------------------------------- alone */

/* "On the 12th", where nothing follows that it could count: the month is said before. */
bool time_is_lone_day(const TimeReader *r, uint32_t at, uint32_t end) {
  bool suffix = end == at + 2;
  bool led = at >= r->least + 2 && role_before(r, at) == ROLE_THE && at_role(r, at - 2) == ROLE_ON;
  WordRole role = at_role(r, end);
  const Token *next = end < r->limit ? token_of(r->text, end) : NULL;
  bool over = !next || next->sentence != token_of(r->text, at)->sentence;
  bool mark = !over && next->kind == TOKEN_PUNCTUATION && !next->space_before && !at_dash(r, end) &&
              !at_char(r, end, '-') && !at_char(r, end, '/');
  bool alone = over || mark || role == ROLE_AT || role == ROLE_IN || role == ROLE_BY;
  return suffix && led && alone;
}

/* "Corporal Friday Odey", "Mr. Sunday Okoro". */
bool time_is_given_name(const TimeReader *r, uint32_t at) {
  uint32_t title = at > r->least && at_char(r, at - 1, '.') ? at - 2 : at - 1;
  const Token *next = at + 1 < r->limit ? token_of(r->text, at + 1) : NULL;
  return at > r->least + 1 && next && next->kind == TOKEN_WORD && next->capital &&
         at_tag(r, title, r->tags->title) && token_of(r->text, title)->capital;
}

/* Dates: 20 January 1990, Jan. 20, January 1990, 2016-11-07, 21/04/2016, Friday, Wed 22 of Jan,
   1990, the 1970s, the 20th century, summer of 2016, the third quarter of 2016, 2016 H2,
   Christmas. */
#include "mention/time_reader.h"

enum {
  YEAR_LEAST = 1000,
  YEAR_MOST = 2199,
  YEAR_RANGE = 1200,
  YEAR_LIKELY = 1500,
  YEAR_SURE = 1900,
  YEAR_SURE_MOST = 2049
};

/* ---------------------------------------------------------------------------- days and years */

/* Days in digits, 1 to 31, with or without suffix: 20, 04th. */
static uint32_t read_day_digits(const TimeReader *r, uint32_t at, int8_t *day) {
  if (!at_digits(r, at) || span_length(token_of(r->text, at)->span) > 2) {
    return at;
  }
  int64_t n = time_digits(r, at);
  if (n < 1 || n > 31) {
    return at;
  }
  *day = (int8_t)n;
  uint32_t end = at + 1;
  if (end < r->limit && token_glued(r->text, end) &&
      at_tag(r, end, r->tags->numbers.ordinal_suffix)) {
    return end + 1;
  }
  bool glued = end < r->limit && token_glued(r->text, end);
  if (glued && (at_char(r, end, '%') || at_char(r, end, ':') || at_char(r, end, '/') ||
                token_of(r->text, end)->kind == TOKEN_WORD)) {
    return token_of(r->text, end)->kind == TOKEN_WORD && at_tag(r, end, r->tags->month) ? end : at;
  }
  return end;
}

/* first, twenty-first, and behind a month also twenty one */
static uint32_t read_day_words(const TimeReader *r, uint32_t at, bool cardinal, int8_t *day) {
  BareNumber n;
  if (at_digits(r, at) || !time_number(r, at, &n) ||
      !(n.kind == BARE_ORDINAL || (cardinal && n.kind == BARE_CARDINAL && !n.indefinite)) ||
      n.value.scale || n.value.digits < 1 || n.value.digits > 31) {
    return at;
  }
  *day = (int8_t)n.value.digits;
  return n.end;
}

uint32_t time_read_lone_day(const TimeReader *r, uint32_t at, int8_t *day) {
  uint32_t from = at_role(r, at) == ROLE_THE ? at + 1 : at;
  uint32_t end = read_day_digits(r, from, day);
  end = end == from ? read_day_words(r, from, false, day) : end;
  return end == from ? at : end;
}

bool time_number_is_year(const TimeReader *r, uint32_t at, int32_t *year) {
  if (!at_digits(r, at) || span_length(token_of(r->text, at)->span) != 4) {
    return false;
  }
  int64_t n = time_digits(r, at);
  bool glued = at + 1 < r->limit && token_glued(r->text, at + 1) &&
               (token_of(r->text, at + 1)->kind == TOKEN_WORD || at_char(r, at + 1, '%'));
  bool own =
      at + 1 < r->limit && r->text->document->text.p[token_of(r->text, at + 1)->span.start] == '\'';
  if (n < YEAR_LEAST || n > YEAR_MOST || (glued && !own)) {
    return false;
  }
  *year = (int32_t)n;
  return true;
}

/* 'Ninety' in digits behind an apostrophe, or behind day and month in capitals: 4 JAN 90. */
static uint32_t read_short_year(const TimeReader *r, uint32_t at, bool capitals, int32_t *year) {
  uint32_t digits = at;
  bool apostrophe = at + 1 < r->limit && span_length(token_of(r->text, at)->span) <= 3 &&
                    (at_char(r, at, '\'') || str_is(token_text(r->text, at), "\xE2\x80\x99") ||
                     str_is(token_text(r->text, at), "\xE2\x80\x98"));
  if (apostrophe) {
    digits = at + 1;
  }
  if ((!apostrophe && !capitals) || !at_digits(r, digits) ||
      span_length(token_of(r->text, digits)->span) != 2) {
    return at;
  }
  int64_t n = time_digits(r, digits);
  if (n < 0 || (!apostrophe && n < 32)) {
    return at;
  }
  *year = (int32_t)(n < 32 ? 2000 + n : 1900 + n);
  return digits + 1;
}

/* The year behind a day and month, or a month: ", 1990", " of 1990", " in 2020". */
static uint32_t read_year_tail(const TimeReader *r, uint32_t at, bool capitals, int32_t *year) {
  uint32_t next = at;
  bool comma = at_char(r, at, ',');
  WordRole role = at_role(r, at);
  if (comma || role == ROLE_OF || role == ROLE_IN) {
    next++;
  }
  if (time_number_is_year(r, next, year)) {
    bool counted = next == at &&
                   (at_tag(r, next + 1, r->tags->person) || at_tag(r, next + 1, r->tags->thing)) &&
                   *year % 10 == 0;
    return counted ? at : next + 1;
  }
  uint32_t end = comma ? at : read_short_year(r, at, capitals, year);
  return end;
}

/* ---------------------------------------------------------------------------- months */

/* A month's name at i; doubtful words (may, march, dec) need a capital, and their neighbours are
   looked at by the caller. */
static int month_at(const TimeReader *r, uint32_t i) {
  TagValue value;
  if (!at_tag(r, i, r->tags->month)) {
    return 0;
  }
  if (at_tag(r, i, r->tags->doubt)) {
    if (!token_of(r->text, i)->capital ||
        phrase_after(r->text, i, r->limit, r->tags->never, &value) > i) {
      return 0;
    }
  }
  return (int)at_value(r, i, r->tags->month);
}

static uint32_t skip_stop(const TimeReader *r, uint32_t at) {
  bool abbreviated = at > r->least && at_char(r, at, '.') && token_glued(r->text, at) &&
                     (at_tag(r, at - 1, r->tags->abbrev) || at_digits(r, at - 1) ||
                      at_tag(r, at - 1, r->tags->month));
  return abbreviated ? at + 1 : at;
}

static void set_date(Time *e, int32_t year, int month, int day) {
  e->form = FORM_DATE;
  e->date = (Date){year, (int8_t)month, (int8_t)day};
  e->unit = day ? UNIT_DAY : month ? UNIT_MONTH : UNIT_YEAR;
}

/* A month alone: is it one, where nothing beside it is a number? */
static bool month_alone(const TimeReader *r, uint32_t at, uint32_t end) {
  const Text *text = r->text;
  WordRole before = role_before(r, at);
  bool led = before == ROLE_IN || before == ROLE_DURING || before == ROLE_OF ||
             before == ROLE_SINCE || before == ROLE_BY || before == ROLE_UNTIL ||
             (at_dash(r, end) && at_tag(r, end + 1, r->tags->month)) || before == ROLE_FROM ||
             before == ROLE_TO || before == ROLE_BETWEEN || before == ROLE_THAT ||
             before == ROLE_AFTER || before == ROLE_BEFORE || before == ROLE_EVERY ||
             before == ROLE_EACH ||
             (at > r->least && (at_tag(r, at - 1, r->tags->mod) ||
                                at_tag(r, at - 1, r->tags->shift) || token_is_dash(text, at - 1)));
  bool joined = before == ROLE_AND && at > r->least + 1 && at_tag(r, at - 2, r->tags->month);
  if (led || joined) { /* "between June and August" */
    return true;
  }
  if (at_tag(r, at, r->tags->doubt)) {
    return before == ROLE_THE && end < r->limit && at_tag(r, end, r->tags->event_name);
  }
  bool tells = time_case_tells(r, at);
  if (before == ROLE_ADJECTIVE && token_of(text, at - 1)->capital) {
    return false; /* Black January, in capitals too */
  }
  if (tells && !token_of(text, at)->capital) {
    return true;
  }
  /* Black January, Theresa May, April Jones */
  bool name_before = tells && at > r->least && token_of(text, at - 1)->capital &&
                     token_of(text, at - 1)->kind == TOKEN_WORD &&
                     token_role(&r->tags->numbers.roles, text, at - 1) == ROLE_NONE;
  bool name_behind = tells && end < r->limit && token_of(text, end)->capital &&
                     token_of(text, end)->kind == TOKEN_WORD && token_of(text, end)->word == 0 &&
                     before == ROLE_NONE;
  return !name_before && !name_behind;
}

/* "In January 20 people died": the number belongs to the people. */
static bool day_is_count(const TimeReader *r, uint32_t month, uint32_t end, bool suffix) {
  bool counted = at_tag(r, end, r->tags->person) || at_tag(r, end, r->tags->thing) ||
                 at_tag(r, end, r->tags->numbers.percent) || at_tag(r, end, r->tags->numbers.scale);
  return counted && !suffix && !at_tag(r, end, r->tags->event_name) &&
         (role_before(r, month) == ROLE_IN || at_tag(r, end, r->tags->numbers.percent));
}

/* January 20[th][, 1990] · January [of] 1990 · January */
static uint32_t read_month_first(const TimeReader *r, uint32_t at, Time *e) {
  int month = month_at(r, at);
  if (!month) {
    return at;
  }
  bool capitals = token_of(r->text, at)->upper;
  uint32_t name = skip_stop(r, at + 1);
  int8_t day = 0;
  int32_t year = 0;
  uint32_t the = at_role(r, name) == ROLE_THE ? name + 1 : name;
  uint32_t end = read_day_digits(r, the, &day);
  end = end == the ? read_day_words(r, the, true, &day) : end;
  if (end > the && !day_is_count(r, at, end, end > the + 1) &&
      day <= civil_month_length(2000, month)) {
    uint32_t tail = read_year_tail(r, end, capitals, &year);
    set_date(e, year, month, day);
    return tail;
  }
  end = read_year_tail(r, name, capitals, &year);
  if (end > name) {
    set_date(e, year, month, 0);
    return end;
  }
  if (!month_alone(r, at, at + 1)) {
    return at;
  }
  set_date(e, 0, month, 0);
  return at_tag(r, at, r->tags->abbrev) ? name : at + 1;
}

/* [the] 20[th] [of] January [1990] · fourth of July 1995 · on the [20th] */
static uint32_t read_day_first(const TimeReader *r, uint32_t at, Time *e) {
  int8_t day = 0;
  uint32_t from = at_role(r, at) == ROLE_THE ? at + 1 : at;
  uint32_t end = read_day_digits(r, from, &day);
  if (from > at && end == from + 1 && at_role(r, end) != ROLE_OF) {
    return at; /* the [20 January] tragedy */
  }
  bool words = end == from;
  end = words ? read_day_words(r, from, false, &day) : end;
  if (end == from) {
    return at;
  }
  uint32_t next = words ? end : skip_stop(r, end);
  if (next < r->limit && token_of(r->text, next)->sentence != token_of(r->text, at)->sentence) {
    return at; /* "The toll rose to 30. September was dry." */
  }
  if (at_role(r, next) == ROLE_OF) {
    next++;
  } else if (words) {
    return at; /* "second March" */
  }
  if (at_char(r, next, '-') && token_glued(r->text, next) && !words) {
    next++; /* 20-Jan-1990 */
  }
  int month = month_at(r, next);
  if (!month && !words && from == at && time_is_lone_day(r, at, end)) {
    set_date(e, 0, 0, day);
    return end;
  }
  if (!month || day > civil_month_length(2000, month)) {
    return at;
  }
  bool capitals = token_of(r->text, next)->upper;
  uint32_t name = skip_stop(r, next + 1);
  int32_t year = 0;
  uint32_t tail = name;
  if (at_char(r, name, '-') && time_number_is_year(r, name + 1, &year)) {
    tail = name + 2;
  } else {
    tail = read_year_tail(r, name, capitals, &year);
  }
  if (tail == name && at_tag(r, next, r->tags->doubt) && !time_case_tells(r, next) &&
      phrase_after(r->text, next, r->limit, r->tags->never, &(TagValue){0}) > next) {
    return at;
  }
  set_date(e, year, month, day);
  return tail > name ? tail : next + 1;
}

/* ---------------------------------------------------------------------------- numeric */

static bool glued_sign(const TimeReader *r, uint32_t i, char sign) {
  return at_char(r, i, sign) && token_glued(r->text, i) && i + 1 < r->limit &&
         token_glued(r->text, i + 1);
}

static bool valid_day(int64_t year, int64_t month, int64_t day) {
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= civil_month_length((int32_t)year, (int)month);
}

/* 2016-11-07, 2014-10 */
static uint32_t read_iso(const TimeReader *r, uint32_t at, Time *e) {
  int32_t year;
  if (!time_number_is_year(r, at, &year) || !glued_sign(r, at + 1, '-') || !at_digits(r, at + 2) ||
      span_length(token_of(r->text, at + 2)->span) != 2) {
    return at;
  }
  int64_t month = time_digits(r, at + 2);
  if (glued_sign(r, at + 3, '-') && at_digits(r, at + 4)) {
    int64_t day = time_digits(r, at + 4);
    if (span_length(token_of(r->text, at + 4)->span) == 2 && valid_day(year, month, day)) {
      set_date(e, year, (int)month, (int)day);
      return at + 5;
    }
    return at;
  }
  if (month < 1 || month > 12 || month == year % 100 + 1) { /* "the 2008-09 war": two years */
    return at;
  }
  set_date(e, year, (int)month, 0);
  return at + 3;
}

/* 21/04/2016, 21-04-2016, 10/31/1974, 3/2015; month first unless it cannot be one */
static uint32_t read_slashes(const TimeReader *r, uint32_t at, Time *e) {
  char sign = at_char(r, at + 1, '/') ? '/' : '-';
  int32_t year;
  if (!glued_sign(r, at + 1, sign) || !at_digits(r, at + 2)) {
    return at;
  }
  int64_t a = time_digits(r, at), b = time_digits(r, at + 2);
  if (sign == '/' && time_number_is_year(r, at + 2, &year) && a >= 1 && a <= 12 &&
      !glued_sign(r, at + 3, '/')) {
    set_date(e, year, (int)a, 0);
    return at + 3;
  }
  if (!glued_sign(r, at + 3, sign) || !time_number_is_year(r, at + 4, &year)) {
    return at;
  }
  if (valid_day(year, a, b)) {
    set_date(e, year, (int)a, (int)b);
  } else if (valid_day(year, b, a)) {
    set_date(e, year, (int)b, (int)a);
  } else {
    return at;
  }
  return at + 5;
}

/* 20.01.1990: one token of digits with a point, a stop, the year */
static uint32_t read_points(const TimeReader *r, uint32_t at, Time *e) {
  Str s = token_text(r->text, at), month;
  int32_t year;
  int64_t d, m;
  Str day = str_split(s, '.', &month);
  if (s.n < 3 || s.n > 5 || !month.n || !glued_sign(r, at + 1, '.') ||
      !time_number_is_year(r, at + 2, &year) || !str_integer(day, &d) || !str_integer(month, &m) ||
      !valid_day(year, m, d)) {
    return at;
  }
  set_date(e, year, (int)m, (int)d);
  return at + 3;
}

static uint32_t read_numeric(const TimeReader *r, uint32_t at, Time *e) {
  if (!at_digits(r, at) || (at > r->least && token_glued(r->text, at) &&
                            (at_char(r, at - 1, '/') || at_char(r, at - 1, '-')))) {
    return at;
  }
  uint32_t end = read_iso(r, at, e);
  end = end == at ? read_slashes(r, at, e) : end;
  return end == at ? read_points(r, at, e) : end;
}

/* ---------------------------------------------------------------------------- weekdays */

static int weekday_at(const TimeReader *r, uint32_t i) {
  if (!at_tag(r, i, r->tags->weekday)) {
    return 0;
  }
  bool capital = token_of(r->text, i)->capital;
  return capital || !at_tag(r, i, r->tags->doubt) ? (int)at_value(r, i, r->tags->weekday) : 0;
}

/* Friday · Friday, [the] 18[th] [of] July[, 2014] · Thursday the 21st */
static uint32_t read_weekday(const TimeReader *r, uint32_t at, Time *e) {
  int weekday = weekday_at(r, at);
  if (weekday && role_before(r, at) == ROLE_ADJECTIVE && token_of(r->text, at - 1)->capital &&
      !at_tag(r, at - 1, r->tags->mod)) {
    return at; /* Black Saturday */
  }
  if (!weekday || time_is_given_name(r, at) ||
      phrase_after(r->text, at, r->limit, r->tags->never, &(TagValue){0}) > at) {
    return at;
  }
  uint32_t name = at + 1;
  if (at_char(r, name, '.') && at_tag(r, at, r->tags->abbrev)) {
    name++;
  }
  uint32_t next = at_char(r, name, ',') ? name + 1 : name;
  Time date = {0};
  uint32_t end = read_day_first(r, next, &date);
  end = end == next ? read_month_first(r, next, &date) : end;
  if (end > next && date.date.day) {
    *e = date;
    e->weekday = (int8_t)weekday;
    return end;
  }
  int8_t day;
  if (at_role(r, name) == ROLE_THE && time_read_lone_day(r, name, &day) > name + 1) {
    end = time_read_lone_day(r, name, &day);
    if (at_tag(r, end - 1, r->tags->numbers.ordinal_suffix) ||
        at_tag(r, end - 1, r->tags->numbers.ordinal)) {
      set_date(e, 0, 0, day);
      e->weekday = (int8_t)weekday;
      return end;
    }
  }
  if (at_tag(r, at, r->tags->doubt) && name == at + 1 && next == name) {
    return at; /* The Sun, they sat */
  }
  e->form = FORM_DATE;
  e->unit = UNIT_DAY;
  e->weekday = (int8_t)weekday;
  e->plural = at_tag(r, at, r->tags->weekday_plural);
  return at_tag(r, at, r->tags->abbrev) && name > at + 1 && next == name ? name : at + 1;
}

/* ---------------------------------------------------------------------------- years and longer */

/* Does what stands before it make four digits a year? */
static bool role_leads_year(WordRole before, int32_t year, bool sure, bool closed) {
  switch (before) {
    case ROLE_IN:
    case ROLE_DURING:
    case ROLE_SINCE:
    case ROLE_UNTIL:
      return true;
    case ROLE_BY:
    case ROLE_AFTER:
    case ROLE_BEFORE:
    case ROLE_OF:
      return year >= YEAR_LIKELY;
    case ROLE_FROM:
    case ROLE_TO:
    case ROLE_AND:
    case ROLE_BETWEEN:
    case ROLE_THROUGH:
    case ROLE_CALENDAR: /* fiscal 1989 */
      return sure;
    case ROLE_THE:
    case ROLE_AS:
    case ROLE_A:
      return sure && !closed;
    default:
      return false;
  }
}

static bool year_led(const TimeReader *r, uint32_t at, int32_t year, bool in_range) {
  bool sure = year >= YEAR_SURE && year <= YEAR_SURE_MOST;
  bool counted =
      at_tag(r, at + 1, r->tags->person) || at_tag(r, at + 1, r->tags->thing) ||
      at_tag(r, at + 1, r->tags->numbers.unit) || at_tag(r, at + 1, r->tags->numbers.currency) ||
      at_tag(r, at + 1, r->tags->numbers.scale) || at_tag(r, at + 1, r->tags->unit_plural);
  if (counted && !at_tag(r, at + 1, r->tags->event_name) && (!sure || year % 10 == 0)) {
    return false;
  }
  if (at_tag(r, at + 1, r->tags->numbers.name) && !token_of(r->text, at + 1)->capital) {
    return false; /* the 1900 block of a street */
  }
  if (in_range) {
    return year >= YEAR_RANGE;
  }
  int32_t last;
  if (sure && at_dash(r, at + 1) && token_glued(r->text, at + 1) &&
      time_number_is_year(r, at + 2, &last) && token_glued(r->text, at + 2) && last > year) {
    return last <= YEAR_SURE_MOST; /* 1990-1994 */
  }
  if (at == r->least) {
    return sure;
  }
  bool open = at_char(r, at - 1, '(') || at_char(r, at - 1, ',') || at_char(r, at - 1, '[') ||
              at_char(r, at - 1, ';');
  bool closed = at + 1 == r->limit || at_char(r, at + 1, ')') || at_char(r, at + 1, ',') ||
                at_char(r, at + 1, '.') || at_char(r, at + 1, ';') || at_char(r, at + 1, ']') ||
                at_char(r, at + 1, ':');
  if (open && closed) {
    return sure;
  }
  if (sure && year % 100 && at_tag(r, at + 1, r->tags->event_name) && !at_tag(r, at - 1, r->tags->numbers.number) &&
      !at_digits(r, at - 1)) {
    return true; /* "Vestra's 1998 earthquake", "the deadly 1998 earthquake" */
  }
  if (role_leads_year(role_before(r, at), year, sure, closed)) {
    return true;
  }
  bool mod = at_tag(r, at - 1, r->tags->mod) ||
             (at_char(r, at - 1, '-') && at >= r->least + 2 && at_tag(r, at - 2, r->tags->mod));
  return mod || (sure && at_tag(r, at - 1, r->tags->shift));
}

uint32_t time_read_year(const TimeReader *r, uint32_t at, Time *e, bool in_range) {
  int32_t year;
  /* the year 247 */
  if (time_unit_at(r, at) == UNIT_YEAR && !at_tag(r, at, r->tags->unit_plural) &&
      at_digits(r, at + 1)) {
    uint32_t digits = span_length(token_of(r->text, at + 1)->span);
    int64_t n = time_digits(r, at + 1);
    if ((digits == 3 || digits == 4) && n > 0) {
      set_date(e, (int32_t)n, 0, 0);
      return at + 2;
    }
    return at;
  }
  if (!time_number_is_year(r, at, &year)) {
    if (at_digits(r, at) && at_tag(r, at + 1, r->tags->era)) { /* 79 AD, 500 BC */
      int64_t n = time_digits(r, at);
      if (n > 0 && n < 10000) {
        set_date(e, (int32_t)n, 0, 0);
        e->before_christ = str_is(time_word(r, at + 1, r->tags->era), "bc");
        return at + 2;
      }
    }
    return at;
  }
  if (at > r->least && token_glued(r->text, at) && !at_char(r, at - 1, '(') &&
      !at_dash(r, at - 1) && !at_char(r, at - 1, '[') &&
      token_of(r->text, at)->quoted == token_of(r->text, at - 1)->quoted) {
    return at;
  }
  if (!year_led(r, at, year, in_range)) {
    return at;
  }
  set_date(e, year, 0, 0);
  return at + 1;
}

/* 1970s, 1970's, the 70s, '70s */
uint32_t time_read_decade(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  bool the = i > at;
  if (i < r->limit && span_length(token_of(r->text, i)->span) <= 3 && !at_digits(r, i) &&
      token_of(r->text, i)->kind == TOKEN_PUNCTUATION && at_digits(r, i + 1) &&
      token_glued(r->text, i + 1)) {
    char c = r->text->document->text.p[token_of(r->text, i)->span.start];
    if (c == '\'' || c == '\xE2') {
      i++; /* '70s */
    }
  }
  if (!at_digits(r, i) || i + 1 >= r->limit || !token_glued(r->text, i + 1)) {
    return at;
  }
  Str s = token_text(r->text, i + 1);
  bool suffix =
      (s.n == 1 && (s.p[0] | 32) == 's') ||
      (s.n >= 2 && s.n <= 4 && (s.p[s.n - 1] | 32) == 's' && (s.p[0] == '\'' || s.p[0] == '\xE2'));
  uint32_t digits = span_length(token_of(r->text, i)->span);
  int64_t n = time_digits(r, i);
  WordRole before = role_before(r, at);
  if (!suffix || n < 0 || n % 10 ||
      !(digits == 4 || (digits == 2 && (the || i > at || before == ROLE_IN)))) {
    return at;
  }
  if (digits == 4 && (n < YEAR_LEAST || n > YEAR_MOST)) {
    return at;
  }
  e->form = FORM_DATE;
  bool century = digits == 4 && n % 100 == 0;
  e->unit = century ? UNIT_CENTURY : UNIT_DECADE;
  e->guess_century = digits == 2;
  e->date.year = (int32_t)(digits == 2 ? 1900 + n : n);
  return i + 2;
}

/* the 20th century, twentieth century */
static uint32_t read_century(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  BareNumber n;
  if (!time_number(r, i, &n) || n.kind != BARE_ORDINAL || n.value.digits > 30) {
    return at;
  }
  uint32_t next = n.end;
  if (at_char(r, next, '-')) {
    next++;
  }
  if (time_unit_at(r, next) != UNIT_CENTURY) {
    return at;
  }
  e->form = FORM_DATE;
  e->unit = UNIT_CENTURY;
  e->date.year = (int32_t)((n.value.digits - 1) * 100);
  if (n.value.digits == 1) {
    e->date.year = 1;
  }
  return next + 1;
}

/* ---------------------------------------------------------------------------- parts of years */

static Season season_at(const TimeReader *r, uint32_t i) {
  static const char *const names[] = {"", "SP", "SU", "FA", "WI"};
  Str s = time_word(r, i, r->tags->season);
  for (int k = 1; s.n && k <= 4; k++) {
    if (str_is(s, names[k])) {
      return (Season)k;
    }
  }
  return SEASON_NONE;
}

/* "in Spring", in small letters around it: a name, not a time of the year. */
static bool is_name_of_season(const TimeReader *r, uint32_t i) {
  const Token *token = token_of(r->text, i);
  return token->capital && !token->upper && !r->text->sentences.v[token->sentence].capitals &&
         role_before(r, i) == ROLE_IN;
}

/* [the] summer [of] [2016]; spring and fall only beside a year, or behind in, last, the … */
static uint32_t read_season(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  Season season = season_at(r, i);
  int32_t year = 0;
  if (!season) {
    return at;
  }
  uint32_t end = read_year_tail(r, i + 1, false, &year);
  if (end == i + 1 && at_tag(r, i, r->tags->doubt)) {
    WordRole before = role_before(r, i);
    bool led = before == ROLE_IN || before == ROLE_DURING || before == ROLE_SINCE ||
               (before == ROLE_THE && role_before(r, i - 1) == ROLE_IN) ||
               (i > r->least && at_tag(r, i - 1, r->tags->shift));
    TagValue value;
    if (!led || is_name_of_season(r, i) || phrase_after(r->text, i, r->limit, r->tags->never, &value) > i) {
      return at;
    }
  }
  e->form = FORM_DATE;
  e->unit = UNIT_SEASON;
  e->season = season;
  e->date.year = year;
  return end;
}

/* Q3, H1: the letter and digit of one token; gives the digit. */
static int letter_digit(const TimeReader *r, uint32_t i, char letter, int most) {
  if (i >= r->limit || token_of(r->text, i)->kind != TOKEN_WORD) {
    return 0;
  }
  Str s = token_text(r->text, i);
  bool fits = s.n == 2 && (s.p[0] | 32) == letter && s.p[1] >= '1' && s.p[1] <= '0' + most;
  return fits ? s.p[1] - '0' : 0;
}

static uint32_t read_quarter_name(const TimeReader *r, uint32_t at, Time *e) {
  int q = letter_digit(r, at, 'q', 4), h = letter_digit(r, at, 'h', 2);
  if (q || h) {
    e->form = FORM_DATE;
    e->unit = q ? UNIT_QUARTER : UNIT_HALF;
    e->quarter = (uint8_t)q;
    e->half = (uint8_t)h;
    return at + 1;
  }
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  BareNumber n;
  if (!time_number(r, i, &n) || n.kind != BARE_ORDINAL || n.value.digits > 4) {
    return at;
  }
  uint32_t noun = at_char(r, n.end, '-') && token_glued(r->text, n.end) ? n.end + 1 : n.end; /* third-quarter profit */
  TimeUnit unit = at_tag(r, noun, r->tags->unit_plural) ? UNIT_NONE : time_unit_at(r, noun);
  bool half = at_role(r, noun) == ROLE_HALF && n.value.digits <= 2;
  if (unit != UNIT_QUARTER && !half) {
    return at;
  }
  e->form = FORM_DATE;
  e->unit = half ? UNIT_HALF : UNIT_QUARTER;
  e->quarter = (uint8_t)(half ? 0 : n.value.digits);
  e->half = (uint8_t)(half ? n.value.digits : 0);
  return noun + 1;
}

/* Q3 [of] [2016] · 2016 Q3 · 2019-H2 · 2016 the third quarter · the third quarter this year */
static uint32_t read_quarter(const TimeReader *r, uint32_t at, Time *e) {
  int32_t year = 0;
  Time q = {0};
  if (time_number_is_year(r, at, &year)) {
    uint32_t next = at_char(r, at + 1, '-') ? at + 2 : at + 1;
    uint32_t end = read_quarter_name(r, next, &q);
    if (end == next) {
      return at;
    }
    *e = q;
    e->date.year = year;
    return end;
  }
  uint32_t end = read_quarter_name(r, at, &q);
  if (end == at) {
    return at;
  }
  uint32_t tail = read_year_tail(r, end, false, &year);
  int32_t n;
  TimeCounter counter;
  uint32_t of = at_role(r, end) == ROLE_OF ? end + 1 : end;
  if (tail == end && time_shift_at(r, of, &n, &counter) && time_unit_at(r, of + 1) == UNIT_YEAR) {
    q.base =
        time_keep(r, (Time){.form = FORM_SHIFT, .unit = UNIT_YEAR, .n = n, .counter = counter});
    tail = of + 2;
  }
  if (q.half && tail == end && !letter_digit(r, at, 'h', 2)) {
    return at; /* "the first half", of a match or a speech */
  }
  if (letter_digit(r, at, 'h', 2) && tail == end) {
    return at;
  }
  *e = q;
  e->date.year = year;
  return tail;
}

/* "week 12", "epidemiological week 12 of 2019": of the year told, or of that of publication. */
static uint32_t read_week(const TimeReader *r, uint32_t at, Time *e) {
  enum { WEEKS = 53 };
  int64_t n = at_digits(r, at + 1) ? time_digits(r, at + 1) : -1;
  WordRole before = role_before(r, at);
  bool adjective = before == ROLE_NONE && at > r->least; /* "in epidemiological week 12" */
  before = adjective ? role_before(r, at - 1) : before;
  bool led = before == ROLE_IN || before == ROLE_DURING || before == ROLE_SINCE || before == ROLE_FOR ||
             before == ROLE_BY;
  if (time_unit_at(r, at) != UNIT_WEEK || at_tag(r, at, r->tags->unit_plural) || n < 1 || n > WEEKS || !led) {
    return at;
  }
  int32_t year = 0;
  uint32_t end = at + 2, of = at_role(r, end) == ROLE_OF ? end + 1 : end;
  uint32_t tail = read_year_tail(r, of, false, &year);
  if (of > end && tail == of) {
    return at; /* "week 3 of the trial" */
  }
  Time frame = {.form = FORM_SHIFT, .unit = UNIT_YEAR, .counter = COUNTER_DOCUMENT, .hour = -1};
  if (tail > of) {
    set_date(&frame, year, 0, 0);
    frame.hour = -1;
  }
  *e = (Time){.form = FORM_NTH, .unit = UNIT_WEEK, .n = (int32_t)n, .base = time_keep(r, frame), .hour = -1};
  return tail > of ? tail : end;
}

static uint32_t read_holiday(const TimeReader *r, uint32_t at, Time *e) {
  TagValue value;
  uint32_t end = phrase_after(r->text, at, r->limit, r->tags->holiday, &value);
  if (end == at) {
    return at;
  }
  Str rest, s = value.text;
  int64_t year = 0, month, day;
  if (s.n == 10) {
    if (!str_integer(str_split(s, '-', &rest), &year)) {
      return at;
    }
    s = rest;
  }
  if (!str_integer(str_split(s, '-', &rest), &month) || !str_integer(rest, &day)) {
    return at;
  }
  int32_t said = (int32_t)year;
  uint32_t tail = year ? end : read_year_tail(r, end, false, &said);
  set_date(e, said, (int)month, (int)day);
  return tail;
}

/* ---------------------------------------------------------------------------- the longest */

static uint32_t read_date(const TimeReader *r, uint32_t at, Time *e) {
  static const TimeReading readings[] = {
      {read_numeric, SIGN_DIGITS},
      {read_weekday, SIGN_WEEKDAY},
      {read_month_first, SIGN_MONTH},
      {read_day_first, SIGNS_NUMBER},
      {read_quarter, SIGNS_NUMBER | SIGN_LETTER},
      {time_read_decade, SIGN_DIGITS | SIGN_QUOTE},
      {read_century, SIGNS_NUMBER},
      {read_season, SIGN_SEASON},
      {read_holiday, SIGN_HOLIDAY},
      {read_week, SIGN_UNIT},
  };
  uint32_t end = time_read_longest(r, readings, sizeof readings / sizeof *readings, at, e);
  return end == at ? time_read_year(r, at, e, false) : end;
}

/* "Wednesday last", "Tuesday 23 September last": the word behind, where nothing that it could belong to follows. */
static uint32_t read_last(const TimeReader *r, uint32_t at, uint32_t end, const Time *e) {
  int32_t n;
  TimeCounter counter;
  if (end == at || e->form != FORM_DATE || e->unit != UNIT_DAY || e->date.year || e->plural ||
      !time_shift_at(r, end, &n, &counter) || n != -1 || counter != COUNTER_DOCUMENT) {
    return end;
  }
  uint32_t next = end + 1;
  WordRole role = at_role(r, next);
  bool alone = next >= r->limit || token_of(r->text, next)->kind == TOKEN_PUNCTUATION || role == ROLE_A ||
               role == ROLE_THE || role == ROLE_AT || role == ROLE_IN || role == ROLE_AND;
  return alone ? next : end;
}

uint32_t time_read_date(const TimeReader *r, uint32_t at, Time *e) {
  if (!(time_lead(r, at) & SIGNS_DATE)) {
    return at;
  }
  struct TimeRead *known = &r->memory->dates[at % TIME_REMEMBERED];
  if (known->at != at) {
    Time t = {.hour = -1};
    uint32_t end = read_date(r, at, &t);
    end = read_last(r, at, end, &t);
    *known = (struct TimeRead){at, end, t};
  }
  if (known->end > at) {
    *e = known->time;
  }
  return known->end;
}

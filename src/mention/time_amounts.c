/* Amounts of time: 44-day, nearly six-week-long, two years and three months, several days, half an
   hour; what is counted from them (three decades ago, two weeks before May 13, in two days); and
   what comes again and again (every Monday, daily, once a year). */
#include "mention/time_reader.h"

enum { AGE_MOST = 115 };

/* ---------------------------------------------------------------------------- amounts */

static bool unit_counts(TimeUnit unit) {
  return unit != UNIT_NONE && unit != UNIT_PART;
}

static uint32_t skip_role(const TimeReader *r, uint32_t at, WordRole role) {
  return at_role(r, at) == role ? at + 1 : at;
}

/* The unit of an amount at i, behind a hyphen or "whole"; gives the token behind it. */
static uint32_t read_unit(const TimeReader *r, uint32_t i, TimeUnit *unit) {
  uint32_t at = i;
  if (at_char(r, at, '-') && token_glued(r->text, at)) {
    at++;
  }
  at = skip_role(r, at, ROLE_WHOLE);
  *unit = time_unit_at(r, at);
  return unit_counts(*unit) ? at + 1 : i;
}

/* a couple of, a few, several, many, some: gives the token behind them. */
static uint32_t read_vague(const TimeReader *r, uint32_t at, TimeAmount *a) {
  uint32_t i = skip_role(r, at, ROLE_A);
  WordRole role = at_role(r, i);
  if (role == ROLE_COUPLE || role == ROLE_PAIR) {
    *a = (TimeAmount){.n = decimal_of(2)};
    return skip_role(r, i + 1, ROLE_OF);
  }
  if (role == ROLE_FEW || (role == ROLE_SEVERAL && i == at)) {
    *a = (TimeAmount){.vague = true};
    return skip_role(r, i + 1, ROLE_MORE);
  }
  return at;
}

static bool is_direction(WordRole role) {
  return role == ROLE_AGO || role == ROLE_EARLIER || role == ROLE_LATER;
}

bool time_unit_uncounted(const TimeReader *r, uint32_t at) {
  if (!unit_counts(time_unit_at(r, at))) {
    return false;
  }
  if (!at_tag(r, at, r->tags->unit_plural)) {
    return at_char(r, at + 1, '-') && token_glued(r->text, at + 1) && is_direction(at_role(r, at + 2));
  }
  return is_direction(at_role(r, at + 1)) || role_before(r, at) == ROLE_FOR;
}

/* One amount: number and unit. `article` is set where "a" or "an" is the number. */
static uint32_t read_amount(const TimeReader *r, uint32_t at, TimeAmount *a, bool *article) {
  BareNumber n;
  TimeUnit unit;
  uint32_t end = at;
  *article = false;
  *a = (TimeAmount){0};
  uint32_t number = read_vague(r, at, a);
  if (number == at && time_number(r, at, &n)) {
    number = n.end;
    if (n.kind == BARE_CARDINAL) {
      a->n = n.value;
    } else if (n.kind == BARE_QUANTITY) {
      a->vague = true;
      number = skip_role(r, number, ROLE_OF);
    } else if (n.kind == BARE_VAGUE && at_role(r, at) == ROLE_SEVERAL) {
      a->vague = true;
    } else {
      number = at;
    }
    bool more = number > at && at_role(r, number) == ROLE_MORE;
    number += more;
  }
  if (number == at && at_role(r, at) == ROLE_HALF) {
    number = skip_role(r, at + 1, ROLE_A);
    a->n = (Decimal){5, 1};
  }
  if (number == at && time_unit_uncounted(r, at)) {
    bool hyphen = at_char(r, at + 1, '-'); /* the year-ago period */
    *a = (TimeAmount){.n = decimal_of(1), .vague = !hyphen, .uncounted = !hyphen, .unit = time_unit_at(r, at)};
    return at + 1 + hyphen;
  }
  if (number == at && at_role(r, at) == ROLE_A) {
    number = at + 1;
    a->n = decimal_of(1);
    *article = true;
  }
  if (number == at) {
    return at;
  }
  end = read_unit(r, number, &unit);
  if (end == number) {
    return at;
  }
  bool doubtful = at_tag(r, end - 1, r->tags->numbers.ordinal) && !at_digits(r, at);
  bool clock = unit == UNIT_HOUR && at_digits(r, at) && span_length(token_of(r->text, at)->span) == 4 &&
               token_text(r->text, at).p[0] == '0';
  if (doubtful || clock) { /* "a second wave", "one second"; "0200 hours" */
    return at;
  }
  /* a year and a half */
  if (at_role(r, end) == ROLE_AND && at_role(r, end + 1) == ROLE_A &&
      at_role(r, end + 2) == ROLE_HALF && !a->vague && decimal_add(a->n, (Decimal){5, 1}, &a->n)) {
    end += 3;
    *article = false;
  }
  a->unit = unit;
  return end;
}

/* Whether amount b may follow a in one duration: "2 years 3 months", "1 month 2 years 21 days". */
static bool joins(const TimeAmount *all, uint32_t n, const TimeAmount *b) {
  for (uint32_t i = 0; i < n; i++) {
    if (all[i].unit == b->unit || all[i].vague) {
      return false;
    }
  }
  return !b->vague && n < TIME_AMOUNTS;
}

static uint32_t read_chain(const TimeReader *r, uint32_t at, Time *e, bool *article) {
  TimeAmount all[TIME_AMOUNTS];
  uint32_t n = 1, end = read_amount(r, at, &all[0], article);
  if (end == at) {
    return at;
  }
  bool more = !*article || at_role(r, end) == ROLE_AND;
  while (more) {
    uint32_t next = end;
    if (at_char(r, next, ',') || at_role(r, next) == ROLE_AND) {
      next++;
    }
    bool inner;
    TimeAmount a;
    uint32_t after = read_amount(r, next, &a, &inner);
    if (after == next || !joins(all, n, &a) || (inner && next == end) ||
        (at_char(r, end, ',') && !at_digits(r, next))) {
      break;
    }
    all[n++] = a;
    end = after;
  }
  *e = (Time){.form = FORM_DURATION, .unit = all[0].unit, .hour = -1};
  time_set_amounts(r, all, n, e);
  return end;
}

/* ---------------------------------------------------------------------------- what follows */

static Time *offset_of(const TimeReader *r, const Time *amounts, int sign, TimeCounter counter,
                       Time *base) {
  Time t = *amounts;
  t.form = FORM_OFFSET;
  t.n = sign;
  t.counter = counter;
  t.base = base;
  return time_keep(r, t);
}

/* from today, before May 13, "two days before" at the end of a clause: at stands on the word. */
static uint32_t read_from_point(const TimeReader *r, uint32_t at, Time *e) {
  WordRole role = at_role(r, at);
  int sign = role == ROLE_BEFORE ? -1 : 1;
  Time base = {0};
  if (role == ROLE_FROM && str_is(time_word(r, at + 1, r->tags->ref), "PRESENT_REF")) {
    *e = *offset_of(r, e, sign, COUNTER_DOCUMENT, NULL);
    return at + 2;
  }
  bool that = at_role(r, at + 1) == ROLE_THAT; /* two days after that */
  bool ends = at + 2 >= r->limit || token_of(r->text, at + 2)->kind == TOKEN_PUNCTUATION;
  if (that && ends && role != ROLE_FROM) {
    *e = *offset_of(r, e, sign, COUNTER_STORY, NULL);
    return at + 2;
  }
  uint32_t end = time_read_point(r, at + 1, &base);
  if (end == at + 1 || (base.form == FORM_REFERENCE && base.unit == UNIT_NONE)) {
    bool closes = at + 1 >= r->limit || token_of(r->text, at + 1)->kind == TOKEN_PUNCTUATION;
    if (role == ROLE_FROM || !closes || e->unit < UNIT_DAY) {
      return at;
    }
    *e = *offset_of(r, e, sign, COUNTER_STORY, NULL);
    return at + 1;
  }
  if (role == ROLE_FROM && at_role(r, end) == ROLE_ON && at_tag(r, end + 1, r->tags->weekday)) {
    end += 2; /* two months from today on Tuesday */
  }
  *e = *offset_of(r, e, sign, COUNTER_STORY, time_keep(r, base));
  return end;
}

/* ago; "a year ago yesterday", "ten years ago this week", "five years ago on Saturday": counted from there. at stands on
   "ago". */
static uint32_t read_ago(const TimeReader *r, uint32_t at, Time *e) {
  Time base = {0};
  uint32_t weekday = at + 1 + (at_role(r, at + 1) == ROLE_ON);
  if (e->unit == UNIT_YEAR && at_tag(r, weekday, r->tags->weekday)) {
    uint32_t behind = time_read_point(r, weekday, &base);
    if (behind > weekday && base.form == FORM_DATE && base.weekday && !base.date.day && !base.base) {
      *e = *offset_of(r, e, -1, COUNTER_DOCUMENT, time_keep(r, base));
      return behind;
    }
    base = (Time){0};
  }
  bool day = at_tag(r, at + 1, r->tags->day) || at_role(r, at + 1) == ROLE_THIS;
  uint32_t end = day ? time_read_point(r, at + 1, &base) : at + 1;
  bool counts = end > at + 1 && base.form == FORM_SHIFT && e->unit >= UNIT_WEEK && e->unit > base.unit;
  *e = *offset_of(r, e, -1, COUNTER_DOCUMENT, counts ? time_keep(r, base) : NULL);
  return counts ? end : at + 1;
}

/* ago, earlier, later, from today, before May 13: the token behind, or `at`. */
static uint32_t read_direction(const TimeReader *r, uint32_t at, Time *e) {
  WordRole next = at_role(r, at + 1);
  switch (at_role(r, at)) {
    case ROLE_BACK:
      if (next == ROLE_TO || next == ROLE_IN || next == ROLE_FROM || next == ROLE_AT) {
        return at;
      }
      *e = *offset_of(r, e, -1, COUNTER_DOCUMENT, NULL);
      return at + 1;
    case ROLE_AGO:
      return read_ago(r, at, e);
    case ROLE_HENCE:
      *e = *offset_of(r, e, 1, COUNTER_DOCUMENT, NULL);
      return at + 1;
    case ROLE_EARLIER:
      *e = *offset_of(r, e, -1, COUNTER_STORY, NULL);
      return at + 1;
    case ROLE_LATER:
      *e = *offset_of(r, e, 1, COUNTER_STORY, NULL);
      return at + 1;
    case ROLE_FROM:
    case ROLE_AFTER:
    case ROLE_BEFORE:
      return read_from_point(r, at, e);
    default:
      return at;
  }
}

/* "-long", "-old": the token behind; a person's age is no time: *age. */
static uint32_t read_compound(const TimeReader *r, uint32_t at, const Time *e, bool *age) {
  uint32_t i = at;
  if (at_char(r, i, '-')) {
    i++;
  }
  *age = false;
  if (at_role(r, i) == ROLE_LONG && i > at) {
    return i + 1;
  }
  if (at_tag(r, i, r->tags->numbers.age_after) || at_role(r, i) == ROLE_OLD) {
    const TimeAmount *a = &e->amounts[0];
    *age = a->unit != UNIT_YEAR || a->vague || decimal_compare(a->n, decimal_of(AGE_MOST)) <= 0;
    return i + 1;
  }
  TagValue value;
  uint32_t of_age = phrase_after(r->text, at, r->limit, r->tags->numbers.age_after, &value);
  *age = of_age > at;
  return at;
}

/* "Came a week after", "died just a day after". */
static bool is_told_after(const TimeReader *r, uint32_t at, uint32_t end) {
  return at > r->least && at_role(r, end) == ROLE_AFTER && token_is_class(r->text, at - 1, CLASS_VERB_FORM | CLASS(ADV)) &&
         !token_is_class(r->text, at - 1, CLASS(NUMBER));
}

/* May "a day" stand for a length of time here? Not in "$20 a day", "what a day", "twice a week". */
static bool article_fits(const TimeReader *r, uint32_t at, uint32_t end, bool hedged) {
  WordRole before = role_before(r, at);
  bool led = before == ROLE_FOR || before == ROLE_IN || before == ROLE_DURING ||
             before == ROLE_AFTER || before == ROLE_BY || before == ROLE_BEFORE;
  const Sentence *s = &r->text->sentences.v[token_of(r->text, at)->sentence];
  bool opens = (at == s->first || token_is(r->text, at - 1, ',')) && /* "A week after the fire, nobody …" */
               at_role(r, end) == ROLE_AFTER;
  return hedged || led || opens || is_told_after(r, at, end) || (at == r->least && end >= r->limit);
}

/* "in two days" is a date where the sentence looks ahead, or says nothing else. */
static bool looks_ahead(const TimeReader *r, uint32_t in) {
  const Text *text = r->text;
  const Sentence *s = &text->sentences.v[token_of(text, in)->sentence];
  if (s->end - s->first <= 6 && in <= s->first + 1) {
    return true;
  }
  for (uint32_t i = in; i > s->first && in - i < 12; i--) {
    if (token_has(text, i - 1, r->tags->future)) {
      return true;
    }
  }
  return false;
}

static void hedge_mod(Time *e, const Hedge *hedge) {
  if (!hedge->found) {
    return;
  }
  switch (hedge->qualifier) {
    case QUALIFIER_NEARLY:
    case QUALIFIER_LESS_THAN:
    case QUALIFIER_UP_TO:
      e->mod = MOD_LESS;
      break;
    case QUALIFIER_MORE_THAN:
    case QUALIFIER_AT_LEAST:
      e->mod = MOD_MORE;
      break;
    default:
      e->mod = MOD_APPROX;
  }
}

uint32_t time_read_length(const TimeReader *r, uint32_t at, Time *e) {
  TimeAmount a;
  bool article, age;
  uint32_t end = read_amount(r, at, &a, &article);
  if (end == at || article) {
    return at;
  }
  Time t = {.form = FORM_DURATION, .unit = a.unit, .amounts = &a, .amounts_n = 1, .hour = -1};
  uint32_t compound = read_compound(r, end, &t, &age);
  if (age || compound > end) {
    return at;
  }
  time_set_amounts(r, &a, 1, &t);
  *e = t;
  return end;
}

uint32_t time_read_amounts(const TimeReader *r, uint32_t at, Time *e) {
  bool article, age;
  Time t;
  /* the hedge stands first: "nearly three decades ago" */
  TagValue value;
  uint32_t number = phrase_after(r->text, at, r->limit, r->tags->numbers.qualifier, &value);
  Hedge hedge = {.first = at};
  if (number > at) {
    hedge = hedge_before(&r->tags->numbers, r->text, number, at);
    if (hedge.first != at) {
      return at;
    }
  }
  uint32_t end = read_chain(r, number, &t, &article);
  if (end == number) {
    return at;
  }
  uint32_t compound = read_compound(r, end, &t, &age);
  if (age) {
    return at;
  }
  if (compound > end) {
    end = compound;
  }
  uint32_t directed = compound > end ? end : read_direction(r, end, &t);
  if (directed > end) {
    hedge_mod(&t, &hedge);
    *e = t;
    return directed;
  }
  if (article && t.amounts_n == 1 && !article_fits(r, number, end, number > at)) {
    return at;
  }
  if (number == at && role_before(r, at) == ROLE_IN && looks_ahead(r, at - 1) &&
      t.unit >= UNIT_DAY) {
    t = *offset_of(r, &t, 1, COUNTER_DOCUMENT, NULL);
  }
  hedge_mod(&t, &hedge);
  *e = t;
  return end;
}

/* ---------------------------------------------------------------------------- sets */

/* "day", "2.week" of set=…: every n units. */
static bool set_value(Str s, Time *e) {
  Str rest, head = str_split(s, '.', &rest);
  int64_t n = 1;
  static const struct {
    const char *name;
    TimeUnit unit;
  } units[] = {{"hour", UNIT_HOUR}, {"day", UNIT_DAY},     {"night", UNIT_PART},
               {"week", UNIT_WEEK}, {"month", UNIT_MONTH}, {"quarter", UNIT_QUARTER},
               {"year", UNIT_YEAR}};
  if (rest.n && str_integer(head, &n)) {
    head = rest;
  }
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (str_is(head, units[i].name)) {
      *e = (Time){.form = FORM_SET, .unit = units[i].unit, .n = (int32_t)n, .hour = -1};
      return true;
    }
  }
  return false;
}

static uint32_t read_set_word(const TimeReader *r, uint32_t at, Time *e) {
  TagValue value;
  uint32_t end = phrase_after(r->text, at, r->limit, r->tags->set, &value);
  if (end == at || phrase_after(r->text, at, r->limit, r->tags->never, &(TagValue){0}) > at) {
    return at;
  }
  const Token *t = token_of(r->text, at);
  bool head = at == r->text->sentences.v[t->sentence].first;
  bool name = t->capital && time_case_tells(r, at) && !head;
  return name || !set_value(value.text, e) ? at : end;
}

/* every Monday, every 20 January, each 4/15; at stands behind "every". */
static uint32_t read_every_date(const TimeReader *r, uint32_t at, Time *t) {
  if (!at_digits(r, at) || !at_char(r, at + 1, '/') || !at_digits(r, at + 2)) {
    uint32_t end = time_read_date(r, at, t);
    bool fits = t->unit == UNIT_DAY || t->unit == UNIT_MONTH || t->unit == UNIT_SEASON;
    return end > at && fits && !t->date.year ? end : at;
  }
  int64_t month = time_digits(r, at), day = time_digits(r, at + 2);
  if (month < 1 || month > 12 || day < 1 || day > 31) {
    return at;
  }
  *t = (Time){.form = FORM_DATE, .unit = UNIT_DAY, .hour = -1};
  t->date = (Date){0, (int8_t)month, (int8_t)day};
  return at + 3;
}

/* Saturdays, on Mondays */
static uint32_t read_weekdays(const TimeReader *r, uint32_t at, Time *e) {
  Time t = {.hour = -1};
  bool counted = at > r->least && (at_tag(r, at - 1, r->tags->numbers.number) || at_digits(r, at - 1));
  if (!at_tag(r, at, r->tags->weekday_plural) || counted || time_read_date(r, at, &t) != at + 1) {
    return at;
  }
  *e = (Time){.form = FORM_SET, .unit = UNIT_DAY, .n = 1, .base = time_keep(r, t), .hour = -1};
  return at + 1;
}

/* every|each [other|n] unit · weekday · part · date */
static uint32_t read_every(const TimeReader *r, uint32_t at, Time *e) {
  WordRole role = at_role(r, at);
  if (role != ROLE_EVERY && role != ROLE_EACH) {
    return at;
  }
  bool other = at_role(r, at + 1) == ROLE_OTHER;
  uint32_t i = at + 1 + other;
  int64_t number = at_value(r, i, r->tags->numbers.number);
  if (number < 0 && at_digits(r, i) && time_unit_at(r, i + 1)) {
    number = time_digits(r, i);
  }
  int32_t n = number > 0 ? (int32_t)number : other ? 2 : 1;
  i += number > 0;
  *e = (Time){.form = FORM_SET, .n = n, .hour = -1};
  e->part = time_part_at(r, i);
  e->unit = e->part ? UNIT_PART : time_unit_at(r, i);
  if (e->part || unit_counts(e->unit)) {
    return i + 1;
  }
  Time t = {0};
  uint32_t end = number > 0 ? i : read_every_date(r, i, &t);
  if (end == i) {
    return at;
  }
  t.part = time_part_at(r, end);
  e->unit = t.unit;
  e->base = time_keep(r, t);
  return t.part ? end + 1 : end;
}

/* once a year, twice a week, three times a day */
static uint32_t read_rate(const TimeReader *r, uint32_t at, Time *e) {
  WordRole role = at_role(r, at);
  uint32_t i = at + 1;
  if (role != ROLE_ONCE && role != ROLE_TWICE) {
    BareNumber n;
    bool number = (at_digits(r, at) || at_tag(r, at, r->tags->numbers.number)) &&
                  time_number(r, at, &n) &&
                  at_role(r, n.end) == ROLE_TIMES;
    if (!number) {
      return at;
    }
    i = n.end + 1;
  }
  WordRole per = at_role(r, i);
  if (per != ROLE_A && per != ROLE_PER && per != ROLE_EVERY && per != ROLE_EACH) {
    return at;
  }
  TimeUnit unit = time_unit_at(r, i + 1);
  if (!unit_counts(unit)) {
    return at;
  }
  *e = (Time){.form = FORM_SET, .unit = unit, .n = 1, .hour = -1};
  return i + 2;
}

uint32_t time_read_set(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t end = read_set_word(r, at, e);
  end = end == at ? read_every(r, at, e) : end;
  end = end == at ? read_weekdays(r, at, e) : end;
  return end == at ? read_rate(r, at, e) : end;
}

/* Parts of the day and hours of the clock: Saturday night, that night, this morning, the evening
   hours, the night of January 19-20, early Monday; 7:48 a.m., 3pm tomorrow, Friday at 4pm, noon,
   seven o'clock, 0730 hours. */
#include "mention/time_reader.h"

static Time part_time(DayPart part, Time *base, TimeCounter counter) {
  return (Time){.form = FORM_PART,
                .unit = UNIT_PART,
                .part = part,
                .base = base,
                .counter = counter,
                .hour = -1};
}

static uint32_t skip_the(const TimeReader *r, uint32_t at) {
  return at_role(r, at) == ROLE_THE ? at + 1 : at;
}

/* ---------------------------------------------------------------------------- parts */

/* [early|late] morning [hours] · early hours; behind a determiner. Gives the part and its mod. */
static uint32_t read_part_name(const TimeReader *r, uint32_t at, DayPart *part, TimeMod *mod) {
  uint32_t i = at;
  *mod = time_mod_at(r, i);
  if (*mod) {
    i++;
    if (at_char(r, i, '-')) { /* mid-morning */
      i++;
    }
  }
  *part = time_part_at(r, i);
  if (*part) {
    i++;
    return time_unit_at(r, i) == UNIT_HOUR && at_tag(r, i, r->tags->unit_plural) ? i + 1 : i;
  }
  if (*mod && *mod != MOD_MID && time_unit_at(r, i) == UNIT_HOUR &&
      at_tag(r, i, r->tags->unit_plural)) {
    *part = *mod == MOD_START ? PART_MORNING : PART_NIGHT;
    return i + 1;
  }
  return at;
}

/* "of Monday", "between January 19 and 20", "on 3 May": the day of a part; `at` if there is
   none. */
static uint32_t read_part_day(const TimeReader *r, uint32_t at, Time *base) {
  WordRole role = at_role(r, at);
  uint32_t i = role == ROLE_OF || role == ROLE_ON || role == ROLE_BETWEEN || role == ROLE_FROM ||
                       at_char(r, at, ',')
                   ? at + 1
                   : at;
  uint32_t end = time_read_any(r, i, base);
  if (end == i || (base->form != FORM_DATE && base->form != FORM_RANGE &&
                   base->form != FORM_SHIFT && base->form != FORM_NTH)) {
    return at;
  }
  const Time *day = base->form == FORM_RANGE ? base->base : base;
  if (day->unit != UNIT_DAY || (i == at + 1 && at_char(r, at, ',') && !base->weekday &&
                                base->form == FORM_DATE && !base->date.day)) {
    return at;
  }
  return end;
}

/* this morning, last night, that [January] night, the same evening, the following morning */
static uint32_t read_shifted_part(const TimeReader *r, uint32_t at, Time *e) {
  int32_t n = 0;
  TimeCounter counter = COUNTER_STORY;
  WordRole role = at_role(r, at);
  uint32_t i = skip_the(r, at);
  if (role == ROLE_THAT || (i < r->limit && at_role(r, i) == ROLE_SAME)) {
    i++;
    i += at_role(r, i) == ROLE_SAME;
  } else if (time_shift_at(r, i, &n, &counter)) {
    counter = i > at && n > 0 ? COUNTER_STORY : counter; /* the next morning */
    i++;
  } else {
    return at;
  }
  if (role == ROLE_THAT && at_tag(r, i, r->tags->month)) {
    i++; /* that January night */
  }
  DayPart part;
  TimeMod mod;
  uint32_t end = read_part_name(r, i, &part, &mod);
  if (end == i || at_tag(r, end - 1, r->tags->daypart_plural)) {
    return at;
  }
  Time *base = time_keep(
      r, (Time){.form = FORM_SHIFT, .unit = UNIT_DAY, .n = n, .counter = counter, .hour = -1});
  if (counter == COUNTER_STORY && n == 0) {
    *base = (Time){.form = FORM_REFERENCE, .unit = UNIT_DAY, .counter = COUNTER_STORY, .hour = -1};
  }
  *e = part_time(part, base, counter);
  e->mod = mod;
  return end;
}

/* Saturday night, yesterday evening, next Monday afternoon, Tuesday in the morning */
static uint32_t read_day_part(const TimeReader *r, uint32_t at, Time *e) {
  Time day = {0};
  uint32_t end = time_read_point(r, at, &day);
  if (end == at || day.unit != UNIT_DAY || day.form == FORM_REFERENCE ||
      day.form == FORM_ANNIVERSARY || day.form == FORM_OFFSET || day.form == FORM_DURATION) {
    return at;
  }
  DayPart part;
  TimeMod mod;
  uint32_t i = end;
  if (at_role(r, i) == ROLE_IN && at_role(r, i + 1) == ROLE_THE) {
    i += 2;
  }
  uint32_t after = read_part_name(r, i, &part, &mod);
  if (after == i || (i == end && at_tag(r, after - 1, r->tags->daypart_bare) && mod == MOD_NONE &&
                     !at_tag(r, after - 1, r->tags->daypart))) {
    return at;
  }
  if (at_tag(r, after - 1, r->tags->daypart_plural) && day.weekday &&
      !day.date.day) { /* Tuesday afternoons */
    day.part = part;
    *e = (Time){.form = FORM_SET, .unit = UNIT_DAY, .n = 1, .base = time_keep(r, day), .hour = -1};
    return after;
  }
  *e = part_time(part, time_keep(r, day), COUNTER_DOCUMENT);
  e->mod = mod;
  return after;
}

/* the night of January 19-20, the early hours of Monday, [in] the evening, the evening hours;
   dawn */
static uint32_t read_named_part(const TimeReader *r, uint32_t at, Time *e) {
  DayPart part;
  TimeMod mod;
  uint32_t i = skip_the(r, at);
  uint32_t end = read_part_name(r, i, &part, &mod);
  if (end == i) {
    return at;
  }
  if (at_tag(r, end - 1, r->tags->daypart_plural) && time_part_at(r, end - 1)) { /* mornings */
    *e = (Time){.form = FORM_SET, .unit = UNIT_PART, .part = part, .n = 1, .hour = -1};
    bool alone = i == at && (end >= r->limit || token_of(r->text, end)->kind == TOKEN_PUNCTUATION);
    return alone ? end : at;
  }
  Time base = {0};
  uint32_t day = read_part_day(r, end, &base);
  if (day > end) {
    *e = part_time(part, time_keep(r, base), COUNTER_STORY);
    e->mod = mod;
    return day;
  }
  bool hours = time_unit_at(r, end - 1) == UNIT_HOUR;
  WordRole before = role_before(r, at);
  bool led = before == ROLE_IN || before == ROLE_ON || before == ROLE_BY || before == ROLE_UNTIL ||
             before == ROLE_BEFORE || before == ROLE_AFTER || before == ROLE_AT ||
             before == ROLE_SINCE;
  bool bare = i == at && at_tag(r, end - 1, r->tags->daypart_bare);
  if (!(i > at && (hours || led)) &&
      !(bare && (led || str_is(time_word(r, end - 1, r->tags->daypart), "NI"))) &&
      !(i > at && mod && led)) {
    return at;
  }
  *e = part_time(part, NULL, COUNTER_STORY);
  e->mod = mod;
  e->bare = true;
  return end;
}

/* early this morning, late Saturday night, early Monday, late that January night */
static uint32_t read_modified_part(const TimeReader *r, uint32_t at, Time *e) {
  TimeMod mod = time_mod_at(r, at);
  if (mod != MOD_START && mod != MOD_END) {
    return at;
  }
  uint32_t i = at + 1;
  if (at_role(r, i) == ROLE_ON) {
    i++;
  } else if (at_role(r, i) == ROLE_IN && at_role(r, i + 1) == ROLE_THE) {
    i++;
  }
  Time t = {0};
  uint32_t end = read_shifted_part(r, i, &t);
  end = end == i ? read_day_part(r, i, &t) : end;
  if (end == i && i > at + 1) {
    end = read_named_part(r, i, &t);
  }
  if (end == i) {
    end = time_read_point(r, i, &t);
    if (end == i || t.unit != UNIT_DAY || (t.form != FORM_DATE && t.form != FORM_SHIFT)) {
      return at;
    }
  }
  *e = t;
  e->mod = mod;
  return end;
}

static uint32_t read_part(const TimeReader *r, uint32_t at, Time *e) {
  static const TimeReading readings[] = {
      {read_shifted_part, SIGN_SHIFT | SIGN_POINTER},
      {read_day_part, SIGNS_POINT},
      {read_named_part, SIGN_PART | SIGN_MOD},
      {read_modified_part, SIGN_MOD},
  };
  return time_read_longest(r, readings, sizeof readings / sizeof *readings, at, e);
}

uint32_t time_read_part(const TimeReader *r, uint32_t at, Time *e) {
  if (!(time_lead(r, at) & SIGNS_POINT)) {
    return at;
  }
  struct TimeRead *known = &r->memory->parts[at % TIME_REMEMBERED];
  if (known->at != at) {
    Time t = {.hour = -1};
    uint32_t end = read_part(r, at, &t);
    *known = (struct TimeRead){at, end, t};
  }
  if (known->end > at) {
    *e = known->time;
  }
  return known->end;
}

/* ---------------------------------------------------------------------------- the clock */

typedef enum Clock {
  CLOCK_NONE,
  CLOCK_AM,
  CLOCK_PM,
  CLOCK_NOON,
  CLOCK_MIDNIGHT,
  CLOCK_OCLOCK,
  CLOCK_HOURS
} Clock;

static Clock clock_named(Str s) {
  static const char *const names[] = {"", "am", "pm", "noon", "midnight", "oclock", "hours"};
  for (int i = 1; s.n && i <= CLOCK_HOURS; i++) {
    if (str_is(s, names[i])) {
      return (Clock)i;
    }
  }
  return CLOCK_NONE;
}

/* am, p.m., noon, o'clock at i; gives the token behind. */
static uint32_t read_clock_word(const TimeReader *r, uint32_t i, Clock *clock) {
  TagValue value;
  uint32_t end = phrase_after(r->text, i, r->limit, r->tags->clock, &value);
  *clock = end > i ? clock_named(value.text) : CLOCK_NONE;
  return *clock ? end : i;
}

static bool set_clock(Time *e, int64_t hour, int64_t minute, int64_t second, Clock clock) {
  bool half = clock == CLOCK_AM || clock == CLOCK_PM;
  if (hour < 0 || hour > 24 || minute > 59 || second > 60 || (half && (hour > 12 || hour == 0))) {
    return false;
  }
  if (clock == CLOCK_PM && hour < 12) {
    hour += 12;
  } else if ((clock == CLOCK_AM && hour == 12) || (clock == CLOCK_MIDNIGHT && hour == 12)) {
    hour = 0;
  }
  *e = (Time){.form = FORM_CLOCK,
              .unit = UNIT_HOUR,
              .hour = (int8_t)hour,
              .minute = (int8_t)minute,
              .second = (int8_t)second};
  return true;
}

static int64_t two_digits(const TimeReader *r, uint32_t i) {
  return at_digits(r, i) && span_length(token_of(r->text, i)->span) == 2 ? time_digits(r, i) : -1;
}

/* An hour as it was read, before am, pm or noon. */
typedef struct Hour {
  int64_t hour, minute, second; /* -1: not said */
} Hour;

/* 7, 7:48, 00:24:00 */
static uint32_t read_hour_digits(const TimeReader *r, uint32_t at, Hour *h) {
  h->hour = time_digits(r, at);
  uint32_t end = at + 1;
  if (span_length(token_of(r->text, at)->span) > 2 || h->hour < 0 || h->hour > 24) {
    return at;
  }
  if (at_char(r, end, ':') && token_glued(r->text, end) && two_digits(r, end + 1) >= 0 &&
      token_glued(r->text, end + 1)) {
    h->minute = two_digits(r, end + 1);
    end += 2;
    if (at_char(r, end, ':') && two_digits(r, end + 1) >= 0 && token_glued(r->text, end + 1)) { /* not "06:00: 27" */
      h->second = two_digits(r, end + 1);
      end += 2;
    }
  }
  return end;
}

static uint32_t read_hour_words(const TimeReader *r, uint32_t at, Hour *h) {
  BareNumber n;
  if (!at_tag(r, at, r->tags->numbers.number) ||
      !time_number(r, at, &n) || n.kind != BARE_CARDINAL ||
      n.value.scale || n.value.digits > 12) {
    return at;
  }
  h->hour = n.value.digits;
  return n.end;
}

/* 0730 hours, 730 p.m. */
static uint32_t read_hour_joined(const TimeReader *r, uint32_t at, Time *e) {
  Clock clock;
  int64_t n = time_digits(r, at);
  uint32_t after = read_clock_word(r, at + 1, &clock);
  bool hours = clock == CLOCK_HOURS && span_length(token_of(r->text, at)->span) != 4;
  return after == at + 1 || hours || clock == CLOCK_OCLOCK ||
                 !set_clock(e, n / 100, n % 100, -1, clock)
             ? at
             : after;
}

/* 7 p.m., 7:48 a.m., 15:15, 00:24:00, 0730 hours, 12 noon, seven o'clock */
static uint32_t read_hour(const TimeReader *r, uint32_t at, Time *e) {
  Hour h = {-1, -1, -1};
  Clock clock, more;
  bool digits = at_digits(r, at);
  if (digits && at > r->least && token_glued(r->text, at) && !at_char(r, at - 1, '(') &&
      !at_dash(r, at - 1)) {
    return at;
  }
  uint32_t length = digits ? span_length(token_of(r->text, at)->span) : 0;
  if (length == 3 || length == 4) {
    return read_hour_joined(r, at, e);
  }
  uint32_t end = digits ? read_hour_digits(r, at, &h) : read_hour_words(r, at, &h);
  if (end == at) {
    return at;
  }
  uint32_t after = read_clock_word(r, end, &clock);
  if (clock == CLOCK_NONE) {
    bool minutes = digits && h.minute >= 0;
    return minutes && set_clock(e, h.hour, h.minute, h.second, CLOCK_NONE) ? end : at;
  }
  if (clock == CLOCK_HOURS || (clock == CLOCK_NOON && h.hour != 12)) {
    return at; /* "12 hours" is a length */
  }
  if (clock == CLOCK_OCLOCK) {
    uint32_t behind = read_clock_word(r, after, &more);
    bool half = more == CLOCK_AM || more == CLOCK_PM;
    after = half || more == CLOCK_MIDNIGHT ? behind : after;
    clock = half ? more : clock;
  }
  return set_clock(e, h.hour, h.minute, h.second, clock) ? after : at;
}

/* 4.05 p.m., 10.15pm, and behind "at" with its zone or the day alone "16.40": one token of digits with a point. */
static uint32_t read_hour_point(const TimeReader *r, uint32_t at, Time *e) {
  if (at >= r->limit || token_of(r->text, at)->kind != TOKEN_NUMBER) {
    return at;
  }
  Str minute, hour = str_split(token_text(r->text, at), '.', &minute);
  int64_t h, m;
  Clock clock;
  if (minute.n != 2 || hour.n > 2 || !str_integer(hour, &h) || !str_integer(minute, &m) ||
      (at > r->least && token_glued(r->text, at) && !at_char(r, at - 1, '('))) {
    return at;
  }
  uint32_t after = read_clock_word(r, at + 1, &clock);
  if (clock == CLOCK_AM || clock == CLOCK_PM) {
    return set_clock(e, h, m, -1, clock) ? after : at;
  }
  TagValue value;
  uint32_t zone = phrase_after(r->text, at + 1, r->limit, r->tags->clock, &value);
  bool zoned = zone > at + 1 && str_is(value.text, "zone");
  bool day = at_role(r, at + 1) == ROLE_ON && at_tag(r, at + 2, r->tags->weekday);
  return (zoned || (day && role_before(r, at) == ROLE_AT)) && set_clock(e, h, m, -1, CLOCK_HOURS) ? at + 1 : at;
}

/* 15 past seven o'clock, half past seven */
static uint32_t read_past(const TimeReader *r, uint32_t at, Time *e) {
  int64_t minutes = -1;
  uint32_t end = at;
  if (at_role(r, at) == ROLE_HALF) {
    minutes = 30;
    end = at + 1;
  } else if (at_digits(r, at)) {
    minutes = time_digits(r, at);
    end = at + 1;
  } else {
    minutes = at_value(r, at, r->tags->numbers.number);
    end = at + 1;
  }
  if (minutes < 1 || minutes > 59 || at_role(r, end) != ROLE_PAST) {
    return at;
  }
  uint32_t next = end + 1;
  uint32_t after = read_hour(r, next, e);
  if (after == next) {
    int64_t hour = at_value(r, next, r->tags->numbers.number);
    hour = hour < 0 && at_digits(r, next) ? time_digits(r, next) : hour;
    if (hour < 1 || hour > 12 || (minutes != 30 && minutes % 5)) {
      return at;
    }
    set_clock(e, hour, -1, -1, CLOCK_NONE);
    after = next + 1;
  }
  e->minute = (int8_t)minutes;
  return after;
}

/* AT 1400 ON 24 AUGUST, at 1311 GMT: four digits behind "at", and nothing that they could count. */
static uint32_t read_military(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t before = at;
  TagValue value;
  if (!at_digits(r, at) || span_length(token_of(r->text, at)->span) != 4) {
    return at;
  }
  before = phrase_before(r->text, at, r->least, r->tags->numbers.qualifier, &value);
  int64_t n = time_digits(r, at);
  uint32_t zone = phrase_after(r->text, at + 1, r->limit, r->tags->clock, &value);
  bool zoned = zone > at + 1 && str_is(value.text, "zone");
  WordRole next = at_role(r, at + 1);
  bool free = at + 1 >= r->limit || token_of(r->text, at + 1)->kind == TOKEN_PUNCTUATION ||
              next == ROLE_ON || next == ROLE_IN || at_tag(r, at + 1, r->tags->day);
  if (n < 0 || n / 100 > 24 || n % 100 > 59 ||
      !(zoned || (free && role_before(r, before) == ROLE_AT))) {
    return at;
  }
  return set_clock(e, n / 100, n % 100, -1, CLOCK_HOURS) ? at + 1 : at;
}

static uint32_t read_bare_clock(const TimeReader *r, uint32_t at, Time *e) {
  Clock clock;
  uint32_t end = read_clock_word(r, at, &clock);
  if (clock == CLOCK_NOON || clock == CLOCK_MIDNIGHT) {
    set_clock(e, 12, -1, -1, clock);
    return end;
  }
  end = read_hour(r, at, e);
  end = end == at ? read_hour_point(r, at, e) : end;
  end = end == at ? read_past(r, at, e) : end;
  return end == at ? read_military(r, at, e) : end;
}

/* The day of an hour: behind "on", a comma or nothing: "3pm tomorrow", "7:30 PM on Fri, Sep 20". */
static uint32_t read_clock_day(const TimeReader *r, uint32_t at, Time *base) {
  TagValue value;
  uint32_t zone = phrase_after(r->text, at, r->limit, r->tags->clock, &value);
  uint32_t from = zone > at && str_is(value.text, "zone") ? zone : at; /* 1311 GMT on 19 March */
  uint32_t i = at_role(r, from) == ROLE_ON || at_role(r, from) == ROLE_OF ? from + 1 : from;
  if (i == from && at_char(r, from, ',')) {
    i++;
  }
  Time t = {0};
  uint32_t end = time_read_part(r, i, &t);
  if (end > i && t.form == FORM_PART && !t.bare && t.base) {
    *base = *t.base;
    return end;
  }
  end = time_read_point(r, i, &t);
  if (end > i && t.form == FORM_PART && t.base) { /* tonight at 11pm */
    *base = *t.base;
    return end;
  }
  if (end == i || t.unit != UNIT_DAY || t.mod || t.form == FORM_OFFSET ||
      t.form == FORM_ANNIVERSARY || t.form == FORM_DURATION || t.form == FORM_SET) {
    return at;
  }
  *base = t;
  return end;
}

uint32_t time_read_clock(const TimeReader *r, uint32_t at, Time *e) {
  Time t = {.hour = -1}, base = {0};
  TagValue value;
  uint32_t hedge = phrase_after(r->text, at, r->limit, r->tags->numbers.qualifier, &value);
  uint32_t end = read_bare_clock(r, hedge, &t);
  if (end > hedge) {
    uint32_t day = read_clock_day(r, end, &base);
    if (day > end) {
      t.base = time_keep(r, base);
      end = day;
    }
    t.bare = day == end && !t.base;
    *e = t;
    return end;
  }
  /* Friday at 4pm, tomorrow at about 5pm, Fri, Jul 18, 2014 07:00 PM, this morning at 10am */
  end = read_clock_day(r, at, &base);
  if (end == at || at_role(r, at) == ROLE_ON || at_char(r, at, ',') || at_role(r, at) == ROLE_OF) {
    return at;
  }
  uint32_t i = at_char(r, end, ',') ? end + 1 : end;
  bool led = at_role(r, i) == ROLE_AT;
  i += led;
  hedge = phrase_after(r->text, i, r->limit, r->tags->numbers.qualifier, &value);
  uint32_t after = read_bare_clock(r, hedge, &t);
  if (after == hedge) {
    return at;
  }
  t.base = time_keep(r, base);
  *e = t;
  return after;
}

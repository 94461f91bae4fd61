/* Time resolution: expressions to pieces of the calendar, one mention after the other, with what
   the story has said so far. */
#include "discourse/time_resolve.h"

#include "discourse/time_calendar.h"
#include "discourse/time_context.h"

enum { NIGHT_REACH = 4 }; /* days from "that night" to the night that the document tells of */

/* What a time came to. `night` stands for both its days. */
typedef struct Resolved {
  When when;
  Str value;
  Date start, end;
  TimeAnchor anchor;
  bool commemorative;
} Resolved;

static Resolved resolve(TimeContext *c, const TimeExpression *e);

/* ---------------------------------------------------------------------------- from pieces */

static Resolved from_when(When when, TimeAnchor anchor) {
  Resolved out = {.when = when, .value = when.value, .anchor = anchor};
  if (when.known) {
    out.start = civil_date(when.first);
    out.end = civil_date(when.last);
  } else {
    out.start = out.end = when.date;
    out.anchor = ANCHOR_NONE;
  }
  return out;
}

static Resolved unplaced(Str value) {
  return (Resolved){.value = value};
}

/* The day that a relative time counts from; DAY_NONE if nothing is known. *anchor says which. */
static int32_t counted_from(const TimeContext *c, TimeCounter counter, TimeAnchor *anchor) {
  if (counter == COUNTER_STORY && c->story_day.known) {
    *anchor = ANCHOR_NARRATIVE;
    return c->story_day.first;
  }
  if (counter == COUNTER_STORY && c->story.known) {
    *anchor = ANCHOR_NARRATIVE;
    return c->story.first;
  }
  *anchor = ANCHOR_DOCUMENT;
  return c->today;
}

/* ---------------------------------------------------------------------------- dates */

/* Friday: the last one before the publication, itself included; the next where the sentence looks
   ahead. */
static int32_t weekday_near(int32_t from, int weekday, bool ahead) {
  int back = (civil_weekday(from) - (weekday - 1) + 7) % 7;
  return ahead && back ? from - back + 7 : from - back;
}

static Resolved resolve_weekday(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor;
  if (e->base) { /* Friday next week */
    Resolved week = resolve(c, e->base);
    if (!week.when.known) {
      return unplaced(time_printf(c, "XXXX-WXX-%d", e->weekday));
    }
    return from_when(when_day(week.when.first + e->weekday - 1, c->arena), week.anchor);
  }
  if (time_is_any_such_day(c, c->mention)) {
    return c->story.known && !c->story_day.known ? from_when(c->story, ANCHOR_NARRATIVE)
                                                 : unplaced(time_printf(c, "XXXX-WXX-%d", e->weekday));
  }
  int32_t from = counted_from(c, COUNTER_DOCUMENT, &anchor);
  bool told = c->retrospective && c->story_day.known;
  if (told) {
    from = c->story_day.first;
    anchor = ANCHOR_NARRATIVE;
    return from_when(when_day(weekday_near(from, e->weekday, true), c->arena), anchor);
  }
  if (from == DAY_NONE) {
    return unplaced(time_printf(c, "XXXX-WXX-%d", e->weekday));
  }
  return from_when(when_day(weekday_near(from, e->weekday, time_looks_ahead(c)), c->arena), anchor);
}

static Resolved resolve_yearless(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor;
  bool commemorative = false;
  Date date = e->date;
  date.year = time_year_for(c, e, &anchor, &commemorative);
  Resolved out = from_when(when_date(date, c->arena), anchor);
  out.commemorative = commemorative;
  return out;
}

/* Seasons, quarters, halves without a year: the last one that has begun. */
static Resolved resolve_part_of_year(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor = ANCHOR_SELF;
  int32_t year = e->date.year;
  if (e->base) {
    Resolved outer = resolve(c, e->base);
    year = outer.when.known ? civil_date(outer.when.first).year : 0;
    anchor = outer.anchor;
  } else if (!year) {
    int32_t from = counted_from(c, c->retrospective ? COUNTER_STORY : COUNTER_DOCUMENT, &anchor);
    year = from == DAY_NONE ? 0 : civil_date(from).year;
    When w = e->unit == UNIT_SEASON ? when_season(year, e->season, c->arena)
             : e->unit == UNIT_HALF ? when_half(year, e->half, c->arena)
                                    : when_quarter(year, e->quarter, c->arena);
    if (w.known && w.first > from && anchor == ANCHOR_DOCUMENT && !time_looks_ahead(c)) {
      year--;
    }
  }
  if (e->unit == UNIT_SEASON) {
    return from_when(when_season(year, e->season, c->arena), anchor);
  }
  return from_when(e->unit == UNIT_HALF ? when_half(year, e->half, c->arena)
                                        : when_quarter(year, e->quarter, c->arena),
                   anchor);
}

/* Thursday the 21st: the nearest such day. */
static Resolved resolve_weekday_of_month(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor;
  int32_t from = counted_from(c, COUNTER_DOCUMENT, &anchor);
  if (from == DAY_NONE) {
    return unplaced(time_printf(c, "XXXX-XX-%02d", e->date.day));
  }
  Date near = civil_date(from);
  for (int k = 0; k < 8; k++) {
    int step = k % 2 ? (k + 1) / 2 : -(k / 2);
    Date d = civil_date(day_add_months(civil_days(near.year, near.month, 1), step));
    d.day = e->date.day;
    if (civil_valid(d) && civil_weekday(civil_first(d)) == e->weekday - 1) {
      return from_when(when_date(d, c->arena), anchor);
    }
  }
  return unplaced(time_printf(c, "XXXX-XX-%02d", e->date.day));
}

/* A date in full that the document gives for this day of a month, or DAY_NONE. */
static int32_t day_said(const TimeContext *c, int day) {
  for (uint32_t i = 0; i < c->full.n; i++) {
    const FullDate *f = &c->full.v[i];
    if (f->date.day == day && !f->commemorative && civil_valid(f->date)) {
      return civil_first(f->date);
    }
  }
  return DAY_NONE;
}

/* On the 12th: the day that is said in full somewhere, in a story of long ago one of its month, else
   the last one. */
static Resolved resolve_day_of_month(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor;
  int32_t from = counted_from(c, COUNTER_DOCUMENT, &anchor);
  int32_t said = day_said(c, e->date.day);
  if (said != DAY_NONE || (c->retrospective && c->story_day.known)) {
    from = said != DAY_NONE ? said : c->story_day.first;
    anchor = ANCHOR_NARRATIVE;
  }
  enum { OLD_DAYS = 60 };
  bool old = anchor != ANCHOR_NARRATIVE && c->story.known && c->story.last < from - OLD_DAYS;
  if (from == DAY_NONE || old) {
    return unplaced(time_printf(c, "XXXX-XX-%02d", e->date.day));
  }
  Date near = civil_date(from);
  for (int k = near.day < e->date.day && anchor != ANCHOR_NARRATIVE; k < 4; k++) {
    Date d = civil_date(day_add_months(civil_days(near.year, near.month, 1), -k));
    d.day = e->date.day;
    if (civil_valid(d)) {
      return from_when(when_date(d, c->arena), anchor);
    }
  }
  return unplaced(time_printf(c, "XXXX-XX-%02d", e->date.day));
}

static Resolved resolve_date(TimeContext *c, const TimeExpression *e) {
  if (e->before_christ) {
    return unplaced(time_printf(c, "BC%04d", (int)e->date.year));
  }
  switch (e->unit) {
    case UNIT_DECADE:
      return from_when(when_decade(e->date.year, c->arena), ANCHOR_SELF);
    case UNIT_CENTURY:
      return from_when(when_century(e->date.year, c->arena), ANCHOR_SELF);
    case UNIT_SEASON:
    case UNIT_QUARTER:
    case UNIT_HALF:
      return resolve_part_of_year(c, e);
    default:
      break;
  }
  if (e->weekday && !e->date.day) {
    return resolve_weekday(c, e);
  }
  if (e->weekday && !e->date.month) {
    return resolve_weekday_of_month(c, e);
  }
  if (e->date.day && !e->date.month) {
    return resolve_day_of_month(c, e);
  }
  if (e->date.year) {
    return from_when(when_date(e->date, c->arena), ANCHOR_SELF);
  }
  if (e->base) { /* June next year */
    Resolved outer = resolve(c, e->base);
    Date date = e->date;
    date.year = outer.when.known ? civil_date(outer.when.first).year : 0;
    return from_when(when_date(date, c->arena), outer.anchor);
  }
  return resolve_yearless(c, e);
}

/* ---------------------------------------------------------------------------- shifts */

/* next Monday, last June, this September, next 6th of April */
/* The story was told of by a year or a month last, and by no day in it: "two days later" lies in there, but
   nobody knows on which day. */
static bool story_is_coarse(const TimeContext *c, const TimeExpression *e, TimeUnit unit) {
  bool has_day = c->story_day.known && c->story_day.first >= c->story.first && c->story_day.first <= c->story.last;
  return e->counter == COUNTER_STORY && !e->base && c->story.known && !has_day && c->story.unit > unit;
}

/* "This winter has been mild", in March: the one that is over, or nearly so. */
static bool season_is_about(const TimeContext *c, Season season, int32_t year, int32_t from) {
  enum { DAYS_AFTER = 60 };
  When before = when_season(year, season, c->arena), now = when_season(year + 1, season, c->arena);
  return now.first > from && before.last + DAYS_AFTER >= from;
}

static Resolved resolve_named_shift(TimeContext *c, const TimeExpression *e, int32_t from,
                                    TimeAnchor anchor) {
  const TimeExpression *base = e->base;
  if (base->weekday && !base->date.day) {
    int32_t monday = from - civil_weekday(from);
    int32_t day = monday + base->weekday - 1 + 7 * (e->n > 0 ? e->n : 0);
    if (e->n < 0) {
      day = day >= from ? day - 7 : day;
    }
    return from_when(when_day(day, c->arena), anchor);
  }
  Date today = civil_date(from), date = base->date;
  date.year = today.year;
  if (base->unit == UNIT_SEASON || base->unit == UNIT_QUARTER || base->unit == UNIT_HALF) {
    TimeExpression part = *base;
    part.date.year = today.year + e->n;
    if (base->unit == UNIT_SEASON && e->n < 0) { /* last winter: the last that is over */
      When this_year = when_season(today.year, base->season, c->arena);
      part.date.year = this_year.last < from ? today.year : today.year - 1;
    }
    if (base->unit == UNIT_SEASON && !e->n && season_is_about(c, base->season, today.year - 1, from)) {
      part.date.year--;
    }
    return resolve_part_of_year(c, &part);
  }
  When when = when_date(date, c->arena);
  if (when.known && e->n > 0 && when.first <= from) {
    date.year++;
  } else if (when.known && e->n < 0 && when.last >= from) {
    date.year--;
  }
  return from_when(when_date(date, c->arena), anchor);
}

static Resolved resolve_shift(TimeContext *c, const TimeExpression *e) {
  TimeAnchor anchor;
  int32_t from = counted_from(c, e->counter, &anchor);
  if (from == DAY_NONE) {
    static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    return unplaced(str_of(refs[e->n < 0 ? 0 : e->n > 0 ? 2 : 1]));
  }
  if (e->base) {
    return resolve_named_shift(c, e, from, anchor);
  }
  if (story_is_coarse(c, e, e->unit)) {
    return from_when(c->story, ANCHOR_NARRATIVE); /* "In 1990 … the next day" */
  }
  int32_t n = e->n;
  if (e->unit == UNIT_WEEKEND && e->bare && time_sentence_long(c) && !time_looks_ahead(c) &&
      civil_weekday(from) < 5) {
    n = -1; /* "five died at the weekend": the one that is over */
  }
  return from_when(when_shift(e->unit, from, n, c->arena), anchor);
}

/* ---------------------------------------------------------------------------- offsets */

int32_t time_day_offset(const TimeExpression *e, int32_t from) {
  int64_t months = 0, days = 0;
  for (uint32_t i = 0; i < e->amounts_n; i++) {
    static const int of_months[UNIT_COUNT] = {
        [UNIT_MONTH] = 1,    [UNIT_QUARTER] = 3,    [UNIT_HALF] = 6,          [UNIT_YEAR] = 12,
        [UNIT_DECADE] = 120, [UNIT_CENTURY] = 1200, [UNIT_MILLENNIUM] = 12000};
    static const int of_days[UNIT_COUNT] = {
        [UNIT_DAY] = 1, [UNIT_WEEKEND] = 7, [UNIT_WEEK] = 7, [UNIT_FORTNIGHT] = 14};
    const TimeAmount *a = &e->amounts[i];
    Decimal n = a->vague ? decimal_of(3) : a->n;
    int64_t divisor = 1;
    for (int s = 0; s < n.scale; s++) {
      divisor *= 10;
    }
    if (n.digits > 1000000 || n.digits < 0) {
      continue;
    }
    months += n.digits * of_months[a->unit] / divisor;
    days += n.digits * of_days[a->unit] / divisor;
  }
  if (months > 120000 || days > 4000000) {
    return from;
  }
  return day_add_months(from, e->n * months) + (int32_t)(e->n * days);
}

TimeUnit time_offset_unit(const TimeExpression *e) {
  TimeUnit unit = e->amounts[0].unit;
  if (e->amounts_n > 1) {
    return UNIT_DAY;
  }
  if (e->amounts[0].vague) {
    unit = unit == UNIT_DAY || unit == UNIT_WEEK ? UNIT_MONTH : unit;
  }
  if (unit < UNIT_DAY) {
    return UNIT_DAY;
  }
  return unit == UNIT_DECADE || unit == UNIT_QUARTER || unit == UNIT_HALF ? UNIT_YEAR
         : unit == UNIT_FORTNIGHT                                         ? UNIT_WEEK
                                                                          : unit;
}

static Resolved resolve_offset(TimeContext *c, const TimeExpression *e) {
  enum { HALF_WEEK = 3 };
  TimeAnchor anchor;
  int32_t from;
  TimeUnit unit = time_offset_unit(e);
  if (story_is_coarse(c, e, unit)) {
    return from_when(c->story, ANCHOR_NARRATIVE);
  }
  bool of_years = e->base && e->base->form == FORM_DATE && e->base->weekday && unit == UNIT_YEAR;
  if (of_years && c->today != DAY_NONE) { /* "five years ago on Saturday": the Saturday next to it */
    from = weekday_near(c->today + HALF_WEEK, e->base->weekday, false);
    anchor = ANCHOR_DOCUMENT;
    unit = UNIT_DAY;
  } else if (e->base) {
    Resolved base = resolve(c, e->base);
    if (!base.when.known) {
      return unplaced(e->n < 0 ? str_lit("PAST_REF") : str_lit("FUTURE_REF"));
    }
    from = base.when.first;
    anchor = base.anchor;
    if (base.when.unit == UNIT_DAY && unit <= UNIT_MONTH && !e->amounts[0].vague) {
      unit = UNIT_DAY;
    }
    if (e->base->form == FORM_SHIFT && unit >= UNIT_MONTH) {
      unit = time_offset_unit(e);
    }
    if (base.when.unit > unit || e->counter == COUNTER_DOCUMENT) {
      unit = base.when.unit; /* "a year ago yesterday": a day */
    }
  } else {
    from = counted_from(c, e->counter, &anchor);
    if (anchor == ANCHOR_NARRATIVE && unit >= UNIT_MONTH && c->story.known) {
      from = c->story.first; /* "a year later" counts from a year as well */
    }
    if (from == DAY_NONE) {
      return unplaced(e->n < 0 ? str_lit("PAST_REF") : str_lit("FUTURE_REF"));
    }
    if (e->counter == COUNTER_STORY && anchor == ANCHOR_NARRATIVE && unit == UNIT_WEEK) {
      unit = UNIT_DAY;
    }
  }
  if (e->amounts[0].vague && e->amounts[0].unit >= (e->amounts[0].uncounted ? UNIT_DAY : UNIT_YEAR)) {
    return unplaced(e->n < 0 ? str_lit("PAST_REF") : str_lit("FUTURE_REF"));
  }
  int32_t day = time_day_offset(e, from);
  if (anchor == ANCHOR_NARRATIVE && e->n > 0 && !e->base && c->today != DAY_NONE &&
      day > c->today && !time_looks_ahead(c)) {
    return unplaced(str_lit("PAST_REF")); /* "19 months later": of a story told otherwise */
  }
  return from_when(when_unit(unit, day, c->arena), anchor);
}

/* ---------------------------------------------------------------------------- the n-th */

static Resolved resolve_nth(TimeContext *c, const TimeExpression *e) {
  if (!e->base) { /* two Thursdays ago */
    if (c->today == DAY_NONE) {
      return unplaced(str_lit("PAST_REF"));
    }
    int32_t last = weekday_near(c->today - 1, e->weekday, false);
    return from_when(when_day(last + 7 * (e->n + 1), c->arena), ANCHOR_DOCUMENT);
  }
  Resolved frame = resolve(c, e->base);
  if (!frame.when.known) {
    return unplaced(e->weekday ? time_printf(c, "XXXX-WXX-%d", e->weekday) : str_lit("XXXX"));
  }
  int32_t first = frame.when.first, last = frame.when.last, day = first;
  bool from_end = e->n < 0;
  if (e->range_partner) { /* third Tuesday after Christmas */
    day = from_end ? weekday_near(first - 1, e->weekday, false) + 7 * (e->n + 1)
                   : weekday_near(first + 7, e->weekday, false) + 7 * (e->n - 1);
    return from_when(when_day(day, c->arena), frame.anchor);
  }
  if (e->weekday) {
    day = from_end ? weekday_near(last, e->weekday, false)
                   : first + (e->weekday - 1 - civil_weekday(first) + 7) % 7 + 7 * (e->n - 1);
    return from_when(when_day(day, c->arena), frame.anchor);
  }
  switch (e->unit) {
    case UNIT_WEEK:
    case UNIT_WEEKEND:
      if (from_end) {
        return from_when(when_unit(e->unit, last, c->arena), frame.anchor);
      }
      if (frame.when.unit == UNIT_YEAR) { /* the ISO week 1 holds January 4 */
        first += 3;
      }
      return from_when(when_unit(e->unit, first + 7 * (e->n - 1), c->arena), frame.anchor);
    case UNIT_MONTH:
      return from_when(
          when_unit(e->unit, from_end ? last : day_add_months(first, e->n - 1), c->arena),
          frame.anchor);
    case UNIT_YEAR:
      return from_when(
          when_unit(e->unit, from_end ? last : day_add_months(first, (int64_t)(e->n - 1) * 12),
                    c->arena),
          frame.anchor);
    default:
      return from_when(when_day(from_end ? last : first + e->n - 1, c->arena), frame.anchor);
  }
}

/* ---------------------------------------------------------------------------- the day and its
   hours */

/* The day that a part or an hour belongs to where none is named. */
static Resolved story_day(TimeContext *c) {
  TimeAnchor anchor;
  int32_t day = counted_from(c, COUNTER_STORY, &anchor);
  bool precise = anchor == ANCHOR_DOCUMENT || c->story_day.known;
  return day == DAY_NONE || !precise ? unplaced(str_lit("XXXX-XX-XX"))
                                     : from_when(when_day(day, c->arena), anchor);
}

/* Where the document tells of a night over two dates, "that night" of either of them is that
   one. */
static bool told_night(const TimeContext *c, int32_t day, int32_t *first) {
  int32_t nearest = NIGHT_REACH + 1;
  for (uint32_t i = 0; i < c->nights.n; i++) {
    int32_t apart = day > c->nights.v[i] ? day - c->nights.v[i] : c->nights.v[i] - day;
    if (apart < nearest) {
      *first = c->nights.v[i];
      nearest = apart;
    }
  }
  return nearest <= NIGHT_REACH;
}

static Resolved resolve_part(TimeContext *c, const TimeExpression *e) {
  Resolved day = e->base ? resolve(c, e->base) : story_day(c);
  bool range = e->base && e->base->form == FORM_RANGE;
  const TimeExpression *from = range ? e->base->base : NULL;
  if (range) {
    Resolved first = resolve(c, from);
    day.value = first.value;
    Resolved out = day;
    out.value = time_printf(c, "%.*sT%s", STR_ARG(first.value), part_code(e->part));
    if (first.when.known) {
      out.when = first.when;
      out.when.last = day.when.known ? day.when.last : first.when.last;
      out.when.unit = UNIT_DAY;
    }
    return out;
  }
  int32_t night;
  bool referred = !e->base || e->base->form == FORM_REFERENCE;
  if (e->part == PART_NIGHT && day.when.known && referred &&
      told_night(c, day.when.first, &night)) {
    When first = when_day(night, c->arena);
    Resolved out = from_when(first, day.anchor);
    out.end = civil_date(night + 1);
    out.when.last = night + 1;
    out.value = time_printf(c, "%.*sT%s", STR_ARG(first.value), part_code(e->part));
    return out;
  }
  if (!day.when.known && str_ends(day.value, "_REF")) {
    day.value = str_lit("XXXX-XX-XX");
  }
  day.value = time_printf(c, "%.*sT%s", STR_ARG(day.value), part_code(e->part));
  return day;
}

static Resolved resolve_clock(TimeContext *c, const TimeExpression *e) {
  Resolved day = e->base ? resolve(c, e->base) : story_day(c);
  if (!e->base && e->hour == 0 && e->minute < 0 && c->story_night && day.when.known) {
    day = from_when(when_day(c->story_day.first + 1, c->arena), ANCHOR_NARRATIVE);
  }
  if (!day.when.known && str_ends(day.value, "_REF")) {
    day.value = str_lit("XXXX-XX-XX");
  }
  int minute = e->minute < 0 ? 0 : e->minute;
  if (e->second >= 0) {
    day.value =
        time_printf(c, "%.*sT%02d:%02d:%02d", STR_ARG(day.value), e->hour, minute, e->second);
  } else {
    day.value = time_printf(c, "%.*sT%02d:%02d", STR_ARG(day.value), e->hour, minute);
  }
  return day;
}

/* ---------------------------------------------------------------------------- the others */

static Resolved resolve_range(TimeContext *c, const TimeExpression *e) {
  Resolved a = resolve(c, e->base), b;
  TimeExpression to = *e->to;
  if (to.form == FORM_DATE && a.when.known && !to.date.year && to.date.month &&
      to.unit != UNIT_SEASON) {
    /* the second end lies behind the first */
    to.date.year = civil_date(a.when.first).year;
    if (when_date(to.date, c->arena).first < a.when.first) {
      to.date.year++;
    }
    to.weekday = 0;
  }
  if (to.range_partner && a.when.known) { /* next Monday to Friday */
    b = from_when(when_day(weekday_near(a.when.first, to.weekday, true), c->arena), a.anchor);
  } else {
    b = resolve(c, &to);
  }
  bool weekdays = e->base->form == FORM_DATE && to.form == FORM_DATE && e->base->weekday && to.weekday && !e->base->base && !to.base &&
                  !e->base->date.day && !to.date.day;
  if (weekdays && a.when.known && b.when.known && b.when.last > c->today && c->today != DAY_NONE && !time_looks_ahead(c)) {
    a = from_when(when_day(a.when.first - 7, c->arena), a.anchor); /* "from Monday to Thursday", of the week that is over */
    b = from_when(when_day(b.when.first - 7, c->arena), b.anchor);
  }
  Resolved out = {
      .anchor = a.anchor == ANCHOR_SELF ? b.anchor : a.anchor, .start = a.start, .end = b.end};
  out.value = time_printf(c, "%.*s/%.*s", STR_ARG(a.value), STR_ARG(b.value));
  if (a.when.known && b.when.known) {
    out.when = a.when;
    out.when.last = b.when.last;
    out.when.value = out.value;
  }
  out.commemorative = a.commemorative || b.commemorative;
  return out;
}

/* A length; with a direction also where it lies: the last 30 years. */
/* "In the past few hours", "in the last 12 hours": of the day that is reported on. */
static bool is_of_today(const TimeExpression *e) {
  enum { HALF_A_DAY = 12 };
  const TimeAmount *a = e->amounts_n == 1 ? &e->amounts[0] : NULL;
  return a && e->n < 0 && e->unit == UNIT_HOUR &&
         (a->vague || decimal_compare(a->n, decimal_of(HALF_A_DAY)) <= 0);
}

static Resolved resolve_duration(TimeContext *c, const TimeExpression *e) {
  Resolved out = unplaced(duration_value(e, c->arena));
  if (!e->base && c->today != DAY_NONE && e->counter == COUNTER_DOCUMENT && is_of_today(e)) {
    out.start = out.end = civil_date(c->today);
    out.anchor = ANCHOR_DOCUMENT;
    return out;
  }
  if (!e->n || e->base || c->today == DAY_NONE || e->counter != COUNTER_DOCUMENT ||
      e->unit < UNIT_DAY) {
    return out;
  }
  TimeExpression back = *e;
  back.n = e->n < 0 ? -1 : 1;
  int32_t other = time_day_offset(&back, c->today);
  out.start = civil_date(e->n < 0 ? other : c->today);
  out.end = civil_date(e->n < 0 ? c->today : other);
  out.anchor = ANCHOR_DOCUMENT;
  return out;
}

static Resolved resolve_set(TimeContext *c, const TimeExpression *e) {
  const TimeExpression *base = e->base;
  if (base && base->weekday && !base->date.day) {
    return unplaced(base->part
                        ? time_printf(c, "XXXX-WXX-%dT%s", base->weekday, part_code(base->part))
                        : time_printf(c, "XXXX-WXX-%d", base->weekday));
  }
  if (base && base->unit == UNIT_SEASON) {
    return unplaced(when_season(0, base->season, c->arena).value);
  }
  if (base) {
    Resolved yearly = from_when(when_date(base->date, c->arena), ANCHOR_NONE);
    yearly.commemorative = true;
    return yearly;
  }
  if (e->part) {
    return unplaced(time_printf(c, "T%s", part_code(e->part)));
  }
  if (e->unit == UNIT_PART) {
    return unplaced(str_lit("TNI"));
  }
  TimeAmount amount = {decimal_of(e->n), false, e->unit, false};
  TimeExpression one = {.amounts = &amount, .amounts_n = 1};
  return unplaced(duration_value(&one, c->arena));
}

static Resolved resolve_reference(TimeContext *c, const TimeExpression *e) {
  if (e->bare && c->last_value.n) { /* "this day": the one just named */
    Resolved out = unplaced(c->last_value);
    out.start = c->last_start;
    out.end = c->last_end;
    out.anchor = ANCHOR_NARRATIVE;
    out.commemorative = c->last_commemorative;
    return out;
  }
  const When *story = e->unit <= UNIT_DAY ? &c->story_day : &c->story;
  if (e->unit > UNIT_DAY && c->story.unit > e->unit && c->story_day.known) {
    story = &c->story_day;
  }
  if (!story->known) {
    if (c->today != DAY_NONE && e->unit <= UNIT_DAY && !c->retrospective) {
      return from_when(when_day(c->today, c->arena), ANCHOR_DOCUMENT);
    }
    return unplaced(str_lit("PAST_REF"));
  }
  return from_when(e->unit <= UNIT_DAY ? *story : when_unit(e->unit, story->first, c->arena),
                   ANCHOR_NARRATIVE);
}

static Resolved resolve_anniversary(TimeContext *c, const TimeExpression *e) {
  Date event = time_event_date(c, c->mention);
  Resolved out = unplaced(str_lit("XXXX"));
  if (event.year && event.month) {
    event.year += e->n;
    out = from_when(when_date(event, c->arena), ANCHOR_NARRATIVE);
  } else if (c->today != DAY_NONE) {
    out = from_when(when_date((Date){civil_date(c->today).year, 0, 0}, c->arena), ANCHOR_DOCUMENT);
  }
  out.commemorative = true;
  return out;
}

static Resolved resolve(TimeContext *c, const TimeExpression *e) {
  switch (e->form) {
    case FORM_DATE:
      return resolve_date(c, e);
    case FORM_SHIFT:
      return resolve_shift(c, e);
    case FORM_OFFSET:
      return resolve_offset(c, e);
    case FORM_NTH:
      return resolve_nth(c, e);
    case FORM_PART:
      return resolve_part(c, e);
    case FORM_CLOCK:
      return resolve_clock(c, e);
    case FORM_RANGE:
      return resolve_range(c, e);
    case FORM_DURATION:
      return resolve_duration(c, e);
    case FORM_SET:
      return resolve_set(c, e);
    case FORM_REFERENCE:
      return resolve_reference(c, e);
    case FORM_CONSTANT:
      return unplaced(e->text);
    case FORM_ANNIVERSARY:
      return resolve_anniversary(c, e);
  }
  return unplaced(str_lit(""));
}

/* ---------------------------------------------------------------------------- the document */

static void mention_fill(TimeContext *c, TimeMention *m, const Resolved *r) {
  m->value = r->value;
  m->start = r->start;
  m->end_date = r->end;
  m->anchor = r->anchor;
  m->commemorative = r->commemorative || time_is_commemorative(c, m, &r->when);
  if (m->publication && r->anchor != ANCHOR_SELF) {
    m->anchor = ANCHOR_DATELINE;
  }
  const TimeExpression *e = m->expression;
  if (e->form == FORM_SET && e->base && e->base->form == FORM_DATE && e->base->date.day) {
    m->timex = TIMEX_DATE; /* every 20 January: the day, in no year */
  }
}

/* "3 March: 12", below the head of a list: the story stays where it was. */
static bool is_row(const TimeContext *c, const TimeMention *m) {
  const Sentence *s = &c->text->sentences.v[c->text->tokens.v[m->first].sentence];
  bool number = false;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool inside = m->first <= i && i < m->end;
    if (!inside && token_of(c->text, i)->kind == TOKEN_WORD) {
      return false;
    }
    number = number || (!inside && token_of(c->text, i)->kind == TOKEN_NUMBER);
  }
  return number;
}

/* What the story remembers of a time, for those that follow. */
static void story_moves(TimeContext *c, const TimeMention *m, const Resolved *r) {
  if (m->timex != TIMEX_DATE && m->timex != TIMEX_TIME) {
    return;
  }
  c->last_value = m->value;
  c->last_start = m->start;
  c->last_end = m->end_date;
  c->last_commemorative = m->commemorative;
  const Sentence *s = &c->text->sentences.v[c->text->tokens.v[m->first].sentence];
  bool aside = m->commemorative || m->publication || s->block_kind == BLOCK_FOOTNOTE ||
               s->block_kind == BLOCK_FURNITURE || s->block_kind == BLOCK_BYLINE;
  if (aside || !r->when.known || m->expression->form == FORM_CONSTANT || is_row(c, m)) {
    return;
  }
  c->story = r->when;
  if (r->when.unit == UNIT_DAY || r->when.unit == UNIT_NONE) {
    c->story_day = r->when;
    c->lead = c->lead.known ? c->lead : r->when;
    c->story_night = m->expression->form == FORM_PART && m->expression->part == PART_NIGHT;
  }
}

/* "The government announced 40 dead three days later", behind a heading: counted from the first day that is told. */
static bool begins_section(const TimeContext *c, uint32_t mention) {
  const Mentions *m = c->mentions;
  const TimeExpression *e = m->times.v[mention].expression;
  uint32_t from = mention ? c->text->tokens.v[m->times.v[mention - 1].first].sentence + 1 : 0;
  uint32_t to = c->text->tokens.v[m->times.v[mention].first].sentence;
  bool counts = c->retrospective && c->lead.known &&
                (e->form == FORM_OFFSET || ((e->form == FORM_PART || e->form == FORM_CLOCK) && !e->base));
  for (uint32_t i = from; counts && i <= to; i++) {
    if (c->text->sentences.v[i].block_kind == BLOCK_HEADING) {
      return true;
    }
  }
  return false;
}

void time_resolve(const Text *text, const TimeTags *tags, Mentions *mentions,
                  const Document *document, Arena *arena) {
  TimeContext c;
  time_context_make(&c, text, tags, mentions, document, arena);
  for (uint32_t i = 0; i < mentions->times.n; i++) {
    TimeMention *m = &mentions->times.v[i];
    c.mention = i;
    m->publication = c.dateline == i || time_is_byline(&c, i);
    if (begins_section(&c, i)) {
      c.story = c.story_day = c.lead;
    }
    Resolved r = resolve(&c, m->expression);
    mention_fill(&c, m, &r);
    time_count_from_publication(&c, m);
    story_moves(&c, m, &r);
  }
  for (uint32_t i = 0; i < mentions->times.n; i++) {
    c.mention = i;
    time_count_from_day(&c, &mentions->times.v[i]);
  }
}

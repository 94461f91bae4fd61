/* Stamps: numbers, names of months, and which of two numbers is the day. */
#include "container/stamp.h"

#include "base/ascii.h"
#include "base/civil.h"

static size_t skip(Str s, size_t at, const char *any) {
  while (at < s.n && s.p[at] && strchr(any, s.p[at])) {
    at++;
  }
  return at;
}

/* Up to four digits at *at; -1 if there are none, or more. */
static int32_t number(Str s, size_t *at, size_t *digits) {
  int32_t value = 0;
  size_t i = *at;
  while (i < s.n && ascii_is_digit(s.p[i]) && i - *at < 5) {
    value = value * 10 + (s.p[i++] - '0');
  }
  *digits = i - *at;
  if (!*digits || *digits > 4) {
    return -1;
  }
  *at = i;
  return value;
}

/* A month by the first three letters of its English name at *at; 0 if it is none. */
static int32_t month_name(Str s, size_t *at) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  size_t i = *at;
  while (i < s.n && ascii_is_letter(s.p[i])) {
    i++;
  }
  if (i - *at < 3) {
    return 0;
  }
  for (int32_t m = 0; m < 12; m++) {
    if (str_equal_fold((Str){s.p + *at, 3}, (Str){months + (size_t)m * 3, 3})) {
      *at = skip(s, i, ".,");
      return m + 1;
    }
  }
  return 0;
}

static int32_t full_year(int32_t year, size_t digits) {
  return digits == 2 ? (year < 70 ? 2000 + year : 1900 + year) : digits == 4 ? year : -1;
}

/* ---- days ------------------------------------------------------------------------------------ */

/* "Tue, ", "Tuesday " */
static size_t skip_weekday(Str s) {
  static const char days[] = "montuewedthufrisatsun";
  size_t i = 0;
  while (i < s.n && ascii_is_letter(s.p[i])) {
    i++;
  }
  for (size_t d = 0; i >= 3 && d < 7; d++) {
    if (str_equal_fold((Str){s.p, 3}, (Str){days + d * 3, 3})) {
      return skip(s, i, "., ");
    }
  }
  return 0;
}

/* "May 3, 2016" */
static bool month_first(Str s, size_t *at, Stamp *stamp) {
  size_t i = *at, digits = 0;
  stamp->month = month_name(s, &i);
  i = skip(s, i, " ");
  stamp->day = stamp->month ? number(s, &i, &digits) : -1;
  i = skip(s, i, ", ");
  stamp->year = stamp->day > 0 ? number(s, &i, &digits) : -1;
  *at = i;
  return stamp->year > 0 && digits == 4;
}

/* Behind a first number: " May 2016", "-May-16" */
static bool month_second(Str s, size_t *at, int32_t day, Stamp *stamp) {
  size_t i = skip(s, *at, " -."), digits = 0;
  stamp->day = day;
  stamp->month = month_name(s, &i);
  if (!stamp->month) {
    return false;
  }
  i = skip(s, i, " -,");
  int32_t year = number(s, &i, &digits);
  stamp->year = full_year(year, digits);
  *at = i;
  return stamp->year > 0;
}

/* Three numbers: "2016-05-03", "3/5/2016", "3.5.16" */
static bool three_numbers(Str s, size_t *at, int32_t first, size_t first_digits, Stamp *stamp) {
  size_t digits = 0, third_digits = 0, i = *at;
  char sign = i < s.n ? s.p[i] : 0;
  if (!sign || !strchr("-/.", sign)) {
    return false;
  }
  i = skip(s, i + 1, " ");
  int32_t second = number(s, &i, &digits);
  if (second < 0 || i >= s.n || s.p[i] != sign) {
    return false;
  }
  i = skip(s, i + 1, " ");
  int32_t third = number(s, &i, &third_digits);
  *at = i;
  if (first_digits == 4) {
    *stamp = (Stamp){.year = first, .month = second, .day = third};
    return third > 0;
  }
  stamp->year = full_year(third, third_digits);
  stamp->first = first;
  stamp->second = second;
  if (sign == '.') { /* nobody writes the month first with dots */
    stamp->day = first, stamp->month = second;
    stamp->first = stamp->second = 0;
  }
  return stamp->year > 0 && first > 0 && second > 0 && first < 32 && second < 32;
}

static bool read_day(Str s, size_t *at, Stamp *stamp) {
  size_t digits;
  if (*at < s.n && ascii_is_letter(s.p[*at])) {
    return month_first(s, at, stamp);
  }
  int32_t first = number(s, at, &digits);
  return first >= 0 && (three_numbers(s, at, first, digits, stamp) ||
                        (digits < 3 && month_second(s, at, first, stamp)));
}

/* ---- times ----------------------------------------------------------------------------------- */

/* "10:00", "10:00:05", "10.00 PM"; -1, and *at as it was, if there is none. */
static int32_t read_time(Str s, size_t *at) {
  size_t digits, i = skip(s, *at, "T, ");
  int32_t hour = number(s, &i, &digits), minute, second = 0;
  if (hour < 0 || digits > 2 || i >= s.n || (s.p[i] != ':' && s.p[i] != '.')) {
    return -1;
  }
  i++;
  minute = number(s, &i, &digits);
  if (minute < 0 || digits != 2) {
    return -1;
  }
  if (i + 1 < s.n && (s.p[i] == ':' || s.p[i] == '.') && ascii_is_digit(s.p[i + 1])) {
    i++;
    second = number(s, &i, &digits);
  }
  size_t mark = i;
  /* A blank, a no-break space or a narrow one before AM and PM. */
  mark += mark < s.n && s.p[mark] == ' ';
  mark += mark + 1 < s.n && memcmp(s.p + mark, "\xC2\xA0", 2) == 0 ? 2 : 0;
  mark += mark + 2 < s.n && memcmp(s.p + mark, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
  if (mark + 1 < s.n && (s.p[mark + 1] | 32) == 'm' && strchr("aApP", s.p[mark])) {
    hour = hour % 12 + ((s.p[mark] | 32) == 'p' ? 12 : 0);
    i = mark + 2;
  }
  if (hour > 23 || minute > 59 || second > 60 || second < 0) {
    return -1;
  }
  *at = i;
  return hour * 3600 + minute * 60 + second;
}

bool stamp_parse(Str s, Stamp *stamp, size_t *n) {
  size_t at = skip_weekday(s);
  *stamp = (Stamp){.seconds = -1};
  if (!read_day(s, &at, stamp)) {
    return false;
  }
  stamp->seconds = read_time(s, &at);
  *n = at;
  Date date = {stamp->year, (int8_t)stamp->month, (int8_t)stamp->day};
  return stamp->first || (stamp->month < 13 && stamp->day < 32 && civil_valid(date));
}

Str stamp_text(const Stamp *stamp, StampOrder order, Arena *arena) {
  int32_t month = stamp->month, day = stamp->day;
  if (stamp->first) {
    bool day_first = order == ORDER_DAY_MONTH;
    day = day_first ? stamp->first : stamp->second;
    month = day_first ? stamp->second : stamp->first;
  }
  Date date = {stamp->year, (int8_t)(month < 13 ? month : 0), (int8_t)day};
  if ((stamp->first && order == ORDER_UNKNOWN) || !civil_valid(date)) {
    return (Str){NULL, 0};
  }
  int32_t s = stamp->seconds;
  return str_of(s < 0 ? arena_printf(arena, "%04d-%02d-%02d", (int)date.year, month, day)
                      : arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", (int)date.year, month,
                                     day, s / 3600, s / 60 % 60, s % 60));
}

/* ---- the file as a whole --------------------------------------------------------------------- */

static int64_t moment(const Stamp *stamp, int32_t month, int32_t day) {
  return ((int64_t)stamp->year * 12 + month) * 31 + day;
}

void stamp_judge(StampJudge *judge, const Stamp *stamp, bool in_order) {
  if (!stamp->first) {
    return;
  }
  judge->any = true;
  int64_t day_first = moment(stamp, stamp->second, stamp->first);
  int64_t month_first_at = moment(stamp, stamp->first, stamp->second);
  judge->not_day_first |= stamp->second > 12 || (in_order && day_first < judge->last_day_first);
  judge->not_month_first |=
      stamp->first > 12 || (in_order && month_first_at < judge->last_month_first);
  judge->last_day_first = day_first;
  judge->last_month_first = month_first_at;
}

StampOrder stamp_order(const StampJudge *judge) {
  return judge->not_day_first == judge->not_month_first ? ORDER_UNKNOWN
         : judge->not_day_first                         ? ORDER_MONTH_DAY
                                                        : ORDER_DAY_MONTH;
}

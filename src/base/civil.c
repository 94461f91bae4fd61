/* Civil dates: days since 1970-01-01 and back, after H. Hinnant's algorithms, which count years
   from March so that the leap day comes last. */
#include "base/civil.h"

#include <string.h>

#include "base/digits.h"

enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468, YEARS_WRITTEN = 9999 };

#define ERAS_BEFORE INT64_C(5400000)

int32_t civil_days(int32_t year, int month, int day) {
  /* Years are counted from so many eras ago that none is negative. */
  uint64_t y = (uint64_t)((int64_t)year + ERAS_BEFORE * 400 - (month <= 2)), centuries = y / 100;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t days = (int64_t)(y * 365 + y / 4 - centuries + centuries / 4) + day_of_year -
                 (ERAS_BEFORE * DAYS_PER_ERA + DAYS_TO_1970);
  return days > INT32_MIN && days <= INT32_MAX ? (int32_t)days : DAY_NONE;
}

Date civil_date(int32_t days) {
  if (days == DAY_NONE) {
    return (Date){0, 0, 0};
  }
  int64_t z = (int64_t)days + DAYS_TO_1970;
  int64_t era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  int64_t day_of_era = z - era * DAYS_PER_ERA;
  int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * day_of_year + 2) / 153;
  int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
  int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2);
  return (Date){(int32_t)year, (int8_t)month, (int8_t)day};
}

int civil_weekday(int32_t days) {
  /* 1970-01-01 was a Thursday. */
  return (int)((((int64_t)days + 3) % 7 + 7) % 7);
}

int civil_month_length(int32_t year, int month) {
  static const int8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) {
    return 0;
  }
  bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return leap ? 29 : lengths[month - 1];
}

bool civil_valid(Date date) {
  return date.year != 0 && date.day >= 1 &&
         date.day <= civil_month_length(date.year, date.month);
}

int32_t civil_first(Date date) {
  if (date.month == 0) {
    return date.year ? civil_days(date.year, 1, 1) : DAY_NONE;
  }
  if (date.day == 0) {
    date.day = 1;
  }
  return civil_valid(date) ? civil_days(date.year, date.month, date.day) : DAY_NONE;
}

int32_t civil_last(Date date) {
  if (date.month == 0) {
    return date.year ? civil_days(date.year, 12, 31) : DAY_NONE;
  }
  if (date.day == 0) {
    date.day = (int8_t)civil_month_length(date.year, date.month);
  }
  return civil_valid(date) ? civil_days(date.year, date.month, date.day) : DAY_NONE;
}

size_t civil_write(Date date, char out[16]) {
  size_t n = 0;
  out[0] = 0;
  if (date.year > YEARS_WRITTEN || date.year < -YEARS_WRITTEN) {
    return 0;
  }
  if (date.year) {
    uint32_t year = (uint32_t)(date.year < 0 ? -date.year : date.year);
    out[0] = '-';
    n = date.year < 0;
    digits_pair(year / 100, out + n);
    digits_pair(year % 100, out + n + 2);
    n += 4;
  } else if (date.month) {
    memcpy(out, "XXXX", 4);
    n = 4;
  }
  if (date.month) {
    out[n++] = '-';
    digits_pair((uint8_t)date.month % 100, out + n);
    n += 2;
  }
  if (date.month && date.day) {
    out[n++] = '-';
    digits_pair((uint8_t)date.day % 100, out + n);
    n += 2;
  }
  out[n] = 0;
  return n;
}

/* Reads exactly `count` digits from the front of s; -1 if they are not there. */
static int take_digits(Str *s, size_t count) {
  int value = 0;
  if (s->n < count) {
    return -1;
  }
  for (size_t i = 0; i < count; i++) {
    if (s->p[i] < '0' || s->p[i] > '9') {
      return -1;
    }
    value = value * 10 + (s->p[i] - '0');
  }
  s->p += count;
  s->n -= count;
  return value;
}

static bool take_char(Str *s, char c) {
  if (s->n == 0 || s->p[0] != c) {
    return false;
  }
  s->p++;
  s->n--;
  return true;
}

/* The year at the front of s: digits, or XXXX (0). The year 0000 does not exist. */
static bool take_year(Str *s, int32_t *year) {
  if (str_starts(*s, "XXXX")) {
    s->p += 4;
    s->n -= 4;
    *year = 0;
    return true;
  }
  bool negative = take_char(s, '-');
  int value = take_digits(s, 4);
  *year = negative ? -value : value;
  return value > 0;
}

bool civil_read(Str s, Date *date) {
  Str rest;
  Date read = {0, 0, 0};
  s = str_split(s, 'T', &rest);
  if (!take_year(&s, &read.year)) {
    return false;
  }
  if (s.n == 0 && read.year == 0) {
    return false;
  }
  if (s.n) {
    int month = take_char(&s, '-') ? take_digits(&s, 2) : -1;
    if (month < 1 || month > 12) {
      return false;
    }
    read.month = (int8_t)month;
  }
  if (s.n) {
    /* Without a year, February may have its 29th. */
    int length = civil_month_length(read.year ? read.year : 4, read.month);
    int day = take_char(&s, '-') ? take_digits(&s, 2) : -1;
    if (day < 1 || day > length || s.n) {
      return false;
    }
    read.day = (int8_t)day;
  }
  *date = read;
  return true;
}

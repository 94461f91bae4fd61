/* Civil dates of the proleptic Gregorian calendar, without a clock.
   Source of the day count: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013). */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include "base/str.h"

enum { DAY_NONE = INT32_MIN };

typedef struct Date {
  int32_t year; /* 0: unknown */
  int8_t month; /* 1-12, 0: unknown */
  int8_t day;   /* 1-31, 0: unknown */
} Date;

static inline bool civil_equal(Date a, Date b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}
int32_t civil_days(int32_t year, int month, int day); /* days since 1970-01-01 */
Date civil_date(int32_t days);
int civil_weekday(int32_t days); /* 0 Monday … 6 Sunday */
int civil_month_length(int32_t year, int month);
bool civil_valid(Date date); /* all three known, and such a day exists */
/* First and last day that a date with unknown day or month may mean; DAY_NONE without a year and
   for a day that does not exist (1990-02-30). */
int32_t civil_first(Date date);
int32_t civil_last(Date date);
/* "1990-01-20", "1990-01", "1990", "XXXX-01-20", "XXXX-01"; empty if nothing is known.
   Years before -9999 and after 9999 are not written. Needs 16 bytes; returns the length. */
size_t civil_write(Date date, char out[16]);
/* Reads what civil_write writes; a time after "T" is ignored. False, with *date as it was, if s is
   nothing of that or no such day exists. */
bool civil_read(Str s, Date *date);

#endif

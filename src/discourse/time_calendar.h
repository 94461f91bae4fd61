/* Time calendar: arithmetic of days, weeks, months and years, and how TIMEX3 writes them. */
#ifndef DISCOURSE_TIME_CALENDAR_H
#define DISCOURSE_TIME_CALENDAR_H

#include "mention/time_mention.h"

/* A piece of the calendar: its days, and how precisely it was said. */
typedef struct When {
  bool known;    /* it has a year */
  TimeUnit unit; /* DAY, WEEK, WEEKEND, MONTH, QUARTER, SEASON, HALF, YEAR, DECADE, CENTURY; NONE */
  Date date;     /* of DAY to YEAR and of decades their first year; year 0: without a year */
  int32_t first, last; /* days since 1970-01-01, both included, where known */
  Str value;           /* TIMEX3 */
} When;

/* Each gives the whole piece with its value, in the arena. Years 1 to 9999, else not known. */
When when_date(Date date, Arena *arena); /* as precise as it is; without a year XXXX-… */
When when_day(int32_t day, Arena *arena);
When when_week(int32_t day, Arena *arena); /* the ISO week that the day lies in */
When when_weekend(int32_t day, Arena *arena);
When when_quarter(int32_t year, int quarter, Arena *arena); /* year 0: XXXX-Q3 */
When when_half(int32_t year, int half, Arena *arena);
When when_season(int32_t year, Season season, Arena *arena); /* winter begins in December of it */
When when_decade(int32_t year, Arena *arena);
When when_century(int32_t year, Arena *arena);
/* The piece of this unit that the day lies in. */
When when_unit(TimeUnit unit, int32_t day, Arena *arena);
/* The piece of this unit n pieces later. */
When when_shift(TimeUnit unit, int32_t day, int32_t n, Arena *arena);
/* The day so many months later, or the last of that month. */
int32_t day_add_months(int32_t day, int64_t months);

/* P44D, P1Y2M, PT90M, PXD: amounts as a duration. */
Str duration_value(const TimeExpression *e, Arena *arena);
const char *part_code(DayPart part);

#endif

/* Stamps: days and times as feeds, chats and tables write them.

     2016-05-03T10:00:00+02:00 · Tue, 03 May 2016 10:00:00 GMT · May 3, 2016 · 3/5/16, 10:00 PM

   Of three numbers the year is known by its place or its four digits; which of the others is the
   day only the file as a whole can tell. */
#ifndef CONTAINER_STAMP_H
#define CONTAINER_STAMP_H

#include "base/str.h"

typedef enum StampOrder {
  ORDER_UNKNOWN, /* such a day is not known */
  ORDER_DAY_MONTH,
  ORDER_MONTH_DAY,
} StampOrder;

typedef struct Stamp {
  int32_t year, month, day;
  int32_t first, second; /* of three numbers: the two that may be day and month; 0: known */
  int32_t seconds;       /* of the day, -1: not said */
} Stamp;

/* Reads a stamp at the beginning of s; *n bytes of it. False if there is none. */
bool stamp_parse(Str s, Stamp *stamp, size_t *n);
/* "2016-05-03", or "2016-05-03T10:00:00"; empty where the day is not known or there is none such. */
Str stamp_text(const Stamp *stamp, StampOrder order, Arena *arena);

/* What the stamps of a file say of its order, one after the other. */
typedef struct StampJudge {
  bool not_day_first, not_month_first; /* a number above 12, or days that go back */
  bool any;                            /* there are such stamps */
  int64_t last_day_first, last_month_first;
} StampJudge;

/* in_order: stamps of the file should not go back in time. */
void stamp_judge(StampJudge *judge, const Stamp *stamp, bool in_order);
StampOrder stamp_order(const StampJudge *judge);

#endif

/* Time context: what a document as a whole says about its times, and where its story stands.
   Used by time_resolve.c and time_after.c alone. */
#ifndef DISCOURSE_TIME_CONTEXT_H
#define DISCOURSE_TIME_CONTEXT_H

#include "discourse/time_calendar.h"
#include "discourse/time_resolve.h"

/* A date that the document says with its year. */
typedef struct FullDate {
  Date date;        /* day 0: a month, month 0: a year */
  uint32_t mention; /* that says it, or its part */
  uint32_t token;
  bool commemorative;
} FullDate;

typedef struct TimeContext {
  const Text *text;
  const TimeTags *tags;
  const Mentions *mentions;
  Arena *arena;
  Publication publication;
  int32_t today;         /* day of the publication, where a day is known; else DAY_NONE */
  bool retrospective;    /* it tells of another time than that of its publication */
  uint32_t dateline;     /* mention that is the dateline, UINT32_MAX none */
  ARRAY(FullDate) full;  /* in order of the text */
  ARRAY(int32_t) nights; /* first days of nights over two dates */
  uint32_t mention;      /* that is being resolved */
  /* where the story stands */
  When story, story_day, lead; /* of the times so far; the first day */
  bool story_night;
  Str last_value; /* of the time just before, whatever it was */
  Date last_start, last_end;
  bool last_commemorative;
} TimeContext;

void time_context_make(TimeContext *c, const Text *text, const TimeTags *tags,
                       const Mentions *mentions, const Document *document, Arena *arena);

/* The year of the date without one that is being resolved; 0 if nothing gives it. */
int32_t time_year_for(const TimeContext *c, const TimeExpression *e, TimeAnchor *anchor,
                      bool *commemorative);
/* "They came on a Sunday, before light": not the last one; but "on a Sunday march". */
bool time_is_any_such_day(const TimeContext *c, uint32_t mention);
/* Does its sentence look ahead ("will …") before the mention being resolved? */
bool time_looks_ahead(const TimeContext *c);
/* Has its sentence more words than a note? */
bool time_sentence_long(const TimeContext *c);
/* Day and month, with the year, of the event whose anniversary mention i is; month 0: not known. */
Date time_event_date(const TimeContext *c, uint32_t mention);
/* Does it stand in a byline or date line? */
bool time_is_byline(const TimeContext *c, uint32_t mention);
/* The day of a remembrance, not of the event. */
bool time_is_commemorative(const TimeContext *c, const TimeMention *m, const When *when);

/* The day that lies the amounts of a length before or behind `from`. */
int32_t time_day_offset(const TimeExpression *e, int32_t from);
/* How precisely an offset is meant: "two years ago" is a year, "two weeks before May 13" a day. */
TimeUnit time_offset_unit(const TimeExpression *e);

/* Lengths that are counted from what happened (time_after.c): to the day of publication, "A week after a bomb killed
   19, nobody knows why"; and, once all times have values, to a day that the sentence tells besides. */
void time_count_from_publication(const TimeContext *c, TimeMention *m);
void time_count_from_day(const TimeContext *c, TimeMention *m);

Str time_printf(const TimeContext *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

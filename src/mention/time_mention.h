/* Times of a text: what is said about when, read but not yet placed in the calendar.

     tokens ─▶ TimeExpression (a small tree)         ─▶ TimeMention, ordered, without overlaps
      "the night of January 19-20"  PART night of RANGE(DATE XXXX-01-19, DATE XXXX-01-20)
       "two days later"              OFFSET +2 days from the story
       "late last week"              SHIFT -1 week from the publication, late

   discourse/time_resolve.h gives them values. Words are data (data/<lang>/lexicon/times.tsv). */
#ifndef MENTION_TIME_MENTION_H
#define MENTION_TIME_MENTION_H

#include "mention/mention.h"
#include "mention/number_grammar.h"

typedef enum TimeUnit {
  UNIT_NONE,
  UNIT_SECOND,
  UNIT_MINUTE,
  UNIT_HOUR,
  UNIT_PART, /* of a day */
  UNIT_DAY,
  UNIT_WEEKEND,
  UNIT_WEEK,
  UNIT_FORTNIGHT,
  UNIT_MONTH,
  UNIT_QUARTER,
  UNIT_SEASON,
  UNIT_HALF,
  UNIT_YEAR,
  UNIT_DECADE,
  UNIT_CENTURY,
  UNIT_MILLENNIUM,
  UNIT_COUNT
} TimeUnit;

typedef enum DayPart {
  PART_NONE,
  PART_MORNING,
  PART_MIDDAY,
  PART_AFTERNOON,
  PART_EVENING,
  PART_NIGHT,
  PART_DAYTIME,
} DayPart;

typedef enum Season {
  SEASON_NONE,
  SEASON_SPRING,
  SEASON_SUMMER,
  SEASON_AUTUMN,
  SEASON_WINTER
} Season;

typedef enum TimeMod {
  MOD_NONE,
  MOD_START,
  MOD_MID,
  MOD_END,
  MOD_APPROX,
  MOD_LESS,
  MOD_MORE
} TimeMod;

/* From where a relative time counts. */
typedef enum TimeCounter {
  COUNTER_DOCUMENT, /* today, last week, two days ago */
  COUNTER_STORY,    /* that night, two days later, the following day */
} TimeCounter;

typedef enum TimeForm {
  FORM_DATE,        /* fields of the calendar: date, weekday, season, quarter, half, decade … */
  FORM_SHIFT,       /* last week, this year, next Monday, the following month */
  FORM_OFFSET,      /* two days ago, three weeks later, 16 days from base */
  FORM_NTH,         /* the n-th unit or weekday of base; n -1 is the last */
  FORM_PART,        /* a part of the day `base` (none: see counter) */
  FORM_CLOCK,       /* an hour of the day `base` */
  FORM_RANGE,       /* base to `to`, both included */
  FORM_DURATION,    /* amounts; with counter and n also where it lies: the last 30 years */
  FORM_SET,         /* again and again: every `n` units, or every `base` */
  FORM_REFERENCE,   /* that day, the same night, those days, that time: unit says how wide */
  FORM_CONSTANT,    /* PRESENT_REF … in text */
  FORM_ANNIVERSARY, /* the n-th */
} TimeForm;

typedef struct TimeAmount {
  Decimal n;
  bool vague; /* "several": written as X */
  TimeUnit unit;
  bool uncounted; /* "weeks later": vague, and without a word of number */
} TimeAmount;

enum { TIME_AMOUNTS = 4 };

/* Small, for the grammar makes and copies many. */
typedef struct TimeExpression {
  TimeForm form : 8;
  TimeMod mod : 8;
  TimeUnit unit : 8; /* of FORM_DATE: how precise; of the others: what is counted */
  Season season : 8;
  DayPart part : 8;
  TimeCounter counter : 8;
  int8_t weekday;              /* 1 Monday … 7, 0 none */
  int8_t hour, minute, second; /* FORM_CLOCK; -1: not said */
  uint8_t quarter, half;
  uint8_t amounts_n;
  bool guess_century; /* "the 70s" */
  bool before_christ;
  bool plural;        /* Mondays, mornings */
  bool bare;          /* "the evening": no word says whose */
  bool range_partner; /* the end of a range whose wording was shared: "13 and 15 January" */
  Date date; /* FORM_DATE; the first year of a decade or century */
  int32_t n; /* shift, ordinal, or sign of an offset */
  const TimeAmount *amounts;
  Str text;                         /* FORM_CONSTANT */
  struct TimeExpression *base, *to; /* or NULL */
} TimeExpression;

/* What each word of a pack may be to the grammar (mention/time_signs.h). */
typedef struct WordSigns {
  uint32_t own, phrases; /* of the word itself; of what phrases begin with it */
} WordSigns;

typedef struct TimeSignTable {
  const WordSigns *of_word;
  uint32_t words;
} TimeSignTable;

/* Tags that times are read with; immutable once made. */
typedef struct TimeTags {
  NumberTags numbers; /* the grammar of numbers, shared */
  TimeSignTable signs;
  int month, weekday, weekday_plural, season, daypart, daypart_plural, daypart_bare, clock, day,
      holiday, shift, set, mod, ref, unit, unit_plural, doubt, abbrev, never, era;
  int event_name, commemorate, anniversary, future, present, past, fires;
  int v_past, v_base; /* forms of verbs */
  int records;        /* counts up: recorded */
  int title;          /* before a name */
  int person, thing;
} TimeTags;

int time_tags(const Pack *pack, Arena *arena, TimeTags *tags, Status *status);

/* Finds the times of all sentences and appends them to mentions->times, ordered by first token and
   without overlaps. Expressions lie in the arena. */
void time_find(const Text *text, const TimeTags *tags, Arena *arena, Mentions *mentions);

#endif

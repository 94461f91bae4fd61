/* Time reader: the pieces of the time grammar, shared by its files (inside room mention only).
   Every read_… function reads at token `at`: it gives the token behind what it read and fills
   *e, or gives `at` back and leaves *e alone. */
#ifndef MENTION_TIME_READER_H
#define MENTION_TIME_READER_H

#include "mention/time_signs.h"

enum { TIME_DEPTH = 5, TIME_REMEMBERED = 8 };

/* What readers inside readers share: how deep they are (bounded, so that no text costs more),
   and what those last gave that are asked again at the same token. */
typedef struct TimeMemory {
  uint32_t depth;
  struct TimeRead {
    uint32_t at, end; /* at UINT32_MAX: empty */
    TimeExpression time;
  } points[TIME_REMEMBERED], dates[TIME_REMEMBERED], parts[TIME_REMEMBERED];
  struct NumberRead {
    uint32_t at; /* UINT32_MAX: empty */
    bool found;
    BareNumber number;
  } numbers[TIME_REMEMBERED];
} TimeMemory;

typedef struct TimeReader {
  const Text *text;
  const TimeTags *tags;
  Arena *arena;
  uint32_t least, limit; /* tokens that may be read: of one block */
  struct TimeMemory *memory;
  TimeSigns signs;
} TimeReader;

typedef TimeExpression Time;

/* A way to read a time, and the signs (time_lead) of which it needs one. */
typedef struct TimeReading {
  uint32_t (*read)(const TimeReader *r, uint32_t at, Time *e);
  uint32_t begins;
} TimeReading;

/* The signs of what begins at a token: its own, and behind "the" also those of the next. */
static inline uint32_t time_lead(const TimeReader *r, uint32_t at) {
  if (at >= r->limit) {
    return 0;
  }
  uint32_t signs = r->signs.of[at];
  return signs & SIGN_THE && at + 1 < r->limit ? signs | r->signs.of[at + 1] : signs;
}
/* What reaches farthest of those readings that may begin here; the first of those alike. */
uint32_t time_read_longest(const TimeReader *r, const TimeReading *readings, size_t n, uint32_t at,
                           Time *e);
/* The number that begins at a token, remembered. */
bool time_number(const TimeReader *r, uint32_t at, BareNumber *number);

/* time_dates.c: the calendar */
uint32_t time_read_date(const TimeReader *r, uint32_t at, Time *e); /* all below, the longest */
uint32_t time_read_year(const TimeReader *r, uint32_t at, Time *e, bool in_range);
uint32_t time_read_decade(const TimeReader *r, uint32_t at, Time *e);
/* "19" of "19-20 January": a day that waits for its month. */
uint32_t time_read_lone_day(const TimeReader *r, uint32_t at, int8_t *day);
bool time_number_is_year(const TimeReader *r, uint32_t at, int32_t *year);

/* time_relative.c: seen from the publication or the story; and a day by itself, "on the 12th" (at, end: its number),
   and a weekday that is somebody's name */
bool time_is_lone_day(const TimeReader *r, uint32_t at, uint32_t end);
bool time_is_given_name(const TimeReader *r, uint32_t at);
uint32_t time_read_relative(const TimeReader *r, uint32_t at, Time *e);
uint32_t time_read_nth(const TimeReader *r, uint32_t at, Time *e);
bool time_shift_at(const TimeReader *r, uint32_t at, int32_t *n, TimeCounter *counter);

/* time_amounts.c: durations, what is counted from them, sets */
uint32_t time_read_amounts(const TimeReader *r, uint32_t at, Time *e);
/* Does a unit stand at `at` that nobody counted, and yet says a time: "years ago", "for months", "year-ago"? */
bool time_unit_uncounted(const TimeReader *r, uint32_t at);
/* One amount alone: the length in "the last 30 years". */
uint32_t time_read_length(const TimeReader *r, uint32_t at, Time *e);
uint32_t time_read_set(const TimeReader *r, uint32_t at, Time *e);

/* time_clock.c: hours and parts of the day */
uint32_t time_read_part(const TimeReader *r, uint32_t at, Time *e);
uint32_t time_read_clock(const TimeReader *r, uint32_t at, Time *e);

/* time_mention.c: a day or longer, without clock; then anything, ranges included. */
uint32_t time_read_point(const TimeReader *r, uint32_t at, Time *e);
uint32_t time_read_any(const TimeReader *r, uint32_t at, Time *e);

static inline bool at_tag(const TimeReader *r, uint32_t i, int tag) {
  return i < r->limit && token_has(r->text, i, tag);
}
static inline WordRole at_role(const TimeReader *r, uint32_t i) {
  return i < r->limit ? token_role(&r->tags->numbers.roles, r->text, i) : ROLE_NONE;
}
static inline bool at_char(const TimeReader *r, uint32_t i, char c) {
  return i < r->limit && token_is(r->text, i, c);
}
static inline bool at_dash(const TimeReader *r, uint32_t i) {
  return i < r->limit && token_is_dash(r->text, i);
}
static inline bool at_digits(const TimeReader *r, uint32_t i) {
  return i < r->limit && token_is_digits(r->text, i);
}
static inline WordRole role_before(const TimeReader *r, uint32_t i) {
  return i > r->least ? token_role(&r->tags->numbers.roles, r->text, i - 1) : ROLE_NONE;
}
static inline int64_t at_value(const TimeReader *r, uint32_t i, int tag) {
  return i < r->limit ? token_number(r->text, i, tag, -1) : -1;
}
/* Text value of a tag of the single word at i; empty if it has none. */
Str time_word(const TimeReader *r, uint32_t i, int tag);
TimeUnit time_unit_at(const TimeReader *r, uint32_t i);
DayPart time_part_at(const TimeReader *r, uint32_t i);
TimeMod time_mod_at(const TimeReader *r, uint32_t i);
/* Whole number of the digits at i; -1 if they are no plain whole number. */
int64_t time_digits(const TimeReader *r, uint32_t i);
/* Is case a sign here: false in sentences written in capitals. */
bool time_case_tells(const TimeReader *r, uint32_t i);
Time *time_keep(const TimeReader *r, Time e); /* a copy in the arena */
/* Gives a time its amounts, at most TIME_AMOUNTS, which are copied to the arena. */
void time_set_amounts(const TimeReader *r, const TimeAmount *amounts, uint32_t n, Time *e);

#endif

/* Strands: what one document tells of one happening. The room event groups strands, not claims: a
   claim without a time or a place has those of the strand that its document tells it in. */
#ifndef EVENT_STRAND_H
#define EVENT_STRAND_H

#include "event/event.h"
#include "event/phrases.h"
#include "profile/sketch.h"

typedef enum Grain { GRAIN_NONE, GRAIN_YEARS, GRAIN_MONTH, GRAIN_DAYS } Grain;

typedef struct Figure {
  Str measure, unit;
  Decimal number;
  uint32_t specific; /* digits that rounding would have taken: 0 round or small, 3 for 744 or 18,413 */
} Figure;

typedef struct Strand {
  uint32_t document;
  uint32_t episode;     /* of its document, that it is told in */
  uint32_t first_claim; /* lowest claim index, UINT32_MAX if there is none: a stable order */
  ARRAY(uint32_t) claims;
  ARRAY(uint32_t) persons;
  Grain grain;
  bool open_end; /* began then and was going on */
  bool firm;     /* the document itself states or implies the time, beyond its date of publication */
  bool stated;   /* a claim of it says when in its own words */
  int32_t first, last; /* days since 1970; DAY_NONE with GRAIN_NONE */
  int8_t month, day;   /* of a date without a year; 0 if there is none */
  ARRAY(const ClaimPlace *) places; /* different ones */
  ARRAY(Str) topics;
  ARRAY(Figure) figures;
  SketchWords words;        /* of its sentences */
  bool background;          /* all of it is told as history or comparison */
  bool beside;              /* its document tells it as another happening than its others */
  bool matter;              /* … of another land, or another disease */
  bool ongoing;             /* counts cases: what it tells goes on while it is counted */
  uint32_t counts, cases;   /* figure claims of it, and those of people taken ill */
  bool main;                /* what its document mostly speaks of */
  bool apart;               /* its document tells it beside another strand of the same days, as another
                               kind of happening: an attack, and the funerals after it */
  uint32_t weight;          /* claims */
} Strand;

typedef ARRAY(Strand) Strands;

/* Days that a period may mean: first and last, the grain of its coarser end. An end that is not
   given after a given start is open: last is then `open_until`, or the start where that is earlier. */
Grain period_days(const Period *period, int32_t open_until, int32_t *first, int32_t *last,
                  bool *open_end);

/* The strands of all documents, ordered by document, then first claim. A document without claims
   has one empty strand. Words of strands and documents come from sentences and sketches. */
void strands_build(Arena *arena, const Extraction *extraction, const Phrases *phrases, Strands *strands);

/* Both name a kind of happening, and no kind is common to them. */
bool strands_differ_in_topic(const Strand *a, const Strand *b);

/* Gives strands the time of another document's strand with which they share two unrounded figures,
   where their own is coarser and holds it, or is by all signs the date of their document: the two
   exclude one another, and only the one's is near its document's date. What other documents teach
   stays here, with the event; the claims keep what their own document says. */
void strands_teach(Arena *arena, const Extraction *extraction, Strands *strands);

#endif

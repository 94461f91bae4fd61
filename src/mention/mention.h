/* Mentions: the building blocks of claims in one document: numbers, times, places, actors and who
   says what. Numbers, places, actors and attributions are found here; times are found here and
   stay unresolved ("Saturday night"), until discourse gives them a value.

   Where two kinds compete for the same tokens ("March 3", "400 detained", "Black January",
   "Washington Post"), one arbiter (mention_read) decides: times take their digits from numbers, names of
   persons and bodies take theirs from places. All positions are token indices [first, end). */
#ifndef MENTION_MENTION_H
#define MENTION_MENTION_H

#include "base/civil.h"
#include "base/decimal.h"
#include "gazetteer/gazetteer.h"
#include "mention/vocabulary.h"
#include "text/tokens.h"

/* ------------------------------------------------------------------------------ numbers */

typedef enum NumberKind {
  NUMBER_COUNT,      /* counts what follows: "147 civilians", "hundreds", "nobody", "a dozen" */
  NUMBER_ORDINAL,    /* "31st", "the third" */
  NUMBER_PERCENT,
  NUMBER_MONEY,
  NUMBER_MEASURE,    /* of a unit of measure: "75 kilometers", "magnitude 6.1", "11 shots"? no: that counts */
  NUMBER_DURATION,   /* "44-day", "nearly 30 years": a time of type DURATION holds it as well */
  NUMBER_AGE,        /* "seven-year-old", "aged 16", "Smith, 42," */
  NUMBER_DATE,       /* belongs to a time: "January 20", "1990", "3 p.m." */
  NUMBER_NAME,       /* part of a name or code: "Su-25", "H5N1", "67th Precinct", "Resolution 822", "page 12", "(202) 555" */
  NUMBER_MARK,       /* footnote mark, list number */
  NUMBER_RANK,       /* "one of the worst", "number one" */
  NUMBER_INDEFINITE, /* "a young doctor", "another jet", "a", "an": counted only by rules that want it */
} NumberKind;

typedef struct Number {
  uint32_t first, end;           /* with qualifier ("more than 130"), without unit */
  uint32_t bare_first, bare_end; /* the bare number ("130"); of words of quantity the word */
  uint32_t unit_first, unit_end; /* words of the unit ("percent", "rubles", "US$"), or equal */
  NumberKind kind;
  Qualifier qualifier;
  bool has_number, has_low, has_high; /* interchange.md: what the wording supports */
  Decimal number, low, high;
  bool vague;   /* a word of quantity without an order of magnitude: many, several, most, all, mass */
  bool negated; /* "no", "none", "nobody": number is 0 */
  Str unit;     /* person percent USD AZN year day kilometre … ; empty: none or not known yet */
  Str rule;     /* which rule made it */
} Number;

/* ------------------------------------------------------------------------------ times */

typedef enum Timex { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } Timex;

/* How a time found its place in the calendar (interchange: anchor). */
typedef enum TimeAnchor {
  ANCHOR_NONE,      /* not resolved, or nothing to resolve (durations) */
  ANCHOR_SELF,      /* it says all itself */
  ANCHOR_DATELINE,
  ANCHOR_DOCUMENT,  /* publication date */
  ANCHOR_NARRATIVE, /* the current episode of the narrative */
  ANCHOR_EVENT,     /* "two days after the attack" */
} TimeAnchor;

typedef struct TimeMention {
  uint32_t first, end;
  Timex timex;
  struct TimeExpression *expression; /* what was read, for the resolver (mention/time_mention.h) */
  /* Filled by discourse (time_resolve): */
  Str value;       /* TIMEX3 value: 1990-01-20TNI, P44D, XXXX-01-20, PAST_REF, 1990-01-19/1990-01-20 */
  Date start, end_date; /* as precise as known; year 0: unknown. Of a night over two dates: both days */
  TimeAnchor anchor;
  bool is_name;    /* inside the name of an event ("January 20 tragedy", "Black January") */
  bool commemorative; /* the yearly day, an anniversary: not when the event happened */
  bool publication;   /* a dateline's or byline's date */
  bool counted;       /* a length from what happened to the day of publication: "A week after a bomb killed 19, …";
                         start and end_date are then when that was */
  uint32_t counted_end; /* behind the words of what happened, where it is counted from a day that its sentence tells
                           besides ("on Sunday, two days after a bomb killed 19"); else 0 */
  bool hour_only;     /* "at about 5 p.m.", of a day that is told elsewhere */
  Str rule;
} TimeMention;

/* ------------------------------------------------------------------------------ places */

typedef enum PlaceSense { PLACE_LITERAL, PLACE_METONYM, PLACE_DEMONYM } PlaceSense;

typedef struct PlaceMention {
  uint32_t first, end;
  PlaceId place;     /* gazetteer's, PLACE_UNKNOWN if a place by its wording alone ("the town of X") */
  PlaceSense sense;
  bool ambiguous;    /* another candidate was about as good */
  bool in_dateline;
  Str rule;
} PlaceMention;

/* ------------------------------------------------------------------------------ actors */

typedef enum ActorClass {
  ACTOR_OTHER,
  ACTOR_STATE_FORCES, /* army, troops, police of a state */
  ACTOR_REBELS,       /* armed groups */
  ACTOR_GOVERNMENT,
  ACTOR_ORGANISATION,
  ACTOR_PERSON,
  ACTOR_CIVILIANS,
} ActorClass;

typedef struct ActorMention {
  uint32_t first, end;
  ActorClass class;
  bool named; /* has a name: "Human Rights Watch", "Mikhail Gorbachev"; not "police", "officials" */
  Str name;   /* canonical name, empty: as worded */
  Str rule;
} ActorMention;

/* ------------------------------------------------------------------------------ attribution */

typedef struct TokenRange {
  uint32_t first, end;
} TokenRange;

typedef enum AttributionVia { ATTRIBUTION_VERB, ATTRIBUTION_QUOTATION } AttributionVia;

typedef struct Attribution {
  ARRAY(TokenRange) content, cue, source; /* source may be empty: "it was reported that" */
  bool named;       /* the source has a name; else "police", "officials", "witnesses" */
  TokenRange resolved; /* a pronoun's or "the envoy"'s last fitting name; equal: none */
  AttributionVia via;
  bool hedged;      /* "reportedly", "allegedly", "claimed", "rumours" */
  bool denied;      /* the source denies the content */
  bool possible;    /* "could", "may", "feared" */
  int32_t from;     /* index of the attribution inside whose content this one lies, -1 none */
  Str rule;
} Attribution;

/* ------------------------------------------------------------------------------ together */

enum { MENTIONS_NUMBERS, MENTIONS_TIMES, MENTIONS_PLACES, MENTIONS_ACTORS, MENTIONS_ATTRIBUTIONS, MENTIONS_KINDS };

typedef struct Mentions {
  const Text *text;
  ARRAY(Number) numbers; /* each array ordered by first token */
  ARRAY(TimeMention) times;
  ARRAY(PlaceMention) places;
  ARRAY(ActorMention) actors;
  ARRAY(Attribution) attributions;
  /* When all are found, for each token and the end of the text: how many of a kind end before it or where it begins;
     of attributions, how many begin before it. There are more questions than tokens. */
  const uint32_t *behind[MENTIONS_KINDS];
} Mentions;

/* Makes `behind`. */
void mentions_settle(Mentions *mentions, Arena *arena);

/* Index of the first mention that ends behind token `at`; the array's length if none does. */
uint32_t mentions_first_number(const Mentions *mentions, uint32_t at);
uint32_t mentions_first_time(const Mentions *mentions, uint32_t at);
uint32_t mentions_first_place(const Mentions *mentions, uint32_t at);
uint32_t mentions_first_actor(const Mentions *mentions, uint32_t at);

/* The attributions [*first, *end) that can reach into the tokens from `token` on or before it: those
   that begin before it, of which the 256 nearest, so that a text made of nothing but attributions is
   read in linear time. */
void mentions_attributions_before(const Mentions *mentions, uint32_t token, uint32_t *first,
                                  uint32_t *end);
/* The first token of an attribution: of its content, its source or its cue. Attributions are ordered
   by it. */
uint32_t attribution_first(const Attribution *attribution);

#endif

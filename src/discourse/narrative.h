/* Narrative: the happenings that one document tells of, in the order of its sentences. Each sentence
   gets an episode: what time, which places and what kind of happening its claims inherit when they
   state none themselves. Runs after times are resolved (time_resolve.h). */
#ifndef DISCOURSE_NARRATIVE_H
#define DISCOURSE_NARRATIVE_H

#include "discourse/clause.h"
#include "mention/mention.h"

typedef struct Days {
  int32_t first, last; /* DAY_NONE: the year is not known */
} Days;

typedef struct Episode {
  Date start, end;       /* as known from its first dated sentence; year 0: not known */
  Days days;             /* of start and end; a night is its first day alone */
  int32_t first, last;   /* days that its short times have named so far; DAY_NONE: none */
  int32_t time;          /* the time mention that dated it, -1 none */
  int32_t finer;         /* the only day inside a longer time that is told of it, -1 none, -2 several */
  int32_t longer;        /* the time mention that said the longer time where a day inside it was taken, -1 */
  bool process;          /* tells of what came of it: arrests, courts */
  bool dated;            /* a sentence that tells of harm or a happening states its time itself */
  bool told;             /* a sentence tells of harm or a happening */
  int32_t spot;          /* the first place mention that names one spot, -1 none */
  bool own;              /* of a kind that is always told as a happening of its own */
  uint32_t beside;       /* 1 + the sentence that began it beside another episode, 0: not so */
  uint32_t base;         /* that other episode */
  uint32_t before;       /* 1 + the episode before which it lies, 0: not told so */
  bool open;             /* it goes on from start without a stated end */
  bool night;            /* that is a night: it goes on into the next day */
  Str topic;             /* kind of happening, empty: no word named it */
  bool point;            /* what its first sentences name happens at one spot */
  uint32_t sentences;    /* how many sentences tell of it */
  uint32_t weight;       /* of those, how many speak of harm or of a happening; the lead more */
  uint32_t first_sentence;
  uint32_t last_sentence;
  ARRAY(uint32_t) places; /* where it happened: the place mention that its sentences speak of most, finer
                             places and the lead weighing more, then the city of which it is part */
  bool told_there;       /* a sentence that tells of harm or a happening names that place */
  bool told_firmly;      /* and as where that was, or where something came from or went to */
  bool spread;           /* and in other places of which none has most of it */
  bool in_dateline;      /* the dateline is all that names it */
  bool background;       /* history or comparison: dated well before the main episode */
} Episode;

typedef ARRAY(uint32_t) PlaceIndices;

typedef struct Narrative {
  ARRAY(Episode) episodes;
  uint32_t *of_sentence;   /* episode of each sentence */
  Str *topic_of_sentence;  /* the kind of happening that it names itself, or empty */
  PlaceIndices *located;   /* of each sentence: its place mentions that say where */
  PlaceIndices *loosely;   /* and those that only may: "from Armenia", "the war of Gaza" */
  uint32_t main;           /* the episode that the document is about */
  bool abroad;             /* what heads the text says where it was written: its story is of another country */
  bool disease;            /* a disease is spoken of: figures are cases, given by country and town */
} Narrative;

/* Tags that the narrative asks of the pack, resolved once. */
typedef struct NarrativeTags {
  int topic, generic, place_noun, possessive, where, own, point, before, happening, epithet, month, weekday, locative, beside, loose, talks, holds, origin, leaves, since, until, as_of, total,
      demonstrative, the, disease, report, another, police, address, site, same_day, indefinite, of, wide, counts, lasting, war, many, cares, audience, it, goal, between, street, lies, superlative, again,
      direction, same_place, capital, part, town, sign;
  TagSet deed;           /* an attack, by noun or verb */
  TagSet hit;            /* what is done to a town: bombed, rocked */
  TagSet care;           /* where the hurt are taken to, and what they have */
  ClauseTags clause;
} NarrativeTags;

void narrative_tags(const Pack *pack, NarrativeTags *tags);

/* May this time say when an event of the text happened? Not a duration, not a publication date, not the
   yearly day of commemoration, and with a place in the calendar. */
bool narrative_is_event_time(const TimeMention *time);
/* From one date to another. */
bool narrative_is_range(const TimeMention *time);
/* Does this time say when its sentence happened? An event time of the main clause that neither
   describes another word nor says when somebody spoke. */
bool narrative_sets_scene(const NarrativeTags *tags, const Mentions *mentions, uint32_t index);
/* "As of 3 May", "by 3 May": up to when a count was made. token: the time's first. How many words say so, 0: none. */
uint32_t narrative_as_of(const NarrativeTags *tags, const Text *text, uint32_t token);
/* Marks hours of the day that are no times of happenings of their own. */
void narrative_clocks(const NarrativeTags *tags, int32_t published, Mentions *mentions);
/* May this place say where? Literal, not in a dateline. */
bool narrative_is_event_place(const PlaceMention *place);

/* published: the day the document was published, DAY_NONE if it is not known. */
void narrative_read(const NarrativeTags *tags, const Gazetteer *gazetteer, const Text *text,
                    const Mentions *mentions, int32_t published, Arena *arena,
                    Narrative *narrative);

/* The episode of words [first, end) of a sentence: that of the sentence, unless they go back to another
   one by name ("stationed in the town during the violence"). */
uint32_t narrative_episode_at(const NarrativeTags *tags, const Text *text,
                              const Narrative *narrative, uint32_t sentence, uint32_t first,
                              uint32_t end);

#endif

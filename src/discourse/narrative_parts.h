/* What the files of the narrative share with one another, and with nobody else. */
#ifndef DISCOURSE_NARRATIVE_PARTS_H
#define DISCOURSE_NARRATIVE_PARTS_H

#include "discourse/narrative.h"

typedef struct Teller Teller;

/* How a noun for a happening stands in its sentence. */
enum { REFERENCE_WORDS = 8 /* between "the" and the noun: "the nearly six-week-long conflict" */ };
typedef enum Reference { REFERENCE_NONE, REFERENCE_NEW, REFERENCE_THE, REFERENCE_THIS } Reference;

/* The kind of happening that the words of a sentence name: the first that goes back to one told of
   before ("the quake", "those bombings"), else the first noun, else the first verb. */
typedef struct Naming {
  Str topic;
  Reference reference;
  uint32_t at, words; /* tokens; meaningless without a topic */
} Naming;

/* What a sentence says by itself, whatever the story: worked out once, for both passes over it. Indices
   of mentions are -1 where there is none. */
typedef struct Saying {
  Naming naming;
  int32_t scene;     /* the time that sets its scene */
  int32_t below;     /* without one, the day of a clause below: "who was shot on Sunday" */
  int32_t since;     /* from when a happening goes on */
  int32_t of_naming; /* the day of the happening that it names */
  int32_t spot;      /* its first place that is one spot */
  uint32_t weight;   /* words of harm and of happenings */
  bool tells;        /* it speaks of harm, or of anything that happens */
  bool another;      /* it hits another one of several */
  bool again;        /* it names another happening of its kind: "a similar crash" */
  bool same_day;     /* "Earlier that day" */
  bool succumbs;     /* somebody who was hurt died of it: "the last of them died in a clinic" */
} Saying;

/* One document while its narrative is read. */
struct Teller {
  const NarrativeTags *tags;
  const Gazetteer *gazetteer;
  const Text *text;
  const Mentions *mentions;
  int32_t published; /* day, DAY_NONE unknown */
  Arena *arena;
  Narrative *narrative;
  Saying *sayings; /* of each sentence that is told */
  Days *days;      /* of each time mention; of a night both */
};

/* The days from one date to another; an end without a year is none. */
Days narrative_days_of(Date start, Date end);

/* A form of a verb; a noun, unless its form can only be a verb ("attack" is both). */
bool narrative_is_verb(const Teller *t, uint32_t token);
bool narrative_is_noun(const Teller *t, uint32_t token);
/* How the noun at a token stands: "the quake" goes back to one, "a quake" tells of a new one. */
Reference narrative_reference(const Teller *t, const Sentence *s, uint32_t noun);
/* What happening a sentence names. */
Naming narrative_naming(const Teller *t, const Sentence *s);
bool narrative_named_with(const Teller *t, const Naming *naming, int tag);

Saying narrative_saying(const Teller *t, uint32_t sentence);
/* Is this sentence part of the story: no furniture, byline, note or caption? */
bool narrative_is_told(const Sentence *s);
/* Fills the places of one sentence: narrative->located and ->loosely. */
void narrative_locate(Teller *t, uint32_t sentence);
/* Fills the places of one episode from all its sentences. */
void narrative_settle_place(Teller *t, uint32_t episode);
/* A preposition of place or a verb ("in Baku", "entered Baku") stands before it, or another place of
   the same enumeration that is located. */
typedef enum Location { LOCATION_NONE, LOCATION_AWAY, LOCATION_LOOSE, LOCATION_FIRM } Location;
/* How a place mention is located in its sentence. */
Location narrative_location(const Teller *t, const Sentence *s, uint32_t index);
/* "30 km south of Vestry": what is measured from a place lies elsewhere. at: the preposition. */
bool narrative_is_measured_from(const Teller *t, const Sentence *s, uint32_t at);
/* "Lirano police": a town, by its force. */
bool narrative_is_force(const Teller *t, const PlaceMention *place);
/* The place that heads the text is where it was written, and its story of another country. */
bool narrative_is_abroad(const Teller *t);

#endif

/* Affinity: how much speaks for two strands being about one happening, in points. */
#ifndef EVENT_AFFINITY_H
#define EVENT_AFFINITY_H

#include "base/map.h"
#include "event/components.h"
#include "event/likeness.h"
#include "event/phrases.h"
#include "event/strand.h"
#include "gazetteer/gazetteer.h"

enum {
  AFFINITY_NEVER = PAIR_NEVER, /* what their documents say excludes it */
  AFFINITY_JOIN = 40, /* two strands: enough, if nothing else is known */
  AFFINITY_MEAN = 38, /* two clusters: the mean over their pairs */
  LIKE_NONE = 60,     /* thousandths of likeness that documents about different matters have, */
  LIKE_ENOUGH = 175, /* those that are enough for one matter, if nothing else is known, */
  TEXT_FULL = 40,    /* documents from which word frequencies count in full */
  LIKE_DATED = 210,  /* and if the days on which both were written are */
};

/* The persons of whom a document says that they came to harm, and how old they are. */
typedef struct Victims {
  ARRAY(uint32_t) who; /* age * 4 + sex, each once */
  int64_t counted;     /* the highest number of killed or injured in the document */
} Victims;

/* The streets that a document names, as keys. */
typedef ARRAY(uint64_t) StreetKeys;

/* What scoring needs of the whole set: made once, then read only. */
typedef struct Weighing {
  Arena *arena;
  const Extraction *x;
  const Gazetteer *gazetteer; /* may be NULL */
  const Phrases *phrases;
  const Strands *strands;
  Likeness likeness;
  Map topics; /* strands of each topic */
  const Victims *victims; /* of each document */
  const StreetKeys *streets; /* of each document */
  Pairs neighbours; /* of documents that name the same streets */
  Pairs people;  /* of documents that tell of the same persons (people.h) */
  Pairs alike;   /* of documents whose words are alike (matter.h) */
  const uint32_t *company; /* of each document: how many are compared with it, those of its part */
  uint32_t *matter;        /* of each document the lowest one of its matter (matter.h) */
} Weighing;

void weighing_init(Arena *arena, const Extraction *x, const Gazetteer *gazetteer,
                   const Phrases *phrases, const Strands *strands, Weighing *weighing);
/* Cosine of two documents' words in thousandths. */
int32_t document_likeness(const Weighing *w, uint32_t a, uint32_t b);
/* The day on which a strand's document was written, DAY_NONE if it is not known. */
int32_t written_day(const Weighing *w, const Strand *s);
/* The places that the two name are far from one another. */
bool strands_places_exclude(const Strand *a, const Strand *b);
/* Points of the strands a and b: AFFINITY_JOIN and more speaks for one happening. */
int32_t affinity(const Weighing *w, uint32_t a, uint32_t b);

#endif

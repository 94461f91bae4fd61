/* The incident as one event: the claims inside its bounds, whichever events they are of, and what the checklist
   finds among them. */
#ifndef INCIDENT_INCIDENT_STORY_H
#define INCIDENT_INCIDENT_STORY_H

#include "incident/incident_bounds.h"
#include "reading/story.h"

/* One thing that documents give, with the claims that give it. */
typedef struct IncidentAnswer {
  Str text;
  Indices claims;
} IncidentAnswer;

typedef enum ItemState {
  ITEM_GIVEN,
  ITEM_LEFT_OPEN, /* by no claim inside, but by some of which it is open whether they lie inside: these answer */
  ITEM_NOT_GIVEN,
  ITEM_NOT_READ, /* no claim of any document is of that kind: nothing here says that it was looked for */
} ItemState;

typedef struct ItemAnswers {
  ItemState state;
  ARRAY(IncidentAnswer) answers; /* in order of their first claims */
} ItemAnswers;

/* Readings of a measure against a threshold. Parts of others, and unclear ones, are not asked. */
typedef struct ThresholdAnswer {
  const MeasureReadings *measure; /* NULL: no claim inside is of it */
  Indices reached, below, open;   /* readings; open: a bound or words leave it open */
} ThresholdAnswer;

typedef struct IncidentStory {
  const IncidentBounds *bounds;
  BoundVerdict *verdicts; /* of each claim */
  Event event;            /* id empty, heading is the incident's name */
  EventStory story;       /* its readings and how they stand; statements; no remarks */
  ThresholdAnswer *thresholds; /* of each in the file */
  ItemAnswers *items;          /* of each in the file */
  uint32_t count[3]; /* claims, by Verdict */
} IncidentStory;

/* story_phrases: those of readings and relations. The result points to itself: *out must stay where it is. */
void incident_story(const IncidentBounds *bounds, const Extraction *extraction, const Phrases *story_phrases,
                    Arena *arena, IncidentStory *out);

#endif

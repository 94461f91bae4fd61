/* Events: which claims of many documents speak of one happening. A pure function of the set of
   claims: no arrival order. */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include "base/status.h"
#include "claim/claim.h"

typedef struct EventName {
  Str text; /* the documents' own words */
  ARRAY(uint32_t) documents;
} EventName;

typedef struct Event {
  Str id;      /* "e-" and 16 hexadecimal digits of the sorted claim ids' hash */
  Str heading; /* place and date, neutral: "Baku, 19–20 January 1990" */
  ARRAY(EventName) called;
  Period time;
  ARRAY(ClaimPlace) places; /* most widely named first */
  ARRAY(uint32_t) documents; /* ascending */
  ARRAY(uint32_t) claims;    /* figures and statements, ascending */
  ARRAY(uint32_t) persons;
  int32_t parent; /* index of the event that this one is a part of, -1 none */
  Str topic;
  Str part; /* value of --part */
  Str why;  /* why these claims stand together, one sentence for `explain` */
} Event;

typedef struct EventSet {
  ARRAY(Event) events; /* ordered by id */
} EventSet;

#endif

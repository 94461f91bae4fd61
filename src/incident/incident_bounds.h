/* Bounds: which claims lie inside an incident, and why the others do not. Only what a claim states of itself
   counts, or what its document's narrative gives it; nothing is guessed. */
#ifndef INCIDENT_INCIDENT_BOUNDS_H
#define INCIDENT_INCIDENT_BOUNDS_H

#include "event/phrases.h"
#include "gazetteer/gazetteer.h"
#include "incident/incident_file.h"

typedef enum BoundKind { BOUND_PLACE, BOUND_PERIOD, BOUND_KIND, BOUND_WHO } BoundKind;

typedef enum Verdict {
  VERDICT_INSIDE,
  VERDICT_OPEN,    /* what is said leaves it open: a wider place or period, or nothing */
  VERDICT_OUTSIDE,
} Verdict;

typedef struct BoundReason {
  BoundKind bound;
  bool open; /* it may lie inside all the same */
  Str why; /* "another place: Sofia" */
} BoundReason;

typedef struct BoundVerdict {
  Verdict is;
  ARRAY(BoundReason) reasons; /* by bound; inside: none */
} BoundVerdict;

typedef struct IncidentBounds {
  const Incident *incident;
  const Gazetteer *gazetteer;
  const Phrases *phrases;
  Arena *arena;
  ARRAY(Place) places; /* of incident->places; those of points have id PLACE_UNKNOWN */
} IncidentBounds;

/* Looks the places up. STATUS_FORMAT with file and line where the gazetteer has none of a name. */
int incident_bounds(const Incident *incident, const Gazetteer *gazetteer, const Phrases *phrases, Arena *arena,
                    IncidentBounds *bounds, Status *status);
void incident_judge(const IncidentBounds *bounds, const Claim *claim, BoundVerdict *verdict);
/* "place", "period", "kind", "who"; "inside", "open", "outside". */
const char *bound_name(BoundKind bound);
const char *verdict_name(Verdict verdict);

#endif

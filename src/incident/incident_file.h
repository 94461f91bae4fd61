/* Incident files: what a person holds to belong to one incident, as data. The format is told in
   docs/INCIDENT.md. Nothing is looked up here: places are names, or points. */
#ifndef INCIDENT_INCIDENT_FILE_H
#define INCIDENT_INCIDENT_FILE_H

#include "base/array.h"
#include "base/civil.h"
#include "base/decimal.h"
#include "base/status.h"
#include "claim/claim.h"

typedef struct IncidentPlace {
  Str name, in;   /* "Springfield", "Illinois": of the gazetteer; in may be empty */
  bool has_point; /* in place of a name */
  int32_t latitude, longitude; /* millionths of a degree */
  uint32_t radius;             /* km around the point */
  uint32_t line;               /* in the file */
} IncidentPlace;

typedef struct IncidentThreshold {
  Str measure;
  Decimal least;
} IncidentThreshold;

/* What every incident must state. */
typedef struct IncidentItem {
  Str name;            /* date, place, source, responsible, a measure, or a name of one's own */
  ARRAY(Str) answers;  /* measures and happenings that answer it; empty: its name */
} IncidentItem;

/* Bounds that are not drawn hold for everything: no kinds are all kinds. "or none": what says nothing of it
   lies inside as well. */
typedef struct Incident {
  Str name, file;
  ARRAY(IncidentPlace) places;
  bool has_period, place_or_none, period_or_none;
  Date first, last; /* both days belong to it */
  ARRAY(Str) kinds; /* measures */
  uint32_t statuses, sexes, ages; /* bit 1 << enumerator of each that counts; 0: all do. Bit 0: "or none" */
  ARRAY(IncidentThreshold) thresholds;
  ARRAY(IncidentItem) items;
} Incident;

/* Reads an incident file. Views of text, or copies in arena. STATUS_FORMAT: "file:line: message". */
int incident_file_read(Str text, Str file, Arena *arena, Incident *incident, Status *status);

#endif

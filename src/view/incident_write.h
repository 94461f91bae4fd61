/* Incidents: what lies inside a person's bounds, what outside and why, and the checklist; as JSON Lines and as
   text of 80 columns. Nothing is computed here. */
#ifndef VIEW_INCIDENT_WRITE_H
#define VIEW_INCIDENT_WRITE_H

#include "incident/incident_story.h"
#include "view/explain.h"

/* A line of type incident, a line of type incident_claim for each claim, then a line of type incident_item for
   each item of the checklist. */
void incident_write_lines(Json *j, const IncidentStory *incident, const Story *story, Arena *arena);
void incident_write_text(const Explain *e, const IncidentStory *incident);
/* The word of the lines for how an item of the checklist stands. */
const char *item_state_name(ItemState state);
/* Below a report of the incident: its bounds, what is left open, what lies outside and why, and the
   checklist. all: every claim, else the first of each list. */
void incident_write_report(const Explain *e, const IncidentStory *incident, bool all);

/* The same in parts, each a line of words: what bounds it (empty: not bounded), why a claim does not
   lie inside, and what answers an item of the checklist ("not given"). */
typedef enum IncidentPart { PART_PLACE, PART_PERIOD, PART_KINDS, PART_WHO, INCIDENT_PARTS } IncidentPart;
Str incident_part_words(const Explain *e, const IncidentStory *incident, IncidentPart part);
Str incident_threshold_words(const Explain *e, const IncidentStory *incident, uint32_t threshold);
Str incident_why_words(const Explain *e, const IncidentStory *incident, uint32_t claim);
Str incident_item_words(const Explain *e, const IncidentStory *incident, uint32_t item);

#endif

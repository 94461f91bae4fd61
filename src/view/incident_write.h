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

#endif

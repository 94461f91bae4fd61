/* Incidents by file. */
#ifndef API_INCIDENT_OPEN_H
#define API_INCIDENT_OPEN_H

#include "api/together.h"
#include "incident/incident_story.h"

/* Reads the file, looks its places up, and makes one event of the run's claims inside; the run must be together.
   *bytes are then what was read, to be freed after the story. Under the guard of run->arena. */
int incident_open(according_run *run, const char *path, IncidentStory *story, char **bytes, Status *status);
/* A story of this event alone, with the signs of a shared origin between its documents. */
void story_alone(according_run *run, const EventStory *event, Story *out);
/* Of an incident alone: its place and period are those that a person drew, and it has the remarks and
   questions of an event. *incident must stay in place. */
void incident_alone(according_run *run, IncidentStory *incident, Story *out);
bool event_has_document(const Event *event, uint32_t document);

#endif

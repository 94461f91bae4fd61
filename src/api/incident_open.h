/* Incidents by file. */
#ifndef API_INCIDENT_OPEN_H
#define API_INCIDENT_OPEN_H

#include "api/together.h"
#include "incident/incident_story.h"

/* Reads the file, looks its places up, and makes one event of the run's claims inside; the run must be together.
   *bytes are then what was read, to be freed after the story. Under the guard of run->arena. */
int incident_open(according_run *run, const char *path, IncidentStory *story, char **bytes, Status *status);

#endif

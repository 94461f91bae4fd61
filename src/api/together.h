/* Together: what a run's documents say together, after people's corrections. */
#ifndef API_TOGETHER_H
#define API_TOGETHER_H

#include "amend/amend.h"
#include "api/run.h"
#include "reading/story.h"

struct Together {
  Extraction amended; /* the run's extraction, or with corrections a changed copy */
  AmendReport report;
  Story story;
};

/* Reads the run and builds its story, once; the result is run->together. */
int run_together(according_run *run, according_status *status);

#endif

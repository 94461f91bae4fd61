/* Together: what a run's documents say together, after people's corrections. */
#ifndef API_TOGETHER_H
#define API_TOGETHER_H

#include "amend/amend.h"
#include "api/run.h"
#include "reading/story.h"
#include "view/report_options.h"

struct Together {
  Extraction amended; /* the run's extraction, or with corrections a changed copy */
  AmendReport report;
  Story story;
};

/* Reads the run and builds its story, once; the result is run->together. */
int run_together(according_run *run, according_status *status);
/* What the views need to know of a run and of what the caller wants; the run must be together. */
ReportOptions report_view_options(const according_run *run,
                                  const according_report_options *options);

#endif

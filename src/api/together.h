/* Together: what a run's documents say together, after people's corrections. */
#ifndef API_TOGETHER_H
#define API_TOGETHER_H

#include "amend/amend.h"
#include "api/run.h"
#include "reading/story.h"
#include "view/report_options.h"
#include "withhold/withhold.h"

struct Together {
  Extraction amended; /* the run's extraction, or with corrections a changed copy */
  AmendReport report;
  Story story;
  Withholding withholding; /* where the register restricts sources, and they are not to be shown */
  bool withholds;
  Extraction renamed, hidden;
  Story hidden_story;
  const Story *shown;            /* what is to be shown: the story, or without restricted sources */
  const SourceRegister *sources; /* likewise the register, or NULL */
};

/* Reads the run and builds its story, once; the result is run->together. */
int run_together(according_run *run, according_status *status);
/* What the views need to know of a run and of what the caller wants; the run must be together. */
ReportOptions report_view_options(const according_run *run,
                                  const according_report_options *options);
/* What a report is of: all that is shown, or the incident alone, which is then in *view. Under the
   guard of run->arena. */
int report_story(according_run *run, const according_report_options *options, ReportOptions *view,
                 const Story **story, Status *status);
/* The working edition of what has restricted sources: false, or true with the reason in *status. */
bool report_refused(const according_run *run, const according_report_options *options,
                    according_status *status);

#endif

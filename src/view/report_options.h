/* What the caller decides about a report, terminal or page. */
#ifndef VIEW_REPORT_OPTIONS_H
#define VIEW_REPORT_OPTIONS_H

#include "incident/incident_story.h"
#include "reading/story.h"
#include "rule/sources.h"
#include "view/wording.h"

typedef struct ReportOptions {
  bool all;    /* terminal: every event with its tables; else the first, and a line of each other */
  bool colour; /* terminal: bold, dim and colour by escape sequences */
  bool working; /* page: the edition with full texts, reviewers and paths */
  int64_t numbers_left_out; /* numbers of the texts that are in no claim; -1: not counted */
  uint32_t rejected; /* claims that people rejected (of the corrections) */
  const Str *messages; /* corrections that no longer fit their text, a line each */
  uint32_t message_count;
  Str outlines; /* page: for maps, maps/outlines.txt of the pack; may be empty */
  const SourceRegister *sources; /* what people know of publishers and those who are quoted, or NULL */
  const IncidentStory *incident; /* the story's one event, where a person drew its bounds; or NULL */
  const Phrases *phrases;        /* wording/LANGUAGE/explain.tsv, for it */
  Str program; /* "according 0.1.0"; may be empty */
} ReportOptions;

#endif

/* Counts: what a counting rule makes of the readings of an event, as JSON Lines and as a table
   for people. */
#ifndef VIEW_COUNT_WRITE_H
#define VIEW_COUNT_WRITE_H

#include "base/json_write.h"
#include "reading/story.h"
#include "rule/rule_apply.h"

typedef struct CountView {
  const EventStory *event;
  const MeasureReadings *measure;
  const CountingRule *rule;
  const RowTable *table; /* rows of the measure: rule/count_rows.h */
  const RuleOutcome *outcome;
  Str incident; /* whose name stands in place of an event; empty: none */
} CountView;

void count_write_line(Json *j, const CountView *count, Arena *scratch);
/* "17", "9–14" or "9 (9–14)"; "indeterminate", "nothing is left". */
void count_write_value(Buffer *out, const RuleOutcome *outcome);
/* A tie is left that the rule does not break. */
bool count_is_indeterminate(const RuleOutcome *outcome);
/* Why a reading is not in the count; empty where it is. */
Str count_why_left(const CountView *count, uint32_t reading, Arena *scratch);

#endif

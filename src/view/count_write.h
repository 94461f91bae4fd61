/* Counts: what a counting rule makes of the readings of an event, as JSON Lines and as a table
   for people. */
#ifndef VIEW_COUNT_WRITE_H
#define VIEW_COUNT_WRITE_H

#include "base/json_write.h"
#include "reading/story.h"
#include "rule/rule_apply.h"
#include "view/explain.h"

typedef struct CountView {
  const EventStory *event;
  const MeasureReadings *measure;
  const CountingRule *rule;
  const RowTable *table; /* rows of the measure: rule/count_rows.h */
  const RuleOutcome *outcome;
  Str incident; /* whose name stands in place of an event; empty: none */
} CountView;

void count_write_line(Json *j, const CountView *count, Arena *scratch);
/* Why the row was not counted, by the rule's line; nothing where it went on to the end. */
Str count_row_left(const CountView *count, uint32_t row, Arena *scratch);
/* The first claim of the row's reading in its document. */
uint32_t count_claim(const CountView *count, const Extraction *x, uint32_t row);
/* The count with each document's figure, taken or left out and why: as one JSON line, as text. */
void count_explain_line(Json *j, const CountView *count, const Extraction *x, Arena *scratch);
void count_explain(const Explain *e, const CountView *count);
/* "17", "9–14" or "9 (9–14)"; "indeterminate", "nothing is left". */
void count_write_value(Buffer *out, const RuleOutcome *outcome);
/* A tie is left that the rule does not break. */
bool count_is_indeterminate(const RuleOutcome *outcome);
/* Why a reading is not in the count; empty where it is. */
Str count_why_left(const CountView *count, uint32_t reading, Arena *scratch);

#endif

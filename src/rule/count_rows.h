/* Readings of an event as rows for counting rules: one row for each reading and document that
   gives it. */
#ifndef RULE_COUNT_ROWS_H
#define RULE_COUNT_ROWS_H

#include "reading/story.h"
#include "rule/rows.h"
#include "rule/sources.h"

/* Fills the table with the clear readings of one measure; a row's tag is the index of its
   reading, and rows with one value whose documents carry signs of a shared origin, from one to the
   next, have one origin. Value is the number, or the words where there is none ("dozens of");
   date and publisher are the document's. sources: where ranks are from (source_rank; of several claims the
   greatest), or NULL. */
void count_rows(const Story *story, const EventStory *event, const MeasureReadings *measure,
                const SourceRegister *sources, Arena *arena, RowTable *table);
/* It is said to be a part, by its documents or beside another reading of the measure. */
bool reading_is_part(const MeasureReadings *measure, uint32_t reading);
/* The clear reading by which the document itself makes this one more precise ("more than 130", and
   147); -1 if it does not. */
int32_t reading_refined_in(const MeasureReadings *measure, uint32_t reading, uint32_t document);

#endif

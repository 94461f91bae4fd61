/* Relations: how two readings of one measure stand to each other, each with its reason. */
#ifndef READING_RELATIONS_H
#define READING_RELATIONS_H

#include "reading/readings.h"

/* Fills the relations, and superseded_by, of every measure of the event. A part is never set against
   its whole: where something stated explains a difference there is no conflict. */
void relations_build(Arena *arena, const Extraction *extraction, const Phrases *phrases,
                     EventStory *story);

#endif

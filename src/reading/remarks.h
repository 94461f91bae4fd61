/* Remarks and questions: what a person should see or decide beside the figures of an event. */
#ifndef READING_REMARKS_H
#define READING_REMARKS_H

#include "reading/readings.h"

/* Fills story->remarks and story->questions; readings must be there. */
void remarks_build(Arena *arena, const Extraction *extraction, const Phrases *phrases,
                   EventStory *story);
/* The shortest beginning of a document's id, up to a mark between words, that no other document of
   the event shares: "000" of "000_2fc4.txt". */
Str document_short(const Extraction *extraction, const Event *event, uint32_t document);

#endif

/* Grouping: claims of many documents → events. */
#ifndef EVENT_GROUP_H
#define EVENT_GROUP_H

#include "event/event.h"
#include "event/phrases.h"
#include "gazetteer/gazetteer.h"

/* The events of an extraction: every claim and every person is in exactly one, ordered by id. A
   pure function of the set of lines. The gazetteer may be NULL: then places are compared by what
   the claims say of them. phrases: headings and reasons. Documents of different parts (--part) never
   meet in an event. Memory of the arena, under its guard. */
void event_group(const Extraction *extraction, const Gazetteer *gazetteer, const Phrases *phrases,
                 Arena *arena, EventSet *events);

#endif

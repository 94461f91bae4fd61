/* Headings: what an event is called by the program itself: place and date, in neutral words. */
#ifndef EVENT_HEADING_H
#define EVENT_HEADING_H

#include "event/event.h"
#include "event/phrases.h"
#include "gazetteer/gazetteer.h"

/* "19–20 January 1990", "from August 2008", "1990"; the phrase for no date where there is none. */
Str heading_date(Arena *arena, const Phrases *phrases, const Period *period);
/* "Baku and other places in Azerbaijan, 19–20 January 1990" of the event's places and time. */
Str heading_of(Arena *arena, const Phrases *phrases, const Gazetteer *gazetteer,
               const Event *event);

#endif

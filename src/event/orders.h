/* Orders: what people decided of events ──▶ clusters. A line, what its document says of an event, or a whole
   event goes where another line is; or leaves where it is. In their order, each on what the ones before
   it left. Without orders nothing is changed. */
#ifndef EVENT_ORDERS_H
#define EVENT_ORDERS_H

#include "event/phrases.h"
#include "event/strand.h"

/* A line that goes alone gets a strand of its own, behind the others: *cluster is then a longer array.
   Numbers of clusters need not be those of strands any more. */
void orders_apply(Arena *arena, const Extraction *extraction, Strands *strands, uint32_t **cluster);
/* Adds to the events' reasons what people decided; by claims and persons, as the events are now. */
void orders_tell(Arena *arena, const Extraction *extraction, const Phrases *phrases,
                 EventSet *events);

#endif

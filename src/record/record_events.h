/* Record events: events with their readings, kept so that one can be shown at once. They are made of the rest
   of the record, and kept with the hash of what they were made from: heads of the log, program and data. */
#ifndef RECORD_RECORD_EVENTS_H
#define RECORD_RECORD_EVENTS_H

#include "record/record.h"

/* What events are made from, as the record is now; with: program, language data and places. */
Digest record_state(Record *record, Str with);

/* Takes out the events that there are, and begins to write; not in a transaction. */
int record_events_begin(Record *record);
void record_event_put(Record *record, Packer *packer, Str id, Str bytes, Arena *arena);
/* Ends: the events are of this state, which is that behind the last entry of the log. */
int record_events_end(Record *record, const Digest *state);

/* The entry of the log behind which the events that are kept were made, if from another state; 0: from this one,
   or there are none. */
int64_t record_events_of(Record *record, const Digest *state);
/* The bytes of an event; false if there is none of that id. *fresh: made from the state. *entry: of the log,
   behind which the events were made; 0: never. */
bool record_event(Record *record, Str id, const Digest *state, Arena *arena, Str *bytes, bool *fresh,
                  int64_t *entry);

#endif

/* Record object: a record of the public header around one of the room record. */
#ifndef API_RECORD_OBJECT_H
#define API_RECORD_OBJECT_H

#include "api/engine.h"
#include "event/phrases.h"
#include "record/record.h"

struct according_record {
  const according_engine *engine;
  Record *record;
  Arena arena; /* of one call: cleared at the next */
};

/* Sets the call's status from a failure of the record; its code. */
int record_told(according_record *record, according_status *status);
/* The stamp of the public header in the words of the room; ACCORDING_USAGE where a part is
   missing. */
int stamp_read(const according_stamp *stamp, Stamp *out, according_status *status);
/* Runs work(context) under the guard of the record's arena; ACCORDING_NO_MEMORY where memory
   ends. */
int record_guarded(according_record *record, according_status *status,
                   int (*work)(according_record *record, void *context, according_status *status),
                   void *context);
/* The documents of a record, and the decisions on them, into a run; under the guard of its
   arena. */
int run_add_record(according_run *run, const char *path, according_status *status);
/* Decisions of the log as corrections, whose line is the number of the entry; path: of the record, for
   messages. Under the guard of the run's arena. */
void run_add_decisions(according_run *run, const DecisionArray *decisions, Str path);
/* An event by its id, as line or text; under the guard of the record's arena. ACCORDING_NOT_FOUND: there is none. */
int record_event_show(according_record *record, Str id, int format, Buffer *out,
                      according_status *status);
/* The original of a document as an input of the run, in its arena; path is that of the record.
   False if the record has it no more. Under the guard of the run's arena. */
bool record_input(according_run *run, Record *record, const Kept *d, Str path);

#endif

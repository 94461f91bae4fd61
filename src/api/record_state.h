/* Record state: all that a record says at a moment, from the lines that it keeps: nothing is read again. */
#ifndef API_RECORD_STATE_H
#define API_RECORD_STATE_H

#include "api/record_object.h"
#include "api/together.h"
#include "change/change.h"

typedef struct RecordState {
  according_run run; /* its arena has everything; notices: decisions that do not fit */
  KeptArray documents;
  DecisionArray decisions;
} RecordState;

/* The state behind entry `moment` of the log, 0: of now. On failure nothing is left open. */
int record_state_open(according_record *record, int64_t moment, RecordState *state,
                      according_status *status);
void record_state_close(RecordState *state);
/* The state, given to work under the guard of its arena, and closed again. */
int record_state_with(according_record *record, int64_t moment,
                      int (*work)(RecordState *state, void *context, according_status *status),
                      void *context, according_status *status);
/* As one side of a comparison. */
Side record_state_side(const RecordState *state);

#endif

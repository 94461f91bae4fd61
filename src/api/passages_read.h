/* Passages of a run's documents. */
#ifndef API_PASSAGES_READ_H
#define API_PASSAGES_READ_H

#include "api/run.h"
#include "passage/passage.h"

/* Reads the documents and finds the wording that they share; memory of the run. ACCORDING_USAGE
   where the run has lines of extract. */
int run_passages(according_run *run, PassageArray *passages, according_status *status);

#endif

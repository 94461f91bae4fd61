/* Run expand: inputs that hold documents, in place of which stand their parts. */
#ifndef API_RUN_EXPAND_H
#define API_RUN_EXPAND_H

#include "api/run.h"

/* Looks at the files among the inputs that were not looked at yet, and opens those that are
   archives, crawls, mailboxes and the like; notices tell what was left out of them. Before threads
   start. */
int run_expand(according_run *run, according_status *status);

#endif

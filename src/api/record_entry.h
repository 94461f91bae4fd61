/* Record entry: one document into what a record keeps of it. */
#ifndef API_RECORD_ENTRY_H
#define API_RECORD_ENTRY_H

#include "api/run.h"
#include "record/record.h"

/* Original, text and lines made small, and the fields for search, all in w->kept. Under the guard
   of the worker's arenas. hash: of the original, where it was made already; else NULL. */
RecordEntry *record_entry(const according_engine *engine, const Document *document,
                          const Input *input, Str original, const Digest *hash, Worker *w);

#endif

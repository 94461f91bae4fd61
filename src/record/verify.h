/* Verify: what the files that check a record share. */
#ifndef RECORD_VERIFY_H
#define RECORD_VERIFY_H

#include "record/store.h"

typedef struct Verify {
  Record *r;
  int (*tell)(void *context, Str problem);
  void *context;
  bool stopped; /* tell takes no more */
  Verified *result;
  Arena *arena; /* guarded */
  Buffer seals;
  ARRAY(int64_t) redacted; /* entries whose payload is gone */
} Verify;

/* A problem, one line. */
void verify_say(Verify *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What people should know, and is no problem. */
void verify_note(Verify *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Tells a failure of the record, of which `what` could not be read, as a problem and forgets it;
   false if nothing more can be checked. */
bool verify_goes_on(Verify *v, const char *what);

/* Events that are kept. */
void verify_events(Verify *v);
/* Originals, texts, lines, spans, and the rows made of them, by so many threads. */
void verify_documents(Verify *v, uint32_t threads);

#endif

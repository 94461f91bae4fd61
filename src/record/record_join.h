/* Record join: two records become one, which holds all that either holds. */
#ifndef RECORD_RECORD_JOIN_H
#define RECORD_RECORD_JOIN_H

#include "record/record.h"

typedef struct RecordJoined {
  uint64_t documents;     /* that were added */
  uint64_t known;         /* that were here already, by content */
  uint64_t renamed;       /* of those added: have another id, which another document had */
  uint64_t entries;       /* of the log that were added */
  uint64_t known_entries; /* that were here already */
} RecordJoined;

/* Takes over what the other record has and this one has not; in a transaction. The other one, which is whole (see
   record_verify), is read only. Lines for people, about documents that were renamed, go to `tell`. */
int record_join(Record *record, Record *other, int (*tell)(void *context, Str line), void *context,
                RecordJoined *joined, Status *status);

#endif

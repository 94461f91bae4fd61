/* Source places: an original read again, and what became of each byte of it. */
#ifndef API_SOURCE_PLACES_H
#define API_SOURCE_PLACES_H

#include "api/record_object.h"
#include "view/record_source.h"

/* Reads the original of a document that the record has; results are views of it and lie in the
   record's arena, which must be guarded. programs: as for a run. ACCORDING_NOT_FOUND: the record
   does not hold it. */
int source_places(according_record *record, const Kept *d, Str programs, RecordSource *out,
                  according_status *status);

#endif

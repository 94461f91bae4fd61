/* Record write: what list, show, search and log of a record give: JSON Lines, or text for
   people. */
#ifndef VIEW_RECORD_WRITE_H
#define VIEW_RECORD_WRITE_H

#include "base/json_write.h"
#include "claim/claim.h"
#include "event/phrases.h"
#include "record/record.h"

typedef struct RecordView {
  const Phrases *phrases; /* wording/LANGUAGE/record.tsv */
  Arena *arena;
  Buffer *out;
} RecordView;

/* A document with what it says; the line of a claim or person alone where `only` has its id. */
typedef struct RecordShown {
  const Kept *document;
  const KeptArray *versions;
  const ReadingOf *reading;
  const Extraction *extraction; /* of its lines */
  Str only;
} RecordShown;

/* A hit with what was found. */
typedef struct RecordHit {
  const Hit *hit;
  const Claim *claim;   /* or NULL */
  const Person *person; /* or NULL */
  Str passage;          /* of a document: where the words stand */
  Str line;             /* of a claim or person: as extract writes it */
} RecordHit;

void record_list_text(const RecordView *view, const KeptArray *documents);
void record_show_text(const RecordView *view, const RecordShown *shown);
void record_hit_text(const RecordView *view, const RecordHit *hit);
/* Behind the hits: that there are none, or may be more. */
void record_hits_end_text(const RecordView *view, uint32_t hits, uint32_t most);
void record_log_text(const RecordView *view, const LogArray *entries);

/* {"type":"document_entry",…}, "hit" (of a claim or person its own line), "log_entry": a line
   each. */
void record_list_lines(const RecordView *view, const KeptArray *documents);
void record_hit_line(const RecordView *view, const RecordHit *hit);
void record_log_lines(const RecordView *view, const LogArray *entries);

#endif

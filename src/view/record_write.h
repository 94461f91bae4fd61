/* Record write: what list, show, search and log of a record give: JSON Lines, or text for
   people. */
#ifndef VIEW_RECORD_WRITE_H
#define VIEW_RECORD_WRITE_H

#include "base/json_write.h"
#include "claim/claim.h"
#include "event/phrases.h"
#include "change/agreement.h"
#include "change/change.h"
#include "record/record.h"
#include "view/wording.h"

typedef struct RecordView {
  const Phrases *phrases; /* wording/LANGUAGE/record.tsv */
  const Wording *wording;
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
  const DecisionArray *decisions; /* that stand; those that say what it was made of are shown */
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

/* What an entry did, as a clause: "corrected killed “17” in a4.txt: number 17 → 18"; entries: all of
   them, or NULL. */
Str record_entry_words(const RecordView *view, const LogEntry *entry, const LogArray *entries);
Str record_decision_words(const RecordView *view, const Decision *decision);
/* What changed, under headings; and as lines "document_change", "line_change", "decision_change",
   "figure_change". */
void record_diff_text(const RecordView *view, const Changes *changes);
void record_diff_lines(const RecordView *view, const Changes *changes);

/* What an entry of the log changed. */
typedef ARRAY(Str) EffectWords;
typedef struct RecordEffect {
  const LogEntry *entry;
  const LogArray *log;
  ARRAY(const Decision *) beside; /* decisions that stand on the same claim */
  EffectWords unfit, fit;         /* decisions that fit no more, or again: "N: why" */
  Changes changes;
} RecordEffect;
void record_effect_text(const RecordView *view, const RecordEffect *effect);
void record_effect_lines(const RecordView *view, const RecordEffect *effect);

/* How often readers say the same; lines "reader" and "agreement". */
void record_agreement_text(const RecordView *view, const Agreement *agreement);
void record_agreement_lines(const RecordView *view, const Agreement *agreement);

/* {"type":"document_entry",…}, "hit" (of a claim or person its own line), "log_entry": a line
   each. */
void record_list_lines(const RecordView *view, const KeptArray *documents);
void record_hit_line(const RecordView *view, const RecordHit *hit);
void record_log_lines(const RecordView *view, const LogArray *entries);

#endif

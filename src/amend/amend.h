/* Amend: people's corrections, replayed on what was read.

     Extraction + Corrections ──▶ Extraction (amended), and a report of what did not fit

   A correction says where it belongs (document and words) and is applied only if exactly one claim
   is there; one that no longer fits its text is listed with file and line, never guessed. A changed
   claim keeps its id. Rows are applied in order, so that a later one may set what an earlier one
   added. Changed and added claims carry amended = true and two steps of trace, room "amend":
   rule "set.FIELD" or "add" with the note "OLD → NEW: reason", and rule "by" with "WHO, WHEN". */
#ifndef AMEND_AMEND_H
#define AMEND_AMEND_H

#include "amend/corrections.h"
#include "claim/claim.h"

typedef struct RejectedLine {
  Str id, by, why; /* of a claim or person; "A. Reader, 2026-03-01" */
} RejectedLine;

typedef struct AmendReport {
  uint32_t changed, rejected, added; /* corrections that were applied */
  ARRAY(RejectedLine) rejected_lines;
  ARRAY(Str) unapplied;              /* "file:line: message", in order of the file */
} AmendReport;

/* Makes *out from *in: what is unchanged is shared, so *in must outlive it.
   Fields that can be set:
     measure, number, low, high (a number, or `open`), qualifier, who, status, sex, age_class,
     nationality, occupation, time (ISO date or START/END), place (a name, or several with ";"),
     actor (`none`, or NAME; ROLE; STANDING), scope, part_of (id of a figure, or `none`), polarity, modality,
     certainty, source (`narrator` or a name), as_of; of persons harm, name, age, sex, occupation, certainty.
   Words are those of the interchange format. An added figure lies on the span or quote and takes
   over the place, time and episode of a claim of the same sentence, or has none. Works under the
   caller's guard. */
void amend_apply(const Corrections *corrections, const Extraction *in, Arena *arena,
                 Extraction *out, AmendReport *report);

#endif

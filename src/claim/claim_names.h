/* Names that a document speaks of (persons, bodies, places), and its own names for what happened
   (“Black January”, the Haymarket affair), for the document line. */
#ifndef CLAIM_CLAIM_NAMES_H
#define CLAIM_CLAIM_NAMES_H

#include "claim/claim_read.h"

/* Fills line->names (most frequent first, then by bytes, at most 40), line->people, line->streets and line->called (verbatim, each
   once, in order of first use). Memory of arena. */
void document_names(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                    DocumentLine *line);

#endif

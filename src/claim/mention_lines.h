/* Mention lines: the building blocks of one document as JSON Lines (`according mentions`). */
#ifndef CLAIM_MENTION_LINES_H
#define CLAIM_MENTION_LINES_H

#include "base/json_write.h"
#include "claim/claim_read.h"

/* Writes a line for each time, number, place, actor and attribution of the document, in order of
   offset (those of the title first). Numbers that no reader would call so, and times that mean
   no time, are left out. Memory of the guarded arena. */
void mention_lines_write(const ClaimRules *rules, const ReadDocument *read, Arena *arena, Json *j);

#endif

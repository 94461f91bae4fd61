/* Claim copy: the lines of one document out of the arena in which it was read, so that tokens,
   mentions and all else of that arena can be forgotten. */
#ifndef CLAIM_CLAIM_COPY_H
#define CLAIM_CLAIM_COPY_H

#include "claim/claim.h"

enum { CLAIM_COPY_LASTING = 4 };

typedef struct ClaimCopy {
  Str text;                        /* of the document: copied once, and views of it moved there */
  Str lasting[CLAIM_COPY_LASTING]; /* bytes that outlive the copy: views of them stay as they are */
} ClaimCopy;

/* Appends everything in `from` (one document's lines) to `to`, whose arena gets all that is copied.
   Indices of documents become those of `to`. Under the guard of that arena. */
void claim_copy(const ClaimCopy *copy, const Extraction *from, Extraction *to);

#endif

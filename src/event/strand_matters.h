/* Matters of their own inside one document: another land's, another disease's, the mourners', a march some days later. */
#ifndef EVENT_STRAND_MATTERS_H
#define EVENT_STRAND_MATTERS_H

#include "event/strand.h"

typedef struct EpisodeClaim {
  uint32_t episode, claim;
  bool beside; /* told as the matter of another land, or another disease */
} EpisodeClaim;

/* Gives claims of such matters episodes of their own, one for each. order: the document's claims, n of them, from
   the first of the extraction's. */
void matters_part(const Extraction *x, const Phrases *phrases, EpisodeClaim *order, uint32_t from, uint32_t n);

#endif

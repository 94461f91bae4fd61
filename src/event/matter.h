/* Matters: which documents are about the same matter, by their words alone. What they report of it is
   for strands and events; a document that reports no figure has a matter too. */
#ifndef EVENT_MATTER_H
#define EVENT_MATTER_H

#include "event/affinity.h"
#include "event/components.h"

/* Pairs of documents that share two of each one's weightiest words and are alike enough to be
   compared; points: their likeness in thousandths. Each once, ordered. */
void documents_alike(const Weighing *w, Pairs *pairs);
/* Look-alikes: nearly all documents of the one name somebody or something that hardly one of the other
   names, and the other way round: two fights of one champion, two storms of one town. */
bool names_exclude(const Weighing *w, Arena *scratch, const uint32_t *a, uint32_t n, const uint32_t *b,
                   uint32_t m);
/* matter: of each document the lowest document of its matter. */
void matters_find(const Weighing *w, const Pairs *alike, uint32_t *matter);

#endif

/* People: documents that tell of the same persons ──▶ pairs, and times that the earlier report teaches.
   A follow-up (an arrest, a trial, a death weeks later) seldom gives the day of what it follows; who came
   to harm, or is held for it, tells of which report it is one. */
#ifndef EVENT_PEOPLE_H
#define EVENT_PEOPLE_H

#include "event/affinity.h"
#include "event/components.h"

/* Pairs of documents that share persons (DocumentLine.people), but those of whom many documents tell;
   points: how many they share. Each once, ordered. */
void people_pair(Arena *arena, const Extraction *extraction, Pairs *pairs);

/* The victims whose age a document gives, of each document. */
const Victims *victims_find(Arena *arena, const Extraction *extraction);
/* How many of a's are of the age and sex of one of b's; -1: both give ages, and none is near another's;
   0: nothing is known. */
int32_t victims_shared(const Weighing *weighing, uint32_t a, uint32_t b);

/* The streets of each document, and pairs of documents that share some which few others name. */
const StreetKeys *streets_find(Arena *arena, const Extraction *extraction, Pairs *pairs);
/* How many streets both name; -1: both name some, and none of them is the other's. */
int32_t streets_shared(const Weighing *weighing, uint32_t a, uint32_t b);

/* Gives the main strand of a document another document's day: of an earlier strand that tells of the
   same persons, in like words and of no other place, where its own time is by all signs that of its
   report; or of one in like words whose day it tells of too, beside what it mostly tells, but of none that
   names other streets. What other
   documents teach stays here, with the event; the claims keep what their own document says. */
void reports_teach(const Weighing *weighing, Strands *strands);

/* Do the strand's sentences tell of another of its kind: "a second earthquake in a week", "a similar attack"? */
bool tells_again(const Weighing *w, const Strand *s);

#endif

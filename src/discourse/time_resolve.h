/* Time resolution: the unresolved times of one document get their place in the calendar.

     said with its year                      ─▶ itself            (self)
     a dateline, "Baku, January 20, AGENCY"  ─▶ the publication   (dateline)
     "today", "last week", "Friday"          ─▶ publication date  (document)
     "January 20", "that night", "later"     ─▶ the story so far  (narrative)

   A date without a year takes it, in this order: from a year right beside it; from the same day or
   month said in full elsewhere in the document; from the story around it; from the publication date
   (the last such day before it, the next one where the sentence looks ahead). */
#ifndef DISCOURSE_TIME_RESOLVE_H
#define DISCOURSE_TIME_RESOLVE_H

#include "mention/time_mention.h"

/* When the document was published, and how that is known. */
typedef struct Publication {
  Date date; /* year 0: unknown; day 0 or month 0: only so precise */
  DateBasis basis;
} Publication;

/* document->date if it is given; else from a dateline with a year, from an anniversary ("the 31st
   anniversary of 20 January 1990"), or the latest day that the text names (not before it:
   DATE_LATEST_MENTION). */
Publication time_publication(const Text *text, const TimeTags *tags, const Mentions *mentions,
                             const Document *document, Arena *arena);

/* Fills value, start, end_date, anchor, commemorative and publication of every time of the
   mentions, which time_find made. Strings lie in the arena. */
void time_resolve(const Text *text, const TimeTags *tags, Mentions *mentions,
                  const Document *document, Arena *arena);

#endif

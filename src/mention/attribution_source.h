/* Sources: from the noun group that a rule captured to the whole noun phrase, and whom it names; inside
   room mention only, but for source_name. */
#ifndef MENTION_ATTRIBUTION_SOURCE_H
#define MENTION_ATTRIBUTION_SOURCE_H

#include "mention/attribution_mention.h"

/* A sentence's symbols, with what reads them. */
typedef struct SourceRow {
  const AttributionRules *r;
  const Text *text;
  const AttributionRow *row;
} SourceRow;

/* The first symbol of the noun phrase that begins before its cue and ends with symbol `first`; `cue_end`
   is the symbol behind the cue, 0 where there is none yet. */
uint32_t source_widen(const SourceRow *row, uint32_t first, uint32_t cue_end);
/* The end of the noun phrase behind its cue that begins with symbols [first, end). */
uint32_t source_widen_after(const SourceRow *row, uint32_t first, uint32_t end);
/* Whether these symbols name somebody: not "residents of Orel". */
bool source_is_named(const SourceRow *row, uint32_t first, uint32_t end);

/* "Hill, the envoy," and "Hill (who has 12 men)" without what describes them, and so "the mayor of Orel,
   Ana Hill,"; title is the tag of words before names. */
TokenRange source_name(const Text *text, int title, TokenRange source);

#endif

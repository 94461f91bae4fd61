/* Content: the words that a source answers for, around its cue; inside room mention only. */
#ifndef MENTION_ATTRIBUTION_CONTENT_H
#define MENTION_ATTRIBUTION_CONTENT_H

#include "mention/attribution_mention.h"

typedef enum ContentMode {
  CONTENT_AUTO, /* behind the cue, or before source and cue where nothing follows */
  CONTENT_AFTER,
  CONTENT_BEFORE,
  CONTENT_AROUND, /* the rest of the sentence: "…, according to X, …" */
  CONTENT_REST,   /* behind all that the rule matched */
  CONTENT_SUBJECT /* the subject before the cue, and what follows: "he is believed to …" */
} ContentMode;

/* A cue that a rule found, in symbols of the row. */
typedef struct Found {
  uint32_t rule;
  uint32_t first, end; /* the match */
  uint32_t cue_first, cue_end;
  uint32_t source_first, source_end;   /* equal: none; widened to the whole noun phrase */
  uint32_t source_head;                /* symbol */
  uint32_t content_first, content_end; /* captured by the rule; equal: not */
  ContentMode mode;
  bool strong;    /* what follows goes on to the end of the sentence */
  bool addressee; /* "told reporters" */
  bool enclosed;  /* in a clause between commas: "Smith, who said …, left" */
} Found;

typedef ARRAY(Found) FoundArray;

/* Token ranges of the content of found->v[at]; *ranges is filled in order of the text. */
void content_measure(const AttributionRules *rules, const Text *text, const AttributionRow *row,
                     const FoundArray *found, uint32_t at, Arena *arena, Attribution *out);

bool symbol_has(const AttributionRow *row, uint32_t symbol, int tag);
/* Whether a symbol is this mark (one byte of ASCII). */
bool symbol_is_mark(const Text *text, const AttributionRow *row, uint32_t symbol, char mark);

#endif

/* Attributions: who says what. The rules of data/<lang>/rules/attribution.rules find a cue ("said",
   "according to", "its reports that") and its source in one sentence; the content, the words that
   the source answers for, is then measured by the marks, quotations and clauses around it. */
#ifndef MENTION_ATTRIBUTION_MENTION_H
#define MENTION_ATTRIBUTION_MENTION_H

#include "mention/attribution_row.h"
#include "mention/mention.h"

typedef struct AttributionRules {
  const Pack *pack;
  RuleSet rules;
  RowTags row;
  int capture_source, capture_cue, capture_content;
  /* verbs and nouns of attribution */
  int say, tell, show, ask, stance, held, hedge, deny, possible, document, clausal, strict;
  int turn, part, then, person, title, speaks_for; /* words around them */
  int number_noun, count, total, hurt; /* no sources: "the number of people confirmed dead" */
  /* sources that stand for others: he she, they, it, who */
  int singular, plural, thing, reflexive;
} AttributionRules;

/* STATUS_FORMAT if the pack has no attribution rules. */
int attribution_rules_init(const Pack *pack, AttributionRules *rules, Status *status);

/* All attributions of a text, by first token; adds them to mentions->attributions. Memory of the
   result comes from arena, and so does what is used on the way. */
void attribution_find(const Text *text, const AttributionRules *rules, Arena *arena,
                      Mentions *mentions);

#endif

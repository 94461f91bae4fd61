/* Attribution rows: a sentence as a row of the symbols over which the rules of
   data/<lang>/rules/attribution.rules are matched: noun groups, verb groups, quotations, and single
   words and marks. Shallow: a word that the lexicon does not know is part of a noun group. */
#ifndef MENTION_ATTRIBUTION_ROW_H
#define MENTION_ATTRIBUTION_ROW_H

#include "lang/pattern.h"
#include "text/tokens.h"

/* Tags of words that the row asks for, and tags that it gives to symbols; names as in the pack. */
typedef struct RowTags {
  int det, pron, prep, conj, rel, poss, adv, adj, modal, be, have, to, that, sub;
  int v_base, v_s, v_ing, v_past, v_part;
  /* given */
  int np, vg, quote, dash, time, possessive, passive, ing, infinitive, finite, negated, may, named;
  int bare, plain, plural, singular, actor, common;
  int hedge; /* adverbs of hearsay, which stay words of their own */
  int number, actor_name, actor_body;
  int one, none; /* noun groups that begin with a, an; with no */
  int say, show, doc; /* verbs of saying and showing; what speaks without being a person */
} RowTags;

typedef enum SymbolKind { SYMBOL_WORD, SYMBOL_NOUN, SYMBOL_VERB, SYMBOL_QUOTE } SymbolKind;

typedef struct Symbol {
  uint32_t first, end; /* tokens */
  uint32_t head;       /* token of the head noun or main verb */
  SymbolKind kind;
} Symbol;

typedef struct AttributionRow {
  ARRAY(Symbol) symbols;
  ARRAY(uint32_t) words; /* word of the head */
  ARRAY(TagSet) tags;
} AttributionRow;

void row_tags(const Pack *pack, RowTags *tags);

/* Reads the tokens of one sentence into *row (emptied first); memory comes from arena. */
void row_read(const RowTags *tags, const Text *text, uint32_t sentence, Arena *arena,
              AttributionRow *row);

#endif

/* What the files of weighing share with one another, and with nobody else. */
#ifndef RULE_WEIGH_PARTS_H
#define RULE_WEIGH_PARTS_H

#include "rule/weigh.h"

/* One value of one object, with the rows that give it, which stand together in the table. */
typedef struct WeighedValue {
  uint32_t first, end; /* rows */
  Fixed weight, share; /* share: how likely it is thought, of 1 */
  Fixed
      common; /* how many of the others of its object give it, of 1: none can be rarer than all wrong
                          values equally often */
} WeighedValue;

/* Rows of two sources at one object: with one value, or with two. */
typedef struct Meeting {
  uint32_t a, b;  /* sources, a < b */
  uint32_t value; /* UINT32_MAX: they differ */
} Meeting;

typedef struct SourcePair {
  uint32_t a, b;
  uint32_t first, end; /* meetings */
  Fixed dependence;    /* likelihood that one has from the other, or both from a third */
} SourcePair;

typedef struct Weigher {
  const RowTable *table;
  const RuleWeights *weights;
  const Hierarchy *hierarchy;
  Arena *arena;
  Weighing *out;
  uint32_t *source_of; /* of each row; numbers are in order of names */
  uint32_t sources;
  Fixed *trust;     /* of each source */
  bool *first_hand; /* each source */
  ARRAY(WeighedValue) values;
  uint32_t *first_value; /* of each object in out->objects, and one behind */
  ARRAY(Meeting) meetings;
  ARRAY(SourcePair) pairs; /* by a, then b */
  uint32_t *first_pair;    /* of each source a, and one behind */
} Weigher;

/* Finds where sources meet. Once, before the rounds. */
void copies_meet(Weigher *w);
/* How likely each pair depends, by the trust and the shares as they are. */
void copies_judge(Weigher *w);
/* Dependence of two sources; 0 of those that never meet. */
Fixed copies_dependence(const Weigher *w, uint32_t a, uint32_t b);

/* How much value `from` speaks for value `to` of the same object, of 1. */
Fixed value_support(const Weigher *w, Str to, Str from);

#endif

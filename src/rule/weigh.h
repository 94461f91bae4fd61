/* Weighing: which value of each object weighs most when sources that copy from one another count
   little more than once. Two sources that agree on values that few others give, again and again,
   are held to depend on one another; agreement on what all give says little. Trust in a source,
   dependence and the weight of values are found in turn, round by round:

     trust of sources ─▶ dependence of pairs ─▶ weight of values ─▶ trust of sources ─▶ …

   X. L. Dong, L. Berti-Equille, D. Srivastava, "Integrating Conflicting Data: The Role of Source
   Dependence", VLDB 2009 (dependence, accuracy, votes; here a wrong value that many give is less of
   a sign than a rare one); X. Yin, J. Han, P. S. Yu, "Truth Discovery with Multiple Conflicting
   Information Providers on the Web", KDD 2007 (values that support one another). The numbers that
   it starts from stand in the rule file. All in integers: the same on every machine.

   Values support one another where they are lists ("a; b") that share members, and, with a
   hierarchy, where one contains the other: who says France does not speak against Paris. A source
   is first-hand where the name of each object of which it speaks has its name as a part ("aa" of
   "AA-1165-JFK"): of these objects it is the origin, and others are not weighed against it. */
#ifndef RULE_WEIGH_H
#define RULE_WEIGH_H

#include "base/map.h"
#include "rule/rule_file.h"

/* Which values contain which: child, parent. */
typedef struct Hierarchy {
  Map names;                 /* name → number */
  ARRAY(uint32_t) *parents;  /* of each name */
  Arena *arena;
} Hierarchy;

/* Reads CSV with the header child,parent. STATUS_FORMAT: "file:line: message". */
int hierarchy_read(Str csv, Str file, Arena *arena, Hierarchy *hierarchy, Status *status);
/* Whether a value stands somewhere above another. */
bool hierarchy_above(const Hierarchy *hierarchy, Str above, Str below);

/* One object and measure. */
typedef struct WeighedObject {
  uint32_t first, end; /* rows of the table */
  uint32_t row; /* the first row with the value that weighs most; UINT32_MAX: nothing is reported */
  uint32_t origin_groups; /* of its sources, those that depend on one another as one */
  bool first_hand;        /* the value is that of a first-hand source */
} WeighedObject;

typedef struct Weighing {
  ARRAY(WeighedObject) objects; /* in order of their rows */
} Weighing;

/* hierarchy: NULL without one. The Weighing lies in arena. Time grows with the squares of the
   numbers of rows of each object, up to 300 of them: of objects with more, sources are not
   compared. */
void weigh(const RowTable *table, const RuleWeights *weights, const Hierarchy *hierarchy,
           Arena *arena, Weighing *weighing);

#endif

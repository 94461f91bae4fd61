/* What a counting rule makes of the rows of one object and measure, line by line of its section. */
#ifndef RULE_RULE_APPLY_H
#define RULE_RULE_APPLY_H

#include "rule/rule_file.h"

typedef enum Given {
  GIVEN_NOTHING, /* nothing is reported, or the rule leaves nothing */
  GIVEN_VALUE,
  GIVEN_INDETERMINATE, /* ties that no line breaks */
} Given;

typedef struct RuleValue {
  Given given;
  bool is_number;
  Decimal number;
  Str text; /* as it is written; of numbers too */
} RuleValue;

/* What one line did: which rows it left, or took its value from. */
typedef struct RuleTrace {
  const RuleStep *step;
  ARRAY(uint32_t) asked; /* rows of the table that it was asked of */
  ARRAY(uint32_t) rows;  /* of these, which it left, or took its value from */
} RuleTrace;

typedef struct RuleOutcome {
  bool asked;         /* the rule says something of the measure */
  ValueType type;     /* as which its values were compared; never TYPE_AUTO where it was asked */
  RuleValue value[3]; /* value, low, high: ROW_VALUE, ROW_LOW, ROW_HIGH by rule_outcome_place */
  ARRAY(RuleTrace) trace;
  ARRAY(uint32_t) unread; /* rows left out: their value is no number (or date) as the others' */
} RuleOutcome;

/* Place of value, low and high in RuleOutcome.value. */
static inline uint32_t rule_outcome_place(RowField field) {
  return field == ROW_LOW ? 1 : field == ROW_HIGH ? 2 : 0;
}

/* The line that left a row out: it was asked of it, and no line after it was. NULL: the row went on
   to the last line, or no line was asked of it. */
const RuleStep *rule_left_by(const RuleOutcome *outcome, uint32_t row);
/* Whether the value, low or high that a line made is that of the row. */
bool rule_took(const RuleOutcome *outcome, const RuleTrace *trace, uint32_t row);

/* The rows [first, end) are those of one object and measure. weighed: the row whose value weighs
   most, of a rule that weighs (rule/weigh.h) rows whose origins are not known, else UINT32_MAX.
   Texts are views of the rows or
   lie in arena. */
void rule_apply(const CountingRule *rule, const RowTable *table, uint32_t first, uint32_t end,
                uint32_t weighed, Arena *arena, RuleOutcome *outcome);

#endif

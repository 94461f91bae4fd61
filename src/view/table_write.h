/* Objects of a table: what a rule makes of the rows of each, as JSON Lines of type "object" or
   as CSV. */
#ifndef VIEW_TABLE_WRITE_H
#define VIEW_TABLE_WRITE_H

#include "base/json_write.h"
#include "rule/rule_apply.h"
#include "rule/weigh.h"

/* One object and measure. rule, outcome: NULL where the values stand side by side. weighed: NULL
   where nothing was weighed. Rows are numbered from 1 in the table's own order. */
typedef struct ObjectView {
  const RowTable *table;
  uint32_t first, end; /* its rows */
  const CountingRule *rule;
  const RuleOutcome *outcome;
  const WeighedObject *weighed;
} ObjectView;

void table_write_line(Json *j, const ObjectView *object);
/* The header line of CSV, and a line of it. */
void table_write_head(Buffer *out, bool with_rule);
void table_write_row(Buffer *out, const ObjectView *object);

#endif

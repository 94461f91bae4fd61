/* Exporting: what the forms of export are written from. */
#ifndef API_EXPORTING_H
#define API_EXPORTING_H

#include "api/rule_open.h"
#include "api/together.h"
#include "rule/rule_apply.h"
#include "view/export_write.h"

typedef struct Exporting {
  according_run *run;
  Arena scratch; /* of one measure; guarded */
  Buffer out;
  ExportView view;
  const CountingRule *rule; /* that was asked for; NULL: none, and nothing is counted */
  const SourceRegister *sources; /* where ranks are from, or NULL */
} Exporting;

/* What the rule makes of a measure of an event; false without a rule, where it says nothing of the
   measure, or where nothing clear is there. Until scratch is cleared. */
bool export_counted(Exporting *e, const EventStory *event, const MeasureReadings *measure,
                    RowTable *table, RuleOutcome *outcome);

#endif

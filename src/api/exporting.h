/* Exporting: what the forms of export are written from. */
#ifndef API_EXPORTING_H
#define API_EXPORTING_H

#include "api/incident_open.h"
#include "api/rule_open.h"
#include "rule/rule_apply.h"
#include "view/export_write.h"

typedef struct Exporting {
  according_run *run;
  Arena scratch; /* of one measure; guarded */
  Buffer out;
  ExportView view;
  const CountingRule *rule; /* that was asked for; NULL: none, and nothing is counted */
  CountingRule rule_read;
  IncidentStory incident;
  Story story; /* of the one event that is written, where it is one */
  char *rule_bytes, *incident_bytes, *form_bytes; /* malloc'd, or NULL */
} Exporting;

/* Reads what the options name and makes the view of it: everything, or what is of one event. The
   run must be together and its arena guarded, as scratch is. *e must stay where it is.
   STATUS_NOT_FOUND: no such event. */
int exporting_open(Exporting *e, const according_export_options *options, Status *status);
/* Sets the events of claims and persons in the view to those of this story. */
void exporting_events(Exporting *e, const Story *story);
/* Frees what was read and written. */
void exporting_close(Exporting *e);

/* What the rule makes of a measure of an event; false without a rule, where it says nothing of the
   measure, or where nothing clear is there. Until scratch is cleared. */
bool export_counted(Exporting *e, const EventStory *event, const MeasureReadings *measure,
                    RowTable *table, RuleOutcome *outcome);
/* A table of events in the columns of a form (data/forms/FORMS.md): the pack's by its name, or a
   file. STATUS_FORMAT: "file:line: message". */
int export_form(Exporting *e, const char *name, Status *status);
/* The name is a file's: it has a slash, or ends with .form. */
bool form_is_file(const char *name);

#endif

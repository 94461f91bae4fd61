/* Change: two states of a record, or two records ──▶ what is otherwise in the later one: documents,
   lines, decisions, figures.

   Documents are the same by id, lines by id, decisions by what they say, by whom and when. Events are
   the same that have most claims in common; their figures are compared measure by measure. A pure
   function of the two; in the order of documents, lines, the log and the events. */
#ifndef CHANGE_CHANGE_H
#define CHANGE_CHANGE_H

#include "reading/story.h"
#include "record/record.h"

/* One state. All of it must outlive the changes. */
typedef struct Side {
  const KeptArray *documents;     /* those that reports take, by id */
  const DecisionArray *decisions; /* that stand */
  const Extraction *x;            /* amended */
  const Story *story;
} Side;

typedef enum ChangeKind {
  CHANGE_GONE,
  CHANGE_NEW,
  CHANGE_OTHER, /* there on both sides, but not the same */
} ChangeKind;

typedef struct DocumentChange {
  ChangeKind kind; /* CHANGE_OTHER: another capture */
  const Kept *before, *after; /* NULL: not there */
} DocumentChange;

typedef struct FieldChange {
  const char *field;
  Str before, after; /* its words; empty: says nothing */
} FieldChange;

typedef struct LineChange {
  ChangeKind kind;
  Str id, document;
  const Claim *claim;   /* the later one that there is, or NULL */
  const Person *person; /* likewise */
  ARRAY(FieldChange) fields; /* of CHANGE_OTHER */
} LineChange;

typedef struct DecisionChange {
  ChangeKind kind; /* never CHANGE_OTHER */
  const Decision *decision;
  const Decision *against; /* of the other side: on the same field of the same claim; or NULL */
} DecisionChange;

typedef struct FigureChange {
  ChangeKind kind; /* CHANGE_OTHER: other documents give it, or it is unclear on one side */
  Str event, heading; /* id and heading; of the later side where it is there */
  Str measure;
  const Value *value;
  ARRAY(Str) before, after; /* ids of the documents that give it */
  bool unclear_before, unclear_after;
} FigureChange;

typedef struct Changes {
  ARRAY(DocumentChange) documents;
  ARRAY(LineChange) lines;
  ARRAY(DecisionChange) decisions;
  ARRAY(FigureChange) figures;
} Changes;

/* Memory of the arena, under its guard. */
void changes_find(const Side *before, const Side *after, Arena *arena, Changes *changes);

/* ---- for the files of this room ---- */

void change_lines(const Side *before, const Side *after, Arena *arena, Changes *changes);
void change_figures(const Side *before, const Side *after, Arena *arena, Changes *changes);

#endif

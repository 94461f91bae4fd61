/* Corrections: what people decided about claims, as a CSV file that is replayed on every run.

     action,document,span,quote,measure,field,value,reason,by,when
     ,c1-radio.txt,,"two shepherds",,number,2,"the radio counts both",A. Reader,2026-03-01
     reject,c1-radio.txt,212-219,,,,,"a level, not people",A. Reader,2026-03-01
     add,c2-relief.html,,"a shepherd of 61",killed,,1,"read in the text",A. Reader,2026-03-02

   With the column `other` a file may also say what is one event, and what draws on one source:

     action,document,quote,field,value,other,reason
     apart,c1-radio.txt,"two shepherds",,line,c-9f2c0b7f10dd2fc4,"the flood of the year before"
     together,c1-radio.txt,,,document,c2-relief.html,"the same flood"
     origin,c1-radio.txt,,,yes,c2-relief.html,"both from the relief committee's bulletin"

   Columns may come in any order. Needed: document, field, value, reason, and span or quote. Origins, and events of whole documents,
   need neither span nor quote. `field` may say `reject` or `add` itself where there is no column `action`; an addition's `value` is then
   "MEASURE NUMBER" or "MEASURE QUALIFIER NUMBER". span counts bytes of the working text, start-end,
   the end excluded. */
#ifndef AMEND_CORRECTIONS_H
#define AMEND_CORRECTIONS_H

#include "base/array.h"
#include "base/status.h"
#include "base/str.h"

typedef enum CorrectionAction {
  CORRECTION_SET,
  CORRECTION_REJECT,
  CORRECTION_ADD,
  CORRECTION_ADD_PERSON, /* measure: what came to them; value: "age 7; sex female", or nothing */
  CORRECTION_TOGETHER,   /* one event with `other`; value: line, document or event, what moves there */
  CORRECTION_APART,      /* not of one event with `other`; value: line or document, what leaves it */
  CORRECTION_TRANSCRIPT,  /* the document is a transcript of `other`; value: of which part */
  CORRECTION_TRANSLATION, /* the same, a translation */
  CORRECTION_ORIGIN,     /* whether document and `other` draw on one source: yes, no, open */
} CorrectionAction;

/* "set", "reject", "add" …: the column action, and the kinds of decisions of a record. -1: none of them. */
int correction_action(Str word);
const char *correction_action_word(CorrectionAction action);

typedef struct Correction {
  uint32_t line; /* of the file */
  CorrectionAction action;
  Str document; /* id of the document, or its file name */
  bool has_span;
  Span span;    /* in the working text */
  Str quote;    /* exact words of the document; may be empty where there is a span */
  Str claim;    /* id of the claim that was meant; empty: whichever lies on the words. Not in files */
  Str measure;  /* tells claims on the same words apart; of an addition: what is counted */
  Str field, value;
  Str other; /* the claim, person or document that it is held against */
  Str reason, by, when;
  Str maker, made; /* of a transcript or translation; empty in files: `by` and `when` */
} Correction;

typedef struct Corrections {
  Str file;
  ARRAY(Correction) rows; /* in order of the file */
} Corrections;

/* Reads a file of corrections. Everything lies in the arena or in bytes, which must outlive it.
   STATUS_FORMAT with "file:line: message" for what is no such CSV: a missing or unknown or repeated
   column, a row with another number of fields, a span or action that is none, a row that names
   neither document nor place, or gives no reason. */
int corrections_read(Str file_name, Str bytes, Arena *arena, Corrections *corrections,
                     Status *status);

#endif

/* Amend work: what the files of this room share while corrections are replayed. */
#ifndef AMEND_AMEND_WORK_H
#define AMEND_AMEND_WORK_H

#include "amend/amend.h"

typedef struct AmendWork {
  Arena *arena;
  const Corrections *corrections;
  Extraction *out;
  AmendReport *report;
  bool *dead;         /* per claim of out: rejected */
  bool *dead_persons; /* per person of out */
} AmendWork;

/* A line in the report: what does not fit, and why. */
void amend_unapplied(AmendWork *w, const Correction *c, const char *what, Str detail);
/* The steps that a change leaves behind: those of `trace`, then "rule: note" and who and when. */
void amend_trace(AmendWork *w, const Correction *c, Str rule, Str old, TraceSteps *trace);
/* Counts and lists a line that a person rejected. */
void amend_rejected(AmendWork *w, const Correction *c, Str id);
/* "A. Reader, 2026-03-01" */
Str amend_by(AmendWork *w, const Correction *c);
/* The document with the id, else the only one with that file name; UINT32_MAX, and a line in the report, if
   there is none. */
uint32_t amend_document(AmendWork *w, const Correction *c, Str name);
/* Where the correction's words stand; false, and a line in the report, where they do not. */
bool amend_anchor(AmendWork *w, const Correction *c, uint32_t document, Excerpt *anchor);
/* What of a text around the words is their sentence: that of another claim, whose time and place are
   then `near`, or the line around them. */
Excerpt amend_sentence(AmendWork *w, uint32_t document, const Excerpt *anchor, const Claim **near);
/* The claim on the anchor; NULL if there is not exactly one, *count says how many. */
Claim *amend_claim_at(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor,
                      uint32_t *count);

/* ---- amend_person.c -------------------------------------------------------------------------- */

/* The person with the id, or on the anchor; NULL if there is none. */
Person *amend_person_named(AmendWork *w, const Correction *c, uint32_t document);
Person *amend_person_at(AmendWork *w, const Correction *c, uint32_t document,
                        const Excerpt *anchor);
void amend_person(AmendWork *w, const Correction *c, Person *person);
void amend_add_person(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor);

/* ---- amend_order.c --------------------------------------------------------------------------- */

/* together, apart, transcript, translation and origin. */
void amend_order(AmendWork *w, const Correction *c, uint32_t document);

/* ---- derived.c ------------------------------------------------------------------------------- */

/* Claims of translations get the words of their originals. */
void amend_originals(AmendWork *w);

#endif

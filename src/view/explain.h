/* Explain: how a claim, a person, an event or a reading came about, as text of 80 columns and as
   the `explanation` lines of the interchange format. Read-only; nothing is computed here. */
#ifndef VIEW_EXPLAIN_H
#define VIEW_EXPLAIN_H

#include "base/json_write.h"
#include "event/phrases.h"
#include "lang/pack.h"
#include "reading/story.h"
#include "view/wording.h"

typedef struct Explain {
  const Story *story;
  const Pack *pack;       /* for the lines of rules in their files */
  const Wording *wording; /* wording/LANGUAGE/page.tsv */
  const Phrases *phrases; /* wording/LANGUAGE/explain.tsv */
  Arena *arena;           /* guarded */
  Buffer *out;
  Str *names;             /* short name of each document; filled by explain_begin */
} Explain;

/* Completes an Explain whose other members are set. */
void explain_begin(Explain *e);

/* Indices into the story: claims and persons of its extraction, events, measures of an event. Each
   appends one block of lines that ends with an empty line. */
void explain_claim(const Explain *e, uint32_t claim);
void explain_person(const Explain *e, uint32_t person);
void explain_event(const Explain *e, uint32_t event);
void explain_reading(const Explain *e, uint32_t event, uint32_t measure, uint32_t reading);

/* The same as one JSON line each. */
void explain_claim_line(const Explain *e, Json *j, uint32_t claim);
void explain_person_line(const Explain *e, Json *j, uint32_t person);
void explain_event_line(const Explain *e, Json *j, uint32_t event);
void explain_reading_line(const Explain *e, Json *j, uint32_t event, uint32_t measure,
                          uint32_t reading);

/* A line of text wrapped after `indent` columns, safe to print; the first line begins with a label that fills them. */
void explain_line(const Explain *e, Str label, uint32_t indent, Str text);
/* Two texts with something between them; one alone where the other is empty. */
Str explain_join(const Explain *e, Str a, const char *between, Str b);
/* “17” killed (c-9f2c…) */
Str explain_claim_name(const Explain *e, const Claim *claim);

/* "data/en/rules/frames.rules" and the line of a rule by its name; false if no rule file has it. */
bool explain_rule(const Explain *e, Str rule, Str *file, uint32_t *line);

#endif

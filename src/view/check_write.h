/* Citations as JSON Lines of the types "check", "earliest" and "circular", and as text of 80
   columns. Nothing is computed here. The words say what stands where, never who is right. */
#ifndef VIEW_CHECK_WRITE_H
#define VIEW_CHECK_WRITE_H

#include "base/json_write.h"
#include "event/phrases.h"
#include "reading/citations.h"
#include "view/source_about.h"

typedef struct CheckView {
  const Story *story;
  const Citations *citations;
  const Phrases *phrases; /* wording/LANGUAGE/check.tsv */
  Arena *arena;           /* guarded */
  const SourceRegister *sources; /* or NULL */
  const Wording *wording;
} CheckView;

void check_write_lines(const CheckView *view, Json *j);
void check_write_text(const CheckView *view, Buffer *out);

/* The words of the lines for what the check found, and for how the text was known. */
const char *check_verdict_name(CheckVerdict verdict);
const char *check_by_name(CitedBy by);

#endif

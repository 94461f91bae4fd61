/* Hidden names: the names of restricted sources, and what else would tell who they are, looked for
   in any text. Letters are compared without case and marks, and what stands between them makes
   no difference: "St. Orla Hospital" is found in "ST ORLA HOSPITAL'S" and in ".../st-orla-hospital/". */
#ifndef WITHHOLD_HIDDEN_NAMES_H
#define WITHHOLD_HIDDEN_NAMES_H

#include "base/array.h"
#include "base/str.h"

typedef struct HiddenName {
  Str letters; /* folded, without what stands between them; never empty */
  Str label;   /* what is shown in its place */
  bool several; /* words, and it is long: what begins with it is hidden as well ("… Hospitals") */
} HiddenName;

typedef struct HiddenNames {
  Arena *arena;
  ARRAY(HiddenName) list;
  bool begins[256]; /* first bytes of letters */
} HiddenNames;

void hidden_names_begin(HiddenNames *names, Arena *arena);
/* A name without a letter or digit is passed over. */
void hidden_names_add(HiddenNames *names, Str name, Str label);
/* The label of the first hidden name that a text has; NULL if it has none. */
const Str *hidden_names_find(const HiddenNames *names, Str text);
/* The text with "[label]" in place of each hidden name; the text itself where it has none. */
Str hidden_names_replace(const HiddenNames *names, Str text);

#endif

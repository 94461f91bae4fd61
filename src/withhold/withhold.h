/* Withhold: an edition in which restricted sources of a register cannot be known. Two steps, as what
   documents say is compared between them:

     extraction ── withhold_documents ──▶ extraction: documents of restricted sources have other ids,
                                          and so have their claims and persons; sorted anew
     story ─────── withhold_story ──────▶ story: names are labels, sentences of and about restricted
                                          sources are a remark, their texts and addresses are gone

   A source has the label "restricted source N", N counting the restricted rows of the register in
   their order. A document is of a source that publishes it or is its author. Everything is copied
   where it changes; what is given stays as it is. Works inside the guard of the arena. */
#ifndef WITHHOLD_WITHHOLD_H
#define WITHHOLD_WITHHOLD_H

#include "event/phrases.h"
#include "reading/story.h"
#include "rule/sources.h"
#include "withhold/hidden_names.h"

typedef struct Withholding {
  const SourceRegister *sources; /* as people filled it in */
  SourceRegister shown; /* labels for restricted sources, of which it keeps kind, access and rank */
  const Phrases *phrases; /* withheld.* */
  Arena *arena;
  HiddenNames names;
  Str *labels;       /* of each entry; empty: not restricted */
  uint32_t *numbers; /* that stand in them */
  uint32_t *of;      /* of each document: the restricted entry that it is of, or UINT32_MAX */
  bool *mentions;    /* of each document: its text has a hidden name */
  uint32_t documents; /* of restricted sources */
} Withholding;

/* Whether the register restricts any source. */
bool withhold_any(const SourceRegister *sources);
void withhold_begin(Withholding *w, const SourceRegister *sources, const Phrases *phrases,
                    Arena *arena);
/* The first step. Documents that are not of restricted sources keep their ids, but for those that
   have a hidden name. */
void withhold_documents(Withholding *w, const Extraction *in, Extraction *out);
/* The second: in's extraction is what withhold_documents made. *extraction and *out must stay in
   place. */
void withhold_story(const Withholding *w, const Story *in, Extraction *extraction, Story *out);
/* The name of a source. */
Str withhold_name(const Withholding *w, Str name);

#endif

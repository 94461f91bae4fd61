/* Equal texts: documents whose words are the same, whatever their bytes: told of, never dropped. Of
   each document only digests are held, as there may be millions. */
#ifndef API_EQUAL_TEXTS_H
#define API_EQUAL_TEXTS_H

#include "api/run.h"

typedef struct EqualText {
  uint64_t content[2]; /* of the digest of its words: enough to tell a million texts apart */
  uint64_t hash;       /* likewise of its bytes */
  const Input *input;
  const char *form;
} EqualText;

typedef struct EqualTexts {
  Arena *arena;
  ARRAY(EqualText) texts;
} EqualTexts;

void equal_texts_init(EqualTexts *e, Arena *arena);
/* A document that was read, no line of JSON; its input must stay. */
void equal_texts_add(EqualTexts *e, const Outcome *outcome, const Input *input);
/* A notice for each text that several documents have, in the order in which these were added. */
void equal_texts_tell(EqualTexts *e, according_run *run);

#endif

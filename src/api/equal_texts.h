/* Equal texts: documents whose words are the same, whatever their bytes: told of, never dropped. */
#ifndef API_EQUAL_TEXTS_H
#define API_EQUAL_TEXTS_H

#include "api/run.h"
#include "base/map.h"

typedef struct EqualText {
  Digest hash;
  Str shown;     /* the document's id */
  Str path;      /* of its file */
  Str form;      /* "HTML", "pdf" … */
  uint32_t next; /* the next with this text, + 1; 0: none */
} EqualText;

typedef struct EqualTexts {
  Arena *arena;
  Map first;  /* by content: the first that has it */
  ARRAY(EqualText) texts;
  ARRAY(uint32_t) last; /* of each first: the last */
} EqualTexts;

void equal_texts_init(EqualTexts *e, Arena *arena);
/* A document that was read; strings are copied. */
void equal_texts_add(EqualTexts *e, const Outcome *outcome, const Input *input);
/* A notice for each text that several documents have. */
void equal_texts_tell(const EqualTexts *e, according_run *run);

#endif

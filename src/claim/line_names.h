/* The words of the interchange format for the enumerations of claim.h: index by the enumerator.
   Used by what writes lines (room view) and by what reads them back (line_read). */
#ifndef CLAIM_LINE_NAMES_H
#define CLAIM_LINE_NAMES_H

#include "claim/claim.h"

typedef enum LineNames {
  NAMES_QUALIFIER,
  NAMES_WHO_STATUS,
  NAMES_SEX,       /* index 0 (unknown) is no word: null */
  NAMES_AGE_CLASS, /* likewise */
  NAMES_BASIS,
  NAMES_PRECISION,
  NAMES_ROLE,
  NAMES_STANDING,
  NAMES_SOURCE_KIND,
  NAMES_VIA,
  NAMES_MODALITY,
  NAMES_POLARITY,
  NAMES_SCOPE,
  NAMES_CERTAINTY,
  NAMES_HARM,
} LineNames;

/* The word for an enumerator; NULL where the format has null, or beyond the enumeration. */
const char *line_name(LineNames which, int value);
/* The enumerator of a word; -1 if it is none of them. */
int line_name_value(LineNames which, Str word);

#endif

/* Import names: what a column or member is, by its name; data/imports/names.tsv. */
#ifndef CONTAINER_IMPORT_NAMES_H
#define CONTAINER_IMPORT_NAMES_H

#include "base/str.h"

typedef enum ImportRole {
  ROLE_NONE,
  ROLE_TEXT,
  ROLE_TITLE,
  ROLE_DATE,
  ROLE_PUBLISHER,
  ROLE_AUTHOR,
  ROLE_URL,
  ROLE_LANGUAGE,
  ROLE_ID,
  ROLE_DELETED,
  ROLE_MEDIA,
  ROLE_EDITED,
  ROLE_CODED, /* a text that who made the table may have written */
  ROLE_OWN,   /* a column of the program's own tables */
} ImportRole;

enum { ROLE_COLUMNS = ROLE_ID + 1 };

/* ROLE_NONE where nobody knows it. *rank: smaller where the name is believed more. */
ImportRole import_role(Str name, uint32_t *rank);
/* The same with ROLE_CODED and ROLE_OWN, where import_role says ROLE_TEXT and ROLE_NONE. */
ImportRole import_role_exact(Str name, uint32_t *rank);

#endif

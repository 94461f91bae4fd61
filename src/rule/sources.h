/* Source register: what people know of publishers and of those whom documents quote, as a table. The format is told
   in docs/SOURCES.md. Of all of it counting rules read the rank. */
#ifndef RULE_SOURCES_H
#define RULE_SOURCES_H

#include "base/map.h"
#include "base/status.h"
#include "claim/claim.h"

typedef enum SourceField {
  SOURCE_NAME,
  SOURCE_KIND_OF, /* paper, ministry, hospital … */
  SOURCE_AFFILIATION,
  SOURCE_PARTY,
  SOURCE_ACCESS, /* eyewitness, hospital, second-hand … */
  SOURCE_LANGUAGE,
  SOURCE_NOTE,
  SOURCE_RANK,
  SOURCE_RESTRICTED,
  SOURCE_ALSO, /* other names, parted by ; */
  SOURCE_FIELDS
} SourceField;

typedef struct SourceEntry {
  Str field[SOURCE_FIELDS]; /* empty: not said */
  bool restricted;          /* not to be named to others */
  uint32_t line;            /* in the file */
} SourceEntry;

typedef struct SourceRegister {
  ARRAY(SourceEntry) entries; /* as in the file */
  Map names;                  /* source_key → entry; of other names as well */
} SourceRegister;

const char *source_field_name(SourceField field);

/* A name as it is compared: ASCII letters small, white space one space. */
Str source_key(Str name, Arena *arena);
/* Reads CSV with a header that has source at least. Views of csv, or copies in arena. STATUS_FORMAT: "file:line:
   message", with what was expected. */
int sources_read(Str csv, Str file, Arena *arena, SourceRegister *sources, Status *status);
/* Adds an entry as it is, under its name and other names where no entry has them. */
void source_add(SourceRegister *sources, SourceEntry entry, Arena *arena);
/* The entry of a name, by its key; NULL if there is none. */
const SourceEntry *source_find(const SourceRegister *sources, Str name, Arena *scratch);
/* The rank of a figure, as written: that of whom it is from, where that is in the register, else that of who
   publishes it. Missing (p NULL) if neither has one. */
Str source_rank(const SourceRegister *sources, const Claim *claim, const DocumentLine *document, Arena *scratch);

#endif

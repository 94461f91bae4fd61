/* JSON objects as nearly all lines are: members that are strings, whole numbers, true, false, null.

   A line of any other make, and every line with an error, is left to the JSON library: this reads
   what it is sure of, several times as fast, and never judges. */
#ifndef DOC_JSON_FLAT_H
#define DOC_JSON_FLAT_H

#include <stdbool.h>

#include "base/str.h"

typedef enum FlatKind {
  FLAT_ABSENT,
  FLAT_STRING,
  FLAT_WHOLE, /* text: its digits as written, 15 at most, with a sign */
  FLAT_OTHER, /* true, false, null */
} FlatKind;

typedef struct FlatMember {
  FlatKind kind;
  Str text; /* decoded, zero-terminated, in the room */
  bool null;
} FlatMember;

/* Reads the members with these names; of members of one name the last counts. room: at least
   line.n * 2 + 64 bytes for their texts. False: it is not sure, and what it wrote means nothing. */
bool json_flat_read(Str line, const Str *names, uint32_t n, char *room, FlatMember *members);

#endif

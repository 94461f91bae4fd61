/* Packed members: what an office file holds. Those that a reader asks for are unpacked into its
   arena, all of them together within a limit. */
#ifndef CONTAINER_PACKED_MEMBERS_H
#define CONTAINER_PACKED_MEMBERS_H

#include "container/expander.h"

typedef struct PackedMember {
  Str name, bytes;
} PackedMember;

typedef struct PackedMembers {
  ARRAY(PackedMember) v;
  const char *failure; /* why not all of them are here; NULL: they are */
} PackedMembers;

/* Unpacks the members whose names `wanted` accepts, in the order of the file. */
void packed_open(Expander *e, Str bytes, bool (*wanted)(Str name), PackedMembers *out);
/* The bytes of a member; empty if it is not there. */
Str packed_member(const PackedMembers *members, Str name);

#endif

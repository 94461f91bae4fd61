/* Packed members: what an office file holds. Those that a reader asks for are unpacked into its
   arena, or where they are large into the spool, all of them together within a limit. */
#ifndef CONTAINER_PACKED_MEMBERS_H
#define CONTAINER_PACKED_MEMBERS_H

#include "container/expander.h"
#include "container/xml_token.h"

typedef struct PackedMember {
  Str name, bytes;
  SpoolView view; /* of a large one: its bytes lie in the spool */
} PackedMember;

typedef struct PackedMembers {
  ARRAY(PackedMember) v;
  const char *failure; /* why not all of them are here; NULL: they are */
} PackedMembers;

/* Unpacks the members whose names `wanted` accepts, in the order of the file. */
void packed_open(Expander *e, Str bytes, bool (*wanted)(Str name), PackedMembers *out);
/* Their bytes are gone behind it. */
void packed_close(Expander *e, PackedMembers *members);
/* The bytes of a member; empty if it is not there. */
Str packed_member(const PackedMembers *members, Str name);
/* The name of the member that a link in the member `base` leads to. */
Str packed_beside(Str base, Str link, Arena *arena);
/* The list of relations of a member; of the file where `of` is empty. A relation's target. */
Str packed_relations(const PackedMembers *members, Str of, Arena *arena);
Str packed_target(Str of, const XmlToken *relation, Arena *arena);
/* The target of the first relation whose type ends so; `usual` where none is. */
Str packed_related(const PackedMembers *members, Str of, const char *type, const char *usual,
                   Arena *arena);

#endif

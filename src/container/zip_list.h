/* Zip list: where the members of a zip lie, from its central directory; and the data of members of
   a tar. What is read of them comes from libarchive, which does not tell places. */
#ifndef CONTAINER_ZIP_LIST_H
#define CONTAINER_ZIP_LIST_H

#include "base/array.h"
#include "base/map.h"
#include "base/str.h"

typedef struct ZipMember {
  Str name;            /* a view of the archive */
  uint64_t header;     /* of the member's own header */
  bool is_stored;      /* as it is, not packed */
  uint64_t start, end; /* of its data, packed as they are; set by zip_member */
} ZipMember;

typedef struct ZipList {
  ARRAY(ZipMember) members;
  Map by_name; /* the last of those that have one name */
} ZipList;

/* Where the list of a zip's members begins, and its end; false where the bytes have none. */
bool zip_directory(Str bytes, size_t *at, size_t *end);
/* Empty of what is no zip, or has no list. */
void zip_list(ZipList *list, Str bytes, Arena *arena);
/* The member with this name, with its place; NULL if there is none, or it does not lie in the
   bytes. */
const ZipMember *zip_member(ZipList *list, Str bytes, Str name);
bool zip_has(const ZipList *list, const char *name);
bool zip_has_folder(const ZipList *list, const char *folder);

/* Where a member's data begin in a tar, whose header lies at or behind `at` and says `size`; 0 if
   that is not found. */
uint64_t tar_data(Str bytes, uint64_t at, uint64_t size);

#endif

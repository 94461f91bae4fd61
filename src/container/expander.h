/* Expander: what the readers of containers share: in the child, one source after the other.

     reader ─ expander_begin, _write … _end ─▶ spool ─▶ a container itself? ─▶ its reader, deeper
                                                     └▶ else a frame of the index

   Readers take bytes that may hold anything. They write through what is here, allocate in
   expander_arena, which they may clear from one part to the next, and stop where e->stopped is set.
   */
#ifndef CONTAINER_EXPANDER_H
#define CONTAINER_EXPANDER_H

#include "base/buffer.h"
#include "container/archive_calls.h"
#include "container/brotli_calls.h"
#include "container/container.h"

enum {
  DEPTH_MOST = 8,               /* of containers in one another */
  PARTS_MOST = 4 * 1000 * 1000, /* of one file */
  NAME_MOST = 1024,             /* bytes of a name; more is cut */
  FIELD_MOST = 64 * 1024,       /* bytes of any other field */
};
#define PART_MOST ((uint64_t)1 << 30)   /* bytes of one part */
#define SPOOL_FREE ((uint64_t)64 << 20) /* bytes that any file may unpack to … */
#define SPOOL_RATIO 200                 /* … and beyond them so many times its own size */

/* Bytes in the spool that are mapped for as long as a reader needs them. */
typedef struct SpoolView {
  Str bytes;
  char *map; /* NULL: nothing is mapped */
  size_t mapped;
  uint64_t at; /* in the spool */
} SpoolView;

enum { KEPT_MOST = 8 };

typedef struct Expander {
  int spool, index;
  uint64_t spool_end, allowance; /* bytes that may still be written for this source */
  uint32_t source, depth;
  uint64_t parts;
  bool stopped;          /* a limit was reached, or there is no room: nothing more of this source */
  bool unnamed, table;   /* of this source: see ContainerSource */
  const Leaf *again;
  Str again_text;
  bool no_container;     /* the next part is none itself, whatever it looks like */
  bool open, overflow;   /* a part is being written; it was larger than PART_MOST */
  uint64_t part_at;      /* of it */
  Buffer pending, frame; /* of the spool, not written yet; of the index */
  Arena scratch[DEPTH_MOST + 2]; /* of each depth; all with one guard */
  ArchiveCalls archive;
  BrotliCalls brotli;
  Str view[DEPTH_MOST + 2]; /* what is mapped of files, by depth */
  Str kept[KEPT_MOST];      /* likewise, of views that readers keep */
  uint64_t forgotten, looked; /* where the spool ended, and a reader was, when pages of these were
                                 last given back */
  const Leaf *outer; /* what is said of the container that is being read; NULL: the file itself */
} Expander;

/* A part into the spool. After expander_end it is given on, with what `part` says of it; names in
   part->field are inside the container that is being read. */
void expander_begin(Expander *e);
void expander_write(Expander *e, const char *bytes, size_t n);
void expander_end(Expander *e, Leaf *part);
/* Forgets what was written since expander_begin. */
void expander_drop(Expander *e);
/* A part whose text a reader has made: its bytes, then its text. */
void expander_text(Expander *e, Leaf *part, Str bytes, Str text);
/* Bytes that are there: begin, write, end. */
void expander_give(Expander *e, Leaf *part, Str bytes);
/* In place of expander_end: what was written is no part, but kept in the spool and mapped, so that it
   takes no memory. False where that cannot be. expander_unkeep ends it. */
bool expander_keep(Expander *e, SpoolView *view);
void expander_unkeep(Expander *e, SpoolView *view);
/* A reader that gives nothing for now is at byte `at`. */
void expander_reading(Expander *e, uint64_t at);
/* Something that is no part, and why: reason has no name in it. */
void expander_note(Expander *e, ContainerNoteKind kind, Str name, const char *reason);
/* The arena of the container that is being read. */
static inline Arena *expander_arena(Expander *e) {
  return &e->scratch[e->depth];
}

/* An expander of one process. */
void expander_init(Expander *e, int spool, uint64_t spool_end, int index);
/* A source from its first byte to its last; ends with a frame that says so. */
void expander_source(Expander *e, uint32_t source, Str bytes);
typedef void ExpandReader(Expander *e, Str bytes);
/* The same by one reader, whatever the bytes are; NULL: by the one that they are for. */
void expander_with(Expander *e, uint32_t source, Str bytes, ExpandReader *reader);
void expander_release(Expander *e);

#endif

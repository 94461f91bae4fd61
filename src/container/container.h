/* Container: files that hold documents → parts.

     files ─▶ one child process that may do nothing ─▶ spool: the bytes of parts
              but read them and write               └▶ index: what is said of each

   Formats are found by content, never by name. Archives, crawls and mailboxes in one another are
   opened to a limited depth. What a hostile file does to the child (crash, bomb, endless work) is
   one note on that file; parts that it gave before stay, and the other files are read.

   The child is a copy of the calling thread alone. */
#ifndef CONTAINER_CONTAINER_H
#define CONTAINER_CONTAINER_H

#include "base/status.h"
#include "container/leaf.h"

enum { CONTAINER_HEAD = 16384 }; /* bytes that container_maybe looks at */

/* Whether a file that begins so may hold parts. */
bool container_maybe(Str head);

/* Whether a file is called a table, or data ("x.csv", "x.json"): it holds no accounts unless its
   content says so. */
bool data_is_called(Str name);

#define SPOOL_NO_ROOM "no room where temporary files are written; TMPDIR names another folder"

/* Where the bytes of parts lie: a file without a name, which goes with its descriptor. */
typedef struct Spool {
  int file; /* -1: none */
  uint64_t end;
  const char *folder; /* outlives it */
} Spool;

/* Makes the file in a folder; where that cannot be, in memory. */
int spool_open(const char *folder, Spool *spool, Status *status);
void spool_close(Spool *spool); /* a closed one may be closed again */
/* Adds bytes to the spool, at its end; false where there is no room. */
bool spool_add(Spool *spool, Str bytes, uint64_t *at);
/* Bytes of the spool into malloc'd memory with a zero behind them; NULL without memory, or if they
   are gone. */
char *spool_read(const Spool *spool, uint64_t at, uint64_t size);

typedef struct ContainerSource {
  Str bytes; /* of the file, mapped: they may go away while it is read */
  bool mapped;  /* of a file, and not of memory alone: what was read of it may be forgotten */
  bool unnamed; /* it was found in a folder: a table is read only where its rows are accounts */
  bool table;   /* and is called one */
  const Leaf *again; /* of a record: a part that says nothing of its kind, and … */
  Str text;          /* … the text that was made of it; or NULL */
} ContainerSource;

typedef enum ContainerNoteKind {
  CONTAINER_LEFT_OUT, /* something that holds no text for According */
  CONTAINER_FAILED,   /* something that could not be read */
  CONTAINER_MISSING,  /* likewise, for want of a program: told once for all files */
  CONTAINER_TOLD,     /* something to know of what was read */
} ContainerNoteKind;

/* What was not made a part, and why. */
typedef struct ContainerNote {
  uint32_t source;
  ContainerNoteKind kind;
  Str name;   /* inside the file; empty: the file */
  Str reason; /* without the name: equal ones may be told together */
} ContainerNote;

/* Where in the spool it stands what is said of a part (leaf_index.h): parts are many, and of some every
   word has a place, so that it is read again when the part's turn comes. */
typedef struct PartSaid {
  uint64_t at;
  uint32_t n;
} PartSaid;

/* A part, as far as it is known before its turn. */
typedef struct PartFound {
  uint32_t source;
  bool paged;    /* as in its Leaf */
  uint64_t at, size; /* its bytes in the spool */
  Str name, format;
  PartSaid said;
} PartFound;

/* What is said of a part, strings and runs in the arena, which must be guarded; false if it is gone. By any
   thread. */
bool part_said(const Spool *spool, PartSaid said, Arena *arena, Leaf *part);

typedef struct Expanded {
  ARRAY(PartFound) parts; /* in the order of sources, and in them as they lie */
  ARRAY(ContainerNote) notes;
  ARRAY(uint32_t) plain; /* sources that hold nothing else, and are documents themselves */
} Expanded;

/* A file without a name in the spool's folder; -1 if it cannot be made. */
int spool_beside(const Spool *spool);

/* Opens n sources; `programs` are folders as in PATH; parts are added to the spool. Strings lie in the arena, which must be guarded.
   STATUS_IO: no process, or no room for the index; notes tell of all that lies in the files. */
int container_expand(Spool *spool, const ContainerSource *sources, uint32_t n, Str programs,
                     Arena *arena, Expanded *out, Status *status);

#endif

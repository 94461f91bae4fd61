/* Index: what the child says of the parts that it found, as frames of bytes: written by it, and
   read by the process that started it, which believes nothing of it unseen.

     length u32 · kind · for a part: numbers, fields (length u32, bytes), runs (four u64 each)
   */
#ifndef CONTAINER_LEAF_INDEX_H
#define CONTAINER_LEAF_INDEX_H

#include "base/buffer.h"
#include "container/container.h"

enum { INDEX_HEAD = 5 }; /* bytes of a frame before what it says: its length and kind */

void index_part(Buffer *out, const Leaf *part);
void index_note(Buffer *out, const ContainerNote *note);
/* The source was read to its end; plain: it holds nothing but itself. */
void index_end(Buffer *out, uint32_t source, bool plain);

/* What a part's frame says, without its length and kind: strings and runs copied to the arena. False if it
   is none, or the part does not lie in the first `spool` bytes. */
bool index_leaf(Str frame, uint64_t spool, Arena *arena, Leaf *part);

/* Adds what the frames say to *out, strings copied to the arena; what is said of a part stands at said.at of
   the frames. Parts must lie in the first `spool` bytes, sources be below n; what is otherwise is the end
   of the frames. *done is the number of sources that ended, the first of which is `first`. */
void index_read(Str frames, uint64_t spool, uint32_t first, uint32_t n, Arena *arena, Expanded *out,
                uint32_t *done);

#endif

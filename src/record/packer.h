/* Packer: bytes made small for the file, and back. One belongs to one thread; what is usual is
   shared. */
#ifndef RECORD_PACKER_H
#define RECORD_PACKER_H

#include "record/record.h"
#include "record/usual.h"

struct Packer {
  const Usual *usual;  /* NULL: nothing */
  Fold *fold;          /* of the document whose lines are told; between documents as is usual */
  Buffer folded;
  void *deflater;      /* libdeflate's; made when it is needed */
};

/* What other parts of the document the bytes have much in common with. */
typedef struct PartsKnown {
  Str original, text;
  const Digest *text_hash; /* NULL: it is made where it is needed */
} PartsKnown;

/* What opening bodies keeps from one to the next; of one thread, at first all zero. */
typedef struct Opener {
  Fold *fold;
  const Usual *of; /* what `fold` is a copy of; NULL: of nothing */
  void *inflater;  /* libdeflate's */
} Opener;

void opener_release(Opener *opener);

/* The bytes as they were; false if they are not what `body` says. usual: of the reading that made the
   body; for lines only. */
bool body_open(Opener *opener, const Body *body, const PartsKnown *known, const Usual *usual,
               Arena *arena, Str *bytes);

/* CRC-32 (as of zlib) of bytes as they lie in the file, for what zlib passes over when it opens them. */
uint32_t packed_crc(Str bytes);

/* Bytes as a number, how many they were, and what zlib made of them; the number is 0 where they are as
   they were. */
Str bytes_pack(void *deflater, Str bytes, Arena *arena);
/* And back; false where they are damaged. */
bool bytes_unpack(Opener *opener, Str packed, Arena *arena, Str *bytes);

/* The last member "text" of the JSON object in `line`, in the arena; false if there is none. */
bool member_text(Str line, Arena *arena, Str *text);

#endif

/* Leaf (a part): one thing found in a file that holds others: a member of an archive, a capture of
   a crawl, a mail of a mailbox, a page of an encyclopaedia's dump. Its bytes lie in the spool
   (container.h); everything else here is what the container says of it, and where in the container
   it lay. */
#ifndef CONTAINER_LEAF_H
#define CONTAINER_LEAF_H

#include "base/array.h"
#include "base/str.h"

typedef enum LeafField {
  /* its path inside the file: "news/a.html", "inner.zip!/b.txt"; empty: the file holds it alone */
  LEAF_NAME,
  LEAF_FORMAT, /* of what held it: "zip", "warc" … */
  LEAF_WITHIN, /* in which its place counts: the path of a nested container, or of one without a name how it is packed; empty: in
                   the file itself */
  LEAF_URL,
  LEAF_MEDIA,    /* "text/html", as declared */
  LEAF_CHARSET,  /* as declared */
  LEAF_CAPTURED, /* when a crawler or browser saved it, as written there */
  LEAF_DATE,     /* of publication: YYYY-MM-DD, with T and time where known */
  LEAF_TITLE,
  LEAF_AUTHOR,
  LEAF_PUBLISHER,
  LEAF_LANGUAGE,
  LEAF_HEADERS,   /* verbatim, as they stand before it */
  LEAF_SIGNATURE, /* of the container, verbatim */
  LEAF_LEFT_OUT,  /* what its reader left out of its text, in words */
  LEAF_NOTE,      /* for people: what was lost or left out of it, or empty */
  LEAF_FIELDS
} LeafField;

/* A run of bytes that came from a run of bytes of what held them. Where the lengths differ each
   byte stands for its share: base64 gives three bytes for four, quoted-printable one for three.
   Runs are in order and do not overlap; bytes between two were made by the reader. */
typedef struct LeafRun {
  uint64_t start, end;           /* of the part, or of its text */
  uint64_t from_start, from_end; /* of the container, or of the part's bytes */
} LeafRun;

typedef ARRAY(LeafRun) LeafRuns;

/* Where a word stands on a page: hundredths of a point from its upper left corner. */
typedef struct LeafBox {
  uint32_t page; /* from 1 */
  int32_t left, top, right, bottom;
} LeafBox;

/* A member of a document that is a packed folder (an office file): its bytes, unpacked, among those
   of all members that were read, which lie end to end. */
typedef struct LeafMember {
  Str name;
  uint64_t start, end;
} LeafMember;

typedef struct Leaf {
  Str field[LEAF_FIELDS];
  uint64_t at, size;   /* its bytes in the spool */
  bool placed;         /* it lies in the container as [start, end) */
  uint64_t start, end; /* there */
  bool verbatim;       /* these are its bytes; else they are packed or encoded there */
  LeafRuns places;     /* of its bytes in the container, where they are encoded byte by byte */
  bool has_text; /* a reader has made its text: text_size bytes of UTF-8 at text_at of the spool */
  uint64_t text_at, text_size;
  /* of the text: in its bytes; where there are boxes, in these by number; where there are members,
     in their bytes */
  LeafRuns text_runs;
  ARRAY(LeafBox) boxes;
  ARRAY(LeafMember) members;
  uint64_t furniture_at; /* of the text: from here on lines that its pages repeat; 0: none */
  bool paged;      /* a PDF: a program of others makes its text, and boxes */
  uint32_t source;    /* which of the sources it was found in */
} Leaf;

/* Bytes [start, end) of something made with these runs, where they came from. False without runs
   there. */
bool leaf_runs_find(const LeafRuns *runs, uint64_t start, uint64_t end, uint64_t *from,
                    uint64_t *to);

#endif

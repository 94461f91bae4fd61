/* Record source: what became of each byte of an original: kept, read or not, or left out, and why.
   */
#ifndef VIEW_RECORD_SOURCE_H
#define VIEW_RECORD_SOURCE_H

#include "view/record_write.h"

typedef enum SourceFate {
  SOURCE_READ,      /* its words are read for claims */
  SOURCE_META,      /* kept, and read for title, date or author alone */
  SOURCE_FURNITURE, /* kept, and never read */
  SOURCE_TEXT,      /* left out: words that are no part of the text */
  SOURCE_CODE,      /* left out: scripts and styles */
  SOURCE_MARKUP,    /* left out: nothing but marks */
} SourceFate;

typedef struct SourcePiece {
  SourceFate fate;
  const char *kind;    /* of a block: "paragraph" …; else NULL */
  Str rule;            /* that decided, or empty */
  Span text;           /* of what was kept, in the text */
  bool in_title;       /* … in the title instead */
  uint64_t start, end; /* bytes of the original; of a PDF words by number */
  uint32_t page, page_end; /* of a PDF, from 1; else 0 */
  int32_t box[4];          /* on the first of its pages: left, top, right, bottom, hundredths of points */
  Str words;           /* of the text, or what is seen of the original */
} SourcePiece;

typedef struct RecordSource {
  const Kept *document;
  Str from;          /* what its container says of it: a JSON object, or empty */
  Digest text_hash;
  uint64_t text_size;
  bool verbatim;     /* in its container, as it is, from container_at on */
  uint64_t container_at;
  const char *places; /* what places count in: "bytes", or "boxes" of a PDF */
  ARRAY(SourcePiece) pieces; /* in order of the original */
} RecordSource;

void record_source_text(const RecordView *view, const RecordSource *source);
void record_source_line(const RecordView *view, const RecordSource *source);

#endif

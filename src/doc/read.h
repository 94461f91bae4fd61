/* Read: any bytes → a Document. Finds out by content what the bytes are (HTML or plain text, and
   the encoding by byte order mark, declaration, then detection), and makes valid UTF-8 working
   text, blocks, source map, notes and metadata.

     bytes ─▶ encoding ─▶ UTF-8 ─▶ plain or HTML ─▶ blocks ─▶ rules ─▶ Document

   Any text is a document: bad bytes become notes. Refused are only an empty file, a file that is no
   text, and more text than spans can address. */
#ifndef DOC_READ_H
#define DOC_READ_H

#include "base/status.h"
#include "container/leaf.h"
#include "doc/block_rules.h"
#include "doc/document.h"

enum { DOCUMENT_TEXT_MOST = 1 << 30 }; /* bytes of working text */

typedef struct DocOptions {
  const BlockRules *rules; /* of the language pack; NULL: every block is a paragraph */
  Str date;                /* publication date given by the user (--date), or empty */
  Str path;                /* where the bytes came from; empty for standard input */
  bool text_only;          /* of a line of JSON: its blocks are not looked for */
  const Leaf *part;        /* the bytes are a part of something, which says this of them; or NULL */
  Str part_text;           /* of a part whose text was made by the reader of what holds it */
} DocOptions;

/* Reads one document; name becomes its id. Everything in *out lies in arena (which must be
   guarded); bytes are not needed afterwards. Returns STATUS_OK, STATUS_FORMAT (empty or binary; the
   message says what it is and what to do) or STATUS_LIMIT. */
int document_read(const DocOptions *options, Str name, Str bytes, Arena *arena, Document *out,
                  Status *status);

/* Where a span of the analysis text is printed: *printed counts from the beginning of the working
   text, or of the title when *in_title is set. A span that crosses from one into the other is cut
   to the part in which it begins. False if the span is not inside the text. */
bool document_place(const Document *d, Span analysis, Span *printed, bool *in_title);
/* Source bytes that a span of the working text came from: from the first byte of its first
   character to the last of its last; text made by the reader takes the place between its
   neighbours. */
void document_source(const Document *d, Span working, uint64_t *start, uint64_t *end);

#endif

/* Document: what one reader made of some bytes. Immutable once made; all memory is in its arena.

   The *analysis text* of a document is its title, when that was given outside the text (a field of a
   JSON line, an HTML <title> that the page does not repeat), then "\n\n", then its working text. Rooms up to
   claim work on the analysis text alone, so that a headline is read like any other sentence;
   body_at tells where the working text begins. Lines that are printed count offsets from there
   (document_excerpt does it), and carry "in":"title" when they lie before it.

     text   |Twelve die in mine|\n\n|By A. Person\n\nThe mine …|
            0                        body_at                                             */
#ifndef DOC_DOCUMENT_H
#define DOC_DOCUMENT_H

#include "base/array.h"
#include "base/civil.h"
#include "base/digest.h"
#include "base/str.h"
#include "container/leaf.h"

typedef enum BlockKind {
  BLOCK_PARAGRAPH,
  BLOCK_TITLE,
  BLOCK_HEADING,   /* a line between paragraphs that is no sentence */
  BLOCK_CAPTION,
  BLOCK_QUOTATION, /* a displayed quotation */
  BLOCK_LIST_ITEM,
  BLOCK_TABLE,
  BLOCK_FOOTNOTE,  /* the note, not its mark */
  BLOCK_BYLINE,    /* author, publisher, date line: read for metadata, never for claims */
  BLOCK_FURNITURE, /* menus, "read more", disclaimers: kept in the text, never read for claims */
} BlockKind;

typedef struct Block {
  Span span; /* in the analysis text; blocks are in order, do not overlap, and hold every word */
  BlockKind kind;
  uint32_t number; /* of a footnote: its number; else 0 */
  Str rule;        /* the rule of data/…/blocks that decided; empty for the default */
} Block;

/* How the publication date is known (interchange: date_basis). */
typedef enum DateBasis {
  DATE_NONE,
  DATE_GIVEN,
  DATE_METADATA,
  DATE_BYLINE,
  DATE_DATELINE,
  DATE_ADDRESS,
  DATE_ANNIVERSARY,
  DATE_LATEST_MENTION,
} DateBasis;

/* A run of working text that came from a run of source bytes of the same or another length. Runs
   are in order of text; text between two runs was made by the reader (a line break for <br>). */
typedef struct SourceRun {
  Span text;         /* in the working text (not the analysis text) */
  uint64_t start, end; /* source bytes; boxes by number, or bytes of members, where there are such */
} SourceRun;

/* A part of a document that was written by itself, at its own time: an entry of a live blog. */
typedef struct DocumentEntry {
  uint32_t first, end; /* its blocks */
  Str when;            /* as the page tells it to machines */
} DocumentEntry;

typedef struct Document {
  Str id;
  Str text;         /* analysis text, valid UTF-8 */
  uint32_t body_at; /* where the working text begins */
  Digest hash;      /* of the source bytes; of a JSON line's document: of its text */
  Digest text_hash; /* of the working text */
  uint64_t bytes;   /* of the working text, as printed in the document line */
  Str title, date, publisher, author, url, language; /* empty: not known; date is YYYY-MM-DD,
                                                        YYYY-MM or YYYY */
  DateBasis date_basis;
  bool date_weak; /* of a page: perhaps the day of a change, or that of the reader */
  Str modified; /* the day of the last change, as date; empty: not known */
  ARRAY(Block) blocks;
  ARRAY(DocumentEntry) entries; /* in the order of the page; of most documents none */
  ARRAY(SourceRun) source_map; /* empty: working text and source are the same bytes */
  ARRAY(LeafBox) boxes;        /* of a PDF: where its words stand */
  ARRAY(LeafMember) members;   /* of an office file: what was unpacked of it, end to end */
  ARRAY(Str) notes;            /* for people: "invalid UTF-8 at byte 17 replaced" */
  Str path;                    /* the file it came from, empty for standard input */
  const char *form;            /* "text", "HTML" …: how it was read */
  Str from;                    /* of a part: what its container says of it, a JSON object; else empty */
  Str part;                    /* value of --part FIELD, empty if none */
} Document;

static inline Str document_body(const Document *d) {
  return (Str){d->text.p + d->body_at, d->text.n - d->body_at};
}

#endif

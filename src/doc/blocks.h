/* Blocks: plain text → paragraphs, and paragraphs → kinds and metadata. */
#ifndef DOC_BLOCKS_H
#define DOC_BLOCKS_H

#include "doc/block_rules.h"

/* A block under construction. What the reader of a format already knows is kept: a kind other than
   paragraph is only changed by a rule of kind furniture, byline or caption. */
typedef struct RawBlock {
  Span span; /* in the text given; trimmed of white space, never empty */
  BlockKind kind;
  uint32_t number;
  Str rule;
  uint16_t lines;
  bool gap_before; /* a blank line (or the beginning of the text) before it */
  bool fixed;      /* the reader is sure of the kind: no rule may change it */
  bool section;    /* its rule says that it heads a part of a page … */
  bool section_all; /* … or that what follows goes with it */
} RawBlock;

typedef ARRAY(RawBlock) RawBlocks;

/* Splits plain text at blank lines and line breaks; lines that were wrapped in mid-sentence are one
   paragraph. Every character that is no white space lies in a block. */
void blocks_split(Str text, Arena *arena, RawBlocks *blocks);
/* Gives each block its kind by the rules, and fills title (when `wants_title`), author, publisher,
   date and date_basis of d where they are still empty. `plain`: the document is plain text.
   Strings are copied to arena. */
void blocks_decide(const BlockRules *rules, Str text, bool plain, bool wants_title, Arena *arena,
                   RawBlocks *blocks, Document *d);
/* Copies the blocks to d, moved by `shift` bytes, behind a title block of the first shift - 2 bytes
   if shift is not 0. */
void blocks_finish(const RawBlocks *blocks, uint32_t shift, Arena *arena, Document *d);
/* A paragraph long enough, and ended well enough, to be running text. */
bool block_is_body(Str text);

#endif

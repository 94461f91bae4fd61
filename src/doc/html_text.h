/* HTML text: tokens → working text, blocks in their containers, and the map to the source.

     <article class=story><p>Two&nbsp;died.<br>One …      text   "Two\u00A0died.\nOne …"
                                                          runs   each piece → its source bytes
                                                          blocks [paragraph, container: article]

   White space is collapsed as browsers do (U+00A0 stays), save in <pre>. Nothing that is shown is
   dropped; what is furniture is decided later (html_main). No recursion: nesting costs a stack
   entry. */
#ifndef DOC_HTML_TEXT_H
#define DOC_HTML_TEXT_H

#include "doc/blocks.h"
#include "doc/encoding.h"
#include "doc/html_meta.h"
#include "doc/html_token.h"

/* An element whose name, role, class or id says something about what it holds. */
typedef struct HtmlContainer {
  uint32_t parent;    /* index; container 0 is the page and its own parent */
  enum { HINT_NONE, HINT_FURNITURE, HINT_CONTENT } hint;
  HtmlTag tag;
  uint64_t body;      /* bytes of running text inside (html_main) */
  bool furniture;     /* html_main's verdict */
  bool main;
} HtmlContainer;

typedef struct HtmlBlock {
  RawBlock raw;
  HtmlTag heading;     /* HTML_TAG_H1 … H6 or OTHER */
  uint32_t container;
  uint32_t link_bytes; /* inside <a> */
  uint16_t cells;      /* of a table's row */
} HtmlBlock;

typedef struct HtmlText {
  char *bytes;
  size_t n, capacity;
  SourceRuns runs; /* to the decoded source */
  ARRAY(HtmlBlock) blocks;
  ARRAY(HtmlContainer) containers;
} HtmlText;

/* Reads the page into *out and feeds metadata to meta. False if there is more text than `most`. */
bool html_text_make(const BlockRules *rules, Str source, size_t most, Arena *arena, HtmlText *out,
                    HtmlMeta *meta);

#endif

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
#include "markup/html_token.h"

/* What the name, role, class or id of an element says of what it holds; what is furniture comes
   last. */
typedef enum HtmlHint {
  HINT_NONE,
  HINT_MODIFIER, /* of a word: the next one says nothing ("with-sidebar") */
  HINT_HIDDEN,   /* of a whole name ("sr-only"): not shown */
  HINT_CONTENT,
  HINT_LIVE,     /* holds entries, each with its time */
  HINT_SUMMARY,
  HINT_STAMP,    /* tells a time */
  HINT_CREDIT,   /* names the author */
  HINT_FURNITURE,
  HINT_RELATED,
  HINT_COMMENTS,
} HtmlHint;

/* An element that parts of a page are made of, or that has a hint. */
typedef struct HtmlContainer {
  uint32_t parent; /* index; container 0 is the page and its own parent */
  HtmlHint hint, why;
  HtmlTag tag;
  const uint32_t *hint_word, *excused; /* which word says furniture; that of a name that cannot be true */
  Str class;
  Str when; /* the first time inside that is told to machines, or an attribute of its own */
  /* html_main's: */
  uint64_t body;    /* bytes of running text inside, without furniture … */
  uint32_t running; /* … in so many blocks */
  uint32_t bytes, links; /* of all text inside, and of that in links */
  HtmlTag heading;       /* of the first block that is its own */
  uint32_t brothers; /* containers of its kind with a time, itself too */
  bool furniture, main, summary, titled, in_body, near, live;
} HtmlContainer;

typedef struct HtmlBlock {
  RawBlock raw;
  HtmlTag heading;     /* HTML_TAG_H1 … H6 or OTHER */
  uint32_t container;
  uint32_t link_bytes; /* inside <a> */
  uint16_t cells;      /* of a table's row */
  bool definition;     /* of a list of terms */
  bool pre;
} HtmlBlock;

/* What an element that calls itself the author's says. */
typedef struct HtmlCredit {
  Str text;
  uint32_t block, container; /* before which block, and where */
  bool by_link;              /* only the address of a link says so */
} HtmlCredit;

typedef struct HtmlText {
  char *bytes;
  size_t n, capacity;
  SourceRuns runs; /* to the decoded source */
  ARRAY(HtmlBlock) blocks;
  ARRAY(HtmlContainer) containers;
  ARRAY(HtmlCredit) credits;
  ARRAY(Span) links; /* what stands inside <a>, in order */
} HtmlText;

/* Reads the page into *out and feeds metadata to meta. False if there is more text than `most`. */
bool html_text_make(const BlockRules *rules, Str source, size_t most, Arena *arena, HtmlText *out,
                    HtmlMeta *meta);

#endif

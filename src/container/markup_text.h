/* Markup → text: documents whose text stands in XML (office files, books), by a table of what each
   element does. No recursion: nesting costs nothing. */
#ifndef CONTAINER_MARKUP_TEXT_H
#define CONTAINER_MARKUP_TEXT_H

#include "base/map.h"
#include "container/text_maker.h"

typedef enum MarkAction {
  MARK_NONE,
  MARK_PARAGRAPH,
  MARK_ITEM, /* of a list: its first paragraph begins with a dot */
  MARK_TABLE,
  MARK_ROW,
  MARK_CELL,
  MARK_LINE,  /* a line ends */
  MARK_SPACE, /* a blank, or a tabulator */
  MARK_HYPHEN,
  MARK_SKIP,    /* no text of the document */
  MARK_DELETED, /* the same, and told of */
  MARK_TEXT,    /* text stands here alone, where there is such a thing */
  MARK_RUN,     /* … */
  MARK_HIDDEN,  /* in a run: it is hidden, which is told of */
  MARK_LISTED,  /* the paragraph that this stands in is an item of a list */
  MARK_STYLE,   /* the name of the paragraph's style */
  MARK_NOTE,    /* a footnote, where it is referred to: its text comes at the end */
  MARK_NOTE_AT, /* refers to a footnote that stands elsewhere, by its id */
  MARK_END_AT,  /* … to an endnote */
} MarkAction;

typedef struct MarkRule {
  const char *name;
  MarkAction action;
} MarkRule;

typedef struct MarkNote {
  Str source; /* of its text */
  uint64_t at;
  Str id; /* of one that stands elsewhere, not found yet */
  bool end;
} MarkNote;

typedef struct Markup {
  TextMaker text;
  Arena *arena;
  const MarkRule *rules; /* ends with a NULL name */
  bool marked_only;      /* text counts inside of MARK_TEXT alone */
  ARRAY(MarkNote) notes;
  uint32_t deleted, hidden;
  Str title; /* a paragraph whose style says that it is the title */
  /* where it is: */
  uint32_t cells, rows, marked;
  bool item, in_run, run_hidden, titled, row_begun;
  size_t paragraph_at;
} Markup;

void markup_init(Markup *m, const MarkRule *rules, bool marked_only, Arena *arena);
/* Adds the text of XML whose first byte lies at `at`. */
void markup_read(Markup *m, Str source, uint64_t at);
/* Adds the notes that were referred to, each with its number. Those that stand elsewhere must have
   been found by markup_find_notes. */
void markup_read_notes(Markup *m);
/* Notes in another member, which lies at `at`: elements of this name with an id. */
void markup_find_notes(Markup *m, Str source, const char *element, bool end, uint64_t at);
/* Words for what was left out; empty if nothing was. */
Str markup_left_out(const Markup *m, bool comments);

#endif

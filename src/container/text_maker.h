/* Text maker: the text of a part, piece by piece, with runs that say where each came from. What
   is no UTF-8 becomes U+FFFD; breaks are made before the next text alone, so that none is at an end. */
#ifndef CONTAINER_TEXT_MAKER_H
#define CONTAINER_TEXT_MAKER_H

#include "container/expander.h"
#include "container/xml_token.h"

enum { TEXT_MOST = 512 * 1024 * 1024 };

typedef enum TextBreak {
  BREAK_NONE,
  BREAK_SPACE,
  BREAK_CELL,
  BREAK_LINE,
  BREAK_PARAGRAPH,
} TextBreak;

typedef struct TextMaker {
  Arena *arena;
  char *p;
  size_t n, capacity;
  LeafRuns runs;
  TextBreak wanted;  /* before what comes next; the greatest asked for */
  bool space;        /* white space was read, which is one blank if text follows */
  bool space_same;   /* and is one there */
  bool same;         /* the last run is of bytes as they are */
  uint64_t space_at; /* its place */
  bool begun;        /* what was made belongs to the next text: no break between them */
  int32_t page;      /* the bytes are of this code page, and not UTF-8; 0: they are */
  bool full;         /* more than TEXT_MOST: the rest is left out */
} TextMaker;

bool text_holds(Str s, const char *what); /* somewhere in it */
void text_init(TextMaker *m, Arena *arena);
static inline Str text_view(const TextMaker *m) {
  return (Str){m->p ? m->p : "", m->n};
}
/* Ends a line, a paragraph …: before the next text. */
void text_break(TextMaker *m, TextBreak how);
/* Bytes as they are, which lie at `from`. */
void text_verbatim(TextMaker *m, Str bytes, uint64_t from);
/* A character that stands for the bytes [from, to). */
void text_rune(TextMaker *m, uint32_t c, uint64_t from, uint64_t to);
/* What the reader adds: it comes from nowhere. */
void text_made(TextMaker *m, const char *text);
/* White space at `from` that is one blank at most; `blank`: it is one there. */
void text_space(TextMaker *m, bool blank, uint64_t from);
/* Text of XML whose byte i lies at from + i: references replaced, white space collapsed or not. */
void text_xml(TextMaker *m, Str text, bool literal, bool collapse, uint64_t from);
/* Marks the runs that were added since: they come from [from, to). */
void text_from(TextMaker *m, size_t since, uint64_t from, uint64_t to);

#endif

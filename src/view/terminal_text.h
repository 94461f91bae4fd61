/* Terminal text: cells, wrapped words and labels of the report for a terminal. Whatever comes
   from a document passes terminal_safe. */
#ifndef VIEW_TERMINAL_TEXT_H
#define VIEW_TERMINAL_TEXT_H

#include "view/page_model.h"
#include "view/page_words.h"
#include "view/report_terminal.h"

enum { TERMINAL_LABEL = 10 }; /* columns of a label before running text */

typedef struct Terminal {
  Buffer *out;
  Arena *arena;
  const PageModel *m;
  const Wording *w;
  const ReportOptions *options;
} Terminal;

#define ARG(placeholder, words) {.name = (placeholder), .text = (words)}
#define ARG_COUNT(t, placeholder, number) \
  {.name = (placeholder), .text = page_count((t)->w, (t)->arena, (number)), .count = (number)}
#define say(t, key, ...)                                                   \
  page_fill((t)->w, (t)->arena, (key), (const WordingArg[]){__VA_ARGS__},   \
            sizeof((const WordingArg[]){__VA_ARGS__}) / sizeof(WordingArg))


/* One line of safe text: white space becomes one space, hidden characters their number, and the
   typographic marks of the wording ASCII. */
Str terminal_safe(const Terminal *t, Str text);
void terminal_spaces(Terminal *t, uint32_t n);
void terminal_strong(Terminal *t, Str text);
/* A cell: text cut to `width` - 1 columns and padded to `width`. */
void terminal_cell(Terminal *t, Str raw, uint32_t width, bool bold);
void terminal_end_line(Terminal *t); /* without the spaces at its end */
/* Words of `raw` wrapped after `indent` columns; the first line goes on at column `at`. */
void terminal_wrap_from(Terminal *t, Str raw, uint32_t at, uint32_t indent);
void terminal_wrap(Terminal *t, Str text, uint32_t indent);
void terminal_labelled(Terminal *t, WordingKey label, Str text); /* LABEL     running text */
Str terminal_join(const Terminal *t, Str a, const char *between, Str b);
Str terminal_quoted(const Terminal *t, Str text);

#endif

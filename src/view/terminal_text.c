/* Terminal text: lines of at most TERMINAL_COLUMNS columns, without what would move the cursor. */
#include "view/terminal_text.h"

#include "base/utf8.h"

/* ---- characters and lines -------------------------------------------------------------------- */

/* Typographic marks of the wording as ASCII, as terminals and mails prefer them. */
static const char *plain_mark(uint32_t c) {
  switch (c) {
    case 0x2018: case 0x2019: return "'";
    case 0x201C: case 0x201D: return "\"";
    case 0x2013: case 0x2014: return "-";
    case 0x2026: return "...";
    case 0x00A0: return " ";
    default: return NULL;
  }
}

/* One line of safe text: white space becomes one space, hidden characters their number. */
Str terminal_safe(const Terminal *t, Str text) {
  char *out = arena_bytes(t->arena, text.n * 8 + 1);
  size_t n = 0;
  bool space = false;
  for (size_t at = 0; at < text.n;) {
    uint32_t length;
    uint32_t c = utf8_decode(text, at, &length);
    const char *mark = plain_mark(c);
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0) {
      if (!space) {
        out[n++] = ' ';
      }
      space = true;
      at += length;
      continue;
    }
    space = false;
    if (mark) {
      memcpy(out + n, mark, strlen(mark));
      n += strlen(mark);
    } else if (rune_is_hidden(c)) {
      static const char digits[] = "0123456789ABCDEF";
      out[n++] = '<';
      for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
        out[n++] = digits[(c >> shift) & 15];
      }
      out[n++] = '>';
    } else {
      n += utf8_encode(c, out + n);
    }
    at += length;
  }
  return (Str){out, n};
}

void terminal_spaces(Terminal *t, uint32_t n) {
  while (n-- > 0) {
    buffer_char(t->out, ' ');
  }
}

void terminal_strong(Terminal *t, Str text) {
  if (t->options->colour && text.n) {
    buffer_text(t->out, "\x1b[1m");
  }
  buffer_str(t->out, text);
  if (t->options->colour && text.n) {
    buffer_text(t->out, "\x1b[0m");
  }
}

/* A cell: text cut to `width` - 1 columns and padded to `width`. */
void terminal_cell(Terminal *t, Str raw, uint32_t width, bool bold) {
  Str text = terminal_safe(t, raw);
  uint32_t columns = text_columns(text);
  if (columns >= width && width > 4) {
    size_t fit = text_fit(text, width - 4);
    while (fit > 0 && text.p[fit - 1] == ' ') {
      fit--;
    }
    text = str_of(arena_printf(t->arena, "%.*s...", (int)fit, text.p));
    columns = text_columns(text);
  }
  if (bold) {
    terminal_strong(t, text);
  } else {
    buffer_str(t->out, text);
  }
  terminal_spaces(t, width > columns ? width - columns : 0);
}

void terminal_end_line(Terminal *t) {
  while (!t->out->failed && t->out->n > 0 && t->out->p[t->out->n - 1] == ' ') {
    t->out->p[--t->out->n] = 0;
  }
  buffer_char(t->out, '\n');
}

/* Words of `raw` wrapped after `indent` columns; the first line goes on at column `at`. */
void terminal_wrap_from(Terminal *t, Str raw, uint32_t at, uint32_t indent) {
  Str rest = terminal_safe(t, raw);
  bool first = true;
  while (rest.n) {
    Str word = str_split(rest, ' ', &rest);
    uint32_t columns = text_columns(word);
    bool label = first && at > indent; /* a long label stands before it */
    if ((!first || label) && at + !label + columns > TERMINAL_COLUMNS) {
      buffer_char(t->out, '\n');
      terminal_spaces(t, indent);
      at = indent;
    } else if (!first) {
      buffer_char(t->out, ' ');
      at++;
    }
    while (at + columns > TERMINAL_COLUMNS && columns > TERMINAL_COLUMNS - indent) {
      size_t fit = text_fit(word, TERMINAL_COLUMNS - at);
      buffer_str(t->out, (Str){word.p, fit});
      buffer_char(t->out, '\n');
      terminal_spaces(t, indent);
      at = indent;
      word = (Str){word.p + fit, word.n - fit};
      columns = text_columns(word);
    }
    buffer_str(t->out, word);
    at += columns;
    first = false;
  }
  buffer_char(t->out, '\n');
}

void terminal_wrap(Terminal *t, Str text, uint32_t indent) {
  terminal_spaces(t, indent);
  terminal_wrap_from(t, text, indent, indent);
}

/* LABEL     running text */
void terminal_labelled(Terminal *t, WordingKey label, Str text) {
  Str name = terminal_safe(t, t->w->text[label]);
  uint32_t columns = text_columns(name);
  uint32_t at = columns + 2 > TERMINAL_LABEL ? columns + 2 : TERMINAL_LABEL;
  terminal_strong(t, name);
  terminal_spaces(t, at - columns);
  terminal_wrap_from(t, text, at, TERMINAL_LABEL);
}

Str terminal_join(const Terminal *t, Str a, const char *between, Str b) {
  return str_of(arena_printf(t->arena, "%.*s%s%.*s", STR_ARG(a), a.n && b.n ? between : "",
                             STR_ARG(b)));
}

Str terminal_quoted(const Terminal *t, Str text) {
  return str_of(arena_printf(t->arena, "\"%.*s\"", STR_ARG(text)));
}

/* PDF lines: running heads and feet.

   Of each page the first four and the last four lines, from its edges inwards, are candidates. A
   line is running where three pages or more have it there: the same words, or the same but for one
   number that goes with the page ("Page 3 of 12"). The first line from an edge that is not running
   ends the search there, so that nothing between lines of text is taken. */
#include "container/pdf_lines.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/map.h"

enum { EDGE_LINES = 4, PAGES_LEAST = 3, NUMBERS_MOST = 4, LINE_MOST = 400 };

typedef struct PageLine {
  uint32_t number; /* of the line, in the file */
  int32_t top, left;
  size_t at; /* behind its start tag */
} PageLine;

/* A line at an edge. */
typedef struct Edge {
  uint32_t number, page;
  bool foot;
  Str text;
} Edge;

typedef struct Seen {
  uint32_t pages, last; /* how many have it; the last that had it */
} Seen;

typedef struct Finder {
  Arena *arena;
  Str bytes;
  ARRAY(PageLine) page; /* lines of the page at hand */
  ARRAY(Edge) edges;    /* of all pages, from their edges inwards */
  Map keys;
  ARRAY(Seen) seen; /* by key */
} Finder;

/* "72.340000" → 7234; what is no number, or no place on a page, is 0. */
int32_t pdf_hundredths(const XmlToken *token, const char *name) {
  Str value;
  int64_t whole = 0;
  int digits = -1;
  xml_attribute(token, name, &value);
  bool minus = value.n && value.p[0] == '-';
  for (size_t i = minus; i < value.n && digits < 2 && whole < 100000000; i++) {
    char c = value.p[i];
    if (c == '.' && digits < 0) {
      digits = 0;
    } else if (c >= '0' && c <= '9') {
      whole = whole * 10 + (c - '0');
      digits += digits >= 0;
    } else {
      return 0;
    }
  }
  for (digits = digits < 0 ? 0 : digits; digits < 2; digits++) {
    whole *= 10;
  }
  return whole > INT32_MAX ? 0 : (int32_t)(minus ? -whole : whole);
}

/* ---- lines at the edges ---------------------------------------------------------------------- */

static int compare_lines(const void *a, const void *b) {
  const PageLine *x = a, *y = b;
  if (x->top != y->top) {
    return x->top < y->top ? -1 : 1;
  }
  return x->left < y->left ? -1 : x->left > y->left;
}

/* Its words, with a blank between two; empty where it is longer than any head. */
static Str line_text(const Finder *f, size_t at) {
  XmlReader xml = {f->bytes, at};
  XmlToken token;
  char *out = arena_bytes(f->arena, LINE_MOST + 1);
  size_t n = 0;
  while (xml_next(&xml, &token) && !(token.kind == XML_END && str_is(token.name, "line"))) {
    if (token.kind != XML_START || !str_is(token.name, "word")) {
      continue;
    }
    Str word = str_trim(xml_text_inside(&xml, &token, f->arena));
    if (n + word.n + 1 > LINE_MOST) {
      return (Str){NULL, 0};
    }
    if (n) {
      out[n++] = ' ';
    }
    memcpy(out + n, word.p, word.n);
    n += word.n;
  }
  return (Str){out, n};
}

static void end_page(Finder *f, uint32_t page) {
  uint32_t n = f->page.n, most = n < EDGE_LINES ? n : EDGE_LINES;
  if (n > 1) {
    qsort(f->page.v, n, sizeof *f->page.v, compare_lines);
  }
  for (uint32_t i = 0; i < most * 2; i++) {
    bool foot = i >= most;
    const PageLine *line = &f->page.v[foot ? n - 1 - (i - most) : i];
    Edge edge = {line->number, page, foot, line_text(f, line->at)};
    array_push(f->arena, &f->edges, edge);
  }
  f->page.n = 0;
}

/* ---- what pages share ------------------------------------------------------------------------ */

/* The line with its k-th number told from the page's: "Page 3 of 12" on page 2 → "Page \1+1\1 of 12".
   k 0: as it stands. Empty where it has no such number. */
static Str key_of(const Finder *f, const Edge *edge, uint32_t k) {
  uint32_t seen = 0;
  Str s = edge->text;
  char mark = edge->foot ? 'f' : 'h';
  if (!s.n || !k) {
    return s.n ? str_of(arena_printf(f->arena, "%c%.*s", mark, STR_ARG(s))) : s;
  }
  for (size_t i = 0; i < s.n; i++) {
    size_t start = i;
    int64_t value = 0;
    while (i < s.n && ascii_is_digit(s.p[i]) && i - start < 9) {
      value = value * 10 + (s.p[i++] - '0');
    }
    if (i > start && ++seen == k) {
      return str_of(arena_printf(f->arena, "%c%.*s\1%lld\1%.*s", mark, (int)start, s.p,
                                 (long long)value - edge->page, (int)(s.n - i), s.p + i));
    }
  }
  return (Str){NULL, 0};
}

static void count_keys(Finder *f) {
  for (uint32_t i = 0; i < f->edges.n; i++) {
    for (uint32_t k = 0; k <= NUMBERS_MOST; k++) {
      Str key = key_of(f, &f->edges.v[i], k);
      bool is_new;
      if (!key.n) {
        continue;
      }
      uint32_t *at = map_put(&f->keys, key, f->seen.n, &is_new);
      if (is_new) {
        array_push(f->arena, &f->seen, (Seen){0, 0});
      }
      Seen *seen = &f->seen.v[*at];
      seen->pages += seen->last != f->edges.v[i].page;
      seen->last = f->edges.v[i].page;
    }
  }
}

static bool is_running(const Finder *f, const Edge *edge) {
  for (uint32_t k = 0; k <= NUMBERS_MOST; k++) {
    Str key = key_of(f, edge, k);
    const uint32_t *at = key.n ? map_find(&f->keys, key) : NULL;
    if (at && f->seen.v[*at].pages >= PAGES_LEAST) {
      return true;
    }
  }
  return false;
}

static void mark_running(const Finder *f, PdfLines *lines) {
  bool open = true;
  for (uint32_t i = 0; i < f->edges.n; i++) {
    const Edge *edge = &f->edges.v[i];
    bool begins = !i || edge->foot != edge[-1].foot || edge->page != edge[-1].page;
    open = (begins || open) && is_running(f, edge);
    if (open) {
      lines->found += !lines->running[edge->number];
      lines->running[edge->number] = true;
    }
  }
}

void pdf_lines_find(PdfLines *lines, Str bytes, Arena *arena) {
  Finder f = {.arena = arena, .bytes = bytes};
  XmlReader xml = {bytes, 0};
  XmlToken token;
  uint32_t page = 0;
  memset(lines, 0, sizeof *lines);
  map_init(&f.keys, arena);
  while (xml_next(&xml, &token)) {
    if (token.kind != XML_START) {
      continue;
    }
    if (str_is(token.name, "page")) {
      end_page(&f, page++);
    } else if (str_is(token.name, "line")) {
      PageLine line = {lines->n++, pdf_hundredths(&token, "yMin"),
                       pdf_hundredths(&token, "xMin"), xml.at};
      array_push(arena, &f.page, line);
    }
  }
  end_page(&f, page);
  lines->running = arena_array(arena, bool, lines->n + 1);
  if (page >= PAGES_LEAST) {
    count_keys(&f);
    mark_running(&f, lines);
  }
}

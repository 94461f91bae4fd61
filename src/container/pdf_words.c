/* PDF words: what pdftotext -bbox-layout writes → text with a box for each word.

     page, flow, block, line: <word xMin="72.0" yMin="63.4" xMax="96.7" yMax="74.5">Nine</word> */
#include "base/utf8.h"
#include "container/pdf_lines.h"
#include "container/readers.h"
#include "container/text_maker.h"

enum { PAGES_TOLD = 10 };

typedef struct Words {
  Expander *e;
  XmlReader xml;
  TextMaker text;
  Leaf leaf;
  uint32_t page, words_on_page;
  bool begins;           /* the next word begins a block */
  PdfLines lines;
  uint32_t line;         /* number of the next line */
  bool skips, running;   /* words of the line at hand are not those that are read; which are read */
  ARRAY(uint32_t) empty; /* pages without words */
} Words;

/* ---- lines into paragraphs ------------------------------------------------------------------- */

static bool is_small(uint32_t c) {
  return rune_is_letter(c) && !rune_is_upper(c);
}

/* The last character of the text, and its length. */
static uint32_t last_rune(Str text, uint32_t *length) {
  size_t at = text.n;
  do {
    at--;
  } while (at && utf8_inside(text, at));
  return utf8_decode(text, at, length);
}

/* A word that a line's end divides is put together: "explo-" and "sion". */
static void join_divided(TextMaker *m) {
  uint32_t length, before;
  if (m->n < 2 || !m->runs.n) {
    return;
  }
  uint32_t c = last_rune(text_view(m), &length);
  Str rest = {m->p, m->n - length};
  LeafRun *run = &m->runs.v[m->runs.n - 1];
  if ((c == '-' || c == 0xAD || c == 0x2010) && rest.n && is_small(last_rune(rest, &before)) &&
      run->end == m->n && run->end - run->start > length) {
    m->n -= length;
    run->end -= length;
    m->wanted = BREAK_NONE;
  }
}

static bool ends_sentence(TextMaker *m) {
  uint32_t length;
  uint32_t c = m->n ? last_rune(text_view(m), &length) : '.';
  return !rune_is_letter(c) && !rune_is_digit(c) && c != ',' && c != ';' && c != '-';
}

/* What comes between the last word and one that begins with c. */
static void settle_break(Words *w, uint32_t c) {
  TextMaker *m = &w->text;
  if (w->begins && is_small(c) && !ends_sentence(m)) {
    m->wanted = BREAK_LINE; /* a sentence that goes on in the next column, or on the next page */
  }
  if (m->wanted == BREAK_LINE && is_small(c)) {
    join_divided(m);
  }
  w->begins = false;
}

/* ---- words ----------------------------------------------------------------------------------- */

static void read_word(Words *w, const XmlToken *start) {
  Arena *arena = expander_arena(w->e);
  LeafBox box = {w->page, pdf_hundredths(start, "xMin"), pdf_hundredths(start, "yMin"),
                 pdf_hundredths(start, "xMax"), pdf_hundredths(start, "yMax")};
  Str word = str_trim(xml_text_inside(&w->xml, start, arena));
  uint32_t length;
  if (!word.n) {
    return;
  }
  w->words_on_page++;
  if (w->skips) {
    return;
  }
  text_break(&w->text, BREAK_SPACE);
  settle_break(w, utf8_decode(word, 0, &length));
  size_t before = w->text.n;
  text_verbatim(&w->text, word, 0);
  /* The break in front of it comes from nowhere. */
  while (before < w->text.n && strchr(" \n\t", w->text.p[before])) {
    before++;
  }
  text_from(&w->text, before, w->leaf.boxes.n, w->leaf.boxes.n + 1);
  array_push(arena, &w->leaf.boxes, box);
}

static void end_page(Words *w) {
  if (w->running) {
    return;
  }
  if (w->page && !w->words_on_page) {
    array_push(expander_arena(w->e), &w->empty, w->page);
  }
  w->words_on_page = 0;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* Programs put the name of their file where a title should be. */
static Str true_title(Str title) {
  static const char *const ends[] = {".doc", ".docx", ".odt", ".pdf", ".indd", ".qxd", ".rtf",
                                     ".xls", ".xlsx", ".txt", ".tex", ".dvi",  ".ps"};
  title = str_trim(title);
  if (str_starts(title, "Microsoft Word - ")) {
    title = (Str){title.p + 17, title.n - 17};
  }
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t n = strlen(ends[i]);
    if (title.n >= n && str_equal_fold((Str){title.p + title.n - n, n}, str_of(ends[i]))) {
      return (Str){NULL, 0};
    }
  }
  return str_equal_fold(title, str_lit("untitled")) ? (Str){NULL, 0} : title;
}

static void read_meta(Words *w, const XmlToken *token) {
  Arena *arena = expander_arena(w->e);
  Str name = xml_value(token, "name", arena), value = xml_value(token, "content", arena);
  if (str_is(name, "Author")) {
    w->leaf.field[LEAF_AUTHOR] = str_trim(value);
  } else if (str_is(name, "CreationDate")) {
    w->leaf.field[LEAF_DATE] = value;
  }
}

static void note_empty_pages(Words *w) {
  Arena *arena = expander_arena(w->e);
  Str list = {"", 0};
  if (!w->empty.n) {
    return;
  }
  for (uint32_t i = 0; i < w->empty.n && i < PAGES_TOLD; i++) {
    list = str_of(
        arena_printf(arena, "%.*s%s%u", STR_ARG(list), i ? ", " : "", (unsigned)w->empty.v[i]));
  }
  const char *verb = w->empty.n > PAGES_TOLD ? " and others are" : w->empty.n > 1 ? " are" : " is";
  w->leaf.field[LEAF_NOTE] =
      str_of(arena_printf(arena, "page%s %.*s%s without text: nothing, or an image, was read there",
                          w->empty.n > 1 ? "s" : "", STR_ARG(list), verb));
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void read_start(Words *w, const XmlToken *token) {
  if (str_is(token->name, "word")) {
    read_word(w, token);
  } else if (str_is(token->name, "line")) {
    bool running = w->line < w->lines.n && w->lines.running[w->line++];
    w->skips = running != w->running;
    text_break(&w->text, running ? BREAK_PARAGRAPH : BREAK_LINE);
  } else if (str_is(token->name, "block")) {
    text_break(&w->text, BREAK_PARAGRAPH);
    w->begins = !w->running;
  } else if (str_is(token->name, "page")) {
    end_page(w);
    w->page++;
  } else if (str_is(token->name, "title") && !w->running) {
    w->leaf.field[LEAF_TITLE] = true_title(xml_text_inside(&w->xml, token, expander_arena(w->e)));
  } else if (str_is(token->name, "meta") && !w->running) {
    read_meta(w, token);
  }
}

/* All words of lines that are running heads and feet, or of those that are not. */
static void read_lines(Words *w, bool running) {
  XmlToken token;
  w->xml.at = 0;
  w->page = w->line = 0;
  w->running = running;
  w->skips = false;
  while (xml_next(&w->xml, &token) && !w->text.full) {
    if (token.kind == XML_START) {
      read_start(w, &token);
    }
  }
  if (!running) {
    end_page(w);
  }
}

/* Heads and feet stand behind the text, each a paragraph, so that it goes on from page to page. */
static void read_running(Words *w) {
  uint64_t at = w->text.n;
  if (!w->lines.found || w->text.full) {
    return;
  }
  text_break(&w->text, BREAK_PARAGRAPH);
  read_lines(w, true);
  w->leaf.furniture_at = w->text.n > at ? at : 0;
}

void pdf_read_words(Expander *e, Str bytes) {
  Words w = {.e = e, .xml = {bytes, 0}};
  text_init(&w.text, expander_arena(e));
  pdf_lines_find(&w.lines, bytes, expander_arena(e));
  read_lines(&w, false);
  read_running(&w);
  if (!w.leaf.boxes.n) {
    expander_note(e, CONTAINER_FAILED, (Str){NULL, 0},
                  w.page ? "a PDF whose pages hold no text, only images: not read; a program that "
                           "recognises characters (ocrmypdf) adds it"
                         : "a PDF without pages that can be read");
    return;
  }
  note_empty_pages(&w);
  w.leaf.field[LEAF_FORMAT] = str_lit("pdf");
  w.leaf.text_runs = w.text.runs;
  expander_text(e, &w.leaf, (Str){"", 0}, text_view(&w.text));
}

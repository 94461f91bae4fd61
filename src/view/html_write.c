/* HTML write: bytes of documents and wording → safe markup. */
#include "view/html_write.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

void html_raw(Html *h, const char *markup) {
  buffer_text(h->out, markup);
}

void html_format(Html *h, const char *format, ...) {
  char bytes[512];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(bytes, sizeof bytes, format, args);
  va_end(args);
  buffer_add(h->out, bytes, n < 0 ? 0 : n < (int)sizeof bytes ? (size_t)n : sizeof bytes - 1);
}

void html_str(Html *h, Str markup) {
  buffer_str(h->out, markup);
}

enum { MARKS_MOST = 8 }; /* on one letter: more would tower over the lines */

/* Bytes of the combining marks that begin at `at`, and how many they are. */
static size_t marks_end(Str text, size_t at, uint32_t *count) {
  *count = 0;
  while (at < text.n) {
    uint32_t length;
    if (!rune_is_mark(utf8_decode(text, at, &length))) {
      break;
    }
    at += length;
    ++*count;
  }
  return at;
}

/* A character by its number, in words of its own; several of its kind by their count. */
static void by_number(Html *h, uint32_t c, uint32_t count, bool attribute) {
  html_raw(h, attribute ? "[" : "<span class=\"hid\">[");
  html_format(h, count > 1 ? "U+%04X ×%u" : "U+%04X", (unsigned)c, (unsigned)count);
  html_raw(h, attribute ? "]" : "]</span>");
}

static void escape(Html *h, Str text, bool attribute) {
  size_t from = 0;
  uint32_t marks = 0;
  for (size_t at = 0; at < text.n;) {
    uint32_t length, count = 1;
    uint32_t c = utf8_decode(text, at, &length);
    const char *entity = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;"
                       : c == '"' ? "&quot;" : c == '\'' ? "&#39;" : NULL;
    bool invalid = c == UTF8_REPLACEMENT && text.p[at] != '\xEF';
    marks = rune_is_mark(c) ? marks + 1 : 0;
    if (!entity && !invalid && !rune_is_hidden(c) && marks <= MARKS_MOST) {
      at += length;
      continue;
    }
    buffer_add(h->out, text.p + from, at - from);
    at = marks > MARKS_MOST ? marks_end(text, at, &count) : at + length;
    from = at;
    if (entity) {
      html_raw(h, entity);
    } else if (invalid) {
      html_raw(h, "\xEF\xBF\xBD");
    } else {
      by_number(h, c, count, attribute);
    }
  }
  if (text.n > from) {
    buffer_add(h->out, text.p + from, text.n - from);
  }
}

void html_text(Html *h, Str text) {
  escape(h, text, false);
}

void html_attribute(Html *h, Str text) {
  escape(h, text, true);
}

/* A language tag that may stand in an attribute: letters, digits and hyphens, at most 35. */
static bool is_language(Str tag) {
  for (size_t i = 0; i < tag.n; i++) {
    char c = tag.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) {
      return false;
    }
  }
  return tag.n >= 2 && tag.n <= 35;
}

void html_foreign_open(Html *h, uint32_t document) {
  Str tag = {0};
  if (document != NO_DOCUMENT) {
    tag = h->m->extraction->documents.v[document].language;
  }
  bool other = is_language(tag) && !str_equal_fold(tag, h->w->text[W_LANGUAGE]);
  html_raw(h, "<bdi");
  if (other) {
    html_format(h, " lang=\"%.*s\"", STR_ARG(tag));
  }
  html_raw(h, ">");
}

void html_foreign(Html *h, Str text, uint32_t document) {
  html_foreign_open(h, document);
  html_text(h, text);
  html_raw(h, "</bdi>");
}

void html_quoted(Html *h, Str text, uint32_t document) {
  html_text(h, h->w->text[W_QUOTE_OPEN]);
  html_foreign(h, text, document);
  html_text(h, h->w->text[W_QUOTE_CLOSE]);
}

size_t html_begin(const Html *h) {
  return h->out->n;
}

Str html_take(Html *h, size_t begin) {
  if (h->out->failed || h->out->n <= begin) {
    return (Str){0};
  }
  Str taken = str_copy(h->arena, (Str){h->out->p + begin, h->out->n - begin});
  h->out->n = begin;
  h->out->p[begin] = 0;
  return taken;
}

Str html_escaped(Html *h, Str text) {
  size_t begin = html_begin(h);
  html_text(h, text);
  return html_take(h, begin);
}

Str html_quote(Html *h, Str text, uint32_t document) {
  size_t begin = html_begin(h);
  html_quoted(h, text, document);
  return html_take(h, begin);
}

static void say_piece(void *context, Str piece, bool literal) {
  Html *h = context;
  if (literal) {
    html_text(h, piece);
  } else {
    html_str(h, piece);
  }
}

void html_say_args(Html *h, WordingKey key, const WordingArg *args, size_t n) {
  wording_fill(h->w, key, args, n, say_piece, h);
}

void html_word(Html *h, WordingKey key) {
  html_text(h, h->w->text[key]);
}

static bool is_web_address(Str url) {
  Str head = {url.p, url.n < 8 ? url.n : 8};
  bool scheme = (head.n == 8 && str_equal_fold(head, str_lit("https://"))) ||
                (head.n >= 7 && str_equal_fold((Str){head.p, 7}, str_lit("http://")));
  for (size_t at = 0; scheme && at < url.n;) {
    uint32_t length;
    uint32_t c = utf8_decode(url, at, &length);
    scheme = c > ' ' && c != '"' && c != '<' && c != '>' && c != '\\' && !rune_is_hidden(c);
    at += length;
  }
  return scheme;
}

void html_address(Html *h, Str url) {
  if (!is_web_address(url)) {
    html_foreign(h, url, NO_DOCUMENT);
    return;
  }
  html_raw(h, "<a class=\"url\" rel=\"noopener noreferrer nofollow\" href=\"");
  html_attribute(h, url);
  html_raw(h, "\">");
  html_foreign(h, url, NO_DOCUMENT);
  html_raw(h, "</a>");
}

/* Ids of claims are ours and safe, unless the lines came from elsewhere. */
static bool is_plain_id(Str id) {
  for (size_t i = 0; i < id.n; i++) {
    char c = id.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
      return false;
    }
  }
  return id.n > 2 && id.n <= 40;
}

void html_anchor(Html *h, char kind, uint32_t claim) {
  Str id = h->m->extraction->claims.v[claim].id;
  if (is_plain_id(id)) {
    html_format(h, "%c-%.*s", kind, STR_ARG(id));
  } else {
    html_format(h, "%c%u", kind, claim);
  }
}

/* The number; the document's words only where they give none: its sentence has them. */
static void figure_words(Html *h, uint32_t claim) {
  const Claim *c = &h->m->extraction->claims.v[claim];
  PageFigure figure = page_figure(h->w, h->arena, &c->value);
  if (figure.plain.n) {
    html_raw(h, "<bdi>");
    html_text(h, figure.plain);
    html_raw(h, "</bdi>");
  }
  if (figure.quoted.n && !figure.plain.n) {
    html_quoted(h, figure.quoted, c->document);
  }
  if (figure.unit.n) {
    html_raw(h, " ");
    html_text(h, figure.unit);
  }
}

/* ---- links ----------------------------------------------------------------------------------- */

void spot_file(Spot spot, char name[48]) {
  switch (spot.kind) {
    case SPOT_ALL:
    case SPOT_OVERVIEW: snprintf(name, 48, "index.html"); break;
    case SPOT_DOCUMENTS: snprintf(name, 48, "documents.html"); break;
    case SPOT_EVENT: snprintf(name, 48, "event-%04u.html", spot.a + 1); break;
    case SPOT_DOCUMENT: snprintf(name, 48, "document-%04u.html", spot.a + 1); break;
    case SPOT_PAIR: snprintf(name, 48, "pair-%04u-%04u.html", spot.a + 1, spot.b + 1); break;
  }
}

/* The anchor at the head of a view. */
static void spot_anchor(Spot spot, char name[48]) {
  switch (spot.kind) {
    case SPOT_ALL:
    case SPOT_OVERVIEW: snprintf(name, 48, "overview"); break;
    case SPOT_DOCUMENTS: snprintf(name, 48, "documents"); break;
    case SPOT_EVENT: snprintf(name, 48, "e%u", spot.a + 1); break;
    case SPOT_DOCUMENT: snprintf(name, 48, "d%u", spot.a + 1); break;
    case SPOT_PAIR: snprintf(name, 48, "o%u-%u", spot.a + 1, spot.b + 1); break;
  }
}

static bool is_here(const Html *h, Spot spot) {
  return h->here.kind == SPOT_ALL ||
         (h->here.kind == spot.kind && h->here.a == spot.a && h->here.b == spot.b);
}

void html_href_head(Html *h, Spot spot) {
  char name[48];
  bool here = is_here(h, spot);
  if (here) {
    spot_anchor(spot, name);
  } else {
    spot_file(spot, name);
  }
  html_format(h, " href=\"%s%s\"", here ? "#" : "", name);
}

void html_href(Html *h, Spot spot, const char *format, ...) {
  char name[48] = "";
  char fragment[96];
  va_list args;
  va_start(args, format);
  vsnprintf(fragment, sizeof fragment, format, args);
  va_end(args);
  if (!is_here(h, spot)) {
    spot_file(spot, name);
  }
  html_format(h, " href=\"%s#%s\"", name, fragment);
}

void html_href_claim(Html *h, char kind, uint32_t claim) {
  char name[48] = "";
  int32_t event = h->m->event_of_claim[claim];
  Spot spot = kind == 'f' && event >= 0 ? spot_event((uint32_t)event)
                                        : spot_document(h->m->extraction->claims.v[claim].document);
  if (!is_here(h, spot)) {
    spot_file(spot, name);
  }
  html_format(h, " href=\"%s#", name);
  html_anchor(h, kind, claim);
  html_raw(h, "\"");
}

void html_figure(Html *h, uint32_t claim, bool id) {
  html_raw(h, "<a class=\"n\"");
  if (id) {
    html_raw(h, " id=\"");
    html_anchor(h, 'f', claim);
    html_raw(h, "\"");
  }
  html_href_claim(h, 's', claim);
  html_raw(h, ">");
  figure_words(h, claim);
  html_raw(h, "</a>");
}

Str html_figure_markup(Html *h, uint32_t claim) {
  size_t begin = html_begin(h);
  html_figure(h, claim, false);
  return html_take(h, begin);
}

void html_document(Html *h, uint32_t document) {
  html_raw(h, "<a class=\"d\"");
  html_href_head(h, spot_document(document));
  html_raw(h, ">");
  html_foreign(h, h->m->names[document], NO_DOCUMENT);
  html_raw(h, "</a>");
}

Str html_documents(Html *h, const Indices *documents) {
  size_t begin = html_begin(h);
  for (uint32_t i = 0; i < documents->n; i++) {
    if (i > 0) {
      html_word(h, W_LIST_COMMA);
    }
    html_document(h, documents->v[i]);
  }
  return html_take(h, begin);
}

Str html_list(Html *h, const Str *items, uint32_t n, WordingKey last) {
  return page_list(h->w, h->arena, items, n, last);
}

Str html_list_more(Html *h, const Str *items, uint32_t n, uint32_t left) {
  size_t begin = html_begin(h);
  html_str(h, html_list(h, items, n, W_LIST_COMMA));
  if (left) {
    html_raw(h, " ");
    html_say(h, W_AND_MORE, ARG_COUNT(h, "n", left));
  }
  return html_take(h, begin);
}

Str html_with_about(Html *h, Str markup, Str name) {
  Str about = source_about(h->sources, h->w, h->arena, name);
  if (!about.n) {
    return markup;
  }
  size_t begin = html_begin(h);
  html_raw(h, "<span class=\"quiet\">");
  html_foreign(h, about, NO_DOCUMENT);
  html_raw(h, "</span>");
  Str words = html_take(h, begin);
  html_say(h, W_SOURCE_ABOUT, ARG("source", markup), ARG("about", words));
  return html_take(h, begin);
}

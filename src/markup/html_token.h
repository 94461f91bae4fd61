/* HTML tokens: a page → text, start and end tags, in one pass without memory, each with its exact
   place in the source. Follows the tokenizer of the HTML Standard: quotes in tags, raw text of
   scripts and styles, comments of all broken kinds, CDATA where it is XML. */
#ifndef MARKUP_HTML_TOKEN_H
#define MARKUP_HTML_TOKEN_H

#include "base/str.h"

/* Elements that reading knows. Where one is added, tools/html_tags.py makes the table in html_token.c
   anew. */
#define HTML_TAGS(X)                                                                             \
  X(A, "a", 0) X(ADDRESS, "address", HT_BLOCK) X(APPLET, "applet", HT_OMIT)                      \
  X(AREA, "area", HT_VOID) X(ARTICLE, "article", HT_BLOCK | HT_PART)                             \
  X(ASIDE, "aside", HT_BLOCK | HT_PART | HT_ASIDE) X(AUDIO, "audio", HT_OMIT)                    \
  X(BASE, "base", HT_VOID) X(BLOCKQUOTE, "blockquote", HT_BLOCK) X(BODY, "body", HT_BLOCK)       \
  X(BR, "br", HT_VOID) X(BUTTON, "button", HT_BLOCK | HT_ASIDE) X(CANVAS, "canvas", HT_OMIT)     \
  X(CAPTION, "caption", HT_BLOCK) X(CENTER, "center", HT_BLOCK | HT_PART) X(COL, "col", HT_VOID) \
  X(DATALIST, "datalist", HT_OMIT) X(DD, "dd", HT_BLOCK)                                         \
  X(DETAILS, "details", HT_BLOCK | HT_PART) X(DIALOG, "dialog", HT_BLOCK | HT_ASIDE)             \
  X(DIR, "dir", HT_BLOCK) X(DIV, "div", HT_BLOCK | HT_PART) X(DL, "dl", HT_BLOCK)                \
  X(DT, "dt", HT_BLOCK) X(EMBED, "embed", HT_VOID) X(FIELDSET, "fieldset", HT_BLOCK | HT_PART)   \
  X(FIGCAPTION, "figcaption", HT_BLOCK) X(FIGURE, "figure", HT_BLOCK)                            \
  X(FOOTER, "footer", HT_BLOCK | HT_PART | HT_ASIDE)                                             \
  X(FORM, "form", HT_BLOCK | HT_PART | HT_ASIDE) X(FRAME, "frame", HT_VOID)                      \
  X(H1, "h1", HT_BLOCK) X(H2, "h2", HT_BLOCK) X(H3, "h3", HT_BLOCK) X(H4, "h4", HT_BLOCK)        \
  X(H5, "h5", HT_BLOCK) X(H6, "h6", HT_BLOCK) X(HEAD, "head", 0)                                 \
  X(HEADER, "header", HT_BLOCK | HT_PART) X(HGROUP, "hgroup", HT_BLOCK)                          \
  X(HR, "hr", HT_VOID | HT_BLOCK) X(HTML, "html", HT_BLOCK)                                      \
  X(IFRAME, "iframe", HT_OMIT | HT_RAW) X(IMG, "img", HT_VOID) X(INPUT, "input", HT_VOID)        \
  X(LEGEND, "legend", HT_BLOCK) X(LI, "li", HT_BLOCK) X(LINK, "link", HT_VOID)                   \
  X(LISTING, "listing", HT_BLOCK) X(MAIN, "main", HT_BLOCK | HT_PART)                            \
  X(MENU, "menu", HT_BLOCK | HT_ASIDE) X(META, "meta", HT_VOID)                                  \
  X(NAV, "nav", HT_BLOCK | HT_PART | HT_ASIDE) X(NOEMBED, "noembed", HT_OMIT | HT_RAW)           \
  X(NOFRAMES, "noframes", HT_OMIT | HT_RAW) X(NOSCRIPT, "noscript", HT_BLOCK | HT_ASIDE)         \
  X(OBJECT, "object", HT_OMIT) X(OL, "ol", HT_BLOCK) X(OPTGROUP, "optgroup", HT_BLOCK)           \
  X(OPTION, "option", HT_BLOCK) X(P, "p", HT_BLOCK) X(PARAM, "param", HT_VOID)                   \
  X(PLAINTEXT, "plaintext", HT_BLOCK | HT_RAW) X(PRE, "pre", HT_BLOCK)                           \
  X(SCRIPT, "script", HT_OMIT | HT_RAW) X(SECTION, "section", HT_BLOCK | HT_PART)                \
  X(SELECT, "select", HT_BLOCK | HT_ASIDE) X(SOURCE, "source", HT_VOID) X(SPAN, "span", 0)       \
  X(STYLE, "style", HT_OMIT | HT_RAW) X(SUMMARY, "summary", HT_BLOCK) X(SUP, "sup", 0)           \
  X(SVG, "svg", HT_OMIT) X(TABLE, "table", HT_BLOCK | HT_PART) X(TBODY, "tbody", HT_BLOCK)       \
  X(TD, "td", HT_BLOCK | HT_PART) X(TEMPLATE, "template", HT_OMIT)                               \
  X(TEXTAREA, "textarea", HT_OMIT | HT_RAW | HT_REFERENCES) X(TFOOT, "tfoot", HT_BLOCK)          \
  X(TH, "th", HT_BLOCK) X(THEAD, "thead", HT_BLOCK) X(TIME, "time", 0)                           \
  X(TITLE, "title", HT_OMIT | HT_RAW | HT_REFERENCES) X(TR, "tr", HT_BLOCK)                      \
  X(TRACK, "track", HT_VOID) X(UL, "ul", HT_BLOCK) X(VIDEO, "video", HT_OMIT)                    \
  X(WBR, "wbr", HT_VOID) X(XMP, "xmp", HT_BLOCK | HT_RAW)

enum {
  HT_BLOCK = 1,       /* begins and ends a block */
  HT_VOID = 2,        /* has no content */
  HT_OMIT = 4,        /* its content is no text of the page */
  HT_RAW = 8,         /* its content is text up to its own end tag */
  HT_REFERENCES = 16, /* raw, but with character references */
  HT_ASIDE = 32,      /* its content is furniture */
  HT_PART = 64,       /* pages are laid out with it */
};

typedef enum HtmlTag {
  HTML_TAG_OTHER,
#define X(id, name, flags) HTML_TAG_##id,
  HTML_TAGS(X)
#undef X
  HTML_TAG_COUNT
} HtmlTag;

enum { HTML_ATTRIBUTES_MOST = 32 };

/* Attributes that reading knows; the first are those whose words say what an element is for. */
#define HTML_ATTRIBUTES(X)                                                                       \
  X(CLASS, "class") X(ID, "id") X(ROLE, "role") X(ITEMPROP, "itemprop") X(REL, "rel")            \
  X(DATA_COMPONENT, "data-component") X(DATA_TESTID, "data-testid") X(DATA_QA, "data-qa")        \
  X(ARIA_LABEL, "aria-label") X(STYLE, "style") X(HIDDEN, "hidden") X(HREF, "href")              \
  X(DATETIME, "datetime") X(DATA_TIMESTAMP, "data-timestamp") X(CONTENT, "content")              \
  X(NAME, "name") X(PROPERTY, "property") X(HTTP_EQUIV, "http-equiv") X(CHARSET, "charset")      \
  X(LANG, "lang") X(XML_LANG, "xml:lang") X(TYPE, "type") X(PUBDATE, "pubdate")

typedef enum HtmlAttributeId {
#define X(id, name) HTML_ATTRIBUTE_##id,
  HTML_ATTRIBUTES(X)
#undef X
  HTML_ATTRIBUTE_OTHER,
  HTML_ATTRIBUTE_HINTS = HTML_ATTRIBUTE_ARIA_LABEL /* the last with hints */
} HtmlAttributeId;

typedef struct HtmlAttribute {
  Str name, value; /* as in the source: any case, references not replaced */
  HtmlAttributeId id;
} HtmlAttribute;

typedef struct HtmlToken {
  enum { HTML_TEXT, HTML_START, HTML_END, HTML_OTHER } kind; /* other: comments and the like */
  HtmlTag tag;         /* of raw text: the element it lies in */
  Str name;            /* of tags: as in the source */
  size_t start, end;  /* bytes of the source */
  bool references;    /* text: character references count */
  bool self_closing;
  uint32_t attribute_count; /* more than HTML_ATTRIBUTES_MOST are not kept; of end tags none */
  uint32_t attribute_ids;   /* those it has, a bit each */
  HtmlAttribute attributes[HTML_ATTRIBUTES_MOST];
} HtmlToken;

typedef struct HtmlReader {
  Str source;
  size_t at;
  HtmlTag raw;   /* inside this raw element, or HTML_TAG_OTHER */
  bool xml;      /* CDATA sections are text */
} HtmlReader;

/* The next token; false at the end. Tokens lie end to end, except that a tag cut off by the end of
   the source is dropped. */
bool html_next(HtmlReader *reader, HtmlToken *token);
HtmlTag html_tag_of(Str name); /* any case */
uint32_t html_tag_flags(HtmlTag tag);
/* Value of the first attribute with this id, or NULL. */
static inline const Str *html_tag_attribute(const HtmlToken *token, HtmlAttributeId id) {
  if (!(token->attribute_ids >> id & 1)) {
    return NULL;
  }
  uint32_t i = 0;
  while (token->attributes[i].id != id) {
    i++;
  }
  return &token->attributes[i].value;
}
/* A character reference at s.p[at] == '&': its length, and one or two characters (the second 0 for
   most); 0 if it is none. in_attribute: the stricter rule for values. */
uint32_t html_reference(Str s, size_t at, bool in_attribute, uint32_t characters[2]);
/* Copies s with references replaced. */
Str html_unescape(Str s, bool in_attribute, Arena *arena);

#endif

/* HTML metadata: what <title>, <meta>, <link>, <time> and JSON-LD say about a page. */
#ifndef DOC_HTML_META_H
#define DOC_HTML_META_H

#include "doc/block_rules.h"
#include "markup/html_token.h"

/* How good a source is for a field; a better one replaces a worse. */
enum { META_NONE, META_WEAK, META_FAIR, META_GOOD, META_BEST };

typedef struct HtmlField {
  Str value;
  int rank;
} HtmlField;

typedef struct HtmlMeta {
  const BlockRules *rules;
  Arena *arena;
  HtmlField title, author, publisher, date, modified, url, language;
  Str page_title; /* <title>, one line */
  bool live;      /* JSON-LD says that it is a blog of entries */
} HtmlMeta;

/* A start tag: <html lang>, <meta>, <link rel=canonical>, <time>. */
void html_meta_tag(HtmlMeta *meta, const HtmlToken *token);
/* The text of <title>. */
void html_meta_title(HtmlMeta *meta, Str text);
/* The text of <script type="application/ld+json">. */
void html_meta_script(HtmlMeta *meta, Str text);
/* The name in the text of an element that calls itself the author's; empty if that can be none. */
Str html_meta_name(const HtmlMeta *meta, Str text);
/* Is the tag such a script? */
bool html_meta_is_script(const HtmlToken *token);

#endif

/* Live blogs: a page whose entries were written one after the other, each at its own time. An entry
   is a document: the bytes of its element, with its time and its address. What stands before the
   first is one too, with the page's head; what stands behind the last is left out.

     <head> … <h1> … | <article id=a><time datetime=…> … | <article id=b> … | … footer
     part 1 ─────────  part 2, #a ───────────────────────  part 3, #b ─────

   Entries are elements of one kind beside one another, each with a time for machines, on a page that
   calls itself a live blog. */
#include <stdio.h>

#include "base/ascii.h"
#include "base/civil.h"
#include "base/utf8.h"
#include "container/container_kind.h"
#include "container/readers.h"
#include "markup/html_token.h"

enum {
  OPEN_MOST = 512,    /* open elements; deeper ones hold no entries */
  SEARCH = 64,        /* of them, looked through for an end tag */
  WHEN_LEVELS = 5,    /* elements around a time to which it belongs */
  ENTRIES_LEAST = 3,
  ELEMENTS_MOST = 100000,
};

typedef struct Element {
  Str class, id, when; /* the first name of its class */
  HtmlTag tag;
  bool live; /* it calls itself so, or one around it does */
  uint32_t serial, parent;
  uint64_t start, end;
} Element;

typedef struct LivePage {
  Arena *arena;
  Str bytes;
  bool live; /* JSON-LD says so */
  Str url, publisher, language, charset;
  Element open[OPEN_MOST];
  uint32_t depth, serial;
  uint32_t too_deep;
  ARRAY(Element) found; /* with a time, as they end */
} LivePage;

/* ---- is it one? ------------------------------------------------------------------------------ */

/* "live" by itself or before "blog". `name`: a class; else an address or a type. */
static bool says_live(Str s, bool name) {
  for (size_t i = 0; i + 5 <= s.n; i++) {
    if ((s.p[i] | 32) != 'l' || !str_equal_fold((Str){s.p + i, 4}, str_lit("live")) ||
        (i && ascii_is_letter(s.p[i - 1]))) {
      continue;
    }
    size_t at = i + 4;
    if (s.p[at] == '/' && !name) {
      return true;
    }
    at += s.p[at] == '-' || s.p[at] == '_';
    if (at + 4 <= s.n && str_equal_fold((Str){s.p + at, 4}, str_lit("blog"))) {
      return true;
    }
  }
  return name && str_equal_fold(s, str_lit("live"));
}

bool live_maybe(Str head) {
  while (head.n && !ascii_is_letter(head.p[0]) && head.p[0] != '<') {
    head = (Str){head.p + 1, head.n - 1}; /* a mark, white space */
  }
  return head.n && head.p[0] == '<' && says_live(head, false);
}

/* ---- reading the page ------------------------------------------------------------------------ */

static Str value_of(const HtmlToken *token, HtmlAttributeId id) {
  const Str *value = html_tag_attribute(token, id);
  return value ? str_trim(*value) : (Str){NULL, 0};
}

static void read_head(LivePage *page, const HtmlToken *token) {
  Str name = value_of(token, HTML_ATTRIBUTE_PROPERTY), charset;
  if (token->tag == HTML_TAG_HTML && !page->language.n) {
    page->language = value_of(token, HTML_ATTRIBUTE_LANG);
  } else if (token->tag == HTML_TAG_LINK && !page->url.n &&
             str_equal_fold(value_of(token, HTML_ATTRIBUTE_REL), str_lit("canonical"))) {
    page->url = html_unescape(value_of(token, HTML_ATTRIBUTE_HREF), true, page->arena);
  } else if (token->tag == HTML_TAG_META) {
    charset = value_of(token, HTML_ATTRIBUTE_CHARSET);
    page->charset = charset.n ? charset : page->charset;
    if (str_equal_fold(name, str_lit("og:site_name"))) {
      page->publisher = html_unescape(value_of(token, HTML_ATTRIBUTE_CONTENT), true, page->arena);
    }
  }
}

static void take_when(LivePage *page, Str when) {
  uint32_t least = page->depth > WHEN_LEVELS ? page->depth - WHEN_LEVELS : 0;
  for (uint32_t i = page->depth; when.n && i-- > least;) {
    page->open[i].when = page->open[i].when.n ? page->open[i].when : when;
  }
}

static bool may_be_entry(HtmlTag tag) {
  return tag == HTML_TAG_DIV || tag == HTML_TAG_ARTICLE || tag == HTML_TAG_SECTION;
}

static void element_begin(LivePage *page, const HtmlToken *token) {
  Str rest, class = value_of(token, HTML_ATTRIBUTE_CLASS);
  if (page->depth == OPEN_MOST) {
    page->too_deep++;
    return;
  }
  const Element *outer = page->depth ? &page->open[page->depth - 1] : NULL;
  Element e = {.tag = token->tag, .serial = ++page->serial, .start = token->start};
  e.id = value_of(token, HTML_ATTRIBUTE_ID);
  e.when = value_of(token, HTML_ATTRIBUTE_DATA_TIMESTAMP);
  e.parent = outer ? outer->serial : 0;
  e.live = outer && outer->live;
  for (Str names = class; names.n && !e.live;) {
    e.live = says_live(str_split(names, ' ', &names), true);
  }
  e.live = e.live || says_live(e.id, true);
  e.class = str_split(class, ' ', &rest);
  page->open[page->depth++] = e;
}

static void element_end(LivePage *page, const HtmlToken *token) {
  if (page->too_deep) {
    page->too_deep--;
    return;
  }
  uint32_t least = page->depth > SEARCH ? page->depth - SEARCH : 0;
  uint32_t at = page->depth;
  while (at > least && page->open[at - 1].tag != token->tag) {
    at--;
  }
  if (at == least) {
    return; /* the end of nothing */
  }
  Element *e = &page->open[at - 1];
  e->end = token->end;
  page->depth = at - 1;
  if (e->when.n && page->found.n < ELEMENTS_MOST) {
    array_push(page->arena, &page->found, *e);
  }
}

static void page_read(LivePage *page) {
  HtmlReader reader = {.source = page->bytes};
  HtmlToken *token = arena_new(page->arena, HtmlToken);
  while (html_next(&reader, token)) {
    if (token->kind == HTML_TEXT && token->tag == HTML_TAG_SCRIPT && !page->live) {
      Str script = {page->bytes.p + token->start, token->end - token->start};
      for (size_t i = 0; i + 15 <= script.n && !page->live; i++) {
        page->live = script.p[i] == 'L' && memcmp(script.p + i, "LiveBlogPosting", 15) == 0;
      }
    } else if (token->kind == HTML_START) {
      read_head(page, token);
      if (token->tag == HTML_TAG_TIME) {
        take_when(page, value_of(token, HTML_ATTRIBUTE_DATETIME));
      } else if (may_be_entry(token->tag)) {
        element_begin(page, token);
      }
    } else if (token->kind == HTML_END && may_be_entry(token->tag)) {
      element_end(page, token);
    }
  }
}

/* ---- entries --------------------------------------------------------------------------------- */

static bool same_kind(const Element *a, const Element *b) {
  return a->parent == b->parent && a->tag == b->tag && str_equal(a->class, b->class);
}

/* The kind of element with the most bytes: the first of it, or NULL. Elements of one kind beside one
   another follow each other but for what lies in them, so a few that are remembered are enough. */
static const Element *find_kind(const LivePage *page) {
  enum { KINDS = 64 };
  struct {
    const Element *first;
    uint64_t bytes;
    uint32_t n;
  } kinds[KINDS] = {{0}}, best = {0};
  uint32_t next = 0;
  for (uint32_t i = 0; i < page->found.n; i++) {
    const Element *e = &page->found.v[i];
    uint32_t k = 0;
    while (k < KINDS && !(kinds[k].first && same_kind(kinds[k].first, e))) {
      k++;
    }
    if (!page->live && !e->live) {
      continue;
    }
    if (k == KINDS) {
      k = next++ % KINDS;
      kinds[k].first = e;
      kinds[k].bytes = kinds[k].n = 0;
    }
    kinds[k].n++;
    kinds[k].bytes += e->end - e->start;
    if (kinds[k].n >= ENTRIES_LEAST && kinds[k].bytes > best.bytes) {
      best.first = kinds[k].first;
      best.bytes = kinds[k].bytes;
    }
  }
  return best.first;
}

bool live_is_page(Str bytes, Arena *arena) {
  LivePage *page = arena_new(arena, LivePage);
  page->arena = arena;
  page->bytes = bytes;
  page_read(page);
  return find_kind(page) != NULL;
}

/* A time for machines as a date: ISO, or seconds or thousandths since 1970. */
static Str when_text(Str when, Arena *arena) {
  int64_t seconds;
  if (!str_integer(when, &seconds) || seconds < 100000000) {
    return when;
  }
  seconds = seconds > INT64_C(100000000000) ? seconds / 1000 : seconds;
  Date day = civil_date((int32_t)(seconds / 86400));
  return str_of(arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)day.year,
                             (int)day.month, (int)day.day, (int)(seconds / 3600 % 24),
                             (int)(seconds / 60 % 60), (int)(seconds % 60)));
}

static void give(Expander *e, const LivePage *page, const Element *entry, uint32_t number) {
  Arena *arena = expander_arena(e);
  Leaf part = {.placed = true, .verbatim = true, .start = entry->start, .end = entry->end};
  part.field[LEAF_FORMAT] = str_lit("live blog");
  part.field[LEAF_MEDIA] = str_lit("text/html");
  part.field[LEAF_CHARSET] = page->charset;
  if (number) {
    Str id = entry->id;
    part.field[LEAF_NAME] = id.n ? id : str_of(arena_printf(arena, "entry-%u", number));
    part.field[LEAF_DATE] = when_text(entry->when, arena);
    part.field[LEAF_PUBLISHER] = page->publisher;
    part.field[LEAF_LANGUAGE] = page->language;
    part.field[LEAF_URL] =
        page->url.n && id.n
            ? str_of(arena_printf(arena, "%.*s#%.*s", STR_ARG(page->url), STR_ARG(id)))
            : page->url;
  }
  for (int i = 0; i < LEAF_FIELDS; i++) { /* of a page in another code: fields would need it too */
    if (utf8_valid_prefix(part.field[i]) != part.field[i].n) {
      part.field[i] = (Str){NULL, 0};
    }
  }
  expander_give(e, &part, (Str){page->bytes.p + entry->start, (size_t)(entry->end - entry->start)});
}

void live_read_parts(Expander *e, Str bytes) {
  LivePage *page = arena_new(expander_arena(e), LivePage);
  page->arena = expander_arena(e);
  page->bytes = bytes;
  page_read(page);
  const Element *kind = find_kind(page);
  uint32_t number = 0;
  uint64_t behind = 0;
  for (uint32_t i = 0; kind && i < page->found.n && !e->stopped; i++) {
    const Element *entry = &page->found.v[i];
    if (!same_kind(kind, entry) || entry->start < behind) {
      continue;
    }
    if (!number && entry->start) {
      Element head = {.start = 0, .end = entry->start};
      give(e, page, &head, 0);
    }
    give(e, page, entry, ++number);
    behind = entry->end;
  }
}

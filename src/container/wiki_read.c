/* Dumps of MediaWiki: a part for each page, with the text of its last revision. The XML is read by
   its tags alone: nothing is expanded, and no other file is opened. */
#include <stdio.h>

#include "container/readers.h"
#include "container/wiki_text.h"

enum { WIKITEXT_MOST = 64 << 20 };

typedef struct WikiDump {
  Expander *e;
  Str whole;
  Arena arena; /* of what is said of the wiki */
  Str site, base, language;
  WikiNames names;
} WikiDump;

/* ---- tags ------------------------------------------------------------------------------------ */

static size_t find(Str text, size_t at, const char *what) {
  size_t n = strlen(what);
  while (at + n <= text.n) {
    const char *found = memchr(text.p + at, what[0], text.n - at - n + 1);
    if (!found) {
      break;
    }
    at = (size_t)(found - text.p);
    if (memcmp(found, what, n) == 0) {
      return at;
    }
    at++;
  }
  return SIZE_MAX;
}

/* What stands between <name …> and </name>, the first from `at` on; empty, with p NULL, if there is
   none. *tag is the opening tag, *next what follows. */
static Str element(Str text, size_t at, const char *name, Str *tag, size_t *next) {
  char open[40], close[40];
  snprintf(open, sizeof open, "<%s", name);
  snprintf(close, sizeof close, "</%s>", name);
  for (;;) {
    at = find(text, at, open);
    if (at == SIZE_MAX) {
      return (Str){NULL, 0};
    }
    size_t after = at + strlen(open);
    if (after < text.n && strchr(" >/\n\t", text.p[after]) && text.p[after]) {
      break;
    }
    at = after;
  }
  size_t begin = find(text, at, ">");
  if (begin == SIZE_MAX) {
    return (Str){NULL, 0};
  }
  *tag = (Str){text.p + at, begin + 1 - at};
  *next = begin + 1;
  if (text.p[begin - 1] == '/') {
    return (Str){text.p + begin + 1, 0};
  }
  size_t end = find(text, begin, close);
  if (end == SIZE_MAX) {
    return (Str){NULL, 0};
  }
  *next = end + strlen(close);
  return (Str){text.p + begin + 1, end - begin - 1};
}

static Str field(Str text, const char *name) {
  Str tag;
  size_t next;
  return element(text, 0, name, &tag, &next);
}

/* key="value" of a tag */
static Str attribute(Str tag, const char *key) {
  char with[40];
  snprintf(with, sizeof with, " %s=\"", key);
  size_t at = find(tag, 0, with);
  if (at == SIZE_MAX) {
    return (Str){NULL, 0};
  }
  Str rest = {tag.p + at + strlen(with), tag.n - at - strlen(with)}, ignored;
  return str_split(rest, '"', &ignored);
}

/* ---- the wiki -------------------------------------------------------------------------------- */

/* Files and categories are the namespaces 6 and 14, whatever they are called. */
static void read_names(WikiDump *d, Str info) {
  Str tag, name;
  size_t at = 0;
  while ((name = element(info, at, "namespace", &tag, &at)).p) {
    Str key = attribute(tag, "key");
    if (str_is(key, "6") || str_is(key, "14")) {
      array_push(&d->arena, &d->names.hidden, wiki_plain(name, &d->arena));
    }
  }
}

static void read_site(WikiDump *d) {
  size_t end = find(d->whole, 0, "<page>");
  Str head = {d->whole.p, end == SIZE_MAX ? d->whole.n : end}, tag = {NULL, 0};
  size_t next, root = find(head, 0, "<mediawiki");
  if (root != SIZE_MAX && (next = find(head, root, ">")) != SIZE_MAX) {
    tag = (Str){head.p + root, next + 1 - root};
  }
  Str info = field(head, "siteinfo");
  d->language = attribute(tag, "xml:lang");
  d->site = wiki_plain(field(info, "sitename"), &d->arena);
  d->base = wiki_plain(field(info, "base"), &d->arena);
  read_names(d, info);
}

/* "https://en.wiki.example/wiki/Main_Page" and a title → the address of its page. */
static Str page_url(const WikiDump *d, Str title, Arena *arena) {
  Str base = d->base;
  while (base.n && base.p[base.n - 1] != '/') {
    base.n--;
  }
  if (!base.n) {
    return (Str){NULL, 0};
  }
  char *url = arena_printf(arena, "%.*s%.*s", STR_ARG(base), STR_ARG(title));
  for (char *p = url + base.n; *p; p++) {
    *p = *p == ' ' ? '_' : *p;
  }
  return str_of(url);
}

/* ---- a page ---------------------------------------------------------------------------------- */

static const char *why_left_out(Str page, Str text) {
  Str space = field(page, "ns");
  return find(page, 0, "<redirect") != SIZE_MAX ? "a redirect"
         : space.n && !str_is(space, "0")       ? "no article: of another namespace"
         : !str_trim(text).n                    ? "a page without text"
         : text.n > WIKITEXT_MOST               ? "a page of more than 64 MB"
                                                : NULL;
}

static void set_left_out(const WikiText *made, uint32_t revisions, Leaf *part, Arena *arena) {
  char *note = arena_printf(arena, "%s", "");
  if (made->templates || made->tables || made->references) {
    note = arena_printf(arena, "%u templates, %u tables, %u references", made->templates,
                        made->tables, made->references);
  }
  if (revisions > 1) {
    note = arena_printf(arena, "%s%sthe last of %u revisions", note, *note ? "; " : "", revisions);
  }
  part->field[LEAF_LEFT_OUT] = str_of(note);
}

/* The last revision of a page; *n is how many there are. */
static Str last_revision(Str page, uint32_t *n) {
  Str tag, last = {NULL, 0}, one;
  size_t at = 0;
  *n = 0;
  while ((one = element(page, at, "revision", &tag, &at)).p) {
    last = one;
    ++*n;
  }
  return last;
}

static void read_page(WikiDump *d, Str page) {
  Arena *arena = expander_arena(d->e);
  uint32_t revisions;
  Str revision = last_revision(page, &revisions), text = field(revision, "text");
  Leaf part = {.placed = true, .verbatim = true};
  WikiText made;
  Str title = wiki_plain(field(page, "title"), arena);
  const char *why = why_left_out(page, text);
  if (why) {
    expander_note(d->e, CONTAINER_LEFT_OUT, title, why);
    return;
  }
  part.start = (uint64_t)(page.p - d->whole.p);
  part.end = part.start + page.n;
  part.field[LEAF_NAME] = part.field[LEAF_TITLE] = title;
  part.field[LEAF_FORMAT] = str_lit("mediawiki");
  part.field[LEAF_URL] = page_url(d, title, arena);
  part.field[LEAF_DATE] = str_trim(field(revision, "timestamp"));
  part.field[LEAF_PUBLISHER] = d->site;
  part.field[LEAF_LANGUAGE] = d->language;
  if (wiki_text(text, (uint64_t)(text.p - page.p), &d->names, arena, &made)) {
    set_left_out(&made, revisions, &part, arena);
    part.text_runs = made.runs;
    expander_text(d->e, &part, page, buffer_view(&made.text));
  } else {
    expander_note(d->e, CONTAINER_FAILED, title, "no memory for its text");
  }
  buffer_release(&made.text);
}

void wiki_read_parts(Expander *e, Str bytes) {
  WikiDump d = {.e = e, .whole = bytes};
  arena_init(&d.arena);
  d.arena.escape = expander_arena(e)->escape; /* the process that has no memory ends */
  read_site(&d);
  for (size_t at = find(bytes, 0, "<page>"); at != SIZE_MAX && !e->stopped;) {
    size_t end = find(bytes, at, "</page>");
    if (end == SIZE_MAX) {
      expander_note(e, CONTAINER_FAILED, (Str){NULL, 0}, "cut off: its last page is not whole");
      break;
    }
    arena_clear(expander_arena(e));
    read_page(&d, (Str){bytes.p + at, end + 7 - at});
    at = find(bytes, end, "<page>");
  }
  arena_release(&d.arena);
}

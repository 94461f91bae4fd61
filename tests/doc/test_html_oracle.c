/* HTML against Debian's gumbo: on generated pages, our text without white space is the text of
   gumbo's tree, and each piece of it lies where gumbo says. The library is opened at run time, so
   that building needs only its header; without either the test says that it is skipped. */
#include "../support.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "doc_support.h"

#if defined __has_include
#if __has_include(<gumbo.h>)
#include <dlfcn.h>
#include <gumbo.h>
#define HAVE_GUMBO 1
#endif
#endif

#ifdef HAVE_GUMBO

enum { PAGES = 1000, PIECES = 60 };

/* ---- pages ---- */

static uint64_t chance;

static uint32_t any(uint32_t n) {
  chance = hash64_mix(chance);
  return (uint32_t)(chance >> 33) % n;
}

static const char *const words[] = {"nine ",   "killed",    " &amp; ", "&eacute;",
                                    "&nbsp;",  "a&lt;b",    "\n",      "  ",
                                    "bridge",  "&#8217;s ", "&copy2",  "&notin;",
                                    "&notit;", " & ",       "AT&T",    "1 < 2 ",
                                    "&#x41;",  "\t",        "fell.",   "\xC3\xA9t\xC3\xA9",
                                    "&bogus;", "&#150;",    "x&",      "&ampersand",
                                    "\r\n",    "&hellip;"};
static const char *const blocks[] = {"div", "p", "section", "article", "h2", "blockquote", "center",
                                     "header", "figure", "h3", "address"};
static const char *const inlines[] = {"b", "i", "span", "em", "code", "u", "small"};
static const char *const extras[] = {"<br>",
                                     "<!-- a comment <p> -->",
                                     "<img src=x alt='a > b'>",
                                     "<script>if (a < b) x('</p>');</script>",
                                     "<style>p > b {}</style>",
                                     "<hr>",
                                     "<!bogus>",
                                     "<?php x ?>",
                                     "<textarea>a<b</textarea>",
                                     "<ul><li>one<li>two</ul>",
                                     "<table><tr><td>1<td>2<tr><th>3</table>",
                                     "<dl><dt>a<dd>b</dl>",
                                     "<input value=\"x\">",
                                     "<p>unclosed",
                                     "</i>",
                                     "</section>",
                                     "<pre>\n a  b\n</pre>",
                                     "<a href='?a=1&copy=2'>link</a>",
                                     "<iframe>no <p></iframe>",
                                     "<wbr>",
                                     "<!---->",
                                     "<ol><li>x</li></ol>"};

static void put_pieces(Buffer *b, int depth) {
  uint32_t n = 1 + any(6);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t what = any(10);
    if (what < 5 || depth > 6) {
      buffer_text(b, words[any(sizeof words / sizeof *words)]);
    } else if (what < 7) {
      const char *tag = blocks[any(sizeof blocks / sizeof *blocks)];
      buffer_format(b, "<%s class=\"c%u\">", tag, any(9));
      put_pieces(b, depth + 1);
      if (any(8)) {
        buffer_format(b, "</%s>", tag);
      }
    } else if (what < 9) {
      const char *tag = inlines[any(sizeof inlines / sizeof *inlines)];
      buffer_format(b, "<%s>", tag);
      buffer_text(b, words[any(sizeof words / sizeof *words)]);
      buffer_format(b, "</%s\n>", tag);
    } else {
      buffer_text(b, extras[any(sizeof extras / sizeof *extras)]);
    }
  }
}

static void page_make(Buffer *b, uint32_t seed) {
  chance = seed * 7919 + 1;
  buffer_clear(b);
  buffer_text(b, "<!DOCTYPE html><html><head><title>t</title></head><body>");
  for (uint32_t i = 0; i < 1 + seed % PIECES; i++) {
    put_pieces(b, 0);
  }
  buffer_text(b, any(2) ? "</body></html>\n" : "");
}

/* ---- gumbo's text ---- */

typedef struct Piece {
  size_t start, end; /* source */
} Piece;

typedef struct Tree {
  Buffer text; /* without white space */
  Piece *pieces;
  size_t n, capacity;
  const char *source;
} Tree;

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_dense(Buffer *b, const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (!is_space(s[i])) {
      buffer_char(b, s[i]);
    }
  }
}

static void walk(Tree *tree, const GumboNode *node) {
  if (node->type == GUMBO_NODE_TEXT) {
    add_dense(&tree->text, node->v.text.text, strlen(node->v.text.text));
    if (tree->n == tree->capacity) {
      tree->capacity = tree->capacity * 2 + 64;
      tree->pieces = realloc(tree->pieces, tree->capacity * sizeof *tree->pieces);
    }
    size_t start = (size_t)(node->v.text.original_text.data - tree->source);
    tree->pieces[tree->n++] = (Piece){start, start + node->v.text.original_text.length};
    return;
  }
  if (node->type != GUMBO_NODE_ELEMENT) {
    return;
  }
  GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TITLE ||
      tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_IFRAME) {
    return;
  }
  const GumboVector *children = &node->v.element.children;
  for (unsigned i = 0; i < children->length; i++) {
    walk(tree, children->data[i]);
  }
}

/* ---- comparison ---- */

static void compare(const Document *d, const Tree *tree, Str source, uint32_t seed) {
  Buffer ours;
  buffer_init(&ours);
  Str body = document_body(d);
  add_dense(&ours, body.p, body.n);
  if (ours.n != tree->text.n || (ours.n && memcmp(ours.p, tree->text.p, ours.n) != 0)) {
    fail_msg("page %u: text differs\n%.*s\nours:  %.*s\ngumbo: %.*s", seed, STR_ARG(source),
             (int)ours.n, ours.p, (int)tree->text.n, tree->text.p);
  }
  buffer_release(&ours);
  size_t k = 0;
  for (uint32_t i = 0; i < d->source_map.n; i++) {
    SourceRun r = d->source_map.v[i];
    bool blank = is_space(source.p[r.start]) && span_length(r.text) == 1;
    while (k < tree->n && tree->pieces[k].end <= r.start) {
      k++;
    }
    bool inside = k < tree->n && r.start >= tree->pieces[k].start && r.end <= tree->pieces[k].end;
    if (!inside && !blank) {
      fail_msg("page %u: run %llu-%llu is no text of gumbo's\n%.*s", seed,
               (unsigned long long)r.start, (unsigned long long)r.end, STR_ARG(source));
    }
  }
}

static void test_generated_pages(void **state) {
  (void)state;
  void *library = dlopen("libgumbo.so.1", RTLD_NOW);
  if (!library) {
    print_message("skipped: libgumbo is not installed\n");
    skip();
  }
  GumboOutput *(*parse)(const GumboOptions *, const char *, size_t);
  void (*destroy)(const GumboOptions *, GumboOutput *);
  *(void **)&parse = dlsym(library, "gumbo_parse_with_options");
  *(void **)&destroy = dlsym(library, "gumbo_destroy_output");
  const GumboOptions *options = dlsym(library, "kGumboDefaultOptions");
  assert_true(parse && destroy && options);
  Buffer source;
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  buffer_init(&source);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  for (uint32_t seed = 0; seed < PAGES; seed++) {
    DocOptions none = {0};
    Document d;
    Tree tree = {0};
    page_make(&source, seed);
    Str bytes = {source.p, source.n};
    assert_int_equal(document_read(&none, str_lit("p"), bytes, &arena, &d, NULL), STATUS_OK);
    const char *fault = doc_blocks_fault(&d);
    fault = fault ? fault : doc_map_fault(&d, bytes);
    if (fault) {
      fail_msg("page %u: %s\n%s", seed, fault, source.p);
    }
    GumboOutput *output = parse(options, source.p, source.n);
    buffer_init(&tree.text);
    tree.source = source.p;
    walk(&tree, output->root);
    /* An <html> title that the page lacks stands before the body. */
    compare(&d, &tree, bytes, seed);
    destroy(options, output);
    buffer_release(&tree.text);
    free(tree.pieces);
    arena_clear(&arena);
  }
  buffer_release(&source);
  arena_release(&arena);
}

#else

static void test_generated_pages(void **state) {
  (void)state;
  print_message("skipped: gumbo.h is not installed\n");
  skip();
}

#endif

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_generated_pages)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* HTML to text: how fast, beside gumbo and libxml2 where they are installed.

     bench_html FOLDER [SECONDS [alone]]

   Reads the *.html of a folder into memory, as they are and as large pages (with scripts, styles and
   lists of links such as sites put around them), and gives bytes of HTML for each second of this thread's
   processor time: the best of rounds within SECONDS (2). Of this program: the text with its map
   (html_text_make), and a whole document (encoding, metadata, main text, rules, digests). Of the others:
   the tree and the text in it. */
#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buffer.h"
#include "base/file.h"
#include "doc/block_index.h"
#include "doc/html_text.h"
#include "doc/read.h"

#if defined __has_include
#if __has_include(<gumbo.h>)
#include <gumbo.h>
#define HAVE_GUMBO 1
#endif
#endif

enum { PAGES_MOST = 256 };

typedef struct Bench {
  Str pages[PAGES_MOST];
  uint32_t n;
  uint64_t bytes;
  BlockRules rules;
  Arena arena, kept;
  double seconds;
  bool alone;    /* without the others, for profiles */
  void *library; /* gumbo or libxml2 */
  uint64_t sum;  /* of lengths of text: the work must not be left out */
} Bench;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- what is measured ---- */

static void read_text(Bench *b, Str page) {
  HtmlText *t = arena_new(&b->arena, HtmlText);
  HtmlMeta *meta = arena_new(&b->arena, HtmlMeta);
  *meta = (HtmlMeta){.rules = &b->rules, .arena = &b->arena};
  html_text_make(&b->rules, page, DOCUMENT_TEXT_MOST, &b->arena, t, meta);
  b->sum += t->n;
  arena_clear(&b->arena);
}

static void read_document(Bench *b, Str page) {
  DocOptions options = {.rules = &b->rules};
  Document *d = arena_new(&b->arena, Document);
  document_read(&options, str_lit("page"), page, &b->arena, d, NULL);
  b->sum += d->text.n;
  arena_clear(&b->arena);
}

#ifdef HAVE_GUMBO
static uint64_t gumbo_text(const GumboNode *node) {
  uint64_t n = 0;
  if (node->type == GUMBO_NODE_TEXT) {
    return strlen(node->v.text.text);
  }
  if (node->type != GUMBO_NODE_ELEMENT || node->v.element.tag == GUMBO_TAG_SCRIPT ||
      node->v.element.tag == GUMBO_TAG_STYLE) {
    return 0;
  }
  for (unsigned i = 0; i < node->v.element.children.length; i++) {
    n += gumbo_text(node->v.element.children.data[i]);
  }
  return n;
}

static void read_gumbo(Bench *b, Str page) {
  GumboOutput *(*parse)(const GumboOptions *, const char *, size_t);
  void (*destroy)(const GumboOptions *, GumboOutput *);
  *(void **)&parse = dlsym(b->library, "gumbo_parse_with_options");
  *(void **)&destroy = dlsym(b->library, "gumbo_destroy_output");
  const GumboOptions *options = dlsym(b->library, "kGumboDefaultOptions");
  GumboOutput *output = parse(options, page.p, page.n);
  b->sum += gumbo_text(output->root);
  destroy(options, output);
}
#endif

static void read_libxml2(Bench *b, Str page) {
  enum { RECOVER = 1, NO_ERROR = 32, NO_WARNING = 64, NO_NET = 2048 };
  void *(*read)(const char *, int, const char *, const char *, int);
  void *(*root)(void *);
  unsigned char *(*content)(void *);
  void (*release)(void *);
  void (**release_text)(void *) = dlsym(b->library, "xmlFree");
  *(void **)&read = dlsym(b->library, "htmlReadMemory");
  *(void **)&root = dlsym(b->library, "xmlDocGetRootElement");
  *(void **)&content = dlsym(b->library, "xmlNodeGetContent");
  *(void **)&release = dlsym(b->library, "xmlFreeDoc");
  void *doc = read(page.p, (int)page.n, NULL, "UTF-8", RECOVER | NO_ERROR | NO_WARNING | NO_NET);
  unsigned char *text = doc ? content(root(doc)) : NULL;
  b->sum += text ? strlen((char *)text) : 0;
  (*release_text)(text);
  release(doc);
}

/* ---- measuring ---- */

static void measure(Bench *b, const char *what, void (*read)(Bench *, Str)) {
  double begin = now(), best = 1e9;
  while (now() - begin < b->seconds || best > 1e8) {
    double from = now();
    for (uint32_t i = 0; i < b->n; i++) {
      read(b, b->pages[i]);
    }
    double took = now() - from;
    best = took < best ? took : best;
  }
  printf("%-44s %9.1f MB/s\n", what, (double)b->bytes / best / 1e6);
  fflush(stdout);
}

static void measure_all(Bench *b, const char *what) {
  char line[80];
  printf("%s: %u pages, %.2f MB\n", what, b->n, (double)b->bytes / 1e6);
  measure(b, "  text and its map", read_text);
  measure(b, "  a whole document", read_document);
  if (b->alone) {
    return;
  }
#ifdef HAVE_GUMBO
  b->library = dlopen("libgumbo.so.1", RTLD_NOW);
  if (b->library) {
    snprintf(line, sizeof line, "  gumbo, tree and text");
    measure(b, line, read_gumbo);
  } else {
    printf("  gumbo: skipped, it is not installed\n");
  }
#else
  printf("  gumbo: skipped, its header is not installed\n");
#endif
  b->library = dlopen("libxml2.so.2", RTLD_NOW);
  if (b->library) {
    snprintf(line, sizeof line, "  libxml2, tree and text");
    measure(b, line, read_libxml2);
  } else {
    printf("  libxml2: skipped, it is not installed\n");
  }
}

/* ---- pages ---- */

/* The page with what sites put around it: a style sheet and scripts in front, menus of links, hidden
   and tracked elements behind. */
static Str page_enlarge(Bench *b, Str page) {
  Buffer out;
  buffer_init(&out);
  buffer_text(&out, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><style>");
  for (int i = 0; i < 300; i++) {
    buffer_format(&out, ".c%d .item-%d>a:hover{color:#%06x;padding:0 %dpx}\n", i, i * 7, i * 977, i);
  }
  buffer_text(&out, "</style>");
  for (int k = 0; k < 4; k++) {
    buffer_text(&out, "<script>");
    for (int i = 0; i < 150; i++) {
      buffer_format(&out, "window.q%d=window.q%d||[];if(a<%d&&b>%d){q%d.push({\"id\":%d,\"u\":"
                          "\"https:\\/\\/cdn.example\\/w\\/%d.js\"});}\n", i, i, i, k, i, i * k, i);
    }
    buffer_text(&out, "</script>");
  }
  buffer_text(&out, "</head><body class=\"page\"><nav class=\"mega-menu\">");
  for (int i = 0; i < 220; i++) {
    buffer_format(&out, "<li class=\"menu-item menu-item-%d has-children\"><a class=\"menu-link\" "
                        "data-track=\"nav|%d|top\" href=\"https://www.site.example/section/%d?ref="
                        "nav&amp;pos=%d\"><span class=\"label\">Section %d</span></a></li>\n",
                  i, i, i, i, i);
  }
  buffer_text(&out, "</nav>");
  buffer_add(&out, page.p, page.n);
  for (int i = 0; i < 120; i++) {
    buffer_format(&out, "<div class=\"card card--small grid__item\" data-id=\"%d\"><picture><source "
                        "srcset=\"https://img.example/%d/320.webp 320w, https://img.example/%d/640."
                        "webp 640w\" media=\"(max-width: 640px)\"><img alt=\"\" width=\"320\" height="
                        "\"180\" loading=\"lazy\" src=\"data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP"
                        "//yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\"></picture><a href=\"/story/%d\"><h3 "
                        "class=\"card__title\">Council %d votes on the harbour</h3></a></div>\n",
                  i, i, i, i, i);
  }
  Str whole = str_copy(&b->kept, (Str){out.p, out.n});
  buffer_release(&out);
  return whole;
}

static void pages_read(Bench *b, const char *folder) {
  DIR *dir = opendir(folder);
  for (struct dirent *e; dir && (e = readdir(dir)) && b->n < PAGES_MOST;) {
    char path[1200], *bytes;
    size_t n, length = strlen(e->d_name);
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    if (length < 6 || strcmp(e->d_name + length - 5, ".html") != 0 ||
        file_read(path, 0, &bytes, &n, NULL) != STATUS_OK) {
      continue;
    }
    b->pages[b->n++] = str_copy(&b->kept, (Str){bytes, n});
    b->bytes += n;
    free(bytes);
  }
  if (dir) {
    closedir(dir);
  }
}

static void rules_read(Bench *b) {
  static const char *const names[] = {"rules.tsv", "names.tsv", "html.tsv"};
  block_rules_init(&b->rules, &b->kept);
  for (size_t i = 0; i < 3; i++) {
    char path[1200], *bytes;
    size_t n;
    Status status;
    snprintf(path, sizeof path, "%s/data/en/blocks/%s", SOURCE_ROOT, names[i]);
    if (file_read(path, 0, &bytes, &n, &status) != STATUS_OK ||
        block_rules_parse(str_of(names[i]), (Str){bytes, n}, &b->rules, &status) != STATUS_OK) {
      fprintf(stderr, "%s\n", status.message);
      exit(1);
    }
    free(bytes);
  }
  block_index_make(&b->rules, NULL);
}

int main(int argc, char **argv) {
  Bench *b = calloc(1, sizeof *b);
  jmp_buf jump;
  if (argc < 2 || !b) {
    return 2;
  }
  arena_init(&b->arena);
  arena_init(&b->kept);
  if (arena_guard(&b->arena, &jump) || arena_guard(&b->kept, &jump)) {
    return 1;
  }
  b->seconds = argc > 2 ? atof(argv[2]) : 2;
  b->alone = argc > 3;
  rules_read(b);
  pages_read(b, argv[1]);
  measure_all(b, "pages as they are");
  b->bytes = 0;
  for (uint32_t i = 0; i < b->n; i++) {
    b->pages[i] = page_enlarge(b, b->pages[i]);
    b->bytes += b->pages[i].n;
  }
  measure_all(b, "large pages");
  return b->sum == 0;
}

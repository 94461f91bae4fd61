/* Hostile pages: time grows as their size, memory stays in bounds, and the laws of blocks and maps
   hold. Each kind is read in one and in four times the size; four times the bytes may take nine times
   as long (a busy machine), where a square would take sixteen. */
#include <time.h>

#include "../support.h"
#include "base/buffer.h"
#include "doc_support.h"

enum { MEMORY_FOR_A_BYTE = 160, MEMORY_BESIDES = 48 << 20 };

typedef struct Fixture {
  Arena arena, kept;
  jmp_buf jump;
  BlockRules rules;
} Fixture;

typedef struct Hostile {
  const char *name, *before, *repeated, *behind; /* behind: as often as repeated */
  uint32_t times;
} Hostile;

static const Hostile kinds[] = {
    {"a million nested elements", "<body>", "<div>", "", 250000},
    {"nested and closed", "<body>", "<div class=author>x", "</div>", 100000},
    {"nested elements with hints", "<body>", "<section class='post comments'>Nine died. ", "", 60000},
    {"nested links", "<body>", "<a href=/author/x>A. Bell ", "", 100000},
    {"nested tables", "<body>", "<table><tr><td>x", "", 60000},
    {"nested custom elements", "<body>", "<x-ad><amp-ad>", "", 100000},
    {"unclosed paragraphs of a list", "<ul>", "<li><p><b>x", "", 80000},
    {"end tags of nothing", "<body><div>", "</p></section></x>", "", 100000},
    {"entities", "<p>", "&amp;&#x41;&notit;", "", 100000},
    {"entities without an end", "<p>", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", 50000},
    {"ampersands", "<p>", "&", "", 1000000},
    {"angle brackets", "<p>", "<", "", 1000000},
    {"a gigantic attribute", "<p class=\"", "comments author a-b ", "", 200000},
    {"many attributes", "<p ", "class=x id='y' hidden ", "", 100000},
    {"comments that do not end", "<p>", "<!-- --", "", 200000},
    {"CDATA", "<?xml version='1.0'?><html><p>", "<![CDATA[x]]", "", 100000},
    {"raw elements", "<p>", "<script></scrip", "", 150000},
    {"one line", "<p>", "word word word wor. ", "", 200000},
    {"short lines", "<p>", "Word<br>", "", 150000},
    {"entries", "<div class=live>", "<div data-timestamp=1><p>Nine died.</p></div>", "", 30000},
    {"nested entries", "<div class=live>", "<div data-timestamp=1>x", "", 60000},
    {"headings", "<body>", "<h2>Nine dead</h2>", "", 60000},
    {"times", "<body>", "<div><time datetime=2001-01-01>1</time>", "", 60000},
    {"JSON-LD", "<script type='application/ld+json'>", "[{\"@graph\":", "", 100000},
    {"cells", "<table>", "<tr><td>a<br>b<td>c", "", 60000},
    {"end marks", "<body>", "<p>The mayor said that nine were dead and that more were missing.<p>###", "", 20000},
    {"elements of text in one another", "<body>", "<blockquote class=comments>x", "", 60000},
    {"what asks", "<body>", "<div><p>Please support our free page with your gift.</p></div>", "", 30000},
    {"marks of notes", "<p>", "x[1] ", "", 200000},
    {"preformatted lines", "<pre>", "a  b\n\n", "", 100000},
};

static int setup(void **state) {
  Fixture *f = calloc(1, sizeof *f);
  Status status;
  arena_init(&f->arena);
  arena_init(&f->kept);
  jsonl_prepare();
  if (arena_guard(&f->kept, &f->jump) || !doc_rules_load(&f->rules, &f->kept, &status)) {
    return -1;
  }
  *state = f;
  return 0;
}

static int teardown(void **state) {
  Fixture *f = *state;
  arena_release(&f->arena);
  arena_release(&f->kept);
  free(f);
  return 0;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Reads the page once: seconds. */
static double read_once(Fixture *f, const Hostile *kind, Str page) {
  jmp_buf jump;
  DocOptions options = {.rules = &f->rules};
  Document d;
  Status status;
  arena_init(&f->arena);
  f->arena.limit = page.n * MEMORY_FOR_A_BYTE + MEMORY_BESIDES;
  if (arena_guard(&f->arena, &jump)) {
    fail_msg("%s: more than %zu bytes for %zu", kind->name, f->arena.limit, page.n);
  }
  double from = now();
  document_read(&options, str_lit("p"), page, &f->arena, &d, &status);
  double took = now() - from;
  const char *fault = doc_blocks_fault(&d);
  fault = fault ? fault : doc_map_fault(&d, page);
  if (fault) {
    fail_msg("%s: %s", kind->name, fault);
  }
  arena_release(&f->arena);
  return took;
}

/* Seconds that the page takes in `size` times its length, the least of two. */
static double page_read(Fixture *f, const Hostile *kind, uint32_t size) {
  Buffer page;
  buffer_init(&page);
  buffer_text(&page, "<!DOCTYPE html><html>");
  buffer_text(&page, kind->before);
  for (uint32_t i = 0; i < kind->times * size; i++) {
    buffer_text(&page, kind->repeated);
  }
  for (uint32_t i = 0; *kind->behind && i < kind->times * size; i++) {
    buffer_text(&page, kind->behind);
  }
  double first = read_once(f, kind, (Str){page.p, page.n});
  double second = read_once(f, kind, (Str){page.p, page.n});
  buffer_release(&page);
  return first < second ? first : second;
}

static void test_hostile_pages(void **state) {
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    double once = page_read(f, &kinds[i], 1), four = page_read(f, &kinds[i], 4);
    print_message("%-32s %7.1f ms, four times as long %7.1f ms\n", kinds[i].name, once * 1e3,
                  four * 1e3);
    if (four > once * 9 + 0.05) {
      fail_msg("%s: four times the bytes take %.1f times as long", kinds[i].name, four / once);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_hostile_pages, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

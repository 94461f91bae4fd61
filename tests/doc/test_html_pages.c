/* Main text, metadata and places of whole pages: tests/formats/html has pages made after the
   structure of real sites, with invented text, and what is to be read from each:

     set        tuned | unseen | …        for which pages rules were made; each set has its floor
     title, author, publisher, published, modified, url, language, entries   (absent: not checked)
     nameless                             metadata are not checked
     text       KIND  START  END  WORDS   a piece of the account, in bytes of the page

   KIND is that of a block; captions, bylines and "either" count neither as account nor as
   furniture. All else on a page is furniture. ACCORDING_PAGES names another folder: the pages that
   tests/formats/layouts/layouts.py makes. ACCORDING_SHOW=1 in the environment prints what was
   missed and what was kept of it. */
#include <dirent.h>

#include "doc_support.h"

enum { PAGES_MOST = 300, PIECES_MOST = 400, SETS_MOST = 8 };

typedef struct Piece {
  Str kind, words;
  uint32_t start, end;
} Piece;

typedef struct Page {
  Str name, source, expect, set;
  Piece pieces[PIECES_MOST];
  uint32_t n;
  uint8_t *class; /* of each byte of the source: 0 furniture, 1 either, 2 account */
  const Document *d;
} Page;

/* Words of the account, of these kept; words kept, of these furniture. */
typedef struct Score {
  uint32_t account, found, kept, furniture, pages;
} Score;

#define DOC_FIXTURE_MORE                                                       \
  const char *folder;                                                          \
  bool show;                                                                   \
  uint32_t faults;                                                             \
  Str names[SETS_MOST]; /* of the sets, in the order in which they are met */ \
  Score sets[SETS_MOST];                                                       \
  uint32_t n_sets;
#include "doc_fixture.h"

static bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- reading what is expected ---- */

static Str file_get(Fixture *f, Str name, const char *ending) {
  char path[600], *bytes;
  size_t n;
  snprintf(path, sizeof path, "%s/%.*s%s", f->folder, STR_ARG(name), ending);
  if (file_read(path, 0, &bytes, &n, &f->status) != STATUS_OK) {
    fail_msg("%s: %s", path, f->status.message);
  }
  Str s = str_copy(&f->arena, (Str){bytes, n});
  free(bytes);
  return s;
}

static uint32_t number_of(Str s) {
  uint32_t n = 0;
  for (size_t i = 0; i < s.n; i++) {
    n = n * 10 + (uint32_t)(s.p[i] - '0');
  }
  return n;
}

static void piece_read(Page *page, Str line) {
  Piece *p = &page->pieces[page->n++];
  assert_true(page->n <= PIECES_MOST);
  p->kind = str_split(line, '\t', &line);
  p->start = number_of(str_split(line, '\t', &line));
  p->end = number_of(str_split(line, '\t', &line));
  p->words = line;
  bool either = str_is(p->kind, "caption") || str_is(p->kind, "byline") ||
                str_is(p->kind, "either");
  assert_true(p->start < p->end && p->end <= page->source.n);
  memset(page->class + p->start, either ? 1 : 2, p->end - p->start);
}

static Str value_of(const Page *page, const char *key) {
  Str rest = page->expect;
  while (rest.n) {
    Str line = str_split(rest, '\n', &rest), value;
    if (str_is(str_split(line, '\t', &value), key)) {
      return value;
    }
  }
  return (Str){NULL, 0};
}

static Page *page_read(Fixture *f, Str name) {
  Page *page = arena_new(&f->arena, Page);
  DocOptions options = {.rules = &f->rules};
  Document *d = arena_new(&f->arena, Document);
  memset(page, 0, sizeof *page);
  page->name = name;
  page->source = file_get(f, name, ".html");
  page->expect = file_get(f, name, ".expect");
  page->class = (uint8_t *)arena_bytes(&f->arena, page->source.n + 1);
  memset(page->class, 0, page->source.n + 1);
  page->set = value_of(page, "set");
  Str rest = page->expect;
  while (rest.n) {
    Str line = str_split(rest, '\n', &rest), value;
    if (str_is(str_split(line, '\t', &value), "text")) {
      piece_read(page, value);
    }
  }
  assert_int_equal(document_read(&options, name, page->source, &f->arena, d, &f->status),
                   STATUS_OK);
  page->d = d;
  return page;
}

/* ---- words ---- */

static bool is_kept(BlockKind kind) {
  return kind != BLOCK_FURNITURE && kind != BLOCK_BYLINE && kind != BLOCK_CAPTION;
}

static uint64_t place_of(const Document *d, uint32_t analysis) {
  uint64_t start, end;
  uint32_t at = analysis - d->body_at;
  document_source(d, (Span){at, at + 1}, &start, &end);
  return start;
}

/* Words of a text; with `score`, as words kept of the page. */
static uint32_t words_count(const Page *page, Span span, Score *score, uint32_t classes[3]) {
  uint32_t words = 0;
  for (uint32_t i = span.start; i < span.end; i++) {
    bool begins = !is_blank(page->d->text.p[i]) &&
                  (i == span.start || is_blank(page->d->text.p[i - 1]));
    if (begins && i >= page->d->body_at) {
      uint8_t class = page->class[place_of(page->d, i)];
      words++;
      classes[class]++;
    }
  }
  score->kept += words;
  score->found += classes[2];
  score->furniture += classes[0];
  return words;
}

static uint32_t words_of(Str s) {
  uint32_t words = 0;
  for (size_t i = 0; i < s.n; i++) {
    words += !is_blank(s.p[i]) && (i == 0 || is_blank(s.p[i - 1]));
  }
  return words;
}

static Score page_score(const Fixture *f, const Page *page) {
  const Document *d = page->d;
  Score score = {.pages = 1};
  for (uint32_t i = 0; i < page->n; i++) {
    const Piece *p = &page->pieces[i];
    score.account += page->class[p->start] == 2 ? words_of(p->words) : 0;
  }
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    const Block *b = &d->blocks.v[i];
    Score none = {0};
    uint32_t classes[3] = {0};
    bool kept = is_kept(b->kind);
    words_count(page, b->span, kept ? &score : &none, classes);
    bool all = f->show && str_is(str_of(getenv("ACCORDING_SHOW")), page->name.p);
    if (all || (f->show && (kept ? classes[0] : classes[2]))) {
      printf("  %.*s %s %s (%.*s): %.*s\n", STR_ARG(page->name), kept ? "KEPT" : "LOST",
             block_kind_name(b->kind), STR_ARG(b->rule), STR_ARG(str_cut(d->text, b->span)));
    }
  }
  return score;
}

static void score_add(Score *sum, Score s) {
  sum->account += s.account;
  sum->found += s.found;
  sum->kept += s.kept;
  sum->furniture += s.furniture;
  sum->pages += s.pages;
}

/* ---- places ---- */

/* The text of the document that comes from source bytes [start, end), white space as one space. */
static Str text_between(Fixture *f, const Page *page, uint32_t start, uint32_t end) {
  Str body = document_body(page->d);
  char *out = arena_bytes(&f->arena, body.n + 1);
  size_t n = 0;
  bool blank = false;
  for (uint32_t i = 0; i < body.n; i++) {
    uint64_t from, to;
    document_source(page->d, (Span){i, i + 1}, &from, &to);
    if (from < start || from >= end) {
      continue;
    }
    if (is_blank(body.p[i])) {
      blank = n > 0;
      continue;
    }
    if (blank) {
      out[n++] = ' ';
    }
    blank = false;
    out[n++] = body.p[i];
  }
  return (Str){out, n};
}

static void places_check(Fixture *f, const Page *page) {
  const char *fault = doc_blocks_fault(page->d);
  bool utf8 = utf8_valid_prefix(page->source) == page->source.n &&
              !memchr(page->source.p, 0, page->source.n);
  if (!fault && utf8) {
    fault = doc_map_fault(page->d, page->source);
  }
  if (fault) {
    print_message("%.*s: %s\n", STR_ARG(page->name), fault);
    f->faults++;
  }
  for (uint32_t i = 0; i < page->n; i++) {
    const Piece *p = &page->pieces[i];
    Str got = text_between(f, page, p->start, p->end);
    if (!str_equal(got, p->words)) {
      print_message("%.*s: bytes %u to %u are\n  %.*s\nand not\n  %.*s\n", STR_ARG(page->name),
                    p->start, p->end, STR_ARG(got), STR_ARG(p->words));
      f->faults++;
    }
  }
}

/* ---- metadata ---- */

static void metadata_check(Fixture *f, const Page *page) {
  const Document *d = page->d;
  const struct {
    const char *key;
    Str value;
  } fields[] = {{"title", d->title},         {"author", d->author}, {"publisher", d->publisher},
                {"published", d->date},      {"modified", d->modified},
                {"url", d->url},             {"language", d->language}};
  uint32_t entries = number_of(value_of(page, "entries"));
  if (entries != d->entries.n) {
    print_message("%.*s: %u entries, not %u\n", STR_ARG(page->name), d->entries.n, entries);
    f->faults++;
  }
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    Str value = value_of(page, fields[i].key);
    if (!str_equal(value, fields[i].value)) {
      print_message("%.*s: %s is \"%.*s\", not \"%.*s\"\n", STR_ARG(page->name), fields[i].key,
                    STR_ARG(fields[i].value), STR_ARG(value));
      f->faults++;
    }
  }
}

/* ---- all pages ---- */

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static uint32_t names_read(Fixture *f, char *names[PAGES_MOST]) {
  DIR *folder = opendir(f->folder);
  uint32_t n = 0;
  assert_non_null(folder);
  for (struct dirent *e; (e = readdir(folder));) {
    size_t length = strlen(e->d_name);
    if (length > 7 && strcmp(e->d_name + length - 7, ".expect") == 0) {
      assert_true(n < PAGES_MOST);
      names[n++] = arena_copy(&f->arena, e->d_name, length - 7);
    }
  }
  closedir(folder);
  qsort(names, n, sizeof *names, by_name);
  return n;
}

static double share(uint32_t part, uint32_t whole) {
  return whole ? (double)part / whole : 0;
}

static Score *set_of(Fixture *f, Str name) {
  uint32_t k = 0;
  while (k < f->n_sets && !str_equal(f->names[k], name)) {
    k++;
  }
  assert_true(k < SETS_MOST);
  f->names[k] = name;
  f->n_sets += k == f->n_sets;
  return &f->sets[k];
}

static void test_pages(void **state) {
  Fixture *f = *state;
  f->show = getenv("ACCORDING_SHOW") != NULL;
  f->folder = getenv("ACCORDING_PAGES");
  f->folder = f->folder ? f->folder : SOURCE_ROOT "/tests/formats/html";
  char *names[PAGES_MOST];
  uint32_t n = names_read(f, names);
  for (uint32_t i = 0; i < n; i++) {
    Page *page = page_read(f, str_of(names[i]));
    Score score = page_score(f, page);
    print_message("%-28s %-7.*s kept %.3f of %4u words, furniture %.3f\n", names[i],
                  STR_ARG(page->set), share(score.found, score.account), score.account,
                  share(score.furniture, score.kept));
    score_add(set_of(f, page->set), score);
    places_check(f, page);
    if (!value_of(page, "nameless").n) {
      metadata_check(f, page);
    }
  }
  for (uint32_t k = 0; k < f->n_sets; k++) {
    const Score *s = &f->sets[k];
    double kept = share(s->found, s->account), furniture = share(s->furniture, s->kept);
    print_message("%u pages %.*s kept %.4f, furniture %.4f\n", s->pages, STR_ARG(f->names[k]), kept,
                  furniture);
    if (kept < 0.97 || furniture > 0.02) {
      f->faults++;
    }
  }
  assert_true(n >= 1);
  assert_int_equal(f->faults, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_pages, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Numbers and times of the examples in tests/corpus/numbers.txt and times.txt:

     : 2016-12-19                               (publication date of the next example, if given)
     > a paragraph of text                      (several of them make one text)
     = number | qualifier | low..high | kind unit | words
     = timex | value | anchor | words | signs

   Run with ACCORDING_UPDATE=1, the program writes what it finds into those files, to be read and
   committed. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "discourse/time_resolve.h"
#include "mention/number_mention.h"
#include "support.h"

typedef struct Bench {
  Pack pack;
  TextTags text_tags;
  TimeTags tags;
  Arena arena;
} Bench;

static Bench bench;

static int setup(void **state) {
  Status status = {0};
  (void)state;
  arena_init(&bench.arena);
  if (pack_open(pack_embedded(), &bench.pack, &status) != STATUS_OK ||
      time_tags(&bench.pack, &bench.arena, &bench.tags, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  text_tags(&bench.pack, &bench.text_tags);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_release(&bench.arena);
  return 0;
}

typedef struct Example {
  Arena arena;
  Document document;
  Text text;
  Mentions mentions;
} Example;

/* Reads paragraphs, a line each, published on `date` (may be empty). */
static void example_read(Example *e, Str lines, Str date) {
  arena_init(&e->arena);
  memset(&e->document, 0, sizeof e->document);
  memset(&e->mentions, 0, sizeof e->mentions);
  e->document.text = lines;
  e->document.date = date;
  e->document.date_basis = date.n ? DATE_GIVEN : DATE_NONE;
  for (Str rest = lines; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    uint32_t start = (uint32_t)(line.p - lines.p);
    if (line.n > 0) {
      array_push(&e->arena, &e->document.blocks,
                 (Block){.span = {start, start + (uint32_t)line.n}});
    }
  }
  text_read(&e->document, &bench.pack, &bench.text_tags, NULL, &e->arena, &e->text);
  e->mentions.text = &e->text;
  time_find(&e->text, &bench.tags, &e->arena, &e->mentions);
  number_find(&e->text, &bench.tags.numbers, &e->arena, &e->mentions);
  time_resolve(&e->text, &bench.tags, &e->mentions, &e->document, &e->arena);
}

static void words_write(Buffer *out, const Text *text, uint32_t first, uint32_t end) {
  buffer_str(out, str_cut(text->document->text, tokens_span(text, first, end)));
}

static void value_write(Buffer *out, bool has, Decimal value) {
  char digits[32];
  decimal_write(value, digits);
  buffer_text(out, has ? digits : "-");
}

static void number_write(Buffer *out, const Text *text, const Number *n) {
  static const char *const qualifiers[] = {"exact",     "about",  "at_least", "more_than", "up_to",
                                           "less_than", "nearly", "range",    "vague"};
  static const char *const kinds[] = {"count",   "ordinal",  "percent", "money",
                                      "measure", "duration", "age",     "date",
                                      "name",    "mark",     "rank",    "indefinite"};
  buffer_text(out, "= ");
  value_write(out, n->has_number, n->number);
  buffer_format(out, " | %s | ", qualifiers[n->qualifier]);
  value_write(out, n->has_low, n->low);
  buffer_text(out, "..");
  value_write(out, n->has_high, n->high);
  buffer_format(out, " | %s%s%.*s | ", kinds[n->kind], n->unit.n ? " " : "", STR_ARG(n->unit));
  words_write(out, text, n->first, n->end);
  buffer_char(out, '\n');
}

static void time_write(Buffer *out, const Text *text, const TimeMention *t) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  static const char *const anchors[] = {"none",     "self",      "dateline",
                                        "document", "narrative", "event"};
  buffer_format(out, "= %s | %.*s | %s | ", names[t->timex], STR_ARG(t->value), anchors[t->anchor]);
  words_write(out, text, t->first, t->end);
  if (t->is_name || t->commemorative || t->publication) {
    buffer_text(out, " |");
    buffer_text(out, t->is_name ? " name" : "");
    buffer_text(out, t->commemorative ? " commemorative" : "");
    buffer_text(out, t->publication ? " publication" : "");
  }
  buffer_char(out, '\n');
}

static void example_write(Buffer *out, Str lines, Str date, bool times) {
  Example e;
  example_read(&e, lines, date);
  for (uint32_t i = 0; times && i < e.mentions.times.n; i++) {
    time_write(out, &e.text, &e.mentions.times.v[i]);
  }
  for (uint32_t i = 0; !times && i < e.mentions.numbers.n; i++) {
    number_write(out, &e.text, &e.mentions.numbers.v[i]);
  }
  arena_release(&e.arena);
}

/* The corpus with its expected lines as they are found now. */
static void corpus_read(Str corpus, bool times, Buffer *out) {
  Buffer paragraphs;
  Str date = {NULL, 0};
  buffer_init(&paragraphs);
  for (Str rest = corpus; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    if (str_starts(line, "= ")) {
      continue;
    }
    buffer_str(out, line);
    buffer_char(out, '\n');
    if (str_starts(line, ": ")) {
      date = (Str){line.p + 2, line.n - 2};
    } else if (str_starts(line, "> ")) {
      buffer_str(&paragraphs, (Str){line.p + 2, line.n - 2});
      buffer_char(&paragraphs, '\n');
      if (!str_starts(rest, "> ")) {
        example_write(out, buffer_view(&paragraphs), date, times);
        buffer_clear(&paragraphs);
        date = (Str){NULL, 0};
      }
    }
  }
  buffer_release(&paragraphs);
}

/* Compares line by line, so that a failure shows the line; or writes the file anew. */
static void corpus_compare(const char *path, bool times, uint32_t least) {
  char *bytes;
  size_t n;
  Status status;
  Buffer found;
  uint32_t lines = 0;
  assert_int_equal(file_read(path, 0, &bytes, &n, &status), STATUS_OK);
  buffer_init(&found);
  corpus_read((Str){bytes, n}, times, &found);
  if (getenv("ACCORDING_UPDATE")) {
    assert_int_equal(file_write(path, buffer_view(&found), &status), STATUS_OK);
  } else {
    Str expected = {bytes, n}, got = buffer_view(&found), example = {NULL, 0};
    while (expected.n > 0 || got.n > 0) {
      Str a = str_split(expected, '\n', &expected), b = str_split(got, '\n', &got);
      lines += str_starts(a, "= ");
      example = str_starts(a, "> ") ? a : example;
      if (!str_equal(a, b)) {
        fail_msg("%.*s\nexpected %.*s\nfound    %.*s", STR_ARG(example), STR_ARG(a), STR_ARG(b));
      }
    }
    assert_true(lines >= least);
  }
  buffer_release(&found);
  free(bytes);
}

static void test_numbers(void **state) {
  (void)state;
  corpus_compare(SOURCE_ROOT "/tests/corpus/numbers.txt", false, 100);
}

static void test_times(void **state) {
  (void)state;
  corpus_compare(SOURCE_ROOT "/tests/corpus/times.txt", true, 90);
}

static Publication publication_of(const char *lines) {
  Example e;
  example_read(&e, str_of(lines), (Str){NULL, 0});
  Publication p = time_publication(&e.text, &bench.tags, &e.mentions, &e.document, &e.arena);
  arena_release(&e.arena);
  return p;
}

/* A document without a date: what its text gives away. */
static void test_publication(void **state) {
  (void)state;
  Publication p =
      publication_of("The town fell on March 4, 1921. Today marks its 50th anniversary.");
  assert_int_equal(p.basis, DATE_ANNIVERSARY);
  assert_int_equal(p.date.year, 1971);
  assert_int_equal(p.date.month, 3);
  assert_int_equal(p.date.day, 4);
  p = publication_of("The mine collapsed on 7 May 1983.\nOn 7 May 2013 it will be 30 years since.");
  assert_int_equal(p.basis, DATE_ANNIVERSARY);
  assert_int_equal(p.date.year, 2013);
  p = publication_of("LIMA, 9 JUN 88 -- [TEXT] THREE MEN DIED TODAY.");
  assert_int_equal(p.basis, DATE_DATELINE);
  assert_int_equal(p.date.year, 1988);
  assert_int_equal(p.date.month, 6);
  p = publication_of("The ship sank on 3 June 1998. Divers found it on 9 August 2001.");
  assert_int_equal(p.basis, DATE_LATEST_MENTION);
  assert_int_equal(p.date.year, 2001);
  p = publication_of("Nobody remembers when the bridge fell.");
  assert_int_equal(p.basis, DATE_NONE);
  assert_int_equal(p.date.year, 0);
}

/* Odd rows of time words: bounded cost, mentions in order, inside the text and apart. */
static void test_bounds(void **state) {
  static const char *const parts[] = {
      "early", "late",       "the",     "end",        "of",
      "night", "between",    "January", "19",         "and",
      "20",    "1990",       "last",    "next",       "-",
      "to",    ",",          "two",     "days",       "ago",
      "from",  "after",      "3",       ":",          "30",
      "p.m.",  "Monday",     "every",   "that",       "same",
      "year",  "in",         "a",       "first",      "more",
      "than",  "million",    "half",    "$",          "%",
      "(",     ")",          "/",       "2147483648", "99999999999999999999",
      ".",     "\n",         "century", "weeks",      "Feb.",
      "29",    "anniversary"};
  uint64_t x = 11;
  (void)state;
  for (uint32_t round = 0; round < 200; round++) {
    char text[3000];
    size_t n = 0;
    while (n < sizeof text - 32) {
      x = x * 6364136223846793005u + 1442695040888963407u;
      const char *part = parts[(x >> 33) % (sizeof parts / sizeof *parts)];
      memcpy(text + n, part, strlen(part));
      n += strlen(part);
      if ((x >> 20) % 8) {
        text[n++] = ' ';
      }
    }
    Example e;
    example_read(&e, (Str){text, n}, round % 2 ? str_lit("2016-02-29") : (Str){NULL, 0});
    for (uint32_t i = 0; i < e.mentions.times.n; i++) {
      const TimeMention *m = &e.mentions.times.v[i];
      assert_true(m->first < m->end && m->end <= e.text.tokens.n);
      assert_true(i == 0 || e.mentions.times.v[i - 1].end <= m->first);
      assert_true(m->value.n > 0);
    }
    for (uint32_t i = 0; i < e.mentions.numbers.n; i++) {
      const Number *m = &e.mentions.numbers.v[i];
      assert_true(m->first <= m->bare_first && m->bare_first < m->bare_end &&
                  m->bare_end <= m->end);
      assert_true(m->end <= e.text.tokens.n);
      assert_true(i == 0 || e.mentions.numbers.v[i - 1].end <= m->first);
    }
    arena_release(&e.arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_times),
      cmocka_unit_test(test_publication),
      cmocka_unit_test(test_bounds),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}

/* Source files of any bytes: problems or a sound pack, whose rules then run. The input is a lexicon
   and a rule file with a line of = between them. Tokens of the input are checked as well: in order,
   every byte that is no space in exactly one. */
#include <stdlib.h>

#include "base/utf8.h"
#include "lang/compile.h"
#include "lang/pack.h"
#include "lang/pattern.h"
#include "lang/split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SYMBOLS = 10 };

/* All of text[from, to) must be white space. */
static void check_space(Str text, uint32_t from, uint32_t to) {
  while (from < to) {
    uint32_t length;
    if (!rune_is_space(utf8_decode(text, from, &length))) {
      abort();
    }
    from += length;
  }
}

static void check_split(Str text) {
  uint32_t at = 0, end = 0;
  Piece piece;
  bool valid = utf8_valid_prefix(text) == text.n;
  while (split_next(text, &at, &piece)) {
    if (piece.span.start < end || piece.span.end <= piece.span.start || piece.span.end > text.n ||
        at != piece.span.end || piece.space_before != (piece.span.start > end)) {
      abort();
    }
    if (valid) {
      check_space(text, end, piece.span.start);
      if (((unsigned char)text.p[piece.span.start] & 0xC0) == 0x80 ||
          (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)) {
        abort();
      }
    }
    end = at;
  }
  check_space(text, end, (uint32_t)text.n);
}

static void run_rules(const PackBuild *build, Arena *arena) {
  Pack pack;
  RuleSet rules;
  RuleMatches found = {0};
  uint32_t numbers[SYMBOLS];
  TagSet tags[SYMBOLS];
  if (pack_open(build->blob, &pack, NULL) != STATUS_OK || pack_verify(&pack, NULL) != STATUS_OK) {
    abort();
  }
  for (uint32_t i = 0; i < SYMBOLS; i++) {
    numbers[i] = 1 + i % 4;
    tags[i] = *pack_word_tags(&pack, numbers[i]);
    tagset_add(&tags[i], (int)(i % 3));
  }
  SymbolRow row = {numbers, tags, SYMBOLS};
  if (!rules_find(&pack, "test", &rules)) {
    abort();
  }
  rules_match_all(&rules, &row, arena, &found);
  for (uint32_t i = 0; i < found.n; i++) {
    for (int k = 0; k < PATTERN_CAPTURES; k++) {
      Capture c = found.v[i].captures[k];
      if (found.v[i].end > SYMBOLS || c.first > c.end || c.end > SYMBOLS) {
        abort();
      }
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  PackSources sources = {0};
  PackBuild build;
  Str text = {(const char *)data, size}, rules, lexicon;
  check_split(text);
  lexicon = str_split(text, '=', &rules);
  for (size_t i = 0; i + 3 < size; i++) {
    if (memcmp(text.p + i, "\n==\n", 4) == 0) {
      lexicon = (Str){text.p, i};
      rules = (Str){text.p + i + 4, size - i - 4};
      break;
    }
  }
  const PackSource files[] = {{STR("xx/pack.tsv"), STR("name\txx\nversion\t1\n")},
                              {STR("xx/lexicon/a.tsv"), lexicon},
                              {STR("xx/rules/test.rules"), rules}};
  arena_init(&arena);
  for (int i = 0; i < 3; i++) {
    array_push(&arena, &sources.files, files[i]);
  }
  pack_compile(&sources, "xx", &arena, &build);
  if (build.problems.n == 0) {
    run_rules(&build, &arena);
  }
  arena_release(&arena);
  return 0;
}

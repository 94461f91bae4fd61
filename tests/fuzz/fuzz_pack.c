/* Packs of any bytes: open, look up, match. An input that begins like a pack is taken as it is; any
   other is a list of changes to a sound one (two bytes of offset, one of value), so that damage
   reaches every part of it whatever the format is. */
#include <stdlib.h>

#include "lang/compile.h"
#include "lang/pack.h"
#include "lang/pack_format.h"
#include "lang/pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SYMBOLS = 12 };

static const char *const words[] = {"at",  "least",  "two", "people",
                                    "the", "killed", ",",   "unheard"};

static const PackSource files[] = {
    {STR("xx/pack.tsv"), STR("name\txx\nversion\t1\n")},
    {STR("xx/lexicon/a.tsv"),
     STR("at least\tq=low\nat\tprep\ntwo\tnumber=2\npeople\tnoun person\nthe\tdet=\"a b\"\n"
         "killed\tverb\nat the very least\tq=lowest\n")},
    {STR("xx/rules/test.rules"),
     STR("let N = (<det>? <noun>+ | two)\nrule a\n match x:$N (?! \",\") (\",\" $N){0,3} y:killed\n"
         " match (?< at least) two .*\n set m=x n=\"a b\"\nrule b\n match <!verb&!noun|det>+ $\n"
         " match ^ (z:(a | <number>) \",\"?)* (?= .) people\nrule c\n match at least{1,3}\n")},
    {STR("wording/a"), STR("some text")},
};

/* A sound pack, made once. */
static Str sound_pack(void) {
  static Arena arena;
  static Str blob;
  if (!blob.n) {
    PackSources sources = {0};
    PackBuild build;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
      array_push(&arena, &sources.files, files[i]);
    }
    pack_compile(&sources, "xx", &arena, &build);
    if (build.problems.n) {
      abort();
    }
    blob = build.blob;
  }
  return blob;
}

static void match(const Pack *pack, const char *name, const uint32_t *numbers, const TagSet *tags,
                  Arena *arena) {
  RuleSet rules;
  RuleMatches found = {0};
  RuleMatch out[4];
  SymbolRow row = {numbers, tags, SYMBOLS};
  if (!rules_find(pack, name, &rules)) {
    return;
  }
  rules_match_all(&rules, &row, arena, &found);
  for (uint32_t i = 0; i < found.n; i++) {
    const RuleMatch *m = &found.v[i];
    if (m->first >= m->end || m->end > SYMBOLS || m->rule >= rules.rules) {
      abort();
    }
    rule_name(&rules, m->rule);
    rule_line(&rules, m->rule);
    rule_get(&rules, m->rule, "n");
  }
  for (uint32_t at = 0; at <= SYMBOLS; at++) {
    rules_match_at(&rules, &row, at, out, 4);
  }
  rule_capture(&rules, "y");
}

static void ask(const Pack *pack, Arena *arena) {
  uint32_t numbers[SYMBOLS], n;
  TagSet tags[SYMBOLS];
  TagValue value;
  Str *paths;
  size_t known = sizeof words / sizeof *words;
  int q = pack_tag(pack, "q");
  for (uint32_t i = 0; i < SYMBOLS; i++) {
    numbers[i] = pack_word(pack, str_of(words[(i * 5 + i / 8) % known]));
    tags[i] = *pack_word_tags(pack, numbers[i]);
    pack_word_text(pack, numbers[i] + i);
    pack_word_value(pack, numbers[i], q, &value);
    pack_phrase_starts(pack, numbers[i]);
  }
  for (uint32_t i = 0; i < SYMBOLS; i++) {
    for (int tag = -1; tag < 12; tag++) {
      if (pack_phrase(pack, numbers + i, SYMBOLS - i, tag, &value) > SYMBOLS - i) {
        abort();
      }
    }
  }
  pack_file(pack, "wording/a");
  pack_files(pack, "", arena, &paths, &n);
  match(pack, "test", numbers, tags, arena);
  match(pack, "", numbers, tags, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena;
  Pack pack;
  Status status;
  Str from = {(const char *)data, size};
  bool raw = size >= sizeof(PackHead) && str_starts(from, "ACCPACK\n");
  if (!raw) {
    from = sound_pack();
  }
  char *blob = malloc(from.n);
  if (!blob) {
    return 0;
  }
  memcpy(blob, from.p, from.n);
  if (raw) {
    ((PackHead *)(void *)blob)->size = (uint32_t)size;
  }
  for (size_t i = 0; !raw && i + 2 < size; i += 3) {
    blob[(data[i] | (size_t)data[i + 1] << 8) % from.n] = (char)data[i + 2];
  }
  arena_init(&arena);
  if (pack_open((Str){blob, from.n}, &pack, &status) == STATUS_OK) {
    ask(&pack, &arena);
  }
  arena_release(&arena);
  free(blob);
  return 0;
}

/* Packs: lexicon files to words, tags, values and phrases; errors; the same bytes whatever the
   order of the files; damage. */
#include "lang/pack.h"

#include <stdio.h>
#include <stdlib.h>

#include "lang/pack_build.h"
#include "lang/pack_format.h"

static uint32_t word_of(const Pack *pack, const char *word) {
  return pack_word(pack, str_of(word));
}

static bool has(const Pack *pack, const char *word, const char *tag) {
  return tagset_has(pack_word_tags(pack, word_of(pack, word)), pack_tag(pack, tag));
}

static void words(void **state) {
  (void)state;
  Arena arena;
  TagValue value;
  arena_init(&arena);
  Pack pack =
      pack_of(&arena,
              "# a comment\n\nTwelve\tnumber=12 exact  # a dozen\n"
              "minus\tnumber=-3\r\nthe\tdet\nthe\tdet word\nname\tlong=\"two words\" key=a=b\n"
              "%\tunit=percent\n",
              "");
  assert_string_equal(pack.name, "xx 1.0");
  assert_int_equal(strlen(pack.hash), 71);
  assert_int_not_equal(word_of(&pack, "twelve"), 0);
  assert_int_equal(word_of(&pack, "Twelve"), 0); /* words are asked for folded */
  assert_int_equal(word_of(&pack, "thirteen"), 0);
  assert_int_equal(word_of(&pack, ""), 0);
  assert_str(pack_word_text(&pack, word_of(&pack, "twelve")), "twelve");
  assert_str(pack_word_text(&pack, 0), "");
  assert_str(pack_word_text(&pack, 1000), "");
  assert_true(has(&pack, "twelve", "number"));
  assert_true(has(&pack, "twelve", "exact"));
  assert_false(has(&pack, "twelve", "det"));
  assert_true(has(&pack, "the", "det") && has(&pack, "the", "word"));
  assert_int_equal(pack_tag(&pack, "nothing"), -1);
  assert_false(has(&pack, "the", "nothing"));
  assert_true(pack_word_value(&pack, word_of(&pack, "twelve"), pack_tag(&pack, "number"), &value));
  assert_true(value.is_number);
  assert_int_equal(value.number, 12);
  assert_str(value.text, "12");
  assert_true(pack_word_value(&pack, word_of(&pack, "twelve"), pack_tag(&pack, "exact"), &value));
  assert_false(value.is_number);
  assert_str(value.text, "");
  assert_true(pack_word_value(&pack, word_of(&pack, "minus"), pack_tag(&pack, "number"), &value));
  assert_int_equal(value.number, -3);
  assert_true(pack_word_value(&pack, word_of(&pack, "name"), pack_tag(&pack, "long"), &value));
  assert_str(value.text, "two words");
  assert_true(pack_word_value(&pack, word_of(&pack, "name"), pack_tag(&pack, "key"), NULL));
  assert_true(pack_word_value(&pack, word_of(&pack, "%"), pack_tag(&pack, "unit"), &value));
  assert_str(value.text, "percent");
  assert_false(pack_word_value(&pack, word_of(&pack, "the"), pack_tag(&pack, "number"), &value));
  assert_false(pack_word_value(&pack, 0, pack_tag(&pack, "number"), NULL));
  assert_false(pack_word_value(&pack, word_of(&pack, "the"), -1, &value));
  arena_release(&arena);
}

/* pack_phrase at the words of a text. */
static uint32_t phrase(const Pack *pack, const char *text, const char *tag, TagValue *value) {
  uint32_t numbers[16], n = 0;
  Str rest = str_of(text);
  while (rest.n) {
    numbers[n++] = pack_word(pack, str_split(rest, ' ', &rest));
  }
  return pack_phrase(pack, numbers, n, pack_tag(pack, tag), value);
}

static void phrases(void **state) {
  (void)state;
  Arena arena;
  TagValue value;
  arena_init(&arena);
  Pack pack =
      pack_of(&arena,
              "at least\tbound=low hedge\nat the very least\tbound=lowest\nat\tprep bound=none\n"
              "at least some\thedge\n10-year-old\tage\ndon't know\tverb\n",
              "");
  assert_int_equal(phrase(&pack, "at least twelve", "bound", &value), 2);
  assert_str(value.text, "low");
  assert_int_equal(phrase(&pack, "at the very least", "bound", &value), 4);
  assert_str(value.text, "lowest");
  assert_int_equal(phrase(&pack, "at the very best", "bound", &value), 1);
  assert_str(value.text, "none");
  assert_int_equal(phrase(&pack, "at least some", "hedge", NULL), 3);
  assert_int_equal(phrase(&pack, "at least some", "bound", &value),
                   2); /* the longest with the tag */
  assert_int_equal(phrase(&pack, "at", "prep", NULL), 1);
  assert_int_equal(phrase(&pack, "least at", "prep", &value), 0);
  assert_int_equal(phrase(&pack, "unheard at least", "bound", &value), 0);
  assert_int_equal(phrase(&pack, "", "bound", &value), 0);
  assert_int_equal(phrase(&pack, "at least", "nothing", &value), 0);
  assert_int_equal(phrase(&pack, "10 - year - old boy", "age", &value), 5);
  assert_int_equal(phrase(&pack, "do n't know", "verb", &value), 3);
  const TagSet *starts = pack_phrase_starts(&pack, word_of(&pack, "at"));
  assert_true(tagset_has(starts, pack_tag(&pack, "hedge")));
  assert_false(tagset_has(starts, pack_tag(&pack, "prep"))); /* of the single word only */
  assert_false(
      tagset_has(pack_phrase_starts(&pack, word_of(&pack, "least")), pack_tag(&pack, "bound")));
  arena_release(&arena);
}

static void forms(void **state) {
  (void)state;
  Arena arena;
  TagValue value;
  arena_init(&arena);
  Pack pack = pack_of(&arena,
                      "%verbs\n# verbs\nkill\tkills killing killed killed\tharm=killed\n"
                      "carry out\tcarries_out carrying_out carried_out carried_out\tdo\n"
                      "beware\t- - - -\t\n",
                      "");
  assert_true(has(&pack, "kill", "v.base") && !has(&pack, "kill", "v.s"));
  assert_true(has(&pack, "kills", "v.s") && has(&pack, "killing", "v.ing"));
  assert_true(has(&pack, "killed", "v.past") && has(&pack, "killed", "v.part"));
  assert_true(pack_word_value(&pack, word_of(&pack, "killing"), pack_tag(&pack, "harm"), &value));
  assert_str(value.text, "killed");
  assert_int_equal(phrase(&pack, "carried out", "do", NULL), 2);
  assert_int_equal(phrase(&pack, "carry out", "v.base", NULL), 2);
  assert_true(has(&pack, "beware", "v.base"));
  assert_int_equal(word_of(&pack, "-"), 0);
  Pack nouns = pack_of(&arena,
                       "%nouns\nchild\tchildren\tperson\nfamily member\tfamily members\tperson\n"
                       "police\t-\t\n",
                       "");
  assert_true(has(&nouns, "child", "n.sg") && has(&nouns, "children", "n.pl"));
  assert_true(has(&nouns, "children", "person") && !has(&nouns, "children", "n.sg"));
  assert_int_equal(phrase(&nouns, "family members", "n.pl", NULL), 2);
  assert_true(has(&nouns, "police", "n.sg"));
  arena_release(&arena);
}

static void files(void **state) {
  (void)state;
  Arena arena;
  Str *paths;
  uint32_t n;
  arena_init(&arena);
  const TestFile sources[] = {DESCRIPTION,
                              {"xx/blocks/plain.tsv", "a\n"},
                              {"xx/blocks/html.tsv", ""},
                              {"wording/xx/report.tsv", "w\n"},
                              {"measures.tsv", "m\n"}};
  PackBuild build;
  Pack pack;
  build_files(&arena, sources, 5, &build);
  assert_int_equal(build.problems.n, 0);
  assert_str(build.version, "1.0");
  assert_int_equal(pack_open(build.blob, &pack, NULL), STATUS_OK);
  assert_int_equal(pack_verify(&pack, NULL), STATUS_OK);
  assert_string_equal(pack.hash, build.hash);
  assert_str(pack_file(&pack, "blocks/plain.tsv"), "a\n");
  assert_str(pack_file(&pack, "blocks/html.tsv"), "");
  assert_str(pack_file(&pack, "wording/xx/report.tsv"), "w\n");
  assert_str(pack_file(&pack, "measures.tsv"), "m\n");
  assert_str(pack_file(&pack, "blocks"), "");
  assert_str(pack_file(&pack, "xx/pack.tsv"), "");
  pack_files(&pack, "blocks/", &arena, &paths, &n);
  assert_int_equal(n, 2);
  assert_str(paths[0], "blocks/html.tsv");
  assert_str(paths[1], "blocks/plain.tsv");
  pack_files(&pack, "x", &arena, &paths, &n);
  assert_int_equal(n, 0);
  arena_release(&arena);
}

/* ---------------------------------------------------------------------------- problems */

static void check_problems(const char *path, const char *text, const char *expected) {
  Arena arena;
  arena_init(&arena);
  const TestFile sources[] = {DESCRIPTION, {path, text}};
  const char *got = problems_of(&arena, sources, 2);
  if (strcmp(got, expected) != 0) {
    fail_msg("got\n%sexpected\n%s", got, expected);
  }
  arena_release(&arena);
}

static void problems(void **state) {
  (void)state;
  check_problems("xx/lexicon/a.tsv", "twelve number=12\nok\ttag\nthe\t\nthe\t # no tag\n\ttag\n",
                 "xx/lexicon/a.tsv:1: expected phrase TAB tags, found \"twelve number=12\"\n"
                 "xx/lexicon/a.tsv:3: \"the\" has no tag: expected phrase TAB tags\n"
                 "xx/lexicon/a.tsv:4: \"the\" has no tag: expected phrase TAB tags\n"
                 "xx/lexicon/a.tsv:5: expected phrase TAB tags, found \"\ttag\"\n");
  check_problems("xx/lexicon/a.tsv", "a\ttag!\nb\tx=\nc\tx=\"a\nd\t=1\n",
                 "xx/lexicon/a.tsv:1: \"tag!\" is no tag: expected letters, digits, . _ and -\n"
                 "xx/lexicon/a.tsv:2: expected a value behind x=\n"
                 "xx/lexicon/a.tsv:3: the value of x has a quotation mark inside: expected \"…\"\n"
                 "xx/lexicon/a.tsv:4: \"\" is no tag: expected letters, digits, . _ and -\n");
  check_problems("xx/lexicon/a.tsv", "%verb\nkill\tkills\n",
                 "xx/lexicon/a.tsv:1: \"%verb\" is unknown: expected %verbs or %nouns\n");
  check_problems("xx/lexicon/a.tsv", "a\tb\n%verbs\n",
                 "xx/lexicon/a.tsv:2: expected \"%verbs\" before all entries of the file\n");
  check_problems("xx/lexicon/a.tsv", "%verbs\nkill\tkills killed\tharm\nrun\n",
                 "xx/lexicon/a.tsv:2: \"kill\" has 2 forms: expected 4 in lemma TAB 3sg ing past "
                 "participle TAB tags\n"
                 "xx/lexicon/a.tsv:3: \"run\" has 0 forms: expected 4 in lemma TAB 3sg ing past "
                 "participle TAB tags\n");
  check_problems("xx/lexicon/a.tsv",
                 "ok\tt\nb\xFF"
                 "d\tt\n",
                 "xx/lexicon/a.tsv:2: expected UTF-8, found another byte\n");
  check_problems("xx/lexicon/a.txt", "",
                 "xx/lexicon/a.txt:0: expected a file NAME.tsv in lexicon/\n");
  check_problems("xx/rules/a.tsv", "", "xx/rules/a.tsv:0: expected a file SET.rules in rules/\n");
}

static void problem_values(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const TestFile sources[] = {DESCRIPTION,
                              {"xx/lexicon/a.tsv", "At Least\tq=low\n"},
                              {"xx/lexicon/b.tsv", "\nat least\tother q\nat  least\tq=high\n"}};
  assert_string_equal(problems_of(&arena, sources, 3),
                      "xx/lexicon/b.tsv:3: \"at  least\" has the value high for q, and low at "
                      "xx/lexicon/a.tsv:1: expected one\n");
  const TestFile none[] = {{"xx/lexicon/a.tsv", "a\tb\n"}};
  assert_string_equal(problems_of(&arena, none, 1),
                      "xx/pack.tsv:0: expected this file, with name and version\n");
  const TestFile other[] = {{"xx/pack.tsv", "name\tyy\nsize\t3\n"}};
  assert_string_equal(problems_of(&arena, other, 1),
                      "xx/pack.tsv:0: expected a line \"name TAB xx\" (its folder) and a line "
                      "\"version TAB …\"\n"
                      "xx/pack.tsv:2: expected name TAB … or version TAB … (at most 23 bytes)\n");
  const TestFile frequency[] = {DESCRIPTION,
                                {"xx/frequency.tsv", "# of texts\nb\t1001\nc\t5\nb\t7\n"},
                                {"xx/lexicon/a.tsv", "a\tb\n"}};
  assert_string_equal(problems_of(&arena, frequency, 3),
                      "xx/frequency.tsv:2: expected tag TAB number of sentences in a thousand\n");
  const TestFile unknown[] = {DESCRIPTION, {"xx/frequency.tsv", "b\t7\nc\t5\n"},
                              {"xx/lexicon/a.tsv", "a\tb\n"}};
  assert_string_equal(problems_of(&arena, unknown, 3),
                      "xx/frequency.tsv:2: no word or rule has the tag c\n");
  const TestFile twice[] = {DESCRIPTION, {"xx/a.tsv", ""}, {"a.tsv", ""}};
  assert_string_equal(problems_of(&arena, twice, 3),
                      "a.tsv:0: two files have this path, under data/ "
                      "and under the language's folder\n");
  arena_release(&arena);
}

static void too_many_tags(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  const char *text = "";
  for (int i = 0; i <= PACK_TAGS; i++) {
    text = arena_printf(&arena, "%sw\tt%d\n", text, i);
  }
  const TestFile sources[] = {DESCRIPTION, {"xx/lexicon/a.tsv", text}};
  assert_string_equal(
      problems_of(&arena, sources, 2),
      "xx/lexicon/a.tsv:513: tag \"t512\" is one too many: all files together may use "
      "512\n");
  arena_release(&arena);
}

/* ---------------------------------------------------------------------------- bytes */

static void same_bytes(void **state) {
  (void)state;
  Arena arena;
  PackBuild one, two, split;
  arena_init(&arena);
  const TestFile in_order[] = {DESCRIPTION,
                               {"xx/lexicon/a.tsv", "zebra\tanimal\nat least\tq=low\n"},
                               {"xx/lexicon/b.tsv", "ant\tanimal small\nat\tprep\n"},
                               {"xx/rules/a.rules", "rule r\n match <animal> x:ant\n"},
                               {"xx/rules/b.rules", "rule r\n match zebra\n"},
                               {"wording/xx/a.tsv", "a"}};
  TestFile shuffled[6];
  for (int i = 0; i < 6; i++) {
    shuffled[i] = in_order[(i * 5 + 3) % 6];
  }
  const TestFile moved[] = {DESCRIPTION,
                            {"xx/lexicon/one.tsv",
                             "at\tprep\nant\tsmall\nant\tanimal\n"
                             "at least\tq=low\nzebra\tanimal\n"},
                            in_order[3],
                            in_order[4],
                            in_order[5]};
  build_files(&arena, in_order, 6, &one);
  build_files(&arena, shuffled, 6, &two);
  build_files(&arena, moved, 5, &split);
  assert_int_equal(one.problems.n, 0);
  assert_true(str_equal(one.blob, two.blob));
  assert_true(str_equal(one.blob, split.blob));
  assert_string_equal(one.hash, two.hash);
  arena_release(&arena);
}

static void damage(void **state) {
  (void)state;
  Arena arena;
  Status status = {0};
  Pack pack, other;
  arena_init(&arena);
  pack = pack_of(&arena, "at least\tq=low\n", "rule r\n match at least\n");
  size_t n = pack.blob.n;
  char *copy = arena_alloc(&arena, n + 8);
  memcpy(copy, pack.blob.p, n);
  PackHead *head = (PackHead *)(void *)copy;
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_OK);
  assert_int_equal(pack_open((Str){copy, n - 1}, &other, &status), STATUS_FORMAT);
  assert_int_equal(status.at, offsetof(PackHead, size));
  assert_int_equal(pack_open((Str){copy, 10}, &other, &status), STATUS_FORMAT);
  assert_int_equal(pack_open((Str){"", 0}, &other, &status), STATUS_FORMAT);
  memcpy(copy + 4, pack.blob.p, n);
  assert_int_equal(pack_open((Str){copy + 4, n}, &other, &status), STATUS_FORMAT);
  memcpy(copy, pack.blob.p, n);
  head->reader = PACK_READER + 1;
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_FORMAT);
  assert_non_null(strstr(status.message, "needs reader 10"));
  head->reader = PACK_READER;
  head->section[SECTION_WORDS].size += 8;
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_FORMAT);
  head->section[SECTION_WORDS].size -= 8;
  head->section[SECTION_PAIRS].size -= 8; /* asked without a look at its size */
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_FORMAT);
  head->section[SECTION_PAIRS].size += 8;
  head->section[SECTION_CODE].offset = (uint32_t)n;
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_FORMAT);
  memcpy(copy, pack.blob.p, n);
  copy[n - 1] ^= 1;
  assert_int_equal(pack_open((Str){copy, n}, &other, &status), STATUS_OK);
  assert_int_equal(pack_verify(&other, &status), STATUS_FORMAT);
  arena_release(&arena);
}

/* ---------------------------------------------------------------------------- the project's own */

static void embedded(void **state) {
  (void)state;
  Arena arena;
  PackSources sources = {0};
  PackBuild build;
  Status status = {0};
  Pack pack;
  arena_init(&arena);
  assert_int_equal(pack_open(pack_embedded(), &pack, &status), STATUS_OK);
  assert_int_equal(pack_verify(&pack, &status), STATUS_OK);
  assert_int_equal(pack_sources_read(SOURCE_ROOT "/data", "en", &arena, &sources, &status),
                   STATUS_OK);
  assert_true(sources.folders.n > 2);
  pack_compile(&sources, "en", &arena, &build);
  assert_int_equal(build.problems.n, 0);
  assert_true(has(&pack, "killed", "v.part") && has(&pack, "said", "v.past"));
  assert_true(has(&pack, "the", "det") && has(&pack, "dr", "title"));
  assert_int_equal(pack_sources_read(SOURCE_ROOT "/data", "zz", &arena, &sources, &status),
                   STATUS_NOT_FOUND);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),         cmocka_unit_test(phrases),
      cmocka_unit_test(forms),         cmocka_unit_test(files),
      cmocka_unit_test(problems),      cmocka_unit_test(problem_values),
      cmocka_unit_test(too_many_tags), cmocka_unit_test(same_bytes),
      cmocka_unit_test(damage),        cmocka_unit_test(embedded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "profile/sketch.h"

#include <stdio.h>

#include "base/digest.h"
#include "support.h"

static Arena arena;

static uint32_t hash_of(const char *word, bool name) {
  uint32_t hash = (uint32_t)(hash64(str_of(word), 0) >> 40);
  return name ? hash | SKETCH_NAME : hash & ~(uint32_t)SKETCH_NAME;
}

static uint32_t count_of(const SketchWords *words, const char *word, bool name) {
  for (uint32_t i = 0; i < words->n; i++) {
    if (words->v[i].hash == hash_of(word, name)) {
      return words->v[i].count;
    }
  }
  return 0;
}

static void read(const char *text, const Span *without, uint32_t n, SketchWords *words) {
  sketch_words(&arena, str_of(text), without, n, words);
  for (uint32_t i = 1; i < words->n; i++) {
    assert_true(words->v[i - 1].hash < words->v[i].hash);
  }
}

static void test_words_and_names(void **state) {
  (void)state;
  SketchWords words;
  read("The ferry left Ostwick. Ostwick, the mayor of Ostwick said, waits for \303\211lise; the "
       "ferry is late",
       NULL, 0, &words);
  assert_int_equal(count_of(&words, "the", false), 3);
  assert_int_equal(count_of(&words, "ferry", false), 2);
  assert_int_equal(count_of(&words, "ostwick", false), 3);
  assert_int_equal(count_of(&words, "ostwick", true), 2); /* once a sentence begins with it */
  assert_int_equal(count_of(&words, "\303\251lise", true), 1);
  assert_int_equal(count_of(&words, "late", false), 1); /* at the text's end */
  assert_int_equal(count_of(&words, "of", false), 0);
  assert_int_equal(words.n, 12);
}

/* Words of every length, at the text's end and before what parts words. */
static void test_lengths(void **state) {
  (void)state;
  for (size_t n = 1; n <= 70; n++) {
    char word[80], text[200];
    SketchWords words;
    memset(word, 'q', n);
    word[n] = 0;
    snprintf(text, sizeof text, "%s-%s", word, n < 20 ? word : "");
    read(text, NULL, 0, &words);
    assert_int_equal(count_of(&words, word, false), n < 3 || n > 64 ? 0 : n < 20 ? 2 : 1);
  }
}

static void test_what_is_left_out(void **state) {
  (void)state;
  SketchWords words;
  Span without[] = {{4, 8}, {20, 90}};
  read("one two three four five six", without, 2, &words);
  assert_int_equal(count_of(&words, "one", false), 1);
  assert_int_equal(count_of(&words, "two", false), 0);
  assert_int_equal(count_of(&words, "four", false), 1);
  assert_int_equal(count_of(&words, "six", false), 0);
  read("", NULL, 0, &words);
  assert_int_equal(words.n, 0);
}

static void test_written_and_read(void **state) {
  (void)state;
  SketchWords words, again;
  read("a river, the river and the town of Brell by the river", NULL, 0, &words);
  sketch_read(&arena, sketch_write(&arena, &words), &again);
  assert_int_equal(again.n, words.n);
  for (uint32_t i = 0; i < words.n; i++) {
    assert_int_equal(again.v[i].hash, words.v[i].hash);
    assert_int_equal(again.v[i].count, words.v[i].count);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_and_names),
      cmocka_unit_test(test_lengths),
      cmocka_unit_test(test_what_is_left_out),
      cmocka_unit_test(test_written_and_read),
  };
  arena_init(&arena);
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  arena_release(&arena);
  return failed;
}

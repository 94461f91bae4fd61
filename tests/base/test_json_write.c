#include "base/json_write.h"
#include "support.h"

typedef struct Writing {
  Buffer buffer;
  Json j;
} Writing;

static Writing *begin(void) {
  static Writing w;
  buffer_init(&w.buffer);
  json_begin(&w.j, &w.buffer);
  return &w;
}

static void assert_written(Writing *w, const char *expected) {
  assert_false(w->buffer.failed);
  assert_string_equal(w->buffer.p, expected);
  buffer_release(&w->buffer);
}

static void test_commas(void **state) {
  (void)state;
  Writing *w = begin();
  Json *j = &w->j;
  json_object(j);
  json_key(j, "a");
  json_integer(j, INT64_MIN);
  json_key(j, "b");
  json_array(j);
  json_array(j);
  json_end(j);
  json_object(j);
  json_end(j);
  json_null(j);
  json_bool(j, true);
  json_bool(j, false);
  json_end(j);
  json_key(j, "c");
  json_span(j, (Span){3, 9});
  json_end(j);
  json_line(j);
  json_array(j);
  json_end(j);
  json_line(j);
  assert_written(w, "{\"a\":-9223372036854775808,\"b\":[[],{},null,true,false],\"c\":[3,9]}\n[]\n");
}

static void test_null(void **state) {
  (void)state;
  Writing *w = begin();
  json_array(&w->j);
  json_text(&w->j, NULL);
  json_word(&w->j, NULL);
  json_word(&w->j, "clear");
  json_text(&w->j, "");
  json_str(&w->j, (Str){NULL, 0});
  json_str_or_null(&w->j, (Str){NULL, 0});
  json_str_or_null(&w->j, str_lit("x"));
  json_end(&w->j);
  assert_written(w, "[null,null,\"clear\",\"\",\"\",null,\"x\"]");
}

static void assert_string(Str s, const char *expected) {
  Writing *w = begin();
  json_str(&w->j, s);
  assert_written(w, expected);
}

static void test_escapes(void **state) {
  (void)state;
  assert_string(str_lit("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
  assert_string(str_lit("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"");
  assert_string((Str){"\0\x01\x1f\x7f", 4}, "\"\\u0000\\u0001\\u001f\\u007f\"");
  assert_string(str_lit("caf\xc3\xa9 \xf0\x9f\x98\x80"), "\"caf\xc3\xa9 \xf0\x9f\x98\x80\"");
  assert_string(str_lit("\xef\xbf\xbd"), "\"\xef\xbf\xbd\"");
}

/* What needs an escape, at every place of strings of every short length. */
static void test_an_escape_anywhere(void **state) {
  (void)state;
  for (size_t n = 1; n <= 20; n++) {
    for (size_t at = 0; at < n; at++) {
      char text[20], expected[32];
      size_t length = 0;
      memset(text, 'x', n);
      text[at] = '\n';
      expected[length++] = '"';
      for (size_t i = 0; i < n; i++) {
        memcpy(expected + length, i == at ? "\\n" : "x", i == at ? 2 : 1);
        length += i == at ? 2 : 1;
      }
      memcpy(expected + length, "\"", 2);
      assert_string((Str){text, n}, expected);
    }
  }
}

static void test_invalid_bytes(void **state) {
  (void)state;
  assert_string(str_lit("a\xff" "b"), "\"a\xef\xbf\xbd" "b\"");
  assert_string(str_lit("\xc3"), "\"\xef\xbf\xbd\"");
  assert_string(str_lit("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  /* A cut sequence of three bytes, as long as U+FFFD itself. */
  assert_string(str_lit("\xf0\x9f\x98"), "\"\xef\xbf\xbd\"");
  assert_string(str_lit("\xe2\x82\""), "\"\xef\xbf\xbd\\\"\"");
}

static void test_numbers(void **state) {
  (void)state;
  Writing *w = begin();
  json_array(&w->j);
  json_decimal(&w->j, (Decimal){12345, 3});
  json_decimal(&w->j, (Decimal){-5, 1});
  json_micro(&w->j, 40377000);
  json_micro(&w->j, -500000);
  json_micro(&w->j, 1);
  json_micro(&w->j, 0);
  json_end(&w->j);
  assert_written(w, "[12.345,-0.5,40.377,-0.5,0.000001,0]");
}

static void test_depth(void **state) {
  (void)state;
  Writing *w = begin();
  for (int i = 0; i < 60; i++) {
    json_array(&w->j);
  }
  for (int i = 0; i < 60; i++) {
    json_integer(&w->j, 1);
    json_end(&w->j);
  }
  assert_false(w->buffer.failed);
  assert_int_equal(w->buffer.n, 60 * 2 + 60 + 59);
  json_end(&w->j);
  assert_true(w->buffer.failed); /* nothing was open */
  buffer_clear(&w->buffer);
  json_begin(&w->j, &w->buffer);
  for (int i = 0; i < 1000; i++) {
    json_object(&w->j);
    json_key(&w->j, "x");
  }
  assert_true(w->buffer.failed);
  buffer_release(&w->buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_commas),        cmocka_unit_test(test_null),
      cmocka_unit_test(test_escapes),       cmocka_unit_test(test_invalid_bytes),
      cmocka_unit_test(test_numbers),       cmocka_unit_test(test_depth),
      cmocka_unit_test(test_an_escape_anywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

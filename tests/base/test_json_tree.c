/* JSON tree: what is plain is read, all else is left to a full parser. */
#include "base/json_tree.h"
#include "support.h"

#include <stdlib.h>

static TreeNode *tree(Arena *arena, const char *line) {
  return json_tree_read(str_of(line), arena);
}

static void plain_lines(void **state) {
  Arena arena;
  jmp_buf jump;
  (void)state;
  arena_init(&arena);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  const TreeNode *t = tree(&arena, " {\"a\":\"x\\n\\u00e9\\\"y\", \"n\":-12,\"r\":-1.50,\"l\":[1,[],{}],\"t\":true,"
                                   "\"f\":false,\"z\":null,\"\":\"\",\"g\":\"\xc3\xa9tage \xf0\x9f\x98\x80\"} ");
  assert_non_null(t);
  assert_int_equal(t->count, 9);
  assert_true(str_is(tree_member(t, str_lit("a"))->text, "x\n\xc3\xa9\"y"));
  assert_int_equal(tree_member(t, str_lit("n"))->whole, -12);
  assert_true(tree_member(t, str_lit("r"))->real == -1.5);
  assert_int_equal(tree_member(t, str_lit("l"))->count, 3);
  assert_int_equal(tree_member(t, str_lit("l"))->first->next->kind, TREE_ARRAY);
  assert_int_equal(tree_member(t, str_lit("t"))->kind, TREE_TRUE);
  assert_int_equal(tree_member(t, str_lit("f"))->kind, TREE_FALSE);
  assert_int_equal(tree_member(t, str_lit("z"))->kind, TREE_NULL);
  assert_int_equal(tree_member(t, str_lit(""))->kind, TREE_STRING);
  assert_true(str_is(tree_member(t, str_lit("g"))->text, "\xc3\xa9tage \xf0\x9f\x98\x80"));
  assert_null(tree_member(t, str_lit("b")));
  assert_non_null(tree(&arena, "{}"));
  assert_int_equal(tree(&arena, "{\"a\":999999999999999}")->first->whole, INT64_C(999999999999999));
  assert_true(tree(&arena, "{\"a\":0.1}")->first->real == 0.1);
  assert_true(tree(&arena, "{\"a\":35.689198}")->first->real == 35.689198);
  arena_release(&arena);
}

static void left_to_others(void **state) {
  static const char *const lines[] = {
      "", " ", "[]", "1", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":1}}", "{\"a\":01}",
      "{\"a\":-}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e3}", "{\"a\":9999999999999999}", "{\"a\":1,\"a\":2}",
      "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\",
      "{\"a\":\"\x01\"}", "{\"a\":\"b\\n\x01\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\xc3\"}", "{\"a\":tru}",
      "{\"a\":truex}", "{\"a\":[1 2]}", "{a:1}", "{\"a\":\"b", "{\"a\":0.1234567890123456}",
  };
  Arena arena;
  jmp_buf jump;
  char deep[300] = "{\"a\":";
  (void)state;
  arena_init(&arena);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    assert_null(tree(&arena, lines[i]));
  }
  memset(deep + 5, '[', 100);
  memset(deep + 105, ']', 100);
  deep[205] = '}';
  assert_null(tree(&arena, deep));
  arena_release(&arena);
}

/* Of any bytes, also such as end in the middle of something. */
static void every_beginning(void **state) {
  static const char line[] = "{\"id\":\"c-0\",\"q\":\"a\\\"b\\u0041\",\"span\":[1,22],\"o\":{\"n\":-1.25,\"z\":null}}";
  Arena arena;
  jmp_buf jump;
  (void)state;
  arena_init(&arena);
  assert_int_equal(arena_guard(&arena, &jump), 0);
  for (size_t n = 0; n < sizeof line; n++) {
    char *cut = malloc(n ? n : 1); /* so that a sanitizer sees what is read behind it */
    memcpy(cut, line, n);
    TreeNode *t = json_tree_read((Str){cut, n}, &arena);
    assert_true((t != NULL) == (n == sizeof line - 1));
    free(cut);
  }
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(plain_lines), cmocka_unit_test(left_to_others),
                                     cmocka_unit_test(every_beginning)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

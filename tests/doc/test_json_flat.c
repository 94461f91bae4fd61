/* What json_flat_read is sure of, the JSON library reads alike; what it is not sure of it leaves. */
#include "doc/json_flat.h"

#include <jansson.h>

#include "../support.h"

static const char *const LINES[] = {
    "{\"id\":\"a\",\"text\":\"Snow fell on Orsa.\"}",
    " {\t\"id\" : \"b\" , \"text\" : \"eight or more bytes, \\\"quoted\\\" and \\\\ and \\/\" } ",
    "{\"id\":\"c\",\"text\":\"\\b\\f\\n\\r\\t \\u00e9\\u2019\\u20AC end\",\"n\":[1,{\"x\":2}]}",
    "{\"id\":\"\xC3\xA9t\xC3\xA9\",\"text\":\"caf\xC3\xA9 \xE2\x82\xAC 12,50 and more\",\"k\":null}",
    "{\"id\":\"d\",\"text\":\"\",\"k\":-120,\"t\":true,\"f\":false}",
    "{\"id\":\"e\",\"text\":\"first\",\"text\":\"second\",\"k\":0}",
    "{\"id\":\"f\",\"text\":\"pair \\ud83d\\ude00\",\"k\":1.5}",
    "{\"id\":\"g\",\"text\":\"nothing \\u0000 here\",\"k\":123456789012345}",
    "{\"id\":\"h\",\"text\":\"broken \xC3 byte\",\"k\":\"v\"}",
    "{}",
    "[\"id\"]",
    "{\"id\":\"i\",\"text\":\"unfinished",
    "{\"id\":\"j\",\"text\":\"control \x01 byte\"}",
    "{\"id\":\"k\",\"k\":-0}",
    "{\"id\":\"l\",\"k\":01}",
    "{\"id\":\"m\",}",
    "{\"id\":\"n\"} more",
};

static void compare(Str line, const Str *names, const FlatMember *members, uint32_t n) {
  json_t *object = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
  assert_non_null(object);
  for (uint32_t i = 0; i < n; i++) {
    const json_t *value = json_object_getn(object, names[i].p, names[i].n);
    const FlatMember *m = &members[i];
    if (m->kind == FLAT_STRING) {
      assert_true(json_is_string(value));
      assert_true(str_equal(m->text, (Str){json_string_value(value), json_string_length(value)}));
    } else if (m->kind == FLAT_WHOLE) {
      assert_true(json_is_integer(value) && json_integer_value(value) == atoll(m->text.p));
    } else if (m->kind == FLAT_OTHER) {
      assert_int_equal(m->null, json_is_null(value));
      assert_true(m->null || json_is_boolean(value));
    } else {
      assert_null(value);
    }
  }
  json_decref(object);
}

/* Reads the line; true if json_flat_read was sure of it. */
static bool check(Str line) {
  const Str names[] = {STR("id"), STR("text"), STR("k")};
  FlatMember members[3];
  char *exact = malloc(line.n + 1), *room = malloc(line.n * 2 + 64);
  memcpy(exact, line.p, line.n);
  bool sure = json_flat_read((Str){exact, line.n}, names, 3, room, members);
  if (sure) {
    compare(line, names, members, 3);
  }
  free(exact);
  free(room);
  return sure;
}

static void test_same_as_library(void **state) {
  (void)state;
  uint32_t sure = 0;
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
    sure += check(str_of(LINES[i]));
  }
  assert_int_equal(sure, 5);
}

/* Every line with one byte changed, and every line cut short. */
static void test_changed_bytes(void **state) {
  (void)state;
  static const char bytes[] = "\"\\{}:,u0\x80\xC3\n ";
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
    char line[200];
    size_t n = strlen(LINES[i]);
    assert_true(n < sizeof line);
    for (size_t at = 0; at < n; at++) {
      for (size_t b = 0; b < sizeof bytes; b++) {
        memcpy(line, LINES[i], n);
        line[at] = bytes[b];
        check((Str){line, n});
      }
      check((Str){line, at});
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_as_library),
      cmocka_unit_test(test_changed_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

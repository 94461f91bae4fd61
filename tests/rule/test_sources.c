#include "arena_fixture.h"

#include "rule/sources.h"

static void test_ranks(void **state) {
  (void)state;
  SourceRegister s;
  Status status = {0};
  Str csv = str_lit("rank,source,other,restricted\n3,\"Daily, the\",x,\n10,The Hospital,y,yes\n,Nobody,z,no\n");
  assert_int_equal(sources_read(csv, str_lit("f"), &arena, &s, &status), STATUS_OK);
  assert_int_equal(s.entries.n, 3);
  assert_true(source_find(&s, str_lit("the hospital"), &arena)->restricted);
  assert_null(source_find(&s, str_lit("hospital"), &arena));
  DocumentLine d = {.publisher = str_lit("DAILY, THE")};
  Source from = {.kind = SOURCE_NAMED, .words = {.text = str_lit("the hospital")}};
  Claim c = {.kind = CLAIM_FIGURE};
  assert_str(source_rank(&s, &c, &d, &arena), "3");
  c.source = (Source){.kind = SOURCE_NAMED, .words = {.text = str_lit("nobody")}};
  assert_str(source_rank(&s, &c, &d, &arena), "3");
  c.source.from = &from;
  assert_str(source_rank(&s, &c, &d, &arena), "10");
  d.publisher = (Str){NULL, 0};
  c.source.from = NULL;
  assert_null(source_rank(&s, &c, &d, &arena).p);
}

static void refused(const char *csv, const char *message) {
  SourceRegister s;
  Status status = {0};
  assert_int_equal(sources_read(str_of(csv), str_lit("f"), &arena, &s, &status), STATUS_FORMAT);
  assert_string_equal(status.message, message);
}

static void test_mistakes(void **state) {
  (void)state;
  refused("name,rank\n", "f:1: expected a header with source, and perhaps kind, affiliation, party, access,"
                         " language, note, rank, restricted and also");
  refused("source,source\n", "f:1: expected each column once, not \"source\"");
  refused("source,rank\na,1\n,2\n", "f:3: expected the name of a source");
  refused("source,rank\na,-1\n",
          "f:2: expected a whole number from 0 to 1000000 as rank (higher: more reputable), or nothing, not \"-1\"");
  refused("source,restricted\na,perhaps\n", "f:2: expected yes, no or nothing as restricted, not \"perhaps\"");
  refused("source,rank\na,1\nb,1\nA,2\n", "f:4: expected each source once, not \"A\"");
  refused("source,rank\na\n", "f:2: expected as many fields as the header has");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_ranks, setup, teardown),
      cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

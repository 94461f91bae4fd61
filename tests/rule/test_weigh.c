#include "rule/weigh.h"
#include "rule_support.h"
#include "arena_fixture.h" /* behind it: its arguments are called arena too */

static const RuleWeights weights = {FIXED_RATIO(8, 10), FIXED_RATIO(8, 10), FIXED_RATIO(2, 10), 10,
                                    16};

static void weigh_of(const char *csv, const Hierarchy *hierarchy, RowTable *table,
                     Weighing *weighing) {
  table_of(csv, &arena, table);
  weigh(table, &weights, hierarchy, &arena, weighing);
}

static Str chosen(const RowTable *table, const Weighing *weighing, uint32_t object) {
  return table->rows.v[weighing->objects.v[object].row].field[ROW_VALUE];
}

enum { OBJECTS = 60, ALONE = 6, COPIERS = 5 };

static uint32_t chance(uint32_t *state, uint32_t below) {
  *state = *state * 1664525 + 1013904223;
  return (*state >> 16) % below;
}

/* Six sources that look for themselves and are right four times in five; one that is wrong three
   times in five, and four that copy it. "right" is right; wrong values are numbers. */
static const char *copies(void) {
  char *csv = arena_alloc(&arena, 65536);
  uint32_t state = 7;
  strcpy(csv, "object,source,value\n");
  for (int i = 0; i < OBJECTS; i++) {
    for (int s = 0; s < ALONE; s++) {
      uint32_t wrong = chance(&state, 10);
      const char *value = chance(&state, 5) ? "right" : arena_printf(&arena, "%u", wrong);
      strcat(csv, arena_printf(&arena, "day %02d,alone %d,%s\n", i, s, value));
    }
    uint32_t wrong = chance(&state, 10);
    const char *value = chance(&state, 5) < 2 ? "right" : arena_printf(&arena, "%u", wrong);
    for (int s = 0; s < COPIERS; s++) {
      strcat(csv, arena_printf(&arena, "day %02d,copy %d,%s\n", i, s, value));
    }
  }
  return csv;
}

/* Objects of which most rows say what is right. */
static uint32_t right_by_vote(const RowTable *table, const Weighing *weighing) {
  uint32_t right = 0;
  for (uint32_t i = 0; i < weighing->objects.n; i++) {
    uint32_t most = 0, rights = 0;
    for (uint32_t r = weighing->objects.v[i].first, n; r < weighing->objects.v[i].end; r += n) {
      Str value = table->rows.v[r].field[ROW_VALUE];
      for (n = 1; r + n < weighing->objects.v[i].end &&
                  str_equal(table->rows.v[r + n].field[ROW_VALUE], value);
           n++) {
      }
      most = n > most ? n : most;
      rights = str_is(value, "right") ? n : rights;
    }
    right += rights == most;
  }
  return right;
}

static void test_copies(void **state) {
  (void)state;
  RowTable table;
  Weighing weighing;
  uint32_t right = 0;
  weigh_of(copies(), NULL, &table, &weighing);
  assert_int_equal(weighing.objects.n, OBJECTS);
  for (uint32_t i = 0; i < OBJECTS; i++) {
    right += str_is(chosen(&table, &weighing, i), "right");
    assert_in_range(weighing.objects.v[i].origin_groups, ALONE - 1,
                    ALONE + 1); /* the copies as one */
  }
  assert_int_equal(right, OBJECTS);
  assert_true(right_by_vote(&table, &weighing) < right);
}

static void test_order_of_rows(void **state) {
  (void)state;
  RowTable table;
  Weighing one, other;
  weigh_of("object,source,value\nE,a,3\nE,b,4\nF,a,1\nF,c,1\n", NULL, &table, &one);
  weigh_of("object,source,value\nF,c,1\nE,b,4\nF,a,1\nE,a,3\n", NULL, &table, &other);
  for (uint32_t i = 0; i < 2; i++) {
    assert_int_equal(one.objects.v[i].row, other.objects.v[i].row);
  }
  assert_str(chosen(&table, &other, 0), "3"); /* the first by bytes where both weigh the same */
}

static void test_lists(void **state) {
  (void)state;
  RowTable table;
  Weighing weighing;
  weigh_of(
      "object,source,value\nB,a,kole\nB,b,kole\nB,c,kole; rask; veld\nB,d,rask; veld\nB,e,kole; "
      "veld\n",
      NULL, &table, &weighing);
  assert_str(chosen(&table, &weighing, 0), "kole; rask; veld");
}

static void test_hierarchy(void **state) {
  (void)state;
  RowTable table;
  Weighing weighing;
  Hierarchy hierarchy;
  Status status;
  assert_int_equal(hierarchy_read(str_lit("child,parent\nPort,Isle\nIsle,Realm\nHill,Realm\n"),
                                  str_lit("h.csv"), &arena, &hierarchy, &status),
                   STATUS_OK);
  assert_true(hierarchy_above(&hierarchy, str_lit("Realm"), str_lit("Port")));
  assert_false(hierarchy_above(&hierarchy, str_lit("Port"), str_lit("Realm")));
  assert_false(hierarchy_above(&hierarchy, str_lit("Hill"), str_lit("Port")));
  assert_false(hierarchy_above(&hierarchy, str_lit("Realm"), str_lit("Nowhere")));
  weigh_of("object,source,value\nP,a,Realm\nP,b,Realm\nP,c,Port\nP,d,Hill\nP,e,Isle\n", &hierarchy,
           &table, &weighing);
  assert_str(chosen(&table, &weighing, 0), "Port");
  assert_int_equal(
      hierarchy_read(str_lit("parent,child\n"), str_lit("h.csv"), &arena, &hierarchy, &status),
      STATUS_FORMAT);
  assert_string_equal(status.message, "h.csv:1: expected the header child,parent");
}

/* A circle of parents is no endless way up. */
static void test_circle(void **state) {
  (void)state;
  Hierarchy hierarchy;
  Status status;
  assert_int_equal(hierarchy_read(str_lit("child,parent\na,b\nb,a\n"), str_lit("h.csv"), &arena,
                                  &hierarchy, &status),
                   STATUS_OK);
  assert_true(hierarchy_above(&hierarchy, str_lit("b"), str_lit("a")));
  assert_false(hierarchy_above(&hierarchy, str_lit("a"), str_lit("a")));
}

static void test_first_hand(void **state) {
  (void)state;
  RowTable table;
  Weighing weighing;
  weigh_of(
      "object,source,value\nKV-1 north,kv,3\nKV-1 north,a,4\nKV-1 north,b,4\nKV-2 south,KV,8\nKV-2 "
      "south,a,9\n"
      "KV-2 south,kv,8\nRT-1 north,a,2\nRT-1 north,b,2\n",
      NULL, &table, &weighing);
  assert_str(chosen(&table, &weighing, 0), "3");
  assert_true(weighing.objects.v[0].first_hand);
  assert_false(weighing.objects.v[2].first_hand);
}

static void test_nothing_reported(void **state) {
  (void)state;
  RowTable table;
  Weighing weighing;
  weigh_of("object,source,value\nE,a,NA\nE,b,\n", NULL, &table, &weighing);
  assert_int_equal(weighing.objects.v[0].row, UINT32_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_copies, setup, teardown),
      cmocka_unit_test_setup_teardown(test_order_of_rows, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lists, setup, teardown),
      cmocka_unit_test_setup_teardown(test_hierarchy, setup, teardown),
      cmocka_unit_test_setup_teardown(test_circle, setup, teardown),
      cmocka_unit_test_setup_teardown(test_first_hand, setup, teardown),
      cmocka_unit_test_setup_teardown(test_nothing_reported, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

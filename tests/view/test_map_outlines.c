/* Outlines: what is read, the box of a map, what is cut away, and what may not break. */
#include "support.h"

#include <stdlib.h>

#include "base/file.h"
#include "view/map_outlines.h"

static Outlines *outlines_of(Arena *arena, const char *text) {
  return outlines_read(str_of(text), arena);
}

static char *path_of(Outlines *outlines, MapBox box, bool land) {
  Buffer out;
  buffer_init(&out);
  outlines_write(outlines, &box, land, &out);
  assert_false(out.failed);
  if (!out.p) {
    buffer_text(&out, "");
  }
  return out.p;
}

static void bad_lines_are_passed_over(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  Outlines *o = outlines_of(&arena, "# a comment\nland\t0 0 10\nland\tx y\nland\t0 0 99999 0\n"
                                    "sea\t0 0 10 0 0 10\nland\t0 0\n\nborder\t0 0 5 5\nland\t");
  assert_int_equal(o->lines.n, 1);
  assert_false(o->lines.v[0].land);
  assert_int_equal(o->points.n, 2);
  assert_null(outlines_read((Str){0}, &arena));
  arena_release(&arena);
}

static void box_holds_its_points(void **state) {
  (void)state;
  static const MapPoint sets[][3] = {
      {{0, 0}, {0, 0}, {0, 0}},
      {{-1800000, -900000}, {1800000, 900000}, {0, 0}},
      {{1799999, 899999}, {1799998, 899998}, {1799997, 899997}},
      {{-100000, 500000}, {100000, 500001}, {0, 500002}},
      {{300000, -600000}, {300001, 600000}, {300002, 0}},
  };
  for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
    MapBox box = map_box(sets[k], 3);
    assert_true(box.west < box.east && box.south < box.north);
    assert_true(box.west >= -1800000 && box.east <= 1800000);
    assert_true(box.south >= -850000 && box.north <= 850000);
    assert_true(box.height >= 2600 && box.height <= 4400);
    for (int i = 0; i < 3; i++) {
      MapPoint at = map_place(&box, sets[k][i].x, sets[k][i].y);
      assert_true(at.x >= 0 && at.x <= box.width);
      bool pole = sets[k][i].y > 850000 || sets[k][i].y < -850000; /* lies outside */
      assert_true(pole || (at.y >= 0 && at.y <= box.height));
    }
  }
  MapBox none = map_box(NULL, 0);
  assert_true(none.west < none.east);
}

static void land_is_cut_at_the_edge(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  MapBox box = {.west = 0, .east = 100000, .south = 0, .north = 50000, .width = 7200,
                .height = 3600};
  Outlines *o = outlines_of(&arena, "land\t-9000 -4000 18000 0 0 8000 -18000 0\n");
  char *all = path_of(o, box, true);
  assert_string_equal(all, "M-40 -40l0 3680 7280 0 0-3680z");
  free(all);
  o = outlines_of(&arena, "land\t200 100 100 0 0 100 -100 0\nland\t5000 5000 100 0 0 100\n");
  char *inside = path_of(o, box, true);
  assert_string_equal(inside, "M1440 2880l720 0 0-720-720 0z");
  free(inside);
  o = outlines_of(&arena, "land\t200 100 1 0 0 1 -1 0\n");
  char *small = path_of(o, box, true);
  assert_string_equal(small, "");
  free(small);
  arena_release(&arena);
}

static void borders_outside_are_left_out(void **state) {
  (void)state;
  Arena arena;
  arena_init(&arena);
  MapBox box = {.west = 0, .east = 100000, .south = 0, .north = 50000, .width = 7200,
                .height = 3600};
  Outlines *o = outlines_of(&arena, "border\t-3000 100 1000 0 1000 0 1100 0 1000 0 4000 0\n");
  char *path = path_of(o, box, false);
  assert_string_equal(path, "M-7200 2880l7920 0 7200 0");
  free(path);
  arena_release(&arena);
}

static void committed_outlines_are_whole(void **state) {
  (void)state;
  Arena arena;
  char *bytes;
  size_t n;
  arena_init(&arena);
  Status status = {0};
  assert_int_equal(file_read(SOURCE_ROOT "/data/maps/outlines.txt", 0, &bytes, &n, &status), 0);
  Outlines *o = outlines_read((Str){bytes, n}, &arena);
  uint32_t lines = 0;
  Str before = {0};
  for (Str rest = {bytes, n}; rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    if (line.p[0] != '#') {
      lines++;
      assert_true(str_compare(before, line) < 0);
      before = line;
    }
  }
  assert_int_equal(o->lines.n, lines);
  assert_true(lines > 1000 && n < 1000000);
  MapBox world = map_box((const MapPoint[]){{-1700000, -600000}, {1700000, 700000}}, 2);
  char *land = path_of(o, world, true);
  char *borders = path_of(o, world, false);
  assert_true(strlen(land) > 10000 && strlen(land) < 200000);
  assert_true(strlen(borders) > 5000);
  free(land);
  free(borders);
  free(bytes);
  arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bad_lines_are_passed_over),   cmocka_unit_test(box_holds_its_points),
      cmocka_unit_test(land_is_cut_at_the_edge),     cmocka_unit_test(borders_outside_are_left_out),
      cmocka_unit_test(committed_outlines_are_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

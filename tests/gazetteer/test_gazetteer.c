/* Keys, sounds, look-ups, containment and distances, on the place data that the program carries;
   and blobs that are cut or damaged. */
#include "support.h"

#include <stdlib.h>

#include "gazetteer/gazetteer.h"
#include "gazetteer/gazetteer_blob.h"

static Gazetteer world;

static int open_world(void **state) {
  (void)state;
  return gazetteer_open(gazetteer_embedded(), &world, NULL);
}

static void assert_key(const char *name, const char *key) {
  char out[GAZETTEER_KEY];
  assert_str(((Str){out, gazetteer_key(str_of(name), out)}), key);
}

static void test_keys(void **state) {
  (void)state;
  assert_key("Lənkəran", "lenkeran");
  assert_key("Port-au-Prince", "port au prince");
  assert_key("U.S.", "us");
  assert_key("N’Djamena", "ndjamena");
  assert_key("  São   Paulo ", "sao paulo");
  assert_key("—", "");
  char name[200], out[GAZETTEER_KEY];
  memset(name, 'a', sizeof name);
  assert_int_equal(gazetteer_key((Str){name, sizeof name}, out), 0);
  assert_int_equal(gazetteer_key((Str){name, GAZETTEER_KEY}, out), GAZETTEER_KEY);
}

static uint32_t find(const char *name, PlaceCandidate out[], uint32_t room) {
  char key[GAZETTEER_KEY];
  return gazetteer_find(&world, (Str){key, gazetteer_key(str_of(name), key)}, out, room);
}

/* The likeliest place of a name. */
static Place first(const char *name) {
  PlaceCandidate found[4];
  Place place;
  assert_true(find(name, found, 4) > 0);
  assert_true(gazetteer_place(&world, found[0].place, &place));
  return place;
}

static void test_find(void **state) {
  (void)state;
  Place baku = first("Baku");
  assert_str(baku.name, "Baku");
  assert_str(baku.country, "AZ");
  assert_int_equal(baku.geonames, 587084);
  assert_int_equal(baku.latitude, 40377670);
  assert_int_equal(baku.longitude, 49892010);
  assert_int_equal(baku.class, PLACE_CLASS_SETTLEMENT);
  assert_true(baku.capital);
  assert_int_equal(first("Sumgait").geonames, first("Sumgayit").geonames);
  assert_int_equal(first("Lenkeran").geonames, first("Lənkəran").geonames);
  assert_int_equal(first("Kiev").geonames, first("Kyiv").geonames);
  assert_int_equal(first("Soviet Union").class, PLACE_CLASS_COUNTRY);
  assert_str(first("Garabagh").name, "Nagorno-Karabakh");
  Place kentucky = first("Kentucky");
  assert_str(kentucky.admin1, "KY");
  assert_str(kentucky.admin1_name, "Kentucky");
  PlaceCandidate none[2];
  assert_int_equal(find("Qwertyuiopas", none, 2), 0);
  assert_int_equal(find("", none, 2), 0);
  assert_true(find("Springfield", none, 2) == 2);
}

static void test_kinds_of_names(void **state) {
  (void)state;
  PlaceCandidate found[4];
  Place place;
  assert_true(find("Azerbaijani", found, 4) > 0);
  assert_true(found[0].how & NAME_DEMONYM);
  assert_true(gazetteer_place(&world, found[0].place, &place));
  assert_str(place.country, "AZ");
  assert_true(find("Frenchmen", found, 4) > 0);
  assert_true(found[0].how & NAME_PEOPLE);
  assert_true(find("U.S.", found, 4) > 0);
  assert_true(found[0].how & NAME_ABBREVIATION);
  assert_true(find("Ky.", found, 4) > 0);
  assert_true(found[0].how & NAME_DOTTED);
}

static void test_info(void **state) {
  (void)state;
  KeyInfo info;
  assert_true(gazetteer_info(&world, str_lit("new"), &info));
  assert_true(info.longest >= 3);
  assert_true(info.flags & KEY_NEVER);
  assert_true(gazetteer_info(&world, str_lit("reading"), &info));
  assert_true(info.flags & KEY_CONTEXT);
  assert_true(info.places > 1);
  assert_true(gazetteer_info(&world, str_lit("jordan"), &info));
  assert_true(info.flags & KEY_FAMILY);
  assert_true(info.flags & KEY_PLACE);
  assert_false(gazetteer_info(&world, str_lit("zzqqxxyy"), &info));
  assert_int_equal(info.longest, 0);
}

static void assert_variant(const char *name, uint32_t geonames) {
  char key[GAZETTEER_KEY];
  PlaceCandidate found[8];
  Place place;
  uint32_t n = gazetteer_variants(&world, (Str){key, gazetteer_key(str_of(name), key)}, found, 8);
  for (uint32_t i = 0; i < n; i++) {
    assert_true(found[i].how & NAME_VARIANT);
    gazetteer_place(&world, found[i].place, &place);
    if (place.geonames == geonames) {
      return;
    }
  }
  fail_msg("%s has no such variant", name);
}

static void test_variants(void **state) {
  (void)state;
  assert_variant("Neftchala", 147425);
  assert_variant("Shusa", 147105);
  assert_variant("Sumqait", 584923);
  PlaceCandidate one[1];
  assert_int_equal(gazetteer_variants(&world, str_lit("zq"), one, 1), 0);
  assert_true(gazetteer_variants(&world, str_lit("lankaran"), one, 1) <= 1);
}

static void test_contains(void **state) {
  (void)state;
  PlaceId azerbaijan = gazetteer_country(&world, str_lit("AZ")), baku = first("Baku").id;
  assert_true(azerbaijan != PLACE_UNKNOWN);
  assert_true(gazetteer_contains(&world, azerbaijan, baku));
  assert_true(gazetteer_contains(&world, baku, baku));
  assert_false(gazetteer_contains(&world, baku, azerbaijan));
  assert_false(gazetteer_contains(&world, gazetteer_country(&world, str_lit("TR")), baku));
  assert_true(gazetteer_contains(&world, first("Kentucky").id, first("Louisville").id));
  assert_true(gazetteer_contains(&world, first("Nagorno-Karabakh").id, first("Khankendi").id));
  assert_true(gazetteer_contains(&world, first("Middle East").id, first("Baghdad").id));
  assert_false(gazetteer_contains(&world, PLACE_UNKNOWN, baku));
  assert_int_equal(gazetteer_country(&world, str_lit("QQ")), PLACE_UNKNOWN);
}

static void test_distance(void **state) {
  (void)state;
  assert_int_equal(gazetteer_distance_km(10000000, 10000000, 10000000, 10000000), 0);
  assert_in_range(gazetteer_distance_km(0, 0, 0, 1000000), 110, 112);
  /* London to Paris 344 km, Baku to Ankara 1463 km, over the date line, from pole to pole. */
  assert_in_range(gazetteer_distance_km(51508530, -125740, 48853410, 2348800), 341, 347);
  assert_in_range(gazetteer_distance_km(40377670, 49892010, 39919870, 32854270), 1440, 1470);
  assert_in_range(gazetteer_distance_km(0, 179500000, 0, -179500000), 110, 112);
  assert_in_range(gazetteer_distance_km(90000000, 0, -90000000, 0), 19800, 20100);
  assert_in_range(gazetteer_distance_km(60000000, 10000000, 60000000, 10500000), 27, 28);
}

static void test_places_of_any_number(void **state) {
  (void)state;
  Place place;
  assert_false(gazetteer_place(&world, PLACE_UNKNOWN, &place));
  assert_false(gazetteer_place(&world, world.place_count + 1, &place));
  assert_true(gazetteer_place(&world, world.place_count, &place));
  for (PlaceId id = 1; id <= world.place_count; id += 97) {
    assert_true(gazetteer_place(&world, id, &place));
    assert_true(place.name.n > 0);
    assert_in_range((uint32_t)(place.latitude + 90000000), 0, 180000000);
    assert_in_range((uint32_t)(place.longitude + 180000000), 0, 360000000);
    assert_true(place.parent != id);
  }
}

static void assert_refused(Str blob, const char *words) {
  Gazetteer g;
  Status status = {0};
  assert_int_equal(gazetteer_open(blob, &g, &status), STATUS_FORMAT);
  if (!strstr(status.message, words)) {
    fail_msg("message \"%s\" lacks \"%s\"", status.message, words);
  }
}

static void test_damaged(void **state) {
  (void)state;
  char head[BLOB_HEAD + 1];
  memcpy(head, gazetteer_embedded().p, sizeof head);
  assert_refused((Str){0}, "no According place data");
  assert_refused((Str){head, BLOB_HEAD - 1}, "no According place data");
  assert_refused((Str){head, BLOB_HEAD}, "cut or damaged");
  assert_refused((Str){gazetteer_embedded().p, gazetteer_embedded().n / 2}, "cut or damaged");
  head[8] = 99;
  assert_refused((Str){head, sizeof head}, "version 99");
  head[0] = 'x';
  assert_refused((Str){head, sizeof head}, "no According place data");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keys),           cmocka_unit_test(test_find),
      cmocka_unit_test(test_kinds_of_names), cmocka_unit_test(test_info),
      cmocka_unit_test(test_variants),       cmocka_unit_test(test_contains),
      cmocka_unit_test(test_distance),       cmocka_unit_test(test_places_of_any_number),
      cmocka_unit_test(test_damaged),
  };
  return cmocka_run_group_tests(tests, open_world, NULL);
}

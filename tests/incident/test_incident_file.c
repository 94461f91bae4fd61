#include "arena_fixture.h"

#include "incident/incident_bounds.h"

static void test_whole(void **state) {
  (void)state;
  Incident i;
  Status status = {0};
  Str text = str_lit("# mine\nincident Ferry, May\nplace Baku, Azerbaijan # or near it\nplace -1.5 36.25 radius 20\n"
                     "period 2020-05-01 2020-05-03 or none\nkinds killed injured\nstatus civilian police or none\n"
                     "sex female\nage child\nthreshold killed 5\nasks date killed\nasks weapon: shooting bombing\n");
  assert_int_equal(incident_file_read(text, str_lit("f"), &arena, &i, &status), STATUS_OK);
  assert_str(i.name, "Ferry, May");
  assert_int_equal(i.places.n, 2);
  assert_str(i.places.v[0].name, "Baku");
  assert_str(i.places.v[0].in, "Azerbaijan");
  assert_int_equal(i.places.v[1].latitude, -1500000);
  assert_int_equal(i.places.v[1].longitude, 36250000);
  assert_int_equal(i.places.v[1].radius, 20);
  assert_true(i.period_or_none && !i.place_or_none);
  assert_int_equal(i.last.day, 3);
  assert_int_equal(i.kinds.n, 2);
  assert_int_equal(i.statuses, 1 | 1 << WHO_CIVILIAN | 1 << WHO_POLICE);
  assert_int_equal(i.sexes, 1 << SEX_FEMALE);
  assert_int_equal(i.ages, 1 << AGE_CHILD);
  assert_int_equal(i.items.n, 3);
  assert_str(i.items.v[2].name, "weapon");
  assert_int_equal(i.items.v[2].answers.n, 2);
}

static void refused(const char *text, const char *message) {
  Incident i;
  Status status = {0};
  assert_int_equal(incident_file_read(str_of(text), str_lit("f"), &arena, &i, &status), STATUS_FORMAT);
  assert_string_equal(status.message, message);
}

static void test_mistakes(void **state) {
  (void)state;
  refused("incident A\n", "f:1: expected a line place or period before the end");
  refused("place Baku\n", "f:1: expected a line \"incident NAME\" before the end");
  refused("incident A\nperiod 2020-02-30\n",
          "f:2: expected the first day as YYYY-MM-DD behind period, not \"2020-02-30\"");
  refused("incident A\nperiod 2020-05\n", "f:2: expected the first day as YYYY-MM-DD behind period, not \"2020-05\"");
  refused("incident A\nperiod 2020-05-03 2020-05-01\n",
          "f:2: expected a last day that is not before the first, not \"2020-05-01\"");
  refused("incident A\nplace 91 0 radius 5\n",
          "f:2: expected a latitude between -90 and 90 with at most six decimals, not \"91\"");
  refused("incident A\nplace 9 0\n",
          "f:2: expected \"radius\" and whole kilometres, 1 to 20000, behind the point");
  refused("incident A\nplace 9 0 within 5\n",
          "f:2: expected \"radius\" and whole kilometres, 1 to 20000, behind the point, not \"within 5\"");
  refused("incident A\nstatus soldier\n", "f:2: expected civilian, combatant, police or contested, not \"soldier\"");
  refused("incident A\nsex unknown\n", "f:2: expected female or male, not \"unknown\"");
  refused("incident A\nthreshold killed some\n", "f:2: expected a whole number behind the measure, not \"some\"");
  refused("incident A\nasks weapon:\n",
          "f:2: expected names, or \"NAME: MEASURES AND HAPPENINGS\", behind asks, not \"weapon:\"");
  refused("incident A\nwho everybody\n", "f:2: expected incident, place, period, kinds, status, sex, age, threshold or"
                                         " asks, not \"who everybody\"");
}

/* ---- bounds ---------------------------------------------------------------------------------- */

static Verdict judged(const char *text, const Claim *claim) {
  static const char words[] = "incident.place.none\tn\n";
  Incident *i = arena_new(&arena, Incident);
  IncidentBounds b;
  BoundVerdict verdict;
  Gazetteer gazetteer;
  Phrases phrases;
  Status status = {0};
  assert_int_equal(gazetteer_open(gazetteer_embedded(), &gazetteer, &status), STATUS_OK);
  assert_int_equal(phrases_read(&arena, str_of(words), &phrases, &status), STATUS_OK);
  assert_int_equal(incident_file_read(str_of(text), str_lit("f"), &arena, i, &status), STATUS_OK);
  assert_int_equal(incident_bounds(i, &gazetteer, &phrases, &arena, &b, &status), STATUS_OK);
  incident_judge(&b, claim, &verdict);
  return verdict.is;
}

static void named(Claim *claim, const char *name, const char *country, const char *admin1) {
  ClaimPlace place = {.name = str_of(name), .country = str_of(country), .admin1 = str_of(admin1)};
  array_push(&arena, &claim->places, place);
}

static void test_places(void **state) {
  (void)state;
  Claim nowhere = {.kind = CLAIM_STATEMENT}, country = nowhere, other = nowhere;
  named(&country, "Azerbaijan", "AZ", "");
  named(&other, "Georgia", "GE", "");
  assert_int_equal(judged("incident a\nplace Azerbaijan\n", &country), VERDICT_INSIDE);
  assert_int_equal(judged("incident a\nplace Azerbaijan\n", &other), VERDICT_OUTSIDE);
  assert_int_equal(judged("incident a\nplace Azerbaijan\nplace Georgia\n", &other), VERDICT_INSIDE);
  assert_int_equal(judged("incident a\nplace Azerbaijan\n", &nowhere), VERDICT_OPEN);
  assert_int_equal(judged("incident a\nplace Azerbaijan or none\n", &nowhere), VERDICT_INSIDE);
  assert_int_equal(judged("incident a\nplace Baku, Azerbaijan\n", &country), VERDICT_OPEN);
  named(&other, "Azerbaijan", "AZ", "");
  assert_int_equal(judged("incident a\nplace Azerbaijan\n", &other), VERDICT_OUTSIDE);
}

static void test_points(void **state) {
  (void)state;
  Claim claim = {.kind = CLAIM_STATEMENT};
  ClaimPlace place = {.has_point = true, .latitude = 40377000, .longitude = 49892000,
                      .precision = PRECISION_SETTLEMENT};
  array_push(&arena, &claim.places, place);
  assert_int_equal(judged("incident a\nplace 40.4 49.9 radius 10\n", &claim), VERDICT_INSIDE);
  assert_int_equal(judged("incident a\nplace 41.4 49.9 radius 10\n", &claim), VERDICT_OUTSIDE);
  claim.places.v[0].precision = PRECISION_REGION;
  assert_int_equal(judged("incident a\nplace 40.4 49.9 radius 10\n", &claim), VERDICT_OPEN);
}

static void test_periods_and_who(void **state) {
  (void)state;
  const char *march = "incident a\nperiod 2019-03-14 2019-03-16\nkinds killed\nstatus civilian\n";
  Claim c = {.kind = CLAIM_FIGURE, .measure = str_lit("killed"), .who.status = WHO_CIVILIAN};
  c.time.start = c.time.end = (Date){2019, 3, 16};
  assert_int_equal(judged(march, &c), VERDICT_INSIDE);
  c.time.end = (Date){2019, 3, 17};
  assert_int_equal(judged(march, &c), VERDICT_OPEN);
  c.time.start = c.time.end = (Date){2019, 3, 0};
  assert_int_equal(judged(march, &c), VERDICT_OPEN);
  c.time.start = c.time.end = (Date){2019, 4, 0};
  assert_int_equal(judged(march, &c), VERDICT_OUTSIDE);
  c.time.start = c.time.end = (Date){0, 0, 0};
  assert_int_equal(judged(march, &c), VERDICT_OPEN);
  c.time.start = c.time.end = (Date){2019, 3, 14};
  c.who.status = WHO_UNKNOWN;
  assert_int_equal(judged(march, &c), VERDICT_OPEN);
  c.who.status = WHO_COMBATANT;
  assert_int_equal(judged(march, &c), VERDICT_OUTSIDE);
  c.who.status = WHO_CIVILIAN;
  c.measure = str_lit("injured");
  assert_int_equal(judged(march, &c), VERDICT_OUTSIDE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_whole, setup, teardown),
      cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
      cmocka_unit_test_setup_teardown(test_places, setup, teardown),
      cmocka_unit_test_setup_teardown(test_points, setup, teardown),
      cmocka_unit_test_setup_teardown(test_periods_and_who, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

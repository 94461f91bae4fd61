/* The story of the invented march in Trinidad (examples/b*), as the rooms below would tell it. */
#ifndef TESTS_MARCH_STORY_H
#define TESTS_MARCH_STORY_H

#include "story_fixture.h"

static const char march_paper[] =
    "Thirty years after the cane march\n\n"
    "On the night of 3 to 4 October 1987 units of the Frontier Guard fired on a march of cane "
    "cutters in Trinidad, and the next morning on people gathered in Loreto. 23 civilians were "
    "killed and 84 were injured. Dozens were dragged from their houses and detained.\n\n"
    "\"They shot at us from the roof of the customs house,\" remembers Hilarión Guasico, who was "
    "19. \"I carried a girl of sixteen. She died in the truck.\"\n\n"
    "The government of the time said that no one was killed. In 1991 a new government spoke of "
    "\"about twenty\" dead.\n";

static const char march_encyclopaedia[] =
    "The October 1987 shootings, remembered as the \"Night of the Customs House\", took place in "
    "Trinidad and Loreto, Bolivia, on 3 and 4 October 1987. On the night of 3 to 4 October 1987 "
    "units of the Frontier Guard fired on a march of cane cutters in Trinidad, and the next "
    "morning on people gathered in Loreto. 23 people were killed, 18 in Trinidad and 5 in Loreto, "
    "and 61 were injured.[1]\n\n112 people were detained. Two people remain missing.[1]\n";

static void march_killed(Fixture *f, const uint32_t k[]) {
  MeasureReadings *m = fixture_measure(f, 0, "killed");
  uint32_t r23 = READING(f, m, k[0], k[1], k[2]);
  fixture_group(f, m, r23, 2, 4);
  uint32_t r18 = READING(f, m, k[3]);
  uint32_t r20 = READING(f, m, k[4]);
  uint32_t r0 = READING(f, m, k[5], k[10]);
  uint32_t p18 = READING(f, m, k[6], k[7]);
  uint32_t p5 = READING(f, m, k[8], k[9]);
  fixture_relation(f, m, r23, r0, RELATION_CONFLICTS);
  fixture_relation(f, m, r23, r20, RELATION_CONFLICTS);
  fixture_relation(f, m, r20, r0, RELATION_CONFLICTS);
  fixture_relation(f, m, r18, r0, RELATION_CONFLICTS);
  fixture_relation(f, m, r23, r18, RELATION_REFINES);
  fixture_relation(f, m, p18, r23, RELATION_PART_OF);
  fixture_relation(f, m, p5, r23, RELATION_PART_OF);
}

static void march_build(Fixture *f) {
  fixture_init(f);
  uint32_t b1 = fixture_document(f, "b1-commission.txt", "Report",
                                 "Citizens' Commission on the Events of October 1987",
                                 "1987-12-12", "byline", fixture_file(f,
      "examples/b1-commission.txt"));
  uint32_t b2 = fixture_document(f, "b2-ministry.txt", "", "Ministry of the Interior",
                                 "1987-10-05", "byline", fixture_file(f,
      "examples/b2-ministry.txt"));
  uint32_t b3 = fixture_document(f, "b3-paper.html", "Thirty years after the cane march",
                                 "Lowland Weekly", "2017-10-01", "metadata", str_of(march_paper));
  uint32_t b4 = fixture_document(f, "b4-historian.txt", "The lowlands between two constitutions",
                                 "", "2009", "byline", fixture_file(f,
      "examples/b4-historian.txt"));
  uint32_t b5 = fixture_document(f, "b5-encyclopaedia.html", "October 1987 shootings in Beni", "",
                                 "", "", str_of(march_encyclopaedia));
  f->x.documents.v[b3].author = str_lit("Teresa Vaca");
  f->x.documents.v[b5].url = str_lit("https://openpedia.example/wiki/October_1987_shootings");
  const char *total = "The Commission has established";
  uint32_t fired = fixture_statement(f, b1, "shooting", "On the night of 3 to 4",
      "fired on a march of cane cutters", "units of the Frontier Guard");
  uint32_t k1 = fixture_figure(f, b1, "killed", total, "23", 23, QUALIFIER_EXACT, "people",
      "Trinidad");
  fixture_place(f, &f->x.claims.v[k1], "Loreto");
  f->x.claims.v[k1].scope = SCOPE_TOTAL;
  uint32_t k1t = fixture_figure(f, b1, "killed", total, "18", 18, QUALIFIER_EXACT, "", "Trinidad");
  uint32_t k1l = fixture_figure(f, b1, "killed", total, "5", 5, QUALIFIER_EXACT, "", "Loreto");
  uint32_t i1 = fixture_figure(f, b1, "injured", "Sixty-one people", "Sixty-one", 61,
      QUALIFIER_EXACT, "people", "");
  uint32_t i1b = fixture_figure(f, b1, "injured", "Sixty-one people", "47 of them", 47,
      QUALIFIER_EXACT, "", "");
  f->x.claims.v[i1b].scope = SCOPE_PART;
  uint32_t d1 = fixture_figure(f, b1, "detained", "112 people", "112", 112, QUALIFIER_EXACT,
      "people", "");
  uint32_t m1 = fixture_figure(f, b1, "missing", "The whereabouts", "two", 2, QUALIFIER_EXACT,
      "people", "");
  uint32_t attacked = fixture_statement(f, b2, "attack", "In the night of 3 October",
      "attacked a post of the Frontier Guard", "persons under the influence of agitators");
  uint32_t i2 = fixture_figure(f, b2, "injured", "Seven guards", "Seven", 7, QUALIFIER_EXACT,
      "guards", "Trinidad");
  f->x.claims.v[i2].who.status = WHO_COMBATANT;
  uint32_t k2 = fixture_figure(f, b2, "killed", "No civilian was killed", "No", 0,
      QUALIFIER_EXACT, "civilian", "Trinidad");
  uint32_t d2 = fixture_figure(f, b2, "detained", "Forty persons", "Forty", 40, QUALIFIER_EXACT,
      "persons", "Trinidad");
  uint32_t arms = fixture_statement(f, b2, "shooting", "The Ministry denies",
      "firearms were used", "");
  f->x.claims.v[arms].polarity = POLARITY_NEGATIVE;
  f->x.claims.v[arms].modality = MODALITY_DENIED;
  uint32_t other = fixture_figure(f, b2, "killed", "The Ministry recalls", "two", 2,
      QUALIFIER_EXACT, "officers", "Santa Cruz");
  Date year = {1984, 0, 0};
  f->x.claims.v[other].time = (Period){.start = year, .end = year, .basis = BASIS_STATED};
  uint32_t fired3 = fixture_statement(f, b3, "shooting", "On the night of 3 to 4",
      "fired on a march of cane cutters", "units of the Frontier Guard");
  uint32_t k3 = fixture_figure(f, b3, "killed", "23 civilians", "23", 23, QUALIFIER_EXACT,
      "civilians", "Trinidad");
  fixture_place(f, &f->x.claims.v[k3], "Loreto");
  uint32_t i3 = fixture_figure(f, b3, "injured", "23 civilians", "84", 84, QUALIFIER_EXACT, "",
      "Trinidad");
  uint32_t d3 = fixture_figure(f, b3, "detained", "Dozens were", "Dozens", -1, QUALIFIER_VAGUE,
      "", "Trinidad");
  f->x.claims.v[d3].value.has_low = true;
  f->x.claims.v[d3].value.low = decimal_of(24);
  uint32_t k3z = fixture_figure(f, b3, "killed", "The government of the time", "no one", 0,
      QUALIFIER_EXACT, "", "");
  fixture_source(f, k3z, "The government of the time", VIA_VERB, "");
  uint32_t k3a = fixture_figure(f, b3, "killed", "In 1991 a new", "about twenty", 20,
      QUALIFIER_ABOUT, "", "");
  fixture_source(f, k3a, "a new government", VIA_VERB, "");
  uint32_t k4 = fixture_figure(f, b4, "killed", "In the first week", "at least 18", 18,
      QUALIFIER_AT_LEAST, "people", "Trinidad");
  fixture_source(f, k4, "[14]", VIA_FOOTNOTE,
      "Citizens' Commission on the Events of October 1987, Report, 12 December 1987, p. 31.");
  uint32_t i4 = fixture_figure(f, b4, "injured", "Some 60 were", "Some 60", 60, QUALIFIER_ABOUT,
      "", "Trinidad");
  f->x.claims.v[i4].certainty = CERTAINTY_UNCLEAR;
  uint32_t d4 = fixture_figure(f, b4, "detained", "Some 60 were", "more than a hundred", 100,
      QUALIFIER_MORE_THAN, "", "Trinidad");
  uint32_t strikers = fixture_figure(f, b4, "participants", "The strike itself", "4,000", 4000,
      QUALIFIER_EXACT, "cutters", "");
  uint32_t fired5 = fixture_statement(f, b5, "shooting", "On the night of 3 to 4",
      "fired on a march of cane cutters", "units of the Frontier Guard");
  uint32_t k5 = fixture_figure(f, b5, "killed", "23 people", "23", 23, QUALIFIER_EXACT, "people",
      "Trinidad");
  uint32_t k5t = fixture_figure(f, b5, "killed", "23 people", "18", 18, QUALIFIER_EXACT, "",
      "Trinidad");
  uint32_t k5l = fixture_figure(f, b5, "killed", "23 people", "5", 5, QUALIFIER_EXACT, "",
      "Loreto");
  uint32_t i5 = fixture_figure(f, b5, "injured", "23 people", "61", 61, QUALIFIER_EXACT, "", "");
  uint32_t d5 = fixture_figure(f, b5, "detained", "112 people", "112", 112, QUALIFIER_EXACT,
      "people", "");
  uint32_t m5 = fixture_figure(f, b5, "missing", "Two people", "Two", 2, QUALIFIER_EXACT,
      "people", "");
  fixture_check(f);
  fixture_point(f, "Trinidad", -1483, -6490, PRECISION_SETTLEMENT);
  fixture_point(f, "Loreto", -1519, -6476, PRECISION_REGION);
  fixture_point(f, "Santa Cruz", -1780, -6318, PRECISION_COUNTRY);

  Event *march = fixture_event(f, "Trinidad and Loreto, Bolivia, 3–4 October 1987");
  march->time = (Period){.start = {1987, 10, 3}, .end = {1987, 10, 4}, .basis = BASIS_STATED};
  EventName *name = array_add(&f->arena, &march->called);
  name->text = str_lit("Night of the Customs House");
  array_push(&f->arena, &name->documents, b5);
  for (uint32_t i = 0; i < f->x.claims.n; i++) {
    if (i != other) {
      fixture_join(f, march, i);
    }
  }
  Event *earlier = fixture_event(f, "Santa Cruz, 1984");
  earlier->time = f->x.claims.v[other].time;
  fixture_join(f, earlier, other);

  march_killed(f, (const uint32_t[]){k1, k3, k5, k4, k3a, k2, k1t, k5t, k1l, k5l, k3z});
  MeasureReadings *m = fixture_measure(f, 0, "injured");
  uint32_t r84 = READING(f, m, i3);
  uint32_t r61 = READING(f, m, i1, i5);
  fixture_group(f, m, r61, b1, b5);
  uint32_t r47 = READING(f, m, i1b);
  uint32_t r7 = READING(f, m, i2);
  uint32_t r60 = READING(f, m, i4);
  m->readings.v[r60].unclear = true;
  fixture_relation(f, m, r84, r61, RELATION_CONFLICTS);
  fixture_relation(f, m, r47, r61, RELATION_PART_OF);
  fixture_relation(f, m, r61, r7, RELATION_DIFFERS_IN_CATEGORY);
  m = fixture_measure(f, 0, "detained");
  uint32_t r112 = READING(f, m, d1, d5);
  fixture_group(f, m, r112, b1, b5);
  uint32_t r100 = READING(f, m, d4);
  uint32_t r40 = READING(f, m, d2);
  uint32_t dozens = READING(f, m, d3);
  fixture_relation(f, m, r112, r40, RELATION_CONFLICTS);
  fixture_relation(f, m, r112, r100, RELATION_REFINES);
  fixture_relation(f, m, r112, dozens, RELATION_REFINES);
  m = fixture_measure(f, 0, "missing");
  READING(f, m, m1, m5);
  array_push(&f->arena, &m->silent, b2);
  array_push(&f->arena, &m->silent, b3);
  m = fixture_measure(f, 0, "participants");
  READING(f, m, strikers);
  m = fixture_measure(f, 1, "killed");
  READING(f, m, other);

  EventStory *story = &f->story.events.v[0];
  StatementReading *s = array_add(&f->arena, &story->statements);
  s->predicate = str_lit("shooting");
  array_push(&f->arena, &s->claims, fired);
  array_push(&f->arena, &s->claims, fired3);
  array_push(&f->arena, &s->claims, fired5);
  s = array_add(&f->arena, &story->statements);
  s->predicate = str_lit("attack");
  array_push(&f->arena, &s->claims, attacked);
  s = array_add(&f->arena, &story->statements);
  s->predicate = str_lit("shooting");
  s->polarity = POLARITY_NEGATIVE;
  array_push(&f->arena, &s->claims, arms);
  Remark *remark = array_add(&f->arena, &story->remarks);
  remark->text = str_lit("23 killed + 61 injured = 84 injured elsewhere");
  array_push(&f->arena, &remark->claims, k1);
  array_push(&f->arena, &remark->claims, i1);
  array_push(&f->arena, &remark->claims, i3);
  fixture_question(f, 0, "At least 18 in b4: the whole incident, or Trinidad alone?", k4);
  fixture_question(f, 0, "84 in b3: injured only, or the dead as well?", i3);
  fixture_person(f, march, b1, "Among the dead", "two boys of twelve and fourteen", "", -1,
      SEX_MALE, HARM_KILLED);
  fixture_person(f, march, b1, "The whereabouts", "Rufino Arce", "Rufino Arce", -1, SEX_UNKNOWN,
      HARM_MISSING);
  fixture_person(f, march, b3, "\"I carried", "a girl of sixteen", "", 16, SEX_FEMALE, HARM_KILLED);
  fixture_pair(f, b1, b4, ORIGIN_SIGNS, SIGNAL_CITES,
      "Citizens' Commission on the Events of October 1987");
  OriginSignal *signal = fixture_pair(f, b1, b5, ORIGIN_SIGNS, SIGNAL_SHARED_FIGURES, "");
  array_push(&f->arena, &signal->figures, (Str)STR("killed 23"));
  array_push(&f->arena, &signal->figures, (Str)STR("injured 61"));
  array_push(&f->arena, &signal->figures, (Str)STR("detained 112"));
  fixture_pair(f, b3, b4, ORIGIN_OPEN, SIGNAL_SHARED_FIGURES, "");
  fixture_pair(f, b3, b5, ORIGIN_SIGNS, SIGNAL_SHARED_PASSAGE,
      "On the night of 3 to 4 October 1987 units of the Frontier Guard fired on a march of cane "
      "cutters in Trinidad, and the next morning on people gathered in Loreto.");
}

#endif

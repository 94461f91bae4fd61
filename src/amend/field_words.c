/* Field words: a field of a claim or person → its words. */
#include "amend/field_words.h"

#include "claim/line_names.h"

const char *const claim_field_names[CLAIM_FIELDS] = {
    "measure", "number",      "low",        "high",  "qualifier", "who",    "status",
    "sex",     "age_class",   "nationality", "occupation", "time", "place", "source",
    "actor",   "scope",       "part_of",    "polarity", "modality", "as_of", "certainty"};

const char *const person_field_names[PERSON_FIELDS] = {"harm", "name",       "age",
                                                       "sex",  "occupation", "certainty"};

bool claim_has_field(const Claim *claim, Str field) {
  static const char *const of_statements[] = {"measure", "time",     "place",    "source",
                                              "actor",   "polarity", "modality", "certainty"};
  bool has = claim->kind == CLAIM_FIGURE;
  for (size_t i = 0; i < sizeof of_statements / sizeof *of_statements && !has; i++) {
    has = str_is(field, of_statements[i]);
  }
  return has;
}

static Str decimal_words(Arena *arena, bool has, Decimal d) {
  char text[32];
  return has ? str_copy(arena, (Str){text, decimal_write(d, text)}) : str_lit("open");
}

static Str name_words(LineNames names, int value) {
  const char *word = line_name(names, value);
  return word ? str_of(word) : (Str){NULL, 0};
}

static Str period_words(Arena *arena, const Period *period) {
  char start[16], end[16];
  size_t a = civil_write(period->start, start), b = civil_write(period->end, end);
  if (!a && !b) {
    return (Str){NULL, 0};
  }
  return a == b && !memcmp(start, end, a)
             ? str_copy(arena, (Str){start, a})
             : str_of(arena_printf(arena, "%.*s/%.*s", (int)a, start, (int)b, end));
}

static Str place_words(Arena *arena, const Claim *c) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < c->places.n; i++) {
    Str name = c->places.v[i].name;
    all = i ? str_of(arena_printf(arena, "%.*s; %.*s", STR_ARG(all), STR_ARG(name))) : name;
  }
  return all;
}

static Str actor_words(Arena *arena, const Claim *c) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < c->actors.n; i++) {
    const ClaimActor *a = &c->actors.v[i];
    Str name = a->name.n ? a->name : a->words.text;
    all = str_of(arena_printf(arena, "%.*s%s%.*s; %s; %s", STR_ARG(all), i ? ", " : "", STR_ARG(name),
                              line_name(NAMES_ROLE, (int)a->role),
                              line_name(NAMES_STANDING, (int)a->standing)));
  }
  return all;
}

static Str figure_words(const Claim *c, Str field, Arena *arena) {
  const Value *v = &c->value;
  if (str_is(field, "number")) {
    return v->has_number ? decimal_words(arena, true, v->number) : (Str){NULL, 0};
  }
  if (str_is(field, "low")) {
    return decimal_words(arena, v->has_low, v->low);
  }
  if (str_is(field, "high")) {
    return decimal_words(arena, v->has_high, v->high);
  }
  if (str_is(field, "qualifier")) {
    return name_words(NAMES_QUALIFIER, (int)v->qualifier);
  }
  if (str_is(field, "who")) {
    return c->who.words.text;
  }
  if (str_is(field, "nationality")) {
    return c->who.nationality;
  }
  return str_is(field, "occupation") ? c->who.occupation
         : str_is(field, "as_of")    ? c->as_of
                                     : (Str){NULL, 0};
}

Str claim_field_words(const Claim *c, Str field, Arena *arena) {
  if (!claim_has_field(c, field)) {
    return (Str){NULL, 0};
  }
  const struct {
    const char *field;
    LineNames names;
    int value;
  } named[] = {
      {"status", NAMES_WHO_STATUS, (int)c->who.status}, {"sex", NAMES_SEX, (int)c->who.sex},
      {"age_class", NAMES_AGE_CLASS, (int)c->who.age_class}, {"scope", NAMES_SCOPE, (int)c->scope},
      {"polarity", NAMES_POLARITY, (int)c->polarity}, {"modality", NAMES_MODALITY, (int)c->modality},
      {"certainty", NAMES_CERTAINTY, (int)c->certainty},
  };
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    if (str_is(field, named[i].field)) {
      return name_words(named[i].names, named[i].value);
    }
  }
  if (str_is(field, "measure")) {
    return c->measure;
  }
  if (str_is(field, "time")) {
    return period_words(arena, &c->time);
  }
  if (str_is(field, "place")) {
    return place_words(arena, c);
  }
  if (str_is(field, "actor")) {
    return actor_words(arena, c);
  }
  if (str_is(field, "part_of")) {
    return c->part_of;
  }
  if (str_is(field, "source")) {
    return c->source.kind == SOURCE_NARRATOR ? str_lit("narrator") : c->source.words.text;
  }
  return c->kind == CLAIM_FIGURE ? figure_words(c, field, arena) : (Str){NULL, 0};
}

Str person_field_words(const Person *p, Str field, Arena *arena) {
  if (str_is(field, "harm")) {
    return name_words(NAMES_HARM, (int)p->harm);
  }
  if (str_is(field, "name")) {
    return p->name;
  }
  if (str_is(field, "age")) {
    return p->age < 0 ? (Str){NULL, 0} : str_of(arena_printf(arena, "%d", p->age));
  }
  if (str_is(field, "sex")) {
    return name_words(NAMES_SEX, (int)p->sex);
  }
  return str_is(field, "occupation") ? p->occupation
         : str_is(field, "certainty") ? name_words(NAMES_CERTAINTY, (int)p->certainty)
                                      : (Str){NULL, 0};
}

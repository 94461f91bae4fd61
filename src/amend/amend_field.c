/* Amend field: word and value of a correction → a field of a claim. */
#include "amend/amend_field.h"

#include <stddef.h>

#include "amend/field_words.h"
#include "claim/line_names.h"

static Str decimal_text(Arena *arena, bool has, Decimal d) {
  char text[32];
  return has ? str_copy(arena, (Str){text, decimal_write(d, text)}) : str_lit("open");
}

void amend_number_set(Value *value, Decimal number, Qualifier qualifier) {
  Decimal one = decimal_of(1);
  Decimal next;
  Decimal before;
  bool has_next = decimal_add(number, one, &next);
  bool has_before = decimal_add(number, decimal_of(-1), &before);
  value->qualifier = qualifier;
  value->number = number;
  value->has_number = true;
  value->has_low = value->has_high = false;
  switch (qualifier) {
    case QUALIFIER_EXACT:
      value->has_low = value->has_high = true;
      value->low = value->high = number;
      break;
    case QUALIFIER_AT_LEAST:
      value->has_low = true;
      value->low = number;
      break;
    case QUALIFIER_MORE_THAN:
      value->has_low = has_next;
      value->low = next;
      break;
    case QUALIFIER_UP_TO:
    case QUALIFIER_NEARLY:
      value->has_high = true;
      value->high = number;
      break;
    case QUALIFIER_LESS_THAN:
      value->has_high = has_before;
      value->high = before;
      break;
    case QUALIFIER_ABOUT:
    case QUALIFIER_RANGE:
    case QUALIFIER_VAGUE: break;
  }
}

static const char *number_field(Claim *c, Str value, Arena *arena, Str *old) {
  Decimal number;
  if (!decimal_read(value, '.', &number)) {
    return "number must be a number";
  }
  *old = decimal_text(arena, c->value.has_number, c->value.number);
  Qualifier q = c->value.qualifier;
  bool open = q == QUALIFIER_RANGE || q == QUALIFIER_VAGUE;
  amend_number_set(&c->value, number, open ? QUALIFIER_EXACT : q);
  c->value.corrected = true;
  return NULL;
}

static const char *bound_field(Claim *c, bool low, Str value, Arena *arena, Str *old) {
  bool *has = low ? &c->value.has_low : &c->value.has_high;
  Decimal *bound = low ? &c->value.low : &c->value.high;
  Decimal number = {0};
  bool open = str_is(value, "open");
  if (!open && !decimal_read(value, '.', &number)) {
    return "low and high must be a number or open";
  }
  bool has_other = low ? c->value.has_high : c->value.has_low;
  Decimal other = low ? c->value.high : c->value.low;
  int order = has_other && !open ? decimal_compare(number, other) : 0;
  if (low ? order > 0 : order < 0) {
    return "low must not be above high";
  }
  *old = decimal_text(arena, *has, *bound);
  *has = !open;
  *bound = number;
  c->value.corrected = true;
  return NULL;
}

static const char *qualifier_field(Claim *c, Str value, Str *old) {
  int q = line_name_value(NAMES_QUALIFIER, value);
  if (q < 0) {
    return "no such qualifier";
  }
  bool open = q == QUALIFIER_RANGE || q == QUALIFIER_VAGUE;
  if (!open && !c->value.has_number) {
    return "the figure has no number; set number first";
  }
  *old = str_of(line_name(NAMES_QUALIFIER, (int)c->value.qualifier));
  if (open) {
    c->value.qualifier = (Qualifier)q;
  } else {
    amend_number_set(&c->value, c->value.number, (Qualifier)q);
  }
  c->value.corrected = true;
  return NULL;
}

static const char *time_field(Claim *c, Str value, Arena *arena, Str *old) {
  Str after;
  Str first = str_split(value, '/', &after);
  Period period = {.basis = BASIS_STATED};
  if (!civil_read(first, &period.start)) {
    return "time must be an ISO date or START/END";
  }
  period.end = period.start;
  if (first.n < value.n && !civil_read(after, &period.end)) {
    return "time must be an ISO date or START/END";
  }
  int32_t begins = civil_first(period.start);
  int32_t ends = civil_last(period.end);
  if (begins != DAY_NONE && ends != DAY_NONE && begins > ends) {
    return "time must not end before it begins";
  }
  *old = claim_field_words(c, str_lit("time"), arena);
  c->time = period;
  return NULL;
}

static const char *place_field(Claim *c, Str value, Arena *arena, Str *old) {
  ARRAY(ClaimPlace) places = {0};
  for (Str rest = value; rest.n;) {
    Str name = str_trim(str_split(rest, ';', &rest));
    if (name.n) {
      ClaimPlace *p = array_add(arena, &places);
      p->name = p->words.text = name;
      p->basis = BASIS_STATED;
    }
  }
  if (places.n == 0) {
    return "place must be a name";
  }
  *old = claim_field_words(c, str_lit("place"), arena);
  c->places.v = places.v;
  c->places.n = places.n;
  c->places.cap = places.cap;
  return NULL;
}

/* "none", or NAME; ROLE; STANDING, the last two as they mostly are unless given. */
static const char *actor_field(Claim *c, Str value, Arena *arena, Str *old) {
  Str role, standing;
  Str name = str_trim(str_split(value, ';', &role));
  role = str_trim(str_split(role, ';', &standing));
  standing = str_trim(standing);
  int r = role.n ? line_name_value(NAMES_ROLE, role) : ROLE_HELD_RESPONSIBLE;
  int s = standing.n ? line_name_value(NAMES_STANDING, standing) : STANDING_ASSERTED;
  if (!name.n || r < 0 || s < 0) {
    return "actor must be none, or NAME; ROLE; STANDING";
  }
  *old = claim_field_words(c, str_lit("actor"), arena);
  memset(&c->actors, 0, sizeof c->actors);
  if (!str_is(value, "none")) {
    ClaimActor actor = {.name = name, .role = (ActorRole)r, .standing = (Standing)s};
    actor.words.text = name;
    array_push(arena, &c->actors, actor);
  }
  return NULL;
}

/* The figure of the same document that this one is a part of. */
static const char *part_field(Claim *c, Str value, Str *old) {
  bool none = !value.n || str_is(value, "none");
  if (!none && (value.n != 18 || !str_starts(value, "c-") || str_equal(value, c->id))) {
    return "part_of must be the id of another figure (c-...), or none";
  }
  *old = c->part_of;
  c->part_of = none ? (Str){NULL, 0} : value;
  c->scope = none ? c->scope : SCOPE_PART;
  return NULL;
}

static const char *source_field(Claim *c, Str value, Str *old) {
  if (value.n == 0) {
    return "source must be narrator or a name";
  }
  *old = c->source.kind == SOURCE_NARRATOR ? str_lit("narrator") : c->source.words.text;
  bool narrator = str_is(value, "narrator");
  c->source = (Source){.kind = narrator ? SOURCE_NARRATOR : SOURCE_NAMED, .via = VIA_VERB};
  c->source.words.text = narrator ? (Str){0} : value;
  return NULL;
}

/* Fields whose words are an enumeration of the interchange format. */
typedef struct NamedField {
  const char *field;
  LineNames names;
  size_t at; /* of the enumeration in a Claim */
} NamedField;

static const NamedField named_fields[] = {
    {"status", NAMES_WHO_STATUS, offsetof(Claim, who.status)},
    {"sex", NAMES_SEX, offsetof(Claim, who.sex)},
    {"age_class", NAMES_AGE_CLASS, offsetof(Claim, who.age_class)},
    {"scope", NAMES_SCOPE, offsetof(Claim, scope)},
    {"polarity", NAMES_POLARITY, offsetof(Claim, polarity)},
    {"modality", NAMES_MODALITY, offsetof(Claim, modality)},
    {"certainty", NAMES_CERTAINTY, offsetof(Claim, certainty)},
};

static const char *named_field(Claim *c, const NamedField *named, Str value, Str *old) {
  int number = line_name_value(named->names, value);
  if (number < 0 && !str_is(value, "unknown")) {
    return "no such word for this field";
  }
  /* every enumeration of claim.h has the size of an unsigned int */
  unsigned before;
  unsigned after = number < 0 ? 0 : (unsigned)number;
  memcpy(&before, (char *)c + named->at, sizeof before);
  memcpy((char *)c + named->at, &after, sizeof after);
  const char *word = line_name(named->names, (int)before);
  *old = word ? str_of(word) : str_lit("unknown");
  return NULL;
}

_Static_assert(sizeof(Scope) == sizeof(unsigned) && sizeof(WhoStatus) == sizeof(unsigned) &&
                   sizeof(Sex) == sizeof(unsigned) && sizeof(AgeClass) == sizeof(unsigned) &&
                   sizeof(Polarity) == sizeof(unsigned) && sizeof(Modality) == sizeof(unsigned) &&
                   sizeof(Certainty) == sizeof(unsigned),
               "named_field writes enumerations as unsigned");

static const char *text_field(Str *text, Str value, Str *old) {
  *old = *text;
  *text = value;
  return NULL;
}

const char *amend_field_set(Claim *claim, Str field, Str value, Arena *arena, Str *old) {
  bool figure = claim->kind == CLAIM_FIGURE;
  *old = (Str){0};
  for (size_t i = 0; i < sizeof named_fields / sizeof *named_fields; i++) {
    if (str_is(field, named_fields[i].field)) {
      return named_field(claim, &named_fields[i], value, old);
    }
  }
  if (figure && str_is(field, "number")) {
    return number_field(claim, value, arena, old);
  }
  if (figure && (str_is(field, "low") || str_is(field, "high"))) {
    return bound_field(claim, str_is(field, "low"), value, arena, old);
  }
  if (figure && str_is(field, "qualifier")) {
    return qualifier_field(claim, value, old);
  }
  if (str_is(field, "time")) {
    return time_field(claim, value, arena, old);
  }
  if (str_is(field, "place")) {
    return place_field(claim, value, arena, old);
  }
  if (str_is(field, "source")) {
    return source_field(claim, value, old);
  }
  if (str_is(field, "actor")) {
    return actor_field(claim, value, arena, old);
  }
  if (figure && str_is(field, "part_of")) {
    return part_field(claim, value, old);
  }
  if (str_is(field, "measure")) {
    return value.n ? text_field(&claim->measure, value, old) : "measure must be a name";
  }
  if (figure && str_is(field, "who")) {
    claim->who.words.span = (Span){0, 0};
    return text_field(&claim->who.words.text, value, old);
  }
  if (figure && str_is(field, "nationality")) {
    return text_field(&claim->who.nationality, value, old);
  }
  if (figure && str_is(field, "occupation")) {
    return text_field(&claim->who.occupation, value, old);
  }
  if (figure && str_is(field, "as_of")) {
    Date date;
    return value.n == 0 || civil_read(value, &date) ? text_field(&claim->as_of, value, old)
                                                    : "as_of must be an ISO date";
  }
  return "no such field";
}

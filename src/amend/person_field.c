/* Person field: word and value of a correction → a field of a person. */
#include "amend/person_field.h"

#include "claim/line_names.h"

enum { AGE_MOST = 130 };

static bool is_unknown(Str value) {
  return !value.n || str_is(value, "unknown");
}

static const char *age_set(Person *p, Str value) {
  int64_t age = -1;
  if (!is_unknown(value) && (!str_integer(value, &age) || age < 0 || age > AGE_MOST)) {
    return "age must be years, or unknown";
  }
  p->age = (int16_t)age;
  return NULL;
}

static const char *sex_set(Person *p, Str value) {
  int sex = is_unknown(value) ? SEX_UNKNOWN : line_name_value(NAMES_SEX, value);
  if (sex < 0) {
    return "sex must be female, male or unknown";
  }
  p->sex = (Sex)sex;
  return NULL;
}

const char *person_field_set(Person *p, Str field, Str value) {
  if (str_is(field, "age")) {
    return age_set(p, value);
  }
  if (str_is(field, "sex")) {
    return sex_set(p, value);
  }
  if (str_is(field, "harm")) {
    int harm = line_name_value(NAMES_HARM, value);
    if (harm < 0) {
      return "harm must be killed, injured, missing, detained, abducted, infected or unknown";
    }
    p->harm = (Harm)harm;
    return NULL;
  }
  if (str_is(field, "certainty")) {
    int certainty = line_name_value(NAMES_CERTAINTY, value);
    if (certainty < 0) {
      return "certainty must be clear or unclear";
    }
    p->certainty = (Certainty)certainty;
    return NULL;
  }
  Str *text = str_is(field, "name") ? &p->name : str_is(field, "occupation") ? &p->occupation : NULL;
  if (!text) {
    return "no such field of a person";
  }
  *text = str_is(value, "unknown") ? (Str){NULL, 0} : value;
  return NULL;
}

const char *person_fields_set(Person *p, Str harm, Str fields) {
  Person made = *p;
  const char *fault = person_field_set(&made, str_lit("harm"), harm);
  for (Str rest = fields; rest.n && !fault;) {
    Str value, one = str_trim(str_split(rest, ';', &rest));
    Str field = str_split(one, ' ', &value);
    fault = one.n ? person_field_set(&made, field, str_trim(value)) : NULL;
  }
  if (!fault) {
    *p = made;
  }
  return fault;
}

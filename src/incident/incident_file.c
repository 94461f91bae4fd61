/* Incident files: lines to bounds. */
#include "incident/incident_file.h"

#include "claim/line_names.h"

typedef struct Reader {
  Str file;
  uint32_t line;
  Arena *arena;
  Incident *incident;
  Status *status;
} Reader;

static int problem(Reader *r, const char *message, Str word) {
  return status_line(r->status, r->file, r->line, message, word);
}

/* Takes "or none" from the end of a line. */
static bool or_none(Str *rest) {
  static const char words[] = " or none";
  size_t n = sizeof words - 1;
  if (!str_ends(*rest, words)) {
    return false;
  }
  *rest = str_trim((Str){rest->p, rest->n - n});
  return true;
}

/* ---- where ----------------------------------------------------------------------------------- */

/* Degrees with at most six decimals, to millionths. */
static bool degrees_read(Str text, int limit, int32_t *millionths) {
  Decimal number;
  bool minus = str_starts(text, "-");
  Str digits = minus ? (Str){text.p + 1, text.n - 1} : text;
  if (!digits.n || digits.p[0] < '0' || digits.p[0] > '9' || !decimal_read(digits, '.', &number) ||
      number.scale > 6 || decimal_compare(number, decimal_of(limit)) > 0) {
    return false;
  }
  int64_t value = number.digits;
  for (int i = number.scale; i < 6; i++) {
    value *= 10;
  }
  *millionths = (int32_t)(minus ? -value : value);
  return true;
}

/* LATITUDE LONGITUDE radius KM */
static int point_read(Reader *r, Str rest, IncidentPlace *place) {
  Str latitude = str_word(&rest), longitude = str_word(&rest), radius = str_word(&rest);
  int64_t km;
  if (!degrees_read(latitude, 90, &place->latitude)) {
    return problem(r, "expected a latitude between -90 and 90 with at most six decimals", latitude);
  }
  if (!degrees_read(longitude, 180, &place->longitude)) {
    return problem(r, "expected a longitude between -180 and 180 with at most six decimals", longitude);
  }
  if (!str_is(radius, "radius") || !str_integer(rest, &km) || km < 1 || km > 20000) {
    return problem(r, "expected \"radius\" and whole kilometres, 1 to 20000, behind the point",
                   radius.n ? (Str){radius.p, (size_t)(rest.p + rest.n - radius.p)} : radius);
  }
  place->has_point = true;
  place->radius = (uint32_t)km;
  return STATUS_OK;
}

/* NAME[, WHAT IT LIES IN] or a point. */
static int place_read(Reader *r, Str rest) {
  IncidentPlace place = {.line = r->line};
  r->incident->place_or_none = or_none(&rest) || r->incident->place_or_none;
  bool number = rest.n && (rest.p[0] == '-' || (rest.p[0] >= '0' && rest.p[0] <= '9'));
  int code = STATUS_OK;
  if (number) {
    code = point_read(r, rest, &place);
  } else {
    Str in;
    place.name = str_trim(str_split(rest, ',', &in));
    place.in = str_trim(in);
  }
  if (code == STATUS_OK && !number && !place.name.n) {
    code = problem(r, "expected the name of a place, or \"LATITUDE LONGITUDE radius KM\", behind place", rest);
  }
  array_push(r->arena, &r->incident->places, place);
  return code;
}

/* ---- when ------------------------------------------------------------------------------------ */

/* YYYY-MM-DD: civil_read takes less precise dates as well. */
static bool day_read(Str word, Date *day) {
  return word.n == 10 && civil_read(word, day) && civil_valid(*day);
}

static int period_read(Reader *r, Str rest) {
  Incident *incident = r->incident;
  if (incident->has_period) {
    return problem(r, "expected one period only", (Str){NULL, 0});
  }
  incident->period_or_none = or_none(&rest);
  Str first = str_word(&rest);
  if (!day_read(first, &incident->first)) {
    return problem(r, "expected the first day as YYYY-MM-DD behind period", first);
  }
  incident->last = incident->first;
  if (rest.n && !day_read(rest, &incident->last)) {
    return problem(r, "expected the last day as YYYY-MM-DD", rest);
  }
  if (civil_first(incident->last) < civil_first(incident->first)) {
    return problem(r, "expected a last day that is not before the first", rest);
  }
  incident->has_period = true;
  return STATUS_OK;
}

/* ---- what and who ---------------------------------------------------------------------------- */

/* A measure or happening as in lines of extract: small letters and _. */
static bool is_name(Str word) {
  for (size_t i = 0; i < word.n; i++) {
    if ((word.p[i] < 'a' || word.p[i] > 'z') && word.p[i] != '_') {
      return false;
    }
  }
  return word.n > 0;
}

static int kinds_read(Reader *r, Str rest) {
  if (!rest.n) {
    return problem(r, "expected measures, as killed injured, behind kinds", rest);
  }
  while (rest.n) {
    Str word = str_word(&rest);
    if (!is_name(word)) {
      return problem(r, "expected measures, as killed injured, behind kinds", word);
    }
    array_push(r->arena, &r->incident->kinds, word);
  }
  return STATUS_OK;
}

/* Words of an enumeration to bits. */
static int classes_read(Reader *r, Str rest, LineNames names, const char *expected, uint32_t *bits) {
  bool none = or_none(&rest);
  *bits |= none;
  if (!rest.n) {
    return problem(r, expected, rest);
  }
  while (rest.n) {
    Str word = str_word(&rest);
    int value = line_name_value(names, word);
    if (value < 1) {
      return problem(r, expected, word);
    }
    *bits |= 1u << value;
  }
  return STATUS_OK;
}

static int threshold_read(Reader *r, Str rest) {
  IncidentThreshold threshold = {.measure = str_word(&rest)};
  int64_t least;
  if (!is_name(threshold.measure)) {
    return problem(r, "expected a measure, as killed, behind threshold", threshold.measure);
  }
  if (!str_integer(rest, &least) || least < 0 || least > 1000000000) {
    return problem(r, "expected a whole number behind the measure", rest);
  }
  threshold.least = decimal_of(least);
  array_push(r->arena, &r->incident->thresholds, threshold);
  return STATUS_OK;
}

/* ---- checklist ------------------------------------------------------------------------------- */

/* NAMES, or NAME: WHAT ANSWERS IT */
static int asks_read(Reader *r, Str rest) {
  Str answers, names = str_split(rest, ':', &answers);
  bool answered = names.n < rest.n;
  if (!str_trim(names).n || (answered && !str_trim(answers).n)) {
    return problem(r, "expected names, or \"NAME: MEASURES AND HAPPENINGS\", behind asks", rest);
  }
  for (names = str_trim(names); names.n;) {
    IncidentItem item = {.name = str_word(&names)};
    if (!is_name(item.name) || (answered && names.n)) {
      return problem(r, "expected a name in small letters", answered ? names : item.name);
    }
    while (answers.n) {
      Str word = str_word(&answers);
      if (word.n && !is_name(word)) {
        return problem(r, "expected measures and happenings, as shooting bombing", word);
      }
      if (word.n) {
        array_push(r->arena, &item.answers, word);
      }
    }
    array_push(r->arena, &r->incident->items, item);
  }
  return STATUS_OK;
}

/* ---- the file -------------------------------------------------------------------------------- */

static int line_read(Reader *r, Str line) {
  Incident *incident = r->incident;
  Str rest = line, key = str_word(&rest);
  if (str_is(key, "incident")) {
    if (incident->name.n || !rest.n) {
      return problem(r, "expected one name of the incident", line);
    }
    incident->name = rest;
    return STATUS_OK;
  }
  if (str_is(key, "place")) {
    return place_read(r, rest);
  }
  if (str_is(key, "period")) {
    return period_read(r, rest);
  }
  if (str_is(key, "kinds")) {
    return kinds_read(r, rest);
  }
  if (str_is(key, "status")) {
    return classes_read(r, rest, NAMES_WHO_STATUS, "expected civilian, combatant, police or contested",
                        &incident->statuses);
  }
  if (str_is(key, "sex")) {
    return classes_read(r, rest, NAMES_SEX, "expected female or male", &incident->sexes);
  }
  if (str_is(key, "age")) {
    return classes_read(r, rest, NAMES_AGE_CLASS, "expected child, adult or elderly", &incident->ages);
  }
  if (str_is(key, "threshold")) {
    return threshold_read(r, rest);
  }
  if (str_is(key, "asks")) {
    return asks_read(r, rest);
  }
  return problem(r, "expected incident, place, period, kinds, status, sex, age, threshold or asks", line);
}

int incident_file_read(Str text, Str file, Arena *arena, Incident *incident, Status *status) {
  Reader r = {.file = file, .arena = arena, .incident = incident, .status = status};
  *incident = (Incident){.file = file};
  while (text.n) {
    Str line = str_trim(str_uncommented(str_split(text, '\n', &text)));
    r.line++;
    int code = line.n ? line_read(&r, line) : STATUS_OK;
    if (code) {
      return code;
    }
  }
  if (!incident->name.n) {
    return problem(&r, "expected a line \"incident NAME\" before the end", (Str){NULL, 0});
  }
  return incident->places.n || incident->has_period
             ? STATUS_OK
             : problem(&r, "expected a line place or period before the end", (Str){NULL, 0});
}

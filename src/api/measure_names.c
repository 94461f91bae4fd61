/* Measure names: those of a record and of the wording; the near ones of a word. */
#include "api/measure_names.h"

#include "base/nearness.h"

enum { NEAR = 3 };

static void add_name(MeasureNames *names, Str name, Arena *arena) {
  if (!measure_names_have(names, name)) {
    array_push(arena, names, name);
  }
}

void measure_names_of_record(according_record *record, Arena *arena, MeasureNames *names) {
  static const Str family = {"measure.", 8};
  const Wording *wording = &record->engine->wording;
  record_measures(record->record, arena, names);
  for (uint32_t i = 0; i < wording->open.n; i++) {
    Str key = wording->open.v[i].key;
    if (key.n > family.n && !memcmp(key.p, family.p, family.n)) {
      add_name(names, (Str){key.p + family.n, key.n - family.n}, arena);
    }
  }
}

bool measure_names_have(const MeasureNames *names, Str name) {
  for (uint32_t i = 0; i < names->n; i++) {
    if (str_equal(names->v[i], name)) {
      return true;
    }
  }
  return false;
}

Str measure_names_near(const MeasureNames *names, Str name, Arena *arena) {
  Str near = {NULL, 0};
  unsigned least = NEAR + 1;
  for (uint32_t i = 0; i < names->n; i++) {
    unsigned far = word_distance(name, names->v[i]);
    if (far < least && far * 2 <= name.n) {
      least = far;
    }
  }
  for (uint32_t i = 0; i < names->n; i++) {
    if (least <= NEAR && word_distance(name, names->v[i]) == least) {
      near = near.n ? str_of(arena_printf(arena, "%.*s, %.*s", STR_ARG(near), STR_ARG(names->v[i])))
                    : names->v[i];
    }
  }
  return near;
}

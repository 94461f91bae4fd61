/* Measure names: which measures there are, and those whose names are near a word. */
#ifndef API_MEASURE_NAMES_H
#define API_MEASURE_NAMES_H

#include "api/record_object.h"

/* Names of measures, predicates and harms, each once. */
typedef NameArray MeasureNames;

/* Those of the record's lines, and those that have a heading. */
void measure_names_of_record(according_record *record, Arena *arena, MeasureNames *names);
bool measure_names_have(const MeasureNames *names, Str name);
/* The nearest, "killed" or "injured, infected"; empty if none is near. */
Str measure_names_near(const MeasureNames *names, Str name, Arena *arena);

#endif

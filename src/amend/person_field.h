/* Person field: fields of a person set from the words of a correction. */
#ifndef AMEND_PERSON_FIELD_H
#define AMEND_PERSON_FIELD_H

#include "claim/claim.h"

/* Sets harm, name, age, sex, occupation or certainty. NULL on success, else what is wrong with field or
   value (a clause; the person is unchanged). "unknown" and nothing take a field away. */
const char *person_field_set(Person *person, Str field, Str value);
/* The harm, and "age 7; sex female; name Ana", in any order, or nothing. */
const char *person_fields_set(Person *person, Str harm, Str fields);

#endif

/* Amend field: one field of a claim set from its word in a correction. */
#ifndef AMEND_AMEND_FIELD_H
#define AMEND_AMEND_FIELD_H

#include "claim/claim.h"

/* Sets the field of the claim. *old is what it was, in the interchange format's words, for people;
   NULL on success, else what is wrong with field or value (a clause; the claim is unchanged). */
const char *amend_field_set(Claim *claim, Str field, Str value, Arena *arena, Str *old);

/* Number and qualifier with the bounds that the wording supports: at least N: low N; more than N:
   low N + 1; up to N: high N; less than N: high N - 1; nearly: high N; exact: both N. */
void amend_number_set(Value *value, Decimal number, Qualifier qualifier);

#endif

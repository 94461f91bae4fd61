/* Field words: the fields of a claim or person that people can correct, and what each says, in the words
   of the interchange format. What amend_field_set takes, and what differs between two readings. */
#ifndef AMEND_FIELD_WORDS_H
#define AMEND_FIELD_WORDS_H

#include "claim/claim.h"

enum { CLAIM_FIELDS = 21, PERSON_FIELDS = 6 };

/* In the order in which they are told. */
extern const char *const claim_field_names[CLAIM_FIELDS];
extern const char *const person_field_names[PERSON_FIELDS];

/* Whether such a claim has the field at all: of a statement there is no number. */
bool claim_has_field(const Claim *claim, Str field);
/* What the field says; empty where it says nothing ("open" for a bound that is open). Of a name that is
   no field empty as well. */
Str claim_field_words(const Claim *claim, Str field, Arena *arena);
Str person_field_words(const Person *person, Str field, Arena *arena);

#endif

/* Persons: proto-persons of a document into person lines. */
#ifndef CLAIM_CLAIM_PERSON_H
#define CLAIM_CLAIM_PERSON_H

#include "claim/claim_parts.h"

/* Appends one line for each different person of the document to the extraction, by place. */
void claim_persons(const Making *m, const ProtoPersons *protos, Extraction *extraction);

#endif

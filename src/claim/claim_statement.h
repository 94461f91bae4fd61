/* Statements: proto-statements of a document into lines. */
#ifndef CLAIM_CLAIM_STATEMENT_H
#define CLAIM_CLAIM_STATEMENT_H

#include "claim/claim_parts.h"

/* Writes one claim for each proto-statement to claims (room for protos->n, zeroed); returns how many. figures: those
   of m->protos, already made; a statement in the words of one of them has its time and place. */
uint32_t claim_statements(const Making *m, const ProtoStatements *protos, const Claim *figures,
                          Claim *claims);

#endif

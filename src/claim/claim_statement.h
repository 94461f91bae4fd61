/* Statements: proto-statements of a document into lines. */
#ifndef CLAIM_CLAIM_STATEMENT_H
#define CLAIM_CLAIM_STATEMENT_H

#include "claim/claim_parts.h"

/* Writes one claim for each proto-statement to claims (room for protos->n, zeroed); returns how many. */
uint32_t claim_statements(const Making *m, const ProtoStatements *protos, Claim *claims);

#endif

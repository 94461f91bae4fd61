/* The source register as a form to be filled in: what the documents say of themselves, and nothing else. */
#ifndef VIEW_SOURCES_WRITE_H
#define VIEW_SOURCES_WRITE_H

#include "base/buffer.h"
#include "claim/claim.h"

/* CSV: a row for each publisher, then one for each named source that figures are from; by name. */
void sources_write(const Extraction *extraction, Arena *arena, Buffer *out);

#endif

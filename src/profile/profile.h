/* Profile: what other documents need of one, completed on its line. */
#ifndef PROFILE_PROFILE_H
#define PROFILE_PROFILE_H

#include "claim/claim.h"

/* Fills line->sketch from line->text, page furniture left out. Memory of arena. */
void profile_line(Arena *arena, DocumentLine *line);

#endif

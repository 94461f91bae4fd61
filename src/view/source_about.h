/* What a register of sources says of a source, in a line: "hospital; Order of X; party: Y; …". */
#ifndef VIEW_SOURCE_ABOUT_H
#define VIEW_SOURCE_ABOUT_H

#include "rule/sources.h"
#include "view/wording.h"

/* Empty where there is no register (NULL), or it says nothing of this name. */
Str source_about(const SourceRegister *sources, const Wording *wording, Arena *arena, Str name);

#endif

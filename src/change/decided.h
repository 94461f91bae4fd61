/* Decided: decisions by what they decide on, so that those are found that cannot stand side by side: two
   values of one field, accepted and rejected, a field of what is rejected, one event and not, one origin and
   not. Beside notes everything else can. */
#ifndef CHANGE_DECIDED_H
#define CHANGE_DECIDED_H

#include "base/map.h"
#include "record/record.h"

typedef struct Decided {
  Arena *arena;
  ARRAY(const Decision *) list;
  Map matters; /* what is decided on → the last decision on it, in list */
} Decided;

void decided_init(Decided *decided, Arena *arena);
void decided_add(Decided *decided, const Decision *decision);
/* One that was added and cannot stand beside this one; NULL if there is none. */
const Decision *decided_against(const Decided *decided, const Decision *decision);

#endif

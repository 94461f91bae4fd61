/* Record usual: what the lines of this program and language data usually look like, for the record. */
#ifndef API_RECORD_USUAL_H
#define API_RECORD_USUAL_H

#include "api/engine.h"
#include "record/usual.h"

/* Learned from the lines of the sample documents of the language data; usual_forget behind it. In the
   arena, which must be guarded. */
Usual *record_usual(const according_engine *engine, Arena *arena);

#endif

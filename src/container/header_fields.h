/* Header fields: "Name: value" lines of WARC records, HTTP answers and mails, ended by an empty
   line. */
#ifndef CONTAINER_HEADER_FIELDS_H
#define CONTAINER_HEADER_FIELDS_H

#include "base/str.h"

/* Bytes of the header that text begins with, its empty line included; 0 if that does not come. */
size_t header_length(Str text);
/* The next field of *rest, which is moved behind it; false at the end. Lines that are no fields are
   passed over; value may have line breaks where it is folded. */
bool header_next(Str *rest, Str *name, Str *value);
/* The value of the first field of that name (case does not matter), trimmed; empty if there is
   none. */
Str header_find(Str header, const char *name);
/* A value without its line breaks, in the arena. */
Str header_unfold(Str value, Arena *arena);
/* "text/html" of "text/html; charset=utf-8". */
Str header_main(Str value);
/* "utf-8" of the same, for "charset"; without quotation marks. Empty if there is none. */
Str header_parameter(Str value, const char *name);

#endif

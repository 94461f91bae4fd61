/* MIME decoding: the bodies of mails as they were sent → their bytes, with the place of each; and
   what is written in headers. */
#ifndef CONTAINER_MIME_DECODE_H
#define CONTAINER_MIME_DECODE_H

#include "container/expander.h"

/* Writes a body into the open part; runs (in the expander's arena) say where each byte comes from,
   `at` being the place of the body's first. False if something in it was not as it should be; what
   could be decoded was written. */
bool mime_quoted_printable(Expander *e, Str body, uint64_t at, LeafRuns *runs);
bool mime_base64(Expander *e, Str body, uint64_t at, LeafRuns *runs);

/* Bytes in a charset to UTF-8; empty if it is not known. */
typedef Str (*MimeConvert)(void *context, Str bytes, Str charset, Arena *arena);
/* A header's value with its encoded words ("=?utf-8?B?…?=") decoded; those whose charset is not
   known stay as they are. convert may be NULL: UTF-8 and Latin 1 alone. */
Str mime_words(Str value, MimeConvert convert, void *context, Arena *arena);
/* A parameter of a header, also as RFC 2231 writes it (name*=utf-8''…, name*0=…). */
Str mime_parameter(Str value, const char *name, Arena *arena);
/* "Tue, 3 May 2016 10:15:00 +0200" → "2016-05-03T10:15:00+02:00"; empty if it is no date. */
Str mime_date(Str value, Arena *arena);

#endif

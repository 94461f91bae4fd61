/* Names of documents and addresses, as other programs take them. */
#ifndef VIEW_EXPORT_NAMES_H
#define VIEW_EXPORT_NAMES_H

#include "base/buffer.h"

/* Any text as the local part of a name of PROV, or of a urn: letters, digits, - _ and . inside
   stay, all other bytes become %XX. Needs room for three times its bytes; returns the length. */
size_t name_escape(Str text, char *out);
/* An address whose bytes are none of an address (RFC 3986), or markup, become %XX. */
void url_escaped(Buffer *out, Str url);
/* An address of the web. */
bool url_is_web(Str url);

#endif

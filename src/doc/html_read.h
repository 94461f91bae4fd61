/* HTML → Document. */
#ifndef DOC_HTML_READ_H
#define DOC_HTML_READ_H

#include "doc/encoding.h"
#include "doc/read.h"

/* Do the bytes look like an HTML page (or a piece of one)? */
bool html_recognise(Str bytes);
/* The encoding that a page declares (<meta charset>, http-equiv, XML declaration), or empty. */
Str html_declared_encoding(Str bytes);
/* Fills text, body_at, blocks, source_map, notes and metadata of d from a decoded page. */
void html_read(const DocOptions *options, const Decoded *decoded, Arena *arena, Document *d);

#endif

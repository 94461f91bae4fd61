/* Content: the words of a document apart from its form, so that one account in two formats, or two
   captures of one page, is known for the same. */
#ifndef DOC_CONTENT_H
#define DOC_CONTENT_H

#include "doc/document.h"

enum { CONTENT_LEAST = 100 }; /* letters and digits; less is often equal by chance */

/* SHA-256 of the document's running text in one normal form: letters without case and marks, digits
   (a separator between two of them stays), nothing else; without titles, headings, captions, bylines and furniture. False
   where it is too short to say anything. scratch: for as long as it takes. */
bool document_content(const Document *d, Arena *scratch, Digest *content);

#endif

/* Leaf from: what a container says of a part, into the document, into its line ("from"), and back
   from a line. */
#ifndef DOC_LEAF_FROM_H
#define DOC_LEAF_FROM_H

#include "container/leaf.h"
#include "doc/document.h"

/* What must be known before the text is read: title, and date. part may be NULL, as below. */
void leaf_given_before(const Leaf *part, Arena *arena, Document *d);
/* What the document does not say of itself; and d->from. */
void leaf_given_after(const Leaf *part, Arena *arena, Document *d);

/* What a field is called in lines. */
const char *leaf_field_name(LeafField field);
/* The fields of a part as a JSON object, in the arena:
     {"name":"news/a.html","within":"inner.zip","at":[120,3400],"url":"…","media":"text/html", …}
   "text": true says that the text was made by the reader of the container. */
Str leaf_from_write(const Leaf *part, Arena *arena);
/* The same back, from a document line. Runs and places in a spool are not in it. False if it has no
   "from". */
bool leaf_from_read(Str line, Arena *arena, Leaf *part);

#endif

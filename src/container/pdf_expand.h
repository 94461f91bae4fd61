/* PDF: parts that are PDF documents get their text from pdftotext, a program of others, which runs
   as a process with limits that can read and write nothing but what it is given. What it writes is
   read by another child, as any container is. */
#ifndef CONTAINER_PDF_EXPAND_H
#define CONTAINER_PDF_EXPAND_H

#include "container/expander.h"

/* Parts that are paged get text, boxes and fields; those that cannot be read go, with a note. */
int pdf_expand(Spool *spool, Str programs, Arena *arena, Expanded *out, Status *status);

/* Child processes over n sources, all by one reader (NULL: each by the one that it is for). Sets
   *out. container_expand.c */
int expand_by(Spool *spool, const ContainerSource *sources, uint32_t n, ExpandReader *reader,
              Arena *arena, Expanded *out, Status *status);

#endif

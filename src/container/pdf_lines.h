/* PDF lines: which lines of pages are running heads and feet, by what stands at the edges of many
   pages. */
#ifndef CONTAINER_PDF_LINES_H
#define CONTAINER_PDF_LINES_H

#include "base/array.h"
#include "base/str.h"
#include "container/xml_token.h"

typedef struct PdfLines {
  bool *running; /* by the line's number, from 0, as they stand in the bytes */
  uint32_t n;
  uint32_t found; /* how many are running */
} PdfLines;

/* A place on a page, of an attribute: "72.340000" → 7234. What is none is 0. */
int32_t pdf_hundredths(const XmlToken *token, const char *name);
/* Looks at what pdftotext -bbox-layout wrote. Memory of `arena`. */
void pdf_lines_find(PdfLines *lines, Str bytes, Arena *arena);

#endif

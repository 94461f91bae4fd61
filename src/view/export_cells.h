/* Cells of a row of CSV: each is written with the comma behind it, which row_end makes the end of
   the line. What is not known is an empty cell. */
#ifndef VIEW_EXPORT_CELLS_H
#define VIEW_EXPORT_CELLS_H

#include "base/buffer.h"
#include "claim/line_names.h"

void cell(Buffer *out, Str text);
void cell_word(Buffer *out, const char *word); /* NULL: empty */
void cell_name(Buffer *out, LineNames which, int value);
void cell_decimal(Buffer *out, bool has, Decimal number);
void cell_count(Buffer *out, uint64_t count);
void cell_flag(Buffer *out, bool flag); /* yes or no */
void cell_date(Buffer *out, Date date);
void cell_degrees(Buffer *out, bool has, int32_t millionths);
void cell_digest(Buffer *out, Digest digest);
void cells_empty(Buffer *out, uint32_t count);
void row_end(Buffer *out);

/* A cell of several: "a; b". */
typedef struct CellList {
  Buffer *out;
  bool any;
} CellList;

CellList cell_list(Buffer *out);
void cell_list_add(CellList *list, Str text);
void cell_list_end(CellList *list);

/* Ids of documents, of claims. */
void cell_documents(Buffer *out, const Extraction *x, const uint32_t *v, uint32_t n);
void cell_claims(Buffer *out, const Extraction *x, const uint32_t *v, uint32_t n);

#endif

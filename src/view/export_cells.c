/* Values → cells of CSV. */
#include "view/export_cells.h"

#include "base/csv.h"

void cell(Buffer *out, Str text) {
  csv_field(out, text);
  buffer_char(out, ',');
}

void cell_word(Buffer *out, const char *word) {
  cell(out, str_of(word));
}

void cell_name(Buffer *out, LineNames which, int value) {
  cell_word(out, line_name(which, value));
}

void cell_decimal(Buffer *out, bool has, Decimal number) {
  char text[32];
  cell(out, (Str){text, has ? decimal_write(number, text) : 0});
}

void cell_count(Buffer *out, uint64_t count) {
  buffer_format(out, "%llu,", (unsigned long long)count);
}

void cell_flag(Buffer *out, bool flag) {
  buffer_text(out, flag ? "yes," : "no,");
}

void cell_date(Buffer *out, Date date) {
  char text[16];
  cell(out, (Str){text, civil_write(date, text)});
}

/* Millionths of a degree as a decimal number. */
void cell_degrees(Buffer *out, bool has, int32_t millionths) {
  cell_decimal(out, has, decimal_normal((Decimal){millionths, 6}));
}

void cell_digest(Buffer *out, Digest digest) {
  char text[72];
  digest_write(digest, text);
  cell_word(out, digest_is_none(digest) ? "" : text);
}

void cells_empty(Buffer *out, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    buffer_char(out, ',');
  }
}

void row_end(Buffer *out) {
  if (!out->failed && out->n) {
    out->p[out->n - 1] = '\n';
  }
}

/* ---- lists ----------------------------------------------------------------------------------- */

CellList cell_list(Buffer *out) {
  return (CellList){out, false};
}

void cell_list_add(CellList *list, Str text) {
  buffer_text(list->out, list->any ? "; " : "\"");
  list->any = true;
  csv_quoted(list->out, text);
}

void cell_list_end(CellList *list) {
  buffer_text(list->out, list->any ? "\"," : ",");
}

void cell_documents(Buffer *out, const Extraction *x, const uint32_t *v, uint32_t n) {
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < n; i++) {
    cell_list_add(&list, x->documents.v[v[i]].id);
  }
  cell_list_end(&list);
}

void cell_claims(Buffer *out, const Extraction *x, const uint32_t *v, uint32_t n) {
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < n; i++) {
    cell_list_add(&list, x->claims.v[v[i]].id);
  }
  cell_list_end(&list);
}

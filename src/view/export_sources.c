/* The register of sources as a table: what people know of each, and what documents have of it. */
#include "view/export_cells.h"
#include "view/export_write.h"

static bool is_of(const SourceRegister *sources, Str name, uint32_t entry, Arena *scratch) {
  const SourceEntry *found = source_find(sources, name, scratch);
  return found && found == &sources->entries.v[entry];
}

static void publishes(Buffer *out, const ExportView *view, uint32_t entry, Arena *scratch) {
  const Extraction *x = view->story->extraction;
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    if (is_of(view->sources, x->documents.v[i].publisher, entry, scratch)) {
      cell_list_add(&list, x->documents.v[i].id);
    }
  }
  cell_list_end(&list);
}

/* Claims on its word, of whoever writes them. */
static void is_quoted(Buffer *out, const ExportView *view, uint32_t entry, Arena *scratch) {
  const Extraction *x = view->story->extraction;
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < x->claims.n; i++) {
    bool quoted = false;
    for (const Source *s = &x->claims.v[i].source; s && !quoted; s = s->from) {
      quoted = is_of(view->sources, s->words.text, entry, scratch);
    }
    if (quoted) {
      cell_list_add(&list, x->claims.v[i].id);
    }
  }
  cell_list_end(&list);
}

void export_sources(Buffer *out, const ExportView *view, Arena *scratch) {
  for (SourceField f = 0; f < SOURCE_FIELDS; f++) {
    cell_word(out, source_field_name(f));
  }
  buffer_text(out, "documents,claims\n");
  for (uint32_t i = 0; i < view->sources->entries.n; i++) {
    for (SourceField f = 0; f < SOURCE_FIELDS; f++) {
      cell(out, view->sources->entries.v[i].field[f]);
    }
    publishes(out, view, i, scratch);
    is_quoted(out, view, i, scratch);
    row_end(out);
    arena_clear(scratch);
  }
}

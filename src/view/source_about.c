/* A source of the register, in words. */
#include "view/source_about.h"

#include "view/page_words.h"

static Str field_words(const Wording *w, Arena *arena, const SourceEntry *entry,
                       SourceField field) {
  static const struct {
    SourceField field;
    WordingKey key;
  } named[] = {{SOURCE_PARTY, W_SOURCE_PARTY}, {SOURCE_LANGUAGE, W_SOURCE_LANGUAGE}};
  Str text = entry->field[field];
  for (size_t i = 0; text.n && i < sizeof named / sizeof *named; i++) {
    if (named[i].field == field) {
      WordingArg arg = {.name = "text", .text = text};
      return page_fill(w, arena, named[i].key, &arg, 1);
    }
  }
  return text;
}

Str source_about(const SourceRegister *sources, const Wording *w, Arena *arena, Str name) {
  static const SourceField shown[] = {SOURCE_KIND_OF,  SOURCE_AFFILIATION, SOURCE_PARTY,
                                      SOURCE_ACCESS,   SOURCE_LANGUAGE,    SOURCE_NOTE};
  const SourceEntry *entry = sources ? source_find(sources, name, arena) : NULL;
  Str items[SOURCE_FIELDS];
  uint32_t n = 0;
  for (size_t i = 0; entry && i < sizeof shown / sizeof *shown; i++) {
    Str text = field_words(w, arena, entry, shown[i]);
    if (text.n) {
      items[n++] = text;
    }
  }
  return page_list(w, arena, items, n, W_LIST_SEMICOLON);
}

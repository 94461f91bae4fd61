/* Wikitext: the text of a page of MediaWiki as people read it, and where each byte of it comes
   from. Templates, tables, references, pictures and categories are left out: what they would show
   is known to the wiki alone. */
#ifndef CONTAINER_WIKI_TEXT_H
#define CONTAINER_WIKI_TEXT_H

#include "base/buffer.h"
#include "container/leaf.h"

typedef struct WikiNames {
  ARRAY(Str)
  hidden; /* namespaces whose links show no text: files and categories, in the wiki's language */
} WikiNames;

typedef struct WikiText {
  Buffer text;
  LeafRuns runs; /* of the text in the bytes that `at` counts from */
  uint32_t templates, tables, references;
} WikiText;

/* source: the wikitext as it stands in XML, with its entities; `at` is its place in the part's
   bytes. Runs lie in the arena; out->text is to be released. False without memory. */
bool wiki_text(Str source, uint64_t at, const WikiNames *names, Arena *arena, WikiText *out);
/* A short text of XML without its entities, in the arena. */
Str wiki_plain(Str xml, Arena *arena);

#endif

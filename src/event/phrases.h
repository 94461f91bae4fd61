/* Phrases: the words in which events, relations and questions are described, from a file of data
   (data/wording/LANGUAGE/story.tsv): one "key TAB text" a line, "{name}" in a text is filled in, "#"
   begins a comment line. No wording of pages is in C. Immutable once read. */
#ifndef EVENT_PHRASES_H
#define EVENT_PHRASES_H

#include "base/array.h"
#include "base/map.h"
#include "base/status.h"

typedef struct Phrases {
  Map texts; /* key → index */
  ARRAY(Str) list;
} Phrases;

/* Reads the file's bytes, which must outlive the phrases. STATUS_FORMAT with the line in status->at
   for a line without a tab or a repeated key. */
int phrases_read(Arena *arena, Str bytes, Phrases *phrases, Status *status);
/* The text of a key; the key itself where the file has none, so that a gap is seen. */
Str phrase(const Phrases *phrases, const char *key);
/* Is the word one of those that the key's text lists? Letter case does not count. */
bool phrase_lists(const Phrases *phrases, const char *key, Str word);
/* Is one of the words of a sentence? Marks at their ends do not count. */
bool phrase_lists_any(const Phrases *phrases, const char *key, Str words);
/* The text filled with name/value pairs: phrase_fill(arena, p, "k", 2, "a", x, "b", y), each name a
   const char * and each value a Str. */
Str phrase_fill(Arena *arena, const Phrases *phrases, const char *key, int pairs, ...);

#endif

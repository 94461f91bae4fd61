/* Wording: every phrase that pages and reports print for people, from a file of data/wording:

     key<TAB>text with {placeholders}         {n:question|questions} picks by whether n is 1

   Keys that the views ask for are listed in wording_keys.h with the placeholders each may use; all
   must be there, once. Beside them a file may hold any key of the open families (measure.*, gap.*,
   number.*, unit.*, qualifier.*), which are looked up by name: a measure added by a user needs no C.
   Immutable once parsed; all strings are views into the bytes given to wording_parse. */
#ifndef VIEW_WORDING_H
#define VIEW_WORDING_H

#include "base/map.h"
#include "base/array.h"
#include "base/status.h"
#include "base/str.h"

#define WORDING_KEY(name, key, placeholders) W_##name,
typedef enum WordingKey {
#include "view/wording_keys.h"
  W_COUNT
} WordingKey;
#undef WORDING_KEY

typedef struct WordingEntry {
  Str key; /* with its family: "gap.injured" */
  Str text;
} WordingEntry;

typedef struct Wording {
  Str text[W_COUNT];
  ARRAY(WordingEntry) open; /* entries of the open families, in order of the file */
  Map by_name;              /* key of an open entry → its index */
} Wording;

/* Reads the bytes of one wording file. `file_name` is only for messages: "name:line: what". The
   bytes and the arena must outlive the wording. STATUS_FORMAT with the line in status->at for
   invalid UTF-8, a line without a tab, an unknown or repeated key, an empty text, a placeholder
   that is not closed or that the key does not have, and for keys that are missing. */
int wording_parse(Str file_name, Str bytes, Arena *arena, Wording *wording, Status *status);

/* The text of family.name in an open family, or an empty Str. family ends with its dot. */
Str wording_open(const Wording *wording, const char *family, Str name);

/* What stands for {name}. `text` is given to the sink as it is; count is compared with 1 where the
   placeholder chooses between two forms. */
typedef struct WordingArg {
  const char *name;
  Str text;
  uint64_t count;
} WordingArg;

/* Receives the pieces of a filled text in order; literal: from the file, else an argument. */
typedef void WordingSink(void *context, Str piece, bool literal);

/* The wording for what a person must read: questions, unclear figures, or both. */
static inline WordingKey wording_to_read(uint32_t questions, uint32_t unclear) {
  return !unclear ? W_QUESTIONS_ONLY : questions ? W_QUESTIONS_COUNT : W_UNCLEAR_COUNT;
}

/* Fills the text of key. A placeholder without an argument gives nothing. */
void wording_fill(const Wording *wording, WordingKey key, const WordingArg *args, size_t n,
                  WordingSink *sink, void *context);

#endif

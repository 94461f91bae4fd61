/* JSON Lines: one document a line.

     {"id":"doc-7","text":"…","title":"…","date":"2016-12-19","publisher":"…","author":"…",
      "url":"…","language":"en"}

   id and text are required. A line that is no such object is one failure with its line number; the
   next call goes on with the next line. */
#ifndef DOC_JSONL_H
#define DOC_JSONL_H

#include "doc/read.h"

typedef struct JsonlReader {
  Str bytes;         /* all of the input */
  size_t at;         /* where the next line begins */
  uint64_t line;     /* number of the line last read, from 1 */
  Str part_field;    /* --part FIELD, or empty */
} JsonlReader;

/* To be called once per process before the first line is read, by one thread: makes the JSON
   library's hashing independent of chance. */
void jsonl_prepare(void);

/* A reader of bytes, which must stay in place while it is used; a byte order mark is passed over.
 */
JsonlReader jsonl_reader(Str bytes, Str part_field);
/* The next line that is not blank (without its line break) into *line, its number into
   reader->line; false at the end. Lines may be handed to other threads. */
bool jsonl_next(JsonlReader *reader, Str *line);
/* Makes a document of one line. STATUS_FORMAT with the line's number in status->at and what was
   expected in the message. Memory as in document_read. */
int jsonl_document(const DocOptions *options, Str part_field, Str line, uint64_t line_number,
                   Arena *arena, Document *out, Status *status);
/* The id that jsonl_document finds in a line, in the arena; empty where it would fail. */
Str jsonl_id(Str part_field, Str line, Arena *arena);
/* Decides what the blocks of a text are, as jsonl_document does: for a document that was read
   as text_only. d has the title, publisher and address that are given. */
void jsonl_decide(const DocOptions *options, Str text, Arena *arena, Document *d);

#endif

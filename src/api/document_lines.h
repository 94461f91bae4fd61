/* Document lines: one document into the lines of extract or mentions, as bytes. */
#ifndef API_DOCUMENT_LINES_H
#define API_DOCUMENT_LINES_H

#include "api/run.h"
#include "base/json_write.h"

/* The lines of extract into w->lines: the document's, then claims and persons in order of offset,
   title first. Returns how many figures there are, and in *found how many claims and persons. Under
   the guard of the worker's arenas. */
uint32_t document_claim_lines(const according_engine *engine, const Document *document, Worker *w,
                              uint32_t *found);
/* The same, with the structures, which live in the document's arena. Without `sketch` the document line
   has none: where the text is at hand, it can be made again. */
void document_extraction(const according_engine *engine, const Document *document, Worker *w,
                         bool sketch, Extraction *x);
/* The lines of mentions into w->lines. */
void document_mention_lines(const according_engine *engine, const Document *document, Worker *w);
/* Appends a line with what `passages` needs of a document: name, hash, text and furniture. */
void document_text_line(const Document *document, bool undecided, Extraction *extraction);
/* Decides the blocks of such a document; memory of its line in arena, other in scratch. */
void document_text_complete(const according_engine *engine, DocumentLine *line, Arena *arena,
                            Arena *scratch);
/* Writes claims [claims, claims_end) and persons [persons, persons_end) in order of offset. */
void extraction_lines(Json *j, const Extraction *x, Arena *arena, uint32_t claims,
                      uint32_t claims_end, uint32_t persons, uint32_t persons_end);

#endif

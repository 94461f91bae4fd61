/* JSON Lines of the interchange format, one call per line: keys in the format's order, then what
   the format leaves free. Each call writes the whole line with its line break. What is not known is
   null. Nothing here computes: equal structures give equal bytes. */
#ifndef VIEW_LINE_WRITE_H
#define VIEW_LINE_WRITE_H

#include "base/json_write.h"
#include "claim/claim.h"
#include "passage/passage.h"
#include "reading/story.h"

/* The beginning of every line, up to its own members, and its end. */
static inline void line_begin(Json *j, const char *type) {
  json_object(j);
  json_key(j, "type");
  json_word(j, type);
  json_key(j, "v");
  json_integer(j, 1);
}
static inline void line_end(Json *j) {
  json_end(j);
  json_line(j);
}
/* A member that is a list of texts. */
void line_strings(Json *j, const char *key, const Str *v, uint32_t n);

void line_write_document(Json *j, const DocumentLine *document);
/* Where the parts of a claim's line stand in the buffer that many claims of one sentence, or one document, have alike:
   they are copied for the next line. */
typedef struct LinePart {
  size_t at, n;
} LinePart;
typedef struct ClaimLine {
  const Claim *claim; /* NULL: there is none yet */
  LinePart document, time, places, source, sentence;
} ClaimLine;
/* `last`: the line of a claim written before into the same buffer, of the same extraction; becomes this one. */
void line_write_claim(Json *j, const Extraction *extraction, const Claim *claim, ClaimLine *last);
void line_write_person(Json *j, const Extraction *extraction, const Person *person);
void line_write_event(Json *j, const Story *story, const EventStory *event);
/* A pair whose verdict is ORIGIN_NONE_FOUND is written too: which pairs to write is the caller's. */
void line_write_origin(Json *j, const Story *story, const OriginPair *pair);
void line_write_passage(Json *j, const Extraction *extraction, const Passage *passage);

/* The words of the format for enumerations of the rooms above claims. */
const char *line_relation_name(RelationKind kind);
const char *line_signal_name(SignalKind kind);
const char *line_verdict_name(OriginVerdict verdict);
const char *line_passage_name(PassageKind kind);

#endif

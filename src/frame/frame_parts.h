/* What the files of room frame share with one another, and with nobody else. */
#ifndef FRAME_FRAME_PARTS_H
#define FRAME_FRAME_PARTS_H

#include "frame/frame.h"
#include "lang/pattern_machine.h"

/* One sentence while it is read. */
typedef struct Reader {
  const FrameRules *rules;
  const Text *text;
  const Mentions *mentions;
  Arena *arena;
  ProtoLines *lines;
  uint32_t sentence;
  uint32_t first_claim; /* of the sentence, in lines->claims */
  const ChunkRow *row;
  ARRAY(Str) short_names; /* that the document explains */
} Reader;

/* The chunk that a match captured, or NULL. */
const Chunk *frame_captured(const Reader *r, const RuleMatch *match, int capture);
/* The value of a tag at a chunk: of the longest phrase that ends at its head, else of its head, else of
   the last word before the head that has the tag ("20 injured people"). Empty if none has it. */
Str frame_value(const Reader *r, const Chunk *chunk, int tag);
/* "t/harm.verb", the setting of a rule's key: the value of the tag behind the stroke at the chunk,
   or, without a stroke, the setting itself. Empty if there is neither chunk nor value. */
Str frame_setting(const Reader *r, Str setting, const Chunk *chunk);
/* Number of a tag by name, -1 if no data uses it. */
int frame_tag(const Reader *r, Str name);
/* A chunk of the match has this tag. */
bool frame_match_has(const Reader *r, const RuleMatch *match, int tag);

/* The chunk of the next member of a row ("his wife, 34, two children and a guard") behind the member at
   chunk `at`; 0 where the row ends. */
uint32_t frame_row_next(const Reader *r, uint32_t at);

/* Each matches its rules over the machine's row, the chunks of the sentence. */
void frame_read_figures(Reader *r, Machine *m, const TagSet *document, Arena *scratch);
void frame_read_persons(Reader *r, Machine *m, Arena *scratch);
void frame_read_statements(Reader *r, Machine *m, Arena *scratch);

#endif

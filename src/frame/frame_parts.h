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
  Str list_measure;       /* that the head of a list gives its items; empty: there is none */
  int32_t list_whole;     /* the claim of which they are parts, -1 none */
  uint32_t list_sentence; /* its head, or its last item */
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
bool frame_has_age(const Reader *r, uint32_t at);
uint32_t frame_row_next(const Reader *r, uint32_t at);

/* The chunk of the next figure of a row of parts ("18 are Albanian, seven Italian", "Arva: 17; Moldec: 6")
   behind the figure at chunk `at`; 0 where the row ends. */
uint32_t frame_part_next(const Reader *r, uint32_t at);
/* More than the figure of `whole`, and so no part of it: "five died in Arva, nine in Moldec". */
bool frame_is_more(const Reader *r, int32_t number, const ProtoClaim *whole);
/* The claim of the sentence before, in the same paragraph, of which the number can be a part: "Twelve died.
   Five of them …". Number -1: any number, in any paragraph. -1 where there is none, or more than one
   measure. */
int32_t frame_whole_before(const Reader *r, int32_t number);
/* The claim, of this sentence or of the last two before it, of which the figure can be another count: of the
   nearest sentence that has any, if they are all of one measure. -1 where there is none. */
int32_t frame_told_before(const Reader *r, const Chunk *figure);
/* The last claim of an earlier sentence that has the figure's number, an exact one that is no small number, and
   counts something. -1 where there is none, or where that sentence counts two things with it. */
int32_t frame_same_before(const Reader *r, const Chunk *figure);
/* The sentence is the head of a list whose items are figures of the measure; of that of the sentence before
   where it is empty. */
void frame_list_open(Reader *r, Str measure);
/* The sentence stands in a list, directly behind its head or an item. */
bool frame_list_goes_on(Reader *r);

/* What a rule of figures may set: "yes" for a key (frames.rules tells the keys); how it finds its measure. */
typedef enum FigureSays {
  SAYS_DEFAULT = 1 << 0,
  SAYS_ALSO = 1 << 1,
  SAYS_PART = 1 << 2,
  SAYS_TOTAL = 1 << 3,
  SAYS_CARE = 1 << 4,
  SAYS_STATE = 1 << 5,
  SAYS_NAMED = 1 << 6,
  SAYS_POSSIBLE = 1 << 7,
  SAYS_NOT = 1 << 8,
  SAYS_ROW = 1 << 9,
  SAYS_PARTS = 1 << 10,
  SAYS_LIST = 1 << 11,
  SAYS_SEVERAL = 1 << 12,
  SAYS_UNCLEAR = 1 << 13, /* certainty */
  SAYS_CONTEXT = 1 << 14, /* any */
  SAYS_ONE = 1 << 15,
  SAYS_DEPENDENCE = 1 << 16 /* times a Dependence */
} FigureSays;

/* "Nearly killed", "would have died", "could have been killed": what the words of harm say has not happened. */
bool frame_nearly_harmed(const Reader *r, const Chunk *trigger);

/* Looks up what the rules of figures set. */
void frame_figure_settings(FrameRules *rules);

/* Each matches its rules over the machine's row, the chunks of the sentence. */
void frame_read_figures(Reader *r, Machine *m, const TagSet *document, Arena *scratch);
void frame_read_persons(Reader *r, Machine *m, Arena *scratch);
void frame_read_statements(Reader *r, Machine *m, Arena *scratch);

#endif

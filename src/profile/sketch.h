/* Sketch: the words of a document as numbers, small enough to travel in its line. Two documents can
   be compared by their sketches alone, so that lines give the same events as texts.

   Form: for each word kept, five characters: 23 bits of hash64 of the folded word, a bit that says
   whether it stands there as a name, and its count (1 to 63), in the alphabet A-Z a-z 0-9 - _ ,
   ascending by hash. Words are runs of letters and digits of three bytes and more. A name is a word
   with a capital that no sentence begins with, in a text whose words mostly have none; it is kept
   beside the word itself. Of a document with more entries than SKETCH_WORDS those with the lowest
   hashes are kept: the same sample in every document. */
#ifndef PROFILE_SKETCH_H
#define PROFILE_SKETCH_H

#include "base/array.h"
#include "base/str.h"

enum { SKETCH_WORDS = 1200, SKETCH_NAME = 1 };

typedef struct SketchWord {
  uint32_t hash; /* 24 bits; the lowest: SKETCH_NAME */
  uint32_t count;
} SketchWord;

typedef ARRAY(SketchWord) SketchWords;

/* The words of a text, ascending by hash, each once; what lies in the spans `without` (ascending,
   disjoint) is left out. At most SKETCH_WORDS. */
void sketch_words(Arena *arena, Str text, const Span *without, uint32_t n, SketchWords *words);
/* The string for the document line, in the arena. */
Str sketch_write(Arena *arena, const SketchWords *words);
/* Reads what sketch_write wrote; from anything else it takes what it can: never fails. */
void sketch_read(Arena *arena, Str sketch, SketchWords *words);

#endif

/* Likeness: words of documents and of strands ──▶ weights by how rare they are in the set, and how
   alike two are. */
#ifndef EVENT_LIKENESS_H
#define EVENT_LIKENESS_H

#include "event/strand.h"

/* Words with a weight each and the length of the vector that they are. In .v only words that weigh:
   .count is not a count but the weight, how often and how rare, in 1/256 bits. */
typedef struct WeighedWords {
  SketchWords words;
  uint32_t norm;
} WeighedWords;

typedef struct WordRow WordRow; /* of one document, by hash: what another one is compared with */

typedef struct Likeness {
  const SketchWords *sketches;    /* of each document: all its words */
  const WeighedWords *documents, *strands;
  WordRow *row; /* of the document that was asked for last: only one thread may ask */
} Likeness;

/* 256 × log2(x / 256) for x ≥ 256, by the integer part and a linear fraction. */
uint32_t log2_fixed(uint32_t x);
/* Made once for a set. */
void likeness_init(Arena *arena, const Extraction *x, const Strands *strands, Likeness *likeness);
/* Cosine of two documents' words in thousandths; quick where `a` is the same as before. */
int32_t documents_likeness(const Likeness *likeness, uint32_t a, uint32_t b);
/* Of the words of two strands' sentences. */
int32_t strands_likeness(const Likeness *likeness, uint32_t a, uint32_t b);

#endif

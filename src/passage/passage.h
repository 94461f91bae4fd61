/* Passages: wording that two documents share, with exact bytes on both sides.

     texts ──words──▶ fingerprints of four words ──those of two documents──▶ runs of equal words
           ──gathered, grown, verified word by word──▶ passages

   A passage runs from its first shared word to its last, one per pair of documents and case; its
   spans are cut at words and never leave a document. Every candidate is verified on the words
   themselves; likeness is never passed on from pair to pair. The result is a pure function of the
   set of documents: order and number of calls do not matter. */
#ifndef PASSAGE_PASSAGE_H
#define PASSAGE_PASSAGE_H

#include "base/array.h"
#include "base/str.h"
#include "claim/claim.h"

typedef enum PassageKind {
  PASSAGE_COPIED,      /* nine tenths of the words the same and in order */
  PASSAGE_NEAR,        /* reworded, abridged or reordered */
  PASSAGE_BOILERPLATE, /* page furniture */
} PassageKind;

typedef struct Passage {
  uint32_t a, b; /* documents, a < b by index */
  Span a_span, b_span;
  PassageKind kind;
  uint32_t score;  /* equal words in order, in thousandths of the words of the longer side */
  uint32_t weight; /* of the equal words: more for rare words in a row (see weights in reword.c) */
} Passage;

typedef struct PassageText {
  Str text;              /* UTF-8 working text; may be empty */
  const Span *furniture; /* ascending, disjoint; what lies there is boilerplate */
  uint32_t furniture_count;
  Str part; /* documents with different parts are never compared */
  Str title, publisher, url; /* empty: not known; they help to tell furniture from the report */
} PassageText;

PassageText passage_text(const DocumentLine *line);

typedef struct PassagePair {
  uint32_t a, b; /* a < b */
} PassagePair;

typedef struct PassageOptions {
  uint32_t least_words; /* equal words that a passage needs at least */
  Str common_words;     /* words that bind and say nothing, white space apart; may be empty */
  const PassagePair *close; /* pairs that are read closely too: short and reworded stretches */
  uint32_t close_count;
  /* Called once for a document, before anything but its text and part is asked: it may set the rest
     of texts[document]. So what costs time is done for documents that are compared only. */
  void (*complete)(void *context, uint32_t document);
  void *context;
} PassageOptions;

typedef ARRAY(Passage) PassageArray;

/* What `according passages` uses; common_words are to be filled in. */
PassageOptions passage_options(void);
extern const PassageOptions PASSAGE_REPORT; /* the same as a constant */

/* All passages of the documents, ordered by a, b, a_span, b_span. Memory of the arena. */
void passages_find(Arena *arena, const PassageText *texts, uint32_t n,
                   const PassageOptions *options, PassageArray *passages);

#endif

/* Source resolve: who is answerable for the words at some tokens of a document.

     1. the innermost attribution whose content holds them ("police said 12 died")
     2. else the footnote that the sentence, or the run of sentences up to the next mark of the
        paragraph, ends with
     3. else the narrator

   A pronoun goes back to the name that it stands for, "the envoy" to the person who was called
   so. */
#ifndef DISCOURSE_SOURCE_RESOLVE_H
#define DISCOURSE_SOURCE_RESOLVE_H

#include "mention/mention.h"

typedef enum AnswerKind { ANSWER_NARRATOR, ANSWER_NAMED, ANSWER_UNNAMED } AnswerKind;
typedef enum AnswerVia { ANSWER_VERB, ANSWER_QUOTATION, ANSWER_FOOTNOTE } AnswerVia;

typedef struct SourceAnswer {
  AnswerKind kind;
  AnswerVia via;        /* of named and unnamed sources */
  TokenRange words;     /* who: the source, or the authors in the footnote; empty: unnamed and
                            unworded ("it was reported that") */
  TokenRange reference; /* via footnote: all of the note, its number included */
  uint32_t footnote;    /* its number, 0 none */
  int32_t attribution;  /* index into Mentions.attributions, -1 none */
  bool hedged, denied, possible;
  struct SourceAnswer *from; /* for a chain: who reports this source's words; else NULL */
  Str rule;
} SourceAnswer;

/* Tags that resolving asks of the pack, resolved once. */
typedef struct SourceTags {
  int gloss;    /* a cue that points back and says nothing itself: "referring to" */
  int page;     /* "p.", "pp.": what stands before it in a footnote is author and title */
  int same;     /* "ibid.": the note before */
  int singular; /* he, she */
  int det, ing, conj;
  int then; /* begins a clause of when or why: because, as */
  int its; /* it, its */
  int person, title; /* nouns of persons */
  int possible; /* could, may, feared */
} SourceTags;

void source_tags(const Pack *pack, SourceTags *tags);

/* Who answers for tokens [first, end) of a sentence. What *out points to lies in arena. */
void source_of(const SourceTags *tags, const Text *text, const Mentions *mentions,
               uint32_t sentence, uint32_t first, uint32_t end, Arena *arena, SourceAnswer *out);

#endif

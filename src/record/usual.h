/* Usual: what typical lines look like, learned from those of a few sample documents, so that those of
   others need to tell only what is otherwise. It lies in the record beside the reading whose lines
   are told with it. */
#ifndef RECORD_USUAL_H
#define RECORD_USUAL_H

#include "record/fold.h"

typedef struct Usual {
  Fold fold;
  FoldValues learned;
  Buffer bytes; /* the samples, as they lie in the record but for bytes_pack */
  Str packed;   /* they, made small */
  bool failed;
} Usual;

/* Knows nothing. It stays where it is, in the arena; usual_forget behind it. */
Usual *usual_new(Arena *arena);
void usual_forget(Usual *usual);
/* Learns from the lines of one document; texts and lines are copied. */
void usual_learn(Usual *usual, Str text, Str lines, Arena *arena);
/* Ends learning. */
void usual_end(Usual *usual, Arena *arena);
/* Learns what bytes of an earlier one say; false if they are damaged. They must stay. */
bool usual_read(Usual *usual, Str bytes, Arena *arena);

#endif

/* Turns: in which order the inputs of a run are read, and their lines given while others are still read.

     inputs ──ids──▶ by id ──▶ read one after the other ──▶ given as soon as nothing before is missing

   Lines are given in the order of ids, and so that they need not be held until the end, documents are read
   in that order too: ids are found before. What is read for all documents together is read as it came. */
#ifndef API_RUN_TURNS_H
#define API_RUN_TURNS_H

#include <stdatomic.h>

#include "api/run.h"

typedef struct Turn {
  Str id;
  uint32_t input;
} Turn;

typedef struct Turns {
  Turn *turn;         /* n of them */
  uint32_t n;
  atomic_bool *ready; /* of each turn: its outcome stands */
  uint32_t given;     /* turns whose lines were given, or which have none */
  const according_sink *out; /* NULL: there are no lines to give */
} Turns;

/* The turns of a run's inputs, in its arena, under its guard; out as above. */
Turns turns_make(according_run *run, const according_sink *out);
/* Gives the lines of all turns that are ready and have none before them that is not, and frees them; an
   outcome without lines, or one that others of its id contradict, gives none. By one thread. */
int turns_give(Turns *turns, according_run *run, according_status *status);

/* Gives the lines of a turn at once, without a copy, where nothing before it is missing and no other has
   its id; false where that is not so. By the same thread. */
bool turns_give_now(Turns *turns, uint32_t turn, Str lines, int *code, according_status *status);

#endif

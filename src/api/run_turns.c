/* Turns: inputs to the order of their ids; outcomes to lines, as early as their order allows. */
#include "api/run_turns.h"

#include <stdlib.h>

static int compare_turns(const void *a, const void *b) {
  const Turn *x = a, *y = b;
  int order = str_compare(x->id, y->id);
  return order ? order : (x->input > y->input) - (x->input < y->input);
}

typedef struct Making {
  according_run *run;
  Turns *turns;
} Making;

/* What cannot be read has no id, and will have no lines. */
static void find_ids(void *context, Arena *scratch) {
  Making *m = context;
  for (uint32_t i = 0; i < m->turns->n; i++) {
    const Input *input = &m->run->inputs.v[i];
    Str id = input->kind == INPUT_LINE ? jsonl_id(m->run->part, input->bytes, scratch) : input->id;
    m->turns->turn[i].id = input->kind == INPUT_LINE ? str_copy(&m->run->arena, id) : id;
    arena_clear(scratch);
  }
}

Turns turns_make(according_run *run, const according_sink *out) {
  Turns turns = {.n = run->inputs.n, .out = out};
  turns.turn = arena_array(&run->arena, Turn, turns.n);
  turns.ready = arena_array(&run->arena, atomic_bool, turns.n);
  for (uint32_t i = 0; i < turns.n; i++) {
    turns.turn[i].input = i;
  }
  if (out) {
    arena_scratch(&run->arena, find_ids, &(Making){run, &turns});
  }
  if (out && turns.n) {
    qsort(turns.turn, turns.n, sizeof *turns.turn, compare_turns);
  }
  return turns;
}

/* The turns [first, end) have one id. */
static uint32_t group_end(const Turns *turns, uint32_t first) {
  uint32_t end = first + 1;
  while (end < turns->n && str_equal(turns->turn[first].id, turns->turn[end].id)) {
    end++;
  }
  return end;
}

static bool group_ready(const Turns *turns, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (!atomic_load(&turns->ready[i])) {
      return false;
    }
  }
  return true;
}

/* The outcome whose lines stand for all of one id; NULL where none was read, or they differ. */
static Outcome *group_outcome(const Turns *turns, const according_run *run, uint32_t first,
                              uint32_t end) {
  Outcome *found = NULL;
  for (uint32_t i = first; i < end; i++) {
    Outcome *outcome = &run->outcomes[turns->turn[i].input];
    if (outcome->failure) {
      continue;
    }
    if (found && !outcomes_same(found, outcome)) {
      return NULL;
    }
    found = found ? found : outcome;
  }
  return found;
}

int turns_give(Turns *turns, according_run *run, according_status *status) {
  int code = ACCORDING_OK;
  while (turns->out && turns->given < turns->n && code == ACCORDING_OK) {
    uint32_t first = turns->given, end = group_end(turns, first);
    if (!group_ready(turns, first, end)) {
      break;
    }
    const Outcome *stands = group_outcome(turns, run, first, end);
    code = stands ? sink_give(*turns->out, stands->lines, status) : ACCORDING_OK;
    for (uint32_t i = first; i < end; i++) {
      Outcome *outcome = &run->outcomes[turns->turn[i].input];
      free((char *)outcome->lines.p);
      outcome->lines = (Str){NULL, 0};
    }
    turns->given = end;
  }
  return code;
}

bool turns_give_now(Turns *turns, uint32_t turn, Str lines, int *code, according_status *status) {
  if (!turns->out || turns->given != turn || group_end(turns, turn) != turn + 1) {
    return false;
  }
  *code = sink_give(*turns->out, lines, status);
  turns->given = turn + 1;
  return true;
}

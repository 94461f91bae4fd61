/* Looks: what stands before or behind a place, asked for all places of a row at once. The instructions of
   a look's body are gone through from the last to the first: of each, from which places on it and those
   behind it match. A look is asked for often, and at most places; so this is done once for a row. One
   without a number holds anywhere: there is none in one with a number, and tails (compile_index.c) say only where
   lines may match. */
#include "lang/pattern_machine.h"

/* A body on its way. */
typedef struct Body {
  Machine *m;
  uint32_t first, n;              /* instructions, up to OP_MATCH, with one before them */
  SymbolBits places[PACK_LOOK_CODE]; /* from which each instruction and those behind it match */
  uint32_t steps;
} Body;

/* The places of an instruction of the body, by its number in the code; none of one behind it. */
static SymbolBits places_of(const Body *b, uint32_t pc) {
  return pc - b->first < b->n ? b->places[pc - b->first] : 0;
}

/* From where low to high symbols of `bits` lead to `end`. */
static SymbolBits span_places(SymbolBits bits, SymbolBits end, uint32_t low, uint32_t high) {
  SymbolBits places = end;
  for (uint32_t count = high; count-- > 0;) {
    SymbolBits before = bits & places >> 1;
    before |= count >= low ? end : 0;
    if (before == places && count >= low) {
      count = low; /* more of them lead nowhere else */
    }
    places = before;
  }
  return places;
}

static void body_go(Body *b, uint32_t from, uint32_t end);

/* A repetition, from OP_ENTER to OP_LOOP: as a span, with a body in place of a symbol. */
static SymbolBits loop_places(Body *b, uint32_t enter, uint32_t loop) {
  PackCode code = b->m->code[b->first + enter];
  SymbolBits end = places_of(b, code.a), places = end;
  for (uint32_t count = code.high; count-- > 0 && b->steps < PATTERN_STEPS;) {
    b->places[loop] = places;
    body_go(b, enter + 1, loop);
    SymbolBits before = b->places[enter + 1] | (count >= code.low ? end : 0);
    if (before == places && count >= code.low) {
      count = code.low;
    }
    places = before;
  }
  return places;
}

/* The places of one instruction that is no repetition. */
static SymbolBits instruction_places(Body *b, uint32_t i) {
  Machine *m = b->m;
  PackCode code = m->code[b->first + i];
  SymbolBits behind = places_of(b, b->first + i + 1);
  switch (code.op) {
    case OP_MATCH:
      return symbols_below(m->row->n + 1);
    case OP_WORD:
    case OP_TAG:
    case OP_TEST:
    case OP_CLAUSE:
      return machine_bits(m, code) & behind >> 1;
    case OP_ANY:
      return m->all & behind >> 1;
    case OP_BEGIN:
      return behind & 1;
    case OP_END:
      return behind & UINT64_C(1) << m->row->n;
    case OP_SPLIT:
      return behind | places_of(b, code.a);
    case OP_JUMP:
      return places_of(b, code.a);
    case OP_SPAN: {
      PackCode single = m->code[b->first + i + 1];
      SymbolBits bits = single.op == OP_ANY ? m->all : machine_bits(m, single);
      return span_places(bits, places_of(b, b->first + i + 2), code.low, code.high);
    }
    case OP_LOOK:
      return places_of(b, code.a) & (look_number(code) ? machine_look(m, b->first + i) : ~UINT64_C(0));
    default: /* OP_ZERO: its count is that of the repetition behind it */
      return behind;
  }
}

/* The instructions [from, end) of the body, the last one first. */
static void body_go(Body *b, uint32_t from, uint32_t end) {
  for (uint32_t i = end; i-- > from && b->steps < PATTERN_STEPS; b->steps++) {
    PackCode code = b->m->code[b->first + i];
    uint32_t enter = code.a - b->first;
    if (code.op == OP_LOOP && enter >= from && enter < i) {
      b->places[enter] = loop_places(b, enter, i);
      i = enter;
    } else {
      b->places[i] = instruction_places(b, i);
    }
  }
}

/* Where the look stands that has the instructions of the one at `pc`: behind that one, or a jump leads there. */
static uint32_t look_with_body(const Machine *m, uint32_t pc) {
  PackCode next = pc + 1 < m->code_n ? m->code[pc + 1] : (PackCode){0};
  return next.op == OP_JUMP && next.a > 0 && next.a <= m->code_n ? next.a - 1 : pc;
}

SymbolBits machine_look_places(Machine *m, uint32_t pc) {
  PackCode look = m->code[pc];
  uint32_t first = look_with_body(m, pc) + 1, end = m->code[first - 1].a;
  Body body;
  body.m = m;
  body.first = first;
  body.n = end - first;
  body.steps = 0;
  SymbolBits places = 0;
  if (end > first && end <= m->code_n && body.n <= PACK_LOOK_CODE &&
      m->look_depth <= PACK_LOOK_DEPTH) { /* one more for a tail */
    m->look_depth++;
    memset(body.places, 0, body.n * sizeof *body.places);
    body_go(&body, 0, body.n);
    places = body.places[0];
    m->look_depth--;
  }
  places = look.small & LOOK_BEHIND ? places << (look.low & 63) : places;
  return (look.small & LOOK_NOT ? ~places : places) & symbols_below(m->row->n + 1);
}

SymbolBits machine_look_new(Machine *m, uint32_t pc) {
  PackCode look = m->code[pc];
  SymbolBits places = machine_look_places(m, pc);
  uint32_t number = look_number(look);
  m->looks[number] = places;
  m->looks_known[number / 64] |= UINT64_C(1) << (number & 63);
  return places;
}

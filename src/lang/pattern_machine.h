/* Machine: runs the code of one match line from one symbol of a row. A backtracking machine with its
   own stack: entries are either places to go on at, or old values of registers to put back. */
#ifndef LANG_PATTERN_MACHINE_H
#define LANG_PATTERN_MACHINE_H

#include "lang/pack_format.h"
#include "lang/pattern.h"

enum {
  MACHINE_STACK = 2048,     /* entries; a match that needs more is given up */
  MACHINE_CAPTURE_REGS = 3, /* start while open, first, end */
  MACHINE_LOOP_REG = PATTERN_CAPTURES * MACHINE_CAPTURE_REGS,
  MACHINE_REGS = MACHINE_LOOP_REG + PACK_LOOP_DEPTH,
  MACHINE_WINDOW = 64, /* symbols whose tests are remembered, one bit each */
  MACHINE_WORDS = 128, /* classes of words that are told apart at once */
  MACHINE_COLUMNS = 1024, /* of tags, and of PACK_TAG_ALWAYS and PACK_TAG_NEVER */
  MACHINE_TESTS = 4096, /* tests that are remembered; others are made each time */
};

#define RECORDS(pack, section, T, n) ((const T *)pack_section((pack), (section), sizeof(T), (n)))

typedef struct MachineEntry {
  uint32_t what; /* instruction to go on at, or MACHINE_RESTORE + register */
  uint32_t at;   /* symbol, or old value */
  uint32_t low;  /* a span may be as short as to end here; == at: one place only */
} MachineEntry;

/* A bit for each symbol of the window, the first in the lowest. */
typedef uint64_t SymbolBits;

typedef struct Machine {
  const Pack *pack;
  const SymbolRow *row;
  const PackCode *code;
  const PackTest *tests;
  const uint32_t *test_words;
  const PackClause *clauses;
  uint32_t code_n, tests_n, test_words_n, clauses_n;
  uint32_t base;   /* first symbol of the window */
  SymbolBits all;  /* its symbols */
  TagSet contents; /* all tags of the window */
  TagSet asked;    /* tags that rules ask for which are expected */
  bool ready;      /* `having` is of this window */
  uint32_t tags_n;
  uint16_t tags[PACK_TAGS]; /* of the window, those of `asked` */
  uint32_t steps, top;
  uint32_t look_depth; /* looks inside looks that are being asked */
  bool given_up;
  uint32_t regs[MACHINE_REGS];
  MachineEntry stack[MACHINE_STACK];
  uint64_t known[MACHINE_TESTS / 64]; /* tests whose bits are made */
  SymbolBits bits[MACHINE_TESTS];
  uint64_t looks_known[PACK_LOOKS / 64]; /* likewise looks */
  SymbolBits looks[PACK_LOOKS];          /* the places at which each holds */
  SymbolBits words[MACHINE_WORDS]; /* the symbols whose word is this one, % MACHINE_WORDS */
  SymbolBits having[MACHINE_COLUMNS]; /* the symbols that have each tag that rules ask for */
} Machine;

/* The first n symbols of a window. */
static inline SymbolBits symbols_below(uint32_t n) {
  return n < MACHINE_WINDOW ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0);
}

/* Lists the tags that both sets have; returns how many these are. */
static inline uint32_t tags_list(const TagSet *a, const TagSet *b, uint16_t *list) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < PACK_TAGS / 64; i++) {
    for (uint64_t both = a->bits[i] & b->bits[i]; both; both &= both - 1) {
      list[n++] = (uint16_t)(i * 64 + (uint32_t)__builtin_ctzll(both));
    }
  }
  return n;
}
/* A machine for rows of a pack's symbols, one after the other. */
void machine_init(Machine *m, const Pack *pack);
/* That a rule set will be matched; before the first row. */
void machine_expect(Machine *m, const RuleSet *rules);
/* Takes up a row, which must outlive its matches. */
void machine_row(Machine *m, const SymbolRow *row);
/* Moves the window. */
void machine_window(Machine *m, uint32_t base);
/* Makes what instructions need to be asked of the window: of many rows none is. */
void machine_columns_make(Machine *m);
static inline void machine_columns(Machine *m) {
  if (!m->ready) {
    machine_columns_make(m);
  }
}
/* The symbols of the window that have all that a record of a clause asks for, and nothing that it forbids: these are asked
   for all at once, since nobody can foresee how many they are, or which fail. */
static inline SymbolBits machine_clause(const Machine *m, const PackClause *clause) {
  const SymbolBits *having = m->having;
  const uint16_t *all = clause->all, *none = clause->none;
  _Static_assert(PACK_CLAUSE_ALL == 4 && PACK_CLAUSE_NONE == 3, "they are named one by one");
  return having[all[0] % MACHINE_COLUMNS] & having[all[1] % MACHINE_COLUMNS] & having[all[2] % MACHINE_COLUMNS] &
         having[all[3] % MACHINE_COLUMNS] &
         ~(having[none[0] % MACHINE_COLUMNS] | having[none[1] % MACHINE_COLUMNS] | having[none[2] % MACHINE_COLUMNS]);
}
/* The symbols of the window that an instruction for one symbol takes, where they are not remembered. */
SymbolBits machine_bits_new(Machine *m, PackCode code);
/* The symbols of the window that an instruction for one symbol takes. */
static inline SymbolBits machine_bits(Machine *m, PackCode code) {
  if (code.op == OP_WORD && !m->words[code.a % MACHINE_WORDS]) {
    return 0;
  }
  if (code.op == OP_TAG) {
    return code.a < PACK_TAGS ? m->having[code.a] : 0;
  }
  if (code.op == OP_CLAUSE) {
    return code.a < m->clauses_n ? machine_clause(m, &m->clauses[code.a]) : 0;
  }
  bool known = code.op == OP_TEST && code.a < MACHINE_TESTS &&
               (m->known[code.a / 64] >> (code.a & 63) & 1);
  return known ? m->bits[code.a] : machine_bits_new(m, code);
}
/* Whether the window holds the whole row and its end: looks are asked for all places at once. */
static inline bool machine_sees_all(const Machine *m) {
  return m->base == 0 && m->row->n < MACHINE_WINDOW;
}
/* The places of the row at which the look at `pc` holds: pattern_look.c. */
SymbolBits machine_look_places(Machine *m, uint32_t pc);
/* The same of one with a number, which are remembered. */
SymbolBits machine_look_new(Machine *m, uint32_t pc);
/* The places of the row at which a look with a number holds; the end of the row is a place, too. */
static inline SymbolBits machine_look(Machine *m, uint32_t pc) {
  uint32_t number = look_number(m->code[pc]);
  bool known = m->looks_known[number / 64] >> (number & 63) & 1;
  return known ? m->looks[number] : machine_look_new(m, pc);
}
/* Matches one branch at symbol `at`. */
bool machine_match(Machine *m, const PackBranch *branch, uint32_t at, RuleMatch *match);
/* rules_match_all over the machine's row, of a rule set that it expects: rule sets that are matched over one row share what is found out
   about it. */
void rules_match_row(const RuleSet *rules, Machine *m, Arena *arena, RuleMatches *out);

#endif

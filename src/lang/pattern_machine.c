/* Machine: instructions of a pack over the symbols of a row. */
#include "lang/pattern_machine.h"

#define RESTORE 0x80000000u

void machine_init(Machine *m, const Pack *pack, const SymbolRow *row) {
  m->pack = pack;
  m->row = row;
  m->code = RECORDS(pack, SECTION_CODE, PackCode, &m->code_n);
  m->tests = RECORDS(pack, SECTION_TESTS, uint32_t, &m->tests_n);
  m->clauses = RECORDS(pack, SECTION_CLAUSES, PackClause, &m->clauses_n);
  memset(m->regs, 0, sizeof m->regs);
  machine_window(m, 0);
}

/* ---------------------------------------------------------------------------- the window */

static uint32_t window_end(const Machine *m) {
  uint32_t left = m->row->n - m->base;
  return m->base + (left < MACHINE_WINDOW ? left : MACHINE_WINDOW);
}

static inline void bit_set(SymbolBits *bits, uint32_t place) {
  if (place < 64) {
    bits->low |= UINT64_C(1) << place;
  } else {
    bits->high |= UINT64_C(1) << (place - 64);
  }
}

void machine_window(Machine *m, uint32_t base) {
  m->base = base;
  memset(m->known, 0, sizeof m->known);
  memset(&m->contents, 0, sizeof m->contents);
  memset(&m->words, 0, sizeof m->words);
  uint32_t end = window_end(m);
  for (uint32_t i = base; i < end; i++) {
    tagset_add(&m->words, (int)(m->row->words[i] % PACK_TAGS));
    for (uint32_t k = 0; k < PACK_TAGS / 64; k++) {
      uint64_t tags = m->row->tags[i].bits[k];
      for (uint64_t new = tags & ~m->contents.bits[k]; new; new &= new - 1) {
        m->having[k * 64 + (uint32_t)__builtin_ctzll(new)] = (SymbolBits){0, 0};
      }
      m->contents.bits[k] |= tags;
      for (; tags; tags &= tags - 1) {
        bit_set(&m->having[k * 64 + (uint32_t)__builtin_ctzll(tags)], i - base);
      }
    }
  }
}

/* How many tags a clause lists; none of a damaged one. */
static inline uint32_t clause_tags(const PackClause *clause) {
  uint32_t n = (uint32_t)clause->all + clause->none;
  return n <= PACK_CLAUSE_TAGS ? n : 0;
}

/* A symbol with some of these tags may have all that the clause asks for. */
static bool clause_may_hold(const PackClause *clause, const TagSet *tags) {
  for (uint32_t i = 0; i < clause->all && i < clause_tags(clause); i++) {
    if (!tagset_has(tags, clause->tags[i] % PACK_TAGS)) {
      return false;
    }
  }
  return true;
}

bool test_may_hold(const Pack *pack, uint32_t test, const TagSet *tags) {
  uint32_t tests_n, clauses_n;
  const uint32_t *tests = RECORDS(pack, SECTION_TESTS, uint32_t, &tests_n);
  const PackClause *clauses = RECORDS(pack, SECTION_CLAUSES, PackClause, &clauses_n);
  for (uint32_t i = test + 1 < tests_n ? tests[test] : clauses_n;
       i < clauses_n && i < tests[test + 1]; i++) {
    if (clause_may_hold(&clauses[i], tags)) {
      return true;
    }
  }
  return false;
}

/* The clauses of a test are [first, end); none of a test that there is not. */
static inline void test_range(const Machine *m, uint32_t test, uint32_t *first, uint32_t *end) {
  bool known = m->tests_n > 0 && test < m->tests_n - 1;
  *first = known ? m->tests[test] : 0;
  *end = !known ? 0 : m->tests[test + 1] < m->clauses_n ? m->tests[test + 1] : m->clauses_n;
}

/* The symbols of the window that have all that a clause asks for, and nothing that it forbids. */
static inline SymbolBits clause_bits(const Machine *m, const PackClause *clause) {
  SymbolBits bits = {~UINT64_C(0), ~UINT64_C(0)};
  uint32_t n = clause_tags(clause);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t tag = clause->tags[i] % PACK_TAGS;
    bool here = tagset_has(&m->contents, (int)tag), wanted = i < clause->all;
    if (here) {
      uint64_t turn = wanted ? 0 : ~UINT64_C(0);
      bits.low &= m->having[tag].low ^ turn;
      bits.high &= m->having[tag].high ^ turn;
    } else if (wanted) {
      return (SymbolBits){0, 0};
    }
  }
  return bits;
}

static SymbolBits test_bits(const Machine *m, uint32_t test) {
  uint32_t first, last, n = window_end(m) - m->base;
  SymbolBits bits = {0, 0};
  test_range(m, test, &first, &last);
  for (uint32_t i = first; i < last; i++) {
    SymbolBits own = clause_bits(m, &m->clauses[i]);
    bits.low |= own.low;
    bits.high |= own.high;
  }
  bits.low &= n < 64 ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0);
  bits.high &= n <= 64 ? 0 : n < 128 ? (UINT64_C(1) << (n - 64)) - 1 : ~UINT64_C(0);
  return bits;
}

static SymbolBits word_bits(const Machine *m, uint32_t word) {
  SymbolBits bits = {0, 0};
  uint32_t end = word && tagset_has(&m->words, (int)(word % PACK_TAGS)) ? window_end(m) : 0;
  for (uint32_t i = m->base; i < end; i++) {
    if (m->row->words[i] == word) {
      bit_set(&bits, i - m->base);
    }
  }
  return bits;
}

SymbolBits machine_bits_new(Machine *m, PackCode code) {
  if (code.op == OP_WORD) {
    return word_bits(m, code.a);
  }
  if (code.op != OP_TEST) {
    return (SymbolBits){0, 0};
  }
  SymbolBits bits = test_bits(m, code.a);
  if (code.a < MACHINE_TESTS) {
    m->bits[code.a] = bits;
    m->known[code.a / 64] |= UINT64_C(1) << (code.a & 63);
  }
  return bits;
}

/* ---------------------------------------------------------------------------- running */

static inline void push(Machine *m, uint32_t what, uint32_t at, uint32_t low) {
  if (m->top == MACHINE_STACK) {
    m->given_up = true;
    return;
  }
  m->stack[m->top++] = (MachineEntry){what, at, low};
}

/* Sets a register so that going back puts its old value back. */
static inline void reg_set(Machine *m, uint32_t reg, uint32_t value) {
  push(m, RESTORE | reg, m->regs[reg], 0);
  m->regs[reg] = value;
}

static bool clause_holds(const PackClause *clause, const TagSet *tags) {
  for (uint32_t i = 0; i < clause_tags(clause); i++) {
    if (tagset_has(tags, clause->tags[i] % PACK_TAGS) != (i < clause->all)) {
      return false;
    }
  }
  return true;
}

/* Whether a test holds at a symbol outside of the window. */
static bool test_holds(const Machine *m, uint32_t test, uint32_t at) {
  uint32_t first, end;
  test_range(m, test, &first, &end);
  for (uint32_t i = first; i < end; i++) {
    if (clause_holds(&m->clauses[i], &m->row->tags[at])) {
      return true;
    }
  }
  return false;
}

static inline bool bit_at(SymbolBits bits, uint32_t place) {
  return (place < 64 ? bits.low >> place : bits.high >> (place - 64)) & 1;
}

/* Whether an instruction for one symbol takes the symbol at `at`. */
static inline bool takes(Machine *m, PackCode code, uint32_t at) {
  if (at >= m->row->n) {
    return false;
  }
  switch (code.op) {
    case OP_WORD:
      return code.a != 0 && m->row->words[at] == code.a;
    case OP_TAG:
      return code.a < PACK_TAGS && tagset_has(&m->row->tags[at], (int)code.a);
    case OP_TEST:
      return at - m->base < MACHINE_WINDOW ? bit_at(machine_bits(m, code), at - m->base)
                                           : test_holds(m, code.a, at);
    case OP_ANY:
      return true;
    default:
      return false;
  }
}

/* Goes back to the last place to go on at above `base`; false if there is none. */
static bool go_back(Machine *m, uint32_t base, uint32_t *pc, uint32_t *at) {
  while (m->top > base) {
    MachineEntry *entry = &m->stack[m->top - 1];
    if (entry->what & RESTORE) {
      m->regs[(entry->what & ~RESTORE) % MACHINE_REGS] = entry->at;
      m->top--;
      continue;
    }
    *pc = entry->what;
    *at = entry->at;
    if (entry->at > entry->low) {
      entry->at--;
    } else {
      m->top--;
    }
    return true;
  }
  return false;
}

/* OP_SPAN: takes as many symbols as it can, and notes that it could take fewer. */
static bool span_run(Machine *m, uint32_t pc, uint32_t *at) {
  PackCode span = m->code[pc];
  if (pc + 1 >= m->code_n) {
    return false;
  }
  PackCode single = m->code[pc + 1];
  uint32_t end = *at, least = *at + span.low, most = *at + span.high;
  while (end < most && takes(m, single, end)) {
    end++;
  }
  m->steps += end - *at;
  if (end < least) {
    return false;
  }
  if (end > least) {
    push(m, pc + 2, end - 1, least);
  }
  *at = end;
  return true;
}

static bool run(Machine *m, uint32_t pc, uint32_t at, uint32_t depth, uint32_t *end);

/* Drops the places to go on at above `base`, but keeps the old values of registers. */
static void settle(Machine *m, uint32_t base) {
  uint32_t to = base;
  for (uint32_t i = base; i < m->top; i++) {
    if (m->stack[i].what & RESTORE) {
      m->stack[to++] = m->stack[i];
    }
  }
  m->top = to;
}

/* OP_LOOK: whether what it asks holds. */
static bool look_run(Machine *m, uint32_t pc, uint32_t at, uint32_t depth) {
  PackCode look = m->code[pc];
  uint32_t base = m->top, end, back = look.small & LOOK_BEHIND ? look.low : 0;
  bool negative = (look.small & LOOK_NOT) != 0;
  if (depth >= PACK_LOOK_DEPTH) {
    m->given_up = true;
    return false;
  }
  bool found = back <= at && run(m, pc + 1, at - back, depth + 1, &end) &&
               (!(look.small & LOOK_BEHIND) || end == at);
  settle(m, base);
  if (found && negative) {
    uint32_t unused;
    go_back(m, base, &unused, &unused); /* only registers are left: puts them back */
  }
  return found != negative;
}

/* OP_OPEN, OP_CLOSE: a capture that took no symbol leaves the one before it. */
static bool capture_run(Machine *m, PackCode code, uint32_t at) {
  if (code.small >= PATTERN_CAPTURES) {
    return false;
  }
  uint32_t reg = (uint32_t)code.small * MACHINE_CAPTURE_REGS;
  if (code.op == OP_OPEN) {
    reg_set(m, reg, at);
  } else if (at > m->regs[reg]) {
    reg_set(m, reg + 1, m->regs[reg]);
    reg_set(m, reg + 2, at);
  }
  return true;
}

/* OP_ENTER: moves *pc into the body or behind it. */
static void enter_run(Machine *m, uint32_t *pc, uint32_t at) {
  PackCode code = m->code[*pc];
  uint32_t count = m->regs[MACHINE_LOOP_REG + code.small % PACK_LOOP_DEPTH];
  if (count >= code.high) {
    *pc = code.a;
    return;
  }
  if (count >= code.low) {
    push(m, code.a & ~RESTORE, at, at);
  }
  ++*pc;
}

/* One instruction; false if it does not match. */
static bool step(Machine *m, uint32_t *pc, uint32_t *at, uint32_t depth) {
  PackCode code = m->code[*pc];
  uint32_t loop = MACHINE_LOOP_REG + code.small % PACK_LOOP_DEPTH;
  switch (code.op) {
    case OP_BEGIN:
      ++*pc;
      return *at == 0;
    case OP_END:
      ++*pc;
      return *at == m->row->n;
    case OP_SPLIT:
      push(m, code.a & ~RESTORE, *at, *at);
      ++*pc;
      return true;
    case OP_JUMP:
      *pc = code.a;
      return true;
    case OP_OPEN:
    case OP_CLOSE:
      ++*pc;
      return capture_run(m, code, *at);
    case OP_ZERO:
      reg_set(m, loop, 0);
      ++*pc;
      return true;
    case OP_ENTER:
      enter_run(m, pc, *at);
      return true;
    case OP_LOOP:
      reg_set(m, loop, m->regs[loop] + 1);
      *pc = code.a;
      return true;
    case OP_SPAN: {
      bool ok = span_run(m, *pc, at);
      *pc += 2;
      return ok;
    }
    case OP_LOOK: {
      bool ok = look_run(m, *pc, *at, depth);
      *pc = code.a;
      return ok;
    }
    default:
      return false;
  }
}

/* Runs from an instruction up to OP_MATCH, whose symbol goes to *end. On failure the stack and the
   registers are as they were; on success the stack above is left, for going back. */
static bool run(Machine *m, uint32_t pc, uint32_t at, uint32_t depth, uint32_t *end) {
  uint32_t base = m->top;
  for (;;) {
    if (++m->steps > PATTERN_STEPS || m->given_up || pc >= m->code_n) {
      m->given_up = true;
      return false;
    }
    PackCode code = m->code[pc];
    bool ok;
    if (code.op >= OP_WORD && code.op <= OP_ANY) {
      ok = takes(m, code, at);
      at++;
      pc++;
    } else if (code.op == OP_MATCH) {
      *end = at;
      return true;
    } else {
      ok = step(m, &pc, &at, depth);
    }
    if (!ok && !go_back(m, base, &pc, &at)) {
      return false;
    }
  }
}

/* The registers are 0 before and after. */
bool machine_match(Machine *m, const PackBranch *branch, uint32_t at, RuleMatch *match) {
  uint32_t end;
  m->steps = 0;
  m->top = 0;
  m->given_up = false;
  bool found = run(m, branch->code, at, 0, &end);
  if (!found && !m->given_up) {
    return false; /* going back has put all registers back */
  }
  if (!found || end <= at) {
    memset(m->regs, 0, sizeof m->regs);
    return false;
  }
  match->rule = branch->rule;
  match->first = at;
  match->end = end;
  for (uint32_t i = 0; i < PATTERN_CAPTURES; i++) {
    match->captures[i] = (Capture){m->regs[i * MACHINE_CAPTURE_REGS + 1], m->regs[i * MACHINE_CAPTURE_REGS + 2]};
  }
  memset(m->regs, 0, sizeof m->regs);
  return true;
}

/* Machine: instructions of a pack over the symbols of a row. */
#include "lang/pattern_machine.h"

#define RESTORE 0x80000000u

void machine_init(Machine *m, const Pack *pack) {
  m->pack = pack;
  m->code = RECORDS(pack, SECTION_CODE, PackCode, &m->code_n);
  m->tests = RECORDS(pack, SECTION_TESTS, PackTest, &m->tests_n);
  m->test_words = RECORDS(pack, SECTION_TEST_WORDS, uint32_t, &m->test_words_n);
  m->clauses = RECORDS(pack, SECTION_CLAUSES, PackClause, &m->clauses_n);
  memset(m->regs, 0, sizeof m->regs);
  memset(m->having, 0, sizeof m->having);
  m->asked = (TagSet){{0}};
  m->ready = false;
  m->look_depth = 0;
}

void machine_expect(Machine *m, const RuleSet *rules) {
  if (rules->index.set) {
    tagset_join(&m->asked, &rules->index.set->asked);
  }
}

void machine_row(Machine *m, const SymbolRow *row) {
  m->row = row;
  machine_window(m, 0);
}

/* ---------------------------------------------------------------------------- the window */

/* The symbols of the window that have a tag. */
static SymbolBits column_of(const Machine *m, uint32_t tag, uint32_t n) {
  enum { STEP = PACK_TAGS / 64 };
  const uint64_t *tags = &m->row->tags[m->base].bits[tag / 64];
  uint32_t shift = tag & 63, i = 0;
  SymbolBits bits = 0;
  for (; i + 4 <= n; i += 4, tags += 4 * STEP) {
    uint64_t four = (tags[0] >> shift & 1) | (tags[STEP] >> shift & 1) << 1 |
                    (tags[2 * STEP] >> shift & 1) << 2 | (tags[3 * STEP] >> shift & 1) << 3;
    bits |= four << i;
  }
  for (; i < n; i++, tags += STEP) {
    bits |= (tags[0] >> shift & 1) << i;
  }
  return bits;
}

void machine_columns_make(Machine *m) {
  uint32_t n = m->row->n - m->base < MACHINE_WINDOW ? m->row->n - m->base : MACHINE_WINDOW;
  for (uint32_t i = 0; i < m->tags_n; i++) {
    m->having[m->tags[i]] = column_of(m, m->tags[i], n);
  }
  m->having[PACK_TAG_ALWAYS] = m->all;
  m->ready = true;
}

static void columns_clear(Machine *m) {
  for (uint32_t i = 0; m->ready && i < m->tags_n; i++) {
    m->having[m->tags[i]] = 0;
  }
  m->ready = false;
}

void machine_window(Machine *m, uint32_t base) {
  m->base = base;
  columns_clear(m);
  memset(m->known, 0, sizeof m->known);
  memset(m->looks_known, 0, sizeof m->looks_known);
  memset(m->words, 0, sizeof m->words);
  uint32_t n = m->row->n - base < MACHINE_WINDOW ? m->row->n - base : MACHINE_WINDOW;
  m->all = symbols_below(n);
  for (uint32_t i = 0; i < n; i++) {
    m->words[m->row->words[base + i] % MACHINE_WORDS] |= UINT64_C(1) << i;
  }
  m->contents = (TagSet){{0}};
  for (uint32_t i = 0; i < n; i++) {
    tagset_join(&m->contents, &m->row->tags[base + i]);
  }
  m->tags_n = tags_list(&m->contents, &m->asked, m->tags);
}

/* The words and clauses of a test are [first, end); none of a test that there is not. */
typedef struct TestRange {
  PackTest first, end;
} TestRange;

static inline TestRange test_range(const Machine *m, uint32_t test) {
  TestRange range = {{0, 0}, {0, 0}};
  if (m->tests_n > 0 && test < m->tests_n - 1) {
    PackTest end = m->tests[test + 1];
    range.first = m->tests[test];
    range.end.words = end.words < m->test_words_n ? end.words : m->test_words_n;
    range.end.clauses = end.clauses < m->clauses_n ? end.clauses : m->clauses_n;
  }
  return range;
}

/* The symbols of the window that a clause takes; *at becomes the record behind it. */
static inline SymbolBits clause_bits(const Machine *m, uint32_t *at, uint32_t end) {
  SymbolBits bits = ~UINT64_C(0);
  bool goes_on = true;
  for (; goes_on && *at < end; ++*at) {
    bits &= machine_clause(m, &m->clauses[*at]);
    goes_on = m->clauses[*at].goes_on;
  }
  return bits;
}

/* The symbols of the window whose word is this one. */
static inline SymbolBits word_bits(const Machine *m, uint32_t word) {
  SymbolBits bits = word ? m->words[word % MACHINE_WORDS] : 0;
  for (SymbolBits left = bits; left; left &= left - 1) {
    uint32_t place = (uint32_t)__builtin_ctzll(left);
    bits ^= m->row->words[m->base + place] == word ? 0 : left & (~left + 1);
  }
  return bits;
}

static SymbolBits test_bits(Machine *m, uint32_t test) {
  TestRange range = test_range(m, test);
  SymbolBits bits = 0;
  for (uint32_t i = range.first.words; i < range.end.words; i++) {
    bits |= word_bits(m, m->test_words[i]);
  }
  for (uint32_t i = range.first.clauses; i < range.end.clauses;) {
    bits |= clause_bits(m, &i, range.end.clauses);
  }
  return bits;
}

SymbolBits machine_bits_new(Machine *m, PackCode code) {
  if (code.op == OP_WORD) {
    return word_bits(m, code.a);
  }
  if (code.op != OP_TEST) {
    return 0;
  }
  SymbolBits bits = test_bits(m, code.a);
  if (code.a < MACHINE_TESTS) {
    m->bits[code.a] = bits;
    m->known[code.a / 64] |= UINT64_C(1) << (code.a & 63);
  }
  return bits;
}

/* ---------------------------------------------------------------------------- running */

/* Where a run is: at an instruction, before a symbol. */
typedef struct Place {
  uint32_t pc, at;
} Place;

#define NOWHERE ((Place){UINT32_MAX, 0})

static inline bool is_nowhere(Place place) {
  return place.pc == UINT32_MAX;
}

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

/* Whether tags are what a record of a clause asks for. */
static bool record_holds(const PackClause *clause, const TagSet *tags) {
  bool holds = true;
  for (uint32_t i = 0; i < PACK_CLAUSE_ALL; i++) {
    holds = holds && (clause->all[i] >= PACK_TAGS || tagset_has(tags, clause->all[i]));
  }
  for (uint32_t i = 0; i < PACK_CLAUSE_NONE; i++) {
    holds = holds && (clause->none[i] >= PACK_TAGS || !tagset_has(tags, clause->none[i]));
  }
  return holds;
}

/* Whether tags are what a clause asks for; *at becomes the record behind it. */
static bool clause_holds(const Machine *m, const TagSet *tags, uint32_t *at, uint32_t end) {
  bool holds = true, goes_on = true;
  for (; goes_on && *at < end; ++*at) {
    holds = holds && record_holds(&m->clauses[*at], tags);
    goes_on = m->clauses[*at].goes_on;
  }
  return holds;
}

/* Whether a test holds at a symbol outside of the window. */
static bool test_holds(const Machine *m, uint32_t test, uint32_t at) {
  TestRange range = test_range(m, test);
  bool holds = false;
  for (uint32_t i = range.first.words; i < range.end.words && !holds; i++) {
    holds = m->test_words[i] == m->row->words[at];
  }
  for (uint32_t i = range.first.clauses; i < range.end.clauses && !holds;) {
    holds = clause_holds(m, &m->row->tags[at], &i, range.end.clauses);
  }
  return holds;
}

/* The same of the instruction for a test. */
static bool code_holds(const Machine *m, PackCode code, uint32_t at) {
  return code.op == OP_CLAUSE ? clause_holds(m, &m->row->tags[at], &code.a, m->clauses_n) : test_holds(m, code.a, at);
}

static inline bool is_single(PackCode code) {
  return code.op >= OP_WORD && code.op <= OP_ANY;
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
    case OP_CLAUSE:
      return at - m->base < MACHINE_WINDOW ? machine_bits(m, code) >> (at - m->base) & 1 : code_holds(m, code, at);
    case OP_ANY:
      return true;
    default:
      return false;
  }
}

/* Goes back to the last place to go on at above `base`; NOWHERE if there is none. */
static Place go_back(Machine *m, uint32_t base) {
  while (m->top > base) {
    MachineEntry *entry = &m->stack[m->top - 1];
    if (entry->what & RESTORE) {
      m->regs[(entry->what & ~RESTORE) % MACHINE_REGS] = entry->at;
      m->top--;
      continue;
    }
    Place place = {entry->what, entry->at};
    if (entry->at > entry->low) {
      entry->at--;
    } else {
      m->top--;
    }
    return place;
  }
  return NOWHERE;
}

/* Whether the instruction at `pc` is known to lead nowhere from a place: OP_FIRST, or a look. */
static inline bool is_barred(Machine *m, PackCode code, uint32_t pc, uint32_t at) {
  if (code.op == OP_FIRST) {
    return pc + 1 >= m->code_n || !takes(m, m->code[pc + 1], at);
  }
  return code.op == OP_LOOK && look_number(code) && machine_sees_all(m) && !(machine_look(m, pc) >> at & 1);
}

/* OP_SPLIT: goes on behind it, noting that it could go on at its `a`; at once there where the first
   instruction behind it does not take the symbol. Of many alternatives most are left so, in one go. */
static Place split_run(Machine *m, Place p) {
  for (;; m->steps++) {
    PackCode split = m->code[p.pc];
    uint32_t other = split.a & ~RESTORE;
    PackCode next = p.pc + 1 < m->code_n ? m->code[p.pc + 1] : (PackCode){0};
    bool single = is_single(next);
    if (single ? !takes(m, next, p.at) : is_barred(m, next, p.pc + 1, p.at)) {
      p.pc = other;
      if (other >= m->code_n || m->code[other].op != OP_SPLIT || m->steps >= PATTERN_STEPS) {
        return p;
      }
      continue;
    }
    push(m, other, p.at, p.at);
    m->steps += single;
    return (Place){p.pc + 1 + single, p.at + single};
  }
}

/* OP_SPAN: takes as many symbols as it can, and notes that it could take fewer. */
static Place span_run(Machine *m, Place p) {
  PackCode span = m->code[p.pc];
  if (p.pc + 1 >= m->code_n) {
    return NOWHERE;
  }
  PackCode single = m->code[p.pc + 1];
  uint32_t end = p.at, least = p.at + span.low, most = p.at + span.high;
  while (end < most && takes(m, single, end)) {
    end++;
  }
  m->steps += end - p.at;
  if (end < least) {
    return NOWHERE;
  }
  if (end > least) {
    push(m, p.pc + 2, end - 1, least);
  }
  return (Place){p.pc + 2, end};
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

/* OP_LOOK: goes on at its `a` if what it asks holds. */
static Place look_run(Machine *m, Place p, uint32_t depth) {
  PackCode look = m->code[p.pc];
  uint32_t base = m->top, end, back = look.small & LOOK_BEHIND ? look.low : 0;
  bool negative = (look.small & LOOK_NOT) != 0;
  if (look_number(look) && machine_sees_all(m)) {
    return machine_look(m, p.pc) >> p.at & 1 ? (Place){look.a, p.at} : NOWHERE;
  }
  if (depth >= PACK_LOOK_DEPTH) {
    m->given_up = true;
    return NOWHERE;
  }
  bool found = back <= p.at && run(m, p.pc + 1, p.at - back, depth + 1, &end) &&
               (!(look.small & LOOK_BEHIND) || end == p.at);
  settle(m, base);
  if (found && negative) {
    go_back(m, base); /* only registers are left: puts them back */
  }
  return found != negative ? (Place){look.a, p.at} : NOWHERE;
}

/* OP_OPEN, OP_CLOSE: a capture that took no symbol leaves the one before it. */
static Place capture_run(Machine *m, Place p) {
  PackCode code = m->code[p.pc];
  if (code.small >= PATTERN_CAPTURES) {
    return NOWHERE;
  }
  uint32_t reg = (uint32_t)code.small * MACHINE_CAPTURE_REGS;
  if (code.op == OP_OPEN) {
    reg_set(m, reg, p.at);
  } else if (p.at > m->regs[reg]) {
    reg_set(m, reg + 1, m->regs[reg]);
    reg_set(m, reg + 2, p.at);
  }
  return (Place){p.pc + 1, p.at};
}

/* OP_ENTER: into the body or behind it. */
static Place enter_run(Machine *m, Place p) {
  PackCode code = m->code[p.pc];
  uint32_t count = m->regs[MACHINE_LOOP_REG + code.small % PACK_LOOP_DEPTH];
  if (count >= code.high) {
    return (Place){code.a, p.at};
  }
  PackCode next = p.pc + 1 < m->code_n ? m->code[p.pc + 1] : (PackCode){0};
  if (count >= code.low) {
    if (is_barred(m, next, p.pc + 1, p.at)) {
      return (Place){code.a, p.at};
    }
    push(m, code.a & ~RESTORE, p.at, p.at);
  }
  return (Place){p.pc + 1, p.at};
}

/* Where an instruction goes on that takes no symbol by itself; NOWHERE if it does not match. */
static Place step(Machine *m, PackCode code, Place p, uint32_t depth) {
  uint32_t loop = MACHINE_LOOP_REG + code.small % PACK_LOOP_DEPTH;
  Place next = {p.pc + 1, p.at};
  switch (code.op) {
    case OP_BEGIN:
      return p.at == 0 ? next : NOWHERE;
    case OP_END:
      return p.at == m->row->n ? next : NOWHERE;
    case OP_SPLIT:
      return split_run(m, p);
    case OP_JUMP:
      return (Place){code.a, p.at};
    case OP_OPEN:
    case OP_CLOSE:
      return capture_run(m, p);
    case OP_ZERO:
      reg_set(m, loop, 0);
      return next;
    case OP_ENTER:
      return enter_run(m, p);
    case OP_LOOP:
      reg_set(m, loop, m->regs[loop] + 1);
      return (Place){code.a, p.at};
    case OP_SPAN:
      return span_run(m, p);
    case OP_LOOK:
      return look_run(m, p, depth);
    case OP_FIRST:
      return is_barred(m, code, p.pc, p.at) ? NOWHERE : (Place){code.a, p.at};
    default:
      return NOWHERE;
  }
}

/* Runs from an instruction up to OP_MATCH, whose symbol goes to *end. On failure the stack and the
   registers are as they were; on success the stack above is left, for going back. */
static bool run(Machine *m, uint32_t pc, uint32_t at, uint32_t depth, uint32_t *end) {
  uint32_t base = m->top;
  Place p = {pc, at};
  for (;;) {
    if (++m->steps > PATTERN_STEPS || m->given_up || p.pc >= m->code_n) {
      m->given_up = true;
      return false;
    }
    PackCode code = m->code[p.pc];
    if (is_single(code)) {
      p = takes(m, code, p.at) ? (Place){p.pc + 1, p.at + 1} : NOWHERE;
    } else if (code.op != OP_MATCH) {
      p = step(m, code, p, depth);
    } else {
      *end = p.at;
      return true;
    }
    if (is_nowhere(p)) {
      p = go_back(m, base);
      if (is_nowhere(p)) {
        return false;
      }
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

/* Pattern: runs the compiled rules of a pack over a row of symbols. A backtracking machine with its
   own stack: entries are either places to go on at, or old values of registers to put back. */
#include "lang/pattern.h"

#include "lang/pack_format.h"

enum {
  STACK = 2048,     /* entries; a match that needs more is given up */
  CAPTURE_REGS = 3, /* start while open, first, end */
  LOOP_REG = PATTERN_CAPTURES * CAPTURE_REGS,
  REGS = LOOP_REG + PACK_LOOP_DEPTH,
  BITMAP = PACK_BRANCHES / 64,
  RESTORE = 0x80000000u,
};

#define RECORDS(pack, section, T, n) ((const T *)pack_section((pack), (section), sizeof(T), (n)))

/* ---------------------------------------------------------------------------- sets and rules */

static const PackRuleSet *set_record(const RuleSet *rules) {
  uint32_t n;
  const PackRuleSet *sets = RECORDS(rules->pack, SECTION_RULE_SETS, PackRuleSet, &n);
  return n && rules->number < n - 1 ? &sets[rules->number] : NULL;
}

bool rules_find(const Pack *pack, const char *set, RuleSet *rules) {
  uint32_t n;
  const PackRuleSet *sets = RECORDS(pack, SECTION_RULE_SETS, PackRuleSet, &n);
  *rules = (RuleSet){pack, 0, 0};
  for (uint32_t i = 0; n && i < n - 1; i++) {
    if (str_is(pack_str(pack, sets[i].name), set)) {
      rules->number = i;
      rules->rules = sets[i + 1].rules > sets[i].rules ? sets[i + 1].rules - sets[i].rules : 0;
      return true;
    }
  }
  return false;
}

/* The record of a rule, with one behind it; NULL if there is none. */
static const PackRule *rule_record(const RuleSet *rules, uint32_t rule) {
  uint32_t n;
  const PackRuleSet *set = set_record(rules);
  const PackRule *records = RECORDS(rules->pack, SECTION_RULES, PackRule, &n);
  return set && rule < rules->rules && set->rules < n && rule + 1 < n - set->rules
             ? &records[set->rules + rule]
             : NULL;
}

Str rule_name(const RuleSet *rules, uint32_t rule) {
  const PackRule *record = rule_record(rules, rule);
  return record ? pack_str(rules->pack, record->name) : (Str){NULL, 0};
}

uint32_t rule_line(const RuleSet *rules, uint32_t rule) {
  const PackRule *record = rule_record(rules, rule);
  return record ? record->line : 0;
}

Str rule_get(const RuleSet *rules, uint32_t rule, const char *key) {
  const PackRule *record = rule_record(rules, rule);
  uint32_t n;
  const PackSetting *settings = RECORDS(rules->pack, SECTION_SETTINGS, PackSetting, &n);
  for (uint32_t i = record ? record[0].settings : n; i < n && i < record[1].settings; i++) {
    if (str_is(pack_str(rules->pack, settings[i].key), key)) {
      return pack_str(rules->pack, settings[i].value);
    }
  }
  return (Str){NULL, 0};
}

int rule_capture(const RuleSet *rules, const char *name) {
  const PackRuleSet *set = set_record(rules);
  uint32_t n;
  const PackStr *names = RECORDS(rules->pack, SECTION_CAPTURES, PackStr, &n);
  for (uint32_t i = 0; set && i < PATTERN_CAPTURES; i++) {
    uint64_t at = (uint64_t)set->captures + i;
    if (at < n && at < set[1].captures && str_is(pack_str(rules->pack, names[at]), name)) {
      return (int)i;
    }
  }
  return -1;
}

/* ---------------------------------------------------------------------------- the machine */

typedef struct Entry {
  uint32_t what; /* instruction to go on at, or RESTORE + register */
  uint32_t at;   /* symbol, or old value */
  uint32_t low;  /* a span may be as short as to end here; == at: one place only */
} Entry;

typedef struct Machine {
  const SymbolRow *row;
  const PackCode *code;
  const uint32_t *tests;
  const PackClause *clauses;
  uint32_t code_n, tests_n, clauses_n;
  uint32_t steps, top;
  bool given_up;
  uint32_t regs[REGS];
  Entry stack[STACK];
} Machine;

static void machine_init(Machine *m, const Pack *pack, const SymbolRow *row) {
  m->row = row;
  m->code = RECORDS(pack, SECTION_CODE, PackCode, &m->code_n);
  m->tests = RECORDS(pack, SECTION_TESTS, uint32_t, &m->tests_n);
  m->clauses = RECORDS(pack, SECTION_CLAUSES, PackClause, &m->clauses_n);
  memset(m->regs, 0, sizeof m->regs);
}

static inline void push(Machine *m, uint32_t what, uint32_t at, uint32_t low) {
  if (m->top == STACK) {
    m->given_up = true;
    return;
  }
  m->stack[m->top++] = (Entry){what, at, low};
}

/* Sets a register so that going back puts its old value back. */
static inline void reg_set(Machine *m, uint32_t reg, uint32_t value) {
  push(m, RESTORE | reg, m->regs[reg], 0);
  m->regs[reg] = value;
}

static inline bool clause_holds(const PackClause *clause, const TagSet *tags) {
  uint64_t missing = 0;
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    missing |= (clause->all.bits[i] & ~tags->bits[i]) | (clause->none.bits[i] & tags->bits[i]);
  }
  return missing == 0;
}

static bool test_holds(const Machine *m, uint32_t test, const TagSet *tags) {
  if (m->tests_n == 0 || test >= m->tests_n - 1) {
    return false;
  }
  uint32_t end = m->tests[test + 1] < m->clauses_n ? m->tests[test + 1] : m->clauses_n;
  for (uint32_t i = m->tests[test]; i < end; i++) {
    if (clause_holds(&m->clauses[i], tags)) {
      return true;
    }
  }
  return false;
}

/* Whether an instruction for one symbol takes the symbol at `at`. */
static inline bool takes(const Machine *m, PackCode code, uint32_t at) {
  if (at >= m->row->n) {
    return false;
  }
  switch (code.op) {
    case OP_WORD:
      return code.a != 0 && m->row->words[at] == code.a;
    case OP_TAG:
      return code.a < PACK_TAGS && tagset_has(&m->row->tags[at], (int)code.a);
    case OP_TEST:
      return test_holds(m, code.a, &m->row->tags[at]);
    case OP_ANY:
      return true;
    default:
      return false;
  }
}

/* Goes back to the last place to go on at above `base`; false if there is none. */
static bool go_back(Machine *m, uint32_t base, uint32_t *pc, uint32_t *at) {
  while (m->top > base) {
    Entry *entry = &m->stack[m->top - 1];
    if (entry->what & RESTORE) {
      m->regs[(entry->what & ~RESTORE) % REGS] = entry->at;
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
  uint32_t reg = (uint32_t)code.small * CAPTURE_REGS;
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
  uint32_t count = m->regs[LOOP_REG + code.small % PACK_LOOP_DEPTH];
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
  uint32_t loop = LOOP_REG + code.small % PACK_LOOP_DEPTH;
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

/* Matches one branch at symbol `at`. The registers are 0 before and after. */
static bool branch_match(Machine *m, const PackBranch *branch, uint32_t at, RuleMatch *match) {
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
    match->captures[i] = (Capture){m->regs[i * CAPTURE_REGS + 1], m->regs[i * CAPTURE_REGS + 2]};
  }
  memset(m->regs, 0, sizeof m->regs);
  return true;
}

/* ---------------------------------------------------------------------------- index */

/* A rule set opened for matching, with every bound checked. */
typedef struct Matcher {
  const PackRuleSet *set;
  const PackBranch *branches;
  const uint64_t *bitmaps; /* first row: branches that begin with any symbol */
  const PackStart *starts;
  const uint32_t *start_branches;
  uint32_t branches_n, bitmap_n, rows, starts_n, start_branches_n, rules;
  bool any; /* some branch begins with any symbol */
} Matcher;

static bool matcher_open(const RuleSet *rules, Matcher *x) {
  const Pack *pack = rules->pack;
  const PackRuleSet *set = set_record(rules);
  uint32_t n, bitmaps_n, starts_n;
  if (!set) {
    return false;
  }
  const PackBranch *branches = RECORDS(pack, SECTION_BRANCHES, PackBranch, &n);
  const uint64_t *bitmaps = RECORDS(pack, SECTION_BITMAPS, uint64_t, &bitmaps_n);
  const PackStart *starts = RECORDS(pack, SECTION_STARTS, PackStart, &starts_n);
  x->start_branches = RECORDS(pack, SECTION_START_BRANCHES, uint32_t, &x->start_branches_n);
  uint32_t end = set[1].branches;
  if (end > n || set->branches >= end || end - set->branches > PACK_BRANCHES ||
      set->bitmaps > bitmaps_n || set->starts > starts_n ||
      set->starts_n > starts_n - set->starts || (set->starts_n & (set->starts_n - 1)) != 0) {
    return false;
  }
  x->set = set;
  x->branches = branches + set->branches;
  x->branches_n = end - set->branches;
  x->bitmap_n = (x->branches_n + 63) / 64;
  x->bitmaps = bitmaps + set->bitmaps;
  x->rows = (bitmaps_n - set->bitmaps) / x->bitmap_n;
  x->starts = starts + set->starts;
  x->starts_n = set->starts_n;
  x->rules = rules->rules;
  x->any = false;
  for (uint32_t i = 0; x->rows && i < x->bitmap_n; i++) {
    x->any = x->any || x->bitmaps[i];
  }
  return true;
}

static void bitmap_join(const Matcher *x, uint32_t row, uint64_t *to) {
  if (row < x->rows) {
    const uint64_t *from = x->bitmaps + (size_t)row * x->bitmap_n;
    for (uint32_t i = 0; i < x->bitmap_n; i++) {
      to[i] |= from[i];
    }
  }
}

static void word_branches(const Matcher *x, uint32_t word, uint64_t *to) {
  for (uint32_t i = 0; i < x->starts_n; i++) {
    const PackStart *start = &x->starts[(word + i) & (x->starts_n - 1)];
    if (start->word == 0) {
      return;
    }
    if (start->word != word || start->first > x->start_branches_n ||
        start->n > x->start_branches_n - start->first) {
      continue;
    }
    for (uint32_t k = 0; k < start->n; k++) {
      uint32_t branch = x->start_branches[start->first + k];
      if (branch < x->branches_n) {
        to[branch / 64] |= (uint64_t)1 << (branch & 63);
      }
    }
    return;
  }
}

/* How many bits are 1; without the processor's instruction, which not all have. */
static inline uint32_t bits_count(uint64_t x) {
  x -= x >> 1 & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* The branches that can begin with a symbol, as bits; false if there are none. */
static bool candidates(const Matcher *x, uint32_t word, const TagSet *tags, uint64_t *to) {
  const PackRuleSet *set = x->set;
  bool by_word = word && tagset_has(&set->start_words, (int)(word % PACK_TAGS));
  if (!x->any && !by_word && !tagset_meets(&set->start_tags, tags)) {
    return false;
  }
  memset(to, 0, x->bitmap_n * sizeof *to);
  if (x->any) {
    bitmap_join(x, 0, to);
  }
  for (uint32_t i = 0, row = 1; i < PACK_TAGS / 64; i++) {
    uint64_t all = set->start_tags.bits[i];
    for (uint64_t both = all & tags->bits[i]; both; both &= both - 1) {
      uint64_t below = (both & (~both + 1)) - 1;
      bitmap_join(x, row + bits_count(all & below), to);
    }
    row += bits_count(all);
  }
  if (by_word) {
    word_branches(x, word, to);
  }
  return true;
}

/* All tags of a row, and its words by number % PACK_TAGS. */
typedef struct Contents {
  TagSet tags, words;
} Contents;

static void row_contents(const SymbolRow *row, Contents *contents) {
  memset(contents, 0, sizeof *contents);
  for (uint32_t i = 0; i < row->n; i++) {
    tagset_add(&contents->words, (int)(row->words[i] % PACK_TAGS));
    for (int k = 0; k < PACK_TAGS / 64; k++) {
      contents->tags.bits[k] |= row->tags[i].bits[k];
    }
  }
}

static bool has_needs(const PackBranch *branch, const Contents *contents) {
  uint64_t missing = 0;
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    missing |= branch->tags.bits[i] & ~contents->tags.bits[i];
    missing |= branch->words.bits[i] & ~contents->words.bits[i];
  }
  return missing == 0;
}

/* What was found out about a row: which branches were asked, and of these which may match. */
typedef struct Needs {
  Contents contents;
  uint64_t asked[BITMAP], holds[BITMAP];
} Needs;

/* Takes out of a word of bits the branches that need what the row has not. */
static inline uint64_t keep_needed(const Matcher *x, Needs *needs, uint32_t i, uint64_t bits) {
  for (uint64_t ask = bits & ~needs->asked[i]; ask; ask &= ask - 1) {
    uint32_t number = i * 64 + (uint32_t)__builtin_ctzll(ask);
    bool holds = number < x->branches_n && has_needs(&x->branches[number], &needs->contents);
    needs->holds[i] |= (uint64_t)holds << (number & 63);
  }
  needs->asked[i] |= bits;
  return bits & needs->holds[i];
}

/* The next match at symbol `at` by the branches that are left in `bits`, which is updated: branches
   tried, and further ones of a rule that matched, are taken out. needs may be NULL. */
static bool next_match(const Matcher *x, Machine *m, Needs *needs, uint32_t at, uint64_t *bits,
                       RuleMatch *match) {
  for (uint32_t i = 0; i < x->bitmap_n; i++) {
    if (needs && bits[i]) {
      bits[i] = keep_needed(x, needs, i, bits[i]);
    }
    while (bits[i]) {
      uint32_t number = i * 64 + (uint32_t)__builtin_ctzll(bits[i]);
      bits[i] &= bits[i] - 1;
      if (number >= x->branches_n) {
        continue;
      }
      const PackBranch *branch = &x->branches[number];
      if (branch->rule >= x->rules || !branch_match(m, branch, at, match)) {
        continue;
      }
      for (uint32_t k = number + 1; k < x->branches_n && x->branches[k].rule == branch->rule; k++) {
        bits[k / 64] &= ~((uint64_t)1 << (k & 63));
      }
      return true;
    }
  }
  return false;
}

uint32_t rules_match_at(const RuleSet *rules, const SymbolRow *row, uint32_t at, RuleMatch *out,
                        uint32_t room) {
  Matcher x;
  Machine m;
  uint64_t bits[BITMAP];
  uint32_t n = 0;
  if (at >= row->n || !matcher_open(rules, &x) ||
      !candidates(&x, row->words[at], &row->tags[at], bits)) {
    return 0;
  }
  machine_init(&m, rules->pack, row);
  while (n < room && next_match(&x, &m, NULL, at, bits, &out[n])) {
    n++;
  }
  return n;
}

void rules_match_all(const RuleSet *rules, const SymbolRow *row, Arena *arena, RuleMatches *out) {
  Matcher x;
  Machine m;
  Needs needs;
  uint64_t bits[BITMAP];
  RuleMatch match;
  if (!matcher_open(rules, &x)) {
    return;
  }
  machine_init(&m, rules->pack, row);
  row_contents(row, &needs.contents);
  memset(needs.asked, 0, x.bitmap_n * sizeof *needs.asked);
  memset(needs.holds, 0, x.bitmap_n * sizeof *needs.holds);
  for (uint32_t at = 0; at < row->n; at++) {
    if (!candidates(&x, row->words[at], &row->tags[at], bits)) {
      continue;
    }
    while (next_match(&x, &m, &needs, at, bits, &match)) {
      array_push(arena, out, match);
    }
  }
}

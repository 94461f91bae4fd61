/* Pattern: the rule sets of a pack, and the matches of their rules in a row. A row is asked once which
   match lines may match in it at all (by the tags and words that they cannot do without), then where
   each may begin (by all its anchors, 64 symbols at a time); only there is it run. */
#include <stdlib.h>

#include "lang/pattern_machine.h"

/* ---------------------------------------------------------------------------- sets and rules */

static const PackRuleSet *set_record(const RuleSet *rules) {
  uint32_t n;
  const PackRuleSet *sets = RECORDS(rules->pack, SECTION_RULE_SETS, PackRuleSet, &n);
  return n && rules->number < n - 1 ? &sets[rules->number] : NULL;
}

/* What is known of each rule; nothing of a damaged pack. */
static void records_find(const PackRuleSet *set, RuleSet *rules) {
  uint32_t n;
  const PackRule *records = RECORDS(rules->pack, SECTION_RULES, PackRule, &n);
  bool sound = set->rules < n && rules->rules < n - set->rules;
  rules->records = sound ? &records[set->rules] : NULL;
  rules->settings = RECORDS(rules->pack, SECTION_SETTINGS, PackSetting, &rules->settings_n);
}

enum { FILED_UNDER_NOTHING = 1 }; /* the first PackFiled of what is: behind that without bits */

/* Whether all records that belong together are there. */
static bool filed_is_sound(const RuleIndex *x) {
  bool sound = x->filed_n > FILED_UNDER_NOTHING;
  for (uint32_t i = 0; i < x->filed_n; i++) {
    sound = sound && x->filed[i].n <= PACK_MAP_WORDS && x->filed[i].n <= x->filed_n - i;
  }
  return sound;
}

/* Opens a rule set for matching. */
static void index_open(const PackRuleSet *set, uint32_t sets, RuleSet *rules) {
  const Pack *pack = rules->pack;
  RuleIndex *x = &rules->index;
  uint32_t n, filed_n, words_n, end = set[1].branches;
  const PackBranch *branches = RECORDS(pack, SECTION_BRANCHES, PackBranch, &n);
  const PackFiled *filed = RECORDS(pack, SECTION_FILED, PackFiled, &filed_n);
  const uint16_t *words = RECORDS(pack, SECTION_KEY_WORDS, uint16_t, &words_n);
  x->anchors = RECORDS(pack, SECTION_ANCHORS, PackAnchor, &x->anchors_n);
  if (end >= n || set->branches >= end || end - set->branches > PACK_BRANCHES ||
      set->filed >= filed_n) {
    return;
  }
  x->branches = branches + set->branches;
  x->branches_n = end - set->branches;
  x->bitmap_n = pack_filings(x->branches_n) / 64;
  x->filed = filed + set->filed;
  x->filed_n = filed_n - set->filed;
  x->set = filed_is_sound(x) ? set : NULL;
  x->sets = sets;
  x->words = words + rules->number;
  x->words_n = words_n / sets;
  x->rules = rules->rules;
}

bool rules_find(const Pack *pack, const char *set, RuleSet *rules) {
  uint32_t n;
  const PackRuleSet *sets = RECORDS(pack, SECTION_RULE_SETS, PackRuleSet, &n);
  *rules = (RuleSet){.pack = pack};
  for (uint32_t i = 0; n && i < n - 1; i++) {
    if (str_is(pack_str(pack, sets[i].name), set)) {
      rules->number = i;
      rules->rules = sets[i + 1].rules > sets[i].rules ? sets[i + 1].rules - sets[i].rules : 0;
      records_find(&sets[i], rules);
      index_open(&sets[i], n - 1, rules);
      return true;
    }
  }
  return false;
}

/* The record of a rule, with one behind it; NULL if there is none. */
static const PackRule *rule_record(const RuleSet *rules, uint32_t rule) {
  return rules->records && rule < rules->rules ? &rules->records[rule] : NULL;
}

Str rule_name(const RuleSet *rules, uint32_t rule) {
  const PackRule *record = rule_record(rules, rule);
  return record ? pack_str(rules->pack, record->name) : (Str){NULL, 0};
}

uint32_t rule_line(const RuleSet *rules, uint32_t rule) {
  const PackRule *record = rule_record(rules, rule);
  return record ? record->line : 0;
}

Str rule_setting(const RuleSet *rules, uint32_t rule, Str key) {
  const PackRule *record = rule_record(rules, rule);
  uint32_t n = rules->settings_n;
  const PackSetting *settings = rules->settings;
  for (uint32_t i = record ? record[0].settings : n; i < n && i < record[1].settings; i++) {
    if (settings[i].key.size == key.n && str_equal(pack_str(rules->pack, settings[i].key), key)) {
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

/* ---------------------------------------------------------------------------- index */

enum { GATHER_MOST = 512, GATHER_AT_ONCE = 4 };

/* What is filed under the tags and words of a row, on its way to being joined: records by their number. */
typedef struct Gather {
  const RuleIndex *index;
  uint64_t *to;
  uint32_t n;
  uint32_t list[GATHER_MOST + PACK_MAP_WORDS];
} Gather;

static void filed_join(Gather *g) {
  const PackFiled *filed = g->index->filed;
  for (uint32_t i = 0; i < g->n; i++) {
    g->to[filed[g->list[i]].word] |= filed[g->list[i]].bits;
  }
  g->n = 0;
}

/* Adds what is filed under a tag or a word, from its first record on. How many records there are nobody can foresee: a few
   are always noted, and those that are too many are overwritten. */
static inline void filed_gather(Gather *g, uint32_t first) {
  uint32_t *list = g->list + g->n, at = first < g->index->filed_n ? first : 0, n = g->index->filed[at].n;
  for (uint32_t i = 0; i < GATHER_AT_ONCE; i++) {
    list[i] = at + i;
  }
  for (uint32_t i = GATHER_AT_ONCE; i < n; i++) {
    list[i] = at + i;
  }
  g->n += n;
  if (g->n > GATHER_MOST) {
    filed_join(g);
  }
}

/* Adds what is filed under words: under most nothing is. */
static void words_gather(Gather *g, const uint32_t *words, uint32_t n) {
  enum { AT_ONCE = 64 };
  const RuleIndex *x = g->index;
  uint16_t first[AT_ONCE];
  for (uint32_t from = 0; from < n; from += AT_ONCE) {
    uint32_t end = n - from < AT_ONCE ? n : from + AT_ONCE, found = 0;
    for (uint32_t i = from; i < end; i++) {
      first[found] = words[i] < x->words_n ? x->words[words[i] * x->sets] : 0;
      found += first[found] != 0;
    }
    for (uint32_t i = 0; i < found; i++) {
      filed_gather(g, first[i]);
    }
  }
}

/* How many bits are 1; without the processor's instruction, which not all have. */
static inline uint32_t bits_count(uint64_t x) {
  x -= x >> 1 & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* The branches that may match in a row with these tags and words, as bits; how many. */
static uint32_t branches_alive(const RuleIndex *x, const uint16_t *tags, uint32_t tags_n, const uint32_t *words,
                               uint32_t n, uint64_t *to) {
  Gather g;
  uint32_t count = 0;
  g.index = x;
  g.to = to;
  g.n = 0;
  memset(to, 0, x->bitmap_n * PACK_FILINGS * sizeof *to);
  filed_gather(&g, FILED_UNDER_NOTHING);
  for (uint32_t i = 0; i < tags_n; i++) {
    filed_gather(&g, x->set->tag_filed[tags[i]]);
  }
  words_gather(&g, words, n);
  filed_join(&g);
  for (uint32_t i = 0; i < x->bitmap_n; i++) {
    for (uint32_t filing = 1; filing < PACK_FILINGS; filing++) {
      to[i] &= to[filing * x->bitmap_n + i];
    }
    count += bits_count(to[i]);
  }
  return count;
}

/* ---------------------------------------------------------------------------- where to begin */

/* A window covers most rows whole. A longer one is taken by windows that overlap by half: starts are
   looked for in the first half, with as many symbols in sight behind each. */
enum { WINDOW_STEP = MACHINE_WINDOW / 2 };

static bool reaches_end(const Machine *m) {
  return m->row->n - m->base <= MACHINE_WINDOW;
}

/* A branch and the symbols of the window at which its match may begin. */
typedef struct Candidate {
  uint32_t branch;
  SymbolBits starts;
} Candidate;

/* The symbols that have one of `bits` low to high symbols behind them. Anchors far and near come in no
   order that a processor could foresee: the steps are always taken, those that are too many by 0. */
static inline SymbolBits starts_before(SymbolBits bits, uint32_t low, uint32_t high) {
  if (low == high || low >= MACHINE_WINDOW) {
    return low < MACHINE_WINDOW ? bits >> low : 0;
  }
  uint32_t left = high - low < MACHINE_WINDOW - 1 ? high - low : MACHINE_WINDOW - 1;
  for (uint32_t step = 1; step < MACHINE_WINDOW; step *= 2) {
    uint32_t by = left < step ? left : step;
    bits |= bits >> by;
    left -= by;
  }
  return bits >> low;
}

/* The symbols of the window that an anchor asks for; where a tail begins. */
static inline SymbolBits anchor_bits(Machine *m, PackCode code) {
  if (code.op == OP_LOOK) {
    return machine_sees_all(m) && code.a < m->code_n ? machine_look_places(m, code.a) : m->all;
  }
  return machine_bits(m, code);
}

/* The symbols of the window at which a match of the branch may begin by its length, its ^ and its $. In the first
   windows of a long row only ^ tells. */
static inline SymbolBits branch_places(const Machine *m, const PackBranch *branch) {
  uint32_t left = m->row->n - m->base;
  SymbolBits places = branch->begins ? m->base == 0 : ~UINT64_C(0);
  if (left > MACHINE_WINDOW) {
    return places & symbols_below(WINDOW_STEP);
  }
  places &= branch->least <= left ? symbols_below(left - branch->least + 1) & m->all : 0;
  return branch->most < left ? places & ~symbols_below(left - branch->most) : places;
}

/* Of these symbols of the window those at which a match of the branch may begin. What an anchor asks for
   may lie behind the window of a long row (`open`), and counts as found. */
static SymbolBits branch_starts(const RuleIndex *x, Machine *m, const PackBranch *branch,
                                SymbolBits starts, bool open) {
  uint32_t last = branch[1].anchors < x->anchors_n ? branch[1].anchors : x->anchors_n;
  for (uint32_t i = branch[0].anchors; i < last; i++) {
    const PackAnchor *anchor = &x->anchors[i];
    if (open && anchor->high > WINDOW_STEP) {
      continue;
    }
    starts &= starts_before(anchor_bits(m, anchor->code), anchor->low, anchor->high);
    if (!starts) {
      return 0;
    }
  }
  return starts;
}

/* The branches that may begin in the window, or in its first half; how many. */
static uint32_t candidates_find(const RuleIndex *x, Machine *m, const uint64_t *alive,
                                Candidate *candidates) {
  bool open = !reaches_end(m);
  uint32_t n = 0;
  for (uint32_t i = 0; i < x->bitmap_n; i++) {
    for (uint64_t bits = alive[i]; bits; bits &= bits - 1) {
      uint32_t branch = i * 64 + (uint32_t)__builtin_ctzll(bits);
      if (branch < x->branches_n && x->branches[branch].rule < x->rules) {
        candidates[n].branch = branch;
        SymbolBits places = branch_places(m, &x->branches[branch]);
        candidates[n].starts = places ? branch_starts(x, m, &x->branches[branch], places, open) : 0;
        n += candidates[n].starts != 0;
      }
    }
  }
  return n;
}

/* The matches that begin in the window, or in its first half. */
static void window_match(const RuleIndex *x, Machine *m, const uint64_t *alive,
                         Candidate *candidates, Arena *arena, RuleMatches *out) {
  machine_columns(m);
  uint32_t n = candidates_find(x, m, alive, candidates);
  SymbolBits any = 0;
  for (uint32_t i = 0; i < n; i++) {
    any |= candidates[i].starts;
  }
  for (; any; any &= any - 1) {
    uint32_t place = (uint32_t)__builtin_ctzll(any), found = UINT32_MAX;
    for (uint32_t i = 0; i < n; i++) {
      const PackBranch *branch = &x->branches[candidates[i].branch];
      RuleMatch match;
      if ((candidates[i].starts >> place & 1) && branch->rule != found &&
          machine_match(m, branch, m->base + place, &match)) {
        array_push(arena, out, match);
        found = branch->rule;
      }
    }
  }
}

/* ---------------------------------------------------------------------------- matching */

uint32_t rules_match_at(const RuleSet *rules, const SymbolRow *row, uint32_t at, RuleMatch *out,
                        uint32_t room) {
  const RuleIndex *x = &rules->index;
  Machine m;
  uint32_t n = 0, found = UINT32_MAX;
  if (at >= row->n || !x->set) {
    return 0;
  }
  machine_init(&m, rules->pack);
  machine_expect(&m, rules);
  machine_row(&m, row);
  machine_columns(&m);
  for (uint32_t i = 0; i < x->branches_n && n < room; i++) {
    const PackBranch *branch = &x->branches[i];
    if (branch->rule < x->rules && branch->rule != found && machine_match(&m, branch, at, &out[n])) {
      found = branch->rule;
      n++;
    }
  }
  return n;
}

/* The branches that may match in the machine's row, as bits; how many. */
static uint32_t row_branches(const RuleIndex *x, const Machine *m, uint64_t *alive) {
  const SymbolRow *row = m->row;
  if (row->n <= MACHINE_WINDOW) {
    return branches_alive(x, m->tags, m->tags_n, row->words, row->n, alive);
  }
  uint16_t list[PACK_TAGS];
  TagSet tags = m->contents;
  for (uint32_t i = MACHINE_WINDOW; i < row->n; i++) {
    tagset_join(&tags, &row->tags[i]);
  }
  return branches_alive(x, list, tags_list(&tags, &x->set->asked, list), row->words, row->n, alive);
}

void rules_match_row(const RuleSet *rules, Machine *m, Arena *arena, RuleMatches *out) {
  const SymbolRow *row = m->row;
  const RuleIndex *x = &rules->index;
  uint64_t alive[PACK_MAP_WORDS];
  if (row->n == 0 || !x->set) {
    return;
  }
  if (m->base) {
    machine_window(m, 0);
  }
  uint32_t n = row_branches(x, m, alive);
  if (n == 0) {
    return;
  }
  Candidate *candidates = arena_raw(arena, n * sizeof *candidates);
  window_match(x, m, alive, candidates, arena, out);
  while (!reaches_end(m)) {
    machine_window(m, m->base + WINDOW_STEP);
    window_match(x, m, alive, candidates, arena, out);
  }
}

void rules_match_all(const RuleSet *rules, const SymbolRow *row, Arena *arena, RuleMatches *out) {
  Machine m;
  if (row->n) {
    machine_init(&m, rules->pack);
    machine_expect(&m, rules);
    machine_row(&m, row);
    rules_match_row(rules, &m, arena, out);
  }
}

static int compare_matches(const void *a, const void *b) {
  const RuleMatch *x = a, *y = b;
  if (x->rule != y->rule) {
    return x->rule < y->rule ? -1 : 1;
  }
  return (x->first > y->first) - (x->first < y->first);
}

void rule_matches_sort(RuleMatches *matches) {
  if (matches->n > 1) {
    qsort(matches->v, matches->n, sizeof *matches->v, compare_matches);
  }
}

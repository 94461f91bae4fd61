/* Block index: the beginnings of patterns into tables from bytes to sets of rules. */
#include "doc/block_index.h"

#include "base/eight.h"
#include "doc/block_needs.h"

/* ------------------------------------------------------------------------- making it */

enum { ROW_FIRST, ROW_ANYWHERE, ROW_LENGTH, ROW_LAST, ROWS };

typedef struct Making {
  BlockRules *rules;
  Arena *scratch;
  BlockRuleSet *rows[ROWS]; /* by key at the first byte, key anywhere, number of words, last byte */
} Making;

static void set_add(BlockRuleSet *set, uint32_t rule) {
  set->bits[rule / 64] |= UINT64_C(1) << (rule & 63);
}

static void row_add(Making *m, int row, uint32_t key, uint32_t rule) {
  set_add(&m->rows[row][key], rule);
}

/* Files a rule under a literal that it begins with: one byte by itself, more by their first three. */
static void literal_add(Making *m, Str literal, uint32_t rule) {
  char small[3] = {0};
  for (size_t i = 0; i < literal.n && i < 3; i++) {
    char c = literal.p[i];
    small[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  unsigned char a = (unsigned char)small[0], b = (unsigned char)small[1];
  if (literal.n == 1) {
    row_add(m, ROW_FIRST, a, rule);
  } else if (literal.n == 2) {
    for (uint32_t c = 0; c < 256; c++) {
      row_add(m, ROW_FIRST, block_key(a, b, (unsigned char)c), rule);
    }
  } else {
    row_add(m, ROW_FIRST, block_key(a, b, (unsigned char)small[2]), rule);
  }
}

/* Whether all that the operations from pc on can begin with are literals; files the rule under them if
   `file` says so. */
static bool begins_with_literals(Making *m, uint32_t pc, bool file, uint32_t rule) {
  for (;;) {
    const BlockOp *op = &m->rules->ops.v[pc];
    if (op->op == OP_SPLIT) {
      if (!begins_with_literals(m, pc + 1, file, rule)) {
        return false;
      }
      pc = op->to;
    } else if (op->op == OP_JUMP) {
      pc = op->to;
    } else {
      if (file && op->op == OP_LITERAL) {
        literal_add(m, op->text, rule);
      }
      return op->op == OP_LITERAL;
    }
  }
}

/* Notes the needs of a rule, the rarest first: they are asked in that order. */
static void needs_keep(Making *m, BlockNeedList *list, BlockRule *rule) {
  BlockRules *rules = m->rules;
  for (uint32_t i = 1; i < list->n; i++) {
    BlockNeedKeys need = list->v[i];
    uint32_t k = i;
    for (; k && list->v[k - 1].common > need.common; k--) {
      list->v[k] = list->v[k - 1];
    }
    list->v[k] = need;
  }
  rule->needs = rules->needs.n;
  for (uint32_t i = 0; i < list->n; i++) {
    array_push(rules->arena, &rules->needs,
               (BlockNeed){rules->keys.n, rules->keys.n + list->v[i].n});
    for (uint32_t k = 0; k < list->v[i].n; k++) {
      array_push(rules->arena, &rules->keys, list->v[i].keys[k]);
    }
  }
  rule->needs_end = rules->needs.n;
}

static void rule_file(Making *m, uint32_t number) {
  BlockRule *rule = &m->rules->rules.v[number];
  BlockNeedList needs = {0};
  block_needs_find(m->rules, rule, m->scratch, &needs);
  needs_keep(m, &needs, rule);
  if (begins_with_literals(m, rule->code, false, number)) {
    begins_with_literals(m, rule->code, true, number);
  } else if (needs.n) {
    for (uint32_t k = 0; k < needs.v[0].n; k++) {
      row_add(m, ROW_ANYWHERE, needs.v[0].keys[k], number);
    }
  } else {
    set_add(&m->rules->always, number);
  }
}

/* Files a rule under the numbers of words that it may have, and under its conditions. */
static void conditions_file(Making *m, uint32_t number) {
  const BlockRule *rule = &m->rules->rules.v[number];
  for (uint32_t n = 0; n < BLOCK_LENGTHS; n++) {
    bool more = n == BLOCK_LENGTHS - 1; /* this many and more */
    if ((n >= rule->min_words || more) && (n <= rule->max_words || !rule->max_words)) {
      row_add(m, ROW_LENGTH, n, number);
    }
  }
  for (uint32_t i = 0; i < BLOCK_CONDITIONS; i++) {
    if (rule->when >> i & 1) {
      set_add(&m->rules->asking[i], number);
    }
  }
}

/* Can the pattern end at pc without another byte? */
static bool can_end(const BlockRules *rules, uint32_t pc) {
  for (;;) {
    const BlockOp *op = &rules->ops.v[pc];
    if (op->op == OP_SPLIT) {
      if (can_end(rules, pc + 1)) {
        return true;
      }
      pc = op->to;
    } else if (op->op == OP_JUMP) {
      pc = op->to;
    } else {
      return op->op == OP_MATCH;
    }
  }
}

static void last_file(Making *m, Str text, uint32_t rule) {
  char c = text.p[text.n - 1];
  row_add(m, ROW_LAST, (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c), rule);
}

/* Files a rule under the bytes with which what an operation matches can end. */
static void op_last_file(Making *m, const BlockOp *op, uint32_t rule) {
  bool digits = op->op == OP_CLASS && (op->class == CLASS_NUMBER || op->class == CLASS_DATE);
  if (op->op == OP_LITERAL) {
    last_file(m, op->text, rule);
  } else if (op->op == OP_CLASS && op->class == CLASS_LIST) {
    const Map *words = &m->rules->lists.v[op->to].words;
    for (uint32_t i = 0; i < words->n; i++) {
      last_file(m, words->entries[i].key, rule);
    }
  } else {
    for (uint32_t c = digits ? '0' : 0; c < (digits ? '9' + 1 : 256); c++) {
      row_add(m, ROW_LAST, c, rule);
    }
  }
}

/* Files a rule under the bytes with which a match can end; of a match that need not reach the
   text's end, that may be any. */
static void lasts_file(Making *m, uint32_t number) {
  const BlockRules *rules = m->rules;
  const BlockRule *rule = &rules->rules.v[number];
  static const BlockOp any = {.op = OP_ANY};
  for (uint32_t pc = rule->code; rules->ops.v[pc].op != OP_MATCH; pc++) {
    const BlockOp *op = &rules->ops.v[pc];
    bool consumes = op->op == OP_LITERAL || op->op == OP_ANY || op->op == OP_CLASS;
    if (consumes && can_end(rules, pc + 1)) {
      op_last_file(m, op, number);
    }
  }
  if (rule->when & WHEN_PREFIX) {
    op_last_file(m, &any, number);
  }
}

/* Keeps each different set once; set 0 is empty. */
static void rows_keep(Making *m, int row, uint32_t keys, Map *sets, uint16_t *out) {
  BlockRules *rules = m->rules;
  for (uint32_t key = 0; key < keys; key++) {
    uint64_t *bits = m->rows[row][key].bits;
    bool is_new;
    Str bytes = {(const char *)bits, rules->set_words * sizeof *bits};
    uint32_t number = *map_put(sets, bytes, sets->n, &is_new);
    for (uint32_t i = 0; is_new && i < rules->set_words; i++) {
      array_push(rules->arena, &rules->sets, bits[i]);
    }
    out[key] = (uint16_t)number;
  }
}

static void index_fill(void *context, Arena *scratch) {
  BlockRules *rules = context;
  static const uint32_t keys[ROWS] = {BLOCK_KEYS, BLOCK_KEYS, BLOCK_LENGTHS, 256};
  uint16_t *out[ROWS] = {rules->filed[0], rules->filed[1], rules->of_length, rules->of_last};
  Making m = {.rules = rules, .scratch = scratch};
  Map sets;
  BlockRuleSet none = {{0}};
  rules->set_words = (rules->rules.n + 63) / 64;
  for (int row = 0; row < ROWS; row++) {
    m.rows[row] = arena_array(scratch, BlockRuleSet, keys[row]);
  }
  for (uint32_t i = 0; i < rules->rules.n; i++) {
    rule_file(&m, i);
    conditions_file(&m, i);
    lasts_file(&m, i);
  }
  map_init(&sets, scratch);
  map_put(&sets, (Str){(const char *)none.bits, rules->set_words * sizeof *none.bits}, 0, NULL);
  for (uint32_t i = 0; i < rules->set_words; i++) {
    array_push(rules->arena, &rules->sets, 0);
  }
  for (int row = 0; row < ROWS; row++) {
    rows_keep(&m, row, keys[row], &sets, out[row]);
  }
  for (uint32_t key = 0; key < BLOCK_KEYS; key++) {
    rules->filed_keys[key / 64] |= (uint64_t)(rules->filed[1][key] != 0) << (key & 63);
  }
}

/* Adds the words of a list with their marks; with `weights`, times the number of each. */
static bool marks_add(BlockMarks *set, const BlockList *list, uint8_t mark, bool weights) {
  for (uint32_t i = 0; list && i < list->words.n; i++) {
    const MapEntry *entry = &list->words.entries[i];
    uint32_t weight = weights ? (entry->value < 3 ? entry->value : 3) : 1;
    char bytes[8] = {0};
    if (set->n >= BLOCK_MARKED_WORDS / 4 * 3 || (mark == WORD_STOP && entry->key.n > sizeof bytes)) {
      return false;
    }
    memcpy(bytes, entry->key.p, entry->key.n < sizeof bytes ? entry->key.n : sizeof bytes);
    uint64_t word = eight_load(bytes);
    uint32_t at = block_marks_place(word);
    while (set->words[at] && set->words[at] != word) {
      at = (at + 1) % BLOCK_MARKED_WORDS;
    }
    set->n += !set->words[at];
    set->words[at] = word;
    set->marks[at] = (uint8_t)(set->marks[at] | mark * weight);
  }
  return true;
}

/* What lists say of words; left empty where one does not fit, or there are too many. */
static void marks_keep(BlockRules *rules) {
  BlockMarks *set = &rules->marks;
  memset(set, 0, sizeof *set);
  bool fit = marks_add(set, block_rules_list(rules, str_lit("stopword")), WORD_STOP, false) &&
             marks_add(set, block_rules_list(rules, str_lit("address-you")), WORD_YOU, false) &&
             marks_add(set, block_rules_list(rules, str_lit("address-we")), WORD_WE, false) &&
             marks_add(set, block_rules_list(rules, str_lit("account-word")), WORD_ACCOUNT, false) &&
             marks_add(set, block_rules_list(rules, str_lit("appeal")), WORD_ASKS, true);
  set->n = fit ? set->n : 0;
}

int block_index_make(BlockRules *rules, Status *status) {
  marks_keep(rules);
  rules->page = (BlockLimits){
#define X(field, name, otherwise) .field = block_rules_limit(rules, name, otherwise),
      BLOCK_LIMITS(X)
#undef X
  };
  if (rules->rules.n > BLOCK_RULES_MOST) {
    return status_set(status, STATUS_FORMAT, 0, "%u block rules: expected at most %d",
                      rules->rules.n, BLOCK_RULES_MOST);
  }
  arena_scratch(rules->arena, index_fill, rules);
  return STATUS_OK;
}

/* ------------------------------------------------------------------------- asking it */

static inline const uint64_t *set_of(const BlockRules *rules, uint32_t set) {
  return rules->sets.v + (size_t)set * rules->set_words;
}

static inline void filed_join(const BlockRules *rules, bool anywhere, uint32_t key,
                              BlockRuleSet *found) {
  const uint64_t *bits = set_of(rules, rules->filed[anywhere][key]);
  for (uint32_t i = 0; i < rules->set_words; i++) {
    found->bits[i] |= bits[i];
  }
}

static inline void key_hold(BlockHeld *held, uint32_t key) {
  held->bits[key / 64] |= UINT64_C(1) << (key & 63);
}

static void keys_hold(const BlockText *text, BlockHeld *held) {
  const unsigned char *p = (const unsigned char *)text->small;
  memset(held, 0, sizeof *held);
  for (uint32_t from = 0; from < text->n; from += 64) {
    for (uint64_t marks = text->marks[from / 64]; marks; marks &= marks - 1) {
      const unsigned char *at = p + from + __builtin_ctzll(marks);
      key_hold(held, at[0]);
      key_hold(held, block_key(at[0], at[1], at[2]));
    }
  }
  if (held->bits[0] >> '0' & 0x3FF) { /* one of ten digits */
    key_hold(held, KEY_DIGIT);
  }
}

/* Takes away the rules that ask for what is no fact, or whose bounds or ends do not fit. */
static void conditions_apply(const BlockRules *rules, const BlockText *text, uint32_t facts,
                             BlockRuleSet *found) {
  uint32_t longest = BLOCK_LENGTHS - 1, n = text->words < longest ? text->words : longest;
  unsigned char last = text->n ? (unsigned char)text->small[text->n - 1] : 0;
  const uint64_t *length = set_of(rules, rules->of_length[n]);
  const uint64_t *ends = set_of(rules, rules->of_last[last]);
  for (uint32_t i = 0; i < rules->set_words; i++) {
    found->bits[i] &= length[i] & ends[i];
  }
  for (uint32_t absent = BLOCK_FACTS & ~facts; absent; absent &= absent - 1) {
    const uint64_t *asking = rules->asking[__builtin_ctz(absent)].bits;
    for (uint32_t i = 0; i < rules->set_words; i++) {
      found->bits[i] &= ~asking[i];
    }
  }
}

void block_index_find(const BlockRules *rules, const BlockText *text, uint32_t facts,
                      BlockHeld *held, BlockRuleSet *found) {
  const unsigned char *p = (const unsigned char *)text->small;
  keys_hold(text, held);
  memcpy(found->bits, rules->always.bits, rules->set_words * sizeof *found->bits);
  filed_join(rules, false, p[0], found);
  filed_join(rules, false, block_key(p[0], p[1], p[2]), found);
  for (uint32_t w = 0; w < BLOCK_KEYS / 64; w++) {
    for (uint64_t bits = held->bits[w] & rules->filed_keys[w]; bits; bits &= bits - 1) {
      filed_join(rules, true, w * 64 + (uint32_t)__builtin_ctzll(bits), found);
    }
  }
  conditions_apply(rules, text, facts, found);
}

bool block_index_holds(const BlockRules *rules, const BlockRule *rule, const BlockHeld *held) {
  for (uint32_t n = rule->needs; n < rule->needs_end; n++) {
    const BlockNeed *need = &rules->needs.v[n];
    bool any = false;
    for (uint32_t k = need->first; k < need->end && !any; k++) {
      uint32_t key = rules->keys.v[k];
      any = held->bits[key / 64] >> (key & 63) & 1;
    }
    if (!any) {
      return false;
    }
  }
  return true;
}

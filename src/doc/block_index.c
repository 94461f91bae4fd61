/* Block index: the beginnings of patterns into tables from bytes to sets of rules. */
#include "doc/block_index.h"

#include "doc/block_needs.h"

/* ------------------------------------------------------------------------- making it */

typedef struct Making {
  BlockRules *rules;
  Arena *scratch;
  BlockRuleSet *rows[2]; /* of BLOCK_KEYS: at the first byte; anywhere */
} Making;

static void row_add(Making *m, bool anywhere, uint32_t key, uint32_t rule) {
  m->rows[anywhere][key].bits[rule / 64] |= UINT64_C(1) << (rule & 63);
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
    row_add(m, false, a, rule);
  } else if (literal.n == 2) {
    for (uint32_t c = 0; c < 256; c++) {
      row_add(m, false, block_key(a, b, (unsigned char)c), rule);
    }
  } else {
    row_add(m, false, block_key(a, b, (unsigned char)small[2]), rule);
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
      row_add(m, true, needs.v[0].keys[k], number);
    }
  } else {
    m->rules->always[number / 64] |= UINT64_C(1) << (number & 63);
  }
}

/* Keeps each different set once; set 0 is empty. */
static void rows_keep(Making *m, int anywhere, Map *sets) {
  BlockRules *rules = m->rules;
  for (uint32_t key = 0; key < BLOCK_KEYS; key++) {
    uint64_t *row = m->rows[anywhere][key].bits;
    bool is_new;
    Str bytes = {(const char *)row, rules->set_words * sizeof *row};
    uint32_t number = *map_put(sets, bytes, sets->n, &is_new);
    for (uint32_t i = 0; is_new && i < rules->set_words; i++) {
      array_push(rules->arena, &rules->sets, row[i]);
    }
    rules->filed[anywhere][key] = (uint16_t)number;
  }
}

static void index_fill(void *context, Arena *scratch) {
  BlockRules *rules = context;
  Making m = {rules, scratch, {arena_array(scratch, BlockRuleSet, BLOCK_KEYS),
                               arena_array(scratch, BlockRuleSet, BLOCK_KEYS)}};
  Map sets;
  BlockRuleSet none = {{0}};
  rules->set_words = (rules->rules.n + 63) / 64;
  for (uint32_t i = 0; i < rules->rules.n; i++) {
    rule_file(&m, i);
  }
  map_init(&sets, scratch);
  map_put(&sets, (Str){(const char *)none.bits, rules->set_words * sizeof *none.bits}, 0, NULL);
  for (uint32_t i = 0; i < rules->set_words; i++) {
    array_push(rules->arena, &rules->sets, 0);
  }
  rows_keep(&m, 0, &sets);
  rows_keep(&m, 1, &sets);
}

int block_index_make(BlockRules *rules, Status *status) {
  if (rules->rules.n > BLOCK_RULES_MOST) {
    return status_set(status, STATUS_FORMAT, 0, "%u block rules: expected at most %d",
                      rules->rules.n, BLOCK_RULES_MOST);
  }
  arena_scratch(rules->arena, index_fill, rules);
  return STATUS_OK;
}

/* ------------------------------------------------------------------------- asking it */

static inline void filed_join(const BlockRules *rules, bool anywhere, uint32_t key,
                              BlockRuleSet *found) {
  uint32_t set = rules->filed[anywhere][key];
  const uint64_t *bits = rules->sets.v + (size_t)set * rules->set_words;
  for (uint32_t i = 0; set && i < rules->set_words; i++) {
    found->bits[i] |= bits[i];
  }
}

/* Notes a key; the first time, the rules filed under it are found. */
static inline void key_hold(const BlockRules *rules, uint32_t key, BlockHeld *held,
                            BlockRuleSet *found) {
  uint64_t bit = UINT64_C(1) << (key & 63);
  if (!(held->bits[key / 64] & bit)) {
    held->bits[key / 64] |= bit;
    filed_join(rules, true, key, found);
  }
}

void block_index_find(const BlockRules *rules, const BlockText *text, BlockHeld *held,
                      BlockRuleSet *found) {
  const unsigned char *p = (const unsigned char *)text->small;
  memset(held, 0, sizeof *held);
  memcpy(found->bits, rules->always, rules->set_words * sizeof *found->bits);
  filed_join(rules, false, p[0], found);
  filed_join(rules, false, block_key(p[0], p[1], p[2]), found);
  for (uint32_t i = 0; i < text->start_count; i++) {
    const unsigned char *at = p + text->starts[i];
    key_hold(rules, at[0], held, found);
    key_hold(rules, block_key(at[0], at[1], at[2]), held, found);
  }
  if (held->bits[0] >> '0' & 0x3FF) { /* one of ten digits */
    key_hold(rules, KEY_DIGIT, held, found);
  }
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

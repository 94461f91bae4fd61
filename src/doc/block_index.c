/* Block index: the beginnings of patterns into tables from bytes to sets of rules. */
#include "doc/block_index.h"

enum { THREES = BLOCK_KEYS - 256 /* keys of three bytes, behind those of one */ };

static inline uint32_t key_of_three(unsigned char a, unsigned char b, unsigned char c) {
  uint32_t mixed = ((uint32_t)a << 16 | (uint32_t)b << 8 | c) * UINT32_C(2654435761);
  return 256 + (mixed >> 8) % THREES;
}

/* ------------------------------------------------------------------------- making it */

typedef struct Making {
  BlockRules *rules;
  BlockRuleSet *rows[2]; /* of BLOCK_KEYS: at the first byte; where a word begins */
} Making;

static void row_add(Making *m, bool anywhere, uint32_t key, uint32_t rule) {
  m->rows[anywhere][key].bits[rule / 64] |= UINT64_C(1) << (rule & 63);
}

/* Files a rule under a literal: one byte by itself, more by their first three. */
static void literal_add(Making *m, bool anywhere, Str literal, uint32_t rule) {
  char small[3] = {0};
  for (size_t i = 0; i < literal.n && i < 3; i++) {
    char c = literal.p[i];
    small[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  unsigned char a = (unsigned char)small[0], b = (unsigned char)small[1];
  if (literal.n == 1) {
    row_add(m, anywhere, a, rule);
  } else if (literal.n == 2) {
    for (uint32_t c = 0; c < 256; c++) {
      row_add(m, anywhere, key_of_three(a, b, (unsigned char)c), rule);
    }
  } else {
    row_add(m, anywhere, key_of_three(a, b, (unsigned char)small[2]), rule);
  }
}

/* Files a rule under all that its operations from pc on can begin with. */
static void begin_add(Making *m, uint32_t pc, bool anywhere, uint32_t rule) {
  for (;;) {
    const BlockOp *op = &m->rules->ops.v[pc];
    switch (op->op) {
      case OP_SPLIT:
        begin_add(m, pc + 1, anywhere, rule);
        pc = op->to;
        break;
      case OP_JUMP:
        pc = op->to;
        break;
      case OP_ANY:
        anywhere = true;
        pc++;
        break;
      case OP_LITERAL:
        literal_add(m, anywhere, op->text, rule);
        return;
      case OP_CLASS:
      case OP_MATCH:
        m->rules->always[rule / 64] |= UINT64_C(1) << (rule & 63);
        return;
    }
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
  Making m = {rules, {arena_array(scratch, BlockRuleSet, BLOCK_KEYS),
                      arena_array(scratch, BlockRuleSet, BLOCK_KEYS)}};
  Map sets;
  BlockRuleSet none = {{0}};
  rules->set_words = (rules->rules.n + 63) / 64;
  for (uint32_t i = 0; i < rules->rules.n; i++) {
    begin_add(&m, rules->rules.v[i].code, false, i);
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

static inline void filed_find(const BlockRules *rules, const BlockText *text, uint32_t at,
                              bool anywhere, BlockRuleSet *found) {
  const unsigned char *p = (const unsigned char *)text->small + at;
  filed_join(rules, anywhere, p[0], found);
  filed_join(rules, anywhere, key_of_three(p[0], p[1], p[2]), found);
}

void block_index_find(const BlockRules *rules, const BlockText *text, BlockRuleSet *found) {
  memcpy(found->bits, rules->always, rules->set_words * sizeof *found->bits);
  filed_find(rules, text, 0, false, found);
  for (uint32_t i = 0; i < text->start_count; i++) {
    filed_find(rules, text, text->starts[i], true, found);
  }
}

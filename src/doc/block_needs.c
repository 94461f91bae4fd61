/* Block needs: walks a pattern's operations; each literal, class and choice is a need of its own. */
#include "doc/block_needs.h"

enum { COMMON_SIGN = 16, COMMON_DIGITS = 40 };

/* Where the needs of a sequence go: into the list, or, of a branch, the best one only. */
typedef struct Gather {
  const BlockRules *rules;
  Arena *arena;
  BlockNeedList *list;
  BlockNeedKeys best; /* best.n is 0: none is known */
} Gather;

static bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (unsigned char)c >= 0x80;
}

static unsigned char small(char c) {
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static void need_add(Gather *g, const BlockNeedKeys *need) {
  if (!need->n) {
    return;
  }
  if (g->list) {
    array_push(g->arena, g->list, *need);
  }
  if (!g->best.n || need->common < g->best.common) {
    g->best = *need;
  }
}

/* Makes one need of two, of which either will do; n is 0 if that is too many keys. */
static void need_join(BlockNeedKeys *need, const BlockNeedKeys *other) {
  if (!other->n || need->n + other->n > NEED_KEYS_MOST) {
    need->n = 0;
    return;
  }
  memcpy(need->keys + need->n, other->keys, other->n * sizeof *need->keys);
  need->n += other->n;
  need->common += other->common;
}

/* The need of the next word or sign of a literal, from byte *at on; false if none is left. `fresh`:
   a word begins where the literal does, unless the text's word began before it. Spaces have no
   keys. */
static bool literal_next(Str s, size_t *at, bool fresh, BlockNeedKeys *need) {
  for (size_t i = *at; i < s.n; i++) {
    bool word = is_word_byte(s.p[i]);
    if (s.p[i] == ' ' || (word && !(i ? !is_word_byte(s.p[i - 1]) : fresh))) {
      continue;
    }
    size_t letters = i;
    while (letters < s.n && is_word_byte(s.p[letters])) {
      letters++;
    }
    letters -= i;
    bool three = i + 3 <= s.n;
    uint32_t common = three && word ? 64U >> (letters < 5 ? letters : 5) /* long words are rare */
                                    : COMMON_SIGN * (three ? 1 : word ? 4 : 2) / 2;
    uint32_t key = three ? block_key(small(s.p[i]), small(s.p[i + 1]), small(s.p[i + 2]))
                         : small(s.p[i]);
    *need = (BlockNeedKeys){{(uint16_t)key}, 1, common};
    *at = i + 1;
    return true;
  }
  return false;
}

/* The need of a literal that tells most. */
static BlockNeedKeys literal_best(Str s, bool fresh) {
  BlockNeedKeys best = {.common = UINT32_MAX}, need;
  for (size_t at = 0; literal_next(s, &at, fresh, &need);) {
    if (need.common <= best.common) {
      best = need;
    }
  }
  return best;
}

/* One of the phrases of a list; `with`: keys that would do as well. */
static BlockNeedKeys list_need(const BlockRules *rules, Str name, const char *with) {
  const BlockList *list = block_rules_list(rules, name);
  BlockNeedKeys need = {.n = 0};
  for (; *with; with++) {
    need.keys[need.n++] = small(*with);
    need.common += COMMON_SIGN;
  }
  for (uint32_t i = 0; list && i < list->words.n; i++) {
    BlockNeedKeys phrase = literal_best(list->words.entries[i].key, true);
    if (i && !need.n) {
      break; /* too many */
    }
    need_join(&need, &phrase);
  }
  return list && list->words.n ? need : (BlockNeedKeys){.n = 0};
}

static void class_needs(Gather *g, const BlockOp *op) {
  static const BlockNeedKeys digits = {{KEY_DIGIT}, 1, COMMON_DIGITS};
  BlockNeedKeys need;
  switch (op->class) {
    case CLASS_NAME:
    case CLASS_CAPS:
    case CLASS_WORD:
      return;
    case CLASS_NUMBER:
    case CLASS_TIME:
      need_add(g, &digits);
      return;
    case CLASS_DATE:
    case CLASS_DAY:
      need_add(g, &digits);
      need = list_need(g->rules, str_lit("month"), op->class == CLASS_DATE ? "-/" : "");
      need_add(g, &need);
      return;
    case CLASS_LIST:
      need = list_need(g->rules, op->text, "");
      need_add(g, &need);
      return;
  }
}

static bool sequence_needs(Gather *g, uint32_t pc, uint32_t end, bool fresh);

/* A choice needs what its branches need, one of it. Gives the operation behind it. */
static uint32_t choice_needs(Gather *g, uint32_t pc, bool *fresh) {
  const BlockOp *ops = g->rules->ops.v;
  uint32_t behind = ops[ops[pc].to - 1].to; /* where the jump at the first branch's end goes */
  BlockNeedKeys any = {.n = 0};
  bool known = true, fresh_behind = true;
  while (pc < behind) {
    bool more = ops[pc].op == OP_SPLIT;
    uint32_t next = more ? ops[pc].to : behind;
    Gather branch = {.rules = g->rules};
    fresh_behind &= sequence_needs(&branch, pc + 1, more ? next - 1 : next, *fresh);
    if (known) {
      need_join(&any, &branch.best);
      known = any.n > 0;
    }
    pc = next;
  }
  need_add(g, &any);
  *fresh = fresh_behind;
  return behind;
}

/* The needs of the operations [pc, end). `fresh`: the text is at a place of which keys are taken; returns
   whether it is so behind them. */
static bool sequence_needs(Gather *g, uint32_t pc, uint32_t end, bool fresh) {
  while (pc < end) {
    const BlockOp *op = &g->rules->ops.v[pc];
    if (op->op == OP_SPLIT) {
      pc = choice_needs(g, pc, &fresh);
      continue;
    }
    if (op->op == OP_LITERAL) {
      BlockNeedKeys need;
      for (size_t at = 0; literal_next(op->text, &at, fresh, &need);) {
        need_add(g, &need);
      }
      fresh = !is_word_byte(op->text.p[op->text.n - 1]);
    } else if (op->op == OP_CLASS) {
      if (fresh) {
        class_needs(g, op);
      }
      fresh = false;
    } else if (op->op == OP_ANY) {
      fresh = true;
    }
    pc++;
  }
  return fresh;
}

void block_needs_find(const BlockRules *rules, const BlockRule *rule, Arena *arena,
                      BlockNeedList *list) {
  Gather g = {.rules = rules, .arena = arena, .list = list};
  uint32_t end = rule->code;
  while (rules->ops.v[end].op != OP_MATCH) {
    end++;
  }
  sequence_needs(&g, rule->code, end, true);
}

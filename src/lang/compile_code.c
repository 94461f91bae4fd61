/* Code: patterns to instructions; a match line is one branch of its set. What a line cannot match
   without, and the index over it, is made by compile_index.c. */
#include "lang/compile_code.h"

enum {
  CODE_MOST = 1 << 22,
  FIRSTS_LEAST = 4, /* what alternatives begin with, for a look ahead of them */
  FIRSTS_MOST = 50,
};

/* ---------------------------------------------------------------------------- instructions */

static uint32_t emit(Coder *k, PackOp op, uint32_t small, uint32_t a) {
  PackCode code = {.op = (uint8_t)op, .small = (uint8_t)small, .a = a};
  array_push(k->c->arena, &k->c->code, code);
  return k->c->code.n - 1;
}

static void emit_node(Coder *k, const Node *node, uint32_t loops);

static bool leads_on(PackCode code) {
  return code.op == OP_SPLIT || code.op == OP_JUMP || code.op == OP_ENTER || code.op == OP_LOOP ||
         code.op == OP_LOOK;
}

/* The number of a look, the last of the code, the same for all that have the same instructions wherever they
   stand; 0 where it has none: it is large, or has one without a number in it. */
static uint32_t number_find(Coder *k, uint32_t look) {
  uint32_t n = k->c->code.n - look;
  PackCode *code = arena_array(k->c->arena, PackCode, n);
  if (n > PACK_LOOK_CODE) {
    return 0;
  }
  for (uint32_t i = 0; i < n; i++) {
    code[i] = k->c->code.v[look + i];
    if (i > 0 && code[i].op == OP_LOOK && look_number(code[i]) == 0) {
      return 0;
    }
    code[i].a -= leads_on(code[i]) ? look : 0;
  }
  bool is_new;
  Str key = {(const char *)code, n * sizeof *code};
  const uint32_t *known = map_find(&k->looks, key);
  if (!known && k->looks.n + 1 >= PACK_LOOKS) {
    return 0;
  }
  return *map_put(&k->looks, key, k->looks.n + 1, &is_new);
}

/* Gives the look that was written last its number. Where the same was written before, its instructions are there:
   one jump leads to them. */
static void look_settle(Coder *k, uint32_t look) {
  uint32_t number = number_find(k, look);
  uint32_t *at = &k->look_at[number];
  k->c->code.v[look].high = number & 255;
  k->c->code.v[look].small |= (uint8_t)(number >> 8 << LOOK_FLAGS);
  if (number && *at) {
    k->c->code.n = look + 1;
    emit(k, OP_JUMP, 0, *at);
    k->c->code.v[look].a = k->c->code.n;
  } else if (number) {
    *at = look + 1;
  }
}

/* What matches begin with. */
typedef struct Firsts {
  Single single;
  uint32_t n; /* nodes that it was made of */
} Firsts;

/* Adds what matches of the node begin with; whether all of them take a symbol. */
static bool firsts_of(Coder *k, const Node *node, Firsts *firsts) {
  bool takes = node->kind == NODE_CHOICE;
  switch (node->kind) {
    case NODE_WORD:
    case NODE_TEST:
    case NODE_ANY:
      single_add(k, node, &firsts->single);
      firsts->n++;
      return true;
    case NODE_SEQUENCE:
      for (const Node *child = node->child; child && !takes; child = child->next) {
        takes = firsts_of(k, child, firsts);
      }
      return takes;
    case NODE_CHOICE:
      for (const Node *child = node->child; child; child = child->next) {
        takes = firsts_of(k, child, firsts) && takes;
      }
      return takes;
    case NODE_REPEAT:
      return firsts_of(k, node->child, firsts) && node->low > 0;
    case NODE_CAPTURE:
      return firsts_of(k, node->child, firsts);
    case NODE_BEGIN:
    case NODE_END:
    case NODE_LOOK:
      return false;
  }
  return false;
}

/* Before many alternatives: whether one of them can begin here. */
static void emit_firsts(Coder *k, const Node *choice) {
  Firsts firsts = {0};
  bool sure = firsts_of(k, choice, &firsts);
  if (sure && !firsts.single.any && k->looks_open == 0 && firsts.n >= FIRSTS_LEAST && firsts.n <= FIRSTS_MOST) {
    uint32_t first = emit(k, OP_FIRST, 0, 0);
    array_push(k->c->arena, &k->c->code, single_code(k, &firsts.single));
    k->c->code.v[first].a = k->c->code.n;
  }
}

/* The instruction for the nodes from `first` up to `end`, each for one symbol. */
static void emit_singles(Coder *k, const Node *first, const Node *end) {
  Single single = {0};
  for (const Node *node = first; node != end; node = node->next) {
    single_add(k, node, &single);
  }
  array_push(k->c->arena, &k->c->code, single_code(k, &single));
}

/* Alternatives of one symbol that stand side by side are one: which of them takes the symbol makes no difference. */
static void emit_choice(Coder *k, const Node *node, uint32_t loops) {
  uint32_t last = UINT32_MAX; /* jumps to the end are chained by their a until it is known */
  for (const Node *child = node->child, *next; child; child = next) {
    bool single = node_is_single(child);
    for (next = child->next; single && next && node_is_single(next); next = next->next) {
    }
    uint32_t split = next ? emit(k, OP_SPLIT, 0, 0) : UINT32_MAX;
    if (single) {
      emit_singles(k, child, next);
    } else {
      emit_node(k, child, loops);
    }
    if (next) {
      last = emit(k, OP_JUMP, 0, last);
      k->c->code.v[split].a = k->c->code.n;
    }
  }
  while (last != UINT32_MAX) {
    uint32_t before = k->c->code.v[last].a;
    k->c->code.v[last].a = k->c->code.n;
    last = before;
  }
}

static void emit_repeat(Coder *k, const Node *node, uint32_t loops) {
  if (node_is_single(node->child)) {
    PackCode span = {.op = OP_SPAN, .low = (uint8_t)node->low, .high = (uint8_t)node->high};
    array_push(k->c->arena, &k->c->code, span);
    emit_singles(k, node->child, NULL);
    return;
  }
  if (node->low == 0 && node->high == 1) {
    uint32_t split = emit(k, OP_SPLIT, 0, 0);
    emit_node(k, node->child, loops);
    k->c->code.v[split].a = k->c->code.n;
    return;
  }
  emit(k, OP_ZERO, loops, 0);
  uint32_t enter = emit(k, OP_ENTER, loops, 0);
  k->c->code.v[enter].low = (uint8_t)node->low;
  k->c->code.v[enter].high = (uint8_t)node->high;
  emit_node(k, node->child, loops + 1);
  emit(k, OP_LOOP, loops, enter);
  k->c->code.v[enter].a = k->c->code.n;
}

static void emit_look(Coder *k, const Node *node, uint32_t loops) {
  uint32_t flags = (node->negative ? LOOK_NOT : 0) | (node->behind ? LOOK_BEHIND : 0);
  uint32_t look = emit(k, OP_LOOK, flags, 0);
  k->c->code.v[look].low = (uint8_t)node->low;
  k->looks_open++;
  emit_node(k, node->child, loops);
  k->looks_open--;
  emit(k, OP_MATCH, 0, 0);
  k->c->code.v[look].a = k->c->code.n;
  if (!node->captures && node->loops <= 1) {
    look_settle(k, look);
  }
}

static void emit_node(Coder *k, const Node *node, uint32_t loops) {
  switch (node->kind) {
    case NODE_WORD:
    case NODE_TEST:
    case NODE_ANY:
      emit_singles(k, node, node->next);
      break;
    case NODE_BEGIN:
      emit(k, OP_BEGIN, 0, 0);
      break;
    case NODE_END:
      emit(k, OP_END, 0, 0);
      break;
    case NODE_SEQUENCE:
      for (const Node *child = node->child; child; child = child->next) {
        emit_node(k, child, loops);
      }
      break;
    case NODE_CHOICE:
      if (!node_is_single(node)) {
        emit_firsts(k, node);
      }
      emit_choice(k, node, loops);
      break;
    case NODE_REPEAT:
      emit_repeat(k, node, loops);
      break;
    case NODE_CAPTURE:
      if (!k->plain) {
        emit(k, OP_OPEN, node->capture, 0);
      }
      emit_node(k, node->child, loops);
      if (!k->plain) {
        emit(k, OP_CLOSE, node->capture, 0);
      }
      break;
    case NODE_LOOK:
      emit_look(k, node, loops);
      break;
  }
}

void emit_tail(Coder *k, const Node *node) {
  uint32_t look = emit(k, OP_LOOK, 0, 0);
  k->plain = true;
  k->looks_open++;
  for (; node; node = node->next) {
    emit_node(k, node, 0);
  }
  k->looks_open--;
  k->plain = false;
  emit(k, OP_MATCH, 0, 0);
  k->c->code.v[look].a = k->c->code.n;
  if (k->c->code.n - look > PACK_LOOK_CODE) {
    k->c->code.n = look;
    for (uint32_t i = 0; i < PACK_LOOKS; i++) {
      k->look_at[i] = k->look_at[i] > look ? 0 : k->look_at[i];
    }
  }
}

/* ---------------------------------------------------------------------------- sets */

/* The branches of a set and their anchors, side by side: most are asked no more. */
static void branches_write(Coder *k, const RuleFile *file) {
  Compiler *c = k->c;
  for (uint32_t i = 0; i < file->rules.n; i++) {
    for (uint32_t m = 0; m < file->rules.v[i].matches.n; m++) {
      const Node *line = file->rules.v[i].matches.v[m];
      PackBranch branch = {.rule = i, .anchors = c->anchors.n};
      bounds_write(line, &branch);
      anchors_write(k, line);
      array_push(c->arena, &c->branches, branch);
    }
  }
}

static void set_write(Coder *k, const RuleFile *file) {
  Compiler *c = k->c;
  PackRuleSet set = {.branches = c->branches.n};
  uint32_t n = 0, branch = c->branches.n;
  for (uint32_t i = 0; i < file->rules.n; i++) {
    n += file->rules.v[i].matches.n;
  }
  if (n > PACK_BRANCHES) {
    problem_add(c, (Place){file->path, 0}, "%u match lines: expected at most %d in one file", n,
                PACK_BRANCHES);
    return;
  }
  k->asked = (TagSet){{0}};
  branches_write(k, file);
  for (uint32_t i = 0; i < file->rules.n; i++) {
    const Rule *rule = &file->rules.v[i];
    for (uint32_t m = 0; m < rule->matches.n; m++) {
      c->branches.v[branch++].code = c->code.n;
      emit_node(k, rule->matches.v[m], 0);
      emit(k, OP_MATCH, 0, 0);
    }
    if (c->code.n > CODE_MOST) {
      problem_add(c, (Place){file->path, rule->line},
                  "the rules up to here are too large together");
      return;
    }
  }
  set.asked = k->asked;
  index_write(k, &set, n);
  array_push(c->arena, &c->sets, set);
}

void code_write(Compiler *c) {
  Coder k = {.c = c};
  map_init(&k.tests, c->arena);
  map_init(&k.looks, c->arena);
  tags_weigh(&k);
  for (uint32_t i = 0; i < (c->words.n + 1) * c->rule_files.n; i++) {
    array_push(c->arena, &c->key_words, 0);
  }
  for (uint32_t i = 0; i < c->rule_files.n; i++) {
    set_write(&k, &c->rule_files.v[i]);
  }
  array_push(c->arena, &c->tests, ((PackTest){c->test_words.n, c->clauses.n}));
  PackBranch end = {.code = c->code.n, .anchors = c->anchors.n};
  array_push(c->arena, &c->branches, end);
}

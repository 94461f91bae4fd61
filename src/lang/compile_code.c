/* Code: patterns to instructions, and an index of the words and tags that each match line begins
   with and that it cannot do without. */
#include <stdlib.h>

#include "lang/compile_model.h"

enum { CODE_MOST = 1 << 22 };

typedef struct Coder {
  Compiler *c;
  Map tests; /* bytes of clauses → number of a test */
  uint32_t uses[PACK_TAGS]; /* phrases of the lexicon with the tag */
} Coder;

/* ---------------------------------------------------------------------------- instructions */

static uint32_t emit(Coder *k, PackOp op, uint32_t small, uint32_t a) {
  PackCode code = {.op = (uint8_t)op, .small = (uint8_t)small, .a = a};
  array_push(k->c->arena, &k->c->code, code);
  return k->c->code.n - 1;
}

static TagSet final_tags(const Compiler *c, const TagSet *early) {
  TagSet set = {{0}};
  for (uint32_t i = 0; i < c->tags.n; i++) {
    if (tagset_has(early, (int)i)) {
      tagset_add(&set, (int)c->tag_number[i]);
    }
  }
  return set;
}

static uint32_t tag_count(const TagSet *set) {
  uint32_t n = 0;
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    n += (uint32_t)__builtin_popcountll(set->bits[i]);
  }
  return n;
}

static int first_tag(const TagSet *set) {
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    if (tagset_has(set, tag)) {
      return tag;
    }
  }
  return -1;
}

static void emit_test(Coder *k, const Node *node) {
  Compiler *c = k->c;
  PackClause *clauses = arena_array(c->arena, PackClause, node->clauses_n);
  for (uint32_t i = 0; i < node->clauses_n; i++) {
    clauses[i] =
        (PackClause){final_tags(c, &node->clauses[i].all), final_tags(c, &node->clauses[i].none)};
  }
  if (node->clauses_n == 1 && tag_count(&clauses[0].all) == 1 && !tag_count(&clauses[0].none)) {
    emit(k, OP_TAG, 0, (uint32_t)first_tag(&clauses[0].all));
    return;
  }
  bool is_new;
  Str key = {(const char *)clauses, node->clauses_n * sizeof *clauses};
  uint32_t test = *map_put(&k->tests, key, c->tests.n, &is_new);
  if (is_new) {
    array_push(c->arena, &c->tests, c->clauses.n);
    for (uint32_t i = 0; i < node->clauses_n; i++) {
      array_push(c->arena, &c->clauses, clauses[i]);
    }
  }
  emit(k, OP_TEST, 0, test);
}

static void emit_node(Coder *k, const Node *node, uint32_t loops);

static void emit_choice(Coder *k, const Node *node, uint32_t loops) {
  uint32_t last = UINT32_MAX; /* jumps to the end are chained by their a until it is known */
  for (const Node *child = node->child; child; child = child->next) {
    uint32_t split = child->next ? emit(k, OP_SPLIT, 0, 0) : UINT32_MAX;
    emit_node(k, child, loops);
    if (child->next) {
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

/* The node that takes exactly one symbol by one instruction, under groups of one; or NULL. */
static const Node *single_of(const Node *node) {
  while (node->kind == NODE_SEQUENCE && node->child && !node->child->next) {
    node = node->child;
  }
  return node->kind == NODE_WORD || node->kind == NODE_TEST || node->kind == NODE_ANY ? node : NULL;
}

static void emit_repeat(Coder *k, const Node *node, uint32_t loops) {
  const Node *single = single_of(node->child);
  if (single) {
    PackCode span = {.op = OP_SPAN, .low = (uint8_t)node->low, .high = (uint8_t)node->high};
    array_push(k->c->arena, &k->c->code, span);
    emit_node(k, single, loops);
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
  emit_node(k, node->child, loops);
  emit(k, OP_MATCH, 0, 0);
  k->c->code.v[look].a = k->c->code.n;
}

static void emit_node(Coder *k, const Node *node, uint32_t loops) {
  switch (node->kind) {
    case NODE_WORD:
      emit(k, OP_WORD, 0, k->c->word_number[node->word]);
      break;
    case NODE_TEST:
      emit_test(k, node);
      break;
    case NODE_ANY:
      emit(k, OP_ANY, 0, 0);
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
      emit_choice(k, node, loops);
      break;
    case NODE_REPEAT:
      emit_repeat(k, node, loops);
      break;
    case NODE_CAPTURE:
      emit(k, OP_OPEN, node->capture, 0);
      emit_node(k, node->child, loops);
      emit(k, OP_CLOSE, node->capture, 0);
      break;
    case NODE_LOOK:
      emit_look(k, node, loops);
      break;
  }
}

/* ---------------------------------------------------------------------------- what it needs */

static void set_join(TagSet *set, const TagSet *other) {
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    set->bits[i] |= other->bits[i];
  }
}

static void set_meet(TagSet *set, const TagSet *other) {
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    set->bits[i] &= other->bits[i];
  }
}

/* Tags and words (by word % PACK_TAGS) that every row with a match has. */
typedef struct Needs {
  TagSet tags, words;
} Needs;

static void needs_of(const Compiler *c, const Node *node, Needs *needs);

/* What all clauses of a test, or all children of a choice, need. */
static void needs_common(const Compiler *c, const Node *node, Needs *needs) {
  Needs common = {{{0}}, {{0}}};
  bool first = true;
  for (uint32_t i = 0; i < node->clauses_n; i++) {
    TagSet all = final_tags(c, &node->clauses[i].all);
    if (i == 0) {
      common.tags = all;
    } else {
      set_meet(&common.tags, &all);
    }
  }
  for (const Node *child = node->child; child; child = child->next, first = false) {
    Needs own = {{{0}}, {{0}}};
    needs_of(c, child, &own);
    if (first) {
      common = own;
    } else {
      set_meet(&common.tags, &own.tags);
      set_meet(&common.words, &own.words);
    }
  }
  set_join(&needs->tags, &common.tags);
  set_join(&needs->words, &common.words);
}

static void needs_of(const Compiler *c, const Node *node, Needs *needs) {
  switch (node->kind) {
    case NODE_WORD:
      tagset_add(&needs->words, (int)(c->word_number[node->word] % PACK_TAGS));
      break;
    case NODE_TEST:
    case NODE_CHOICE:
      needs_common(c, node, needs);
      break;
    case NODE_REPEAT:
      if (node->low > 0) {
        needs_of(c, node->child, needs);
      }
      break;
    case NODE_LOOK:
      if (!node->negative) {
        needs_of(c, node->child, needs);
      }
      break;
    default:
      for (const Node *child = node->child; child; child = child->next) {
        needs_of(c, child, needs);
      }
  }
}

/* ---------------------------------------------------------------------------- how it begins */

/* What a match line can begin with. */
typedef struct Begin {
  TagSet tags;
  ARRAY(uint32_t) words;
  bool any;
} Begin;

/* The tag of a set that the fewest phrases of the lexicon have; tags that none has are given by
   rooms to symbols, often, and come last. -1 of the empty set. */
static int rarest_tag(const Coder *k, const TagSet *set) {
  int rarest = -1;
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    if (tagset_has(set, tag) && (rarest < 0 || k->uses[tag] - 1 < k->uses[rarest] - 1)) {
      rarest = tag; /* 0 - 1 is the largest number */
    }
  }
  return rarest;
}

static void begin_test(const Coder *k, const Node *node, Begin *begin) {
  for (uint32_t i = 0; i < node->clauses_n; i++) {
    TagSet all = final_tags(k->c, &node->clauses[i].all);
    int tag = rarest_tag(k, &all);
    begin->any = begin->any || tag < 0;
    tagset_add(&begin->tags, tag);
  }
}

/* Adds what the node can begin with; true if what stands behind it can be the begin as well. */
static bool begin_of(const Coder *k, const Node *node, Begin *begin) {
  bool through = false;
  switch (node->kind) {
    case NODE_WORD:
      array_push(k->c->arena, &begin->words, k->c->word_number[node->word]);
      return false;
    case NODE_TEST:
      begin_test(k, node, begin);
      return false;
    case NODE_ANY:
      begin->any = true;
      return false;
    case NODE_BEGIN:
    case NODE_END:
    case NODE_LOOK:
      return true;
    case NODE_CHOICE:
      for (const Node *child = node->child; child; child = child->next) {
        through = begin_of(k, child, begin) || through;
      }
      return through;
    case NODE_REPEAT:
      return begin_of(k, node->child, begin) || node->low == 0;
    case NODE_SEQUENCE:
    case NODE_CAPTURE:
      for (const Node *child = node->child; child; child = child->next) {
        if (!begin_of(k, child, begin)) {
          return false;
        }
      }
      return true;
  }
  return true;
}

/* ---------------------------------------------------------------------------- index of a set */

/* Where the branches of a set can begin. */
typedef struct Index {
  Begin *begins; /* of each branch */
  uint32_t n;
} Index;

static void bitmap_row(Compiler *c, const Index *index, int tag) {
  uint32_t words = (index->n + 63) / 64, at = c->bitmaps.n;
  for (uint32_t i = 0; i < words; i++) {
    array_push(c->arena, &c->bitmaps, 0);
  }
  for (uint32_t i = 0; i < index->n; i++) {
    const Begin *begin = &index->begins[i];
    if (tag < 0 ? begin->any : tagset_has(&begin->tags, tag)) {
      c->bitmaps.v[at + i / 64] |= (uint64_t)1 << (i & 63);
    }
  }
}

static int compare_words(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

/* The words that branches begin with, sorted, each once. */
static uint32_t *start_words(Compiler *c, const Index *index, uint32_t *n) {
  ARRAY(uint32_t) words = {0};
  for (uint32_t i = 0; i < index->n; i++) {
    for (uint32_t k = 0; k < index->begins[i].words.n; k++) {
      array_push(c->arena, &words, index->begins[i].words.v[k]);
    }
  }
  if (words.n) {
    qsort(words.v, words.n, sizeof *words.v, compare_words);
  }
  *n = 0;
  for (uint32_t i = 0; i < words.n; i++) {
    if (*n == 0 || words.v[*n - 1] != words.v[i]) {
      words.v[(*n)++] = words.v[i];
    }
  }
  return words.v;
}

static PackStart start_of(Compiler *c, const Index *index, uint32_t word) {
  PackStart start = {word, c->start_branches.n, 0, 0};
  for (uint32_t i = 0; i < index->n; i++) {
    bool found = false;
    for (uint32_t k = 0; k < index->begins[i].words.n; k++) {
      found = found || index->begins[i].words.v[k] == word;
    }
    if (found) {
      array_push(c->arena, &c->start_branches, i);
      start.n++;
    }
  }
  return start;
}

static void starts_write(Compiler *c, PackRuleSet *set, const Index *index) {
  uint32_t n, count = 4;
  const uint32_t *words = start_words(c, index, &n);
  set->starts = c->starts.n;
  set->starts_n = 0;
  if (n == 0) {
    return;
  }
  while (count < n * 2) {
    count *= 2;
  }
  set->starts_n = count;
  for (uint32_t i = 0; i < count; i++) {
    array_push(c->arena, &c->starts, (PackStart){0, 0, 0, 0});
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t at = words[i] & (count - 1);
    while (c->starts.v[set->starts + at].word) {
      at = (at + 1) & (count - 1);
    }
    c->starts.v[set->starts + at] = start_of(c, index, words[i]);
    tagset_add(&set->start_words, (int)(words[i] % PACK_TAGS));
  }
}

static void branch_write(Coder *k, const Node *node, uint32_t rule, Begin *begin) {
  Compiler *c = k->c;
  Needs needs = {{{0}}, {{0}}};
  needs_of(c, node, &needs);
  begin_of(k, node, begin);
  PackBranch branch = {needs.tags, needs.words, rule, c->code.n};
  emit_node(k, node, 0);
  emit(k, OP_MATCH, 0, 0);
  array_push(c->arena, &c->branches, branch);
}

static void set_write(Coder *k, const RuleFile *file) {
  Compiler *c = k->c;
  PackRuleSet set = {.branches = c->branches.n, .bitmaps = c->bitmaps.n};
  Index index = {0};
  for (uint32_t i = 0; i < file->rules.n; i++) {
    index.n += file->rules.v[i].matches.n;
  }
  if (index.n > PACK_BRANCHES) {
    problem_add(c, (Place){file->path, 0}, "%u match lines: expected at most %d in one file",
                index.n, PACK_BRANCHES);
    return;
  }
  index.begins = arena_array(c->arena, Begin, index.n);
  uint32_t branch = 0;
  for (uint32_t i = 0; i < file->rules.n; i++) {
    const Rule *rule = &file->rules.v[i];
    for (uint32_t m = 0; m < rule->matches.n; m++, branch++) {
      branch_write(k, rule->matches.v[m], i, &index.begins[branch]);
      set_join(&set.start_tags, &index.begins[branch].tags);
    }
    if (c->code.n > CODE_MOST) {
      problem_add(c, (Place){file->path, rule->line},
                  "the rules up to here are too large together");
      return;
    }
  }
  bitmap_row(c, &index, -1);
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    if (tagset_has(&set.start_tags, tag)) {
      bitmap_row(c, &index, tag);
    }
  }
  starts_write(c, &set, &index);
  array_push(c->arena, &c->sets, set);
}

void code_write(Compiler *c) {
  Coder k = {.c = c};
  map_init(&k.tests, c->arena);
  for (uint32_t i = 0; i < c->entry.n; i++) {
    for (uint32_t t = 0; t < c->entry.v[i].tags.n; t++) {
      k.uses[c->tag_number[c->entry.v[i].tags.v[t].tag]]++;
    }
  }
  for (uint32_t i = 0; i < c->rule_files.n; i++) {
    set_write(&k, &c->rule_files.v[i]);
  }
  array_push(c->arena, &c->tests, c->clauses.n);
}

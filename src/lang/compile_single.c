/* Singles: what takes one symbol, a word, a test of tags or alternatives of these, to one instruction. */
#include <stdlib.h>

#include "lang/compile_code.h"

bool node_is_single(const Node *node) {
  const Node *child = node->child;
  switch (node->kind) {
    case NODE_WORD:
    case NODE_TEST:
    case NODE_ANY:
      return true;
    case NODE_SEQUENCE:
      return child && !child->next && node_is_single(child);
    case NODE_CHOICE:
      while (child && node_is_single(child)) {
        child = child->next;
      }
      return !child;
    default:
      return false;
  }
}

TagSet final_tags(const Compiler *c, const TagSet *early) {
  TagSet set = {{0}};
  for (uint32_t i = 0; i < c->tags.n; i++) {
    if (tagset_has(early, (int)i)) {
      tagset_add(&set, (int)c->tag_number[i]);
    }
  }
  return set;
}

void single_add(Coder *k, const Node *node, Single *single) {
  Arena *arena = k->c->arena;
  if (node->kind == NODE_WORD) {
    array_push(arena, &single->words, k->c->word_number[node->word]);
  }
  for (uint32_t i = 0; node->kind == NODE_TEST && i < node->clauses_n; i++) {
    const Clause *early = &node->clauses[i];
    Clause clause = {final_tags(k->c, &early->all), final_tags(k->c, &early->none)};
    array_push(arena, &single->clauses, clause);
    tagset_join(&k->asked, &clause.all);
    tagset_join(&k->asked, &clause.none);
  }
  single->any = single->any || node->kind == NODE_ANY;
  for (const Node *child = node->child; child; child = child->next) {
    single_add(k, child, single);
  }
}

static int compare_words(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

uint32_t words_sort(uint32_t *words, uint32_t n) {
  uint32_t kept = 0;
  if (n) {
    qsort(words, n, sizeof *words, compare_words);
  }
  for (uint32_t i = 0; i < n; i++) {
    if (kept == 0 || words[kept - 1] != words[i]) {
      words[kept++] = words[i];
    }
  }
  return kept;
}

static int compare_clauses(const void *a, const void *b) {
  return memcmp(a, b, sizeof(Clause));
}

/* Sorts words and clauses, each once: alternatives that say the same are one test. */
static void single_settle(Single *single) {
  uint32_t n = single->clauses.n;
  single->words.n = words_sort(single->words.v, single->words.n);
  single->clauses.n = 0;
  if (n) {
    qsort(single->clauses.v, n, sizeof *single->clauses.v, compare_clauses);
  }
  for (uint32_t i = 0; i < n; i++) {
    Clause *v = single->clauses.v;
    if (single->clauses.n == 0 || compare_clauses(&v[single->clauses.n - 1], &v[i]) != 0) {
      v[single->clauses.n++] = v[i];
    }
  }
}

/* The only tag that a single asks for; -1 where it asks for something else. */
static int only_tag(const Single *single) {
  int found = -1;
  if (single->words.n || single->clauses.n != 1) {
    return -1;
  }
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    if (tagset_has(&single->clauses.v[0].none, tag) || (tagset_has(&single->clauses.v[0].all, tag) && found >= 0)) {
      return -1;
    }
    found = tagset_has(&single->clauses.v[0].all, tag) ? tag : found;
  }
  return found;
}

/* Takes tags out of a set into a list of n; the rest of the list is `filler`. */
static void tags_take(TagSet *set, uint16_t *list, uint32_t n, uint16_t filler) {
  uint32_t at = 0;
  for (int tag = 0; tag < PACK_TAGS && at < n; tag++) {
    if (tagset_has(set, tag)) {
      list[at++] = (uint16_t)tag;
      tagset_remove(set, tag);
    }
  }
  for (; at < n; at++) {
    list[at] = filler;
  }
}

/* Clauses as lists of tags: they ask for few. */
static void clause_write(Compiler *c, Clause clause) {
  PackClause record;
  do {
    tags_take(&clause.all, record.all, PACK_CLAUSE_ALL, PACK_TAG_ALWAYS);
    tags_take(&clause.none, record.none, PACK_CLAUSE_NONE, PACK_TAG_NEVER);
    record.goes_on = tagset_meets(&clause.all, &clause.all) || tagset_meets(&clause.none, &clause.none);
    array_push(c->arena, &c->clauses, record);
  } while (record.goes_on);
}

/* The number of a test, the same for all that ask the same. */
static uint32_t test_number(Coder *k, const Single *single) {
  Compiler *c = k->c;
  size_t words = single->words.n * sizeof *single->words.v, clauses = single->clauses.n * sizeof(Clause);
  char *key = arena_bytes(c->arena, words + clauses + 1);
  memcpy(key, single->words.n ? (const char *)single->words.v : "", words);
  memcpy(key + words, single->clauses.n ? (const char *)single->clauses.v : "", clauses);
  bool is_new;
  uint32_t test = *map_put(&k->tests, (Str){key, words + clauses}, c->tests.n, &is_new);
  if (is_new) {
    array_push(c->arena, &c->tests, ((PackTest){c->test_words.n, c->clauses.n}));
    for (uint32_t i = 0; i < single->words.n; i++) {
      array_push(c->arena, &c->test_words, single->words.v[i]);
    }
    for (uint32_t i = 0; i < single->clauses.n; i++) {
      clause_write(c, single->clauses.v[i]);
    }
  }
  return test;
}

PackCode single_code(Coder *k, Single *single) {
  if (single->any) {
    return (PackCode){.op = OP_ANY};
  }
  single_settle(single);
  int tag = only_tag(single);
  if (tag >= 0) {
    return (PackCode){.op = OP_TAG, .a = (uint32_t)tag};
  }
  if (single->words.n == 1 && single->clauses.n == 0) {
    return (PackCode){.op = OP_WORD, .a = single->words.v[0]};
  }
  uint32_t test = test_number(k, single), clause = k->c->tests.v[test].clauses;
  bool one = single->words.n == 0 && single->clauses.n == 1 && !k->c->clauses.v[clause].goes_on;
  return (PackCode){.op = one ? OP_CLAUSE : OP_TEST, .a = one ? clause : test};
}

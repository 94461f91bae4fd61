/* Index: match lines to their anchors, what every match must hold and where, and the anchors of a set to
   tables that give, for the tags and words of a row, the few lines that may match in it.

   An anchor is a list of instructions for one symbol, one of which holds between `low` and `high`
   symbols behind the start of every match. Each line is filed under its three rarest anchors: a row
   without all of them costs the line nothing. All say at which symbols a match can begin. */
#include <stdlib.h>

#include "lang/compile_code.h"

enum {
  ANCHORS_MOST = 8,         /* of one line */
  SCORE_SHARE = 1000,       /* one sentence in a thousand */
  SCORE_LETTER = 1000000,   /* a word of one letter: every sentence */
  SCORE_UNKNOWN = 1 << 28,  /* a tag that no phrase has: rooms give it, and often */
  SCORE_ANYTHING = 1 << 30, /* a test that asks for no tag */
  SCORE_TAIL = SCORE_ANYTHING + 1, /* asked last: it takes longer */
  TAIL_LEAST = 2,           /* symbols of a tail; one is an anchor anyway */
};

typedef struct Anchor {
  ARRAY(const Node *) singles;
  const Node *tail; /* in place of singles: this node and those behind it in its sequence */
  uint32_t low, high;
  uint64_t score; /* the less, the rarer */
} Anchor;

typedef ARRAY(Anchor) Anchors;

/* ---------------------------------------------------------------------------- how rare */

/* How frequent a word is, by its length: the longer, the rarer (Zipf 1935, The Psycho-Biology of
   Language); in English news a letter more makes a word of the lexicon about three times as rare. */
static uint64_t word_score(const Coder *k, uint32_t word) {
  size_t letters = k->c->words.entries[word].key.n;
  uint64_t score = SCORE_LETTER;
  for (size_t i = 1; i < letters && score > 1; i++) {
    score /= 3;
  }
  return score;
}

/* What is counted goes before what is guessed. */
static void frequencies_take(Coder *k) {
  Compiler *c = k->c;
  for (uint32_t i = 0; i < c->frequencies.n; i++) {
    const TagFrequency *counted = &c->frequencies.v[i];
    const uint32_t *early = map_find(&c->tags, counted->tag);
    if (early) {
      k->weight[c->tag_number[*early]] = (uint64_t)counted->share * SCORE_SHARE + 1;
    } else {
      problem_add(c, counted->place, "no word or rule has the tag %.*s", STR_ARG(counted->tag));
    }
  }
}

void tags_weigh(Coder *k) {
  for (uint32_t i = 0; i < k->c->entry.n; i++) {
    const Entry *entry = &k->c->entry.v[i];
    uint64_t score = UINT64_MAX; /* of a phrase, that of its rarest word */
    for (uint32_t w = 0; w < entry->n; w++) {
      uint64_t own = word_score(k, entry->words[w]);
      score = own < score ? own : score;
    }
    for (uint32_t t = 0; t < entry->tags.n; t++) {
      k->weight[k->c->tag_number[entry->tags.v[t].tag]] += score;
    }
  }
  frequencies_take(k);
}

static uint64_t tag_score(const Coder *k, int tag) {
  return tag < 0 ? SCORE_ANYTHING : k->weight[tag] ? k->weight[tag] : SCORE_UNKNOWN;
}

/* The rarest tag of a set; -1 of the empty set. */
static int rarest_tag(const Coder *k, const TagSet *set) {
  int rarest = -1;
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    if (tagset_has(set, tag) && tag_score(k, tag) < tag_score(k, rarest)) {
      rarest = tag;
    }
  }
  return rarest;
}

static uint64_t test_score(const Coder *k, const Node *node) {
  uint64_t score = 0;
  for (uint32_t i = 0; i < node->clauses_n; i++) {
    TagSet all = final_tags(k->c, &node->clauses[i].all);
    score += tag_score(k, rarest_tag(k, &all));
  }
  return score;
}

/* ---------------------------------------------------------------------------- anchors of a line */

static void anchors_of(Coder *k, const Node *node, uint32_t low, uint32_t high, Anchors *out);

static const Anchor *rarest_anchor(const Anchors *anchors) {
  const Anchor *best = NULL;
  for (uint32_t i = 0; i < anchors->n; i++) {
    if (!anchors->v[i].tail && (!best || anchors->v[i].score < best->score)) {
      best = &anchors->v[i];
    }
  }
  return best;
}

/* One of the children's rarest anchors holds; nothing is known if one of them has none. */
static void choice_anchors(Coder *k, const Node *node, uint32_t low, uint32_t high, Anchors *out) {
  Anchor joined = {.low = UINT32_MAX};
  for (const Node *child = node->child; child; child = child->next) {
    Anchors own = {0};
    anchors_of(k, child, low, high, &own);
    const Anchor *best = rarest_anchor(&own);
    if (!best) {
      return;
    }
    for (uint32_t i = 0; i < best->singles.n; i++) {
      array_push(k->c->arena, &joined.singles, best->singles.v[i]);
    }
    joined.low = best->low < joined.low ? best->low : joined.low;
    joined.high = best->high > joined.high ? best->high : joined.high;
    joined.score += best->score;
  }
  array_push(k->c->arena, out, joined);
}

static void single_anchor(Coder *k, const Node *node, uint32_t low, uint32_t high, Anchors *out) {
  Anchor anchor = {.low = low, .high = high};
  array_push(k->c->arena, &anchor.singles, node);
  anchor.score = node->kind == NODE_WORD ? word_score(k, node->word) : test_score(k, node);
  array_push(k->c->arena, out, anchor);
}

/* Whether a node and those behind it are worth an anchor of their own, and can be asked as a look can. */
static bool is_tail(const Node *node) {
  uint32_t least = 0;
  for (; node && node->loops <= 1; node = node->next) {
    least += node->least;
  }
  return !node && least >= TAIL_LEAST;
}

/* Where something before may be of several lengths, single anchors do not tell that what follows stands side by
   side: what is left of the sequence is one anchor more. */
static void sequence_anchors(Coder *k, const Node *node, uint32_t low, uint32_t high, Anchors *out) {
  bool tail = false;
  for (const Node *child = node->child, *before = NULL; child; before = child, child = child->next) {
    if (!tail && before && before->most > before->least + 1 && is_tail(child)) {
      Anchor anchor = {.tail = child, .low = low, .high = high, .score = SCORE_TAIL};
      array_push(k->c->arena, out, anchor);
      tail = true;
    }
    anchors_of(k, child, low, high, out);
    low += child->least;
    high += child->most;
  }
}

/* The anchors of what begins low to high symbols behind the start of a match. */
static void anchors_of(Coder *k, const Node *node, uint32_t low, uint32_t high, Anchors *out) {
  switch (node->kind) {
    case NODE_WORD:
    case NODE_TEST:
      single_anchor(k, node, low, high, out);
      return;
    case NODE_CHOICE:
      choice_anchors(k, node, low, high, out);
      return;
    case NODE_REPEAT:
      if (node->low > 0) {
        anchors_of(k, node->child, low, high, out);
      }
      return;
    case NODE_LOOK:
      if (!node->negative && !node->behind) {
        anchors_of(k, node->child, low, high, out);
      }
      return;
    case NODE_SEQUENCE:
    case NODE_CAPTURE:
      sequence_anchors(k, node, low, high, out);
      return;
    case NODE_ANY:
    case NODE_BEGIN:
    case NODE_END:
      return;
  }
}

static int compare_anchors(const void *a, const void *b) {
  const Anchor *x = a, *y = b;
  if (x->score != y->score) {
    return x->score < y->score ? -1 : 1;
  }
  return (x->low > y->low) - (x->low < y->low);
}

static uint16_t offset16(uint32_t symbols) {
  return (uint16_t)(symbols < PACK_FAR ? symbols : PACK_FAR);
}

/* What an anchor asks of a symbol; of a tail, of the symbols from one on. Nothing (OP_MATCH) of a tail that is large. */
static PackCode anchor_code(Coder *k, const Anchor *anchor) {
  Single single = {0};
  if (anchor->tail) {
    uint32_t tail = k->c->code.n;
    emit_tail(k, anchor->tail);
    return (PackCode){.op = k->c->code.n > tail ? OP_LOOK : OP_MATCH, .a = tail};
  }
  for (uint32_t i = 0; i < anchor->singles.n; i++) {
    single_add(k, anchor->singles.v[i], &single);
  }
  return single_code(k, &single);
}

void anchors_write(Coder *k, const Node *node) {
  Compiler *c = k->c;
  Anchors anchors = {0};
  anchors_of(k, node, 0, 0, &anchors);
  if (anchors.n) {
    qsort(anchors.v, anchors.n, sizeof *anchors.v, compare_anchors);
  }
  for (uint32_t i = 0; i < anchors.n; i++) {
    const Anchor *anchor = &anchors.v[i];
    if (anchor->tail || i < ANCHORS_MOST) {
      PackAnchor record = {anchor_code(k, anchor), offset16(anchor->low), offset16(anchor->high)};
      if (record.code.op != OP_MATCH) {
        array_push(c->arena, &c->anchors, record);
      }
    }
  }
}

/* The ^ and $ of what begins low to high symbols behind the start of a match. */
static void edges_find(const Node *node, uint32_t low, uint32_t high, PackBranch *branch) {
  if (node->kind == NODE_BEGIN) {
    branch->begins = 1;
  } else if (node->kind == NODE_END) {
    branch->least = low > branch->least ? (uint8_t)(low < PACK_ANY ? low : PACK_ANY - 1) : branch->least;
    branch->most = high < branch->most ? (uint8_t)high : branch->most;
  } else if (node->kind == NODE_SEQUENCE || node->kind == NODE_CAPTURE) {
    for (const Node *child = node->child; child; child = child->next) {
      edges_find(child, low, high, branch);
      low += child->least;
      high += child->most;
    }
  }
}

void bounds_write(const Node *node, PackBranch *branch) {
  branch->least = (uint8_t)(node->least < PACK_ANY ? node->least : PACK_ANY - 1);
  branch->most = PACK_ANY;
  edges_find(node, 0, 0, branch);
}

/* ---------------------------------------------------------------------------- index of a set */

/* What a line is filed under: tags and words one of which every row with a match has. */
typedef struct Keys {
  TagSet tags;
  ARRAY(uint32_t) words;
  bool any; /* nothing: it may match in any row */
} Keys;

/* Adds the rarest tag that a clause asks for, which stands for it; gives the record behind the clause. */
static uint32_t clause_keys(const Coder *k, uint32_t at, Keys *keys) {
  const PackClause *v = k->c->clauses.v;
  int rarest = -1;
  do {
    for (int i = 0; i < PACK_CLAUSE_ALL && v[at].all[i] < PACK_TAGS; i++) {
      rarest = tag_score(k, v[at].all[i]) < tag_score(k, rarest) ? v[at].all[i] : rarest;
    }
  } while (v[at++].goes_on);
  keys->any = keys->any || rarest < 0;
  tagset_add(&keys->tags, rarest);
  return at;
}

/* Adds what stands for a test: its words, and the rarest tag of each of its clauses. */
static void test_keys(const Coder *k, uint32_t test, Keys *keys) {
  Compiler *c = k->c;
  PackTest own = c->tests.v[test], end = {c->test_words.n, c->clauses.n};
  end = test + 1 < c->tests.n ? c->tests.v[test + 1] : end;
  for (uint32_t i = own.words; i < end.words; i++) {
    array_push(c->arena, &keys->words, c->test_words.v[i]);
  }
  for (uint32_t i = own.clauses; i < end.clauses;) {
    i = clause_keys(k, i, keys);
  }
}

/* What an anchor of a branch files it under, the rarest counted 0. */
static void anchor_keys(const Coder *k, uint32_t branch, uint32_t number, Keys *keys) {
  Compiler *c = k->c;
  uint32_t at = c->branches.v[branch].anchors + number;
  uint32_t end = branch + 1 < c->branches.n ? c->branches.v[branch + 1].anchors : c->anchors.n;
  if (at >= end) {
    keys->any = true;
    return;
  }
  PackCode code = c->anchors.v[at].code;
  if (code.op == OP_LOOK) { /* a tail */
    keys->any = true;
  } else if (code.op == OP_WORD) {
    array_push(c->arena, &keys->words, code.a);
  } else if (code.op == OP_TAG) {
    tagset_add(&keys->tags, (int)code.a);
  } else if (code.op == OP_CLAUSE) {
    clause_keys(k, code.a, keys);
  } else {
    test_keys(k, code.a, keys);
  }
}

/* Whether a filing is one under a tag; under a word; under nothing, where neither is given. */
static bool is_filed(const Keys *keys, int tag, uint32_t word) {
  bool filed = tag < 0 && word == 0 && keys->any;
  filed = filed || (tag >= 0 && tagset_has(&keys->tags, tag));
  for (uint32_t k = 0; word && k < keys->words.n && !filed; k++) {
    filed = keys->words.v[k] == word;
  }
  return filed;
}

/* Adds the records of what is filed under a tag, a word, or nothing; gives the number of the first in its set. */
static uint16_t filed_write(Coder *k, const PackRuleSet *set, const Keys *keys, uint32_t n, int tag, uint32_t word) {
  Compiler *c = k->c;
  uint32_t first = c->filed.n;
  for (uint32_t i = 0; i < n; i += 64) {
    PackFiled record = {.word = (uint8_t)(i / 64)};
    for (uint32_t bit = 0; bit < 64 && i + bit < n; bit++) {
      record.bits |= (uint64_t)is_filed(&keys[i + bit], tag, word) << bit;
    }
    if (record.bits) {
      array_push(c->arena, &c->filed, record);
    }
  }
  if (c->filed.n == first) {
    array_push(c->arena, &c->filed, (PackFiled){0});
  }
  c->filed.v[first].n = (uint16_t)(c->filed.n - first);
  if (first - set->filed > UINT16_MAX) {
    problem_add(c, (Place){c->language, 0}, "the rules of one file ask for too many words and tags");
  }
  return (uint16_t)(first - set->filed);
}

/* The words under which lines are filed, sorted, each once. */
static uint32_t *key_words(Compiler *c, const Keys *keys, uint32_t filings, uint32_t *n) {
  ARRAY(uint32_t) words = {0};
  for (uint32_t i = 0; i < filings; i++) {
    for (uint32_t k = 0; k < keys[i].words.n; k++) {
      array_push(c->arena, &words, keys[i].words.v[k]);
    }
  }
  *n = words_sort(words.v, words.n);
  return words.v;
}

static void key_words_write(Coder *k, PackRuleSet *set, const Keys *keys, uint32_t filings) {
  Compiler *c = k->c;
  uint32_t n;
  const uint32_t *words = key_words(c, keys, filings, &n);
  for (uint32_t i = 0; i < n; i++) {
    c->key_words.v[words[i] * c->rule_files.n + c->sets.n] = filed_write(k, set, keys, filings, -1, words[i]);
  }
}

void index_write(Coder *k, PackRuleSet *set, uint32_t n) {
  Compiler *c = k->c;
  uint32_t wide = pack_filings(n), all = wide * PACK_FILINGS;
  Keys *keys = arena_array(c->arena, Keys, all);
  TagSet tags = {{0}};
  for (uint32_t number = 0; number < PACK_FILINGS; number++) {
    for (uint32_t i = 0; i < n; i++) {
      Keys *own = &keys[number * wide + i];
      anchor_keys(k, c->branches.n - n + i, number, own);
      tagset_join(&tags, &own->tags);
    }
  }
  set->filed = c->filed.n;
  array_push(c->arena, &c->filed, (PackFiled){0});
  filed_write(k, set, keys, all, -1, 0);
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    set->tag_filed[tag] = tagset_has(&tags, tag) ? filed_write(k, set, keys, all, tag, 0) : 0;
  }
  key_words_write(k, set, keys, all);
}

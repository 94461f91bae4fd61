/* What compile_code.c (instructions), compile_single.c (those for one symbol) and compile_index.c (what a match line
   cannot do without) share. */
#ifndef LANG_COMPILE_CODE_H
#define LANG_COMPILE_CODE_H

#include "lang/compile_model.h"

typedef struct Coder {
  Compiler *c;
  Map tests; /* bytes of words and clauses → number of a test */
  Map looks; /* bytes of instructions → number of a look */
  uint32_t look_at[PACK_LOOKS]; /* where the instructions of each stand + 1, or 0 */
  uint32_t looks_open; /* that instructions are written of */
  TagSet asked; /* tags that the set asks for which is being written */
  bool plain; /* captures are left out */
  uint64_t weight[PACK_TAGS]; /* how frequent a tag is, in millionths of sentences; 0: not known */
} Coder;

/* A set of early tags by their final numbers. */
TagSet final_tags(const Compiler *c, const TagSet *early);
/* Sorts words, each once; how many are left. */
uint32_t words_sort(uint32_t *words, uint32_t n);

/* What one symbol may be: any of these words, or what any of these clauses asks for. Final numbers. */
typedef struct Single {
  ARRAY(uint32_t) words;
  ARRAY(Clause) clauses;
  bool any; /* any symbol */
} Single;

/* Whether a node takes exactly one symbol, and captures nothing. */
bool node_is_single(const Node *node);
/* Adds what such a node takes. */
void single_add(Coder *k, const Node *node, Single *single);
/* The one instruction that takes such a symbol. */
PackCode single_code(Coder *k, Single *single);

/* Adds a look ahead for a node and those behind it, without captures; nothing where that is large. */
void emit_tail(Coder *k, const Node *node);

/* Fills weight: as counted (frequency.tsv), else as the words of the lexicon are long. */
void tags_weigh(Coder *k);
/* Adds the anchors of a match line, rarest first. */
void anchors_write(Coder *k, const Node *node);
/* Sets where in a row a match may begin, as far as its line tells by ^, $ and its length. */
void bounds_write(const Node *node, PackBranch *branch);
/* Adds the index of a set of n branches, the last that were written. */
void index_write(Coder *k, PackRuleSet *set, uint32_t n);

#endif

/* What the parts of the compiler share: words, tags, phrases and rules on their way from text to
   blob. Words and tags get numbers in order of first sight ("early"); when all files are read they
   are sorted, those tags first that patterns name, and word_number and tag_number give the final
   ones. */
#ifndef LANG_COMPILE_MODEL_H
#define LANG_COMPILE_MODEL_H

#include "base/map.h"
#include "lang/compile.h"
#include "lang/pack_format.h"
#include "lang/pattern.h"

enum { NODE_SIZE_MOST = 20000, NODE_DEPTH_MOST = 100 };

typedef struct Place {
  Str path;
  uint32_t line;
} Place;

typedef struct EntryTag {
  uint32_t tag; /* early */
  bool has_value, is_number;
  int64_t number;
  Str text;
  Place place; /* of the value */
} EntryTag;

typedef ARRAY(EntryTag) EntryTags;

/* A phrase of the lexicon, of one word or more. */
typedef struct Entry {
  uint32_t *words; /* early */
  uint32_t n;
  EntryTags tags;
} Entry;

typedef enum NodeKind {
  NODE_WORD,
  NODE_TEST,
  NODE_ANY,
  NODE_BEGIN,
  NODE_END,
  NODE_SEQUENCE, /* children one after another */
  NODE_CHOICE,   /* one of the children */
  NODE_REPEAT,   /* low to high times the child */
  NODE_CAPTURE,
  NODE_LOOK,
} NodeKind;

/* Tags that a symbol must have, and must not have, to pass a test. */
typedef struct Clause {
  TagSet all, none;
} Clause;

/* A pattern. Nodes of a `let` are shared, so nothing is changed after it is made. */
typedef struct Node {
  NodeKind kind;
  struct Node *child, *next;
  uint32_t word;   /* early */
  Clause *clauses; /* early tags */
  uint32_t clauses_n;
  uint32_t low, high;    /* NODE_REPEAT */
  uint32_t capture;
  bool negative, behind; /* NODE_LOOK */
  bool captures;         /* there is a capture in it */
  uint32_t least, most;  /* symbols that it takes */
  uint32_t size, depth, loops, looks; /* nodes in all; nesting of nodes, repetitions, looks */
} Node;

typedef struct Setting {
  Str key, value;
} Setting;

typedef struct Rule {
  Str name;
  uint32_t line;
  ARRAY(Node *) matches;
  ARRAY(Setting) settings;
} Rule;

typedef struct RuleFile {
  Str path, name;
  ARRAY(Rule) rules;
  Map captures;
} RuleFile;

/* A line of frequency.tsv. */
typedef struct TagFrequency {
  Str tag;
  int64_t share; /* of a thousand sentences */
  Place place;
} TagFrequency;

typedef struct Compiler {
  Arena *arena;
  PackBuild *build;
  Str language;
  Map tags, words; /* name → early number */
  uint32_t *tag_number, *word_number;
  TagSet asked; /* early numbers of the tags that patterns name */
  uint32_t asked_n;
  Map entries; /* words joined → entry */
  ARRAY(Entry) entry;
  ARRAY(TagFrequency) frequencies;
  ARRAY(RuleFile) rule_files; /* sorted by name */
  ARRAY(PackSource) embedded; /* sorted by path in the pack */
  /* Sections made by compile_code and compile_index. */
  ARRAY(PackBranch) branches;
  ARRAY(PackFiled) filed;
  ARRAY(PackAnchor) anchors;
  ARRAY(uint16_t) key_words;
  ARRAY(PackTest) tests;
  ARRAY(uint32_t) test_words;
  ARRAY(PackClause) clauses; /* of tests */
  ARRAY(PackCode) code;
  ARRAY(PackRuleSet) sets; /* one for each rule file; names and rules are filled by compile_write */
} Compiler;

/* Notes a problem at a line of a file. */
void problem_add(Compiler *c, Place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Early number of a tag name, noted at its place if it is no name or if there are too many. */
uint32_t tag_early(Compiler *c, Str name, Place place);
/* Early numbers of the words of a phrase, split and folded; more than PACK_PHRASE_WORDS, or none,
   is a problem, and gives 0. */
uint32_t words_early(Compiler *c, Str phrase, Place place, uint32_t *words);
/* Reads a line of a file; false at its end. The line has no line break. */
bool next_line(Str *rest, Str *line);

void lexicon_read(Compiler *c, const PackSource *file);
void rules_read(Compiler *c, const PackSource *file, Str name);
/* A pattern from its text; NULL if there was a problem. lets: name → index in let_nodes. */
typedef struct PatternScope {
  Map *lets;
  Node **let_nodes;
  Map *captures;
} PatternScope;
Node *pattern_parse(Compiler *c, Str text, Place place, const PatternScope *scope);
/* Code and index of all rule files. */
void code_write(Compiler *c);
void blob_write(Compiler *c);

#endif

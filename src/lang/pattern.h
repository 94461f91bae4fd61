/* Patterns: rules written as data over a row of symbols. A symbol is a token, or a chunk of tokens
   (a noun group, a verb group): the engine sees only its word number and its tags. Numbers, times,
   attribution and frames all use this one engine.

   A rule file (data/<lang>/rules/SET.rules; the set's name is the file's):

     # comment
     let HURT = (<injure.verb> | <harm.noun>)     a named piece, used as $HURT below

     rule killed.noun-of-number
       match  <death.noun> of fig:<FIGURE>
       match  …                                   several: alternatives, in this order
       set    measure=killed who=fig certainty=clear
       set    …                                   more keys; a value with spaces is "quoted"

   A # behind white space begins a comment; a line that ends with \ goes on in the next.
   An item of a pattern:
     word  "word"        the folded word itself; several tokens (don't, "at least") are a sequence.
                         What is not letters, digits, - and ' needs the quotation marks: "," "'s"
     <tag>               a symbol with the tag; <a&b> both, <a|b> either, <!a> not, <a&!b>;
                         & binds tighter than |, no brackets inside
     .                   any symbol
     ( a | b c )         alternatives, tried in order
     $NAME               the piece that an earlier let of the file names
     item? item* item+ item{2,5}   greedy repetition (* and + stop at 40)
     name:item           capture, with the item's repetition (n:<adj>*); the last one that took a
                         symbol stands where a name is met more than once
     ^  $                start, end of the row (a sentence)
     (?=…) (?!…)         what follows matches / does not match, and is not taken
     (?<…) (?<!…)         the same for what stands before, as long as it has a fixed length
   Matching is leftmost by start; of one rule the first alternative that matches is taken. A match
   takes at least one symbol.

   Rules are indexed by what no match can do without, and how far behind its start that may stand, so
   that rules that cannot match cost nothing. Matching counts its steps; a match line is given up at
   one start after PATTERN_STEPS, or where its stack is full. */
#ifndef LANG_PATTERN_H
#define LANG_PATTERN_H

#include "lang/pack.h"

enum { PATTERN_CAPTURES = 12, PATTERN_STEPS = 20000 };

typedef struct SymbolRow {
  const uint32_t *words; /* word number of each symbol, 0 unknown */
  const TagSet *tags;    /* all tags of each symbol (lexicon tags included by the caller) */
  uint32_t n;
} SymbolRow;

typedef struct Capture {
  uint32_t first, end; /* symbols; first == end: not captured */
} Capture;

typedef struct RuleMatch {
  uint32_t rule;       /* number of the rule in its set, in order of the file */
  uint32_t first, end; /* symbols */
  Capture captures[PATTERN_CAPTURES]; /* by capture number, see rule_capture */
} RuleMatch;

/* What a rule set is matched with; every bound is checked. */
typedef struct RuleIndex {
  const struct PackRuleSet *set; /* NULL: the pack is damaged, and nothing matches */
  const struct PackBranch *branches; /* with one behind them */
  const struct PackAnchor *anchors;
  const struct PackFiled *filed;
  const uint16_t *words; /* of this set; those of a word lie together for all sets */
  uint32_t branches_n, anchors_n, filed_n, words_n, rules;
  uint32_t sets;     /* of the pack */
  uint32_t bitmap_n; /* words of one filing of all branches */
} RuleIndex;

typedef struct RuleSet {
  const Pack *pack;
  uint32_t number; /* of the set in the pack */
  uint32_t rules;
  const struct PackRule *records; /* of the rules, with one behind them; NULL: the pack is damaged */
  const struct PackSetting *settings; /* of all rules of the pack */
  uint32_t settings_n;
  RuleIndex index;
} RuleSet;

/* The rule set of a file by name; false if the pack has none. */
bool rules_find(const Pack *pack, const char *set, RuleSet *rules);
Str rule_name(const RuleSet *rules, uint32_t rule);
uint32_t rule_line(const RuleSet *rules, uint32_t rule); /* line in its file */
/* Value that the rule sets for a key; empty if it sets none. */
Str rule_setting(const RuleSet *rules, uint32_t rule, Str key);
static inline Str rule_get(const RuleSet *rules, uint32_t rule, const char *key) {
  return rule_setting(rules, rule, str_of(key));
}
/* Number of a capture's name in the set (names are numbered per set), or -1. */
int rule_capture(const RuleSet *rules, const char *name);

/* Matches of every rule that begin at symbol `at`, at most one for each rule, in order of the
   rules; at most `room`. Returns how many. Asks every rule, without the index: slow, and what tests
   hold rules_match_all against. */
uint32_t rules_match_at(const RuleSet *rules, const SymbolRow *row, uint32_t at, RuleMatch *out,
                        uint32_t room);
/* All matches in the row, by start, then rule. */
typedef ARRAY(RuleMatch) RuleMatches;
void rules_match_all(const RuleSet *rules, const SymbolRow *row, Arena *arena, RuleMatches *out);
/* Puts the matches of one rule set over one row in order of their rules, then starts. */
void rule_matches_sort(RuleMatches *matches);

#endif

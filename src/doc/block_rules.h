/* Block rules: what the language pack (data/<language>/blocks/ *.tsv) says about the blocks of a
   document, compiled from text into patterns:

     rule  furniture.read-more  furniture  max=40  (read|see) (more|also):*
     list  month                January|Jan|Jan.   1
     hint  furniture            breadcrumb
     limit stopwords.good       30

   The format is described at the top of data/en/blocks/rules.tsv. Parsing takes well under a
   millisecond, so that a pack may hold the files as they are. Immutable after the last parse. */
#ifndef DOC_BLOCK_RULES_H
#define DOC_BLOCK_RULES_H

#include "base/map.h"
#include "base/status.h"
#include "doc/document.h"

/* Conditions of a rule; all that are set must hold. */
enum BlockWhen {
  WHEN_TOP = 1 << 0,       /* before the first body paragraph */
  WHEN_END = 1 << 1,       /* after the last body paragraph */
  WHEN_BETWEEN = 1 << 2,   /* a body paragraph comes later */
  WHEN_NO_STOP = 1 << 3,   /* does not end like a sentence */
  WHEN_NO_DOT = 1 << 4,    /* does not end with . , ; : */
  WHEN_ONE_LINE = 1 << 5,
  WHEN_TWIN = 1 << 6,      /* the same as the block beside it, but for a credit in brackets */
  WHEN_INTRO = 1 << 7,     /* the block before ends with a colon */
  WHEN_MARK = 1 << 8,      /* ends with a footnote mark */
  WHEN_QUOTED = 1 << 9,    /* begins and ends with quotation marks */
  WHEN_NOTE = 1 << 10,     /* begins with the number of a footnote mark of an earlier block */
  WHEN_FIRST = 1 << 11,    /* nothing but furniture and bylines stands before it */
  WHEN_PLAIN = 1 << 12,    /* the document is plain text */
  WHEN_CAPITAL = 1 << 13,  /* the first letter is a capital */
  WHEN_UPPER = 1 << 14,    /* no small letter in it */
  WHEN_REST = 1 << 15,     /* what follows, up to the next body paragraph, goes with it */
  WHEN_ALL = 1 << 16,      /* with rest: everything that follows goes with it */
  WHEN_PREFIX = 1 << 17,   /* the pattern need only match the beginning */
  WHEN_CASE = 1 << 18,     /* letters match only in the case of the pattern */
  WHEN_APART = 1 << 19,    /* blank lines (or the ends of the text) on both sides */
  WHEN_AFTER = 1 << 20,    /* a body paragraph comes earlier */
  WHEN_JOINED = 1 << 21,   /* no blank line between it and the block before */
  WHEN_SPLIT = 1 << 22,    /* paragraphs of the document stand apart by blank lines */
  WHEN_REPEAT = 1 << 24,   /* the same as the block before it */
  WHEN_OVER = 1 << 23,     /* what it captures replaces what other rules captured */
  WHEN_SECTION = 1 << 25,  /* the part of a page that it heads goes with it */
  BLOCK_CONDITIONS = 26,
  /* Those that are facts about a block; the others say how a rule works. */
  BLOCK_FACTS = ((1 << BLOCK_CONDITIONS) - 1) &
                ~(WHEN_REST | WHEN_ALL | WHEN_PREFIX | WHEN_CASE | WHEN_OVER | WHEN_SECTION)
};

typedef struct BlockRule {
  Str name;
  BlockKind kind;
  uint32_t when;                 /* BlockWhen */
  uint32_t min_words, max_words; /* 0: no bound */
  uint32_t code;                 /* first of its operations */
  uint32_t needs, needs_end;     /* in BlockRules.needs, see block_index_make */
} BlockRule;

enum {
  BLOCK_RULES_MOST = 1024,
  BLOCK_PAIR_WORDS = 16,
  BLOCK_KEYS = 256 + 4096,
  BLOCK_LENGTHS = 256 /* blocks of more words are as those of that many less one */
};

/* Lists that code asks for; their places in BlockRules.lists. */
enum { LIST_MONTH, LIST_PARTICLE };

/* A set of rules by their number. */
typedef struct BlockRuleSet {
  uint64_t bits[BLOCK_RULES_MOST / 64];
} BlockRuleSet;

/* One operation of a pattern; `to` is a branch target (of OP_ANY: see pairs; of CLASS_LIST the
   place of the list), text a literal or a list's name. */
typedef struct BlockOp {
  enum {
    OP_LITERAL,
    OP_ANY,
    OP_CLASS,
    OP_SPLIT,
    OP_JUMP,
    OP_MATCH,
  } op;
  enum {
    CLASS_NAME,   /* one to five capitalised words: a person or a body */
    CLASS_CAPS,   /* one to ten capitalised words, commas between them allowed */
    CLASS_WORD,
    CLASS_NUMBER, /* digits */
    CLASS_DATE,   /* a day with its year */
    CLASS_DAY,    /* a day without a year */
    CLASS_TIME,   /* 12:30, 12:30:59, with am or pm */
    CLASS_LIST,
  } class;
  enum { CAPTURE_NONE, CAPTURE_AUTHOR, CAPTURE_PUBLISHER, CAPTURE_DATE } capture;
  Str text;
  uint32_t to;
} BlockOp;

/* What a rule cannot do without: one of the keys [first, end). */
typedef struct BlockNeed {
  uint32_t first, end;
} BlockNeed;

/* Hashed pairs of bytes (letters: small) with which a match, or a phrase, can begin. */
typedef struct BlockPairs {
  uint64_t bits[BLOCK_PAIR_WORDS];
} BlockPairs;

/* Bit of a pair of bytes. */
static inline uint32_t block_pair(unsigned char a, unsigned char b) {
  return (uint32_t)(a * 37 + b * 11) % (BLOCK_PAIR_WORDS * 64);
}

/* What lists say of single words, by their first eight letters as a number: found by open addressing,
   without a hash of bytes. A word of eight letters and more stands for all that begin with them. */
enum {
  WORD_STOP = 1,
  WORD_YOU = 2,     /* speaks to the reader */
  WORD_WE = 4,      /* speaks for those who make the page */
  WORD_ACCOUNT = 8, /* is of what accounts tell */
  WORD_ASKS = 16,   /* times its weight: asks the reader for something, or tells of the page itself */
  BLOCK_MARKED_WORDS = 512,
};
typedef struct BlockMarks {
  uint64_t words[BLOCK_MARKED_WORDS];
  uint8_t marks[BLOCK_MARKED_WORDS];
  uint32_t n; /* 0: not to be used */
} BlockMarks;

static inline uint32_t block_marks_place(uint64_t word) {
  return (uint32_t)(word * UINT64_C(0x9E3779B97F4A7C15) >> 55);
}
/* Of the word of n letters of which `word` are the first eight, small. A stop word has no more. */
static inline uint8_t block_word_marks(const BlockMarks *set, uint64_t word, size_t n) {
  uint32_t at = block_marks_place(word);
  while (set->words[at] && set->words[at] != word) {
    at = (at + 1) % BLOCK_MARKED_WORDS;
  }
  return (uint8_t)(set->words[at] ? set->marks[at] & ~(n > 8 ? WORD_STOP : 0) : 0);
}

typedef struct BlockList {
  Str name;
  Map words;        /* small-letter phrase → its value: the number given, or else 1 + the index of
                       the line's first phrase in BlockRules.names */
  uint32_t longest; /* words in its longest phrase */
  BlockPairs pairs; /* its phrases begin with */
} BlockList;

/* Limits that the main text of pages asks for: name here, name in data, what it is without one. */
#define BLOCK_LIMITS(X)                                                                          \
  X(words_short, "words.short", 8) X(words_long, "words.long", 20)                               \
  X(stopwords_low, "stopwords.low", 20) X(stopwords_good, "stopwords.good", 28)                  \
  X(links_high, "links.high", 50) X(links_furniture, "links.furniture", 34)                      \
  X(share_hint, "share.hint", 50) X(share_comments, "share.comments", 90)                        \
  X(share_body, "share.body", 80) X(share_titled, "share.titled", 60)                            \
  X(share_least, "share.least", 50) X(links_some, "links.some", 20)                              \
  X(share_part, "share.part", 15) X(body_paragraphs, "body.paragraphs", 3)                       \
  X(appeal_terms, "appeal.terms", 2) X(appeal_density, "appeal.density", 10)                     \
  X(appeal_sure, "appeal.sure", 5) X(appeal_voice, "appeal.voice", 25)                           \
  X(inset_words, "inset.words", 150) X(card_words, "card.words", 90)                             \
  X(appeal_address, "appeal.address", 25) X(share_section, "share.section", 90)                  \
  X(share_own, "share.own", 60) X(share_behind, "share.behind", 40)

typedef struct BlockLimits {
#define X(field, name, otherwise) uint32_t field;
  BLOCK_LIMITS(X)
#undef X
} BlockLimits;

typedef struct BlockRules {
  Arena *arena;
  ARRAY(BlockRule) rules; /* in the order of the files: the first that fits decides */
  ARRAY(BlockOp) ops;
  ARRAY(BlockPairs) pairs; /* of what follows a wildcard: BlockOp.to of OP_ANY is an index */
  ARRAY(BlockList) lists;
  BlockMarks marks; /* of the lists of single words, if all stop words are short */
  ARRAY(Str) names; /* the first phrase of each list line without a number, as written */
  Map hints;  /* small-letter word of a class or id → HtmlHint (html_text.h) */
  uint64_t hint_ends[16]; /* bits of the first and last letter of hints … */
  uint32_t hint_lengths;  /* … and of how long they are */
  Map limits; /* name → number */
  BlockLimits page; /* those of pages, found once by block_index_make */
  /* What block_index_make adds. */
  ARRAY(BlockNeed) needs;
  ARRAY(uint16_t) keys;          /* of the needs */
  uint16_t filed[2][BLOCK_KEYS]; /* number of a set: of rules that begin so, that need it */
  uint64_t filed_keys[BLOCK_KEYS / 64]; /* under which a rule that needs them is filed */
  uint16_t of_length[BLOCK_LENGTHS]; /* number of a set: of rules for so many words */
  uint16_t of_last[256];             /* of rules whose match may end with that small byte */
  ARRAY(uint64_t) sets;              /* set_words each; the first is empty */
  BlockRuleSet always;               /* rules of which nothing is known */
  BlockRuleSet asking[BLOCK_CONDITIONS]; /* rules that have the condition 1 << i */
  uint32_t set_words;
} BlockRules;

/* Bit of a word's first and last letter. */
static inline uint32_t block_hint_ends(const char *word, size_t n) {
  return ((unsigned char)word[0] & 31U) * 32 + ((unsigned char)word[n - 1] & 31U);
}
/* Can the word, in small letters, be a hint? False for most others. */
static inline bool block_hint_may(const BlockRules *rules, const char *word, size_t n) {
  uint32_t bit = block_hint_ends(word, n);
  return n < 32 && (rules->hint_lengths >> n & 1) && (rules->hint_ends[bit / 64] >> (bit & 63) & 1);
}

/* Empty rules, whose memory will be in arena. With no rules every block is a paragraph. */
void block_rules_init(BlockRules *rules, Arena *arena);
/* Adds the lines of one file. Names and texts are copied. STATUS_FORMAT with "file:line: message"
   in status (at: the line) on the first wrong line; what was read before it stays. */
int block_rules_parse(Str file_name, Str bytes, BlockRules *rules, Status *status);
/* The list of that name, or NULL; the number of that name, or `otherwise`. */
const BlockList *block_rules_list(const BlockRules *rules, Str name);
uint32_t block_rules_limit(const BlockRules *rules, const char *name, uint32_t otherwise);
/* Name of a block kind as in rules ("furniture"). */
const char *block_kind_name(BlockKind kind);

#endif

/* The bytes of a pack: what tools/pack writes and pack.c and pattern.c read in place.

     head | strings | tags | tag sets | slots | words | values | phrases | phrase words | pairs | files |
     file bytes | rule sets | rules | settings | captures | branches | anchors |
     filed | key words | tests | test words | clauses | code

   All numbers are little-endian, every section begins at a multiple of 8 bytes and is an array of
   one of the records below. A range is `first` of a record up to `first` of the record behind it;
   arrays that hold ranges have one record more at their end. Readers check every index. */
#ifndef LANG_PACK_FORMAT_H
#define LANG_PACK_FORMAT_H

#include "lang/pack.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "packs are read in place");

enum {
  PACK_FORMAT = 10,       /* of this writer */
  PACK_READER = 9,        /* of this reader; a pack asks for the reader that it needs */
  PACK_LOOP_DEPTH = 8,    /* repetitions inside repetitions */
  PACK_LOOK_DEPTH = 4,    /* looks inside looks */
  PACK_REPEAT = 40,       /* where * and + stop */
  PACK_BRANCHES = 4096,   /* match lines of one rule set */
  PACK_PHRASE_WORDS = 32, /* words of one phrase */
  PACK_FILINGS = 3,       /* anchors that a branch is filed under */
  PACK_MAP_WORDS = 256,   /* words of a bitmap of all filings of one rule set, at most */
  PACK_FAR = 64,          /* symbols of an anchor behind the start of a match */
  PACK_ANY = 255,         /* symbols up to the end of the row, where it may be any number */
  PACK_CLAUSE_TAGS = 15,  /* tags of one clause of a test */
  PACK_CLAUSE_ALL = 4,    /* those of one record that a symbol must have: they are asked for without counting them */
  PACK_CLAUSE_NONE = 3,   /* likewise those that it must not have */
  PACK_TAG_ALWAYS = PACK_TAGS, /* in clauses: what every symbol has, where there is nothing to ask for */
  PACK_TAG_NEVER,         /* what none has */
  PACK_LOOKS = 2048,      /* looks that are told apart: 0 is any other */
  PACK_LOOK_CODE = 160,   /* instructions of the body of one of these */
};

typedef enum PackSection {
  SECTION_STRINGS,        /* char: the texts of all PackStr */
  SECTION_TAGS,           /* PackStr: names of tags: those that rules ask for, then others; each sorted */
  SECTION_TAG_SETS,       /* TagSet; 0 is empty */
  SECTION_SLOTS,          /* PackSlot: hash table of words, a power of two */
  SECTION_WORDS,          /* PackWord, sorted by bytes; 0 is no word; one more at the end */
  SECTION_VALUES,         /* PackValue: of words, then of phrases; by tag */
  SECTION_PHRASES,        /* PackPhrase: by first word, then length (long first), then words */
  SECTION_PHRASE_WORDS,   /* uint32_t: word numbers behind the first */
  SECTION_PAIRS,          /* uint64_t: a bit (pack_pair_bit) of the first two words of each phrase */
  SECTION_FILES,          /* PackFile, sorted by path */
  SECTION_FILE_BYTES,     /* char */
  SECTION_RULE_SETS,      /* PackRuleSet, sorted by name; one more at the end */
  SECTION_RULES,          /* PackRule, in order of the file; one more at the end */
  SECTION_SETTINGS,       /* PackSetting: what rules set */
  SECTION_CAPTURES,       /* PackStr: names */
  SECTION_BRANCHES,       /* PackBranch: a match line each, in order; one more at the end */
  SECTION_ANCHORS,        /* PackAnchor: of branches, rarest first */
  SECTION_FILED,          /* PackFiled: of each rule set */
  SECTION_KEY_WORDS,      /* uint16_t: of each word, for each rule set, its first PackFiled, or 0 */
  SECTION_TESTS,          /* PackTest; one more at the end */
  SECTION_TEST_WORDS,     /* uint32_t: of each test, sorted */
  SECTION_CLAUSES,        /* PackClause */
  SECTION_CODE,           /* PackCode */
  SECTION_COUNT
} PackSection;

typedef struct PackStr {
  uint32_t offset, size; /* in SECTION_STRINGS; names are followed by a zero byte */
} PackStr;

typedef struct PackBounds {
  uint32_t offset, size; /* bytes of the blob */
} PackBounds;

typedef struct PackHead {
  char magic[8]; /* "ACCPACK\n" */
  uint32_t format, reader;
  uint8_t digest[32]; /* SHA-256 of all bytes behind this field */
  char language[8];   /* zero-padded */
  char version[24];
  uint32_t size; /* of the blob */
  uint32_t sections;
  uint32_t asked; /* tags that the rules ask for: the first ones */
  PackBounds section[SECTION_COUNT];
} PackHead;

typedef struct PackSlot {
  uint32_t word, hash; /* number, 0: empty; upper half of hash64(text, 0) */
} PackSlot;

typedef struct PackWord {
  PackStr text;
  uint32_t tags, starts; /* tag sets: of the word; of the longer phrases that begin with it */
  uint32_t values, phrases; /* first of each */
} PackWord;

typedef struct PackValue {
  uint32_t tag, is_number;
  PackStr text;
  int64_t number;
} PackValue;

/* Those of one first word lie together, by their second word, long ones first. */
typedef struct PackPhrase {
  uint32_t second; /* word */
  uint32_t words;  /* first of its words behind the first one */
  uint32_t length; /* in words, with the first one */
  uint32_t tags;   /* tag set */
  uint32_t values, values_n;
} PackPhrase;

typedef struct PackFile {
  PackStr path;
  uint32_t offset, size; /* in SECTION_FILE_BYTES */
} PackFile;

/* Every branch is filed under the tags and words of its rarest anchor, and once more under those of the
   next: a row that has none of the one, or none of the other, has no match of it. A filing has a bit in a bitmap:
   those of the rarest anchors come first, then, from pack_filings on, the second ones. */
typedef struct PackRuleSet {
  uint16_t tag_filed[PACK_TAGS]; /* the first PackFiled of each tag, counted in the set; 0: none, which has no bits */
  TagSet asked;     /* tags that its rules ask for */
  PackStr name;
  uint32_t rules, branches, captures; /* first of each */
  uint32_t filed;                     /* none; what is filed under nothing; under each tag; under each word */
} PackRuleSet;

/* What is filed under a tag or a word, as far as one word of the bitmap goes: few lines are. */
typedef struct PackFiled {
  uint64_t bits;
  uint8_t word;      /* of the bitmap */
  uint8_t unused;
  uint16_t n;        /* records of the tag or word, from the first of them on */
  uint32_t unused_2;
} PackFiled;

typedef struct PackRule {
  PackStr name;
  uint32_t line;
  uint32_t settings; /* first */
} PackRule;

typedef struct PackSetting {
  PackStr key, value;
} PackSetting;

typedef struct PackBranch {
  uint32_t rule;    /* counted in its set */
  uint32_t code;    /* first instruction */
  uint32_t anchors; /* first of its anchors */
  uint8_t begins;   /* 1: a match begins with the row */
  uint8_t least, most; /* symbols of the row from the start of a match on */
  uint8_t unused;
} PackBranch;


/* A symbol passes whose word is one of those of the test, or that has what one of its clauses asks for. */
typedef struct PackTest {
  uint32_t words, clauses; /* first of each */
} PackTest;

typedef struct PackClause {
  uint16_t all[PACK_CLAUSE_ALL];   /* tags that a symbol must have; the rest is PACK_TAG_ALWAYS */
  uint16_t none[PACK_CLAUSE_NONE]; /* that it must not have; the rest is PACK_TAG_NEVER */
  uint16_t goes_on;                /* 1: what the next record asks for as well */
} PackClause;

typedef enum PackOp {
  OP_MATCH, /* the end */
  OP_WORD,  /* a = word */
  OP_TAG,   /* a = tag */
  OP_TEST,  /* a = test */
  OP_CLAUSE, /* a = clause: a test that is one record */
  OP_ANY,
  OP_BEGIN,
  OP_END,
  OP_SPLIT, /* goes on behind, or else at a */
  OP_JUMP,  /* to a */
  OP_OPEN,  /* small = capture */
  OP_CLOSE,
  OP_ZERO,  /* small = loop: its count is 0 */
  OP_ENTER, /* small = loop, low and high = least and most: into the body behind, or on at a */
  OP_LOOP,  /* small = loop: counts, and goes back to its OP_ENTER at a */
  OP_SPAN,  /* low to high symbols that pass the one-symbol instruction behind it */
  OP_LOOK,  /* small: LOOK_NOT, LOOK_BEHIND; a = where to go on; low = symbols behind; its number (look_number) is
               the same for those that ask the same; 0: none. The body follows, up to its OP_MATCH, or OP_JUMP to
               that of another with the same number */
  OP_FIRST, /* goes on at a, where the instruction for one symbol behind it takes the symbol */
} PackOp;

enum { LOOK_NOT = 1, LOOK_BEHIND = 2, LOOK_FLAGS = 2 /* bits of these */ };

typedef struct PackCode {
  uint8_t op, small;
  uint8_t low, high;
  uint32_t a;
} PackCode;

/* The number of a look: its low eight bits are `high`, the others stand in `small`, above the flags. */
static inline uint32_t look_number(PackCode look) {
  return (look.high | (uint32_t)(look.small >> LOOK_FLAGS) << 8) % PACK_LOOKS;
}

/* The instruction holds low to high symbols behind the start of every match: one for one symbol, or OP_LOOK, whose a
   is where what follows there stands in SECTION_CODE (a tail). */
typedef struct PackAnchor {
  PackCode code;
  uint16_t low, high; /* PACK_FAR stands for itself and more */
} PackAnchor;

/* Bits that one filing of so many branches takes: whole words. */
static inline uint32_t pack_filings(uint32_t branches) {
  return (branches + 63) / 64 * 64;
}

_Static_assert(PACK_BRANCHES / 64 * PACK_FILINGS <= PACK_MAP_WORDS, "a bitmap has room for all filings");

/* Records of a section, as far as they lie in the blob. */
static inline const void *pack_section(const Pack *pack, PackSection section, size_t record,
                                       uint32_t *n) {
  PackBounds bounds = pack->head->section[section];
  *n = (uint32_t)(bounds.size / record);
  return pack->blob.p + bounds.offset;
}

/* The text of a PackStr; empty where it does not lie in the strings. */
Str pack_str(const Pack *pack, PackStr s);
/* Tag set of a number; the empty one where there is none. */
const TagSet *pack_tag_set(const Pack *pack, uint32_t number);

#endif

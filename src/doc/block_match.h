/* Block match: does a pattern of the block rules match a block? Works on a normalised copy of the
   block's text: white space collapsed to one space, typographic quotes and dashes as in ASCII,
   trimmed; letters keep their case. */
#ifndef DOC_BLOCK_MATCH_H
#define DOC_BLOCK_MATCH_H

#include "doc/block_rules.h"

enum {
  BLOCK_TEXT_MOST = 1600, /* longer blocks are matched by their beginning only */
  BLOCK_STARTS = BLOCK_TEXT_MOST / 64 + 1
};

typedef struct BlockText {
  char bytes[BLOCK_TEXT_MOST + 16];
  char small[BLOCK_TEXT_MOST + 16]; /* the same with ASCII capitals made small */
  /* Sets of bytes, a bit each: at which what follows a wildcard may begin (the first of a word, and
     what is no part of a word); of them, those that are no space. */
  uint64_t starts[BLOCK_STARTS], marks[BLOCK_STARTS];
  uint32_t n;
  uint32_t words; /* of the whole block */
  bool whole;     /* bytes holds all of the block */
} BlockText;

/* What a match captured: views into BlockText.bytes; date as YYYY-MM-DD. */
typedef struct BlockCapture {
  Str author, publisher;
  Date date;
} BlockCapture;

/* Normalises a block's text into *out. */
void block_text_make(Str text, BlockText *out);
bool block_rule_matches(const BlockRules *rules, const BlockRule *rule, const BlockText *text,
                        BlockCapture *capture);
/* A full date (day, month, year) at the beginning of s, in any of the written forms ("2025-01-20",
   "20 January 2025", "Jan. 20, 2025", "4 JAN 90"; month names from the list "month"). Gives its
   length in bytes, 0 if there is none. Two-digit years are 1950 to 2049. */
uint32_t block_date_read(const BlockRules *rules, Str s, Date *date);
/* The same for a day without a year ("January 20", "20 January"). */
uint32_t block_day_read(const BlockRules *rules, Str s, Date *date);
/* Bytes of the longest phrase of the list at the beginning of s that ends at the end of a word, and
   its value; 0 if there is none. */
uint32_t block_list_read(const BlockList *list, Str s, uint32_t *value);

#endif

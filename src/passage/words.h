/* The words of documents as the room passage compares them. Of the room only. */
#ifndef PASSAGE_WORDS_H
#define PASSAGE_WORDS_H

#include "passage/passage.h"

enum { GRAM = 4 }; /* words of a fingerprint */

enum {
  WORD_COMMON = 1,   /* binds and says nothing */
  WORD_CAPITAL = 2,  /* a name, or first in its sentence */
  WORD_NUMBER = 4,
  WORD_LINE = 8,     /* in a short line that is no sentence: a link, a heading, a menu */
  WORD_PAGE = 16,    /* in page furniture */
  WORD_FIRST = 32,   /* begins a line */
  WORD_MANY = 64,    /* the fingerprint that begins here has too many documents to pair them */
  WORD_ASIDE = WORD_LINE | WORD_PAGE,
};

typedef struct Word {
  uint32_t hash;
  uint32_t start, end; /* bytes */
  uint8_t flags;
  uint8_t documents; /* with the fingerprint that begins here, at most 255; 0: not shared */
  uint8_t rare;      /* how few documents have the word, in hundredths: 100 for two or fewer */
  uint8_t elsewhere; /* how much speaks for it that the word is furniture: see furniture.c */
} Word;

/* Where a word stands: of words that say something, by hash, then place. */
typedef struct Posting {
  uint32_t hash, at;
} Posting;

typedef struct Words {
  Word *v;
  uint32_t n;
  Posting *postings; /* NULL until the document is read closely */
  uint32_t posting_count;
} Words;

/* Equal words of two documents: n words at a in the one and at b in the other. */
typedef struct Run {
  uint32_t a, b, n;
} Run;

typedef ARRAY(Run) Runs;

/* A set of word hashes, for the common words. */
typedef struct WordSet {
  uint32_t *slots; /* hash or 0 */
  uint32_t mask;
} WordSet;

WordSet wordset_read(Arena *arena, Str list);
bool wordset_has(const WordSet *set, uint32_t hash);

/* Steps to the next word behind *end: letters and digits in a row, folded; "1,500" and "6.1" are
   one. False: there is none. */
bool word_next(Str text, size_t *start, size_t *end, uint32_t *hash);

/* How many documents have each word. */
typedef struct Tally {
  uint32_t hash, last, count;
} Tally;

typedef struct Tallies {
  Tally *v;
  size_t mask;
  uint32_t n;
} Tallies;

uint32_t tally_of(const Tallies *tallies, uint32_t hash);

typedef struct WordHashes {
  uint32_t *v;
  uint32_t n;
} WordHashes;

/* A fingerprint of two documents: the documents, and the words where it begins. */
typedef struct Hit {
  uint32_t a, b;
  uint32_t at, bt;
} Hit;

typedef ARRAY(Hit) Hits;

/* A fingerprint and where it begins. */
typedef struct Gram {
  uint64_t hash;
  uint32_t document, at;
} Gram;

typedef struct Grams {
  Gram *v;
  uint64_t n;
} Grams;

/* All documents, as far as fingerprints need them. */
typedef struct Seeds {
  const PassageText *texts;
  uint32_t n;
  WordHashes *hashes;
  Tallies tallies;
  Grams grams; /* those that may come again, sorted */
  uint32_t most; /* documents of a fingerprint that pairs them */
} Seeds;

void seeds_read(Arena *arena, Seeds *seeds, const PassageText *texts, uint32_t n);
/* Hits, one or more of each run of equal words; in no order that means anything. */
void seeds_find(Arena *arena, Seeds *seeds, const WordSet *common, Hits *hits);
/* Sets Word.documents. */
void seeds_mark(const Seeds *seeds, Words *words);
/* Splits a text into words, with what is known of each; n: how many there are at most. */
Words words_of(Arena *arena, const PassageText *text, uint32_t n, const WordSet *common);

/* Sets how rare each word is among the n documents: one word of many accounts of one event says
   little, though it is no common word. */
void words_weigh(Words *words, const Tallies *tallies, uint32_t n);

/* Two documents and their equal words, four and more in a row. */
typedef struct RunPair {
  uint32_t a, b;
  Run *runs;
  uint32_t n;
} RunPair;

/* Marks the words (WORD_PAGE) that stand alike in documents about different matters. */
void furniture_mark(Arena *arena, const PassageText *texts, Words *words, const Words *titles,
                    uint32_t n, const RunPair *pairs, uint32_t count);
/* The end of the line that word i stands in. */
uint32_t line_end(const Words *w, uint32_t i);

/* Weight of what two stretches share. */
uint32_t run_weight(const Words *a, const Run *run);
/* Short and reworded stretches of one pair: added to passages. */
void reworded_find(Arena *arena, Words *a, Words *b, PassagePair pair,
                   PassageArray *passages);
/* Equal words in one order between [a0,a1) of a and [b0,b1) of b. */
uint32_t words_in_order(Arena *arena, const Words *a, uint32_t a0, uint32_t a1, const Words *b,
                        uint32_t b0, uint32_t b1);

#endif

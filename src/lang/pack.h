/* Pack: the language data of data/<lang>/, compiled by tools/pack into one blob and mapped, never
   parsed, at start. It answers three questions: which word is this (a small number), what is known
   of it (tags with values), and which rules are there (pattern.h). No linguistic decision is taken
   in C: rooms ask for tags by name and act on them.

   Source formats (the pack tool reports errors as file:line: message; a line that begins with #,
   and what follows a # behind white space among the tags, is a comment):
     data/<lang>/pack.tsv          name TAB en, version TAB 0.1.0
     data/<lang>/lexicon/NAME.tsv  phrase TAB tag[=value] [tag[=value] …]
       twelve     number=12                    # a phrase may have several words, as in text
       at least   qualifier=at_least
       killed     v.past v.part harm=killed    # several tags; a value with spaces is "quoted"
     A phrase that stands in several lines has the tags of all; two values of one tag are an error.
     A file that begins with a line %verbs has verbs with all their forms instead, - for a form that
     there is not, _ for a space inside a verb's form; every form has the tags, and that of its form
     (v.base v.s v.ing v.past v.part):
       kill       kills killing killed killed    verb harm=killed
     and %nouns has nouns (n.sg n.pl):
       child      children                       person
     data/<lang>/frequency.tsv     tag TAB in how many of a thousand sentences it stands; may be missing
     data/<lang>/rules/SET.rules   see pattern.h
     data/<lang>/files …           any other file is embedded whole (pack_file), .md left out; so
                                   are data/NAME.tsv, data/rules/…, data/forms/… and data/wording/…
   Lexicon phrases are split into tokens (lang/split.h) and folded (utf8_fold), so that
   "10-year-old" in data and in a text are the same tokens.

   Thread-safety: a Pack is immutable after pack_open and may be shared. */
#ifndef LANG_PACK_H
#define LANG_PACK_H

#include "base/array.h"
#include "base/status.h"
#include "base/str.h"

enum {
  PACK_TAGS = 512,       /* tags that all packs may use together */
  PACK_PAIR_SHIFT = 17,  /* of a hash of 32 bits */
  PACK_PAIRS = 1 << (32 - PACK_PAIR_SHIFT) /* bits for the first two words of phrases */
};

typedef struct TagSet {
  uint64_t bits[PACK_TAGS / 64];
} TagSet;

static inline bool tagset_has(const TagSet *set, int tag) {
  return tag >= 0 && (set->bits[tag >> 6] >> (tag & 63) & 1);
}
static inline void tagset_add(TagSet *set, int tag) {
  if (tag >= 0) {
    set->bits[tag >> 6] |= (uint64_t)1 << (tag & 63);
  }
}
static inline void tagset_remove(TagSet *set, int tag) {
  if (tag >= 0) {
    set->bits[tag >> 6] &= ~((uint64_t)1 << (tag & 63));
  }
}
static inline void tagset_join(TagSet *set, const TagSet *other) {
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    set->bits[i] |= other->bits[i];
  }
}
static inline void tagset_clear(TagSet *set, const TagSet *other) {
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    set->bits[i] &= ~other->bits[i];
  }
}
static inline bool tagset_meets(const TagSet *a, const TagSet *b) {
  uint64_t both = 0;
  for (int i = 0; i < PACK_TAGS / 64; i++) {
    both |= a->bits[i] & b->bits[i];
  }
  return both != 0;
}

/* A value of a tag in the lexicon: a number where the data file has digits, else words. */
typedef struct TagValue {
  bool is_number;
  int64_t number;
  Str text; /* as written in the file; empty where the tag stands alone */
} TagValue;

typedef struct Pack {
  Str blob; /* borrowed: must outlive the pack */
  const struct PackHead *head;
  const uint64_t *pairs; /* PACK_PAIRS bits in the blob */
  char hash[72]; /* "sha256:…" of the blob */
  char name[32]; /* "en 0.1.0" */
} Pack;

/* Checks head, version and section bounds of a blob, which must lie at a multiple of 8 bytes;
   parses nothing. STATUS_FORMAT if it is no pack or is damaged, with the byte. Every later call
   stays inside the blob whatever its bytes are. */
int pack_open(Str blob, Pack *pack, Status *status);
/* Whether the bytes are those that the hash was taken of. Reads the whole blob: for packs that come
   from a file. STATUS_FORMAT if not. */
int pack_verify(const Pack *pack, Status *status);
/* The blob that is built into the program. */
Str pack_embedded(void);

/* Number of a tag name, or -1 if no data file or rule uses it. Resolve once, keep the number. */
int pack_tag(const Pack *pack, const char *name);
/* The tags with these n names; those that nothing uses are passed over. */
TagSet pack_tags(const Pack *pack, const char *const *names, size_t n);
/* Its name; empty if there is no such tag. */
Str pack_tag_name(const Pack *pack, int tag);

/* Number (from 1) of a folded word, 0 if no phrase or rule has it. */
uint32_t pack_word(const Pack *pack, Str folded);
/* The hash of a folded word; that pack_word will be asked for it: what is read first is fetched, and, once that has
   come, what is read then. */
uint64_t pack_word_hash(Str folded);
void pack_expect_slot(const Pack *pack, uint64_t hash);
void pack_expect_word(const Pack *pack, uint64_t hash);
Str pack_word_text(const Pack *pack, uint32_t word);
/* Tags of the single word; of word 0 the empty set. */
const TagSet *pack_word_tags(const Pack *pack, uint32_t word);
/* Value of a tag of a single word; false if the word has not this tag. value may be NULL. */
bool pack_word_value(const Pack *pack, uint32_t word, int tag, TagValue *value);

/* Which bit stands for two words that a phrase begins with. */
static inline uint32_t pack_pair_bit(uint32_t first, uint32_t second) {
  return (first * 0x9E3779B1u ^ second * 0x85EBCA6Bu) >> PACK_PAIR_SHIFT;
}
/* Whether a phrase may begin with these two words: a quick test, sure only where it is false. */
static inline bool pack_may_pair(const Pack *pack, uint32_t first, uint32_t second) {
  uint32_t bit = pack_pair_bit(first, second);
  return pack->pairs[bit >> 6] >> (bit & 63) & 1;
}

/* The longest phrase (one word or more) with this tag at words[0] … words[n-1]: gives its number of
   words, 0 if there is none, and its value (value may be NULL). Words that are 0 match nothing. */
uint32_t pack_phrase(const Pack *pack, const uint32_t *words, uint32_t n, int tag, TagValue *value);
/* Tags of the phrase that is exactly words[0] … words[n-1], n >= 2; none if there is no such phrase. */
const TagSet *pack_phrase_tags(const Pack *pack, const uint32_t *words, uint32_t n);
/* Tags of all phrases of two words and more that begin with this word: a quick test. */
const TagSet *pack_phrase_starts(const Pack *pack, uint32_t word);

/* The bytes of an embedded file, by its path under the language's folder ("blocks/plain.tsv"), or
   of data/ ("wording/en/report.tsv"); empty if there is none. */
Str pack_file(const Pack *pack, const char *path);
/* Paths of embedded files that begin with prefix, by bytes. */
void pack_files(const Pack *pack, const char *prefix, Arena *arena, Str **paths, uint32_t *n);

#endif

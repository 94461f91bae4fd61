/* Fold: the lines of a document, told by what they quote of its text and repeat of one another.

   Lines are pieces and values by turns: {"type": "claim" ,"v": 1 ,"id": "c-…" … Most pieces and values
   are what stood at their place the last time, or words of the text; only what is otherwise is
   written. docs/RECORD.md tells the format, as it is part of the file. */
#ifndef RECORD_FOLD_H
#define RECORD_FOLD_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"

enum {
  FOLD_FIELDS = 1024,
  FOLD_RECENT = 8,
  FOLD_NEXT = 4,
  FOLD_SLOTS = 2048, /* of the table of fields: a power of two */
  FOLD_SHORT = 10,   /* bytes of a piece from which on it stands for itself */
  FOLD_OPS = 20,
  FOLD_NEAR = (FOLD_NEXT + 1) * FOLD_OPS, /* codes from here on: the expected field, and which of its
                                             recent values */
};

/* How a value is told. */
typedef enum FoldOp {
  FOLD_RECENTLY, /* one of the latest values of the field; expected: the last one */
  FOLD_CUT,      /* words of the text: how far behind the last words, how long */
  FOLD_TITLE,    /* words of the title: where, how long */
  FOLD_QUOTE,    /* the words of the text between the last two numbers */
  FOLD_START,    /* the number where the last words start */
  FOLD_END,      /* and where they end */
  FOLD_NUMBER,   /* a number */
  FOLD_OFFSET,   /* a number: how far behind the start of the last words */
  FOLD_OTHER,    /* the last value of another field */
  FOLD_CLAIM,    /* "c-" and 16 hexadecimal digits */
  FOLD_PERSON,   /* "p-" and 16 hexadecimal digits */
  FOLD_DIGEST,   /* "sha256:" and 64 hexadecimal digits */
  FOLD_HASH,     /* the same, of the text */
  FOLD_WORD,     /* one of the words of what was learned first */
  FOLD_SOURCE,   /* bytes of the original: from where, how many */
  FOLD_NEW,      /* the bytes */
  FOLD_STOP,     /* there is no value: the end */
} FoldOp;

typedef struct FoldField {
  Str piece;               /* what stands before the value */
  uint16_t owner;          /* of a short piece: the field before it; else 0 */
  uint16_t next[FOLD_NEXT]; /* the fields that came behind it, the last first */
  uint16_t other;          /* of FOLD_OTHER */
  uint8_t op, count;       /* how its last value was told; values in `recent` */
  Str recent[FOLD_RECENT]; /* its latest values as they stand in JSON, the last first */
} FoldField;

typedef ARRAY(Str) FoldValues;

/* Values that were new when typical lines were learned; shared by all that learned further. */
typedef struct FoldWords {
  FoldValues words;
  uint32_t *slots; /* numbers + 1 of words by their bytes, or 0; NULL: only for reading */
  uint32_t slot_count;
} FoldWords;

/* What lines have taught. Field 0 stands before the first. */
typedef struct Fold {
  FoldWords *words;           /* may be NULL */
  FoldField fields[FOLD_FIELDS];
  uint16_t slots[FOLD_SLOTS]; /* fields by their piece, or 0 */
  uint32_t count;             /* of fields */
  uint32_t changed_count;     /* since it was a copy: below */
  uint16_t changed[FOLD_FIELDS]; /* the fields that are not those of the copy's model */
  bool is_changed[FOLD_FIELDS];
} Fold;

/* What is known of a document when its lines are told. */
typedef struct FoldKnown {
  Str text, original;
  Digest hash; /* of the text */
} FoldKnown;

/* Where reading or writing stands. */
typedef struct FoldState {
  Fold *fold;
  FoldKnown known;
  uint32_t field;       /* the last one */
  uint64_t start, end;  /* of the last words */
  uint64_t number[2];   /* the last two numbers */
  Str title;            /* of the document, without escapes; in an arena */
  FoldValues *learned;    /* new values are gathered here; or NULL */
  Arena *arena;
} FoldState;

/* Knows nothing. */
void fold_init(Fold *fold);
/* Makes the new values of what was learned, in `learned`, the words of all that comes. */
void fold_words(Fold *fold, const FoldValues *learned, Arena *arena);
/* A copy for another document. */
void fold_copy(Fold *to, const Fold *from);
/* The copy as it was made, from what it was made of: quicker where little was learned. */
void fold_restore(Fold *copy, const Fold *from);
FoldState fold_begin(Fold *fold, const FoldKnown *known, Arena *arena);
/* Which of the words a value is. */
bool fold_word(const Fold *fold, Str value, uint64_t *number);
/* The field with a piece behind the field `before`; 0 if there is none. */
uint32_t fold_find(const Fold *fold, Str piece, uint32_t before);
/* Adds a field; 0 if there are too many. The piece must stay. */
uint32_t fold_add(Fold *fold, Str piece, uint32_t before);
/* What a value teaches; both sides call it behind every value. `value` must stay. */
void fold_learn(FoldState *s, uint32_t field, FoldOp op, Str value);
/* A plain number as JSON has it: no sign, point or leading zero, below 10^15. */
bool fold_number(Str value, uint64_t *number);

/* Numbers in bytes of seven bits, the lowest first, all but the last with the eighth set. */
void fold_number_put(Buffer *out, uint64_t number);
/* Takes one from the front; false if there is none. */
bool fold_number_take(Str *bytes, uint64_t *number);

/* Lines → folded; false where they cannot be told (no JSON Lines, too many fields). */
bool fold_write(FoldState *s, Str lines, Buffer *out);
/* Folded → lines, of exactly n bytes at `out`; false if it is damaged. */
bool fold_read(FoldState *s, Str folded, char *out, size_t n);

#endif

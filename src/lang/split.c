/* Split: bytes of valid UTF-8 to tokens, one at a time. ASCII goes by a table of classes; only what
   lies above it is decoded. Every byte that is no white space belongs to exactly one token. */
#include "lang/split.h"

#include "base/eight.h"
#include "base/utf8.h"

/* INNER: of what may go on a word of ASCII letters. */
enum { LETTER = 1, DIGIT = 2, UPPER = 4, SPACE = 8, LINE = 16, INNER = 32 };

#define L (LETTER | INNER)
#define U (LETTER | UPPER | INNER)
#define D (DIGIT | INNER)
#define N (SPACE | LINE)
#define I INNER
static const uint8_t classes[128] = {
    // clang-format off
    0, 0, 0, 0, 0, 0, 0, 0, 0, SPACE, N, N, N, N, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    SPACE, 0, 0, 0, 0, 0, 0, I, 0, 0, 0, 0, 0, 0, I, 0,
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
    // clang-format on
};
#undef L
#undef U
#undef D
#undef N
#undef I

/* The class of the character at byte i, and its length; 0 and 0 at the end of the text. */
static inline uint32_t class_at(Str text, size_t i, uint32_t *length) {
  if (i >= text.n) {
    *length = 0;
    return 0;
  }
  unsigned char c = (unsigned char)text.p[i];
  *length = 1;
  if (c < 0x80) {
    return classes[c];
  }
  uint32_t rune = utf8_decode(text, i, length);
  if (rune == 0x02BC) {
    return 0; /* a letter to Unicode, an apostrophe to us */
  }
  if (rune_is_letter(rune)) {
    return LETTER | (rune_is_upper(rune) ? UPPER : 0);
  }
  if (rune_is_space(rune)) {
    return SPACE | (rune == 0x85 || rune == 0x2028 || rune == 0x2029 ? LINE : 0);
  }
  return 0;
}

static inline bool is_letter_at(Str text, size_t i) {
  uint32_t length;
  return (class_at(text, i, &length) & LETTER) != 0;
}

static inline bool is_digit_at(Str text, size_t i) {
  return i < text.n && text.p[i] >= '0' && text.p[i] <= '9';
}

static inline bool is_byte_at(Str text, size_t i, char c) {
  return i < text.n && text.p[i] == c;
}

/* The small ASCII letter at byte i, 0 if there is none. */
static inline char letter_at(Str text, size_t i) {
  return i < text.n && is_letter_at(text, i) && (text.p[i] & 0x80) == 0 ? (char)(text.p[i] | 32)
                                                                        : 0;
}

/* Length of the apostrophe at byte i: ' or U+2019 or U+02BC; 0 if there is none. */
static inline uint32_t apostrophe_at(Str text, size_t i) {
  if (i >= text.n) {
    return 0;
  }
  switch ((unsigned char)text.p[i]) {
    case '\'':
      return 1;
    case 0xE2:
      return text.n - i >= 3 && memcmp(text.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
    case 0xCA:
      return text.n - i >= 2 && (unsigned char)text.p[i + 1] == 0xBC ? 2 : 0;
    default:
      return 0;
  }
}

/* Bytes of what is invisible inside a word: soft hyphen, U+200C, U+200D, and of U+2018 that stands
   for a letter (San‘a). 0 if there is none at byte i. */
static inline uint32_t joiner_at(Str text, size_t i) {
  unsigned char c = i < text.n ? (unsigned char)text.p[i] : 0;
  if (c == 0xC2) {
    return text.n - i >= 2 && (unsigned char)text.p[i + 1] == 0xAD ? 2 : 0;
  }
  if (c == 0xE2 && text.n - i >= 3 && (unsigned char)text.p[i + 1] == 0x80) {
    unsigned char last = (unsigned char)text.p[i + 2];
    return last == 0x8C || last == 0x8D || last == 0x98 ? 3 : 0;
  }
  return 0;
}

/* Length of the letters of a contraction at byte i, behind its apostrophe: s re ve ll d m, and
   nothing of a word after them; 0 if there are none. */
static uint32_t contraction_at(Str text, size_t i) {
  char a = letter_at(text, i), b = letter_at(text, i + 1);
  uint32_t n = 0, length;
  if ((a == 's' || a == 'd' || a == 'm')) {
    n = 1;
  } else if ((a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l')) {
    n = 2;
  }
  return n && !(class_at(text, i + n, &length) & (LETTER | DIGIT)) && !joiner_at(text, i + n) ? n
                                                                                              : 0;
}

/* Whether a stop inside a word is at byte i. `letters` counts the letters since the last stop, the
   last of which ends at i. A.B, a.m, Ph.D. are one word, and example.com; "dead.The" is not. */
static bool stop_joins(Str text, size_t start, size_t i, uint32_t letters, bool dotted) {
  uint32_t length, after;
  uint32_t next = class_at(text, i + 1, &length);
  if (!(next & LETTER)) {
    return false;
  }
  class_at(text, i + 1 + length, &after);
  bool alone = !(class_at(text, i + 1 + length, &after) & (LETTER | DIGIT));
  if (letters == 1 && alone) {
    return true;
  }
  if (letters == 2 && !dotted && (next & UPPER) && alone && is_byte_at(text, i + 1 + length, '.') &&
      (class_at(text, start, &after) & UPPER)) {
    return true;
  }
  /* Names of hosts: small ASCII letters on both sides. */
  return letters > 1 && text.p[i - 1] >= 'a' && text.p[i - 1] <= 'z' && text.p[i + 1] >= 'a' &&
         text.p[i + 1] <= 'z';
}

/* What is known of a word while it is read. */
typedef struct Word {
  uint32_t letters, uppers; /* in all */
  uint32_t part;            /* letters and digits since the last stop */
  uint32_t stops;
  bool singles; /* every part before a stop is one letter (or it is Ph.D.) */
} Word;

/* An apostrophe of `mark` bytes at i, in a word from start: true if the word goes on behind it,
   else *end is where the word ends. */
static bool apostrophe_joins(Str text, size_t start, size_t i, uint32_t mark, size_t *end) {
  *end = i;
  if (!is_letter_at(text, i + mark) || contraction_at(text, i + mark)) {
    return false;
  }
  uint32_t length;
  if (letter_at(text, i + mark) == 't' && letter_at(text, i - 1) == 'n' &&
      !(class_at(text, i + mark + 1, &length) & (LETTER | DIGIT))) {
    *end = i - 1 > start ? i - 1 : i + mark + 1; /* do|n't; n't by itself is one token */
    return false;
  }
  return true;
}

/* End of the ASCII letters that start at byte i, most of which make a word by themselves. */
static size_t letters_end(Str text, size_t i, Word *word) {
  const uint64_t case_bits = EIGHT_ONES * 0x20;
  for (bool all = true; all && i + 8 <= text.n;) {
    uint64_t x = eight_load(text.p + i);
    uint64_t letters = eight_within(x | case_bits, 'a', 'z');
    uint64_t others = letters ^ EIGHT_TOPS;
    all = others == 0;
    letters &= others ? eight_before(others) : letters;
    uint32_t n = all ? 8 : eight_first(others);
    word->letters += n;
    word->uppers += eight_count(letters & ~(x << 2)); /* the bit of small letters, as a top bit */
    i += n;
  }
  word->part = word->letters;
  return i;
}

/* End of the word that starts at byte `start`. */
static size_t word_end(Str text, size_t start, Word *word) {
  *word = (Word){.singles = true};
  size_t i = letters_end(text, start, word);
  unsigned char behind = i < text.n ? (unsigned char)text.p[i] : ' ';
  if (behind < 0x80 && !(classes[behind] & INNER)) {
    return i; /* most words */
  }
  for (;;) {
    uint32_t length, class = class_at(text, i, &length);
    if (class & (LETTER | DIGIT)) {
      word->letters += class & LETTER;
      word->uppers += (class & UPPER) != 0;
      word->part++;
      i += length;
      continue;
    }
    if (i >= text.n || (class & SPACE)) {
      break;
    }
    uint32_t joiner = joiner_at(text, i), mark = apostrophe_at(text, i);
    if (joiner && is_letter_at(text, i + joiner)) {
      i += joiner;
    } else if (mark) {
      size_t end;
      if (!apostrophe_joins(text, start, i, mark, &end)) {
        if (end > i) { /* N'T */
          word->letters++;
          word->uppers += text.p[end - 1] == 'T';
        }
        return end;
      }
      i += mark;
    } else if (text.p[i] == '.' && stop_joins(text, start, i, word->part, word->stops > 0)) {
      word->singles = word->singles && (word->part == 1 || (word->part == 2 && word->stops == 0 &&
                                                            is_byte_at(text, i + 2, '.')));
      word->stops++;
      word->part = 0;
      i++;
    } else {
      break;
    }
  }
  if (word->stops && word->singles && word->part == 1 && is_byte_at(text, i, '.')) {
    i++;
  }
  return i;
}

static inline size_t digits_end(Str text, size_t i) {
  while (is_digit_at(text, i)) {
    i++;
  }
  return i;
}

/* Where exactly n digits behind a comma at byte i end; i if they are not there. */
static inline size_t group_end(Str text, size_t i, size_t n) {
  size_t end = is_byte_at(text, i, ',') ? digits_end(text, i + 1) : i;
  return end == i + 1 + n ? end : i;
}

/* End of the groups behind the first digits [start, end): of three digits (26,000), or, with lakh
   and crore, of two and at last of three (12,34,567). */
static size_t groups_end(Str text, size_t start, size_t end) {
  size_t i = end, next;
  if (end - start > 3) {
    return end;
  }
  while ((next = group_end(text, i, 3)) > i) {
    i = next;
  }
  if (i > end || end - start > 2) {
    return i;
  }
  while ((next = group_end(text, i, 2)) > i) {
    i = next;
  }
  next = i > end ? group_end(text, i, 3) : i;
  return next > i ? next : end;
}

/* End of the number that starts at byte `start`: digits, groups, and a fraction. What has several
   stops (20.01.1990) is cut at each. */
static size_t number_end(Str text, size_t start) {
  size_t end = groups_end(text, start, digits_end(text, start));
  bool behind = start >= 2 && text.p[start - 1] == '.' && is_digit_at(text, start - 2);
  if (!behind && is_byte_at(text, end, '.') && is_digit_at(text, end + 1)) {
    size_t next = digits_end(text, end + 1);
    if (!(is_byte_at(text, next, '.') && is_digit_at(text, next + 1))) {
      end = next;
    }
  }
  return end;
}

/* End of the run of one byte. */
static size_t run_end(Str text, size_t i, char c) {
  while (is_byte_at(text, i, c)) {
    i++;
  }
  return i;
}

/* End of the piece of punctuation at byte `start`, which is `length` bytes long; a contraction
   behind a word is found here too. */
static size_t mark_end(Str text, size_t start, uint32_t length, TokenKind *kind) {
  uint32_t mark = apostrophe_at(text, start);
  if (mark && start > 0) {
    unsigned char before = (unsigned char)text.p[start - 1];
    uint32_t n = contraction_at(text, start + mark);
    if (n && (before >= 0x80 || !(classes[before] & SPACE))) {
      *kind = TOKEN_WORD;
      return start + mark + n;
    }
  }
  size_t end = start + length;
  if (text.p[start] == '.') {
    size_t run = run_end(text, start, '.');
    return run - start >= 3 ? run : end;
  }
  return text.p[start] == '-' ? run_end(text, start, '-') : end;
}

/* Capitals of the n ASCII letters before byte `end`. */
static void contraction_case(Str text, size_t end, size_t n, Piece *piece) {
  uint32_t uppers = 0;
  for (size_t i = end - n; i < end; i++) {
    uppers += (classes[(unsigned char)text.p[i]] & UPPER) != 0;
  }
  piece->capital = (classes[(unsigned char)text.p[end - n]] & UPPER) != 0;
  piece->upper = n >= 2 && uppers == n;
}

/* Moves over white space. */
static size_t space_end(Str text, size_t i, Piece *piece) {
  uint32_t length, class;
  while ((class = class_at(text, i, &length)) & SPACE) {
    piece->space_before = true;
    piece->line_before = piece->line_before || (class & LINE);
    i += length;
  }
  return i;
}

bool split_next(Str text, uint32_t *at, Piece *piece) {
  *piece = (Piece){.kind = TOKEN_PUNCTUATION};
  size_t start = space_end(text, *at, piece), end;
  uint32_t length, class = class_at(text, start, &length);
  if (start >= text.n) {
    *at = (uint32_t)text.n;
    return false;
  }
  if (class & LETTER) {
    Word word;
    end = word_end(text, start, &word);
    piece->kind = TOKEN_WORD;
    piece->capital = (class & UPPER) != 0;
    piece->upper = word.letters >= 2 && word.uppers == word.letters;
  } else if (class & DIGIT) {
    end = number_end(text, start);
    piece->kind = TOKEN_NUMBER;
  } else {
    end = mark_end(text, start, length, &piece->kind);
    if (piece->kind == TOKEN_WORD) {
      contraction_case(text, end, end - start - apostrophe_at(text, start), piece);
    }
  }
  piece->span = (Span){(uint32_t)start, (uint32_t)end};
  *at = (uint32_t)end;
  return true;
}

/* Fold write: lines → folded lines. Which way a value is told is free; the first that fits of the
   expected way, a recent value, the text, another field. */
#include "record/fold.h"

enum {
  WORD_SLOTS = 4096,
  WORD_LEAST = 3,    /* bytes of what is looked for in the text */
  WORD_TRIES = 24,   /* places that are tried for it */
  TRAIL = 8,         /* fields that are looked back at for a number */
  OTHER_LEAST = 5,   /* bytes of a string that is looked for in other fields */
  SOURCE_LEAST = 8,  /* bytes of a string that is looked for in the original */
  CODE_RECENT = 256 - FOLD_NEAR
};

/* Where words of the text begin, by their first bytes. */
typedef struct Words {
  uint32_t *first, *next; /* places + 1, or 0 */
} Words;

typedef struct Writer {
  FoldState *s;
  const char *p, *end;
  Buffer *out;  /* what is not as expected */
  Buffer *told; /* numbers and bytes of values */
  uint64_t run; /* of pieces and values as expected that are not told yet */
  Words words;
  uint16_t trail[TRAIL];
  uint32_t steps;
} Writer;

/* How a value is told, and what with. */
typedef struct Telling {
  FoldOp op;
  bool has_first, has_place, has_second;
  int64_t first;          /* a signed number */
  uint64_t place, second; /* plain ones */
} Telling;

/* ---- bytes ----------------------------------------------------------------------------------- */

static void put_signed(Buffer *out, int64_t n) {
  fold_number_put(out, n < 0 ? (uint64_t)(-(n + 1)) << 1 | 1 : (uint64_t)n << 1);
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The 2 * n digits at p as bytes; false if there are others. */
static bool hex_bytes(const char *p, size_t n, uint8_t *bytes) {
  for (size_t i = 0; i < n; i++) {
    int high = hex_digit(p[2 * i]), low = hex_digit(p[2 * i + 1]);
    if (high < 0 || low < 0) {
      return false;
    }
    bytes[i] = (uint8_t)(high << 4 | low);
  }
  return true;
}

/* ---- words of the text ----------------------------------------------------------------------- */

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

static uint32_t word_slot(const char *p) {
  uint32_t x = (uint32_t)(uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8 | (uint32_t)(uint8_t)p[2] << 16;
  return (x * 2654435761u) >> 20 & (WORD_SLOTS - 1);
}

static void index_words(Writer *w) {
  Str text = w->s->known.text;
  w->words.first = arena_array(w->s->arena, uint32_t, WORD_SLOTS);
  w->words.next = arena_raw(w->s->arena, (text.n + 1) * sizeof *w->words.next);
  for (size_t i = text.n >= WORD_LEAST ? text.n - WORD_LEAST + 1 : 0; i-- > 0;) {
    if (i == 0 || !is_word_byte(text.p[i - 1])) {
      uint32_t *first = &w->words.first[word_slot(text.p + i)];
      w->words.next[i] = *first;
      *first = (uint32_t)i + 1;
    }
  }
}

/* Whether the string says just these words, with the escapes that reading would give them. */
static bool says_words(Str value, Str text, uint64_t start, uint64_t end) {
  if (start > end || end > text.n || end - start != value.n - 2) {
    return false;
  }
  for (size_t i = 0; i < value.n - 2; i++) {
    uint8_t c = (uint8_t)value.p[i + 1];
    if (c != (uint8_t)text.p[start + i] || c < 0x20 || c == 0x7f || c == '"' || c == '\\') {
      return false;
    }
  }
  return true;
}

/* The same for a string with escapes: of " \ and line breaks, as others are rare. */
static bool says_escaped(Str value, Str text, uint64_t start, uint64_t end) {
  size_t at = 1;
  if (start > end || end > text.n) {
    return false;
  }
  for (uint64_t i = start; i < end; i++) {
    char c = text.p[i], sign = c == '\n' ? 'n' : c == '\t' ? 't' : c == '"' || c == '\\' ? c : 0;
    if (sign) {
      if (at + 2 >= value.n || value.p[at] != '\\' || value.p[at + 1] != sign) {
        return false;
      }
      at += 2;
    } else if ((uint8_t)c < 0x20 || c == 0x7f || at + 1 >= value.n || value.p[at++] != c) {
      return false;
    }
  }
  return at + 1 == value.n;
}

static bool says(Str value, Str text, uint64_t start, uint64_t end) {
  return says_words(value, text, start, end) ||
         (memchr(value.p, '\\', value.n) && says_escaped(value, text, start, end));
}

/* `,"span":[12,34]` behind a string. */
static bool span_behind(const Writer *w, const char *p, uint64_t *start, uint64_t *end) {
  static const char key[] = ",\"span\":[";
  uint64_t *const numbers[] = {start, end};
  if ((size_t)(w->end - p) < sizeof key || memcmp(p, key, sizeof key - 1) != 0) {
    return false;
  }
  p += sizeof key - 1;
  for (int i = 0; i < 2; i++) {
    const char *from = p;
    while (p < w->end && *p >= '0' && *p <= '9') {
      p++;
    }
    if (!fold_number((Str){from, (size_t)(p - from)}, numbers[i]) || p == w->end ||
        *p++ != (i ? ']' : ',')) {
      return false;
    }
  }
  return true;
}

static bool find_words(Writer *w, Str value, uint64_t *start) {
  Str text = w->s->known.text;
  if (value.n - 2 < WORD_LEAST || value.n - 2 > text.n) {
    return false;
  }
  if (!w->words.first) {
    index_words(w);
  }
  uint32_t at = w->words.first[word_slot(value.p + 1)];
  for (int tries = 0; at && tries < WORD_TRIES; tries++, at = w->words.next[at - 1]) {
    if (says_words(value, text, at - 1, at - 1 + value.n - 2)) {
      *start = at - 1;
      return true;
    }
  }
  return false;
}

static bool tell_cut(Writer *w, Str value, Telling *t) {
  uint64_t start, end;
  FoldState *s = w->s;
  *t = (Telling){.op = FOLD_CUT, .has_first = true, .has_second = true};
  bool has_span = span_behind(w, value.p + value.n, &start, &end);
  if (has_span && !says(value, s->known.text, start, end)) {
    t->op = FOLD_TITLE;
    t->first = (int64_t)start;
    t->second = end - start;
    return says(value, s->title, start, end);
  }
  if (!has_span) {
    if (!find_words(w, value, &start)) {
      return false;
    }
    end = start + value.n - 2;
  }
  t->first = (int64_t)(start - s->start);
  t->second = end - start;
  return true;
}

/* The first place of the bytes in the original. */
static bool tell_source(const Writer *w, Str value, Telling *t) {
  Str original = w->s->known.original;
  *t = (Telling){.op = FOLD_SOURCE, .has_place = true, .has_second = true, .second = value.n};
  if (value.n < SOURCE_LEAST || value.n > original.n) {
    return false;
  }
  const char *end = original.p + original.n;
  for (const char *p = original.p; (p = memchr(p, '"', (size_t)(end - p))); p++) {
    if ((size_t)(end - p) >= value.n && p[1] == value.p[1] && memcmp(p, value.p, value.n) == 0) {
      t->place = (uint64_t)(p - original.p);
      return true;
    }
  }
  return false;
}

/* ---- values ---------------------------------------------------------------------------------- */

static bool tell_digits(const Writer *w, FoldOp op, Str value) {
  uint8_t bytes[32];
  if (op == FOLD_CLAIM || op == FOLD_PERSON) {
    return value.n == 20 && value.p[1] == (op == FOLD_CLAIM ? 'c' : 'p') && value.p[2] == '-' &&
           hex_bytes(value.p + 3, 8, bytes);
  }
  return value.n == 73 && memcmp(value.p, "\"sha256:", 8) == 0 &&
         hex_bytes(value.p + 8, 32, bytes) &&
         (op != FOLD_HASH || memcmp(bytes, w->s->known.hash.bytes, 32) == 0);
}

/* Whether the value can be told this way, as it is expected. */
static bool tell_expected(Writer *w, const FoldField *f, Str value, Telling *t) {
  const FoldState *s = w->s;
  bool string = value.n && value.p[0] == '"';
  uint64_t n;
  *t = (Telling){.op = (FoldOp)f->op};
  switch (t->op) {
    case FOLD_RECENTLY:
      return f->count && str_equal(f->recent[0], value);
    case FOLD_CUT:
    case FOLD_TITLE:
      return string && tell_cut(w, value, t) && t->op == (FoldOp)f->op;
    case FOLD_QUOTE:
      return string && says(value, s->known.text, s->number[0], s->number[1]);
    case FOLD_START:
      return fold_number(value, &n) && n == s->start;
    case FOLD_END:
      return fold_number(value, &n) && n == s->end;
    case FOLD_NUMBER:
      t->has_second = true;
      return fold_number(value, &t->second);
    case FOLD_OFFSET:
      t->has_first = true;
      t->first = fold_number(value, &n) ? (int64_t)(n - s->start) : 0;
      return fold_number(value, &n);
    case FOLD_OTHER:
      return s->fold->fields[f->other].count &&
             str_equal(s->fold->fields[f->other].recent[0], value);
    case FOLD_CLAIM:
    case FOLD_PERSON:
    case FOLD_DIGEST:
    case FOLD_HASH:
      return string && tell_digits(w, t->op, value);
    case FOLD_WORD:
      t->has_second = true;
      return fold_word(s->fold, value, &t->second);
    case FOLD_STOP:
      return !value.n;
    default:
      return false;
  }
}

static bool tell_as(Writer *w, FoldField *f, FoldOp op, Str value, Telling *t) {
  uint8_t known = f->op;
  f->op = (uint8_t)op;
  bool can = tell_expected(w, f, value, t);
  f->op = known;
  return can;
}

/* Another field that has this value now; 0 if there is none. */
static uint32_t find_other(const Writer *w, Str value) {
  const Fold *fold = w->s->fold;
  for (uint32_t i = 0; i < TRAIL && i < w->steps; i++) {
    uint32_t field = w->trail[(w->steps - 1 - i) % TRAIL];
    if (fold->fields[field].count && str_equal(fold->fields[field].recent[0], value)) {
      return field;
    }
  }
  if (value.p[0] == '"' && value.n >= OTHER_LEAST) {
    for (uint32_t i = 1; i < fold->count; i++) {
      if (fold->fields[i].count && str_equal(fold->fields[i].recent[0], value)) {
        return i;
      }
    }
  }
  return 0;
}

static bool tell_recent(const FoldField *f, Str value, Telling *t) {
  for (uint32_t i = 0; i < f->count; i++) {
    if (str_equal(f->recent[i], value)) {
      *t = (Telling){.op = FOLD_RECENTLY, .second = i};
      return true;
    }
  }
  return false;
}

/* A value that is not told as expected. */
static void tell_value(Writer *w, FoldField *f, Str value, Telling *t) {
  static const FoldOp strings[] = {FOLD_RECENTLY, FOLD_CLAIM, FOLD_HASH,  FOLD_DIGEST,
                                   FOLD_QUOTE,    FOLD_WORD,  FOLD_CUT, FOLD_TITLE, FOLD_PERSON};
  static const FoldOp places[] = {FOLD_START, FOLD_END, FOLD_RECENTLY, FOLD_OFFSET};
  static const FoldOp others[] = {FOLD_RECENTLY, FOLD_WORD};
  char last = f->piece.p[f->piece.n - 1];
  bool string = value.p[0] == '"', place = last == '[' || last == ',';
  const FoldOp *ops = string ? strings : place ? places : others;
  size_t n = string ? sizeof strings / sizeof *strings : place ? sizeof places / sizeof *places : 2;
  for (size_t i = 0; i < n; i++) {
    if (ops[i] == FOLD_RECENTLY ? tell_recent(f, value, t) : tell_as(w, f, ops[i], value, t)) {
      return;
    }
  }
  f->other = (uint16_t)find_other(w, value);
  *t = (Telling){.op = FOLD_OTHER, .has_second = true, .second = f->other};
  if (!f->other && !tell_as(w, f, FOLD_NUMBER, value, t) &&
      !(string && tell_source(w, value, t))) {
    *t = (Telling){.op = FOLD_NEW, .has_second = true, .second = value.n};
  }
}

static void put_telling(Writer *w, const Telling *t, Str value) {
  uint8_t bytes[32];
  if (t->has_first) {
    put_signed(w->told, t->first);
  }
  if (t->has_place) {
    fold_number_put(w->told, t->place);
  }
  if (t->has_second) {
    fold_number_put(w->told, t->second);
  }
  if (t->op == FOLD_NEW) {
    buffer_str(w->told, value);
  } else if (t->op == FOLD_CLAIM || t->op == FOLD_PERSON || t->op == FOLD_DIGEST) {
    size_t n = t->op == FOLD_DIGEST ? 32 : 8;
    hex_bytes(value.p + (t->op == FOLD_DIGEST ? 8 : 3), n, bytes);
    buffer_add(w->told, (char *)bytes, n);
  }
  if (t->op == FOLD_CUT || t->op == FOLD_TITLE) {
    w->s->start = t->op == FOLD_TITLE ? (uint64_t)t->first : w->s->start + (uint64_t)t->first;
    w->s->end = w->s->start + t->second;
  }
}

/* ---- pieces ---------------------------------------------------------------------------------- */

/* The end of the string that begins at p; NULL if it has none. */
static const char *string_end(const Writer *w, const char *p) {
  const char *from = p + 1;
  for (;;) {
    const char *quote = memchr(from, '"', (size_t)(w->end - from));
    size_t slashes = 0;
    if (!quote) {
      return NULL;
    }
    while (quote - slashes - 1 > p && quote[-(ptrdiff_t)slashes - 1] == '\\') {
      slashes++;
    }
    if (slashes % 2 == 0) {
      return quote + 1;
    }
    from = quote + 1;
  }
}

static bool begins_value(char c) {
  return c == '"' || c == '-' || (c >= '0' && c <= '9') || c == 'n' || c == 't' || c == 'f';
}

/* The piece at w->p: punctuation and names, up to a value or the end. */
static Str scan_piece(const Writer *w) {
  const char *p = w->p;
  while (p < w->end) {
    if (*p == '"') {
      const char *end = string_end(w, p);
      if (!end || end == w->end || *end != ':') {
        break;
      }
      p = end + 1;
    } else if (begins_value(*p)) {
      break;
    } else {
      p++;
    }
  }
  return (Str){w->p, (size_t)(p - w->p)};
}

/* The value at p. */
static bool scan_value(const Writer *w, const char *p, Str *value) {
  const char *end = p;
  if (p < w->end && *p == '"') {
    end = string_end(w, p);
  } else {
    while (end < w->end && *end != ',' && *end != ']' && *end != '}' && *end != '\n') {
      end++;
    }
  }
  *value = (Str){p, end ? (size_t)(end - p) : 0};
  return end != NULL && (value->n || p == w->end);
}

static bool has_piece(const Writer *w, uint32_t field) {
  Str piece = w->s->fold->fields[field].piece;
  size_t left = (size_t)(w->end - w->p);
  return field && piece.n <= left && memcmp(w->p, piece.p, piece.n) == 0 &&
         (piece.n == left || begins_value(w->p[piece.n]));
}

/* The field at w->p; how it is told: which of those expected, FOLD_NEXT by its number, then new. */
static uint32_t find_field(Writer *w, int *mode) {
  Fold *fold = w->s->fold;
  const FoldField *before = &fold->fields[w->s->field];
  for (*mode = 0; *mode < FOLD_NEXT; ++*mode) {
    if (has_piece(w, before->next[*mode])) {
      return before->next[*mode];
    }
  }
  Str piece = scan_piece(w);
  uint32_t field = fold_find(fold, piece, w->s->field);
  *mode = field ? FOLD_NEXT : FOLD_NEXT + 1;
  return field ? field : fold_add(fold, piece, w->s->field);
}

static void put_exception(Writer *w, uint32_t field, int mode, const Telling *t) {
  fold_number_put(w->out, w->run);
  w->run = 0;
  bool near = mode == 0 && t->op == FOLD_RECENTLY && t->second < CODE_RECENT;
  if (near) {
    buffer_char(w->out, (char)(FOLD_NEAR + t->second));
    return;
  }
  buffer_char(w->out, (char)((mode > FOLD_NEXT ? FOLD_NEXT : mode) * FOLD_OPS + (int)t->op));
  if (mode >= FOLD_NEXT) {
    fold_number_put(w->out, field);
  }
  if (mode > FOLD_NEXT) {
    Str piece = w->s->fold->fields[field].piece;
    fold_number_put(w->told, piece.n);
    buffer_str(w->told, piece);
  }
  if (t->op == FOLD_RECENTLY) {
    fold_number_put(w->out, t->second);
  }
}

static bool write_one(Writer *w, bool *more) {
  int mode;
  Telling t;
  Str value;
  uint32_t field = find_field(w, &mode);
  if (!field) {
    return false;
  }
  FoldField *f = &w->s->fold->fields[field];
  if (!scan_value(w, w->p + f->piece.n, &value)) {
    return false;
  }
  bool expected = tell_expected(w, f, value, &t);
  if (!expected && value.n) {
    tell_value(w, f, value, &t);
  } else if (!value.n) {
    t = (Telling){.op = FOLD_STOP};
  }
  if (mode || !expected) {
    put_exception(w, field, mode, &t);
    /* told by its number, so that reading need not know what was expected */
    t.has_second = t.has_second || t.op == FOLD_OTHER;
    t.second = t.op == FOLD_OTHER ? f->other : t.second;
  } else {
    w->run++;
  }
  put_telling(w, &t, value);
  fold_learn(w->s, field, t.op, value);
  w->trail[w->steps++ % TRAIL] = (uint16_t)field;
  w->p = value.p + value.n;
  *more = value.n != 0;
  return true;
}

/* Passes over what is as it was the last time, which is most: it teaches nothing but numbers. */
static void pass_known(Writer *w) {
  FoldState *s = w->s;
  Fold *fold = s->fold;
  for (;;) {
    uint32_t field = fold->fields[s->field].next[0];
    const FoldField *f = &fold->fields[field];
    size_t left = (size_t)(w->end - w->p);
    if (!field || f->op != FOLD_RECENTLY || !f->count ||
        f->piece.n + f->recent[0].n >= left) {
      return;
    }
    const char *value = w->p + f->piece.n, *end = value + f->recent[0].n;
    uint64_t number;
    if (memcmp(w->p, f->piece.p, f->piece.n) != 0 ||
        memcmp(value, f->recent[0].p, f->recent[0].n) != 0 ||
        (*end != ',' && *end != '}' && *end != ']') ||
        (!s->title.p && str_is(f->piece, ",\"title\":"))) {
      return;
    }
    if (*value <= '9' && fold_number(f->recent[0], &number)) {
      s->number[0] = s->number[1];
      s->number[1] = number;
    }
    s->field = field;
    w->trail[w->steps++ % TRAIL] = (uint16_t)field;
    w->p = end;
    w->run++;
  }
}

static bool write_all(Writer *w) {
  bool more = true;
  while (more) {
    pass_known(w);
    if (!write_one(w, &more)) {
      return false;
    }
  }
  if (w->run) {
    fold_number_put(w->out, w->run);
  }
  return true;
}

bool fold_write(FoldState *s, Str lines, Buffer *out) {
  Buffer ways, told;
  buffer_init(&ways);
  buffer_init(&told);
  Writer w = {
      .s = s, .p = lines.p, .end = lines.p + lines.n, .out = &ways, .told = &told};
  bool whole = lines.n && write_all(&w);
  fold_number_put(out, ways.n);
  buffer_str(out, buffer_view(&ways));
  buffer_str(out, buffer_view(&told));
  whole = whole && !ways.failed && !told.failed && !out->failed;
  buffer_release(&ways);
  buffer_release(&told);
  return whole;
}

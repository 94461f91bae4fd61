/* Fold read: folded lines → lines. The bytes may be damaged: every step looks where it goes. */
#include "record/fold.h"

typedef struct Reader {
  FoldState *s;
  Str ways; /* what is not as expected */
  Str told; /* numbers and bytes of values */
  char *out, *out_end;
} Reader;

static bool read_number(Reader *r, uint64_t *number) {
  return fold_number_take(&r->told, number);
}

static bool read_way(Reader *r, uint64_t *number) {
  return fold_number_take(&r->ways, number);
}

/* 0, -1, 1, -2 … as 0, 1, 2, 3 … */
static bool read_signed(Reader *r, int64_t *number) {
  uint64_t n;
  bool whole = read_number(r, &n);
  *number = n & 1 ? -(int64_t)(n >> 1) - 1 : (int64_t)(n >> 1);
  return whole;
}

static bool give(Reader *r, const char *p, size_t n) {
  if (n > (size_t)(r->out_end - r->out)) {
    return false;
  }
  memcpy(r->out, p, n);
  r->out += n;
  return true;
}

static bool give_number(Reader *r, uint64_t number) {
  char digits[24], *at = digits + sizeof digits;
  do {
    *--at = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  return give(r, at, (size_t)(digits + sizeof digits - at));
}

static bool give_hex(Reader *r, const uint8_t *bytes, size_t n) {
  if (2 * n > (size_t)(r->out_end - r->out)) {
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    *r->out++ = "0123456789abcdef"[bytes[i] >> 4];
    *r->out++ = "0123456789abcdef"[bytes[i] & 15];
  }
  return true;
}

/* Words of a text as a JSON string. */
static bool give_words(Reader *r, Str text, uint64_t start, uint64_t end) {
  static const char named[32] = {[8] = 'b', ['\t'] = 't', ['\n'] = 'n', [12] = 'f', ['\r'] = 'r'};
  if (start > end || end > text.n || !give(r, "\"", 1)) {
    return false;
  }
  for (uint64_t i = start; i < end; i++) {
    uint8_t c = (uint8_t)text.p[i];
    char escaped[7] = {'\\', (char)c, 0};
    size_t n = 2;
    if (c < 0x20 && named[c]) {
      escaped[1] = named[c];
    } else if (c < 0x20 || c == 0x7f) {
      memcpy(escaped, c == 0x7f ? "\\u007f" : c < 16 ? "\\u0000" : "\\u0010", 6);
      escaped[5] = c == 0x7f ? 'f' : "0123456789abcdef"[c & 15];
      n = 6;
    } else if (c != '"' && c != '\\') {
      escaped[0] = (char)c;
      n = 1;
    }
    if (!give(r, escaped, n)) {
      return false;
    }
  }
  return give(r, "\"", 1);
}

static bool read_cut(Reader *r, FoldOp op) {
  FoldState *s = r->s;
  int64_t offset;
  uint64_t n;
  if (op == FOLD_QUOTE) {
    return give_words(r, s->known.text, s->number[0], s->number[1]);
  }
  if (!read_signed(r, &offset) || !read_number(r, &n) || n > UINT32_MAX) {
    return false;
  }
  s->start = op == FOLD_TITLE ? (uint64_t)offset : s->start + (uint64_t)offset;
  s->end = s->start + n;
  return give_words(r, op == FOLD_TITLE ? s->title : s->known.text, s->start, s->end);
}

/* The next n bytes. */
static bool take(Reader *r, uint64_t n, Str *bytes) {
  if (n > r->told.n) {
    return false;
  }
  *bytes = (Str){r->told.p, n};
  r->told = (Str){r->told.p + n, r->told.n - n};
  return true;
}

static bool read_new(Reader *r) {
  uint64_t n;
  Str bytes;
  return read_number(r, &n) && take(r, n, &bytes) && give(r, bytes.p, bytes.n);
}

static bool read_source(Reader *r) {
  Str original = r->s->known.original;
  uint64_t start, n;
  return read_number(r, &start) && read_number(r, &n) && start <= original.n &&
         n <= original.n - start && give(r, original.p + start, n);
}

static bool read_digits(Reader *r, FoldOp op) {
  bool is_id = op == FOLD_CLAIM || op == FOLD_PERSON;
  size_t n = is_id ? 8 : 32;
  Str from = {(const char *)r->s->known.hash.bytes, n};
  if (op != FOLD_HASH && !take(r, n, &from)) {
    return false;
  }
  bool begun = is_id ? give(r, op == FOLD_CLAIM ? "\"c-" : "\"p-", 3) : give(r, "\"sha256:", 8);
  return begun && give_hex(r, (const uint8_t *)from.p, n) && give(r, "\"", 1);
}

/* The value of a field; expected: nothing is told but numbers and bytes. */
static bool read_value(Reader *r, FoldField *f, FoldOp op, bool expected) {
  FoldState *s = r->s;
  uint64_t n = 0;
  int64_t offset;
  switch (op) {
    case FOLD_RECENTLY:
      return f->count && give(r, f->recent[0].p, f->recent[0].n);
    case FOLD_START:
      return give_number(r, s->start);
    case FOLD_END:
      return give_number(r, s->end);
    case FOLD_NUMBER:
      return read_number(r, &n) && give_number(r, n);
    case FOLD_OFFSET:
      return read_signed(r, &offset) && give_number(r, s->start + (uint64_t)offset);
    case FOLD_OTHER:
      if (!expected && (!read_number(r, &n) || n >= s->fold->count)) {
        return false;
      }
      f->other = expected ? f->other : (uint16_t)n;
      const FoldField *other = &s->fold->fields[f->other];
      return other->count && give(r, other->recent[0].p, other->recent[0].n);
    case FOLD_CLAIM:
    case FOLD_PERSON:
    case FOLD_DIGEST:
    case FOLD_HASH:
      return read_digits(r, op);
    case FOLD_WORD:
      return read_number(r, &n) && s->fold->words && n < s->fold->words->words.n &&
             give(r, s->fold->words->words.v[n].p, s->fold->words->words.v[n].n);
    case FOLD_SOURCE:
      return read_source(r);
    case FOLD_NEW:
      return read_new(r);
    case FOLD_STOP:
      return true;
    default:
      return read_cut(r, op);
  }
}

/* The field that comes: one of those that came before, or told. */
static uint32_t read_field(Reader *r, unsigned mode) {
  FoldState *s = r->s;
  const FoldField *before = &s->fold->fields[s->field];
  uint64_t n, size;
  if (mode < FOLD_NEXT) {
    return before->next[mode];
  }
  if (!read_way(r, &n) || n > s->fold->count) {
    return 0;
  }
  if (n < s->fold->count) {
    return (uint32_t)n;
  }
  Str piece;
  return read_number(r, &size) && take(r, size, &piece) ? fold_add(s->fold, piece, s->field) : 0;
}

/* One of the recent values but the last. */
static bool read_recent(Reader *r, FoldField *f, uint64_t i) {
  return i < f->count && give(r, f->recent[i].p, f->recent[i].n);
}

/* One piece and value; `code` is that of an exception, or -1 where all is as expected. */
static bool read_one(Reader *r, int code, bool *more) {
  FoldState *s = r->s;
  bool near = code >= FOLD_NEAR;
  uint32_t field = read_field(r, code < 0 || near ? 0 : (unsigned)code / FOLD_OPS);
  if (!field) {
    return false;
  }
  FoldField *f = &s->fold->fields[field];
  FoldOp op = code < 0 ? f->op : near ? FOLD_RECENTLY : (FoldOp)(code % FOLD_OPS);
  uint64_t recent = near ? (uint64_t)(code - FOLD_NEAR) : 0;
  if (!give(r, f->piece.p, f->piece.n) ||
      (code >= 0 && !near && op == FOLD_RECENTLY && !read_way(r, &recent))) {
    return false;
  }
  char *value = r->out;
  if (recent ? !read_recent(r, f, recent) : !read_value(r, f, op, code < 0)) {
    return false;
  }
  fold_learn(s, field, op, (Str){value, (size_t)(r->out - value)});
  *more = op != FOLD_STOP;
  return true;
}

/* Passes over what is as it was the last time, which is most: it teaches nothing but numbers. */
static bool pass_known(Reader *r, uint64_t *run) {
  FoldState *s = r->s;
  const Fold *fold = s->fold;
  for (; *run && s->title.p; --*run) {
    uint32_t field = fold->fields[s->field].next[0];
    const FoldField *f = &fold->fields[field];
    if (!field || f->op != FOLD_RECENTLY || !f->count) {
      break;
    }
    Str value = f->recent[0];
    uint64_t number;
    if (!give(r, f->piece.p, f->piece.n) || !give(r, value.p, value.n)) {
      return false;
    }
    if (*value.p <= '9' && fold_number(value, &number)) {
      s->number[0] = s->number[1];
      s->number[1] = number;
    }
    s->field = field;
  }
  return true;
}

static bool take_code(Reader *r, int *code) {
  *code = r->ways.n ? (uint8_t)*r->ways.p : -1;
  r->ways = r->ways.n ? (Str){r->ways.p + 1, r->ways.n - 1} : r->ways;
  return *code >= 0;
}

bool fold_read(FoldState *s, Str folded, char *out, size_t n) {
  uint64_t run, ways;
  bool more = true;
  if (!fold_number_take(&folded, &ways) || ways > folded.n) {
    return false;
  }
  Reader r = {s, {folded.p, ways}, {folded.p + ways, folded.n - ways}, out, out + n};
  while (more) {
    if (!read_way(&r, &run)) {
      return false;
    }
    for (; run && more; run -= run > 0) {
      if (!pass_known(&r, &run) || (run && !read_one(&r, -1, &more))) {
        return false;
      }
    }
    int code;
    if (more && (!take_code(&r, &code) || !read_one(&r, code, &more))) {
      return false;
    }
  }
  return !r.ways.n && !r.told.n && r.out == r.out_end;
}

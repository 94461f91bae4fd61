/* Block match: patterns against the normalised text of a block, with backtracking in bounds. */
#include "doc/block_match.h"

#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"

enum { MATCH_STEPS = 20000, MATCH_DEPTH = 200, NAME_WORDS = 5, CAPS_WORDS = 10 };

typedef struct Match {
  const BlockRules *rules;
  Str text;
  const BlockText *of;
  const char *small; /* the text in small letters */
  bool fold, prefix;
  uint32_t steps, depth;
  BlockCapture *capture;
} Match;

static bool is_letter_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_word_byte(char c) {
  return is_letter_byte(c) || ascii_is_digit(c);
}

static char small(char c) {
  return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* The ASCII sign that stands for a typographic one in patterns, or 0. */
static char ascii_sign(uint32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return '-';
    default:
      return 0;
  }
}

/* Small letters of the bytes, and where what follows a wildcard may begin: at all but the inner bytes of
   words. The bytes behind the end are zero: what is asked by three bytes may look there. */
static void text_index(BlockText *out) {
  uint64_t inside = 0; /* the top bit of the byte before, as that of the first */
  memset(out->bytes + out->n, 0, 8);
  for (uint32_t from = 0; from < out->n; from += 64) {
    uint64_t starts = 0, spaces = 0;
    uint32_t end = out->n < from + 64 ? out->n : from + 64;
    for (uint32_t i = from; i < end; i += 8) {
      uint64_t x = eight_load(out->bytes + i);
      uint64_t letters = eight_within(x | EIGHT_ONES * 0x20, 'a', 'z');
      uint64_t words = letters | eight_within(x, '0', '9') | (x & EIGHT_TOPS);
      uint64_t capitals = letters & ~(x << 2); /* small letters have the bit 0x20 */
      eight_store(x | capitals >> 2, out->small + i);
      starts |= (uint64_t)eight_bits(~(words & (words << 8 | inside)) & EIGHT_TOPS) << (i - from);
      spaces |= (uint64_t)eight_bits(eight_equal(x, ' ')) << (i - from);
      inside = words >> 56;
    }
    if (end < from + 64) {
      starts &= (UINT64_C(1) << (end - from)) - 1; /* zeros behind the end are none */
    }
    out->starts[from / 64] = starts;
    out->marks[from / 64] = starts & ~spaces;
  }
  memset(out->small + out->n, 0, 8);
}

/* Copies letters and single spaces, eight at a time, as far as that goes from within a word. A
   space at the end of eight is left to the next: another might follow. */
static void plain_copy(Str text, size_t *at, BlockText *out, uint32_t *n, uint32_t *words) {
  while (*at + 8 < text.n && *n + 16 < BLOCK_TEXT_MOST) {
    uint64_t x = eight_load(text.p + *at), spaces = eight_equal(x, ' ');
    if (eight_within(x, ' ', 0x7F) != EIGHT_TOPS || (spaces & spaces >> 8)) {
      return; /* what needs a look */
    }
    uint32_t last = (uint32_t)(spaces >> 63);
    eight_store(x, out->bytes + *n);
    *n += 8 - last;
    *at += 8 - last;
    *words += eight_count(spaces) - last;
  }
}

void block_text_make(Str text, BlockText *out) {
  uint32_t n = 0, words = 0, length;
  bool space = true, full = false;
  for (size_t at = 0; at < text.n; at += length) {
    if (!space) {
      plain_copy(text, &at, out, &n, &words);
    }
    unsigned char lead = (unsigned char)text.p[at];
    uint32_t c = lead;
    length = 1;
    if (lead >= 0x80) {
      c = utf8_decode(text, at, &length);
    }
    if (lead <= ' ' || (lead >= 0x80 && rune_is_space(c))) {
      space = true;
      continue;
    }
    words += space;
    full = full || n + 5 > BLOCK_TEXT_MOST;
    if (!full) {
      out->bytes[n] = ' ';
      n += space && n;
      char sign = lead >= 0x80 ? ascii_sign(c) : (char)lead;
      out->bytes[n] = sign;
      if (!sign) {
        memcpy(out->bytes + n, text.p + at, length);
      }
      n += sign ? 1 : length;
    }
    space = false;
  }
  out->n = n;
  out->words = words;
  out->whole = !full;
  text_index(out);
}

static inline bool pairs_have(const BlockPairs *pairs, unsigned char a, unsigned char b) {
  uint32_t bit = block_pair(a, b);
  return pairs->bits[bit >> 6] >> (bit & 63) & 1;
}

uint32_t block_list_read(const BlockList *list, Str s, uint32_t *value) {
  char key[128];
  uint32_t best = 0, words = 0;
  if (s.n > 1 &&
      !pairs_have(&list->pairs, (unsigned char)small(s.p[0]), (unsigned char)small(s.p[1]))) {
    return 0;
  }
  for (uint32_t i = 0; i < s.n && i < sizeof key && words < list->longest; i++) {
    key[i] = small(s.p[i]);
    bool inside = i + 1 < s.n && is_word_byte(s.p[i]) && is_word_byte(s.p[i + 1]);
    if (inside) {
      continue;
    }
    const uint32_t *found = map_find(&list->words, (Str){key, i + 1});
    if (found) {
      best = i + 1;
      *value = *found;
    }
    words += i + 1 < s.n && s.p[i + 1] == ' ';
  }
  return best;
}

/* One to four digits at `at`; *digits is how many. */
static int32_t read_digits(Str s, uint32_t at, uint32_t most, uint32_t *digits) {
  int32_t value = 0;
  *digits = 0;
  while (at + *digits < s.n && *digits < most && ascii_is_digit(s.p[at + *digits])) {
    value = value * 10 + (s.p[at + *digits] - '0');
    ++*digits;
  }
  return value;
}

static uint32_t read_month(const BlockRules *rules, Str s, uint32_t at, int8_t *month) {
  const BlockList *months = &rules->lists.v[LIST_MONTH];
  uint32_t value = 0;
  if (at >= s.n) {
    return 0;
  }
  uint32_t n = block_list_read(months, (Str){s.p + at, s.n - at}, &value);
  *month = (int8_t)value;
  return value >= 1 && value <= 12 ? n : 0;
}

/* A day of the month with an optional st, nd, rd or th. */
static uint32_t read_day(Str s, uint32_t at, int8_t *day) {
  uint32_t n;
  int32_t value = read_digits(s, at, 2, &n);
  if (!n || value < 1 || value > 31 || (at + n < s.n && ascii_is_digit(s.p[at + n]))) {
    return 0;
  }
  *day = (int8_t)value;
  if (at + n + 1 < s.n) {
    char a = small(s.p[at + n]), b = small(s.p[at + n + 1]);
    if ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
        (a == 't' && b == 'h')) {
      n += 2;
    }
  }
  return at + n < s.n && is_word_byte(s.p[at + n]) ? 0 : n;
}

static uint32_t skip(Str s, uint32_t at, const char *signs) {
  uint32_t n = 0;
  while (at + n < s.n && strchr(signs, s.p[at + n]) && s.p[at + n]) {
    n++;
  }
  return n;
}

uint32_t block_day_read(const BlockRules *rules, Str s, Date *date) {
  uint32_t at, n;
  *date = (Date){0};
  at = read_day(s, 0, &date->day);
  if (at) {
    uint32_t gap = skip(s, at, " -./");
    n = gap && at + gap < s.n ? read_month(rules, s, at + gap, &date->month) : 0;
    return n ? at + gap + n : 0;
  }
  at = read_month(rules, s, 0, &date->month);
  if (at) {
    uint32_t gap = skip(s, at, " .");
    n = gap ? read_day(s, at + gap, &date->day) : 0;
    return n ? at + gap + n : 0;
  }
  return 0;
}

static uint32_t iso_read(Str s, Date *date) {
  uint32_t y, m, d;
  date->year = read_digits(s, 0, 4, &y);
  if (y != 4 || y >= s.n || (s.p[4] != '-' && s.p[4] != '/')) {
    return 0;
  }
  date->month = (int8_t)read_digits(s, 5, 2, &m);
  if (!m || 5 + m >= s.n || s.p[5 + m] != s.p[4]) {
    return 0;
  }
  date->day = (int8_t)read_digits(s, 6 + m, 2, &d);
  uint32_t n = 6 + m + d;
  return d && civil_valid(*date) && !(n < s.n && ascii_is_digit(s.p[n])) ? n : 0;
}

/* "31.12.2018": with dots the day always stands first. */
static uint32_t dotted_read(Str s, Date *date) {
  uint32_t d, m, y;
  int32_t day = read_digits(s, 0, 2, &d);
  if (!d || d >= s.n || s.p[d] != '.') {
    return 0;
  }
  int32_t month = read_digits(s, d + 1, 2, &m);
  uint32_t at = d + 1 + m;
  if (!m || at >= s.n || s.p[at] != '.') {
    return 0;
  }
  int32_t year = read_digits(s, at + 1, 4, &y);
  at += 1 + y;
  *date = (Date){year, (int8_t)month, (int8_t)day};
  bool ends = at >= s.n || (!is_word_byte(s.p[at]) && s.p[at] != '.');
  return y == 4 && month <= 12 && ends && civil_valid(*date) ? at : 0;
}

uint32_t block_date_read(const BlockRules *rules, Str s, Date *date) {
  uint32_t n = iso_read(s, date), digits;
  n = n ? n : dotted_read(s, date);
  if (n) {
    return n;
  }
  n = block_day_read(rules, s, date);
  uint32_t gap = n ? skip(s, n, " ,-./") : 0;
  if (!gap) {
    return 0;
  }
  date->year = read_digits(s, n + gap, 4, &digits);
  if (digits == 2) {
    date->year += date->year >= 50 ? 1900 : 2000;
  }
  n += gap + digits;
  bool ends = !(n < s.n && is_word_byte(s.p[n]));
  return (digits == 4 || digits == 2) && ends && civil_valid(*date) ? n : 0;
}

static uint32_t time_read(Str s) {
  uint32_t h, m, n;
  int32_t hour = read_digits(s, 0, 2, &h);
  if (!h || hour > 24 || h >= s.n || (s.p[h] != ':' && s.p[h] != '.')) {
    return 0;
  }
  int32_t minute = read_digits(s, h + 1, 2, &m);
  if (m != 2 || minute > 59) {
    return 0;
  }
  n = h + 3;
  if (n + 2 < s.n && s.p[n] == ':' && ascii_is_digit(s.p[n + 1]) && ascii_is_digit(s.p[n + 2])) {
    n += 3;
  }
  uint32_t gap = skip(s, n, " ");
  if (n + gap + 1 < s.n && strchr("apAP", s.p[n + gap])) {
    uint32_t at = n + gap + 1;
    at += s.p[at] == '.';
    if (at < s.n && small(s.p[at]) == 'm') {
      at++;
      return at + (at < s.n && s.p[at] == '.');
    }
  }
  return n;
}

/* End of the word that begins at `at`: letters, digits and inner ' - . & */
static uint32_t word_end(Str s, uint32_t at) {
  while (at < s.n && (is_word_byte(s.p[at]) || strchr("'-&", s.p[at]))) {
    at++;
  }
  if (at < s.n && s.p[at] == '.' && at && s.p[at - 1] != '.') {
    bool initial = at < 2 || !is_word_byte(s.p[at - 2]);
    bool inner = at + 1 < s.n && is_letter_byte(s.p[at + 1]);
    if (inner) {
      return word_end(s, at + 1);
    }
    return at + initial;
  }
  return at;
}

static bool is_capital_at(Str s, uint32_t at) {
  uint32_t length;
  return at < s.n && rune_is_upper(utf8_decode(s, at, &length));
}

/* Ends of runs of 1, 2, … capitalised words at `at` (particles of names may stand between; where
   commas may, so may numbers: "Channel 4"). */
static uint32_t capital_runs(const Match *m, uint32_t at, bool commas, uint32_t *ends) {
  uint32_t most = commas ? CAPS_WORDS : NAME_WORDS, n = 0, value;
  const BlockList *particles = &m->rules->lists.v[LIST_PARTICLE];
  while (n < most && at < m->text.n) {
    if (is_capital_at(m->text, at) || (commas && n && ascii_is_digit(m->text.p[at]))) {
      at = word_end(m->text, at);
      ends[n++] = at;
    } else {
      Str rest = {m->text.p + at, m->text.n - at};
      uint32_t p = n ? block_list_read(particles, rest, &value) : 0;
      if (!p) {
        break;
      }
      at += p;
    }
    if (commas && at < m->text.n && m->text.p[at] == ',') {
      at++;
    }
    if (at >= m->text.n || m->text.p[at] != ' ') {
      break;
    }
    at++;
  }
  return n;
}

/* Possible ends of the class at `at`, longest last. */
static uint32_t class_ends(const Match *m, const BlockOp *op, uint32_t at, uint32_t *ends,
                           Date *date) {
  Str s = {m->text.p + at, m->text.n - at};
  uint32_t n = 0, value, digits;
  switch (op->class) {
    case CLASS_NAME:
    case CLASS_CAPS:
      return capital_runs(m, at, op->class == CLASS_CAPS, ends);
    case CLASS_WORD:
      n = at < m->text.n && is_word_byte(m->text.p[at]) ? word_end(m->text, at) - at : 0;
      break;
    case CLASS_NUMBER:
      read_digits(s, 0, 9, &digits);
      n = digits;
      break;
    case CLASS_DATE:
      n = block_date_read(m->rules, s, date);
      break;
    case CLASS_DAY:
      n = block_day_read(m->rules, s, date);
      break;
    case CLASS_TIME:
      n = time_read(s);
      break;
    case CLASS_LIST:
      n = block_list_read(&m->rules->lists.v[op->to], s, &value);
      break;
  }
  ends[0] = at + n;
  return n > 0;
}

static inline bool literal_at(const Match *m, Str literal, uint32_t at) {
  if (literal.n > m->text.n - at) {
    return false;
  }
  const char *p = m->fold ? m->small + at : m->text.p + at;
  return *p == *literal.p && memcmp(p, literal.p, literal.n) == 0;
}

static void capture_set(Match *m, const BlockOp *op, uint32_t from, uint32_t to, Date date) {
  Str s = str_trim((Str){m->text.p + from, to - from});
  if (op->capture == CAPTURE_AUTHOR) {
    m->capture->author = s;
  } else if (op->capture == CAPTURE_PUBLISHER) {
    m->capture->publisher = s;
  } else if (op->capture == CAPTURE_DATE) {
    m->capture->date = date;
  }
}

static bool match_at(Match *m, uint32_t pc, uint32_t at);

static bool match_deeper(Match *m, uint32_t pc, uint32_t at) {
  if (m->depth >= MATCH_DEPTH || m->steps >= MATCH_STEPS) {
    return false;
  }
  m->depth++;
  bool yes = match_at(m, pc, at);
  m->depth--;
  return yes;
}

/* The first byte from `at` on at which what follows a wildcard may begin; the text's end if there
   is none. */
static inline uint32_t start_from(const BlockText *t, uint32_t at) {
  uint64_t bits = at < t->n ? t->starts[at / 64] & ~UINT64_C(0) << (at & 63) : 0;
  while (!bits) {
    at = (at & ~63U) + 64;
    if (at >= t->n) {
      return t->n;
    }
    bits = t->starts[at / 64];
  }
  return (at & ~63U) + (uint32_t)__builtin_ctzll(bits);
}

/* What may follow a wildcard: tries each place, shortest first. */
static bool match_any(Match *m, uint32_t pc, uint32_t at) {
  const BlockOp *op = &m->rules->ops.v[pc];
  const BlockText *t = m->of;
  const BlockPairs *pairs = &m->rules->pairs.v[op->to];
  bool to_end = op[1].op == OP_MATCH;
  if (at && at < t->n && is_word_byte(t->bytes[at]) && is_word_byte(t->bytes[at - 1])) {
    return false; /* a wildcard stands for whole words */
  }
  for (uint32_t end = to_end ? t->n : start_from(t, at);; end = start_from(t, end + 1)) {
    bool may = end >= t->n || pairs_have(pairs, (unsigned char)t->small[end],
                                         (unsigned char)t->small[end + 1]);
    if (may && match_deeper(m, pc + 1, end)) {
      capture_set(m, op, at, end, (Date){0});
      return true;
    }
    if (end >= t->n || m->steps >= MATCH_STEPS) {
      return false;
    }
  }
}

static bool match_class(Match *m, uint32_t pc, uint32_t at) {
  const BlockOp *op = &m->rules->ops.v[pc];
  uint32_t ends[CAPS_WORDS];
  Date date = {0};
  for (uint32_t n = class_ends(m, op, at, ends, &date); n > 0; n--) {
    if (match_deeper(m, pc + 1, ends[n - 1])) {
      capture_set(m, op, at, ends[n - 1], date);
      return true;
    }
  }
  return false;
}

static bool match_at(Match *m, uint32_t pc, uint32_t at) {
  while (m->steps++ < MATCH_STEPS) {
    const BlockOp *op = &m->rules->ops.v[pc];
    switch (op->op) {
      case OP_LITERAL:
        if (!literal_at(m, op->text, at)) {
          return false;
        }
        at += (uint32_t)op->text.n;
        pc++;
        break;
      case OP_ANY:
        return match_any(m, pc, at);
      case OP_CLASS:
        return match_class(m, pc, at);
      case OP_SPLIT:
        if ((op[1].op != OP_LITERAL || literal_at(m, op[1].text, at)) &&
            match_deeper(m, pc + 1, at)) {
          return true;
        }
        pc = op->to;
        break;
      case OP_JUMP:
        pc = op->to;
        break;
      case OP_MATCH:
        return m->prefix || at == m->text.n;
    }
  }
  return false;
}

bool block_rule_matches(const BlockRules *rules, const BlockRule *rule, const BlockText *text,
                        BlockCapture *capture) {
  Match m = {.rules = rules,
             .text = {text->bytes, text->n},
             .of = text,
             .small = text->small,
             .fold = !(rule->when & WHEN_CASE),
             .prefix = (rule->when & WHEN_PREFIX) != 0,
             .capture = capture};
  if (!m.prefix && !text->whole) {
    return false;
  }
  memset(capture, 0, sizeof *capture);
  return match_at(&m, rule->code, 0);
}

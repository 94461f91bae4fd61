/* JSON writer: commas, escapes and valid UTF-8 by itself. */
#include "base/json_write.h"

#include "base/digits.h"
#include "base/eight.h"
#include "base/utf8.h"

enum { DEPTH_MOST = 60 };

void json_begin(Json *j, Buffer *out) {
  memset(j, 0, sizeof *j);
  j->out = out;
}

/* Whether a comma stands before the next key or value of an array. */
static inline bool needs_comma(Json *j) {
  uint64_t bit = UINT64_C(1) << j->depth;
  bool yes = j->has_item & bit;
  if (j->depth) {
    j->has_item |= bit;
  }
  return yes;
}

static inline void before_value(Json *j) {
  if (!j->after_key && needs_comma(j)) {
    buffer_char(j->out, ',');
  }
  j->after_key = false;
}

static void open_level(Json *j, char mark, bool is_array) {
  before_value(j);
  if (j->depth == DEPTH_MOST) {
    j->out->failed = true;
    return;
  }
  buffer_char(j->out, mark);
  j->depth++;
  uint64_t bit = UINT64_C(1) << j->depth;
  j->has_item &= ~bit;
  j->in_array = is_array ? j->in_array | bit : j->in_array & ~bit;
}

void json_object(Json *j) {
  open_level(j, '{', false);
}

void json_array(Json *j) {
  open_level(j, '[', true);
}

void json_end(Json *j) {
  if (j->depth == 0) {
    j->out->failed = true;
    return;
  }
  buffer_char(j->out, j->in_array >> j->depth & 1 ? ']' : '}');
  j->depth--;
}

static void write_control(Buffer *out, unsigned char c) {
  static const char named[32] = {[8] = 'b', ['\t'] = 't', ['\n'] = 'n', [12] = 'f', ['\r'] = 'r'};
  if (c < sizeof named && named[c]) {
    buffer_char(out, '\\');
    buffer_char(out, named[c]);
  } else {
    buffer_format(out, "\\u%04x", c);
  }
}

/* Whether some of eight bytes may not stand for themselves in JSON; quick, and true too often. */
static bool may_need_escape(uint64_t x) {
  uint64_t quote = x ^ EIGHT_ONES * '"', slash = x ^ EIGHT_ONES * '\\';
  return ((x | (x + EIGHT_ONES) | (x - EIGHT_ONES * 0x20) | (quote - EIGHT_ONES) |
           (slash - EIGHT_ONES)) & EIGHT_TOPS) != 0;
}

/* Which of them do not: what is no ASCII, controls, " and \. */
static uint64_t bytes_to_escape(uint64_t x) {
  return (~eight_within(x, 0x20, 0x7e) & EIGHT_TOPS) | eight_equal(x, '"') | eight_equal(x, '\\');
}

/* A text of one to seven bytes as eight: all of its bytes, some twice, and spaces. */
static uint64_t short_load(Str s) {
  const unsigned char *p = (const unsigned char *)s.p, *end = p + s.n;
  if (s.n < 4) {
    return (UINT64_C(0x2020202020) << 24) | (uint64_t)p[0] | (uint64_t)p[s.n / 2] << 8 |
           (uint64_t)end[-1] << 16;
  }
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
         (uint64_t)end[-4] << 32 | (uint64_t)end[-3] << 40 | (uint64_t)end[-2] << 48 |
         (uint64_t)end[-1] << 56;
}

/* Bytes from `at` on that stand for themselves. */
static size_t plain_bytes(Str s, size_t at) {
  size_t start = at;
  if (s.n < 8 && at < s.n && !bytes_to_escape(short_load(s))) {
    return s.n - start;
  }
  for (; at + 8 <= s.n; at += 8) {
    uint64_t x = eight_load(s.p + at);
    uint64_t found = may_need_escape(x) ? bytes_to_escape(x) : 0;
    if (found) {
      return at + eight_first(found) - start;
    }
  }
  if (at < s.n && s.n >= 8) { /* the last eight, without those that were looked at */
    uint64_t found = bytes_to_escape(eight_load(s.p + s.n - 8)) >> 8 * (at + 8 - s.n);
    return (found ? at + eight_first(found) : s.n) - start;
  }
  for (; at < s.n; at++) {
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
      break;
    }
  }
  return at - start;
}

/* Writes s, of which the first `at` bytes are plain, with quotation marks. Plain stretches go out in
   one piece. */
static void write_escaped(Buffer *out, Str s, size_t at) {
  size_t start = 0;
  buffer_char(out, '"');
  for (; at < s.n; at += plain_bytes(s, at)) {
    unsigned char c = (unsigned char)s.p[at];
    uint32_t length = 1;
    if (c >= 0x80) {
      /* An honest U+FFFD has three bytes; a replaced stretch can have as many, but is not it. */
      if (utf8_decode(s, at, &length) != UTF8_REPLACEMENT ||
          (length == 3 && memcmp(s.p + at, "\xef\xbf\xbd", 3) == 0)) {
        at += length;
        continue;
      }
    }
    buffer_add(out, s.p + start, at - start);
    if (c >= 0x80) {
      buffer_text(out, "\xef\xbf\xbd");
    } else if (c == '"' || c == '\\') {
      buffer_char(out, '\\');
      buffer_char(out, (char)c);
    } else {
      write_control(out, c);
    }
    at += length;
    start = at;
  }
  if (start < s.n) {
    buffer_add(out, s.p + start, s.n - start);
  }
  buffer_char(out, '"');
}

static void write_plain(Buffer *out, Str s) {
  char *to = buffer_claim(out, s.n + 2);
  if (to) {
    to[0] = '"';
    memcpy(to + 1, s.n ? s.p : "", s.n);
    to[s.n + 1] = '"';
  }
}

char *json_name(Json *j, size_t n) {
  bool after_item = needs_comma(j);
  char *to = buffer_claim(j->out, n + 3 + after_item);
  j->after_key = true;
  if (!to) {
    return NULL;
  }
  *to = ',';
  to += after_item;
  *to = '"';
  return to + 1;
}

/* Most strings are plain from end to end. */
void json_str(Json *j, Str s) {
  size_t plain = plain_bytes(s, 0);
  before_value(j);
  if (plain == s.n) {
    write_plain(j->out, s);
  } else {
    write_escaped(j->out, s, plain);
  }
}

void json_word(Json *j, const char *word) {
  if (word) {
    before_value(j);
    write_plain(j->out, str_of(word));
  } else {
    json_null(j);
  }
}

void json_text(Json *j, const char *zero_terminated) {
  if (zero_terminated) {
    json_str(j, str_of(zero_terminated));
  } else {
    json_null(j);
  }
}

void json_str_or_null(Json *j, Str s) {
  if (s.n) {
    json_str(j, s);
  } else {
    json_null(j);
  }
}

void json_integer(Json *j, int64_t i) {
  char text[DIGITS_MOST];
  if (i < 0 || i > UINT32_MAX) {
    json_decimal(j, decimal_of(i));
    return;
  }
  before_value(j);
  buffer_add(j->out, text, digits_write((uint32_t)i, text));
}

void json_decimal(Json *j, Decimal d) {
  char text[32];
  before_value(j);
  buffer_add(j->out, text, decimal_write(d, text));
}

void json_micro(Json *j, int64_t millionths) {
  json_decimal(j, (Decimal){millionths, 6});
}

void json_bool(Json *j, bool b) {
  before_value(j);
  buffer_str(j->out, b ? str_lit("true") : str_lit("false"));
}

void json_null(Json *j) {
  before_value(j);
  buffer_add(j->out, "null", 4);
}

void json_raw(Json *j, Str value) {
  before_value(j);
  buffer_str(j->out, value);
}

void json_span(Json *j, Span span) {
  char text[24] = "[";
  size_t n = 1 + digits_write(span.start, text + 1);
  text[n++] = ',';
  n += digits_write(span.end, text + n);
  text[n++] = ']';
  before_value(j);
  buffer_add(j->out, text, n);
}

void json_line(Json *j) {
  buffer_char(j->out, '\n');
  json_begin(j, j->out);
}

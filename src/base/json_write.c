/* JSON writer: commas, escapes and valid UTF-8 by itself. */
#include "base/json_write.h"

#include "base/utf8.h"

enum { DEPTH_MOST = 60 };

void json_begin(Json *j, Buffer *out) {
  memset(j, 0, sizeof *j);
  j->out = out;
}

/* Writes the comma that stands before a key or before a value of an array. */
static void comma(Json *j) {
  uint64_t bit = UINT64_C(1) << j->depth;
  if (j->has_item & bit) {
    buffer_char(j->out, ',');
  }
  if (j->depth) {
    j->has_item |= bit;
  }
}

static void before_value(Json *j) {
  if (!j->after_key) {
    comma(j);
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

/* Bytes from `at` on that stand for themselves in JSON: ASCII but controls, " and \. Looks at eight
   at a time (Mycroft 1987: a byte is zero in v if its top bit is set in (v - ones) & ~v & tops). */
static size_t plain_bytes(Str s, size_t at) {
  const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
  size_t start = at;
  for (uint64_t v; at + sizeof v <= s.n; at += sizeof v) {
    memcpy(&v, s.p + at, sizeof v);
    uint64_t quote = v ^ ones * '"', slash = v ^ ones * '\\', rubout = v ^ ones * 0x7f;
    uint64_t found = v | (v - ones * 0x20) | ((quote - ones) & ~quote) |
                     ((slash - ones) & ~slash) | ((rubout - ones) & ~rubout);
    if (found & tops) {
      break; /* one of them, or a neighbour of one: byte by byte */
    }
  }
  for (; at < s.n; at++) {
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
      break;
    }
  }
  return at - start;
}

/* Writes s with quotation marks. Plain stretches go out in one piece. */
static void write_quoted(Buffer *out, Str s) {
  size_t start = 0, at = 0;
  buffer_char(out, '"');
  for (;;) {
    at += plain_bytes(s, at);
    if (at >= s.n) {
      break;
    }
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

void json_key(Json *j, const char *key) {
  comma(j);
  buffer_char(j->out, '"');
  buffer_text(j->out, key);
  buffer_add(j->out, "\":", 2);
  j->after_key = true;
}

void json_str(Json *j, Str s) {
  before_value(j);
  write_quoted(j->out, s);
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
  json_decimal(j, decimal_of(i));
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
  buffer_text(j->out, b ? "true" : "false");
}

void json_null(Json *j) {
  before_value(j);
  buffer_text(j->out, "null");
}

void json_span(Json *j, Span span) {
  json_array(j);
  json_integer(j, span.start);
  json_integer(j, span.end);
  json_end(j);
}

void json_line(Json *j) {
  buffer_char(j->out, '\n');
  json_begin(j, j->out);
}

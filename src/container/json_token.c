/* JSON tokens: lenient towards commas, strict about ends. */
#include "container/json_token.h"

#include "base/utf8.h"

JsonKind json_next(JsonTokens *t, JsonToken *token) {
  Str s = t->source;
  while (t->at < s.n && s.p[t->at] && strchr(" \t\r\n,:", s.p[t->at])) {
    t->at++;
  }
  *token = (JsonToken){JSON_END, t->at, t->at};
  if (t->at >= s.n) {
    return JSON_END;
  }
  char c = s.p[t->at];
  if (c == '"') {
    size_t end = ++t->at;
    while (end < s.n && s.p[end] != '"') {
      end += s.p[end] == '\\' ? 2 : 1;
    }
    *token = (JsonToken){end < s.n ? JSON_TEXT : JSON_END, t->at, end};
    t->at = end < s.n ? end + 1 : s.n;
    return token->kind;
  }
  if (strchr("{}[]", c) && c) {
    token->kind = c == '{' ? JSON_OPEN_OBJECT : c == '[' ? JSON_OPEN_ARRAY : JSON_CLOSE;
    token->end = ++t->at;
    return token->kind;
  }
  size_t end = t->at;
  while (end < s.n &&
         ((s.p[end] >= '0' && s.p[end] <= '9') || (unsigned char)((s.p[end] | 32) - 'a') < 26 ||
          s.p[end] == '-' || s.p[end] == '+' || s.p[end] == '.')) {
    end++;
  }
  if (end > t->at) {
    *token = (JsonToken){JSON_WORD, t->at, end};
    t->at = end;
  }
  return token->kind;
}

bool json_pass(JsonTokens *t, const JsonToken *token) {
  uint64_t depth = token->kind == JSON_OPEN_OBJECT || token->kind == JSON_OPEN_ARRAY;
  JsonToken next;
  while (depth) {
    JsonKind kind = json_next(t, &next);
    if (kind == JSON_END) {
      return false;
    }
    depth += kind == JSON_OPEN_OBJECT || kind == JSON_OPEN_ARRAY;
    depth -= kind == JSON_CLOSE;
  }
  return token->kind != JSON_END;
}

bool json_member(JsonTokens *t, Str *key, JsonToken *value) {
  JsonToken token;
  if (json_next(t, &token) != JSON_TEXT) {
    return false;
  }
  *key = (Str){t->source.p + token.start, token.end - token.start};
  JsonKind kind = json_next(t, value);
  return kind != JSON_END && kind != JSON_CLOSE;
}

/* ---- strings --------------------------------------------------------------------------------- */

static int32_t four_digits(Str s, size_t at) {
  int32_t value = 0;
  for (size_t i = 0; i < 4; i++) {
    char c = at + i < s.n ? s.p[at + i] : 0, low = (char)(c | 32);
    int digit = c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
    if (digit < 0) {
      return -1;
    }
    value = value * 16 + digit;
  }
  return value;
}

/* The escape at `at`, its character and length. */
static uint32_t escape_at(Str s, size_t at, uint32_t *c) {
  static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
  char sign = at + 1 < s.n ? s.p[at + 1] : 0;
  const char *known = sign ? strchr(from, sign) : NULL;
  *c = known                        ? (uint32_t)to[known - from]
       : (unsigned char)sign < 0x80 ? (uint32_t)sign
                                    : UTF8_REPLACEMENT;
  if (sign != 'u') {
    return sign ? 2 : 1;
  }
  int32_t high = four_digits(s, at + 2);
  if (high < 0) {
    *c = UTF8_REPLACEMENT;
    return 2;
  }
  bool pair =
      high >= 0xD800 && high < 0xDC00 && at + 7 < s.n && s.p[at + 6] == '\\' && s.p[at + 7] == 'u';
  int32_t low = pair ? four_digits(s, at + 8) : -1;
  if (low >= 0xDC00 && low < 0xE000) {
    *c = 0x10000 + (((uint32_t)high - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
    return 12;
  }
  *c = high && (high < 0xD800 || high > 0xDFFF) ? (uint32_t)high : UTF8_REPLACEMENT;
  return 6;
}

void text_json(TextMaker *m, Str raw, uint64_t from) {
  size_t done = 0, at = 0;
  while (at < raw.n) {
    const char *p = memchr(raw.p + at, '\\', raw.n - at);
    at = p ? (size_t)(p - raw.p) : raw.n;
    text_verbatim(m, (Str){raw.p + done, at - done}, from + done);
    if (at < raw.n) {
      uint32_t c, length = escape_at(raw, at, &c);
      if (c == '\r') { /* a line's end is one sign */
        c = 0;
      }
      if (c) {
        text_rune(m, c, from + at, from + at + length);
      }
      at += length;
    }
    done = at;
  }
}

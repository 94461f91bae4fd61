/* XML tokens: the tokenizer, attributes, references. */
#include "container/xml_token.h"

#include "base/utf8.h"

enum { REFERENCE_MOST = 12 };

static bool is_name_start(char c) {
  return (unsigned char)((c | 32) - 'a') < 26 || c == '_' || (unsigned char)c >= 0x80;
}

/* Where `mark` begins at or behind `from`; s.n if nowhere. */
static size_t find(Str s, size_t from, const char *mark) {
  size_t n = strlen(mark);
  while (from < s.n && s.n - from >= n) {
    const char *p = memchr(s.p + from, mark[0], s.n - from - n + 1);
    if (!p) {
      return s.n;
    }
    from = (size_t)(p - s.p);
    if (memcmp(p, mark, n) == 0) {
      return from;
    }
    from++;
  }
  return s.n;
}

static size_t behind(Str s, size_t from, const char *mark) {
  size_t at = find(s, from, mark);
  return at < s.n ? at + strlen(mark) : s.n;
}

/* ---- tags ------------------------------------------------------------------------------------ */

/* Where a tag's ">" lies, which may stand inside quotation marks; s.n if there is none. */
static size_t tag_end(Str s, size_t at) {
  char quote = 0;
  for (; at < s.n; at++) {
    char c = s.p[at];
    if (quote) {
      quote = c == quote ? 0 : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at;
    }
  }
  return s.n;
}

static void read_tag(XmlReader *reader, XmlToken *token, bool end) {
  Str s = reader->source;
  size_t name = reader->at + 1 + end, close = tag_end(s, name), at = name;
  token->kind = end ? XML_END : XML_START;
  token->start = reader->at;
  reader->at = token->end = close < s.n ? close + 1 : s.n;
  token->empty = !end && close > name && close < s.n && s.p[close - 1] == '/';
  size_t stop = close - token->empty;
  token->name = (Str){s.p + name, 0};
  token->prefix = (Str){NULL, 0};
  while (at < stop && !xml_is_space(s.p[at])) {
    if (s.p[at] == ':' && !token->prefix.n) {
      token->prefix = (Str){s.p + name, at - name};
      name = at + 1;
    }
    at++;
  }
  token->name = (Str){s.p + name, at - name};
  token->attributes = (Str){s.p + at, stop - at};
}

/* "<!DOCTYPE a [ … ]>": up to its end, over what lies in brackets. */
static size_t declaration_end(Str s, size_t at) {
  char quote = 0;
  bool inside = false;
  for (; at < s.n; at++) {
    char c = s.p[at];
    if (quote) {
      quote = c == quote ? 0 : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == ']') {
      inside = c == '[';
    } else if (c == '>' && !inside) {
      return at + 1;
    }
  }
  return s.n;
}

/* "<!" or "<?" at reader->at: true if it was a CDATA section, which is text. */
static bool read_other(XmlReader *reader, XmlToken *token) {
  Str s = reader->source, rest = {s.p + reader->at, s.n - reader->at};
  if (str_starts(rest, "<![CDATA[")) {
    token->kind = XML_TEXT;
    token->literal = true;
    token->start = reader->at + 9;
    token->end = find(s, token->start, "]]>");
    reader->at = token->end < s.n ? token->end + 3 : s.n;
    return token->end > token->start;
  }
  if (str_starts(rest, "<!--")) {
    reader->at = behind(s, reader->at + 4, "-->");
  } else if (str_starts(rest, "<?")) {
    reader->at = behind(s, reader->at + 2, "?>");
  } else {
    reader->at = declaration_end(s, reader->at + 2);
  }
  return false;
}

static bool begins_markup(Str s, size_t at) {
  char next = at + 1 < s.n ? s.p[at + 1] : 0;
  return next == '!' || next == '?' || is_name_start(next) ||
         (next == '/' && at + 2 < s.n && is_name_start(s.p[at + 2]));
}

bool xml_next(XmlReader *reader, XmlToken *token) {
  Str s = reader->source;
  memset(token, 0, sizeof *token);
  while (reader->at < s.n) {
    size_t at = reader->at;
    while (at < s.n && !(s.p[at] == '<' && begins_markup(s, at))) {
      const char *p = memchr(s.p + at + 1, '<', s.n - at - 1);
      at = p ? (size_t)(p - s.p) : s.n;
    }
    if (at > reader->at) {
      token->kind = XML_TEXT;
      token->start = reader->at;
      token->end = reader->at = at;
      return true;
    }
    if (s.p[at + 1] != '!' && s.p[at + 1] != '?') {
      read_tag(reader, token, s.p[at + 1] == '/');
      return true;
    }
    if (read_other(reader, token)) {
      return true;
    }
  }
  return false;
}

XmlToken xml_root(Str bytes) {
  XmlReader reader = {bytes, 0};
  XmlToken token;
  while (xml_next(&reader, &token)) {
    if (token.kind == XML_START) {
      return token;
    }
  }
  return (XmlToken){0};
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* The next attribute behind *at; false at the end. */
static bool next_attribute(Str s, size_t *at, Str *name, Str *value) {
  size_t i = *at;
  while (i < s.n && (xml_is_space(s.p[i]) || s.p[i] == '/')) {
    i++;
  }
  size_t start = i;
  while (i < s.n && s.p[i] != '=' && !xml_is_space(s.p[i])) {
    i++;
  }
  *name = (Str){s.p + start, i - start};
  while (i < s.n && xml_is_space(s.p[i])) {
    i++;
  }
  *value = (Str){NULL, 0};
  if (i < s.n && s.p[i] == '=') {
    i++;
    while (i < s.n && xml_is_space(s.p[i])) {
      i++;
    }
    char quote = i < s.n && (s.p[i] == '"' || s.p[i] == '\'') ? s.p[i] : 0;
    start = i += quote != 0;
    while (i < s.n && (quote ? s.p[i] != quote : !xml_is_space(s.p[i]))) {
      i++;
    }
    *value = (Str){s.p + start, i - start};
    i += i < s.n && quote;
  }
  bool any = i > *at && name->n;
  *at = i;
  return any;
}

bool xml_attribute(const XmlToken *token, const char *name, Str *value) {
  size_t at = 0;
  Str found;
  while (next_attribute(token->attributes, &at, &found, value)) {
    Str rest, prefix = str_split(found, ':', &rest);
    if (str_is(prefix.n < found.n ? rest : found, name)) {
      return true;
    }
  }
  *value = (Str){NULL, 0};
  return false;
}

Str xml_value(const XmlToken *token, const char *name, Arena *arena) {
  Str value;
  return xml_attribute(token, name, &value) ? xml_unescape(value, arena) : (Str){NULL, 0};
}

/* ---- references ------------------------------------------------------------------------------ */

static const struct {
  const char *name;
  uint32_t c;
} known[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0xA0},    {"shy", 0xAD},     {"copy", 0xA9},     {"reg", 0xAE},     {"ndash", 0x2013},
    {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},
    {"deg", 0xB0},     {"eacute", 0xE9},  {"egrave", 0xE8},   {"agrave", 0xE0},  {"ouml", 0xF6},
    {"uuml", 0xFC},    {"auml", 0xE4},    {"ccedil", 0xE7},   {"oacute", 0xF3},  {"euro", 0x20AC},
};

/* "#38" or "#x26"; U+FFFD where there is no such character. */
static uint32_t by_number(Str name) {
  bool hex = name.n > 1 && (name.p[1] | 32) == 'x';
  uint32_t value = 0;
  for (size_t i = 1 + hex; i < name.n; i++) {
    char c = name.p[i], low = (char)(c | 32);
    uint32_t digit = c >= '0' && c <= '9'              ? (uint32_t)(c - '0')
                     : hex && low >= 'a' && low <= 'f' ? (uint32_t)(low - 'a' + 10)
                                                       : 99;
    if (digit == 99) {
      return 0;
    }
    value = value > 0x110000 ? value : value * (hex ? 16 : 10) + digit;
  }
  bool bad = !value || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000);
  return name.n < 2u + hex ? 0 : bad ? UTF8_REPLACEMENT : value;
}

uint32_t xml_reference(Str s, size_t at, uint32_t *character) {
  size_t end = at + 1;
  while (end < s.n && end - at <= REFERENCE_MOST && s.p[end] != ';') {
    end++;
  }
  if (end >= s.n || s.p[end] != ';') {
    return 0;
  }
  Str name = {s.p + at + 1, end - at - 1};
  *character = 0;
  if (name.n && name.p[0] == '#') {
    *character = by_number(name);
  }
  for (size_t i = 0; i < sizeof known / sizeof *known && !*character; i++) {
    *character = str_is(name, known[i].name) ? known[i].c : 0;
  }
  return *character ? (uint32_t)(end + 1 - at) : 0;
}

/* Replaces references in s into out, which has room; returns the end. */
static char *unescape_to(Str s, char *out) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c, length = s.p[at] == '&' ? xml_reference(s, at, &c) : 0;
    if (length) {
      out += utf8_encode(c, out); /* no longer than the reference */
      at += length;
    } else {
      *out++ = s.p[at++];
    }
  }
  return out;
}

Str xml_unescape(Str s, Arena *arena) {
  char *out = arena_bytes(arena, s.n + 4), *end = unescape_to(s, out);
  *end = 0;
  return (Str){out, (size_t)(end - out)};
}

/* ---- elements -------------------------------------------------------------------------------- */

void xml_skip(XmlReader *reader, const XmlToken *start) {
  XmlToken token;
  uint64_t depth = 1;
  while (!start->empty && depth && xml_next(reader, &token)) {
    depth += token.kind == XML_START && !token.empty;
    depth -= token.kind == XML_END;
  }
}

Str xml_text_inside(XmlReader *reader, const XmlToken *start, Arena *arena) {
  XmlReader look = *reader;
  xml_skip(&look, start);
  Str whole = {reader->source.p + reader->at, look.at - reader->at};
  char *out = arena_bytes(arena, whole.n + 4), *end = out;
  XmlToken token;
  while (reader->at < look.at && xml_next(reader, &token)) {
    if (token.kind == XML_TEXT) {
      Str text = {reader->source.p + token.start, token.end - token.start};
      if (token.literal) {
        memcpy(end, text.p, text.n);
        end += text.n;
      } else {
        end = unescape_to(text, end);
      }
    }
  }
  reader->at = look.at;
  *end = 0;
  return (Str){out, (size_t)(end - out)};
}

/* HTML tokens: the tokenizer, tag names, attributes and character references. */
#include "markup/html_token.h"

#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"
#include "markup/html_entities.h"

enum { NAME_MOST = 12, NAME_ROOM = 16, ENTITY_MOST = 32 };

static const struct {
  char name[NAME_ROOM]; /* filled with zeros */
  uint8_t flags;
} tags[] = {
    {"", 0},
#define X(id, name, flags) {name, flags},
    HTML_TAGS(X)
#undef X
};

static inline bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* Written by tools/html_tags.py: the names times the factor, by their top bits. */
/* clang-format off */
#define TAG_FACTOR UINT64_C(0x65A4FE7EF81EBCB9)
static const uint8_t tag_at[1 << 9] = {[2] = HTML_TAG_HEAD, [9] = HTML_TAG_FORM,
   [12] = HTML_TAG_IFRAME, [28] = HTML_TAG_PARAM, [32] = HTML_TAG_TEMPLATE, [47] = HTML_TAG_AREA,
   [50] = HTML_TAG_LISTING, [54] = HTML_TAG_DL, [78] = HTML_TAG_STYLE, [87] = HTML_TAG_SUMMARY,
   [89] = HTML_TAG_ADDRESS, [91] = HTML_TAG_BR, [126] = HTML_TAG_H5, [128] = HTML_TAG_CENTER,
   [134] = HTML_TAG_DT, [148] = HTML_TAG_HGROUP, [149] = HTML_TAG_NOEMBED, [152] = HTML_TAG_SVG,
   [154] = HTML_TAG_TD, [158] = HTML_TAG_NOSCRIPT, [160] = HTML_TAG_H2, [165] = HTML_TAG_MAIN,
   [166] = HTML_TAG_TR, [171] = HTML_TAG_FIELDSET, [174] = HTML_TAG_FRAME, [175] = HTML_TAG_BUTTON,
   [176] = HTML_TAG_MENU, [178] = HTML_TAG_LI, [190] = HTML_TAG_INPUT, [193] = HTML_TAG_HEADER,
   [199] = HTML_TAG_META, [207] = HTML_TAG_COL, [211] = HTML_TAG_TEXTAREA, [215] = HTML_TAG_SPAN,
   [217] = HTML_TAG_TBODY, [220] = HTML_TAG_XMP, [222] = HTML_TAG_BASE, [225] = HTML_TAG_TABLE,
   [237] = HTML_TAG_BODY, [239] = HTML_TAG_LEGEND, [242] = HTML_TAG_OL, [244] = HTML_TAG_SELECT,
   [250] = HTML_TAG_ASIDE, [251] = HTML_TAG_TITLE, [253] = HTML_TAG_FIGCAPTION,
   [260] = HTML_TAG_THEAD, [264] = HTML_TAG_SOURCE, [266] = HTML_TAG_DETAILS, [270] = HTML_TAG_IMG,
   [276] = HTML_TAG_ARTICLE, [277] = HTML_TAG_PRE, [287] = HTML_TAG_HR, [289] = HTML_TAG_LINK,
   [291] = HTML_TAG_HTML, [305] = HTML_TAG_FIGURE, [306] = HTML_TAG_VIDEO, [307] = HTML_TAG_SUP,
   [308] = HTML_TAG_H4, [313] = HTML_TAG_TFOOT, [341] = HTML_TAG_CAPTION, [342] = HTML_TAG_H1,
   [344] = HTML_TAG_SECTION, [347] = HTML_TAG_BLOCKQUOTE, [353] = HTML_TAG_NAV,
   [361] = HTML_TAG_DIALOG, [366] = HTML_TAG_DATALIST, [377] = HTML_TAG_SCRIPT,
   [386] = HTML_TAG_TRACK, [395] = HTML_TAG_TIME, [398] = HTML_TAG_EMBED, [413] = HTML_TAG_APPLET,
   [422] = HTML_TAG_OPTION, [432] = HTML_TAG_OPTGROUP, [438] = HTML_TAG_UL, [443] = HTML_TAG_P,
   [447] = HTML_TAG_PLAINTEXT, [448] = HTML_TAG_DIV, [450] = HTML_TAG_TH, [451] = HTML_TAG_FOOTER,
   [456] = HTML_TAG_H6, [460] = HTML_TAG_DIR, [464] = HTML_TAG_CANVAS, [466] = HTML_TAG_A,
   [477] = HTML_TAG_WBR, [486] = HTML_TAG_DD, [490] = HTML_TAG_H3, [495] = HTML_TAG_OBJECT,
   [501] = HTML_TAG_AUDIO, [510] = HTML_TAG_NOFRAMES,};
/* clang-format on */

/* The first and the next eight bytes of a name in small letters, zeros behind it. `room`: so many
   bytes may be loaded. */
static inline void name_load(Str name, size_t room, uint64_t key[2]) {
  char copy[NAME_ROOM] = {0};
  const char *p = name.p;
  if (room < NAME_ROOM) {
    memcpy(copy, name.p, name.n);
    p = copy;
  }
  uint64_t mask = name.n < 8 ? (UINT64_C(1) << name.n * 8) - 1 : UINT64_MAX;
  uint64_t more = name.n > 8 ? (UINT64_C(1) << (name.n - 8) * 8) - 1 : 0;
  key[0] = (eight_load(p) | EIGHT_ONES * 0x20) & mask;
  key[1] = (eight_load(p + 8) | EIGHT_ONES * 0x20) & more;
}

static HtmlTag tag_of(Str name, size_t room) {
  uint64_t key[2];
  if (!name.n || name.n >= NAME_MOST) {
    return HTML_TAG_OTHER;
  }
  name_load(name, room, key);
  HtmlTag tag = (HtmlTag)tag_at[(key[0] + name.n) * TAG_FACTOR >> 55];
  const char *found = tags[tag].name;
  bool same = eight_load(found) == key[0] && eight_load(found + 8) == key[1];
  /* The bit that makes letters small also makes digits of control characters. */
  return same && (unsigned char)name.p[name.n - 1] >= '0' ? tag : HTML_TAG_OTHER;
}

HtmlTag html_tag_of(Str name) {
  return tag_of(name, name.n);
}

uint32_t html_tag_flags(HtmlTag tag) {
  return tags[tag].flags;
}

/* ---- tags ---- */

static size_t skip_space(Str s, size_t at) {
  while (at < s.n && is_space(s.p[at])) {
    at++;
  }
  return at;
}

/* An attribute's value from `at` (behind the =) to behind it. SIZE_MAX if the source ends first. */
static size_t read_value(Str s, size_t at, Str *value) {
  at = skip_space(s, at);
  if (at >= s.n) {
    return SIZE_MAX;
  }
  const char *from = s.p + at;
  if (*from == '"' || *from == '\'') {
    const char *end = memchr(from + 1, *from, s.n - at - 1);
    *value = (Str){from + 1, end ? (size_t)(end - from) - 1 : 0};
    return end ? (size_t)(end - s.p) + 1 : SIZE_MAX;
  }
  while (at < s.n && !is_space(s.p[at]) && s.p[at] != '>') {
    at++;
  }
  *value = (Str){from, (size_t)(s.p + at - from)};
  return at;
}

static HtmlAttributeId attribute_of(Str name) {
  static const char *const names[] = {
#define X(id, name) name,
      HTML_ATTRIBUTES(X)
#undef X
  };
#define N(id) (HTML_ATTRIBUTE_##id + 1)
  static const uint8_t of_length[][6] = {
      [2] = {N(ID)},
      [3] = {N(REL)},
      [4] = {N(HREF), N(ROLE), N(NAME), N(TYPE), N(LANG)},
      [5] = {N(CLASS), N(STYLE)},
      [6] = {N(HIDDEN)},
      [7] = {N(CONTENT), N(DATA_QA), N(CHARSET), N(PUBDATE)},
      [8] = {N(PROPERTY), N(ITEMPROP), N(DATETIME), N(XML_LANG)},
      [10] = {N(ARIA_LABEL), N(HTTP_EQUIV)},
      [11] = {N(DATA_TESTID)},
      [14] = {N(DATA_COMPONENT), N(DATA_TIMESTAMP)},
  };
#undef N
  if (name.n >= sizeof of_length / sizeof *of_length) {
    return HTML_ATTRIBUTE_OTHER;
  }
  for (const uint8_t *at = of_length[name.n]; *at; at++) {
    const char *known = names[*at - 1];
    if ((name.p[0] | 32) == known[0] && str_equal_fold(name, (Str){known, name.n})) {
      return (HtmlAttributeId)(*at - 1);
    }
  }
  return HTML_ATTRIBUTE_OTHER;
}

/* Reads attributes from `at` (behind the name) to behind the closing >. SIZE_MAX if the source
   ends first. */
static size_t read_attributes(Str s, size_t at, HtmlToken *token) {
  const char *p = s.p;
  for (;;) {
    while (at < s.n && (is_space(p[at]) || p[at] == '/')) {
      token->self_closing = p[at] == '/';
      at++;
    }
    if (at >= s.n) {
      return SIZE_MAX;
    }
    if (p[at] == '>') {
      return at + 1;
    }
    token->self_closing = false;
    HtmlAttribute attribute = {.name = {p + at, 0}};
    size_t start = at++; /* a = in first place belongs to the name */
    while (at < s.n && !is_space(p[at]) && p[at] != '/' && p[at] != '>' && p[at] != '=') {
      at++;
    }
    attribute.name.n = at - start;
    at = skip_space(s, at);
    if (at < s.n && p[at] == '=') {
      at = read_value(s, at + 1, &attribute.value);
      if (at == SIZE_MAX) {
        return SIZE_MAX;
      }
    }
    if (token->attribute_count < HTML_ATTRIBUTES_MOST && token->kind == HTML_START) {
      attribute.id = attribute_of(attribute.name);
      token->attribute_ids |= UINT32_C(1) << attribute.id;
      token->attributes[token->attribute_count++] = attribute;
    }
  }
}

/* "<" and a letter, or "</" and a letter, at reader->at. */
static bool read_tag(HtmlReader *reader, HtmlToken *token, bool end) {
  Str s = reader->source;
  size_t name = reader->at + 1 + end, at = name;
  while (at < s.n && !is_space(s.p[at]) && s.p[at] != '/' && s.p[at] != '>') {
    at++;
  }
  token->kind = end ? HTML_END : HTML_START;
  token->name = (Str){s.p + name, at - name};
  token->tag = tag_of(token->name, s.n - name);
  at = read_attributes(s, at, token);
  if (at == SIZE_MAX) {
    reader->at = s.n;
    return false;
  }
  token->end = reader->at = at;
  if (!end && (tags[token->tag].flags & HT_RAW) && !(reader->xml && token->self_closing)) {
    reader->raw = token->tag;
  }
  return true;
}

/* Where `mark` begins at or behind `from`, or s.n. */
static size_t find(Str s, size_t from, const char *mark) {
  size_t n = strlen(mark);
  while (from < s.n) {
    const char *p = memchr(s.p + from, mark[0], s.n - from);
    if (!p) {
      break;
    }
    from = (size_t)(p - s.p);
    if (s.n - from >= n && memcmp(p, mark, n) == 0) {
      return from;
    }
    from++;
  }
  return s.n;
}

static size_t end_of_comment(Str s, size_t body) {
  if (body < s.n && s.p[body] == '>') {
    return body + 1;
  }
  if (body + 1 < s.n && s.p[body] == '-' && s.p[body + 1] == '>') {
    return body + 2;
  }
  for (size_t at = body; at < s.n;) {
    at = find(s, at, "--");
    size_t dashes = at;
    while (dashes < s.n && s.p[dashes] == '-') {
      dashes++;
    }
    if (dashes < s.n && s.p[dashes] == '>') {
      return dashes + 1;
    }
    if (dashes + 1 < s.n && s.p[dashes] == '!' && s.p[dashes + 1] == '>') {
      return dashes + 2;
    }
    at = dashes;
  }
  return s.n;
}

/* "<!", "<?" or "</" before no letter: comments, doctype and what the standard makes comments. */
static bool read_other(HtmlReader *reader, HtmlToken *token) {
  Str s = reader->source;
  Str rest = {s.p + reader->at, s.n - reader->at};
  token->kind = HTML_OTHER;
  if (str_starts(rest, "<!--")) {
    token->end = end_of_comment(s, reader->at + 4);
  } else if (reader->xml && str_starts(rest, "<![CDATA[")) {
    size_t close = find(s, reader->at + 9, "]]>");
    if (close == reader->at + 9 && close < s.n) {
      token->end = close + 3;
    } else {
      token->kind = HTML_TEXT;
      token->references = false;
      token->start = reader->at + 9;
      token->end = close;
      reader->at = close + (close < s.n ? 3 : 0);
      return true;
    }
  } else {
    const char *close = memchr(rest.p, '>', rest.n);
    token->end = close ? (size_t)(close - s.p) + 1 : s.n;
  }
  reader->at = token->end;
  return true;
}

/* Text inside a raw element, up to its end tag. */
static bool read_raw(HtmlReader *reader, HtmlToken *token) {
  Str s = reader->source;
  Str name = str_of(tags[reader->raw].name);
  size_t at = reader->at;
  while (at < s.n && reader->raw != HTML_TAG_PLAINTEXT) {
    const char *p = memchr(s.p + at, '<', s.n - at);
    at = p ? (size_t)(p - s.p) : s.n;
    size_t behind = at + 2 + name.n;
    if (behind < s.n && s.p[at + 1] == '/' &&
        (is_space(s.p[behind]) || s.p[behind] == '/' || s.p[behind] == '>') &&
        str_equal_fold((Str){s.p + at + 2, name.n}, name)) {
      break;
    }
    at += at < s.n;
  }
  if (reader->raw == HTML_TAG_PLAINTEXT) {
    at = s.n;
  }
  token->kind = HTML_TEXT;
  token->tag = reader->raw;
  token->references = (tags[reader->raw].flags & HT_REFERENCES) != 0;
  token->end = at;
  bool any = at > reader->at;
  reader->at = at;
  reader->raw = HTML_TAG_OTHER;
  return any;
}

bool html_next(HtmlReader *reader, HtmlToken *token) {
  Str s = reader->source;
  token->tag = HTML_TAG_OTHER;
  token->self_closing = false;
  token->attribute_count = token->attribute_ids = 0;
  token->start = reader->at;
  if (reader->raw != HTML_TAG_OTHER && read_raw(reader, token)) {
    return true;
  }
  token->start = reader->at;
  if (reader->at >= s.n) {
    return false;
  }
  size_t at = reader->at;
  token->references = true;
  while (at < s.n) {
    const char *p = memchr(s.p + at, '<', s.n - at);
    if (!p) {
      at = s.n;
      break;
    }
    at = (size_t)(p - s.p);
    char next = at + 1 < s.n ? p[1] : 0;
    if (ascii_is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < s.n)) {
      break;
    }
    at++;
  }
  if (at > reader->at) {
    token->kind = HTML_TEXT;
    token->end = reader->at = at;
    return true;
  }
  if (ascii_is_letter(s.p[at + 1])) {
    return read_tag(reader, token, false);
  }
  if (s.p[at + 1] == '/' && ascii_is_letter(s.p[at + 2])) {
    return read_tag(reader, token, true);
  }
  return read_other(reader, token);
}

/* ---- character references ---- */

static uint32_t numeric(Str s, size_t at, uint32_t *c) {
  /* What the standard makes of 0x80 to 0x9F: windows-1252. */
  static const uint16_t from_80[32] = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  size_t i = at + 2, digits = 0;
  bool hex = i < s.n && (s.p[i] | 32) == 'x';
  uint32_t value = 0;
  i += hex;
  for (; i < s.n; i++, digits++) {
    char d = s.p[i];
    uint32_t digit = ascii_is_digit(d) ? (uint32_t)(d - '0')
                     : hex && (d | 32) >= 'a' && (d | 32) <= 'f' ? (uint32_t)((d | 32) - 'a' + 10)
                                                                 : 99;
    if (digit == 99) {
      break;
    }
    value = value > 0x110000 ? value : value * (hex ? 16 : 10) + digit;
  }
  if (!digits) {
    return 0;
  }
  bool bad = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF);
  *c = bad ? UTF8_REPLACEMENT : value >= 0x80 && value < 0xA0 ? from_80[value - 0x80] : value;
  return (uint32_t)(i + (i < s.n && s.p[i] == ';') - at);
}

static const HtmlEntity *find_entity(const char *name, size_t n) {
  uint32_t low = 0, high = html_entity_count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    const HtmlEntity *e = &html_entities[middle];
    int order = memcmp(e->name, name, e->length < n ? e->length : n);
    order = order ? order : (int)e->length - (int)n;
    if (order == 0) {
      return e;
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

uint32_t html_reference(Str s, size_t at, bool in_attribute, uint32_t characters[2]) {
  characters[0] = characters[1] = 0;
  if (at + 1 >= s.n) {
    return 0;
  }
  if (s.p[at + 1] == '#') {
    return numeric(s, at, &characters[0]);
  }
  size_t n = 0;
  while (n < ENTITY_MOST && at + 1 + n < s.n &&
         (ascii_is_letter(s.p[at + 1 + n]) || ascii_is_digit(s.p[at + 1 + n]))) {
    n++;
  }
  if (!n) {
    return 0;
  }
  const HtmlEntity *e = NULL;
  bool semicolon = at + 1 + n < s.n && s.p[at + 1 + n] == ';';
  if (semicolon) {
    e = find_entity(s.p + at + 1, n + 1);
  }
  size_t length = e ? n + 1 : n;
  for (; !e && length > 1; length -= !e) {
    e = find_entity(s.p + at + 1, length);
    if (e) {
      char next = at + 1 + length < s.n ? s.p[at + 1 + length] : 0;
      if (in_attribute && (next == '=' || ascii_is_letter(next) || ascii_is_digit(next))) {
        return 0;
      }
      break;
    }
  }
  if (!e) {
    return 0;
  }
  characters[0] = e->characters[0];
  characters[1] = e->characters[1];
  return (uint32_t)length + 1;
}

Str html_unescape(Str s, bool in_attribute, Arena *arena) {
  char *out = arena_bytes(arena, s.n * 2 + 8);
  size_t n = 0;
  for (size_t at = 0; at < s.n;) {
    uint32_t c[2];
    uint32_t length = s.p[at] == '&' ? html_reference(s, at, in_attribute, c) : 0;
    if (!length) {
      out[n++] = s.p[at++];
      continue;
    }
    n += utf8_encode(c[0], out + n);
    n += c[1] ? utf8_encode(c[1], out + n) : 0;
    at += length;
  }
  out[n] = 0;
  return (Str){out, n};
}

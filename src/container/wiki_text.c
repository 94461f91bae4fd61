/* Wikitext: one pass that takes entities of XML out, one that leaves out what is no text.

     XML bytes ─▶ signs: each with its place ─▶ marks passed over ─▶ text, runs */
#include "container/wiki_text.h"

#include "base/utf8.h"

/* What the XML says, byte by byte: place[i] is where byte i of text comes from; place[n] the end.
   */
typedef struct Signs {
  Str text;
  uint32_t *place;
} Signs;

enum { LINK, TEMPLATE, TABLE, PAIR_KINDS };
enum { TAG_MOST = 4096, OUTER_LINK_MOST = 4096, LINKS_NESTED_MOST = 16 };

static const char *const opening[PAIR_KINDS] = {"[[", "{{", "{|"};
static const char *const closing[PAIR_KINDS] = {"]]", "}}", "|}"};

typedef struct Pair {
  uint32_t open, close; /* close: behind its end; 0: it never ends */
} Pair;

typedef ARRAY(Pair) Pairs;

typedef struct Wiki {
  Pairs pairs[PAIR_KINDS];
  Signs s;
  uint64_t at;
  const WikiNames *names;
  Arena *arena;
  WikiText *out;
  uint32_t depth;     /* of links in links */
  size_t bound;       /* where the innermost of them ends: nothing is put from behind it */
  uint32_t line_ends; /* at the end of the text */
} Wiki;

/* ---- entities -------------------------------------------------------------------------------- */

typedef struct Entity {
  const char *name;
  uint32_t rune;
} Entity;

static const Entity entities[] = {
    {"lt", '<'},       {"gt", '>'},       {"amp", '&'},      {"quot", '"'},      {"apos", '\''},
    {"nbsp", ' '},     {"ndash", 0x2013}, {"mdash", 0x2014}, {"thinsp", ' '},    {"ensp", ' '},
    {"emsp", ' '},     {"minus", 0x2212}, {"times", 0xD7},   {"hellip", 0x2026}, {"deg", 0xB0},
    {"middot", 0xB7},  {"bull", 0x2022},  {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C},
    {"rdquo", 0x201D},
};

static uint32_t number_entity(Str name) {
  bool hex = name.n > 1 && (name.p[1] | 32) == 'x';
  uint32_t value = 0;
  for (size_t i = hex ? 2 : 1; i < name.n; i++) {
    char c = name.p[i];
    int digit = c >= '0' && c <= '9'                        ? c - '0'
                : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                            : -1;
    if (digit < 0 || value > 0x10FFFF) {
      return 0;
    }
    value = value * (hex ? 16 : 10) + (uint32_t)digit;
  }
  return value <= 0x10FFFF ? value : 0;
}

/* The character of an entity that s begins with, and its length; 0 if it is none. */
static uint32_t entity_at(Str s, size_t at, size_t *n) {
  size_t end = at + 1;
  while (end < s.n && end < at + 12 && s.p[end] != ';' && s.p[end] > ' ' && s.p[end] != '&') {
    end++;
  }
  if (end >= s.n || s.p[end] != ';' || end == at + 1) {
    return 0;
  }
  Str name = {s.p + at + 1, end - at - 1};
  *n = end + 1 - at;
  if (name.p[0] == '#') {
    return number_entity(name);
  }
  for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
    if (str_is(name, entities[i].name)) {
      return entities[i].rune;
    }
  }
  return 0;
}

/* Entities of XML out of the source. */
static Signs signs_of(Str source, Arena *arena) {
  char *text = arena_bytes(arena, source.n + 4);
  Signs s = {.place = arena_array(arena, uint32_t, source.n + 5)};
  size_t n = 0;
  for (size_t i = 0; i < source.n;) {
    size_t length = 1;
    uint32_t c = source.p[i] == '&' ? entity_at(source, i, &length) : 0;
    char sign[4] = {source.p[i], 0, 0, 0};
    uint32_t size = c ? utf8_encode(c, sign) : 1;
    length = c ? length : 1;
    for (uint32_t k = 0; k < size; k++) {
      s.place[n] = (uint32_t)i;
      text[n++] = sign[k];
    }
    i += length;
  }
  s.place[n] = (uint32_t)source.n;
  s.text = (Str){text, n};
  return s;
}

Str wiki_plain(Str xml, Arena *arena) {
  return str_trim(signs_of(xml, arena).text);
}

/* ---- writing --------------------------------------------------------------------------------- */

/* The place behind sign i: that of the next one that comes from elsewhere. */
static uint64_t place_behind(const Wiki *w, size_t i) {
  size_t next = i + 1;
  while (next < w->s.text.n && w->s.place[next] == w->s.place[i]) {
    next++;
  }
  return w->at + w->s.place[next];
}

/* n bytes for the signs [from, to). */
static void put_made(Wiki *w, const char *bytes, size_t n, size_t from, size_t to) {
  if (from >= w->bound) {
    return;
  }
  uint64_t start = w->at + w->s.place[from], end = place_behind(w, to - 1), at = w->out->text.n;
  LeafRuns *runs = &w->out->runs;
  LeafRun *last = runs->n ? &runs->v[runs->n - 1] : NULL;
  bool same = n == end - start;
  buffer_add(&w->out->text, bytes, n);
  if (last && same && last->end == at && last->from_end == start &&
      last->end - last->start == last->from_end - last->from_start) {
    last->end += n;
    last->from_end = end;
  } else {
    LeafRun run = {at, at + n, start, end};
    array_push(w->arena, runs, run);
  }
  w->line_ends = 0;
}

/* One line end for sign i: never more than an empty line. */
static void put_line_end(Wiki *w, size_t i) {
  uint32_t before = w->line_ends;
  if (!w->out->text.n || before >= 2) {
    return;
  }
  if (w->s.text.p[i] == '\n') {
    put_made(w, "\n", 1, i, i + 1);
  } else if (i < w->bound) {
    buffer_char(&w->out->text, '\n'); /* the reader's own */
  }
  w->line_ends = before + 1;
}

/* The character that sign i begins, whole. */
static size_t put_sign(Wiki *w, size_t i) {
  uint32_t length;
  (void)utf8_decode(w->s.text, i, &length);
  put_made(w, w->s.text.p + i, length, i, i + length);
  return i + length;
}

/* ---- what is passed over --------------------------------------------------------------------- */

static bool begins(const Wiki *w, size_t i, const char *with) {
  size_t n = strlen(with);
  return w->s.text.n - i >= n && memcmp(w->s.text.p + i, with, n) == 0;
}

static bool begins_fold(const Wiki *w, size_t i, const char *with) {
  size_t n = strlen(with);
  return w->s.text.n - i >= n && str_equal_fold((Str){w->s.text.p + i, n}, (Str){with, n});
}

/* Behind `end`, which is looked for from i on; the end of the text if it does not come. */
static size_t behind(const Wiki *w, size_t i, const char *end) {
  for (; i < w->s.text.n; i++) {
    const char *found = memchr(w->s.text.p + i, end[0], w->s.text.n - i);
    if (!found) {
      break;
    }
    i = (size_t)(found - w->s.text.p);
    if (begins_fold(w, i, end)) {
      return i + strlen(end);
    }
  }
  return w->s.text.n;
}

/* Which "[[" ends with which "]]", and so on: in one pass, whatever is in what. */
static void find_pairs(Wiki *w, int kind) {
  Pairs *pairs = &w->pairs[kind], stack = {0};
  const char *open = opening[kind], *close = closing[kind];
  for (size_t at = 0; at + 1 < w->s.text.n;) {
    if (begins(w, at, open)) {
      array_push(w->arena, &stack, (Pair){pairs->n, 0});
      array_push(w->arena, pairs, (Pair){(uint32_t)at, 0});
      at += 2;
    } else if (begins(w, at, close) && stack.n) {
      pairs->v[stack.v[--stack.n].open].close = (uint32_t)at + 2;
      at += 2;
    } else {
      at++;
    }
  }
}

/* Behind what begins at i. What never ends is no such thing: its opening alone is passed over. */
static size_t behind_pair(const Wiki *w, size_t i, int kind) {
  const Pairs *pairs = &w->pairs[kind];
  uint32_t low = 0, high = pairs->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (pairs->v[middle].open < i) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found = low < pairs->n && pairs->v[low].open == i && pairs->v[low].close;
  return found ? pairs->v[low].close : i + 2;
}

static size_t read_tag(Wiki *w, size_t i) {
  static const char *const hidden[] = {
      "ref",          "gallery",  "math",     "timeline",   "score", "graph", "syntaxhighlight",
      "templatedata", "mapframe", "imagemap", "references", "style"};
  size_t most = w->s.text.n - i < TAG_MOST ? w->s.text.n - i : TAG_MOST;
  const char *stop_at = memchr(w->s.text.p + i, '>', most);
  size_t end = stop_at ? (size_t)(stop_at + 1 - w->s.text.p) : i;
  bool single = end > i + 2 && w->s.text.p[end - 2] == '/';
  char next = i + 1 < w->s.text.n ? w->s.text.p[i + 1] : 0;
  if (!stop_at || (!((next | 32) >= 'a' && (next | 32) <= 'z') && next != '/')) {
    return put_sign(w, i); /* "5 < 7" */
  }
  if (begins_fold(w, i, "<nowiki>")) {
    size_t stop = behind(w, i, "</nowiki>");
    for (i += 8; i + 9 < stop;) {
      i = put_sign(w, i);
    }
    return stop;
  }
  if (begins_fold(w, i, "<br")) {
    put_line_end(w, i);
    return end;
  }
  for (size_t k = 0; k < sizeof hidden / sizeof *hidden && !single; k++) {
    size_t n = strlen(hidden[k]);
    char after = i + 1 + n < w->s.text.n ? w->s.text.p[i + 1 + n] : 0;
    if (begins_fold(w, i + 1, hidden[k]) && (after == '>' || after == ' ' || after == '\n')) {
      char close[32] = "</";
      memcpy(close + 2, hidden[k], n);
      memcpy(close + 2 + n, ">", 2);
      w->out->references += k == 0;
      return behind(w, end, close);
    }
  }
  return end;
}

/* ---- links ----------------------------------------------------------------------------------- */

static bool is_hidden_name(const Wiki *w, Str name) {
  static const char *const usual[] = {"File", "Image", "Category", "Media"};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
    if (str_equal_fold(name, str_of(usual[i]))) {
      return true;
    }
  }
  for (uint32_t i = 0; i < w->names->hidden.n; i++) {
    if (str_equal_fold(name, w->names->hidden.v[i])) {
      return true;
    }
  }
  /* Of another language: [[de:Feuer]] */
  bool language = name.n == 2 || name.n == 3;
  for (size_t i = 0; i < name.n; i++) {
    language = language && name.p[i] >= 'a' && name.p[i] <= 'z';
  }
  return language;
}

static size_t read_marks(Wiki *w, size_t i, size_t end);

/* What a link shows, in which there may be others. Where those end behind it, the rest is read once, by whoever
   reads it: links across one another would be read twice at every depth. */
static void read_label(Wiki *w, size_t from, size_t end) {
  size_t bound = w->bound;
  if (w->depth >= LINKS_NESTED_MOST) {
    return;
  }
  w->depth++;
  w->bound = end < bound ? end : bound;
  while (from < w->bound) {
    from = read_marks(w, from, w->bound);
  }
  w->bound = bound;
  w->depth--;
}

/* [[target|label]]: the label, or the target. */
static size_t read_link(Wiki *w, size_t i) {
  size_t end = behind_pair(w, i, LINK);
  if (end == i + 2) {
    return end;
  }
  Str inside = {w->s.text.p + i + 2, end - 4 - i};
  Str rest, target = str_split(inside, '|', &rest), label;
  Str space = str_split(target, ':', &label);
  if (label.n && space.n && is_hidden_name(w, str_trim(space))) {
    return end;
  }
  size_t from = i + 2;
  if (inside.n > target.n) {
    from += target.n + 1;
  } else if (inside.n && inside.p[0] == ':') {
    from++;
  }
  read_label(w, from, end - 2);
  return end;
}

/* [https://… label] */
static size_t read_outer_link(Wiki *w, size_t i) {
  size_t at = i + 1, most = i + OUTER_LINK_MOST;
  while (at < w->s.text.n && at < most && (unsigned char)w->s.text.p[at] > ' ' &&
         w->s.text.p[at] != ']') {
    at++;
  }
  size_t end = at;
  while (end < w->s.text.n && end < most && w->s.text.p[end] != ']' && w->s.text.p[end] != '\n') {
    end++;
  }
  if (end >= w->s.text.n || w->s.text.p[end] != ']') {
    return put_sign(w, i);
  }
  read_label(w, at + (at < end), end);
  return end + 1;
}

/* ---- marks ----------------------------------------------------------------------------------- */

/* "__NOTOC__" */
static size_t behind_word(const Wiki *w, size_t i) {
  size_t at = i + 2;
  while (at < w->s.text.n && w->s.text.p[at] >= 'A' && w->s.text.p[at] <= 'Z') {
    at++;
  }
  return at > i + 2 && begins(w, at, "__") ? at + 2 : 0;
}

/* An entity that the wikitext itself has ("&nbsp;"). */
static size_t read_entity(Wiki *w, size_t i) {
  char sign[4];
  size_t n;
  uint32_t c = entity_at(w->s.text, i, &n);
  if (!c) {
    return put_sign(w, i);
  }
  put_made(w, sign, utf8_encode(c, sign), i, i + n);
  return i + n;
}

/* What stands at i, inside a line; where it ends. */
static size_t read_marks(Wiki *w, size_t i, size_t end) {
  char c = w->s.text.p[i];
  size_t next = i;
  if (c == '{' && begins(w, i, "{{")) {
    w->out->templates++;
    next = behind_pair(w, i, TEMPLATE);
  } else if (c == '[' && begins(w, i, "[[")) {
    next = read_link(w, i);
  } else if (c == '[' && (begins(w, i, "[http") || begins(w, i, "[//"))) {
    next = read_outer_link(w, i);
  } else if (c == '<') {
    next = begins(w, i, "<!--") ? behind(w, i, "-->") : read_tag(w, i);
  } else if (c == '\'' && begins(w, i, "''")) {
    for (next = i; next < end && w->s.text.p[next] == '\''; next++) {
    }
  } else if (c == '_' && begins(w, i, "__") && behind_word(w, i)) {
    next = behind_word(w, i);
  } else if (c == '&') {
    next = read_entity(w, i);
  } else if (c == '\n') {
    put_line_end(w, i);
    next = i + 1;
  } else {
    next = put_sign(w, i);
  }
  return next > end ? end : next;
}

/* "== Heading ==": alone between empty lines. */
static size_t read_heading(Wiki *w, size_t i, size_t end) {
  size_t stop = end;
  while (stop > i && (w->s.text.p[stop - 1] == '=' || w->s.text.p[stop - 1] == ' ')) {
    stop--;
  }
  size_t first = i;
  while (first < stop && (w->s.text.p[first] == '=' || w->s.text.p[first] == ' ')) {
    first++;
  }
  while (w->out->text.n && w->line_ends < 2) {
    put_line_end(w, i);
  }
  while (first < stop) {
    first = read_marks(w, first, stop);
  }
  return end;
}

static size_t line_end(const Wiki *w, size_t i) {
  const char *found = i < w->s.text.n ? memchr(w->s.text.p + i, '\n', w->s.text.n - i) : NULL;
  return found ? (size_t)(found - w->s.text.p) : w->s.text.n;
}

/* What only the beginning of a line may have; where the rest of it begins. */
static size_t read_line_begin(Wiki *w, size_t i) {
  size_t end = line_end(w, i);
  if (begins(w, i, "{|")) {
    w->out->tables++;
    return behind_pair(w, i, TABLE);
  }
  if (begins(w, i, "==") && end > i + 4) {
    return read_heading(w, i, end);
  }
  if (begins(w, i, "----")) {
    return end;
  }
  while (i < end && strchr("*#:;", w->s.text.p[i])) {
    i++;
  }
  while (i < end && w->s.text.p[i] == ' ') {
    i++;
  }
  return i;
}

bool wiki_text(Str source, uint64_t at, const WikiNames *names, Arena *arena, WikiText *out) {
  Wiki w = {.s = signs_of(source, arena), .at = at, .names = names, .arena = arena, .out = out, .bound = SIZE_MAX};
  memset(out, 0, sizeof *out);
  buffer_init(&out->text);
  for (int kind = 0; kind < PAIR_KINDS; kind++) {
    find_pairs(&w, kind);
  }
  for (size_t i = 0; i < w.s.text.n && !out->text.failed;) {
    bool begin = i == 0 || w.s.text.p[i - 1] == '\n';
    size_t next = begin ? read_line_begin(&w, i) : i;
    i = next > i ? next : next < w.s.text.n ? read_marks(&w, next, w.s.text.n) : w.s.text.n;
  }
  return !out->text.failed;
}

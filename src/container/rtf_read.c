/* RTF: groups, control words and characters, in one pass; the part is the file itself. */
#include <stdio.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "container/readers.h"
#include "container/rtf_codepage.h"
#include "container/text_maker.h"

enum { GROUPS_MOST = 4096, FONTS_MOST = 1024, WORD_MOST = 32 };

typedef enum RtfInto { INTO_TEXT, INTO_NOTE, INTO_TITLE, INTO_AUTHOR, INTO_NOTHING } RtfInto;

typedef struct RtfGroup {
  uint8_t into;
  bool hidden, deleted, table;
  bool times; /* the group says when: \creatim, \revtim */
  int32_t skip, page, font;
} RtfGroup;

typedef struct Rtf {
  Expander *e;
  Arena *arena;
  Str s;
  size_t at;
  RtfGroup *groups; /* GROUPS_MOST */
  uint32_t depth, too_deep;
  RtfGroup now;
  TextMaker text, notes, title, author;
  uint32_t note_count, deleted, hidden, comments;
  bool was_deleted, was_hidden, fonts, unknown;
  int32_t page, left_out; /* of the document; characters to pass over behind \u */
  int32_t *font_pages;    /* FONTS_MOST */
  int32_t year, month, day;
  uint32_t high; /* the first half of a character beyond U+FFFF */
  size_t high_at;
} Rtf;

typedef struct RtfWord {
  Str name;
  bool has_value, star;
  int32_t value;
  size_t start, end;
} RtfWord;

/* ---- text ------------------------------------------------------------------------------------ */

static TextMaker *target(Rtf *r) {
  switch (r->now.into) {
    case INTO_TEXT:
      return &r->text;
    case INTO_NOTE:
      return &r->notes;
    case INTO_TITLE:
      return &r->title;
    case INTO_AUTHOR:
      return &r->author;
    default:
      return NULL;
  }
}

/* Whether text stands here that people see; what is not is counted passage by passage. */
static TextMaker *shown(Rtf *r) {
  TextMaker *m = target(r);
  if (m && r->now.deleted) {
    r->deleted += !r->was_deleted;
    r->was_deleted = true;
    return NULL;
  }
  if (m && r->now.hidden) {
    r->hidden += !r->was_hidden;
    r->was_hidden = true;
    return NULL;
  }
  r->was_deleted = r->was_hidden = m ? false : r->was_deleted;
  return m;
}

static void put_rune(Rtf *r, uint32_t c, size_t start, size_t end) {
  TextMaker *m = shown(r);
  if (r->left_out > 0) {
    r->left_out--;
  } else if (m && c == ' ') {
    text_space(m, end - start == 1, start);
  } else if (m && c < 0x80 && end - start == 1) {
    text_verbatim(m, (Str){r->s.p + start, 1}, start);
  } else if (m) {
    text_rune(m, c, start, end);
  }
}

static void put_break(Rtf *r, TextBreak how) {
  TextMaker *m = target(r);
  if (m) {
    m->space = false;
    text_break(m, how);
  }
}

/* A byte of the document's or the font's code page. */
static void put_byte(Rtf *r, unsigned char byte, size_t start, size_t end) {
  int32_t page = r->now.page ? r->now.page : r->page;
  uint32_t c = rtf_character(page, byte);
  if (r->left_out <= 0 && !c && target(r)) {
    r->unknown = true;
  }
  put_rune(r, c ? c : UTF8_REPLACEMENT, start, end);
}

/* \uN: one unit of UTF-16. */
static void put_unit(Rtf *r, int32_t value, size_t start, size_t end) {
  uint32_t unit = (uint32_t)value & 0xFFFF;
  r->left_out = 0;
  if (unit >= 0xD800 && unit < 0xDC00) {
    r->high = unit;
    r->high_at = start;
  } else if (unit >= 0xDC00 && unit < 0xE000) {
    uint32_t c = 0x10000 + ((r->high - 0xD800) << 10) + (unit - 0xDC00);
    put_rune(r, r->high ? c : UTF8_REPLACEMENT, r->high ? r->high_at : start, end);
    r->high = 0;
  } else {
    put_rune(r, unit ? unit : UTF8_REPLACEMENT, start, end);
    r->high = 0;
  }
  r->left_out = r->now.skip;
}

/* ---- groups ---------------------------------------------------------------------------------- */

static void open_group(Rtf *r) {
  if (r->depth >= GROUPS_MOST) {
    r->too_deep++;
    return;
  }
  r->groups[r->depth++] = r->now;
  r->left_out = 0;
}

static void close_group(Rtf *r) {
  if (r->too_deep) {
    r->too_deep--;
  } else if (r->depth) {
    r->now = r->groups[--r->depth];
  }
  r->left_out = 0;
}

static void begin_note(Rtf *r) {
  char mark[24];
  if (r->now.into != INTO_TEXT) {
    return;
  }
  r->note_count++;
  snprintf(mark, sizeof mark, "[%u]", (unsigned)r->note_count);
  r->text.space = false;
  text_made(&r->text, mark);
  snprintf(mark, sizeof mark, "%s[%u] ", r->notes.n ? "\n\n" : "", (unsigned)r->note_count);
  r->notes.wanted = BREAK_NONE;
  r->notes.space = false;
  text_made(&r->notes, mark);
  r->notes.begun = true;
  r->now.into = INTO_NOTE;
}

/* What a group is for. */
static bool read_destination(Rtf *r, const RtfWord *w) {
  static const char *const nothing[] = {
      "colortbl",  "stylesheet", "listtable", "listoverridetable",
      "pict",      "header",     "headerl",   "headerr",
      "headerf",   "footer",     "footerl",   "footerr",
      "footerf",   "themedata",  "revtbl",    "rsidtbl",
      "generator", "nonshppict", "xmlnstbl",  "fldinst",
      "objdata",   "datafield",  "bkmkstart", "bkmkend",
      "tc",        "xe",         "listtext",  "pntext",
      "info",      "private",    "ftnsep",    "ftnsepc",
      "aftnsep",   "aftnsepc",   "company",
  };
  if (str_is(w->name, "fonttbl")) {
    r->fonts = true;
    r->now.into = INTO_NOTHING;
    return true;
  }
  if (str_is(w->name, "footnote")) {
    begin_note(r);
    return true;
  }
  if (str_is(w->name, "annotation")) {
    r->comments++;
    r->now.into = INTO_NOTHING;
    return true;
  }
  if (str_is(w->name, "title") || str_is(w->name, "author")) {
    r->now.into = str_is(w->name, "title") ? INTO_TITLE : INTO_AUTHOR;
    return true;
  }
  if (str_is(w->name, "creatim") || str_is(w->name, "revtim")) {
    r->now.times = true;
    r->now.into = INTO_NOTHING;
    return true;
  }
  for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
    if (str_is(w->name, nothing[i])) {
      if ((str_is(w->name, "listtext") || str_is(w->name, "pntext")) && target(r)) {
        put_break(r, BREAK_PARAGRAPH);
        put_rune(r, 0x2022, w->start, w->end);
        text_space(target(r), false, w->end);
      }
      r->now.into = INTO_NOTHING;
      return true;
    }
  }
  return false;
}

/* ---- control words --------------------------------------------------------------------------- */

static bool read_character(Rtf *r, const RtfWord *w) {
  static const struct {
    const char *name;
    uint32_t c;
  } known[] = {
      {"emdash", 0x2014},    {"endash", 0x2013},    {"lquote", 0x2018}, {"rquote", 0x2019},
      {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"bullet", 0x2022}, {"tab", ' '},
      {"emspace", ' '},      {"enspace", ' '},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (str_is(w->name, known[i].name)) {
      put_rune(r, known[i].c, w->start, w->end);
      return true;
    }
  }
  return false;
}

static bool read_break(Rtf *r, const RtfWord *w) {
  static const struct {
    const char *name;
    TextBreak how, in_table;
  } known[] = {
      {"par", BREAK_PARAGRAPH, BREAK_SPACE},  {"sect", BREAK_PARAGRAPH, BREAK_PARAGRAPH},
      {"page", BREAK_PARAGRAPH, BREAK_SPACE}, {"line", BREAK_LINE, BREAK_SPACE},
      {"cell", BREAK_CELL, BREAK_CELL},       {"nestcell", BREAK_SPACE, BREAK_SPACE},
      {"row", BREAK_LINE, BREAK_LINE},        {"nestrow", BREAK_SPACE, BREAK_SPACE},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (str_is(w->name, known[i].name)) {
      put_break(r, r->now.table ? known[i].in_table : known[i].how);
      return true;
    }
  }
  return false;
}

static void read_font(Rtf *r, const RtfWord *w) {
  bool known = w->has_value && w->value >= 0 && w->value < FONTS_MOST;
  if (str_is(w->name, "f")) {
    r->now.font = known ? w->value : 0;
    r->now.page = known ? r->font_pages[w->value] : 0;
  } else if (r->fonts && str_is(w->name, "fcharset")) {
    r->font_pages[r->now.font] = rtf_charset_page(w->value);
  } else if (str_is(w->name, "ansicpg") && w->value > 0) {
    r->page = w->value;
  } else if (str_is(w->name, "mac")) {
    r->page = 10000;
  } else if (str_is(w->name, "pc")) {
    r->page = 437;
  } else if (str_is(w->name, "pca")) {
    r->page = 850;
  }
}

static void read_time(Rtf *r, const RtfWord *w) {
  if (str_is(w->name, "yr")) {
    r->year = w->value;
  } else if (str_is(w->name, "mo")) {
    r->month = w->value;
  } else if (str_is(w->name, "dy")) {
    r->day = w->value;
  }
}

static void read_format(Rtf *r, const RtfWord *w) {
  bool on = !w->has_value || w->value;
  if (str_is(w->name, "v")) {
    r->now.hidden = on;
  } else if (str_is(w->name, "deleted")) {
    r->now.deleted = on;
  } else if (str_is(w->name, "plain")) {
    r->now.hidden = r->now.deleted = false;
  } else if (str_is(w->name, "intbl")) {
    r->now.table = true;
  } else if (str_is(w->name, "pard")) {
    r->now.table = false;
  } else if (str_is(w->name, "uc")) {
    r->now.skip = w->value >= 0 && w->value < 16 ? w->value : 1;
  } else {
    read_font(r, w);
  }
}

static void act(Rtf *r, const RtfWord *w) {
  if (str_is(w->name, "bin")) {
    size_t left = r->s.n - r->at, n = w->value > 0 ? (size_t)w->value : 0;
    r->at += n < left ? n : left;
  } else if (str_is(w->name, "u") && w->has_value) {
    put_unit(r, w->value, w->start, w->end);
  } else if (r->now.times) {
    read_time(r, w);
  } else if (read_destination(r, w)) {
    return;
  } else if (w->star && !str_is(w->name, "shpinst") && !str_is(w->name, "shptxt")) {
    r->now.into = INTO_NOTHING; /* what a reader that does not know it must pass over */
  } else if (!read_character(r, w) && !read_break(r, w)) {
    read_format(r, w);
  }
}

/* "\word-12 ": from behind the backslash. */
static void read_word(Rtf *r, size_t start, bool star) {
  RtfWord w = {.start = start, .star = star};
  size_t at = r->at;
  int64_t value = 0;
  while (r->at < r->s.n && r->at - at < WORD_MOST && ascii_is_letter(r->s.p[r->at])) {
    r->at++;
  }
  w.name = (Str){r->s.p + at, r->at - at};
  bool minus = r->at + 1 < r->s.n && r->s.p[r->at] == '-' && ascii_is_digit(r->s.p[r->at + 1]);
  r->at += minus;
  while (r->at < r->s.n && ascii_is_digit(r->s.p[r->at])) {
    value = value > INT32_MAX ? value : value * 10 + (r->s.p[r->at] - '0');
    w.has_value = true;
    r->at++;
  }
  value = value > INT32_MAX ? INT32_MAX : value;
  w.value = (int32_t)(minus ? -value : value);
  w.end = r->at;
  r->at += r->at < r->s.n && r->s.p[r->at] == ' ';
  act(r, &w);
}

static void read_hex(Rtf *r, size_t start) {
  int high = r->at < r->s.n ? ascii_hex(r->s.p[r->at]) : -1;
  int low = high >= 0 && r->at + 1 < r->s.n ? ascii_hex(r->s.p[r->at + 1]) : -1;
  if (low >= 0) {
    r->at += 2;
    put_byte(r, (unsigned char)(high * 16 + low), start, r->at);
  }
}

/* A backslash lies at `start`, and *at is behind it. */
static void read_control(Rtf *r, size_t start) {
  char c = r->s.p[r->at];
  bool star = false;
  if (c == '*') {
    while (r->at < r->s.n && strchr("* \r\n", r->s.p[r->at])) {
      r->at++;
    }
    star = r->at + 1 < r->s.n && r->s.p[r->at] == '\\';
    r->at += star;
    c = star ? r->s.p[r->at] : ' ';
  }
  if (ascii_is_letter(c)) {
    read_word(r, start, star);
    return;
  }
  r->at += r->at < r->s.n;
  switch (c) {
    case '\'':
      read_hex(r, start);
      break;
    case '~':
      put_rune(r, 0xA0, start, r->at);
      break;
    case '_':
      put_rune(r, 0x2011, start, r->at);
      break;
    case '\\':
    case '{':
    case '}':
      put_rune(r, (uint32_t)c, start, r->at);
      break;
    case '\n':
    case '\r':
      put_break(r, r->now.table ? BREAK_SPACE : BREAK_PARAGRAPH);
      break;
    default:
      break;
  }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void read_all(Rtf *r) {
  while (r->at < r->s.n && !r->text.full) {
    size_t start = r->at++;
    char c = r->s.p[start];
    if (c == '{') {
      open_group(r);
    } else if (c == '}') {
      close_group(r);
    } else if (c == '\\' && r->at < r->s.n) {
      read_control(r, start);
    } else if (c != '\r' && c != '\n' && c != '\\' && c) {
      put_byte(r, (unsigned char)c, start, r->at);
    }
  }
}

/* Notes stand behind the text. */
static void append_notes(Rtf *r) {
  if (!r->notes.n) {
    return;
  }
  r->text.wanted = BREAK_NONE;
  r->text.space = false;
  text_made(&r->text, r->text.n ? "\n\n" : "");
  size_t shift = r->text.n;
  char *text = arena_copy(r->arena, r->notes.p, r->notes.n);
  text_made(&r->text, text);
  for (uint32_t i = 0; i < r->notes.runs.n && !r->text.full; i++) {
    LeafRun run = r->notes.runs.v[i];
    run.start += shift;
    run.end += shift;
    array_push(r->arena, &r->text.runs, run);
  }
}

static Str left_out(const Rtf *r) {
  Str note = {"", 0};
  const struct {
    uint32_t n;
    const char *what;
  } all[] = {{r->deleted, "deleted text"}, {r->hidden, "hidden text"}, {r->comments, "comments"}};
  for (size_t i = 0; i < 3; i++) {
    if (all[i].n) {
      note = str_of(arena_printf(r->arena, "%.*s%s%s left out", STR_ARG(note), note.n ? "; " : "",
                                 all[i].what));
    }
  }
  if (r->unknown) {
    note = str_of(arena_printf(r->arena, "%.*s%scharacters of code page %d are not known",
                               STR_ARG(note), note.n ? "; " : "", (int)r->page));
  }
  return note;
}

static void give(Rtf *r) {
  Leaf leaf = {.field[LEAF_FORMAT] = str_lit("rtf")};
  if (!r->text.n) {
    expander_note(r->e, CONTAINER_FAILED, (Str){NULL, 0}, "a document without text");
    return;
  }
  leaf.field[LEAF_TITLE] = text_view(&r->title);
  leaf.field[LEAF_AUTHOR] = text_view(&r->author);
  leaf.field[LEAF_NOTE] = left_out(r);
  if (r->year > 0 && r->year < 10000 && r->month > 0 && r->month < 13 && r->day > 0 &&
      r->day < 32) {
    leaf.field[LEAF_DATE] =
        str_of(arena_printf(r->arena, "%04d-%02d-%02d", (int)r->year, (int)r->month, (int)r->day));
  }
  leaf.text_runs = r->text.runs;
  expander_text(r->e, &leaf, r->s, text_view(&r->text));
}

void rtf_read_parts(Expander *e, Str bytes) {
  Rtf r = {.e = e, .arena = expander_arena(e), .s = bytes, .page = 1252, .now = {.skip = 1}};
  r.groups = arena_array(r.arena, RtfGroup, GROUPS_MOST);
  r.font_pages = arena_array(r.arena, int32_t, FONTS_MOST);
  text_init(&r.text, r.arena);
  text_init(&r.notes, r.arena);
  text_init(&r.title, r.arena);
  text_init(&r.author, r.arena);
  read_all(&r);
  append_notes(&r);
  give(&r);
}

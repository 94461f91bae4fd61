/* XLSX: sheets in the order of the workbook; cells with shared, inline and cached texts; days as
   numbers from 1900 or 1904, where the cell's format says that it is a day. */
#include "base/ascii.h"
#include "base/civil.h"
#include "container/sheet_rows.h"

enum {
  FORMATS_MOST = 65536,
  DAYS_MOST = 1000,
  DAY_SECONDS = 86400,
  SERIAL_MOST = 2958465, /* 9999-12-31 */
};

typedef enum CellHow {
  CELL_STRING, /* markup with <t> */
  CELL_VALUE,  /* as it stands between <v> and </v> */
  CELL_DAY,    /* likewise, a number of days */
} CellHow;

/* Markup of one shared string. */
typedef struct SharedString {
  size_t start, end;
} SharedString;

typedef struct Book {
  Arena *arena;
  const PackedMembers *members;
  Str strings; /* the member of shared strings */
  ARRAY(SharedString) shared;
  ARRAY(bool) is_day; /* of each format of cells */
  bool from_1904;
} Book;

typedef struct SheetEntry {
  Str name, member;
  bool hidden;
} SheetEntry;

typedef ARRAY(SheetEntry) SheetEntries;

/* ---- formats of days ------------------------------------------------------------------------- */

static bool builtin_day(int64_t id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 54) || id == 57 || id == 58;
}

/* "yyyy\-mm\-dd", not "0.00", not "[Red]\"dead\" 0": a year or a day outside of what is quoted. */
static bool shows_day(Str code) {
  for (size_t i = 0; i < code.n && code.p[i] != ';'; i++) {
    char c = code.p[i];
    if (c == '"' || c == '[') {
      char close = c == '"' ? '"' : ']';
      for (i++; i < code.n && code.p[i] != close; i++) {
      }
    } else if (c == '\\' || c == '_' || c == '*') {
      i++;
    } else if ((c | 32) == 'y' || (c | 32) == 'd') {
      return true;
    }
  }
  return false;
}

static void read_styles(Book *b, Str bytes) {
  XmlReader xml = {bytes, 0};
  XmlToken token;
  bool cells = false;
  ARRAY(int64_t) days = {0}; /* formats of the workbook's own */
  while (xml_next(&xml, &token)) {
    int64_t id = 0;
    if (str_is(token.name, "cellXfs")) {
      cells = token.kind == XML_START && !token.empty;
    } else if (token.kind == XML_START && str_is(token.name, "numFmt")) {
      bool is = str_integer(xml_value(&token, "numFmtId", b->arena), &id) &&
                shows_day(xml_value(&token, "formatCode", b->arena));
      if (is && days.n < DAYS_MOST) {
        array_push(b->arena, &days, id);
      }
    } else if (token.kind == XML_START && cells && str_is(token.name, "xf")) {
      bool is = str_integer(xml_value(&token, "numFmtId", b->arena), &id) && builtin_day(id);
      for (uint32_t i = 0; i < days.n && !is; i++) {
        is = days.v[i] == id;
      }
      if (b->is_day.n < FORMATS_MOST) {
        array_push(b->arena, &b->is_day, is);
      }
    }
  }
}

/* ---- shared strings -------------------------------------------------------------------------- */

static void read_strings(Expander *e, Book *b, Str bytes) {
  XmlReader xml = {bytes, 0};
  XmlToken token;
  b->strings = bytes;
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, "si")) {
      xml_skip(&xml, &token);
      SharedString s = {token.start, xml.at};
      array_push(b->arena, &b->shared, s);
      expander_reading(e, xml.at);
    }
  }
}

/* "_x000D_": a character that XML cannot hold. */
static bool escaped(Str s, size_t at, uint32_t *c) {
  if (at + 7 > s.n || s.p[at] != '_' || s.p[at + 1] != 'x' || s.p[at + 6] != '_') {
    return false;
  }
  *c = 0;
  for (size_t i = at + 2; i < at + 6; i++) {
    int digit = ascii_hex(s.p[i]);
    if (digit < 0) {
      return false;
    }
    *c = *c * 16 + (uint32_t)digit;
  }
  return *c < 0xD800 || *c >= 0xE000;
}

static void put_escaped(TextMaker *m, Str s, bool literal, uint64_t from) {
  size_t done = 0;
  uint32_t c;
  for (size_t i = 0; i < s.n; i++) {
    const char *p = memchr(s.p + i, '_', s.n - i);
    i = p ? (size_t)(p - s.p) : s.n;
    if (!p || !escaped(s, i, &c)) {
      continue;
    }
    text_xml(m, (Str){s.p + done, i - done}, literal, false, from + done);
    if (c == '\n' || c == '\t' || c >= ' ') {
      text_rune(m, c, from + i, from + i + 7);
    }
    i += 6;
    done = i + 1;
  }
  text_xml(m, (Str){s.p + done, s.n - done}, literal, false, from + done);
}

/* Runs of a rich text, without how it is spoken. */
void xlsx_put_string(TextMaker *m, Str markup, uint64_t at) {
  XmlReader xml = {markup, 0};
  XmlToken token;
  bool inside = false;
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, "rPh")) {
      xml_skip(&xml, &token);
    } else if (token.kind != XML_TEXT && str_is(token.name, "t")) {
      inside = token.kind == XML_START && !token.empty;
    } else if (token.kind == XML_TEXT && inside) {
      put_escaped(m, (Str){markup.p + token.start, token.end - token.start}, token.literal,
                  at + token.start);
    }
  }
}

void xlsx_put_value(TextMaker *m, Str value, uint64_t at) {
  put_escaped(m, value, false, at);
}

/* ---- days ------------------------------------------------------------------------------------ */

/* "42493.4166666667": days, and seconds of the day; false of what is no such number. */
static bool read_serial(Str s, int64_t *days, int64_t *seconds) {
  int64_t part = 0, scale = 1;
  size_t i = 0;
  *days = 0;
  for (; i < s.n && ascii_is_digit(s.p[i]) && *days <= SERIAL_MOST; i++) {
    *days = *days * 10 + (s.p[i] - '0');
  }
  bool any = i > 0;
  if (i < s.n && s.p[i] == '.') {
    for (i++; i < s.n && ascii_is_digit(s.p[i]); i++) {
      part = scale < 1000000000 ? part * 10 + (s.p[i] - '0') : part;
      scale = scale < 1000000000 ? scale * 10 : scale;
    }
  }
  *seconds = (part * DAY_SECONDS + scale / 2) / scale;
  if (*seconds == DAY_SECONDS) {
    ++*days;
    *seconds = 0;
  }
  return any && i == s.n && *days <= SERIAL_MOST;
}

/* The day of a number; false where there is none: of a time alone, and of the 29th of February
   1900, which the system from 1900 has and the calendar has not. */
static bool day_of(bool from_1904, int64_t days, Date *day) {
  int32_t epoch = from_1904   ? civil_days(1904, 1, 1)
                  : days < 60 ? civil_days(1899, 12, 31)
                              : civil_days(1899, 12, 30);
  *day = civil_date(epoch + (int32_t)days);
  return from_1904 || (days != 0 && days != 60);
}

static void put_day(const Book *b, TextMaker *m, Str value, uint64_t at) {
  int64_t days, seconds;
  Date day;
  Arena *arena = m->arena;
  if (!read_serial(value, &days, &seconds) || !day_of(b->from_1904, days, &day)) {
    text_xml(m, value, false, false, at);
    return;
  }
  const char *text =
      seconds ? arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d", (int)day.year, day.month,
                             day.day, (int)(seconds / 3600), (int)(seconds / 60 % 60),
                             (int)(seconds % 60))
              : arena_printf(arena, "%04d-%02d-%02d", (int)day.year, day.month, day.day);
  size_t before = m->n;
  text_verbatim(m, str_of(text), 0);
  text_from(m, before, at, at + value.n);
}

static void cell_text(const Sheet *s, const SheetCell *cell, TextMaker *m) {
  if (cell->how == CELL_STRING) {
    xlsx_put_string(m, cell->source, cell->at);
  } else if (cell->how == CELL_DAY) {
    put_day(s->book, m, cell->source, cell->at);
  } else {
    xlsx_put_value(m, cell->source, cell->at);
  }
}

static bool is_true(const XmlToken *token, const char *name) {
  Str value;
  return xml_attribute(token, name, &value) && (str_is(value, "1") || str_is(value, "true"));
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* "AB12" → 27 */
static bool read_place(Str place, uint32_t *column) {
  uint64_t n = 0;
  size_t i = 0;
  for (; i < place.n && i < 4 && ascii_is_letter(place.p[i]); i++) {
    n = n * 26 + (uint64_t)((place.p[i] & ~32) - 'A') + 1;
  }
  *column = n ? (uint32_t)(n - 1) : 0;
  return n > 0;
}

/* What the type and the format of a cell say of its value. */
static void set_value(const Book *b, const XmlToken *start, Str value, uint64_t at,
                      SheetCell *cell) {
  Str type, format;
  int64_t n;
  xml_attribute(start, "t", &type);
  cell->source = value;
  cell->at = at;
  cell->how = CELL_VALUE;
  if (str_is(type, "s")) {
    bool is = str_integer(str_trim(value), &n) && n >= 0 && n < b->shared.n;
    cell->how = CELL_STRING;
    cell->source = (Str){NULL, 0};
    if (is) {
      SharedString s = b->shared.v[n];
      cell->source = cell->also = (Str){b->strings.p + s.start, s.end - s.start};
      cell->at = s.start; /* of the strings, which lie behind the sheet */
    }
  } else if (str_is(type, "e")) {
    cell->source = (Str){NULL, 0}; /* an error in place of a value */
  } else if (!type.n || str_is(type, "n")) {
    bool is = xml_attribute(start, "s", &format) && str_integer(format, &n) && n >= 0 &&
              n < b->is_day.n && b->is_day.v[n];
    cell->how = is ? CELL_DAY : CELL_VALUE;
  }
}

/* A cell whose start tag was the last token: its value, which of a formula is the cached one. */
static void read_cell(const Sheet *s, XmlReader *xml, const XmlToken *start, SheetCell *cell) {
  const Book *b = s->book;
  XmlReader end = *xml;
  XmlToken token;
  xml_skip(&end, start);
  while (xml->at < end.at && xml_next(xml, &token)) {
    if (token.kind != XML_START || token.empty) {
      continue;
    }
    XmlReader behind = *xml;
    xml_skip(&behind, &token);
    Str inside = {xml->source.p + xml->at, behind.at - xml->at};
    if (str_is(token.name, "is")) {
      cell->how = CELL_STRING;
      cell->source = inside;
      cell->at = xml->at;
    } else if (str_is(token.name, "v")) {
      const char *tag = inside.n ? memchr(inside.p, '<', inside.n) : NULL;
      inside.n = tag ? (size_t)(tag - inside.p) : inside.n;
      set_value(b, start, inside, xml->at, cell);
      cell->at += cell->also.n ? s->xml.source.n : 0;
    }
    xml->at = behind.at;
  }
  xml->at = end.at;
}

static void read_cells(const Sheet *s, XmlReader *xml, size_t end, SheetRow *row) {
  XmlToken token;
  uint32_t column = 0;
  while (xml->at < end && xml_next(xml, &token)) {
    if (token.kind != XML_START || !str_is(token.name, "c")) {
      continue;
    }
    Str place;
    SheetCell cell = {0};
    if (xml_attribute(&token, "r", &place)) {
      (void)read_place(place, &column);
    }
    cell.column = column++;
    read_cell(s, xml, &token, &cell);
    if (cell.source.n && cell.column < SHEET_COLUMNS_MOST && row->n < SHEET_COLUMNS_MOST) {
      row->cell[row->n++] = cell;
    }
  }
}

static bool next_row(Sheet *s, SheetRow *row) {
  XmlToken token;
  Str value;
  int64_t n;
  while (xml_next(&s->xml, &token)) {
    if (token.kind != XML_START || !str_is(token.name, "row")) {
      continue;
    }
    XmlReader xml = s->xml;
    xml_skip(&s->xml, &token);
    row->start = token.start;
    row->end = s->xml.at;
    row->n = 0;
    bool said = xml_attribute(&token, "r", &value) && str_integer(value, &n) && n > 0;
    row->number = s->number = said ? (uint64_t)n : s->number + 1;
    row->hidden = is_true(&token, "hidden");
    read_cells(s, &xml, row->end, row);
    if (row->n) {
      return true;
    }
  }
  return false;
}

/* ---- the workbook ---------------------------------------------------------------------------- */

/* The member that a relation of the workbook leads to. */
static Str target_of(const Book *b, Str workbook, Str relations, Str id) {
  XmlReader xml = {relations, 0};
  XmlToken token;
  while (id.n && xml_next(&xml, &token)) {
    Str value;
    if (token.kind == XML_START && xml_attribute(&token, "Id", &value) && str_equal(value, id)) {
      return packed_target(workbook, &token, b->arena);
    }
  }
  return (Str){NULL, 0};
}

static void read_book(Book *b, Str workbook, SheetEntries *sheets) {
  Str relations = packed_relations(b->members, workbook, b->arena), state;
  XmlReader xml = {packed_member(b->members, workbook), 0};
  XmlToken token;
  while (xml_next(&xml, &token)) {
    if (token.kind != XML_START) {
      continue;
    }
    if (str_is(token.name, "workbookPr")) {
      b->from_1904 = is_true(&token, "date1904");
    } else if (str_is(token.name, "sheet") && sheets->n < SHEETS_MOST) {
      SheetEntry entry = {.name = xml_value(&token, "name", b->arena)};
      entry.hidden = xml_attribute(&token, "state", &state) && state.n && !str_is(state, "visible");
      entry.member = target_of(b, workbook, relations, xml_value(&token, "id", b->arena));
      array_push(b->arena, sheets, entry);
    }
  }
}

static void read_entry(Expander *e, const Book *b, const SheetEntry *entry, Str strings,
                       SheetsRead *read) {
  Str bytes = packed_member(b->members, entry->member);
  const LeafMember members[] = {{entry->member, 0, bytes.n},
                                {strings, bytes.n, bytes.n + b->strings.n}};
  Sheet sheet = {.e = e, .format = "xlsx", .name = entry->name, .within = entry->member};
  sheet.hidden = entry->hidden;
  sheet.xml = (XmlReader){bytes, 0};
  sheet.members = members;
  sheet.member_count = b->strings.n ? 2 : 1;
  sheet.book = b;
  sheet.next = next_row;
  sheet.text = cell_text;
  sheet_read(&sheet, read);
}

void xlsx_read_sheets(Expander *e, const PackedMembers *members) {
  Book *b = arena_new(expander_arena(e), Book);
  SheetEntries sheets = {0};
  SheetsRead read = {0};
  b->arena = expander_arena(e);
  b->members = members;
  Str workbook =
      packed_related(members, (Str){NULL, 0}, "/officeDocument", "xl/workbook.xml", b->arena);
  Str strings =
      packed_related(members, workbook, "/sharedStrings", "xl/sharedStrings.xml", b->arena);
  Str styles = packed_related(members, workbook, "/styles", "xl/styles.xml", b->arena);
  read_styles(b, packed_member(members, styles));
  read_strings(e, b, packed_member(members, strings));
  read_book(b, workbook, &sheets);
  for (uint32_t i = 0; i < sheets.n && !e->stopped; i++) {
    read_entry(e, b, &sheets.v[i], strings, &read);
    for (uint32_t k = i + 1; k < sheets.n; k++) { /* a member is read once */
      sheets.v[k].member = str_equal(sheets.v[k].member, sheets.v[i].member) ? (Str){NULL, 0}
                                                                            : sheets.v[k].member;
    }
  }
  sheets_note(e, &read);
}

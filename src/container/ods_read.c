/* ODS: tables of content.xml, cells with paragraphs and with values for machines; rows and cells
   that stand for many. */
#include "base/map.h"
#include "container/sheet_rows.h"

typedef enum OdsHow {
  ODS_WORDS, /* markup with paragraphs */
  ODS_VALUE, /* the value of an attribute */
} OdsHow;

/* Elements in which a table is not the sheet's own. */
static bool is_aside(Str name) {
  static const char *const names[] = {"shapes", "tracked-changes", "forms", "annotation",
                                      "named-expressions", "table-source", "scenario"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (str_is(name, names[i])) {
      return true;
    }
  }
  return false;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* Paragraphs of a cell are lines; what is inside of one goes on. */
void ods_put_words(TextMaker *m, Str markup, uint64_t at) {
  XmlReader xml = {markup, 0};
  XmlToken token;
  uint32_t open = 0;
  while (xml_next(&xml, &token)) {
    bool paragraph = token.kind != XML_TEXT && (str_is(token.name, "p") || str_is(token.name, "h"));
    if (token.kind == XML_START && is_aside(token.name)) {
      xml_skip(&xml, &token);
    } else if (paragraph) {
      text_break(m, BREAK_LINE);
      m->space = false;
      open += token.kind == XML_START && !token.empty;
      open -= token.kind == XML_END && open;
    } else if (token.kind == XML_START && open && str_is(token.name, "line-break")) {
      text_break(m, BREAK_LINE);
    } else if (token.kind == XML_START && open &&
               (str_is(token.name, "s") || str_is(token.name, "tab"))) {
      text_space(m, false, at + token.start);
    } else if (token.kind == XML_TEXT && open) {
      text_xml(m, (Str){markup.p + token.start, token.end - token.start}, token.literal, true,
               at + token.start);
    }
  }
}

static void cell_text(const Sheet *s, const SheetCell *cell, TextMaker *m) {
  (void)s;
  if (cell->how == ODS_WORDS) {
    ods_put_words(m, cell->source, cell->at);
  } else {
    text_xml(m, cell->source, false, false, cell->at);
  }
}

/* A number of repetitions; 1 where none is said. */
static uint64_t repeated(const XmlToken *token, const char *name) {
  Str value;
  int64_t n;
  return xml_attribute(token, name, &value) && str_integer(value, &n) && n > 0 ? (uint64_t)n : 1;
}

/* A cell whose start tag was the last token. A day has a value for machines, which is believed. */
static SheetCell read_cell(XmlReader *xml, const XmlToken *start) {
  SheetCell cell = {.at = xml->at};
  size_t begin = xml->at;
  Str day;
  xml_skip(xml, start);
  cell.source = (Str){xml->source.p + begin, xml->at - begin};
  if (xml_attribute(start, "date-value", &day) && day.n) {
    cell.how = ODS_VALUE;
    cell.source = day;
    cell.at = (uint64_t)(day.p - xml->source.p);
  }
  return cell;
}

static bool is_cell(Str name) {
  return str_is(name, "table-cell") || str_is(name, "covered-table-cell");
}

static void read_cells(XmlReader *xml, size_t end, SheetRow *row) {
  XmlToken token;
  uint64_t column = 0;
  while (xml->at < end && xml_next(xml, &token)) {
    if (token.kind != XML_START || !is_cell(token.name)) {
      continue;
    }
    uint64_t times = repeated(&token, "number-columns-repeated");
    SheetCell cell = read_cell(xml, &token);
    for (uint64_t i = 0; i < times && cell.source.n && row->n < SHEET_COLUMNS_MOST &&
                         column + i < SHEET_COLUMNS_MOST; i++) {
      cell.column = (uint32_t)(column + i);
      row->cell[row->n++] = cell;
    }
    column = times < UINT32_MAX && column < UINT32_MAX ? column + times : UINT32_MAX;
  }
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool next_row(Sheet *s, SheetRow *row) {
  XmlToken token;
  Str value;
  while (xml_next(&s->xml, &token)) {
    if (token.kind == XML_START && is_aside(token.name)) {
      xml_skip(&s->xml, &token);
      continue;
    }
    if (token.kind != XML_START || !str_is(token.name, "table-row")) {
      continue;
    }
    XmlReader xml = s->xml;
    uint64_t times = repeated(&token, "number-rows-repeated");
    xml_skip(&s->xml, &token);
    row->start = token.start;
    row->end = s->xml.at;
    row->n = 0;
    row->number = s->number + 1; /* equal rows are one: the first */
    s->number = times < UINT32_MAX && s->number < UINT32_MAX ? s->number + times : UINT32_MAX;
    row->hidden = xml_attribute(&token, "visibility", &value) && !str_is(value, "visible");
    read_cells(&xml, row->end, row);
    if (row->n) {
      return true;
    }
  }
  return false;
}

/* ---- sheets ---------------------------------------------------------------------------------- */

/* Names of the styles of tables that are not shown. */
static void hidden_styles(Str content, Arena *arena, Map *names) {
  XmlReader xml = {content, 0};
  XmlToken token;
  Str style = {NULL, 0}, shown;
  map_init(names, arena);
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, "style")) {
      style = xml_value(&token, "name", arena);
    } else if (token.kind == XML_START && str_is(token.name, "table-properties") && style.n &&
               xml_attribute(&token, "display", &shown) && str_is(shown, "false")) {
      map_put(names, style, 1, NULL);
    } else if (token.kind == XML_START && str_is(token.name, "body")) {
      return;
    }
  }
}

static void read_table(Expander *e, Str content, const XmlReader *from, size_t end,
                       const XmlToken *start, const Map *hidden, SheetsRead *read) {
  static const char member_name[] = "content.xml";
  const LeafMember member = {str_of(member_name), 0, content.n};
  Sheet sheet = {.e = e, .format = "ods", .within = str_of(member_name)};
  sheet.name = xml_value(start, "name", expander_arena(e));
  sheet.hidden = map_find(hidden, xml_value(start, "style-name", expander_arena(e))) != NULL;
  sheet.xml = (XmlReader){{content.p, end}, from->at};
  sheet.members = &member;
  sheet.member_count = 1;
  sheet.next = next_row;
  sheet.text = cell_text;
  sheet_read(&sheet, read);
}

/* Goes on behind the end of a table, which may be long. */
static void pass_table(Expander *e, XmlReader *xml) {
  XmlToken token;
  for (uint64_t depth = 1; depth && xml_next(xml, &token);) {
    depth += token.kind == XML_START && !token.empty;
    depth -= token.kind == XML_END;
    expander_reading(e, xml->at);
  }
}

void ods_read_sheets(Expander *e, const PackedMembers *members) {
  Str content = packed_member(members, str_lit("content.xml"));
  XmlReader xml = {content, 0};
  XmlToken token;
  Map hidden;
  SheetsRead read = {0};
  hidden_styles(content, expander_arena(e), &hidden);
  while (!e->stopped && read.sheets < SHEETS_MOST && xml_next(&xml, &token)) {
    if (token.kind != XML_START || token.empty) {
      continue;
    }
    if (is_aside(token.name)) {
      xml_skip(&xml, &token);
    } else if (str_is(token.name, "table")) {
      XmlReader inside = xml;
      pass_table(e, &xml);
      read_table(e, content, &inside, xml.at, &token, &hidden, &read);
    }
  }
  sheets_note(e, &read);
}

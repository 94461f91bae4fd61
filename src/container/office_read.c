/* Office files: a zip of XML that is one document: DOCX, ODT, EPUB; of spreadsheets each row is.

     zip ─▶ members ─▶ fields (who, when)
                    └▶ text, with runs to the members' bytes ─▶ one part, the file itself */
#include "container/markup_text.h"
#include "container/packed_members.h"
#include "container/readers.h"
#include "container/sheet_rows.h"
#include "container/zip_list.h"

static const MarkRule docx_rules[] = {
    {"p", MARK_PARAGRAPH},    {"t", MARK_TEXT},
    {"r", MARK_RUN},          {"tab", MARK_SPACE},
    {"br", MARK_LINE},        {"cr", MARK_LINE},
    {"tbl", MARK_TABLE},      {"tr", MARK_ROW},
    {"tc", MARK_CELL},        {"del", MARK_DELETED},
    {"moveFrom", MARK_SKIP},  {"delText", MARK_SKIP},
    {"instrText", MARK_SKIP}, {"Fallback", MARK_SKIP},
    {"rPrChange", MARK_SKIP}, {"pPrChange", MARK_SKIP},
    {"numPr", MARK_LISTED},   {"pStyle", MARK_STYLE},
    {"vanish", MARK_HIDDEN},  {"noBreakHyphen", MARK_HYPHEN},
    {"tabs", MARK_SKIP},      {"footnoteReference", MARK_NOTE_AT},
    {"ptab", MARK_SPACE},     {"endnoteReference", MARK_END_AT},
    {NULL, MARK_NONE},
};

static const MarkRule odt_rules[] = {
    {"p", MARK_PARAGRAPH},
    {"h", MARK_PARAGRAPH},
    {"s", MARK_SPACE},
    {"tab", MARK_SPACE},
    {"line-break", MARK_LINE},
    {"list-item", MARK_ITEM},
    {"table", MARK_TABLE},
    {"table-row", MARK_ROW},
    {"table-cell", MARK_CELL},
    {"note", MARK_NOTE},
    {"annotation", MARK_SKIP},
    {"deletion", MARK_DELETED},
    {"changed-region", MARK_NONE},
    {"table-of-content", MARK_SKIP},
    {"automatic-styles", MARK_SKIP},
    {"font-face-decls", MARK_SKIP},
    {"scripts", MARK_SKIP},
    {"change-info", MARK_SKIP},
    {"title", MARK_SKIP},
    {"desc", MARK_SKIP},
    {"forms", MARK_SKIP},
    {NULL, MARK_NONE},
};

static const MarkRule xhtml_rules[] = {
    {"p", MARK_PARAGRAPH},
    {"div", MARK_PARAGRAPH},
    {"section", MARK_PARAGRAPH},
    {"h1", MARK_PARAGRAPH},
    {"h2", MARK_PARAGRAPH},
    {"h3", MARK_PARAGRAPH},
    {"h4", MARK_PARAGRAPH},
    {"h5", MARK_PARAGRAPH},
    {"h6", MARK_PARAGRAPH},
    {"li", MARK_ITEM},
    {"blockquote", MARK_PARAGRAPH},
    {"article", MARK_PARAGRAPH},
    {"dt", MARK_PARAGRAPH},
    {"dd", MARK_PARAGRAPH},
    {"figcaption", MARK_PARAGRAPH},
    {"br", MARK_LINE},
    {"table", MARK_TABLE},
    {"tr", MARK_ROW},
    {"td", MARK_CELL},
    {"th", MARK_CELL},
    {"caption", MARK_PARAGRAPH},
    {"aside", MARK_PARAGRAPH},
    {"pre", MARK_PARAGRAPH},
    {"hr", MARK_TABLE},
    {"head", MARK_SKIP},
    {"script", MARK_SKIP},
    {"style", MARK_SKIP},
    {"nav", MARK_SKIP},
    {"svg", MARK_SKIP},
    {"math", MARK_SKIP},
    {NULL, MARK_NONE},
};

typedef struct Office {
  Expander *e;
  Arena *arena;
  Str bytes;
  PackedMembers members;
  ZipList zip;
  Markup markup;
  Leaf leaf;
  uint64_t at; /* where the next member's bytes lie */
} Office;

/* ---- members --------------------------------------------------------------------------------- */

/* Parts of a workbook that hold no cells of its sheets, and may be large. */
static bool is_aside(Str name) {
  static const char *const begins[] = {"xl/pivot", "xl/draw", "xl/chart", "xl/theme", "xl/external",
                                       "xl/media", "xl/comments", "xl/calcChain"};
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
    if (str_starts(name, begins[i])) {
      return true;
    }
  }
  return false;
}

static bool is_markup(Str name) {
  static const char *const ends[] = {".xml", ".rels", ".opf", ".xhtml", ".html", ".htm"};
  if (str_is(name, "mimetype")) {
    return true;
  }
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (str_ends(name, ends[i]) && !str_starts(name, "word/theme") &&
        !str_starts(name, "word/styles") && !str_is(name, "styles.xml") &&
        !is_aside(name)) {
      return true;
    }
  }
  return false;
}

/* A member whose text is read; the place of its first byte. */
static uint64_t use_member(Office *o, Str name, Str bytes) {
  LeafMember member = {name, o->at, o->at + bytes.n};
  array_push(o->arena, &o->leaf.members, member);
  o->at = member.end;
  return member.start;
}

static void read_member(Office *o, Str name) {
  Str bytes = packed_member(&o->members, name);
  if (bytes.n) {
    text_break(&o->markup.text, BREAK_PARAGRAPH);
    markup_read(&o->markup, bytes, use_member(o, name, bytes));
  }
}

/* ---- fields ---------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  LeafField field;
} fields[] = {
    {"title", LEAF_TITLE},       {"creator", LEAF_AUTHOR},         {"publisher", LEAF_PUBLISHER},
    {"language", LEAF_LANGUAGE}, {"initial-creator", LEAF_AUTHOR},
};

/* The date that a document says of itself: of its publication, else of its last change, else of its
   making. */
static int date_rank(Str name) {
  static const char *const names[] = {"creation-date", "created", "modified", "date"};
  for (int i = 0; i < 4; i++) {
    if (str_is(name, names[i])) {
      return i + 1;
    }
  }
  return 0;
}

/* Fields of the Dublin Core, which all three formats have. */
static void read_fields(Office *o, Str bytes) {
  XmlReader xml = {bytes, 0};
  XmlToken token;
  int best = 0;
  while (xml_next(&xml, &token)) {
    if (token.kind != XML_START || token.empty || str_is(token.name, "manifest")) {
      continue;
    }
    int rank = date_rank(token.name);
    if (rank > best) {
      o->leaf.field[LEAF_DATE] = str_trim(xml_text_inside(&xml, &token, o->arena));
      best = rank;
      continue;
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
      if (str_is(token.name, fields[i].name) && !o->leaf.field[fields[i].field].n) {
        o->leaf.field[fields[i].field] = str_trim(xml_text_inside(&xml, &token, o->arena));
        break;
      }
    }
  }
}

/* ---- DOCX ------------------------------------------------------------------------------------ */

static void find_notes(Office *o, const char *member, const char *element, bool end) {
  Str name = str_of(member), bytes = packed_member(&o->members, name);
  if (bytes.n && o->markup.notes.n) {
    markup_find_notes(&o->markup, bytes, element, end, use_member(o, name, bytes));
  }
}

static void read_docx(Office *o) {
  markup_init(&o->markup, docx_rules, true, o->arena);
  read_fields(o, packed_member(&o->members, str_lit("docProps/core.xml")));
  read_member(o, packed_related(&o->members, (Str){NULL, 0}, "/officeDocument",
                                "word/document.xml", o->arena));
  find_notes(o, "word/footnotes.xml", "footnote", false);
  find_notes(o, "word/endnotes.xml", "endnote", true);
  markup_read_notes(&o->markup);
  o->leaf.field[LEAF_FORMAT] = str_lit("docx");
  o->leaf.field[LEAF_NOTE] = markup_left_out(&o->markup, zip_has(&o->zip, "word/comments.xml"));
}

/* ---- ODT ------------------------------------------------------------------------------------- */

static void read_odt(Office *o) {
  Str content = packed_member(&o->members, str_lit("content.xml"));
  markup_init(&o->markup, odt_rules, false, o->arena);
  read_fields(o, packed_member(&o->members, str_lit("meta.xml")));
  read_member(o, str_lit("content.xml"));
  markup_read_notes(&o->markup);
  o->leaf.field[LEAF_FORMAT] = str_lit("odt");
  o->leaf.field[LEAF_NOTE] = markup_left_out(&o->markup, text_holds(content, "<office:annotation"));
}

/* ---- EPUB ------------------------------------------------------------------------------------ */

/* The attribute of the first element of a name. */
static Str first_value(Office *o, Str bytes, const char *element, const char *attribute) {
  XmlReader xml = {bytes, 0};
  XmlToken token;
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, element)) {
      return xml_value(&token, attribute, o->arena);
    }
  }
  return (Str){NULL, 0};
}

/* Chapters in their order; lists of contents are none. */
static void read_spine(Office *o, Str package, Str name) {
  XmlReader xml = {package, 0};
  XmlToken token;
  Map links;
  map_init(&links, o->arena);
  ARRAY(Str) targets = {0};
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, "item")) {
      Str link = xml_value(&token, "href", o->arena),
          how = xml_value(&token, "properties", o->arena);
      bool contents = text_holds(how, "nav");
      map_put(&links, xml_value(&token, "id", o->arena), targets.n, NULL);
      array_push(o->arena, &targets, contents ? (Str){NULL, 0} : packed_beside(name, link, o->arena));
    } else if (token.kind == XML_START && str_is(token.name, "itemref")) {
      const uint32_t *i = map_find(&links, xml_value(&token, "idref", o->arena));
      Str target = i ? targets.v[*i] : (Str){NULL, 0};
      if (target.n) {
        read_member(o, target);
        targets.v[*i] = (Str){NULL, 0}; /* once */
      }
    }
  }
}

static void read_epub(Office *o) {
  Str container = packed_member(&o->members, str_lit("META-INF/container.xml"));
  Str name = first_value(o, container, "rootfile", "full-path");
  Str package = packed_member(&o->members, name);
  markup_init(&o->markup, xhtml_rules, false, o->arena);
  read_fields(o, package);
  read_spine(o, package, name);
  o->leaf.field[LEAF_FORMAT] = str_lit("epub");
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* Fonts of a book may be scrambled without harm. */
static bool is_encrypted(const Office *o) {
  Str manifest = packed_member(&o->members, str_lit("META-INF/manifest.xml"));
  Str book = packed_member(&o->members, str_lit("META-INF/encryption.xml"));
  return text_holds(manifest, "encryption-data") || text_holds(book, "html\"") ||
         text_holds(book, "htm\"");
}

static const char *why_empty(const Office *o) {
  if (is_encrypted(o)) {
    return "encrypted: save it without its password first";
  }
  return o->members.failure ? o->members.failure : "a document without text";
}

static void give_document(Office *o) {
  Str text = text_view(&o->markup.text);
  Leaf *leaf = &o->leaf;
  if (!text.n || o->members.failure || is_encrypted(o)) {
    bool some = text.n && !is_encrypted(o) && str_starts(str_of(o->members.failure), "cut off");
    if (!some) {
      expander_note(o->e, CONTAINER_FAILED, (Str){NULL, 0}, why_empty(o));
      return;
    }
    leaf->field[LEAF_NOTE] = str_of(o->members.failure);
  }
  if (!leaf->field[LEAF_TITLE].n) {
    leaf->field[LEAF_TITLE] = o->markup.title;
  }
  leaf->text_runs = o->markup.text.runs;
  expander_text(o->e, leaf, o->bytes, text);
}

static bool odf_is(Office *o, const char *kind) {
  return text_holds(packed_member(&o->members, str_lit("mimetype")), kind);
}

static void read_spreadsheet(Office *o) {
  const char *failure = is_encrypted(o) ? why_empty(o) : o->members.failure;
  bool some = !failure || (o->members.v.n && str_starts(str_of(failure), "cut off"));
  if (failure) {
    expander_note(o->e, CONTAINER_FAILED, (Str){NULL, 0}, failure);
  }
  if (some && odf_is(o, "opendocument.spreadsheet")) {
    ods_read_sheets(o->e, &o->members);
  } else if (some) {
    xlsx_read_sheets(o->e, &o->members);
  }
}

static void read_office(Office *o) {
  if (zip_has(&o->zip, "META-INF/container.xml")) {
    read_epub(o);
  } else if (odf_is(o, "opendocument.text")) {
    read_odt(o);
  } else if (zip_has_folder(&o->zip, "word/")) {
    read_docx(o);
  } else if (zip_has_folder(&o->zip, "xl/") || odf_is(o, "opendocument.spreadsheet")) {
    read_spreadsheet(o);
    return;
  } else if (!o->members.failure) {
    expander_note(o->e, CONTAINER_FAILED, (Str){NULL, 0},
                  "an office file of a kind that is not read (slides, drawings …): save it as a "
                  "PDF");
    return;
  }
  give_document(o);
}

void office_read_parts(Expander *e, Str bytes) {
  Office o = {.e = e, .arena = expander_arena(e), .bytes = bytes};
  zip_list(&o.zip, bytes, o.arena);
  packed_open(e, bytes, is_markup, &o.members);
  read_office(&o);
  packed_close(e, &o.members);
}

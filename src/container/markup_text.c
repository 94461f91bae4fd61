/* Markup → text: the walk over tokens. */
#include "container/markup_text.h"

#include <stdio.h>

void markup_init(Markup *m, const MarkRule *rules, bool marked_only, Arena *arena) {
  memset(m, 0, sizeof *m);
  m->rules = rules;
  m->marked_only = marked_only;
  m->arena = arena;
  text_init(&m->text, arena);
}

static MarkAction action_of(const Markup *m, Str name) {
  for (const MarkRule *rule = m->rules; rule->name; rule++) {
    if (str_is(name, rule->name)) {
      return rule->action;
    }
  }
  return MARK_NONE;
}

/* ---- breaks ---------------------------------------------------------------------------------- */

/* In a table a paragraph ends no more than a word. */
static void end_paragraph(Markup *m) {
  text_break(&m->text, m->cells ? BREAK_SPACE : BREAK_PARAGRAPH);
}

static void begin_item(Markup *m) {
  if (m->item) {
    m->item = false;
    end_paragraph(m);
    m->text.space = false;
    /* The dot is written with the break before it, and comes from nowhere. */
    TextBreak wanted = m->text.wanted;
    m->text.wanted = BREAK_NONE;
    if (m->text.n) {
      text_made(&m->text, wanted == BREAK_SPACE ? " " : "\n\n");
    }
    text_made(&m->text, "\xE2\x80\xA2 ");
  }
}

static void begin_paragraph(Markup *m) {
  end_paragraph(m);
  m->text.space = false;
  m->paragraph_at = m->text.n;
  m->titled = false;
}

static void close_paragraph(Markup *m) {
  if (m->titled && !m->title.n && m->text.n > m->paragraph_at) {
    m->title = str_trim(
        str_copy(m->arena, (Str){m->text.p + m->paragraph_at, m->text.n - m->paragraph_at}));
  }
  m->titled = false;
  m->item = false;
  end_paragraph(m);
}

static void begin_cell(Markup *m) {
  if (m->row_begun) {
    text_break(&m->text, BREAK_CELL);
  }
  m->row_begun = true;
  m->cells++;
  m->text.space = false;
}

/* ---- notes ----------------------------------------------------------------------------------- */

static void add_mark(Markup *m) {
  char mark[16];
  snprintf(mark, sizeof mark, "[%u]", (unsigned)m->notes.n);
  m->text.space = false;
  text_made(&m->text, mark);
}

/* A note where it is referred to: its body is read later. */
static void keep_note(Markup *m, XmlReader *xml, const XmlToken *start, uint64_t at) {
  XmlReader end = *xml;
  XmlToken token;
  MarkNote note = {{xml->source.p + xml->at, 0}, at + xml->at, {NULL, 0}, false};
  xml_skip(&end, start);
  note.source.n = end.at - xml->at;
  while (xml->at < end.at && xml_next(xml, &token)) {
    if (token.kind == XML_START && str_is(token.name, "note-body")) {
      note =
          (MarkNote){{xml->source.p + xml->at, end.at - xml->at}, at + xml->at, {NULL, 0}, false};
      break;
    }
  }
  xml->at = end.at;
  array_push(m->arena, &m->notes, note);
  add_mark(m);
}

static void refer_to_note(Markup *m, const XmlToken *token, bool end) {
  MarkNote note = {.id = xml_value(token, "id", m->arena), .end = end};
  array_push(m->arena, &m->notes, note);
  add_mark(m);
}

void markup_find_notes(Markup *m, Str source, const char *element, bool end, uint64_t at) {
  XmlReader xml = {source, 0};
  XmlToken token;
  Map ids;
  map_init(&ids, m->arena);
  for (uint32_t i = 0; i < m->notes.n; i++) {
    if (m->notes.v[i].id.n && m->notes.v[i].end == end) {
      map_put(&ids, m->notes.v[i].id, i, NULL);
    }
  }
  while (ids.n && xml_next(&xml, &token)) {
    if (token.kind != XML_START || !str_is(token.name, element)) {
      continue;
    }
    size_t start = xml.at;
    const uint32_t *i = map_find(&ids, xml_value(&token, "id", m->arena));
    xml_skip(&xml, &token);
    if (i && !m->notes.v[*i].source.n) {
      m->notes.v[*i].source = (Str){source.p + start, xml.at - start};
      m->notes.v[*i].at = at + start;
    }
  }
}

void markup_read_notes(Markup *m) {
  uint32_t n = m->notes.n; /* a note that refers to notes adds none */
  for (uint32_t i = 0; i < n; i++) {
    char mark[16];
    MarkNote note = m->notes.v[i];
    m->cells = 0;
    m->text.wanted = BREAK_NONE;
    m->text.space = false;
    snprintf(mark, sizeof mark, "%s[%u] ", m->text.n ? "\n\n" : "", (unsigned)i + 1);
    text_made(&m->text, mark);
    m->text.begun = true;
    size_t before = m->text.n;
    markup_read(m, note.source, note.at);
    if (m->text.n == before) {
      text_made(&m->text, "-"); /* a note without text keeps its number */
    }
    m->text.begun = false;
  }
  m->notes.n = n;
}

/* ---- the walk -------------------------------------------------------------------------------- */

static void read_style(Markup *m, const XmlToken *token) {
  Str style = xml_value(token, "val", m->arena);
  m->titled = str_is(style, "Title") || m->titled;
}

/* Elements that only say something, or end a line. */
static void read_sign(Markup *m, MarkAction action, const XmlToken *token, uint64_t at) {
  Str value;
  switch (action) {
    case MARK_LINE:
      text_break(&m->text, m->cells ? BREAK_SPACE : BREAK_LINE);
      break;
    case MARK_SPACE:
      text_space(&m->text, false, at + token->start);
      break;
    case MARK_HYPHEN:
      text_rune(&m->text, 0x2011, at + token->start, at + token->end);
      break;
    case MARK_HIDDEN:
      xml_attribute(token, "val", &value);
      if (m->in_run && !str_is(value, "0") && !str_is(value, "false") && !m->run_hidden) {
        m->run_hidden = true;
        m->hidden++;
      }
      break;
    case MARK_LISTED:
      m->item = true;
      break;
    case MARK_STYLE:
      read_style(m, token);
      break;
    default:
      refer_to_note(m, token, action == MARK_END_AT);
      break;
  }
}

static void read_start(Markup *m, XmlReader *xml, const XmlToken *token, uint64_t at) {
  MarkAction action = action_of(m, token->name);
  switch (action) {
    case MARK_NONE:
      break;
    case MARK_DELETED:
      m->deleted++;
      xml_skip(xml, token);
      break;
    case MARK_SKIP:
      xml_skip(xml, token);
      break;
    case MARK_NOTE:
      keep_note(m, xml, token, at);
      break;
    case MARK_PARAGRAPH:
      begin_paragraph(m);
      break;
    case MARK_ITEM:
      begin_paragraph(m);
      m->item = true;
      break;
    case MARK_TABLE:
      end_paragraph(m);
      break;
    case MARK_ROW:
      text_break(&m->text, m->cells ? BREAK_SPACE : BREAK_LINE);
      m->row_begun = m->cells > 0;
      break;
    case MARK_CELL:
      if (!token->empty) {
        begin_cell(m);
      }
      break;
    case MARK_TEXT:
      m->marked += !token->empty;
      break;
    case MARK_RUN:
      m->in_run = !token->empty;
      break;
    default:
      read_sign(m, action, token, at);
      break;
  }
}

static void read_end(Markup *m, const XmlToken *token) {
  switch (action_of(m, token->name)) {
    case MARK_PARAGRAPH:
      close_paragraph(m);
      break;
    case MARK_ITEM:
      close_paragraph(m);
      break;
    case MARK_TABLE:
      end_paragraph(m);
      break;
    case MARK_CELL:
      m->cells -= m->cells > 0;
      break;
    case MARK_TEXT:
      m->marked -= m->marked > 0;
      break;
    case MARK_RUN:
      m->in_run = m->run_hidden = false;
      break;
    default:
      break;
  }
}

static bool is_blank(Str s) {
  return !str_trim(s).n;
}

void markup_read(Markup *m, Str source, uint64_t at) {
  XmlReader xml = {source, 0};
  XmlToken token;
  while (!m->text.full && xml_next(&xml, &token)) {
    if (token.kind == XML_START) {
      read_start(m, &xml, &token, at);
    } else if (token.kind == XML_END) {
      read_end(m, &token);
    } else if ((!m->marked_only || m->marked) && !m->run_hidden) {
      Str text = {source.p + token.start, token.end - token.start};
      if (!is_blank(text)) {
        begin_item(m);
      }
      text_xml(&m->text, text, token.literal, true, at + token.start);
    }
  }
}

/* ---- what was left out ----------------------------------------------------------------------- */

Str markup_left_out(const Markup *m, bool comments) {
  char note[200];
  int n = 0;
  if (m->deleted) {
    n += snprintf(note + n, sizeof note - (size_t)n, "%u deleted passage%s left out",
                  (unsigned)m->deleted, m->deleted > 1 ? "s" : "");
  }
  if (m->hidden) {
    n += snprintf(note + n, sizeof note - (size_t)n, "%s%u hidden passage%s left out",
                  n ? "; " : "", (unsigned)m->hidden, m->hidden > 1 ? "s" : "");
  }
  if (comments) {
    n += snprintf(note + n, sizeof note - (size_t)n, "%scomments left out", n ? "; " : "");
  }
  return n ? str_copy(m->arena, (Str){note, (size_t)n}) : (Str){NULL, 0};
}

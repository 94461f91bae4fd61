/* Row again: rows, cells and posts that a record keeps say nothing of their kind when they stand
   alone. By what they were and the text that was made of them the place of each letter is found
   again: in the field or cell whose text is the same. */
#include "container/import_row.h"
#include "container/readers.h"
#include "container/sheet_rows.h"

typedef struct RowAgain {
  Expander *e;
  Str bytes, text;
  bool found;
} RowAgain;

static bool take(RowAgain *r, const TextMaker *m) {
  if (!r->found && str_equal(text_view(m), r->text)) {
    Leaf leaf = {.text_runs = m->runs};
    r->found = true;
    expander_text(r->e, &leaf, r->bytes, r->text);
  }
  return r->found;
}

/* Each element of the row that may hold a text: cells, and the shared strings behind them. */
static void sheet_again(RowAgain *r, bool xlsx) {
  XmlReader xml = {r->bytes, 0};
  XmlToken token;
  while (!r->found && xml_next(&xml, &token)) {
    bool cell = xlsx ? str_is(token.name, "is") || str_is(token.name, "si") || str_is(token.name, "v")
                     : str_is(token.name, "table-cell");
    if (token.kind != XML_START || !cell) {
      continue;
    }
    TextMaker m;
    XmlReader end = xml;
    xml_skip(&end, &token);
    Str inside = {r->bytes.p + xml.at, end.at - xml.at};
    text_init(&m, expander_arena(r->e));
    if (!xlsx) {
      ods_put_words(&m, inside, xml.at);
    } else if (str_is(token.name, "v")) {
      const char *tag = inside.n ? memchr(inside.p, '<', inside.n) : NULL;
      inside.n = tag ? (size_t)(tag - inside.p) : inside.n;
      xlsx_put_value(&m, inside, xml.at);
    } else {
      xlsx_put_string(&m, inside, xml.at);
    }
    xml.at = xlsx ? end.at : xml.at; /* a cell may lie in one that holds a table */
    (void)take(r, &m);
  }
}

static void csv_again(RowAgain *r, bool tabs) {
  static const char signs[] = {',', ';', '|', '\t'};
  static const int32_t pages[] = {0, 1252};
  for (size_t k = tabs ? 3 : 0; k < sizeof signs && !r->found; k++) {
    for (size_t i = 0; i < 2 && !r->found; i++) {
      for (uint32_t column = 0; !r->found; column++) {
        TextMaker m;
        text_init(&m, expander_arena(r->e));
        m.page = pages[i];
        if (!csv_put_field(&m, r->bytes, signs[k], column)) {
          break;
        }
        (void)take(r, &m);
        arena_clear(expander_arena(r->e));
      }
    }
  }
}

void row_read_again(Expander *e, Str bytes) {
  const Leaf *part = e->again;
  Str format = part->field[LEAF_FORMAT];
  RowAgain r = {.e = e, .bytes = bytes, .text = e->again_text};
  if (str_is(format, "whatsapp")) {
    whatsapp_read_parts(e, bytes);
    return;
  }
  if (str_is(format, "telegram")) {
    (json_maybe(bytes) ? json_read_parts : telegram_read_parts)(e, bytes);
    return;
  }
  if (str_is(format, "xlsx") || str_is(format, "ods")) {
    sheet_again(&r, str_is(format, "xlsx"));
  } else {
    csv_again(&r, str_is(format, "tsv"));
  }
  if (!r.found) {
    Leaf leaf = {0};
    expander_text(e, &leaf, bytes, r.text);
  }
}

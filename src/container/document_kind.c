/* Document kinds: documents whose text is not what their bytes are. */
#include "container/readers.h"

enum { PDF_WITHIN = 1024 };

/* "%PDF-1.", at the beginning or behind some bytes that a mailer or a printer left there. */
static bool is_pdf(Str bytes) {
  size_t most = bytes.n < PDF_WITHIN ? bytes.n : PDF_WITHIN;
  for (size_t i = 0; i + 8 <= most; i++) {
    bool line = !i || bytes.p[i - 1] == '\n' || bytes.p[i - 1] == '\r' || !bytes.p[i - 1];
    if (line && memcmp(bytes.p + i, "%PDF-", 5) == 0) {
      return bytes.p[i + 5] >= '1' && bytes.p[i + 5] <= '9' && bytes.p[i + 6] == '.';
    }
  }
  return false;
}

static bool is_rtf(Str bytes) {
  return str_starts(bytes, "{\\rtf");
}

ContainerKind document_kind(Str bytes) {
  static const struct {
    ContainerKind kind;
    bool (*recognise)(Str bytes);
  } kinds[] = {{KIND_PDF, is_pdf},          {KIND_RTF, is_rtf},
               {KIND_FEED, feed_recognise}, {KIND_WHATSAPP, whatsapp_recognise},
               {KIND_JSON, json_recognise}, {KIND_CSV, csv_recognise}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (kinds[i].recognise(bytes)) {
      return kinds[i].kind;
    }
  }
  return KIND_NONE;
}

bool data_is_called(Str name) {
  static const char *const ends[] = {".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".geojson"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (str_ends(name, ends[i])) {
      return true;
    }
  }
  return false;
}

bool document_maybe(Str head) {
  return json_maybe(head);
}

bool document_open(Expander *e, ContainerKind kind, Str bytes) {
  switch (kind) {
    case KIND_OFFICE:
      office_read_parts(e, bytes);
      return true;
    case KIND_FEED:
      feed_read_parts(e, bytes);
      return true;
    case KIND_CSV:
      csv_read_parts(e, bytes);
      return true;
    case KIND_JSON:
      json_read_parts(e, bytes);
      return true;
    case KIND_WHATSAPP:
      whatsapp_read_parts(e, bytes);
      return true;
    case KIND_TELEGRAM:
      telegram_read_parts(e, bytes);
      return true;
    case KIND_RTF:
      rtf_read_parts(e, bytes);
      return true;
    case KIND_PDF:
      if (!e->depth) { /* inside of another file it is a part already */
        Leaf whole = {.field[LEAF_FORMAT] = str_lit("pdf")};
        expander_give(e, &whole, bytes);
      }
      return true;
    default:
      return false;
  }
}

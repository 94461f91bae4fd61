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

ContainerKind document_kind(Str bytes) {
  return is_pdf(bytes) ? KIND_PDF : str_starts(bytes, "{\\rtf") ? KIND_RTF : KIND_NONE;
}

bool document_open(Expander *e, ContainerKind kind, Str bytes) {
  switch (kind) {
    case KIND_OFFICE:
      office_read_parts(e, bytes);
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

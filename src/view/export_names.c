/* Names and addresses → bytes that they may have. */
#include "view/export_names.h"

size_t name_escape(Str text, char *out) {
  static const char digits[] = "0123456789ABCDEF";
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 c == '-' || c == '_' || (c == '.' && i + 1 < text.n);
    out[n++] = plain ? (char)c : '%';
    if (!plain) {
      out[n++] = digits[c >> 4];
      out[n++] = digits[c & 15];
    }
  }
  return n;
}

void url_escaped(Buffer *out, Str url) {
  for (size_t i = 0; i < url.n; i++) {
    unsigned char c = (unsigned char)url.p[i];
    if (c <= 0x20 || c >= 0x7F || strchr("\"'<>[]{|}\\^`", c)) {
      buffer_format(out, "%%%02X", c);
    } else {
      buffer_char(out, (char)c);
    }
  }
}

bool url_is_web(Str url) {
  return str_starts(url, "https://") || str_starts(url, "http://");
}

/* Member: the text that lies in a line of JSON, so that it need not lie beside it once more. */
#include "base/utf8.h"
#include "record/packer.h"

/* The quotation mark that ends the string which begins at p; NULL if none does. */
static const char *string_end(const char *p, const char *end) {
  for (const char *from = p + 1;;) {
    const char *quote = memchr(from, '"', (size_t)(end - from));
    size_t slashes = 0;
    if (!quote) {
      return NULL;
    }
    while (quote[-(ptrdiff_t)slashes - 1] == '\\') {
      slashes++;
    }
    if (slashes % 2 == 0) {
      return quote;
    }
    from = quote + 1;
  }
}

/* The raw bytes between the quotation marks of the last member "text" of the outer object. */
static bool find_member(Str line, Str *raw) {
  const char *end = line.p + line.n;
  bool named = false, found = false; /* named: the last string was the name we look for */
  int depth = 0;
  for (const char *p = line.p; p < end; p++) {
    if (*p == '"') {
      const char *last = string_end(p, end);
      if (!last) {
        return false;
      }
      Str string = {p + 1, (size_t)(last - p) - 1};
      bool is_name = last + 1 < end && last[1] == ':';
      if (named && !is_name) {
        *raw = string;
        found = true;
      }
      named = is_name && depth == 1 && str_is(string, "text");
      p = last + (is_name ? 1 : 0);
    } else if (*p == '{' || *p == '[') {
      depth++;
      named = false;
    } else if (*p == '}' || *p == ']') {
      depth--;
      named = false;
    } else if (*p != ' ') {
      named = false;
    }
  }
  return found;
}

static bool hex4(Str raw, size_t at, uint32_t *value) {
  *value = 0;
  for (size_t i = at; i < at + 4; i++) {
    char c = i < raw.n ? raw.p[i] : 0;
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) {
      return false;
    }
    *value = *value << 4 | (uint32_t)digit;
  }
  return true;
}

/* The escape whose letter stands at *at; *at is moved to its last byte. */
static bool unescape(Str raw, size_t *at, char *out, size_t *n) {
  static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
  const char *letter = raw.p[*at] ? strchr(letters, raw.p[*at]) : NULL;
  uint32_t rune, low;
  if (letter) {
    out[(*n)++] = bytes[letter - letters];
    return true;
  }
  if (raw.p[*at] != 'u' || !hex4(raw, *at + 1, &rune)) {
    return false;
  }
  *at += 4;
  if (rune >= 0xD800 && rune < 0xDC00 && *at + 2 < raw.n && raw.p[*at + 1] == '\\' &&
      raw.p[*at + 2] == 'u' && hex4(raw, *at + 3, &low) && low >= 0xDC00 && low < 0xE000) {
    rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
    *at += 6;
  }
  *n += utf8_encode(rune, out + *n);
  return true;
}

bool member_text(Str line, Arena *arena, Str *text) {
  Str raw = {NULL, 0};
  size_t n = 0;
  *text = (Str){NULL, 0};
  if (!line.n || line.p[0] != '{' || !find_member(line, &raw)) {
    return false;
  }
  char *out = arena_bytes(arena, raw.n + 1); /* an escape is no shorter than what it stands for */
  for (size_t i = 0; i < raw.n; i++) {
    const char *slash = memchr(raw.p + i, '\\', raw.n - i);
    size_t plain = slash ? (size_t)(slash - raw.p) - i : raw.n - i;
    memcpy(out + n, raw.p + i, plain);
    n += plain;
    i += plain + 1;
    if (slash && (i >= raw.n || !unescape(raw, &i, out, &n))) {
      return false;
    }
  }
  out[n] = 0;
  *text = (Str){out, n};
  return true;
}

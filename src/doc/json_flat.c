/* One pass over a line: string after string is decoded into the room, eight bytes at a time while
   nothing in them needs a look. */
#include "doc/json_flat.h"

#include <string.h>

#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"

typedef struct Flat {
  Str line;
  size_t at;
  char *room;
} Flat;

static void space_pass(Flat *f) {
  while (f->at < f->line.n && strchr(" \t\r\n", f->line.p[f->at]) && f->line.p[f->at]) {
    f->at++;
  }
}

static bool take(Flat *f, char c) {
  space_pass(f);
  if (f->at < f->line.n && f->line.p[f->at] == c) {
    f->at++;
    return true;
  }
  return false;
}

/* Which of eight bytes need a look: quotation marks, backslashes, control characters. */
static uint64_t bytes_look(uint64_t x) {
  return eight_equal(x, '"') | eight_equal(x, '\\') | (~eight_from(x, ' ') & EIGHT_TOPS);
}

/* Decodes the escape at f->at, behind the backslash, to *to. Not sure of surrogates and of
   U+0000. */
static bool escape_read(Flat *f, char **to) {
  static const char plain[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  if (f->at >= f->line.n || f->line.p[f->at] == 0) {
    return false;
  }
  const char *found = strchr(plain, f->line.p[f->at]);
  if (found) {
    *(*to)++ = means[found - plain];
    f->at++;
    return true;
  }
  uint32_t c = 0;
  if (f->line.p[f->at] != 'u' || f->at + 5 > f->line.n) {
    return false;
  }
  for (size_t i = f->at + 1; i < f->at + 5; i++) {
    int digit = ascii_hex(f->line.p[i]);
    if (digit < 0) {
      return false;
    }
    c = c * 16 + (uint32_t)digit;
  }
  f->at += 5;
  if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
    return false;
  }
  *to += utf8_encode(c, *to);
  return true;
}

/* Decodes the string whose quotation mark was taken; its text is zero-terminated in the room. */
static bool string_read(Flat *f, Str *text) {
  char *to = f->room;
  text->p = to;
  for (;;) {
    while (f->at + 8 <= f->line.n) {
      uint64_t x = eight_load(f->line.p + f->at), look = bytes_look(x);
      uint32_t plain = look ? eight_first(look) : 8;
      eight_store(x, to); /* the room ends behind more than is plain */
      to += plain;
      f->at += plain;
      if (look) {
        break;
      }
    }
    if (f->at >= f->line.n || (unsigned char)f->line.p[f->at] < 0x20) {
      return false;
    }
    char c = f->line.p[f->at++];
    if (c == '"') {
      break;
    }
    if (c != '\\') {
      *to++ = c;
    } else if (!escape_read(f, &to)) {
      return false;
    }
  }
  text->n = (size_t)(to - text->p);
  *to++ = 0;
  f->room = to;
  return true;
}

static bool word_take(Flat *f, const char *word) {
  size_t n = strlen(word);
  if (f->at + n > f->line.n || memcmp(f->line.p + f->at, word, n) != 0) {
    return false;
  }
  f->at += n;
  return true;
}

/* Digits without a leading zero; not "-0", no point, no exponent. */
static bool whole_read(Flat *f, Str *text) {
  enum { DIGITS_MOST = 15 };
  size_t from = f->at;
  bool minus = word_take(f, "-");
  size_t digits = f->at;
  while (f->at < f->line.n && f->line.p[f->at] >= '0' && f->line.p[f->at] <= '9') {
    f->at++;
  }
  size_t n = f->at - digits;
  bool zero = n && f->line.p[digits] == '0';
  if (n == 0 || n > DIGITS_MOST || (zero && (n > 1 || minus))) {
    return false;
  }
  *text = (Str){f->room, f->at - from};
  memcpy(f->room, f->line.p + from, text->n);
  f->room[text->n] = 0;
  f->room += text->n + 1;
  return true; /* what does not end here is no comma or brace: the caller sees it */
}

static bool value_read(Flat *f, FlatMember *member) {
  *member = (FlatMember){.kind = FLAT_OTHER};
  if (take(f, '"')) {
    member->kind = FLAT_STRING;
    return string_read(f, &member->text);
  }
  if (word_take(f, "null")) {
    member->null = true;
    return true;
  }
  if (word_take(f, "true") || word_take(f, "false")) {
    return true;
  }
  member->kind = FLAT_WHOLE;
  return whole_read(f, &member->text);
}

bool json_flat_read(Str line, const Str *names, uint32_t n, char *room, FlatMember *members) {
  Flat f = {.line = line, .room = room};
  memset(members, 0, n * sizeof *members);
  if (!take(&f, '{') || utf8_valid_prefix(line) < line.n) {
    return false;
  }
  for (bool more = true; more;) {
    Str name;
    FlatMember member;
    if (!take(&f, '"') || !string_read(&f, &name) || !take(&f, ':') || !value_read(&f, &member)) {
      return false;
    }
    for (uint32_t i = 0; i < n; i++) {
      if (str_equal(names[i], name)) {
        members[i] = member;
      }
    }
    more = take(&f, ',');
  }
  bool whole = take(&f, '}');
  space_pass(&f);
  return whole && f.at == line.n;
}

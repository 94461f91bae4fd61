/* UTF-8: decoding with the replacement of maximal subparts, encoding, and folded copies. */
#include "base/utf8.h"

#include "base/eight.h"

/* How many bytes follow lead byte c, and what the first of them may be. 0 for no lead byte. */
static uint32_t tail_of(unsigned char c, unsigned char *low, unsigned char *high) {
  *low = 0x80;
  *high = 0xBF;
  if (c >= 0xC2 && c <= 0xDF) {
    return 1;
  }
  if (c >= 0xE0 && c <= 0xEF) {
    *low = c == 0xE0 ? 0xA0 : 0x80;  /* no overlong forms */
    *high = c == 0xED ? 0x9F : 0xBF; /* no surrogates */
    return 2;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    *low = c == 0xF0 ? 0x90 : 0x80;
    *high = c == 0xF4 ? 0x8F : 0xBF; /* nothing above U+10FFFF */
    return 3;
  }
  return 0;
}

/* Decodes at s.p[at]; false if the sequence is invalid, with the length of its maximal subpart. */
static bool decode(Str s, size_t at, uint32_t *c, uint32_t *length) {
  unsigned char lead = (unsigned char)s.p[at], low, high;
  *length = 1;
  if (lead < 0x80) {
    *c = lead;
    return true;
  }
  uint32_t tail = tail_of(lead, &low, &high);
  *c = lead & (0x3FU >> tail);
  for (uint32_t i = 1; i <= tail; i++) {
    unsigned char next = at + i < s.n ? (unsigned char)s.p[at + i] : 0;
    if (next < low || next > high) {
      return false;
    }
    *c = *c << 6 | (next & 0x3FU);
    *length = i + 1;
    low = 0x80;
    high = 0xBF;
  }
  return tail > 0;
}

uint32_t utf8_decode_long(Str s, size_t at, uint32_t *length) {
  uint32_t c;
  return decode(s, at, &c, length) ? c : UTF8_REPLACEMENT;
}

uint32_t utf8_encode(uint32_t c, char *out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    c = UTF8_REPLACEMENT;
  }
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t utf8_valid_prefix(Str s) {
  size_t at = 0;
  uint32_t c, length;
  for (;;) {
    while (at + 8 <= s.n && !(eight_load(s.p + at) & EIGHT_TOPS)) {
      at += 8;
    }
    while (at < s.n && (unsigned char)s.p[at] < 0x80) {
      at++;
    }
    if (at >= s.n || !decode(s, at, &c, &length)) {
      break;
    }
    at += length;
  }
  return at;
}

/* The character that c is looked up as; 0 if it is dropped. */
static uint32_t fold_rune(uint32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x00A0:
      return ' ';
    case 0x00AD:
      return 0;
    default:
      return rune_lower(c);
  }
}

static size_t fold(Str s, char *out, size_t room, bool to_ascii) {
  size_t n = 0, at = 0;
  for (; at < s.n && n < room && (unsigned char)s.p[at] < 0x80; at++) {
    char c = s.p[at];
    out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  while (at < s.n) {
    char piece[4];
    const char *write = piece;
    uint32_t length, size;
    uint32_t c = fold_rune(utf8_decode(s, at, &length));
    bool is_nul = s.p[at] == 0;
    at += length;
    if ((c == 0 && !is_nul) || (to_ascii && c >= 0x300 && c <= 0x36F)) {
      continue; /* soft hyphens; combining marks, where marks are taken off */
    }
    const char *ascii = to_ascii && c >= 0x80 ? rune_ascii(c) : NULL;
    if (ascii) {
      write = ascii;
      size = (uint32_t)strlen(ascii);
    } else {
      size = utf8_encode(c, piece);
    }
    if (size > room - n) {
      return 0;
    }
    memcpy(out + n, write, size);
    n += size;
  }
  return n;
}

size_t utf8_fold(Str s, char *out, size_t room) {
  return fold(s, out, room, false);
}

size_t utf8_fold_ascii(Str s, char *out, size_t room) {
  return fold(s, out, room, true);
}

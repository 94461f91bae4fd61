/* Content: running text in a normal form. */
#include "doc/content.h"

#include "base/ascii.h"
#include "base/utf8.h"

static bool counts(BlockKind kind) {
  return kind == BLOCK_PARAGRAPH || kind == BLOCK_QUOTATION || kind == BLOCK_LIST_ITEM ||
         kind == BLOCK_TABLE;
}

/* What programs that set type write for two or three letters. */
static const char *ligature(uint32_t c) {
  static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : NULL;
}

/* Letters and digits of folded text, behind out[n]; what stands between two digits is one sign: as
   it is where it may be part of a number, else a blank. */
static size_t put_block(Str folded, char *out, size_t n) {
  char between = n ? ' ' : 0;
  uint32_t length;
  for (size_t at = 0; at < folded.n; at += length) {
    uint32_t c = utf8_decode(folded, at, &length);
    const char *letters = ligature(c);
    if (letters) {
      size_t k = strlen(letters);
      memcpy(out + n, letters, k);
      n += k;
      between = 0;
    } else if (rune_is_letter(c) || rune_is_digit(c)) {
      if (rune_is_digit(c) && between && n && ascii_is_digit(out[n - 1])) {
        out[n++] = between;
      }
      memcpy(out + n, folded.p + at, length);
      n += length;
      between = 0;
    } else {
      between = !between && (c == '.' || c == ',' || c == ':') ? (char)c : ' ';
    }
  }
  return n;
}

bool document_content(const Document *d, Arena *scratch, Digest *content) {
  size_t room = d->text.n * 3 + 1, n = 0;
  char *folded = arena_bytes(scratch, room);
  /* No longer than folded, and a sign before each block. */
  char *out = arena_bytes(scratch, room + d->blocks.n);
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    const Block *block = &d->blocks.v[i];
    if (counts(block->kind)) {
      Str text = str_cut(d->text, block->span);
      n = put_block((Str){folded, utf8_fold_ascii(text, folded, room)}, out, n);
    }
  }
  *content = digest_sha256((Str){out, n});
  return n >= CONTENT_LEAST;
}

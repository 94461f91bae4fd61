/* Ids of lines: a letter and a hash of what makes a line this one and no other. */
#include "claim/claim_parts.h"

enum { PARTS_MOST = 6 };

/* The parts with | between them. */
static Str parts_join(Arena *arena, const Str *parts, uint32_t n) {
  size_t size = 0, at = 0;
  for (uint32_t i = 0; i < n; i++) {
    size += parts[i].n + 1;
  }
  char *whole = arena_bytes(arena, size);
  for (uint32_t i = 0; i < n; i++) {
    if (parts[i].n) {
      memcpy(whole + at, parts[i].p, parts[i].n);
    }
    at += parts[i].n;
    whole[at++] = '|';
  }
  return (Str){whole, size - 1};
}

Str line_identity(const Document *document, Arena *arena) {
  char digest[72];
  digest_write(document->text_hash, digest);
  const Str parts[] = {{digest, sizeof digest - 1}, document->id};
  return parts_join(arena, parts, sizeof parts / sizeof *parts);
}

Str line_id(const Making *m, char letter, Str kind, Str measure, const Excerpt *at) {
  static const char digits[] = "0123456789abcdef";
  char start[32], end[32], id[18] = {letter, '-'};
  Str parts[PARTS_MOST];
  uint32_t n = 0;
  parts[n++] = m->identity;
  parts[n++] = kind;
  if (measure.n) {
    parts[n++] = measure;
  }
  parts[n++] = at->in_title ? str_lit("1") : str_lit("0");
  parts[n++] = (Str){start, decimal_write(decimal_of(at->span.start), start)};
  parts[n++] = (Str){end, decimal_write(decimal_of(at->span.end), end)};
  uint64_t hash = hash64(parts_join(m->arena, parts, n), 0);
  for (size_t i = sizeof id; i-- > 2; hash >>= 4) {
    id[i] = digits[hash & 15];
  }
  return str_copy(m->arena, (Str){id, sizeof id});
}

/* Body: bytes made small for the file, and back. What lies in the original already is not kept once
   more: of a text only where it stands, of lines only what they do not quote (fold.h). */
#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

#include "record/packer.h"

enum {
  LEVEL = 1,        /* of libdeflate: as small as zlib's sixth, at twice the speed */
  LEVEL_SHARED = 3, /* of zlib */
  WINDOW = 32768,
  ZLIB_NEEDS = 300000,
  FOLDED_MOST = 5000, /* bytes of lines for a byte in the file: what is more is damage */
  FOLDED_LEAST = 1000
};

/* ---- packers --------------------------------------------------------------------------------- */

Packer *packer_new(const Usual *usual) {
  Packer *p = calloc(1, sizeof *p);
  if (p) {
    p->usual = usual;
    p->fold = malloc(sizeof *p->fold);
    if (p->fold && usual) {
      fold_copy(p->fold, &usual->fold);
    } else if (p->fold) {
      fold_init(p->fold);
    }
    p->deflater = libdeflate_alloc_compressor(LEVEL);
    buffer_init(&p->folded);
  }
  if (p && (!p->fold || !p->deflater)) {
    packer_free(p);
    return NULL;
  }
  return p;
}

void packer_free(Packer *packer) {
  if (packer) {
    free(packer->fold);
    libdeflate_free_compressor(packer->deflater);
    buffer_release(&packer->folded);
    free(packer);
  }
}

/* ---- zlib ------------------------------------------------------------------------------------ */

/* The end of it, as far as zlib looks back. */
static Str window(Str shared) {
  size_t n = shared.n > WINDOW ? WINDOW : shared.n;
  return n ? (Str){shared.p + (shared.n - n), n} : (Str){NULL, 0};
}

/* 0 where it becomes no smaller. */
static size_t deflate_plain(const Packer *p, Str bytes, Arena *arena, char **out) {
  *out = arena_bytes(arena, bytes.n + 1);
  return libdeflate_zlib_compress(p->deflater, bytes.p, bytes.n, *out, bytes.n);
}

static size_t deflate_shared(Str bytes, Str shared, Arena *arena, char **out) {
  z_stream z = {0};
  Str dictionary = window(shared);
  *out = arena_bytes(arena, bytes.n + 1);
  arena_expect(arena, ZLIB_NEEDS);
  if (bytes.n > UINT32_MAX / 2 || deflateInit(&z, LEVEL_SHARED) != Z_OK) {
    return 0;
  }
  deflateSetDictionary(&z, (const Bytef *)dictionary.p, (uInt)dictionary.n);
  z.next_in = (Bytef *)bytes.p;
  z.avail_in = (uInt)bytes.n;
  z.next_out = (Bytef *)*out;
  z.avail_out = (uInt)bytes.n;
  bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
  size_t n = z.total_out;
  deflateEnd(&z);
  return whole ? n : 0;
}

static bool inflate_shared(Str bytes, Str shared, Arena *arena, char *out, size_t n) {
  z_stream z = {0};
  Str dictionary = window(shared);
  arena_expect(arena, ZLIB_NEEDS);
  if (inflateInit(&z) != Z_OK) {
    return false;
  }
  z.next_in = (Bytef *)(bytes.n ? bytes.p : "");
  z.avail_in = (uInt)bytes.n;
  z.next_out = (Bytef *)out;
  z.avail_out = (uInt)n;
  int code = inflate(&z, Z_FINISH);
  if (code == Z_NEED_DICT &&
      inflateSetDictionary(&z, (const Bytef *)dictionary.p, (uInt)dictionary.n) == Z_OK) {
    code = inflate(&z, Z_FINISH);
  }
  bool whole = code == Z_STREAM_END && z.total_out == n && z.avail_in == 0;
  inflateEnd(&z);
  return whole;
}

static bool inflate_plain(Opener *opener, Str bytes, Arena *arena, char *out, size_t n) {
  size_t taken = 0;
  if (!opener->inflater && !(opener->inflater = libdeflate_alloc_decompressor())) {
    longjmp(*arena->escape, 1);
  }
  return libdeflate_zlib_decompress_ex(opener->inflater, bytes.n ? bytes.p : "", bytes.n, out, n, &taken,
                                       NULL) == LIBDEFLATE_SUCCESS &&
         taken == bytes.n;
}

void opener_release(Opener *opener) {
  free(opener->fold);
  libdeflate_free_decompressor(opener->inflater);
  memset(opener, 0, sizeof *opener);
}

/* zlib makes nothing smaller than a thousandth: a size beyond that is damage, not to be asked of
   the system. */
static bool is_possible(uint64_t size, size_t n) {
  return size <= n * (uint64_t)1100 + 64 && size < UINT32_MAX / 2;
}

uint32_t packed_crc(Str bytes) {
  return libdeflate_crc32(0, bytes.n ? bytes.p : "", bytes.n);
}

Str bytes_pack(void *deflater, Str bytes, Arena *arena) {
  char head[16], *made = arena_bytes(arena, sizeof head + bytes.n + 1);
  size_t at = 0, n;
  for (uint64_t left = bytes.n; at == 0 || left; left >>= 7) {
    head[at++] = (char)((left & 127) | (left > 127 ? 128 : 0));
  }
  n = libdeflate_zlib_compress(deflater, bytes.p, bytes.n, made + at, bytes.n);
  if (n) {
    memcpy(made, head, at);
    return (Str){made, at + n};
  }
  made[0] = 0;
  memcpy(made + 1, bytes.n ? bytes.p : "", bytes.n);
  return (Str){made, bytes.n + 1};
}

bool bytes_unpack(Opener *opener, Str packed, Arena *arena, Str *bytes) {
  uint64_t n;
  *bytes = packed;
  if (!fold_number_take(bytes, &n) || (n && !is_possible(n, bytes->n))) {
    return false;
  }
  char *out = n ? arena_bytes(arena, n + 1) : NULL;
  if (n && !inflate_plain(opener, *bytes, arena, out, n)) {
    return false;
  }
  *bytes = n ? (Str){out, n} : *bytes;
  return true;
}

/* ---- made small ------------------------------------------------------------------------------ */

static Body small(Str bytes, Coding coding, char *made, size_t n) {
  return (Body){
      .coding = coding, .size = bytes.n, .hash = digest_sha256(bytes), .bytes = {made, n}};
}

Body pack_original(Packer *packer, Str bytes, const Digest *hash, Arena *arena) {
  char *made;
  size_t n = bytes.n && bytes.n < UINT32_MAX / 2 ? deflate_plain(packer, bytes, arena, &made) : 0;
  return (Body){.coding = n ? CODING_DEFLATE : CODING_PLAIN,
                .size = bytes.n,
                .hash = hash ? *hash : digest_sha256(bytes),
                .bytes = n ? (Str){made, n} : str_copy(arena, bytes)};
}

Body pack_text(Packer *packer, Str text, Str original, Arena *arena) {
  Str member;
  char *made;
  if (str_equal(text, original)) {
    return small(text, CODING_ORIGINAL, NULL, 0);
  }
  if (member_text(original, arena, &member) && str_equal(text, member)) {
    return small(text, CODING_MEMBER, NULL, 0);
  }
  size_t n = text.n && original.n ? deflate_shared(text, original, arena, &made) : 0;
  return n ? small(text, CODING_SHARED, made, n) : pack_original(packer, text, NULL, arena);
}

Body pack_lines(Packer *packer, Str lines, Str text, const Digest *text_hash, Str original,
                Arena *arena) {
  FoldKnown known = {.text = text, .original = original, .hash = *text_hash};
  Buffer *folded = &packer->folded;
  FoldState s = fold_begin(packer->fold, &known, arena);
  buffer_clear(folded);
  bool whole = fold_write(&s, lines, folded);
  if (packer->usual && !whole) {
    fold_copy(packer->fold, &packer->usual->fold);
  } else if (packer->usual) {
    fold_restore(packer->fold, &packer->usual->fold);
  } else {
    fold_init(packer->fold);
  }
  if (!whole) {
    return pack_original(packer, lines, NULL, arena);
  }
  Str made = bytes_pack(packer->deflater, buffer_view(folded), arena);
  return lines.n <= (made.n + FOLDED_LEAST) * FOLDED_MOST
             ? small(lines, CODING_FOLDED, (char *)made.p, made.n)
             : pack_original(packer, lines, NULL, arena);
}

/* ---- and back -------------------------------------------------------------------------------- */

/* What is usual, for one document. */
static Fold *fold_of(Opener *opener, const Usual *usual, Arena *arena) {
  if (!opener->fold && !(opener->fold = malloc(sizeof *opener->fold))) {
    longjmp(*arena->escape, 1);
  }
  if (!usual) {
    fold_init(opener->fold);
  } else if (opener->of == usual) {
    fold_restore(opener->fold, &usual->fold);
  } else {
    fold_copy(opener->fold, &usual->fold);
  }
  opener->of = NULL; /* until all went well */
  return opener->fold;
}

static bool open_folded(Opener *opener, const Body *body, const PartsKnown *known, const Usual *usual,
                        Arena *arena, char *out) {
  Str bytes;
  FoldKnown with = {.text = known->text, .original = known->original};
  with.hash = known->text_hash ? *known->text_hash : digest_sha256(known->text);
  if (!bytes_unpack(opener, body->bytes, arena, &bytes)) {
    return false;
  }
  FoldState s = fold_begin(fold_of(opener, usual, arena), &with, arena);
  bool whole = fold_read(&s, bytes, out, body->size);
  opener->of = whole ? usual : NULL;
  return whole;
}

bool body_open(Opener *opener, const Body *body, const PartsKnown *known, const Usual *usual,
               Arena *arena, Str *bytes) {
  bool folded = body->coding == CODING_FOLDED;
  *bytes = (Str){NULL, 0};
  switch (body->coding) {
    case CODING_PLAIN:
      *bytes = body->bytes;
      return body->bytes.n == body->size;
    case CODING_ORIGINAL:
      *bytes = known->original;
      return known->original.n == body->size;
    case CODING_MEMBER:
      return member_text(known->original, arena, bytes) && bytes->n == body->size;
    case CODING_DEFLATE:
    case CODING_SHARED:
    case CODING_FOLDED:
      break;
    default:
      return false;
  }
  if (folded ? body->size > (body->bytes.n + FOLDED_LEAST) * (uint64_t)FOLDED_MOST
             : !is_possible(body->size, body->bytes.n)) {
    return false;
  }
  char *out = arena_raw(arena, body->size + 1);
  bool whole = folded ? open_folded(opener, body, known, usual, arena, out)
               : body->coding == CODING_DEFLATE
                   ? inflate_plain(opener, body->bytes, arena, out, body->size)
                   : inflate_shared(body->bytes, known->original, arena, out, body->size);
  out[body->size] = 0;
  *bytes = (Str){out, whole ? body->size : 0};
  return whole;
}

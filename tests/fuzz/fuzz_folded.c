/* Folded: any bytes as a body of a record, and any lines as lines that come back as they were. The first byte tells
   which; the next two how long a body says it is. What a damaged body leaves behind must not change how the next is
   opened. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "record/packer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BODY_FOLDED, BODY_FOLDED_USUAL, BODY_DEFLATE, BODY_SHARED, BODY_MEMBER, LINES, LINES_USUAL, USUAL, KINDS };

static const char text[] = "Nine \"miners\" died\tat Tarn on Monday, the mayor said.\n";
static const char sample[] =
    "{\"type\":\"document\",\"v\":1,\"id\":\"a\",\"title\":\"The \\\"Tarn\\\" pit\",\"hash\":\"sha256:"
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\",\"names\":[\"Tarn\"]}\n"
    "{\"type\":\"claim\",\"id\":\"c-0123456789abcdef\",\"value\":{\"text\":\"Nine\",\"span\":[0,4],\"number\":9},"
    "\"time\":{\"text\":\"Monday\",\"span\":[30,36]},\"sentence\":[0,52],\"quote\":\"died\\tat\",\"lat\":-1.50}\n";

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  abort();
}

typedef struct Folding {
  Usual *usual;
  PartsKnown known;
  Digest hash;
  Body good; /* the sample's */
  Opener opener;
  Packer *packer, *bare;
} Folding;

/* Once: learning takes longer than what is tried. */
static void folding_begin(Folding *f, Arena *arena) {
  Str lines = str_lit(sample);
  f->hash = digest_sha256(str_lit(text));
  f->known = (PartsKnown){str_lit(text), str_lit(text), &f->hash};
  f->usual = usual_new(arena);
  usual_learn(f->usual, str_lit(text), lines, arena);
  usual_end(f->usual, arena);
  f->packer = packer_new(f->usual);
  f->bare = packer_new(NULL);
  if (!f->packer || !f->bare) {
    longjmp(*arena->escape, 1);
  }
  f->good = pack_lines(f->packer, lines, str_lit(text), &f->hash, str_lit(text), arena);
}

/* The sample comes back as it was, whatever was opened before. */
static void look_again(Folding *f, Arena *arena) {
  Str back;
  if (!body_open(&f->opener, &f->good, &f->known, f->usual, arena, &back) || !str_equal(back, str_lit(sample))) {
    fail("a good body is not what it was");
  }
}

static void open_any(Folding *f, int kind, Str bytes, Arena *arena) {
  static const Coding codings[] = {CODING_FOLDED, CODING_FOLDED, CODING_DEFLATE, CODING_SHARED, CODING_MEMBER};
  Body body = {.coding = codings[kind], .size = (uint8_t)bytes.p[0] | (uint64_t)(uint8_t)bytes.p[1] << 8};
  PartsKnown known = f->known;
  Str back, rest = {bytes.p + 2, bytes.n - 2};
  body.bytes = rest;
  if (kind == BODY_MEMBER) {
    known.original = rest;
  }
  if (body_open(&f->opener, &body, &known, kind == BODY_FOLDED_USUAL ? f->usual : NULL, arena, &back) &&
      back.n != body.size) {
    fail("a body has another size than it says");
  }
}

static void lines_and_back(Folding *f, bool usual, Str lines, Arena *arena) {
  Str back;
  for (int turn = 0; turn < 2; turn++) { /* the second as the first: nothing is left of it */
    Body body = pack_lines(usual ? f->packer : f->bare, lines, str_lit(text), &f->hash, str_lit(text), arena);
    if (!body_open(&f->opener, &body, &f->known, usual ? f->usual : NULL, arena, &back) || !str_equal(back, lines)) {
      fail("lines do not come back as they were");
    }
  }
}

static void use(Folding *f, int kind, Str bytes, Arena *arena) {
  if (kind == USUAL) {
    Usual *other = usual_new(arena);
    usual_read(other, bytes, arena);
    usual_forget(other);
  } else if (kind == LINES || kind == LINES_USUAL) {
    lines_and_back(f, kind == LINES_USUAL, bytes, arena);
  } else if (bytes.n >= 2) {
    open_any(f, kind, bytes, arena);
  }
  look_again(f, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Folding f;
  static Arena kept; /* of f, which stays from run to run */
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  arena.limit = 256u << 20;
  if (!f.packer && !arena_guard(&kept, &jump)) {
    folding_begin(&f, &kept);
  }
  if (size && f.bare && !arena_guard(&arena, &jump)) {
    use(&f, data[0] % KINDS, (Str){(const char *)data + 1, size - 1}, &arena);
  }
  arena_release(&arena);
  return 0;
}

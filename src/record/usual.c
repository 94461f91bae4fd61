/* Usual: samples one behind the other, each
     bytes of the lines, bytes of the text, bytes of the folded lines; the text; the folded lines */
#include "record/usual.h"

#include <libdeflate.h>

#include "record/packer.h"

enum { LINES_MOST = 16 << 20, LEVEL = 9 };

Usual *usual_new(Arena *arena) {
  Usual *usual = arena_new(arena, Usual);
  fold_init(&usual->fold);
  buffer_init(&usual->bytes);
  return usual;
}

void usual_forget(Usual *usual) {
  if (usual) {
    buffer_release(&usual->bytes);
  }
}

static FoldState begin(Usual *usual, Str text, Arena *arena) {
  FoldKnown known = {.text = text, .hash = digest_sha256(text)};
  FoldState s = fold_begin(&usual->fold, &known, arena);
  s.learned = &usual->learned;
  return s;
}

void usual_learn(Usual *usual, Str text, Str lines, Arena *arena) {
  Buffer folded;
  text = str_copy(arena, text);
  lines = str_copy(arena, lines);
  buffer_init(&folded);
  FoldState s = begin(usual, text, arena);
  if (!fold_write(&s, lines, &folded)) {
    usual->failed = true;
  }
  fold_number_put(&usual->bytes, lines.n);
  fold_number_put(&usual->bytes, text.n);
  fold_number_put(&usual->bytes, folded.n);
  buffer_str(&usual->bytes, text);
  buffer_str(&usual->bytes, buffer_view(&folded));
  usual->failed |= folded.failed || usual->bytes.failed;
  buffer_release(&folded);
}

static void pack(Usual *usual, Arena *arena) {
  void *deflater = libdeflate_alloc_compressor(LEVEL);
  if (!deflater) {
    longjmp(*arena->escape, 1);
  }
  usual->packed = bytes_pack(deflater, buffer_view(&usual->bytes), arena);
  libdeflate_free_compressor(deflater);
}

void usual_end(Usual *usual, Arena *arena) {
  if (usual->failed) { /* told without what is usual, lines are larger, and as good */
    fold_init(&usual->fold);
    usual->learned.n = 0;
    buffer_clear(&usual->bytes);
  }
  fold_words(&usual->fold, &usual->learned, arena);
  if (usual->bytes.n) {
    pack(usual, arena);
  }
}

bool usual_read(Usual *usual, Str bytes, Arena *arena) {
  while (bytes.n) {
    uint64_t lines, text, folded;
    if (!fold_number_take(&bytes, &lines) || !fold_number_take(&bytes, &text) ||
        !fold_number_take(&bytes, &folded) || lines > LINES_MOST || text > bytes.n ||
        folded > bytes.n - text) {
      return false;
    }
    FoldState s = begin(usual, (Str){bytes.p, text}, arena);
    char *out = arena_raw(arena, lines + 1);
    if (!fold_read(&s, (Str){bytes.p + text, folded}, out, lines)) {
      return false;
    }
    bytes = (Str){bytes.p + text + folded, bytes.n - text - folded};
  }
  usual_end(usual, arena);
  return true;
}

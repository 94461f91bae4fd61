/* Runs the vectors of docs/TOKENS.md, and checks on them what must hold of every text. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "lang/pack.h"
#include "lang/split.h"
#include "support.h"
#include "text/tokens.h"

typedef void (*RunVector)(Str text, Str expected);

/* Runs the lines of every block ```name; returns how many. */
static int run_blocks(const char *name, RunVector run) {
  char *bytes, fence[32];
  size_t n;
  Status status = {0};
  bool inside = false;
  int count = 0;
  snprintf(fence, sizeof fence, "```%s", name);
  if (file_read(SOURCE_ROOT "/docs/TOKENS.md", 0, &bytes, &n, &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
  for (Str rest = {bytes, n}, line; rest.n;) {
    line = str_split(rest, '\n', &rest);
    if (str_starts(line, "```")) {
      inside = str_is(line, fence);
    } else if (inside) {
      const char *arrow = strstr(line.p, " => ");
      assert_true(arrow && arrow < line.p + line.n);
      size_t before = (size_t)(arrow - line.p);
      run((Str){line.p, before}, (Str){arrow + 4, line.n - before - 4});
      count++;
    }
  }
  free(bytes);
  return count;
}

static void run_tokens(Str text, Str expected) {
  char got[1000];
  size_t n = 0;
  uint32_t at = 0, end = 0;
  Piece piece;
  while (split_next(text, &at, &piece)) {
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", n ? " | " : "",
                          STR_ARG(str_cut(text, piece.span)));
    assert_true(piece.span.start >= end && piece.span.end > piece.span.start);
    assert_int_equal(piece.space_before, piece.span.start > end);
    end = piece.span.end;
  }
  if (!str_equal((Str){got, n}, expected)) {
    fail_msg("got \"%s\", expected \"%.*s\"", got, STR_ARG(expected));
  }
}

static void token_vectors(void **state) {
  (void)state;
  assert_true(run_blocks("tokens", run_tokens) >= 30);
}

static void run_sentences(Str text, Str expected) {
  Arena arena;
  Status status = {0};
  Pack pack;
  TextTags tags;
  Text read;
  Document document;
  char lines[1000], got[1000];
  size_t n = 0, length = 0;
  for (size_t i = 0; i < text.n; i++) {
    bool is_break = text.p[i] == '\\' && text.p[i + 1] == 'n';
    lines[length++] = is_break ? '\n' : text.p[i];
    i += is_break;
  }
  arena_init(&arena);
  memset(&document, 0, sizeof document);
  document.text = (Str){lines, length};
  for (Str rest = document.text; rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    uint32_t start = (uint32_t)(line.p - lines);
    Block block = {.span = {start, start + (uint32_t)line.n}};
    array_push(&arena, &document.blocks, block);
  }
  assert_int_equal(pack_open(pack_embedded(), &pack, &status), STATUS_OK);
  text_tags(&pack, &tags);
  text_read(&document, &pack, &tags, NULL, &arena, &read);
  for (uint32_t i = 0; i < read.sentences.n; i++) {
    n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", n ? " | " : "",
                          STR_ARG(str_cut(document.text, read.sentences.v[i].span)));
  }
  arena_release(&arena);
  if (!str_equal((Str){got, n}, expected)) {
    fail_msg("got \"%.*s\", expected \"%.*s\"", (int)n, got, STR_ARG(expected));
  }
}

static void sentence_vectors(void **state) {
  (void)state;
  assert_true(run_blocks("sentences", run_sentences) >= 14);
}

/* Kinds, capitals and breaks. */
static void piece_flags(void **state) {
  (void)state;
  static const char text[] = "The U.S.\n army's H1N1 A 26 .\u00A0B 's N'T it'S Č ČB";
  static const struct {
    const char *piece;
    TokenKind kind;
    bool space, line, capital, upper;
  } expected[] = {
      {"The", TOKEN_WORD, false, false, true, false},
      {"U.S.", TOKEN_WORD, true, false, true, true},
      {"army", TOKEN_WORD, true, true, false, false},
      {"'s", TOKEN_WORD, false, false, false, false},
      {"H1N1", TOKEN_WORD, true, false, true, true},
      {"A", TOKEN_WORD, true, false, true, false},
      {"26", TOKEN_NUMBER, true, false, false, false},
      {".", TOKEN_PUNCTUATION, true, false, false, false},
      {"B", TOKEN_WORD, true, false, true, false},
      {"'", TOKEN_PUNCTUATION, true, false, false, false},
      {"s", TOKEN_WORD, false, false, false, false},
      {"N'T", TOKEN_WORD, true, false, true, true},
      {"it", TOKEN_WORD, true, false, false, false},
      {"'S", TOKEN_WORD, false, false, true, false},
      {"Č", TOKEN_WORD, true, false, true, false},
      {"ČB", TOKEN_WORD, true, false, true, true},
  };
  uint32_t at = 0;
  Piece piece;
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    assert_true(split_next(str_of(text), &at, &piece));
    assert_str(str_cut(str_of(text), piece.span), expected[i].piece);
    assert_int_equal(piece.kind, expected[i].kind);
    assert_int_equal(piece.space_before, expected[i].space);
    assert_int_equal(piece.line_before, expected[i].line);
    assert_int_equal(piece.capital, expected[i].capital);
    assert_int_equal(piece.upper, expected[i].upper);
  }
  assert_false(split_next(str_of(text), &at, &piece));
  assert_int_equal(at, sizeof text - 1);
  assert_false(split_next((Str){NULL, 0}, &at, &piece));
}

/* Every text of up to five of these pieces: all of it but white space is in exactly one token. */
static void covers_all(void **state) {
  static const char *const parts[] = {"a",      "B",  ".", ",",  "'", "’", "1", "123",
                                      " ",      "\n", "-", "é",  "s", "t", "n", "\u00AD",
                                      "\u200D", "‘",  "…", "\t", "S", "%", "(", "\u00A0"};
  enum { PARTS = sizeof parts / sizeof *parts, LENGTH = 4 };
  (void)state;
  for (uint32_t code = 0; code < PARTS * PARTS * PARTS * PARTS; code++) {
    char text[LENGTH * 4];
    size_t n = 0;
    for (uint32_t i = 0, rest = code; i < LENGTH; i++, rest /= PARTS) {
      size_t size = strlen(parts[rest % PARTS]);
      memcpy(text + n, parts[rest % PARTS], size);
      n += size;
    }
    uint32_t at = 0, end = 0, length;
    Piece piece;
    bool more = true;
    while (more) {
      more = split_next((Str){text, n}, &at, &piece);
      uint32_t start = more ? piece.span.start : (uint32_t)n;
      for (uint32_t i = end; i < start; i += length) {
        assert_true(rune_is_space(utf8_decode((Str){text, n}, i, &length)));
      }
      assert_true(!more || (piece.span.end > start && piece.span.end <= n));
      assert_true(!more || piece.span.end == n || (text[piece.span.end] & 0xC0) != (char)0x80);
      end = piece.span.end;
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(token_vectors),
      cmocka_unit_test(sentence_vectors),
      cmocka_unit_test(piece_flags),
      cmocka_unit_test(covers_all),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

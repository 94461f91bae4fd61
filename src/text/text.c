/* Text: a document's analysis text into tokens, footnote marks, quotations and sentences.

     blocks ─▶ split_next ─▶ tokens, word numbers, tags
            ─▶ footnote marks ─▶ quotations ─▶ sentences, block by block            */
#include "base/utf8.h"
#include "text/text_parts.h"

enum { MARK_DIGITS = 3 };

void text_tags(const Pack *pack, TextTags *tags) {
  tags->abbreviation = pack_tag(pack, "abbrev");
  tags->abbreviation_end = pack_tag(pack, "abbrev.end");
  tags->abbreviation_number = pack_tag(pack, "abbrev.number");
  tags->sentence_start = pack_tag(pack, "sentence.start");
}

uint32_t token_rune(const Text *text, uint32_t token) {
  const Token *t = &text->tokens.v[token];
  uint32_t length;
  return t->kind == TOKEN_PUNCTUATION ? utf8_decode(text->document->text, t->span.start, &length)
                                      : 0;
}

/* Rows of the text on their way: an element a token. */
typedef struct Rows {
  ARRAY(uint32_t) words;
  ARRAY(const TagSet *) tags;
  ARRAY(const TagSet *) starts;
  ARRAY(uint64_t) classes;
} Rows;

/* Room for all tokens of most texts: they have one in five bytes. */
static void rows_reserve(Text *text, Rows *rows, Arena *arena) {
  uint32_t tokens = (uint32_t)(text->document->text.n / 4) + 8;
  array_reserve(arena, &text->tokens, tokens);
  array_reserve(arena, &rows->words, tokens);
  array_reserve(arena, &rows->tags, tokens);
  array_reserve(arena, &rows->starts, tokens);
  array_reserve(arena, &rows->classes, tokens);
}

static void tokens_read(Text *text, Span block, Rows *rows, Arena *arena) {
  Str upto = {text->document->text.p, block.end};
  uint32_t at = block.start;
  bool first = true;
  Piece piece;
  while (split_next(upto, &at, &piece)) {
    const WordEntry *word = word_memory_find(text->memory, text->document->text, piece.span);
    array_push(arena, &text->tokens,
               (Token){.span = piece.span,
                       .word = word->word,
                       .kind = (uint8_t)piece.kind,
                       .space_before = first || piece.space_before,
                       .line_before = first || piece.line_before,
                       .capital = piece.capital,
                       .upper = piece.upper});
    array_push(arena, &rows->words, word->word);
    array_push(arena, &rows->tags, word->tags);
    array_push(arena, &rows->starts, word->starts);
    uint64_t looks = piece.kind == TOKEN_NUMBER                   ? CLASS_DIGITS
                     : piece.kind == TOKEN_WORD && piece.capital ? CLASS_CAPITAL
                                                                 : 0;
    array_push(arena, &rows->classes, word->classes | looks);
    first = false;
  }
}

/* The words of a text are known: a phrase begins only where one goes on with the next word. */
static void phrases_rule_out(const Text *text, Rows *rows) {
  static const TagSet none;
  for (uint32_t i = 0; i < rows->words.n; i++) {
    bool may = i + 1 < rows->words.n &&
               pack_may_pair(text->pack, rows->words.v[i], rows->words.v[i + 1]);
    rows->starts.v[i] = may ? rows->starts.v[i] : &none;
    rows->classes.v[i] &= may ? UINT64_MAX : ~CLASS_PHRASE;
  }
}

/* ------------------------------------------------------------------------- footnote marks */

/* Digit of a superscript figure, -1 of anything else. */
static int superscript(uint32_t c) {
  return c == 0xB9                    ? 1
         : c == 0xB2                  ? 2
         : c == 0xB3                  ? 3
         : c == 0x2070                ? 0
         : c >= 0x2074 && c <= 0x2079 ? (int)(c - 0x2070)
                                      : -1;
}

static uint32_t small_number(const Text *text, uint32_t token) {
  Str s = token_text(text, token);
  int64_t value;
  return s.n <= MARK_DIGITS && str_integer(s, &value) && value > 0 ? (uint32_t)value : 0;
}

static bool has_footnote(const Text *text, uint32_t number) {
  for (uint32_t i = 0; i < text->document->blocks.n; i++) {
    if (text->document->blocks.v[i].kind == BLOCK_FOOTNOTE &&
        text->document->blocks.v[i].number == number) {
      return true;
    }
  }
  return false;
}

/* [3] [3, 4] [3–5], and (3) where it is glued to a word and such a footnote exists. Gives the
   token behind the mark, or `at`. */
static uint32_t bracket_mark(const Text *text, uint32_t first, uint32_t end, uint32_t at) {
  uint32_t open = token_rune(text, at), i = at + 1;
  if ((open != '[' && open != '(') || i >= end || small_number(text, i) == 0) {
    return at;
  }
  if (open == '(' && (at == first || text->tokens.v[at].space_before ||
                      !has_footnote(text, small_number(text, i)))) {
    return at;
  }
  for (;;) {
    uint32_t c = ++i < end ? token_rune(text, i) : 0;
    if (c == (open == '[' ? (uint32_t)']' : (uint32_t)')')) {
      return i + 1;
    }
    bool joins = c == ',' || c == '-' || c == 0x2013;
    if (!joins || open == '(' || ++i >= end || small_number(text, i) == 0) {
      return at;
    }
  }
}

/* Superscript figures glued to a word or stop; ² and ³ after a word are powers (km²) unless there
   is such a footnote. */
static uint32_t superscript_mark(const Text *text, uint32_t first, uint32_t end, uint32_t at,
                                 uint32_t *number) {
  uint32_t i = at;
  *number = 0;
  while (i < end && i - at < MARK_DIGITS && superscript(token_rune(text, i)) >= 0 &&
         (i == at || !text->tokens.v[i].space_before)) {
    *number = *number * 10 + (uint32_t)superscript(token_rune(text, i++));
  }
  if (i == at || at == first || text->tokens.v[at].space_before || *number == 0) {
    return at;
  }
  bool after_word = text->tokens.v[at - 1].kind != TOKEN_PUNCTUATION;
  bool power = after_word && (*number == 2 || *number == 3);
  return power && !has_footnote(text, *number) ? at : i;
}

static void mark_add(Text *text, uint32_t number, uint32_t token, Arena *arena) {
  array_push(arena, &text->marks, (FootnoteMark){.number = number, .token = token});
}

/* A footnote's own number ("[2] Author, Title") is marked but refers to nothing. */
static void marks_read(Text *text, uint32_t first, uint32_t end, bool footnote, Arena *arena) {
  for (uint32_t i = first, next; i < end; i = next) {
    uint32_t number = 0;
    next = i;
    if (text->tokens.v[i].kind == TOKEN_PUNCTUATION) {
      next = bracket_mark(text, first, end, i);
      if (next == i) {
        next = superscript_mark(text, first, end, i, &number);
      }
    }
    bool label = footnote && i == first;
    if (next == i) {
      next = i + 1;
      continue;
    }
    for (uint32_t t = i; t < next; t++) {
      text->tokens.v[t].mark = true;
      if (!label && number == 0 && text->tokens.v[t].kind == TOKEN_NUMBER) {
        mark_add(text, small_number(text, t), i, arena);
      }
    }
    if (!label && number > 0) {
      mark_add(text, number, i, arena);
    }
  }
}

uint64_t *tokens_of_class(const Text *text, uint64_t classes, Arena *arena) {
  uint32_t n = text->tokens.n;
  uint64_t *tokens = arena_array(arena, uint64_t, n / 64 + 1);
  for (uint32_t first = 0; first < n; first += 64) {
    const uint64_t *own = text->classes + first;
    uint64_t bits = 0;
    for (uint32_t i = n - first < 64 ? n - first : 64; i-- > 0;) {
      bits = bits << 1 | ((own[i] & classes) != 0);
    }
    tokens[first / 64] = bits;
  }
  return tokens;
}

/* ------------------------------------------------------------------------- together */

static void sentence_tags_fill(Text *text, Arena *arena) {
  text->sentence_tags = arena_array(arena, TagSet, text->sentences.n);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    for (uint32_t t = text->sentences.v[i].first; t < text->sentences.v[i].end; t++) {
      if (text->words[t]) {
        tagset_join(&text->sentence_tags[i], text->tags[t]);
      }
    }
  }
}

/* The text is in capitals if most of its running text is. */
static bool all_capitals(const Text *text) {
  uint64_t upper = 0, all = 0;
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    if (s->block_kind == BLOCK_PARAGRAPH || s->block_kind == BLOCK_QUOTATION) {
      upper += s->capitals ? span_length(s->span) : 0;
      all += span_length(s->span);
    }
  }
  return all > 0 && upper * 3 >= all * 2;
}

typedef ARRAY(uint32_t) Ends;

void text_read(const Document *document, const Pack *pack, const TextTags *tags,
               WordMemory *memory, Arena *arena, Text *text) {
  memset(text, 0, sizeof *text);
  text->document = document;
  text->pack = pack;
  text->memory = memory ? memory : word_memory_new(pack, arena);
  Ends ends = {0};
  Rows rows = {0};
  rows_reserve(text, &rows, arena);
  for (uint32_t b = 0; b < document->blocks.n; b++) {
    tokens_read(text, document->blocks.v[b].span, &rows, arena);
    array_push(arena, &ends, text->tokens.n);
  }
  phrases_rule_out(text, &rows);
  text->words = rows.words.v;
  text->tags = rows.tags.v;
  text->starts = rows.starts.v;
  text->classes = rows.classes.v;
  uint8_t *roles = arena_array(arena, uint8_t, text->tokens.n);
  uint32_t paragraph = 0;
  for (uint32_t b = 0; b < document->blocks.n; b++) {
    uint32_t first = b ? ends.v[b - 1] : 0, end = ends.v[b];
    if (first == end) {
      continue;
    }
    BlockKind kind = document->blocks.v[b].kind;
    marks_read(text, first, end, kind == BLOCK_FOOTNOTE, arena);
    quotations_read(text, first, end, roles, arena);
    for (uint32_t i = first; kind == BLOCK_QUOTATION && i < end; i++) {
      text->tokens.v[i].quoted = true;
    }
    sentences_read(text, tags, b, paragraph++, first, end, roles, arena);
  }
  for (uint32_t i = 0; i < text->marks.n; i++) {
    text->marks.v[i].sentence = text->tokens.v[text->marks.v[i].token].sentence;
  }
  sentence_tags_fill(text, arena);
  text->capitals = all_capitals(text);
}

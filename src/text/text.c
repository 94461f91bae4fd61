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
  static const char *const runs_on[] = {"actor", "n.person", "n.group", "conj", "n.pl"};
  tags->runs_on = pack_tags(pack, runs_on, sizeof runs_on / sizeof *runs_on);
  tags->sentence_start = pack_tag(pack, "sentence.start");
}

uint32_t token_rune(const Text *text, uint32_t token) {
  const Token *t = &text->tokens.v[token];
  uint32_t length;
  return t->kind == TOKEN_PUNCTUATION ? utf8_decode(text->document->text, t->span.start, &length)
                                      : 0;
}

/* Rows of the text on their way: an element a token. `stops`: of the tokens that are punctuation,
   or words that end with a stop, since the steps behind look at no others. */
typedef struct Rows {
  ARRAY(uint32_t) words;
  ARRAY(const TagSet *) tags;
  ARRAY(const TagSet *) starts;
  ARRAY(uint64_t) classes;
  ARRAY(uint32_t) stops;
  ARRAY(uint32_t) new_tokens; /* whose words are not remembered */
  ARRAY(Span) new_words;
} Rows;

/* Room for so many tokens in all rows. */
static void rows_reserve(Text *text, Rows *rows, uint32_t most, Arena *arena) {
  rows->words.n = rows->tags.n = rows->starts.n = rows->classes.n = text->tokens.n;
  array_reserve(arena, &text->tokens, most);
  array_reserve(arena, &rows->words, most);
  array_reserve(arena, &rows->tags, most);
  array_reserve(arena, &rows->starts, most);
  array_reserve(arena, &rows->classes, most);
  array_reserve(arena, &rows->stops, most);
}

static void token_add(Text *text, const Piece *piece, bool first, Rows *rows) {
  Str whole = text->document->text;
  uint32_t n = text->tokens.n++;
  bool stops = whole.p[piece->span.end - 1] == '.' && span_length(piece->span) > 1;
  text->tokens.v[n] = (Token){.span = piece->span,
                              .kind = (uint8_t)piece->kind,
                              .space_before = piece->space_before | first,
                              .line_before = piece->line_before | first,
                              .capital = piece->capital,
                              .upper = piece->upper};
  rows->stops.v[rows->stops.n] = n;
  rows->stops.n += (piece->kind == TOKEN_PUNCTUATION) | (stops & (piece->kind == TOKEN_WORD));
  word_memory_expect(text->memory, whole, piece->span);
}

static void word_set(Text *text, uint32_t n, const WordEntry *word, Rows *rows) {
  Token *token = &text->tokens.v[n];
  token->word = word->word;
  rows->words.v[n] = word->word;
  rows->tags.v[n] = word->tags;
  rows->starts.v[n] = word->starts;
  rows->classes.v[n] = word->classes | (token->kind == TOKEN_NUMBER) * CLASS_DIGITS |
                       ((token->kind == TOKEN_WORD) & token->capital) * CLASS_CAPITAL;
}

/* What is known of the words of the tokens from `first` on, where they are remembered. */
static void words_read(Text *text, uint32_t first, Rows *rows, Arena *arena) {
  for (uint32_t n = first; n < text->tokens.n; n++) {
    Span span = text->tokens.v[n].span;
    const WordEntry *word = word_memory_known(text->memory, text->document->text, span);
    if (word) {
      word_set(text, n, word, rows);
    } else {
      array_push(arena, &rows->new_tokens, n);
      array_push(arena, &rows->new_words, span);
    }
  }
}

/* The words that were not remembered: the pack is asked for all of the text together. */
static void new_words_read(Text *text, Rows *rows) {
  Str whole = text->document->text;
  word_memory_expect_new(text->memory, whole, rows->new_words.v, rows->new_words.n);
  for (uint32_t i = 0; i < rows->new_words.n; i++) {
    word_set(text, rows->new_tokens.v[i], word_memory_find(text->memory, whole, rows->new_words.v[i]), rows);
  }
}

/* A block is cut first, and its words are looked up then, when they have come from memory. */
static void tokens_read(Text *text, Span block, Rows *rows, Arena *arena) {
  Str upto = {text->document->text.p, block.end};
  uint32_t at = block.start, start = text->tokens.n;
  Piece piece;
  for (bool first = true; split_next(upto, &at, &piece); first = false) {
    if (text->tokens.n == text->tokens.cap) {
      rows_reserve(text, rows, text->tokens.cap * 2, arena);
    }
    token_add(text, &piece, first, rows);
  }
  words_read(text, start, rows, arena);
}

/* The words of a text are known: a phrase begins only where one goes on with the next word. */
static void phrases_rule_out(Text *text) {
  static const TagSet none;
  for (uint32_t i = 0; i < text->tokens.n; i++) {
    bool may = i + 1 < text->tokens.n &&
               pack_may_pair(text->pack, text->words[i], text->words[i + 1]);
    const TagSet *either[2] = {&none, text->starts[i]}; /* nobody can foresee which */
    text->starts[i] = either[may];
    text->classes[i] &= ~((uint64_t)!may * CLASS_PHRASE);
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
static void marks_read(Text *text, const Paragraph *p, bool footnote, Arena *arena) {
  uint32_t next = p->first;
  for (uint32_t k = 0; k < p->stop_count; k++) {
    uint32_t i = p->stops[k], number = 0;
    if (i < next || text->tokens.v[i].kind != TOKEN_PUNCTUATION) {
      continue;
    }
    next = bracket_mark(text, p->first, p->end, i);
    if (next == i) {
      next = superscript_mark(text, p->first, p->end, i, &number);
    }
    if (next == i) {
      continue;
    }
    bool label = footnote && i == p->first;
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

/* Joins four words of the tag sets of the tokens [first, end); word 0 has none. */
static void tags_join(const Text *text, uint32_t first, uint32_t end, int at, uint64_t *out) {
  uint64_t a = 0, b = 0, c = 0, d = 0;
  for (uint32_t t = first; t < end; t++) {
    const uint64_t *bits = text->tags[t]->bits + at;
    a |= bits[0], b |= bits[1], c |= bits[2], d |= bits[3];
  }
  out[at] = a, out[at + 1] = b, out[at + 2] = c, out[at + 3] = d;
}

static void sentence_tags_fill(Text *text, Arena *arena) {
  _Static_assert(PACK_TAGS % 256 == 0, "tag sets are joined four words at a time");
  text->sentence_tags = arena_array(arena, TagSet, text->sentences.n);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    for (int at = 0; at < PACK_TAGS / 64; at += 4) {
      tags_join(text, s->first, s->end, at, text->sentence_tags[i].bits);
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

/* Tokens of each block, and what the rows hold of them. */
static void blocks_read(Text *text, Rows *rows, Paragraph *paragraphs, Arena *arena) {
  const Document *document = text->document;
  /* Most texts have one token in five bytes. */
  rows_reserve(text, rows, (uint32_t)(document->text.n / 4) + 8, arena);
  for (uint32_t b = 0; b < document->blocks.n; b++) {
    uint32_t stops = rows->stops.n;
    paragraphs[b] = (Paragraph){.block = b, .first = text->tokens.n};
    tokens_read(text, document->blocks.v[b].span, rows, arena);
    paragraphs[b].end = text->tokens.n;
    paragraphs[b].stop_count = rows->stops.n - stops;
  }
  new_words_read(text, rows);
  text->words = rows->words.v;
  text->tags = rows->tags.v;
  text->starts = rows->starts.v;
  text->classes = rows->classes.v;
  phrases_rule_out(text);
}

void text_read(const Document *document, const Pack *pack, const TextTags *tags,
               WordMemory *memory, Arena *arena, Text *text) {
  memset(text, 0, sizeof *text);
  text->document = document;
  text->pack = pack;
  text->memory = memory ? memory : word_memory_new(pack, arena);
  Rows rows = {0};
  Paragraph *paragraphs = arena_array(arena, Paragraph, document->blocks.n);
  blocks_read(text, &rows, paragraphs, arena);
  uint8_t *roles = arena_array(arena, uint8_t, text->tokens.n);
  const uint32_t *stops = rows.stops.v;
  uint32_t number = 0;
  for (uint32_t b = 0; b < document->blocks.n; b++) {
    Paragraph *p = &paragraphs[b];
    BlockKind kind = document->blocks.v[b].kind;
    p->stops = stops;
    stops += p->stop_count;
    if (p->first == p->end) {
      continue;
    }
    p->number = number++;
    marks_read(text, p, kind == BLOCK_FOOTNOTE, arena);
    quotations_read(text, p, roles, arena);
    for (uint32_t i = p->first; kind == BLOCK_QUOTATION && i < p->end; i++) {
      text->tokens.v[i].quoted = true;
    }
    sentences_read(text, tags, p, roles, arena);
  }
  for (uint32_t i = 0; i < text->marks.n; i++) {
    text->marks.v[i].sentence = text->tokens.v[text->marks.v[i].token].sentence;
  }
  sentence_tags_fill(text, arena);
  text->capitals = all_capitals(text);
}

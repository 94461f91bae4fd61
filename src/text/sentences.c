/* Sentences: the tokens of one paragraph into sentences. A sentence ends after . ! ? or … and the
   closing marks, brackets and footnote marks that follow, unless what stands before the stop is an
   abbreviation or initial, or what follows cannot begin a sentence. */
#include "base/eight.h"
#include "base/utf8.h"
#include "text/text_parts.h"

/* A run of this many tokens without an end is cut, so that no paragraph costs more than its
   length. */
enum { SENTENCE_TOKENS = 1000, LONG_WORD = 6 };

typedef struct Cutter {
  const Text *text;
  const TextTags *tags;
  const uint8_t *roles;
  uint32_t first, end; /* tokens of the block */
  uint32_t start;      /* first token of the sentence being read */
} Cutter;

static const Token *token_at(const Cutter *c, uint32_t i) {
  return &c->text->tokens.v[i];
}

static bool is_word_with_stop(const Cutter *c, uint32_t i) {
  const Token *t = token_at(c, i);
  return t->kind == TOKEN_WORD && span_length(t->span) > 1 &&
         c->text->document->text.p[t->span.end - 1] == '.';
}

static bool is_full_stop(const Cutter *c, uint32_t i) {
  return token_rune(c->text, i) == '.' && span_length(token_at(c, i)->span) == 1;
}

static bool is_dots(const Cutter *c, uint32_t i) {
  return token_rune(c->text, i) == 0x2026 || (token_rune(c->text, i) == '.' && !is_full_stop(c, i));
}

static bool is_terminator(const Cutter *c, uint32_t i) {
  if (token_at(c, i)->kind != TOKEN_PUNCTUATION) {
    return is_word_with_stop(c, i);
  }
  uint32_t rune = token_rune(c->text, i);
  return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026;
}

/* The first token after the terminator that does not belong to it. */
static uint32_t after_closers(const Cutter *c, uint32_t i) {
  uint32_t j = i + 1;
  for (; j < c->end; j++) {
    uint32_t rune = token_rune(c->text, j);
    bool glued = !token_at(c, j)->space_before;
    bool closes = c->roles[j] == QUOTE_CLOSES || token_at(c, j)->mark ||
                  (glued && (rune == ')' || rune == ']' || rune == '}')) ||
                  (glued && c->roles[j] != QUOTE_OPENS &&
                   (rune == '.' || rune == '!' || rune == '?' || rune == 0x2026));
    if (!closes) {
      break;
    }
  }
  return j;
}

/* The word or number that what begins at j begins with, behind opening marks, brackets and dashes;
   the end of the block if there is none, or if j is punctuation inside a sentence. */
static uint32_t head_of(const Cutter *c, uint32_t j) {
  for (; j < c->end && token_at(c, j)->kind == TOKEN_PUNCTUATION; j++) {
    uint32_t rune = token_rune(c->text, j);
    if (rune == ',' || rune == ';' || rune == ':' || rune == '/' || rune == '%' || rune == ')' ||
        rune == ']') {
      return c->end;
    }
  }
  return j;
}

static bool is_lower(const Cutter *c, uint32_t i) {
  const Token *t = token_at(c, i);
  uint32_t length;
  uint32_t rune = utf8_decode(c->text->document->text, t->span.start, &length);
  return t->kind == TOKEN_WORD && rune_is_letter(rune) && !rune_is_upper(rune);
}

static bool is_initial(const Cutter *c, uint32_t i) {
  const Token *t = token_at(c, i);
  uint32_t length;
  utf8_decode(c->text->document->text, t->span.start, &length);
  return t->kind == TOKEN_WORD && t->capital && span_length(t->span) == length;
}

static bool is_label(const Cutter *c, uint32_t i) {
  return i == c->start && (is_initial(c, i) || (token_at(c, i)->kind == TOKEN_NUMBER &&
                                                span_length(token_at(c, i)->span) <= 3));
}

/* "on Mill Avenue.Police say": a word that begins sentences, or one with a word in small letters behind it. */
static bool goes_on_as_sentence(const Cutter *c, uint32_t j) {
  return tagset_has(c->text->tags[j], c->tags->sentence_start) ||
         (j + 1 < c->end && token_at(c, j + 1)->space_before && is_lower(c, j + 1) &&
          span_length(token_at(c, j)->span) >= LONG_WORD);
}

/* A stop without white space behind it: "motherland.The day", not "example.com" or "12.5". */
static bool ends_glued(const Cutter *c, uint32_t i, uint32_t j) {
  const Token *next = token_at(c, j);
  if (next->kind != TOKEN_WORD || !next->capital || (next->upper && !token_at(c, i)->upper) ||
      span_length(next->span) < 2) {
    return false;
  }
  if (j > i + 1) {
    return true; /* after a closing mark or a footnote mark */
  }
  if (i == c->first || token_at(c, i)->space_before || !is_full_stop(c, i)) {
    return !is_word_with_stop(c, i) && !is_full_stop(c, i);
  }
  const TagSet *before = c->text->tags[i - 1];
  bool address = j + 1 < c->end && !token_at(c, j + 1)->space_before &&
                 (is_full_stop(c, j + 1) || token_rune(c->text, j + 1) == '/' ||
                  token_rune(c->text, j + 1) == '@') &&
                 j + 2 < c->end && !token_at(c, j + 2)->space_before;
  bool word = token_at(c, i - 1)->kind == TOKEN_WORD &&
              span_length(token_at(c, i - 1)->span) > 1 &&
              (is_lower(c, i - 1) || (goes_on_as_sentence(c, j) && !token_at(c, i - 1)->upper &&
                                      span_length(token_at(c, i - 1)->span) >= LONG_WORD));
  return (word || token_at(c, i - 1)->kind == TOKEN_NUMBER) && !address &&
         !tagset_has(before, c->tags->abbreviation) &&
         !tagset_has(before, c->tags->abbreviation_end) &&
         !(i - 1 > c->first && !token_at(c, i - 1)->space_before &&
           token_rune(c->text, i - 2) == '.');
}

/* Whether the stop of an abbreviation ends the sentence as well. `owner` is the word before the
   stop; *known says whether it is an abbreviation at all. */
static bool ends_abbreviation(const Cutter *c, uint32_t owner, uint32_t j, uint32_t head,
                              bool *known) {
  const TagSet *tags = c->text->tags[owner];
  bool number_follows = head == j && token_at(c, head)->kind == TOKEN_NUMBER;
  bool capitals = token_at(c, head)->upper && span_length(token_at(c, head)->span) > 1;
  bool begins = tagset_has(c->text->tags[head], c->tags->sentence_start) && token_at(c, head)->capital &&
                !(capitals && tagset_meets(c->text->tags[head], &c->tags->runs_on));
  *known = true;
  if (tagset_has(tags, c->tags->abbreviation)) {
    return false;
  }
  if (is_label(c, owner)) {
    return false;
  }
  if (tagset_has(tags, c->tags->abbreviation_end) || is_word_with_stop(c, owner)) {
    return begins || c->roles[j] == QUOTE_OPENS;
  }
  if (tagset_has(tags, c->tags->abbreviation_number) && number_follows) {
    return false;
  }
  if (is_initial(c, owner)) {
    return begins || number_follows;
  }
  *known = false;
  return false;
}

/* Whether a sentence ends with the terminator i, whose closing marks end before token j. */
static bool ends_here(const Cutter *c, uint32_t i, uint32_t j) {
  if (!token_at(c, j)->space_before) {
    return ends_glued(c, i, j);
  }
  uint32_t head = head_of(c, j);
  if (head >= c->end) {
    return false;
  }
  bool alone = j == i + 1;
  if (is_full_stop(c, i) && alone && is_full_stop(c, j)) {
    return false; /* . . . */
  }
  bool spaced_dots = is_full_stop(c, i) && i >= c->first + 2 && token_at(c, i)->space_before &&
                     is_full_stop(c, i - 1);
  if (is_lower(c, head)) {
    return alone && is_full_stop(c, i) && head == j && i > c->first && !spaced_dots &&
           token_at(c, i - 1)->kind == TOKEN_WORD && is_lower(c, i - 1) &&
           span_length(token_at(c, i - 1)->span) >= LONG_WORD &&
           !tagset_has(c->text->tags[i - 1], c->tags->abbreviation) &&
           !tagset_has(c->text->tags[i - 1], c->tags->abbreviation_end);
  }
  bool has_owner = is_word_with_stop(c, i) ||
                   (is_full_stop(c, i) && i > c->start && !token_at(c, i)->space_before);
  if (has_owner && alone) {
    bool known;
    bool ends = ends_abbreviation(c, is_full_stop(c, i) ? i - 1 : i, j, head, &known);
    if (known) {
      return ends;
    }
  }
  return !is_dots(c, i) || token_at(c, head)->capital;
}

static bool mostly_upper(Str s) {
  uint32_t upper = 0, lower = 0;
  size_t i = 0;
  for (; i + 8 <= s.n; i += 8) {
    uint64_t x = eight_load(s.p + i);
    upper += eight_count(eight_within(x, 'A', 'Z'));
    lower += eight_count(eight_within(x, 'a', 'z'));
  }
  for (; i < s.n; i++) {
    upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
    lower += s.p[i] >= 'a' && s.p[i] <= 'z';
  }
  return upper >= 8 && (uint64_t)upper * 3 >= (uint64_t)(upper + lower) * 2;
}

static void sentence_add(Text *text, const Paragraph *p, uint32_t first, uint32_t end,
                         Arena *arena) {
  Span span = tokens_span(text, first, end);
  for (uint32_t i = first; i < end; i++) {
    text->tokens.v[i].sentence = text->sentences.n;
  }
  array_push(arena, &text->sentences,
             (Sentence){.span = span,
                        .first = first,
                        .end = end,
                        .block = p->block,
                        .paragraph = p->number,
                        .block_kind = (uint8_t)text->document->blocks.v[p->block].kind,
                        .in_title = span.start < text->document->body_at,
                        .capitals = mostly_upper(str_cut(text->document->text, span))});
}

/* Adds the tokens up to `end` as sentences as long as they are too many for one. */
static void cut_long(Cutter *c, Text *text, const Paragraph *p, uint32_t end, Arena *arena) {
  for (; end - c->start >= SENTENCE_TOKENS; c->start += SENTENCE_TOKENS) {
    sentence_add(text, p, c->start, c->start + SENTENCE_TOKENS, arena);
  }
}

void sentences_read(Text *text, const TextTags *tags, const Paragraph *p, const uint8_t *roles,
                    Arena *arena) {
  Cutter c = {text, tags, roles, p->first, p->end, p->first};
  for (uint32_t k = 0; k < p->stop_count; k++) {
    uint32_t i = p->stops[k];
    if (i < c.start || !is_terminator(&c, i) || c.roles[i] != QUOTE_NONE) {
      continue;
    }
    cut_long(&c, text, p, i, arena);
    uint32_t j = after_closers(&c, i);
    bool ends = j < p->end && ends_here(&c, i, j);
    if (ends || j - c.start >= SENTENCE_TOKENS) {
      sentence_add(text, p, c.start, j, arena);
      c.start = j;
    }
  }
  cut_long(&c, text, p, p->end, arena);
  if (c.start < p->end) {
    sentence_add(text, p, c.start, p->end, arena);
  }
}

/* What the row of chunks passes over: marks of footnotes, and quotation marks around a count. */
#include "frame/chunk_parts.h"

enum { QUOTED = 10 }; /* tokens between the marks, at the most */

static bool is_token(const Cutter *c, uint32_t i, const char *text) {
  return i < c->end && str_is(token_text(c->text, i), text);
}

/* "132 people were killed[1] and 58 hurt[a]". */
static uint32_t behind_note(const Cutter *c, uint32_t i) {
  if (i == c->first || !is_token(c, i, "[") || c->text->tokens.v[i].space_before || !is_token(c, i + 2, "]")) {
    return i;
  }
  bool letter = is_word(c, i + 1) && token_text(c->text, i + 1).n == 1;
  return letter || c->text->tokens.v[i + 1].kind == TOKEN_NUMBER ? i + 3 : i;
}

static bool opens(const Cutter *c, uint32_t i) {
  if (i + 1 >= c->end || c->text->tokens.v[i + 1].space_before) {
    return false;
  }
  return is_token(c, i, "\"") || is_token(c, i, "“") || is_token(c, i, "„") || is_token(c, i, "«");
}

static bool closes(const Cutter *c, uint32_t i) {
  return is_token(c, i, "\"") || is_token(c, i, "”") || is_token(c, i, "“") || is_token(c, i, "»");
}

/* The mark that ends what one at `i` begins, if that is a count and a word or more behind it, and no clause:
   "some 25 soldiers". 0 if not. */
static uint32_t quoted_count(const Cutter *c, uint32_t i) {
  uint32_t k = mentions_first_number(c->mentions, i + 1);
  const Number *n = k < c->mentions->numbers.n ? &c->mentions->numbers.v[k] : NULL;
  if (!n || n->first != i + 1 || !counts(n) || n->end >= c->end) {
    return 0;
  }
  for (k = n->end; k < c->end && k < n->end + QUOTED; k++) {
    if (closes(c, k)) {
      return k > n->end && !is_token(c, k + 1, ",") ? k : 0; /* "\"dozens of martyrs\", no worker died" */
    }
    if (!is_word(c, k) && !joins(c, k)) {
      return 0;
    }
  }
  return 0;
}

uint32_t chunk_pass_over(Cutter *c, uint32_t i) {
  if (c->text->tokens.v[i].kind != TOKEN_PUNCTUATION) {
    return i;
  }
  if (c->quoted && i == c->quoted) {
    return i + 1;
  }
  uint32_t end = opens(c, i) ? quoted_count(c, i) : 0;
  c->quoted = end ? end : c->quoted;
  return end ? i + 1 : behind_note(c, i);
}

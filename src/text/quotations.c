/* Quotations: the quotation marks of a paragraph into spans of quoted tokens.

     “ ”  „ “  « »  ‘ ’  " "  '' ''  ' '      nested up to QUOTE_DEPTH deep

   Marks whose shape says what they do are believed; straight marks, and ’ (which is an apostrophe
   too), are judged by the white space around them. A mark that is never closed ends with its
   paragraph, or where the same opens behind the end of a sentence; single marks count only where a closing one follows. */
#include "base/utf8.h"
#include "text/text_parts.h"

enum { QUOTE_DEPTH = 4, QUOTE_AHEAD = 400 };

typedef struct Open {
  uint32_t quotation; /* index into text->quotations */
  uint32_t rune;      /* the mark that opened it */
} Open;

typedef struct Reader {
  Text *text;
  uint32_t first, end;
  uint8_t *roles;
  Arena *arena;
  Open open[QUOTE_DEPTH];
  uint32_t depth;
} Reader;

static bool is_opening_bracket(uint32_t c) {
  return c == '(' || c == '[' || c == '{';
}

static bool is_dash(uint32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015);
}

static bool glued_before(const Reader *r, uint32_t token) {
  return token > r->first && !r->text->tokens.v[token].space_before;
}

static bool glued_after(const Reader *r, uint32_t token) {
  return token + 1 < r->end && !r->text->tokens.v[token + 1].space_before;
}

/* Stands where an opening mark stands: after white space, a bracket, a dash or an opening mark, and
   close to what follows. */
static bool looks_opening(const Reader *r, uint32_t token) {
  if (!glued_after(r, token)) {
    return false;
  }
  if (!glued_before(r, token)) {
    return true;
  }
  uint32_t before = token_rune(r->text, token - 1);
  return is_opening_bracket(before) || is_dash(before) || before == '/' ||
         r->roles[token - 1] == QUOTE_OPENS;
}

/* Close to a word or stop before it, and not glued to a word after it. */
static bool looks_closing(const Reader *r, uint32_t token) {
  return glued_before(r, token) &&
         (!glued_after(r, token) || r->text->tokens.v[token + 1].kind == TOKEN_PUNCTUATION);
}

static bool is_single(uint32_t c) {
  return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A;
}

/* A single mark after a word in -s, before a word in lower case: the soldiers' families. */
static bool may_be_possessive(const Reader *r, uint32_t token) {
  const Token *before = &r->text->tokens.v[token - 1];
  const Token *after = &r->text->tokens.v[token + 1];
  char last = r->text->document->text.p[before->span.end - 1];
  return before->kind == TOKEN_WORD && (last == 's' || last == 'S') && token + 1 < r->end &&
         after->kind == TOKEN_WORD && !after->capital && after->space_before;
}

static bool closes_single(const Reader *r, uint32_t token) {
  uint32_t c = token_rune(r->text, token);
  return (c == '\'' || c == 0x2019) && looks_closing(r, token);
}

/* A mark that could close a single quotation follows before one opens; `sure`: and is no plural
   possessive. */
static bool single_close_ahead(const Reader *r, uint32_t token, bool sure) {
  uint32_t last = r->end - token > QUOTE_AHEAD ? token + QUOTE_AHEAD : r->end;
  for (uint32_t i = token + 1; i < last; i++) {
    if (r->text->tokens.v[i].kind != TOKEN_PUNCTUATION) {
      continue;
    }
    if (closes_single(r, i) && !(sure && may_be_possessive(r, i))) {
      return true;
    }
    if (token_rune(r->text, i) == 0x2018) {
      return false;
    }
  }
  return false;
}

/* Depth of the innermost open quotation that one of these marks opened; -1 if there is none. */
static int open_with(const Reader *r, uint32_t a, uint32_t b) {
  for (uint32_t i = r->depth; i-- > 0;) {
    if (r->open[i].rune == a || r->open[i].rune == b) {
      return (int)i;
    }
  }
  return -1;
}

/* A double mark that opens behind a sentence's end tells that the one before was forgotten to be
   closed. */
static void forgotten_end(Reader *r, uint32_t token, uint32_t rune) {
  int depth = rune == '"' || rune == 0x201C ? open_with(r, rune, rune) : -1;
  uint32_t before = token > r->first ? token_rune(r->text, token - 1) : 0;
  if (depth < 0 || (before != '.' && before != '!' && before != '?')) {
    return;
  }
  while (r->depth > (uint32_t)depth) {
    r->text->quotations.v[r->open[--r->depth].quotation].end = token;
  }
}

static void quote_open(Reader *r, uint32_t token, uint32_t rune) {
  forgotten_end(r, token, rune);
  if (r->depth == QUOTE_DEPTH) {
    return;
  }
  Text *text = r->text;
  r->open[r->depth++] = (Open){text->quotations.n, rune};
  array_push(r->arena, &text->quotations, (Quotation){.first = token, .end = r->end});
  r->roles[token] = QUOTE_OPENS;
}

/* Closes the quotation at this depth; those opened inside it and never closed end before it. */
static void quote_close(Reader *r, uint32_t token, uint32_t depth) {
  while (r->depth > depth + 1) {
    r->text->quotations.v[r->open[--r->depth].quotation].end = token;
  }
  Quotation *q = &r->text->quotations.v[r->open[depth].quotation];
  q->end = token + 1;
  q->closed = true;
  r->depth = depth;
  r->roles[token] = QUOTE_CLOSES;
}

static void read_straight(Reader *r, uint32_t token) {
  int depth = open_with(r, '"', '"');
  if (depth < 0 && looks_closing(r, token)) {
    depth = open_with(r, 0x201C, 0x201C); /* marks of both kinds, mixed */
  }
  if (depth >= 0 && !looks_opening(r, token)) {
    quote_close(r, token, (uint32_t)depth);
  } else if (looks_opening(r, token) || (!glued_before(r, token) && depth < 0)) {
    quote_open(r, token, '"');
  }
}

static void read_curved(Reader *r, uint32_t token, uint32_t c) {
  int depth = c == 0x201C ? open_with(r, 0x201E, 0x201E) : open_with(r, 0x201C, 0x201E);
  if (depth < 0 && c == 0x201D && looks_closing(r, token)) {
    depth = open_with(r, '"', '"');
  }
  if (depth >= 0 && !(c == 0x201C && looks_opening(r, token))) {
    quote_close(r, token, (uint32_t)depth);
  } else if (c == 0x201C || looks_opening(r, token)) {
    quote_open(r, token, 0x201C); /* ” before a word is a slip for “ */
  }
}

static void read_single(Reader *r, uint32_t token, uint32_t c) {
  int depth = open_with(r, 0x2018, '\'');
  if (c != 0x2018 && depth >= 0 && closes_single(r, token) &&
      !(may_be_possessive(r, token) && single_close_ahead(r, token, false))) {
    quote_close(r, token, (uint32_t)depth);
    return;
  }
  bool before_year = token + 1 < r->end && r->text->tokens.v[token + 1].kind == TOKEN_NUMBER &&
                     span_length(r->text->tokens.v[token + 1].span) == 2;
  if (c != 0x2019 && looks_opening(r, token) && !before_year &&
      single_close_ahead(r, token, true)) {
    quote_open(r, token, c == 0x2018 ? 0x2018 : '\'');
  }
}

static void read_mark(Reader *r, uint32_t token, uint32_t c) {
  int depth;
  switch (c) {
    case '"':
      read_straight(r, token);
      break;
    case 0x201C:
    case 0x201D:
      read_curved(r, token, c);
      break;
    case 0x201E:
    case 0x00AB:
      quote_open(r, token, c);
      break;
    case 0x00BB:
      depth = open_with(r, 0x00AB, 0x00AB);
      if (depth >= 0) {
        quote_close(r, token, (uint32_t)depth);
      }
      break;
    default:
      if (is_single(c)) {
        read_single(r, token, c);
      }
  }
}

/* Two single marks side by side stand for a double one: ''so'', ``so''. */
static bool is_typed_double(const Reader *r, uint32_t token) {
  uint32_t c = token_rune(r->text, token);
  return token + 1 < r->end && (c == '\'' || c == '`') && glued_after(r, token) &&
         token_rune(r->text, token + 1) == c;
}

static void read_typed_double(Reader *r, uint32_t token) {
  int depth = open_with(r, '`', '`');
  bool opening = looks_opening(r, token) && glued_after(r, token + 1);
  if (depth >= 0 && !opening) {
    quote_close(r, token + 1, (uint32_t)depth);
    r->roles[token] = QUOTE_CLOSES;
  } else if (opening) {
    quote_open(r, token, '`');
    r->roles[token + 1] = QUOTE_OPENS;
  }
}

void quotations_read(Text *text, const Paragraph *p, uint8_t *roles, Arena *arena) {
  Reader r = {.text = text, .first = p->first, .end = p->end, .roles = roles, .arena = arena};
  uint32_t before = text->quotations.n;
  for (uint32_t k = 0; k < p->stop_count; k++) {
    uint32_t i = p->stops[k];
    if (text->tokens.v[i].kind != TOKEN_PUNCTUATION) {
      continue;
    }
    if (is_typed_double(&r, i)) {
      read_typed_double(&r, i);
      k++; /* the second of the two */
    } else {
      read_mark(&r, i, token_rune(text, i));
    }
  }
  for (uint32_t q = before; q < text->quotations.n; q++) {
    Quotation *quotation = &text->quotations.v[q];
    quotation->span = tokens_span(text, quotation->first, quotation->end);
    for (uint32_t i = quotation->first; i < quotation->end; i++) {
      text->tokens.v[i].quoted = true;
    }
  }
}

/* Blocks, second half: paragraphs → kinds by the rules of the language pack, and what the rules
   capture → title, author, publisher, date.

   Facts about a block are computed once as a set of BlockWhen bits; a rule fits if its bits are a
   subset, its bounds hold and its pattern matches. Blocks are decided from the end backwards as
   long as nothing but furniture is met, then from the beginning. */
#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"
#include "doc/block_index.h"
#include "doc/blocks.h"

enum {
  BODY_WORDS_LEAST = 12,  /* words of a paragraph that ends like a sentence */
  BODY_WORDS_SURE = 30,   /* words that make a paragraph of anything */
  MARKS_MOST = 512,       /* highest footnote number */
  TWIN_LEAST = 20,        /* bytes of the shorter of two twins */
  TWIN_CREDIT_MOST = 80,  /* bytes that the longer may add */
  RANK_OVER = 4,
  RANK_BYLINE = 3,
  RANK_DATELINE = 2,
  RANK_BEHIND = 1, /* of a page: behind its text, where dates are often those of others, or of a change */
};

typedef struct Decide {
  const BlockRules *rules;
  Str text;
  bool plain, split, wants_title;
  Arena *arena;
  RawBlocks *blocks;
  Document *d;
  bool *body;                    /* per block */
  bool *decided;                 /* per block */
  const BlockRule **by;          /* per block: the rule that decided, or NULL */
  bool only_furniture;           /* so far, forwards */
  uint32_t first_body, last_body; /* blocks.n if there is none; by shape */
  uint32_t title_at;              /* a title that the reader of the format knows, or 0 */
  uint32_t mark_in[MARKS_MOST];  /* 1 + the first block with mark [n], 0 none */
  int date_rank, author_rank, publisher_rank;
  BlockText *work;
} Decide;

/* The last sign of a text with closing brackets, quotation marks and footnote marks passed over. */
static char last_sign(Str s) {
  for (;;) {
    Str before = s;
    size_t n = s.n;
    while (n && (ascii_is_digit(s.p[n - 1]) || s.p[n - 1] == ']')) {
      n--;
    }
    if (s.n && s.p[s.n - 1] == ']' && n && s.p[n - 1] == '[') {
      s.n = n - 1;
    }
    while (s.n && (strchr("\"')*", s.p[s.n - 1]) && s.p[s.n - 1])) {
      s.n--;
    }
    if (s.n > 3 && memcmp(s.p + s.n - 3, "\xE2\x80", 2) == 0 &&
        ((unsigned char)s.p[s.n - 1] == 0x9D || (unsigned char)s.p[s.n - 1] == 0x99)) {
      s.n -= 3;
    }
    s = str_trim(s);
    if (s.n == before.n) {
      break;
    }
  }
  if (s.n >= 3 && memcmp(s.p + s.n - 3, "\xE2\x80\xA6", 3) == 0) {
    return '.'; /* an ellipsis */
  }
  return s.n ? s.p[s.n - 1] : 0;
}

static bool is_stop(char c) {
  return c == '.' || c == '!' || c == '?';
}

/* Words of s; where there are `most` and more, not all need be counted. */
static uint32_t count_words(Str s, uint32_t most) {
  uint32_t words = 0;
  uint64_t before = 0x80; /* the top bit of white space, as that of the first byte: so it is at the start */
  for (size_t i = 0; i < s.n && words < most; i += 8) {
    char last[8] = "        ";
    if (i + 8 > s.n) {
      memcpy(last, s.p + i, s.n - i);
    }
    uint64_t x = eight_load(i + 8 > s.n ? last : s.p + i);
    uint64_t spaces = eight_equal(x, ' ') | eight_within(x, '\t', '\r');
    words += eight_count(~spaces & (spaces << 8 | before) & EIGHT_TOPS);
    before = spaces >> 56;
  }
  return words;
}

bool block_is_body(Str text) {
  uint32_t words = count_words(text, BODY_WORDS_SURE);
  return words >= BODY_WORDS_SURE || (words >= BODY_WORDS_LEAST && is_stop(last_sign(text)));
}

static Str block_text(const Decide *k, uint32_t i) {
  return str_cut(k->text, k->blocks->v[i].span);
}

/* ---- facts ---- */

/* Is one of them the other and a credit in brackets? */
static bool is_twin_of(Str a, Str b) {
  Str shorter = a.n <= b.n ? a : b, longer = a.n <= b.n ? b : a;
  if (shorter.n < TWIN_LEAST || memcmp(shorter.p, longer.p, shorter.n) != 0) {
    return false;
  }
  Str rest = str_trim((Str){longer.p + shorter.n, longer.n - shorter.n});
  return rest.n && rest.p[0] == '(' && rest.n <= TWIN_CREDIT_MOST;
}

/* Number at the beginning of a note: "[3] ", "3. ", "3 ", "(3) ", "^3 "; 0 if none. *bracketed: in
   square brackets. */
static uint32_t note_number(Str s) {
  size_t i = 0;
  uint32_t number = 0, digits = 0;
  char open = s.n ? s.p[0] : 0;
  if (open == '[' || open == '(' || open == '^') {
    i++;
  }
  while (i < s.n && ascii_is_digit(s.p[i]) && digits < 4) {
    number = number * 10 + (uint32_t)(s.p[i] - '0');
    digits++;
    i++;
  }
  if (!digits || i >= s.n) {
    return 0;
  }
  if (open == '[' || open == '(') {
    return s.p[i] == (open == '[' ? ']' : ')') ? number : 0;
  }
  if (s.p[i] == '.' || s.p[i] == ')') {
    i++;
  }
  return i < s.n && s.p[i] == ' ' ? number : 0;
}

/* Notes where marks [n] stand behind the first character of a block. */
static void find_marks(Decide *k) {
  const char *p = k->text.p, *end = p + k->text.n;
  uint32_t block = 0;
  while (p && p < end && (p = memchr(p, '[', (size_t)(end - p)))) {
    uint32_t at = (uint32_t)(p - k->text.p), number = 0, digits = 0;
    const char *q = p + 1;
    while (q < end && ascii_is_digit(*q) && digits < 4) {
      number = number * 10 + (uint32_t)(*q++ - '0');
      digits++;
    }
    p++;
    if (!digits || q >= end || *q != ']' || number >= MARKS_MOST) {
      continue;
    }
    while (block < k->blocks->n && k->blocks->v[block].span.end <= at) {
      block++;
    }
    if (block < k->blocks->n && k->blocks->v[block].span.start < at && !k->mark_in[number]) {
      k->mark_in[number] = block + 1;
    }
  }
}

static bool ends_with_mark(Str s) {
  size_t i = s.n;
  if (!i || s.p[--i] != ']') {
    return false;
  }
  size_t close = i;
  while (i && ascii_is_digit(s.p[i - 1])) {
    i--;
  }
  return i < close && i && s.p[i - 1] == '[';
}

static bool is_quoted(const BlockText *t) {
  uint32_t n = t->n;
  if (n < 3 || !t->whole) {
    return false;
  }
  while (n && strchr(".,;", t->bytes[n - 1])) {
    n--;
  }
  return t->bytes[0] == '"' && n && t->bytes[n - 1] == '"' &&
         !memchr(t->bytes + 1, '"', n - 2);
}

static void letter_facts(const BlockText *t, uint32_t *facts) {
  Str s = {t->bytes, t->n};
  bool any = false, any_small = false, first_upper = false;
  uint32_t length;
  for (size_t at = 0; at < s.n; at += length) {
    uint32_t c = utf8_decode(s, at, &length);
    if (!rune_is_letter(c)) {
      continue;
    }
    bool upper = rune_is_upper(c);
    first_upper = any ? first_upper : upper;
    any_small = any_small || !upper;
    if (any && any_small) {
      break;
    }
    any = true;
  }
  *facts |= first_upper || (t->n && ascii_is_digit(t->bytes[0])) ? (uint32_t)WHEN_CAPITAL : 0;
  *facts |= any && !any_small ? (uint32_t)WHEN_UPPER : 0;
}

static uint32_t facts_of(Decide *k, uint32_t i, bool top, bool end) {
  const RawBlock *b = &k->blocks->v[i];
  uint32_t n = k->blocks->n, facts = 0;
  Str s = block_text(k, i);
  char sign = last_sign(s);
  facts |= top ? WHEN_TOP : 0;
  facts |= end ? WHEN_END : 0;
  facts |= k->last_body < n && k->last_body > i ? WHEN_BETWEEN : 0;
  facts |= k->first_body < i ? WHEN_AFTER : 0;
  facts |= is_stop(sign) ? 0 : WHEN_NO_STOP;
  facts |= sign && strchr(".,;:", sign) ? 0 : WHEN_NO_DOT;
  facts |= b->lines <= 1 ? WHEN_ONE_LINE : 0;
  bool twin = (i && is_twin_of(s, block_text(k, i - 1))) ||
              (i + 1 < n && is_twin_of(s, block_text(k, i + 1)));
  facts |= twin ? WHEN_TWIN : 0;
  facts |= i && str_equal(s, block_text(k, i - 1)) ? WHEN_REPEAT : 0;
  facts |= i && str_ends(block_text(k, i - 1), ":") ? WHEN_INTRO : 0;
  facts |= ends_with_mark(s) ? WHEN_MARK : 0;
  facts |= is_quoted(k->work) ? WHEN_QUOTED : 0;
  uint32_t number = note_number(s);
  bool note = number && number < MARKS_MOST && k->mark_in[number] && k->mark_in[number] <= i;
  facts |= note ? WHEN_NOTE : 0;
  facts |= k->only_furniture ? WHEN_FIRST : 0;
  facts |= k->plain ? WHEN_PLAIN : 0;
  facts |= k->split ? WHEN_SPLIT : 0;
  facts |= b->gap_before ? 0 : WHEN_JOINED;
  facts |= b->gap_before && (i + 1 == n || k->blocks->v[i + 1].gap_before) ? WHEN_APART : 0;
  letter_facts(k->work, &facts);
  return facts;
}

/* ---- what rules capture ---- */

/* The first name of an agency's line for any of its names; else the words as they are. */
static Str canonical(Decide *k, Str words) {
  const BlockList *agencies = block_rules_list(k->rules, str_lit("agency"));
  uint32_t value = 0;
  if (agencies && words.n && block_list_read(agencies, words, &value) == words.n && value &&
      value <= k->rules->names.n) {
    words = k->rules->names.v[value - 1];
  }
  return str_copy(k->arena, words);
}

/* Sets a field if it is empty or was set with less rank by a rule; a given value has rank 100. */
static void field_set(Decide *k, Str *field, int *rank, int new_rank, Str words) {
  while (words.n && strchr(",;:|-*. ", words.p[words.n - 1])) {
    words.n--;
  }
  if (words.n && new_rank > *rank) {
    *field = canonical(k, words);
    *rank = new_rank;
  }
}

static void take_captures(Decide *k, const RawBlock *b, const BlockRule *rule, bool end,
                          const BlockCapture *capture) {
  bool over = (rule->when & WHEN_OVER) != 0;
  bool changed = str_is(rule->name, "byline.changed");
  bool outside = !k->plain && b->kind == BLOCK_FURNITURE;
  bool above = outside && b < k->blocks->v + k->title_at; /* perhaps the day of the reader */
  bool behind = !k->plain && (end || changed || above);
  int rank = over                            ? RANK_OVER
             : behind                        ? RANK_BEHIND
             : rule->kind == BLOCK_PARAGRAPH ? RANK_DATELINE
                                             : RANK_BYLINE;
  if (outside && end) {
    return; /* what is told of other pages */
  }
  field_set(k, &k->d->author, &k->author_rank, over ? RANK_OVER : 1, capture->author);
  field_set(k, &k->d->publisher, &k->publisher_rank, over ? RANK_OVER : 1, capture->publisher);
  if (capture->date.year && rank > k->date_rank) {
    char out[16];
    size_t n = civil_write(capture->date, out);
    k->d->date = str_copy(k->arena, (Str){out, n});
    k->d->date_basis = str_starts(rule->name, "dateline") ? DATE_DATELINE : DATE_BYLINE;
    k->d->date_weak = rank == RANK_BEHIND;
    k->date_rank = rank;
  }
}

/* ---- deciding ---- */

/* May a rule change what the reader of the format knows? */
static bool may_become(const RawBlock *b, BlockKind kind) {
  if (b->fixed) {
    return false;
  }
  return b->kind == BLOCK_PARAGRAPH || kind == BLOCK_FURNITURE || kind == BLOCK_BYLINE ||
         kind == BLOCK_CAPTION || kind == BLOCK_FOOTNOTE;
}

static void take_title(Decide *k, const RawBlock *b) {
  if (k->wants_title && !k->d->title.n) {
    k->d->title = str_copy(k->arena, str_cut(k->text, b->span));
  }
}

/* Whether all conditions of a rule but its pattern hold. */
static bool conditions_hold(const Decide *k, const RawBlock *b, const BlockRule *rule,
                            uint32_t facts) {
  bool fits = k->work->words >= rule->min_words &&
              (!rule->max_words || k->work->words <= rule->max_words);
  return fits && !(rule->when & BLOCK_FACTS & ~facts) && may_become(b, rule->kind) &&
         (rule->kind != BLOCK_TITLE || k->wants_title);
}

static void rule_apply(Decide *k, uint32_t i, const BlockRule *rule, bool end,
                       const BlockCapture *capture) {
  RawBlock *b = &k->blocks->v[i];
  take_captures(k, b, rule, end, capture);
  b->rule = rule->name;
  b->section = (rule->when & WHEN_SECTION) != 0;
  b->section_all = (rule->when & WHEN_ALL) && !(rule->when & WHEN_REST);
  if (rule->kind != BLOCK_PARAGRAPH) {
    b->kind = rule->kind;
    b->number = rule->kind == BLOCK_FOOTNOTE ? note_number(block_text(k, i)) : 0;
    k->decided[i] = true;
  }
  if (rule->kind == BLOCK_TITLE) {
    take_title(k, b);
  }
  k->by[i] = rule;
}

/* The first rule that fits decides. */
static void decide_block(Decide *k, uint32_t i, bool top, bool end) {
  BlockCapture capture;
  BlockRuleSet may;
  BlockHeld held;
  block_text_make(block_text(k, i), k->work);
  uint32_t facts = facts_of(k, i, top, end);
  block_index_find(k->rules, k->work, facts, &held, &may);
  for (uint32_t w = 0; w < k->rules->set_words; w++) {
    for (uint64_t bits = may.bits[w]; bits; bits &= bits - 1) {
      const BlockRule *rule = &k->rules->rules.v[w * 64 + (uint32_t)__builtin_ctzll(bits)];
      if (conditions_hold(k, &k->blocks->v[i], rule, facts) &&
          block_index_holds(k->rules, rule, &held) &&
          block_rule_matches(k->rules, rule, k->work, &capture)) {
        rule_apply(k, i, rule, end, &capture);
        return;
      }
    }
  }
}

static void decide_backwards(Decide *k) {
  for (uint32_t i = k->blocks->n; i-- > 0;) {
    if (i < k->first_body || i == 0) {
      break; /* what stands before the first body paragraph is decided forwards */
    }
    decide_block(k, i, i <= k->first_body, true);
    if (!k->decided[i] && k->body[i]) {
      break;
    }
  }
}

static void decide_forwards(Decide *k) {
  bool top = true, rest_all = false;
  const BlockRule *rest = NULL;
  for (uint32_t i = 0; i < k->blocks->n; i++) {
    RawBlock *b = &k->blocks->v[i];
    if (!k->decided[i]) {
      decide_block(k, i, top, k->first_body == k->blocks->n);
    }
    const BlockRule *rule = k->by[i];
    bool begins = !k->plain && b->kind == BLOCK_HEADING && !k->decided[i];
    rest = begins ? NULL : rest; /* on a page the next heading begins something else */
    if (rest && !k->decided[i] && (rest_all || !k->body[i]) && may_become(b, rest->kind)) {
      b->kind = rest->kind;
      b->rule = rest->name;
      k->decided[i] = true;
    } else if (rest && !rest_all && k->body[i] && !k->decided[i]) {
      rest = NULL;
    }
    if (rule && (rule->when & WHEN_REST)) {
      rest = rule;
      rest_all = (rule->when & WHEN_ALL) && k->first_body < i;
    }
    top = top && (k->decided[i] || !k->body[i]);
    k->only_furniture = k->only_furniture && (b->kind == BLOCK_FURNITURE ||
                                              b->kind == BLOCK_BYLINE || b->kind == BLOCK_CAPTION);
  }
}

void blocks_decide(const BlockRules *rules, Str text, bool plain, bool wants_title, Arena *arena,
                   RawBlocks *blocks, Document *d) {
  if (!rules || !rules->rules.n || !blocks->n) {
    return;
  }
  Decide *k = arena_new(arena, Decide);
  uint32_t gaps = 0, n = blocks->n;
  k->rules = rules, k->text = text, k->plain = plain, k->wants_title = wants_title;
  k->arena = arena, k->blocks = blocks, k->d = d;
  k->first_body = k->last_body = n;
  k->work = arena_raw(arena, sizeof *k->work); /* large, and filled anew each time */
  k->body = arena_array(arena, bool, n);
  k->decided = arena_array(arena, bool, n);
  k->by = arena_array(arena, const BlockRule *, n);
  k->date_rank = d->date.n ? 100 : 0;
  k->author_rank = d->author.n ? 100 : 0;
  k->publisher_rank = d->publisher.n ? 100 : 0;
  for (uint32_t i = 0; i < n; i++) {
    k->body[i] = blocks->v[i].kind != BLOCK_FURNITURE && block_is_body(block_text(k, i));
    k->decided[i] = blocks->v[i].fixed;
    k->title_at = blocks->v[i].fixed && blocks->v[i].kind == BLOCK_TITLE ? i : k->title_at;
    gaps += blocks->v[i].gap_before;
    if (k->body[i]) {
      k->first_body = k->first_body == n ? i : k->first_body;
      k->last_body = i;
    }
  }
  k->split = gaps * 2 > n;
  find_marks(k);
  decide_backwards(k);
  k->only_furniture = true;
  decide_forwards(k);
}

void blocks_finish(const RawBlocks *blocks, uint32_t shift, Arena *arena, Document *d) {
  if (shift) {
    array_push(arena, &d->blocks, (Block){.span = {0, shift - 2}, .kind = BLOCK_TITLE});
  }
  for (uint32_t i = 0; i < blocks->n; i++) {
    const RawBlock *b = &blocks->v[i];
    Block block = {.span = {b->span.start + shift, b->span.end + shift},
                   .kind = b->kind, .number = b->number, .rule = b->rule};
    array_push(arena, &d->blocks, block);
  }
}

/* Pattern: the text of a pattern (pattern.h) to a tree of nodes. */
#include "lang/compile_model.h"

enum { NEST_MOST = 40, WIDTH_MOST = 1000 /* widths beyond it are all alike */ };

typedef struct Parser {
  Compiler *c;
  Str text;
  size_t at;
  Place place;
  const PatternScope *scope;
  uint32_t nest;
  bool failed; /* a problem was noted; nothing further is */
} Parser;

static Node *parse_choice(Parser *p);

static void *fail(Parser *p, const char *message) {
  if (!p->failed) {
    Str rest = {p->text.p + p->at, p->text.n - p->at};
    if (rest.n > 40) {
      for (rest.n = 40; rest.n && ((unsigned char)rest.p[rest.n] & 0xC0) == 0x80; rest.n--) {
      }
    }
    problem_add(p->c, p->place, rest.n ? "%s at \"%.*s\"" : "%s at the end%.*s", message,
                STR_ARG(rest));
  }
  p->failed = true;
  return NULL;
}

static char peek(const Parser *p) {
  return p->at < p->text.n ? p->text.p[p->at] : 0;
}

static bool take(Parser *p, const char *what) {
  Str rest = {p->text.p + p->at, p->text.n - p->at};
  if (!str_starts(rest, what)) {
    return false;
  }
  p->at += strlen(what);
  return true;
}

static void skip_space(Parser *p) {
  while (peek(p) == ' ' || peek(p) == '\t') {
    p->at++;
  }
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_char(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
}

/* ---------------------------------------------------------------------------- nodes */

static Node *node_new(Parser *p, NodeKind kind, uint32_t least, uint32_t most) {
  Node *node = arena_new(p->c->arena, Node);
  *node = (Node){.kind = kind, .least = least, .most = most, .size = 1, .depth = 1};
  return node;
}

static uint32_t larger(uint32_t a, uint32_t b) {
  return a > b ? a : b;
}

static uint32_t width(uint32_t symbols) {
  return symbols < WIDTH_MOST ? symbols : WIDTH_MOST;
}

/* Takes what a child adds to the size and nesting of its parent. */
static void measure(Parser *p, Node *parent, const Node *child) {
  parent->size += child->size;
  parent->depth = larger(parent->depth, child->depth + 1);
  parent->loops = larger(parent->loops, child->loops);
  parent->looks = larger(parent->looks, child->looks);
  parent->captures = parent->captures || child->captures;
  if (parent->size > NODE_SIZE_MOST || parent->depth > NODE_DEPTH_MOST) {
    fail(p, "this pattern is too large or too deeply nested");
  }
}

/* A parent of one child, which may be shared. */
static Node *node_around(Parser *p, NodeKind kind, Node *child) {
  Node *node = node_new(p, kind, child->least, child->most);
  node->child = child;
  measure(p, node, child);
  return node;
}

static Node *node_word(Parser *p, uint32_t word) {
  Node *node = node_new(p, NODE_WORD, 1, 1);
  node->word = word;
  return node;
}

/* The words of a text, as one node. */
static Node *node_words(Parser *p, Str text) {
  uint32_t words[PACK_PHRASE_WORDS];
  uint32_t n = words_early(p->c, text, p->place, words);
  if (n == 0) {
    p->failed = true;
    return NULL;
  }
  if (n == 1) {
    return node_word(p, words[0]);
  }
  Node *sequence = node_new(p, NODE_SEQUENCE, n, n);
  Node **end = &sequence->child;
  for (uint32_t i = 0; i < n; i++) {
    *end = node_word(p, words[i]);
    measure(p, sequence, *end);
    end = &(*end)->next;
  }
  return sequence;
}

/* ---------------------------------------------------------------------------- atoms */

static Node *parse_quoted(Parser *p) {
  char *out = arena_bytes(p->c->arena, p->text.n + 1);
  size_t n = 0;
  for (p->at++; p->at < p->text.n && p->text.p[p->at] != '"'; p->at++) {
    if (p->text.p[p->at] == '\\' && p->at + 1 < p->text.n) {
      p->at++;
    }
    out[n++] = p->text.p[p->at];
  }
  if (!take(p, "\"")) {
    return fail(p, "expected a closing quotation mark");
  }
  return node_words(p, (Str){out, n});
}

static bool is_word_char(char c) {
  return is_name_char(c) || c == '\'' || ((unsigned char)c & 0x80) != 0;
}

static Node *parse_word(Parser *p) {
  size_t start = p->at;
  while (is_word_char(peek(p))) {
    p->at++;
  }
  if (p->at == start) {
    return fail(p, "expected a word, <tag>, . or ( (other characters need quotation marks)");
  }
  return node_words(p, (Str){p->text.p + start, p->at - start});
}

/* <a&b|!c>: clauses of tags that must and must not be there. */
static Node *parse_test(Parser *p) {
  Node *node = node_new(p, NODE_TEST, 1, 1);
  ARRAY(Clause) clauses = {0};
  p->at++;
  do {
    Clause clause = {{{0}}, {{0}}};
    uint32_t tags = 0;
    do {
      skip_space(p);
      bool not = take(p, "!");
      skip_space(p);
      size_t start = p->at;
      while (is_name_char(peek(p)) || peek(p) == '.') {
        p->at++;
      }
      if (p->at == start) {
        return fail(p, "expected the name of a tag");
      }
      if (++tags > PACK_CLAUSE_TAGS) {
        return fail(p, "too many tags are joined by &");
      }
      uint32_t tag = tag_early(p->c, (Str){p->text.p + start, p->at - start}, p->place);
      tagset_add(not ? &clause.none : &clause.all, (int)tag);
      tagset_add(&p->c->asked, (int)tag);
      skip_space(p);
    } while (take(p, "&"));
    array_push(p->c->arena, &clauses, clause);
  } while (take(p, "|"));
  if (!take(p, ">")) {
    return fail(p, "expected & | or > behind a tag");
  }
  node->clauses = clauses.v;
  node->clauses_n = clauses.n;
  return node;
}

/* $NAME, or $ alone: the end of the row. */
static Node *parse_dollar(Parser *p) {
  size_t start = ++p->at;
  if (!is_letter(peek(p))) {
    return node_new(p, NODE_END, 0, 0);
  }
  while (is_name_char(peek(p))) {
    p->at++;
  }
  Str name = {p->text.p + start, p->at - start};
  const uint32_t *let = map_find(p->scope->lets, name);
  if (!let) {
    p->at = start - 1;
    return fail(p, "expected a name that a let before this line gives");
  }
  Node *node = p->scope->let_nodes[*let];
  if (!node) {
    p->failed = true; /* its own line has a problem already */
    return NULL;
  }
  return node_around(p, NODE_SEQUENCE, node);
}

/* The inside of brackets and the closing one. */
static Node *parse_inside(Parser *p) {
  if (++p->nest > NEST_MOST) {
    return fail(p, "brackets are nested too deeply");
  }
  Node *node = parse_choice(p);
  p->nest--;
  if (!node || p->failed) {
    return NULL;
  }
  return take(p, ")") ? node : fail(p, "expected )");
}

static Node *parse_look(Parser *p, bool behind, bool negative) {
  size_t start = p->at;
  Node *inside = parse_inside(p);
  if (!inside) {
    return NULL;
  }
  Node *node = node_around(p, NODE_LOOK, inside);
  node->least = node->most = 0;
  node->behind = behind;
  node->negative = negative;
  node->low = inside->least;
  node->looks++;
  if (behind && (inside->least != inside->most || inside->most > PACK_REPEAT)) {
    p->at = start;
    return fail(p, "what stands before must have a fixed length, of 40 symbols at most,");
  }
  if (negative && node->captures) {
    p->at = start;
    return fail(p, "what must not match can capture nothing,");
  }
  return node->looks > PACK_LOOK_DEPTH ? fail(p, "looks are nested too deeply") : node;
}

static Node *parse_bracket(Parser *p) {
  if (take(p, "(?=")) {
    return parse_look(p, false, false);
  }
  if (take(p, "(?!")) {
    return parse_look(p, false, true);
  }
  if (take(p, "(?<!")) {
    return parse_look(p, true, true);
  }
  if (take(p, "(?<")) {
    return parse_look(p, true, false);
  }
  if (take(p, "(?")) {
    p->at -= 2;
    return fail(p, "expected (?= (?! (?< or (?<!");
  }
  p->at++;
  return parse_inside(p);
}

static Node *parse_atom(Parser *p) {
  switch (peek(p)) {
    case '"':
      return parse_quoted(p);
    case '<':
      return parse_test(p);
    case '.':
      p->at++;
      return node_new(p, NODE_ANY, 1, 1);
    case '^':
      p->at++;
      return node_new(p, NODE_BEGIN, 0, 0);
    case '$':
      return parse_dollar(p);
    case '(':
      return parse_bracket(p);
    default:
      return parse_word(p);
  }
}

/* ---------------------------------------------------------------------------- items */

static bool parse_number(Parser *p, uint32_t *number) {
  size_t start = p->at;
  *number = 0;
  while (peek(p) >= '0' && peek(p) <= '9' && p->at - start < 3) {
    *number = *number * 10 + (uint32_t)(peek(p) - '0');
    p->at++;
  }
  return p->at > start;
}

/* ? * + {2,5} {3} behind an item; false if there is none or a problem. */
static bool parse_times(Parser *p, uint32_t *low, uint32_t *high) {
  *low = peek(p) == '+';
  *high = peek(p) == '?' ? 1 : PACK_REPEAT;
  if (take(p, "?") || take(p, "*") || take(p, "+")) {
    return true;
  }
  if (peek(p) != '{') {
    return false;
  }
  size_t start = p->at++;
  bool ok = parse_number(p, low);
  *high = *low;
  if (ok && take(p, ",")) {
    ok = parse_number(p, high);
  }
  if (!ok || !take(p, "}") || *low > *high || *high == 0 || *high > PACK_REPEAT) {
    p->at = start;
    fail(p, "expected {LEAST,MOST} of 0 to 40");
    return false;
  }
  return true;
}

static Node *parse_item(Parser *p) {
  size_t start = p->at, end = p->at;
  while (end < p->text.n && is_name_char(p->text.p[end])) {
    end++;
  }
  if (end > start && end < p->text.n && p->text.p[end] == ':' && is_letter(p->text.p[start])) {
    Str name = {p->text.p + start, end - start};
    uint32_t number = *map_put(p->scope->captures, name, p->scope->captures->n, NULL);
    if (number >= PATTERN_CAPTURES) {
      return fail(p, "this file has more than 12 names of captures,");
    }
    p->at = end + 1;
    Node *inside = parse_item(p);
    if (!inside) {
      return NULL;
    }
    Node *node = node_around(p, NODE_CAPTURE, inside);
    node->capture = number;
    node->captures = true;
    return node;
  }
  Node *node = parse_atom(p);
  uint32_t low, high;
  if (node && parse_times(p, &low, &high)) {
    Node *repeat = node_around(p, NODE_REPEAT, node);
    repeat->low = low;
    repeat->high = high;
    repeat->least = width(node->least * low);
    repeat->most = width(node->most * high);
    repeat->loops++;
    node = repeat;
    if (peek(p) == '?' || peek(p) == '*' || peek(p) == '+') {
      return fail(p, "expected one of ? * + {} only");
    }
  }
  if (node && node->loops > PACK_LOOP_DEPTH) {
    return fail(p, "repetitions are nested too deeply");
  }
  return p->failed ? NULL : node;
}

static Node *parse_sequence(Parser *p) {
  Node *sequence = node_new(p, NODE_SEQUENCE, 0, 0);
  Node **end = &sequence->child;
  for (skip_space(p); p->at < p->text.n && peek(p) != '|' && peek(p) != ')'; skip_space(p)) {
    Node *item = parse_item(p);
    if (!item) {
      return NULL;
    }
    measure(p, sequence, item);
    sequence->least = width(sequence->least + item->least);
    sequence->most = width(sequence->most + item->most);
    *end = item;
    end = &item->next;
  }
  return sequence->child ? sequence : fail(p, "expected a pattern, found nothing,");
}

static Node *parse_choice(Parser *p) {
  Node *first = parse_sequence(p);
  if (!first || peek(p) != '|') {
    return first;
  }
  Node *choice = node_new(p, NODE_CHOICE, first->least, first->most);
  Node **end = &choice->child;
  for (Node *node = first;;) {
    measure(p, choice, node);
    choice->least = node->least < choice->least ? node->least : choice->least;
    choice->most = larger(choice->most, node->most);
    *end = node;
    end = &node->next;
    if (!take(p, "|")) {
      return choice;
    }
    if (!(node = parse_sequence(p))) {
      return NULL;
    }
  }
}

Node *pattern_parse(Compiler *c, Str text, Place place, const PatternScope *scope) {
  Parser p = {.c = c, .text = text, .place = place, .scope = scope};
  Node *node = parse_choice(&p);
  if (node && !p.failed && p.at < text.n) {
    fail(&p, "expected an opening ( for the )");
  }
  return p.failed ? NULL : node;
}

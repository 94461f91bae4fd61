/* One pass, by descent. Whatever is not plain ends it: a full parser then says what it is. */
#include "base/json_tree.h"

#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"

enum { DEPTH_MOST = 40, DIGITS_SURE = 15 };

typedef struct Tree {
  const char *p, *end;
  Arena *arena;
} Tree;

static bool node_read(Tree *t, TreeNode *node, int depth);

static void space_pass(Tree *t) {
  while (t->p < t->end && (*t->p == ' ' || *t->p == '\t' || *t->p == '\r' || *t->p == '\n')) {
    t->p++;
  }
}

static bool take(Tree *t, char c) {
  space_pass(t);
  bool there = t->p < t->end && *t->p == c;
  t->p += there;
  return there;
}

/* ---- strings --------------------------------------------------------------------------------- */

/* Passes over what needs no look, up to a quotation mark, a backslash or a control character. */
static void plain_pass(Tree *t) {
  while (t->end - t->p >= 8) {
    uint64_t x = eight_load(t->p);
    uint64_t look = eight_equal(x, '"') | eight_equal(x, '\\') | (~eight_from(x, ' ') & EIGHT_TOPS);
    if (look) {
      t->p += eight_first(look);
      return;
    }
    t->p += 8;
  }
  while (t->p < t->end && *t->p != '"' && *t->p != '\\' && (unsigned char)*t->p >= ' ') {
    t->p++;
  }
}

/* The escape at t->p, behind the backslash. */
static bool escape_read(Tree *t, char **to) {
  static const char signs[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
  const char *sign = t->p < t->end && *t->p ? strchr(signs, *t->p) : NULL;
  if (sign) {
    *(*to)++ = means[sign - signs];
    t->p++;
    return true;
  }
  if (t->end - t->p < 5 || *t->p != 'u') {
    return false;
  }
  uint32_t c = 0;
  for (int i = 1; i <= 4; i++) {
    int digit = ascii_hex(t->p[i]);
    if (digit < 0) {
      return false;
    }
    c = c * 16 + (uint32_t)digit;
  }
  if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
    return false;
  }
  t->p += 5;
  *to += utf8_encode(c, *to);
  return true;
}

/* The string from `from`, whose first backslash stands at t->p. */
static bool escaped_read(Tree *t, const char *from, Str *text) {
  const char *last = t->p; /* its end, so that there is room: no escape is shorter than what it means */
  while (last < t->end && *last != '"') {
    last += *last == '\\' && last + 1 < t->end ? 2 : 1;
  }
  if (last == t->end) {
    return false;
  }
  char *out = arena_bytes(t->arena, (size_t)(last - from) + 1), *to = out;
  for (t->p = from; *t->p != '"';) {
    from = t->p;
    plain_pass(t);
    memcpy(to, from, (size_t)(t->p - from));
    to += t->p - from;
    if ((unsigned char)*t->p < ' ') {
      return false;
    }
    if (*t->p == '\\') {
      t->p++;
      if (!escape_read(t, &to)) {
        return false;
      }
    }
  }
  t->p++;
  *text = (Str){out, (size_t)(to - out)};
  return true;
}

/* The string behind its quotation mark. */
static bool string_read(Tree *t, Str *text) {
  const char *from = t->p;
  plain_pass(t);
  if (t->p < t->end && *t->p == '\\') {
    return escaped_read(t, from, text);
  }
  *text = (Str){from, (size_t)(t->p - from)};
  return t->p < t->end && *t->p++ == '"';
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* How many digits there are, up to more than is sure; and with them what *digits has become. */
static int digits_pass(Tree *t, int64_t *digits) {
  int n = 0;
  for (; t->p < t->end && ascii_is_digit(*t->p) && n <= DIGITS_SURE; t->p++, n++) {
    *digits = n < DIGITS_SURE && *digits < INT64_C(100000000000000) ? *digits * 10 + (*t->p - '0') : 0;
  }
  return n;
}

/* Of at most 15 digits, both the digits and the power of ten are exact as a double, and so is rounded
   once what comes of them. */
static bool number_read(Tree *t, TreeNode *node) {
  int64_t digits = 0;
  bool minus = t->p < t->end && *t->p == '-';
  t->p += minus;
  bool zero = t->p < t->end && *t->p == '0';
  int whole = digits_pass(t, &digits), fraction = 0;
  if (whole == 0 || (zero && whole > 1)) {
    return false;
  }
  bool point = t->p < t->end && *t->p == '.';
  if (point) {
    t->p++;
    fraction = digits_pass(t, &digits);
  }
  if ((point && !fraction) || whole + fraction > DIGITS_SURE ||
      (t->p < t->end && (*t->p | 32) == 'e')) {
    return false;
  }
  node->kind = point ? TREE_REAL : TREE_WHOLE;
  node->whole = minus ? -digits : digits;
  double power = 1;
  for (int i = 0; i < fraction; i++) {
    power *= 10;
  }
  node->real = (double)digits / power;
  node->real = minus ? -node->real : node->real;
  return true;
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static bool word_read(Tree *t, TreeNode *node, const char *word, TreeKind kind) {
  size_t n = strlen(word);
  node->kind = kind;
  bool there = (size_t)(t->end - t->p) >= n && memcmp(t->p, word, n) == 0;
  t->p += there ? n : 0;
  return there;
}

/* Whether another member before `last` has its name. Names of other lengths or first bytes, told by a bit
   each in *seen, need no look. */
static bool is_twice(const TreeNode *first, const TreeNode *last, uint64_t *seen) {
  Str name = last->name;
  size_t look = name.n ? name.n * 7 + (uint8_t)name.p[0] * 3u + (uint8_t)name.p[name.n - 1] : 0;
  uint64_t bit = UINT64_C(1) << (look & 63);
  bool twice = false;
  if (*seen & bit) {
    for (const TreeNode *n = first; n != last && !twice; n = n->next) {
      twice = str_equal(n->name, name);
    }
  }
  *seen |= bit;
  return twice;
}

/* The nodes of an array or object, behind its bracket. */
static bool nodes_read(Tree *t, TreeNode *parent, int depth) {
  bool object = parent->kind == TREE_OBJECT;
  char close = object ? '}' : ']';
  uint64_t seen = 0;
  TreeNode **next = &parent->first;
  if (take(t, close)) {
    return true;
  }
  do {
    TreeNode *node = arena_new(t->arena, TreeNode);
    *next = node;
    next = &node->next;
    parent->count++;
    if (object && (!take(t, '"') || !string_read(t, &node->name) || !take(t, ':') ||
                   is_twice(parent->first, node, &seen))) {
      return false;
    }
    space_pass(t);
    if (!node_read(t, node, depth)) {
      return false;
    }
  } while (take(t, ','));
  return take(t, close);
}

static bool node_read(Tree *t, TreeNode *node, int depth) {
  if (t->p == t->end || depth > DEPTH_MOST) {
    return false;
  }
  switch (*t->p) {
    case '"':
      t->p++;
      node->kind = TREE_STRING;
      return string_read(t, &node->text);
    case '{':
    case '[':
      node->kind = *t->p++ == '{' ? TREE_OBJECT : TREE_ARRAY;
      return nodes_read(t, node, depth + 1);
    case 'n':
      return word_read(t, node, "null", TREE_NULL);
    case 't':
      return word_read(t, node, "true", TREE_TRUE);
    case 'f':
      return word_read(t, node, "false", TREE_FALSE);
    default:
      return number_read(t, node);
  }
}

TreeNode *json_tree_read(Str line, Arena *arena) {
  if (!line.n || utf8_valid_prefix(line) < line.n) {
    return NULL;
  }
  Tree t = {line.p, line.p + line.n, arena};
  TreeNode *root = arena_new(arena, TreeNode);
  space_pass(&t);
  bool object = t.p < t.end && *t.p == '{' && node_read(&t, root, 0);
  space_pass(&t);
  return object && t.p == t.end ? root : NULL;
}

const TreeNode *tree_member(const TreeNode *object, Str name) {
  for (const TreeNode *n = object->first; n; n = n->next) {
    if (str_equal(n->name, name)) {
      return n;
    }
  }
  return NULL;
}

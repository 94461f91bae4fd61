/* Block rules: lines of data → rules, lists, hints and limits; patterns → operations. */
#include "doc/block_rules.h"

enum { PATTERN_DEPTH = 8, CHOICES_MOST = 64, RULE_COLUMNS = 5 };

static const struct {
  const char *name;
  uint32_t flag;
} conditions[] = {
    {"top", WHEN_TOP},         {"end", WHEN_END},       {"between", WHEN_BETWEEN},
    {"nostop", WHEN_NO_STOP},  {"nodot", WHEN_NO_DOT},  {"oneline", WHEN_ONE_LINE},
    {"twin", WHEN_TWIN},       {"intro", WHEN_INTRO},   {"mark", WHEN_MARK},
    {"quoted", WHEN_QUOTED},   {"note", WHEN_NOTE},     {"first", WHEN_FIRST},
    {"plain", WHEN_PLAIN},     {"capital", WHEN_CAPITAL}, {"upper", WHEN_UPPER},
    {"rest", WHEN_REST},       {"all", WHEN_ALL},       {"prefix", WHEN_PREFIX},
    {"case", WHEN_CASE},       {"apart", WHEN_APART},   {"after", WHEN_AFTER},
    {"joined", WHEN_JOINED},   {"split", WHEN_SPLIT},   {"over", WHEN_OVER},
    {"repeat", WHEN_REPEAT},   {"section", WHEN_SECTION},
};

static const char *const kind_names[] = {"paragraph", "title", "heading",  "caption", "quotation",
                                         "list-item", "table", "footnote", "byline",  "furniture"};

static const char *const class_names[] = {"name", "caps", "word", "number", "date", "day", "time"};

/* What every step of parsing one file needs. */
typedef struct Parse {
  BlockRules *rules;
  Str file;
  uint64_t line;
  Status *status;
  Str pattern; /* being compiled */
  size_t at;   /* in it */
  bool fold;   /* small letters */
} Parse;

const char *block_kind_name(BlockKind kind) {
  return (unsigned)kind < sizeof kind_names / sizeof *kind_names ? kind_names[kind] : "paragraph";
}

/* The place of the list of that name; one that is not known yet is begun. */
static uint32_t list_place(BlockRules *rules, Str name) {
  for (uint32_t i = 0; i < rules->lists.n; i++) {
    if (str_equal(rules->lists.v[i].name, name)) {
      return i;
    }
  }
  BlockList *list = array_add(rules->arena, &rules->lists);
  *list = (BlockList){.name = str_copy(rules->arena, name)};
  map_init(&list->words, rules->arena);
  return rules->lists.n - 1;
}

void block_rules_init(BlockRules *rules, Arena *arena) {
  memset(rules, 0, sizeof *rules);
  rules->arena = arena;
  map_init(&rules->hints, arena);
  map_init(&rules->limits, arena);
  list_place(rules, str_lit("month"));
  list_place(rules, str_lit("particle"));
}

const BlockList *block_rules_list(const BlockRules *rules, Str name) {
  for (uint32_t i = 0; i < rules->lists.n; i++) {
    if (str_equal(rules->lists.v[i].name, name)) {
      return rules->lists.v[i].words.n ? &rules->lists.v[i] : NULL;
    }
  }
  return NULL;
}

uint32_t block_rules_limit(const BlockRules *rules, const char *name, uint32_t otherwise) {
  const uint32_t *value = map_find(&rules->limits, str_of(name));
  return value ? *value : otherwise;
}

static int fail(Parse *p, const char *what, Str which) {
  return status_set(p->status, STATUS_FORMAT, p->line, "%.*s:%llu: %s%s%.*s%s", STR_ARG(p->file),
                    (unsigned long long)p->line, what, which.n ? " \"" : "", STR_ARG(which),
                    which.n ? "\"" : "");
}

static char small(char c) {
  return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static Str copy_small(Arena *arena, Str s) {
  char *copy = arena_copy(arena, s.p, s.n);
  for (size_t i = 0; i < s.n; i++) {
    copy[i] = small(copy[i]);
  }
  return (Str){copy, s.n};
}

static void op_add(Parse *p, BlockOp op) {
  array_push(p->rules->arena, &p->rules->ops, op);
}

/* "name" or "capture:name" inside <…> or {…}. */
static int class_set(Parse *p, Str inside, bool braces, BlockOp *op) {
  Str rest = {NULL, 0};
  Str first = braces ? str_split(inside, ':', &rest) : (Str){NULL, 0};
  Str class = braces ? rest : inside;
  if (braces) {
    if (str_is(first, "author")) {
      op->capture = CAPTURE_AUTHOR;
    } else if (str_is(first, "publisher")) {
      op->capture = CAPTURE_PUBLISHER;
    } else if (str_is(first, "date")) {
      op->capture = CAPTURE_DATE;
      class = str_lit("date");
    } else {
      return fail(p, "captures are author, publisher and date, not", first);
    }
  }
  op->op = class.n ? OP_CLASS : OP_ANY;
  if (!class.n) {
    return STATUS_OK;
  }
  for (size_t i = 0; i < sizeof class_names / sizeof *class_names; i++) {
    if (str_is(class, class_names[i])) {
      op->class = (int)i;
      return STATUS_OK;
    }
  }
  op->class = CLASS_LIST;
  op->text = str_copy(p->rules->arena, class);
  op->to = list_place(p->rules, class);
  return STATUS_OK;
}

static int compile_class(Parse *p) {
  bool braces = p->pattern.p[p->at] == '{';
  const char *from = p->pattern.p + p->at + 1;
  const char *end = memchr(from, braces ? '}' : '>', p->pattern.n - p->at - 1);
  BlockOp op = {0};
  if (!end) {
    return fail(p, "no end of", (Str){from - 1, p->pattern.n - p->at});
  }
  int code = class_set(p, (Str){from, (size_t)(end - from)}, braces, &op);
  if (code == STATUS_OK) {
    op_add(p, op);
    p->at = (size_t)(end - p->pattern.p) + 1;
  }
  return code;
}

/* Plain characters up to the next special one; a backslash makes the next one plain. */
static void compile_literal(Parse *p) {
  char *out = arena_bytes(p->rules->arena, p->pattern.n - p->at);
  size_t n = 0;
  while (p->at < p->pattern.n && !strchr("*(|)<{", p->pattern.p[p->at])) {
    if (p->pattern.p[p->at] == '\\' && p->at + 1 < p->pattern.n) {
      p->at++;
    }
    char c = p->pattern.p[p->at++];
    out[n++] = p->fold ? small(c) : c;
  }
  op_add(p, (BlockOp){.op = OP_LITERAL, .text = {out, n}});
}

static int compile_sequence(Parse *p, int depth);

/* ( a | b ) becomes SPLIT a JUMP, b; the last branch needs no split. */
static int compile_choice(Parse *p, int depth) {
  uint32_t jumps[CHOICES_MOST], n = 0;
  p->at++;
  for (;;) {
    uint32_t split = p->rules->ops.n;
    op_add(p, (BlockOp){.op = OP_SPLIT});
    int code = compile_sequence(p, depth + 1);
    if (code != STATUS_OK) {
      return code;
    }
    if (p->at >= p->pattern.n || n == CHOICES_MOST) {
      return fail(p, n == CHOICES_MOST ? "more than 64 choices in" : "no ) in", p->pattern);
    }
    if (p->pattern.p[p->at++] == ')') {
      p->rules->ops.v[split].op = OP_JUMP; /* the last branch: go on with it */
      p->rules->ops.v[split].to = split + 1;
      break;
    }
    jumps[n++] = p->rules->ops.n;
    op_add(p, (BlockOp){.op = OP_JUMP});
    p->rules->ops.v[split].to = p->rules->ops.n;
  }
  for (uint32_t i = 0; i < n; i++) {
    p->rules->ops.v[jumps[i]].to = p->rules->ops.n;
  }
  return STATUS_OK;
}

/* Compiles up to | or ) or the end, which the caller judges. */
static int compile_sequence(Parse *p, int depth) {
  int code = STATUS_OK;
  if (depth > PATTERN_DEPTH) {
    return fail(p, "brackets too deep in", p->pattern);
  }
  while (code == STATUS_OK && p->at < p->pattern.n) {
    char c = p->pattern.p[p->at];
    if (c == '|' || c == ')') {
      break;
    }
    if (c == '*') {
      op_add(p, (BlockOp){.op = OP_ANY});
      p->at++;
    } else if (c == '(') {
      code = compile_choice(p, depth);
    } else if (c == '<' || c == '{') {
      code = compile_class(p);
    } else {
      compile_literal(p);
    }
  }
  return code;
}

static int condition_set(Parse *p, BlockRule *rule, Str word) {
  Str number;
  Str key = str_split(word, '=', &number);
  int64_t value = 0;
  if (str_is(key, "min") || str_is(key, "max")) {
    if (!str_integer(number, &value) || value < 1 || value > 10000) {
      return fail(p, "min and max are words, 1 to 10000, not", word);
    }
    *(str_is(key, "min") ? &rule->min_words : &rule->max_words) = (uint32_t)value;
    return STATUS_OK;
  }
  for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
    if (str_is(word, conditions[i].name)) {
      rule->when |= conditions[i].flag;
      return STATUS_OK;
    }
  }
  return fail(p, "no such condition:", word);
}

/* Adds the pairs of bytes with which a text begins; of one byte, anything may follow it. */
static void pairs_add(BlockPairs *pairs, Str text) {
  unsigned char a = (unsigned char)small(text.p[0]);
  uint32_t from = text.n > 1 ? (unsigned char)small(text.p[1]) : 0;
  uint32_t to = text.n > 1 ? from : 255;
  for (uint32_t b = from; b <= to; b++) {
    uint32_t bit = block_pair(a, (unsigned char)b);
    pairs->bits[bit >> 6] |= (uint64_t)1 << (bit & 63);
  }
}

/* Adds to the set the pairs of bytes with which a match from pc on can begin. */
static void first_pairs(const BlockRules *rules, uint32_t pc, BlockPairs *set) {
  for (;;) {
    const BlockOp *op = &rules->ops.v[pc];
    if (op->op == OP_SPLIT) {
      first_pairs(rules, pc + 1, set);
      pc = op->to;
    } else if (op->op == OP_JUMP) {
      pc = op->to;
    } else if (op->op == OP_LITERAL) {
      pairs_add(set, op->text);
      return;
    } else {
      memset(set, 0xFF, sizeof *set);
      return;
    }
  }
}

static int parse_rule(Parse *p, const Str *column) {
  BlockRule rule = {.name = str_copy(p->rules->arena, column[1])};
  size_t kind = 0, kinds = sizeof kind_names / sizeof *kind_names;
  while (kind < kinds && !str_is(column[2], kind_names[kind])) {
    kind++;
  }
  if (kind == kinds) {
    return fail(p, "no such kind of block:", column[2]);
  }
  rule.kind = (BlockKind)kind;
  for (Str rest = column[3]; rest.n && !str_is(column[3], "-");) {
    int code = condition_set(p, &rule, str_split(rest, ',', &rest));
    if (code != STATUS_OK) {
      return code;
    }
  }
  p->pattern = column[4];
  p->at = 0;
  p->fold = !(rule.when & WHEN_CASE);
  rule.code = p->rules->ops.n;
  int code = compile_sequence(p, 0);
  if (code == STATUS_OK && p->at < p->pattern.n) {
    code = fail(p, "unexpected | or ) in", p->pattern);
  }
  if (code != STATUS_OK) {
    return code;
  }
  op_add(p, (BlockOp){.op = OP_MATCH});
  for (uint32_t pc = rule.code; pc < p->rules->ops.n; pc++) {
    if (p->rules->ops.v[pc].op == OP_ANY) {
      p->rules->ops.v[pc].to = p->rules->pairs.n;
      BlockPairs *pairs = array_add(p->rules->arena, &p->rules->pairs);
      first_pairs(p->rules, pc + 1, pairs);
    }
  }
  array_push(p->rules->arena, &p->rules->rules, rule);
  return STATUS_OK;
}

static uint32_t words_of(Str s) {
  uint32_t words = 1;
  for (size_t i = 0; i < s.n; i++) {
    words += s.p[i] == ' ';
  }
  return words;
}

static int parse_list(Parse *p, const Str *column) {
  int64_t value = 0;
  if (column[3].n && (!str_integer(column[3], &value) || value < 0 || value > 1000000)) {
    return fail(p, "the value of a list's entry is a number, not", column[3]);
  }
  uint32_t place = list_place(p->rules, column[1]); /* may move the lists */
  BlockList *list = &p->rules->lists.v[place];
  if (!column[3].n) {
    Str rest;
    Str first = str_trim(str_split(column[2], '|', &rest));
    array_push(p->rules->arena, &p->rules->names, str_copy(p->rules->arena, first));
    value = p->rules->names.n;
  }
  for (Str rest = column[2]; rest.n;) {
    Str phrase = str_trim(str_split(rest, '|', &rest));
    if (!phrase.n) {
      return fail(p, "an empty entry in", column[2]);
    }
    map_put(&list->words, copy_small(p->rules->arena, phrase), (uint32_t)value, NULL);
    pairs_add(&list->pairs, phrase);
    list->longest = list->longest > words_of(phrase) ? list->longest : words_of(phrase);
  }
  return STATUS_OK;
}

static int parse_hint(Parse *p, const Str *column) {
  /* As HtmlHint, from 1. */
  static const char *const kinds[] = {"modifier", "hidden", "content",   "live",    "summary",
                                      "stamp",    "credit", "furniture", "related", "comments"};
  uint32_t kind = 0;
  while (kind < sizeof kinds / sizeof *kinds && !str_is(column[1], kinds[kind])) {
    kind++;
  }
  if (kind == sizeof kinds / sizeof *kinds) {
    return fail(p, "no such hint:", column[1]);
  }
  for (Str rest = column[2]; rest.n;) {
    Str word = str_trim(str_split(rest, '|', &rest));
    if (!word.n || word.n > 24) {
      return fail(p, "a hint has 1 to 24 letters, not", word);
    }
    Str key = copy_small(p->rules->arena, word);
    uint32_t bit = block_hint_ends(key.p, key.n);
    map_put(&p->rules->hints, key, kind + 1, NULL);
    p->rules->hint_lengths |= UINT32_C(1) << key.n;
    p->rules->hint_ends[bit / 64] |= UINT64_C(1) << (bit & 63);
  }
  return STATUS_OK;
}

static int parse_limit(Parse *p, const Str *column) {
  int64_t value;
  if (!str_integer(column[2], &value) || value < 0 || value > 1000000) {
    return fail(p, "a limit is a number, not", column[2]);
  }
  *map_put(&p->rules->limits, str_copy(p->rules->arena, column[1]), 0, NULL) = (uint32_t)value;
  return STATUS_OK;
}

static int parse_line(Parse *p, Str line) {
  Str column[RULE_COLUMNS] = {{NULL, 0}};
  size_t n = 0;
  for (Str rest = line; rest.n; n++) {
    if (n == RULE_COLUMNS) {
      return fail(p, "more than five columns", (Str){NULL, 0});
    }
    column[n] = str_split(rest, '\t', &rest);
  }
  static const struct {
    const char *name;
    size_t least, most;
    int (*parse)(Parse *, const Str *);
  } sorts[] = {{"rule", 5, 5, parse_rule},
               {"list", 3, 4, parse_list},
               {"hint", 3, 3, parse_hint},
               {"limit", 3, 3, parse_limit}};
  for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
    if (str_is(column[0], sorts[i].name)) {
      if (n < sorts[i].least || n > sorts[i].most || !column[1].n || !column[2].n) {
        return fail(p, "wrong number of columns for a", column[0]);
      }
      return sorts[i].parse(p, column);
    }
  }
  return fail(p, "a line begins with rule, list, hint or limit, not with", column[0]);
}

int block_rules_parse(Str file_name, Str bytes, BlockRules *rules, Status *status) {
  Parse p = {.rules = rules, .file = file_name, .status = status};
  for (Str rest = bytes; rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    if (line.n && line.p[line.n - 1] == '\r') {
      line.n--;
    }
    p.line++;
    if (!str_trim(line).n || line.p[0] == '#') {
      continue;
    }
    int code = parse_line(&p, line);
    if (code != STATUS_OK) {
      return code;
    }
  }
  return status_set(status, STATUS_OK, 0, "%s", "");
}

/* Rules: the lines of a rule file to rules with their patterns and settings. */
#include "lang/compile_model.h"

/* A rule file on its way: where its lines are, and what is named so far. */
typedef struct Reader {
  Compiler *c;
  RuleFile *file;
  Str rest;
  uint32_t next;   /* number of the next line */
  Map lets, names; /* of lets → let_nodes; of rules → line */
  ARRAY(Node *) let_nodes;
} Reader;

/* The line without a comment: # at its begin, or behind white space outside quotation marks. */
static Str without_comment(Str line) {
  bool quoted = false;
  for (size_t i = 0; i < line.n; i++) {
    if (line.p[i] == '\\' && quoted) {
      i++;
    } else if (line.p[i] == '"') {
      quoted = !quoted;
    } else if (line.p[i] == '#' && !quoted &&
               (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t')) {
      return str_trim((Str){line.p, i});
    }
  }
  return str_trim(line);
}

/* The next line that says something; lines that end with \ are joined to the next. */
static bool next_statement(Reader *r, Str *statement, Place *place) {
  Str line;
  while (next_line(&r->rest, &line)) {
    place->line = r->next++;
    *statement = without_comment(line);
    while (statement->n && statement->p[statement->n - 1] == '\\' && next_line(&r->rest, &line)) {
      Str more = without_comment(line);
      r->next++;
      *statement = str_of(arena_printf(r->c->arena, "%.*s %.*s", (int)statement->n - 1,
                                       statement->p, STR_ARG(more)));
    }
    if (statement->n) {
      return true;
    }
  }
  return false;
}

/* Cuts the first word of a statement off. */
static Str first_word(Str *statement) {
  size_t i = 0;
  while (i < statement->n && statement->p[i] != ' ' && statement->p[i] != '\t') {
    i++;
  }
  Str word = {statement->p, i};
  *statement = str_trim((Str){statement->p + i, statement->n - i});
  return word;
}

static bool is_name(Str s) {
  for (size_t i = 0; i < s.n; i++) {
    char ch = s.p[i];
    if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
          ch == '_' || ch == '-' || ch == '.')) {
      return false;
    }
  }
  return s.n > 0;
}

static PatternScope scope_of(Reader *r) {
  return (PatternScope){&r->lets, r->let_nodes.v, &r->file->captures};
}

static void let_read(Reader *r, Str statement, Place place) {
  Str name = first_word(&statement);
  if (!is_name(name) || statement.n == 0 || statement.p[0] != '=') {
    problem_add(r->c, place, "expected let NAME = pattern");
    return;
  }
  if (map_find(&r->lets, name)) {
    problem_add(r->c, place, "$%.*s is already named: expected another name", STR_ARG(name));
    return;
  }
  PatternScope scope = scope_of(r);
  Str pattern = str_trim((Str){statement.p + 1, statement.n - 1});
  Node *node = pattern_parse(r->c, pattern, place, &scope);
  /* A let that failed stays known, so that its uses are no further problems. */
  map_put(&r->lets, name, r->let_nodes.n, NULL);
  array_push(r->c->arena, &r->let_nodes, node);
}

static Rule *rule_begin(Reader *r, Str name, Place place) {
  if (!is_name(name)) {
    problem_add(r->c, place, "\"%.*s\" is no name of a rule: expected letters, digits, . _ and -",
                STR_ARG(name));
  }
  bool is_new;
  uint32_t line = *map_put(&r->names, name, place.line, &is_new);
  if (!is_new) {
    problem_add(r->c, place, "there is a rule \"%.*s\" at line %u: expected another name",
                STR_ARG(name), line);
  }
  Rule *rule = array_add(r->c->arena, &r->file->rules);
  rule->name = name;
  rule->line = place.line;
  return rule;
}

static void match_read(Reader *r, Rule *rule, Str pattern, Place place) {
  PatternScope scope = scope_of(r);
  Node *node = pattern_parse(r->c, pattern, place, &scope);
  if (node && node->least == 0) {
    problem_add(r->c, place, "this can match nothing: expected a pattern that takes a symbol");
  }
  array_push(r->c->arena, &rule->matches, node);
}

/* One key=value of a set line; cuts it off the text. False if it is none. */
static bool setting_cut(Str *text, Setting *setting) {
  size_t i = 0, start;
  while (i < text->n && text->p[i] != '=' && text->p[i] != ' ' && text->p[i] != '\t') {
    i++;
  }
  setting->key = (Str){text->p, i};
  if (i >= text->n || text->p[i] != '=' || !is_name(setting->key)) {
    return false;
  }
  start = ++i;
  bool quoted = start < text->n && text->p[start] == '"';
  if (quoted) {
    const char *end = memchr(text->p + start + 1, '"', text->n - start - 1);
    if (!end) {
      return false;
    }
    setting->value = (Str){text->p + start + 1, (size_t)(end - text->p) - start - 1};
    i = (size_t)(end - text->p) + 1;
  } else {
    while (i < text->n && text->p[i] != ' ' && text->p[i] != '\t') {
      i++;
    }
    setting->value = (Str){text->p + start, i - start};
  }
  *text = str_trim((Str){text->p + i, text->n - i});
  return quoted || setting->value.n > 0;
}

static void set_read(Reader *r, Rule *rule, Str text, Place place) {
  if (text.n == 0) {
    problem_add(r->c, place, "expected set key=value …");
  }
  while (text.n) {
    Setting setting;
    if (!setting_cut(&text, &setting)) {
      problem_add(r->c, place, "expected key=value, or key=\"two words\", at \"%.*s\"",
                  STR_ARG(text));
      return;
    }
    for (uint32_t i = 0; i < rule->settings.n; i++) {
      if (str_equal(rule->settings.v[i].key, setting.key)) {
        problem_add(r->c, place, "%.*s is set twice in this rule", STR_ARG(setting.key));
      }
    }
    array_push(r->c->arena, &rule->settings, setting);
  }
}

/* A rule that has ended must have a pattern. */
static void rule_end(Reader *r, const Rule *rule) {
  if (rule && rule->matches.n == 0) {
    problem_add(r->c, (Place){r->file->path, rule->line},
                "rule \"%.*s\" has no match line: expected at least one", STR_ARG(rule->name));
  }
}

void rules_read(Compiler *c, const PackSource *file, Str name) {
  RuleFile *own = array_add(c->arena, &c->rule_files);
  own->path = file->path;
  own->name = name;
  map_init(&own->captures, c->arena);
  Reader r = {.c = c, .file = own, .rest = file->bytes, .next = 1};
  map_init(&r.lets, c->arena);
  map_init(&r.names, c->arena);
  Rule *rule = NULL;
  Str statement;
  Place place = {file->path, 0};
  while (next_statement(&r, &statement, &place)) {
    Str word = first_word(&statement);
    bool is_match = str_is(word, "match"), is_set = str_is(word, "set");
    if (str_is(word, "let")) {
      let_read(&r, statement, place);
    } else if (str_is(word, "rule")) {
      rule_end(&r, rule);
      rule = rule_begin(&r, statement, place);
    } else if ((is_match || is_set) && !rule) {
      problem_add(c, place, "expected rule NAME before this line");
    } else if (is_match) {
      match_read(&r, rule, statement, place);
    } else if (is_set) {
      set_read(&r, rule, statement, place);
    } else {
      problem_add(c, place, "expected let, rule, match or set, found \"%.*s\"", STR_ARG(word));
    }
  }
  rule_end(&r, rule);
}

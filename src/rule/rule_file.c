/* Rule files: lines to sections and steps. */
#include "rule/rule_file.h"

typedef struct Reader {
  Str file;
  uint32_t line;
  Arena *arena;
  CountingRule *rule;
  Status *status;
} Reader;

static int problem(Reader *r, const char *message, Str word) {
  return status_line(r->status, r->file, r->line, message, word);
}

static RuleSection *section_now(Reader *r) {
  return r->rule->sections.n ? &r->rule->sections.v[r->rule->sections.n - 1] : NULL;
}

static bool choice_of(Str word, Choice *choice) {
  static const char *const names[] = {"least", "greatest", "middle", "mean", "commonest", "origin"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (str_is(word, names[i])) {
      *choice = (Choice)i;
      return true;
    }
  }
  return false;
}

/* ---- lines of a section ---------------------------------------------------------------------- */

/* The line as it is shown: the blanks that align it are one. */
static Str shown_line(Reader *r, Str line) {
  Str rest = line, word = str_word(&rest);
  Str shown = str_copy(r->arena, word);
  while ((word = str_word(&rest)).n) {
    shown = str_of(arena_printf(r->arena, "%.*s %.*s", STR_ARG(shown), STR_ARG(word)));
  }
  return shown;
}

static int step_add(Reader *r, RuleStep step, Str line) {
  step.line = r->line;
  step.text = shown_line(r, line);
  array_push(r->arena, &section_now(r)->steps, step);
  return STATUS_OK;
}

/* keep least|greatest FIELD [or none|or all] */
static int keep_read(Reader *r, Str line, Str rest) {
  RuleStep step = {.kind = STEP_KEEP};
  Str how = str_word(&rest), field = str_word(&rest);
  if (!choice_of(how, &step.choice) || step.choice > CHOICE_GREATEST) {
    return problem(r, "expected least or greatest behind keep", how);
  }
  step.of = row_field_of(field);
  if (step.of == ROW_FIELDS) {
    return problem(r, "expected a column (rank, certain, precision, date …) behind keep", field);
  }
  step.or_none = str_is(rest, "or none");
  step.or_all = str_is(rest, "or all");
  return rest.n && !step.or_none && !step.or_all
             ? problem(r, "expected nothing more, \"or none\" or \"or all\"", rest)
             : step_add(r, step, line);
}

/* value|low|high CHOICE [FIELD] */
static int take_read(Reader *r, Str line, RowField into, Str rest) {
  RuleStep step = {.kind = STEP_TAKE, .into = into, .of = into};
  Str how = str_word(&rest);
  if (!choice_of(how, &step.choice) || step.choice == CHOICE_MEAN) {
    return problem(r, "expected least, greatest, middle, commonest or origin", how);
  }
  if (rest.n) {
    step.of = row_field_of(rest);
  }
  if (step.of != ROW_VALUE && step.of != ROW_LOW && step.of != ROW_HIGH) {
    return problem(r, "expected value, low or high", rest);
  }
  return step_add(r, step, line);
}

/* tie least|greatest|mean FIELD */
static int tie_read(Reader *r, Str line, Str rest) {
  RuleStep step = {.kind = STEP_TIE};
  Str how = str_word(&rest);
  if (!choice_of(how, &step.choice) || step.choice > CHOICE_MEAN || step.choice == CHOICE_MIDDLE) {
    return problem(r, "expected least, greatest or mean behind tie", how);
  }
  step.of = row_field_of(rest);
  if (step.of == ROW_FIELDS || (step.choice == CHOICE_MEAN && step.of != ROW_VALUE)) {
    return problem(r, "expected a column behind tie (mean: of value)", rest);
  }
  return step_add(r, step, line);
}

/* leave part|superseded|refined */
static int leave_read(Reader *r, Str line, Str rest) {
  RuleStep step = {.kind = STEP_LEAVE};
  step.number = str_is(rest, "part")         ? TRAIT_PART
                : str_is(rest, "superseded") ? TRAIT_SUPERSEDED
                : str_is(rest, "refined")    ? TRAIT_REFINED
                                             : 0;
  return step.number ? step_add(r, step, line)
                     : problem(r, "expected part, superseded or refined behind leave", rest);
}

/* once publisher|source|origin */
static int once_read(Reader *r, Str line, Str rest) {
  RuleStep step = {.kind = STEP_ONCE, .of = row_field_of(rest)};
  if (str_is(rest, "origin")) {
    return step_add(r, (RuleStep){.kind = STEP_ORIGIN}, line);
  }
  return step.of == ROW_PUBLISHER || step.of == ROW_SOURCE
             ? step_add(r, step, line)
             : problem(r, "expected publisher, source or origin behind once", rest);
}

static int sources_read(Reader *r, Str line, Str rest) {
  int64_t number;
  if (!str_integer(rest, &number) || number < 1 || number > 1000) {
    return problem(r, "expected how many sources are asked for, 1 to 1000", rest);
  }
  return step_add(r, (RuleStep){.kind = STEP_SOURCES, .number = (uint32_t)number}, line);
}

static int type_read(Reader *r, Str word) {
  static const char *const names[] = {"auto", "number", "date", "text"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (str_is(word, names[i])) {
      section_now(r)->type = (ValueType)i;
      return STATUS_OK;
    }
  }
  return problem(r, "expected auto, number, date or text behind type", word);
}

/* cites WORDS, unverified [WORDS]: of the line above. */
static int cites_read(Reader *r, Str rest, bool unverified) {
  RuleSection *section = section_now(r);
  if (section->steps.n == 0) {
    return problem(r, "expected this behind the line that it is about", (Str){NULL, 0});
  }
  RuleStep *step = &section->steps.v[section->steps.n - 1];
  step->cites = rest;
  step->unverified = unverified;
  return STATUS_OK;
}

static int section_line(Reader *r, Str line, Str key, Str rest) {
  RuleSection *section = section_now(r);
  if (str_is(key, "keep")) {
    return keep_read(r, line, rest);
  }
  if (str_is(key, "value") || str_is(key, "low") || str_is(key, "high")) {
    return take_read(r, line, row_field_of(key), rest);
  }
  if (str_is(key, "leave")) {
    return leave_read(r, line, rest);
  }
  if (str_is(key, "once")) {
    return once_read(r, line, rest);
  }
  if (str_is(key, "tie")) {
    return tie_read(r, line, rest);
  }
  if (str_is(key, "sources")) {
    return sources_read(r, line, rest);
  }
  if (str_is(key, "type")) {
    return type_read(r, rest);
  }
  if (str_is(key, "cites") || str_is(key, "unverified")) {
    return cites_read(r, rest, str_is(key, "unverified"));
  }
  bool counts = str_is(rest, "counts"), is_else = str_is(key, "else");
  if (str_is(key, "missing") && counts) {
    section->missing_counts = true;
  } else if (str_is(key, "empty") && counts) {
    section->empty_counts = true;
  } else if (is_else && str_is(rest, "indeterminate")) {
    section->indeterminate = true;
  } else if (!is_else || !str_is(rest, "missing")) {
    return problem(r,
                   "expected leave, once, keep, sources, value, low, high, tie, type, cites, "
                   "unverified, \"missing counts\","
                   " \"empty counts\", \"else indeterminate\" or \"else missing\"",
                   line);
  }
  return STATUS_OK;
}

/* ---- lines of the head ----------------------------------------------------------------------- */

static int section_begin(Reader *r, Str rest) {
  RuleSection section = {.line = r->line};
  while (rest.n) {
    array_push(r->arena, &section.measures, str_word(&rest));
  }
  if (section.measures.n == 0) {
    return problem(r, "expected measures, or *, behind for", (Str){NULL, 0});
  }
  array_push(r->arena, &r->rule->sections, section);
  return STATUS_OK;
}

static int word_read(Reader *r, Str rest) {
  RuleWord word = {.word = str_word(&rest), .line = r->line};
  if (!word.word.n || !row_number(rest, &word.number)) {
    return problem(r, "expected a word and the number that it stands for", rest);
  }
  array_push(r->arena, &r->rule->words, word);
  return STATUS_OK;
}

/* cites WORDS, unverified [WORDS]: of the word above. */
static int word_cites_read(Reader *r, Str rest, bool unverified) {
  CountingRule *rule = r->rule;
  if (rule->words.n == 0) {
    return problem(r, "expected this behind the line that it is about", (Str){NULL, 0});
  }
  rule->words.v[rule->words.n - 1].cites = rest;
  rule->words.v[rule->words.n - 1].unverified = unverified;
  return STATUS_OK;
}

/* A share between 0 and 1, neither of them. */
static bool share_read(Str text, Fixed *share) {
  Decimal number;
  if (!row_number(text, &number) || number.digits <= 0 ||
      decimal_compare(number, decimal_of(1)) >= 0) {
    return false;
  }
  int64_t of = 1;
  for (int i = 0; i < number.scale; i++) {
    of *= 10;
  }
  *share = number.scale <= 6 ? FIXED_RATIO(number.digits, of) : 0;
  return *share > 0;
}

static int weigh_read(Reader *r, Str rest) {
  RuleWeights *w = &r->rule->weights;
  Str key = str_word(&rest);
  Fixed *share = str_is(key, "trust")     ? &w->trust
                 : str_is(key, "copying") ? &w->copying
                 : str_is(key, "copier")  ? &w->copier
                                          : NULL;
  uint32_t *number = str_is(key, "wrong") ? &w->wrong : str_is(key, "rounds") ? &w->rounds : NULL;
  int64_t value;
  if (share) {
    return share_read(rest, share) ? STATUS_OK
                                   : problem(r, "expected a share between 0 and 1, as 0.8", rest);
  }
  if (!number) {
    return problem(r, "expected trust, copying, copier, wrong or rounds behind weigh", key);
  }
  if (!str_integer(rest, &value) || value < 1 || value > 100) {
    return problem(r, "expected a number from 1 to 100", rest);
  }
  *number = (uint32_t)value;
  return STATUS_OK;
}

static int head_line(Reader *r, Str line, Str key, Str rest) {
  CountingRule *rule = r->rule;
  Str *field = str_is(key, "rule")      ? &rule->name
               : str_is(key, "version") ? &rule->version
               : str_is(key, "title")   ? &rule->title
               : str_is(key, "source")  ? &rule->source
                                        : NULL;
  if (field) {
    *field = rest;
    return rest.n ? STATUS_OK : problem(r, "expected something behind it", line);
  }
  if (str_is(key, "word")) {
    return word_read(r, rest);
  }
  if (str_is(key, "weigh")) {
    return weigh_read(r, rest);
  }
  if (str_is(key, "cites") || str_is(key, "unverified")) {
    return word_cites_read(r, rest, str_is(key, "unverified"));
  }
  return problem(r, "expected rule, version, title, source, word, cites, unverified, weigh or for",
                 line);
}

/* ---- the file -------------------------------------------------------------------------------- */

static int whole_check(Reader *r) {
  const CountingRule *rule = r->rule;
  if (!rule->name.n || !rule->version.n || !rule->title.n) {
    return problem(r, "expected lines rule, version and title before the end", (Str){NULL, 0});
  }
  for (uint32_t i = 0; i < rule->sections.n; i++) {
    const RuleSection *section = &rule->sections.v[i];
    bool takes = false;
    for (uint32_t k = 0; k < section->steps.n; k++) {
      takes = takes || section->steps.v[k].kind == STEP_TAKE;
    }
    if (!takes) {
      r->line = section->line;
      return problem(r, "expected a line value, low or high below it", (Str){NULL, 0});
    }
  }
  return rule->sections.n ? STATUS_OK
                          : problem(r, "expected a line \"for MEASURES\"", (Str){NULL, 0});
}

int rule_file_read(Str text, Str file, Arena *arena, CountingRule *rule, Status *status) {
  Reader r = {.file = file, .arena = arena, .rule = rule, .status = status};
  *rule = (CountingRule){.file = file,
                         .weights = {.trust = FIXED_RATIO(8, 10),
                                     .copying = FIXED_RATIO(8, 10),
                                     .copier = FIXED_RATIO(2, 10),
                                     .wrong = 10,
                                     .rounds = 16}};
  while (text.n) {
    Str line = str_trim(str_uncommented(str_split(text, '\n', &text)));
    r.line++;
    if (line.n == 0) {
      continue;
    }
    Str rest = line, key = str_word(&rest);
    int code = str_is(key, "for") ? section_begin(&r, rest)
               : rule->sections.n ? section_line(&r, line, key, rest)
                                  : head_line(&r, line, key, rest);
    if (code) {
      return code;
    }
  }
  return whole_check(&r);
}

const RuleSection *rule_section(const CountingRule *rule, Str measure) {
  for (uint32_t i = 0; i < rule->sections.n; i++) {
    for (uint32_t k = 0; k < rule->sections.v[i].measures.n; k++) {
      Str name = rule->sections.v[i].measures.v[k];
      if (str_is(name, "*") || (measure.n && str_equal(name, measure))) {
        return &rule->sections.v[i];
      }
    }
  }
  return NULL;
}

bool rule_weighs(const CountingRule *rule) {
  for (uint32_t i = 0; i < rule->sections.n; i++) {
    for (uint32_t k = 0; k < rule->sections.v[i].steps.n; k++) {
      const RuleStep *step = &rule->sections.v[i].steps.v[k];
      if (step->kind == STEP_TAKE && step->choice == CHOICE_ORIGIN) {
        return true;
      }
    }
  }
  return false;
}

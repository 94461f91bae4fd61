/* A count for people: the rule's lines, then each document's figure and what became of it.

     killed: 14 (14–17), by ucdp-style 2
     …
     rules/ucdp-style.rule
       11 leave superseded: 7 of 9 figures go on
     …
     Taken
       “14” killed (c-9f2c…), b2.txt: value, low                                          */
#include "view/count_write.h"

enum { DEEP = 4, STEP = 6, CITES = 8 };

static const Str nothing = {NULL, 0};

static Str number(const Explain *e, uint64_t n) {
  return str_of(arena_printf(e->arena, "%llu", (unsigned long long)n));
}

static Str value_words(const Explain *e, const RuleOutcome *outcome) {
  Buffer text;
  buffer_init(&text);
  count_write_value(&text, outcome);
  Str words = str_copy(e->arena, buffer_view(&text));
  e->out->failed = e->out->failed || text.failed;
  buffer_release(&text);
  return words;
}

/* ---- the rule -------------------------------------------------------------------------------- */

static void cites_write(const Explain *e, Str cites, bool unverified) {
  if (cites.n || unverified) {
    explain_line(e, str_lit("        "), CITES,
                 phrase_fill(e->arena, e->phrases,
                             unverified ? "count.unverified" : "count.cites", 1, "cites", cites));
  }
}

/* Rows of which a line was asked and that the next line was asked of. */
static uint32_t goes_on(const CountView *count, const RuleTrace *trace) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < trace->asked.n; i++) {
    n += rule_left_by(count->outcome, trace->asked.v[i]) != trace->step;
  }
  return n;
}

static void step_write(const Explain *e, const CountView *count, const RuleTrace *trace) {
  const RuleStep *step = trace->step;
  Str asked = number(e, trace->asked.n), words;
  Str label = str_of(arena_printf(e->arena, "%4u", step->line));
  if (step->kind == STEP_TAKE) {
    const RuleValue *value = &count->outcome->value[rule_outcome_place(step->into)];
    Str text = value->given == GIVEN_NOTHING         ? phrase(e->phrases, "count.nothing")
               : value->given == GIVEN_INDETERMINATE ? phrase(e->phrases, "count.indeterminate")
                                                     : value->text;
    words = phrase_fill(e->arena, e->phrases, "count.takes", 3, "step", step->text, "asked",
                        asked, "value", text);
  } else {
    words = phrase_fill(e->arena, e->phrases, "count.leaves", 3, "step", step->text, "asked",
                        asked, "kept", number(e, goes_on(count, trace)));
  }
  explain_line(e, label, STEP, words);
  cites_write(e, step->cites, step->unverified);
}

static void rule_write(const Explain *e, const CountView *count) {
  const CountingRule *rule = count->rule;
  explain_line(e, nothing, 0, rule->file);
  for (uint32_t i = 0; i < rule->words.n; i++) {
    char digits[32];
    Str n = str_copy(e->arena, (Str){digits, decimal_write(rule->words.v[i].number, digits)});
    explain_line(e, str_of(arena_printf(e->arena, "%4u", rule->words.v[i].line)), STEP,
                 phrase_fill(e->arena, e->phrases, "count.word", 2, "word", rule->words.v[i].word,
                             "number", n));
    cites_write(e, rule->words.v[i].cites, rule->words.v[i].unverified);
  }
  for (uint32_t i = 0; i < count->outcome->trace.n; i++) {
    step_write(e, count, &count->outcome->trace.v[i]);
  }
  buffer_char(e->out, '\n');
}

/* ---- figures --------------------------------------------------------------------------------- */

typedef enum Fate { FATE_TAKEN, FATE_PASSED, FATE_LEFT, FATES } Fate;

/* "value, low": what the row was taken for. */
static Str taken_for(const Explain *e, const CountView *count, uint32_t row) {
  Str all = nothing;
  for (uint32_t i = 0; i < count->outcome->trace.n; i++) {
    const RuleTrace *trace = &count->outcome->trace.v[i];
    if (rule_took(count->outcome, trace, row)) {
      all = str_of(arena_printf(e->arena, "%.*s%s%s", STR_ARG(all), all.n ? ", " : "",
                                row_field_name(trace->step->into)));
    }
  }
  return all;
}

static void figure_write(const Explain *e, uint32_t claim, Str why) {
  const Claim *c = &e->story->extraction->claims.v[claim];
  Str name = explain_claim_name(e, c), document = e->names[c->document];
  explain_line(e, str_lit("  "), DEEP,
               why.n ? phrase_fill(e->arena, e->phrases, "incident.lies.why", 3, "claim", name,
                                   "document", document, "why", why)
                     : phrase_fill(e->arena, e->phrases, "incident.lies", 2, "claim", name,
                                   "document", document));
}

static void figures_write(const Explain *e, const CountView *count, Fate fate) {
  static const char *const heads[] = {"count.taken", "count.passed", "count.left"};
  bool any = false;
  for (uint32_t i = 0; i < count->table->rows.n; i++) {
    Str why = taken_for(e, count, i);
    Fate own = why.n ? FATE_TAKEN : FATE_PASSED;
    if (own == FATE_PASSED && (why = count_row_left(count, i, e->arena)).n) {
      own = FATE_LEFT;
    }
    if (own != fate) {
      continue;
    }
    if (!any) {
      explain_line(e, nothing, 0, phrase(e->phrases, heads[fate]));
    }
    any = true;
    figure_write(e, count_claim(count, e->story->extraction, i), why);
  }
  if (any) {
    buffer_char(e->out, '\n');
  }
}

static void unclear_write(const Explain *e, const CountView *count) {
  bool any = false;
  for (uint32_t r = 0; r < count->measure->readings.n; r++) {
    const Reading *reading = &count->measure->readings.v[r];
    for (uint32_t i = 0; reading->unclear && i < reading->claims.n; i++) {
      if (!any) {
        explain_line(e, nothing, 0, phrase(e->phrases, "count.unclear"));
      }
      any = true;
      figure_write(e, reading->claims.v[i], nothing);
    }
  }
  if (any) {
    buffer_char(e->out, '\n');
  }
}

void count_explain(const Explain *e, const CountView *count) {
  const Event *event = count->event->event;
  const CountingRule *rule = count->rule;
  explain_line(e, nothing, 0,
               phrase_fill(e->arena, e->phrases, "count.head", 4, "measure",
                           count->measure->measure, "value", value_words(e, count->outcome),
                           "rule", rule->name, "version", rule->version));
  explain_line(e, nothing, 0,
               event->id.n ? phrase_fill(e->arena, e->phrases, "event", 2, "heading",
                                         event->heading, "id", event->id)
                           : event->heading);
  explain_line(e, str_lit("  "), DEEP, rule->title);
  if (rule->source.n) {
    explain_line(e, str_lit("  "), DEEP, rule->source);
  }
  buffer_char(e->out, '\n');
  rule_write(e, count);
  for (Fate fate = FATE_TAKEN; fate < FATES; fate++) {
    figures_write(e, count, fate);
  }
  unclear_write(e, count);
}

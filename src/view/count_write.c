/* Counts → lines, and values for people. */
#include "view/count_write.h"

#include "rule/count_rows.h"

/* ---- JSON Lines ------------------------------------------------------------------------------ */

static void write_value(Json *j, const char *key, const RuleValue *value) {
  json_key(j, key);
  if (value->given == GIVEN_VALUE && value->is_number) {
    json_decimal(j, value->number);
  } else if (value->given == GIVEN_VALUE) {
    json_str(j, value->text);
  } else {
    json_null(j);
  }
}

/* The readings of rows, each once, in the order of the measure. */
static void write_readings(Json *j, const char *key, const CountView *count, const uint32_t *rows,
                           uint32_t n, Arena *scratch) {
  bool *has = arena_array(scratch, bool, count->measure->readings.n + 1);
  for (uint32_t i = 0; i < n; i++) {
    has[count->table->rows.v[rows[i]].tag] = true;
  }
  json_key(j, key);
  json_array(j);
  for (uint32_t r = 0; r < count->measure->readings.n; r++) {
    if (has[r]) {
      json_str(j, count->measure->readings.v[r].id);
    }
  }
  json_end(j);
}

/* Of which documents a line that takes one of several left the figure: a reading may go on by
   another. */
static void write_left_documents(Json *j, const CountView *count, const RuleTrace *trace) {
  json_key(j, "left_documents");
  json_array(j);
  for (uint32_t i = 0; i < trace->asked.n; i++) {
    if (rule_left_by(count->outcome, trace->asked.v[i]) == trace->step) {
      json_str(j, count->table->rows.v[trace->asked.v[i]].field[ROW_SOURCE]);
    }
  }
  json_end(j);
}

static void write_step(Json *j, const CountView *count, const RuleTrace *trace, Arena *scratch) {
  const RuleStep *step = trace->step;
  json_object(j);
  json_key(j, "step");
  json_str(j, step->text);
  json_key(j, "line");
  json_integer(j, step->line);
  write_readings(j, "readings", count, trace->asked.v, trace->asked.n, scratch);
  write_readings(j, "kept", count, trace->rows.v, trace->rows.n, scratch);
  if (step->kind == STEP_ORIGIN || step->kind == STEP_ONCE) {
    write_left_documents(j, count, trace);
  }
  json_key(j, "cites");
  json_str_or_null(j, step->cites);
  if (step->unverified) {
    json_key(j, "unverified");
    json_bool(j, true);
  }
  json_end(j);
}

static bool is_unread(const CountView *count, uint32_t row) {
  for (uint32_t i = 0; i < count->outcome->unread.n; i++) {
    if (count->outcome->unread.v[i] == row) {
      return true;
    }
  }
  return false;
}

/* The row of the same origin that went on, or UINT32_MAX. */
static uint32_t original_of(const CountView *count, uint32_t row) {
  const Row *rows = count->table->rows.v;
  for (uint32_t i = 0; i < count->table->rows.n; i++) {
    const RuleStep *left = rule_left_by(count->outcome, i);
    bool stays = !left || left->kind != STEP_ORIGIN;
    if (i != row && rows[i].origin == rows[row].origin && stays) {
      return i;
    }
  }
  return UINT32_MAX;
}

static Str step_words(const RuleStep *step, const char *more, Str of, Arena *scratch) {
  return str_of(arena_printf(scratch, "line %u, %.*s%s%.*s", step->line, STR_ARG(step->text), more,
                             STR_ARG(of)));
}

Str count_row_left(const CountView *count, uint32_t row, Arena *scratch) {
  const Row *r = &count->table->rows.v[row];
  const RuleStep *step = rule_left_by(count->outcome, row);
  const Reading *reading = &count->measure->readings.v[r->tag];
  for (uint32_t i = 0; i < count->outcome->trace.n; i++) {
    if (rule_took(count->outcome, &count->outcome->trace.v[i], row)) {
      return (Str){NULL, 0}; /* for low, say, and left out of what follows */
    }
  }
  if (!step) {
    return is_unread(count, row) ? str_lit("no number, and the rule has none for its words")
                                 : (Str){NULL, 0};
  }
  if (step->kind == STEP_ORIGIN) {
    uint32_t of = original_of(count, row);
    return of == UINT32_MAX
               ? step_words(step, "", (Str){NULL, 0}, scratch)
               : step_words(step, ": the same figure, with signs of a shared origin, as ",
                            count->table->rows.v[of].field[ROW_SOURCE], scratch);
  }
  if (step->kind == STEP_LEAVE && step->number == TRAIT_SUPERSEDED && reading->superseded_by >= 0) {
    return step_words(step, ": replaced by ",
                      count->measure->readings.v[reading->superseded_by].id, scratch);
  }
  int32_t finer = reading_refined_in(count->measure, r->tag, r->document);
  if (step->kind == STEP_LEAVE && step->number == TRAIT_REFINED && finer >= 0) {
    return step_words(step, ": more precise in the same document is ",
                      count->measure->readings.v[finer].id, scratch);
  }
  return step_words(step, "", (Str){NULL, 0}, scratch);
}

/* Why no document's row of a reading was counted; nothing where one was. */
Str count_why_left(const CountView *count, uint32_t reading, Arena *scratch) {
  Str why = {NULL, 0};
  for (uint32_t i = 0; i < count->table->rows.n; i++) {
    if (count->table->rows.v[i].tag == reading) {
      Str own = count_row_left(count, i, scratch);
      if (!own.n) {
        return own;
      }
      why = why.n ? why : own;
    }
  }
  return why.n ? why
         : count->measure->readings.v[reading].unclear
             ? str_lit("unclear: a person should read it first")
             : (Str){NULL, 0};
}

static void write_left_out(Json *j, const CountView *count, Arena *scratch) {
  json_key(j, "left_out");
  json_array(j);
  for (uint32_t r = 0; r < count->measure->readings.n; r++) {
    Str why = count_why_left(count, r, scratch);
    if (why.n) {
      json_object(j);
      json_key(j, "reading");
      json_str(j, count->measure->readings.v[r].id);
      json_key(j, "why");
      json_str(j, why);
      json_end(j);
    }
  }
  json_end(j);
}

bool count_is_indeterminate(const RuleOutcome *outcome) {
  return outcome->value[0].given == GIVEN_INDETERMINATE ||
         outcome->value[1].given == GIVEN_INDETERMINATE ||
         outcome->value[2].given == GIVEN_INDETERMINATE;
}

static void write_words(Json *j, const CountingRule *rule) {
  json_key(j, "words");
  json_array(j);
  for (uint32_t i = 0; i < rule->words.n; i++) {
    const RuleWord *word = &rule->words.v[i];
    json_object(j);
    json_key(j, "word");
    json_str(j, word->word);
    json_key(j, "number");
    json_decimal(j, word->number);
    json_key(j, "line");
    json_integer(j, word->line);
    json_key(j, "cites");
    json_str_or_null(j, word->cites);
    if (word->unverified) {
      json_key(j, "unverified");
      json_bool(j, true);
    }
    json_end(j);
  }
  json_end(j);
}

/* All of a count behind its type. */
static void write_count(Json *j, const CountView *count, Arena *scratch) {
  const RuleOutcome *outcome = count->outcome;
  json_key(j, "event");
  json_str_or_null(j, count->event->event->id);
  if (count->incident.n) {
    json_key(j, "incident");
    json_str(j, count->incident);
  }
  json_key(j, "heading");
  json_str(j, count->event->event->heading);
  json_key(j, "measure");
  json_str(j, count->measure->measure);
  json_key(j, "rule");
  json_str(j, count->rule->name);
  json_key(j, "rule_version");
  json_str(j, count->rule->version);
  write_value(j, "value", &outcome->value[0]);
  write_value(j, "low", &outcome->value[1]);
  write_value(j, "high", &outcome->value[2]);
  json_key(j, "indeterminate");
  json_bool(j, count_is_indeterminate(outcome));
  if (count->rule->words.n) {
    write_words(j, count->rule);
  }
  json_key(j, "steps");
  json_array(j);
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    write_step(j, count, &outcome->trace.v[i], scratch);
  }
  json_end(j);
  write_left_out(j, count, scratch);
}

void count_write_line(Json *j, const CountView *count, Arena *scratch) {
  json_object(j);
  json_key(j, "type");
  json_text(j, "count");
  json_key(j, "v");
  json_integer(j, 1);
  write_count(j, count, scratch);
  json_end(j);
  json_line(j);
}

/* One document's figure: which of value, low and high are its own, or why none is. */
static void write_figure(Json *j, const CountView *count, const Extraction *x, uint32_t row,
                         Arena *scratch) {
  const Row *r = &count->table->rows.v[row];
  Str why = count_row_left(count, row, scratch);
  json_object(j);
  json_key(j, "reading");
  json_str(j, count->measure->readings.v[r->tag].id);
  json_key(j, "document");
  json_str(j, r->field[ROW_SOURCE]);
  json_key(j, "claim");
  json_str(j, x->claims.v[count_claim(count, x, row)].id);
  json_key(j, "taken");
  json_array(j);
  for (uint32_t i = 0; i < count->outcome->trace.n; i++) {
    const RuleTrace *trace = &count->outcome->trace.v[i];
    if (rule_took(count->outcome, trace, row)) {
      json_text(j, row_field_name(trace->step->into));
    }
  }
  json_end(j);
  json_key(j, "left");
  json_str_or_null(j, why);
  json_end(j);
}

void count_explain_line(Json *j, const CountView *count, const Extraction *x, Arena *scratch) {
  json_object(j);
  json_key(j, "type");
  json_text(j, "explanation");
  json_key(j, "v");
  json_integer(j, 1);
  json_key(j, "of");
  json_text(j, "count");
  json_key(j, "file");
  json_str(j, count->rule->file);
  write_count(j, count, scratch);
  json_key(j, "figures");
  json_array(j);
  for (uint32_t i = 0; i < count->table->rows.n; i++) {
    write_figure(j, count, x, i, scratch);
  }
  json_end(j);
  json_end(j);
  json_line(j);
}

uint32_t count_claim(const CountView *count, const Extraction *x, uint32_t row) {
  const Row *r = &count->table->rows.v[row];
  const Reading *reading = &count->measure->readings.v[r->tag];
  for (uint32_t i = 0; i < reading->claims.n; i++) {
    if (x->claims.v[reading->claims.v[i]].document == r->document) {
      return reading->claims.v[i];
    }
  }
  return reading->shown;
}

/* ---- for people ------------------------------------------------------------------------------ */

static void value_text(Buffer *out, const RuleValue *value) {
  char number[32];
  if (value->is_number) {
    buffer_add(out, number, decimal_write(value->number, number));
  } else {
    buffer_str(out, value->text);
  }
}

void count_write_value(Buffer *out, const RuleOutcome *outcome) {
  const RuleValue *value = &outcome->value[0], *low = &outcome->value[1],
                  *high = &outcome->value[2];
  bool range = low->given == GIVEN_VALUE && high->given == GIVEN_VALUE;
  bool one = range && decimal_compare(low->number, high->number) == 0;
  if (count_is_indeterminate(outcome)) {
    buffer_text(out, "indeterminate");
  } else if (value->given == GIVEN_VALUE) {
    value_text(out, value);
  }
  if (range && !one && value->given != GIVEN_INDETERMINATE) {
    buffer_text(out, value->given == GIVEN_VALUE ? " (" : "");
    value_text(out, low);
    buffer_text(out, "\xE2\x80\x93");
    value_text(out, high);
    buffer_text(out, value->given == GIVEN_VALUE ? ")" : "");
  } else if (value->given == GIVEN_NOTHING && !count_is_indeterminate(outcome)) {
    one ? value_text(out, low) : buffer_text(out, "-");
  }
}

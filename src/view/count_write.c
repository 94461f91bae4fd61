/* Counts → lines, and values for people. */
#include "view/count_write.h"

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

static void write_step(Json *j, const CountView *count, const RuleTrace *trace, Arena *scratch) {
  const RuleStep *step = trace->step;
  json_object(j);
  json_key(j, "step");
  json_str(j, step->text);
  json_key(j, "line");
  json_integer(j, step->line);
  write_readings(j, "readings", count, trace->asked.v, trace->asked.n, scratch);
  write_readings(j, "kept", count, trace->rows.v, trace->rows.n, scratch);
  json_key(j, "cites");
  json_str_or_null(j, step->cites);
  if (step->unverified) {
    json_key(j, "unverified");
    json_bool(j, true);
  }
  json_end(j);
}

static bool among(const CountView *count, uint32_t reading, const uint32_t *rows, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (count->table->rows.v[rows[i]].tag == reading) {
      return true;
    }
  }
  return false;
}

/* Why a reading is not in the count: the line of the rule that left it out. */
Str count_why_left(const CountView *count, uint32_t reading, Arena *scratch) {
  const RuleOutcome *outcome = count->outcome;
  const Reading *r = &count->measure->readings.v[reading];
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    const RuleTrace *trace = &outcome->trace.v[i];
    bool leaves = trace->step->kind != STEP_TAKE && trace->step->kind != STEP_TIE;
    if (leaves && among(count, reading, trace->asked.v, trace->asked.n) &&
        !among(count, reading, trace->rows.v, trace->rows.n)) {
      Str by =
          r->superseded_by >= 0 ? count->measure->readings.v[r->superseded_by].id : (Str){NULL, 0};
      if (trace->step->kind == STEP_ORIGIN) {
        return str_of(arena_printf(scratch, "line %u, %.*s: a copy of a figure that went on",
                                   trace->step->line, STR_ARG(trace->step->text)));
      }
      bool replaced =
          trace->step->kind == STEP_LEAVE && trace->step->number == TRAIT_SUPERSEDED && by.n;
      return str_of(replaced
                        ? arena_printf(scratch, "line %u, %.*s: replaced by %.*s",
                                       trace->step->line, STR_ARG(trace->step->text), STR_ARG(by))
                        : arena_printf(scratch, "line %u, %.*s", trace->step->line,
                                       STR_ARG(trace->step->text)));
    }
  }
  if (among(count, reading, outcome->unread.v, outcome->unread.n)) {
    return str_lit("no number, and the rule has none for its words");
  }
  return r->unclear ? str_lit("unclear: a person should read it first") : (Str){NULL, 0};
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

void count_write_line(Json *j, const CountView *count, Arena *scratch) {
  const RuleOutcome *outcome = count->outcome;
  json_object(j);
  json_key(j, "type");
  json_text(j, "count");
  json_key(j, "v");
  json_integer(j, 1);
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
  json_key(j, "steps");
  json_array(j);
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    write_step(j, count, &outcome->trace.v[i], scratch);
  }
  json_end(j);
  write_left_out(j, count, scratch);
  json_end(j);
  json_line(j);
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

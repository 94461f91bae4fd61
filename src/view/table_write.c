/* Objects of a table → lines. */
#include "view/table_write.h"

#include "base/csv.h"

/* ---- JSON Lines ------------------------------------------------------------------------------ */

static void write_value(Json *j, const RuleValue *value) {
  if (value->given == GIVEN_INDETERMINATE) {
    json_text(j, "Indeterminate");
  } else if (value->given == GIVEN_NOTHING) {
    json_null(j);
  } else if (value->is_number) {
    json_decimal(j, value->number);
  } else {
    json_str(j, value->text);
  }
}

static void write_rows(Json *j, const uint32_t *rows, uint32_t n) {
  json_key(j, "rows");
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    json_integer(j, (int64_t)rows[i] + 1);
  }
  json_end(j);
}

static void write_step(Json *j, const RuleTrace *trace) {
  json_object(j);
  json_key(j, "line");
  json_integer(j, trace->step->line);
  json_key(j, "step");
  json_str(j, trace->step->text);
  write_rows(j, trace->rows.v, trace->rows.n);
  if (trace->step->cites.n) {
    json_key(j, trace->step->unverified ? "unverified" : "cites");
    json_str(j, trace->step->cites);
  } else if (trace->step->unverified) {
    json_key(j, "unverified");
    json_bool(j, true);
  }
  json_end(j);
}

static void write_outcome(Json *j, const ObjectView *object) {
  const RuleOutcome *outcome = object->outcome;
  json_key(j, "value");
  write_value(j, &outcome->value[0]);
  json_key(j, "low");
  write_value(j, &outcome->value[1]);
  json_key(j, "high");
  write_value(j, &outcome->value[2]);
  json_key(j, "rule");
  json_str(j, object->rule->name);
  json_key(j, "rule_version");
  json_str(j, object->rule->version);
  json_key(j, "steps");
  json_array(j);
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    write_step(j, &outcome->trace.v[i]);
  }
  json_end(j);
  json_key(j, "left_out");
  json_array(j);
  for (uint32_t i = 0; i < outcome->unread.n; i++) {
    json_object(j);
    json_key(j, "row");
    json_integer(j, (int64_t)outcome->unread.v[i] + 1);
    json_key(j, "why");
    json_text(j, outcome->type == TYPE_DATE ? "no date" : "no number");
    json_end(j);
  }
  json_end(j);
}

/* The end of the rows from `first` on with the same value, which stand together. */
static uint32_t candidate_end(const ObjectView *object, uint32_t first) {
  const Row *rows = object->table->rows.v;
  uint32_t end = first + 1;
  while (end < object->end && str_equal(rows[end].field[ROW_VALUE], rows[first].field[ROW_VALUE]) &&
         row_is_missing(rows[end].field[ROW_VALUE]) ==
             row_is_missing(rows[first].field[ROW_VALUE])) {
    end++;
  }
  return end;
}

static void write_candidate(Json *j, const ObjectView *object, uint32_t first, uint32_t end) {
  const Row *rows = object->table->rows.v;
  json_object(j);
  json_key(j, "value");
  json_str(j, rows[first].field[ROW_VALUE]);
  json_key(j, "sources");
  json_array(j);
  for (uint32_t i = first; i < end; i++) {
    if (i == first || !str_equal(rows[i].field[ROW_SOURCE], rows[i - 1].field[ROW_SOURCE])) {
      json_str(j, rows[i].field[ROW_SOURCE]);
    }
  }
  json_end(j);
  json_key(j, "rows");
  json_array(j);
  for (uint32_t i = first; i < end; i++) {
    json_integer(j, (int64_t)i + 1);
  }
  json_end(j);
  json_end(j);
}

void table_write_line(Json *j, const ObjectView *object) {
  const Row *rows = object->table->rows.v;
  json_object(j);
  json_key(j, "type");
  json_text(j, "object");
  json_key(j, "v");
  json_integer(j, 1);
  json_key(j, "object");
  json_str(j, rows[object->first].field[ROW_OBJECT]);
  json_key(j, "measure");
  json_str_or_null(j, rows[object->first].field[ROW_MEASURE]);
  if (object->outcome) {
    write_outcome(j, object);
  }
  if (object->weighed) {
    json_key(j, "origin_groups");
    json_integer(j, object->weighed->origin_groups);
    json_key(j, "first_hand");
    json_bool(j, object->weighed->first_hand);
  }
  json_key(j, "candidates");
  json_array(j);
  for (uint32_t i = object->first, end; i < object->end; i = end) {
    end = candidate_end(object, i);
    if (!row_is_missing(rows[i].field[ROW_VALUE])) {
      write_candidate(j, object, i, end);
    }
  }
  json_end(j);
  json_end(j);
  json_line(j);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void csv_value(Buffer *out, const RuleValue *value) {
  char number[32];
  buffer_char(out, ',');
  if (value->given == GIVEN_NOTHING) {
    buffer_text(out, "NA");
  } else if (value->given == GIVEN_INDETERMINATE) {
    buffer_text(out, "Indeterminate");
  } else if (value->is_number) {
    buffer_add(out, number, decimal_write(value->number, number));
  } else {
    csv_field(out, value->text);
  }
}

void table_write_head(Buffer *out, bool with_rule) {
  buffer_text(out, with_rule ? "object,measure,value,low,high,rule,rows,candidates\n"
                             : "object,measure,rows,candidates\n");
}

/* "14 (3); 12 (1)": values, and in how many rows they stand. */
static void csv_candidates(Buffer *out, const ObjectView *object) {
  const Row *rows = object->table->rows.v;
  const char *mark = "";
  buffer_char(out, '"');
  for (uint32_t i = object->first, end; i < object->end; i = end) {
    end = candidate_end(object, i);
    if (!row_is_missing(rows[i].field[ROW_VALUE])) {
      buffer_text(out, mark);
      csv_quoted(out, rows[i].field[ROW_VALUE]);
      buffer_format(out, " (%u)", end - i);
      mark = "; ";
    }
  }
  buffer_char(out, '"');
}

void table_write_row(Buffer *out, const ObjectView *object) {
  const Row *row = &object->table->rows.v[object->first];
  csv_field(out, row->field[ROW_OBJECT]);
  buffer_char(out, ',');
  csv_field(out, row->field[ROW_MEASURE]);
  if (object->outcome) {
    for (int i = 0; i < 3; i++) {
      csv_value(out, &object->outcome->value[i]);
    }
    buffer_char(out, ',');
    csv_field(out, object->rule->name);
  }
  buffer_format(out, ",%u,", object->end - object->first);
  csv_candidates(out, object);
  buffer_char(out, '\n');
}

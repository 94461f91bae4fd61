/* Tables and rules of tests, from text. */
#ifndef TESTS_RULE_SUPPORT_H
#define TESTS_RULE_SUPPORT_H

#include "rule/rule_apply.h"
#include "support.h"

static inline void table_of(const char *csv, Arena *arena, RowTable *table) {
  Status status;
  if (rows_read(str_of(csv), str_lit("rows.csv"), arena, table, &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
}

static inline void rule_of(const char *sections, Arena *arena, CountingRule *rule) {
  Status status;
  Str text = str_of(arena_printf(arena, "rule mine\nversion 1\ntitle For a test\n%s", sections));
  if (rule_file_read(text, str_lit("mine.rule"), arena, rule, &status) != STATUS_OK) {
    fail_msg("%s", status.message);
  }
}

#endif

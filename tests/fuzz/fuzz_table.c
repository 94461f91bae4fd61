/* Tables: rows, a rule file and a hierarchy, parted by lines of ---. Whatever the bytes, each is
   read or refused with a line number, and every rule that was read is applied to every row. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "rule/rule_apply.h"
#include "rule/weigh.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The part up to a line of ---, or all that is left. */
static Str part(Str *rest) {
  for (size_t i = 0; i + 5 <= rest->n; i++) {
    if (memcmp(rest->p + i, "\n---\n", 5) == 0) {
      Str before = {rest->p, i + 1};
      *rest = (Str){rest->p + i + 5, rest->n - i - 5};
      return before;
    }
  }
  Str all = *rest;
  *rest = (Str){NULL, 0};
  return all;
}

static void refused(int code, const Status *status) {
  if (code != STATUS_FORMAT || !strstr(status->message, "f:")) {
    abort();
  }
}

static void run(Str bytes, Arena *arena) {
  Str rows = part(&bytes), text = part(&bytes);
  RowTable table;
  CountingRule rule;
  Hierarchy hierarchy;
  Weighing weighing;
  Status status;
  int code = rows_read(rows, str_lit("f"), arena, &table, &status);
  if (code == STATUS_OK) {
    code = rule_file_read(text, str_lit("f"), arena, &rule, &status);
  }
  if (code == STATUS_OK && bytes.n) {
    code = hierarchy_read(bytes, str_lit("f"), arena, &hierarchy, &status);
  }
  if (code) {
    refused(code, &status);
    return;
  }
  rule.weights.rounds = rule.weights.rounds > 3 ? 3 : rule.weights.rounds;
  weigh(&table, &rule.weights, bytes.n ? &hierarchy : NULL, arena, &weighing);
  for (uint32_t i = 0, n = 0, end; i < table.rows.n; i = end, n++) {
    RuleOutcome outcome;
    end = rows_of_object(&table, i);
    rule_apply(&rule, &table, i, end, weighing.objects.v[n].row, arena, &outcome);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 256, run);
}

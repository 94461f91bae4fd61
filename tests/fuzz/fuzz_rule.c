/* Rule files: read, and then applied to rows of numbers, words, days and nothing, with and without known
   origins; or refused with file and line. Whatever a line takes or leaves was among what it was asked of. */
#include <setjmp.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "rule/rule_apply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rows_of_all_kinds[] =
    "object,source,value,measure,date,low,high,rank,certain,precision,publisher\n"
    "E,a,9,killed,2019-03-01,8,,1,1,1,Daily\n"
    "E,b,9,killed,2019-03-02,9,12,4,2,2,Daily\n"
    "E,c,12,killed,,,,NA,1,NA,Weekly\n"
    "E,d,dozens of,killed,2019-03-02,24,,4,,1,\n"
    "E,e,NA,killed,2019-03-04,,,,,,Weekly\n"
    "F,a,2019-03-01,date_start,,,,,,,\n"
    "F,b,2019-03-09,date_start,,,,2,,1,\n"
    "G,a,north,city,,,,,,2,\n"
    "G,b,,city,,,,,,1,\n";

static bool holds(const uint32_t *rows, uint32_t n, uint32_t row) {
  for (uint32_t i = 0; i < n; i++) {
    if (rows[i] == row) {
      return true;
    }
  }
  return false;
}

static void check(const RuleOutcome *outcome, uint32_t first, uint32_t end) {
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    const RuleTrace *trace = &outcome->trace.v[i];
    for (uint32_t k = 0; k < trace->rows.n; k++) {
      uint32_t row = trace->rows.v[k];
      if (row < first || row >= end || !holds(trace->asked.v, trace->asked.n, row)) {
        abort();
      }
    }
  }
}

static void run(Str bytes, Arena *arena) {
  RowTable table;
  CountingRule rule;
  Status status = {0};
  if (rows_read(str_of(rows_of_all_kinds), str_lit("r"), arena, &table, &status)) {
    abort();
  }
  if (rule_file_read(bytes, str_lit("f"), arena, &rule, &status)) {
    if (status.code != STATUS_FORMAT || memcmp(status.message, "f:", 2) != 0) {
      abort();
    }
    return;
  }
  for (int origins = 0; origins < 2; origins++) {
    table.has_origins = origins;
    for (uint32_t i = 0; i < table.rows.n; i++) {
      table.rows.v[i].traits = (uint8_t)(origins ? i % 4 : 0);
      table.rows.v[i].origin = origins ? i / 2 + 1 : 0;
    }
    for (uint32_t i = 0, end; i < table.rows.n; i = end) {
      RuleOutcome outcome;
      end = rows_of_object(&table, i);
      rule_apply(&rule, &table, i, end, origins ? UINT32_MAX : i, arena, &outcome);
      check(&outcome, i, end);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 256, run);
}

/* Table: rows that people coded, what a counting rule makes of them, as lines. */
#include <stdlib.h>

#include "api/rule_open.h"
#include "api/run.h"
#include "base/file.h"
#include "view/table_write.h"

enum { TABLE_MOST = 1 << 30, BLOCK = 1 << 16 };

/* A table while it is worked on. */
typedef struct Work {
  const according_engine *engine;
  const according_table_options *options;
  Arena arena, scratch;
  char *rows_bytes, *rule_bytes, *hierarchy_bytes; /* malloc'd */
  RowTable table;
  CountingRule rule;
  Hierarchy hierarchy;
  Weighing weighing;
  Buffer lines;
} Work;

static Str shown(const char *path) {
  return strcmp(path, "-") == 0 ? str_lit("standard input") : str_of(path);
}

static int inputs_open(Work *w, const char *path, Status *status) {
  size_t n = 0;
  int code = file_read(path, TABLE_MOST, &w->rows_bytes, &n, status);
  if (code == STATUS_OK) {
    code = rows_read((Str){w->rows_bytes, n}, shown(path), &w->arena, &w->table, status);
  }
  if (code == STATUS_OK && w->options->rule) {
    code =
        rule_open(w->engine, str_of(w->options->rule), &w->arena, &w->rule, &w->rule_bytes, status);
  }
  if (code == STATUS_OK && w->options->hierarchy) {
    code = file_read(w->options->hierarchy, TABLE_MOST, &w->hierarchy_bytes, &n, status);
    if (code == STATUS_OK) {
      code = hierarchy_read((Str){w->hierarchy_bytes, n}, str_of(w->options->hierarchy), &w->arena,
                            &w->hierarchy, status);
    }
  }
  return code;
}

/* Gives what is written so far once it is a block, or at the end. */
static int lines_give(Work *w, bool end, according_sink out, according_status *status) {
  if (w->lines.failed) {
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the lines");
  }
  if (!end && w->lines.n < BLOCK) {
    return ACCORDING_OK;
  }
  int code = sink_give(out, buffer_view(&w->lines), status);
  buffer_clear(&w->lines);
  return code;
}

static void object_write(Work *w, Json *j, const ObjectView *object) {
  if (w->options->csv) {
    table_write_row(&w->lines, object);
  } else {
    table_write_line(j, object);
  }
}

static int objects_write(Work *w, according_sink out, according_status *status) {
  bool ruled = w->options->rule != NULL, weighs = ruled && rule_weighs(&w->rule);
  int code = ACCORDING_OK;
  uint32_t n = 0;
  Json j;
  if (weighs) {
    weigh(&w->table, &w->rule.weights, w->options->hierarchy ? &w->hierarchy : NULL, &w->arena,
          &w->weighing);
  }
  if (w->options->csv) {
    table_write_head(&w->lines, ruled);
  }
  for (uint32_t i = 0; i < w->table.rows.n && code == ACCORDING_OK; n++) {
    ObjectView object = {
        .table = &w->table, .first = i, .end = rows_of_object(&w->table, i), .rule = &w->rule};
    RuleOutcome outcome;
    object.weighed = weighs ? &w->weighing.objects.v[n] : NULL;
    if (ruled) {
      rule_apply(&w->rule, &w->table, i, object.end,
                 object.weighed ? object.weighed->row : UINT32_MAX, &w->scratch, &outcome);
      object.outcome = &outcome;
    }
    i = object.end;
    if (!ruled || outcome.asked) {
      json_begin(&j, &w->lines);
      object_write(w, &j, &object);
    }
    arena_clear(&w->scratch);
    code = lines_give(w, false, out, status);
  }
  return code == ACCORDING_OK ? lines_give(w, true, out, status) : code;
}

static int table_work(Work *w, const char *path, according_sink out, according_status *status) {
  Status problem = {0};
  jmp_buf jump;
  int code;
  if (arena_guard(&w->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the table");
  } else {
    w->scratch.escape = &jump;
    code = inputs_open(w, path, &problem);
    code = code ? status_give(status, &problem) : objects_write(w, out, status);
  }
  w->arena.escape = w->scratch.escape = NULL;
  return code;
}

int according_table(const according_engine *engine, const char *path,
                    const according_table_options *options, according_sink out,
                    according_status *status) {
  static const according_table_options plain = {NULL, NULL, 0};
  Work w = {.engine = engine, .options = options ? options : &plain};
  arena_init(&w.arena);
  arena_init(&w.scratch);
  buffer_init(&w.lines);
  status_say(status, ACCORDING_OK, 0, "%s", "");
  int code = w.options->hierarchy && !w.options->rule
                 ? status_say(status, ACCORDING_USAGE, 0,
                              "a hierarchy is used by rules that weigh: name one")
                 : table_work(&w, path, out, status);
  arena_release(&w.arena);
  arena_release(&w.scratch);
  buffer_release(&w.lines);
  free(w.rows_bytes);
  free(w.rule_bytes);
  free(w.hierarchy_bytes);
  return code;
}

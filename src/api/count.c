/* Counts: a counting rule over the readings of events; and several rules side by side. */
#include <stdlib.h>

#include "api/incident_open.h"
#include "api/rule_open.h"
#include "rule/count_rows.h"
#include "view/count_write.h"

enum { RULES_MOST = 16, CELL = 20 };

typedef struct Counting {
  according_run *run;
  Arena scratch; /* of one measure */
  CountingRule rules[RULES_MOST];
  char *bytes[RULES_MOST]; /* malloc'd files of rules, or NULL */
  uint32_t rule_count;
  Str event;                 /* id; empty: all events */
  const char *incident_path; /* NULL: none */
  char *incident_bytes;
  IncidentStory incident; /* counted in place of the events */
  const char *measure;    /* of which the count is explained; NULL: none is */
  bool compare, lines;    /* as a table; explained as lines */
  uint32_t found;         /* events that were asked for; explained: counts */
  Buffer out;
} Counting;

/* "A,B,C" to rules. */
static int rules_open(Counting *c, const char *names, Status *status) {
  Str rest = str_of(names);
  do {
    Str name = str_trim(str_split(rest, ',', &rest));
    if (c->rule_count == RULES_MOST) {
      return status_set(status, STATUS_LIMIT, 0, "more than %d rules are too many to compare",
                        RULES_MOST);
    }
    int code = rule_open(c->run->engine, name, &c->run->arena, &c->rules[c->rule_count],
                         &c->bytes[c->rule_count], status);
    if (code) {
      return code;
    }
    c->rule_count++;
  } while (rest.n);
  return STATUS_OK;
}

static bool is_asked(const Counting *c, const EventStory *event) {
  return !c->event.n || str_equal(event->event->id, c->event);
}

/* What a rule makes of a measure of an event; false where it says nothing of it, or nothing clear is there. */
static bool measure_count(Counting *c, const EventStory *event, const MeasureReadings *measure,
                          uint32_t rule, RowTable *table, RuleOutcome *outcome) {
  count_rows(c->run->together->shown, event, measure, c->run->together->sources,
             &c->scratch, table);
  if (table->rows.n == 0) {
    return false;
  }
  rule_apply(&c->rules[rule], table, 0, table->rows.n, UINT32_MAX, &c->scratch, outcome);
  return outcome->asked;
}

/* ---- count ----------------------------------------------------------------------------------- */

static void count_give(Counting *c, Json *j, const CountView *view) {
  const Story *story = c->run->together->shown;
  if (!c->measure) {
    count_write_line(j, view, &c->scratch);
  } else if (c->lines) {
    count_explain_line(j, view, story->extraction, &c->scratch);
  } else {
    Explain e = {.story = story,
                 .pack = &c->run->engine->pack,
                 .wording = &c->run->engine->wording,
                 .phrases = &c->run->engine->explain_phrases,
                 .arena = &c->scratch,
                 .out = &c->out};
    explain_begin(&e);
    count_explain(&e, view);
  }
}

static void event_count(Counting *c, const EventStory *event) {
  Json j;
  json_begin(&j, &c->out);
  for (uint32_t m = 0; m < event->measures.n; m++) {
    for (uint32_t r = 0; r < c->rule_count; r++) {
      RowTable table;
      RuleOutcome outcome;
      bool asked = !c->measure || str_is(event->measures.v[m].measure, c->measure);
      if (asked && measure_count(c, event, &event->measures.v[m], r, &table, &outcome)) {
        CountView view = {event,        &event->measures.v[m],
                          &c->rules[r], &table,
                          &outcome,     c->incident_path ? event->event->heading : (Str){NULL, 0}};
        count_give(c, &j, &view);
        c->found += c->measure != NULL;
      }
      arena_clear(&c->scratch);
    }
  }
}

/* ---- rules side by side ---------------------------------------------------------------------- */

/* Cells of text, filled up with blanks; characters, not bytes. */
static void cell(Buffer *out, Str text, uint32_t width) {
  uint32_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    n += ((unsigned char)text.p[i] & 0xC0) != 0x80;
  }
  buffer_str(out, text);
  for (; n + 1 < width; n++) {
    buffer_char(out, ' ');
  }
  buffer_char(out, ' ');
}

static void line_end(Buffer *out) {
  while (out->n && out->p[out->n - 1] == ' ') {
    out->n--;
  }
  buffer_char(out, '\n');
}

/* One measure under all rules; false where none says anything of it. */
static bool measure_compare(Counting *c, const EventStory *event, const MeasureReadings *measure) {
  size_t start = c->out.n;
  bool any = false;
  cell(&c->out, measure->measure, CELL);
  for (uint32_t r = 0; r < c->rule_count; r++) {
    RowTable table;
    RuleOutcome outcome;
    Buffer value = {0};
    if (measure_count(c, event, measure, r, &table, &outcome)) {
      count_write_value(&value, &outcome);
      any = true;
    }
    cell(&c->out, buffer_view(&value), CELL);
    c->out.failed = c->out.failed || value.failed;
    buffer_release(&value);
    arena_clear(&c->scratch);
  }
  if (any) {
    line_end(&c->out);
  } else {
    c->out.n = start;
  }
  return any;
}

static void event_compare(Counting *c, const EventStory *event) {
  size_t start = c->out.n;
  bool any = false;
  buffer_format(&c->out, "%.*s  (%.*s)\n\n", STR_ARG(event->event->heading),
                STR_ARG(event->event->id));
  cell(&c->out, (Str){NULL, 0}, CELL);
  for (uint32_t r = 0; r < c->rule_count; r++) {
    cell(&c->out, c->rules[r].name, CELL);
  }
  line_end(&c->out);
  for (uint32_t m = 0; m < event->measures.n; m++) {
    any = measure_compare(c, event, &event->measures.v[m]) || any;
  }
  if (any) {
    buffer_char(&c->out, '\n');
  } else {
    c->out.n = start;
  }
}

/* ---- together -------------------------------------------------------------------------------- */

/* Nothing of what was asked for is there. */
static int not_found(const Counting *c, Status *problem) {
  if (c->found || (!c->measure && !c->event.n)) {
    return STATUS_OK;
  }
  return c->measure ? status_set(problem, STATUS_NOT_FOUND, 0,
                                 "%s: no clear figure of this measure is there, or the rule says "
                                 "nothing of it: see according reconcile",
                                 c->measure)
                    : status_set(problem, STATUS_NOT_FOUND, 0,
                                 "no event %.*s: see according reconcile", STR_ARG(c->event));
}

static void events_write(Counting *c) {
  const Story *story = c->run->together->shown;
  for (uint32_t i = 0; i < story->events.n; i++) {
    if (is_asked(c, &story->events.v[i])) {
      c->found += !c->measure;
      c->compare ? event_compare(c, &story->events.v[i]) : event_count(c, &story->events.v[i]);
    }
  }
  if (c->compare) {
    buffer_text(
        &c->out,
        "- nothing is left, or nothing is reported. Nothing is added up: a rule takes one figure,\n"
        "or a range, of those that documents report.\n");
  }
}

static int counts_write(Counting *c, const char *rules, according_status *status) {
  Status problem = {0};
  jmp_buf jump;
  if (arena_guard(&c->run->arena, &jump)) {
    c->run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the counts");
  }
  c->scratch.escape = &jump;
  int code = rules_open(c, rules, &problem);
  if (code == STATUS_OK && c->incident_path) {
    code = incident_open(c->run, c->incident_path, &c->incident, &c->incident_bytes, &problem);
  }
  if (code == STATUS_OK) {
    c->incident_path ? event_count(c, &c->incident.story) : events_write(c);
    code = not_found(c, &problem);
  }
  c->run->arena.escape = NULL;
  if (code == STATUS_OK && c->out.failed) {
    code = status_set(&problem, STATUS_NO_MEMORY, 0, "no memory for the counts");
  }
  return code ? status_give(status, &problem) : ACCORDING_OK;
}

/* c: what is asked, of the caller's own. */
static int counts_give(Counting *c, const char *rules, const according_count_options *options,
                       according_sink out, according_status *status) {
  static const according_count_options plain = {0};
  const according_count_options *o = options ? options : &plain;
  c->event = str_of(o->event);
  c->incident_path = o->incident;
  if (o->incident && (o->event || c->compare)) {
    return status_say(
        status, ACCORDING_USAGE, 0,
        "an incident is counted as one event: --event and --incident exclude one another");
  }
  int code = run_together(c->run, status);
  if (code == ACCORDING_OK && !c->run->together->shown->events.n) {
    code = run_notice_empty(c->run, status);
  }
  arena_init(&c->scratch);
  buffer_init(&c->out);
  if (code == ACCORDING_OK) {
    code = counts_write(c, rules, status);
  }
  if (code == ACCORDING_OK) {
    Str given = buffer_view(&c->out);
    if (c->measure && !c->lines && given.n > 1) {
      given.n--; /* the empty line behind the last block */
    }
    code = sink_give(out, given, status);
  }
  arena_release(&c->scratch);
  buffer_release(&c->out);
  free(c->incident_bytes);
  for (uint32_t i = 0; i < RULES_MOST; i++) {
    free(c->bytes[i]);
  }
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

int according_count(according_run *run, const char *rules, const according_count_options *options,
                    according_sink out, according_status *status) {
  Counting c = {.run = run};
  return counts_give(&c, rules, options, out, status);
}

int according_compare(according_run *run, const char *rules, const according_count_options *options,
                      according_sink out, according_status *status) {
  Counting c = {.run = run, .compare = true};
  return counts_give(&c, rules, options, out, status);
}

int according_explain_count(according_run *run, const char *rules, const char *measure,
                            const according_count_options *options, int format,
                            according_sink out, according_status *status) {
  Counting c = {.run = run, .measure = measure, .lines = format == ACCORDING_LINES};
  return counts_give(&c, rules, options, out, status);
}

/* ---- names ----------------------------------------------------------------------------------- */

static int rules_list(const according_engine *engine, Arena *arena, Buffer *out, Status *status) {
  Str *paths;
  uint32_t n;
  int code = STATUS_OK;
  pack_files(&engine->pack, "rules/", arena, &paths, &n);
  for (uint32_t i = 0; i < n && code == STATUS_OK; i++) {
    CountingRule rule;
    if (str_ends(paths[i], ".rule")) {
      const char *path = arena_printf(arena, "%.*s", STR_ARG(paths[i]));
      code = rule_file_read(pack_file(&engine->pack, path), paths[i], arena, &rule, status);
    }
    if (str_ends(paths[i], ".rule") && code == STATUS_OK) {
      cell(out, rule.name, CELL - 4);
      cell(out, rule.version, 4);
      buffer_str(out, rule.title);
      buffer_char(out, '\n');
    }
  }
  return code;
}

int according_rules(const according_engine *engine, according_sink out, according_status *status) {
  Arena arena;
  Buffer text;
  Status problem = {0};
  jmp_buf jump;
  int code;
  arena_init(&arena);
  buffer_init(&text);
  if (arena_guard(&arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the rules");
  } else {
    code = rules_list(engine, &arena, &text, &problem);
    code = code ? status_give(status, &problem) : sink_give(out, buffer_view(&text), status);
  }
  arena_release(&arena);
  buffer_release(&text);
  return code;
}

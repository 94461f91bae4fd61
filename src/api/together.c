/* Together: documents or lines of extract → extraction → corrections → story; then the commands that
   need the story: reconcile and report. */
#include "api/together.h"

#include "api/incident_open.h"
#include "api/rule_open.h"

#include "base/file.h"
#include "reading/build.h"
#include "view/line_write.h"
#include "view/report_html.h"
#include "view/report_terminal.h"

enum { BLOCK = 1 << 16, CORRECTIONS_MOST = 64 << 20 };

static int no_memory(according_status *status) {
  return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to compare the documents");
}

static int ok(according_status *status) {
  return status_say(status, ACCORDING_OK, 0, "%s", "");
}

/* ---- lines of extract in place of documents -------------------------------------------------- */

/* The file that holds line number `line` of all files together; *line is then counted in it. */
static const Input *file_of_line(const according_run *run, uint64_t *number) {
  for (uint32_t i = 0; i < run->claims.n; i++) {
    Str rest = run->claims.v[i].bytes;
    uint64_t lines = 1;
    while ((rest.p = rest.n ? memchr(rest.p, '\n', rest.n) : NULL) != NULL) {
      rest.p++;
      lines++;
      rest.n = (size_t)(run->claims.v[i].bytes.p + run->claims.v[i].bytes.n - rest.p);
    }
    if (*number <= lines || i + 1 == run->claims.n) {
      return &run->claims.v[i];
    }
    *number -= lines;
  }
  return NULL;
}

/* Reads the lines of all files; under the guard of run->arena. */
static void read_claim_lines(according_run *run) {
  size_t n = 0, at = 0;
  LineProblems problems = {0};
  for (uint32_t i = 0; i < run->claims.n; i++) {
    n += run->claims.v[i].bytes.n + 1;
  }
  char *all = arena_bytes(&run->arena, n);
  for (uint32_t i = 0; i < run->claims.n; i++) {
    Str bytes = run->claims.v[i].bytes;
    memcpy(all + at, bytes.p, bytes.n);
    all[at + bytes.n] = '\n';
    at += bytes.n + 1;
  }
  lines_read(&run->arena, (Str){all, n}, &run->extraction, &problems);
  for (uint32_t i = 0; i < problems.n; i++) {
    uint64_t line = problems.v[i].line;
    const Input *file = file_of_line(run, &line);
    run_notice(run, ACCORDING_REFUSED, input_shown(file), line, "line %llu: %.*s: left out",
               (unsigned long long)line, STR_ARG(problems.v[i].reason));
  }
  run->documents = run->extraction.documents.n;
  for (uint32_t i = 0; i < run->extraction.claims.n; i++) {
    run->figures += run->extraction.claims.v[i].kind == CLAIM_FIGURE;
  }
  run->is_read = true;
  run->goal = READ_CLAIMS;
}

/* ---- corrections ----------------------------------------------------------------------------- */

static int read_corrections(according_run *run, const char *path, according_status *status) {
  Status inner = {0};
  size_t n;
  array_push(&run->arena, &run->owned, NULL);
  char **bytes = &run->owned.v[run->owned.n - 1];
  int code = file_read(path, CORRECTIONS_MOST, bytes, &n, &inner);
  if (code == STATUS_OK) {
    Str name = str_copy(&run->arena, str_of(path));
    run->corrections = arena_new(&run->arena, Corrections);
    code = corrections_read(name, (Str){*bytes, n}, &run->arena, run->corrections, &inner);
  }
  if (code != STATUS_OK) {
    run->corrections = NULL;
    return status_give(status, &inner);
  }
  return ok(status);
}

int according_run_add_corrections(according_run *run, const char *path, according_status *status) {
  jmp_buf jump;
  int code;
  if (run->corrections) {
    return status_say(status, ACCORDING_USAGE, 0, "corrections come from one file");
  }
  run_forget(run);
  if (arena_guard(&run->arena, &jump)) {
    code = no_memory(status);
  } else {
    code = read_corrections(run, path, status);
  }
  run->arena.escape = NULL;
  return code;
}

/* ---- the register of sources ----------------------------------------------------------------- */

static int read_sources(according_run *run, const char *path, according_status *status) {
  Status inner = {0};
  SourceRegister *sources = arena_new(&run->arena, SourceRegister);
  array_push(&run->arena, &run->owned, NULL);
  char **bytes = &run->owned.v[run->owned.n - 1];
  int code = sources_open(path, &run->arena, sources, bytes, &inner);
  if (code != STATUS_OK) {
    return status_give(status, &inner);
  }
  run->sources = sources;
  return ok(status);
}

int according_run_add_sources(according_run *run, const char *path, int show_restricted,
                              according_status *status) {
  jmp_buf jump;
  int code;
  if (run->sources) {
    return status_say(status, ACCORDING_USAGE, 0, "the register of sources is one file");
  }
  run_forget(run);
  if (arena_guard(&run->arena, &jump)) {
    code = no_memory(status);
  } else {
    code = read_sources(run, path, status);
    run->show_restricted = show_restricted != 0;
  }
  run->arena.escape = NULL;
  return code;
}

static void amend(according_run *run, struct Together *t) {
  t->amended = run->extraction;
  if (!run->corrections) {
    return;
  }
  Str file = run->corrections->file;
  amend_apply(run->corrections, &run->extraction, &run->arena, &t->amended, &t->report);
  for (uint32_t i = 0; i < t->report.unapplied.n; i++) {
    Str what = t->report.unapplied.v[i];
    if (what.n > file.n + 1 && str_starts(what, file.p)) {
      what = (Str){what.p + file.n + 1, what.n - file.n - 1};
    }
    run_notice(run, ACCORDING_REFUSED, file, 0, "line %.*s", STR_ARG(what));
  }
}

/* ---- the story ------------------------------------------------------------------------------- */

static void build(according_run *run) {
  const according_engine *engine = run->engine;
  struct Together *t = arena_new(&run->arena, struct Together);
  StoryOptions options = {.gazetteer = &engine->gazetteer,
                          .phrases = &engine->story_phrases,
                          .common_words = pack_file(&engine->pack, "words/common.txt")};
  amend(run, t);
  t->withholds = run->sources && !run->show_restricted && withhold_any(run->sources);
  t->shown = &t->story;
  t->sources = run->sources;
  if (t->withholds) {
    withhold_begin(&t->withholding, run->sources, &engine->explain_phrases, &run->arena);
    withhold_documents(&t->withholding, &t->amended, &t->renamed);
  }
  story_build(t->withholds ? &t->renamed : &t->amended, &options, &run->arena, &t->story);
  if (t->withholds) {
    withhold_story(&t->withholding, &t->story, &t->hidden, &t->hidden_story);
    t->shown = &t->hidden_story;
    t->sources = &t->withholding.shown;
  }
  run->together = t;
}

int run_together(according_run *run, according_status *status) {
  jmp_buf jump;
  if (run->together) {
    return ACCORDING_OK;
  }
  if (!run->has_claims) {
    int code = run_read(run, READ_CLAIMS, status);
    if (code != ACCORDING_OK) {
      return code;
    }
  }
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return no_memory(status);
  }
  if (run->has_claims) {
    read_claim_lines(run);
  }
  build(run);
  run_order_notices(run, run->notices_added);
  run->arena.escape = NULL;
  return ACCORDING_OK;
}

/* ---- reconcile ------------------------------------------------------------------------------- */

/* Gives what has gathered, if it is a block or `last`. */
static int pass_on(Buffer *lines, bool last, according_sink out, according_status *status) {
  int code = ACCORDING_OK;
  if (lines->failed) {
    return no_memory(status);
  }
  if (last || lines->n >= BLOCK) {
    code = sink_give(out, buffer_view(lines), status);
    buffer_clear(lines);
  }
  return code;
}

static int give_story(const Story *story, Buffer *lines, according_sink out,
                      according_status *status) {
  Json j;
  int code = ACCORDING_OK;
  json_begin(&j, lines);
  for (uint32_t i = 0; i < story->events.n && code == ACCORDING_OK; i++) {
    line_write_event(&j, story, &story->events.v[i]);
    code = pass_on(lines, false, out, status);
  }
  for (uint32_t i = 0; i < story->pairs.n && code == ACCORDING_OK; i++) {
    if (story->pairs.v[i].verdict != ORIGIN_NONE_FOUND || origin_decided(&story->pairs.v[i])) {
      line_write_origin(&j, story, &story->pairs.v[i]);
      code = pass_on(lines, false, out, status);
    }
  }
  return code == ACCORDING_OK ? pass_on(lines, true, out, status) : code;
}

int according_reconcile(according_run *run, according_sink out, according_status *status) {
  Buffer lines;
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (!run->together->shown->events.n) {
    code = run_notice_empty(run, status);
  }
  buffer_init(&lines);
  if (code == ACCORDING_OK) {
    code = give_story(run->together->shown, &lines, out, status);
  }
  buffer_release(&lines);
  return code == ACCORDING_OK ? ok(status) : code;
}

/* ---- report ---------------------------------------------------------------------------------- */

/* Figures of the texts that are in no claim; -1 where it is not known. Claims of a document stand
   in order of their numbers. */
static int64_t numbers_left_out(const according_run *run) {
  const Extraction *x = &run->extraction;
  int64_t left = 0;
  for (uint32_t i = 0; i < x->documents.n; i++) {
    left += x->documents.v[i].numbers;
  }
  const Claim *before = NULL;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    const Excerpt *at = &c->value.number_words;
    if (c->kind == CLAIM_FIGURE && at->text.n) {
      bool same = before && before->document == c->document &&
                  before->value.number_words.span.start == at->span.start &&
                  before->value.number_words.in_title == at->in_title;
      left -= !same;
      before = c;
    }
  }
  return run->has_claims ? -1 : left < 0 ? 0 : left;
}

ReportOptions report_view_options(const according_run *run,
                                  const according_report_options *options) {
  const AmendReport *report = &run->together->report;
  return (ReportOptions){
      .all = options->all,
      .colour = options->colour,
      .working = options->working,
      .numbers_left_out = numbers_left_out(run),
      .rejected = report->rejected,
      .messages = report->unapplied.v, /* they name documents; the notices have them as well */
      .message_count = run->together->withholds ? 0 : report->unapplied.n,
      .outlines = pack_file(&run->engine->pack, "maps/outlines.txt"),
      .sources = run->together->sources,
      .phrases = &run->engine->explain_phrases,
      .program = str_lit("according " ACCORDING_VERSION),
  };
}

bool report_refused(const according_run *run, const according_report_options *options,
                    according_status *status) {
  bool refused = options->working && run->together->withholds;
  if (refused) {
    status_say(status, ACCORDING_USAGE, 0,
               "the working edition has full texts, which tell restricted sources: it is for your "
               "own use, so let them be shown");
  }
  return refused;
}

int report_story(according_run *run, const according_report_options *options, ReportOptions *view,
                 const Story **story, Status *status) {
  *story = run->together->shown;
  if (!options->incident) {
    return STATUS_OK;
  }
  IncidentStory *incident = arena_new(&run->arena, IncidentStory);
  Story *alone = arena_new(&run->arena, Story);
  char *bytes = NULL;
  int code = incident_open(run, options->incident, incident, &bytes, status);
  array_push(&run->arena, &run->owned, bytes);
  if (code == STATUS_OK) {
    incident_alone(run, incident, alone);
    view->incident = incident;
    *story = alone;
  }
  return code;
}

/* Writes the report into a buffer, under the guard. */
static int write_report(according_run *run, const according_report_options *options, Buffer *out,
                        according_status *status) {
  jmp_buf jump;
  if (report_refused(run, options, status)) {
    return status->code;
  }
  const Story *story;
  Status problem = {0};
  ReportOptions view = report_view_options(run, options);
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return no_memory(status);
  }
  int code = report_story(run, options, &view, &story, &problem);
  if (code != STATUS_OK) {
    run->arena.escape = NULL;
    return status_give(status, &problem);
  }
  if (options->format == ACCORDING_PAGE) {
    report_html_write(story, &run->engine->wording, &view, &run->arena, out);
  } else {
    report_terminal_write(story, &run->engine->wording, &view, &run->arena, out);
  }
  run->arena.escape = NULL;
  return out->failed ? no_memory(status) : ACCORDING_OK;
}

int according_report(according_run *run, const according_report_options *options,
                     according_sink out, according_status *status) {
  static const according_report_options plain = {0};
  Buffer text;
  const according_report_options *wanted = options ? options : &plain;
  if (wanted->format != ACCORDING_TERMINAL && wanted->format != ACCORDING_PAGE) {
    return status_say(status, ACCORDING_USAGE, 0, "a report is text for a terminal or a page");
  }
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&text);
  code = write_report(run, wanted, &text, status);
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&text), status);
  }
  buffer_release(&text);
  return code == ACCORDING_OK ? ok(status) : code;
}

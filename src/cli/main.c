/* The program: arguments → calls of the library → exit status.
   0 all well, 1 some input was refused or damaged, 2 wrong usage, 3 nothing could be done. */
#include <stdio.h>
#include <string.h>

#include "cli/session.h"

/* ---- version --------------------------------------------------------------------------------- */

static int show_version(Session *s) {
  char text[1024];
  snprintf(text, sizeof text,
           "according %s\n"
           "language data  %s\n"
           "place data     %s\n"
           "\n"
           "Place data: GeoNames (https://www.geonames.org), CC BY 4.0; selected and changed.\n"
           "Outlines of maps: Natural Earth, public domain.\n"
           "Names of persons: census of the United States 1990, public domain.\n"
           "Place names that are words too: SCOWL, copyright 2000-2011 Kevin Atkinson.\n"
           "Characters: Unicode Character Database, copyright 1991-2021 Unicode, Inc.\n"
           "Program and language data: Apache License 2.0. See NOTICE for the full text.\n",
           according_version(), according_engine_pack(s->engine),
           according_engine_places(s->engine));
  output_text(&s->output, text);
  return EXIT_WELL;
}

/* ---- a run ----------------------------------------------------------------------------------- */

static int run_report(Session *s, according_status *status) {
  const Request *r = s->request;
  according_report_options options = {
      .all = r->given[OPTION_ALL],
      .colour = output_has_colour(),
      .working = r->given[OPTION_WORKING],
      .incident = r->value[OPTION_INCIDENT],
  };
  if (r->given[OPTION_HTML]) {
    options.format = ACCORDING_PAGE;
    return according_report_save(s->run, &options, r->value[OPTION_HTML], status);
  }
  return according_report(s->run, &options, (according_sink){output_write, &s->output}, status);
}

static int run_count(Session *s, according_sink out, according_status *status) {
  const Request *r = s->request;
  bool compare = r->command == COMMAND_RULES, explain = r->command == COMMAND_EXPLAIN;
  according_count_options options = {
      .event = compare ? s->first_file ? r->operands[0] : NULL : r->value[OPTION_EVENT],
      .incident = r->value[OPTION_INCIDENT],
  };
  if (explain) {
    return according_explain_count(s->run, r->value[OPTION_RULE], r->operands[0], &options,
                                   r->given[OPTION_JSON] ? ACCORDING_LINES : ACCORDING_TERMINAL,
                                   out, status);
  }
  return compare ? according_compare(s->run, r->value[OPTION_COMPARE], &options, out, status)
                 : according_count(s->run, r->value[OPTION_RULE], &options, out, status);
}

static int run_export(Session *s, according_sink out, according_status *status) {
  const Request *r = s->request;
  according_export_options options = {
      .rule = r->value[OPTION_RULE],
      .event = r->value[OPTION_EVENT],
      .incident = r->value[OPTION_INCIDENT],
  };
  return according_export(s->run, r->value[OPTION_AS], &options, out, status);
}

static int run_command(Session *s, according_status *status) {
  const Request *r = s->request;
  according_sink out = {output_write, &s->output};
  switch (r->command) {
    case COMMAND_REPORT:
      return run_report(s, status);
    case COMMAND_EXTRACT:
      return according_extract(s->run, out, status);
    case COMMAND_MENTIONS:
      return according_mentions(s->run, out, status);
    case COMMAND_RECONCILE:
      return according_reconcile(s->run, out, status);
    case COMMAND_CHECK:
      return according_check(
          s->run, r->given[OPTION_JSON] ? ACCORDING_LINES : ACCORDING_TERMINAL, out, status);
    case COMMAND_COUNT_BY:
      return run_count(s, out, status);
    case COMMAND_INCIDENT:
      return according_incident(s->run, r->operands[0], r->given[OPTION_JSON] ? ACCORDING_LINES : ACCORDING_TERMINAL,
                                out, status);
    case COMMAND_EXPORT:
      return run_export(s, out, status);
    case COMMAND_RULES:
      return run_count(s, out, status);
    case COMMAND_SOURCES:
      return according_sources(s->run, out, status);
    case COMMAND_PASSAGES:
      return according_passages(s->run, out, status);
    default:
      if (r->given[OPTION_RULE]) {
        return run_count(s, out, status);
      }
      return according_explain(s->run, r->operands[0], s->first_file > 1 ? r->operands[1] : NULL,
                               r->given[OPTION_JSON] ? ACCORDING_LINES : ACCORDING_TERMINAL, out,
                               status);
  }
}

static int do_run(Session *s) {
  according_status status;
  if (session_run_open(s, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  progress_begin(&s->progress);
  int code = session_add(s, &status);
  if (code == ACCORDING_OK) {
    code = run_command(s, &status);
  }
  progress_end(&s->progress);
  int exit_code = session_notices(s->run);
  if (s->request->command == COMMAND_EXTRACT && message_to_terminal()) {
    session_formats(s->run);
  }
  if (code != ACCORDING_OK) {
    int why = session_failed(&status);
    exit_code = why > exit_code ? why : exit_code;
  }
  according_run_close(s->run);
  return exit_code;
}

/* ---- what is asked for ----------------------------------------------------------------------- */

/* "c-", "p-", "e-" and 16 hexadecimal digits. */
static bool is_id(const char *word) {
  return strlen(word) == 18 && strchr("cpe", word[0]) && word[1] == '-' &&
         strspn(word + 2, "0123456789abcdef") == 16;
}

/* `rules` alone: the names of the rules. */
static bool lists_rules(const Request *r) {
  return r->command == COMMAND_RULES && r->operand_count == 0 && !r->given[OPTION_COMPARE];
}

/* Options that need or exclude others; 0, or 2 after a message. */
static int check_options(const Request *r) {
  if (r->given[OPTION_JSONL] && r->given[OPTION_CLAIMS]) {
    message("--jsonl and --claims exclude one another: FILES hold documents or lines of extract");
    return EXIT_USAGE;
  }
  if (r->command == COMMAND_EXPLAIN && !r->given[OPTION_RULE] &&
      (r->given[OPTION_EVENT] || r->given[OPTION_INCIDENT])) {
    message("explain takes --event and --incident with --rule NAME: they say which count is meant");
    return EXIT_USAGE;
  }
  if (r->command == COMMAND_EXPORT && !r->given[OPTION_AS]) {
    message("export needs --as NAME: see according export --help");
    return EXIT_USAGE;
  }
  if (r->command == COMMAND_COUNT_BY && !r->given[OPTION_RULE]) {
    message("count needs --rule NAME: nothing is counted without a rule; see according rules");
    return EXIT_USAGE;
  }
  if (r->given[OPTION_SHOW_RESTRICTED] && !r->given[OPTION_SOURCES]) {
    message("--show-restricted needs --sources FILE: no source is restricted without a register");
    return EXIT_USAGE;
  }
  if (r->given[OPTION_WORKING] && !r->given[OPTION_HTML]) {
    message("--working needs --html FILE: it is an edition of the page");
    return EXIT_USAGE;
  }
  return EXIT_WELL;
}

/* Checks the operands of the command; 0, or 2 after a message. */
static int check_request(Session *s) {
  const Request *r = s->request;
  bool from_input = r->given[OPTION_JSONL] || r->given[OPTION_CLAIMS];
  if (r->command == COMMAND_EXPLAIN) {
    bool one = r->given[OPTION_RULE] || (r->operand_count && is_id(r->operands[0]));
    s->first_file = one ? 1 : 2;
  }
  if (r->command == COMMAND_INCIDENT) {
    s->first_file = 1;
  }
  if (lists_rules(r)) {
    return EXIT_WELL;
  }
  if (is_record_command(r->command)) {
    return record_command_check(r);
  }
  if (r->command == COMMAND_RULES) {
    s->first_file = r->operand_count && is_id(r->operands[0]) ? 1 : 0;
  }
  if (r->command == COMMAND_RULES && !r->given[OPTION_COMPARE]) {
    message("rules with FILES needs --compare A,B,C: see according rules --help");
    return EXIT_USAGE;
  }
  if (r->command == COMMAND_TABLE && r->operand_count != 1) {
    message("table needs one file of rows, or - for standard input: see according table --help");
    return EXIT_USAGE;
  }
  if (r->operand_count < s->first_file + !from_input) {
    usage_error(r->command);
    return EXIT_USAGE;
  }
  return check_options(r);
}

/* ---- language data --------------------------------------------------------------------------- */

static int test_pack(Session *s) {
  const Request *r = s->request;
  according_status status;
  according_pack_result result;
  char text[160];
  if (according_pack_test(r->operands[1], r->operands + 2, r->operand_count - 2,
                          r->given[OPTION_UPDATE], (according_sink){problems_write, NULL}, &result,
                          &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  snprintf(text, sizeof text, "%llu examples, %llu lines, %llu differences%s\n",
           (unsigned long long)result.examples, (unsigned long long)result.lines,
           (unsigned long long)result.differences,
           r->given[OPTION_UPDATE] ? ", files written anew" : "");
  output_text(&s->output, text);
  return result.differences && !r->given[OPTION_UPDATE] ? EXIT_REFUSED : EXIT_WELL;
}

static int run_pack(Session *s) {
  const Request *r = s->request;
  bool build = r->operand_count && strcmp(r->operands[0], "build") == 0;
  bool test = r->operand_count && strcmp(r->operands[0], "test") == 0;
  according_status status;
  if ((build && (r->operand_count != 2 || !r->given[OPTION_OUT] || r->given[OPTION_UPDATE])) ||
      (test && (r->operand_count < 2 || r->given[OPTION_OUT])) || (!build && !test)) {
    message("expected according pack build DATA --out FILE, or according pack test DATA [--update]"
            " [FILES]: see according pack --help");
    return EXIT_USAGE;
  }
  if (test) {
    return test_pack(s);
  }
  return according_pack_build(r->operands[1], r->value[OPTION_OUT],
                              (according_sink){problems_write, NULL}, &status) == ACCORDING_OK
             ? EXIT_WELL
             : session_failed(&status);
}

/* Rows of one file through a counting rule. */
static int do_table(Session *s) {
  const Request *r = s->request;
  according_status status;
  according_table_options options = {
      .rule = r->value[OPTION_RULE],
      .hierarchy = r->value[OPTION_HIERARCHY],
      .csv = r->given[OPTION_CSV],
  };
  return according_table(s->engine, r->operands[0], &options, (according_sink){output_write, &s->output},
                         &status) == ACCORDING_OK
             ? EXIT_WELL
             : session_failed(&status);
}

static int do_rules(Session *s) {
  according_status status;
  return according_rules(s->engine, (according_sink){output_write, &s->output}, &status) == ACCORDING_OK
             ? EXIT_WELL
             : session_failed(&status);
}

static int run_request(Session *s) {
  const Request *r = s->request;
  according_engine_options options = {.pack_file = r->value[OPTION_PACK]};
  according_status status;
  if (r->has_command && r->command == COMMAND_PACK && !r->given[OPTION_VERSION]) {
    return run_pack(s);
  }
  int code = r->given[OPTION_VERSION] ? EXIT_WELL : check_request(s);
  if (code != EXIT_WELL) {
    return code;
  }
  if (according_engine_open(&options, &s->engine, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  code = r->given[OPTION_VERSION]        ? show_version(s)
         : r->command == COMMAND_TABLE   ? do_table(s)
         : is_record_command(r->command) ? record_command(s)
         : lists_rules(r)                ? do_rules(s)
                                         : do_run(s);
  according_engine_close(s->engine);
  return code;
}

int main(int argc, char **argv) {
  Request request;
  Session session = {.request = &request};
  streams_begin();
  int code = request_read(argc, argv, &request);
  if (code == EXIT_WELL && request.given[OPTION_HELP]) {
    if (request.has_command) {
      help_command(request.command, &session.output);
    } else {
      help_program(&session.output);
    }
  } else if (code == EXIT_WELL && !request.has_command && !request.given[OPTION_VERSION]) {
    message("no command: see according --help");
    code = EXIT_USAGE;
  } else if (code == EXIT_WELL) {
    code = run_request(&session);
  }
  request_release(&request);
  int written = output_end(&session.output);
  return written > code ? written : code;
}

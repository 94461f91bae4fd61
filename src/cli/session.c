/* Session: a run of the library, and what it says, for the commands. */
#include "cli/session.h"

#include <stdio.h>
#include <stdlib.h>

int session_failed(const according_status *status) {
  if (status->code == ACCORDING_SINK) {
    return EXIT_WELL; /* output_end says why */
  }
  message("%s", status->message);
  return status->code == ACCORDING_USAGE ? EXIT_USAGE : EXIT_NOTHING;
}

int session_notices(const according_run *run) {
  int code = EXIT_WELL;
  for (size_t i = 0; i < according_notice_count(run); i++) {
    according_notice notice = according_notice_at(run, i);
    message("%s: %s", notice.input, notice.message);
    if (notice.kind != ACCORDING_NOTE) {
      code = EXIT_REFUSED;
    }
  }
  return code;
}

/* "3.4 MB" */
static void size_words(uint64_t bytes, char *out, size_t room) {
  bool small = bytes < 1000000;
  snprintf(out, room, small ? "%.1f kB" : "%.1f MB", (double)bytes / (small ? 1e3 : 1e6));
}

void session_formats(const according_run *run) {
  char line[1500] = "", size[32];
  size_t n = 0;
  for (size_t i = 0; i < according_form_count(run) && n + 200 < sizeof line; i++) {
    according_form f = according_form_at(run, i);
    size_words(f.bytes, size, sizeof size);
    n += (size_t)snprintf(line + n, sizeof line - n, "%s%llu %.80s (%s)", i ? ", " : "",
                          (unsigned long long)f.documents, f.name, size);
  }
  if (n) {
    message("read: %s", line);
  }
}

int session_run_open(Session *s, according_status *status) {
  const Request *r = s->request;
  according_run_options options = {
      .date = r->value[OPTION_DATE],
      .part = r->value[OPTION_PART],
      .threads = r->threads,
      .progress = progress_step,
      .progress_context = &s->progress,
      .temporary = getenv("TMPDIR"),
      .programs = getenv("PATH"),
  };
  return according_run_open(s->engine, &options, &s->run, status);
}

int session_add(Session *s, according_status *status) {
  const Request *r = s->request;
  int (*add)(according_run *, const char *, according_status *) =
      r->given[OPTION_CLAIMS]  ? according_run_add_claims
      : r->given[OPTION_JSONL] ? according_run_add_jsonl
                               : according_run_add_path;
  int code = ACCORDING_OK;
  if (s->first_file == r->operand_count) {
    code = add(s->run, "-", status);
  }
  for (size_t i = s->first_file; code == ACCORDING_OK && i < r->operand_count; i++) {
    code = add(s->run, r->operands[i], status);
  }
  if (code == ACCORDING_OK && r->given[OPTION_CORRECTIONS]) {
    code = according_run_add_corrections(s->run, r->value[OPTION_CORRECTIONS], status);
  }
  if (code == ACCORDING_OK && r->given[OPTION_SOURCES]) {
    code = according_run_add_sources(s->run, r->value[OPTION_SOURCES],
                                     r->given[OPTION_SHOW_RESTRICTED], status);
  }
  return code;
}

/* Incidents: what lies inside the bounds that a person draws, and what every incident must state. */
#include <stdlib.h>

#include "api/incident_open.h"
#include "view/incident_write.h"

static int incident_write(according_run *run, const char *path, int format, Buffer *out,
                          char **bytes, according_status *status) {
  Status problem = {0};
  IncidentStory story;
  jmp_buf jump;
  Json j;
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the incident");
  }
  int code = incident_open(run, path, &story, bytes, &problem);
  if (code == STATUS_OK && format == ACCORDING_LINES) {
    json_begin(&j, out);
    incident_write_lines(&j, &story, run->together->shown, &run->arena);
  } else if (code == STATUS_OK) {
    Explain e = {.story = run->together->shown,
                 .pack = &run->engine->pack,
                 .wording = &run->engine->wording,
                 .phrases = &run->engine->explain_phrases,
                 .arena = &run->arena,
                 .out = out};
    explain_begin(&e);
    incident_write_text(&e, &story);
  }
  run->arena.escape = NULL;
  return code ? status_give(status, &problem) : ACCORDING_OK;
}

int according_incident(according_run *run, const char *path, int format, according_sink out,
                       according_status *status) {
  Buffer text;
  char *bytes = NULL;
  int code = run_together(run, status);
  if (code == ACCORDING_OK && !run->together->shown->events.n) {
    code = run_notice_empty(run, status);
  }
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&text);
  code = incident_write(run, path, format, &text, &bytes, status);
  if (code == ACCORDING_OK && text.failed) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the incident");
  }
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&text), status);
  }
  buffer_release(&text);
  free(bytes);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* Check: figures that documents attribute to bodies whose own texts are in the collection. */
#include "api/together.h"
#include "reading/citations.h"
#include "view/check_write.h"

static int check_write(according_run *run, bool lines, Buffer *out, according_status *status) {
  Citations citations;
  jmp_buf jump;
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to check the documents");
  }
  const Story *story = &run->together->story;
  CitationWords words = {pack_file(&run->engine->pack, "words/common.txt"),
                         pack_file(&run->engine->pack, "words/documents.txt")};
  citations_find(story, &words, &run->arena, &citations);
  if (run->together->withholds) {
    for (uint32_t i = 0; i < citations.checks.n; i++) {
      Str *to = &citations.checks.v[i].attributed_to;
      *to = withhold_name(&run->together->withholding, *to);
    }
  }
  CheckView view = {run->together->shown, &citations, &run->engine->check_phrases, &run->arena,
                    run->together->sources, &run->engine->wording};
  if (lines) {
    Json j;
    json_begin(&j, out);
    check_write_lines(&view, &j);
  } else {
    check_write_text(&view, out);
  }
  run->arena.escape = NULL;
  return out->failed
             ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to check the documents")
             : ACCORDING_OK;
}

int according_check(according_run *run, int format, according_sink out, according_status *status) {
  Buffer text;
  if (format != ACCORDING_TERMINAL && format != ACCORDING_LINES) {
    return status_say(status, ACCORDING_USAGE, 0, "a check is text for a terminal, or lines");
  }
  int code = run_together(run, status);
  if (code == ACCORDING_OK && !run->together->story.events.n) {
    code = run_notice_empty(run, status);
  }
  buffer_init(&text);
  if (code == ACCORDING_OK) {
    code = check_write(run, format == ACCORDING_LINES, &text, status);
  }
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&text), status);
  }
  buffer_release(&text);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

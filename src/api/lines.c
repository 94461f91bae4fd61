/* Lines: extract, mentions and passages: what is written document by document, or pair by pair. */
#include "api/run.h"
#include "api/passages_read.h"
#include "view/line_write.h"

enum { BLOCK = 1 << 16 };

/* The lines of the outcomes, in order of ids. */
static int give_outcomes(according_run *run, ReadGoal goal, according_sink out,
                         according_status *status) {
  if (run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0, "this needs documents, not lines of extract");
  }
  int code = run_read_lines(run, goal, out, status);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

int according_extract(according_run *run, according_sink out, according_status *status) {
  int code = give_outcomes(run, READ_CLAIM_LINES, out, status);
  uint64_t found = 0;
  for (uint32_t i = 0; code == ACCORDING_OK && i < run->order_count; i++) {
    found += run->outcomes[run->order[i]].found;
  }
  return code == ACCORDING_OK && !found ? run_notice_empty(run, status) : code;
}

int according_mentions(according_run *run, according_sink out, according_status *status) {
  return give_outcomes(run, READ_MENTION_LINES, out, status);
}

/* ---- passages -------------------------------------------------------------------------------- */

static int give_passages(const Extraction *x, const PassageArray *passages, Buffer *lines,
                         according_sink out, according_status *status) {
  Json j;
  int code = ACCORDING_OK;
  json_begin(&j, lines);
  for (uint32_t i = 0; i < passages->n && code == ACCORDING_OK; i++) {
    line_write_passage(&j, x, &passages->v[i]);
    if (lines->failed) {
      code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the output");
    } else if (lines->n >= BLOCK || i + 1 == passages->n) {
      code = sink_give(out, buffer_view(lines), status);
      buffer_clear(lines);
    }
  }
  return code;
}

int according_passages(according_run *run, according_sink out, according_status *status) {
  Buffer lines;
  PassageArray passages = {0};
  int code = run_passages(run, &passages, status);
  buffer_init(&lines);
  if (code == ACCORDING_OK) {
    code = give_passages(&run->extraction, &passages, &lines, out, status);
  }
  buffer_release(&lines);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

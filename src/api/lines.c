/* Lines: extract, mentions and passages: what is written document by document, or pair by pair. */
#include "api/run.h"
#include "api/document_lines.h"
#include "passage/passage.h"
#include "view/line_write.h"

enum { BLOCK = 1 << 16 };

/* The lines of the outcomes, in order of ids. */
static int give_outcomes(according_run *run, ReadGoal goal, according_sink out,
                         according_status *status) {
  if (run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0, "this needs documents, not lines of extract");
  }
  int code = run_read(run, goal, status);
  for (uint32_t i = 0; code == ACCORDING_OK && i < run->order_count; i++) {
    code = sink_give(out, run->outcomes[run->order[i]].lines, status);
  }
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

typedef struct Finding {
  const according_engine *engine;
  Extraction *extraction;
  PassageText *texts;
  Arena *arena, *scratch;
} Finding;

static void complete_text(void *context, uint32_t document) {
  Finding *f = context;
  DocumentLine *line = &f->extraction->documents.v[document];
  document_text_complete(f->engine, line, f->arena, f->scratch);
  f->texts[document] = passage_text(line);
}

static void find_passages(according_run *run, Arena *scratch, PassageArray *passages) {
  Extraction *x = &run->extraction;
  Finding f = {run->engine, x, NULL, &run->arena, scratch};
  PassageOptions options = passage_options();
  f.texts = arena_array(&run->arena, PassageText, x->documents.n);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    f.texts[i] = passage_text(&x->documents.v[i]);
  }
  options.complete = complete_text;
  options.context = &f;
  passages_find(&run->arena, f.texts, x->documents.n, &options, passages);
}

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
  jmp_buf jump;
  Arena scratch;
  Buffer lines;
  PassageArray passages = {0};
  if (run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0, "this needs documents, not lines of extract");
  }
  int code = run_read(run, READ_TEXTS, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  arena_init(&scratch);
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    arena_release(&scratch);
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to compare the documents");
  }
  scratch.escape = &jump;
  find_passages(run, &scratch, &passages);
  run->arena.escape = NULL;
  arena_release(&scratch);
  buffer_init(&lines);
  code = give_passages(&run->extraction, &passages, &lines, out, status);
  buffer_release(&lines);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

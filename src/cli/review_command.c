/* Review: line by line, a person decides with the keyboard. Each decision is on the disk before the next
   question is asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/review_ask.h"

/* ---- deciding -------------------------------------------------------------------------------- */

static const char help[] =
    "  a  accept: it is as it says\n"
    "  r  reject: it is no such thing (asks why)\n"
    "  c  correct a field: number, qualifier, measure, who, place, time, scope, source, actor, part_of\n"
    "     ...; of a person harm, name, age, sex, occupation (asks why)\n"
    "  f  add a figure, p a person, in other words of this document (asks why)\n"
    "  j  join: it belongs to another event; x: it does not belong to its event (asks why)\n"
    "  o  origin: whether this document and another draw on one source (asks why)\n"
    "  n  note that changes nothing\n"
    "  s  skip, b back, q quit; what was decided is kept\n";

static const char corrected[] =
    "  corrected. a accepts it so (what was unclear is clear then), c corrects another field,\n"
    "  s goes on\n";

static const char noted[] = "  written. What it changes is seen when review begins anew.\n";

static const char question[] =
    "a accept, r reject, c correct, f figure, p person, j join, x apart, o origin, n note,\n"
    "s skip, b back, q quit, ? > ";

/* Decides on item i; 1 decided, 0 not, -1 the input ended or the record failed, with its exit
 * status. */
static int decide(Review *v, size_t i, int kind, int *exit_code) {
  Answers answers = {0};
  according_decision d = {.kind = kind};
  according_status status;
  StampNow now;
  if (!review_ask_more(v, i, &d, &answers)) {
    return -1;
  }
  *exit_code = stamp_now(v->s->request, &now);
  if (*exit_code != EXIT_WELL) {
    return -1;
  }
  int code = according_review_decide(v->review, i, &d, &now.stamp, &status);
  if (code == ACCORDING_OK) {
    v->decided++;
    return 1;
  }
  if (code == ACCORDING_USAGE) {
    review_show(v, "  ", status.message);
    return 0;
  }
  *exit_code = session_failed(&status);
  return -1;
}

static int kind_of(const char *answer) {
  static const struct {
    char key;
    int kind;
  } keys[] = {{'a', ACCORDING_ACCEPT},   {'r', ACCORDING_REJECT},   {'c', ACCORDING_SET},
              {'f', ACCORDING_ADD},      {'p', ACCORDING_ADD_PERSON}, {'j', ACCORDING_TOGETHER},
              {'x', ACCORDING_APART},    {'o', ACCORDING_ORIGIN},   {'n', ACCORDING_REMARK}};
  for (size_t i = 0; answer[0] && !answer[1] && i < sizeof keys / sizeof *keys; i++) {
    if (keys[i].key == *answer) {
      return keys[i].kind;
    }
  }
  return -1;
}

/* Item after item, until the person, or the list, is at an end; the exit status. */
static int go_through(Review *v) {
  size_t i = 0, n = according_review_count(v->review);
  int exit_code = EXIT_WELL;
  bool shown = false;
  char answer[REVIEW_LINE];
  while (i < n) {
    if (!shown) {
      review_show_item(v, i);
    }
    shown = false;
    if (!review_ask(v, question, answer) || strcmp(answer, "q") == 0) {
      break;
    }
    int kind = kind_of(answer);
    if (kind >= 0) {
      int done = decide(v, i, kind, &exit_code);
      if (done < 0) {
        break;
      }
      bool judged = kind == ACCORDING_ACCEPT || kind == ACCORDING_REJECT;
      i += done && judged;
      shown = done && !judged;
      if (shown) { /* a corrected line may want more: it stays unclear until it is accepted */
        output_text(&v->s->output, kind == ACCORDING_SET ? corrected : noted);
      }
    } else if (strcmp(answer, "s") == 0 || strcmp(answer, "b") == 0) {
      i = *answer == 's' ? i + 1 : i ? i - 1 : 0;
    } else {
      output_text(&v->s->output, help);
      shown = true;
    }
  }
  return exit_code;
}

/* ---- the command ----------------------------------------------------------------------------- */

/* Opens a run with the record; NULL after a message, with the exit status. */
static bool open_run(Session *s, int *exit_code) {
  according_status status;
  if (session_run_open(s, &status) != ACCORDING_OK) {
    *exit_code = session_failed(&status);
    return false;
  }
  if (according_run_add_path(s->run, s->request->operands[0], &status) != ACCORDING_OK) {
    *exit_code = session_failed(&status);
    according_run_close(s->run);
    return false;
  }
  return true;
}

int review_command(Session *s, according_record *record, const char *by) {
  Review v = {.s = s};
  according_status status;
  char text[120];
  int exit_code = EXIT_WELL;
  if (!open_run(s, &exit_code)) {
    return exit_code;
  }
  if (according_review_open(record, s->run, by, s->request->given[OPTION_BLIND], &v.review,
                            &status) != ACCORDING_OK) {
    exit_code = session_failed(&status);
  } else {
    session_notices(s->run);
    exit_code = go_through(&v);
    snprintf(text, sizeof text, "%s\n%llu decisions written\n",
             according_review_count(v.review) ? "" : "nothing is left to review",
             (unsigned long long)v.decided);
    output_text(&s->output, text);
  }
  according_review_close(v.review);
  according_run_close(s->run);
  return exit_code;
}

int gold_command(Session *s, according_record *record) {
  according_status status;
  int exit_code = EXIT_WELL;
  if (!open_run(s, &exit_code)) {
    return exit_code;
  }
  int code = according_gold(record, s->run, (according_sink){output_write, &s->output}, &status);
  exit_code = session_notices(s->run);
  if (code != ACCORDING_OK) {
    exit_code = session_failed(&status);
  }
  according_run_close(s->run);
  return exit_code;
}

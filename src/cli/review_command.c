/* Review: figure by figure, a person decides with the keyboard. Each decision is on the disk before
   the next question is asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"

enum { LINE_MOST = 2048, COLUMNS = 80 };

typedef struct Review {
  Session *s;
  according_review *review;
  uint64_t decided;
} Review;

/* ---- showing --------------------------------------------------------------------------------- */

/* Bytes of a character that could change how the rest is shown: controls, and marks that turn the
   direction; 0 for any other. */
static size_t hidden(const unsigned char *p) {
  if (*p < 32 || *p == 127) {
    return 1;
  }
  if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0) {
    return 2;
  }
  bool turns =
      p[0] == 0xE2 &&
      ((p[1] == 0x80 && ((p[2] >= 0x8B && p[2] <= 0x8F) || (p[2] >= 0xAA && p[2] <= 0xAE))) ||
       (p[1] == 0x81 && p[2] >= 0xA0 && p[2] <= 0xAF));
  return turns ? 3 : 0;
}

/* Words wrapped behind a margin; hidden characters are blanks. */
static void show(Review *v, const char *margin, const char *text) {
  char line[LINE_MOST * 4];
  size_t n = (size_t)snprintf(line, sizeof line, "%s", margin), at = n;
  for (const unsigned char *p = (const unsigned char *)text; *p && n + 80 < sizeof line;) {
    size_t skip = hidden(p);
    if (!skip && *p != ' ') {
      line[n++] = (char)*p++;
      at += (line[n - 1] & 0xC0) != 0x80;
      continue;
    }
    p += skip ? skip : 1;
    size_t word = strcspn((const char *)p, " \n");
    if (at + 1 + word > COLUMNS) {
      n += (size_t)snprintf(line + n, sizeof line - n, "\n%s", margin);
      at = strlen(margin);
    } else if (line[n - 1] != ' ') {
      line[n++] = ' ';
      at++;
    }
  }
  line[n++] = '\n';
  line[n] = 0;
  output_text(&v->s->output, line);
}

static void show_field(Review *v, const char *name, const char *value) {
  char line[LINE_MOST];
  if (*value) {
    snprintf(line, sizeof line, "%s: %s", name, value);
    show(v, "    ", line);
  }
}

static void show_item(Review *v, size_t i) {
  according_review_item item = according_review_at(v->review, i);
  char line[LINE_MOST];
  snprintf(line, sizeof line, "[%zu of %zu] %s%s%s %s %s", i + 1, according_review_count(v->review),
           item.why, *item.why ? ": " : "", item.document, item.date, item.publisher);
  output_text(&v->s->output, "\n");
  show(v, "", line);
  show(v, "  . ", item.before);
  show(v, "  > ", item.sentence);
  show(v, "  . ", item.after);
  snprintf(line, sizeof line, "%s: %s (%s)", item.measure, item.figure, item.qualifier);
  show(v, "  ", line);
  show_field(v, "who", item.who);
  show_field(v, "when", item.when);
  show_field(v, "where", item.place);
  show_field(v, "source", item.source);
  show_field(v, "scope", item.scope);
  show_field(v, "others", item.others);
}

static const char help[] =
    "  a  accept: the figure is as it says\n"
    "  r  reject: it is no such figure (asks why)\n"
    "  c  correct a field: number, qualifier, measure, who, place, time, scope, source ... (asks "
    "why)\n"
    "  f  add a figure in other words of this document (asks why)\n"
    "  n  note that changes nothing\n"
    "  s  skip, b back, q quit; what was decided is kept\n";

static const char corrected[] =
    "  corrected. a accepts it so (an unclear figure is clear then), c corrects another field,\n"
    "  s goes on\n";

/* ---- asking ---------------------------------------------------------------------------------- */

/* One line from standard input without its end; false where it ended. */
static bool ask(Review *v, const char *question, char answer[LINE_MOST]) {
  output_text(&v->s->output, question);
  if (!fgets(answer, LINE_MOST, stdin)) {
    return false;
  }
  size_t n = strcspn(answer, "\r\n");
  if (!answer[n] && !feof(stdin)) { /* the rest of a line that is too long */
    for (int c = getchar(); c != '\n' && c != EOF;) {
      c = getchar();
    }
  }
  answer[n] = 0;
  return true;
}

typedef struct Answers {
  char field[LINE_MOST], value[LINE_MOST], quote[LINE_MOST], reason[LINE_MOST];
} Answers;

/* Asks what a kind of decision needs; false where the input ended. */
static bool ask_more(Review *v, according_decision *d, Answers *a) {
  if (d->kind == ACCORDING_SET) {
    d->field = a->field;
    d->value = a->value;
    if (!ask(v, "field: ", a->field) || !ask(v, "value: ", a->value)) {
      return false;
    }
  }
  if (d->kind == ACCORDING_ADD) {
    d->measure = a->field;
    d->quote = a->quote;
    d->value = a->value;
    if (!ask(v, "words of the document: ", a->quote) || !ask(v, "measure: ", a->field) ||
        !ask(v, "number (or QUALIFIER NUMBER): ", a->value)) {
      return false;
    }
  }
  d->reason = a->reason;
  return d->kind == ACCORDING_ACCEPT ||
         ask(v, d->kind == ACCORDING_REMARK ? "note: " : "why: ", a->reason);
}

/* Decides on item i; 1 decided, 0 not, -1 the input ended or the record failed, with its exit
 * status. */
static int decide(Review *v, size_t i, int kind, int *exit_code) {
  Answers answers = {"", "", "", ""};
  according_decision d = {.kind = kind};
  according_status status;
  StampNow now;
  if (!ask_more(v, &d, &answers)) {
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
    show(v, "  ", status.message);
    return 0;
  }
  *exit_code = session_failed(&status);
  return -1;
}

static int kind_of(char key) {
  switch (key) {
    case 'a':
      return ACCORDING_ACCEPT;
    case 'r':
      return ACCORDING_REJECT;
    case 'c':
      return ACCORDING_SET;
    case 'f':
      return ACCORDING_ADD;
    case 'n':
      return ACCORDING_REMARK;
    default:
      return -1;
  }
}

/* Item after item, until the person, or the list, is at an end; the exit status. */
static int go_through(Review *v) {
  size_t i = 0, n = according_review_count(v->review);
  int exit_code = EXIT_WELL;
  bool shown = false;
  char answer[LINE_MOST];
  while (i < n) {
    if (!shown) {
      show_item(v, i);
    }
    shown = false;
    if (!ask(v, "a accept, r reject, c correct, f add, n note, s skip, b back, q quit, ? > ",
             answer) ||
        strcmp(answer, "q") == 0) {
      break;
    }
    int kind = answer[0] && !answer[1] ? kind_of(answer[0]) : -1;
    if (kind >= 0) {
      int done = decide(v, i, kind, &exit_code);
      if (done < 0) {
        break;
      }
      i += done && (kind == ACCORDING_ACCEPT || kind == ACCORDING_REJECT);
      shown = done && kind == ACCORDING_SET;
      if (shown) { /* a corrected figure may want more: it stays unclear until it is accepted */
        output_text(&v->s->output, corrected);
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
             according_review_count(v.review) ? "" : "no figure is left to review",
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

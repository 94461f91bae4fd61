/* Review ask: what review shows, and how it asks. */
#include "cli/review_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 80, WORDS_MOST = 400, EVENTS_MOST = 20 };

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
void review_show(Review *v, const char *margin, const char *text) {
  char line[REVIEW_LINE * 4];
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
  char line[REVIEW_LINE];
  if (*value) {
    snprintf(line, sizeof line, "%s: %s", name, value);
    review_show(v, "    ", line);
  }
}

void review_show_item(Review *v, size_t i) {
  according_review_item item = according_review_at(v->review, i);
  char line[REVIEW_LINE];
  bool figure = strcmp(item.kind, "figure") == 0;
  snprintf(line, sizeof line, "[%zu of %zu] %s%s%s %s %s", i + 1, according_review_count(v->review),
           item.why, *item.why ? ": " : "", item.document, item.date, item.publisher);
  output_text(&v->s->output, "\n");
  review_show(v, "", line);
  review_show(v, "  . ", item.before);
  review_show(v, "  > ", item.sentence);
  review_show(v, "  . ", item.after);
  if (figure) {
    snprintf(line, sizeof line, "%s: %s (%s)", item.measure, item.figure, item.qualifier);
  } else {
    snprintf(line, sizeof line, "%s: %s \xE2\x80\x9C%s\xE2\x80\x9D", item.kind, item.measure,
             item.figure);
  }
  review_show(v, "  ", line);
  show_field(v, "who", item.who);
  show_field(v, "when", item.when);
  show_field(v, "where", item.place);
  show_field(v, "source", item.source);
  show_field(v, "scope", item.scope);
  for (const char *rest = item.fields; *rest;) {
    size_t n = strcspn(rest, "\n");
    snprintf(line, sizeof line, "%.*s", (int)(n < REVIEW_LINE - 1 ? n : REVIEW_LINE - 1), rest);
    review_show(v, "    ", line);
    rest += n + (rest[n] == '\n');
  }
  show_field(v, "event", item.event);
  show_field(v, "others", item.others);
}

/* ---- asking ---------------------------------------------------------------------------------- */

bool review_ask(Review *v, const char *question, char answer[REVIEW_LINE]) {
  output_text(&v->s->output, question);
  if (!fgets(answer, REVIEW_LINE, stdin)) {
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

/* A number from 1 to most, or 0. */
static size_t number_in(const char *answer, size_t most) {
  char *end;
  unsigned long n = strtoul(answer, &end, 10);
  return *answer >= '0' && *answer <= '9' && !*end && n <= most ? n : 0;
}

/* ---- words of the sentence ------------------------------------------------------------------- */

typedef struct Words {
  size_t start[WORDS_MOST], end[WORDS_MOST]; /* bytes of the sentence */
  size_t n;
} Words;

/* Length of a quotation mark or bracket, or of a stop, that is no part of a word. */
static size_t mark_at(const char *p) {
  if (strchr("\"'()[],.;:!?", *p) && *p) {
    return 1;
  }
  const unsigned char *u = (const unsigned char *)p;
  bool quote = u[0] == 0xE2 && u[1] == 0x80 && (u[2] == 0x98 || u[2] == 0x99 || u[2] == 0x9C ||
                                                u[2] == 0x9D);
  return quote ? 3 : 0;
}

static void words_read(const char *sentence, Words *words) {
  words->n = 0;
  for (const char *p = sentence; *p && words->n < WORDS_MOST;) {
    while (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || mark_at(p)) {
      p += mark_at(p) ? mark_at(p) : 1;
    }
    const char *start = p, *end = p;
    while (*p && !strchr(" \n\t\r", *p)) {
      size_t mark = mark_at(p);
      p += mark ? mark : 1;
      end = mark ? end : p;
    }
    if (end > start) {
      words->start[words->n] = (size_t)(start - sentence);
      words->end[words->n++] = (size_t)(end - sentence);
    }
  }
}

static void words_show(Review *v, const char *sentence, const Words *words) {
  char line[REVIEW_LINE * 2];
  size_t n = 0;
  for (size_t i = 0; i < words->n && n + 120 < sizeof line; i++) {
    int length = (int)(words->end[i] - words->start[i]);
    n += (size_t)snprintf(line + n, sizeof line - n, "%s%zu %.*s", i ? "  " : "", i + 1,
                          length < 60 ? length : 60, sentence + words->start[i]);
  }
  review_show(v, "  ", n ? line : "");
}

/* "3", "3-5" → the bytes of these words in the text; false if it is no such row. */
static bool words_pick(const char *answer, const Words *words, long long at, char span[64]) {
  char *end;
  unsigned long first = strtoul(answer, &end, 10), last = first;
  if (*answer < '0' || *answer > '9' || at < 0) {
    return false;
  }
  if (*end == '-') {
    const char *second = end + 1;
    last = strtoul(second, &end, 10);
    first = *second >= '0' && *second <= '9' ? first : 0;
  }
  if (*end || !first || last < first || last > words->n) {
    return false;
  }
  snprintf(span, 64, "%lld-%lld", at + (long long)words->start[first - 1],
           at + (long long)words->end[last - 1]);
  return true;
}

static bool ask_words(Review *v, size_t i, according_decision *d, Answers *a) {
  according_review_item item = according_review_at(v->review, i);
  Words words;
  words_read(item.sentence, &words);
  words_show(v, item.sentence, &words);
  if (!review_ask(v, "words of the document (numbers above, as 3-5, or the words): ", a->quote)) {
    return false;
  }
  d->quote = a->quote;
  d->span = words_pick(a->quote, &words, item.sentence_at, a->span) ? a->span : NULL;
  return true;
}

/* ---- what a decision needs ------------------------------------------------------------------- */

static bool ask_figure(Review *v, size_t i, according_decision *d, Answers *a) {
  d->measure = a->field;
  d->value = a->value;
  return ask_words(v, i, d, a) && review_ask(v, "measure: ", a->field) &&
         review_ask(v, "number (or QUALIFIER NUMBER): ", a->value);
}

static bool ask_person(Review *v, size_t i, according_decision *d, Answers *a) {
  d->measure = a->field;
  d->value = a->value;
  return ask_words(v, i, d, a) &&
         review_ask(v, "what came to them (killed, injured, missing ... unknown): ", a->field) &&
         review_ask(v, "what is known (age 7; sex female; name Ana), or nothing: ", a->value);
}

/* The events, and which of them, or which line. */
static bool ask_join(Review *v, according_decision *d, Answers *a) {
  size_t n = according_review_event_count(v->review);
  char line[REVIEW_LINE];
  n = n < EVENTS_MOST ? n : EVENTS_MOST;
  for (size_t k = 0; k < n; k++) {
    according_review_event event = according_review_event_at(v->review, k);
    snprintf(line, sizeof line, "%zu %s (%zu documents, %s)", k + 1, event.heading, event.documents,
             event.id);
    review_show(v, "  ", line);
  }
  d->other = a->field;
  d->value = a->value;
  if (!review_ask(v, "one event with (number above, or an id): ", a->field) ||
      !review_ask(v, "what moves (line, document, event) [line]: ", a->value)) {
    return false;
  }
  size_t k = number_in(a->field, n);
  if (k) {
    snprintf(a->field, sizeof a->field, "%s", according_review_event_at(v->review, k - 1).id);
  }
  return true;
}

static bool ask_origin(Review *v, size_t i, according_decision *d, Answers *a) {
  size_t n = according_review_document_count(v->review, i);
  char line[REVIEW_LINE];
  for (size_t k = 0; k < n; k++) {
    according_review_document other = according_review_document_at(v->review, i, k);
    snprintf(line, sizeof line, "%zu %s: %s", k + 1, other.id, other.origin);
    review_show(v, "  ", line);
  }
  d->other = a->field;
  d->value = a->value;
  if (!review_ask(v, "which document (number above, or its id): ", a->field) ||
      !review_ask(v, "do both draw on one source (yes, no, open): ", a->value)) {
    return false;
  }
  size_t k = number_in(a->field, n);
  if (k) {
    snprintf(a->field, sizeof a->field, "%s",
             according_review_document_at(v->review, i, k - 1).id);
  }
  return true;
}

static bool ask_kind(Review *v, size_t i, according_decision *d, Answers *a) {
  switch (d->kind) {
    case ACCORDING_SET:
      d->field = a->field;
      d->value = a->value;
      return review_ask(v, "field: ", a->field) && review_ask(v, "value: ", a->value);
    case ACCORDING_ADD:
      return ask_figure(v, i, d, a);
    case ACCORDING_ADD_PERSON:
      return ask_person(v, i, d, a);
    case ACCORDING_TOGETHER:
      return ask_join(v, d, a);
    case ACCORDING_APART:
      d->value = a->value;
      return review_ask(v, "what leaves (line, document) [line]: ", a->value);
    case ACCORDING_ORIGIN:
      return ask_origin(v, i, d, a);
    default:
      return true;
  }
}

bool review_ask_more(Review *v, size_t i, according_decision *d, Answers *a) {
  d->reason = a->reason;
  return ask_kind(v, i, d, a) &&
         (d->kind == ACCORDING_ACCEPT ||
          review_ask(v, d->kind == ACCORDING_REMARK ? "note: " : "why: ", a->reason));
}

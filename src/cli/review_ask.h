/* Review ask: what review shows of an item, and the questions of each kind of decision. */
#ifndef CLI_REVIEW_ASK_H
#define CLI_REVIEW_ASK_H

#include "cli/session.h"

enum { REVIEW_LINE = 2048 };

typedef struct Review {
  Session *s;
  according_review *review;
  uint64_t decided;
} Review;

/* What was answered; the decision has views into it. */
typedef struct Answers {
  char field[REVIEW_LINE], value[REVIEW_LINE], quote[REVIEW_LINE], reason[REVIEW_LINE], span[64];
} Answers;

/* Words wrapped behind a margin; characters that would change how the rest is shown are blanks. */
void review_show(Review *v, const char *margin, const char *text);
void review_show_item(Review *v, size_t i);
/* One line from standard input without its end; false where it ended. */
bool review_ask(Review *v, const char *question, char answer[REVIEW_LINE]);
/* Asks what the decision on item i needs; false where the input ended. */
bool review_ask_more(Review *v, size_t i, according_decision *d, Answers *a);

#endif

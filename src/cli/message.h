/* Messages for people, and output of the program. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include <according/according.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One line to standard error: "according: …". Control characters are shown as ?. */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Standard output, written at once, every write checked. */
typedef struct Output {
  int error;   /* errno of the first failed write, 0 if none */
  bool broken; /* the reader went away: no error, but nothing more to do */
} Output;

/* Writes all bytes; for according_sink, with an Output as its context. */
int output_write(void *context, const char *bytes, size_t size);
int output_text(Output *output, const char *text);
/* Closes standard output. Returns 0, or 3 after a message if something was not written. */
int output_end(Output *output);

/* Lines "file:line: message" and the like to standard error as they are; for according_sink. */
int problems_write(void *context, const char *bytes, size_t size);

/* Whether standard output is to have colour: a terminal, and neither NO_COLOR nor TERM=dumb. */
bool output_has_colour(void);

/* Progress on standard error, on a terminal only, and only for runs of some seconds. */
typedef struct Progress {
  bool on, shown;
  int64_t began, last, reading; /* milliseconds; reading: when the first document was read */
} Progress;

void progress_begin(Progress *progress);
void progress_step(void *context, const according_progress *step); /* context: a Progress */
void progress_end(Progress *progress);

/* Whether messages are read by a person. */
bool message_to_terminal(void);

/* Standard input, output and error that are closed become /dev/null, so that no file that is opened
   takes their place; a closed output cannot be written. A broken pipe is an error, not a signal. */
void streams_begin(void);

#endif

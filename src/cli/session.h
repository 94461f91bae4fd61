/* Session: what the commands of the program share: the request, the library's objects, and how
   failures and notices become messages and an exit status. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include <according/according.h>

#include "cli/message.h"
#include "cli/options.h"

enum { EXIT_WELL = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_NOTHING = 3 };

typedef struct Session {
  const Request *request;
  according_engine *engine;
  according_run *run;
  Output output;
  Progress progress;
  size_t first_file; /* operands before it are not files */
} Session;

/* Exit status of a call that failed, after a message. */
int session_failed(const according_status *status);
/* Writes what people should know of a run; the exit status that follows from it. */
int session_notices(const according_run *run);
/* Says how many documents of each form were read. */
void session_formats(const according_run *run);
/* Opens a run with the options of the request. */
int session_run_open(Session *s, according_status *status);
/* Adds the operands from s->first_file on, or standard input. */
int session_add(Session *s, according_status *status);

/* A stamp of this moment, with the name that --by or the environment gives. */
typedef struct StampNow {
  according_stamp stamp;
  char when[32];
} StampNow;

/* Fills the stamp; 0, or an exit status after a message. */
int stamp_now(const Request *r, StampNow *now);

/* review_command.c: a person decides on the figures of an open record; the exit status. */
int review_command(Session *s, according_record *record, const char *by);
int gold_command(Session *s, according_record *record);

/* record_commands.c: init, add, list, show, search, log, verify, remove, undo, review and gold. */
bool is_record_command(CommandId command);
/* Whether the operands are as the command needs them: 0, or 2 after a message. */
int record_command_check(const Request *r);
int record_command(Session *s);

#endif

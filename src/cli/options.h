/* Options: the one table of commands and options, from which parsing and every --help come. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/message.h"

typedef enum CommandId {
  COMMAND_REPORT,
  COMMAND_EXTRACT,
  COMMAND_MENTIONS,
  COMMAND_RECONCILE,
  COMMAND_PASSAGES,
  COMMAND_EXPLAIN,
  COMMAND_CHECK,
  COMMAND_COUNT_BY,
  COMMAND_RULES,
  COMMAND_INCIDENT,
  COMMAND_SOURCES,
  COMMAND_TABLE,
  COMMAND_EXPORT,
  COMMAND_PACK,
  COMMAND_INIT,
  COMMAND_ADD,
  COMMAND_LIST,
  COMMAND_SHOW,
  COMMAND_SEARCH,
  COMMAND_LOG,
  COMMAND_DIFF,
  COMMAND_VERIFY,
  COMMAND_REMOVE,
  COMMAND_UNDO,
  COMMAND_REVIEW,
  COMMAND_AGREEMENT,
  COMMAND_GOLD,
  COMMAND_JOIN,
  COMMAND_EVENTS,
  COMMAND_REREAD,
  COMMAND_COUNT,
} CommandId;

typedef struct Command {
  const char *name;
  const char *operands; /* "FILES", as in the usage line */
  const char *summary;  /* one line */
  const char *about;    /* what it does, lines of at most 80 columns */
  const char *example;  /* lines */
} Command;

typedef enum OptionId {
  OPTION_JSONL,
  OPTION_CLAIMS,
  OPTION_CORRECTIONS,
  OPTION_HTML,
  OPTION_WORKING,
  OPTION_ALL,
  OPTION_JSON,
  OPTION_PART,
  OPTION_DATE,
  OPTION_THREADS,
  OPTION_JOBS,
  OPTION_PACK,
  OPTION_RULE,
  OPTION_COMPARE,
  OPTION_EVENT,
  OPTION_INCIDENT,
  OPTION_SOURCES,
  OPTION_SHOW_RESTRICTED,
  OPTION_HIERARCHY,
  OPTION_AS,
  OPTION_CSV,
  OPTION_OUT,
  OPTION_UPDATE,
  OPTION_BY,
  OPTION_REASON,
  OPTION_NEWER,
  OPTION_EVIDENCE,
  OPTION_OUTSIDE,
  OPTION_TRANSCRIPT_OF,
  OPTION_TRANSLATION_OF,
  OPTION_OF_PART,
  OPTION_MADE_BY,
  OPTION_MADE_ON,
  OPTION_ORIGINAL,
  OPTION_PURGE,
  OPTION_MEASURE,
  OPTION_NUMBER,
  OPTION_PLACE,
  OPTION_SOURCE,
  OPTION_SHOW_SOURCE,
  OPTION_FROM,
  OPTION_TO,
  OPTION_MOST,
  OPTION_BLIND,
  OPTION_HELP,
  OPTION_VERSION,
  OPTION_COUNT,
} OptionId;

typedef struct Option {
  const char *name;     /* without "--" */
  const char *argument; /* NULL: takes none */
  unsigned commands;    /* bit of each command that has it */
  bool general;         /* also without a command */
  const char *help;     /* lines of at most 54 columns */
} Option;

extern const Command command_table[COMMAND_COUNT];
extern const Option option_table[OPTION_COUNT];

/* What was asked for. Strings are those of argv. */
typedef struct Request {
  bool has_command;
  CommandId command;
  bool given[OPTION_COUNT];
  const char *value[OPTION_COUNT];
  unsigned threads; /* of --threads; 0: not given */
  const char **operands; /* malloc'd */
  size_t operand_count;
} Request;

/* Reads the arguments. Returns 0, or 2 after writing what is wrong to standard error. */
int request_read(int argc, char **argv, Request *request);
void request_release(Request *request);

/* The text of --help, of the program or of one command. */
void help_program(Output *output);
void help_command(CommandId id, Output *output);
/* The usage line of a command to standard error, with where to read more. */
void usage_error(CommandId id);

#endif

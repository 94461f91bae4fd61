/* Help: the tables of options.c as text. */
#include <stdio.h>
#include <string.h>

#include "cli/message.h"
#include "cli/options.h"

enum { OPTION_COLUMN = 24 };

/* Collected, then written at once. */
typedef struct Text {
  char bytes[8192];
  size_t n;
} Text;

static void add(Text *text, const char *words) {
  size_t n = strlen(words);
  if (n < sizeof text->bytes - text->n) {
    memcpy(text->bytes + text->n, words, n + 1);
    text->n += n;
  }
}

/* Lines of help, the first beside what is there already, the others below it. */
static void add_lines(Text *text, size_t column, const char *lines) {
  while (*lines) {
    size_t n = strcspn(lines, "\n");
    char line[128];
    snprintf(line, sizeof line, "%*s%.*s\n", (int)column, "", (int)n, lines);
    add(text, line);
    lines += n + (lines[n] == '\n');
    column = OPTION_COLUMN;
  }
}

static void add_option(Text *text, const Option *option) {
  char head[64];
  int n = snprintf(head, sizeof head, "  --%s%s%s", option->name, option->argument ? " " : "",
                   option->argument ? option->argument : "");
  add(text, head);
  add_lines(text, n < OPTION_COLUMN ? (size_t)(OPTION_COLUMN - n) : 1, option->help);
}

void help_program(Output *output) {
  Text text = {.n = 0};
  add(&text, "according: every figure, according to whom.\n"
             "Reads written accounts of events and shows which document reports which figure, on\n"
             "whose word, tied to the exact words. It never decides, adds or averages.\n\n"
             "Usage: according COMMAND [OPTIONS] FILES\n\nCommands\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    char line[160];
    snprintf(line, sizeof line, "  %-11s %s\n", command_table[i].name, command_table[i].summary);
    add(&text, line);
  }
  add(&text, "\nOptions\n");
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    if (option_table[i].general) {
      add_option(&text, &option_table[i]);
    }
  }
  add(&text, "\naccording COMMAND --help shows the options of a command.\n\n"
             "Exit status: 0 all well, 1 some input was refused or damaged (the rest was done),\n"
             "2 wrong usage, 3 nothing could be done.\n");
  output_write(output, text.bytes, text.n);
}

void help_command(CommandId id, Output *output) {
  const Command *command = &command_table[id];
  Text text = {.n = 0};
  char line[256];
  snprintf(line, sizeof line, "according %s: %s\n\nUsage: according %s [OPTIONS] %s\n\n",
           command->name, command->summary, command->name, command->operands);
  add(&text, line);
  add(&text, command->about);
  add(&text, "\nOptions\n");
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    if (option_table[i].commands >> id & 1) {
      add_option(&text, &option_table[i]);
    }
  }
  add(&text, "\nExamples\n");
  add(&text, command->example);
  output_write(output, text.bytes, text.n);
}

void usage_error(CommandId id) {
  const Command *command = &command_table[id];
  message("%s needs documents: according %s [OPTIONS] %s (see according %s --help)",
          command->name, command->name, command->operands, command->name);
}

/* The whole of extract and mentions, from any bytes: no crash, whole lines, the same bytes with one
   thread and with two, and the first document's lines unchanged beside a second document. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <according/according.h>

typedef struct Taken {
  char *bytes;
  size_t n;
} Taken;

static int take(void *context, const char *bytes, size_t size) {
  Taken *taken = context;
  char *grown = realloc(taken->bytes, taken->n + size);
  if (!grown) {
    return -1;
  }
  memcpy(grown + taken->n, bytes, size);
  taken->bytes = grown;
  taken->n += size;
  return bytes[size - 1] == '\n' ? 0 : (abort(), -1);
}

typedef int Command(according_run *run, according_sink out, according_status *status);

static Taken read_with(const according_engine *engine, Command *command, unsigned threads,
                       const uint8_t *data, size_t size, bool beside) {
  static const char other[] = "Police said 3 people were killed in Lima on 4 May 2011.\n";
  according_run_options options = {.threads = threads};
  according_run *run = NULL;
  Taken taken = {0};
  if (according_run_open(engine, &options, &run, NULL) == ACCORDING_OK) {
    according_run_add_bytes(run, "a", (const char *)data, size, NULL);
    if (beside) {
      according_run_add_bytes(run, "b", other, sizeof other - 1, NULL);
    }
    if (command(run, (according_sink){take, &taken}, NULL) != ACCORDING_OK) {
      abort();
    }
  }
  according_run_close(run);
  return taken;
}

static void expect_begins(const Taken *whole, const Taken *part) {
  if (whole->n < part->n || (part->n && memcmp(whole->bytes, part->bytes, part->n) != 0)) {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Command *const commands[] = {according_extract, according_mentions};
  static according_engine *engine;
  if (!engine && according_engine_open(NULL, &engine, NULL) != ACCORDING_OK) {
    abort();
  }
  Command *command = commands[size & 1]; /* one of them each time: twice as many inputs */
  Taken alone = read_with(engine, command, 1, data, size, false);
  Taken beside = read_with(engine, command, 2, data, size, true);
  expect_begins(&beside, &alone);
  free(alone.bytes);
  free(beside.bytes);
  return 0;
}

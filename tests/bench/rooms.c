/* Rooms: what reading costs, room by room, without writing anything.

     bench_rooms news.jsonl [TIMES]

   Each document is read TIMES times (3); of each room the least sum over all documents counts, in
   nanoseconds of this thread's processor time for each byte of text. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "api/engine.h"
#include "base/file.h"
#include "doc/jsonl.h"
#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"
#include "mention/number_mention.h"
#include "mention/place_mention.h"

typedef enum Stage {
  STAGE_DOCUMENT,
  STAGE_TEXT,
  STAGE_TIMES,
  STAGE_NUMBERS,
  STAGE_PLACES,
  STAGE_ATTRIBUTION,
  STAGE_ACTORS,
  STAGE_RESOLVE,
  STAGE_NARRATIVE,
  STAGE_FRAMES,
  STAGES,
} Stage;

static const char *const stage_names[STAGES] = {
    "document (JSON, blocks)", "text (tokens, sentences)", "times",     "numbers", "places",
    "attribution",             "actors",                   "resolving", "narrative", "frames",
};

typedef struct Bench {
  const according_engine *engine;
  Arena arena, scratch, kept;
  WordMemory *words; /* in kept, from document to document */
  uint64_t spent[STAGES], least[STAGES]; /* nanoseconds */
  uint64_t last, bytes, documents;
} Bench;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void stage_end(Bench *b, Stage stage) {
  uint64_t at = now();
  b->spent[stage] += at - b->last;
  b->last = now();
}

static void document_measure(Bench *b, Str line) {
  const ClaimRules *rules = &b->engine->rules;
  DocOptions options = {.rules = &b->engine->blocks};
  Document d;
  Text text;
  Mentions m = {.text = &text};
  Narrative narrative;
  ProtoLines lines = {0};
  Status status;
  Date published;
  b->last = now();
  if (jsonl_document(&options, (Str){NULL, 0}, line, 1, &b->arena, &d, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    exit(1);
  }
  stage_end(b, STAGE_DOCUMENT);
  text_read(&d, rules->pack, &rules->text, b->words, &b->arena, &text);
  stage_end(b, STAGE_TEXT);
  time_find(&text, &rules->mention.time, &b->arena, &m);
  stage_end(b, STAGE_TIMES);
  number_find(&text, &rules->mention.time.numbers, &b->arena, &m);
  stage_end(b, STAGE_NUMBERS);
  place_mentions_read(rules->gazetteer, &rules->mention.places, &b->arena, &m);
  stage_end(b, STAGE_PLACES);
  attribution_find(&text, &rules->mention.attribution, &b->arena, &m);
  stage_end(b, STAGE_ATTRIBUTION);
  actor_find(&text, &rules->mention.actors, &b->arena, &m);
  stage_end(b, STAGE_ACTORS);
  time_resolve(&text, &rules->mention.time, &m, &d, &b->arena);
  stage_end(b, STAGE_RESOLVE);
  bool dated = civil_read(d.date, &published) && civil_valid(published);
  narrative_read(&rules->narrative, rules->gazetteer, &text, &m,
                 dated ? civil_first(published) : DAY_NONE, &b->arena, &narrative);
  stage_end(b, STAGE_NARRATIVE);
  frame_read(&rules->frame, &text, &m, &b->arena, &b->scratch, &lines);
  stage_end(b, STAGE_FRAMES);
  b->bytes += d.bytes;
  b->documents++;
  arena_clear(&b->arena);
  arena_clear(&b->scratch);
}

static void bench_run(Bench *b, Str all, int times) {
  for (int round = 0; round < times; round++) {
    memset(b->spent, 0, sizeof b->spent);
    b->bytes = b->documents = 0;
    for (Str rest = all; rest.n > 0;) {
      Str line = str_split(rest, '\n', &rest);
      if (line.n > 0) {
        document_measure(b, line);
      }
    }
    for (int i = 0; i < STAGES; i++) {
      b->least[i] = round && b->least[i] < b->spent[i] ? b->least[i] : b->spent[i];
    }
  }
}

static void sum_print(const Bench *b, const char *name, int first, int last) {
  uint64_t sum = 0;
  for (int i = first; i <= last; i++) {
    sum += b->least[i];
  }
  printf("%-34s %8.1f ns/byte %9.2f MB/s\n", name, (double)sum / (double)b->bytes,
         (double)b->bytes * 1000 / (double)(sum ? sum : 1));
}

int main(int argc, char **argv) {
  Bench b = {.bytes = 0};
  according_engine *engine;
  according_status failure;
  Status status;
  char *bytes;
  size_t n;
  jmp_buf jump;
  if (argc < 2 || file_read(argv[1], 0, &bytes, &n, &status) != STATUS_OK ||
      according_engine_open(NULL, &engine, &failure) != ACCORDING_OK) {
    fprintf(stderr, "bench_rooms FILE.jsonl [TIMES]\n");
    return 2;
  }
  b.engine = engine;
  arena_init(&b.arena);
  arena_init(&b.scratch);
  arena_init(&b.kept);
  if (arena_guard(&b.arena, &jump)) {
    fprintf(stderr, "no memory\n");
    return 1;
  }
  b.scratch.escape = b.kept.escape = &jump;
  b.words = word_memory_new(b.engine->rules.pack, &b.kept);
  bench_run(&b, (Str){bytes, n}, argc > 2 ? atoi(argv[2]) : 3);
  for (int i = 0; i < STAGES; i++) {
    sum_print(&b, stage_names[i], i, i);
  }
  sum_print(&b, "mentions (text to actors)", STAGE_TEXT, STAGE_ACTORS);
  sum_print(&b, "all of these", 0, STAGES - 1);
  arena_release(&b.arena);
  arena_release(&b.scratch);
  according_engine_close(engine);
  free(bytes);
  return 0;
}

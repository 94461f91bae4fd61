/* Frequency: in how many sentences each tag stands, for data/en/frequency.tsv, which tells the compiler of
   the pack what is rare.

     python3 tests/bench/own_texts.py | build/tests/bench_frequency > data/en/frequency.tsv

   A sentence counts as the rules see it: with the tags of its words, of its chunks (frames), and of its
   row (attribution). Texts come as JSON Lines on standard input. */
#include <stdio.h>
#include <stdlib.h>

#include "api/engine.h"
#include "base/file.h"
#include "doc/jsonl.h"
#include "frame/chunk.h"
#include "mention/attribution_row.h"
#include "mention/mention_read.h"

typedef struct Tally {
  const according_engine *engine;
  ChunkTags chunks;
  RowTags rows;
  Arena arena;
  uint64_t sentences, having[PACK_TAGS];
} Tally;

static void sentence_count(Tally *t, const Text *text, const Mentions *mentions, uint32_t number) {
  const Sentence *s = &text->sentences.v[number];
  TagSet all = text->sentence_tags[number];
  ChunkRow chunks;
  AttributionRow row = {0};
  chunk_read(&t->chunks, text, mentions, s->first, s->end, &t->arena, &chunks);
  for (uint32_t i = 0; i < chunks.chunks.n; i++) {
    tagset_join(&all, &chunks.tags[i]);
  }
  row_read(&t->rows, text, number, &t->arena, &row);
  for (uint32_t i = 0; i < row.tags.n; i++) {
    tagset_join(&all, &row.tags.v[i]);
  }
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    t->having[tag] += tagset_has(&all, tag);
  }
  t->sentences++;
}

static void document_count(Tally *t, Str line) {
  const ClaimRules *rules = &t->engine->rules;
  DocOptions options = {.rules = &t->engine->blocks};
  Document d;
  Text text;
  Mentions m;
  Status status;
  if (jsonl_document(&options, (Str){NULL, 0}, line, 1, &t->arena, &d, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    exit(1);
  }
  text_read(&d, rules->pack, &rules->text, NULL, &t->arena, &text);
  mention_read(&text, &rules->mention, rules->gazetteer, &t->arena, &m);
  for (uint32_t i = 0; i < text.sentences.n; i++) {
    sentence_count(t, &text, &m, i);
  }
  arena_clear(&t->arena);
}

/* Of a thousand sentences. */
static void tally_print(const Tally *t) {
  for (int tag = 0; tag < PACK_TAGS; tag++) {
    Str name = pack_tag_name(t->engine->rules.pack, tag);
    if (name.n) {
      uint64_t share = (t->having[tag] * 1000 + t->sentences / 2) / t->sentences;
      printf("%.*s\t%lu\n", STR_ARG(name), (unsigned long)share);
    }
  }
}

int main(void) {
  Tally t = {.sentences = 0};
  according_engine *engine;
  according_status failure;
  Status status;
  char *bytes;
  size_t n;
  jmp_buf jump;
  if (file_read("/dev/stdin", 0, &bytes, &n, &status) != STATUS_OK ||
      according_engine_open(NULL, &engine, &failure) != ACCORDING_OK) {
    fprintf(stderr, "bench_frequency < TEXTS.jsonl\n");
    return 2;
  }
  t.engine = engine;
  chunk_tags(engine->rules.pack, &t.chunks);
  row_tags(engine->rules.pack, &t.rows);
  arena_init(&t.arena);
  if (arena_guard(&t.arena, &jump)) {
    fprintf(stderr, "no memory\n");
    return 2;
  }
  for (Str rest = {bytes, n}; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    if (line.n > 0) {
      document_count(&t, line);
    }
  }
  tally_print(&t);
  arena_release(&t.arena);
  according_engine_close(engine);
  free(bytes);
  return 0;
}

/* Mention driver: JSON Lines documents on standard input to `time` and `number` lines on standard
   output, for the scorers and corpus tests of the rooms mention and discourse alone.
     mention_driver PACK < documents.jsonl */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json_write.h"
#include "discourse/time_resolve.h"
#include "doc/block_index.h"
#include "doc/jsonl.h"
#include "mention/number_mention.h"

static const char *const timex_names[] = {"DATE", "TIME", "DURATION", "SET"};
static const char *const anchor_names[] = {"none",     "self",      "dateline",
                                           "document", "narrative", "event"};
static const char *const qualifier_names[] = {
    "exact", "about", "at_least", "more_than", "up_to", "less_than", "nearly", "range", "vague"};
static const char *const kind_names[] = {"count",   "ordinal",  "percent", "money",
                                         "measure", "duration", "age",     "date",
                                         "name",    "mark",     "rank",    "indefinite"};

static void write_date(Json *j, const char *key, Date date) {
  char out[16];
  size_t n = civil_valid(date) ? civil_write(date, out) : 0;
  json_key(j, key);
  json_str_or_null(j, (Str){out, n});
}

static void write_value(Json *j, const char *key, bool has, Decimal d) {
  json_key(j, key);
  if (has) {
    json_decimal(j, d);
  } else {
    json_null(j);
  }
}

static void write_head(Json *j, const char *type, const Text *text, uint32_t first, uint32_t end) {
  Span printed;
  bool in_title;
  Span span = tokens_span(text, first, end);
  document_place(text->document, span, &printed, &in_title);
  json_object(j);
  json_key(j, "type");
  json_text(j, type);
  json_key(j, "v");
  json_integer(j, 1);
  json_key(j, "document");
  json_str(j, text->document->id);
  if (in_title) {
    json_key(j, "in");
    json_text(j, "title");
  }
  json_key(j, "span");
  json_span(j, printed);
  json_key(j, "text");
  json_str(j, str_cut(text->document->text, span));
}

static void write_time(Json *j, const Text *text, const TimeMention *t) {
  write_head(j, "time", text, t->first, t->end);
  json_key(j, "timex");
  json_text(j, timex_names[t->timex]);
  json_key(j, "value");
  json_str(j, t->value);
  write_date(j, "start", t->start);
  write_date(j, "end", t->end_date);
  json_key(j, "anchor");
  json_text(j, anchor_names[t->anchor]);
  json_key(j, "rule");
  json_str(j, t->rule);
  if (t->is_name) {
    json_key(j, "name");
    json_bool(j, true);
  }
  if (t->commemorative) {
    json_key(j, "commemorative");
    json_bool(j, true);
  }
  if (t->publication) {
    json_key(j, "publication");
    json_bool(j, true);
  }
  json_end(j);
  json_line(j);
}

static void write_number(Json *j, const Text *text, const Number *n) {
  write_head(j, "number", text, n->first, n->end);
  write_value(j, "number", n->has_number, n->number);
  json_key(j, "qualifier");
  json_text(j, qualifier_names[n->qualifier]);
  write_value(j, "low", n->has_low, n->low);
  write_value(j, "high", n->has_high, n->high);
  json_key(j, "unit");
  json_str_or_null(j, n->unit);
  if (n->kind == NUMBER_ORDINAL) {
    json_key(j, "ordinal");
    json_bool(j, true);
  }
  json_key(j, "rule");
  json_str(j, n->rule);
  json_key(j, "kind");
  json_text(j, kind_names[n->kind]);
  json_end(j);
  json_line(j);
}

typedef struct Driver {
  Pack pack;
  TextTags text_tags;
  TimeTags rules;
  BlockRules blocks;
  bool all; /* numbers of every kind */
} Driver;

static void read_document(const Driver *d, Str line, uint64_t number, Arena *arena, Buffer *out) {
  Document document;
  Status status = {0};
  DocOptions options = {.rules = &d->blocks};
  if (jsonl_document(&options, (Str){0}, line, number, arena, &document, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return;
  }
  Text text;
  Mentions mentions = {0};
  text_read(&document, &d->pack, &d->text_tags, NULL, arena, &text);
  mentions.text = &text;
  time_find(&text, &d->rules, arena, &mentions);
  number_find(&text, &d->rules.numbers, arena, &mentions);
  time_resolve(&text, &d->rules, &mentions, &document, arena);
  Json j;
  json_begin(&j, out);
  for (uint32_t i = 0; i < mentions.times.n; i++) {
    write_time(&j, &text, &mentions.times.v[i]);
  }
  for (uint32_t i = 0; i < mentions.numbers.n; i++) {
    if (d->all || number_is_figure(&mentions.numbers.v[i])) {
      write_number(&j, &text, &mentions.numbers.v[i]);
    }
  }
}

static bool blocks_load(Driver *d, Arena *arena, Status *status) {
  Str *paths;
  uint32_t n;
  block_rules_init(&d->blocks, arena);
  pack_files(&d->pack, "blocks/", arena, &paths, &n);
  for (uint32_t i = 0; i < n; i++) {
    const char *path = arena_printf(arena, "%.*s", STR_ARG(paths[i]));
    if (block_rules_parse(paths[i], pack_file(&d->pack, path), &d->blocks, status) != STATUS_OK) {
      return false;
    }
  }
  return block_index_make(&d->blocks, status) == STATUS_OK;
}

int main(int argc, char **argv) {
  char *blob, *input;
  size_t blob_n, input_n;
  Status status = {0};
  Driver d = {.all = argc > 2};
  Arena rules_arena, arena;
  jmp_buf rules_jump, jump;
  if (argc < 2 || file_read(argv[1], 0, &blob, &blob_n, &status) != STATUS_OK ||
      file_read("-", 0, &input, &input_n, &status) != STATUS_OK) {
    fprintf(stderr, "mention_driver PACK < documents.jsonl: %s\n", status.message);
    return 2;
  }
  arena_init(&rules_arena);
  arena_init(&arena);
  if (arena_guard(&rules_arena, &rules_jump) || arena_guard(&arena, &jump)) {
    return 3;
  }
  if (pack_open((Str){blob, blob_n}, &d.pack, &status) != STATUS_OK ||
      time_tags(&d.pack, &rules_arena, &d.rules, &status) != STATUS_OK ||
      !blocks_load(&d, &rules_arena, &status)) {
    fprintf(stderr, "%s\n", status.message);
    return 2;
  }
  text_tags(&d.pack, &d.text_tags);
  jsonl_prepare();
  JsonlReader reader = jsonl_reader((Str){input, input_n}, (Str){0});
  Str line;
  while (jsonl_next(&reader, &line)) {
    Buffer out;
    buffer_init(&out);
    read_document(&d, line, reader.line, &arena, &out);
    if (out.n) {
      fwrite(out.p, 1, out.n, stdout);
    }
    buffer_release(&out);
    arena_clear(&arena);
  }
  arena_release(&arena);
  arena_release(&rules_arena);
  free(blob);
  free(input);
  return 0;
}

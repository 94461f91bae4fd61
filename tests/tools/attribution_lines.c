/* Prints the attributions of documents as the interchange format has them, for measuring:

     attribution_lines [--pack FILE] < documents.jsonl > lines.jsonl                          */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json_write.h"
#include "doc/block_index.h"
#include "doc/jsonl.h"
#include "mention/attribution_mention.h"

typedef struct Tool {
  Pack pack;
  TextTags tags;
  AttributionRules rules;
  BlockRules blocks;
  DocOptions options;
} Tool;

static void ranges_write(Json *j, const char *key, const Text *text, const TokenRange *v,
                         uint32_t n) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    Span span = tokens_span(text, v[i].first, v[i].end), printed;
    bool in_title;
    if (document_place(text->document, span, &printed, &in_title)) {
      json_span(j, printed);
    }
  }
  json_end(j);
}

static void attribution_write(Json *j, const Text *text, const Attribution *a) {
  Buffer words;
  buffer_init(&words);
  for (uint32_t i = 0; i < a->source.n; i++) {
    Span span = tokens_span(text, a->source.v[i].first, a->source.v[i].end);
    buffer_text(&words, i ? " " : "");
    buffer_str(&words, str_cut(text->document->text, span));
  }
  json_object(j);
  json_key(j, "type");
  json_text(j, "attribution");
  json_key(j, "v");
  json_integer(j, 1);
  json_key(j, "document");
  json_str(j, text->document->id);
  ranges_write(j, "content", text, a->content.v, a->content.n);
  ranges_write(j, "cue", text, a->cue.v, a->cue.n);
  ranges_write(j, "source", text, a->source.v, a->source.n);
  json_key(j, "source_text");
  json_str_or_null(j, buffer_view(&words));
  json_key(j, "rule");
  json_str(j, a->rule);
  json_end(j);
  json_line(j);
  buffer_release(&words);
}

/* The block rules are files of the pack, under blocks/. */
static int blocks_prepare(Tool *tool, Arena *arena, Status *status) {
  Str *paths;
  uint32_t n;
  int code = STATUS_OK;
  block_rules_init(&tool->blocks, arena);
  pack_files(&tool->pack, "blocks/", arena, &paths, &n);
  for (uint32_t i = 0; i < n && code == STATUS_OK; i++) {
    Str bytes = pack_file(&tool->pack, str_copy(arena, paths[i]).p);
    code = block_rules_parse(paths[i], bytes, &tool->blocks, status);
  }
  return code ? code : block_index_make(&tool->blocks, status);
}

static int tool_prepare(Tool *tool, Str blob, Arena *arena, Status *status) {
  if (pack_open(blob, &tool->pack, status) != STATUS_OK ||
      attribution_rules_init(&tool->pack, &tool->rules, status) != STATUS_OK ||
      blocks_prepare(tool, arena, status) != STATUS_OK) {
    return status->code;
  }
  text_tags(&tool->pack, &tool->tags);
  tool->options.rules = &tool->blocks;
  return STATUS_OK;
}

static int line_read(const Tool *tool, Str line, uint64_t number, Arena *arena, Buffer *out,
                     Status *status) {
  Document document;
  Text text;
  Mentions mentions;
  Json j;
  memset(&mentions, 0, sizeof mentions);
  int code = jsonl_document(&tool->options, (Str){NULL, 0}, line, number, arena, &document, status);
  if (code != STATUS_OK) {
    return code;
  }
  text_read(&document, &tool->pack, &tool->tags, NULL, arena, &text);
  mentions.text = &text;
  attribution_find(&text, &tool->rules, arena, &mentions);
  json_begin(&j, out);
  for (uint32_t i = 0; i < mentions.attributions.n; i++) {
    attribution_write(&j, &text, &mentions.attributions.v[i]);
  }
  return STATUS_OK;
}

int main(int argc, char **argv) {
  Tool tool = {0};
  Arena arena, all;
  Status status = {0};
  Str blob = {NULL, 0};
  char *input, *file = NULL;
  size_t n;
  arena_init(&arena);
  arena_init(&all);
  jsonl_prepare();
  if (argc == 3 && strcmp(argv[1], "--pack") == 0 &&
      file_read(argv[2], 0, &file, &blob.n, &status) == STATUS_OK) {
    blob.p = file;
  }
  if (argc == 1) {
    blob = pack_embedded();
  }
  if (tool_prepare(&tool, blob, &all, &status) != STATUS_OK ||
      file_read("-", 0, &input, &n, &status) != STATUS_OK) {
    fprintf(stderr, "attribution_lines: %s\n", status.message);
    return 1;
  }
  JsonlReader reader = jsonl_reader((Str){input, n}, (Str){NULL, 0});
  Buffer out;
  Str line;
  buffer_init(&out);
  while (jsonl_next(&reader, &line)) {
    if (line_read(&tool, line, reader.line, &arena, &out, &status) != STATUS_OK) {
      fprintf(stderr, "line %llu: %s\n", (unsigned long long)reader.line, status.message);
    }
    fwrite(out.p, 1, out.n, stdout);
    buffer_clear(&out);
    arena_clear(&arena);
  }
  buffer_release(&out);
  arena_release(&arena);
  arena_release(&all);
  free(input);
  free(file);
  return 0;
}

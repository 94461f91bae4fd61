/* Print map: what tests of formats ask of the program's rooms: every document of a file, its text,
   and where each run of it came from, as JSON Lines. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json_write.h"
#include "base/utf8.h"
#include "container/container.h"
#include "doc/read.h"

static void numbers(Json *j, const int64_t *v, size_t n) {
  json_array(j);
  for (size_t i = 0; i < n; i++) {
    json_integer(j, v[i]);
  }
  json_end(j);
}

static void print_map(const Document *d, Json *j) {
  json_key(j, "runs");
  json_array(j);
  for (uint32_t i = 0; i < d->source_map.n; i++) {
    const SourceRun *r = &d->source_map.v[i];
    numbers(j, (int64_t[]){r->text.start, r->text.end, (int64_t)r->start, (int64_t)r->end}, 4);
  }
  json_end(j);
  json_key(j, "boxes");
  json_array(j);
  for (uint32_t i = 0; i < d->boxes.n; i++) {
    const LeafBox *b = &d->boxes.v[i];
    numbers(j, (int64_t[]){b->page, b->left, b->top, b->right, b->bottom}, 5);
  }
  json_end(j);
  json_key(j, "members");
  json_array(j);
  for (uint32_t i = 0; i < d->members.n; i++) {
    json_array(j);
    json_str(j, d->members.v[i].name);
    json_integer(j, (int64_t)d->members.v[i].start);
    json_integer(j, (int64_t)d->members.v[i].end);
    json_end(j);
  }
  json_end(j);
}

/* Of the part's bytes, in what held it. */
static void print_places(const Leaf *part, Json *j) {
  json_key(j, "places");
  json_array(j);
  for (uint32_t i = 0; i < part->places.n; i++) {
    const LeafRun *r = &part->places.v[i];
    numbers(j, (int64_t[]){(int64_t)r->start, (int64_t)r->end, (int64_t)r->from_start, (int64_t)r->from_end}, 4);
  }
  json_end(j);
}

static void print_part(const Leaf *part, const char *bytes, Json *j, Arena *arena) {
  Document d;
  Status status = {0};
  DocOptions options = {.part = part};
  Str text = {bytes + (part->has_text ? part->text_at - part->at : 0), part->text_size};
  options.part_text = text;
  json_object(j);
  json_key(j, "name");
  json_str(j, part->field[LEAF_NAME]);
  print_places(part, j);
  Str whole = {bytes, part->size};
  if (document_read(&options, str_lit("d"), whole, arena, &d, &status) == STATUS_OK) {
    json_key(j, "text");
    json_str(j, document_body(&d));
    json_key(j, "title");
    json_str(j, d.title);
    json_key(j, "date");
    json_str(j, d.date);
    json_key(j, "bytes");
    json_str(j, utf8_valid_prefix(whole) == whole.n ? whole : (Str){NULL, 0});
    print_map(&d, j);
  } else {
    json_key(j, "error");
    json_str(j, str_of(status.message));
  }
  json_end(j);
  json_line(j);
}

static void print_parts(Spool *spool, const Expanded *found, Arena *arena, Json *j) {
  for (uint32_t i = 0; i < found->parts.n; i++) {
    Leaf part;
    if (!part_said(spool, found->parts.v[i].said, arena, &part)) {
      continue;
    }
    uint64_t end = part.has_text ? part.text_at + part.text_size : part.at + part.size;
    char *bytes = spool_read(spool, part.at, end - part.at);
    print_part(&part, bytes, j, arena);
    free(bytes);
  }
}

int main(int argc, char **argv) {
  Spool spool;
  Status status = {0};
  Expanded found;
  Arena arena;
  Buffer out;
  Json j;
  char *bytes = NULL;
  size_t n = 0;
  arena_init(&arena);
  buffer_init(&out);
  json_begin(&j, &out);
  if (argc != 2 || file_read(argv[1], 1 << 30, &bytes, &n, &status) != STATUS_OK ||
      spool_open("/tmp", &spool, &status) != STATUS_OK) {
    fprintf(stderr, "print_map FILE: %s\n", status.message);
    return 2;
  }
  ContainerSource source = {.bytes = {bytes, n}};
  Str programs = str_lit("/usr/bin:/bin");
  int code = container_expand(&spool, &source, 1, programs, &arena, &found, &status);
  if (code == STATUS_OK) {
    print_parts(&spool, &found, &arena, &j);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
  }
  spool_close(&spool);
  free(bytes);
  buffer_release(&out);
  arena_release(&arena);
  return code == STATUS_OK ? 0 : 1;
}

/* place_lines < DOCUMENTS.jsonl: the place lines of `according mentions`, of this room alone. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json_write.h"
#include "doc/jsonl.h"
#include "mention/place_mention.h"

static const char *const precisions[] = {"unknown",  "point",  "settlement",
                                         "district", "region", "country"};
static const char *const senses[] = {"literal", "metonym", "demonym"};

static void print_places(const Document *d, const Gazetteer *g, const Mentions *m, Buffer *out) {
  Json j;
  json_begin(&j, out);
  for (uint32_t i = 0; i < m->places.n; i++) {
    const PlaceMention *p = &m->places.v[i];
    Span span = tokens_span(m->text, p->first, p->end), printed;
    bool in_title;
    Place place;
    if (!document_place(d, span, &printed, &in_title)) {
      continue;
    }
    bool known = gazetteer_place(g, p->place, &place);
    json_object(&j);
    json_key(&j, "type"), json_text(&j, "place");
    json_key(&j, "v"), json_integer(&j, 1);
    json_key(&j, "document"), json_str(&j, d->id);
    json_key(&j, "span"), json_span(&j, printed);
    if (in_title) {
      json_key(&j, "in"), json_text(&j, "title");
    }
    json_key(&j, "text"), json_str(&j, str_cut(d->text, span));
    json_key(&j, "name"), json_str(&j, known ? place.name : str_cut(d->text, span));
    json_key(&j, "country"), json_str_or_null(&j, place.country);
    if (known) {
      json_key(&j, "lat"), json_micro(&j, place.latitude);
      json_key(&j, "lon"), json_micro(&j, place.longitude);
    }
    json_key(&j, "geonames");
    if (place.geonames) {
      json_integer(&j, place.geonames);
    } else {
      json_null(&j);
    }
    json_key(&j, "precision"), json_text(&j, precisions[place_precision(&place)]);
    json_key(&j, "sense"), json_text(&j, senses[p->sense]);
    json_key(&j, "ambiguous"), json_bool(&j, p->ambiguous);
    json_key(&j, "rule"), json_str(&j, p->rule);
    json_end(&j);
    json_line(&j);
  }
}

int main(void) {
  static Arena arena;
  Status status = {0};
  Gazetteer gazetteer;
  Pack pack;
  TextTags tags;
  char *bytes;
  size_t n;
  jmp_buf jump;
  if (gazetteer_open(gazetteer_embedded(), &gazetteer, &status) ||
      pack_open(pack_embedded(), &pack, &status) || file_read("-", 0, &bytes, &n, &status)) {
    fprintf(stderr, "place_lines: %s\n", status.message);
    return 1;
  }
  text_tags(&pack, &tags);
  jsonl_prepare();
  DocOptions options = {0};
  JsonlReader reader = jsonl_reader((Str){bytes, n}, (Str){0});
  Str line;
  arena_init(&arena);
  while (jsonl_next(&reader, &line)) {
    Document document;
    Text text;
    Buffer out;
    if (arena_guard(&arena, &jump)) {
      fputs("place_lines: out of memory\n", stderr);
      return 1;
    }
    buffer_init(&out);
    if (jsonl_document(&options, (Str){0}, line, reader.line, &arena, &document, &status) ==
        STATUS_OK) {
      text_read(&document, &pack, &tags, NULL, &arena, &text);
      Mentions mentions = {.text = &text};
      PlaceTags places;
      place_tags(&pack, &places);
      place_mentions_read(&gazetteer, &places, &arena, &mentions);
      print_places(&document, &gazetteer, &mentions, &out);
      fwrite(out.p ? out.p : "", 1, out.n, stdout);
    } else {
      fprintf(stderr, "line %lu: %s\n", (unsigned long)reader.line, status.message);
    }
    buffer_release(&out);
    arena_clear(&arena);
  }
  free(bytes);
  arena_release(&arena);
  return 0;
}

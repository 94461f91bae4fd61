/* Leaf again: fields of a part from a document line, as leaf_from.c writes them. */
#include <jansson.h>

#include "doc/leaf_from.h"

static void read_at(const json_t *at, Leaf *part) {
  const json_t *start = json_array_get(at, 0), *end = json_array_get(at, 1);
  if (json_is_integer(start) && json_is_integer(end) && json_integer_value(start) >= 0 &&
      json_integer_value(end) >= json_integer_value(start)) {
    part->placed = true;
    part->start = (uint64_t)json_integer_value(start);
    part->end = (uint64_t)json_integer_value(end);
  }
}

bool leaf_from_read(Str line, Arena *arena, Leaf *part) {
  json_error_t error;
  memset(part, 0, sizeof *part);
  char *room =
      arena_bytes(arena, line.n + LEAF_FIELDS); /* before the object, which would be lost */
  json_t *object = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
  const json_t *from = json_object_get(object, "from");
  bool is = json_is_object(from);
  for (int i = 0; is && i < LEAF_FIELDS; i++) {
    const json_t *value = json_object_get(from, leaf_field_name((LeafField)i));
    if (json_is_string(value)) {
      size_t n = json_string_length(value);
      memcpy(room, json_string_value(value), n);
      room[n] = 0;
      part->field[i] = (Str){room, n};
      room += n + 1;
    }
  }
  if (is) {
    read_at(json_object_get(from, "at"), part);
    part->verbatim = json_is_true(json_object_get(from, "verbatim"));
    part->has_text = json_is_true(json_object_get(from, "text"));
  }
  json_decref(object);
  return is;
}

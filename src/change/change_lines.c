/* Change lines: claims and persons by their ids, field by field. */
#include "amend/field_words.h"
#include "base/map.h"
#include "change/change.h"

static void index_claims(const Extraction *x, Map *map) {
  for (uint32_t i = 0; i < x->claims.n; i++) {
    map_put(map, x->claims.v[i].id, i, NULL);
  }
}

static void index_persons(const Extraction *x, Map *map) {
  for (uint32_t i = 0; i < x->persons.n; i++) {
    map_put(map, x->persons.v[i].id, i, NULL);
  }
}

static LineChange claim_line(ChangeKind kind, const Extraction *x, const Claim *c) {
  return (LineChange){
      .kind = kind, .id = c->id, .document = x->documents.v[c->document].id, .claim = c};
}

static LineChange person_line(ChangeKind kind, const Extraction *x, const Person *p) {
  return (LineChange){
      .kind = kind, .id = p->id, .document = x->documents.v[p->document].id, .person = p};
}

static void add_field(Arena *arena, LineChange *line, const char *field, Str before, Str after) {
  if (!str_equal(before, after)) {
    array_push(arena, &line->fields, (FieldChange){field, before, after});
  }
}

static void compare_claims(const Claim *a, const Claim *b, Arena *arena, LineChange *line) {
  for (int i = 0; i < CLAIM_FIELDS; i++) {
    Str field = str_of(claim_field_names[i]);
    add_field(arena, line, claim_field_names[i], claim_field_words(a, field, arena),
              claim_field_words(b, field, arena));
  }
}

static void compare_persons(const Person *a, const Person *b, Arena *arena, LineChange *line) {
  for (int i = 0; i < PERSON_FIELDS; i++) {
    Str field = str_of(person_field_names[i]);
    add_field(arena, line, person_field_names[i], person_field_words(a, field, arena),
              person_field_words(b, field, arena));
  }
}

static void keep_line(Arena *arena, Changes *changes, const LineChange *line) {
  if (line->kind != CHANGE_OTHER || line->fields.n) {
    array_push(arena, &changes->lines, *line);
  }
}

static void claims_of(const Extraction *a, const Extraction *b, Arena *arena, Changes *changes) {
  Map old, new;
  map_init(&old, arena);
  map_init(&new, arena);
  index_claims(a, &old);
  index_claims(b, &new);
  for (uint32_t i = 0; i < a->claims.n; i++) {
    const Claim *c = &a->claims.v[i];
    const uint32_t *at = map_find(&new, c->id);
    LineChange line = claim_line(at ? CHANGE_OTHER : CHANGE_GONE, a, at ? &b->claims.v[*at] : c);
    line.document = a->documents.v[c->document].id;
    if (at) {
      compare_claims(c, &b->claims.v[*at], arena, &line);
    }
    keep_line(arena, changes, &line);
  }
  for (uint32_t i = 0; i < b->claims.n; i++) {
    if (!map_find(&old, b->claims.v[i].id)) {
      LineChange line = claim_line(CHANGE_NEW, b, &b->claims.v[i]);
      keep_line(arena, changes, &line);
    }
  }
}

static void persons_of(const Extraction *a, const Extraction *b, Arena *arena, Changes *changes) {
  Map old, new;
  map_init(&old, arena);
  map_init(&new, arena);
  index_persons(a, &old);
  index_persons(b, &new);
  for (uint32_t i = 0; i < a->persons.n; i++) {
    const Person *p = &a->persons.v[i];
    const uint32_t *at = map_find(&new, p->id);
    LineChange line = person_line(CHANGE_GONE, a, p);
    if (at) {
      line.kind = CHANGE_OTHER;
      line.person = &b->persons.v[*at];
      compare_persons(p, line.person, arena, &line);
    }
    keep_line(arena, changes, &line);
  }
  for (uint32_t i = 0; i < b->persons.n; i++) {
    if (!map_find(&old, b->persons.v[i].id)) {
      LineChange line = person_line(CHANGE_NEW, b, &b->persons.v[i]);
      keep_line(arena, changes, &line);
    }
  }
}

void change_lines(const Side *before, const Side *after, Arena *arena, Changes *changes) {
  claims_of(before->x, after->x, arena, changes);
  persons_of(before->x, after->x, arena, changes);
}

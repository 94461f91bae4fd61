/* Claim copy: structures member by member; strings moved, left where they are, or copied. */
#include "claim/claim_copy.h"

/* A new member that is or has a string or an array must be moved below: then change the size. */
_Static_assert(sizeof(void *) != 8 || (sizeof(Claim) == 664 && sizeof(Person) == 200 &&
                                       sizeof(DocumentLine) == 440),
               "a line has a new member: see claim_copy.c");

typedef struct Copying {
  const ClaimCopy *what;
  Arena *arena;
  Str text; /* the copy of what->text */
} Copying;

static bool lies_in(Str s, Str range) {
  return range.n && (uintptr_t)s.p >= (uintptr_t)range.p &&
         (uintptr_t)s.p + s.n <= (uintptr_t)range.p + range.n;
}

static Str moved(const Copying *c, Str s) {
  if (!s.n) {
    return (Str){NULL, 0};
  }
  if (lies_in(s, c->what->text)) {
    return (Str){c->text.p + ((uintptr_t)s.p - (uintptr_t)c->what->text.p), s.n};
  }
  for (size_t i = 0; i < CLAIM_COPY_LASTING; i++) {
    if (lies_in(s, c->what->lasting[i])) {
      return s;
    }
  }
  return str_copy(c->arena, s);
}

#define MOVE(member) ((member) = moved(c, (member)))

/* A new array of the same elements; `each` is then done with every one of them, as `e`. */
#define MOVE_ARRAY(T, array, each)                                                  \
  do {                                                                              \
    const T *old_ = (array).v;                                                      \
    (array).v = (array).n ? arena_array(c->arena, T, (array).n) : NULL;             \
    (array).cap = (array).n;                                                        \
    for (uint32_t i_ = 0; i_ < (array).n; i_++) {                                   \
      T *e = &(array).v[i_];                                                        \
      *e = old_[i_];                                                                \
      each;                                                                         \
    }                                                                               \
  } while (0)

static void move_place(const Copying *c, ClaimPlace *p) {
  MOVE(p->words.text);
  MOVE(p->name);
  MOVE(p->country);
  MOVE(p->admin1);
}

static void move_actor(const Copying *c, ClaimActor *a) {
  MOVE(a->words.text);
  MOVE(a->name);
  MOVE(a->according_to);
}

static void move_step(const Copying *c, TraceStep *s) {
  MOVE(s->room);
  MOVE(s->rule);
  MOVE(s->words.text);
  MOVE(s->note);
}

static void move_source(const Copying *c, Source *source) {
  for (Source *s = source; s; s = s->from) {
    MOVE(s->words.text);
    MOVE(s->reference);
    if (s->from) {
      const Source *old = s->from;
      s->from = arena_new(c->arena, Source);
      *s->from = *old;
    }
  }
}

static void move_claim(const Copying *c, Claim *claim) {
  MOVE(claim->id);
  MOVE(claim->measure);
  MOVE(claim->value.words.text);
  MOVE(claim->value.number_words.text);
  MOVE_ARRAY(Excerpt, claim->value.counted, MOVE(e->text));
  MOVE(claim->value.unit);
  MOVE(claim->who.words.text);
  MOVE(claim->who.status_according_to);
  MOVE(claim->who.nationality);
  MOVE(claim->who.occupation);
  MOVE(claim->evidence.text);
  MOVE(claim->time.words.text);
  MOVE_ARRAY(ClaimPlace, claim->places, move_place(c, e));
  MOVE_ARRAY(ClaimActor, claim->actors, move_actor(c, e));
  move_source(c, &claim->source);
  MOVE(claim->part_of);
  MOVE(claim->replaced_by);
  MOVE(claim->as_of);
  MOVE(claim->sentence.text);
  MOVE(claim->original);
  MOVE(claim->rule);
  MOVE(claim->topic);
  MOVE_ARRAY(TraceStep, claim->trace, move_step(c, e));
}

static void move_person(const Copying *c, Person *person) {
  MOVE(person->id);
  MOVE(person->words.text);
  MOVE(person->name);
  MOVE(person->occupation);
  MOVE(person->part_of);
  MOVE(person->sentence.text);
  MOVE(person->rule);
}

static void move_document(const Copying *c, DocumentLine *line) {
  MOVE(line->id);
  MOVE(line->title);
  MOVE(line->date);
  MOVE(line->publisher);
  MOVE(line->author);
  MOVE(line->url);
  MOVE(line->language);
  MOVE(line->date_basis);
  MOVE(line->modified);
  MOVE_ARRAY(Span, line->furniture, (void)e);
  MOVE_ARRAY(Str, line->notes, MOVE(*e));
  MOVE_ARRAY(Str, line->names, MOVE(*e));
  MOVE_ARRAY(Str, line->people, MOVE(*e));
  MOVE_ARRAY(Str, line->streets, MOVE(*e));
  MOVE(line->sketch);
  MOVE(line->pack);
  MOVE(line->path);
  MOVE(line->from);
  MOVE(line->part);
  MOVE(line->text);
  MOVE_ARRAY(Str, line->called, MOVE(*e));
}

void claim_copy(const ClaimCopy *copy, const Extraction *from, Extraction *to) {
  Copying copying = {copy, to->arena, str_copy(to->arena, copy->text)};
  uint32_t base = to->documents.n;
  for (uint32_t i = 0; i < from->documents.n; i++) {
    DocumentLine line = from->documents.v[i];
    move_document(&copying, &line);
    array_push(to->arena, &to->documents, line);
  }
  for (uint32_t i = 0; i < from->claims.n; i++) {
    Claim claim = from->claims.v[i];
    move_claim(&copying, &claim);
    claim.document += base;
    array_push(to->arena, &to->claims, claim);
  }
  for (uint32_t i = 0; i < from->persons.n; i++) {
    Person person = from->persons.v[i];
    move_person(&copying, &person);
    person.document += base;
    array_push(to->arena, &to->persons, person);
  }
}

/* JSON Lines of `extract` ──line_tree──▶ Extraction.

   One Cursor holds what the current line needs. The first thing that is wrong with a line is noted
   in cursor.wrong, and everything after it is skipped. */
#include "claim/line_read.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "claim/line_names.h"
#include "claim/line_tree.h"

enum { CHAIN_MOST = 16 }; /* sources behind sources */

typedef struct Cursor {
  Arena *arena;
  const char *wrong; /* what is wrong with the line, or NULL; in the arena */
  bool in_title;     /* the line's own spans lie in the title */
  Str quote;         /* words of the sentence, to cut other excerpts from */
  Span sentence;
} Cursor;

/* What is remembered of a line beside its structure. */
typedef struct Origin {
  Str raw;      /* the line's bytes, which outlive the reading */
  Str id;       /* its own id; of a document: id NUL hash */
  Str document; /* id of its document */
  Digest hash;  /* of its document */
  bool has_hash;
} Origin;

typedef ARRAY(Origin) Origins;

typedef struct Reader {
  Cursor r;
  Extraction *x;
  Arena *tree; /* of one line */
  Str raw;
  Origins documents, claims, persons; /* beside the arrays of x */
} Reader;

static void complain(Cursor *r, const char *key, const char *what) {
  if (!r->wrong) {
    r->wrong = arena_printf(r->arena, "%s %s", key, what);
  }
}

/* ---------------------------------------------------------------- single fields */

/* The member, or NULL if it is absent or null. */
static const TreeNode *member(const TreeNode *object, const char *key) {
  const TreeNode *value = tree_member(object, str_of(key));
  return value && value->kind != TREE_NULL ? value : NULL;
}

static Str text_of(Cursor *r, const TreeNode *object, const char *key) {
  const TreeNode *value = member(object, key);
  if (!value) {
    return (Str){NULL, 0};
  }
  if (value->kind != TREE_STRING) {
    complain(r, key, "is not a string");
    return (Str){NULL, 0};
  }
  return str_copy(r->arena, value->text);
}

static Str text_needed(Cursor *r, const TreeNode *object, const char *key) {
  Str s = text_of(r, object, key);
  if (s.n == 0) {
    complain(r, key, "is missing");
  }
  return s;
}

static const TreeNode *object_of(Cursor *r, const TreeNode *object, const char *key) {
  const TreeNode *value = member(object, key);
  if (value && value->kind != TREE_OBJECT) {
    complain(r, key, "is not an object");
    return NULL;
  }
  return value;
}

static const TreeNode *array_of(Cursor *r, const TreeNode *object, const char *key) {
  const TreeNode *value = member(object, key);
  if (value && value->kind != TREE_ARRAY) {
    complain(r, key, "is not an array");
    return NULL;
  }
  return value;
}

static int name_of(Cursor *r, const TreeNode *object, const char *key, LineNames which) {
  Str word = text_of(r, object, key);
  int value = word.n ? line_name_value(which, word) : 0;
  if (value < 0) {
    complain(r, key, "is a word that the format does not have");
  }
  return value < 0 ? 0 : value;
}

static uint32_t count_of(Cursor *r, const TreeNode *object, const char *key) {
  const TreeNode *value = member(object, key);
  if (!value) {
    return 0;
  }
  if (value->kind != TREE_WHOLE || value->whole < 0 || value->whole > UINT32_MAX) {
    complain(r, key, "is not a whole number from 0 to 4294967295");
    return 0;
  }
  return (uint32_t)value->whole;
}

static bool flag_of(Cursor *r, const TreeNode *object, const char *key) {
  const TreeNode *value = member(object, key);
  if (value && value->kind != TREE_TRUE && value->kind != TREE_FALSE) {
    complain(r, key, "is not true or false");
  }
  return value && value->kind == TREE_TRUE;
}

/* The shortest decimal that reads back as this number: JSON writers print 1.2 for 1.2. */
static bool decimal_of_real(double real, Decimal *d) {
  double power = 1;
  for (uint8_t scale = 0; scale <= 12; scale++, power *= 10) {
    double digits = nearbyint(real * power);
    if (fabs(digits) >= 9e15) {
      return false;
    }
    if (digits / power == real) {
      *d = decimal_normal((Decimal){(int64_t)digits, scale});
      return true;
    }
  }
  return false;
}

static bool decimal_of_key(Cursor *r, const TreeNode *object, const char *key, Decimal *d) {
  const TreeNode *value = member(object, key);
  if (!value) {
    return false;
  }
  if (value->kind == TREE_WHOLE) {
    *d = decimal_of(value->whole);
    return true;
  }
  if (value->kind != TREE_REAL || !decimal_of_real(value->real, d)) {
    complain(r, key, "is not a decimal number of at most 15 digits");
    return false;
  }
  return true;
}

static bool micro_of(Cursor *r, const TreeNode *object, const char *key, int32_t *micro) {
  Decimal d;
  if (!decimal_of_key(r, object, key, &d)) {
    return false;
  }
  for (; d.scale < 6 && d.digits < INT32_MAX && d.digits > INT32_MIN; d.scale++) {
    d.digits *= 10;
  }
  for (; d.scale > 6; d.scale--) {
    d.digits /= 10;
  }
  if (d.digits < -180000000 || d.digits > 180000000) {
    complain(r, key, "is not between -180 and 180");
    return false;
  }
  *micro = (int32_t)d.digits;
  return true;
}

static bool span_read(const TreeNode *value, Span *span) {
  if (value->kind != TREE_ARRAY || value->count != 2) {
    return false;
  }
  const TreeNode *start = value->first, *end = start->next;
  if (start->kind != TREE_WHOLE || end->kind != TREE_WHOLE) {
    return false;
  }
  int64_t s = start->whole, e = end->whole;
  if (s < 0 || e < s || e > UINT32_MAX) {
    return false;
  }
  *span = (Span){(uint32_t)s, (uint32_t)e};
  return true;
}

/* False, with an empty span, if the key is absent, null or no span. */
static bool span_of(Cursor *r, const TreeNode *object, const char *key, Span *span) {
  const TreeNode *value = member(object, key);
  *span = (Span){0, 0};
  if (value && !span_read(value, span)) {
    complain(r, key, "is not [start,end)");
    return false;
  }
  return value != NULL;
}

/* Where an object's spans lie: its own "in", else that of the line. */
static bool in_title_of(Cursor *r, const TreeNode *object, bool otherwise) {
  Str in = text_of(r, object, "in");
  if (in.n && !str_is(in, "title")) {
    complain(r, "in", "is not title");
  }
  return in.n > 0 || otherwise;
}

/* "text" and "span" of an object. */
static Excerpt excerpt_of(Cursor *r, const TreeNode *object, bool in_title) {
  Excerpt e = {0};
  if (!object) {
    return e;
  }
  e.text = text_of(r, object, "text");
  if (span_of(r, object, "span", &e.span) && e.text.n && span_length(e.span) != e.text.n) {
    complain(r, "span", "is not as long as its text");
  }
  e.in_title = e.text.n && in_title_of(r, object, in_title);
  return e;
}

/* An excerpt that the line gives by its span only: its words stand in the sentence. */
static Excerpt excerpt_at(const Cursor *r, Span span) {
  Excerpt e = {.span = span, .in_title = r->in_title};
  if (r->quote.n && span_contains(r->sentence, span) &&
      span_length(r->sentence) == r->quote.n) {
    e.text = (Str){r->quote.p + (span.start - r->sentence.start), span_length(span)};
  }
  return e;
}

static Date date_of(Cursor *r, const TreeNode *object, const char *key) {
  Date date = {0};
  Str s = text_of(r, object, key);
  if (s.n && !civil_read(s, &date)) {
    complain(r, key, "is not a date of the format");
  }
  return date;
}

static Digest digest_of(Cursor *r, const TreeNode *object, const char *key) {
  Digest digest = {{0}};
  Str s = text_of(r, object, key);
  if (s.n == 0) {
    return digest;
  }
  bool good = s.n == 71 && str_starts(s, "sha256:");
  for (size_t i = 7; good && i < s.n; i++) {
    char c = s.p[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    good = digit >= 0;
    digest.bytes[(i - 7) / 2] |= (uint8_t)((digit & 15) << (i % 2 ? 4 : 0));
  }
  if (!good) {
    complain(r, key, "is not sha256: and 64 hexadecimal digits");
  }
  return digest;
}

/* What stands first in an array; NULL is an empty one. */
static const TreeNode *first_of(const TreeNode *array) {
  return array ? array->first : NULL;
}

typedef ARRAY(Str) Strings;

static Strings strings_of(Cursor *r, const TreeNode *object, const char *key) {
  Strings strings = {0};
  const TreeNode *array = array_of(r, object, key);
  for (const TreeNode *value = first_of(array); value; value = value->next) {
    if (value->kind != TREE_STRING) {
      complain(r, key, "holds something that is not a string");
      break;
    }
    array_push(r->arena, &strings,
               str_copy(r->arena, value->text));
  }
  return strings;
}

/* ---------------------------------------------------------------- parts of a claim */

static void value_read(Cursor *r, const TreeNode *object, Value *v) {
  Span span;
  if (!object) {
    complain(r, "value", "is missing");
    return;
  }
  v->words = excerpt_of(r, object, r->in_title);
  v->has_number = decimal_of_key(r, object, "number", &v->number);
  v->has_low = decimal_of_key(r, object, "low", &v->low);
  v->has_high = decimal_of_key(r, object, "high", &v->high);
  v->qualifier = (Qualifier)name_of(r, object, "qualifier", NAMES_QUALIFIER);
  v->unit = text_of(r, object, "unit");
  if (span_of(r, object, "number_span", &span)) {
    v->number_words = excerpt_at(r, span);
  }
  const TreeNode *counted = array_of(r, object, "counted");
  for (const TreeNode *one = first_of(counted); one; one = one->next) {
    if (!span_read(one, &span)) {
      complain(r, "counted", "holds something that is not [start,end)");
      break;
    }
    array_push(r->arena, &v->counted, excerpt_at(r, span));
  }
}

static void who_read(Cursor *r, const TreeNode *object, Who *w) {
  if (!object) {
    return;
  }
  w->words = excerpt_of(r, object, r->in_title);
  w->status = (WhoStatus)name_of(r, object, "status", NAMES_WHO_STATUS);
  w->status_according_to = text_of(r, object, "according_to");
  w->sex = (Sex)name_of(r, object, "sex", NAMES_SEX);
  w->age_class = (AgeClass)name_of(r, object, "age_class", NAMES_AGE_CLASS);
  w->nationality = text_of(r, object, "nationality");
  w->occupation = text_of(r, object, "occupation");
}

static void period_read(Cursor *r, const TreeNode *object, Period *p) {
  if (!object) {
    return;
  }
  p->start = date_of(r, object, "start");
  p->end = date_of(r, object, "end");
  p->basis = (Basis)name_of(r, object, "basis", NAMES_BASIS);
  Span span;
  if (member(object, "text")) {
    p->words = excerpt_of(r, object, r->in_title && p->basis == BASIS_STATED);
  } else if (span_of(r, object, "span", &span)) {
    p->words = excerpt_at(r, span);
  }
}

static void place_read(Cursor *r, const TreeNode *object, ClaimPlace *p) {
  if (object->kind != TREE_OBJECT) {
    complain(r, "place", "holds something that is not an object");
    return;
  }
  p->words = excerpt_of(r, object, r->in_title);
  p->name = text_of(r, object, "name");
  p->country = text_of(r, object, "country");
  p->admin1 = text_of(r, object, "admin1");
  bool latitude = micro_of(r, object, "lat", &p->latitude);
  p->has_point = micro_of(r, object, "lon", &p->longitude) && latitude;
  p->geonames = count_of(r, object, "geonames");
  p->precision = (Precision)name_of(r, object, "precision", NAMES_PRECISION);
  p->basis = (Basis)name_of(r, object, "basis", NAMES_BASIS);
}

static void actor_read(Cursor *r, const TreeNode *object, ClaimActor *a) {
  if (object->kind != TREE_OBJECT) {
    complain(r, "actor", "holds something that is not an object");
    return;
  }
  a->words = excerpt_of(r, object, r->in_title);
  a->name = text_of(r, object, "name");
  a->role = (ActorRole)name_of(r, object, "role", NAMES_ROLE);
  a->standing = (Standing)name_of(r, object, "standing", NAMES_STANDING);
  a->according_to = text_of(r, object, "according_to");
}

static void source_read(Cursor *r, const TreeNode *object, Source *s, int depth) {
  if (!object) {
    return;
  }
  s->kind = (SourceKind)name_of(r, object, "kind", NAMES_SOURCE_KIND);
  s->words = excerpt_of(r, object, r->in_title);
  s->via = (SourceVia)name_of(r, object, "via", NAMES_VIA);
  s->reference = text_of(r, object, "reference");
  const TreeNode *from = object_of(r, object, "from");
  if (from && depth < CHAIN_MOST) {
    s->from = arena_new(r->arena, Source);
    source_read(r, from, s->from, depth + 1);
  }
}

/* The sentence comes first: other excerpts are cut from its words. */
static Excerpt sentence_read(Cursor *r, const TreeNode *line) {
  r->in_title = in_title_of(r, line, false);
  r->quote = text_of(r, line, "quote");
  r->sentence = (Span){0, 0};
  if (!span_of(r, line, "sentence", &r->sentence)) {
    complain(r, "sentence", "is missing");
  } else if (r->quote.n && span_length(r->sentence) != r->quote.n) {
    complain(r, "sentence", "is not as long as its quote");
  }
  return (Excerpt){r->sentence, r->in_title, r->quote};
}

/* ---------------------------------------------------------------- lines */

static Str document_key(Arena *arena, Str id, Digest hash) {
  char *key = arena_bytes(arena, id.n + 1 + sizeof hash.bytes);
  if (id.n) {
    memcpy(key, id.p, id.n);
  }
  key[id.n] = 0;
  memcpy(key + id.n + 1, hash.bytes, sizeof hash.bytes);
  return (Str){key, id.n + 1 + sizeof hash.bytes};
}

static Origin origin_of(Reader *reader, const TreeNode *line, Str id) {
  Cursor *r = &reader->r;
  return (Origin){.raw = reader->raw,
                  .id = id,
                  .document = text_needed(r, line, "document"),
                  .hash = digest_of(r, line, "document_hash"),
                  .has_hash = member(line, "document_hash") != NULL};
}

static void document_read(Reader *reader, const TreeNode *line) {
  Cursor *r = &reader->r;
  DocumentLine d = {0};
  d.id = text_needed(r, line, "id");
  d.hash = digest_of(r, line, "hash");
  d.text_hash = digest_of(r, line, "text_hash");
  const TreeNode *bytes = member(line, "bytes");
  if (bytes && (bytes->kind != TREE_WHOLE || bytes->whole < 0)) {
    complain(r, "bytes", "is not a number of bytes");
  }
  d.bytes = bytes ? (uint64_t)bytes->whole : 0;
  d.title = text_of(r, line, "title");
  d.date = text_of(r, line, "date");
  d.date_basis = text_of(r, line, "date_basis");
  d.modified = text_of(r, line, "modified");
  d.publisher = text_of(r, line, "publisher");
  d.author = text_of(r, line, "author");
  d.url = text_of(r, line, "url");
  d.language = text_of(r, line, "language");
  d.sketch = text_of(r, line, "sketch");
  d.pack = text_of(r, line, "pack");
  d.part = text_of(r, line, "part");
  Strings notes = strings_of(r, line, "notes"), names = strings_of(r, line, "names");
  Strings people = strings_of(r, line, "people"), streets = strings_of(r, line, "streets");
  Strings called = strings_of(r, line, "called");
  const TreeNode *furniture = array_of(r, line, "furniture");
  for (const TreeNode *one = first_of(furniture); one; one = one->next) {
    Span span;
    if (!span_read(one, &span)) {
      complain(r, "furniture", "holds something that is not [start,end)");
      break;
    }
    array_push(r->arena, &d.furniture, span);
  }
  if (r->wrong) {
    return;
  }
  d.notes.v = notes.v, d.notes.n = notes.n, d.notes.cap = notes.cap;
  d.names.v = names.v, d.names.n = names.n, d.names.cap = names.cap;
  d.people.v = people.v, d.people.n = people.n, d.people.cap = people.cap;
  d.streets.v = streets.v, d.streets.n = streets.n, d.streets.cap = streets.cap;
  d.called.v = called.v, d.called.n = called.n, d.called.cap = called.cap;
  array_push(r->arena, &reader->x->documents, d);
  array_push(r->arena, &reader->documents,
             (Origin){.raw = reader->raw, .id = document_key(r->arena, d.id, d.hash)});
}

static void claim_read(Reader *reader, const TreeNode *line) {
  Cursor *r = &reader->r;
  Claim c = {0};
  c.id = text_needed(r, line, "id");
  Str kind = text_needed(r, line, "kind");
  c.kind = str_is(kind, "statement") ? CLAIM_STATEMENT : CLAIM_FIGURE;
  if (kind.n && c.kind == CLAIM_FIGURE && !str_is(kind, "figure")) {
    complain(r, "kind", "is neither figure nor statement");
  }
  c.sentence = sentence_read(r, line);
  c.measure = text_needed(r, line, c.kind == CLAIM_FIGURE ? "measure" : "predicate");
  if (c.kind == CLAIM_FIGURE) {
    value_read(r, object_of(r, line, "value"), &c.value);
    who_read(r, object_of(r, line, "who"), &c.who);
  }
  c.evidence = excerpt_of(r, object_of(r, line, "evidence"), r->in_title);
  period_read(r, object_of(r, line, "time"), &c.time);
  const TreeNode *places = array_of(r, line, "place"), *actors = array_of(r, line, "actor");
  for (const TreeNode *one = first_of(places); one; one = one->next) {
    place_read(r, one, array_add(r->arena, &c.places));
  }
  for (const TreeNode *one = first_of(actors); one; one = one->next) {
    actor_read(r, one, array_add(r->arena, &c.actors));
  }
  source_read(r, object_of(r, line, "source"), &c.source, 0);
  c.modality = (Modality)name_of(r, line, "modality", NAMES_MODALITY);
  c.polarity = (Polarity)name_of(r, line, "polarity", NAMES_POLARITY);
  c.scope = (Scope)name_of(r, line, "scope", NAMES_SCOPE);
  c.part_of = text_of(r, line, "part_of");
  c.replaced_by = text_of(r, line, "replaced_by");
  c.as_of = text_of(r, line, "as_of");
  c.certainty = (Certainty)name_of(r, line, "certainty", NAMES_CERTAINTY);
  c.rule = text_of(r, line, "rule");
  c.episode = count_of(r, line, "episode");
  c.topic = text_of(r, line, "topic");
  c.background = flag_of(r, line, "background");
  c.beside = flag_of(r, line, "beside");
  c.amended = c.value.corrected = flag_of(r, line, "amended");
  Origin origin = origin_of(reader, line, c.id);
  if (!r->wrong) {
    array_push(r->arena, &reader->x->claims, c);
    array_push(r->arena, &reader->claims, origin);
  }
}

static void person_read(Reader *reader, const TreeNode *line) {
  Cursor *r = &reader->r;
  Person p = {.age = -1};
  p.id = text_needed(r, line, "id");
  p.sentence = sentence_read(r, line);
  p.words = excerpt_of(r, line, r->in_title);
  p.name = text_of(r, line, "name");
  if (member(line, "age")) {
    uint32_t age = count_of(r, line, "age");
    p.age = (int16_t)(age < 200 ? age : 200);
  }
  p.sex = (Sex)name_of(r, line, "sex", NAMES_SEX);
  p.occupation = text_of(r, line, "occupation");
  p.harm = (Harm)name_of(r, line, "harm", NAMES_HARM);
  p.part_of = text_of(r, line, "part_of");
  p.certainty = (Certainty)name_of(r, line, "certainty", NAMES_CERTAINTY);
  p.rule = text_of(r, line, "rule");
  p.episode = count_of(r, line, "episode");
  p.amended = flag_of(r, line, "amended");
  Origin origin = origin_of(reader, line, p.id);
  if (!r->wrong) {
    array_push(r->arena, &reader->x->persons, p);
    array_push(r->arena, &reader->persons, origin);
  }
}

static void line_read(Reader *reader, const TreeNode *line) {
  Cursor *r = &reader->r;
  if (line->kind != TREE_OBJECT) {
    complain(r, "the line", "is not a JSON object");
    return;
  }
  Str type = text_of(r, line, "type");
  const TreeNode *version = member(line, "v");
  if (!version || version->kind != TREE_WHOLE || version->whole != 1) {
    complain(r, "v", "is not 1, the version of the format that is read here");
  } else if (str_is(type, "document")) {
    document_read(reader, line);
  } else if (str_is(type, "claim")) {
    claim_read(reader, line);
  } else if (str_is(type, "person")) {
    person_read(reader, line);
  }
}

static void raw_read(Reader *reader, Str line) {
  const char *wrong = NULL;
  const TreeNode *tree = line_tree(line, reader->tree, &wrong);
  if (tree) {
    line_read(reader, tree);
  } else {
    reader->r.wrong = arena_printf(reader->r.arena, "not JSON: %s", wrong);
  }
  arena_clear(reader->tree);
}

/* ---------------------------------------------------------------- a set of lines

   One array of structures and one of origins, alike in order. The same id twice counts once: the
   line that is smaller in bytes stands, whichever came first. */

typedef struct Slot {
  Origin origin;
  uint32_t at; /* in the array of structures */
} Slot;

static int slot_order(const void *a, const void *b) {
  const Slot *x = a, *y = b;
  int order = str_compare(x->origin.id, y->origin.id);
  order = order ? order : str_compare(x->origin.raw, y->origin.raw);
  return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* Slots by id, each id once; returns how many. */
static uint32_t slots_of(Arena *arena, const Origins *origins, Slot **slots) {
  uint32_t kept = 0;
  Slot *all = arena_array(arena, Slot, origins->n);
  for (uint32_t i = 0; i < origins->n; i++) {
    all[i] = (Slot){origins->v[i], i};
  }
  if (origins->n > 1) {
    qsort(all, origins->n, sizeof *all, slot_order);
  }
  for (uint32_t i = 0; i < origins->n; i++) {
    if (i == 0 || !str_equal(all[i].origin.id, all[kept - 1].origin.id)) {
      all[kept++] = all[i];
    }
  }
  *slots = all;
  return kept;
}

static int document_order(const void *a, const void *b) {
  const DocumentLine *x = a, *y = b;
  int order = str_compare(x->id, y->id);
  return order ? order : memcmp(x->hash.bytes, y->hash.bytes, sizeof x->hash.bytes);
}

/* Adds a bare document for each line whose document has none. */
static void bare_documents(Reader *reader, Map *known, const Slot *slots, uint32_t n) {
  Arena *arena = reader->r.arena;
  for (uint32_t i = 0; i < n; i++) {
    const Origin *o = &slots[i].origin;
    bool is_new = false;
    if (o->has_hash) {
      map_put(known, document_key(arena, o->document, o->hash), 0, &is_new);
    }
    bool new_id;
    map_put(known, o->document, 0, &new_id);
    if (is_new || (new_id && !o->has_hash)) {
      DocumentLine *d = array_add(arena, &reader->x->documents);
      d->id = o->document;
      d->hash = o->hash;
    }
  }
}

static void documents_settle(Reader *reader, const Slot *claims, uint32_t claim_count,
                             const Slot *persons, uint32_t person_count, Map *index) {
  Arena *arena = reader->r.arena;
  Extraction *x = reader->x;
  Slot *slots;
  Map known;
  uint32_t kept = slots_of(arena, &reader->documents, &slots);
  DocumentLine *all = x->documents.v;
  memset(&x->documents, 0, sizeof x->documents);
  map_init(&known, arena);
  for (uint32_t i = 0; i < kept; i++) {
    DocumentLine *d = &all[slots[i].at];
    array_push(arena, &x->documents, *d);
    map_put(&known, slots[i].origin.id, 0, NULL);
    map_put(&known, d->id, 0, NULL);
  }
  bare_documents(reader, &known, claims, claim_count);
  bare_documents(reader, &known, persons, person_count);
  if (x->documents.n > 1) {
    qsort(x->documents.v, x->documents.n, sizeof *x->documents.v, document_order);
  }
  map_init(index, arena);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    const DocumentLine *d = &x->documents.v[i];
    map_put(index, document_key(arena, d->id, d->hash), i, NULL);
    map_put(index, d->id, i, NULL); /* the first of an id, for lines without a hash */
  }
}

static uint32_t document_at(Arena *arena, const Map *index, const Origin *o) {
  const uint32_t *found =
      map_find(index, o->has_hash ? document_key(arena, o->document, o->hash) : o->document);
  return found ? *found : 0;
}

/* Where a claim stands in its text: its number, else what was counted, else its words. */
static uint32_t claim_offset(const Claim *c) {
  if (c->kind == CLAIM_STATEMENT) {
    return c->evidence.span.start;
  }
  if (span_length(c->value.number_words.span)) {
    return c->value.number_words.span.start;
  }
  return c->value.words.text.n    ? c->value.words.span.start
         : c->value.counted.n > 0 ? c->value.counted.v[0].span.start
                                  : c->sentence.span.start;
}

typedef struct Place {
  uint32_t document, offset;
  bool in_title;
  Str id;
} Place;

static int place_order(Place a, Place b) {
  if (a.document != b.document) {
    return a.document < b.document ? -1 : 1;
  }
  if (a.in_title != b.in_title) {
    return a.in_title ? -1 : 1;
  }
  if (a.offset != b.offset) {
    return a.offset < b.offset ? -1 : 1;
  }
  return str_compare(a.id, b.id);
}

static int claim_order(const void *a, const void *b) {
  const Claim *x = a, *y = b;
  return place_order((Place){x->document, claim_offset(x), x->sentence.in_title, x->id},
                     (Place){y->document, claim_offset(y), y->sentence.in_title, y->id});
}

static int person_order(const void *a, const void *b) {
  const Person *x = a, *y = b;
  return place_order((Place){x->document, x->words.span.start, x->words.in_title, x->id},
                     (Place){y->document, y->words.span.start, y->words.in_title, y->id});
}

/* Makes the set: each id once, documents found, everything in order. */
static void settle(Reader *reader) {
  Arena *arena = reader->r.arena;
  Extraction *x = reader->x;
  Slot *claims, *persons;
  Map index;
  uint32_t claim_count = slots_of(arena, &reader->claims, &claims);
  uint32_t person_count = slots_of(arena, &reader->persons, &persons);
  documents_settle(reader, claims, claim_count, persons, person_count, &index);
  Claim *all_claims = x->claims.v;
  Person *all_persons = x->persons.v;
  memset(&x->claims, 0, sizeof x->claims);
  memset(&x->persons, 0, sizeof x->persons);
  for (uint32_t i = 0; i < claim_count; i++) {
    array_push(arena, &x->claims, all_claims[claims[i].at]);
    x->claims.v[i].document = document_at(arena, &index, &claims[i].origin);
  }
  for (uint32_t i = 0; i < person_count; i++) {
    array_push(arena, &x->persons, all_persons[persons[i].at]);
    x->persons.v[i].document = document_at(arena, &index, &persons[i].origin);
  }
  if (x->claims.n > 1) {
    qsort(x->claims.v, x->claims.n, sizeof *x->claims.v, claim_order);
  }
  if (x->persons.n > 1) {
    qsort(x->persons.v, x->persons.n, sizeof *x->persons.v, person_order);
  }
}

typedef struct Reading {
  Reader reader;
  Str bytes;
  LineProblems *problems;
} Reading;

static void all_read(void *context, Arena *scratch) {
  Reading *all = context;
  Reader *reader = &all->reader;
  uint64_t number = 1;
  reader->tree = scratch;
  for (Str rest = all->bytes, line; rest.n; number++) {
    line = str_trim(str_split(rest, '\n', &rest));
    if (line.n == 0) {
      continue;
    }
    reader->r.wrong = NULL;
    reader->raw = line;
    raw_read(reader, line);
    if (reader->r.wrong) {
      array_push(reader->r.arena, all->problems, (LineProblem){number, str_of(reader->r.wrong)});
    }
  }
}

uint32_t lines_read(Arena *arena, Str bytes, Extraction *extraction, LineProblems *problems) {
  memset(extraction, 0, sizeof *extraction);
  memset(problems, 0, sizeof *problems);
  extraction->arena = arena;
  Reading all = {.reader.x = extraction, .bytes = bytes, .problems = problems};
  all.reader.r.arena = arena;
  arena_scratch(arena, all_read, &all);
  settle(&all.reader);
  return problems->n;
}

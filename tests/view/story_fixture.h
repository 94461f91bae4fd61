/* Stories built by hand for the tests of the room view: documents as strings, claims found in them
   by their words, readings and relations as given. Not a test itself. */
#ifndef TESTS_STORY_FIXTURE_H
#define TESTS_STORY_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "reading/story.h"
#include "view/wording.h"

#pragma GCC diagnostic ignored "-Wunused-function" /* each test uses what it needs */

typedef struct Fixture {
  Arena arena;
  Extraction x;
  Story story;
  Wording wording;
} Fixture;

static Str fixture_str(Fixture *f, const char *text) {
  return str_copy(&f->arena, str_of(text));
}

/* The bytes of a file under the source folder. */
static Str fixture_file(Fixture *f, const char *path) {
  FILE *file = fopen(arena_printf(&f->arena, "%s/%s", SOURCE_ROOT, path), "rb");
  if (!file) {
    fprintf(stderr, "cannot open %s/%s\n", SOURCE_ROOT, path);
    abort();
  }
  char *bytes = arena_bytes(&f->arena, 1 << 20);
  size_t n = fread(bytes, 1, 1 << 20, file);
  fclose(file);
  return (Str){bytes, n};
}

static void fixture_init(Fixture *f) {
  memset(f, 0, sizeof *f);
  arena_init(&f->arena);
  f->story.arena = &f->arena;
  f->story.extraction = &f->x;
  f->x.arena = &f->arena;
  Status status = {0};
  Str bytes = fixture_file(f, "data/wording/en/page.tsv");
  if (wording_parse(str_of("page.tsv"), bytes, &f->arena, &f->wording, &status)) {
    fprintf(stderr, "%s\n", status.message);
    abort();
  }
}

static uint32_t fixture_document(Fixture *f, const char *id, const char *title,
                                 const char *publisher, const char *date, const char *basis,
                                 Str text) {
  DocumentLine *d = array_add(&f->arena, &f->x.documents);
  d->id = fixture_str(f, id);
  d->title = fixture_str(f, title);
  d->publisher = fixture_str(f, publisher);
  d->date = fixture_str(f, date);
  d->date_basis = fixture_str(f, basis);
  d->text = text;
  d->bytes = text.n;
  d->language = str_lit("en");
  d->path = str_of(arena_printf(&f->arena, "/home/someone/secret folder/%s", id));
  d->hash = digest_sha256(text);
  d->text_hash = d->hash;
  d->pack = str_lit("en 0.1.0 sha256:0000");
  return f->x.documents.n - 1;
}

static Excerpt fixture_excerpt(Fixture *f, uint32_t document, Span inside, const char *words) {
  Str text = f->x.documents.v[document].text;
  size_t n = strlen(words);
  for (size_t at = inside.start; n && at + n <= inside.end; at++) {
    if (memcmp(text.p + at, words, n) == 0) {
      Span span = {(uint32_t)at, (uint32_t)(at + n)};
      return (Excerpt){.span = span, .text = str_cut(text, span)};
    }
  }
  if (n) {
    fprintf(stderr, "not in the text: %s\n", words);
    abort();
  }
  return (Excerpt){0};
}

/* A claim in the sentence that begins with `sentence` and ends with the next full stop and space
   or line break. */
static Claim *fixture_claim(Fixture *f, uint32_t document, const char *measure,
                            const char *sentence) {
  Claim *c = array_add(&f->arena, &f->x.claims);
  Str text = f->x.documents.v[document].text;
  Excerpt first = fixture_excerpt(f, document, (Span){0, (uint32_t)text.n}, sentence);
  uint32_t end = first.span.end;
  while (end < text.n && text.p[end] != '\n' &&
         !(text.p[end] == ' ' && (text.p[end - 1] == '.' || text.p[end - 1] == ']'))) {
    end++;
  }
  c->document = document;
  c->measure = fixture_str(f, measure);
  c->sentence.span = (Span){first.span.start, end};
  c->sentence.text = str_cut(text, c->sentence.span);
  c->rule = str_lit("fixture");
  c->time = (Period){.start = {1987, 10, 3}, .end = {1987, 10, 4}, .basis = BASIS_STATED};
  uint64_t hash = hash64_mix(f->x.claims.n * 1000003u + 17);
  c->id = str_of(arena_printf(&f->arena, "c-%016llx", (unsigned long long)hash));
  return c;
}

static void fixture_place(Fixture *f, Claim *c, const char *place) {
  ClaimPlace *p = array_add(&f->arena, &c->places);
  p->words.text = fixture_str(f, place);
  p->name = p->words.text;
  p->basis = BASIS_STATED;
}

/* Where the places of that name lie, in hundredths of a degree. */
static void fixture_point(Fixture *f, const char *place, int latitude, int longitude,
                          Precision precision) {
  for (uint32_t i = 0; i < f->x.claims.n; i++) {
    for (uint32_t k = 0; k < f->x.claims.v[i].places.n; k++) {
      ClaimPlace *p = &f->x.claims.v[i].places.v[k];
      if (str_is(p->name, place)) {
        p->has_point = true;
        p->latitude = latitude * 10000;
        p->longitude = longitude * 10000;
        p->precision = precision;
      }
    }
  }
}

/* number < 0: none. Bounds by qualifier; returns the claim's index. */
static uint32_t fixture_figure(Fixture *f, uint32_t document, const char *measure,
                               const char *sentence, const char *words, int number,
                               Qualifier qualifier, const char *who, const char *place) {
  Claim *c = fixture_claim(f, document, measure, sentence);
  c->value.words = fixture_excerpt(f, document, c->sentence.span, words);
  c->value.number_words = c->value.words;
  c->value.qualifier = qualifier;
  c->value.unit = str_lit("person");
  c->value.has_number = number >= 0;
  c->value.number = decimal_of(number < 0 ? 0 : number);
  if (qualifier == QUALIFIER_EXACT) {
    c->value.has_low = c->value.has_high = true;
    c->value.low = c->value.high = c->value.number;
  }
  if (qualifier == QUALIFIER_AT_LEAST || qualifier == QUALIFIER_MORE_THAN) {
    c->value.has_low = true;
    c->value.low = decimal_of(number + (qualifier == QUALIFIER_MORE_THAN));
  }
  c->who.words = fixture_excerpt(f, document, c->sentence.span, who);
  if (place[0]) {
    fixture_place(f, c, place);
  }
  return f->x.claims.n - 1;
}

static uint32_t fixture_statement(Fixture *f, uint32_t document, const char *predicate,
                                  const char *sentence, const char *evidence, const char *actor) {
  Claim *c = fixture_claim(f, document, predicate, sentence);
  c->kind = CLAIM_STATEMENT;
  c->evidence = fixture_excerpt(f, document, c->sentence.span, evidence);
  if (actor[0]) {
    ClaimActor *a = array_add(&f->arena, &c->actors);
    a->words = fixture_excerpt(f, document, c->sentence.span, actor);
    a->role = ROLE_HELD_RESPONSIBLE;
  }
  return f->x.claims.n - 1;
}

static void fixture_source(Fixture *f, uint32_t claim, const char *name, SourceVia via,
                           const char *reference) {
  Source *s = &f->x.claims.v[claim].source;
  s->kind = SOURCE_NAMED;
  s->words.text = fixture_str(f, name);
  s->via = via;
  s->reference = fixture_str(f, reference);
}

static void fixture_index(Fixture *f, Indices *list, uint32_t value) {
  for (uint32_t i = 0; i < list->n; i++) {
    if (list->v[i] == value) {
      return;
    }
  }
  array_push(&f->arena, list, value);
}

static Event *fixture_event(Fixture *f, const char *heading) {
  Event *event = arena_new(&f->arena, Event);
  event->heading = fixture_str(f, heading);
  event->parent = -1;
  EventStory *story = array_add(&f->arena, &f->story.events);
  story->event = event;
  event->id = str_of(arena_printf(&f->arena, "e-%u", f->story.events.n));
  return event;
}

static void fixture_join(Fixture *f, Event *event, uint32_t claim) {
  array_push(&f->arena, &event->claims, claim);
  Indices documents = {event->documents.v, event->documents.n, event->documents.cap};
  fixture_index(f, &documents, f->x.claims.v[claim].document);
  event->documents.v = documents.v;
  event->documents.n = documents.n;
  event->documents.cap = documents.cap;
}

static MeasureReadings *fixture_measure(Fixture *f, uint32_t event, const char *measure) {
  MeasureReadings *m = array_add(&f->arena, &f->story.events.v[event].measures);
  m->measure = fixture_str(f, measure);
  return m;
}

/* A reading of the claims up to UINT32_MAX. */
static uint32_t fixture_reading(Fixture *f, MeasureReadings *m, const uint32_t *claims) {
  Reading *r = array_add(&f->arena, &m->readings);
  r->id = str_of(arena_printf(&f->arena, "r%u", m->readings.n));
  r->superseded_by = -1;
  for (; *claims != UINT32_MAX; claims++) {
    array_push(&f->arena, &r->claims, *claims);
    fixture_index(f, &r->documents, f->x.claims.v[*claims].document);
  }
  return m->readings.n - 1;
}
#define READING(f, m, ...) fixture_reading((f), (m), (const uint32_t[]){__VA_ARGS__, UINT32_MAX})

static void fixture_group(Fixture *f, MeasureReadings *m, uint32_t reading, uint32_t a,
                          uint32_t b) {
  Indices *group = array_add(&f->arena, &m->readings.v[reading].origin_groups);
  array_push(&f->arena, group, a);
  array_push(&f->arena, group, b);
}

static void fixture_relation(Fixture *f, MeasureReadings *m, uint32_t a, uint32_t b,
                             RelationKind kind) {
  array_push(&f->arena, &m->relations, (Relation){.a = a, .b = b, .kind = kind});
}

static OriginSignal *fixture_pair(Fixture *f, uint32_t a, uint32_t b, OriginVerdict verdict,
                                  SignalKind kind, const char *text) {
  OriginPair *pair = array_add(&f->arena, &f->story.pairs);
  pair->a = a;
  pair->b = b;
  pair->verdict = verdict;
  OriginSignal *signal = array_add(&f->arena, &pair->signals);
  signal->kind = kind;
  signal->text = fixture_str(f, text);
  return signal;
}

static void fixture_question(Fixture *f, uint32_t event, const char *text, uint32_t claim) {
  Question *q = array_add(&f->arena, &f->story.events.v[event].questions);
  q->text = fixture_str(f, text);
  array_push(&f->arena, &q->claims, claim);
}

static void fixture_person(Fixture *f, Event *event, uint32_t document, const char *sentence,
                           const char *words, const char *name, int age, Sex sex, Harm harm) {
  Claim *helper = fixture_claim(f, document, "x", sentence);
  Excerpt its = helper->sentence;
  f->x.claims.n--;
  Person *p = array_add(&f->arena, &f->x.persons);
  p->document = document;
  p->sentence = its;
  p->words = fixture_excerpt(f, document, its.span, words);
  p->name = fixture_str(f, name);
  p->age = (int16_t)age;
  p->sex = sex;
  p->harm = harm;
  array_push(&f->arena, &event->persons, f->x.persons.n - 1);
}

/* The claims must lie in order of documents: sorts nothing, tells a wrong fixture at once. */
static void fixture_check(const Fixture *f) {
  for (uint32_t i = 1; i < f->x.claims.n; i++) {
    if (f->x.claims.v[i].document < f->x.claims.v[i - 1].document) {
      fprintf(stderr, "claim %u is out of order\n", i);
      abort();
    }
  }
}

#endif

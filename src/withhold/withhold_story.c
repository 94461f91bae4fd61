/* A story without what would tell who a restricted source is. */
#include "withhold/withhold.h"

static const Str nothing = {NULL, 0};

static Str withhold_words(const Withholding *w, Str words) {
  return hidden_names_replace(&w->names, words);
}

Str withhold_name(const Withholding *w, Str name) {
  const SourceEntry *entry = source_find(w->sources, name, w->arena);
  const Str *label = entry && entry->restricted ? &w->labels[entry - w->sources->entries.v]
                                                : hidden_names_find(&w->names, name);
  return label ? *label : name;
}

/* A list of one's own, as what is given stays as it is. */
static void *copied(const Withholding *w, const void *list, size_t size) {
  void *out = size ? arena_alloc(w->arena, size) : NULL;
  if (out) {
    memcpy(out, list, size);
  }
  return out;
}

#define OWN(w, list) ((list).v = copied((w), (list).v, (list).n * sizeof *(list).v))

static void hide(const Withholding *w, Str *words) {
  *words = withhold_words(w, *words);
}

static Str remark(const Withholding *w, const char *key, Str source) {
  return phrase_fill(w->arena, w->phrases, key, 1, "source", source);
}

/* ---- documents ------------------------------------------------------------------------------- */

/* Names and the like that the document has: those with a hidden name are left out. */
static void list_hide(const Withholding *w, Str *list, uint32_t *n) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < *n; i++) {
    if (!hidden_names_find(&w->names, list[i])) {
      list[kept++] = list[i];
    }
  }
  *n = kept;
}

/* Of a document of a restricted source its label, date and language are left. */
static DocumentLine document_of_source(const Withholding *w, const DocumentLine *d, Str label) {
  DocumentLine out = {.id = d->id, .date = d->date, .date_basis = d->date_basis,
                      .language = d->language, .publisher = label, .pack = d->pack,
                      .numbers = d->numbers, .undecided = d->undecided, .withheld = true};
  out.part = withhold_words(w, d->part);
  return out;
}

static DocumentLine document_hide(const Withholding *w, const DocumentLine *d, bool mentions) {
  DocumentLine out = *d;
  Str *words[] = {&out.title, &out.publisher, &out.author, &out.url, &out.path, &out.part};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    hide(w, words[i]);
  }
  if (hidden_names_find(&w->names, d->url)) {
    out.url = nothing; /* a part of it leads nowhere */
  }
  if (d->derived && (hidden_names_find(&w->names, d->derived->of) ||
                     hidden_names_find(&w->names, d->derived->part) ||
                     hidden_names_find(&w->names, d->derived->maker))) {
    out.derived = NULL;
  }
  if (mentions) { /* its words beside a quotation would tell the name */
    out.text = out.sketch = nothing;
    out.furniture.n = 0;
  }
  OWN(w, out.notes);
  OWN(w, out.names);
  OWN(w, out.people);
  OWN(w, out.streets);
  OWN(w, out.called);
  list_hide(w, out.notes.v, &out.notes.n);
  list_hide(w, out.names.v, &out.names.n);
  list_hide(w, out.people.v, &out.people.n);
  list_hide(w, out.streets.v, &out.streets.n);
  list_hide(w, out.called.v, &out.called.n);
  return out;
}

/* ---- claims and persons ---------------------------------------------------------------------- */

/* The label of the restricted source that a figure is from, by whom its document names; NULL for
   none. */
static const Str *label_of_source(const Withholding *w, const Source *s) {
  for (; s; s = s->from) {
    const SourceEntry *entry = source_find(w->sources, s->words.text, w->arena);
    if (entry && entry->restricted) {
      return &w->labels[entry - w->sources->entries.v];
    }
    const Str *label = hidden_names_find(&w->names, s->words.text);
    label = label ? label : hidden_names_find(&w->names, s->reference);
    if (label) {
      return label;
    }
  }
  return NULL;
}

static const Str *label_of_document(const Withholding *w, uint32_t document) {
  return w->of[document] == UINT32_MAX ? NULL : &w->labels[w->of[document]];
}

static void excerpt_hide(const Withholding *w, Excerpt *e, bool bare) {
  hide(w, &e->text);
  e->span = bare ? (Span){0, 0} : e->span;
}

/* Footnotes of a document of a restricted source would tell it: only whom they name is left. */
static void source_hide(const Withholding *w, Source *s, bool bare, bool own) {
  s->words.text = withhold_name(w, s->words.text);
  s->words.span = bare ? (Span){0, 0} : s->words.span;
  const Str *cited = hidden_names_find(&w->names, s->reference);
  if (s->reference.n && (cited || own)) {
    s->reference = cited ? *cited : remark(w, "withheld.reference", nothing);
  }
  if (s->from) {
    s->from = copied(w, s->from, sizeof *s->from);
    source_hide(w, s->from, bare, own);
  }
}

static void value_hide(const Withholding *w, Value *v, bool bare) {
  excerpt_hide(w, &v->words, bare);
  excerpt_hide(w, &v->number_words, bare);
  OWN(w, v->counted);
  for (uint32_t i = 0; i < v->counted.n; i++) {
    excerpt_hide(w, &v->counted.v[i], bare);
  }
}

static void places_hide(const Withholding *w, Claim *c, bool bare) {
  OWN(w, c->places);
  for (uint32_t i = 0; i < c->places.n; i++) {
    excerpt_hide(w, &c->places.v[i].words, bare);
    hide(w, &c->places.v[i].name);
  }
}

static void actors_hide(const Withholding *w, Claim *c, bool bare) {
  OWN(w, c->actors);
  for (uint32_t i = 0; i < c->actors.n; i++) {
    excerpt_hide(w, &c->actors.v[i].words, bare);
    hide(w, &c->actors.v[i].name);
    hide(w, &c->actors.v[i].according_to);
  }
}

/* Steps of a withheld line quote its document: the rules alone are left. */
static void steps_hide(const Withholding *w, TraceStep *steps, uint32_t n, bool bare) {
  for (uint32_t i = 0; i < n; i++) {
    TraceStep *step = &steps[i];
    excerpt_hide(w, &step->words, bare);
    hide(w, &step->note);
    if (bare) {
      step->words = (Excerpt){0};
      step->note = nothing;
    }
  }
}

static Claim claim_hide(const Withholding *w, const Claim *in) {
  Claim c = *in;
  const Str *own = label_of_document(w, c.document), *label = own;
  label = label ? label : label_of_source(w, &c.source);
  label = label ? label : hidden_names_find(&w->names, c.sentence.text);
  bool bare = label != NULL;
  value_hide(w, &c.value, bare);
  excerpt_hide(w, &c.who.words, bare);
  hide(w, &c.who.status_according_to);
  excerpt_hide(w, &c.evidence, bare);
  excerpt_hide(w, &c.time.words, bare);
  places_hide(w, &c, bare);
  actors_hide(w, &c, bare);
  source_hide(w, &c.source, bare, own != NULL);
  OWN(w, c.trace);
  steps_hide(w, c.trace.v, c.trace.n, bare);
  if (bare || hidden_names_find(&w->names, c.original)) {
    c.original = nothing;
  }
  if (bare) {
    c.withheld = true;
    c.sentence = (Excerpt){.text = remark(w, "withheld.sentence", *label)};
  }
  return c;
}

static Person person_hide(const Withholding *w, const Person *in) {
  Person p = *in;
  const Str *label = label_of_document(w, p.document);
  label = label ? label : hidden_names_find(&w->names, p.sentence.text);
  excerpt_hide(w, &p.words, label != NULL);
  hide(w, &p.name);
  hide(w, &p.occupation);
  OWN(w, p.trace);
  steps_hide(w, p.trace.v, p.trace.n, label != NULL);
  if (label) {
    p.withheld = true;
    p.sentence = (Excerpt){.text = remark(w, "withheld.sentence", *label)};
  }
  return p;
}

static void extraction_hide(const Withholding *w, const Extraction *in, Extraction *out) {
  *out = (Extraction){.arena = w->arena};
  for (uint32_t i = 0; i < in->documents.n; i++) {
    const Str *label = label_of_document(w, i);
    const DocumentLine *d = &in->documents.v[i];
    array_push(w->arena, &out->documents,
               label ? document_of_source(w, d, *label) : document_hide(w, d, w->mentions[i]));
  }
  for (uint32_t i = 0; i < in->claims.n; i++) {
    array_push(w->arena, &out->claims, claim_hide(w, &in->claims.v[i]));
  }
  for (uint32_t i = 0; i < in->persons.n; i++) {
    array_push(w->arena, &out->persons, person_hide(w, &in->persons.v[i]));
  }
}

/* ---- events ---------------------------------------------------------------------------------- */

/* A name of the event that only documents of restricted sources have could be looked for. */
static void called_hide(const Withholding *w, Event *e) {
  EventName *kept = arena_array(w->arena, EventName, e->called.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < e->called.n; i++) {
    const EventName *name = &e->called.v[i];
    bool others = false;
    for (uint32_t k = 0; k < name->documents.n; k++) {
      others = others || w->of[name->documents.v[k]] == UINT32_MAX;
    }
    if (others && !hidden_names_find(&w->names, name->text)) {
      kept[n++] = *name;
    }
  }
  e->called.v = kept;
  e->called.n = n;
}

static const Event *event_hide(const Withholding *w, const Event *in) {
  Event *e = copied(w, in, sizeof *in);
  hide(w, &e->heading);
  hide(w, &e->why);
  hide(w, &e->part);
  called_hide(w, e);
  excerpt_hide(w, &e->time.words, true);
  OWN(w, e->places);
  for (uint32_t i = 0; i < e->places.n; i++) {
    excerpt_hide(w, &e->places.v[i].words, true);
    hide(w, &e->places.v[i].name);
  }
  return e;
}

static EventStory event_story_hide(const Withholding *w, const EventStory *in) {
  EventStory s = *in;
  s.event = event_hide(w, in->event);
  OWN(w, s.measures);
  for (uint32_t m = 0; m < s.measures.n; m++) {
    MeasureReadings *measure = &s.measures.v[m];
    OWN(w, measure->relations);
    for (uint32_t i = 0; i < measure->relations.n; i++) {
      hide(w, &measure->relations.v[i].why);
    }
  }
  OWN(w, s.remarks);
  for (uint32_t i = 0; i < s.remarks.n; i++) {
    hide(w, &s.remarks.v[i].text);
  }
  OWN(w, s.questions);
  for (uint32_t i = 0; i < s.questions.n; i++) {
    hide(w, &s.questions.v[i].text);
  }
  return s;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static OriginPair pair_hide(const Withholding *w, const OriginPair *in) {
  OriginPair pair = *in;
  const Str *label = label_of_document(w, pair.a);
  label = label ? label : label_of_document(w, pair.b);
  OWN(w, pair.signals);
  for (uint32_t i = 0; i < pair.signals.n; i++) {
    OriginSignal *signal = &pair.signals.v[i];
    const Str *named = hidden_names_find(&w->names, signal->text);
    bool passage = signal->kind == SIGNAL_SHARED_PASSAGE;
    if (passage && (label || named || w->mentions[pair.a] || w->mentions[pair.b])) {
      signal->a = signal->b = (Span){0, 0};
    }
    if (passage && (label || named)) {
      signal->text = remark(w, "withheld.passage", label ? *label : *named);
    } else if (named) {
      signal->text = *named;
    }
  }
  return pair;
}

/* ---- together -------------------------------------------------------------------------------- */

void withhold_story(const Withholding *w, const Story *in, Extraction *extraction, Story *out) {
  extraction_hide(w, in->extraction, extraction);
  *out = (Story){.arena = w->arena, .extraction = extraction};
  for (uint32_t i = 0; i < in->events.n; i++) {
    array_push(w->arena, &out->events, event_story_hide(w, &in->events.v[i]));
  }
  for (uint32_t i = 0; i < in->pairs.n; i++) {
    array_push(w->arena, &out->pairs, pair_hide(w, &in->pairs.v[i]));
  }
}

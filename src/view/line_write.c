/* Lines of `extract`, `reconcile` and `passages`: structures in, JSON Lines out. */
#include "view/line_write.h"

#include "claim/line_names.h"

static inline void key_str(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str(j, s);
}

static inline void key_str_or_null(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str_or_null(j, s);
}

static inline void key_name(Json *j, const char *key, LineNames which, int value) {
  json_key(j, key);
  json_word(j, line_name(which, value));
}

static inline void key_digest(Json *j, const char *key, Digest digest) {
  char text[72];
  digest_write(digest, text);
  json_key(j, key);
  json_str_or_null(j, digest_is_none(digest) ? (Str){NULL, 0} : str_of(text));
}

static inline void key_date(Json *j, const char *key, Date date) {
  char text[16];
  size_t n = civil_write(date, text);
  json_key(j, key);
  json_str_or_null(j, (Str){text, n});
}

static inline void key_decimal(Json *j, const char *key, bool has, Decimal d) {
  json_key(j, key);
  if (has) {
    json_decimal(j, d);
  } else {
    json_null(j);
  }
}

static inline void key_span(Json *j, const char *key, bool has, Span span) {
  json_key(j, key);
  if (has) {
    json_span(j, span);
  } else {
    json_null(j);
  }
}

/* "text" and "span" of an excerpt, null where there is none; "in" where it lies in the title and
   the line around it does not. */
static void excerpt(Json *j, const Excerpt *e, bool line_in_title) {
  static const Excerpt none;
  if (line_in_title && !e->in_title) {
    e = &none; /* a line of the title cannot point into the text */
  }
  key_str_or_null(j, "text", e->text);
  key_span(j, "span", span_length(e->span) > 0, e->span);
  if (e->text.n && e->in_title && !line_in_title) {
    key_str(j, "in", str_lit("title"));
  }
}

void line_strings(Json *j, const char *key, const Str *v, uint32_t n) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    json_str(j, v[i]);
  }
  json_end(j);
}

void line_write_document(Json *j, const DocumentLine *d) {
  line_begin(j, "document");
  key_str(j, "id", d->id);
  key_digest(j, "hash", d->hash);
  key_digest(j, "text_hash", d->text_hash);
  json_key(j, "bytes");
  json_integer(j, (int64_t)d->bytes);
  key_str_or_null(j, "title", d->title);
  key_str_or_null(j, "date", d->date);
  key_str_or_null(j, "date_basis", d->date_basis);
  if (d->modified.n) {
    key_str(j, "modified", d->modified);
  }
  key_str_or_null(j, "publisher", d->publisher);
  key_str_or_null(j, "author", d->author);
  key_str_or_null(j, "url", d->url);
  key_str_or_null(j, "language", d->language);
  json_key(j, "furniture");
  json_array(j);
  for (uint32_t i = 0; i < d->furniture.n; i++) {
    json_span(j, d->furniture.v[i]);
  }
  json_end(j);
  line_strings(j, "notes", d->notes.v, d->notes.n);
  line_strings(j, "names", d->names.v, d->names.n);
  line_strings(j, "people", d->people.v, d->people.n);
  line_strings(j, "streets", d->streets.v, d->streets.n);
  key_str(j, "sketch", d->sketch);
  key_str(j, "pack", d->pack);
  line_strings(j, "called", d->called.v, d->called.n);
  if (d->part.n) {
    key_str(j, "part", d->part);
  }
  if (d->from.n) {
    json_key(j, "from");
    json_raw(j, d->from);
  }
  if (d->derived) {
    json_key(j, d->derived->translation ? "translation_of" : "transcript_of");
    json_object(j);
    key_str(j, "document", d->derived->of);
    key_str_or_null(j, "part", d->derived->part);
    key_str_or_null(j, "by", d->derived->maker);
    key_str_or_null(j, "made", d->derived->made);
    json_end(j);
  }
  line_end(j);
}

static void write_value(Json *j, const Claim *c) {
  const Value *v = &c->value;
  json_key(j, "value");
  json_object(j);
  excerpt(j, &v->words, c->sentence.in_title);
  key_decimal(j, "number", v->has_number, v->number);
  key_span(j, "number_span", span_length(v->number_words.span) > 0, v->number_words.span);
  if (v->counted.n) {
    json_key(j, "counted");
    json_array(j);
    for (uint32_t i = 0; i < v->counted.n; i++) {
      json_span(j, v->counted.v[i].span);
    }
    json_end(j);
  }
  key_name(j, "qualifier", NAMES_QUALIFIER, v->qualifier);
  key_decimal(j, "low", v->has_low, v->low);
  key_decimal(j, "high", v->has_high, v->high);
  key_str_or_null(j, "unit", v->unit);
  json_end(j);
}

static void write_who(Json *j, const Claim *c) {
  const Who *w = &c->who;
  json_key(j, "who");
  json_object(j);
  excerpt(j, &w->words, c->sentence.in_title);
  key_name(j, "status", NAMES_WHO_STATUS, w->status);
  if (w->status_according_to.n) {
    key_str(j, "according_to", w->status_according_to);
  }
  key_name(j, "sex", NAMES_SEX, w->sex);
  key_name(j, "age_class", NAMES_AGE_CLASS, w->age_class);
  key_str_or_null(j, "nationality", w->nationality);
  key_str_or_null(j, "occupation", w->occupation);
  json_end(j);
}

/* A time that is not stated in the sentence lies in the text unless it says "in":"title" itself,
   also on a line of the title. */
static void write_period(Json *j, const Period *p, bool line_in_title) {
  json_key(j, "time");
  json_object(j);
  key_date(j, "start", p->start);
  key_date(j, "end", p->end);
  key_name(j, "basis", NAMES_BASIS, p->basis);
  if (p->words.text.n) {
    excerpt(j, &p->words, line_in_title && p->basis == BASIS_STATED);
  }
  json_end(j);
}

static void write_place(Json *j, const ClaimPlace *p, bool line_in_title) {
  json_object(j);
  excerpt(j, &p->words, line_in_title);
  key_str_or_null(j, "name", p->name);
  key_str_or_null(j, "country", p->country);
  json_key(j, "lat");
  if (p->has_point) {
    json_micro(j, p->latitude);
    json_key(j, "lon");
    json_micro(j, p->longitude);
  } else {
    json_null(j);
    json_key(j, "lon");
    json_null(j);
  }
  json_key(j, "geonames");
  if (p->geonames) {
    json_integer(j, p->geonames);
  } else {
    json_null(j);
  }
  key_name(j, "precision", NAMES_PRECISION, p->precision);
  key_name(j, "basis", NAMES_BASIS, p->basis);
  key_str_or_null(j, "admin1", p->admin1);
  json_end(j);
}

static void write_places(Json *j, const ClaimPlace *places, uint32_t n, bool line_in_title) {
  json_key(j, "place");
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    write_place(j, &places[i], line_in_title);
  }
  json_end(j);
}

static void write_actors(Json *j, const Claim *c) {
  json_key(j, "actor");
  json_array(j);
  for (uint32_t i = 0; i < c->actors.n; i++) {
    const ClaimActor *a = &c->actors.v[i];
    json_object(j);
    excerpt(j, &a->words, c->sentence.in_title);
    if (a->name.n) {
      key_str(j, "name", a->name);
    }
    key_name(j, "role", NAMES_ROLE, a->role);
    key_name(j, "standing", NAMES_STANDING, a->standing);
    if (a->according_to.n) {
      key_str(j, "according_to", a->according_to);
    }
    json_end(j);
  }
  json_end(j);
}

enum { CHAIN_MOST = 16 }; /* sources behind sources */

static void write_source(Json *j, const Source *s, bool line_in_title, int depth) {
  json_object(j);
  key_name(j, "kind", NAMES_SOURCE_KIND, s->kind);
  if (s->kind != SOURCE_NARRATOR) {
    excerpt(j, &s->words, line_in_title);
    key_name(j, "via", NAMES_VIA, s->via);
    if (s->reference.n) {
      key_str(j, "reference", s->reference);
    }
  }
  if (s->from && depth < CHAIN_MOST) {
    json_key(j, "from");
    write_source(j, s->from, line_in_title, depth + 1);
  }
  json_end(j);
}

/* What the room event needs of a document's narrative, behind the fields of the format. */
static void write_narrative(Json *j, const Claim *c) {
  if (c->kind == CLAIM_FIGURE && c->evidence.text.n) {
    json_key(j, "evidence");
    json_object(j);
    excerpt(j, &c->evidence, c->sentence.in_title);
    json_end(j);
  }
  json_key(j, "episode");
  json_integer(j, c->episode);
  key_str_or_null(j, "topic", c->topic);
  json_key(j, "background");
  json_bool(j, c->background);
  if (c->beside) {
    json_key(j, "beside");
    json_bool(j, true);
  }
  key_str_or_null(j, "replaced_by", c->replaced_by);
  json_key(j, "amended");
  json_bool(j, c->amended);
}

/* ---- what neighbours have alike ------------------------------------------------------------------ */

static bool same_str(Str a, Str b) {
  return a.p == b.p && a.n == b.n;
}

static bool same_excerpt(const Excerpt *a, const Excerpt *b) {
  return same_str(a->text, b->text) && a->in_title == b->in_title && a->span.start == b->span.start &&
         a->span.end == b->span.end;
}

static bool same_date(Date a, Date b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool same_period(const Period *a, const Period *b) {
  return same_date(a->start, b->start) && same_date(a->end, b->end) && a->basis == b->basis &&
         same_excerpt(&a->words, &b->words);
}

static bool same_place(const ClaimPlace *a, const ClaimPlace *b) {
  return same_excerpt(&a->words, &b->words) && same_str(a->name, b->name) && same_str(a->country, b->country) &&
         same_str(a->admin1, b->admin1) && a->has_point == b->has_point && a->latitude == b->latitude &&
         a->longitude == b->longitude && a->geonames == b->geonames && a->precision == b->precision &&
         a->basis == b->basis;
}

static bool same_places(const Claim *a, const Claim *b) {
  bool same = a->places.n == b->places.n;
  for (uint32_t i = 0; same && i < a->places.n && a->places.v != b->places.v; i++) {
    same = same_place(&a->places.v[i], &b->places.v[i]);
  }
  return same;
}

static bool same_source(const Source *a, const Source *b) {
  return a->kind == b->kind && a->via == b->via && a->from == b->from && same_str(a->reference, b->reference) &&
         same_excerpt(&a->words, &b->words);
}

static void part_again(Json *j, LinePart *part) {
  char *to = buffer_claim(j->out, part->n);
  if (to) {
    memcpy(to, j->out->p + part->at, part->n);
    part->at = (size_t)(to - j->out->p);
  }
}

static LinePart part_behind(const Json *j, size_t at) {
  return (LinePart){at, j->out->n - at};
}

/* ---- claims -------------------------------------------------------------------------------------- */

static void write_document(Json *j, const DocumentLine *d, bool again, LinePart *part) {
  if (again) {
    part_again(j, part);
    return;
  }
  size_t at = j->out->n;
  key_str(j, "document", d->id);
  key_digest(j, "document_hash", d->hash);
  *part = part_behind(j, at);
}

/* Time and place, whichever the last line did not have alike. */
static void write_scene(Json *j, const Claim *c, ClaimLine *last) {
  bool in_title = c->sentence.in_title;
  size_t at = j->out->n;
  if (last->claim && same_period(&last->claim->time, &c->time)) {
    part_again(j, &last->time);
  } else {
    write_period(j, &c->time, in_title);
    last->time = part_behind(j, at);
  }
  at = j->out->n;
  if (last->claim && same_places(last->claim, c)) {
    part_again(j, &last->places);
  } else {
    write_places(j, c->places.v, c->places.n, in_title);
    last->places = part_behind(j, at);
  }
}

static void write_claim_source(Json *j, const Claim *c, ClaimLine *last) {
  size_t at = j->out->n;
  if (last->claim && same_source(&last->claim->source, &c->source)) {
    part_again(j, &last->source);
    return;
  }
  json_key(j, "source");
  write_source(j, &c->source, c->sentence.in_title, 0);
  last->source = part_behind(j, at);
}

static void write_sentence(Json *j, const Claim *c, ClaimLine *last) {
  size_t at = j->out->n;
  if (last->claim && same_excerpt(&last->claim->sentence, &c->sentence)) {
    part_again(j, &last->sentence);
    return;
  }
  json_key(j, "sentence");
  json_span(j, c->sentence.span);
  key_str(j, "quote", c->sentence.text);
  last->sentence = part_behind(j, at);
}

static void write_what(Json *j, const Claim *c) {
  if (c->kind == CLAIM_FIGURE) {
    key_str(j, "measure", c->measure);
    write_value(j, c);
    write_who(j, c);
  } else {
    key_str(j, "predicate", c->measure);
    json_key(j, "evidence");
    json_object(j);
    excerpt(j, &c->evidence, c->sentence.in_title);
    json_end(j);
  }
}

void line_write_claim(Json *j, const Extraction *x, const Claim *c, ClaimLine *last) {
  const DocumentLine *d = &x->documents.v[c->document];
  bool again = last->claim && last->claim->document == c->document;
  if (last->claim && last->claim->sentence.in_title != c->sentence.in_title) {
    last->claim = NULL;
  }
  line_begin(j, "claim");
  key_str(j, "id", c->id);
  key_str(j, "kind", c->kind == CLAIM_FIGURE ? str_lit("figure") : str_lit("statement"));
  write_document(j, d, again, &last->document);
  if (c->sentence.in_title) {
    key_str(j, "in", str_lit("title"));
  }
  write_what(j, c);
  write_scene(j, c, last);
  write_actors(j, c);
  write_claim_source(j, c, last);
  key_name(j, "modality", NAMES_MODALITY, c->modality);
  key_name(j, "polarity", NAMES_POLARITY, c->polarity);
  key_name(j, "scope", NAMES_SCOPE, c->scope);
  if (c->part_of.n) {
    key_str(j, "part_of", c->part_of);
  }
  key_str_or_null(j, "as_of", c->as_of);
  write_sentence(j, c, last);
  key_name(j, "certainty", NAMES_CERTAINTY, c->certainty);
  key_str(j, "rule", c->rule);
  write_narrative(j, c);
  if (d->derived) {
    key_str(j, "derived", d->derived->translation ? str_lit("translation") : str_lit("transcript"));
    key_str(j, "derived_from", d->derived->of);
  }
  if (c->original.n) {
    key_str(j, "original", c->original);
  }
  line_end(j);
  last->claim = c;
}

void line_write_person(Json *j, const Extraction *x, const Person *p) {
  line_begin(j, "person");
  key_str(j, "id", p->id);
  key_str(j, "document", x->documents.v[p->document].id);
  key_digest(j, "document_hash", x->documents.v[p->document].hash);
  if (p->words.in_title) {
    key_str(j, "in", str_lit("title"));
  }
  json_key(j, "span");
  json_span(j, p->words.span);
  key_str(j, "text", p->words.text);
  key_str_or_null(j, "name", p->name);
  json_key(j, "age");
  if (p->age >= 0) {
    json_integer(j, p->age);
  } else {
    json_null(j);
  }
  key_name(j, "sex", NAMES_SEX, p->sex);
  key_str_or_null(j, "occupation", p->occupation);
  key_name(j, "harm", NAMES_HARM, p->harm);
  key_str_or_null(j, "part_of", p->part_of);
  json_key(j, "sentence");
  json_span(j, p->sentence.span);
  key_str(j, "quote", p->sentence.text);
  key_name(j, "certainty", NAMES_CERTAINTY, p->certainty);
  key_str(j, "rule", p->rule);
  json_key(j, "episode");
  json_integer(j, p->episode);
  if (p->amended) {
    json_key(j, "amended");
    json_bool(j, true);
  }
  line_end(j);
}

static void document_ids(Json *j, const char *key, const Extraction *x, const uint32_t *v,
                         uint32_t n) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    json_str(j, x->documents.v[v[i]].id);
  }
  json_end(j);
}

static void claim_ids(Json *j, const Extraction *x, const Indices *claims) {
  json_key(j, "claims");
  json_array(j);
  for (uint32_t i = 0; i < claims->n; i++) {
    json_str(j, x->claims.v[claims->v[i]].id);
  }
  json_end(j);
}

/* A reading's number, scope, place and period are those of its first claim: all its claims have
   them alike, or leave them unsaid. */
static void write_reading(Json *j, const Extraction *x, const MeasureReadings *m,
                          const Reading *r) {
  const Claim *c = &x->claims.v[r->shown];
  const Value *v = &c->value;
  json_object(j);
  key_str(j, "id", r->id);
  key_decimal(j, "number", v->has_number, v->number);
  key_name(j, "qualifier", NAMES_QUALIFIER, v->qualifier);
  key_decimal(j, "low", v->has_low, v->low);
  key_decimal(j, "high", v->has_high, v->high);
  key_name(j, "scope", NAMES_SCOPE, r->scope);
  write_places(j, c->places.v, c->places.n, c->sentence.in_title);
  write_period(j, &c->time, c->sentence.in_title);
  claim_ids(j, x, &r->claims);
  document_ids(j, "documents", x, r->documents.v, r->documents.n);
  json_key(j, "origin_groups");
  json_array(j);
  for (uint32_t i = 0; i < r->origin_groups.n; i++) {
    json_array(j);
    for (uint32_t k = 0; k < r->origin_groups.v[i].n; k++) {
      json_str(j, x->documents.v[r->origin_groups.v[i].v[k]].id);
    }
    json_end(j);
  }
  json_end(j);
  json_key(j, "superseded_by");
  if (r->superseded_by >= 0) {
    json_str(j, m->readings.v[r->superseded_by].id);
  } else {
    json_null(j);
  }
  if (r->lesser) {
    json_key(j, "lesser");
    json_bool(j, true);
  }
  json_end(j);
}

const char *line_relation_name(RelationKind kind) {
  static const char *const names[] = {
      [RELATION_AGREES] = "agrees",
      [RELATION_REFINES] = "refines",
      [RELATION_PART_OF] = "part_of",
      [RELATION_DIFFERS_IN_SCOPE] = "differs_in_scope",
      [RELATION_DIFFERS_IN_CATEGORY] = "differs_in_category",
      [RELATION_SUPERSEDES] = "supersedes",
      [RELATION_CONFLICTS] = "conflicts",
  };
  return names[kind];
}

/* Readings of unclear claims only stand apart: nobody counts them unasked. */
static void write_readings(Json *j, const char *key, const Extraction *x, const MeasureReadings *m,
                           bool unclear) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < m->readings.n; i++) {
    if (m->readings.v[i].unclear == unclear) {
      write_reading(j, x, m, &m->readings.v[i]);
    }
  }
  json_end(j);
}

static void write_measure(Json *j, const Extraction *x, const MeasureReadings *m) {
  json_object(j);
  key_str(j, "measure", m->measure);
  write_readings(j, "readings", x, m, false);
  json_key(j, "relations");
  json_array(j);
  for (uint32_t i = 0; i < m->relations.n; i++) {
    const Relation *r = &m->relations.v[i];
    json_object(j);
    key_str(j, "a", m->readings.v[r->a].id);
    key_str(j, "b", m->readings.v[r->b].id);
    key_str(j, "kind", str_of(line_relation_name(r->kind)));
    key_str(j, "why", r->why);
    json_end(j);
  }
  json_end(j);
  document_ids(j, "silent", x, m->silent.v, m->silent.n);
  write_readings(j, "unclear", x, m, true);
  json_end(j);
}

static void write_statements(Json *j, const Extraction *x, const EventStory *e) {
  json_key(j, "statements");
  json_array(j);
  for (uint32_t i = 0; i < e->statements.n; i++) {
    const StatementReading *s = &e->statements.v[i];
    json_object(j);
    key_str(j, "predicate", s->predicate);
    key_name(j, "polarity", NAMES_POLARITY, s->polarity);
    claim_ids(j, x, &s->claims);
    document_ids(j, "documents", x, s->documents.v, s->documents.n);
    json_end(j);
  }
  json_end(j);
}

static void write_remarks(Json *j, const Extraction *x, const EventStory *e) {
  json_key(j, "remarks");
  json_array(j);
  for (uint32_t i = 0; i < e->remarks.n; i++) {
    const Remark *r = &e->remarks.v[i];
    json_object(j);
    key_str(j, "kind", r->kind);
    json_key(j, "numbers");
    json_array(j);
    for (uint32_t k = 0; k < r->numbers.n; k++) {
      json_decimal(j, r->numbers.v[k]);
    }
    json_end(j);
    key_str(j, "text", r->text);
    claim_ids(j, x, &r->claims);
    json_end(j);
  }
  json_end(j);
}

static void write_called(Json *j, const Extraction *x, const Event *e) {
  json_key(j, "called");
  json_array(j);
  for (uint32_t i = 0; i < e->called.n; i++) {
    json_object(j);
    key_str(j, "text", e->called.v[i].text);
    document_ids(j, "documents", x, e->called.v[i].documents.v, e->called.v[i].documents.n);
    json_end(j);
  }
  json_end(j);
}

static void write_event_place(Json *j, const ClaimPlace *p) {
  ClaimPlace bare = *p; /* an event's place belongs to no one text: no words, no span */
  bare.words = (Excerpt){0};
  write_place(j, &bare, false);
}

void line_write_event(Json *j, const Story *story, const EventStory *s) {
  const Extraction *x = story->extraction;
  const Event *e = s->event;
  line_begin(j, "event");
  key_str(j, "id", e->id);
  key_str(j, "heading", e->heading);
  write_called(j, x, e);
  json_key(j, "time");
  json_object(j);
  key_date(j, "start", e->time.start);
  key_date(j, "end", e->time.end);
  json_end(j);
  json_key(j, "place");
  json_array(j);
  for (uint32_t i = 0; i < e->places.n; i++) {
    write_event_place(j, &e->places.v[i]);
  }
  json_end(j);
  document_ids(j, "documents", x, e->documents.v, e->documents.n);
  json_key(j, "measures");
  json_array(j);
  for (uint32_t i = 0; i < s->measures.n; i++) {
    write_measure(j, x, &s->measures.v[i]);
  }
  json_end(j);
  write_statements(j, x, s);
  write_remarks(j, x, s);
  key_str_or_null(j, "parent", s->parent_id);
  json_key(j, "questions");
  json_array(j);
  for (uint32_t i = 0; i < s->questions.n; i++) {
    json_object(j);
    key_str(j, "text", s->questions.v[i].text);
    claim_ids(j, x, &s->questions.v[i].claims);
    json_end(j);
  }
  json_end(j);
  json_key(j, "persons");
  json_array(j);
  for (uint32_t i = 0; i < e->persons.n; i++) {
    json_str(j, x->persons.v[e->persons.v[i]].id);
  }
  json_end(j);
  key_str_or_null(j, "topic", e->topic);
  if (e->part.n) {
    key_str(j, "part", e->part);
  }
  key_str(j, "why", e->why);
  line_end(j);
}

const char *line_signal_name(SignalKind kind) {
  static const char *const names[] = {
      [SIGNAL_SHARED_PASSAGE] = "shared_passage", [SIGNAL_SHARED_FIGURES] = "shared_figures",
      [SIGNAL_SAME_PUBLISHER] = "same_publisher", [SIGNAL_CITES] = "cites",
      [SIGNAL_SAME_UPSTREAM] = "same_upstream", [SIGNAL_PERSON] = "person",
  };
  return names[kind];
}

static void write_signal(Json *j, const OriginSignal *s) {
  json_object(j);
  key_str(j, "kind", str_of(line_signal_name(s->kind)));
  if (s->kind == SIGNAL_SHARED_PASSAGE) {
    json_key(j, "a");
    json_span(j, s->a);
    json_key(j, "b");
    json_span(j, s->b);
  }
  if (s->kind == SIGNAL_SHARED_FIGURES) {
    line_strings(j, "figures", s->figures.v, s->figures.n);
  }
  if (s->text.n) {
    key_str(j, "text", s->text);
  }
  if (s->by.n) {
    key_str(j, "by", s->by);
  }
  json_end(j);
}

const char *line_verdict_name(OriginVerdict verdict) {
  static const char *const verdicts[] = {
      [ORIGIN_SIGNS] = "signs_of_shared_origin",
      [ORIGIN_NONE_FOUND] = "none_found",
      [ORIGIN_OPEN] = "open",
  };
  return verdicts[verdict];
}

void line_write_origin(Json *j, const Story *story, const OriginPair *p) {
  line_begin(j, "origin");
  key_str(j, "a", story->extraction->documents.v[p->a].id);
  key_str(j, "b", story->extraction->documents.v[p->b].id);
  key_str(j, "verdict", str_of(line_verdict_name(p->verdict)));
  json_key(j, "signals");
  json_array(j);
  for (uint32_t i = 0; i < p->signals.n; i++) {
    write_signal(j, &p->signals.v[i]);
  }
  json_end(j);
  line_end(j);
}

static void write_passage_end(Json *j, const char *key, Str document, Span span) {
  json_key(j, key);
  json_object(j);
  key_str(j, "document", document);
  json_key(j, "span");
  json_span(j, span);
  json_end(j);
}

const char *line_passage_name(PassageKind kind) {
  static const char *const kinds[] = {
      [PASSAGE_COPIED] = "copied",
      [PASSAGE_NEAR] = "near",
      [PASSAGE_BOILERPLATE] = "boilerplate",
  };
  return kinds[kind];
}

void line_write_passage(Json *j, const Extraction *x, const Passage *p) {
  line_begin(j, "passage");
  write_passage_end(j, "a", x->documents.v[p->a].id, p->a_span);
  write_passage_end(j, "b", x->documents.v[p->b].id, p->b_span);
  key_str(j, "kind", str_of(line_passage_name(p->kind)));
  json_key(j, "score");
  json_decimal(j, (Decimal){p->score, 3});
  line_end(j);
}

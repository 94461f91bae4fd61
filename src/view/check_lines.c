/* Citations → JSON Lines. */
#include "view/check_write.h"
#include "view/line_write.h"

static void key_str(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str_or_null(j, s);
}

static void key_documents(const CheckView *v, Json *j, const char *key, const Indices *documents) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < documents->n; i++) {
    json_str(j, v->story->extraction->documents.v[documents->v[i]].id);
  }
  json_end(j);
}

static void key_claims(const CheckView *v, Json *j, const char *key, const Indices *claims) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < claims->n; i++) {
    json_str(j, v->story->extraction->claims.v[claims->v[i]].id);
  }
  json_end(j);
}

/* What the register says of a source; no key where it says nothing. */
static void key_register(const CheckView *v, Json *j, Str name) {
  const SourceEntry *entry = v->sources ? source_find(v->sources, name, v->arena) : NULL;
  if (!entry) {
    return;
  }
  json_key(j, "register");
  json_object(j);
  for (SourceField f = SOURCE_KIND_OF; f <= SOURCE_NOTE; f++) {
    key_str(j, source_field_name(f), entry->field[f]);
  }
  json_end(j);
}

static void key_event(const CheckView *v, Json *j, uint32_t event) {
  key_str(j, "event", event == UINT32_MAX ? (Str){NULL, 0} : v->story->events.v[event].event->id);
}

static void key_figure(Json *j, const Claim *c) {
  key_str(j, "measure", c->measure);
  key_str(j, "text", c->value.words.text);
  json_key(j, "number");
  if (c->value.has_number) {
    json_decimal(j, c->value.number);
  } else {
    json_null(j);
  }
}

const char *check_verdict_name(CheckVerdict verdict) {
  static const char *const verdicts[] = {"found", "other_figure", "not_found"};
  return verdicts[verdict];
}

const char *check_by_name(CitedBy by) {
  static const char *const names[] = {"publisher", "author", "title", "short_name"};
  return names[by];
}

static void write_check(const CheckView *v, Json *j, const Check *k) {
  const Extraction *x = v->story->extraction;
  const Claim *c = &x->claims.v[k->claim];
  line_begin(j, "check");
  key_str(j, "claim", c->id);
  key_str(j, "document", x->documents.v[c->document].id);
  key_event(v, j, k->event);
  key_figure(j, c);
  key_str(j, "attributed_to", k->attributed_to);
  key_register(v, j, k->attributed_to);
  key_str(j, "source_document", x->documents.v[k->source_document].id);
  json_key(j, "known_by");
  json_word(j, check_by_name(k->by));
  json_key(j, "same_event");
  json_bool(j, k->same_event);
  json_key(j, "verdict");
  json_word(j, check_verdict_name(k->verdict));
  key_claims(v, j, "found", &k->found);
  key_claims(v, j, "others", &k->others);
  json_key(j, "number_in_text");
  if (k->verdict == CHECK_FOUND || !x->documents.v[k->source_document].text.n ||
      !c->value.has_number) {
    json_null(j);
  } else {
    json_bool(j, k->in_text);
  }
  key_documents(v, j, "searched", &k->searched);
  key_str(j, "sentence", c->sentence.text);
  line_end(j);
}

static void write_earliest(const CheckView *v, Json *j, const Earliest *e) {
  const MeasureReadings *m = &v->story->events.v[e->event].measures.v[e->measure];
  const Reading *r = &m->readings.v[e->reading];
  const DocumentLine *d = e->dated ? &v->story->extraction->documents.v[e->document] : NULL;
  line_begin(j, "earliest");
  key_event(v, j, e->event);
  key_figure(j, &v->story->extraction->claims.v[r->shown]);
  key_str(j, "reading", r->id);
  key_str(j, "earliest_in_collection", d ? d->id : (Str){NULL, 0});
  key_str(j, "date", d ? d->date : (Str){NULL, 0});
  key_str(j, "date_basis", d ? d->date_basis : (Str){NULL, 0});
  key_documents(v, j, "same_date", &e->same_date);
  key_documents(v, j, "later", &e->later);
  key_documents(v, j, "undated", &e->undated);
  line_end(j);
}

static void write_circle(const CheckView *v, Json *j, const Circle *circle) {
  const Extraction *x = v->story->extraction;
  line_begin(j, "circular");
  key_event(v, j, circle->event);
  key_figure(j, &x->claims.v[circle->claims.v[0]]);
  key_documents(v, j, "documents", &circle->documents);
  json_key(j, "cites");
  json_array(j);
  for (uint32_t i = 0; i < circle->claims.n; i++) {
    const Claim *c = &x->claims.v[circle->claims.v[i]];
    const Check *k = &v->citations->checks.v[circle->checks.v[i]];
    json_object(j);
    key_str(j, "claim", c->id);
    key_str(j, "document", x->documents.v[c->document].id);
    key_str(j, "attributed_to", k->attributed_to);
    key_str(j, "source_document", x->documents.v[k->source_document].id);
    json_end(j);
  }
  json_end(j);
  line_end(j);
}

void check_write_lines(const CheckView *v, Json *j) {
  for (uint32_t i = 0; i < v->citations->checks.n; i++) {
    write_check(v, j, &v->citations->checks.v[i]);
  }
  for (uint32_t i = 0; i < v->citations->earliest.n; i++) {
    write_earliest(v, j, &v->citations->earliest.v[i]);
  }
  for (uint32_t i = 0; i < v->citations->circles.n; i++) {
    write_circle(v, j, &v->citations->circles.v[i]);
  }
}

/* Explain lines: the trace of a claim, person, event or reading as one JSON line each. */
#include "view/explain.h"

#include "lang/pattern.h"
#include "view/line_write.h"

bool explain_rule(const Explain *e, Str rule, Str *file, uint32_t *line) {
  static const char *const sets[] = {"frames", "persons", "attribution", "times", "statements"};
  Str language, rest;
  language = str_split(str_of(e->pack->name), ' ', &rest);
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
    RuleSet set;
    if (!rules_find(e->pack, sets[i], &set)) {
      continue;
    }
    for (uint32_t r = 0; r < set.rules; r++) {
      if (str_equal(rule_name(&set, r), rule)) {
        *file = str_of(arena_printf(e->arena, "data/%.*s/rules/%s.rules", STR_ARG(language),
                                    sets[i]));
        *line = rule_line(&set, r);
        return true;
      }
    }
  }
  return false;
}

static void key_str(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str(j, s);
}

static void explanation_begin(Json *j, Str of) {
  line_begin(j, "explanation");
  key_str(j, "of", of);
}

/* One step; the words may be empty. */
static void step(const Explain *e, Json *j, Str room, Str rule, const Excerpt *words, Str note) {
  Str file;
  uint32_t line;
  json_object(j);
  key_str(j, "room", room);
  key_str(j, "rule", rule);
  if (explain_rule(e, rule, &file, &line)) {
    key_str(j, "file", file);
    json_key(j, "line");
    json_integer(j, line);
  }
  json_key(j, "span");
  if (words && span_length(words->span)) {
    json_span(j, words->span);
  } else {
    json_null(j);
  }
  json_key(j, "text");
  json_str_or_null(j, words ? words->text : (Str){NULL, 0});
  if (words && words->in_title) {
    key_str(j, "in", str_lit("title"));
  }
  if (note.n) {
    key_str(j, "note", note);
  }
  json_end(j);
}

static void key_ids(const Explain *e, Json *j, const char *key, const uint32_t *claims,
                    uint32_t n) {
  json_key(j, key);
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    json_str(j, e->story->extraction->claims.v[claims[i]].id);
  }
  json_end(j);
}

static void key_documents(const Explain *e, Json *j, const uint32_t *documents, uint32_t n) {
  json_key(j, "documents");
  json_array(j);
  for (uint32_t i = 0; i < n; i++) {
    json_str(j, e->story->extraction->documents.v[documents[i]].id);
  }
  json_end(j);
}

void explain_claim_line(const Explain *e, Json *j, uint32_t claim) {
  const Claim *c = &e->story->extraction->claims.v[claim];
  explanation_begin(j, c->id);
  key_str(j, "document", e->story->extraction->documents.v[c->document].id);
  key_str(j, c->kind == CLAIM_FIGURE ? "measure" : "predicate", c->measure);
  json_key(j, "sentence");
  json_span(j, c->sentence.span);
  if (c->sentence.in_title) {
    key_str(j, "in", str_lit("title"));
  }
  key_str(j, "quote", c->sentence.text);
  json_key(j, "steps");
  json_array(j);
  for (uint32_t i = 0; i < c->trace.n; i++) {
    const TraceStep *s = &c->trace.v[i];
    step(e, j, s->room, s->rule, &s->words, s->note);
  }
  json_end(j);
  line_end(j);
}

void explain_person_line(const Explain *e, Json *j, uint32_t person) {
  const Person *p = &e->story->extraction->persons.v[person];
  explanation_begin(j, p->id);
  key_str(j, "document", e->story->extraction->documents.v[p->document].id);
  json_key(j, "sentence");
  json_span(j, p->sentence.span);
  key_str(j, "quote", p->sentence.text);
  json_key(j, "steps");
  json_array(j);
  step(e, j, str_lit("frame"), p->rule, &p->words, (Str){NULL, 0});
  for (uint32_t i = 0; i < p->trace.n; i++) {
    const TraceStep *s = &p->trace.v[i];
    step(e, j, s->room, s->rule, &s->words, s->note);
  }
  json_end(j);
  line_end(j);
}

void explain_event_line(const Explain *e, Json *j, uint32_t event) {
  const EventStory *s = &e->story->events.v[event];
  explanation_begin(j, s->event->id);
  key_str(j, "heading", s->event->heading);
  key_documents(e, j, s->event->documents.v, s->event->documents.n);
  key_ids(e, j, "claims", s->event->claims.v, s->event->claims.n);
  json_key(j, "steps");
  json_array(j);
  step(e, j, str_lit("event"), str_lit("event.together"), NULL, s->event->why);
  json_end(j);
  line_end(j);
}

void explain_reading_line(const Explain *e, Json *j, uint32_t event, uint32_t measure,
                          uint32_t reading) {
  const EventStory *s = &e->story->events.v[event];
  const MeasureReadings *m = &s->measures.v[measure];
  const Reading *r = &m->readings.v[reading];
  explanation_begin(j, r->id);
  key_str(j, "event", s->event->id);
  key_str(j, "measure", m->measure);
  key_documents(e, j, r->documents.v, r->documents.n);
  key_ids(e, j, "claims", r->claims.v, r->claims.n);
  json_key(j, "steps");
  json_array(j);
  for (uint32_t i = 0; i < m->relations.n; i++) {
    const Relation *x = &m->relations.v[i];
    if (x->a == reading || x->b == reading) {
      step(e, j, str_lit("reading"),
           str_of(arena_printf(e->arena, "relation.%.*s",
                               STR_ARG(m->readings.v[x->a == reading ? x->b : x->a].id))),
           NULL, x->why);
    }
  }
  json_end(j);
  line_end(j);
}

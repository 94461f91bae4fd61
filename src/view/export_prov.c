/* Documents, claims, events and who stands behind them → PROV-JSON. */
#include <stdio.h>

#include "base/json_write.h"
#include "base/map.h"
#include "claim/line_names.h"
#include "rule/sources.h"
#include "view/export_names.h"
#include "view/export_write.h"

enum { CHAIN_MOST = 16 };

typedef struct Prov {
  Json j;
  const ExportView *view;
  const Extraction *x;
  Arena *arena;
  uint32_t relations; /* written so far, for their names */
} Prov;

/* ---- names ----------------------------------------------------------------------------------- */

/* "according:document-a1%20b.txt": kind "document-", or "" of what has an id of its own. */
static Str name_of(Prov *p, const char *kind, Str id) {
  static const char prefix[] = "according:";
  size_t a = sizeof prefix - 1, b = strlen(kind);
  char *out = arena_bytes(p->arena, a + b + 3 * id.n + 1);
  memcpy(out, prefix, a);
  memcpy(out + a, kind, b);
  return (Str){out, a + b + name_escape(id, out + a + b)};
}

static Str claim_name(Prov *p, const Claim *c) {
  return name_of(p, "", c->id);
}

/* Of those that are written. */
static const Claim *claim_at(const Prov *p, uint32_t i) {
  return &p->x->claims.v[p->view->claims.v[i]];
}

static Str document_name(Prov *p, uint32_t document) {
  return name_of(p, "document-", p->x->documents.v[document].id);
}

/* Of an incident, which has no id, by the name that a person gave it. */
static Str event_name(Prov *p, const Event *event) {
  return event->id.n ? name_of(p, "", event->id) : name_of(p, "incident-", event->heading);
}

/* One name of an agent, however its letters' case and blanks are written. */
static Str agent_name(Prov *p, Str name) {
  return name_of(p, "agent-", source_key(name, p->arena));
}

#define PROGRAM "according:program"
#define PLAN "according:language-data"
#define READING "according:reading"
#define GROUPING "according:grouping"

/* ---- attributes ------------------------------------------------------------------------------ */

static void key_str(Prov *p, const char *key, Str text) {
  if (text.n) {
    json_key(&p->j, key);
    json_str(&p->j, text);
  }
}

static void key_word(Prov *p, const char *key, const char *word) {
  key_str(p, key, str_of(word));
}

/* prov:type with a name of PROV. */
static void key_type(Prov *p, const char *type) {
  json_key(&p->j, "prov:type");
  json_object(&p->j);
  json_key(&p->j, "$");
  json_text(&p->j, type);
  json_key(&p->j, "type");
  json_text(&p->j, "xsd:QName");
  json_end(&p->j);
}

static void thing_begin(Prov *p, Str name) {
  json_key_str(&p->j, name);
  json_object(&p->j);
}

/* A relation of two things; its attributes may follow, then json_end. */
static void relation_begin(Prov *p, const char *from_key, Str from, const char *to_key, Str to) {
  char name[24];
  snprintf(name, sizeof name, "_:r%u", p->relations++);
  json_key(&p->j, name);
  json_object(&p->j);
  json_key(&p->j, from_key);
  json_str(&p->j, from);
  json_key(&p->j, to_key);
  json_str(&p->j, to);
}

static void relation(Prov *p, const char *from_key, Str from, const char *to_key, Str to) {
  relation_begin(p, from_key, from, to_key, to);
  json_end(&p->j);
  arena_clear(p->arena);
}

/* ---- entities -------------------------------------------------------------------------------- */

static void document_entity(Prov *p, uint32_t document) {
  const DocumentLine *d = &p->x->documents.v[document];
  char hash[72];
  digest_write(d->hash, hash);
  thing_begin(p, document_name(p, document));
  key_str(p, "prov:label", d->title.n ? d->title : d->id);
  key_str(p, "according:id", d->id);
  if (!digest_is_none(d->hash)) {
    key_word(p, "according:hash", hash);
  }
  key_str(p, "according:date", d->date);
  key_str(p, "according:url", d->url);
  json_end(&p->j);
}

static void claim_entity(Prov *p, const Claim *c) {
  const Excerpt *words = c->kind == CLAIM_FIGURE ? &c->value.words : &c->evidence;
  thing_begin(p, claim_name(p, c));
  key_str(p, "prov:label", words->text);
  key_str(p, "prov:value", c->sentence.text);
  key_str(p, c->kind == CLAIM_FIGURE ? "according:measure" : "according:predicate", c->measure);
  if (c->kind == CLAIM_FIGURE && c->value.has_number) {
    json_key(&p->j, "according:number");
    json_decimal(&p->j, c->value.number);
  }
  key_word(p, "according:certainty", line_name(NAMES_CERTAINTY, c->certainty));
  key_word(p, "according:sourceKind", line_name(NAMES_SOURCE_KIND, c->source.kind));
  key_str(p, "according:source", c->source.words.text);
  if (c->amended) {
    json_key(&p->j, "according:amended");
    json_bool(&p->j, true);
  }
  json_end(&p->j);
}

static void write_entities(Prov *p) {
  json_key(&p->j, "entity");
  json_object(&p->j);
  thing_begin(p, str_lit(PLAN));
  key_type(p, "prov:Plan");
  key_str(p, "prov:label", p->view->pack);
  json_end(&p->j);
  for (uint32_t i = 0; i < p->view->documents.n; i++) {
    document_entity(p, p->view->documents.v[i]);
    arena_clear(p->arena);
  }
  for (uint32_t i = 0; i < p->view->claims.n; i++) {
    claim_entity(p, claim_at(p, i));
    arena_clear(p->arena);
  }
  for (uint32_t i = 0; i < p->view->story->events.n; i++) {
    const Event *event = p->view->story->events.v[i].event;
    thing_begin(p, event_name(p, event));
    key_type(p, "prov:Collection");
    key_str(p, "prov:label", event->heading);
    json_end(&p->j);
    arena_clear(p->arena);
  }
  json_end(&p->j);
}

static void write_activities(Prov *p) {
  json_key(&p->j, "activity");
  json_object(&p->j);
  thing_begin(p, str_lit(READING));
  key_word(p, "prov:label", "reading of each document alone: claims with their words");
  json_end(&p->j);
  thing_begin(p, str_lit(GROUPING));
  key_word(p, "prov:label", "grouping of claims by event");
  json_end(&p->j);
  json_end(&p->j);
}

/* ---- agents ---------------------------------------------------------------------------------- */

/* seen and what it holds lie in the arena, which is not cleared before all agents are written. */
static void agent_write(Prov *p, Map *seen, Str name) {
  bool is_new = false;
  if (str_trim(name).n) {
    map_put(seen, source_key(name, p->arena), 0, &is_new);
  }
  if (is_new) {
    thing_begin(p, agent_name(p, name));
    key_str(p, "prov:label", str_trim(name));
    json_end(&p->j);
  }
}

/* The next source of a claim that is named, from s on; NULL: no more. */
static const Source *named_from(const Source *s, int *depth) {
  while (s && *depth < CHAIN_MOST && (s->kind != SOURCE_NAMED || !str_trim(s->words.text).n)) {
    s = s->from;
    ++*depth;
  }
  return *depth < CHAIN_MOST ? s : NULL;
}

static void write_agents(Prov *p) {
  Map seen;
  map_init(&seen, p->arena);
  json_key(&p->j, "agent");
  json_object(&p->j);
  thing_begin(p, str_lit(PROGRAM));
  key_type(p, "prov:SoftwareAgent");
  key_str(p, "prov:label", p->view->program);
  key_str(p, "according:languageData", p->view->pack);
  json_end(&p->j);
  for (uint32_t i = 0; i < p->view->documents.n; i++) {
    agent_write(p, &seen, p->x->documents.v[p->view->documents.v[i]].publisher);
  }
  for (uint32_t i = 0; i < p->view->claims.n; i++) {
    int depth = 0;
    for (const Source *s = named_from(&claim_at(p, i)->source, &depth); s;
         s = named_from(s->from, &depth)) {
      agent_write(p, &seen, s->words.text);
      depth++;
    }
  }
  json_end(&p->j);
  arena_clear(p->arena);
}

/* ---- relations ------------------------------------------------------------------------------- */

static void write_used(Prov *p) {
  json_key(&p->j, "used");
  json_object(&p->j);
  for (uint32_t i = 0; i < p->view->documents.n; i++) {
    relation(p, "prov:activity", str_lit(READING), "prov:entity",
             document_name(p, p->view->documents.v[i]));
  }
  json_end(&p->j);
}

static void write_generated(Prov *p) {
  json_key(&p->j, "wasGeneratedBy");
  json_object(&p->j);
  for (uint32_t i = 0; i < p->view->claims.n; i++) {
    relation(p, "prov:entity", claim_name(p, claim_at(p, i)), "prov:activity",
             str_lit(READING));
  }
  for (uint32_t i = 0; i < p->view->story->events.n; i++) {
    relation(p, "prov:entity", event_name(p, p->view->story->events.v[i].event),
             "prov:activity", str_lit(GROUPING));
  }
  json_end(&p->j);
}

/* Each claim is a quotation of its document, with the bytes of its words. */
static void write_derived(Prov *p) {
  json_key(&p->j, "wasDerivedFrom");
  json_object(&p->j);
  for (uint32_t i = 0; i < p->view->claims.n; i++) {
    const Claim *c = claim_at(p, i);
    const Excerpt *words = c->kind == CLAIM_FIGURE ? &c->value.words : &c->evidence;
    relation_begin(p, "prov:generatedEntity", claim_name(p, c), "prov:usedEntity",
                   document_name(p, c->document));
    key_type(p, "prov:Quotation");
    key_word(p, "according:in", words->in_title ? "title" : "text");
    json_key(&p->j, "according:start");
    json_integer(&p->j, words->span.start);
    json_key(&p->j, "according:end");
    json_integer(&p->j, words->span.end);
    json_end(&p->j);
    arena_clear(p->arena);
  }
  json_end(&p->j);
}

/* Documents to their publishers, claims to those who are named for them, and whom these have it
   from. */
static void write_attributed(Prov *p) {
  json_key(&p->j, "wasAttributedTo");
  json_object(&p->j);
  for (uint32_t i = 0; i < p->view->documents.n; i++) {
    Str publisher = p->x->documents.v[p->view->documents.v[i]].publisher;
    if (str_trim(publisher).n) {
      relation(p, "prov:entity", document_name(p, p->view->documents.v[i]), "prov:agent",
               agent_name(p, publisher));
    }
  }
  for (uint32_t i = 0; i < p->view->claims.n; i++) {
    const Claim *c = claim_at(p, i);
    int depth = 0;
    for (const Source *s = named_from(&c->source, &depth); s; s = named_from(s->from, &depth)) {
      relation_begin(p, "prov:entity", claim_name(p, c), "prov:agent",
                     agent_name(p, s->words.text));
      key_word(p, "according:via", line_name(NAMES_VIA, s->via));
      json_key(&p->j, "according:step");
      json_integer(&p->j, ++depth);
      json_end(&p->j);
      arena_clear(p->arena);
    }
  }
  json_end(&p->j);
}

static void write_associated(Prov *p) {
  const Str activities[] = {str_lit(READING), str_lit(GROUPING)};
  json_key(&p->j, "wasAssociatedWith");
  json_object(&p->j);
  for (int i = 0; i < 2; i++) {
    relation_begin(p, "prov:activity", activities[i], "prov:agent", str_lit(PROGRAM));
    key_word(p, "prov:plan", PLAN);
    json_end(&p->j);
  }
  json_end(&p->j);
  json_key(&p->j, "wasInformedBy");
  json_object(&p->j);
  relation(p, "prov:informed", str_lit(GROUPING), "prov:informant", str_lit(READING));
  json_end(&p->j);
}

static void write_members(Prov *p) {
  json_key(&p->j, "hadMember");
  json_object(&p->j);
  for (uint32_t i = 0; i < p->view->story->events.n; i++) {
    const Event *event = p->view->story->events.v[i].event;
    for (uint32_t k = 0; k < event->claims.n; k++) {
      relation(p, "prov:collection", event_name(p, event), "prov:entity",
               claim_name(p, &p->x->claims.v[event->claims.v[k]]));
    }
  }
  json_end(&p->j);
}

/* ---- together -------------------------------------------------------------------------------- */

void export_prov(Buffer *out, const ExportView *view, Arena *scratch) {
  Prov p = {.view = view, .x = view->story->extraction, .arena = scratch};
  json_begin(&p.j, out);
  json_object(&p.j);
  json_key(&p.j, "prefix");
  json_object(&p.j);
  key_word(&p, "according", "urn:according:");
  json_end(&p.j);
  write_entities(&p);
  write_activities(&p);
  write_agents(&p);
  write_used(&p);
  write_generated(&p);
  write_derived(&p);
  write_attributed(&p);
  write_associated(&p);
  write_members(&p);
  json_end(&p.j);
  json_line(&p.j);
}

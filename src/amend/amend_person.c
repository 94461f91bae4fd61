/* Amend person: corrections of persons that a document describes, and persons that people add. */
#include "amend/amend_work.h"
#include "amend/field_words.h"
#include "amend/person_field.h"

/* ---- which ----------------------------------------------------------------------------------- */

Person *amend_person_named(AmendWork *w, const Correction *c, uint32_t document) {
  for (uint32_t i = 0; c->claim.n && i < w->out->persons.n; i++) {
    Person *p = &w->out->persons.v[i];
    if (p->document == document && !w->dead_persons[i] && str_equal(p->id, c->claim)) {
      return p;
    }
  }
  return NULL;
}

Person *amend_person_at(AmendWork *w, const Correction *c, uint32_t document,
                        const Excerpt *anchor) {
  Person *found = NULL;
  (void)c;
  for (uint32_t i = 0; i < w->out->persons.n; i++) {
    Person *p = &w->out->persons.v[i];
    bool fits = p->document == document && !w->dead_persons[i] &&
                p->words.in_title == anchor->in_title && span_contains(anchor->span, p->words.span);
    if (fits && found) {
      return NULL;
    }
    found = fits ? p : found;
  }
  return found;
}

/* ---- what is done ---------------------------------------------------------------------------- */

static void leave_trace(AmendWork *w, const Correction *c, Str rule, Str old, Person *p) {
  amend_trace(w, c, rule, old, &p->trace);
  p->amended = true;
}

void amend_person(AmendWork *w, const Correction *c, Person *person) {
  if (c->action == CORRECTION_REJECT) {
    w->dead_persons[person - w->out->persons.v] = true;
    amend_rejected(w, c, person->id);
    return;
  }
  Str old = person_field_words(person, c->field, w->arena);
  const char *fault = person_field_set(person, c->field, c->value);
  if (fault) {
    amend_unapplied(w, c, fault,
                    str_of(arena_printf(w->arena, "%.*s = %.*s", STR_ARG(c->field),
                                        STR_ARG(c->value))));
    return;
  }
  leave_trace(w, c, str_of(arena_printf(w->arena, "set.%.*s", STR_ARG(c->field))), old, person);
  w->report->changed++;
}

void amend_add_person(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor) {
  const DocumentLine *d = &w->out->documents.v[document];
  Person person = {.document = document,
                   .words = *anchor,
                   .age = -1,
                   .rule = str_lit("amend.add"),
                   .certainty = CERTAINTY_CLEAR};
  const Claim *near;
  const char *fault = person_fields_set(&person, c->measure, c->value);
  if (!fault && amend_person_at(w, c, document, anchor)) {
    fault = "the same person is there already";
  }
  if (fault) {
    amend_unapplied(w, c, fault, c->value.n ? c->value : c->measure);
    return;
  }
  person.sentence = amend_sentence(w, document, anchor, &near);
  person.episode = near ? near->episode : 0;
  char digest[72];
  digest_write(d->hash, digest);
  Str key = str_of(arena_printf(w->arena, "person|%.*s|%s|%u-%u%s", STR_ARG(d->id), digest,
                                anchor->span.start, anchor->span.end, anchor->in_title ? "t" : ""));
  person.id = str_of(arena_printf(w->arena, "p-%016llx", (unsigned long long)hash64(key, 0)));
  leave_trace(w, c, str_lit("add"), (Str){0}, &person);
  array_push(w->arena, &w->out->persons, person);
  w->report->added++;
}

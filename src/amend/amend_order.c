/* Amend order: what people say of two lines or documents: one event or not, one source or not. What it
   does is for the rooms event and reading; here both are looked for. */
#include "amend/amend_work.h"

static bool is_line_id(Str id) {
  return id.n == 18 && (id.p[0] == 'c' || id.p[0] == 'p') && id.p[1] == '-';
}

/* The document of a claim or person with this id that was not rejected; UINT32_MAX if there is none. */
static uint32_t line_document(const AmendWork *w, Str id) {
  for (uint32_t i = 0; i < w->out->claims.n; i++) {
    if (!w->dead[i] && str_equal(w->out->claims.v[i].id, id)) {
      return w->out->claims.v[i].document;
    }
  }
  for (uint32_t i = 0; i < w->out->persons.n; i++) {
    if (!w->dead_persons[i] && str_equal(w->out->persons.v[i].id, id)) {
      return w->out->persons.v[i].document;
    }
  }
  return UINT32_MAX;
}

/* The line that the correction is on; false, and a line in the report, if there is none. */
static bool own_line(AmendWork *w, const Correction *c, uint32_t document, PeopleOrder *order) {
  Excerpt anchor;
  uint32_t count;
  if (c->claim.n && line_document(w, c->claim) == document) {
    order->line = c->claim;
    return true;
  }
  if (!c->has_span && !c->quote.n) {
    if (c->claim.n) {
      amend_unapplied(w, c, "the claim is no longer there", c->claim);
    }
    return !c->claim.n;
  }
  if (!amend_anchor(w, c, document, &anchor)) {
    return false;
  }
  const Claim *claim = amend_claim_at(w, c, document, &anchor, &count);
  const Person *person = claim ? NULL : amend_person_at(w, c, document, &anchor);
  if (!claim && !person) {
    amend_unapplied(w, c, count ? "more than one claim lies on these words; give a narrower span"
                                : "no claim or person lies on these words",
                    anchor.text);
    return false;
  }
  order->line = claim ? claim->id : person->id;
  return true;
}

static bool other_line(AmendWork *w, const Correction *c, PeopleOrder *order) {
  uint32_t document;
  if (is_line_id(c->other)) {
    document = line_document(w, c->other);
    order->other_line = c->other;
    if (document == UINT32_MAX) {
      amend_unapplied(w, c, "the other claim is no longer there", c->other);
    }
  } else {
    document = amend_document(w, c, c->other);
  }
  if (document != UINT32_MAX) {
    order->other_document = w->out->documents.v[document].id;
  }
  return document != UINT32_MAX;
}

/* What moves; false if the word is none. */
static bool scope_read(const Correction *c, PeopleOrder *order) {
  static const char *const words[] = {"line", "document", "event"};
  if (!c->value.n) {
    order->scope = order->line.n ? ORDER_LINE : ORDER_DOCUMENT;
    return true;
  }
  for (int i = 0; i < 3; i++) {
    if (str_is(c->value, words[i])) {
      order->scope = (OrderScope)i;
      return (i != ORDER_LINE || order->line.n) && (i != ORDER_EVENT || order->kind == ORDER_TOGETHER);
    }
  }
  return false;
}

static bool origin_read(const Correction *c, PeopleOrder *order) {
  static const char *const words[] = {"yes", "no", "open"};
  for (int i = 0; i < 3; i++) {
    if (str_is(c->value, words[i])) {
      order->origin = (OrderOrigin)i;
      return true;
    }
  }
  return false;
}

/* A text that a person made of something, which need not be among the documents that are read: a recording
   has no text. A translation and what it was made of draw on one source. */
static void derive(AmendWork *w, const Correction *c, uint32_t document) {
  Derived *derived = arena_new(w->arena, Derived);
  *derived = (Derived){.translation = c->action == CORRECTION_TRANSLATION,
                       .of = c->other,
                       .part = c->value,
                       .maker = c->maker.n ? c->maker : c->by,
                       .made = c->made};
  w->out->documents.v[document].derived = derived;
  for (uint32_t i = 0; i < w->out->documents.n && derived->translation; i++) {
    if (i != document && str_equal(w->out->documents.v[i].id, c->other)) {
      PeopleOrder order = {.kind = ORDER_ORIGIN,
                           .document = w->out->documents.v[document].id,
                           .other_document = c->other,
                           .by = amend_by(w, c)};
      array_push(w->arena, &w->out->orders, order);
    }
  }
  w->report->changed++;
}

void amend_order(AmendWork *w, const Correction *c, uint32_t document) {
  if (c->action == CORRECTION_TRANSCRIPT || c->action == CORRECTION_TRANSLATION) {
    derive(w, c, document);
    return;
  }
  PeopleOrder order = {.document = w->out->documents.v[document].id,
                       .by = amend_by(w, c),
                       .why = c->reason,
                       .kind = c->action == CORRECTION_TOGETHER ? ORDER_TOGETHER
                               : c->action == CORRECTION_APART  ? ORDER_APART
                                                                : ORDER_ORIGIN};
  bool origin = order.kind == ORDER_ORIGIN;
  if (!other_line(w, c, &order) || (!origin && !own_line(w, c, document, &order))) {
    return;
  }
  if (origin ? !origin_read(c, &order) : !scope_read(c, &order)) {
    amend_unapplied(w, c,
                    origin ? "shared origin must be yes, no or open"
                    : order.kind == ORDER_TOGETHER ? "what moves must be line, document or event"
                                                   : "what leaves must be line or document",
                    c->value);
    return;
  }
  if (origin && str_equal(order.document, order.other_document)) {
    amend_unapplied(w, c, "a document shares its origin with itself", order.document);
    return;
  }
  if (order.kind == ORDER_APART && order.scope == ORDER_DOCUMENT &&
      str_equal(order.document, order.other_document)) {
    amend_unapplied(w, c, "a document cannot be apart from itself: name the line that leaves",
                    order.document);
    return;
  }
  array_push(w->arena, &w->out->orders, order);
  w->report->changed++;
}

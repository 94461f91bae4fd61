/* Review decide: what a person decides of an item, checked, and into the record. */
#include "api/review_object.h"

#include "amend/amend_field.h"
#include "amend/field_words.h"
#include "amend/person_field.h"
#include "claim/line_names.h"

typedef struct Deciding {
  according_review *v;
  const ReviewItem *item;
  const according_decision *asked;
  Decision *d;
  according_status *status;
} Deciding;

static int refuse(const Deciding *k, const char *what) {
  return status_say(k->status, ACCORDING_USAGE, 0, "%s", what);
}

static const DocumentLine *document_of(const Deciding *k) {
  return &k->v->x->documents.v[review_document(k->v, k->item)];
}

/* Where the line lies, so that the decision is found again when the text is read otherwise. */
static void anchor(const Deciding *k) {
  const Claim *c = review_claim(k->v, k->item);
  const Person *p = review_person(k->v, k->item);
  const Excerpt *words = review_words(k->v, k->item);
  Decision *d = k->d;
  d->claim = c ? c->id : p->id;
  d->measure = c ? c->measure : str_of(line_name(NAMES_HARM, (int)p->harm));
  d->quote = words->text;
  if (words->text.n && !words->in_title) {
    d->span = str_of(arena_printf(&k->v->arena, "%u-%u", words->span.start, words->span.end));
  }
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* A measure that has a heading, or that documents here have: a slip of the keyboard must not make
   another one. */
static bool is_measure(const according_review *v, Str name) {
  bool is = wording_open(&v->run->engine->wording, "measure.", name).n > 0;
  for (uint32_t i = 0; i < v->x->claims.n && !is; i++) {
    is = str_equal(v->x->claims.v[i].measure, name);
  }
  return is;
}

static const char no_measure[] =
    "no such measure: give one that documents here have, or killed, injured, missing, detained ...";

static bool has_figure(const Deciding *k, Str id) {
  const Extraction *x = k->v->x;
  uint32_t document = review_document(k->v, k->item);
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (str_equal(x->claims.v[i].id, id)) {
      return x->claims.v[i].document == document && x->claims.v[i].kind == CLAIM_FIGURE;
    }
  }
  return false;
}

static int set_field(const Deciding *k) {
  const Claim *c = review_claim(k->v, k->item);
  Decision *d = k->d;
  const char *fault;
  d->kind = str_lit("set");
  if (!c) {
    Person copy = *review_person(k->v, k->item);
    d->before = person_field_words(&copy, d->field, &k->v->arena);
    fault = person_field_set(&copy, d->field, d->value);
    return fault ? refuse(k, fault) : ACCORDING_OK;
  }
  Claim copy = *c;
  if (str_is(d->field, "measure") && !is_measure(k->v, d->value)) {
    return refuse(k, no_measure);
  }
  if (str_is(d->field, "part_of") && !str_is(d->value, "none") && !has_figure(k, d->value)) {
    return refuse(k, "part_of must be the id of another figure of this document, or none");
  }
  fault = amend_field_set(&copy, d->field, d->value, &k->v->arena, &d->before);
  return fault ? refuse(k, fault) : ACCORDING_OK;
}

/* ---- additions ------------------------------------------------------------------------------- */

static uint32_t occurrences(Str text, Str words) {
  uint32_t count = 0;
  for (size_t at = 0; words.n && at + words.n <= text.n; at++) {
    count += memcmp(text.p + at, words.p, words.n) == 0;
  }
  return count;
}

/* The words of an addition: by their bytes, or such as stand once in the document. */
static int select_words(const Deciding *k) {
  Str text = document_of(k)->text, rest;
  Decision *d = k->d;
  int64_t start, end;
  d->claim = (Str){NULL, 0};
  d->quote = str_of(k->asked->quote);
  d->span = str_of(k->asked->span);
  if (!d->span.n) {
    return occurrences(text, d->quote) == 1
               ? ACCORDING_OK
               : refuse(k, "these words do not stand in the document, or more than once");
  }
  Str first = str_split(d->span, '-', &rest);
  if (!str_integer(first, &start) || !str_integer(rest, &end) || start < 0 || end <= start ||
      (uint64_t)end > text.n) {
    return refuse(k, "these words do not stand in the document");
  }
  d->quote = str_cut(text, (Span){(uint32_t)start, (uint32_t)end});
  return ACCORDING_OK;
}

static int add_figure(const Deciding *k) {
  Decision *d = k->d;
  Str rest, word = str_split(d->value, ' ', &rest);
  Decimal number;
  bool qualified = line_name_value(NAMES_QUALIFIER, word) >= 0;
  d->kind = str_lit("add_claim");
  d->measure = str_of(k->asked->measure);
  if (!d->measure.n || !decimal_read(qualified ? str_trim(rest) : d->value, '.', &number)) {
    return refuse(k, "a figure needs a measure and NUMBER, or QUALIFIER NUMBER");
  }
  return is_measure(k->v, d->measure) ? select_words(k) : refuse(k, no_measure);
}

static int add_person(const Deciding *k) {
  Person person = {.age = -1};
  k->d->kind = str_lit("add_person");
  k->d->measure = str_of(k->asked->measure);
  const char *fault = person_fields_set(&person, k->d->measure, k->d->value);
  return fault ? refuse(k, fault) : select_words(k);
}

/* ---- events and origins ---------------------------------------------------------------------- */

static Str claim_id(const Deciding *k, uint32_t claim) {
  return k->v->x->claims.v[claim].id;
}

/* A claim that stands for an event, other than the item itself, if it may be of another document; empty if
   there is none. */
static Str event_claim(const Deciding *k, const Event *e) {
  Str best = {NULL, 0};
  uint32_t own = review_document(k->v, k->item);
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *c = &k->v->x->claims.v[e->claims.v[i]];
    if (str_equal(c->id, k->d->claim)) {
      continue;
    }
    if (c->document != own) {
      return c->id;
    }
    best = best.n ? best : c->id;
  }
  return best;
}

static bool line_exists(const Deciding *k, Str id) {
  const Extraction *x = k->v->x;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (str_equal(claim_id(k, i), id)) {
      return true;
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (str_equal(x->persons.v[i].id, id)) {
      return true;
    }
  }
  return false;
}

static bool document_exists(const Deciding *k, Str id) {
  for (uint32_t i = 0; i < k->v->x->documents.n; i++) {
    if (str_equal(k->v->x->documents.v[i].id, id)) {
      return true;
    }
  }
  return false;
}

/* What the item is held against: an event stands for one of its claims. */
static int find_other(const Deciding *k) {
  Decision *d = k->d;
  Str named = str_of(k->asked->other);
  const Event *event = named.n ? NULL : review_event(k->v, k->item);
  for (uint32_t i = 0; i < k->v->story->events.n && named.n; i++) {
    const Event *e = k->v->story->events.v[i].event;
    event = str_equal(e->id, named) ? e : event;
  }
  if (event) {
    d->other = event_claim(k, event);
    return d->other.n ? ACCORDING_OK : refuse(k, "that event has no other claim");
  }
  d->other = named;
  return named.n && (line_exists(k, named) || document_exists(k, named))
             ? ACCORDING_OK
             : refuse(k, "no such event, claim, person or document: give one of the list, or an id");
}

static bool one_of(Str word, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (str_is(word, words[i])) {
      return true;
    }
  }
  return false;
}

static int order_event(const Deciding *k, bool together) {
  static const char *const scopes[] = {"line", "document", "event"};
  Decision *d = k->d;
  d->kind = together ? str_lit("together") : str_lit("apart");
  d->field = (Str){NULL, 0};
  d->value = d->value.n ? d->value : str_lit("line");
  if (!one_of(d->value, scopes, together ? 3 : 2)) {
    return refuse(k, together ? "what moves must be line, document or event"
                              : "what leaves must be line or document");
  }
  return find_other(k);
}

static int order_origin(const Deciding *k) {
  static const char *const verdicts[] = {"yes", "no", "open"};
  Decision *d = k->d;
  d->kind = str_lit("origin");
  d->claim = d->span = d->quote = d->measure = d->field = (Str){NULL, 0};
  d->other = str_of(k->asked->other);
  if (!document_exists(k, d->other) || str_equal(d->other, d->document)) {
    return refuse(k, "name another document: one of the list, or its id");
  }
  return one_of(d->value, verdicts, 3) ? ACCORDING_OK
                                       : refuse(k, "shared origin must be yes, no or open");
}

/* ---- all of them ----------------------------------------------------------------------------- */

static int accept(const Deciding *k) {
  const Claim *c = review_claim(k->v, k->item);
  Certainty certainty = c ? c->certainty : review_person(k->v, k->item)->certainty;
  k->d->kind = str_lit("accept");
  k->d->field = k->d->value = (Str){NULL, 0};
  if (certainty == CERTAINTY_UNCLEAR) {
    k->d->field = str_lit("certainty");
    k->d->before = str_lit("unclear");
    k->d->value = str_lit("clear");
  }
  return ACCORDING_OK;
}

static int make_decision(const Deciding *k) {
  char hash[72];
  digest_write(document_of(k)->hash, hash);
  *k->d = (Decision){.document = document_of(k)->id,
                     .hash = str_copy(&k->v->arena, str_of(hash)),
                     .field = str_of(k->asked->field),
                     .value = str_of(k->asked->value),
                     .reason = str_of(k->asked->reason),
                     .blind = k->v->blind ? str_lit("yes") : (Str){NULL, 0}};
  anchor(k);
  if (k->asked->kind != ACCORDING_ACCEPT && !k->d->reason.n) {
    return refuse(k, "a reason is needed");
  }
  switch (k->asked->kind) {
    case ACCORDING_ACCEPT:
      return accept(k);
    case ACCORDING_REJECT:
      k->d->kind = str_lit("reject");
      return ACCORDING_OK;
    case ACCORDING_SET:
      return set_field(k);
    case ACCORDING_ADD:
      return add_figure(k);
    case ACCORDING_ADD_PERSON:
      return add_person(k);
    case ACCORDING_TOGETHER:
      return order_event(k, true);
    case ACCORDING_APART:
      return order_event(k, false);
    case ACCORDING_ORIGIN:
      return order_origin(k);
    default:
      k->d->kind = str_lit("note");
      return ACCORDING_OK;
  }
}

int according_review_decide(according_review *review, size_t i, const according_decision *decision,
                            const according_stamp *stamp, according_status *status) {
  Stamp by;
  Decision d;
  jmp_buf jump;
  int code = stamp_read(stamp, &by, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (arena_guard(&review->arena, &jump)) {
    review->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  Deciding deciding = {review, &review->items.v[i], decision, &d, status};
  code = make_decision(&deciding);
  review->arena.escape = NULL;
  if (code != ACCORDING_OK) {
    return code;
  }
  Record *record = review->record->record;
  record_begin(record, &by);
  record_decide(record, &d);
  record_commit(record);
  return record_told(review->record, status);
}

/* Amend: corrections → the claims they belong to → amended claims. */
#include "amend/amend_work.h"

#include "amend/amend_field.h"
#include "base/map.h"
#include "base/utf8.h"
#include "claim/line_names.h"

void amend_unapplied(AmendWork *w, const Correction *c, const char *what, Str detail) {
  array_push(w->arena, &w->report->unapplied,
             str_of(arena_printf(w->arena, "%.*s:%u: %s%s%.*s", STR_ARG(w->corrections->file),
                                 c->line, what, detail.n ? ": " : "", STR_ARG(detail))));
}

/* ---- where a correction belongs -------------------------------------------------------------- */

static Str file_name(Str id) {
  size_t at = id.n;
  while (at > 0 && id.p[at - 1] != '/' && id.p[at - 1] != '\\') {
    at--;
  }
  return (Str){id.p + at, id.n - at};
}

uint32_t amend_document(AmendWork *w, const Correction *c, Str name) {
  uint32_t found = UINT32_MAX;
  uint32_t count = 0;
  for (int pass = 0; pass < 2 && count == 0; pass++) {
    for (uint32_t i = 0; i < w->out->documents.n; i++) {
      Str id = w->out->documents.v[i].id;
      if (str_equal(pass == 0 ? id : file_name(id), name)) {
        found = i;
        count++;
      }
    }
  }
  if (count != 1) {
    amend_unapplied(w, c,
                    count ? "more than one document has this name" : "no such document was read",
                    name);
    return UINT32_MAX;
  }
  return found;
}

static uint32_t occurrences(Str text, Str words, Span *first) {
  uint32_t count = 0;
  for (size_t at = 0; words.n && at + words.n <= text.n; at++) {
    if (text.p[at] == words.p[0] && memcmp(text.p + at, words.p, words.n) == 0) {
      if (count++ == 0) {
        *first = (Span){(uint32_t)at, (uint32_t)(at + words.n)};
      }
    }
  }
  return count;
}

/* The words' place: the given span, if the text still has the quoted words there; else the only
   occurrence of the quote in the text, or in the title where the text has none. */
bool amend_anchor(AmendWork *w, const Correction *c, uint32_t document, Excerpt *anchor) {
  const DocumentLine *d = &w->out->documents.v[document];
  *anchor = (Excerpt){.span = c->span};
  if (c->has_span) {
    if (d->text.n && c->span.end > d->text.n) {
      amend_unapplied(w, c, "the text ends before this span", (Str){0});
      return false;
    }
    if (d->text.n && (utf8_inside(d->text, c->span.start) ||
                      utf8_inside(d->text, c->span.end))) {
      amend_unapplied(w, c, "the span begins or ends inside a character", (Str){0});
      return false;
    }
    anchor->text = d->text.n ? str_cut(d->text, c->span) : c->quote;
    if (c->quote.n && !str_equal(anchor->text, c->quote)) {
      amend_unapplied(w, c, "the text no longer has these words there", c->quote);
      return false;
    }
    return true;
  }
  if (d->text.n == 0 && d->bytes > 0) {
    amend_unapplied(w, c, "the text is not here to look for the quote; give its span", c->quote);
    return false;
  }
  uint32_t count = occurrences(d->text, c->quote, &anchor->span);
  anchor->in_title = count == 0;
  count = count ? count : occurrences(d->title, c->quote, &anchor->span);
  if (count != 1) {
    amend_unapplied(w, c, count ? "the document has these words more than once; give their span"
                          : "the document no longer has these words",
              c->quote);
    return false;
  }
  anchor->text = c->quote;
  return true;
}

static bool same_place(const Excerpt *words, const Excerpt *anchor) {
  return words->text.n && words->in_title == anchor->in_title &&
         words->span.start == anchor->span.start && words->span.end == anchor->span.end;
}

static bool inside(const Excerpt *words, const Excerpt *anchor) {
  return words->text.n && words->in_title == anchor->in_title &&
         span_contains(anchor->span, words->span);
}

/* How well a claim lies on the anchor: 2 on its very words, 1 inside them, 0 not. */
static int claim_fits(const Claim *claim, const Excerpt *anchor) {
  const Excerpt *own[] = {&claim->value.words, &claim->value.number_words, &claim->evidence};
  size_t first = claim->kind == CLAIM_FIGURE ? 0 : 2;
  size_t last = claim->kind == CLAIM_FIGURE ? 2 : 3;
  int best = 0;
  for (size_t i = first; i < last; i++) {
    int fits = same_place(own[i], anchor) ? 2 : inside(own[i], anchor) ? 1 : 0;
    best = fits > best ? fits : best;
  }
  for (uint32_t i = 0; claim->kind == CLAIM_FIGURE && i < claim->value.counted.n; i++) {
    best = best == 0 && inside(&claim->value.counted.v[i], anchor) ? 1 : best;
  }
  return best;
}

Claim *amend_claim_at(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor,
                      uint32_t *count) {
  Claim *found = NULL;
  *count = 0;
  for (int wanted = 2; wanted >= 1 && *count == 0; wanted--) {
    for (uint32_t i = 0; i < w->out->claims.n; i++) {
      Claim *claim = &w->out->claims.v[i];
      bool its = claim->document == document && !w->dead[i] &&
                 (c->measure.n == 0 || str_equal(claim->measure, c->measure));
      if (its && claim_fits(claim, anchor) == wanted) {
        found = claim;
        ++*count;
      }
    }
  }
  return *count == 1 ? found : NULL;
}

/* ---- what it does ---------------------------------------------------------------------------- */

Str amend_by(AmendWork *w, const Correction *c) {
  return str_of(arena_printf(w->arena, "%.*s%s%.*s", STR_ARG(c->by), c->by.n && c->when.n ? ", " : "",
                             STR_ARG(c->when)));
}

void amend_rejected(AmendWork *w, const Correction *c, Str id) {
  w->report->rejected++;
  array_push(w->arena, &w->report->rejected_lines, (RejectedLine){id, amend_by(w, c), c->reason});
}

void amend_trace(AmendWork *w, const Correction *c, Str rule, Str old, TraceSteps *trace) {
  Str change = c->action == CORRECTION_SET
                   ? str_of(arena_printf(w->arena, "%.*s: %.*s → %.*s: ", STR_ARG(c->field),
                                         STR_ARG(old), STR_ARG(c->value)))
                   : (Str){0};
  Str note = str_of(arena_printf(w->arena, "%.*s%.*s", STR_ARG(change), STR_ARG(c->reason)));
  trace->cap = trace->n; /* shared with the original: growing makes its own copy */
  array_push(w->arena, trace,
             (TraceStep){.room = str_lit("amend"), .rule = rule, .note = note});
  array_push(w->arena, trace,
             (TraceStep){.room = str_lit("amend"), .rule = str_lit("by"), .note = amend_by(w, c)});
}

static void leave_trace(AmendWork *w, Claim *claim, const Correction *c, Str rule, Str old) {
  amend_trace(w, c, rule, old, &claim->trace);
  claim->amended = true;
}

static void apply_set(AmendWork *w, const Correction *c, Claim *claim) {
  Str old;
  const char *fault = amend_field_set(claim, c->field, c->value, w->arena, &old);
  if (fault) {
    Str detail = str_of(arena_printf(w->arena, "%.*s = %.*s", STR_ARG(c->field),
                                     STR_ARG(c->value)));
    amend_unapplied(w, c, fault, detail);
    return;
  }
  Str rule = str_of(arena_printf(w->arena, "set.%.*s", STR_ARG(c->field)));
  leave_trace(w, claim, c, rule, old);
  w->report->changed++;
}

/* "150", "more_than 130" */
static bool added_value(const Correction *c, Value *value) {
  Str rest;
  Str word = str_split(c->value, ' ', &rest);
  int qualifier = line_name_value(NAMES_QUALIFIER, word);
  Str digits = qualifier < 0 ? c->value : str_trim(rest);
  Decimal number;
  if (!decimal_read(digits, '.', &number)) {
    return false;
  }
  amend_number_set(value, number, qualifier < 0 ? QUALIFIER_EXACT : (Qualifier)qualifier);
  return true;
}

/* The unit in which other claims give the measure; empty if there is none. */
static Str unit_of(const Extraction *x, Str measure) {
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (x->claims.v[i].kind == CLAIM_FIGURE && str_equal(x->claims.v[i].measure, measure)) {
      return x->claims.v[i].value.unit;
    }
  }
  return (Str){0};
}

Excerpt amend_sentence(AmendWork *w, uint32_t document, const Excerpt *anchor,
                       const Claim **near) {
  enum { LINE_MOST = 300 };
  for (uint32_t i = 0; i < w->out->claims.n; i++) {
    const Claim *other = &w->out->claims.v[i];
    if (other->document == document && inside(anchor, &other->sentence)) {
      *near = other;
      return other->sentence;
    }
  }
  const DocumentLine *d = &w->out->documents.v[document];
  Str text = anchor->in_title ? d->title : d->text;
  uint32_t start = anchor->span.start;
  uint32_t end = anchor->span.end;
  *near = NULL;
  while (start > 0 && text.p[start - 1] != '\n' && anchor->span.start - start < LINE_MOST) {
    start--;
  }
  while (end < text.n && text.p[end] != '\n' && end - anchor->span.end < LINE_MOST) {
    end++;
  }
  while (start < anchor->span.start && utf8_inside(text, start)) {
    start++;
  }
  while (end > anchor->span.end && utf8_inside(text, end)) {
    end--;
  }
  Excerpt sentence = {.span = {start, end}, .in_title = anchor->in_title};
  sentence.text = str_cut(text, sentence.span);
  return sentence;
}

/* The sentence of an addition, and time, place and episode of a claim of the same sentence. */
static void added_context(AmendWork *w, Claim *claim, const Excerpt *anchor) {
  const Claim *near;
  claim->sentence = amend_sentence(w, claim->document, anchor, &near);
  if (near) {
    claim->time = near->time;
    claim->time.basis = near->time.basis == BASIS_STATED ? BASIS_INHERITED : near->time.basis;
    claim->places.v = near->places.v;
    claim->places.n = claim->places.cap = near->places.n;
    claim->episode = near->episode;
    claim->topic = near->topic;
  }
}

static void apply_add(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor) {
  const DocumentLine *d = &w->out->documents.v[document];
  Claim claim = {.kind = CLAIM_FIGURE, .document = document, .measure = c->measure};
  if (c->measure.n == 0 || !added_value(c, &claim.value)) {
    amend_unapplied(w, c, "an addition needs a measure and a number", c->value);
    return;
  }
  if (d->text.n == 0) {
    amend_unapplied(w, c, "the text is not here to add to", (Str){0});
    return;
  }
  for (uint32_t i = 0; i < w->out->claims.n; i++) {
    const Claim *old = &w->out->claims.v[i];
    if (old->document == document && !w->dead[i] && str_equal(old->measure, c->measure) &&
        claim_fits(old, anchor) == 2) {
      amend_unapplied(w, c, "the same claim is there already", anchor->text);
      return;
    }
  }
  claim.value.words = claim.value.number_words = *anchor;
  claim.value.unit = unit_of(w->out, c->measure);
  claim.rule = str_lit("amend.add");
  claim.certainty = CERTAINTY_CLEAR;
  added_context(w, &claim, anchor);
  char digest[72];
  digest_write(d->hash, digest);
  Str key = str_of(arena_printf(w->arena, "add|%.*s|%s|%.*s|%u-%u%s", STR_ARG(d->id), digest,
                                STR_ARG(c->measure), anchor->span.start, anchor->span.end,
                                anchor->in_title ? "t" : ""));
  unsigned long long hash = hash64(key, 0);
  claim.id = str_of(arena_printf(w->arena, "c-%016llx", hash));
  leave_trace(w, &claim, c, str_lit("add"), (Str){0});
  array_push(w->arena, &w->out->claims, claim);
  w->report->added++;
}

/* The claim that is meant by its id; NULL where the text is now read otherwise. */
static Claim *claim_named(AmendWork *w, const Correction *c, uint32_t document) {
  for (uint32_t i = 0; c->claim.n && i < w->out->claims.n; i++) {
    Claim *claim = &w->out->claims.v[i];
    if (claim->document == document && !w->dead[i] && str_equal(claim->id, c->claim)) {
      return claim;
    }
  }
  return NULL;
}

static bool is_word(Str word, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (str_is(word, words[i])) {
      return true;
    }
  }
  return false;
}

/* What a set or reject of a claim does to it. */
static void apply_claim(AmendWork *w, const Correction *c, Claim *claim) {
  if (c->action == CORRECTION_SET) {
    apply_set(w, c, claim);
    return;
  }
  w->dead[claim - w->out->claims.v] = true;
  amend_rejected(w, c, claim->id);
}

/* A set or reject, of the claim or person on the words. Fields that only persons have are a person's. */
static void apply_at(AmendWork *w, const Correction *c, uint32_t document, const Excerpt *anchor) {
  static const char *const persons_only[] = {"harm", "name", "age"};
  uint32_t count = 0;
  bool of_person = c->action == CORRECTION_SET &&
                   is_word(c->field, persons_only, sizeof persons_only / sizeof *persons_only);
  bool named_person = c->claim.n && c->claim.p[0] == 'p';
  Claim *claim =
      of_person || named_person ? NULL : amend_claim_at(w, c, document, anchor, &count);
  Person *person = claim || count ? NULL : amend_person_at(w, c, document, anchor);
  if (claim) {
    apply_claim(w, c, claim);
  } else if (person) {
    amend_person(w, c, person);
  } else {
    amend_unapplied(w, c,
                    count        ? "more than one claim lies on these words; give a narrower span "
                                   "or the measure"
                    : of_person ? "no person lies on these words"
                                : "no claim lies on these words",
                    anchor->text);
  }
}

static void apply_row(AmendWork *w, const Correction *c) {
  uint32_t document = amend_document(w, c, c->document);
  Excerpt anchor;
  if (document == UINT32_MAX) {
    return;
  }
  if (c->action >= CORRECTION_TOGETHER) {
    amend_order(w, c, document);
    return;
  }
  Claim *claim = claim_named(w, c, document);
  Person *person = amend_person_named(w, c, document);
  if (claim) {
    apply_claim(w, c, claim);
  } else if (person) {
    amend_person(w, c, person);
  } else if (amend_anchor(w, c, document, &anchor)) {
    if (c->action == CORRECTION_ADD) {
      apply_add(w, c, document, &anchor);
    } else if (c->action == CORRECTION_ADD_PERSON) {
      amend_add_person(w, c, document, &anchor);
    } else {
      apply_at(w, c, document, &anchor);
    }
  }
}

/* ---- order and links ------------------------------------------------------------------------- */

static uint32_t claim_offset(const Claim *c, bool *in_title) {
  const Excerpt *e = c->kind == CLAIM_FIGURE && c->value.number_words.text.n
                         ? &c->value.number_words
                     : c->kind == CLAIM_FIGURE && c->value.words.text.n ? &c->value.words
                                                                        : &c->evidence;
  *in_title = e->in_title;
  return e->span.start;
}

static bool claim_before(const Claim *a, const Claim *b) {
  bool a_title;
  bool b_title;
  uint32_t a_at = claim_offset(a, &a_title);
  uint32_t b_at = claim_offset(b, &b_title);
  if (a->document != b->document) {
    return a->document < b->document;
  }
  return a_title != b_title ? a_title : a_at < b_at;
}

static bool person_before(const Person *a, const Person *b) {
  if (a->document != b->document) {
    return a->document < b->document;
  }
  return a->words.in_title != b->words.in_title ? a->words.in_title
                                                : a->words.span.start < b->words.span.start;
}

/* Moves the additions, which stand at the end, to where they belong. */
static void claims_order(Extraction *out, uint32_t first_added) {
  for (uint32_t i = first_added; i < out->claims.n; i++) {
    Claim moving = out->claims.v[i];
    uint32_t at = i;
    while (at > 0 && claim_before(&moving, &out->claims.v[at - 1])) {
      out->claims.v[at] = out->claims.v[at - 1];
      at--;
    }
    out->claims.v[at] = moving;
  }
}

/* Ids that named a rejected claim name nothing any more. */
static void link_clear(const Map *gone, Str *link) {
  if (link->n && map_find(gone, *link)) {
    *link = (Str){0};
  }
}

static void claims_drop(AmendWork *w) {
  Map gone;
  map_init(&gone, w->arena);
  Extraction *out = w->out;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < out->claims.n; i++) {
    if (w->dead[i]) {
      map_put(&gone, out->claims.v[i].id, 1, NULL);
    } else {
      out->claims.v[kept++] = out->claims.v[i];
    }
  }
  out->claims.n = kept;
  for (uint32_t i = 0; i < out->claims.n; i++) {
    link_clear(&gone, &out->claims.v[i].part_of);
    link_clear(&gone, &out->claims.v[i].replaced_by);
  }
  for (uint32_t i = 0; i < out->persons.n; i++) {
    link_clear(&gone, &out->persons.v[i].part_of);
  }
}

/* Persons that were rejected go, those that were added to where they belong. */
static void persons_settle(AmendWork *w, uint32_t first_added) {
  Extraction *out = w->out;
  uint32_t kept = 0, added = 0;
  for (uint32_t i = 0; i < out->persons.n; i++) {
    added += i >= first_added && !w->dead_persons[i];
    if (!w->dead_persons[i]) {
      out->persons.v[kept++] = out->persons.v[i];
    }
  }
  out->persons.n = kept;
  for (uint32_t i = kept - added; i < kept; i++) {
    Person moving = out->persons.v[i];
    uint32_t at = i;
    while (at > 0 && person_before(&moving, &out->persons.v[at - 1])) {
      out->persons.v[at] = out->persons.v[at - 1];
      at--;
    }
    out->persons.v[at] = moving;
  }
}

void amend_apply(const Corrections *corrections, const Extraction *in, Arena *arena,
                 Extraction *out, AmendReport *report) {
  *report = (AmendReport){0};
  *out = *in;
  out->arena = arena;
  uint32_t room = in->claims.n + corrections->rows.n + 1;
  uint32_t person_room = in->persons.n + corrections->rows.n + 1;
  out->claims.v = arena_array(arena, Claim, room);
  out->claims.cap = room;
  out->persons.v = arena_array(arena, Person, person_room);
  out->persons.cap = person_room;
  if (in->claims.n) {
    memcpy(out->claims.v, in->claims.v, sizeof *in->claims.v * in->claims.n);
  }
  if (in->persons.n) {
    memcpy(out->persons.v, in->persons.v, sizeof *in->persons.v * in->persons.n);
  }
  out->documents.v = arena_array(arena, DocumentLine, in->documents.n + 1);
  if (in->documents.n) {
    memcpy(out->documents.v, in->documents.v, sizeof *in->documents.v * in->documents.n);
  }
  memset(&out->orders, 0, sizeof out->orders);
  AmendWork w = {.arena = arena, .corrections = corrections, .out = out, .report = report};
  w.dead = arena_array(arena, bool, room);
  w.dead_persons = arena_array(arena, bool, person_room);
  for (uint32_t i = 0; i < corrections->rows.n; i++) {
    apply_row(&w, &corrections->rows.v[i]);
  }
  uint32_t first_added = in->claims.n;
  uint32_t dead_before = 0;
  for (uint32_t i = 0; i < first_added; i++) {
    dead_before += w.dead[i];
  }
  claims_drop(&w);
  claims_order(out, first_added - dead_before);
  persons_settle(&w, in->persons.n);
  amend_originals(&w);
}

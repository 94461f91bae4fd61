/* Review: the figures of a record that a person has not decided on yet, in the order in which they
   should be looked at, and what is decided of them. */
#include "api/record_object.h"
#include "api/together.h"

#include <stdlib.h>

#include "amend/amend_field.h"
#include "base/utf8.h"
#include "claim/line_names.h"

enum { AROUND = 240 }; /* bytes of text before and behind a sentence */

typedef struct Item {
  uint32_t claim; /* of the amended extraction */
  int rank;       /* 0 unclear, 1 of readings that differ, 2 */
  Str others;
} Item;

struct according_review {
  according_record *record;
  according_run *run;
  Arena arena;
  const Extraction *x;
  ARRAY(Item) items;
};

/* ---- which ----------------------------------------------------------------------------------- */

/* Claims of readings between which the documents differ. */
static void mark_differing(const Story *story, bool *differs) {
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t m = 0; m < event->measures.n; m++) {
      const MeasureReadings *measure = &event->measures.v[m];
      for (uint32_t k = 0; k < measure->relations.n; k++) {
        const Relation *relation = &measure->relations.v[k];
        const uint32_t sides[] = {relation->a, relation->b};
        for (size_t s = 0; s < 2 && relation->kind == RELATION_CONFLICTS; s++) {
          const Reading *reading = &measure->readings.v[sides[s]];
          for (uint32_t c = 0; c < reading->claims.n; c++) {
            differs[reading->claims.v[c]] = true;
          }
        }
      }
    }
  }
}

/* What others decided of a claim; *mine: whether this person decided. */
static Str others_of(according_review *v, const DecisionArray *decisions, Str claim, Str by,
                     bool *mine) {
  Str all = {NULL, 0};
  *mine = false;
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *d = &decisions->v[i];
    if (!str_equal(d->claim, claim)) {
      continue;
    }
    if (str_equal(d->by, by)) {
      *mine = *mine || !str_is(d->kind, "note");
      continue;
    }
    all = str_of(arena_printf(&v->arena, "%.*s%s%.*s: %.*s %.*s %.*s %.*s", STR_ARG(all),
                              all.n ? "; " : "", STR_ARG(d->by), STR_ARG(d->kind),
                              STR_ARG(d->field), STR_ARG(d->value), STR_ARG(d->reason)));
  }
  return all;
}

static int compare_items(const void *a, const void *b) {
  const Item *x = a, *y = b;
  return x->rank != y->rank ? x->rank - y->rank : (x->claim > y->claim) - (x->claim < y->claim);
}

static void gather_items(according_review *v, const DecisionArray *decisions, Str by, bool blind) {
  bool *differs = arena_array(&v->arena, bool, v->x->claims.n + 1);
  mark_differing(&v->run->together->story, differs);
  for (uint32_t i = 0; i < v->x->claims.n; i++) {
    const Claim *c = &v->x->claims.v[i];
    bool mine;
    Str others = others_of(v, decisions, c->id, by, &mine);
    if (c->kind == CLAIM_FIGURE && !mine) {
      Item item = {.claim = i, .rank = c->certainty == CERTAINTY_UNCLEAR ? 0 : differs[i] ? 1 : 2};
      item.others = blind ? (Str){NULL, 0} : others;
      array_push(&v->arena, &v->items, item);
    }
  }
  if (v->items.n > 1) {
    qsort(v->items.v, v->items.n, sizeof *v->items.v, compare_items);
  }
}

/* For one who shall not see what others decided. */
static void keep_own(Corrections *corrections, Str by) {
  uint32_t kept = 0;
  for (uint32_t i = 0; corrections && i < corrections->rows.n; i++) {
    if (str_equal(corrections->rows.v[i].by, by)) {
      corrections->rows.v[kept++] = corrections->rows.v[i];
    }
  }
  if (corrections) {
    corrections->rows.n = kept;
  }
}

/* ---- open ------------------------------------------------------------------------------------ */

int according_review_open(according_record *record, according_run *run, const char *by, int blind,
                          according_review **review, according_status *status) {
  jmp_buf jump;
  DecisionArray decisions;
  if (blind) {
    run_forget(run);
    keep_own(run->corrections, str_of(by));
  }
  int code = run_together(run, status);
  according_review *made = code == ACCORDING_OK ? calloc(1, sizeof *made) : NULL;
  if (!made) {
    return code != ACCORDING_OK ? code : status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  made->record = record;
  made->run = run;
  made->x = &run->together->amended;
  arena_init(&made->arena);
  if (arena_guard(&made->arena, &jump)) {
    according_review_close(made);
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  record_decisions(record->record, &made->arena, &decisions);
  gather_items(made, &decisions, str_of(by), blind != 0);
  made->arena.escape = NULL;
  if (record_told(record, status) != ACCORDING_OK) {
    code = record_failure(record->record, NULL);
    according_review_close(made);
    return code;
  }
  *review = made;
  return ACCORDING_OK;
}

void according_review_close(according_review *review) {
  if (review) {
    arena_release(&review->arena);
    free(review);
  }
}

size_t according_review_count(const according_review *review) {
  return review->items.n;
}

/* ---- an item --------------------------------------------------------------------------------- */

/* Zero-terminated; "" without memory or words. */
static const char *text_of(according_review *v, Str words) {
  char *copy = words.n ? arena_copy(&v->arena, words.p, words.n) : NULL;
  return copy ? copy : "";
}

/* What stands around the sentence, cut at the text's ends or after so many bytes. */
static void around(const Extraction *x, const Claim *c, Str *before, Str *after) {
  const DocumentLine *d = &x->documents.v[c->document];
  Str text = c->sentence.in_title ? d->title : d->text;
  uint32_t start = c->sentence.span.start, end = c->sentence.span.end;
  *before = *after = (Str){NULL, 0};
  if (!text.n || end > text.n || start > end) {
    return;
  }
  uint32_t from = start > AROUND ? start - AROUND : 0;
  uint32_t to = text.n - end > AROUND ? end + AROUND : (uint32_t)text.n;
  while (from < start && utf8_inside(text, from)) {
    from++;
  }
  while (to > end && utf8_inside(text, to)) {
    to--;
  }
  *before = str_cut(text, (Span){from, start});
  *after = str_cut(text, (Span){end, to});
}

static Str when_of(according_review *v, const Claim *c) {
  char start[16], end[16];
  size_t n = civil_write(c->time.start, start), m = civil_write(c->time.end, end);
  if (n == m && !memcmp(start, end, n)) {
    return str_copy(&v->arena, (Str){start, n});
  }
  return str_of(arena_printf(&v->arena, "%.*s/%.*s", (int)n, start, (int)m, end));
}

static Str figure_of(according_review *v, const Claim *c) {
  char number[32];
  if (c->value.words.text.n || !c->value.has_number) {
    return c->value.words.text;
  }
  return str_copy(&v->arena, (Str){number, decimal_write(c->value.number, number)});
}

static void fill_item(according_review *v, const Item *item, according_review_item *out) {
  static const char *const why[] = {"unclear", "figures differ", ""};
  const Claim *c = &v->x->claims.v[item->claim];
  const DocumentLine *d = &v->x->documents.v[c->document];
  Str before, after;
  around(v->x, c, &before, &after);
  *out = (according_review_item){
      .id = text_of(v, c->id),
      .document = text_of(v, d->id),
      .title = text_of(v, d->title),
      .date = text_of(v, d->date),
      .publisher = text_of(v, d->publisher),
      .before = text_of(v, before),
      .sentence = text_of(v, c->sentence.text),
      .after = text_of(v, after),
      .measure = text_of(v, c->measure),
      .figure = text_of(v, figure_of(v, c)),
      .qualifier = line_name(NAMES_QUALIFIER, c->value.qualifier),
      .who = text_of(v, c->who.words.text),
      .when = text_of(v, when_of(v, c)),
      .place = text_of(v, c->places.n ? c->places.v[0].name : (Str){NULL, 0}),
      .source = text_of(v, c->source.words.text),
      .scope = line_name(NAMES_SCOPE, c->scope),
      .why = why[item->rank],
      .others = text_of(v, item->others)};
}

according_review_item according_review_at(const according_review *review, size_t i) {
  according_review *v = (according_review *)review; /* its arena takes the copies */
  according_review_item item = {"", "", "", "", "", "", "", "", "",
                                "", "", "", "", "", "", "", "", ""};
  jmp_buf jump;
  if (!arena_guard(&v->arena, &jump)) {
    fill_item(v, &v->items.v[i], &item);
  }
  v->arena.escape = NULL;
  return item;
}

/* ---- deciding -------------------------------------------------------------------------------- */

static int refuse(according_status *status, const char *what) {
  return status_say(status, ACCORDING_USAGE, 0, "%s", what);
}

static uint32_t occurrences(Str text, Str words) {
  uint32_t count = 0;
  for (size_t at = 0; words.n && at + words.n <= text.n; at++) {
    count += memcmp(text.p + at, words.p, words.n) == 0;
  }
  return count;
}

/* Where the claim lies, so that the decision is found again when the text is read otherwise. */
static void anchor(according_review *v, const Claim *c, Decision *d) {
  const Excerpt *words = c->value.words.text.n ? &c->value.words : &c->value.number_words;
  d->claim = c->id;
  d->measure = c->measure;
  d->quote = words->text;
  if (words->text.n && !words->in_title) {
    d->span = str_of(arena_printf(&v->arena, "%u-%u", words->span.start, words->span.end));
  }
}

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

static int set_field(according_review *v, const Claim *c, Decision *d, according_status *status) {
  Claim copy = *c;
  if (str_is(d->field, "measure") && !is_measure(v, d->value)) {
    return refuse(status, no_measure);
  }
  d->kind = str_lit("set");
  const char *fault = amend_field_set(&copy, d->field, d->value, &v->arena, &d->before);
  return fault ? refuse(status, fault) : ACCORDING_OK;
}

static int add_figure(const according_review *v, const DocumentLine *document,
                      const according_decision *asked, Decision *d, according_status *status) {
  Str quote = str_of(asked->quote), rest;
  Str word = str_split(d->value, ' ', &rest);
  Decimal number;
  bool qualified = line_name_value(NAMES_QUALIFIER, word) >= 0;
  d->kind = str_lit("add_claim");
  d->claim = (Str){NULL, 0};
  d->measure = str_of(asked->measure);
  d->quote = quote;
  d->span = (Str){NULL, 0};
  if (!d->measure.n || !decimal_read(qualified ? str_trim(rest) : d->value, '.', &number)) {
    return refuse(status, "a figure needs a measure and NUMBER, or QUALIFIER NUMBER");
  }
  if (!is_measure(v, d->measure)) {
    return refuse(status, no_measure);
  }
  return occurrences(document->text, quote) == 1
             ? ACCORDING_OK
             : refuse(status, "these words do not stand in the document, or more than once");
}

static int make_decision(according_review *v, const Claim *c, const according_decision *asked,
                         Decision *d, according_status *status) {
  const DocumentLine *document = &v->x->documents.v[c->document];
  char hash[72];
  digest_write(document->hash, hash);
  *d = (Decision){.document = document->id,
                  .hash = str_copy(&v->arena, str_of(hash)),
                  .field = str_of(asked->field),
                  .value = str_of(asked->value),
                  .reason = str_of(asked->reason)};
  anchor(v, c, d);
  if (asked->kind != ACCORDING_ACCEPT && !d->reason.n) {
    return refuse(status, "a reason is needed");
  }
  switch (asked->kind) {
    case ACCORDING_ACCEPT:
      d->kind = str_lit("accept");
      if (c->certainty == CERTAINTY_UNCLEAR) {
        d->field = str_lit("certainty");
        d->before = str_lit("unclear");
        d->value = str_lit("clear");
      }
      return ACCORDING_OK;
    case ACCORDING_REJECT:
      d->kind = str_lit("reject");
      return ACCORDING_OK;
    case ACCORDING_SET:
      return set_field(v, c, d, status);
    case ACCORDING_ADD:
      return add_figure(v, document, asked, d, status);
    default:
      d->kind = str_lit("note");
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
  code =
      make_decision(review, &review->x->claims.v[review->items.v[i].claim], decision, &d, status);
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

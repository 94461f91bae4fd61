/* Review item: a line of the review, its event and the documents beside it, as text for people. */
#include "api/review_object.h"

#include "amend/field_words.h"
#include "base/utf8.h"
#include "claim/line_names.h"

enum { AROUND = 240 }; /* bytes of text before and behind a sentence */

const Excerpt *review_words(const according_review *v, const ReviewItem *item) {
  const Claim *c = review_claim(v, item);
  if (!c) {
    return &review_person(v, item)->words;
  }
  return c->kind == CLAIM_STATEMENT ? &c->evidence
         : c->value.words.text.n   ? &c->value.words
                                   : &c->value.number_words;
}

/* Zero-terminated; "" without memory or words. */
static const char *text_of(according_review *v, Str words) {
  char *copy = words.n ? arena_copy(&v->arena, words.p, words.n) : NULL;
  return copy ? copy : "";
}

/* What stands around the sentence, cut at the text's ends or after so many bytes. */
static void around(const DocumentLine *d, const Excerpt *sentence, Str *before, Str *after) {
  Str text = sentence->in_title ? d->title : d->text;
  uint32_t start = sentence->span.start, end = sentence->span.end;
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

static Str figure_of(according_review *v, const Claim *c) {
  char number[32];
  if (c->value.has_number && (c->value.corrected || !c->value.words.text.n)) {
    return str_copy(&v->arena, (Str){number, decimal_write(c->value.number, number)});
  }
  return c->value.words.text;
}

/* Fields as "name: value", a line each, but for what stands in members of its own and goes without
   saying. */
static Str field_lines(according_review *v, const ReviewItem *item) {
  static const char *const elsewhere[] = {"measure", "number", "low",    "high",  "qualifier", "who",
                                          "time",    "place",  "source", "scope", "harm"};
  static const char *const usual[] = {"unknown", "positive", "asserted", "clear"};
  Str all = {NULL, 0};
  int n = item->is_person ? PERSON_FIELDS : CLAIM_FIELDS;
  for (int i = 0; i < n; i++) {
    Str name = str_of(item->is_person ? person_field_names[i] : claim_field_names[i]);
    Str value = item->is_person ? person_field_words(review_person(v, item), name, &v->arena)
                                : claim_field_words(review_claim(v, item), name, &v->arena);
    bool shown = value.n != 0;
    for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++) {
      shown = shown && !str_is(name, elsewhere[k]);
    }
    for (size_t k = 0; k < sizeof usual / sizeof *usual; k++) {
      shown = shown && !str_is(value, usual[k]);
    }
    if (shown) {
      all = str_of(arena_printf(&v->arena, "%.*s%s%.*s: %.*s", STR_ARG(all), all.n ? "\n" : "",
                                STR_ARG(name), STR_ARG(value)));
    }
  }
  return all;
}

static void fill_claim(according_review *v, const Claim *c, according_review_item *out) {
  bool figure = c->kind == CLAIM_FIGURE;
  out->kind = figure ? "figure" : "statement";
  out->id = text_of(v, c->id);
  out->measure = text_of(v, c->measure);
  out->figure = text_of(v, figure ? figure_of(v, c) : c->evidence.text);
  out->qualifier = figure ? line_name(NAMES_QUALIFIER, (int)c->value.qualifier) : "";
  out->who = text_of(v, c->who.words.text);
  out->when = text_of(v, claim_field_words(c, str_lit("time"), &v->arena));
  out->place = text_of(v, claim_field_words(c, str_lit("place"), &v->arena));
  out->source = text_of(v, c->source.words.text);
  out->scope = figure ? line_name(NAMES_SCOPE, (int)c->scope) : "";
}

static void fill_person(according_review *v, const Person *p, according_review_item *out) {
  out->kind = "person";
  out->id = text_of(v, p->id);
  out->measure = line_name(NAMES_HARM, (int)p->harm);
  out->figure = text_of(v, p->words.text);
}

static const char *why_of(according_review *v, const ReviewItem *item) {
  return item->rank == REVIEW_QUESTION  ? text_of(v, item->question)
         : item->rank == REVIEW_DIFFERS ? "figures differ"
         : item->rank == REVIEW_UNCLEAR ? "unclear"
                                        : "";
}

static void fill_item(according_review *v, const ReviewItem *item, according_review_item *out) {
  const Claim *c = review_claim(v, item);
  const Person *p = review_person(v, item);
  const Excerpt *sentence = c ? &c->sentence : &p->sentence;
  const DocumentLine *d = &v->x->documents.v[review_document(v, item)];
  const Event *event = review_event(v, item);
  Str before, after;
  around(d, sentence, &before, &after);
  c ? fill_claim(v, c, out) : fill_person(v, p, out);
  out->document = text_of(v, d->id);
  out->title = text_of(v, d->title);
  out->date = text_of(v, d->date);
  out->publisher = text_of(v, d->publisher);
  out->before = text_of(v, before);
  out->sentence = text_of(v, sentence->text);
  out->after = text_of(v, after);
  out->sentence_at = sentence->in_title ? -1 : (long long)sentence->span.start;
  out->fields = text_of(v, field_lines(v, item));
  out->event = event ? text_of(v, event->heading) : "";
  out->event_id = event ? text_of(v, event->id) : "";
  out->why = why_of(v, item);
  out->others = text_of(v, item->others);
}

according_review_item according_review_at(const according_review *review, size_t i) {
  static const according_review_item nothing = {
      .kind = "",      .id = "",     .document = "", .title = "",  .date = "",      .publisher = "",
      .before = "",    .sentence = "", .after = "",  .measure = "", .figure = "",   .qualifier = "",
      .who = "",       .when = "",   .place = "",    .source = "", .scope = "",     .fields = "",
      .event = "",     .event_id = "", .why = "",    .others = "", .sentence_at = -1};
  according_review *v = (according_review *)review; /* its arena takes the copies */
  according_review_item item = nothing;
  jmp_buf jump;
  if (!arena_guard(&v->arena, &jump)) {
    fill_item(v, &v->items.v[i], &item);
  }
  v->arena.escape = NULL;
  return item;
}

/* ---- what it may be put together with -------------------------------------------------------- */

size_t according_review_event_count(const according_review *review) {
  return review->story->events.n;
}

according_review_event according_review_event_at(const according_review *review, size_t k) {
  according_review *v = (according_review *)review;
  const Event *e = v->story->events.v[k].event;
  according_review_event event = {"", "", e->documents.n};
  jmp_buf jump;
  if (!arena_guard(&v->arena, &jump)) {
    event.id = text_of(v, e->id);
    event.heading = text_of(v, e->heading);
  }
  v->arena.escape = NULL;
  return event;
}

size_t according_review_document_count(const according_review *review, size_t i) {
  const Event *e = review_event(review, &review->items.v[i]);
  return e ? e->documents.n - 1 : 0;
}

according_review_document according_review_document_at(const according_review *review, size_t i,
                                                       size_t k) {
  static const char *const verdicts[] = {[ORIGIN_SIGNS] = "signs of a shared origin",
                                         [ORIGIN_NONE_FOUND] = "no shared origin found",
                                         [ORIGIN_OPEN] = "open"};
  according_review *v = (according_review *)review;
  const ReviewItem *item = &v->items.v[i];
  const Event *e = review_event(v, item);
  uint32_t own = review_document(v, item), at = 0;
  for (uint32_t n = 0; at < e->documents.n; at++) {
    if (e->documents.v[at] != own && n++ == k) {
      break;
    }
  }
  uint32_t document = e->documents.v[at];
  const OriginPair *pair = story_pair(v->story, own, document);
  according_review_document out = {"", "", verdicts[pair ? pair->verdict : ORIGIN_NONE_FOUND]};
  jmp_buf jump;
  if (!arena_guard(&v->arena, &jump)) {
    out.id = text_of(v, v->x->documents.v[document].id);
    out.title = text_of(v, v->x->documents.v[document].title);
  }
  v->arena.escape = NULL;
  return out;
}

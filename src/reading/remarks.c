/* Readings ──▶ sums that should be seen, and questions that only a person can answer. */
#include "reading/remarks.h"

#include <stdlib.h>

enum {
  SUM_LEAST = 50,      /* smaller sums come about by chance */
  QUESTIONS_MOST = 40, /* of an event */
};

typedef struct Remarking {
  Arena *arena;
  const Extraction *x;
  const Phrases *phrases;
  EventStory *story;
} Remarking;

static Str prefix_of(Str id) {
  size_t n = 0;
  while (n < id.n && !strchr("_-./: ", id.p[n])) {
    n++;
  }
  return n ? (Str){id.p, n} : id;
}

Str document_short(const Extraction *x, const Event *event, uint32_t document) {
  Str id = x->documents.v[document].id, prefix = prefix_of(id);
  for (uint32_t i = 0; i < event->documents.n; i++) {
    uint32_t other = event->documents.v[i];
    if (other != document && str_equal(prefix_of(x->documents.v[other].id), prefix)) {
      return id;
    }
  }
  return prefix;
}

static Str short_name(const Remarking *r, uint32_t document) {
  return document_short(r->x, r->story->event, document);
}

static Str number_text(Arena *arena, Decimal d) {
  char text[32];
  size_t n = decimal_write(d, text);
  return str_copy(arena, (Str){text, n});
}

/* ---------------------------------------------------------------- sums */

typedef struct Addend {
  Str measure;
  Decimal number;
  uint32_t document, claim;
} Addend;

typedef ARRAY(Addend) Addends;

static bool is_round(Decimal d) {
  return d.scale || d.digits % 10 == 0;
}

/* Exact figures of persons that the narrative itself stands for. */
static void addends_collect(const Remarking *r, Addends *addends) {
  for (uint32_t i = 0; i < r->story->measures.n; i++) {
    const MeasureReadings *m = &r->story->measures.v[i];
    for (uint32_t k = 0; k < m->readings.n; k++) {
      const Reading *reading = &m->readings.v[k];
      const Claim *c = &r->x->claims.v[reading->shown];
      if (reading->unclear || !c->value.has_number || c->value.qualifier != QUALIFIER_EXACT ||
          !str_is(c->value.unit, "person") || c->value.number.scale) {
        continue;
      }
      for (uint32_t n = 0; n < reading->claims.n; n++) {
        const Claim *d = &r->x->claims.v[reading->claims.v[n]];
        array_push(r->arena, addends,
                   (Addend){m->measure, d->value.number, d->document, reading->claims.v[n]});
      }
    }
  }
}

static bool sum_known(const Remarking *r, Decimal a, Decimal b, Decimal sum) {
  for (uint32_t i = 0; i < r->story->remarks.n; i++) {
    const Remark *m = &r->story->remarks.v[i];
    if (decimal_compare(m->numbers.v[0], a) == 0 && decimal_compare(m->numbers.v[1], b) == 0 &&
        decimal_compare(m->numbers.v[2], sum) == 0) {
      return true;
    }
  }
  return false;
}

/* Claims of all documents that give one of the three figures. */
static void remark_claims(const Remarking *r, const Addends *all, const Addend *parts[2],
                          const Addend *sum, Remark *remark) {
  for (uint32_t i = 0; i < all->n; i++) {
    const Addend *x = &all->v[i];
    bool part = x->document == parts[0]->document &&
                ((str_equal(x->measure, parts[0]->measure) &&
                  decimal_compare(x->number, parts[0]->number) == 0) ||
                 (str_equal(x->measure, parts[1]->measure) &&
                  decimal_compare(x->number, parts[1]->number) == 0));
    if (part || (str_equal(x->measure, sum->measure) &&
                 decimal_compare(x->number, sum->number) == 0)) {
      indices_add(r->arena, &remark->claims, x->claim);
    }
  }
}

/* Two measures of one document add up to an unrounded figure that another document gives for one of
   them, or for both together, and that the first does not give. */
static void sums_find(const Remarking *r) {
  Addends all = {0};
  addends_collect(r, &all);
  for (uint32_t i = 0; i < all.n; i++) {
    for (uint32_t k = i + 1; k < all.n; k++) {
      const Addend *a = &all.v[i], *b = &all.v[k];
      Decimal sum;
      if (a->document != b->document || str_equal(a->measure, b->measure) ||
          a->number.digits < 10 || b->number.digits < 10 ||
          !decimal_add(a->number, b->number, &sum) || sum.digits < SUM_LEAST || is_round(sum)) {
        continue;
      }
      for (uint32_t n = 0; n < all.n; n++) {
        const Addend *c = &all.v[n];
        bool related = str_equal(c->measure, a->measure) || str_equal(c->measure, b->measure) ||
                       str_is(c->measure, "casualties");
        if (c->document == a->document || !related || decimal_compare(c->number, sum) != 0 ||
            sum_known(r, a->number, b->number, sum)) {
          continue;
        }
        Remark *remark = array_add(r->arena, &r->story->remarks);
        remark->kind = str_lit("sum_identity");
        array_push(r->arena, &remark->numbers, a->number);
        array_push(r->arena, &remark->numbers, b->number);
        array_push(r->arena, &remark->numbers, sum);
        remark->text =
            phrase_fill(r->arena, r->phrases, "remark.sum", 7, "a", number_text(r->arena, a->number),
                        "measure_a", a->measure, "b", number_text(r->arena, b->number), "measure_b",
                        b->measure, "sum", number_text(r->arena, sum), "measure_sum", c->measure,
                        "document", short_name(r, a->document));
        const Addend *parts[2] = {a, b};
        remark_claims(r, &all, parts, c, remark);
      }
    }
  }
}

/* ---------------------------------------------------------------- questions */

static Str claim_number(const Claim *c) {
  return c->value.number_words.text.n ? c->value.number_words.text : c->value.words.text;
}

static Question *question_add(const Remarking *r, Str text, uint32_t claim) {
  if (r->story->questions.n >= QUESTIONS_MOST) {
    return NULL;
  }
  Question *q = array_add(r->arena, &r->story->questions);
  q->text = text;
  array_push(r->arena, &q->claims, claim);
  return q;
}

/* A claim of another document that gives a part for exactly the places of c. */
static const Claim *part_for_place(const Remarking *r, const MeasureReadings *m, const Claim *c) {
  for (uint32_t i = 0; i < m->readings.n; i++) {
    const Reading *part = &m->readings.v[i];
    for (uint32_t k = 0; k < part->claims.n; k++) {
      const Claim *d = &r->x->claims.v[part->claims.v[k]];
      if (d->document != c->document && d->scope == SCOPE_PART && places_same(c, d)) {
        return d;
      }
    }
  }
  return NULL;
}

/* The claim names fewer places than another document's claim of the same figure, and those places
   have a figure of their own elsewhere: whole, or that place alone? */
static void ask_place(const Remarking *r, const MeasureReadings *m, const Reading *reading) {
  for (uint32_t i = 0; i < reading->claims.n; i++) {
    const Claim *c = &r->x->claims.v[reading->claims.v[i]];
    const Claim *wider = NULL;
    for (uint32_t k = 0; k < reading->claims.n && !wider; k++) {
      const Claim *d = &r->x->claims.v[reading->claims.v[k]];
      wider = d->document != c->document && d->places.n > c->places.n && c->places.n ? d : NULL;
    }
    if (wider && c->scope == SCOPE_UNSTATED && part_for_place(r, m, c)) {
      question_add(r,
                   phrase_fill(r->arena, r->phrases, "question.place", 3, "number",
                               claim_number(c), "document", short_name(r, c->document), "place",
                               c->places.v[0].name),
                   reading->claims.v[i]);
    }
  }
}

static bool same_period(const Claim *a, const Claim *b) {
  const Date *s = &a->time.start, *t = &b->time.start, *e = &a->time.end, *f = &b->time.end;
  return s->year == t->year && s->month == t->month && s->day == t->day && e->year == f->year &&
         e->month == f->month && e->day == f->day;
}

static bool has_days(const Claim *c) {
  return c->time.start.day && c->time.end.day;
}

static int32_t period_length(const Claim *c) {
  return civil_last(c->time.end) - civil_first(c->time.start);
}

/* One figure, but one document gives it for a clearly longer period. */
static void ask_period(const Remarking *r, const Reading *reading) {
  for (uint32_t i = 0; i < reading->claims.n; i++) {
    const Claim *c = &r->x->claims.v[reading->claims.v[i]];
    for (uint32_t k = 0; k < reading->claims.n; k++) {
      const Claim *d = &r->x->claims.v[reading->claims.v[k]];
      if (c->document != d->document && has_days(c) && has_days(d) && !same_period(c, d) &&
          period_length(c) > period_length(d) + 1) {
        question_add(r,
                     phrase_fill(r->arena, r->phrases, "question.period", 3, "number",
                                 claim_number(c), "document", short_name(r, c->document),
                                 "other", short_name(r, d->document)),
                     reading->claims.v[i]);
        return;
      }
    }
  }
}

/* A whole that is counted in a word for one sex, where other documents' wholes are not. */
static void ask_sex(const Remarking *r, const MeasureReadings *m, const Reading *reading) {
  const Claim *c = &r->x->claims.v[reading->shown];
  if (c->who.sex == SEX_UNKNOWN || c->scope == SCOPE_PART || !c->who.words.text.n ||
      c->who.age_class == AGE_CHILD) {
    return;
  }
  for (uint32_t i = 0; i < m->readings.n; i++) {
    const Claim *d = &r->x->claims.v[m->readings.v[i].shown];
    if (d->document != c->document && d->who.sex == SEX_UNKNOWN && d->scope != SCOPE_PART &&
        !m->readings.v[i].unclear) {
      Str words = phrase_fill(r->arena, r->phrases, "question.words", 2, "a", claim_number(c),
                              "b", c->who.words.text);
      question_add(r,
                   phrase_fill(r->arena, r->phrases, "question.sex", 3, "words", words, "document",
                               short_name(r, c->document), "who", c->who.words.text),
                   reading->shown);
      return;
    }
  }
}

static bool holds_word(Str text, Str list) {
  for (Str rest = list; rest.n;) {
    Str word = str_split(rest, ' ', &rest);
    for (size_t at = 0; word.n && at + word.n <= text.n; at++) {
      if (str_equal_fold((Str){text.p + at, word.n}, word)) {
        return true;
      }
    }
  }
  return false;
}

/* The words around the figure: from the frame's trigger to the persons, inside the sentence. */
static Str figure_words(const Claim *c) {
  Span s = c->value.words.span;
  const Excerpt *parts[] = {&c->evidence, &c->who.words};
  for (int i = 0; i < 2; i++) {
    if (parts[i]->text.n && parts[i]->in_title == c->sentence.in_title &&
        span_contains(c->sentence.span, parts[i]->span)) {
      s.start = parts[i]->span.start < s.start ? parts[i]->span.start : s.start;
      s.end = parts[i]->span.end > s.end ? parts[i]->span.end : s.end;
    }
  }
  uint32_t base = c->sentence.span.start;
  bool inside = s.start >= base && s.end - base <= c->sentence.text.n;
  return inside ? (Str){c->sentence.text.p + (s.start - base), span_length(s)}
                : c->value.words.text;
}

/* One figure, but one document counts only the severely hurt by it. */
static void ask_severity(const Remarking *r, const Reading *reading) {
  Str list = phrase(r->phrases, "severity.words");
  const Claim *severe = NULL, *plain = NULL;
  uint32_t severe_at = 0;
  for (uint32_t i = 0; i < reading->claims.n; i++) {
    const Claim *c = &r->x->claims.v[reading->claims.v[i]];
    if (holds_word(figure_words(c), list)) {
      severe_at = severe ? severe_at : reading->claims.v[i];
      severe = severe ? severe : c;
    } else {
      plain = plain ? plain : c;
    }
  }
  if (severe && plain && severe->document != plain->document) {
    question_add(r,
                 phrase_fill(r->arena, r->phrases, "question.severity", 4, "words",
                             figure_words(severe), "document", short_name(r, severe->document),
                             "number", claim_number(severe), "other",
                             short_name(r, plain->document)),
                 severe_at);
  }
}

/* A footnote that stands behind figures of other sentences than its own. */
static void ask_footnotes(const Remarking *r) {
  const Event *e = r->story->event;
  Question *last = NULL;
  uint32_t last_document = UINT32_MAX;
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *c = &r->x->claims.v[e->claims.v[i]];
    if (c->kind != CLAIM_FIGURE || c->source.via != VIA_FOOTNOTE ||
        c->source.kind == SOURCE_NARRATOR ||
        (span_length(c->source.words.span) &&
         span_contains(c->sentence.span, c->source.words.span))) {
      continue;
    }
    if (last && last_document == c->document) {
      array_push(r->arena, &last->claims, e->claims.v[i]);
      continue;
    }
    last = question_add(r,
                        phrase_fill(r->arena, r->phrases, "question.footnote", 2, "document",
                                    short_name(r, c->document), "number", claim_number(c)),
                        e->claims.v[i]);
    last_document = c->document;
  }
}

/* People who are described among the victims without a word of what happened to them. */
static void ask_harm(const Remarking *r) {
  const Event *e = r->story->event;
  char words[400];
  for (uint32_t i = 0, k; i < e->persons.n; i = k) {
    uint32_t document = r->x->persons.v[e->persons.v[i]].document, open = 0;
    size_t n = 0;
    for (k = i; k < e->persons.n && r->x->persons.v[e->persons.v[k]].document == document; k++) {
      const Person *p = &r->x->persons.v[e->persons.v[k]];
      if (p->harm == HARM_UNKNOWN && p->certainty == CERTAINTY_CLEAR &&
          n + p->words.text.n + 2 < sizeof words) {
        if (open++) {
          memcpy(words + n, ", ", 2);
          n += 2;
        }
        memcpy(words + n, p->words.text.p, p->words.text.n);
        n += p->words.text.n;
      }
    }
    if (open && r->story->questions.n < QUESTIONS_MOST) {
      Question *q = array_add(r->arena, &r->story->questions);
      q->text = phrase_fill(r->arena, r->phrases, "question.harm", 2, "words", (Str){words, n},
                            "document", short_name(r, document));
    }
  }
}

void remarks_build(Arena *arena, const Extraction *x, const Phrases *phrases, EventStory *story) {
  Remarking r = {arena, x, phrases, story};
  sums_find(&r);
  for (uint32_t i = 0; i < story->measures.n; i++) {
    const MeasureReadings *m = &story->measures.v[i];
    for (uint32_t k = 0; k < m->readings.n; k++) {
      const Reading *reading = &m->readings.v[k];
      if (!reading->unclear) {
        ask_place(&r, m, reading);
        ask_period(&r, reading);
        ask_sex(&r, m, reading);
        ask_severity(&r, reading);
      }
    }
  }
  ask_harm(&r);
  ask_footnotes(&r);
}

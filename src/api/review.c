/* Review: the lines of a record that a person has not decided on yet, in the order in which they should be
   looked at. */
#include "api/review_object.h"

#include <stdlib.h>

/* ---- which ----------------------------------------------------------------------------------- */

/* What the story says of each claim and person. */
typedef struct Known {
  bool *differs;
  uint32_t *event, *person_event;
  Str *question;
} Known;

/* Claims of readings between which the documents differ. */
static void mark_differing(const EventStory *event, bool *differs) {
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

static void know_event(const according_review *v, uint32_t i, Known *known) {
  const EventStory *s = &v->story->events.v[i];
  mark_differing(s, known->differs);
  for (uint32_t k = 0; k < s->event->claims.n; k++) {
    known->event[s->event->claims.v[k]] = i;
  }
  for (uint32_t k = 0; k < s->event->persons.n; k++) {
    known->person_event[s->event->persons.v[k]] = i;
  }
  for (uint32_t q = 0; q < s->questions.n; q++) {
    for (uint32_t k = 0; k < s->questions.v[q].claims.n; k++) {
      known->question[s->questions.v[q].claims.v[k]] = s->questions.v[q].text;
    }
  }
}

static void know(according_review *v, Known *known) {
  uint32_t claims = v->x->claims.n, persons = v->x->persons.n;
  known->differs = arena_array(&v->arena, bool, claims + 1);
  known->question = arena_array(&v->arena, Str, claims + 1);
  known->event = arena_array(&v->arena, uint32_t, claims + 1);
  known->person_event = arena_array(&v->arena, uint32_t, persons + 1);
  memset(known->event, 0xff, sizeof(uint32_t) * claims);
  memset(known->person_event, 0xff, sizeof(uint32_t) * persons);
  for (uint32_t i = 0; i < v->story->events.n; i++) {
    know_event(v, i, known);
  }
}

static ReviewRank claim_rank(const Claim *c, bool differs, Str question) {
  return question.n                              ? REVIEW_QUESTION
         : differs                               ? REVIEW_DIFFERS
         : c->certainty == CERTAINTY_UNCLEAR     ? REVIEW_UNCLEAR
         : c->kind == CLAIM_FIGURE               ? REVIEW_FIGURE
                                                 : REVIEW_STATEMENT;
}

/* What others decided of a line; *mine: whether this person decided. */
static Str others_of(according_review *v, const DecisionArray *decisions, Str line, Str by,
                     bool *mine) {
  Str all = {NULL, 0};
  *mine = false;
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *d = &decisions->v[i];
    bool judges = str_is(d->kind, "accept") || str_is(d->kind, "reject") || str_is(d->kind, "set");
    if (!str_equal(d->claim, line)) {
      continue;
    }
    if (str_equal(d->by, by)) {
      *mine = *mine || judges;
      continue;
    }
    all = str_of(arena_printf(&v->arena, "%.*s%s%.*s: %.*s %.*s %.*s %.*s", STR_ARG(all),
                              all.n ? "; " : "", STR_ARG(d->by), STR_ARG(d->kind),
                              STR_ARG(d->field), STR_ARG(d->value), STR_ARG(d->reason)));
  }
  return all;
}

static int compare_items(const void *a, const void *b) {
  const ReviewItem *x = a, *y = b;
  if (x->rank != y->rank) {
    return (int)x->rank - (int)y->rank;
  }
  if (x->is_person != y->is_person) {
    return x->is_person ? 1 : -1;
  }
  return (x->index > y->index) - (x->index < y->index);
}

static void gather_items(according_review *v, const DecisionArray *decisions, Str by, bool blind) {
  Known known;
  bool mine;
  know(v, &known);
  for (uint32_t i = 0; i < v->x->claims.n; i++) {
    const Claim *c = &v->x->claims.v[i];
    ReviewItem item = {.index = i, .event = known.event[i], .question = known.question[i]};
    item.rank = claim_rank(c, known.differs[i], known.question[i]);
    item.others = others_of(v, decisions, c->id, by, &mine);
    item.others = blind ? (Str){NULL, 0} : item.others;
    if (!mine) {
      array_push(&v->arena, &v->items, item);
    }
  }
  for (uint32_t i = 0; i < v->x->persons.n; i++) {
    const Person *p = &v->x->persons.v[i];
    ReviewItem item = {.is_person = true, .index = i, .event = known.person_event[i]};
    item.rank = p->certainty == CERTAINTY_UNCLEAR ? REVIEW_UNCLEAR : REVIEW_PERSON;
    item.others = others_of(v, decisions, p->id, by, &mine);
    item.others = blind ? (Str){NULL, 0} : item.others;
    if (!mine) {
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
  made->story = &run->together->story;
  made->blind = blind != 0;
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

/* What documents say together → CSV: events, readings and what stands between them, signs of a
   shared origin, shared wording, checks, counts. */
#include "view/check_write.h"
#include "view/export_cells.h"
#include "view/export_write.h"
#include "view/incident_write.h"
#include "view/line_write.h"

static void event_cells(Buffer *out, const EventStory *event) {
  cell(out, event->event->id);
  cell(out, event->event->heading);
}

/* ---- events ---------------------------------------------------------------------------------- */

static void names_of_places(Buffer *out, const Event *e) {
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < e->places.n; i++) {
    cell_list_add(&list, e->places.v[i].name);
  }
  cell_list_end(&list);
}

static void event_row(Buffer *out, const Extraction *x, const EventStory *s) {
  const Event *e = s->event;
  const ClaimPlace nowhere = {.has_point = false};
  const ClaimPlace *place = e->places.n ? &e->places.v[0] : &nowhere;
  event_cells(out, s);
  cell_date(out, e->time.start);
  cell_date(out, e->time.end);
  cell(out, place->name);
  cell(out, place->country);
  cell(out, place->admin1);
  cell_degrees(out, place->has_point, place->latitude);
  cell_degrees(out, place->has_point, place->longitude);
  cell_word(out, e->places.n ? line_name(NAMES_PRECISION, place->precision) : NULL);
  names_of_places(out, e);
  cell(out, e->topic);
  cell_documents(out, x, e->documents.v, e->documents.n);
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < s->measures.n; i++) {
    cell_list_add(&list, s->measures.v[i].measure);
  }
  cell_list_end(&list);
  list = cell_list(out);
  for (uint32_t i = 0; i < e->called.n; i++) {
    cell_list_add(&list, e->called.v[i].text);
  }
  cell_list_end(&list);
  cell_count(out, s->questions.n);
  cell(out, s->parent_id);
  cell(out, e->part);
  cell(out, e->why);
  row_end(out);
}

void export_events(Buffer *out, const ExportView *view) {
  buffer_text(out, "event,heading,start,end,place,country,admin1,latitude,longitude,precision,"
                   "places,topic,documents,measures,called,questions,parent,part,why\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    event_row(out, view->story->extraction, &view->story->events.v[i]);
  }
}

/* ---- readings -------------------------------------------------------------------------------- */

static void reading_row(Buffer *out, const Extraction *x, const EventStory *s,
                        const MeasureReadings *m, const Reading *r) {
  const Claim *c = &x->claims.v[r->shown];
  const Value *v = &c->value;
  event_cells(out, s);
  cell(out, m->measure);
  cell(out, r->id);
  cell(out, v->words.text);
  cell_decimal(out, v->has_number, v->number);
  cell_name(out, NAMES_QUALIFIER, v->qualifier);
  cell_decimal(out, v->has_low, v->low);
  cell_decimal(out, v->has_high, v->high);
  cell(out, v->unit);
  cell(out, c->who.words.text);
  cell_name(out, NAMES_SCOPE, r->scope);
  cell(out, c->places.n ? c->places.v[0].name : (Str){NULL, 0});
  cell_date(out, c->time.start);
  cell_date(out, c->time.end);
  cell_documents(out, x, r->documents.v, r->documents.n);
  cell_claims(out, x, r->claims.v, r->claims.n);
  cell_count(out, r->origin_groups.n);
  cell(out, r->superseded_by >= 0 ? m->readings.v[r->superseded_by].id : (Str){NULL, 0});
  cell_flag(out, r->lesser);
  cell_name(out, NAMES_CERTAINTY, r->unclear ? CERTAINTY_UNCLEAR : CERTAINTY_CLEAR);
  row_end(out);
}

void export_readings(Buffer *out, const ExportView *view) {
  buffer_text(out, "event,heading,measure,reading,text,number,qualifier,low,high,unit,who,scope,"
                   "place,start,end,documents,claims,origin_groups,superseded_by,lesser,"
                   "certainty\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *s = &view->story->events.v[i];
    for (uint32_t k = 0; k < s->measures.n; k++) {
      for (uint32_t r = 0; r < s->measures.v[k].readings.n; r++) {
        reading_row(out, view->story->extraction, s, &s->measures.v[k],
                    &s->measures.v[k].readings.v[r]);
      }
    }
  }
}

void export_relations(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,measure,a,a_text,kind,b,b_text,why\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *s = &view->story->events.v[i];
    for (uint32_t k = 0; k < s->measures.n; k++) {
      const MeasureReadings *m = &s->measures.v[k];
      for (uint32_t r = 0; r < m->relations.n; r++) {
        const Relation *relation = &m->relations.v[r];
        const Reading *a = &m->readings.v[relation->a], *b = &m->readings.v[relation->b];
        event_cells(out, s);
        cell(out, m->measure);
        cell(out, a->id);
        cell(out, x->claims.v[a->shown].value.words.text);
        cell_word(out, line_relation_name(relation->kind));
        cell(out, b->id);
        cell(out, x->claims.v[b->shown].value.words.text);
        cell(out, relation->why);
        row_end(out);
      }
    }
  }
}

void export_silent(Buffer *out, const ExportView *view) {
  buffer_text(out, "event,heading,measure,document\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *s = &view->story->events.v[i];
    for (uint32_t k = 0; k < s->measures.n; k++) {
      const MeasureReadings *m = &s->measures.v[k];
      for (uint32_t d = 0; d < m->silent.n; d++) {
        event_cells(out, s);
        cell(out, m->measure);
        cell(out, view->story->extraction->documents.v[m->silent.v[d]].id);
        row_end(out);
      }
    }
  }
}

/* ---- remarks, questions ---------------------------------------------------------------------- */

void export_remarks(Buffer *out, const ExportView *view) {
  buffer_text(out, "event,heading,kind,numbers,remark,claims\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *s = &view->story->events.v[i];
    for (uint32_t k = 0; k < s->remarks.n; k++) {
      const Remark *remark = &s->remarks.v[k];
      event_cells(out, s);
      cell(out, remark->kind);
      CellList list = cell_list(out);
      for (uint32_t n = 0; n < remark->numbers.n; n++) {
        char text[32];
        cell_list_add(&list, (Str){text, decimal_write(remark->numbers.v[n], text)});
      }
      cell_list_end(&list);
      cell(out, remark->text);
      cell_claims(out, view->story->extraction, remark->claims.v, remark->claims.n);
      row_end(out);
    }
  }
}

void export_questions(Buffer *out, const ExportView *view) {
  buffer_text(out, "event,heading,question,claims\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *s = &view->story->events.v[i];
    for (uint32_t k = 0; k < s->questions.n; k++) {
      event_cells(out, s);
      cell(out, s->questions.v[k].text);
      cell_claims(out, view->story->extraction, s->questions.v[k].claims.v,
                  s->questions.v[k].claims.n);
      row_end(out);
    }
  }
}

/* ---- origins, passages ----------------------------------------------------------------------- */

static void pair_cells(Buffer *out, const Extraction *x, const OriginPair *pair) {
  cell(out, x->documents.v[pair->a].id);
  cell(out, x->documents.v[pair->b].id);
  cell_word(out, line_verdict_name(pair->verdict));
}

static void span_cells(Buffer *out, bool has, Span span) {
  if (has) {
    cell_count(out, span.start);
    cell_count(out, span.end);
  } else {
    cells_empty(out, 2);
  }
}

void export_origins(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "a,b,verdict,signal,text,figures,a_start,a_end,b_start,b_end\n");
  for (uint32_t i = 0; i < view->story->pairs.n; i++) {
    const OriginPair *pair = &view->story->pairs.v[i];
    if (pair->verdict == ORIGIN_NONE_FOUND && !origin_decided(pair)) {
      continue;
    }
    for (uint32_t k = 0; k < pair->signals.n; k++) {
      const OriginSignal *signal = &pair->signals.v[k];
      bool passage = signal->kind == SIGNAL_SHARED_PASSAGE;
      pair_cells(out, x, pair);
      cell_word(out, line_signal_name(signal->kind));
      cell(out, signal->text);
      CellList list = cell_list(out);
      for (uint32_t f = 0; f < signal->figures.n; f++) {
        cell_list_add(&list, signal->figures.v[f]);
      }
      cell_list_end(&list);
      span_cells(out, passage, signal->a);
      span_cells(out, passage, signal->b);
      row_end(out);
    }
    if (pair->signals.n == 0) {
      pair_cells(out, x, pair);
      cells_empty(out, 7);
      row_end(out);
    }
  }
}

void export_passages(Buffer *out, const Extraction *x, const PassageArray *passages) {
  buffer_text(out, "a,a_start,a_end,b,b_start,b_end,kind,score,a_text,b_text\n");
  for (uint32_t i = 0; i < passages->n; i++) {
    const Passage *p = &passages->v[i];
    cell(out, x->documents.v[p->a].id);
    span_cells(out, true, p->a_span);
    cell(out, x->documents.v[p->b].id);
    span_cells(out, true, p->b_span);
    cell_word(out, line_passage_name(p->kind));
    cell_decimal(out, true, decimal_normal((Decimal){p->score, 3}));
    cell(out, str_cut(x->documents.v[p->a].text, p->a_span));
    cell(out, str_cut(x->documents.v[p->b].text, p->b_span));
    row_end(out);
  }
}

/* ---- checks ---------------------------------------------------------------------------------- */

static void cited_event(Buffer *out, const ExportView *view, uint32_t event) {
  if (event == UINT32_MAX) {
    cells_empty(out, 2);
  } else {
    event_cells(out, &view->story->events.v[event]);
  }
}

static void figure_cells(Buffer *out, const Claim *c) {
  cell(out, c->measure);
  cell(out, c->value.words.text);
  cell_decimal(out, c->value.has_number, c->value.number);
}

void export_checks(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,claim,document,measure,text,number,attributed_to,"
                   "source_document,known_by,same_event,verdict,found,others,number_in_text,"
                   "searched,sentence\n");
  for (uint32_t i = 0; i < view->citations->checks.n; i++) {
    const Check *k = &view->citations->checks.v[i];
    const Claim *c = &x->claims.v[k->claim];
    bool asked = k->verdict != CHECK_FOUND && x->documents.v[k->source_document].text.n &&
                 c->value.has_number;
    cited_event(out, view, k->event);
    cell(out, c->id);
    cell(out, x->documents.v[c->document].id);
    figure_cells(out, c);
    cell(out, k->attributed_to);
    cell(out, x->documents.v[k->source_document].id);
    cell_word(out, check_by_name(k->by));
    cell_flag(out, k->same_event);
    cell_word(out, check_verdict_name(k->verdict));
    cell_claims(out, x, k->found.v, k->found.n);
    cell_claims(out, x, k->others.v, k->others.n);
    cell_word(out, !asked ? NULL : k->in_text ? "yes" : "no");
    cell_documents(out, x, k->searched.v, k->searched.n);
    cell(out, c->sentence.text);
    row_end(out);
  }
}

void export_earliest(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,measure,text,number,reading,earliest_in_collection,date,"
                   "same_date,later,undated\n");
  for (uint32_t i = 0; i < view->citations->earliest.n; i++) {
    const Earliest *e = &view->citations->earliest.v[i];
    const EventStory *s = &view->story->events.v[e->event];
    const Reading *r = &s->measures.v[e->measure].readings.v[e->reading];
    event_cells(out, s);
    figure_cells(out, &x->claims.v[r->shown]);
    cell(out, r->id);
    cell(out, e->dated ? x->documents.v[e->document].id : (Str){NULL, 0});
    cell(out, e->dated ? x->documents.v[e->document].date : (Str){NULL, 0});
    cell_documents(out, x, e->same_date.v, e->same_date.n);
    cell_documents(out, x, e->later.v, e->later.n);
    cell_documents(out, x, e->undated.v, e->undated.n);
    row_end(out);
  }
}

void export_circular(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,measure,text,number,claim,document,attributed_to,"
                   "source_document\n");
  for (uint32_t i = 0; i < view->citations->circles.n; i++) {
    const Circle *circle = &view->citations->circles.v[i];
    for (uint32_t k = 0; k < circle->claims.n; k++) {
      const Claim *c = &x->claims.v[circle->claims.v[k]];
      const Check *check = &view->citations->checks.v[circle->checks.v[k]];
      cited_event(out, view, circle->event);
      figure_cells(out, c);
      cell(out, c->id);
      cell(out, x->documents.v[c->document].id);
      cell(out, check->attributed_to);
      cell(out, x->documents.v[check->source_document].id);
      row_end(out);
    }
  }
}

/* ---- counts ---------------------------------------------------------------------------------- */

void export_counts_head(Buffer *out) {
  buffer_text(out, "event,heading,measure,rule,rule_version,value,low,high,indeterminate,counted,"
                   "left_out\n");
}

static void value_cell(Buffer *out, const RuleValue *value) {
  if (value->given == GIVEN_VALUE && value->is_number) {
    cell_decimal(out, true, value->number);
  } else {
    cell(out, value->given == GIVEN_VALUE ? value->text : (Str){NULL, 0});
  }
}

void export_count(Buffer *out, const CountView *count, Arena *scratch) {
  const MeasureReadings *m = count->measure;
  event_cells(out, count->event);
  cell(out, m->measure);
  cell(out, count->rule->name);
  cell(out, count->rule->version);
  for (int i = 0; i < 3; i++) {
    value_cell(out, &count->outcome->value[i]);
  }
  cell_flag(out, count_is_indeterminate(count->outcome));
  CellList list = cell_list(out);
  for (uint32_t r = 0; r < m->readings.n; r++) {
    if (!count_why_left(count, r, scratch).n) {
      cell_list_add(&list, m->readings.v[r].id);
    }
  }
  cell_list_end(&list);
  list = cell_list(out);
  for (uint32_t r = 0; r < m->readings.n; r++) {
    Str why = count_why_left(count, r, scratch);
    if (why.n) {
      cell_list_add(&list, str_of(arena_printf(scratch, "%.*s: %.*s", STR_ARG(m->readings.v[r].id),
                                               STR_ARG(why))));
    }
  }
  cell_list_end(&list);
  row_end(out);
}

/* ---- incidents ------------------------------------------------------------------------------- */

static void bounded_row(Buffer *out, const IncidentStory *incident, const Extraction *x,
                        uint32_t at, const EventStory *event) {
  const Claim *c = &x->claims.v[at];
  const BoundVerdict *verdict = &incident->verdicts[at];
  bool figure = c->kind == CLAIM_FIGURE;
  cell(out, incident->bounds->incident->name);
  cell(out, c->id);
  cell(out, x->documents.v[c->document].id);
  cell(out, figure ? c->measure : (Str){NULL, 0});
  cell(out, figure ? (Str){NULL, 0} : c->measure);
  cell(out, figure ? c->value.words.text : c->evidence.text);
  cell_name(out, NAMES_CERTAINTY, c->certainty);
  cell(out, event ? event->event->id : (Str){NULL, 0});
  cell_word(out, verdict_name(verdict->is));
  CellList bounds = cell_list(out);
  for (uint32_t i = 0; i < verdict->reasons.n; i++) {
    cell_list_add(&bounds, str_of(bound_name(verdict->reasons.v[i].bound)));
  }
  cell_list_end(&bounds);
  CellList why = cell_list(out);
  for (uint32_t i = 0; i < verdict->reasons.n; i++) {
    cell_list_add(&why, verdict->reasons.v[i].why);
  }
  cell_list_end(&why);
  cell(out, c->sentence.text);
  row_end(out);
}

void export_bounds(Buffer *out, const IncidentStory *incident, const Story *story,
                   const EventStory *const *event_of) {
  buffer_text(out, "incident,claim,document,measure,predicate,text,certainty,event,lies,bounds,why,"
                   "sentence\n");
  for (uint32_t i = 0; i < story->extraction->claims.n; i++) {
    bounded_row(out, incident, story->extraction, i, event_of[i]);
  }
}

void export_checklist(Buffer *out, const IncidentStory *incident, const Extraction *x) {
  buffer_text(out, "incident,item,state,given,claims\n");
  for (uint32_t i = 0; i < incident->bounds->incident->items.n; i++) {
    const ItemAnswers *answers = &incident->items[i];
    cell(out, incident->bounds->incident->name);
    cell(out, incident->bounds->incident->items.v[i].name);
    cell_word(out, item_state_name(answers->state));
    CellList given = cell_list(out);
    for (uint32_t k = 0; k < answers->answers.n; k++) {
      cell_list_add(&given, answers->answers.v[k].text);
    }
    cell_list_end(&given);
    CellList claims = cell_list(out);
    for (uint32_t k = 0; k < answers->answers.n; k++) {
      for (uint32_t c = 0; c < answers->answers.v[k].claims.n; c++) {
        cell_list_add(&claims, x->claims.v[answers->answers.v[k].claims.v[c]].id);
      }
    }
    cell_list_end(&claims);
    row_end(out);
  }
}

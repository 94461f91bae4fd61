/* Readings → rows. */
#include "rule/count_rows.h"

static Str number_or_missing(bool has, Decimal number, Arena *arena) {
  char out[32];
  if (!has) {
    return (Str){NULL, 0};
  }
  size_t n = decimal_write(number, out);
  return str_copy(arena, (Str){out, n});
}

/* An empty Str is not known, and so missing. */
static Str known(Str text) {
  return text.n ? text : (Str){NULL, 0};
}

bool reading_is_part(const MeasureReadings *m, uint32_t reading) {
  for (uint32_t i = 0; i < m->relations.n; i++) {
    if (m->relations.v[i].kind == RELATION_PART_OF && m->relations.v[i].a == reading) {
      return true;
    }
  }
  return m->readings.v[reading].scope == SCOPE_PART || m->readings.v[reading].lesser;
}

/* The reading that refines this one in the same document: "more than 130" beside 147; -1 if none. */
int32_t reading_refined_in(const MeasureReadings *m, uint32_t reading, uint32_t document) {
  for (uint32_t i = 0; i < m->relations.n; i++) {
    const Relation *relation = &m->relations.v[i];
    const Reading *finer = &m->readings.v[relation->a];
    if (relation->kind == RELATION_REFINES && relation->b == reading && !finer->unclear &&
        numbers_have(finer->documents.v, finer->documents.n, document)) {
      return (int32_t)relation->a;
    }
  }
  return -1;
}

/* The greatest rank of the claims of the reading in the document. */
static Str rank_of(const Story *story, const Reading *r, uint32_t document,
                   const SourceRegister *sources, Arena *arena) {
  Str best = {NULL, 0};
  int64_t greatest = -1, number;
  for (uint32_t i = 0; i < r->claims.n; i++) {
    const Claim *c = &story->extraction->claims.v[r->claims.v[i]];
    Str rank = c->document == document
                   ? source_rank(sources, c, &story->extraction->documents.v[document], arena)
                   : (Str){NULL, 0};
    if (rank.n && str_integer(rank, &number) && number > greatest) {
      greatest = number;
      best = rank;
    }
  }
  return best;
}

static Row row_of(const Story *story, const EventStory *event, const MeasureReadings *m,
                  uint32_t reading, uint32_t document, Arena *arena) {
  const Reading *r = &m->readings.v[reading];
  const Value *v = &story->extraction->claims.v[r->shown].value;
  const DocumentLine *d = &story->extraction->documents.v[document];
  Str words = v->number_words.text.n ? v->number_words.text : v->words.text;
  Row row = {.tag = reading, .document = document};
  row.traits = (uint8_t)((reading_is_part(m, reading) ? TRAIT_PART : 0) |
                         (r->superseded_by >= 0 ? TRAIT_SUPERSEDED : 0) |
                         (reading_refined_in(m, reading, document) >= 0 ? TRAIT_REFINED : 0));
  row.field[ROW_OBJECT] = event->event->id;
  row.field[ROW_MEASURE] = m->measure;
  row.field[ROW_SOURCE] = d->id;
  row.field[ROW_VALUE] = v->has_number ? number_or_missing(true, v->number, arena) : known(words);
  row.field[ROW_LOW] = number_or_missing(v->has_low, v->low, arena);
  row.field[ROW_HIGH] = number_or_missing(v->has_high, v->high, arena);
  row.field[ROW_DATE] = known(d->date);
  row.field[ROW_PUBLISHER] = known(d->publisher);
  return row;
}

/* ---- copies ---------------------------------------------------------------------------------- */

static bool same_given(Str a, Str b) {
  Decimal x, y;
  return row_number(a, &x) && row_number(b, &y) ? decimal_compare(x, y) == 0 : str_equal(a, b);
}

/* The same figure, of one document or of two that carry signs of a shared origin. */
static bool is_copy(const Story *story, const Row *a, const Row *b) {
  const OriginPair *pair = story_pair(story, a->document, b->document);
  return same_given(a->field[ROW_VALUE], b->field[ROW_VALUE]) &&
         (a->document == b->document || (pair && pair->verdict == ORIGIN_SIGNS));
}

/* Rows are joined from one to the next: what is joined has the number of its first row, from 1. */
static void origins_fill(const Story *story, RowTable *table) {
  table->has_origins = true;
  for (uint32_t i = 0; i < table->rows.n; i++) {
    Row *row = &table->rows.v[i];
    row->origin = i + 1;
    for (uint32_t k = 0; k < i; k++) {
      uint32_t from = row->origin, to = table->rows.v[k].origin;
      if (from == to || !is_copy(story, row, &table->rows.v[k])) {
        continue;
      }
      for (uint32_t m = 0; m <= i; m++) {
        uint32_t *origin = &table->rows.v[m].origin;
        *origin = *origin == from || *origin == to ? (from < to ? from : to) : *origin;
      }
    }
  }
}

void count_rows(const Story *story, const EventStory *event, const MeasureReadings *m,
                const SourceRegister *sources, Arena *arena, RowTable *table) {
  static const RowField given[] = {ROW_OBJECT, ROW_SOURCE, ROW_VALUE, ROW_MEASURE,
                                   ROW_DATE,   ROW_LOW,    ROW_HIGH,  ROW_PUBLISHER};
  memset(table, 0, sizeof *table);
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
    table->has[given[i]] = true;
  }
  table->has[ROW_RANK] = sources != NULL;
  for (uint32_t r = 0; r < m->readings.n; r++) {
    const Reading *reading = &m->readings.v[r];
    for (uint32_t d = 0; d < reading->documents.n && !reading->unclear; d++) {
      Row row = row_of(story, event, m, r, reading->documents.v[d], arena);
      if (sources) {
        row.field[ROW_RANK] = rank_of(story, reading, reading->documents.v[d], sources, arena);
      }
      array_push(arena, &table->rows, row);
    }
  }
  rows_sort(table);
  origins_fill(story, table);
}

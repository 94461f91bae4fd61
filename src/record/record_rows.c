/* Record rows: claims and persons → the fields by which they are looked for. */
#include "record/record_rows.h"

#include <stdlib.h>

#include "claim/line_names.h"

static Str decimal_text(Arena *arena, bool has, Decimal number) {
  char text[32];
  return has ? str_copy(arena, (Str){text, decimal_write(number, text)}) : (Str){NULL, 0};
}

static Str date_text(Arena *arena, Date date) {
  char text[16];
  size_t n = civil_write(date, text);
  return n ? str_copy(arena, (Str){text, n}) : (Str){NULL, 0};
}

static LineRow claim_row(const Claim *c, Arena *arena) {
  bool figure = c->kind == CLAIM_FIGURE;
  LineRow row = {.id = c->id, .measure = c->measure};
  row.kind = figure ? str_lit("figure") : str_lit("statement");
  row.number = decimal_text(arena, figure && c->value.has_number, c->value.number);
  row.low = decimal_text(arena, figure && c->value.has_low, c->value.low);
  row.high = decimal_text(arena, figure && c->value.has_high, c->value.high);
  row.start = date_text(arena, c->time.start);
  row.end = date_text(arena, c->time.end);
  if (c->places.n) {
    row.place = c->places.v[0].name;
    row.country = c->places.v[0].country;
  }
  row.source = c->source.words.text;
  row.words = figure ? c->value.words.text : c->evidence.text;
  row.unclear = c->certainty == CERTAINTY_UNCLEAR;
  return row;
}

static LineRow person_row(const Person *p) {
  return (LineRow){.id = p->id,
               .kind = str_lit("person"),
               .measure = str_of(line_name(NAMES_HARM, p->harm)),
               .words = p->words.text,
               .unclear = p->certainty == CERTAINTY_UNCLEAR};
}

static int compare_rows(const void *a, const void *b) {
  return str_compare(((const LineRow *)a)->id, ((const LineRow *)b)->id);
}

void rows_make(const Extraction *extraction, Arena *arena, LineRowArray *rows) {
  memset(rows, 0, sizeof *rows);
  for (uint32_t i = 0; i < extraction->claims.n; i++) {
    array_push(arena, rows, claim_row(&extraction->claims.v[i], arena));
  }
  for (uint32_t i = 0; i < extraction->persons.n; i++) {
    array_push(arena, rows, person_row(&extraction->persons.v[i]));
  }
  if (rows->n > 1) {
    qsort(rows->v, rows->n, sizeof *rows->v, compare_rows);
  }
}

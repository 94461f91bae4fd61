/* Record rows: claims and persons → the fields by which they are looked for. */
#include "record/record_rows.h"

#include <stdlib.h>

#include "claim/line_names.h"

int64_t row_key(Str id) {
  uint64_t key = 0;
  if (id.n != 18 || id.p[1] != '-') {
    return 0;
  }
  for (size_t i = 2; i < id.n; i++) {
    char c = id.p[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) {
      return 0;
    }
    key = key << 4 | (uint64_t)digit;
  }
  int64_t value;
  memcpy(&value, &key, sizeof value);
  return value;
}

static Str decimal_text(Arena *arena, bool has, Decimal number) {
  char text[32];
  return has ? str_copy(arena, (Str){text, decimal_write(number, text)}) : (Str){NULL, 0};
}

/* The day as a number; `open` stands for a month or day that is not known. */
static int32_t day_number(Date date, int open) {
  if (!date.year) {
    return 0;
  }
  return date.year * 10000 + (date.month ? date.month : open) * 100 +
         (date.month && date.day ? date.day : open);
}

static LineRow claim_row(const Claim *c, Arena *arena) {
  bool figure = c->kind == CLAIM_FIGURE;
  LineRow row = {.id = c->id, .kind = figure ? ROW_FIGURE : ROW_STATEMENT, .measure = c->measure};
  row.number = decimal_text(arena, figure && c->value.has_number, c->value.number);
  row.starts = day_number(c->time.start, 0);
  row.ends = day_number(c->time.end, 99);
  if (c->places.n) {
    row.place = c->places.v[0].name;
  }
  if (c->source.words.in_title || !c->sentence.in_title) { /* else its line does not say it either */
    row.source = c->source.words.text;
  }
  row.unclear = c->certainty == CERTAINTY_UNCLEAR;
  return row;
}

static LineRow person_row(const Person *p) {
  return (LineRow){.id = p->id,
                   .kind = ROW_PERSON,
                   .measure = str_of(line_name(NAMES_HARM, p->harm)),
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

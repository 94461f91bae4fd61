/* Figures and readings → CSV. */
#include "base/csv.h"
#include "claim/line_names.h"
#include "view/export_write.h"

/* ---- figures --------------------------------------------------------------------------------- */

void export_figures_head(Buffer *out) {
  buffer_text(
      out,
      "event,heading,claim,document,publisher,date,url,measure,text,number,qualifier,low,high,unit,"
      "who,status,sex,age_class,nationality,place,country,latitude,longitude,precision,place_basis,"
      "start,end,time_basis,source_kind,source,via,modality,polarity,scope,as_of,certainty,in_"
      "title,"
      "span_start,span_end,sentence\n");
}

static void field(Buffer *out, Str text) {
  csv_field(out, text);
  buffer_char(out, ',');
}

static void field_name(Buffer *out, LineNames which, int value) {
  const char *name = line_name(which, value);
  field(out, str_of(name));
}

static void field_decimal(Buffer *out, bool has, Decimal number) {
  char text[32];
  field(out, (Str){text, has ? decimal_write(number, text) : 0});
}

static void field_date(Buffer *out, Date date) {
  char text[16];
  field(out, (Str){text, civil_write(date, text)});
}

/* Millionths of a degree as a decimal number. */
static void field_degrees(Buffer *out, bool has, int32_t millionths) {
  field_decimal(out, has, decimal_normal((Decimal){millionths, 6}));
}

static void write_value(Buffer *out, const Claim *c) {
  field(out, c->measure);
  field(out, c->value.words.text);
  field_decimal(out, c->value.has_number, c->value.number);
  field_name(out, NAMES_QUALIFIER, c->value.qualifier);
  field_decimal(out, c->value.has_low, c->value.low);
  field_decimal(out, c->value.has_high, c->value.high);
  field(out, c->value.unit);
  field(out, c->who.words.text);
  field_name(out, NAMES_WHO_STATUS, c->who.status);
  field_name(out, NAMES_SEX, c->who.sex);
  field_name(out, NAMES_AGE_CLASS, c->who.age_class);
  field(out, c->who.nationality);
}

static void write_where(Buffer *out, const Claim *c) {
  const ClaimPlace nowhere = {.has_point = false};
  const ClaimPlace *place = c->places.n ? &c->places.v[0] : &nowhere;
  field(out, place->name);
  field(out, place->country);
  field_degrees(out, place->has_point, place->latitude);
  field_degrees(out, place->has_point, place->longitude);
  field(out, c->places.n ? str_of(line_name(NAMES_PRECISION, place->precision)) : (Str){NULL, 0});
  field(out, c->places.n ? str_of(line_name(NAMES_BASIS, place->basis)) : (Str){NULL, 0});
  field_date(out, c->time.start);
  field_date(out, c->time.end);
  field_name(out, NAMES_BASIS, c->time.basis);
}

static void write_voice(Buffer *out, const Claim *c) {
  field_name(out, NAMES_SOURCE_KIND, c->source.kind);
  field(out, c->source.words.text);
  field(out, c->source.kind == SOURCE_NARRATOR ? (Str){NULL, 0}
                                               : str_of(line_name(NAMES_VIA, c->source.via)));
  field_name(out, NAMES_MODALITY, c->modality);
  field_name(out, NAMES_POLARITY, c->polarity);
  field_name(out, NAMES_SCOPE, c->scope);
  field(out, c->as_of);
  field_name(out, NAMES_CERTAINTY, c->certainty);
}

void export_figure(Buffer *out, const Story *story, const EventStory *event, const Claim *c) {
  const DocumentLine *d = &story->extraction->documents.v[c->document];
  field(out, event ? event->event->id : (Str){NULL, 0});
  field(out, event ? event->event->heading : (Str){NULL, 0});
  field(out, c->id);
  field(out, d->id);
  field(out, d->publisher);
  field(out, d->date);
  field(out, d->url);
  write_value(out, c);
  write_where(out, c);
  write_voice(out, c);
  buffer_format(out, "%s,%u,%u,", c->value.words.in_title ? "yes" : "no", c->value.words.span.start,
                c->value.words.span.end);
  csv_field(out, c->sentence.text);
  buffer_char(out, '\n');
}

/* ---- rows ------------------------------------------------------------------------------------ */

static const RowField row_fields[] = {ROW_OBJECT, ROW_SOURCE, ROW_MEASURE, ROW_VALUE,
                                      ROW_LOW,    ROW_HIGH,   ROW_DATE,    ROW_PUBLISHER};
enum { ROW_FIELD_COUNT = sizeof row_fields / sizeof *row_fields };

void export_rows_head(Buffer *out) {
  for (uint32_t i = 0; i < ROW_FIELD_COUNT; i++) {
    buffer_text(out, row_field_name(row_fields[i]));
    buffer_char(out, i + 1 < ROW_FIELD_COUNT ? ',' : '\n');
  }
}

void export_rows(Buffer *out, const RowTable *table) {
  for (uint32_t r = 0; r < table->rows.n; r++) {
    for (uint32_t i = 0; i < ROW_FIELD_COUNT; i++) {
      Str text = table->rows.v[r].field[row_fields[i]];
      csv_field(out, row_is_missing(text) ? str_lit("NA") : text);
      buffer_char(out, i + 1 < ROW_FIELD_COUNT ? ',' : '\n');
    }
  }
}

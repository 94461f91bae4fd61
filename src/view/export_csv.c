/* What single documents say → CSV: documents, claims, persons, actors, rows. */
#include "base/csv.h"
#include "view/export_cells.h"
#include "view/export_write.h"

/* ---- claims ---------------------------------------------------------------------------------- */

#define HEAD_DOCUMENT "document,publisher,date,url,"
#define HEAD_VALUE \
  "text,number,qualifier,low,high,unit,who,status,sex,age_class,nationality,"
#define HEAD_WHERE \
  "place,country,latitude,longitude,precision,place_basis,start,end,time_basis,"
#define HEAD_VOICE "source_kind,source,via,modality,polarity,scope,as_of,certainty,"
#define HEAD_WORDS "in_title,span_start,span_end,sentence"

enum { VALUE_ONLY_FIGURES = 10 }; /* of the columns of a value: all but the words */

void export_claims_head(Buffer *out, ExportClaims which) {
  static const char *const heads[] = {
      [EXPORT_FIGURES] = "event,heading,claim," HEAD_DOCUMENT "measure," HEAD_VALUE HEAD_WHERE
                             HEAD_VOICE HEAD_WORDS "\n",
      [EXPORT_STATEMENTS] = "event,heading,claim," HEAD_DOCUMENT "predicate,text," HEAD_WHERE
                                HEAD_VOICE HEAD_WORDS "\n",
      [EXPORT_CLAIMS] =
          "event,heading,claim,kind," HEAD_DOCUMENT "measure,predicate," HEAD_VALUE HEAD_WHERE
              HEAD_VOICE HEAD_WORDS ",occupation,status_according_to,other_places,actors,"
                                    "reference,from,part_of,replaced_by,topic,background,amended,"
                                    "rule\n",
  };
  buffer_text(out, heads[which]);
}

static void write_event_of(Buffer *out, const EventStory *event) {
  cell(out, event ? event->event->id : (Str){NULL, 0});
  cell(out, event ? event->event->heading : (Str){NULL, 0});
}

static void write_document_of(Buffer *out, const DocumentLine *d) {
  cell(out, d->id);
  cell(out, d->publisher);
  cell(out, d->date);
  cell(out, d->url);
}

static void write_value(Buffer *out, const Claim *c) {
  cell(out, c->value.words.text);
  cell_decimal(out, c->value.has_number, c->value.number);
  cell_name(out, NAMES_QUALIFIER, c->value.qualifier);
  cell_decimal(out, c->value.has_low, c->value.low);
  cell_decimal(out, c->value.has_high, c->value.high);
  cell(out, c->value.unit);
  cell(out, c->who.words.text);
  cell_name(out, NAMES_WHO_STATUS, c->who.status);
  cell_name(out, NAMES_SEX, c->who.sex);
  cell_name(out, NAMES_AGE_CLASS, c->who.age_class);
  cell(out, c->who.nationality);
}

static void write_where(Buffer *out, const Claim *c) {
  const ClaimPlace nowhere = {.has_point = false};
  const ClaimPlace *place = c->places.n ? &c->places.v[0] : &nowhere;
  cell(out, place->name);
  cell(out, place->country);
  cell_degrees(out, place->has_point, place->latitude);
  cell_degrees(out, place->has_point, place->longitude);
  cell_word(out, c->places.n ? line_name(NAMES_PRECISION, place->precision) : NULL);
  cell_word(out, c->places.n ? line_name(NAMES_BASIS, place->basis) : NULL);
  cell_date(out, c->time.start);
  cell_date(out, c->time.end);
  cell_name(out, NAMES_BASIS, c->time.basis);
}

static void write_voice(Buffer *out, const Claim *c) {
  bool narrated = c->source.kind == SOURCE_NARRATOR;
  cell_name(out, NAMES_SOURCE_KIND, c->source.kind);
  cell(out, c->source.words.text);
  cell_word(out, narrated ? NULL : line_name(NAMES_VIA, c->source.via));
  cell_name(out, NAMES_MODALITY, c->modality);
  cell_name(out, NAMES_POLARITY, c->polarity);
  cell_name(out, NAMES_SCOPE, c->scope);
  cell(out, c->as_of);
  cell_name(out, NAMES_CERTAINTY, c->certainty);
}

static void write_words(Buffer *out, const Excerpt *words, Str sentence) {
  cell_flag(out, words->in_title);
  cell_count(out, words->span.start);
  cell_count(out, words->span.end);
  cell(out, sentence);
}

static void write_actor_list(Buffer *out, const Claim *c) {
  CellList list = cell_list(out);
  for (uint32_t i = 0; i < c->actors.n; i++) {
    const ClaimActor *a = &c->actors.v[i];
    cell_list_add(&list, a->name.n ? a->name : a->words.text);
  }
  cell_list_end(&list);
}

/* What only the table of all claims has. */
static void write_rest(Buffer *out, const Claim *c) {
  cell(out, c->who.occupation);
  cell(out, c->who.status_according_to);
  CellList list = cell_list(out);
  for (uint32_t i = 1; i < c->places.n; i++) {
    cell_list_add(&list, c->places.v[i].name);
  }
  cell_list_end(&list);
  write_actor_list(out, c);
  cell(out, c->source.reference);
  cell(out, c->source.from ? c->source.from->words.text : (Str){NULL, 0});
  cell(out, c->part_of);
  cell(out, c->replaced_by);
  cell(out, c->topic);
  cell_flag(out, c->background);
  cell_flag(out, c->amended);
  cell(out, c->rule);
}

static void write_measured(Buffer *out, const Claim *c, ExportClaims which) {
  if (c->kind == CLAIM_FIGURE) {
    cell(out, c->measure);
    cells_empty(out, which == EXPORT_CLAIMS); /* predicate */
    write_value(out, c);
    return;
  }
  cells_empty(out, which == EXPORT_CLAIMS); /* measure */
  cell(out, c->measure);
  cell(out, c->evidence.text);
  cells_empty(out, which == EXPORT_CLAIMS ? VALUE_ONLY_FIGURES : 0);
}

void export_claim(Buffer *out, const ExportView *view, uint32_t claim, ExportClaims which) {
  const Claim *c = &view->story->extraction->claims.v[claim];
  write_event_of(out, view->event_of[claim]);
  cell(out, c->id);
  if (which == EXPORT_CLAIMS) {
    cell_word(out, c->kind == CLAIM_FIGURE ? "figure" : "statement");
  }
  write_document_of(out, &view->story->extraction->documents.v[c->document]);
  write_measured(out, c, which);
  write_where(out, c);
  write_voice(out, c);
  write_words(out, c->kind == CLAIM_FIGURE ? &c->value.words : &c->evidence, c->sentence.text);
  if (which == EXPORT_CLAIMS) {
    write_rest(out, c);
  }
  row_end(out);
}

/* ---- actors ---------------------------------------------------------------------------------- */

void export_actors(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,claim," HEAD_DOCUMENT
                   "measure,predicate,claim_text,actor,text,role,standing,according_to,source_kind,"
                   "source,certainty,sentence\n");
  for (uint32_t i = 0; i < view->claims.n; i++) {
    const Claim *c = &x->claims.v[view->claims.v[i]];
    bool figure = c->kind == CLAIM_FIGURE;
    for (uint32_t k = 0; k < c->actors.n; k++) {
      const ClaimActor *a = &c->actors.v[k];
      write_event_of(out, view->event_of[view->claims.v[i]]);
      cell(out, c->id);
      write_document_of(out, &x->documents.v[c->document]);
      cell(out, figure ? c->measure : (Str){NULL, 0});
      cell(out, figure ? (Str){NULL, 0} : c->measure);
      cell(out, figure ? c->value.words.text : c->evidence.text);
      cell(out, a->name.n ? a->name : a->words.text);
      cell(out, a->words.text);
      cell_name(out, NAMES_ROLE, a->role);
      cell_name(out, NAMES_STANDING, a->standing);
      cell(out, a->according_to);
      cell_name(out, NAMES_SOURCE_KIND, c->source.kind);
      cell(out, c->source.words.text);
      cell_name(out, NAMES_CERTAINTY, c->certainty);
      cell(out, c->sentence.text);
      row_end(out);
    }
  }
}

/* ---- persons --------------------------------------------------------------------------------- */

void export_persons(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "event,heading,person," HEAD_DOCUMENT
                   "text,name,age,sex,occupation,harm,part_of,certainty," HEAD_WORDS ",rule\n");
  for (uint32_t i = 0; i < view->persons.n; i++) {
    const Person *p = &x->persons.v[view->persons.v[i]];
    write_event_of(out, view->event_of_person[view->persons.v[i]]);
    cell(out, p->id);
    write_document_of(out, &x->documents.v[p->document]);
    cell(out, p->words.text);
    cell(out, p->name);
    cell_decimal(out, p->age >= 0, decimal_of(p->age));
    cell_name(out, NAMES_SEX, p->sex);
    cell(out, p->occupation);
    cell_name(out, NAMES_HARM, p->harm);
    cell(out, p->part_of);
    cell_name(out, NAMES_CERTAINTY, p->certainty);
    write_words(out, &p->words, p->sentence.text);
    cell(out, p->rule);
    row_end(out);
  }
}

/* ---- documents ------------------------------------------------------------------------------- */

static const Claim *claim_at(const ExportView *view, uint32_t i) {
  return &view->story->extraction->claims.v[view->claims.v[i]];
}

static const Person *person_at(const ExportView *view, uint32_t i) {
  return &view->story->extraction->persons.v[view->persons.v[i]];
}

void export_documents(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  buffer_text(out, "document,hash,text_hash,bytes,title,date,date_basis,publisher,author,url,"
                   "language,part,figures,statements,persons,notes,pack\n");
  for (uint32_t i = 0, claim = 0, person = 0; i < view->documents.n; i++) {
    uint32_t at = view->documents.v[i], figures = 0, statements = 0, persons = 0;
    const DocumentLine *d = &x->documents.v[at];
    for (; claim < view->claims.n && claim_at(view, claim)->document <= at; claim++) {
      claim_at(view, claim)->kind == CLAIM_FIGURE ? figures++ : statements++;
    }
    for (; person < view->persons.n && person_at(view, person)->document <= at; person++) {
      persons++;
    }
    cell(out, d->id);
    cell_digest(out, d->hash);
    cell_digest(out, d->text_hash);
    cell_count(out, d->bytes);
    const Str fields[] = {d->title, d->date,     d->date_basis, d->publisher, d->author,
                          d->url,   d->language, d->part};
    for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
      cell(out, fields[k]);
    }
    cell_count(out, figures);
    cell_count(out, statements);
    cell_count(out, persons);
    CellList notes = cell_list(out);
    for (uint32_t k = 0; k < d->notes.n; k++) {
      cell_list_add(&notes, d->notes.v[k]);
    }
    cell_list_end(&notes);
    cell(out, d->pack);
    row_end(out);
  }
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

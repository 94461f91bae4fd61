/* Form files: tables of events, or of what each document reports of them, with the columns of
   another data set, as data (data/forms/FORMS.md). A form names its columns in their order, which
   field each shows, and what codes the values become; a column without a field stays empty. */
#ifndef VIEW_FORM_FILE_H
#define VIEW_FORM_FILE_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/status.h"
#include "base/str.h"

/* What is known of an event. Values of several words are parted by blanks. */
typedef enum FormField {
  FORM_NOTHING,
  FORM_EVENT,   /* id */
  FORM_PARENT,  /* id of the event that it is a part of */
  FORM_HEADING, /* place and date */
  FORM_YEAR,
  FORM_FIRST_DAY, /* of the period, as widely as its dates leave it */
  FORM_LAST_DAY,
  FORM_DAY,       /* where it is of one day */
  FORM_DATE_KIND, /* day, days, month or year */
  FORM_PLACE,
  FORM_PLACES, /* all of them */
  FORM_PLACE_KIND, /* point, settlement, district, region, country */
  FORM_COUNTRY,
  FORM_COUNTRY_CODE,
  FORM_ADMIN1,
  FORM_ADMIN2,
  FORM_LATITUDE,
  FORM_LONGITUDE,
  FORM_WKT,
  FORM_PREDICATES, /* of clear statements that it happened: "fighting shelling" */
  FORM_VALUE,      /* what the counting rule that was asked for gives */
  FORM_LOW,
  FORM_HIGH,
  FORM_RULE,
  FORM_DOCUMENTS,  /* how many */
  FORM_ARTICLES,   /* publisher, date, title of each */
  FORM_PUBLISHERS,
  FORM_DATES,
  FORM_TITLES,
  FORM_UPSTREAMS, /* whom they name as sources of figures */
  FORM_FIGURES,   /* measure, words and documents of each clear reading */
  FORM_DOCUMENT,  /* of forms of reports: id, and what it says of itself */
  FORM_PUBLISHER,
  FORM_PUBLISHED,
  FORM_TITLE,
  FORM_URL,
  FORM_NUMBER,      /* of a measure: what the document's clear figures all say */
  FORM_NUMBER_LOW,
  FORM_NUMBER_HIGH,
  FORM_FIGURES_OF,  /* how many clear figures of the measure it gives */
  FORM_FIELDS
} FormField;

typedef struct FormCode {
  Str of, text;
} FormCode;

typedef struct FormColumn {
  Str name;
  FormField field;
  Str measure; /* of FORM_NUMBER to FORM_FIGURES_OF */
  ARRAY(FormCode) codes; /* none: the value itself */
  Str with;              /* written only where that column is not empty; empty: always */
  uint32_t with_column;
  uint32_t line;
} FormColumn;

typedef struct FormFile {
  Str name, version, title, source;
  Str missing; /* what stands in an empty cell */
  bool reports; /* a row for each document of each event, else one for each event */
  Str counts; /* the measure of value, low and high; empty: none is counted */
  ARRAY(FormColumn) columns;
} FormFile;

typedef struct FormRow {
  Str field[FORM_FIELDS]; /* empty: not known */
  const Str *measured;    /* by column: of those with a measure; NULL where the form has none */
} FormRow;

/* Reads a form. Views of text. STATUS_FORMAT: "file:line: message", with what was expected. */
int form_file_read(Str text, Str file, Arena *arena, FormFile *form, Status *status);
/* CSV: the header, and a row for an event. Where words of a value have unlike codes, or one has the
   code -, the cell stays empty: no code is chosen. */
void form_head(Buffer *out, const FormFile *form);
void form_row(Buffer *out, const FormFile *form, const FormRow *row);

#endif

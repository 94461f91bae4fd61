/* Events in the columns of other data sets: what is known of an event → the fields of a form. */
#include "api/exporting.h"
#include "base/file.h"
#include "claim/line_names.h"
#include "rule/count_rows.h"
#include "view/count_write.h"
#include "view/form_file.h"

enum { FORM_MOST = 1 << 20, CANDIDATES = 32, CHAIN_MOST = 16 };

/* ---- texts ----------------------------------------------------------------------------------- */

/* Texts parted by a mark. */
typedef struct Joined {
  Arena *arena;
  const char *mark;
  ARRAY(char) text;
} Joined;

static void joined_bytes(Joined *j, Str text) {
  for (size_t i = 0; i < text.n; i++) {
    array_push(j->arena, &j->text, text.p[i]);
  }
}

static void joined_add(Joined *j, Str text) {
  if (j->text.n) {
    joined_bytes(j, str_of(j->mark));
  }
  joined_bytes(j, text);
}

static Str joined_text(const Joined *j) {
  return (Str){j->text.v, j->text.n};
}

/* Adds a name that is not there yet. */
static void joined_once(Joined *j, Map *seen, Str name) {
  bool is_new = false;
  if (name.n) {
    map_put(seen, source_key(name, j->arena), 0, &is_new);
  }
  if (is_new) {
    joined_add(j, name);
  }
}

static Str date_text(Arena *arena, Date date) {
  char text[16];
  return str_copy(arena, (Str){text, civil_write(date, text)});
}

/* ---- when ------------------------------------------------------------------------------------ */

static const char *date_kind(const Period *time, int32_t first, int32_t last) {
  Date start = time->start, end = time->end;
  if (first == DAY_NONE || last == DAY_NONE) {
    return "";
  }
  if (first == last) {
    return "day";
  }
  if (start.day && end.day) {
    return "days";
  }
  bool one_year = start.year == end.year;
  if (one_year && start.month && start.month == end.month && !start.day && !end.day) {
    return "month";
  }
  return one_year && !start.month && !end.month ? "year" : "";
}

static void fill_when(FormRow *row, Period time, Arena *arena) {
  time.end = time.end.year ? time.end : time.start;
  int32_t first = civil_first(time.start), last = civil_last(time.end);
  if (time.start.year && time.start.year == time.end.year) {
    row->field[FORM_YEAR] = str_of(arena_printf(arena, "%d", (int)time.start.year));
  }
  row->field[FORM_DATE_KIND] = str_of(date_kind(&time, first, last));
  if (first != DAY_NONE && last != DAY_NONE && first <= last) {
    row->field[FORM_FIRST_DAY] = date_text(arena, civil_date(first));
    row->field[FORM_LAST_DAY] = date_text(arena, civil_date(last));
  }
  if (first != DAY_NONE && first == last) {
    row->field[FORM_DAY] = row->field[FORM_FIRST_DAY];
  }
}

/* ---- where ----------------------------------------------------------------------------------- */

/* The place of the gazetteer that a claim's place is. */
static bool place_of(const Gazetteer *gazetteer, const ClaimPlace *place, Place *found) {
  PlaceCandidate candidates[CANDIDATES];
  char key[GAZETTEER_KEY];
  Str name = {key, gazetteer_key(place->name, key)};
  uint32_t n = name.n ? gazetteer_find(gazetteer, name, candidates, CANDIDATES) : 0;
  for (uint32_t i = 0; i < n && i < CANDIDATES; i++) {
    if (gazetteer_place(gazetteer, candidates[i].place, found) &&
        str_equal(found->name, place->name) && found->geonames == place->geonames &&
        found->latitude == place->latitude && found->longitude == place->longitude) {
      return true;
    }
  }
  return false;
}

static void fill_divisions(FormRow *row, const Gazetteer *gazetteer, const ClaimPlace *place) {
  Place found, parent;
  if (!place_of(gazetteer, place, &found)) {
    return;
  }
  row->field[FORM_ADMIN1] = found.admin1_name;
  for (int i = 0; i < 4; i++) {
    if (found.class == PLACE_CLASS_DISTRICT) {
      row->field[FORM_ADMIN2] = found.name;
      return;
    }
    if (!found.parent || !gazetteer_place(gazetteer, found.parent, &parent)) {
      return;
    }
    found = parent;
  }
}

static Str micro_text(Arena *arena, int32_t millionths) {
  char text[32];
  size_t n = decimal_write(decimal_normal((Decimal){millionths, 6}), text);
  return str_copy(arena, (Str){text, n});
}

static void fill_where(FormRow *row, const Gazetteer *gazetteer, const ClaimPlace *place,
                       uint32_t n, Arena *arena) {
  Joined places = {.arena = arena, .mark = "; "};
  Place country;
  if (n == 0) {
    return;
  }
  for (uint32_t i = 0; i < n; i++) {
    joined_add(&places, place[i].name);
  }
  row->field[FORM_PLACE] = place->name;
  row->field[FORM_PLACES] = joined_text(&places);
  row->field[FORM_COUNTRY_CODE] = place->country;
  if (gazetteer_place(gazetteer, gazetteer_country(gazetteer, place->country), &country)) {
    row->field[FORM_COUNTRY] = country.name;
  }
  row->field[FORM_PLACE_KIND] = str_of(line_name(NAMES_PRECISION, place->precision));
  fill_divisions(row, gazetteer, place);
  if (place->has_point) {
    Str latitude = micro_text(arena, place->latitude);
    Str longitude = micro_text(arena, place->longitude);
    row->field[FORM_LATITUDE] = latitude;
    row->field[FORM_LONGITUDE] = longitude;
    row->field[FORM_WKT] = str_of(
        arena_printf(arena, "POINT (%.*s %.*s)", STR_ARG(longitude), STR_ARG(latitude)));
  }
}

/* ---- what, and who says so ------------------------------------------------------------------- */

enum { ALL_DOCUMENTS = UINT32_MAX };

/* Of a document, or of all. */
static bool is_of(const Claim *c, uint32_t document) {
  return document == ALL_DOCUMENTS || c->document == document;
}

static void fill_predicates(FormRow *row, const EventStory *event, const Extraction *x,
                            uint32_t document, Arena *arena) {
  Joined predicates = {.arena = arena, .mark = " "};
  for (uint32_t i = 0; i < event->statements.n; i++) {
    const StatementReading *s = &event->statements.v[i];
    bool clear = false;
    for (uint32_t k = 0; k < s->claims.n; k++) {
      const Claim *c = &x->claims.v[s->claims.v[k]];
      clear = clear || (is_of(c, document) && c->certainty == CERTAINTY_CLEAR && !c->background &&
                        (c->modality == MODALITY_ASSERTED || c->modality == MODALITY_REPORTED));
    }
    if (clear && s->polarity == POLARITY_POSITIVE) {
      joined_add(&predicates, s->predicate);
    }
  }
  row->field[FORM_PREDICATES] = joined_text(&predicates);
}

static void fill_documents(FormRow *row, const Event *event, const Extraction *x, Arena *arena) {
  Joined articles = {.arena = arena, .mark = "; "}, dates = articles, titles = articles,
         publishers = articles;
  Map seen;
  map_init(&seen, arena);
  for (uint32_t i = 0; i < event->documents.n; i++) {
    const DocumentLine *d = &x->documents.v[event->documents.v[i]];
    joined_add(&articles, str_of(arena_printf(arena, "%.*s,%.*s,%.*s", STR_ARG(d->publisher),
                                              STR_ARG(d->date), STR_ARG(d->title))));
    joined_once(&publishers, &seen, d->publisher);
    if (d->date.n) {
      joined_add(&dates, d->date);
    }
    if (d->title.n) {
      joined_add(&titles, d->title);
    }
  }
  row->field[FORM_DOCUMENTS] = str_of(arena_printf(arena, "%u", event->documents.n));
  row->field[FORM_ARTICLES] = joined_text(&articles);
  row->field[FORM_PUBLISHERS] = joined_text(&publishers);
  row->field[FORM_DATES] = joined_text(&dates);
  row->field[FORM_TITLES] = joined_text(&titles);
}

static void fill_upstreams(FormRow *row, const Event *event, const Extraction *x,
                           uint32_t document, Arena *arena) {
  Joined names = {.arena = arena, .mark = "; "};
  Map seen;
  map_init(&seen, arena);
  for (uint32_t i = 0; i < event->claims.n; i++) {
    const Claim *c = &x->claims.v[event->claims.v[i]];
    const Source *s = c->kind == CLAIM_FIGURE && is_of(c, document) ? &c->source : NULL;
    for (int depth = 0; s && depth < CHAIN_MOST; s = s->from, depth++) {
      if (s->kind == SOURCE_NAMED) {
        joined_once(&names, &seen, s->words.text);
      }
    }
  }
  row->field[FORM_UPSTREAMS] = joined_text(&names);
}

/* "killed: at least nine (a.txt, b.txt)" */
static void figure_add(Joined *figures, const Extraction *x, const MeasureReadings *m,
                       const Reading *r) {
  Joined documents = {.arena = figures->arena, .mark = ", "};
  for (uint32_t d = 0; d < r->documents.n; d++) {
    joined_add(&documents, x->documents.v[r->documents.v[d]].id);
  }
  joined_add(figures,
             str_of(arena_printf(figures->arena, "%.*s: %.*s (%.*s)", STR_ARG(m->measure),
                                 STR_ARG(x->claims.v[r->shown].value.words.text),
                                 STR_ARG(joined_text(&documents)))));
}

static void fill_figures(FormRow *row, const EventStory *event, const Extraction *x,
                         Arena *arena) {
  Joined figures = {.arena = arena, .mark = "; "};
  for (uint32_t m = 0; m < event->measures.n; m++) {
    const MeasureReadings *measure = &event->measures.v[m];
    for (uint32_t r = 0; r < measure->readings.n; r++) {
      if (!measure->readings.v[r].unclear) {
        figure_add(&figures, x, measure, &measure->readings.v[r]);
      }
    }
  }
  row->field[FORM_FIGURES] = joined_text(&figures);
}

/* What the rule that was asked for makes of the form's measure. */
static void fill_count(FormRow *row, Exporting *e, const EventStory *event, Str measure) {
  for (uint32_t m = 0; m < event->measures.n; m++) {
    RowTable table;
    RuleOutcome outcome;
    if (!str_equal(event->measures.v[m].measure, measure) ||
        !export_counted(e, event, &event->measures.v[m], &table, &outcome)) {
      continue;
    }
    for (int i = 0; i < 3; i++) {
      char text[32];
      const RuleValue *value = &outcome.value[i];
      if (value->given == GIVEN_VALUE && value->is_number) {
        row->field[FORM_VALUE + i] =
            str_copy(&e->scratch, (Str){text, decimal_write(value->number, text)});
      }
    }
    row->field[FORM_RULE] = e->rule->name;
  }
}

/* Its id; of an incident the name that a person gave it. */
static Str event_name(const Event *event) {
  return event->id.n ? event->id : event->heading;
}

static void event_row(Exporting *e, const FormFile *form, const EventStory *event) {
  const Extraction *x = e->view.story->extraction;
  const Event *about = event->event;
  FormRow row = {.field[FORM_EVENT] = event_name(about)};
  row.field[FORM_PARENT] = event->parent_id;
  row.field[FORM_HEADING] = about->heading;
  fill_when(&row, about->time, &e->scratch);
  fill_where(&row, &e->run->engine->gazetteer, about->places.v, about->places.n, &e->scratch);
  fill_predicates(&row, event, x, ALL_DOCUMENTS, &e->scratch);
  fill_documents(&row, about, x, &e->scratch);
  fill_upstreams(&row, about, x, ALL_DOCUMENTS, &e->scratch);
  fill_figures(&row, event, x, &e->scratch);
  fill_count(&row, e, event, form->counts);
  form_row(&e->out, form, &row);
  arena_clear(&e->scratch);
}

/* ---- what one document reports of an event --------------------------------------------------- */

/* Number, low or high of a figure. */
static bool bound_of(const Value *v, FormField field, Decimal *number) {
  bool low = field == FORM_NUMBER_LOW, high = field == FORM_NUMBER_HIGH;
  *number = low ? v->low : high ? v->high : v->number;
  return low ? v->has_low : high ? v->has_high : v->has_number;
}

/* What the document's clear figures of the measure, those left out that are parts or replaced in
   the document itself, all have as number, low or high; false where they differ or lack it. */
static bool figures_agree(const MeasureReadings *m, const Extraction *x, uint32_t document,
                          FormField field, Decimal *all) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < m->readings.n; i++) {
    const Reading *r = &m->readings.v[i];
    Decimal number;
    bool replaced =
        r->superseded_by >= 0 && indices_have(&m->readings.v[r->superseded_by].documents, document);
    if (r->unclear || !indices_have(&r->documents, document) || replaced || reading_is_part(m, i)) {
      continue;
    }
    if (!bound_of(&x->claims.v[r->shown].value, field, &number) ||
        (n > 0 && decimal_compare(number, *all) != 0)) {
      return false;
    }
    *all = number;
    n++;
  }
  return n > 0;
}

static uint32_t figures_clear(const MeasureReadings *m, uint32_t document) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < m->readings.n; i++) {
    n += !m->readings.v[i].unclear && indices_have(&m->readings.v[i].documents, document);
  }
  return n;
}

static Str measured(const FormColumn *column, const EventStory *event, const Extraction *x,
                    uint32_t document, Arena *arena) {
  const MeasureReadings *m = NULL;
  Decimal number;
  char text[32];
  for (uint32_t i = 0; i < event->measures.n; i++) {
    m = str_equal(event->measures.v[i].measure, column->measure) ? &event->measures.v[i] : m;
  }
  if (column->field == FORM_FIGURES_OF) {
    return str_of(arena_printf(arena, "%u", m ? figures_clear(m, document) : 0));
  }
  if (!m || !figures_agree(m, x, document, column->field, &number)) {
    return (Str){NULL, 0};
  }
  size_t n = decimal_write(number, text);
  return str_copy(arena, (Str){text, n});
}

/* The first clear figure that a document gives of an event; NULL: none. */
static const Claim *first_figure(const Event *event, const Extraction *x, uint32_t document) {
  for (uint32_t i = 0; i < event->claims.n; i++) {
    const Claim *c = &x->claims.v[event->claims.v[i]];
    if (c->document == document && c->kind == CLAIM_FIGURE && c->certainty == CERTAINTY_CLEAR) {
      return c;
    }
  }
  return NULL;
}

static void report_row(Exporting *e, const FormFile *form, const EventStory *event,
                       uint32_t document) {
  const Extraction *x = e->view.story->extraction;
  const DocumentLine *d = &x->documents.v[document];
  const Claim *first = first_figure(event->event, x, document);
  Str *values = arena_array(&e->scratch, Str, form->columns.n);
  FormRow row = {.field[FORM_EVENT] = event_name(event->event), .measured = values};
  row.field[FORM_PARENT] = event->parent_id;
  row.field[FORM_HEADING] = event->event->heading;
  row.field[FORM_DOCUMENT] = d->id;
  row.field[FORM_PUBLISHER] = d->publisher;
  row.field[FORM_PUBLISHED] = d->date;
  row.field[FORM_TITLE] = d->title;
  row.field[FORM_URL] = d->url;
  if (first) {
    fill_when(&row, first->time, &e->scratch);
    fill_where(&row, &e->run->engine->gazetteer, first->places.v, first->places.n, &e->scratch);
  }
  fill_predicates(&row, event, x, document, &e->scratch);
  fill_upstreams(&row, event->event, x, document, &e->scratch);
  for (uint32_t i = 0; i < form->columns.n; i++) {
    if (form->columns.v[i].measure.n) {
      values[i] = measured(&form->columns.v[i], event, x, document, &e->scratch);
    }
  }
  form_row(&e->out, form, &row);
  arena_clear(&e->scratch);
}

/* ---- together -------------------------------------------------------------------------------- */

static void form_rows(Exporting *e, const FormFile *form) {
  for (uint32_t i = 0; i < e->view.story->events.n; i++) {
    const EventStory *event = &e->view.story->events.v[i];
    if (!form->reports) {
      event_row(e, form, event);
    }
    for (uint32_t d = 0; d < event->event->documents.n && form->reports; d++) {
      report_row(e, form, event, event->event->documents.v[d]);
    }
  }
}

int export_form(Exporting *e, const char *name, Status *status) {
  FormFile form;
  Str text, file = str_of(name);
  int code = STATUS_OK;
  if (form_is_file(name)) {
    size_t n = 0;
    code = file_read(name, FORM_MOST, &e->form_bytes, &n, status);
    text = (Str){e->form_bytes, n};
  } else {
    file = str_of(arena_printf(&e->run->arena, "forms/%s.form", name));
    text = pack_file(&e->run->engine->pack, file.p);
  }
  if (code == STATUS_OK) {
    code = form_file_read(text, file, &e->run->arena, &form, status);
  }
  if (code != STATUS_OK) {
    return code;
  }
  form_head(&e->out, &form);
  form_rows(e, &form);
  return STATUS_OK;
}

bool form_is_file(const char *name) {
  return strchr(name, '/') || str_ends(str_of(name), ".form");
}

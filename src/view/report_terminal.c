/* Report terminal: a story → lines of at most 80 columns. */
#include "view/report_terminal.h"

#include "view/incident_write.h"
#include "view/page_parts.h"
#include "view/source_about.h"
#include "view/terminal_text.h"

enum {
  TABLE_LABEL = 16,    /* columns of the table: label, figure, counted (between
                          its two numbers), where, mark, document */
  TABLE_FIGURE = 15,
  TABLE_WHO_LEAST = 14,
  TABLE_WHO_MOST = 24,
  TABLE_MARK = 2,
  INDENT = 2,
};

static Str names_list(const Terminal *t, const Indices *documents, const char *between) {
  Str out = {0};
  for (uint32_t i = 0; i < documents->n; i++) {
    out = terminal_join(t, out, between, t->m->names[documents->v[i]]);
  }
  return out;
}

static const Claim *claim_at(const Terminal *t, uint32_t index) {
  return &t->m->extraction->claims.v[index];
}

static Str figure_text(const Terminal *t, uint32_t claim) {
  PageFigure f = page_figure(t->w, t->arena, &claim_at(t, claim)->value);
  Str words = f.quoted.n ? terminal_quoted(t, f.quoted) : (Str){0};
  Str figure = f.plain.n && f.quoted.n && !f.none ? f.plain : terminal_join(t, f.plain, " ", words);
  return terminal_join(t, figure, " ", f.unit);
}

/* ---- the heading ----------------------------------------------------------------------------- */

static void heading(Terminal *t, const PageEvent *event) {
  Str title = terminal_safe(t, event->heading);
  terminal_strong(t, (Str){title.p, text_fit(title, TERMINAL_COLUMNS)});
  buffer_char(t->out, '\n');
  Str review = t->m->amended ? say(t, W_REVIEW_AMENDED, ARG_COUNT(t, "n", t->m->amended))
                             : t->w->text[W_REVIEW_NONE];
  Str count = say(t, W_TERMINAL_DOCUMENTS,
                  ARG_COUNT(t, "n", event->story->event->documents.n));
  Str line = terminal_join(t, count, " ", review);
  line = terminal_join(t, line, " ", t->w->text[W_NOTHING_ADDED]);
  terminal_wrap(t, line, 0);
}

/* ---- tables ---------------------------------------------------------------------------------- */

static Str where_text(const Terminal *t, const Claim *claim, const Event *event, uint32_t width) {
  Str places = {0};
  uint32_t left = 0;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    const ClaimPlace *p = &claim->places.v[i];
    Str more = terminal_join(t, places, ", ", page_place(p, event->places.v, event->places.n));
    if (i > 0 && text_columns(more) + 20 > width) {
      left = claim->places.n - i;
      break;
    }
    places = more;
  }
  if (left) {
    places = say(t, W_TERMINAL_MORE_PLACES, ARG("places", places), ARG_COUNT(t, "n", left));
  }
  if (claim->places.n == 0) {
    places = t->w->text[W_PLACE_NOT_STATED];
  }
  Str when = page_period(t->w, t->arena, &claim->time);
  if (when.n && claim->time.basis != BASIS_DOCUMENT && !page_periods_meet(&claim->time, &event->time)) {
    places = terminal_join(t, places, ", ", when);
  }
  if (claim->as_of.n) {
    Str date = page_iso_date(t->w, t->arena, claim->as_of);
    places = terminal_join(t, places, ", ", say(t, W_AS_OF, ARG("date", date)));
  }
  return places;
}

/* Columns for the words of who is counted, as far as the rows need them. */
static uint32_t who_width(const Terminal *t, const PageMeasure *measure) {
  uint32_t width = TABLE_WHO_LEAST;
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    uint32_t need = text_columns(claim_at(t, measure->rows.v[i].claim)->who.words.text) + 3;
    width = need > width ? need : width;
  }
  return width < TABLE_WHO_MOST ? width : TABLE_WHO_MOST;
}

static uint32_t where_width(const Terminal *t, uint32_t who) {
  return TERMINAL_COLUMNS - TABLE_LABEL - TABLE_FIGURE - who - TABLE_MARK - t->m->names_width;
}

/* Bytes of a place that go into its first line: all, or up to a space. */
static size_t place_fit(Str place, uint32_t columns) {
  size_t fit = text_fit(place, columns);
  size_t cut = fit;
  while (fit < place.n && cut > 0 && place.p[cut] != ' ') {
    cut--;
  }
  return fit < place.n && cut > 0 ? cut : fit;
}

/* A figure is not cut: one that is longer than its column has a line of its own. */
static void figure_cell(Terminal *t, Str figure) {
  Str text = terminal_safe(t, figure);
  if (text_columns(text) < TABLE_FIGURE) {
    terminal_cell(t, figure, TABLE_FIGURE, true);
    return;
  }
  terminal_cell(t, figure, TERMINAL_COLUMNS - TABLE_LABEL, true);
  terminal_end_line(t);
  terminal_spaces(t, TABLE_LABEL + TABLE_FIGURE);
}

static void table_row(Terminal *t, const PageEvent *event, const PageRow *row, Str label,
                      uint32_t who_columns) {
  const Claim *claim = claim_at(t, row->claim);
  uint32_t where = where_width(t, who_columns);
  terminal_cell(t, label, TABLE_LABEL, false);
  figure_cell(t, figure_text(t, row->claim));
  Str place = terminal_safe(t, where_text(t, claim, event->story->event, where * 2 - 8));
  size_t fit = place_fit(place, where - 1);
  Str who = claim->who.words.text;
  terminal_cell(t, who.n ? terminal_quoted(t, who) : (Str){0}, who_columns, false);
  terminal_cell(t, (Str){place.p, fit}, where, false);
  bool ask = row->question >= 0 || row->unclear;
  terminal_strong(t, str_of(ask ? "?" : ""));
  terminal_spaces(t, ask ? 1 : 2);
  Str name = t->m->names[row->document];
  buffer_str(t->out, claim->amended ? terminal_join(t, name, "", str_lit("*")) : name);
  terminal_end_line(t);
  if (fit < place.n) { /* one more line for the place */
    terminal_spaces(t, TABLE_LABEL + TABLE_FIGURE + who_columns);
    terminal_cell(t, str_trim((Str){place.p + fit, place.n - fit}), where, false);
    terminal_end_line(t);
  }
}

static Str upper(const Terminal *t, Str text) {
  char *out = arena_copy(t->arena, text.p, text.n);
  for (size_t i = 0; i < text.n; i++) {
    out[i] = out[i] >= 'a' && out[i] <= 'z' ? (char)(out[i] - 'a' + 'A') : out[i];
  }
  return (Str){out, text.n};
}

static void measure_table(Terminal *t, const PageEvent *event, const PageMeasure *measure) {
  static const WordingKey groups[] = {W_TERMINAL_WHOLE, W_TERMINAL_PART, W_TERMINAL_LESSER,
                                      W_TERMINAL_UNCLEAR};
  uint32_t who = who_width(t, measure);
  uint32_t where = where_width(t, who);
  Str name = terminal_safe(t, measure->name);
  if (text_columns(name) >= TABLE_LABEL) { /* a line of its own */
    terminal_strong(t, upper(t, (Str){name.p, text_fit(name, TERMINAL_COLUMNS)}));
    buffer_char(t->out, '\n');
    name.n = 0;
  }
  terminal_cell(t, upper(t, name), TABLE_LABEL, true);
  terminal_cell(t, t->w->text[W_TERMINAL_COLUMN_FIGURE], TABLE_FIGURE, false);
  terminal_cell(t, t->w->text[W_TERMINAL_COLUMN_WHO], who, false);
  terminal_cell(t, t->w->text[W_TERMINAL_COLUMN_WHERE], where, false);
  terminal_spaces(t, TABLE_MARK);
  buffer_str(t->out, t->w->text[W_TERMINAL_COLUMN_DOCUMENT]);
  terminal_end_line(t);
  bool parts = measure->in_group[PAGE_WHOLE] < measure->rows.n;
  int group = -1;
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *row = &measure->rows.v[i];
    bool label = parts && (int)row->group != group;
    group = (int)row->group;
    table_row(t, event, row, label ? t->w->text[groups[row->group]] : (Str){0}, who);
  }
}

/* INJURED   744 (000 002 003)   611 (004)   "hundreds" (000) */
static void measure_line(Terminal *t, const PageMeasure *measure) {
  Str name = upper(t, terminal_safe(t, measure->name));
  name.n = text_fit(name, TERMINAL_COLUMNS / 2);
  uint32_t columns = text_columns(name);
  uint32_t at = columns + 2 > TERMINAL_LABEL ? columns + 2 : TERMINAL_LABEL;
  terminal_strong(t, name);
  terminal_spaces(t, at - columns);
  bool first = true;
  for (uint32_t i = 0; i < measure->rows.n;) {
    uint32_t reading = measure->rows.v[i].reading;
    Str words = figure_text(t, measure->rows.v[i].claim);
    Str names = {0};
    bool ask = false;
    PageGroup group = measure->rows.v[i].group;
    for (; i < measure->rows.n && measure->rows.v[i].reading == reading; i++) {
      const PageRow *row = &measure->rows.v[i];
      Str shown = t->m->names[row->document];
      shown = claim_at(t, row->claim)->amended ? terminal_join(t, shown, "", str_lit("*")) : shown;
      names = terminal_join(t, names, " ", shown);
      ask = ask || row->question >= 0 || row->unclear;
    }
    Str item = terminal_safe(t, str_of(arena_printf(
        t->arena, "%.*s (%.*s)%s", STR_ARG(words), STR_ARG(names),
        group == PAGE_UNCLEAR || ask ? " ?" : "")));
    if (!first && at + 3 + text_columns(item) > TERMINAL_COLUMNS) {
      buffer_char(t->out, '\n');
      terminal_spaces(t, TERMINAL_LABEL);
      at = TERMINAL_LABEL;
      first = true;
    }
    terminal_spaces(t, first ? 0 : 3);
    at += first ? 0 : 3;
    if (at + text_columns(item) > TERMINAL_COLUMNS) {
      size_t fit = text_fit(item, TERMINAL_COLUMNS - at - 3);
      item = str_of(arena_printf(t->arena, "%.*s...", (int)fit, item.p));
    }
    at += text_columns(item);
    buffer_str(t->out, item);
    first = false;
  }
  buffer_char(t->out, '\n');
}

/* ---- relations ------------------------------------------------------------------------------- */

/* The figures of readings as worded, each once. Returns how many; items has room for all. */
static uint32_t readings_items(const Terminal *t, const MeasureReadings *measure,
                               const Indices *readings, Str *items) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < readings->n; i++) {
    const Reading *r = &measure->readings.v[readings->v[i]];
    Str words = r->claims.n ? figure_text(t, r->claims.v[0]) : (Str){0};
    if (words.n && claim_at(t, r->claims.v[0])->value.number.digits == 0 &&
        claim_at(t, r->claims.v[0])->value.has_number) {
      words = say(t, W_FIGURE_NONE_BY, ARG("documents", names_list(t, &r->documents, " ")));
    }
    bool again = words.n == 0;
    for (uint32_t k = 0; k < n; k++) {
      again = again || str_equal(items[k], words);
    }
    if (!again) {
      items[n++] = words;
    }
  }
  return n;
}

static Str readings_text(const Terminal *t, const MeasureReadings *measure,
                         const Indices *readings, WordingKey last) {
  Str *items = arena_array(t->arena, Str, readings->n + 1);
  uint32_t n = readings_items(t, measure, readings, items);
  return page_list(t->w, t->arena, items, n, last);
}

static Str relation_text(const Terminal *t, const MeasureReadings *measure,
                         const PageRelation *r) {
  bool differ = r->kind == RELATION_CONFLICTS;
  Str left = readings_text(t, measure, &r->left, differ ? W_LIST_COMMA : W_LIST_AND);
  Str right = readings_text(t, measure, &r->right, W_LIST_AND);
  uint32_t by = page_relation_owner(measure, r);
  Str owner = by != UINT32_MAX ? t->m->names[by] : (Str){0};
  const Claim *claim = claim_at(t, measure->readings.v[r->left.v[0]].claims.v[0]);
  Str iso = claim->as_of.n ? claim->as_of : t->m->extraction->documents.v[claim->document].date;
  bool why = r->why.n > 0;
  WordingKey key = W_RELATION_FITS;
  switch (r->kind) {
    case RELATION_AGREES: key = W_RELATION_FITS; break;
    case RELATION_REFINES: key = r->own ? W_RELATION_OWN : W_RELATION_LESS_PRECISE; break;
    case RELATION_PART_OF: key = W_RELATION_PART; break;
    case RELATION_DIFFERS_IN_SCOPE: key = why ? W_RELATION_WHY_ALONE : W_RELATION_SCOPE; break;
    case RELATION_DIFFERS_IN_CATEGORY: key = why ? W_RELATION_WHY : W_RELATION_CATEGORY; break;
    case RELATION_SUPERSEDES: key = iso.n ? W_RELATION_REPLACED : W_RELATION_REPLACED_LATER; break;
    case RELATION_CONFLICTS: key = W_RELATION_DIFFER; break;
  }
  return say(t, key, ARG("figures", left), ARG("others", right), ARG("document", owner),
             ARG("date", page_iso_date(t->w, t->arena, iso)), ARG("why", r->why),
             {.name = "n", .count = r->left.n});
}

/* The relations that a reader needs beside the table: all of them where all is asked. */
static void measure_relations(Terminal *t, const PageMeasure *measure, bool table) {
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    if (!measure->relations.v[i].detail || t->options->all) {
      terminal_wrap(t, relation_text(t, measure->measure, &measure->relations.v[i]), INDENT);
    }
  }
  Str *items = arena_array(t->arena, Str, measure->apart.n + 1);
  uint32_t apart = readings_items(t, measure->measure, &measure->apart, items);
  if (!table && apart > 1 && !t->options->all) { /* a line has no column for places */
    Str figures = page_list(t->w, t->arena, items, apart, W_LIST_COMMA);
    terminal_wrap(t, say(t, W_RELATION_APART, ARG("figures", figures)), INDENT);
  }
}

/* The first measure is a table, and each whose figures need their places and people beside them. */
static void event_measures(Terminal *t, const PageEvent *event) {
  enum { LINE_ROWS = 6 };
  bool table_seen = false;
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    if (measure->rows.n == 0) {
      continue;
    }
    bool grouped = measure->in_group[PAGE_PART] || measure->in_group[PAGE_LESSER];
    bool table = !table_seen || grouped || measure->apart.n > 2 || measure->rows.n > LINE_ROWS;
    if (table) {
      measure_table(t, event, measure);
      table_seen = true;
    } else {
      measure_line(t, measure);
    }
    measure_relations(t, measure, table);
  }
  for (uint32_t i = 0; i < event->story->remarks.n; i++) {
    terminal_wrap(t, say(t, W_REMARK, ARG("text", event->story->remarks.v[i].text)), INDENT);
  }
}

/* ---- origin, responsibility, gaps ------------------------------------------------------------ */

static Str repeated_figures(const Terminal *t, const PageEvent *event, bool signs) {
  Str *items = arena_array(t->arena, Str, event->repeats.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < event->repeats.n; i++) {
    const PageRepeat *r = &event->repeats.v[i];
    const Reading *reading = &event->measures.v[r->measure].measure->readings.v[r->reading];
    if ((r->groups < r->documents) != signs || reading->claims.n == 0) {
      continue;
    }
    Str words = figure_text(t, reading->claims.v[0]);
    bool again = false;
    for (uint32_t k = 0; k < n; k++) {
      again = again || str_equal(items[k], words);
    }
    if (!again) {
      items[n++] = words;
    }
  }
  return page_list(t->w, t->arena, items, n, W_LIST_COMMA);
}

static bool same_documents(const Indices *a, const Indices *b) {
  return a->n == b->n && (a->n == 0 || memcmp(a->v, b->v, a->n * sizeof *a->v) == 0);
}

static Str source_name(const Terminal *t, const PageVoice *v) {
  enum { NAME = 60 };
  Str name = v->reference.n ? v->reference : v->name;
  size_t fit = text_fit(name, NAME);
  name = fit < name.n ? str_of(arena_printf(t->arena, "%.*s...", (int)fit, name.p)) : name;
  return terminal_quoted(t, name);
}

/* Whose word the figures are: the sources that the same documents name in one line. */
static void source_lines(Terminal *t, const PageEvent *event) {
  enum { NAMES = 5 };
  for (uint32_t i = 0; i < event->sources.n; i++) {
    const PageVoice *v = &event->sources.v[i];
    bool told = v->kind == SOURCE_NARRATOR;
    for (uint32_t k = 0; k < i && !told; k++) {
      told = event->sources.v[k].kind != SOURCE_NARRATOR &&
             same_documents(&event->sources.v[k].documents, &v->documents);
    }
    if (told) {
      continue;
    }
    Str items[NAMES];
    uint32_t n = 0, more = 0;
    for (uint32_t k = i; k < event->sources.n; k++) {
      const PageVoice *other = &event->sources.v[k];
      if (other->kind != SOURCE_NARRATOR && same_documents(&other->documents, &v->documents)) {
        if (n < NAMES) {
          items[n++] = source_name(t, other);
        } else {
          more++;
        }
      }
    }
    Str names = page_list(t->w, t->arena, items, n, W_LIST_COMMA);
    if (more) {
      names = terminal_join(t, names, " ", say(t, W_AND_MORE, ARG_COUNT(t, "n", more)));
    }
    Str documents = names_list(t, &v->documents, " ");
    terminal_wrap(t, say(t, W_TERMINAL_SOURCE, ARG("documents", documents), ARG("source", names),
                {.name = "n", .count = v->documents.n}), TERMINAL_LABEL);
  }
}

/* The documents that a source publishes or that quote it, of an event. */
static Indices voice_documents(const Terminal *t, const PageEvent *event, Str name) {
  const PageVoices *voices[] = {&event->publishers, &event->sources};
  Indices documents = {0};
  for (size_t k = 0; k < 2; k++) {
    for (uint32_t i = 0; i < voices[k]->n; i++) {
      const PageVoice *v = &voices[k]->v[i];
      for (uint32_t d = 0; d < v->documents.n && str_equal_fold(v->name, name); d++) {
        indices_insert(t->arena, &documents, v->documents.v[d]);
      }
    }
  }
  return documents;
}

/* What the register says of publishers, then of others who are quoted. */
static void register_lines(Terminal *t, const PageEvent *event) {
  const PageVoices *voices[] = {&event->publishers, &event->sources};
  ARRAY(Str) told = {0};
  for (size_t k = 0; k < 2; k++) {
    for (uint32_t i = 0; i < voices[k]->n; i++) {
      const PageVoice *v = &voices[k]->v[i];
      Str about = source_about(t->options->sources, t->w, t->arena, v->name);
      bool again = !about.n;
      for (uint32_t n = 0; n < told.n && !again; n++) {
        again = str_equal_fold(told.v[n], v->name);
      }
      if (again) {
        continue;
      }
      Indices documents = voice_documents(t, event, v->name);
      Str text = say(t, W_TERMINAL_REGISTER_LINE, ARG("source", source_name(t, v)),
                     ARG("documents", names_list(t, &documents, " ")), ARG("about", about));
      if (told.n) {
        terminal_wrap(t, text, TERMINAL_LABEL);
      } else {
        terminal_labelled(t, W_TERMINAL_REGISTER, text);
      }
      array_push(t->arena, &told, v->name);
    }
  }
}

static void origin_lines(Terminal *t, const PageEvent *event) {
  if (event->repeats.n == 0) {
    terminal_labelled(t, W_TERMINAL_ORIGIN, t->w->text[W_REPEAT_NEVER]);
  } else {
    terminal_labelled(t, W_TERMINAL_ORIGIN, t->w->text[W_TERMINAL_REPEAT]);
    Str signs = repeated_figures(t, event, true);
    Str apart = repeated_figures(t, event, false);
    if (signs.n) {
      terminal_wrap(t, say(t, W_TERMINAL_SIGNS, ARG("figures", signs)), TERMINAL_LABEL);
    }
    if (apart.n) {
      terminal_wrap(t, say(t, W_TERMINAL_NO_SIGNS, ARG("figures", apart)), TERMINAL_LABEL);
    }
  }
  if (event->narrators.n) {
    Str documents = names_list(t, &event->narrators, " ");
    terminal_wrap(t, say(t, W_TERMINAL_NO_SOURCE, ARG("documents", documents)), TERMINAL_LABEL);
  }
  source_lines(t, event);
}

static void date_line(Terminal *t, const PageEvent *event) {
  Str *items = arena_array(t->arena, Str, event->dates.n + 1);
  for (uint32_t i = 0; i < event->dates.n; i++) {
    const PageVoice *v = &event->dates.v[i];
    Str date = v->name.n ? page_iso_date(t->w, t->arena, v->name) : t->w->text[W_DOCUMENT_UNDATED];
    if (v->kind == SOURCE_UNNAMED) {
      date = say(t, W_DATE_NOT_BEFORE, ARG("date", date));
    }
    Str names = names_list(t, &v->documents, " ");
    items[i] = str_of(arena_printf(t->arena, "%.*s (%.*s)", STR_ARG(date), STR_ARG(names)));
  }
  Str list = page_list(t->w, t->arena, items, event->dates.n, W_LIST_COMMA);
  bool later = event->years_later >= 2;
  uint64_t years = later ? (uint64_t)event->years_later : 0;
  terminal_wrap(t, say(t, later ? W_WRITTEN_LATER : W_WRITTEN, ARG("dates", list),
              ARG_COUNT(t, "n", years)), TERMINAL_LABEL);
}

/* "a4 is a transcript of talk.mp3, 00:01-00:04." */
static void derived_lines(Terminal *t, const PageEvent *event) {
  const Event *e = event->story->event;
  for (uint32_t i = 0; i < e->documents.n; i++) {
    const DocumentLine *d = &t->m->extraction->documents.v[e->documents.v[i]];
    if (d->derived && !d->withheld) {
      Str derived = page_derived(t->w, t->arena, d->derived, page_file_name(d->derived->of));
      terminal_wrap(t, say(t, W_DERIVED_DOCUMENT, ARG("document", t->m->names[e->documents.v[i]]),
                           ARG("derived", derived)),
                    TERMINAL_LABEL);
    }
  }
}

static const WordingKey harm_words[] = {
    [HARM_UNKNOWN] = W_HARM_UNKNOWN,   [HARM_KILLED] = W_HARM_KILLED,
    [HARM_INJURED] = W_HARM_INJURED,   [HARM_MISSING] = W_HARM_MISSING,
    [HARM_DETAINED] = W_HARM_DETAINED, [HARM_ABDUCTED] = W_HARM_ABDUCTED,
    [HARM_INFECTED] = W_HARM_INFECTED};

/* "a seven-year-old boy", age 7, male: harm not stated (004) */
static Str person_text(const Terminal *t, const Person *p) {
  Str text = terminal_quoted(t, p->words.text.n ? p->words.text : p->name);
  if (p->age >= 0) {
    text = terminal_join(t, text, ", ", say(t, W_PERSON_AGE, ARG_COUNT(t, "n", (uint64_t)p->age)));
  }
  if (p->sex != SEX_UNKNOWN) {
    WordingKey sex = p->sex == SEX_FEMALE ? W_SEX_FEMALE : W_SEX_MALE;
    text = terminal_join(t, text, ", ", t->w->text[sex]);
  }
  text = terminal_join(t, text, ": ", t->w->text[harm_words[p->harm]]);
  return str_of(arena_printf(t->arena, "%.*s (%.*s)%s", STR_ARG(text),
                             STR_ARG(t->m->names[p->document]),
                             p->certainty == CERTAINTY_UNCLEAR ? " ?" : ""));
}

static void person_lines(Terminal *t, const PageEvent *event) {
  enum { PERSONS = 8 };
  const Event *e = event->story->event;
  if (e->persons.n == 0) {
    return;
  }
  Str *items = arena_array(t->arena, Str, e->persons.n);
  uint32_t n = 0, more = 0;
  for (uint32_t i = 0; i < e->persons.n; i++) {
    const Person *p = &t->m->extraction->persons.v[e->persons.v[i]];
    bool described = p->name.n || p->age >= 0 || p->sex != SEX_UNKNOWN || p->occupation.n;
    if (described && (n < PERSONS || t->options->all)) {
      items[n++] = person_text(t, p);
    } else {
      more += described;
    }
  }
  Str list = page_list(t->w, t->arena, items, n, W_LIST_SEMICOLON);
  list = more ? terminal_join(t, list, " ", say(t, W_AND_MORE, ARG_COUNT(t, "n", more))) : list;
  if (list.n) {
    terminal_labelled(t, W_TERMINAL_PEOPLE, list);
  }
}

static void responsible_lines(Terminal *t, const PageEvent *event) {
  if (event->responsible.n == 0) {
    return;
  }
  Str *items = arena_array(t->arena, Str, event->responsible.n);
  uint32_t n = 0;
  for (uint32_t i = 0; i < event->responsible.n; i++) {
    Indices said = {0};
    if (!page_actor_documents(event, i, t->arena, &said)) {
      continue;
    }
    const PageVoice *v = &event->responsible.v[i];
    Str documents = names_list(t, &said, " ");
    items[n] = say(t, W_TERMINAL_ATTRIBUTED, ARG("actor", terminal_quoted(t, v->name)),
                   ARG("documents", documents));
    if (v->standing != STANDING_ASSERTED) {
      items[n] = terminal_join(t, items[n], " ", say(t, page_standing(v->standing)));
    }
    n++;
  }
  terminal_labelled(t, W_TERMINAL_ATTRIBUTED_TITLE,
                    page_list(t->w, t->arena, items, n, W_LIST_COMMA));
}

static void gap_lines(Terminal *t, const PageEvent *event) {
  if (event->gaps.n == 0) {
    return;
  }
  Str *items = arena_array(t->arena, Str, event->gaps.n);
  for (uint32_t i = 0; i < event->gaps.n; i++) {
    items[i] = wording_open(t->w, "gap.", event->gaps.v[i]);
  }
  Str list = page_list(t->w, t->arena, items, event->gaps.n, W_LIST_COMMA);
  terminal_labelled(t, W_TERMINAL_GAPS, say(t, W_TERMINAL_GAPS_LINE, ARG("gaps", list)));
}

static void question_lines(Terminal *t, const PageEvent *event) {
  uint32_t n = event->story->questions.n;
  if (n == 0 && event->unclear == 0) {
    return;
  }
  buffer_text(t->out, "?  ");
  terminal_wrap_from(t, say(t, wording_to_read(n, event->unclear), ARG_COUNT(t, "questions", n),
                   ARG_COUNT(t, "unclear", event->unclear)), 3, 3);
  for (uint32_t i = 0; i < n; i++) {
    Str number = str_of(arena_printf(t->arena, "%u.", i + 1));
    Str text = page_short_names(t->m, t->arena, event->story->questions.v[i].text);
    Str line = terminal_join(t, number, " ", text);
    terminal_spaces(t, 3);
    terminal_wrap_from(t, line, 3, 6);
  }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void event_report(Terminal *t, const PageEvent *event) {
  heading(t, event);
  buffer_char(t->out, '\n');
  event_measures(t, event);
  buffer_char(t->out, '\n');
  origin_lines(t, event);
  date_line(t, event);
  derived_lines(t, event);
  register_lines(t, event);
  responsible_lines(t, event);
  person_lines(t, event);
  gap_lines(t, event);
  question_lines(t, event);
}

/* The documents that no event holds, each with what was read and why nothing was found. */
static void unread_lines(Terminal *t) {
  const Extraction *x = t->m->extraction;
  for (uint32_t i = 0; i < x->documents.n; i++) {
    const PageDocument *read = &t->m->documents[i];
    if (read->events.n) {
      continue;
    }
    const DocumentLine *d = &x->documents.v[i];
    WordingKey why = d->bytes == 0                      ? W_WHY_EMPTY
                     : read->figures + read->statements ? W_WHY_NO_EVENT
                                                        : W_WHY_NOTHING;
    bool outside = t->options->incident && read->figures + read->statements;
    if (d->withheld || outside) { /* how long its text is could tell it; what lies outside is told */
      continue;
    }
    Str line = say(t, W_TERMINAL_NOTHING_IN, ARG("file", page_file_name(d->id)),
                   ARG_COUNT(t, "bytes", d->bytes), ARG("why", t->w->text[why]));
    for (uint32_t k = 0; k < d->notes.n; k++) {
      line = terminal_join(t, line, " ", say(t, W_DOCUMENT_NOTE, ARG("note", d->notes.v[k])));
    }
    terminal_wrap(t, line, 0);
  }
}

/* The commands that go on from here, with the first figure as the example. */
static void help_lines(Terminal *t) {
  const PageEvent *event = &t->m->events.v[0];
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    if (measure->rows.n == 0 || !claim_at(t, measure->rows.v[0].claim)->value.has_number) {
      continue;
    }
    char number[32];
    size_t n = decimal_write(claim_at(t, measure->rows.v[0].claim)->value.number, number);
    terminal_wrap(t, say(t, W_TERMINAL_HELP_EXPLAIN, ARG("measure", measure->measure->measure),
                ARG("number", ((Str){number, n}))), 3);
    break;
  }
  terminal_wrap(t, t->w->text[W_TERMINAL_HELP_PAGE], 3);
}

/* The figures of an event, a few of each measure: "Killed 23, at least 18; injured 84". */
static Str few_figures(const Terminal *t, const PageEvent *event) {
  enum { MEASURES = 4, FIGURES = 4 };
  Str out = {0};
  uint32_t measures = 0;
  for (uint32_t k = 0; k < event->measures.n && measures < MEASURES; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    PageGroup group = measure->in_group[PAGE_WHOLE] ? PAGE_WHOLE : PAGE_UNCLEAR;
    Indices readings = {0};
    for (uint32_t i = 0; i < measure->rows.n && readings.n <= FIGURES; i++) {
      const PageRow *row = &measure->rows.v[i];
      if (row->group == group && (readings.n == 0 ||
                                  readings.v[readings.n - 1] != row->reading)) {
        array_push(t->arena, &readings, row->reading);
      }
    }
    if (readings.n == 0) {
      continue;
    }
    bool more = readings.n > FIGURES;
    readings.n -= more;
    Str figures = readings_text(t, measure->measure, &readings, W_LIST_COMMA);
    figures = terminal_join(t, measure->name, " ", figures);
    figures = terminal_join(t, figures, "", str_of(more ? ", ..." : ""));
    figures = terminal_join(t, figures, "", str_of(group == PAGE_UNCLEAR ? " ?" : ""));
    out = terminal_join(t, out, "; ", figures);
    measures++;
  }
  return out;
}

/* What is said to have happened, in the first words that say it. */
static Str first_statement(const Terminal *t, const PageEvent *event) {
  enum { WORDS = 48 };
  for (uint32_t k = 0; k < event->story->statements.n; k++) {
    if (event->story->statements.v[k].claims.n) {
      Str text = page_statement(t->arena, claim_at(t, event->story->statements.v[k].claims.v[0]));
      size_t fit = text_fit(text, WORDS);
      while (fit < text.n && fit > WORDS / 2 && text.p[fit] != ' ') {
        fit--;
      }
      bool cut = fit < text.n;
      text = str_of(arena_printf(t->arena, "%.*s%s", (int)fit, text.p, cut ? " ..." : ""));
      return terminal_quoted(t, text);
    }
  }
  return (Str){0};
}

/* The other events, an entry each: what and when, its documents, its figures. */
static void other_lines(Terminal *t) {
  enum { EVENTS = 40, NAMES = 6 };
  const PageModel *m = t->m;
  if (m->events.n < 2 || t->options->all) {
    return;
  }
  buffer_char(t->out, '\n');
  terminal_labelled(t, W_TERMINAL_OTHERS,
                    say(t, W_TERMINAL_OTHERS_ALL, ARG_COUNT(t, "figures", m->other_figures),
                        ARG_COUNT(t, "events", m->events.n - 1)));
  for (uint32_t i = 1; i < m->events.n && i <= EVENTS; i++) {
    const PageEvent *event = &m->events.v[i];
    const Event *e = event->story->event;
    Indices some = {e->documents.v, e->documents.n < NAMES ? e->documents.n : NAMES, 0};
    Str names = names_list(t, &some, " ");
    if (e->documents.n > NAMES) {
      names = terminal_join(t, names, " ",
                            say(t, W_AND_MORE, ARG_COUNT(t, "n", e->documents.n - NAMES)));
    }
    Str what = few_figures(t, event);
    what = what.n ? what : first_statement(t, event);
    Str line = str_of(arena_printf(t->arena, "%.*s (%.*s)%s%.*s", STR_ARG(event->heading),
                                   STR_ARG(names), what.n ? ": " : "", STR_ARG(what)));
    terminal_spaces(t, 3);
    terminal_wrap_from(t, line, 3, 6);
  }
  if (m->events.n - 1 > EVENTS) {
    terminal_wrap(t, say(t, W_TERMINAL_OTHERS_MORE, ARG_COUNT(t, "n", m->events.n - 1 - EVENTS)),
                  3);
  }
}

static void closing_lines(Terminal *t) {
  const PageModel *m = t->m;
  Str line = {0};
  if (m->loose_figures && !t->options->incident) { /* they are told as left open, or outside */
    Str loose = say(t, W_LOOSE_FIGURES, ARG_COUNT(t, "n", m->loose_figures));
    line = terminal_join(t, line, ", ", loose);
  }
  if (t->options->numbers_left_out >= 0) {
    uint64_t left_out = (uint64_t)t->options->numbers_left_out;
    line = terminal_join(t, line, ", ", say(t, W_LEFT_OUT, ARG_COUNT(t, "n", left_out)));
  }
  if (line.n) {
    terminal_wrap(t, line, 3);
  }
  if (m->amended) {
    terminal_wrap(t, t->w->text[W_TERMINAL_PERSON_MARK], 3);
  }
  if (t->options->rejected) {
    terminal_wrap(t, say(t, W_CORRECTIONS_REJECTED, ARG_COUNT(t, "n", t->options->rejected)), 3);
  }
  for (uint32_t i = 0; i < t->options->message_count; i++) {
    terminal_wrap(t, t->options->messages[i], 3);
  }
  help_lines(t);
}

/* What a person bounded, and what lies outside. */
static void incident_lines(Terminal *t) {
  if (!t->options->incident) {
    return;
  }
  Explain e = {.story = t->m->story, .wording = t->w, .phrases = t->options->phrases,
               .arena = t->arena, .out = t->out};
  explain_begin(&e);
  buffer_char(t->out, '\n');
  incident_write_report(&e, t->options->incident, t->options->all);
  buffer_char(t->out, '\n');
}

void report_terminal_write(const Story *story, const Wording *wording,
                           const ReportOptions *options, Arena *arena, Buffer *out) {
  PageModel model;
  page_model_build(story, wording, arena, &model);
  Terminal t = {.out = out, .arena = arena, .m = &model, .w = wording, .options = options};
  if (model.events.n == 0) {
    terminal_wrap(&t, wording->text[W_EMPTY_TITLE], 0);
    bool any = story->extraction->documents.n > 0;
    terminal_wrap(&t, wording->text[any ? W_EMPTY_INTRO : W_EMPTY_UNREAD], 0);
    buffer_char(out, '\n');
    unread_lines(&t);
    return;
  }
  for (uint32_t i = 0; i < model.events.n && (i == 0 || options->all); i++) {
    if (i > 0) {
      buffer_char(out, '\n');
    }
    event_report(&t, &model.events.v[i]);
  }
  other_lines(&t);
  incident_lines(&t);
  unread_lines(&t);
  closing_lines(&t);
}

/* HTML time: dates → the timeline of an event's documents, the course of a figure, all events. */
#include "view/html_plot.h"
#include "view/html_sections.h"

enum {
  ROW_HEIGHT = 20,
  TIME_WIDTH = 720,
  TIME_LEFT = 120,
  TIME_RIGHT = 690,
  TIME_ROWS = 40,
};

/* ---- one event ------------------------------------------------------------------------------- */

typedef struct TimeScale {
  int32_t first, last;
} TimeScale;

static void scale_add(TimeScale *scale, int32_t day) {
  if (day == DAY_NONE) {
    return;
  }
  scale->first = scale->first == DAY_NONE || day < scale->first ? day : scale->first;
  scale->last = scale->last == DAY_NONE || day > scale->last ? day : scale->last;
}

static int32_t document_day(const DocumentLine *document) {
  Date date;
  return civil_read(document->date, &date) ? civil_first(date) : DAY_NONE;
}

static int64_t time_place(const TimeScale *scale, int32_t day) {
  int64_t length = (int64_t)scale->last - scale->first;
  int64_t width = (TIME_RIGHT - TIME_LEFT) * 10;
  return TIME_LEFT * 10 + (length ? (day - scale->first) * width / length : 0);
}

/* floor: the day is only the earliest that it may be, drawn as an arrow. */
static void time_row(Html *h, const TimeScale *scale, int y, Str name, int32_t from, int32_t to,
                     Str words, bool floor) {
  draw_text(h, (TIME_LEFT - 14) * 10, (y + 4) * 10, "end", name);
  html_format(h, "<line class=\"ax\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", TIME_LEFT,
              TIME_RIGHT, y, y);
  if (from == DAY_NONE) {
    draw_text(h, TIME_LEFT * 10, (y + 4) * 10, "start", words);
    return;
  }
  int64_t x = time_place(scale, from);
  int64_t right = time_place(scale, to == DAY_NONE ? from : to);
  if (floor) {
    html_format(h, "<path class=\"dot\" d=\"M%lld %d l8 4 l-8 4 z\"/>", (long long)(x / 10), y - 4);
    right = x + 40;
  } else if (right > x + 20) {
    html_format(h, "<line class=\"span\" y1=\"%d\" y2=\"%d\"", y, y);
    draw_coordinate(h, "x1", x);
    draw_coordinate(h, "x2", right);
    html_raw(h, "/>");
  } else {
    html_format(h, "<circle class=\"dot\" r=\"4\" cy=\"%d\"", y);
    draw_coordinate(h, "cx", x);
    html_raw(h, "/>");
  }
  bool late = x > (TIME_LEFT + TIME_RIGHT) * 5;
  draw_text(h, late ? x - 80 : right + 80, (y + 4) * 10, late ? "end" : "start", words);
}

static bool is_floor(const DocumentLine *d) {
  return str_is(d->date_basis, "latest_mention");
}

static Str document_words(Html *h, const DocumentLine *d) {
  if (d->date.n == 0) {
    return h->w->text[W_DOCUMENT_UNDATED];
  }
  Str date = page_iso_date(h->w, h->arena, d->date);
  WordingArg arg = ARG("date", date);
  return is_floor(d) ? page_fill(h->w, h->arena, W_DATE_NOT_BEFORE, &arg, 1) : date;
}

void html_timeline(Html *h, const PageEvent *event) {
  const Event *e = event->story->event;
  TimeScale scale = {DAY_NONE, DAY_NONE};
  int32_t from = civil_first(e->time.start);
  int32_t to = civil_last(e->time.end);
  scale_add(&scale, from);
  scale_add(&scale, to);
  uint32_t rows = e->documents.n < TIME_ROWS ? e->documents.n : TIME_ROWS;
  for (uint32_t i = 0; i < rows; i++) {
    scale_add(&scale, document_day(&h->m->extraction->documents.v[e->documents.v[i]]));
  }
  /* Beside other events, what is written of one document is told in words already. */
  if (scale.first == DAY_NONE || (!h->alone && e->documents.n < 2)) {
    return;
  }
  int height = (int)(rows + 1) * ROW_HEIGHT + 6;
  html_section_open(h, event, "timeline", NULL, W_TIMELINE_TITLE);
  html_format(h, "<svg class=\"time\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"", TIME_WIDTH,
              height);
  html_attribute(h, h->w->text[W_TIMELINE_LABEL]);
  Str when = page_period(h->w, h->arena, &e->time);
  html_raw(h, " ");
  html_attribute(h, when);
  for (uint32_t i = 0; i < rows; i++) {
    uint32_t d = e->documents.v[i];
    html_raw(h, "; ");
    html_attribute(h, h->m->names[d]);
    html_raw(h, " ");
    html_attribute(h, document_words(h, &h->m->extraction->documents.v[d]));
  }
  html_raw(h, "\">");
  time_row(h, &scale, ROW_HEIGHT / 2, h->w->text[W_TIMELINE_EVENT], from, to, when, false);
  for (uint32_t i = 0; i < rows; i++) {
    const DocumentLine *d = &h->m->extraction->documents.v[e->documents.v[i]];
    int32_t day = document_day(d);
    time_row(h, &scale, (int)(i + 1) * ROW_HEIGHT + ROW_HEIGHT / 2, h->m->names[e->documents.v[i]],
             day, day, document_words(h, d), is_floor(d));
  }
  html_raw(h, "</svg>\n</section>\n");
}

/* ---- the course of a figure ------------------------------------------------------------------ */

enum {
  COURSE_TOP = 12,
  COURSE_BOTTOM = 168,
  COURSE_HEIGHT = 192,
  COURSE_LEFT = 88,
  COURSE_RIGHT = 600,
  COURSE_LABELS = 24,
  COURSE_WORDS = 60,
  COURSE_DAYS = 3, /* fewer show no course */
};

/* The day that a row's figure stands for; DAY_NONE where it is not known, or the row has no
   place in the course of the whole. */
static int32_t row_day(const Html *h, const PageRow *row) {
  if (row->group != PAGE_WHOLE) {
    return DAY_NONE;
  }
  const Claim *claim = &h->m->extraction->claims.v[row->claim];
  const DocumentLine *d = &h->m->extraction->documents.v[row->document];
  Date date;
  if (claim->as_of.n && civil_read(claim->as_of, &date)) {
    return civil_first(date);
  }
  return is_floor(d) ? DAY_NONE : document_day(d);
}

static bool has_value(const Value *v) {
  return v->has_number || v->has_low || v->has_high;
}

static const Value *row_value(const Html *h, const PageRow *row) {
  return &h->m->extraction->claims.v[row->claim].value;
}

typedef struct Course {
  TimeScale scale;
  int64_t end;
  uint32_t days; /* unlike ones, counted up to COURSE_DAYS */
} Course;

static Course course_of(const Html *h, const PageMeasure *measure) {
  Course c = {.scale = {DAY_NONE, DAY_NONE}, .end = draw_scale_end(measure->top)};
  int32_t days[COURSE_DAYS];
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    int32_t day = row_day(h, &measure->rows.v[i]);
    if (day != DAY_NONE && has_value(row_value(h, &measure->rows.v[i]))) {
      bool known = false;
      for (uint32_t k = 0; k < c.days; k++) {
        known = known || days[k] == day;
      }
      if (!known && c.days < COURSE_DAYS) {
        days[c.days++] = day;
      }
      scale_add(&c.scale, day);
    }
  }
  return c;
}

static int64_t course_x(const Course *c, int32_t day) {
  int64_t length = (int64_t)c->scale.last - c->scale.first;
  int64_t width = (COURSE_RIGHT - COURSE_LEFT) * 10;
  return COURSE_LEFT * 10 + (day - c->scale.first) * width / length;
}

static int64_t course_y(const Course *c, Decimal d) {
  return COURSE_BOTTOM * 10 - draw_along(d, c->end, (COURSE_BOTTOM - COURSE_TOP) * 10);
}

static void course_line(Html *h, const char *class, int64_t x1, int64_t y1, int64_t x2,
                        int64_t y2) {
  html_format(h, "<line class=\"%s\"", class);
  draw_coordinate(h, "x1", x1);
  draw_coordinate(h, "y1", y1);
  draw_coordinate(h, "x2", x2);
  draw_coordinate(h, "y2", y2);
  html_raw(h, "/>");
}

/* An open bound: a bar with an arrow towards what it leaves open. */
static void course_arrow(Html *h, int64_t x, int64_t y, int up) {
  course_line(h, "m", x - 40, y, x + 40, y);
  course_line(h, "m", x, y, x, y - up * 120);
  html_format(h, "<path class=\"dot\" d=\"M%lld %lld l-4 %d h8 z\"/>", (long long)(x / 10),
              (long long)(y / 10 - up * 15), up * 6);
}

static void course_mark(Html *h, const Course *c, const Value *v, int64_t x) {
  bool bounded = v->has_low && v->has_high;
  if (v->has_number && (v->qualifier == QUALIFIER_EXACT || bounded ||
                        !(v->has_low || v->has_high))) {
    html_format(h, "<circle class=\"%s\" r=\"4\"",
                v->qualifier == QUALIFIER_EXACT ? "dot" : "ring");
    draw_coordinate(h, "cx", x);
    draw_coordinate(h, "cy", course_y(c, v->number));
    html_raw(h, "/>");
  } else if (bounded) {
    int64_t low = course_y(c, v->low), high = course_y(c, v->high);
    course_line(h, "m thin", x, low, x, high);
    course_line(h, "m", x - 40, low, x + 40, low);
    course_line(h, "m", x - 40, high, x + 40, high);
  } else {
    course_arrow(h, x, course_y(c, v->has_low ? v->low : v->high), v->has_low ? 1 : -1);
  }
}

static void course_axes(Html *h, const Course *c) {
  Str from = page_date(h->w, h->arena, civil_date(c->scale.first));
  Str to = page_date(h->w, h->arena, civil_date(c->scale.last));
  for (int i = 0; i <= 2; i++) {
    int64_t y = (COURSE_BOTTOM - (COURSE_BOTTOM - COURSE_TOP) * i / 2) * 10;
    course_line(h, "ax", COURSE_LEFT * 10, y, COURSE_RIGHT * 10, y);
    if (i != 1 || c->end % 2 == 0) {
      draw_text(h, (COURSE_LEFT - 10) * 10, y + 40, "end",
                page_number(h->w, h->arena, decimal_of(c->end / 2 * i)));
    }
  }
  draw_text(h, COURSE_LEFT * 10, (COURSE_HEIGHT - 6) * 10, "start", from);
  draw_text(h, COURSE_RIGHT * 10, (COURSE_HEIGHT - 6) * 10, "end", to);
}

/* The height at which the mark of a value is named. */
static int64_t mark_y(const Course *c, const Value *v) {
  return course_y(c, v->has_number ? v->number : v->has_low ? v->low : v->high);
}

/* Names beside the marks, where no earlier name stands. */
static void course_names(Html *h, const Course *c, const PageMeasure *measure) {
  int64_t at[COURSE_LABELS][3]; /* from, to, y */
  uint32_t n = 0;
  for (uint32_t i = 0; i < measure->rows.n && n < COURSE_LABELS; i++) {
    const PageRow *row = &measure->rows.v[i];
    int32_t day = row_day(h, row);
    if (day == DAY_NONE || !has_value(row_value(h, row))) {
      continue;
    }
    Str name = h->m->names[row->document];
    int64_t from = course_x(c, day) + 80, to = from + text_columns(name) * 70;
    int64_t y = mark_y(c, row_value(h, row)) + 40;
    bool fits = true;
    for (uint32_t k = 0; k < n && fits; k++) {
      fits = from > at[k][1] || to < at[k][0] || y > at[k][2] + 115 || y < at[k][2] - 115;
    }
    if (fits) {
      draw_text(h, from, y, "start", name);
      at[n][0] = from;
      at[n][1] = to;
      at[n++][2] = y;
    }
  }
}

/* "Killed, by the day of each figure: 17 (a4, 2 April 2019); …" */
static void course_description(Html *h, const PageMeasure *measure) {
  uint32_t told = 0;
  html_attribute(h, page_fill(h->w, h->arena, W_COURSE_LABEL,
                              &(WordingArg){.name = "measure", .text = measure->name}, 1));
  for (uint32_t i = 0; i < measure->rows.n && told < COURSE_WORDS; i++) {
    const PageRow *row = &measure->rows.v[i];
    int32_t day = row_day(h, row);
    if (day == DAY_NONE || !has_value(row_value(h, row))) {
      continue;
    }
    PageFigure figure = page_figure(h->w, h->arena, row_value(h, row));
    html_raw(h, told++ ? "; " : " ");
    html_attribute(h, figure.plain.n ? figure.plain : figure.quoted);
    html_raw(h, " (");
    html_attribute(h, h->m->names[row->document]);
    html_raw(h, ", ");
    html_attribute(h, page_date(h->w, h->arena, civil_date(day)));
    html_raw(h, ")");
  }
}

/* A dashed line from a figure to the later one of its publisher that replaces it. */
static void course_replaced(Html *h, const Course *c, const PageMeasure *measure) {
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *old = &measure->rows.v[i];
    int32_t by = measure->measure->readings.v[old->reading].superseded_by;
    for (uint32_t k = 0; by >= 0 && k < measure->rows.n; k++) {
      const PageRow *new = &measure->rows.v[k];
      int32_t from = row_day(h, old), to = row_day(h, new);
      if (new->reading == (uint32_t)by && from != DAY_NONE && to != DAY_NONE && to > from &&
          has_value(row_value(h, old)) && has_value(row_value(h, new))) {
        course_line(h, "dash", course_x(c, from), mark_y(c, row_value(h, old)), course_x(c, to),
                    mark_y(c, row_value(h, new)));
        break;
      }
    }
  }
}

static void measure_course(Html *h, const PageMeasure *measure, const Course *c) {
  html_format(h, "<h%d>", h->level + 1);
  html_text(h, measure->name);
  html_format(h, "</h%d>\n<svg class=\"time course\" role=\"img\" viewBox=\"0 0 %d %d\" "
              "aria-label=\"", h->level + 1, TIME_WIDTH, COURSE_HEIGHT);
  course_description(h, measure);
  html_raw(h, "\">");
  course_axes(h, c);
  course_replaced(h, c, measure);
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *row = &measure->rows.v[i];
    int32_t day = row_day(h, row);
    if (day != DAY_NONE && has_value(row_value(h, row))) {
      course_mark(h, c, row_value(h, row), course_x(c, day));
    }
  }
  course_names(h, c, measure);
  html_raw(h, "</svg>\n");
}

void html_courses(Html *h, const PageEvent *event) {
  bool any = false, split = html_has_further(event);
  for (uint32_t i = 0; i < event->measures.n; i++) {
    const PageMeasure *measure = &event->measures.v[i];
    Course c = course_of(h, measure);
    if (c.days < COURSE_DAYS || (split && html_is_further(measure->measure->measure))) {
      continue;
    }
    if (!any) {
      html_section_open(h, event, "course", NULL, W_COURSE_TITLE);
      html_raw(h, "<p class=\"quiet\">");
      html_word(h, W_COURSE_CAPTION);
      html_raw(h, "</p>\n");
    }
    any = true;
    measure_course(h, measure, &c);
  }
  html_raw(h, any ? "</section>\n" : "");
}

/* ---- all events ------------------------------------------------------------------------------ */

enum {
  EVENT_ROWS = 24,
  TICKS = 5,
  STACK = 16, /* dots on one another */
  DOT = 9,
  BIN = 90,   /* tenths of a pixel */
  BINS = (TIME_RIGHT - TIME_LEFT) * 10 / BIN + 1,
};

static int32_t event_first(const PageEvent *event) {
  return civil_first(event->story->event->time.start);
}

/* The first place of an event, or the beginning of its heading, in at most 17 columns. */
static Str event_name(const Html *h, const PageEvent *event) {
  enum { COLUMNS = 17 };
  const Event *e = event->story->event;
  Str name = e->places.n && e->places.v[0].name.n ? e->places.v[0].name : event->heading;
  size_t fit = text_fit(name, COLUMNS);
  return fit < name.n ? str_of(arena_printf(h->arena, "%.*s…", (int)fit, name.p)) : name;
}

/* The events from `first` on that have a date, earliest first. */
static Indices dated_events(const Html *h, uint32_t first) {
  Indices events = {0};
  for (uint32_t i = first; i < h->m->events.n; i++) {
    if (event_first(&h->m->events.v[i]) == DAY_NONE) {
      continue;
    }
    array_push(h->arena, &events, i);
    uint32_t at = events.n - 1;
    while (at > 0 && event_first(&h->m->events.v[events.v[at - 1]]) >
                         event_first(&h->m->events.v[i])) {
      events.v[at] = events.v[at - 1];
      at--;
    }
    events.v[at] = i;
  }
  return events;
}

static void events_rows(Html *h, const TimeScale *scale, uint32_t first) {
  Indices events = dated_events(h, first);
  for (uint32_t i = 0; i < events.n; i++) {
    const PageEvent *event = &h->m->events.v[events.v[i]];
    const Event *e = event->story->event;
    time_row(h, scale, (int)i * ROW_HEIGHT + ROW_HEIGHT / 2, event_name(h, event),
             event_first(event), civil_last(e->time.end), page_period(h->w, h->arena, &e->time),
             false);
  }
}

/* How many events begin in each stretch of the scale; the highest stack of dots, at most STACK +
   1. */
static uint32_t count_bins(const Html *h, const TimeScale *scale, uint32_t first,
                           uint32_t count[BINS]) {
  uint32_t most = 0;
  memset(count, 0, sizeof *count * BINS);
  for (uint32_t i = first; i < h->m->events.n; i++) {
    int32_t day = event_first(&h->m->events.v[i]);
    if (day != DAY_NONE) {
      uint32_t n = ++count[(time_place(scale, day) - TIME_LEFT * 10) / BIN];
      most = n > most ? n : most;
    }
  }
  return most <= STACK ? most : STACK + 2;
}

/* Dots of about one time are stacked; above STACK of them the number says how many they are. */
static void events_dots(Html *h, const TimeScale *scale, const uint32_t *count, int base) {
  for (int bin = 0; bin < BINS; bin++) {
    int64_t x = TIME_LEFT * 10 + bin * BIN + BIN / 2;
    for (uint32_t k = 0; k < count[bin] && k < STACK; k++) {
      html_format(h, "<circle class=\"dot\" r=\"3.5\" cy=\"%d\"", base - DOT - (int)k * DOT);
      draw_coordinate(h, "cx", x);
      html_raw(h, "/>");
    }
    if (count[bin] > STACK) {
      draw_text(h, x, 100, "middle", page_count(h->w, h->arena, count[bin]));
    }
  }
  course_line(h, "ax", TIME_LEFT * 10, base * 10, TIME_RIGHT * 10, base * 10);
  for (int i = 0; i < TICKS; i++) {
    int64_t days = (int64_t)scale->last - scale->first;
    int32_t day = (int32_t)(scale->first + days * i / (TICKS - 1));
    draw_text(h, time_place(scale, day), (base + 16) * 10,
              i == 0 ? "start" : i + 1 == TICKS ? "end" : "middle",
              page_date(h->w, h->arena, civil_date(day)));
  }
}

void html_events_timeline(Html *h, uint32_t first) {
  TimeScale scale = {DAY_NONE, DAY_NONE};
  uint32_t dated = 0;
  for (uint32_t i = first; i < h->m->events.n; i++) {
    const Event *e = h->m->events.v[i].story->event;
    int32_t day = civil_first(e->time.start);
    if (day != DAY_NONE) {
      scale_add(&scale, day);
      scale_add(&scale, civil_last(e->time.end));
      dated++;
    }
  }
  if (dated < 2 || scale.first == scale.last) {
    return;
  }
  bool rows = dated <= EVENT_ROWS;
  uint32_t count[BINS];
  int base = (int)(count_bins(h, &scale, first, count) + 1) * DOT;
  html_format(h, "<figure>\n<svg class=\"time\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"",
              TIME_WIDTH, rows ? (int)dated * ROW_HEIGHT + 6 : base + 24);
  html_say(h, W_EVENTS_TIMELINE_LABEL, ARG_COUNT(h, "n", dated),
           ARG("from", html_escaped(h, page_date(h->w, h->arena, civil_date(scale.first)))),
           ARG("to", html_escaped(h, page_date(h->w, h->arena, civil_date(scale.last)))));
  html_raw(h, "\">");
  if (rows) {
    events_rows(h, &scale, first);
  } else {
    events_dots(h, &scale, count, base);
  }
  html_raw(h, "</svg>\n<figcaption>");
  html_word(h, rows ? W_EVENTS_TIMELINE_ROWS : W_EVENTS_TIMELINE_DOTS);
  html_raw(h, "</figcaption>\n</figure>\n");
}

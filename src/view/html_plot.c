/* HTML plot: values and dates → SVG marks on a scale. */
#include "view/html_plot.h"

#include "view/html_sections.h"

enum {
  PLOT_WIDTH = 240,
  PLOT_LEFT = 8,   /* of zero */
  PLOT_RIGHT = 218, /* of the top of the scale; arrows need the rest */
  ROW_HEIGHT = 20,
  TIME_WIDTH = 720,
  TIME_LEFT = 120,
  TIME_RIGHT = 690,
  TIME_ROWS = 40,
};

/* A round number, at least top. */
static int64_t scale_end(Decimal top) {
  int64_t whole = top.digits;
  for (uint8_t i = 0; i < top.scale; i++) {
    whole = (whole + 9) / 10;
  }
  static const int64_t steps[] = {10, 20, 30, 40, 50, 60, 80, 100};
  for (int64_t unit = 1; unit <= INT64_MAX / 1000; unit *= 10) {
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
      if (whole <= steps[i] * unit) {
        return steps[i] * unit;
      }
    }
  }
  return INT64_MAX;
}

/* Tenths of a pixel for a value. */
static int64_t place_of(Decimal d, int64_t end) {
  int64_t value = d.digits;
  for (uint8_t i = 0; i < d.scale; i++) {
    value /= 10;
  }
  value = value < 0 ? 0 : value > end ? end : value;
  int64_t width = (PLOT_RIGHT - PLOT_LEFT) * 10;
  int64_t along = end > INT64_MAX / width ? value / (end / width) : value * width / end;
  return PLOT_LEFT * 10 + along;
}

static void coordinate(Html *h, const char *name, int64_t tenths) {
  html_format(h, " %s=\"%lld.%lld\"", name, (long long)(tenths / 10), (long long)(tenths % 10));
}

static void vertical(Html *h, const char *class, int64_t x, int from, int to) {
  html_format(h, "<line class=\"%s\"", class);
  coordinate(h, "x1", x);
  coordinate(h, "x2", x);
  html_format(h, " y1=\"%d\" y2=\"%d\"/>", from, to);
}

static void axis_label(Html *h, int64_t x, int64_t value, const char *anchor) {
  html_raw(h, "<text y=\"12\"");
  coordinate(h, "x", x);
  html_format(h, " text-anchor=\"%s\">", anchor);
  html_text(h, page_number(h->w, h->arena, decimal_of(value)));
  html_raw(h, "</text>");
}

static void description(Html *h, const PageMeasure *measure) {
  html_attribute(h, page_fill(h->w, h->arena, W_PLOT_LABEL,
                              &(WordingArg){.name = "measure", .text = measure->name}, 1));
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *row = &measure->rows.v[i];
    PageFigure figure = page_figure(h->w, h->arena,
                                    &h->m->extraction->claims.v[row->claim].value);
    html_raw(h, i ? "; " : " ");
    html_attribute(h, figure.plain.n ? figure.plain : figure.quoted);
    html_raw(h, " (");
    html_attribute(h, h->m->names[row->document]);
    html_raw(h, ")");
  }
}

void html_plot_axis(Html *h, const PageMeasure *measure) {
  int64_t end = scale_end(measure->top);
  html_format(h, "<svg class=\"plot\" role=\"img\" width=\"%d\" height=\"18\" "
              "viewBox=\"0 0 %d 18\" aria-label=\"", PLOT_WIDTH, PLOT_WIDTH);
  description(h, measure);
  html_raw(h, "\">");
  axis_label(h, PLOT_LEFT * 10, 0, "middle");
  if (end % 2 == 0) {
    axis_label(h, (PLOT_LEFT + PLOT_RIGHT) * 5, end / 2, "middle");
  }
  axis_label(h, PLOT_RIGHT * 10, end, "middle");
  html_raw(h, "</svg>");
}

static void arrow(Html *h, int64_t x, int direction) {
  const int middle = ROW_HEIGHT / 2;
  int64_t tip = x + direction * 180;
  vertical(h, "m", x, middle - 4, middle + 4);
  html_format(h, "<line class=\"m\" y1=\"%d\" y2=\"%d\"", middle, middle);
  coordinate(h, "x1", x);
  coordinate(h, "x2", tip);
  html_raw(h, "/><path class=\"dot\" d=\"M");
  html_format(h, "%lld %d l%d -4 v8 z\"/>", (long long)(tip / 10), middle, -direction * 6);
}

static void dot(Html *h, int64_t x, bool rough) {
  html_format(h, "<circle class=\"%s\" r=\"%s\" cy=\"%d\"", rough ? "ring" : "dot",
              rough ? "3.5" : "4", ROW_HEIGHT / 2);
  coordinate(h, "cx", x);
  html_raw(h, "/>");
}

/* An end of a range: a bracket that opens to its other end. */
static void bracket(Html *h, int64_t x, int direction) {
  html_format(h, "<path class=\"m\" fill=\"none\" d=\"M%lld %d h%d v%d h%d\"/>",
              (long long)(x / 10 + direction * 4), ROW_HEIGHT / 2 - 5, -direction * 4, 10,
              direction * 4);
}

void html_plot_row(Html *h, const PageMeasure *measure, const PageRow *row) {
  const Value *v = &h->m->extraction->claims.v[row->claim].value;
  int64_t end = scale_end(measure->top);
  html_format(h, "<svg class=\"plot\" aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
              "viewBox=\"0 0 %d %d\">", PLOT_WIDTH, ROW_HEIGHT, PLOT_WIDTH, ROW_HEIGHT);
  html_format(h, "<line class=\"ax\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", PLOT_LEFT,
              PLOT_RIGHT, ROW_HEIGHT / 2, ROW_HEIGHT / 2);
  vertical(h, "ax", PLOT_LEFT * 10, 3, ROW_HEIGHT - 3);
  vertical(h, "ax", PLOT_RIGHT * 10, 7, ROW_HEIGHT - 7);
  bool bounded = v->has_low && v->has_high;
  if (v->has_number && v->qualifier == QUALIFIER_EXACT) {
    dot(h, place_of(v->number, end), false);
  } else if (v->has_number && (v->qualifier == QUALIFIER_ABOUT ||
                               v->qualifier == QUALIFIER_NEARLY || bounded)) {
    dot(h, place_of(v->number, end), true);
  } else if (bounded) {
    bracket(h, place_of(v->low, end), 1);
    bracket(h, place_of(v->high, end), -1);
  } else if (v->has_low) {
    arrow(h, place_of(v->low, end), 1);
  } else if (v->has_high) {
    arrow(h, place_of(v->high, end), -1);
  } else if (v->has_number) {
    dot(h, place_of(v->number, end), true);
  }
  html_raw(h, "</svg>");
}

/* ---- timeline -------------------------------------------------------------------------------- */

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

static void time_label(Html *h, int64_t x, int y, const char *anchor, Str text) {
  html_format(h, "<text y=\"%d\" text-anchor=\"%s\"", y, anchor);
  coordinate(h, "x", x);
  html_raw(h, ">");
  html_attribute(h, text); /* no elements inside SVG text */
  html_raw(h, "</text>");
}

/* floor: the day is only the earliest that it may be, drawn as an arrow. */
static void time_row(Html *h, const TimeScale *scale, int y, Str name, int32_t from, int32_t to,
                     Str words, bool floor) {
  time_label(h, (TIME_LEFT - 14) * 10, y + 4, "end", name);
  html_format(h, "<line class=\"ax\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", TIME_LEFT,
              TIME_RIGHT, y, y);
  if (from == DAY_NONE) {
    time_label(h, TIME_LEFT * 10, y + 4, "start", words);
    return;
  }
  int64_t x = time_place(scale, from);
  int64_t right = time_place(scale, to == DAY_NONE ? from : to);
  if (floor) {
    html_format(h, "<path class=\"dot\" d=\"M%lld %d l8 4 l-8 4 z\"/>", (long long)(x / 10), y - 4);
    right = x + 40;
  } else if (right > x + 20) {
    html_format(h, "<line class=\"span\" y1=\"%d\" y2=\"%d\"", y, y);
    coordinate(h, "x1", x);
    coordinate(h, "x2", right);
    html_raw(h, "/>");
  } else {
    html_format(h, "<circle class=\"dot\" r=\"4\" cy=\"%d\"", y);
    coordinate(h, "cx", x);
    html_raw(h, "/>");
  }
  bool late = x > (TIME_LEFT + TIME_RIGHT) * 5;
  time_label(h, late ? x - 80 : right + 80, y + 4, late ? "end" : "start", words);
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
  if (scale.first == DAY_NONE) {
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

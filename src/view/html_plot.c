/* HTML plot: values → SVG marks on a scale, one row for each figure. */
#include "view/html_plot.h"

#include "view/html_sections.h"

enum {
  PLOT_WIDTH = 240,
  PLOT_LEFT = 8,   /* of zero */
  PLOT_RIGHT = 218, /* of the top of the scale; arrows need the rest */
  ROW_HEIGHT = 20,
};

int64_t draw_scale_end(Decimal top) {
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

int64_t draw_along(Decimal d, int64_t end, int64_t length) {
  int64_t value = d.digits;
  for (uint8_t i = 0; i < d.scale; i++) {
    value /= 10;
  }
  value = value < 0 ? 0 : value > end ? end : value;
  return end > INT64_MAX / length ? value / (end / length) : value * length / end;
}

/* Tenths of a pixel for a value. */
static int64_t place_of(Decimal d, int64_t end) {
  return PLOT_LEFT * 10 + draw_along(d, end, (PLOT_RIGHT - PLOT_LEFT) * 10);
}

void draw_coordinate(Html *h, const char *name, int64_t tenths) {
  const char *sign = tenths < 0 ? "-" : "";
  int64_t size = tenths < 0 ? -tenths : tenths;
  html_format(h, " %s=\"%s%lld.%lld\"", name, sign, (long long)(size / 10), (long long)(size % 10));
}

void draw_text(Html *h, int64_t x, int64_t y, const char *anchor, Str text) {
  html_raw(h, "<text");
  draw_coordinate(h, "y", y);
  html_format(h, " text-anchor=\"%s\"", anchor);
  draw_coordinate(h, "x", x);
  html_raw(h, ">");
  html_attribute(h, text); /* no elements inside SVG text */
  html_raw(h, "</text>");
}

static void vertical(Html *h, const char *class, int64_t x, int from, int to) {
  html_format(h, "<line class=\"%s\"", class);
  draw_coordinate(h, "x1", x);
  draw_coordinate(h, "x2", x);
  html_format(h, " y1=\"%d\" y2=\"%d\"/>", from, to);
}

static void axis_label(Html *h, int64_t x, int64_t value, const char *anchor) {
  html_raw(h, "<text y=\"12\"");
  draw_coordinate(h, "x", x);
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
  int64_t end = draw_scale_end(measure->top);
  html_format(h, "<svg class=\"plot\" role=\"img\" width=\"%d\" height=\"18\" "
              "viewBox=\"0 0 %d 18\" aria-label=\"", PLOT_WIDTH, PLOT_WIDTH);
  description(h, measure);
  html_raw(h, "\">");
  axis_label(h, PLOT_LEFT * 10, 0, "middle");
  if (end % 2 == 0) {
    axis_label(h, (PLOT_LEFT + PLOT_RIGHT) * 5, end / 2, "middle");
  }
  bool wide = end >= 1000000; /* would not fit around its mark */
  axis_label(h, (wide ? PLOT_WIDTH : PLOT_RIGHT) * 10, end, wide ? "end" : "middle");
  html_raw(h, "</svg>");
}

static void arrow(Html *h, int64_t x, int direction) {
  const int middle = ROW_HEIGHT / 2;
  int64_t tip = x + direction * 180;
  vertical(h, "m", x, middle - 4, middle + 4);
  html_format(h, "<line class=\"m\" y1=\"%d\" y2=\"%d\"", middle, middle);
  draw_coordinate(h, "x1", x);
  draw_coordinate(h, "x2", tip);
  html_raw(h, "/><path class=\"dot\" d=\"M");
  html_format(h, "%lld %d l%d -4 v8 z\"/>", (long long)(tip / 10), middle, -direction * 6);
}

static void dot(Html *h, int64_t x, bool rough) {
  html_format(h, "<circle class=\"%s\" r=\"%s\" cy=\"%d\"", rough ? "ring" : "dot",
              rough ? "3.5" : "4", ROW_HEIGHT / 2);
  draw_coordinate(h, "cx", x);
  html_raw(h, "/>");
}

/* An end of a range: a bracket that opens to its other end. */
static void bracket(Html *h, int64_t x, int direction) {
  html_format(h, "<path class=\"m\" fill=\"none\" d=\"M%lld %d h%d v%d h%d\"/>",
              (long long)(x / 10 + direction * 4), ROW_HEIGHT / 2 - 5, -direction * 4, 10,
              direction * 4);
}

/* What the words leave possible, from one number to another: a line, and nothing in its middle. */
static void range(Html *h, int64_t from, int64_t to) {
  html_format(h, "<line class=\"m thin\" y1=\"%d\" y2=\"%d\"", ROW_HEIGHT / 2, ROW_HEIGHT / 2);
  draw_coordinate(h, "x1", from);
  draw_coordinate(h, "x2", to);
  html_raw(h, "/>");
  bracket(h, from, 1);
  bracket(h, to, -1);
}

void html_plot_row(Html *h, const PageMeasure *measure, const PageRow *row) {
  const Value *v = &h->m->extraction->claims.v[row->claim].value;
  int64_t end = draw_scale_end(measure->top);
  html_format(h, "<svg class=\"plot\" aria-hidden=\"true\" width=\"%d\" height=\"%d\" "
              "viewBox=\"0 0 %d %d\">", PLOT_WIDTH, ROW_HEIGHT, PLOT_WIDTH, ROW_HEIGHT);
  html_format(h, "<path class=\"ax\" d=\"M%d %dH%dM%d 3v14M%d 7v6\"/>", PLOT_LEFT, ROW_HEIGHT / 2,
              PLOT_RIGHT, PLOT_LEFT, PLOT_RIGHT);
  bool bounded = v->has_low && v->has_high;
  if (v->has_number && v->qualifier == QUALIFIER_EXACT) {
    dot(h, place_of(v->number, end), false);
  } else if (v->has_number && (v->qualifier == QUALIFIER_ABOUT ||
                               v->qualifier == QUALIFIER_NEARLY || bounded)) {
    dot(h, place_of(v->number, end), true);
  } else if (bounded) {
    range(h, place_of(v->low, end), place_of(v->high, end));
  } else if (v->has_low) {
    arrow(h, place_of(v->low, end), 1);
  } else if (v->has_high) {
    arrow(h, place_of(v->high, end), -1);
  } else if (v->has_number) {
    dot(h, place_of(v->number, end), true);
  }
  html_raw(h, "</svg>");
}

/* HTML map: places that documents state → marks on outlines of land, each with its figures in
   words below. A figure is shown only where its own words place it; how precisely a place is
   known is said; a country is no point. */
#include "view/html_plot.h"
#include "view/html_sections.h"
#include "view/map_outlines.h"

enum { LABELS = 40, LETTER = 7, LINE = 13 };

/* A place of the map, and what is said of it. */
typedef struct MapSpot {
  const ClaimPlace *place;
  uint32_t document; /* whose words name it */
  ARRAY(Str) items;  /* markup */
  uint32_t count;
} MapSpot;
typedef ARRAY(MapSpot) MapSpots;

static bool is_on_map(const ClaimPlace *p) {
  return p->has_point && p->precision != PRECISION_COUNTRY && p->precision != PRECISION_UNKNOWN &&
         p->latitude >= -90000000 && p->latitude <= 90000000 && p->longitude >= -180000000 &&
         p->longitude <= 180000000;
}

static bool is_area(const ClaimPlace *p) {
  return p->precision == PRECISION_DISTRICT || p->precision == PRECISION_REGION;
}

static bool is_same_place(const ClaimPlace *a, const ClaimPlace *b) {
  if (a->geonames && b->geonames) {
    return a->geonames == b->geonames;
  }
  return a->latitude == b->latitude && a->longitude == b->longitude &&
         a->has_point == b->has_point && str_equal_fold(a->name, b->name);
}

static MapSpot *spot_of(Arena *arena, MapSpots *spots, const ClaimPlace *place,
                        uint32_t document) {
  for (uint32_t i = 0; i < spots->n; i++) {
    if (is_same_place(spots->v[i].place, place)) {
      return &spots->v[i];
    }
  }
  array_push(arena, spots, (MapSpot){.place = place, .document = document});
  return &spots->v[spots->n - 1];
}

static Str place_name(const ClaimPlace *place) {
  return place->name.n ? place->name : place->words.text;
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void write_outlines(Html *h, const MapBox *box) {
  static const char *const classes[] = {"border", "land"};
  html_raw(h, "<g transform=\"scale(.1)\">");
  for (int land = 1; land >= 0; land--) {
    size_t begin = html_begin(h);
    outlines_write(h->outlines, box, land, h->out);
    Str path = html_take(h, begin);
    if (path.n) {
      html_format(h, "<path class=\"%s\" d=\"", classes[land]);
      html_str(h, path);
      html_raw(h, "\"/>");
    }
  }
  html_raw(h, "</g>");
}

typedef struct Label {
  int32_t left, right, y;
} Label;

static bool label_fits(const Label *labels, uint32_t n, Label new, const MapBox *box) {
  if (new.left < 2 || new.right > box->width / 10 - 2 || new.y < LINE ||
      new.y > box->height / 10 - 3) {
    return false;
  }
  for (uint32_t i = 0; i < n; i++) {
    int32_t apart = labels[i].y - new.y;
    if (new.left < labels[i].right && labels[i].left < new.right && apart < LINE &&
        apart > -LINE) {
      return false;
    }
  }
  return true;
}

/* The name beside its mark, right or left or below or above it, where there is room. */
static void write_label(Html *h, const MapBox *box, const MapSpot *spot, MapPoint at,
                        Label *labels, uint32_t *n) {
  Str name = place_name(spot->place);
  if (spot->count > 1) {
    name = str_of(arena_printf(h->arena, "%.*s (%u)", STR_ARG(name), spot->count));
  }
  int32_t columns = (int32_t)text_columns(name) * LETTER, gap = is_area(spot->place) ? 13 : 8;
  int32_t x = at.x / 10, y = at.y / 10 + 4;
  const Label tries[] = {{x + gap, x + gap + columns, y},
                         {x - gap - columns, x - gap, y},
                         {x - columns / 2, x + columns / 2, y + LINE + gap - 6},
                         {x - columns / 2, x + columns / 2, y - LINE - gap + 8}};
  static const char *const anchors[] = {"start", "end", "middle", "middle"};
  for (int i = 0; i < 4 && *n < LABELS; i++) {
    if (label_fits(labels, *n, tries[i], box)) {
      int32_t where = i == 0 ? tries[i].left : i == 1 ? tries[i].right : x;
      html_format(h, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", where, tries[i].y, anchors[i]);
      html_attribute(h, name);
      html_raw(h, "</text>");
      labels[(*n)++] = tries[i];
      return;
    }
  }
}

static void write_marks(Html *h, const MapBox *box, const MapSpots *spots) {
  Label labels[LABELS * 2];
  uint32_t n = 0;
  for (uint32_t i = 0; i < spots->n; i++) {
    const ClaimPlace *p = spots->v[i].place;
    MapPoint at = map_place(box, p->longitude / 100, p->latitude / 100);
    bool area = is_area(p);
    html_format(h, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", area ? "area" : "dot",
                at.x / 10, at.y / 10, area ? 9 : 4);
    if (n < LABELS) { /* no name over another mark */
      labels[n++] = (Label){at.x / 10 - 5, at.x / 10 + 5, at.y / 10 + 4};
    }
  }
  for (uint32_t i = 0; i < spots->n && n < LABELS; i++) {
    const ClaimPlace *p = spots->v[i].place;
    MapPoint at = map_place(box, p->longitude / 100, p->latitude / 100);
    write_label(h, box, &spots->v[i], at, labels, &n);
  }
}

/* The drawing; `label` with the names of the places is what is read aloud. */
static void write_map(Html *h, const MapSpots *spots, WordingKey label) {
  enum { NAMED = 30 };
  MapPoint *points = arena_array(h->arena, MapPoint, spots->n + 1);
  for (uint32_t i = 0; i < spots->n; i++) {
    points[i] = (MapPoint){spots->v[i].place->longitude / 100, spots->v[i].place->latitude / 100};
  }
  MapBox box = map_box(points, spots->n);
  html_format(h, "<svg class=\"map\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"",
              box.width / 10, box.height / 10);
  html_attribute(h, h->w->text[label]);
  for (uint32_t i = 0; i < spots->n && i < NAMED; i++) {
    html_raw(h, i ? "; " : " ");
    html_attribute(h, place_name(spots->v[i].place));
  }
  if (spots->n > NAMED) {
    html_raw(h, " ");
    html_say(h, W_AND_MORE, ARG_COUNT(h, "n", spots->n - NAMED));
  }
  html_raw(h, "\">");
  if (h->outlines) {
    write_outlines(h, &box);
  }
  write_marks(h, &box, spots);
  html_raw(h, "</svg>\n");
}

static void map_credit(Html *h, const MapSpots *spots) {
  bool areas = false;
  for (uint32_t i = 0; i < spots->n; i++) {
    areas = areas || is_area(spots->v[i].place);
  }
  html_raw(h, "<figcaption>");
  if (areas) {
    html_word(h, W_MAP_AREAS);
    html_raw(h, " ");
  }
  html_word(h, W_MAP_CREDIT);
  html_raw(h, "</figcaption>");
}

/* ---- the map of an event --------------------------------------------------------------------- */

static const WordingKey precision_words[] = {
    [PRECISION_UNKNOWN] = W_PRECISION_UNKNOWN,   [PRECISION_POINT] = W_PRECISION_POINT,
    [PRECISION_SETTLEMENT] = W_PRECISION_SETTLEMENT, [PRECISION_DISTRICT] = W_PRECISION_DISTRICT,
    [PRECISION_REGION] = W_PRECISION_REGION,     [PRECISION_COUNTRY] = W_PRECISION_COUNTRY};

/* "Killed 147 000", and where its words name other places too: "together with Sumgayit". */
static Str row_item(Html *h, const PageMeasure *measure, const PageRow *row,
                    const ClaimPlace *here) {
  const Claim *claim = &h->m->extraction->claims.v[row->claim];
  Str *others = arena_array(h->arena, Str, claim->places.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    const ClaimPlace *p = &claim->places.v[i];
    if (!is_same_place(p, here)) {
      size_t at = html_begin(h);
      html_foreign(h, p->words.text.n ? p->words.text : p->name, claim->document);
      others[n++] = html_take(h, at);
    }
  }
  size_t begin = html_begin(h);
  html_text(h, measure->name);
  html_raw(h, " ");
  html_figure(h, row->claim, false);
  if (n) {
    html_raw(h, ", ");
    html_say(h, W_MAP_TOGETHER, ARG("places", html_list(h, others, n, W_LIST_AND)));
  }
  html_raw(h, " ");
  html_document(h, row->document);
  return html_take(h, begin);
}

static void row_places(Html *h, const PageMeasure *measure, const PageRow *row, MapSpots *drawn,
                       MapSpots *others) {
  const Claim *claim = &h->m->extraction->claims.v[row->claim];
  for (uint32_t i = 0; i < claim->places.n; i++) {
    const ClaimPlace *p = &claim->places.v[i];
    if (p->basis != BASIS_STATED) {
      continue;
    }
    MapSpot *spot = spot_of(h->arena, is_on_map(p) ? drawn : others, p, row->document);
    array_push(h->arena, &spot->items, row_item(h, measure, row, p));
  }
}

static void event_places(Html *h, const PageEvent *event, MapSpots *drawn, MapSpots *others) {
  bool split = html_has_further(event);
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    if (split && html_is_further(measure->measure->measure)) {
      continue;
    }
    for (uint32_t r = 0; r < measure->rows.n; r++) {
      row_places(h, measure, &measure->rows.v[r], drawn, others);
    }
  }
}

/* Places with more figures first, else as they came. */
static void sort_spots(MapSpots *spots) {
  for (uint32_t i = 1; i < spots->n; i++) {
    MapSpot moving = spots->v[i];
    uint32_t at = i;
    while (at > 0 && spots->v[at - 1].items.n < moving.items.n) {
      spots->v[at] = spots->v[at - 1];
      at--;
    }
    spots->v[at] = moving;
  }
}

static void place_lines(Html *h, const MapSpots *spots) {
  enum { ITEMS = 12 };
  for (uint32_t i = 0; i < spots->n; i++) {
    const MapSpot *spot = &spots->v[i];
    uint32_t shown = spot->items.n < ITEMS ? spot->items.n : ITEMS;
    html_raw(h, "<li><b>");
    html_foreign(h, place_name(spot->place), NO_DOCUMENT);
    html_raw(h, "</b> <span class=\"in\">(");
    html_word(h, precision_words[spot->place->precision]);
    html_raw(h, ")</span>: ");
    html_str(h, html_list(h, spot->items.v, shown, W_LIST_DOT));
    if (spot->items.n > shown) {
      html_raw(h, " ");
      html_say(h, W_AND_MORE, ARG_COUNT(h, "n", spot->items.n - shown));
    }
    html_raw(h, "</li>\n");
  }
}

void html_event_map(Html *h, const PageEvent *event) {
  MapSpots drawn = {0}, others = {0};
  event_places(h, event, &drawn, &others);
  if (drawn.n < (h->alone ? 1u : 2u)) { /* beside other events one place says nothing new */
    return;
  }
  sort_spots(&drawn);
  sort_spots(&others);
  html_section_open(h, event, "map", NULL, W_MAP_TITLE);
  html_raw(h, "<figure>\n");
  write_map(h, &drawn, W_MAP_LABEL);
  map_credit(h, &drawn);
  html_raw(h, "</figure>\n<ul class=\"lines\">\n");
  place_lines(h, &drawn);
  html_raw(h, "</ul>\n");
  if (others.n) {
    html_raw(h, "<p>");
    html_word(h, W_MAP_NOT_DRAWN);
    html_raw(h, "</p>\n<ul class=\"lines\">\n");
    place_lines(h, &others);
    html_raw(h, "</ul>\n");
  }
  html_raw(h, "</section>\n");
}

/* ---- the map of all events ------------------------------------------------------------------- */

void html_events_map(Html *h, uint32_t first) {
  MapSpots spots = {0};
  uint32_t without = 0;
  for (uint32_t i = first; i < h->m->events.n; i++) {
    const Event *e = h->m->events.v[i].story->event;
    uint32_t k = 0;
    while (k < e->places.n && !is_on_map(&e->places.v[k])) {
      k++;
    }
    if (k < e->places.n) { /* the place that most of its documents name */
      spot_of(h->arena, &spots, &e->places.v[k], NO_DOCUMENT)->count++;
    } else {
      without++;
    }
  }
  if (spots.n < 2) {
    return;
  }
  html_raw(h, "<figure class=\"events-map\">\n");
  write_map(h, &spots, W_MAP_EVENTS_LABEL);
  html_raw(h, "<figcaption>");
  html_word(h, W_MAP_EVENTS);
  if (without) {
    html_raw(h, " ");
    html_say(h, W_MAP_WITHOUT, ARG_COUNT(h, "n", without));
  }
  html_raw(h, " ");
  html_word(h, W_MAP_CREDIT);
  html_raw(h, "</figcaption>\n</figure>\n");
}

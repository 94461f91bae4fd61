/* Map outlines: text → lines of points → path data of the part that a map shows. */
#include "view/map_outlines.h"

enum {
  WIDTH = 7200,        /* tenths of a pixel */
  LEAST = 2600,        /* height */
  MOST = 4400,
  DEGREE = 10000,
  REGION = 11 * DEGREE, /* the least that a map shows from west to east */
  STEP = 14,           /* points nearer to the one before are left out */
  EDGE = 40,           /* lines are cut so far outside of the map */
};

/* ---- reading --------------------------------------------------------------------------------- */

/* The numbers of a line; false if one is none. */
static bool line_points(Str rest, Arena *arena, Outlines *outlines) {
  int64_t x = 0, y = 0, dx, dy;
  while (rest.n) {
    bool good = str_integer(str_split(rest, ' ', &rest), &dx);
    good = good && rest.n && str_integer(str_split(rest, ' ', &rest), &dy);
    if (!good || dx > 54000 || dx < -54000 || dy > 18000 || dy < -18000) {
      return false;
    }
    x += dx;
    y += dy;
    if (x > 54000 || x < -54000 || y > 9100 || y < -9100) {
      return false;
    }
    array_push(arena, &outlines->points, (MapPoint){(int32_t)x, (int32_t)y});
  }
  return true;
}

static void line_box(Outlines *outlines, MapLine *line) {
  line->low = line->high = outlines->points.v[line->first];
  for (uint32_t i = 1; i < line->n; i++) {
    MapPoint p = outlines->points.v[line->first + i];
    line->low.x = p.x < line->low.x ? p.x : line->low.x;
    line->low.y = p.y < line->low.y ? p.y : line->low.y;
    line->high.x = p.x > line->high.x ? p.x : line->high.x;
    line->high.y = p.y > line->high.y ? p.y : line->high.y;
  }
}

Outlines *outlines_read(Str text, Arena *arena) {
  uint32_t longest = 0;
  Outlines *outlines = text.n ? arena_new(arena, Outlines) : NULL;
  for (Str rest = text; rest.n;) {
    Str numbers;
    Str kind = str_split(str_split(rest, '\n', &rest), '\t', &numbers);
    MapLine line = {.land = str_is(kind, "land"), .first = outlines->points.n};
    if (!line.land && !str_is(kind, "border")) {
      continue;
    }
    bool good = line_points(numbers, arena, outlines);
    line.n = outlines->points.n - line.first;
    if (!good || line.n < 2) {
      outlines->points.n = line.first;
      continue;
    }
    line_box(outlines, &line);
    longest = line.n > longest ? line.n : longest;
    array_push(arena, &outlines->lines, line);
  }
  /* Each of the four cuts adds at most a point for each point. */
  for (int i = 0; i < 2; i++) {
    if (outlines) {
      outlines->work[i] = arena_array(arena, MapPoint, (size_t)longest * 16 + 16);
    }
  }
  return outlines;
}

/* ---- the box --------------------------------------------------------------------------------- */

/* Thousandths of the cosine of whole degrees, by Bhaskara's rule: no floating point, so that every
   machine draws the same map. */
static int64_t cosine(int64_t degrees) {
  int64_t square = degrees * degrees;
  int64_t c = 1000 * (32400 - 4 * square) / (32400 + square);
  return c > 120 ? c : 120;
}

static int64_t larger(int64_t a, int64_t b) {
  return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b) {
  return a < b ? a : b;
}

/* Moves [middle - length / 2, middle + length / 2] into [-most, most]. */
static void between(int64_t middle, int64_t length, int64_t most, int64_t *low, int64_t *high) {
  length = smaller(length, 2 * most);
  *low = smaller(larger(middle - length / 2, -most), most - length);
  *high = *low + length;
}

MapBox map_box(const MapPoint *points, uint32_t n) {
  MapBox box = {.width = WIDTH};
  int64_t west = n ? points[0].x : 0, east = west, south = n ? points[0].y : 0, north = south;
  for (uint32_t i = 1; i < n; i++) {
    west = smaller(west, points[i].x);
    east = larger(east, points[i].x);
    south = smaller(south, points[i].y);
    north = larger(north, points[i].y);
  }
  int64_t c = cosine((south + north) / 2 / DEGREE);
  int64_t across = larger((east - west) * 14 / 10, REGION * 1000 / c);
  int64_t up = (north - south) * 14 / 10;
  /* height : width as up : across on the ground, within LEAST and MOST */
  up = larger(up, across * c / 1000 * LEAST / WIDTH);
  across = larger(across, up * 1000 / c * WIDTH / MOST);
  between((west + east) / 2, across, 180 * DEGREE, &box.west, &box.east);
  between((south + north) / 2, up, 85 * DEGREE, &box.south, &box.north);
  int64_t height = (box.north - box.south) * 1000 * WIDTH / ((box.east - box.west) * c);
  box.height = (int32_t)larger(LEAST, smaller(MOST, height));
  return box;
}

MapPoint map_place(const MapBox *box, int64_t longitude, int64_t latitude) {
  int64_t across = box->east - box->west, up = box->north - box->south;
  int64_t x = (longitude - box->west) * box->width / across;
  int64_t y = (box->north - latitude) * box->height / up;
  return (MapPoint){(int32_t)x, (int32_t)y};
}

/* ---- cutting and writing --------------------------------------------------------------------- */

/* One side of the map: points with `sign` × coordinate ≤ limit are inside. */
typedef struct Side {
  bool vertical; /* compares y */
  int sign;
  int32_t limit;
} Side;

static int64_t beyond(Side side, MapPoint p) {
  return (int64_t)side.sign * (side.vertical ? p.y : p.x) - side.limit;
}

/* Where the line from a to b crosses the side. */
static MapPoint crossing(Side side, MapPoint a, MapPoint b) {
  int64_t from = beyond(side, a), to = beyond(side, b);
  int64_t dx = (int64_t)b.x - a.x, dy = (int64_t)b.y - a.y;
  int64_t of = from - to;
  return (MapPoint){(int32_t)(a.x + dx * from / of), (int32_t)(a.y + dy * from / of)};
}

/* Cuts a ring at one side (Sutherland and Hodgman). Returns how many points are left. */
static uint32_t cut(Side side, const MapPoint *in, uint32_t n, MapPoint *out) {
  uint32_t used = 0;
  for (uint32_t i = 0; i < n; i++) {
    MapPoint a = in[i ? i - 1 : n - 1], b = in[i];
    bool a_inside = beyond(side, a) <= 0, b_inside = beyond(side, b) <= 0;
    if (a_inside != b_inside) {
      out[used++] = crossing(side, a, b);
    }
    if (b_inside) {
      out[used++] = b;
    }
  }
  return used;
}

static bool near(MapPoint a, MapPoint b) {
  int32_t dx = a.x - b.x, dy = a.y - b.y;
  return (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy) < STEP;
}

/* Writes points as a path; those near the one before are left out, the last of a line never. */
static void write_path(const MapPoint *points, uint32_t n, bool ring, Buffer *out) {
  MapPoint at = points[0];
  uint32_t written = 1;
  size_t begin = out->n;
  buffer_format(out, "M%d %d", at.x, at.y);
  for (uint32_t i = 1; i < n; i++) {
    MapPoint p = points[i];
    if (near(p, at) && (ring || i + 1 < n)) {
      continue;
    }
    buffer_format(out, "%s%d%s%d", written == 1 ? "l" : p.x < at.x ? "" : " ", p.x - at.x,
                  p.y < at.y ? "" : " ", p.y - at.y);
    at = p;
    written++;
  }
  if (!out->failed && written < (ring ? 3u : 2u)) { /* too small to be seen */
    out->n = begin;
    out->p[begin] = 0;
    return;
  }
  buffer_text(out, ring ? "z" : "");
}

static void write_ring(Outlines *outlines, const MapBox *box, const MapLine *line, Buffer *out) {
  const Side sides[] = {{false, 1, box->width + EDGE}, {false, -1, EDGE},
                        {true, 1, box->height + EDGE}, {true, -1, EDGE}};
  MapPoint *in = outlines->work[0], *to = outlines->work[1];
  uint32_t n = line->n;
  for (uint32_t i = 0; i < n; i++) {
    MapPoint p = outlines->points.v[line->first + i];
    in[i] = map_place(box, (int64_t)p.x * 100, (int64_t)p.y * 100);
  }
  for (int k = 0; k < 4 && n; k++) {
    n = cut(sides[k], in, n, to);
    MapPoint *swap = in;
    in = to;
    to = swap;
  }
  if (n > 2) {
    write_path(in, n, true, out);
  }
}

/* Does a line from a to b come near the map? */
static bool is_seen(const MapBox *box, MapPoint a, MapPoint b) {
  return !((a.x < -EDGE && b.x < -EDGE) || (a.y < -EDGE && b.y < -EDGE) ||
           (a.x > box->width + EDGE && b.x > box->width + EDGE) ||
           (a.y > box->height + EDGE && b.y > box->height + EDGE));
}

/* A border: the stretches of it that are seen. */
static void write_stretches(Outlines *outlines, const MapBox *box, const MapLine *line,
                            Buffer *out) {
  MapPoint *run = outlines->work[0];
  uint32_t n = 0;
  for (uint32_t i = 0; i < line->n; i++) {
    MapPoint p = outlines->points.v[line->first + i];
    p = map_place(box, (int64_t)p.x * 100, (int64_t)p.y * 100);
    if (n && !is_seen(box, run[n - 1], p)) {
      if (n > 1) {
        write_path(run, n, false, out);
      }
      n = 0;
    }
    run[n++] = p;
  }
  if (n > 1) {
    write_path(run, n, false, out);
  }
}

void outlines_write(Outlines *outlines, const MapBox *box, bool land, Buffer *out) {
  for (uint32_t i = 0; i < outlines->lines.n; i++) {
    const MapLine *line = &outlines->lines.v[i];
    const int64_t unit = 100; /* hundredths of a degree → ten-thousandths */
    bool apart = line->high.x * unit < box->west || line->low.x * unit > box->east ||
                 line->high.y * unit < box->south || line->low.y * unit > box->north;
    if (line->land != land || apart) {
      continue;
    }
    if (land) {
      write_ring(outlines, box, line, out);
    } else {
      write_stretches(outlines, box, line, out);
    }
  }
}

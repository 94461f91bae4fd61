/* Map outlines: rings of land and lines of borders, cut to the box of a map and written as SVG
   paths.

   The text (data/maps/outlines.txt): a line each, "land" or "border", a tab, longitude and
   latitude of the first point in hundredths of a degree, then the steps from point to point.
   Lines that are something else are passed over, so a pack without outlines gives maps without
   them. */
#ifndef VIEW_MAP_OUTLINES_H
#define VIEW_MAP_OUTLINES_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/str.h"

typedef struct MapPoint {
  int32_t x, y; /* hundredths of a degree east and north; once drawn: tenths of a pixel */
} MapPoint;

typedef struct MapLine {
  bool land;
  uint32_t first, n; /* of the points */
  MapPoint low, high; /* corners of the box around it */
} MapLine;

typedef struct Outlines {
  ARRAY(MapLine) lines;
  ARRAY(MapPoint) points;
  MapPoint *work[2]; /* room for cutting the longest of them */
} Outlines;

/* What a map shows, in ten-thousandths of a degree, and its size in tenths of a pixel. */
typedef struct MapBox {
  int64_t west, east, south, north;
  int32_t width, height;
} MapBox;

/* NULL for an empty text. */
Outlines *outlines_read(Str text, Arena *arena);
/* The box around some points (ten-thousandths of a degree): with room at its edges, never smaller
   than a region, wider than high, east and west drawn as long as north and south at its middle. */
MapBox map_box(const MapPoint *points, uint32_t n);
MapPoint map_place(const MapBox *box, int64_t longitude, int64_t latitude);
/* Appends the path data of all land, or of all borders, in the box; tenths of a pixel. */
void outlines_write(Outlines *outlines, const MapBox *box, bool land, Buffer *out);

#endif

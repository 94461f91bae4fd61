/* HTML plot: drawings as SVG, each with its words: one dot per document and figure, an arrow for
   an open bound, a line between brackets for a stated range, a ring for a figure that is worded
   as rough; never a band or a mean. Nothing is told by colour alone. */
#ifndef VIEW_HTML_PLOT_H
#define VIEW_HTML_PLOT_H

#include "view/html_write.h"

/* ---- what the drawings share (html_plot.c): tenths of a pixel ---- */
int64_t draw_scale_end(Decimal top); /* a round number, at least top */
int64_t draw_along(Decimal d, int64_t end, int64_t length); /* of a scale from 0 to end */
void draw_coordinate(Html *h, const char *name, int64_t tenths);
void draw_text(Html *h, int64_t x, int64_t y, const char *anchor, Str text);

/* The scale above a measure's rows, with the description of the whole plot. */
void html_plot_axis(Html *h, const PageMeasure *measure);
/* The mark of one row on that scale; the table says the same, so it is hidden from screen
   readers. */
void html_plot_row(Html *h, const PageMeasure *measure, const PageRow *row);

/* ---- time (html_time.c) ---- */
/* When the event was and when each of its documents was written: a section with a row each. */
void html_timeline(Html *h, const PageEvent *event);
/* The figures of each measure by the day as of which they are given, or on which their document was
   written: a section, of the measures whose figures have three days or more. */
void html_courses(Html *h, const PageEvent *event);
/* The events from `first` on: a row each, or where they are many a dot each. */
void html_events_timeline(Html *h, uint32_t first);

/* ---- origin (html_graph.c), places (html_map.c) ---- */
/* Documents of an event joined by lines where they carry signs of a shared origin. */
void html_origin_graph(Html *h, const PageEvent *event);
void html_event_map(Html *h, const PageEvent *event); /* a section: the places of its figures */
void html_events_map(Html *h, uint32_t first);

#endif

/* HTML plot: small drawings as SVG. One dot per document, an arrow for an open bound, a ring for a
   figure that is worded as rough; never a band or a mean. The tables beside them say the same, so
   the drawings are hidden from screen readers, but for one description per table. */
#ifndef VIEW_HTML_PLOT_H
#define VIEW_HTML_PLOT_H

#include "view/html_write.h"

/* The scale above a measure's rows, with the description of the whole plot. */
void html_plot_axis(Html *h, const PageMeasure *measure);
/* The mark of one row on that scale. */
void html_plot_row(Html *h, const PageMeasure *measure, const PageRow *row);
/* When the event was and when each of its documents was written: a row each. */
void html_timeline(Html *h, const PageEvent *event);

#endif

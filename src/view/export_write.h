/* Exports: claims and readings in the forms of other programs. Nothing here computes. */
#ifndef VIEW_EXPORT_WRITE_H
#define VIEW_EXPORT_WRITE_H

#include "base/buffer.h"
#include "reading/story.h"
#include "rule/rows.h"

/* CSV, one figure a row, with the event that it belongs to, its sentence and its bytes. */
void export_figures_head(Buffer *out);
/* event: the figure's, or NULL. */
void export_figure(Buffer *out, const Story *story, const EventStory *event, const Claim *claim);

/* CSV, one reading of one document a row, as `according table` and the R package eventreport
   read it. */
void export_rows_head(Buffer *out);
void export_rows(Buffer *out, const RowTable *table);

/* GeoJSON (RFC 7946): a FeatureCollection with a point for each figure whose words say where;
   only what the words say, never an inherited place. event_of: of each claim, NULL of those in
   none. */
void export_geojson(Buffer *out, const Story *story, const EventStory *const *event_of);

/* W3C Web Annotation Data Model, a JSON-LD annotation a line: the words of a figure in its
   document's text, by bytes (DataPositionSelector), code points (TextPositionSelector), UTF-16
   units, and as a quotation with what stands before and behind. Figures in titles that are no
   part of the text are left out. */
void export_annotation(Buffer *out, const Extraction *extraction, const Claim *claim);

#endif

/* HTML sections: the parts of the page. Each function writes one section,
   or nothing where it has nothing to say. */
#ifndef VIEW_HTML_SECTIONS_H
#define VIEW_HTML_SECTIONS_H

#include "view/html_write.h"
#include "view/report_options.h"

extern const char html_style[]; /* the page's style sheet */

/* The remarks that stand before the figures of the main event. */
void html_before(Html *h, const PageEvent *event);
/* Tables and relations of the measures of event number `index`, under headings <hLEVEL>: those of
   harm to people, or (further) those that describe the event; all where it has but one kind. */
void html_measures(Html *h, const PageEvent *event, uint32_t index, bool further, int level);
bool html_is_further(Str measure);             /* describes an event rather than harm to people */
bool html_has_further(const PageEvent *event); /* it has measures of both kinds */
void html_remarks(Html *h, const PageEvent *event);
/* The figure of a reading, linked; several in a list, each number once, a stated zero as said. */
Str html_reading_figure(Html *h, const MeasureReadings *measure, uint32_t reading);
Str html_reading_figures(Html *h, const MeasureReadings *measure, const Indices *readings,
                         WordingKey last);
void html_people(Html *h, const PageEvent *event);
void html_questions(Html *h, const PageEvent *event);
void html_responsible(Html *h, const PageEvent *event);
void html_statements(Html *h, const PageEvent *event);
void html_origin(Html *h, const PageEvent *event);
void html_documents_table(Html *h, const ReportOptions *options);
void html_sentences(Html *h);
void html_full_texts(Html *h);

#endif

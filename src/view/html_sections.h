/* HTML sections: the parts of pages. Each function writes one section, or nothing where it has
   nothing to say. */
#ifndef VIEW_HTML_SECTIONS_H
#define VIEW_HTML_SECTIONS_H

#include "view/html_write.h"
#include "view/report_options.h"

enum { HTML_CHUNK = 100 }; /* rows of a long list that are laid out together */

extern const char html_style[]; /* the style sheet of every page */

/* ---- the frame of a page (html_frame.c) ---- */
void html_head(Html *h, Str title);                    /* up to and with <body> and the skip link */
/* The line above the heading: what this is, and whether a person has reviewed it. */
void html_top_line(Html *h);
void html_corrections(Html *h, const ReportOptions *options);
void html_footer(Html *h, const ReportOptions *options); /* to the end of the page */

/* ---- overview (html_overview.c) ---- */
void html_overview_header(Html *h); /* the head of a page about several events, or about none */
/* Questions first, then the events with their documents and figures: from event `first` on, 1 below
   a main event, whose view is above. */
void html_overview(Html *h, const ReportOptions *options, uint32_t first);

/* ---- one event ---- */
uint32_t html_event_number(const Html *h, const PageEvent *event); /* from 1 */
/* <section id="NAME1"> with its heading, of h->level; class may be NULL. */
void html_section_open(Html *h, const PageEvent *event, const char *name, const char *class,
                       WordingKey title);
/* What the event is called, what it is a part of, and why it is treated as one. */
void html_event_about(Html *h, const PageEvent *event);
/* All sections of an event, below its heading. */
void html_event(Html *h, const PageEvent *event, const ReportOptions *options);
/* The remarks that stand before its figures. */
void html_before(Html *h, const PageEvent *event);
/* Tables and relations of its measures: those of harm to people, or (further) those that describe
   the event; all where it has but one kind. */
void html_measures(Html *h, const PageEvent *event, bool further);
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

/* ---- an incident that a person bounded (html_incident.c) ---- */
/* Its bounds, the checklist, what is left open and what lies outside; nothing without one. */
void html_incident(Html *h, const ReportOptions *options);
void html_incident_limits(Html *h); /* that a person drew them, with the way there */

/* ---- pairs of documents (html_pairs.c) ---- */
void html_origin(Html *h, const PageEvent *event); /* the pairs of an event, a line each */
void html_pair(Html *h, const OriginPair *pair, int level); /* its view, below its heading */
void html_pairs(Html *h);                          /* all of them, on the one page */
void html_pair_name(Html *h, uint32_t a, uint32_t b); /* linked to its view where there is one */

/* ---- documents (html_documents.c, html_texts.c) ---- */
void html_documents_all(Html *h, const ReportOptions *options); /* each in full, on the one page */
void html_documents_list(Html *h, const Indices *documents);    /* a line each; NULL: all */
/* What a document is, what it reports of which event, and its pairs; headings of `level`. */
void html_document_view(Html *h, uint32_t document, const ReportOptions *options, int level);
void html_document_title(Html *h, uint32_t document); /* 000 “Title” */
/* The figures of a document for one measure of an event: "147 “civilians”, 130". */
Str html_document_figures(Html *h, const PageMeasure *measure, uint32_t document);
void html_document_sentences(Html *h, uint32_t document);
void html_full_text(Html *h, uint32_t document);
void html_full_texts(Html *h);

#endif

/* Exports: claims, readings and what is known of them in the forms of other programs. Nothing here
   computes, and nothing is added up. */
#ifndef VIEW_EXPORT_WRITE_H
#define VIEW_EXPORT_WRITE_H

#include "base/buffer.h"
#include "event/phrases.h"
#include "incident/incident_story.h"
#include "passage/passage.h"
#include "reading/citations.h"
#include "reading/story.h"
#include "rule/rows.h"
#include "rule/sources.h"
#include "view/count_write.h"
#include "view/wording.h"

typedef struct ExportView {
  const Story *story; /* the events that are written */
  Indices claims, persons, documents; /* of the extraction: those that are written, ascending */
  /* The event of each claim and of each person; NULL of those in none. */
  const EventStory *const *event_of, *const *event_of_person;
  const Citations *citations; /* of the tables of checks; else NULL */
  const Phrases *phrases;     /* wording/LANGUAGE/export.tsv */
  const Wording *wording;     /* of pages: headings of measures */
  Str program, pack;          /* "according 0.1.0"; "en 0.1.0 sha256:…" */
  const SourceRegister *sources; /* what people know of the sources; or NULL */
} ExportView;

/* ---- CSV: a header, then a row for each thing ------------------------------------------------ */

typedef enum ExportClaims { EXPORT_FIGURES, EXPORT_STATEMENTS, EXPORT_CLAIMS } ExportClaims;

/* One claim a row, with its event, its sentence and its bytes; tables of figures, of statements,
   and of both with all that is known of them. Which claims are written is the caller's. */
void export_claims_head(Buffer *out, ExportClaims which);
void export_claim(Buffer *out, const ExportView *view, uint32_t claim, ExportClaims which);

/* Who is held responsible, ordered, took part or was affected: a row for each actor of a claim. */
void export_actors(Buffer *out, const ExportView *view);
void export_persons(Buffer *out, const ExportView *view);
void export_documents(Buffer *out, const ExportView *view);

/* The register, with the documents that each source publishes and the claims on its word. */
void export_sources(Buffer *out, const ExportView *view, Arena *scratch);

void export_events(Buffer *out, const ExportView *view);
void export_readings(Buffer *out, const ExportView *view);
void export_relations(Buffer *out, const ExportView *view);
/* Documents of an event that give no figure of a measure that others give. */
void export_silent(Buffer *out, const ExportView *view);
void export_remarks(Buffer *out, const ExportView *view);
void export_questions(Buffer *out, const ExportView *view);
/* A row for each sign of a shared origin; one for a pair that is open and has none. */
void export_origins(Buffer *out, const ExportView *view);
void export_passages(Buffer *out, const Extraction *extraction, const PassageArray *passages);

/* Figures attributed to bodies whose texts are there; of each reading the earliest document;
   figures whose sources lead only to one another, a row for each claim. */
void export_checks(Buffer *out, const ExportView *view);
void export_earliest(Buffer *out, const ExportView *view);
void export_circular(Buffer *out, const ExportView *view);

/* Of an incident: where each claim lies and why, event_of being its event among all; what documents
   give of the checklist. */
void export_bounds(Buffer *out, const IncidentStory *incident, const Story *story,
                   const EventStory *const *event_of);
void export_checklist(Buffer *out, const IncidentStory *incident, const Extraction *extraction);

/* What a counting rule made of a measure of an event. */
void export_counts_head(Buffer *out);
void export_count(Buffer *out, const CountView *count, Arena *scratch);

/* One reading of one document a row, as `according table` reads it. */
void export_rows_head(Buffer *out);
void export_rows(Buffer *out, const RowTable *table);

/* ---- maps and annotations -------------------------------------------------------------------- */

/* GeoJSON (RFC 7946): a FeatureCollection with a point for each figure whose words say where;
   only what the words say, never an inherited place. */
void export_geojson(Buffer *out, const ExportView *view);

/* W3C Web Annotation Data Model, a JSON-LD annotation a line: the words of a figure in its
   document's text, by bytes (DataPositionSelector), code points (TextPositionSelector), UTF-16
   units, and as a quotation with what stands before and behind. Figures in titles that are no
   part of the text are left out. */
void export_annotations(Buffer *out, const ExportView *view);

/* ---- encyclopaedias and provenance ----------------------------------------------------------- */

/* MediaWiki's wikitext: a section for each event that has figures, a bullet for each clear reading,
   with who says so in which document and {{cite news}} with the sentence as its quotation. Words of
   documents are escaped so that they show as they are. */
void export_wikitext(Buffer *out, const ExportView *view);

/* PROV-JSON (W3C member submission of 24 April 2013): documents, claims quoted from them and events
   as entities, reading and grouping as activities of the program, with its language data as their
   plan; publishers and those who are named as sources as agents. */
void export_prov(Buffer *out, const ExportView *view, Arena *scratch);

#endif

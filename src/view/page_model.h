/* Page model: a Story, grouped for display. What the terminal report and the HTML page both need
   and neither computes: rows of each measure's table, relations gathered into sentences, who
   speaks, whose word, who is held responsible, what no document gives.

     Story ──▶ PageModel ──▶ report_terminal, report_html

   Nothing is decided here: no figure is chosen, added or compared beyond what the story says.
   Read-only once built; indices point into the story and its extraction; owned by the arena. */
#ifndef VIEW_PAGE_MODEL_H
#define VIEW_PAGE_MODEL_H

#include "base/map.h"
#include "reading/story.h"
#include "view/wording.h"

/* Where a row of a measure's table stands. */
typedef enum PageGroup { PAGE_WHOLE, PAGE_PART, PAGE_LESSER, PAGE_UNCLEAR, PAGE_GROUPS } PageGroup;

/* One document's figure: a row. Documents of a reading that carry signs of a shared origin stand
   next to each other. */
typedef struct PageRow {
  PageGroup group;
  uint32_t reading;  /* of the measure */
  uint32_t document;
  uint32_t claim;    /* the document's first claim of the reading; a clear one where there is one */
  Indices others;    /* its other claims of the reading */
  int32_t question;  /* first question of the event that concerns one of them, or -1 */
  bool unclear;      /* all of them are unclear */
  uint32_t shared;   /* rows of the origin group that begins here; 0 inside one, 1 for no group */
} PageRow;

/* Relations of one kind gathered: each reading of `left` stands in it to each of `right`. For
   conflicts `left` holds all the readings that exclude one another, and `right` is empty. */
typedef struct PageRelation {
  RelationKind kind;
  Indices left, right; /* readings of the measure */
  bool own;            /* refines: one document gives both */
  bool detail;         /* the table, or another line, shows it already: printed where all is asked */
  Str why;             /* of the first relation gathered; may be empty */
} PageRelation;

typedef struct PageMeasure {
  const MeasureReadings *measure;
  Str name;              /* heading in the page's language; the measure's own name without one */
  ARRAY(PageRow) rows;   /* whole, part, lesser, unclear */
  uint32_t in_group[PAGE_GROUPS]; /* rows per PageGroup */
  ARRAY(PageRelation) relations;
  Indices apart;         /* readings that some relation puts to other places, periods or people */
  Decimal top;           /* largest number or bound, for the scale of the plot; 0 if none */
} PageMeasure;

/* Something that documents say in common: an actor, a source, a date, a publisher. */
typedef struct PageVoice {
  Str name;          /* as worded by the first of them; empty: none given */
  Indices documents; /* ascending */
  Indices claims;
  Standing standing; /* of actors */
  Str according_to;  /* of actors */
  SourceKind kind;   /* of sources */
  SourceVia via;
  Str reference;     /* of footnotes */
} PageVoice;
typedef ARRAY(PageVoice) PageVoices;

/* Readings that two or more documents give, for the remark on repetition. */
typedef struct PageRepeat {
  uint32_t measure, reading;
  uint32_t documents;
  uint32_t groups; /* groups of documents joined by signs; equal to documents: no sign at all */
  bool open;       /* for a pair of them it is open */
} PageRepeat;

typedef struct PageEvent {
  const EventStory *story;
  Str heading;
  ARRAY(PageMeasure) measures;
  PageVoices responsible; /* who is held responsible, by name and standing */
  PageVoices sources;     /* whose word the figures are; the narrator's first */
  PageVoices classes;     /* words for those killed: “civilians” 000, 002 */
  Indices narrators;      /* documents with figures that name a source for none of them */
  PageVoices publishers;  /* documents by publisher; an empty name: not stated */
  PageVoices dates;       /* documents by date; kind SOURCE_UNNAMED: not before this date */
  int32_t years_later;    /* whole years from the event to its first dated document, or -1 */
  ARRAY(PageRepeat) repeats;
  ARRAY(Str) gaps;        /* keys of gap.* that hold: no document gives it */
  uint32_t figures;       /* figure claims */
  uint32_t unclear;       /* figure claims that are unclear */
  bool about_people;      /* has a measure that gap.* knows */
} PageEvent;

typedef struct PageDocument {
  uint32_t figures, statements; /* its claims */
  Indices events; /* that it belongs to, ascending */
  Indices pairs;  /* of the story: those that it is one of */
} PageDocument;

typedef struct PageModel {
  const Story *story;
  const Extraction *extraction;
  const Wording *wording;
  Str *names;               /* short name of each document */
  uint32_t names_width;     /* columns of the longest */
  int32_t *event_of_claim;  /* index into events, or -1 */
  int32_t *event_of_person; /* likewise */
  uint32_t *row_of;         /* per claim: the claim whose row or line shows it; UINT32_MAX: none */
  PageDocument *documents;  /* per document of the extraction */
  Map ids;                  /* id of a document → its index */
  Indices id_lengths;       /* of the ids, ascending, each once */
  ARRAY(PageEvent) events;  /* as in the story; the first is the main event */
  uint32_t other_figures;   /* figure claims of the other events */
  uint32_t loose_figures;   /* figure claims of no event */
  uint32_t amended;         /* corrections of people: of claims, persons, events and origins */
  uint32_t questions;       /* of all events */
  uint32_t unclear;         /* figure claims of all events that are unclear */
} PageModel;

/* Builds the model. The story, its extraction and the wording must outlive it. */
void page_model_build(const Story *story, const Wording *wording, Arena *arena, PageModel *model);

/* The verdict on two documents, in either order. A pair that the story does not list has none. */
OriginVerdict page_verdict(const PageModel *model, uint32_t a, uint32_t b, const OriginPair **pair);

/* The document that gives both a part and its whole; the first that gives the whole where none gives
   both. UINT32_MAX for none. */
uint32_t page_relation_owner(const MeasureReadings *measure, const PageRelation *relation);

/* A sentence of the story with the ids of documents replaced by their short names. */
Str page_short_names(const PageModel *model, Arena *arena, Str text);

/* The last step a person's correction left on a claim, and by whom; NULL if there is none. */
const TraceStep *page_amend_step(const Claim *claim, Str *by);

/* The documents that name the actor of the event's voice `at` with its standing, whoever says so in them, added to
   *out; false where an earlier voice has told them. */
bool page_actor_documents(const PageEvent *event, uint32_t at, Arena *arena, Indices *out);
/* The words for how sure it is said to be that an actor did it: "as accused". */
WordingKey page_standing(Standing standing);

#endif

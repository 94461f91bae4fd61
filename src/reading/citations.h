/* Citations: figures that documents attribute to a document or body whose own text is in the
   collection; which document of the collection has a figure earliest; figures that documents have
   only from one another. Says what stands where, never who is right. */
#ifndef READING_CITATIONS_H
#define READING_CITATIONS_H

#include "reading/story.h"

/* What shows that a document is the text of the body that a source names. */
typedef enum CitedBy {
  CITED_PUBLISHER, /* the source names its publisher */
  CITED_AUTHOR,    /* … its author */
  CITED_TITLE, /* … its title; or it gives neither, and its title is the body's name with a kind of
                  document */
  CITED_SHORT, /* “the Board” where only one document of the event is of a Board */
} CitedBy;

typedef enum CheckVerdict { CHECK_FOUND, CHECK_OTHER_FIGURE, CHECK_NOT_FOUND } CheckVerdict;

typedef struct Check {
  uint32_t claim, event;
  Str attributed_to; /* the source as worded */
  CitedBy by;
  bool same_event;          /* the body's text tells of the event of the claim */
  bool in_text;             /* not found as such, but the number stands in that text in digits */
  bool last;                /* no source stands behind this one */
  uint32_t source_document; /* of those searched: the first that has the figure, or another one of
                               the event */
  CheckVerdict verdict;
  Indices searched; /* documents of the body, ascending */
  Indices found;    /* claims of source_document: same measure and number */
  Indices others;   /* … same measure and event, other numbers */
} Check;

typedef struct Earliest {
  uint32_t event, measure, reading;
  bool dated;        /* a document that has it gives its own date */
  uint32_t document; /* the earliest, where dated; the first by id of those of one date */
  Indices same_date, later, undated; /* the other documents that have it; later: by date */
} Earliest;

/* A figure that no document of the event gives on its own word or on a source outside the
   collection. */
typedef struct Circle {
  uint32_t event;
  Indices claims;    /* all claims of the event with this measure and number */
  Indices checks;    /* for each claim: the check of its last source */
  Indices documents; /* ascending */
} Circle;

typedef struct Citations {
  ARRAY(Check) checks; /* by event, claim, then from the source named to those behind it */
  ARRAY(Earliest) earliest;
  ARRAY(Circle) circles;
} Citations;

/* Words of a language, parted by white space. */
typedef struct CitationWords {
  Str common; /* that bind: data/LANGUAGE/words/common.txt */
  Str kinds;  /* of documents, in titles: data/LANGUAGE/words/documents.txt */
} CitationWords;

/* Only clear figures that are not denied or disputed are checked; events in the story's order. A
   pure function of the story. Everything lies in the arena, which is guarded. */
void citations_find(const Story *story, const CitationWords *words, Arena *arena,
                    Citations *citations);

#endif

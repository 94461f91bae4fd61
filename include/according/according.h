/* According: every figure, according to whom.

   The library reads written accounts of events and tells which document reports which figure, on
   whose word, tied to exact bytes; it groups the claims of many documents by event. It never
   decides, adds or averages.

     according_engine *engine;
     according_run *run;
     according_status status;
     according_sink out = {write_to_somewhere, context};

     if (according_engine_open(NULL, &engine, &status) != ACCORDING_OK) { … status.message … }
     if (according_run_open(engine, NULL, &run, &status) == ACCORDING_OK) {
       according_run_add_path(run, "articles", &status);
       according_extract(run, out, &status);
       for (size_t i = 0; i < according_notice_count(run); i++) { … what was refused … }
       according_run_close(run);
     }
     according_engine_close(engine);

   Two objects. An *engine* holds the language data and the places of the world; it never changes
   and may be used by any number of threads at once. A *run* is a set of documents being read; it
   belongs to one thread at a time, and starts threads of its own while it reads.

   Results depend on the set of documents alone: not on the order in which they were added, on the
   number of threads, on locale, time or machine.

   Errors. Functions that can fail return a code, ACCORDING_OK (0) or a negative one, and fill in
   *status, which may be NULL. Bytes that are no document are not errors but notices of the run: the
   others are read. When memory runs out the call returns ACCORDING_NO_MEMORY; the run can then only
   be closed. NULL is allowed where a comment says so, and nowhere else.

   Ownership. What a function opens is the caller's to close. Strings and bytes given to a function
   are copied unless its comment says that they must stay in place. Strings that a function gives
   belong to the engine or run they came from.

   Text is UTF-8. The lines written are those of the interchange format, version 1. */
#ifndef ACCORDING_H
#define ACCORDING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct according_engine according_engine;
typedef struct according_run according_run;

enum according_code {
  ACCORDING_OK = 0,
  ACCORDING_NO_MEMORY = -1, /* the system gave no memory */
  ACCORDING_IO = -2,        /* a file could not be read or written */
  ACCORDING_FORMAT = -3,    /* bytes that are not what they should be */
  ACCORDING_LIMIT = -4,     /* larger than According reads */
  ACCORDING_NOT_FOUND = -5, /* something that was named is not there */
  ACCORDING_SINK = -6,      /* the sink did not take what was written */
  ACCORDING_USAGE = -7,     /* an option or argument that has no meaning */
};

typedef struct according_status {
  int code;          /* an according_code */
  uint64_t position; /* byte or line of the input where it happened, 0 if none applies */
  char message[480]; /* one line for people, without a full stop; empty on success */
} according_status;

/* Where output goes. write is called by the thread that called the library, with one or more whole
   lines each time; it returns 0 when it has taken all of the bytes. Anything else ends the call
   with ACCORDING_SINK. */
typedef struct according_sink {
  int (*write)(void *context, const char *bytes, size_t size);
  void *context;
} according_sink;

/* ---- engine ---------------------------------------------------------------------------------- */

typedef struct according_engine_options {
  const char *pack_file; /* language data to be used in place of those built in; NULL: built in */
} according_engine_options;

/* Makes an engine from the data built into the library, or from a pack file. options may be NULL.
   *engine is set only on success. ACCORDING_IO or ACCORDING_FORMAT: the pack file cannot be read,
   is damaged, or is for another version. Call it once before other threads use the library. */
int according_engine_open(const according_engine_options *options, according_engine **engine,
                          according_status *status);
/* Frees the engine. All of its runs must have been closed. NULL is allowed. */
void according_engine_close(according_engine *engine);

/* Version of the library, "0.1.0". */
const char *according_version(void);
/* Name, version and hash of the language data: "en 0.1.0 sha256:…". */
const char *according_engine_pack(const according_engine *engine);
/* Hash of the data on places: "sha256:…". */
const char *according_engine_places(const according_engine *engine);

/* ---- run: what is to be read ----------------------------------------------------------------- */

/* How far a call is. First files that hold others are opened, then documents are read. */
typedef struct according_progress {
  uint64_t files, files_of;         /* opened, and to be opened */
  uint64_t documents, documents_of; /* read, and to be read; 0 and 0 while files are opened */
  uint64_t bytes, bytes_of;         /* of these documents */
} according_progress;

typedef struct according_run_options {
  const char *date;    /* publication date (YYYY-MM-DD) of documents that are given without one, or
                          NULL */
  const char *part;    /* field of JSON Lines whose value keeps collections apart, or NULL */
  unsigned threads;    /* threads that read; 0: as many as processors are online; at most 256 */
  /* Called now and then by the thread that called the library, while documents are read. NULL: not
     wanted. */
  void (*progress)(void *context, const according_progress *progress);
  void *progress_context;
  const char *temporary; /* folder for what is unpacked while the run is open; NULL: /tmp */
  /* Folders, parted by colons as in PATH, where programs of others are looked for (pdftotext for
     PDF documents); NULL: /usr/local/bin:/usr/bin:/bin. */
  const char *programs;
} according_run_options;

/* Makes an empty run. options may be NULL. ACCORDING_USAGE: the date is no such day. */
int according_run_open(const according_engine *engine, const according_run_options *options,
                       according_run **run, according_status *status);
/* Frees the run and all that it read. NULL is allowed. */
void according_run_close(according_run *run);

/* Adds a file, all files of a folder and its subfolders (hidden ones left out), or standard input
   for "-". A file's id is its name; a file of a folder has its path inside that folder as id. A record
   (see below) stands for its documents and the decisions on them.
   Files are opened when they are read; what cannot be read then becomes a notice. A path that is
   not there, or a folder that cannot be listed or is empty, becomes a notice as well. Errors:
   ACCORDING_NO_MEMORY; of a record also ACCORDING_IO and ACCORDING_FORMAT. */
int according_run_add_path(according_run *run, const char *path, according_status *status);
/* Adds a document from memory: text or HTML in any encoding. The bytes must stay in place until the
   run is closed; the id is copied. */
int according_run_add_bytes(according_run *run, const char *id, const char *bytes, size_t size,
                            according_status *status);
/* Adds the documents of a file of JSON Lines, "-" for standard input: {"id":…,"text":…} and
   optionally title, date, publisher, author, url, language. Lines that are no such object become
   notices with their line number. */
int according_run_add_jsonl(according_run *run, const char *path, according_status *status);
/* Adds lines that `extract` wrote, "-" for standard input, in place of documents. A run reads
   either documents or claims: ACCORDING_USAGE if it has the other already. */
int according_run_add_claims(according_run *run, const char *path, according_status *status);
/* People's corrections (CSV: document, span, quote, field, value, reason, by, when) are replayed on
   what was read, for reconcile, report and explain. One that no longer fits its text becomes a
   notice. One file for a run: ACCORDING_USAGE for a second. ACCORDING_IO: it cannot be read. */
int according_run_add_corrections(according_run *run, const char *path, according_status *status);

/* What people know of the sources (CSV, docs/SOURCES.md): shown beside publishers and those who are quoted, and
   ranks for counting rules. Restricted sources are named nowhere, and what would tell them is withheld, in report,
   reconcile, explain, check, count, compare, incident and export, unless show_restricted is not 0. Before the first
   call that reads. One file for a run: ACCORDING_USAGE for a second. ACCORDING_FORMAT: "file:line: message". */
int according_run_add_sources(according_run *run, const char *path, int show_restricted,
                              according_status *status);

/* ---- what people should know ----------------------------------------------------------------- */

enum according_notice_kind {
  ACCORDING_NOTE = 0,    /* worth knowing: nothing was left out */
  ACCORDING_DAMAGED = 1, /* a document was read, but some of its bytes could not be */
  ACCORDING_REFUSED = 2, /* a file, line or correction was left out */
};

typedef struct according_notice {
  int kind;            /* an according_notice_kind */
  const char *input;   /* the file, "standard input", or the document's id */
  const char *message; /* what (where): what to do; one line, without a full stop */
} according_notice;

/* Notices come with the first call that reads (extract, mentions, …), ordered by input. They belong
   to the run. */
size_t according_notice_count(const according_run *run);
according_notice according_notice_at(const according_run *run, size_t i); /* i below the count */
/* Documents that were read, and figures found in them; 0 before the first call that reads.
   mentions and passages look for no figures. */
uint64_t according_document_count(const according_run *run);
uint64_t according_figure_count(const according_run *run);

/* What was read, by its form: "HTML", "text", "JSON Lines", and in what it lay: "HTML in warc". */
typedef struct according_form {
  const char *name;
  uint64_t documents, bytes;
} according_form;

/* Of the last call that read; by name. They belong to the run. */
size_t according_form_count(const according_run *run);
according_form according_form_at(const according_run *run, size_t i); /* i below the count */

/* ---- results --------------------------------------------------------------------------------- */

/* What each document reports: a document line for each, then its claims and persons, in order of
   offset; documents by id. */
int according_extract(according_run *run, according_sink out, according_status *status);
/* The building blocks: numbers, times, places, actors and attributions of each document. */
int according_mentions(according_run *run, according_sink out, according_status *status);
/* What the documents report together: a line for each event, then one for each pair of documents
   that shows signs of a shared origin or is open. */
int according_reconcile(according_run *run, according_sink out, according_status *status);
/* Wording that documents share, a line for each passage. */
int according_passages(according_run *run, according_sink out, according_status *status);

enum according_format {
  ACCORDING_TERMINAL = 0, /* 80 columns of text */
  ACCORDING_PAGE = 1,     /* one self-contained HTML page */
  ACCORDING_LINES = 2,    /* JSON Lines; of explanations only */
};

typedef struct according_report_options {
  int format;  /* ACCORDING_TERMINAL or ACCORDING_PAGE */
  int all;     /* terminal: every event in full; else the first, and an entry of each other */
  int colour;  /* terminal: bold and colour by escape sequences */
  int working; /* page: the edition with full texts, paths and reviewers */
  const char *incident; /* an incident file (docs/INCIDENT.md): the report is of the claims inside, as one
                           event, with what lies outside and why, and the checklist; or NULL */
} according_report_options;

/* The report for people. options may be NULL: for a terminal, without colour. */
int according_report(according_run *run, const according_report_options *options,
                     according_sink out, according_status *status);
/* The same into a file: written beside it, then renamed over it, so that an old file is lost only
   when the new one is whole. A page (ACCORDING_PAGE) whose path ends in a slash is written as a folder
   of pages that lead to one another, index.html first: into a new folder beside it, which then takes
   its place. A folder that was not written so, or to which somebody added a file, is never touched
   (ACCORDING_IO). More than a hundred documents are written as a folder in any case: "x.html" then
   becomes "x", with a notice. ACCORDING_USAGE: the path is one of the files that are read, or a
   folder that holds one. */
int according_report_save(according_run *run, const according_report_options *options,
                          const char *path, according_status *status);

/* How something came about: sentence, source, and each step with the rule that took it. subject is
   the id of a claim, person or event (figure NULL), or a measure, whose figure is a number ("147"),
   the words of a figure ("hundreds"), or the id of a reading ("r2"). format: ACCORDING_TERMINAL or
   ACCORDING_LINES. ACCORDING_NOT_FOUND if the documents have no such thing. */
int according_explain(according_run *run, const char *subject, const char *figure, int format,
                      according_sink out, according_status *status);

/* What documents attribute to one another. For each figure attributed to a body whose own text is in
   the run: whether that text has it ("check"); for each reading of each event, the earliest dated
   document of the run that has it ("earliest"); figures whose named sources lead only to one
   another's documents ("circular"). format: ACCORDING_TERMINAL or ACCORDING_LINES. It never says
   which figure is right. */
int according_check(according_run *run, int format, according_sink out, according_status *status);

typedef struct according_count_options {
  const char *event;    /* the id of one event, or NULL: all */
  const char *incident; /* an incident file (docs/INCIDENT.md), whose claims inside are counted as
                           one event; or NULL */
} according_count_options;

/* What a counting rule makes of the readings of each event: a line of type "count" for each measure of which it
   says something, with its steps and what it left out. rules: a name ("lowest", "ucdp-style" …) or a file
   NAME.rule; several, parted by commas, one after another. options may be NULL. ACCORDING_FORMAT: a file
   with a mistake ("file:line: message").
   ACCORDING_NOT_FOUND: no such rule or event. ACCORDING_USAGE: an event and an incident. Unclear readings are never
   counted. */
int according_count(according_run *run, const char *rules, const according_count_options *options,
                    according_sink out, according_status *status);
/* How a count came about: each line of the rule and what it left or took, and each document's figure of the
   measure ("killed"), taken or left out and why. format: ACCORDING_TERMINAL, or ACCORDING_LINES: a line of type
   "explanation" with what the line "count" has, the rule's file and the figures. ACCORDING_NOT_FOUND as well where no
   event has figures of the measure, or the rule says nothing of it. */
int according_explain_count(according_run *run, const char *rules, const char *measure,
                            const according_count_options *options, int format,
                            according_sink out, according_status *status);
/* The same as a table for people: what each of the rules makes of each measure, side by side; without an
   incident. */
int according_compare(according_run *run, const char *rules, const according_count_options *options,
                      according_sink out, according_status *status);
/* A source register to be filled in (CSV): the publishers of the documents and whom they quote by name, with what
   the documents say of themselves and nothing else. */
int according_sources(according_run *run, according_sink out, according_status *status);
/* The counting rules that the engine has, for people: a line each with name, version and title. */
int according_rules(const according_engine *engine, according_sink out, according_status *status);

/* What lies inside the bounds of an incident file, what outside and why, and what documents give of its checklist:
   ACCORDING_LINES or ACCORDING_TERMINAL. ACCORDING_FORMAT: "file:line: message". */
int according_incident(according_run *run, const char *path, int format, according_sink out,
                       according_status *status);

typedef struct according_export_options {
  const char *rule;    /* a counting rule, by name or file, for forms that count; or NULL */
  const char *event;   /* the id of the one event to be written, or NULL: all that was read */
  const char *incident; /* an incident file, whose claims inside are written as one event; or NULL */
} according_export_options;

/* What was read, in the form of other programs; docs/MANUAL.md describes each.
   CSV, a header and one thing a row: "figures", "statements", "claims" (both), "persons", "actors", "documents",
   "events", "readings", "relations", "silent", "remarks", "questions", "origins", "passages", "checks", "earliest",
   "circular", "counts" (what the rule makes of each measure), "bounds" and "checklist" (of an incident).
   "ged", "acled", or a file NAME.form (data/forms/FORMS.md): CSV of events in the columns of other data sets, with
   numbers only of a rule; shaped like these, and no coding by those who publish them. "reports": CSV, one document of
   one event a row, for the R package eventreport.
   Others: "rows" (CSV, one reading of one document a row, for according_table), "geojson" (a point for each figure
   whose own words say where), "annotations" (W3C Web Annotations, a JSON-LD object a line), "wikitext" (a
   section for each event, with citations), "prov" (PROV-JSON).
   options may be NULL. ACCORDING_USAGE: no such form; passages or annotations of lines of extract; counts without
   a rule, or a form that counts nothing with one; passages and checks of one event; an event and an incident. ACCORDING_FORMAT, ACCORDING_NOT_FOUND: the rule, as for
   according_count, or the form. */
int according_export(according_run *run, const char *as, const according_export_options *options,
                     according_sink out, according_status *status);

/* ---- rows that people coded ------------------------------------------------------------------ */

typedef struct according_table_options {
  const char *rule;      /* a counting rule by name ("lowest", "maverick-con", "origin" …), or a file
                            NAME.rule; NULL: the values stand side by side */
  const char *hierarchy; /* CSV child,parent: which values contain which, for rules that weigh; or NULL */
  int csv;               /* CSV in place of JSON Lines */
} according_table_options;

/* Rows of CSV (object, source, value, and perhaps measure, date, low, high, rank, certain, precision,
   publisher), "-" for standard input: a line for each object and measure, with what the rule makes of its
   rows and the steps that it took. The order of the rows makes no difference. options may be NULL.
   ACCORDING_FORMAT: "file:line: message"; nothing is then written. ACCORDING_NOT_FOUND: no such rule. */
int according_table(const according_engine *engine, const char *path, const according_table_options *options,
                    according_sink out, according_status *status);

/* ---- the record ------------------------------------------------------------------------------ */

/* A record is one SQLite file that keeps documents, what was read in them, what people decided, and a
   log of all of it, with a chain of digests for each author. docs/RECORD.md describes the file.
   Several programs may read and write one record at the same time: a writer waits for another up to
   a minute. What was written is on the disk when the call has returned, or nothing of it is.

   A record object belongs to one thread at a time. After ACCORDING_IO or ACCORDING_FORMAT from the
   file itself it can only be closed. */
typedef struct according_record according_record;

/* Who does something, and when: the library has no clock and no chance. */
typedef struct according_stamp {
  const char *by;           /* name or pseudonym, not empty */
  const char *when;         /* UTC, "2026-03-01T12:00:00Z" */
  unsigned char chance[32]; /* bytes that nobody can guess: ids and salts are made from them */
} according_stamp;

/* Makes an empty record. ACCORDING_IO: there is a file of that name, which is left as it is, or none
   can be made there. */
int according_record_init(const char *path, const according_stamp *stamp, according_status *status);
/* Opens a record. writes: for according_record_add, _remove and _undo. *record is set only on success.
   ACCORDING_NOT_FOUND: no such file. ACCORDING_FORMAT: no record, of a newer According, or damaged.
   ACCORDING_IO: it cannot be read, or with writes not be written. */
int according_record_open(const according_engine *engine, const char *path, int writes,
                          according_record **record, according_status *status);
/* NULL is allowed. */
void according_record_close(according_record *record);

typedef struct according_added {
  uint64_t documents; /* that are new in the record, newer captures included */
  uint64_t versions;  /* of these: newer captures of an address that the record has */
  uint64_t known;     /* that the record had already, by content */
  uint64_t refused;   /* that could not be read, or whose id another document has: see notices of the run */
} according_added;

/* Adds the documents that were added to the run, a batch at a time, each batch as a whole. After a
   failure the batches before it are there, and the same call goes on behind them. A document with
   the address (url, path of its file, id of a JSON line) of another is kept as its newer version; with
   as_version one with its id is, wherever it comes from. Notices are those of the run.
   ACCORDING_USAGE: the run has lines of extract, or the stamp is not whole. */
int according_record_add(according_record *record, according_run *run, const according_stamp *stamp,
                         int as_version, according_added *added, according_status *status);

/* Adds a file that is no text, a photograph or a recording, as evidence: its bytes, or with outside its path and
   SHA-256 alone. *added is added to. ACCORDING_FORMAT: the record has another document of that name. */
int according_record_add_evidence(according_record *record, const char *path, int outside,
                                  const according_stamp *stamp, according_added *added,
                                  according_status *status);

typedef struct according_derivation {
  int translation;   /* else a transcript */
  const char *of;    /* id of what it is made of: evidence of a transcript, a text of a translation */
  const char *part;  /* of which part of it, "00:01:10-00:04:00", "page 3"; or NULL */
  const char *maker; /* who made it; NULL: whoever says so */
  const char *made;  /* when, an ISO date; or NULL */
} according_derivation;

/* Says of a text of the record, given by its file, what it is a transcript or translation of: a decision, which undo
   takes back. ACCORDING_NOT_FOUND: the text, or what it is made of, is not in the record. ACCORDING_USAGE: it
   cannot be made of that. */
int according_record_derive(according_record *record, const char *path,
                            const according_derivation *derivation, const according_stamp *stamp,
                            according_status *status);
/* The original bytes of a document, its latest capture. ACCORDING_NOT_FOUND: there is none, or it lies outside. */
int according_record_original(according_record *record, const char *id, according_sink out,
                              according_status *status);

typedef struct according_reread_result {
  uint64_t documents; /* that were read again */
  uint64_t changed;   /* of these: that have other lines now */
  uint64_t gone, made; /* claims and persons: no longer among them, and new */
  uint64_t refused;   /* that could no longer be read: as they were */
} according_reread_result;

/* Reads the documents of the record again that were read by another program or with other data than the engine's,
   a batch at a time. The lines of earlier readings are kept; decisions stay, and fit or are told of by whatever
   reads the record next. report: a line for each document that has other lines now. threads as for a run. */
int according_record_reread(according_record *record, unsigned threads, const according_stamp *stamp,
                            according_sink report, according_reread_result *result,
                            according_status *status);

/* Its documents: the latest versions, or with all also earlier and removed ones.
   format: ACCORDING_TERMINAL or ACCORDING_LINES. */
int according_record_list(according_record *record, int all, int format, according_sink out,
                          according_status *status);
/* Makes the events of the record, with their readings, from its lines and decisions, and keeps them, so that one can be
   shown at once; *events: how many. They are of the record as it is now. */
int according_record_events(according_record *record, uint64_t *events, according_status *status);
/* *entry: the entry of the log behind which the events that are kept were made, if they are not of the record as it is now;
   0: they are, or none are kept. */
int according_record_events_of(according_record *record, uint64_t *entry, according_status *status);
/* The same, behind a change: of a record of 2,000 documents at most that keeps events they are made anew first. */
int according_record_events_renew(according_record *record, uint64_t *entry, according_status *status);
/* A document by its id, with its versions and lines, a claim or person by its id, with its sentence, or an event by its
   id: as it is kept, or of a small record made anew.
   ACCORDING_LINES: its lines as extract writes them. ACCORDING_NOT_FOUND: the record has no such. */
int according_record_show(according_record *record, const char *id, int format, according_sink out,
                          according_status *status);

/* What became of each byte of a document's original, which is read again: blocks that were read, kept or not
   read, with their bytes and the rules that decided, and what was left out; what its container said of it.
   programs: folders of programs of others, as for a run, or NULL. ACCORDING_LINES: one line "source".
   ACCORDING_NOT_FOUND: no such document, or the record does not hold its original. */
int according_record_show_source(according_record *record, const char *id, const char *programs,
                                 int format, according_sink out, according_status *status);

typedef struct according_query {
  const char *words;   /* words, "a phrase", AND, OR, NOT, word*; or NULL */
  const char *measure; /* of a figure, predicate of a statement, harm of a person; or NULL */
  const char *place;   /* a part of the name of a claim's place, or NULL */
  const char *source;  /* a part of the words of a claim's source, or NULL */
  const char *number;  /* of a figure, a whole number; or NULL */
  const char *from;    /* claims whose time ends on this ISO date or later, or NULL */
  const char *to;      /* claims whose time begins on this ISO date or earlier, or NULL */
  unsigned most;       /* hits; 0: 100 */
} according_query;

/* Documents by their words, or with any other field claims and persons, of documents with these words.
   ACCORDING_FORMAT: the words are no query. ACCORDING_USAGE: nothing is asked, or the number is none. */
int according_record_search(according_record *record, const according_query *query, int format,
                            according_sink out, according_status *status);
/* What was done, entry by entry. */
int according_record_log(according_record *record, int format, according_sink out,
                         according_status *status);

/* The number of the log's entry that `when` names: itself a number, "now" for the last one, or a day or time in UTC
   (2026-03-01, 2026-03-01T12:00:00Z), for the last one not later. ACCORDING_USAGE: it is none of these;
   ACCORDING_NOT_FOUND: there is no such. */
int according_record_moment(according_record *record, const char *when, uint64_t *entry,
                            according_status *status);
/* What is otherwise in `after`, as it was behind the entry `to` of its log, than in `before` behind `from` (0: as
   they are now): documents, lines, decisions and figures. Both may be one record. The lines are those that
   the records have: nothing is read again. format: ACCORDING_TERMINAL or ACCORDING_LINES. */
int according_record_diff(according_record *before, uint64_t from, according_record *after,
                          uint64_t to, int format, according_sink out, according_status *status);

/* What the entry (0: the last one that was written through this object) did, which decisions stand on the same claim,
   which fit no more or again, and all that is otherwise behind it. Of very large records the entry alone. */
int according_record_effect(according_record *record, uint64_t entry, int format,
                            according_sink out, according_status *status);

/* Takes a document, with its versions, out of lists and reports, for a reason. purge: what the record
   holds of it is erased as well, and the entries of the log that name it; a tombstone stays.
   ACCORDING_NOT_FOUND: no such document. */
int according_record_remove(according_record *record, const char *id, int purge, const char *reason,
                            const according_stamp *stamp, according_status *status);
/* Takes back entry n of the log, a decision. ACCORDING_NOT_FOUND: there is no such, it is no decision,
   was taken back already, or erased something. */
int according_record_undo(according_record *record, uint64_t n, const char *reason,
                          const according_stamp *stamp, according_status *status);

/* ---- review: what a person decides of the lines of a record ---- */

typedef struct according_review according_review;

/* A figure, statement or person to be looked at. Strings belong to the review; none is NULL. */
typedef struct according_review_item {
  const char *kind;                      /* "figure", "statement" or "person" */
  const char *id;                        /* of the claim or person */
  const char *document, *title, *date, *publisher;
  const char *before, *sentence, *after; /* the sentence between what stands around it */
  long long sentence_at;                 /* its first byte in the text; -1: it is in the title */
  const char *measure, *figure, *qualifier, *who, *when, *place, *source, *scope; /* of a statement measure is
                                            the predicate and figure its words; of a person the harm and the words */
  const char *fields;                    /* what else is known, "name: value" a line */
  const char *event, *event_id;          /* heading and id of its event, or "" */
  const char *why;                       /* why it comes so early: the question, "figures differ", "unclear", or "" */
  const char *others;                    /* what others decided of it, for people; "" for none, or blind */
} according_review_item;

/* What shall be reviewed by whom: the figures, statements and persons of the run's documents that this person has not
   decided on yet: those of questions first, of readings that differ, unclear ones, then the other figures,
   persons and statements, by document. The run has the same record (according_run_add_path) and nothing else, and
   must stay open. blind: what others decided is neither applied nor told. *review is set only on success. */
int according_review_open(according_record *record, according_run *run, const char *by, int blind,
                          according_review **review, according_status *status);
/* NULL is allowed. */
void according_review_close(according_review *review);
size_t according_review_count(const according_review *review);
according_review_item according_review_at(const according_review *review, size_t i);

typedef struct according_review_event {
  const char *id, *heading;
  size_t documents;
} according_review_event;

typedef struct according_review_document {
  const char *id, *title;
  const char *origin; /* of it and the item's document: "signs of a shared origin", "no shared origin found", "open" */
} according_review_document;

/* The events, largest first; and the other documents of an item's event. */
size_t according_review_event_count(const according_review *review);
according_review_event according_review_event_at(const according_review *review, size_t k);
size_t according_review_document_count(const according_review *review, size_t i);
according_review_document according_review_document_at(const according_review *review, size_t i, size_t k);

enum according_decision_kind {
  ACCORDING_ACCEPT = 0, /* it is as the machine read it; what was unclear is clear then */
  ACCORDING_REJECT = 1, /* it is no such thing */
  ACCORDING_SET = 2,    /* a field has another value */
  ACCORDING_ADD = 3,    /* another figure, in words of the same document */
  ACCORDING_REMARK = 4, /* a note, in reason, that changes nothing */
  ACCORDING_TOGETHER = 5,   /* it belongs to the event of another line */
  ACCORDING_APART = 6,      /* it does not belong to the event of another line */
  ACCORDING_ORIGIN = 7,     /* whether its document and another draw on one source */
  ACCORDING_ADD_PERSON = 8, /* another person, in words of the same document */
};

typedef struct according_decision {
  int kind;            /* an according_decision_kind; all but ACCORDING_ACCEPT need a reason */
  const char *field;   /* of ACCORDING_SET: measure, number, low, high, qualifier, who, status, sex, age_class,
                          nationality, occupation, time, place, actor, scope, part_of, polarity, modality, certainty,
                          source, as_of; of a person harm, name, age, sex, occupation, certainty; else NULL */
  const char *value;   /* of ACCORDING_SET; of ACCORDING_ADD "NUMBER" or "QUALIFIER NUMBER"; of ACCORDING_ADD_PERSON
                          "age 7; sex female; name Ana" or ""; of TOGETHER what moves, "line", "document" or "event",
                          of APART what leaves, "line" or "document"; of ORIGIN "yes", "no" or "open"; else NULL */
  const char *measure; /* of ACCORDING_ADD; of ACCORDING_ADD_PERSON the harm; else NULL */
  const char *quote;   /* of both: words that stand once in the document, unless span says where; else NULL */
  const char *span;    /* of both: bytes of the document's text, "212-219"; or NULL */
  const char *other;   /* of TOGETHER and APART: id of an event, claim, person or document (of APART nothing: its own
                          event); of ORIGIN: of the other document; else NULL */
  const char *reason;  /* or NULL where none is needed */
} according_decision;

/* Decides on item i. It is on the disk when the call has returned. ACCORDING_USAGE: the field or value has no meaning,
   the words stand not there or more than once, there is no such other, or a reason is missing: nothing was
   written. */
int according_review_decide(according_review *review, size_t i, const according_decision *decision,
                            const according_stamp *stamp, according_status *status);

/* How often those say the same who judged the same lines of a record, field by field: the share of pairs, Cohen's kappa
   of two, Krippendorff's alpha of all. The lines are those that the record has, with each reader's own corrections
   alone. format: ACCORDING_TERMINAL or ACCORDING_LINES. */
int according_record_agreement(according_record *record, int format, according_sink out,
                               according_status *status);

/* The lines on which somebody decided, as the decisions have them: lines of the interchange format with
   "required":true, and for each that was rejected a line "nonclaim" with the reason. The run as above. */
int according_gold(according_record *record, according_run *run, according_sink out,
                   according_status *status);

typedef struct according_joined {
  uint64_t documents, known; /* that were added; that were here already, by content */
  uint64_t renamed;          /* of those added: have another id, as another document has theirs */
  uint64_t entries, known_entries; /* of the log */
} according_joined;

/* Takes over what the other record has and this one has not: documents with what was read in them, decisions, the log,
   whose chains keep their own heads. What is here stays as it is; decisions of both are applied, those of
   the other behind those that are here, and where two people decided otherwise every report names both. Lines about
   documents with a new id go to report. ACCORDING_FORMAT: the other record is not whole; nothing was joined. */
int according_record_join(according_record *record, according_record *other,
                          const according_stamp *stamp, according_sink report,
                          according_joined *joined, according_status *status);

typedef struct according_verified {
  uint64_t documents, spans, entries; /* that were checked; entries of the log */
  uint64_t problems;
} according_verified;

/* Checks the file, every original, text and line, every span against its text, and the chains of the
   log. Problems go to report, a line each, and are no error; then for people the head of each author's
   chain, "head NAME ENTRIES DIGEST", to be kept elsewhere. threads: 0 for one for each processor. */
int according_record_verify(according_record *record, unsigned threads, according_sink report,
                            according_verified *result, according_status *status);

/* ---- language data --------------------------------------------------------------------------- */

/* Compiles a folder of language data (a copy of the project's data/, edited) into a pack file, for
   according_engine_options.pack_file. What is wrong with the data goes to report, a line
   "file:line: message" each; the call then gives ACCORDING_FORMAT, and no file is written.
   ACCORDING_NOT_FOUND: the folder has no language data. */
int according_pack_build(const char *data, const char *path, according_sink report,
                         according_status *status);

typedef struct according_pack_result {
  uint64_t examples, lines; /* that were compared */
  uint64_t differences;
} according_pack_result;

/* Compiles likewise, reads the examples in the files named (in those of the folder "tests" in data
   for count 0, files may then be NULL) and compares what is found in them with what they say is to
   be found. Differences go to report, a line "file:line: message" each, and are no error. update:
   the files are then written anew with what is found. */
int according_pack_test(const char *data, const char *const *files, size_t count, int update,
                        according_sink report, according_pack_result *result,
                        according_status *status);

#ifdef __cplusplus
}
#endif

#endif

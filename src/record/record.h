/* Record: one SQLite file that holds documents, what was read in them, what people decided, and a
   log of all of it. docs/RECORD.md describes the file for other programs; record_schema.c makes it.

     record_open ─▶ record_begin ─▶ record_put … record_log ─▶ record_commit    one writer
                 └▶ record_documents, record_body, record_search …             many readers

   A failed call leaves the record with that failure: every further call gives it again, so that a
   row of calls needs one look at its end. A transaction that was not committed is undone.
   Strings that are given out lie in the arena that was given, which must be guarded.
   No clock and no chance here: who, when and the bytes of chance come from the caller (Stamp).
   One record belongs to one thread at a time. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/status.h"
#include "record/record_rows.h"

typedef struct Record Record;

/* Who does something, when, and bytes that nobody can guess, from which salts are made. */
typedef struct Stamp {
  Str by;   /* name or pseudonym */
  Str when; /* 2026-03-01T12:00:00Z */
  uint8_t chance[32];
} Stamp;

/* ---- the file -------------------------------------------------------------------------------- */

typedef enum RecordKind {
  RECORD_NONE,    /* no file, or no SQLite file */
  RECORD_FOREIGN, /* an SQLite file of another program */
  RECORD_NEWER,   /* of a version of According that this one does not know */
  RECORD_OURS,
} RecordKind;

/* What a file is by its first bytes. */
RecordKind record_kind(const char *path);

/* Makes a new record, in one piece: a file beside it that then takes its name. STATUS_IO if there
   is a file of that name already. */
int record_create(const char *path, const Stamp *stamp, Str program, Status *status);
/* Opens a record. Without `writes` nothing of it is changed, except that what a killed program left
   half-done is undone. *record is set only on success. STATUS_NOT_FOUND: no such file;
   STATUS_FORMAT: it is no record, or of a newer version, or damaged. */
int record_open(const char *path, bool writes, Record **record, Status *status);
/* Undoes what was not committed. NULL is allowed. */
void record_close(Record *record);
/* The first failure of any call; its code, and the message into *status. */
int record_failure(const Record *record, Status *status);
/* A value of the table `record` ("id", "created", "program"), empty if there is none. */
Str record_value(Record *record, Arena *arena, const char *key);

/* From now on documents, bodies, log and decisions are read as they were after entry n of the log; 0: as
   they are. What was erased since is erased then as well. For records that are not written. */
void record_at(Record *record, int64_t n);
/* The last entry of the log, or the last one not later than `when`, a day or a time as in the log
   (2026-03-01, 2026-03-01T12:00:00Z); 0 if there is none. */
int64_t record_last_entry(Record *record, Str when);

/* The last entry that was written through this object; 0 if there is none. */
int64_t record_written(const Record *record);

/* Writing: waits up to a minute for another writer. What lies in between is done as a whole or not
   at all, and is on the disk when record_commit has returned STATUS_OK. */
int record_begin(Record *record, const Stamp *stamp);
int record_commit(Record *record);
void record_rollback(Record *record);

/* ---- bodies ---------------------------------------------------------------------------------- */

/* How bytes lie in the file. */
typedef enum Coding {
  CODING_PLAIN = 0,
  CODING_DEFLATE = 1,   /* zlib's format (RFC 1950) */
  CODING_ORIGINAL = 2,  /* a text that is its original, byte for byte */
  CODING_ELSEWHERE = 3, /* an original that stayed at its path */
  CODING_SHARED = 4,    /* a text in zlib's format with its original as dictionary */
  CODING_FOLDED = 5,    /* lines told by what they quote: fold.h */
  CODING_MEMBER = 6,    /* a text that is the member "text" of its original, a line of JSON */
} Coding;

typedef struct Body {
  Coding coding;
  uint64_t size; /* of the bytes as they were */
  Digest hash;   /* of them */
  Str bytes;     /* as they lie in the file */
} Body;

/* What typical lines look like; see usual.h. May be read by several threads. */
typedef struct Usual Usual;
/* Makes bytes small; of one thread. */
typedef struct Packer Packer;

/* usual: may be NULL, and must stay. NULL without memory. */
Packer *packer_new(const Usual *usual);
void packer_free(Packer *packer); /* NULL is allowed */
/* Bodies, in the arena. hash: SHA-256 of the bytes, where the caller has it; else NULL. */
Body pack_original(Packer *packer, Str bytes, const Digest *hash, Arena *arena);
Body pack_text(Packer *packer, Str text, Str original, Arena *arena);
/* text_hash: of the text. */
Body pack_lines(Packer *packer, Str lines, Str text, const Digest *text_hash, Str original,
                Arena *arena);

typedef enum Part { PART_ORIGINAL = 1, PART_TEXT = 2, PART_LINES = 3 } Part;

/* ---- documents ------------------------------------------------------------------------------- */

/* What the original is. */
typedef enum Form {
  FORM_FILE,
  FORM_LINE,     /* a line of JSON Lines */
  FORM_EVIDENCE, /* no text: a photograph, a recording; perhaps elsewhere (CODING_ELSEWHERE) */
} Form;

/* A document on its way into the record. */
typedef struct RecordEntry {
  Str id, path, day; /* day: the date that was given for documents without one */
  Form form;
  Body original, text, lines;
  Digest hash;                            /* as in the document line */
  Str title, date, publisher, url;
  Str words; /* of the text, for full text search: words_once */
  uint32_t figures;
  LineRowArray rows;
} RecordEntry;

/* A document of the record. */
typedef struct Kept {
  int64_t n;
  Str id, path, day;
  uint32_t version;
  Form form;
  bool is_latest, is_removed, is_purged;
  Digest original_hash, hash;
  uint64_t size;
  Str title, date, publisher, url;
  uint32_t figures, lines;
  int64_t follows; /* the earlier capture of the same address; 0: none */
  int64_t reading; /* the last one */
  Digest seal, followed_seal;
  Str sealed_id; /* as in the record where it was added, which gave another document here its id */
  uint32_t sealed_version;
} Kept;

typedef ARRAY(Kept) KeptArray;

/* Program, language data and places with which documents are read; `record_reading` finds or makes
   its number. */
typedef struct ReadingOf {
  Str program, pack, places;
  const Usual *usual; /* with which its lines are told; only for record_reading, may be NULL */
} ReadingOf;

typedef enum PutOutcome {
  PUT_NEW,
  PUT_VERSION, /* a newer capture of an address */
  PUT_KNOWN,   /* it is there already */
  PUT_CLASH,   /* another document has this id */
} PutOutcome;

/* Between these two many questions are asked as quickly as one; nothing is written. */
void record_ask_begin(Record *record);
void record_ask_end(Record *record);
/* Whether an original with this hash is in the record, not removed. */
bool record_knows(Record *record, const Digest *original);
/* The number of the reading: that of the last one where it is the same, else a new one, so that
   numbers are in the order of time; in a transaction. */
int64_t record_reading(Record *record, const ReadingOf *reading);
/* Adds a document; in a transaction. *other is the document that it is the same as, follows, or
   clashes with. as_version: a document of that id is taken as an earlier capture of the same
   address, even if it came from another path. */
PutOutcome record_put(Record *record, const RecordEntry *entry, int64_t reading, bool as_version,
                      Arena *arena, Kept *other);
/* The entry in the log for all that record_put has added since record_begin. */
int64_t record_log_added(Record *record, Str payload_fields);

/* What another reading made of a document of the record, in place of what it had; in a transaction.
   The lines of earlier readings are kept. *gone and *made: how many claims and persons are no
   longer among its lines, and how many are new. */
void record_reread(Record *record, const Kept *document, const RecordEntry *entry, int64_t reading,
                   Arena *arena, uint32_t *gone, uint32_t *made);
/* The entry in the log for all that was read again since record_begin. */
int64_t record_log_reread(Record *record, int64_t reading);

typedef enum Which { WHICH_CURRENT, WHICH_ALL } Which;

/* Documents by id and version: the latest versions that are not removed, or all. */
void record_documents(Record *record, Which which, Arena *arena, KeptArray *documents);
/* How many documents there are, of all versions. */
int64_t record_count(Record *record);
/* The versions of a document by its id, the latest first. */
void record_versions(Record *record, Str id, Arena *arena, KeptArray *documents);
/* One document by its number; false if there is none. */
bool record_document(Record *record, int64_t n, Arena *arena, Kept *document);
/* The latest document, not removed, with this original; false if there is none. */
bool record_document_of_original(Record *record, const Digest *original, Arena *arena,
                                 Kept *document);
/* A part of a document, of its last reading; false (and empty bytes) if it is not in the file:
   purged, or kept at its path. A damaged one is a failure of the record. */
bool record_body(Record *record, const Kept *document, Part part, Arena *arena, Str *bytes);
/* With what the document was last read. */
void record_reading_of(Record *record, int64_t document, Arena *arena, ReadingOf *reading);
/* The document that holds the claim or person; 0 if there is none. */
int64_t record_document_of_line(Record *record, Str line_id);

/* ---- search ---------------------------------------------------------------------------------- */

typedef struct Query {
  Str words;                  /* of the full text, in the syntax of FTS5; empty: any */
  Str measure, place, source; /* empty: any; place and source: a part of the name */
  bool has_number;
  int64_t number;
  int32_t from, to; /* 20160209, of the time of a claim; 0: any */
  uint32_t most;    /* hits */
} Query;

typedef struct Hit {
  int64_t document;
  Str id, title, date;
  uint32_t version;
  Str line; /* id of a claim or person; empty: the document itself */
} Hit;

typedef ARRAY(Hit) HitArray;

typedef ARRAY(Str) NameArray;

/* The words of a text, each once, in small letters (of ASCII) and with blanks between: for the index, which
   knows in which documents a word stands, all that the text says. */
Str words_once(Str text, Arena *arena);
/* The measures, predicates and harms of all lines, each once, by bytes. */
void record_measures(Record *record, Arena *arena, NameArray *names);

/* Documents, or with a field claims and persons. STATUS_FORMAT as failure of the call alone, not of
   the record, if the words are no query. */
int record_search(Record *record, const Query *query, Arena *arena, HitArray *hits, Status *status);
/* The first line of the text in which the words of the query stand, whole; empty if none has
   them. */
Str record_passage(Record *record, Str words, Str text, Arena *arena);

/* ---- log and decisions ----------------------------------------------------------------------- */

/* A decision: what the log's payload has of it. Empty where it says nothing. */
typedef struct Decision {
  int64_t n; /* of the log */
  Str kind;  /* see docs/RECORD.md */
  Str claim; /* id of the claim or person that was meant */
  Str document, hash, span, quote, measure, field, value, before, reason, by, when;
  Str maker, made; /* of a transcript or translation: who made it, and when */
  Str blind; /* "yes": whoever decided did not see what others decided */
  Str other; /* the claim or document that it is held against */
} Decision;

typedef struct LogEntry {
  int64_t n;
  Str by, when, kind, payload; /* payload: a JSON object; empty: redacted */
  uint64_t seq;
  int64_t undone_by; /* 0: it stands */
  Decision says;     /* of the payload, as far as it has these members */
  int64_t target;    /* of an undo: the entry that it takes back */
  int64_t documents; /* of add, join and remove: how many */
  int64_t entries;   /* of join */
  bool purge;        /* of remove */
} LogEntry;

typedef ARRAY(LogEntry) LogArray;

/* Adds an entry to the log of the transaction's author; its number. */
int64_t record_log(Record *record, const char *kind, Str payload);
/* All entries, or those of one kind, in order. */
void record_log_read(Record *record, Arena *arena, LogArray *entries);

typedef ARRAY(Decision) DecisionArray;

/* The decisions that stand (those that were undone left out), in order. */
void record_decisions(Record *record, Arena *arena, DecisionArray *decisions);

/* Adds a decision on a claim (any kind but remove) to the log; its number. n, by and when are the
 * log's own. */
int64_t record_decide(Record *record, const Decision *decision);

/* Takes a document, all its versions, out of lists and reports; in a transaction. STATUS_NOT_FOUND
   as failure of the call alone. purge: what it held is erased, and the entries of the log that name
   it are redacted; its number, seals and the decision stay. */
int record_remove(Record *record, Str id, bool purge, Str reason, Status *status);
/* Takes back entry n of the log. STATUS_NOT_FOUND: no such decision, or it is no decision, or was
   taken back already. */
int record_undo(Record *record, int64_t n, Str reason, Status *status);

/* ---- verify ---------------------------------------------------------------------------------- */

typedef struct Verified {
  uint64_t documents, bodies, spans, entries, authors;
  uint64_t problems;
} Verified;

/* Checks the file, each original, text and line, the spans of the lines, the seals, and the log.
   Each problem is one line for people, given to `tell` as it is found. A record that cannot be read
   on is a problem as well. STATUS_NO_MEMORY and failures of `tell` are the only failures. */
int record_verify(Record *record, uint32_t threads, int (*tell)(void *context, Str problem), void *context,
                  Verified *verified, Status *status);
/* The head of each author's chain: "name seq digest", a line each, for people to keep elsewhere. */
void record_heads(Record *record, Buffer *out);

#endif

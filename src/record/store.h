/* Store: what the files of this room share: the open database, its statements, and a failure that
   stays. SQL stands where it is used:

     sqlite3_stmt *s = store_sql(r, "SELECT n FROM document WHERE id = ?");
     store_bind(r, s, "t", id);
     while (store_row(r, s)) { … sqlite3_column_int64(s, 0) … }

   After a failure store_sql gives NULL, which the others take and do nothing with. */
#ifndef RECORD_STORE_H
#define RECORD_STORE_H

#include <sqlite3.h>

#include "base/map.h"
#include "record/packer.h"
#include "record/record.h"

enum {
  RECORD_APPLICATION = 0x41636364, /* "Accd": PRAGMA application_id */
  RECORD_VERSION = 1,              /* PRAGMA user_version */
  STORE_STATEMENTS = 256, /* slots by address */
  SALT = 16,
};

typedef struct Statement {
  const char *sql; /* a literal: known by its address */
  sqlite3_stmt *prepared;
} Statement;

/* What a transaction knows of itself. */
typedef struct Transaction {
  bool open;
  Stamp stamp;    /* its strings are malloc'd */
  uint64_t salts; /* that were given out */
  int64_t author;
  char author_key[33];
  uint64_t seq; /* of the author's last entry */
  Digest head;
  int64_t entry;       /* number that the next entry of the log has */
  Buffer seals;        /* of what was added */
  int64_t first, last; /* documents that were added; 0: none */
  uint32_t added;
  int64_t reading; /* of which `with` is; 0: none */
  ReadingOf with;  /* in the arena */
  Arena arena;     /* of names */
  Map names;   /* numbers of those that were met, by their text */
} Transaction;

/* What is usual in the lines of a reading. */
typedef struct ReadingUsual {
  int64_t reading;
  Usual *usual;
} ReadingUsual;

struct Record {
  sqlite3 *db;
  char *path;
  bool writes;
  int wait; /* milliseconds, for another program */
  int64_t moment; /* what is read is as it was after this entry; 0: as it is */
  int64_t written; /* the last entry of the log that was */
  Status failure;
  Statement statements[STORE_STATEMENTS];
  uint32_t statement_count;
  Transaction t;
  sqlite3_stmt *asked; /* made for one search, until the next */
  Buffer scratch;      /* of what is being sealed */
  Opener opener;
  Arena arena;    /* of usuals */
  ARRAY(ReadingUsual) usuals;
};

extern const char record_schema[]; /* all CREATE statements */

/* Opens the file as it is; what failed in r->failure. */
void store_open(Record *r, const char *path, int flags);
/* Its statements and the database. */
void store_close(Record *r);
/* The record once more, for another thread, which reads what `r` reads in its transaction. NULL where that
   is not possible now: a writer already waits for `r`, and would not see its end if others were waited for. */
Record *record_beside(const Record *r);
/* Statements without a result. */
void store_run(Record *r, const char *sql);
/* The statement, ready to be bound; NULL after a failure. */
sqlite3_stmt *store_sql(Record *r, const char *literal);
/* Binds in order: i int64_t, z int64_t (0: NULL), t Str as text (empty: NULL), b Str as a blob (empty: NULL), d const
   Digest * as a blob. Strings must stay until the statement has run. */
void store_bind(Record *r, sqlite3_stmt *s, const char *types, ...);
/* The next row; false at the end, and after a failure. */
bool store_row(Record *r, sqlite3_stmt *s);
/* Runs a statement that gives no row. */
void store_do(Record *r, sqlite3_stmt *s);
/* A statement that gives one integer; 0 where it gives none. */
int64_t store_integer(Record *r, sqlite3_stmt *s);
/* Takes over what SQLite says went wrong; nothing if something failed before. */
void store_failed(Record *r, int code);
/* Runs work with an arena of its own; a lack of memory is a failure of r. */
void store_guarded(Record *r, void (*work)(void *context, Arena *arena), void *context);
/* Makes a failure that stays. */
int store_fail(Record *r, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

Str column_text(sqlite3_stmt *s, int i, Arena *arena); /* a copy; empty for NULL */
Str column_view(sqlite3_stmt *s, int i);               /* until the next row */
Digest column_digest(sqlite3_stmt *s, int i);          /* zero where there is none */

/* ---- seals: record_log.c --------------------------------------------------------------------- */

/* The next salt of the transaction. */
void salt_next(Record *r, uint8_t salt[SALT]);
/* Hash of what was gathered. SHA-256 of an empty buffer if memory ran out, which is a failure of
   r. */
Digest seal_end(Record *r, const Buffer *b);
Str digest_view(const Digest *digest);

Digest seal_document(Record *r, Str salt, const Kept *d);
Digest seal_body(Record *r, Str salt, const Digest *document, Part part, const ReadingOf *reading,
                 const Digest *content);
Digest seal_entry(Record *r, Str author, uint64_t seq, Str at, Str kind, const Digest *payload,
                  const Digest *previous);
Digest seal_author(Record *r, Str key, const Digest *name);
/* SHA-256 of a salt and bytes. */
Digest seal_bytes(Record *r, Str salt, Str bytes);

/* The documents that removal n of the log took out, by number, ascending; of a removal that erased, those
   that are erased here. */
typedef ARRAY(int64_t) DocumentNumbers;
void removal_documents(Record *r, int64_t n, Arena *arena, DocumentNumbers *numbers);
/* The marks of all documents made anew: of the removals that stand the first is that which counts. */
void settle_removals(Record *r);

/* ---- documents: record_documents.c ----------------------------------------------------------- */

#define KEPT_COLUMNS                                                                         \
  "n, id, path, day, version, form, latest, removed, purged, original_hash, hash, size, " \
  "title, "                                                                                  \
  "date, publisher, url, figures, lines, seal, coalesce(follows, 0), "                       \
  "coalesce(follows_seal, (SELECT f.seal FROM document f WHERE f.n = document.follows)), " \
  "reading, coalesce(sealed_id, id), coalesce(sealed_version, version)"
enum { KEPT_COLUMN_COUNT = 24 };
/* A row that begins with KEPT_COLUMNS. */
void kept_read(sqlite3_stmt *s, Arena *arena, Kept *d);

/* Marks what was removed when the record stood at its moment; see record_at. */
void kept_removed_then(Record *r, Arena *arena, KeptArray *documents);

/* What is usual in the lines of a reading; unwinds to the guard of `guarded` without memory. */
const Usual *reading_usual(Record *r, int64_t reading, const Arena *guarded);

/* ---- full text: record_words.c --------------------------------------------------------------- */

/* Documents that the words of a query mean, up to `most`, the best of the last added first. STATUS_FORMAT
   as failure of the call alone if they are no query. Temporary tables must be allowed. */
int words_find(Record *r, Str words, uint32_t most, Arena *arena, HitArray *hits, Status *status);

/* The same, by rounds: numbers of documents into the table temp.marked, the last added first. */
typedef struct WordsAsked {
  Record *r;
  Str words, broad; /* what was asked; what the index is asked, which finds these documents and others */
  bool exact;       /* the index finds no others */
  Arena *arena;
  int64_t last; /* the first document that was looked at; INT64_MAX: none was */
} WordsAsked;

int words_begin(WordsAsked *asked, Record *r, Str words, Arena *arena, Status *status);
/* Marks the next documents in place of those before; false if there are none. */
bool words_mark(WordsAsked *asked);

/* ---- rows of a document: record_put.c ------------------------------------------------------ */

/* One body of a document, sealed with its salt and seal; the seal is added to the transaction's. */
void put_body(Record *r, int64_t document, int64_t reading, const ReadingOf *with, Part part,
              const Body *body, Str salt, const Digest *document_seal);
void put_rows(Record *r, int64_t document, const LineRowArray *rows);
/* The number of a word that many lines have, made where it has none; 0 for no word. */
int64_t name_intern(Record *r, Str text);
void put_words(Record *r, int64_t document, const RecordEntry *e);
/* What the transaction reads with, asked once; empty if there is no such reading. */
const ReadingOf *reading_with(Record *r, int64_t n);
int64_t url_key(Str url);

#endif

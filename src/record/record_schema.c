/* Record schema: the tables, as docs/RECORD.md describes them. A change of what is here is a new
   RECORD_VERSION. */
#include "record/store.h"

const char record_schema[] =
    "CREATE TABLE record(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;\n"
    /* who writes, and the head of each one's chain */
    "CREATE TABLE author(n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT, salt BLOB, "
    "seal BLOB NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL);\n"
    "CREATE TABLE log(n INTEGER PRIMARY KEY, author INTEGER NOT NULL REFERENCES author(n), "
    "seq INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT, salt BLOB, "
    "seal BLOB NOT NULL, digest BLOB NOT NULL, UNIQUE(author, seq));\n"
    "CREATE INDEX log_kind ON log(kind);\n"
    /* with what was read */
    "CREATE TABLE reading(n INTEGER PRIMARY KEY, program TEXT NOT NULL, pack TEXT NOT NULL, "
    "places TEXT NOT NULL, usual BLOB);\n"
    "CREATE TABLE document(n INTEGER PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, "
    "latest INTEGER NOT NULL, form INTEGER NOT NULL, path TEXT, day TEXT, "
    "original_hash BLOB, hash BLOB, size INTEGER NOT NULL, "
    "title TEXT, date TEXT, publisher TEXT, url TEXT, url_key INTEGER, "
    "figures INTEGER NOT NULL, lines INTEGER NOT NULL, reading INTEGER NOT NULL REFERENCES "
    "reading(n), "
    "entry INTEGER NOT NULL REFERENCES log(n) DEFERRABLE INITIALLY DEFERRED, "
    "follows INTEGER REFERENCES document(n), "
    "removed INTEGER REFERENCES log(n), purged INTEGER NOT NULL DEFAULT 0, salt BLOB, "
    "seal BLOB NOT NULL);\n"
    "CREATE UNIQUE INDEX document_id ON document(id, version);\n"
    "CREATE INDEX document_original ON document(substr(original_hash, 1, 8));\n"
    "CREATE INDEX document_url ON document(url_key) WHERE url_key IS NOT NULL;\n"
    "CREATE INDEX document_follows ON document(follows) WHERE follows IS NOT NULL;\n"
    /* original, text and lines: part 1, 2, 3 */
    "CREATE TABLE body(document INTEGER NOT NULL REFERENCES document(n), part INTEGER NOT NULL, "
    "reading INTEGER NOT NULL REFERENCES reading(n), coding INTEGER NOT NULL, "
    "size INTEGER NOT NULL, seal BLOB NOT NULL, "
    "entry INTEGER NOT NULL REFERENCES log(n) DEFERRABLE INITIALLY DEFERRED, bytes BLOB);\n"
    "CREATE UNIQUE INDEX body_part ON body(document, part, reading);\n"
    /* made of the lines, for search */
    "CREATE TABLE name(n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);\n"
    "CREATE TABLE line(document INTEGER NOT NULL REFERENCES document(n), k INTEGER NOT NULL, "
    "key INTEGER NOT NULL, kind INTEGER NOT NULL, measure INTEGER REFERENCES name(n), "
    "number NUMERIC, starts INTEGER, ends INTEGER, place INTEGER REFERENCES name(n), "
    "source INTEGER REFERENCES name(n), unclear INTEGER NOT NULL, PRIMARY KEY(document, k)) "
    "WITHOUT ROWID;\n"
    "CREATE INDEX line_key ON line(key);\n"
    "CREATE INDEX line_measure ON line(measure, number);\n"
    "CREATE VIRTUAL TABLE words USING fts5(title, text, content='', detail=none, columnsize=0, "
    "tokenize='unicode61 remove_diacritics 2');\n";

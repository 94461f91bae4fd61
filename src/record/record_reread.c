/* Record reread: what a later program or later language data make of a document that is there. */
#include "record/store.h"

/* How many rows of the document are in none of `rows`. */
static uint32_t rows_gone(Record *r, int64_t document, const LineRowArray *rows) {
  uint32_t known = 0;
  sqlite3_stmt *s = store_sql(r, "SELECT count(*) FROM line WHERE document = ?");
  store_bind(r, s, "i", document);
  uint32_t all = (uint32_t)store_integer(r, s);
  for (uint32_t i = 0; i < rows->n; i++) {
    s = store_sql(r, "SELECT 1 FROM line WHERE key = ? AND document = ?");
    store_bind(r, s, "ii", row_key(rows->v[i].id), document);
    known += store_integer(r, s) != 0;
  }
  return all - known;
}

/* The words of the index, which forgets the old ones only by being told them. */
static void change_words(Record *r, const Kept *d, const RecordEntry *e, Str words) {
  sqlite3_stmt *s =
      store_sql(r, "INSERT INTO words(words, rowid, title, text) VALUES ('delete', ?, ?, ?)");
  store_bind(r, s, "itt", d->n, d->title, words);
  store_do(r, s);
  put_words(r, d->n, e);
}

static void change_document(Record *r, const Kept *d, const RecordEntry *e, int64_t reading) {
  sqlite3_stmt *s = store_sql(
      r,
      "UPDATE document SET title = ?, date = ?, publisher = ?, url = ?, url_key = nullif(?, 0), "
      "figures = ?, lines = ?, reading = ? WHERE n = ?");
  store_bind(r, s, "ttttiiiii", e->title, e->date, e->publisher, e->url, url_key(e->url),
             (int64_t)e->figures, (int64_t)e->rows.n, reading, d->n);
  store_do(r, s);
}

void record_reread(Record *record, const Kept *document, const RecordEntry *entry, int64_t reading,
                   Arena *arena, uint32_t *gone, uint32_t *made) {
  Str text, salt = {NULL, 0};
  sqlite3_stmt *s = store_sql(record, "SELECT salt FROM document WHERE n = ?");
  store_bind(record, s, "i", document->n);
  if (store_row(record, s)) {
    salt = column_text(s, 0, arena);
    sqlite3_reset(s);
  }
  record_body(record, document, PART_TEXT, arena, &text);
  const ReadingOf *with = reading_with(record, reading);
  Digest hash = digest_sha256(text);
  bool same = memcmp(&hash, &entry->text.hash, sizeof hash) == 0;
  if (!same) {
    put_body(record, document->n, reading, with, PART_TEXT, &entry->text, salt, &document->seal);
  }
  put_body(record, document->n, reading, with, PART_LINES, &entry->lines, salt, &document->seal);
  *gone = rows_gone(record, document->n, &entry->rows);
  *made = entry->rows.n + *gone - document->lines;
  s = store_sql(record, "DELETE FROM line WHERE document = ?");
  store_bind(record, s, "i", document->n);
  store_do(record, s);
  put_rows(record, document->n, &entry->rows);
  if (!same || !str_equal(document->title, entry->title)) {
    change_words(record, document, entry, words_once(text, arena));
  }
  change_document(record, document, entry, reading);
}

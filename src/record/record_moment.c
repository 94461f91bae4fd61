/* Record moment: the record as it was after an entry of its log. */
#include <stdlib.h>

#include "record/store.h"

void record_at(Record *record, int64_t n) {
  record->moment = n;
}

int64_t record_written(const Record *record) {
  return record->written;
}

int64_t record_last_entry(Record *record, Str when) {
  /* "2026-03-01" stands for the whole day: every time of it sorts before "2026-03-01~" */
  sqlite3_stmt *s = store_sql(record,
                              "SELECT coalesce(max(n), 0) FROM log WHERE ?1 IS NULL OR at <= ?1 || "
                              "'~'");
  store_bind(record, s, "t", when);
  return store_integer(record, s);
}

static int by_number(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

void kept_removed_then(Record *r, Arena *arena, KeptArray *documents) {
  LogArray entries;
  DocumentNumbers removed = {0};
  record_log_read(r, arena, &entries);
  for (uint32_t i = 0; i < entries.n; i++) {
    if (!str_is(entries.v[i].kind, "remove") || entries.v[i].undone_by) {
      continue;
    }
    DocumentNumbers numbers = {0};
    removal_documents(r, entries.v[i].n, arena, &numbers);
    for (uint32_t k = 0; k < numbers.n; k++) {
      array_push(arena, &removed, numbers.v[k]);
    }
  }
  if (removed.n > 1) {
    qsort(removed.v, removed.n, sizeof *removed.v, by_number);
  }
  for (uint32_t i = 0; i < documents->n; i++) {
    Kept *d = &documents->v[i];
    d->is_removed = removed.n && bsearch(&d->n, removed.v, removed.n, sizeof *removed.v, by_number);
  }
}

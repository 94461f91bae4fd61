/* Record object: new records, opening, and what calls on records share. */
#include "api/record_object.h"

#include <stdlib.h>

int record_told(according_record *record, according_status *status) {
  Status inner;
  record_failure(record->record, &inner);
  return status_give(status, &inner);
}

int stamp_read(const according_stamp *stamp, Stamp *out, according_status *status) {
  *out = (Stamp){.by = str_of(stamp->by), .when = str_of(stamp->when)};
  memcpy(out->chance, stamp->chance, sizeof out->chance);
  if (!out->by.n || !out->when.n) {
    return status_say(status, ACCORDING_USAGE, 0, "a stamp needs who and when");
  }
  return ACCORDING_OK;
}

int record_guarded(according_record *record, according_status *status,
                   int (*work)(according_record *record, void *context, according_status *status),
                   void *context) {
  jmp_buf jump;
  int code;
  arena_clear(&record->arena);
  if (arena_guard(&record->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    code = work(record, context, status);
  }
  record->arena.escape = NULL;
  return code;
}

int according_record_init(const char *path, const according_stamp *stamp,
                          according_status *status) {
  Stamp by;
  Status inner = {0};
  int code = stamp_read(stamp, &by, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  code = record_create(path, &by, str_lit("according " ACCORDING_VERSION), &inner);
  return code == STATUS_OK ? status_say(status, ACCORDING_OK, 0, "%s", "")
                           : status_give(status, &inner);
}

int according_record_open(const according_engine *engine, const char *path, int writes,
                          according_record **record, according_status *status) {
  Status inner = {0};
  according_record *made = calloc(1, sizeof *made);
  if (!made) {
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  made->engine = engine;
  arena_init(&made->arena);
  if (record_open(path, writes != 0, &made->record, &inner) != STATUS_OK) {
    according_record_close(made);
    return status_give(status, &inner);
  }
  *record = made;
  return status_say(status, ACCORDING_OK, 0, "%s", "");
}

void according_record_close(according_record *record) {
  if (record) {
    record_close(record->record);
    arena_release(&record->arena);
    free(record);
  }
}

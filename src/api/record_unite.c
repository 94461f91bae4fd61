/* Record unite: another record into an open one, after it was checked. */
#include "record/record_join.h"

#include "api/record_object.h"
#include "api/run.h"

typedef struct Uniting {
  according_record *other;
  Stamp stamp;
  Buffer lines; /* for people */
  Str first;    /* problem of the other record */
  RecordJoined joined;
} Uniting;

static int keep_line(void *context, Str line) {
  Uniting *u = context;
  buffer_str(&u->lines, line);
  buffer_char(&u->lines, '\n');
  return u->lines.failed ? -1 : 0;
}

/* A record that is not whole would bring what cannot be checked any more. */
static int check_other(Uniting *u, according_status *status) {
  Verified verified;
  Status inner;
  int code = record_verify(u->other->record, 1, keep_line, u, &verified, &inner);
  if (code != STATUS_OK) {
    return status_give(status, &inner);
  }
  if (verified.problems) {
    Str rest, first = str_split(buffer_view(&u->lines), '\n', &rest);
    return status_say(status, ACCORDING_FORMAT, 0,
                      "the other record is not whole, nothing was joined: %.*s: according verify "
                      "names all of it",
                      STR_ARG(first));
  }
  buffer_clear(&u->lines);
  return ACCORDING_OK;
}

static int unite(according_record *record, void *context, according_status *status) {
  Uniting *u = context;
  Status inner = {0};
  int code = check_other(u, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  record_begin(record->record, &u->stamp);
  code = record_join(record->record, u->other->record, keep_line, u, &u->joined, &inner);
  if (code != STATUS_OK || !u->joined.entries) {
    record_rollback(record->record);
  } else {
    record_commit(record->record);
  }
  return code == STATUS_OK ? record_told(record, status) : status_give(status, &inner);
}

int according_record_join(according_record *record, according_record *other,
                          const according_stamp *stamp, according_sink report,
                          according_joined *joined, according_status *status) {
  Uniting u = {.other = other};
  int code = stamp_read(stamp, &u.stamp, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&u.lines);
  code = record_guarded(record, status, unite, &u);
  *joined = (according_joined){u.joined.documents, u.joined.known, u.joined.renamed,
                               u.joined.entries, u.joined.known_entries};
  if (code == ACCORDING_OK) {
    code = sink_give(report, buffer_view(&u.lines), status);
  }
  buffer_release(&u.lines);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

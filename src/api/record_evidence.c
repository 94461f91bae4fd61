/* Record evidence: originals that are no text into a record, and texts that were made of them. */
#include <stdlib.h>

#include "api/record_object.h"
#include "api/record_usual.h"
#include "api/run.h"
#include "base/file.h"
#include "base/json_write.h"
#include "view/line_write.h"

enum { INSIDE_MOST = 512 << 20 }; /* bytes of an original that lies in the record */

/* ---- evidence -------------------------------------------------------------------------------- */

typedef struct Evidence {
  const char *path;
  bool outside;
  Stamp stamp;
  according_added *added;
  char *bytes; /* malloc'd */
} Evidence;

/* The id of a file: its name. */
static Str file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return str_of(slash ? slash + 1 : path);
}

/* Its document line: all that can be said of what is not read. */
static Body evidence_line(const RecordEntry *e, const according_engine *engine, Buffer *line,
                          Arena *arena) {
  Json j;
  DocumentLine d = {.id = e->id,
                    .hash = e->hash,
                    .text_hash = digest_sha256((Str){NULL, 0}),
                    .pack = str_of(according_engine_pack(engine))};
  array_push(arena, &d.notes, str_lit("evidence that is no text"));
  json_begin(&j, line);
  line_write_document(&j, &d);
  Str bytes = buffer_view(line);
  return (Body){.coding = CODING_PLAIN, .size = bytes.n, .hash = digest_sha256(bytes), .bytes = bytes};
}

static int read_evidence(Evidence *v, RecordEntry *e, Arena *arena, Status *status) {
  *e = (RecordEntry){.form = FORM_EVIDENCE};
  e->path = str_copy(arena, str_of(v->path));
  e->id = file_name(e->path.p);
  e->text = (Body){.coding = CODING_PLAIN, .hash = digest_sha256((Str){NULL, 0})};
  if (v->outside) {
    e->original.coding = CODING_ELSEWHERE;
    int code = file_digest(v->path, &e->original.hash, &e->original.size, status);
    e->hash = e->original.hash;
    return code;
  }
  size_t n;
  int code = file_read(v->path, INSIDE_MOST, &v->bytes, &n, status);
  if (code == STATUS_LIMIT) {
    return status_set(status, STATUS_LIMIT, 0,
                      "%s: larger than 512 MB: --outside keeps its path and SHA-256 alone", v->path);
  }
  if (code == STATUS_OK) {
    Str bytes = {v->bytes, n};
    e->original = (Body){
        .coding = CODING_PLAIN, .size = n, .hash = digest_sha256(bytes), .bytes = bytes};
    e->hash = e->original.hash;
  }
  return code;
}

static int put_evidence(according_record *record, const Evidence *v, RecordEntry *e,
                        according_status *status) {
  Record *r = record->record;
  Kept other;
  Usual *usual = record_usual(record->engine, &record->arena);
  ReadingOf with = {str_lit("according " ACCORDING_VERSION),
                    str_of(according_engine_pack(record->engine)),
                    str_of(according_engine_places(record->engine)), usual};
  record_begin(r, &v->stamp);
  PutOutcome outcome = record_put(r, e, record_reading(r, &with), false, &record->arena, &other);
  usual_forget(usual);
  v->added->documents += outcome == PUT_NEW || outcome == PUT_VERSION;
  v->added->versions += outcome == PUT_VERSION;
  v->added->known += outcome == PUT_KNOWN;
  record_log_added(r, (Str){NULL, 0}) ? (void)record_commit(r) : record_rollback(r);
  if (outcome == PUT_CLASH && record_told(record, status) == ACCORDING_OK) {
    return status_say(status, ACCORDING_FORMAT, 0,
                      "%s: the record has another document \"%.*s\": rename one", v->path,
                      STR_ARG(e->id));
  }
  return record_told(record, status);
}

static int add_evidence(according_record *record, void *context, according_status *status) {
  Evidence *v = context;
  RecordEntry e;
  Status inner = {0};
  Buffer line;
  if (read_evidence(v, &e, &record->arena, &inner) != STATUS_OK) {
    return status_give(status, &inner);
  }
  buffer_init(&line);
  e.lines = evidence_line(&e, record->engine, &line, &record->arena);
  int code = line.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory")
                         : put_evidence(record, v, &e, status);
  buffer_release(&line);
  return code;
}

int according_record_add_evidence(according_record *record, const char *path, int outside,
                                  const according_stamp *stamp, according_added *added,
                                  according_status *status) {
  Evidence v = {.path = path, .outside = outside != 0, .added = added};
  int code = stamp_read(stamp, &v.stamp, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (!file_name(path).n) {
    return status_say(status, ACCORDING_USAGE, 0, "%s: evidence is a file", path);
  }
  code = record_guarded(record, status, add_evidence, &v);
  if (code != ACCORDING_OK) {
    record_rollback(record->record);
  }
  free(v.bytes);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- what was made of it --------------------------------------------------------------------- */

typedef struct Deriving {
  const char *path;
  const according_derivation *what;
  Stamp stamp;
} Deriving;

static bool latest(according_record *record, Str id, Kept *d) {
  KeptArray versions;
  record_versions(record->record, id, &record->arena, &versions);
  for (uint32_t i = 0; i < versions.n; i++) {
    if (versions.v[i].is_latest && !versions.v[i].is_removed) {
      *d = versions.v[i];
      return true;
    }
  }
  return false;
}

/* Whether a decision that stands says the same; *other: what the text is said to be made of. */
static bool stands_already(according_record *record, const Decision *d) {
  DecisionArray all;
  record_decisions(record->record, &record->arena, &all);
  for (uint32_t i = 0; i < all.n; i++) {
    const Decision *old = &all.v[i];
    if (str_equal(old->kind, d->kind) && str_equal(old->document, d->document) &&
        str_equal(old->other, d->other) && str_equal(old->value, d->value) &&
        str_equal(old->maker, d->maker) && str_equal(old->made, d->made)) {
      return true;
    }
  }
  return false;
}

static int check_made(const according_derivation *what, according_status *status) {
  Date date;
  Str made = str_of(what->made);
  return !made.n || (civil_read(made, &date) && civil_valid(date))
             ? ACCORDING_OK
             : status_say(status, ACCORDING_USAGE, 0, "\"%.40s\" is no day in the form YYYY-MM-DD",
                          what->made);
}

/* What the text is made of: evidence of a transcript, another text of a translation. */
static int find_source(according_record *record, const according_derivation *what, const Kept *text,
                       Kept *source, according_status *status) {
  if (!latest(record, str_of(what->of), source)) {
    return status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%s: no document of the record has this id: see according list", what->of);
  }
  if (source->n == text->n) {
    return status_say(status, ACCORDING_USAGE, 0, "%s: is not made of itself", what->of);
  }
  bool is_evidence = source->form == FORM_EVIDENCE;
  if (is_evidence == (what->translation != 0)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      is_evidence ? "%s: is no text: translate its transcript"
                                  : "%s: is a text already: a transcript is made of evidence (add "
                                    "--evidence)",
                      what->of);
  }
  return ACCORDING_OK;
}

static int derive(according_record *record, void *context, according_status *status) {
  Deriving *v = context;
  Record *r = record->record;
  Status inner = {0};
  Digest digest;
  uint64_t size;
  Kept text, source;
  char hash[72];
  if (file_digest(v->path, &digest, &size, &inner) != STATUS_OK) {
    return status_give(status, &inner);
  }
  if (!record_document_of_original(r, &digest, &record->arena, &text)) {
    return status_say(status, ACCORDING_NOT_FOUND, 0, "%s: is not in the record", v->path);
  }
  int code = find_source(record, v->what, &text, &source, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  digest_write(text.hash, hash);
  Decision d = {.kind = v->what->translation ? str_lit("translation") : str_lit("transcript"),
                .document = text.id,
                .hash = str_of(hash),
                .other = source.id,
                .value = str_of(v->what->part),
                .maker = v->what->maker ? str_of(v->what->maker) : v->stamp.by,
                .made = str_of(v->what->made)};
  if (stands_already(record, &d)) {
    return record_told(record, status);
  }
  record_begin(r, &v->stamp);
  record_decide(r, &d);
  record_commit(r);
  return record_told(record, status);
}

int according_record_derive(according_record *record, const char *path,
                            const according_derivation *derivation, const according_stamp *stamp,
                            according_status *status) {
  Deriving v = {.path = path, .what = derivation};
  int code = stamp_read(stamp, &v.stamp, status);
  if (code == ACCORDING_OK) {
    code = check_made(derivation, status);
  }
  if (code == ACCORDING_OK) {
    code = record_guarded(record, status, derive, &v);
  }
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- the original again ---------------------------------------------------------------------- */

typedef struct Original {
  const char *id;
  according_sink out;
} Original;

static int give_original(according_record *record, void *context, according_status *status) {
  const Original *o = context;
  Kept d;
  Str bytes;
  if (!latest(record, str_of(o->id), &d)) {
    return status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%s: no document of the record has this id: see according list", o->id);
  }
  if (!record_body(record->record, &d, PART_ORIGINAL, &record->arena, &bytes)) {
    return record_told(record, status) != ACCORDING_OK
               ? status->code
               : status_say(status, ACCORDING_NOT_FOUND, 0,
                            "%s: its original lies outside the record, at %.*s", o->id,
                            STR_ARG(d.path));
  }
  return sink_give(o->out, bytes, status);
}

int according_record_original(according_record *record, const char *id, according_sink out,
                              according_status *status) {
  Original o = {id, out};
  int code = record_guarded(record, status, give_original, &o);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

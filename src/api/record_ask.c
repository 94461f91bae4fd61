/* Record ask: list, show, search, log, verify; and the decisions remove and undo. */
#include "api/measure_names.h"
#include "api/record_object.h"
#include "api/run.h"
#include "api/source_places.h"
#include "claim/line_read.h"
#include "view/record_write.h"

enum { HITS = 100, HITS_MOST = 100000 };

/* What a call writes with, and where to. */
typedef struct Asked {
  RecordView view;
  Buffer out;
  bool lines;
  according_sink sink;
  const void *what;
} Asked;

/* Runs work under the guard, then gives what it wrote. */
static int ask(according_record *record, int format, according_sink out, const void *what,
               int (*work)(according_record *record, void *asked, according_status *status),
               according_status *status) {
  Asked a = {.lines = format == ACCORDING_LINES, .sink = out, .what = what};
  buffer_init(&a.out);
  a.view = (RecordView){&record->engine->record_phrases, &record->engine->wording, &record->arena, &a.out};
  int code = record_guarded(record, status, work, &a);
  if (code == ACCORDING_OK && a.out.failed) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the output");
  }
  if (code == ACCORDING_OK) {
    code = record_told(record, status);
  }
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&a.out), status);
  }
  buffer_release(&a.out);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- list and log ---------------------------------------------------------------------------- */

static int list(according_record *record, void *asked, according_status *status) {
  Asked *a = asked;
  KeptArray documents;
  (void)status;
  record_documents(record->record, *(const int *)a->what ? WHICH_ALL : WHICH_CURRENT,
                   &record->arena, &documents);
  (a->lines ? record_list_lines : record_list_text)(&a->view, &documents);
  return ACCORDING_OK;
}

int according_record_list(according_record *record, int all, int format, according_sink out,
                          according_status *status) {
  return ask(record, format, out, &all, list, status);
}

static int tell_log(according_record *record, void *asked, according_status *status) {
  Asked *a = asked;
  LogArray entries;
  (void)status;
  record_log_read(record->record, &record->arena, &entries);
  (a->lines ? record_log_lines : record_log_text)(&a->view, &entries);
  return ACCORDING_OK;
}

int according_record_log(according_record *record, int format, according_sink out,
                         according_status *status) {
  return ask(record, format, out, NULL, tell_log, status);
}

/* ---- show ------------------------------------------------------------------------------------ */

/* The document of an id of a document, claim or person; *only is the id of the latter. */
static bool find_shown(according_record *record, Str id, KeptArray *versions, Str *only) {
  record_versions(record->record, id, &record->arena, versions);
  if (!versions->n) {
    Kept d;
    if (record_document(record->record, record_document_of_line(record->record, id), &record->arena,
                        &d)) {
      array_push(&record->arena, versions, d);
      *only = id;
    }
  }
  return versions->n != 0;
}

/* The line with an id; empty if there is none. */
static Str line_of(Str lines, Str id) {
  for (Str rest = lines, line; rest.n;) {
    line = str_split(rest, '\n', &rest);
    for (size_t i = 0; i + id.n + 6 <= line.n; i++) {
      if (memcmp(line.p + i, "\"id\":\"", 6) == 0) {
        if (memcmp(line.p + i + 6, id.p, id.n) == 0) {
          return line;
        }
        break; /* the first id is that of the line */
      }
    }
  }
  return (Str){NULL, 0};
}

static int show(according_record *record, void *asked, according_status *status) {
  Asked *a = asked;
  Str id = str_of(a->what), lines, only = {NULL, 0};
  KeptArray versions;
  if (id.n == 18 && str_starts(id, "e-")) {
    return record_event_show(record, id, a->lines ? ACCORDING_LINES : ACCORDING_TERMINAL,
                             a->view.out, status);
  }
  if (!find_shown(record, id, &versions, &only)) {
    return record_told(record, status) != ACCORDING_OK
               ? status->code
               : status_say(status, ACCORDING_NOT_FOUND, 0,
                            "%.*s: no document, claim or person of the record has this id",
                            STR_ARG(id));
  }
  Kept *d = &versions.v[0];
  record_body(record->record, d, PART_LINES, &record->arena, &lines);
  if (a->lines) {
    buffer_str(a->view.out, only.n ? line_of(lines, only) : lines);
    buffer_text(a->view.out, only.n ? "\n" : "");
    return ACCORDING_OK;
  }
  Extraction x;
  LineProblems problems;
  ReadingOf reading;
  lines_read(&record->arena, lines, &x, &problems);
  record_reading_of(record->record, d->n, &record->arena, &reading);
  DecisionArray decisions;
  record_decisions(record->record, &record->arena, &decisions);
  RecordShown shown = {d, &versions, &reading, &x, only, &decisions};
  record_show_text(&a->view, &shown);
  return ACCORDING_OK;
}

int according_record_show(according_record *record, const char *id, int format, according_sink out,
                          according_status *status) {
  according_status own;
  return ask(record, format, out, id, show, status ? status : &own);
}

typedef struct SourceAsked {
  Str id, programs;
} SourceAsked;

static int show_source(according_record *record, void *asked, according_status *status) {
  Asked *a = asked;
  const SourceAsked *what = a->what;
  KeptArray versions;
  RecordSource source;
  record_versions(record->record, what->id, &record->arena, &versions);
  if (!versions.n) {
    return record_told(record, status) != ACCORDING_OK
               ? status->code
               : status_say(status, ACCORDING_NOT_FOUND, 0,
                            "%.*s: no document of the record has this id", STR_ARG(what->id));
  }
  int code = source_places(record, &versions.v[0], what->programs, &source, status);
  if (code == ACCORDING_OK) {
    (a->lines ? record_source_line : record_source_text)(&a->view, &source);
  }
  return code;
}

int according_record_show_source(according_record *record, const char *id, const char *programs,
                                 int format, according_sink out, according_status *status) {
  according_status own;
  SourceAsked what = {str_of(id), str_of(programs)};
  return ask(record, format, out, &what, show_source, status ? status : &own);
}

/* ---- search ---------------------------------------------------------------------------------- */

/* A day as the number that rows have; 0 for NULL. */
static bool day_read(const char *text, int32_t *day) {
  Date date = {0};
  if (text && (!civil_read(str_of(text), &date) || !civil_valid(date))) {
    return false;
  }
  *day = date.year * 10000 + date.month * 100 + date.day;
  return true;
}

static int read_query(const according_query *asked, Query *q, according_status *status) {
  *q = (Query){.words = str_of(asked->words),
               .measure = str_of(asked->measure),
               .place = str_of(asked->place),
               .source = str_of(asked->source),
               .most = asked->most};
  q->most = !q->most ? HITS : q->most > HITS_MOST ? HITS_MOST : q->most;
  q->has_number = asked->number != NULL;
  if (q->has_number && !str_integer(str_of(asked->number), &q->number)) {
    return status_say(status, ACCORDING_USAGE, 0, "\"%.40s\" is no whole number", asked->number);
  }
  if (!day_read(asked->from, &q->from) || !day_read(asked->to, &q->to)) {
    return status_say(status, ACCORDING_USAGE, 0, "days have the form YYYY-MM-DD");
  }
  if (!q->words.n && !q->measure.n && !q->place.n && !q->source.n && !q->from && !q->to &&
      !q->has_number) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "search for words, or for a measure, number, place, "
                      "source or time");
  }
  return ACCORDING_OK;
}

/* The lines of the document that was last looked at: hits of one document follow one another. */
typedef struct Found {
  int64_t document;
  Str lines;
  Extraction x;
} Found;

static void find_line(const Hit *h, const Found *found, RecordHit *hit) {
  hit->line = line_of(found->lines, h->line);
  for (uint32_t i = 0; i < found->x.claims.n; i++) {
    if (str_equal(found->x.claims.v[i].id, h->line)) {
      hit->claim = &found->x.claims.v[i];
    }
  }
  for (uint32_t i = 0; i < found->x.persons.n; i++) {
    if (str_equal(found->x.persons.v[i].id, h->line)) {
      hit->person = &found->x.persons.v[i];
    }
  }
}

static RecordHit hit_of(according_record *record, const Query *q, const Hit *h, Found *found) {
  RecordHit hit = {.hit = h};
  LineProblems problems;
  Kept d = {.n = h->document, .id = h->id};
  if (!h->line.n) {
    Str text;
    record_body(record->record, &d, PART_TEXT, &record->arena, &text);
    hit.passage = record_passage(record->record, q->words, text, &record->arena);
    return hit;
  }
  if (found->document != h->document) {
    record_body(record->record, &d, PART_LINES, &record->arena, &found->lines);
    lines_read(&record->arena, found->lines, &found->x, &problems);
    found->document = h->document;
  }
  find_line(h, found, &hit);
  return hit;
}

/* A measure that nobody knows is a slip of the keyboard, and not "nothing found". */
static int check_measure(according_record *record, Str measure, according_status *status) {
  NameArray names;
  measure_names_of_record(record, &record->arena, &names);
  if (record_told(record, status) != ACCORDING_OK || measure_names_have(&names, measure)) {
    return status->code;
  }
  Str near = measure_names_near(&names, measure, &record->arena);
  return near.n ? status_say(status, ACCORDING_NOT_FOUND, 0,
                             "there is no measure \"%.*s\": did you mean %.*s?", STR_ARG(measure),
                             STR_ARG(near))
                : status_say(status, ACCORDING_NOT_FOUND, 0,
                             "there is no measure \"%.*s\": killed, injured, missing, detained are "
                             "some",
                             STR_ARG(measure));
}

static int search(according_record *record, void *asked, according_status *status) {
  Asked *a = asked;
  const Query *q = a->what;
  HitArray hits;
  Status inner;
  Found found = {0};
  if (record_search(record->record, q, &record->arena, &hits, &inner) != STATUS_OK) {
    return status_give(status, &inner);
  }
  if (!hits.n && q->measure.n && check_measure(record, q->measure, status) != ACCORDING_OK) {
    return status->code;
  }
  for (uint32_t i = 0; i < hits.n; i++) {
    RecordHit hit = hit_of(record, q, &hits.v[i], &found);
    (a->lines ? record_hit_line : record_hit_text)(&a->view, &hit);
  }
  if (!a->lines) {
    record_hits_end_text(&a->view, hits.n, q->most);
  }
  return ACCORDING_OK;
}

int according_record_search(according_record *record, const according_query *query, int format,
                            according_sink out, according_status *status) {
  Query q;
  int code = read_query(query, &q, status);
  return code == ACCORDING_OK ? ask(record, format, out, &q, search, status) : code;
}

/* ---- verify ---------------------------------------------------------------------------------- */

static int tell_problem(void *context, Str problem) {
  Asked *a = context;
  buffer_clear(&a->out);
  buffer_str(&a->out, problem);
  buffer_char(&a->out, '\n');
  return a->out.failed ? -1 : a->sink.write(a->sink.context, a->out.p, a->out.n);
}

int according_record_verify(according_record *record, unsigned threads, according_sink report,
                            according_verified *result, according_status *status) {
  Asked a = {.sink = report};
  Verified v;
  Status inner;
  buffer_init(&a.out);
  int code = record_verify(record->record, threads_of(threads), tell_problem, &a, &v, &inner);
  *result = (according_verified){v.documents, v.spans, v.entries, v.problems};
  if (code == STATUS_OK) {
    buffer_clear(&a.out);
    record_heads(record->record, &a.out);
    code = sink_give(report, buffer_view(&a.out), status);
  } else {
    code = status_give(status, &inner);
  }
  buffer_release(&a.out);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}

/* ---- decisions ------------------------------------------------------------------------------- */

/* Commits what was decided, or undoes it; the decision's code. */
static int settle(according_record *record, int code, const Status *inner,
                  according_status *status) {
  if (code != STATUS_OK) {
    record_rollback(record->record);
    return status_give(status, inner);
  }
  record_commit(record->record);
  return record_told(record, status);
}

int according_record_remove(according_record *record, const char *id, int purge, const char *reason,
                            const according_stamp *stamp, according_status *status) {
  Stamp by;
  Status inner = {0};
  int code = stamp_read(stamp, &by, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  record_begin(record->record, &by);
  code = record_remove(record->record, str_of(id), purge != 0, str_of(reason), &inner);
  return settle(record, code, &inner, status);
}

int according_record_undo(according_record *record, uint64_t n, const char *reason,
                          const according_stamp *stamp, according_status *status) {
  Stamp by;
  Status inner = {0};
  int code = stamp_read(stamp, &by, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  record_begin(record->record, &by);
  code = record_undo(record->record, (int64_t)n, str_of(reason), &inner);
  return settle(record, code, &inner, status);
}

/* WARC: records of a crawl; answers of servers, and what was stored or converted in their place, are
   parts. And ARC, the form before it: a line in place of a record's header. */
#include <stdio.h>

#include "base/ascii.h"
#include "base/map.h"
#include "container/container_kind.h"
#include "container/header_fields.h"
#include "container/http_body.h"
#include "container/readers.h"
#include "container/warc_stream.h"

enum { HEADER_MOST = 256 * 1024, LINE_MOST = 16 * 1024, STEP = 64 * 1024 };

typedef struct WarcReader {
  Expander *e;
  WarcStream s;
  bool arc;
  Arena seen_arena; /* of the map: what was captured already */
  Map seen;
} WarcReader;

/* One record: its header, and the bytes that follow it. */
typedef struct WarcRecord {
  Str header, type, url, date;
  uint64_t length, left; /* of its content; what was not passed over */
  bool cut;              /* the file says otherwise than the record where that ends */
  size_t place;          /* of the record, or SIZE_MAX */
  size_t content;        /* place of its content in a file that is not packed */
  Str http;              /* the header of the answer, or empty */
  Leaf part;
} WarcRecord;

/* ---- records --------------------------------------------------------------------------------- */

/* The header of what comes next, complete, in the arena; empty if there is none. */
static Str read_header(WarcReader *w, size_t most) {
  size_t n = 0;
  for (;;) {
    Str view = warc_stream_view(&w->s);
    n = header_length((Str){view.p, view.n < most ? view.n : most});
    if (n) {
      break;
    }
    if (view.n >= most || !warc_stream_more(&w->s)) {
      return (Str){NULL, 0};
    }
  }
  Str header = str_copy(expander_arena(w->e), (Str){warc_stream_view(&w->s).p, n});
  warc_stream_pass(&w->s, n);
  return header;
}

/* Passes over the rest of the record. */
static bool pass_rest(WarcReader *w, WarcRecord *r) {
  while (r->left) {
    size_t step = r->left < STEP ? (size_t)r->left : STEP;
    bool there = warc_stream_fill(&w->s, step);
    size_t have = warc_stream_view(&w->s).n;
    warc_stream_pass(&w->s, have < step ? have : step);
    r->left -= have < step ? have : step;
    if (!there) {
      return false;
    }
  }
  return true;
}

static Str without_brackets(Str s) {
  bool has = s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>';
  return has ? (Str){s.p + 1, s.n - 2} : s;
}

/* "20240102030405/https://example.org/" */
static Str record_name(WarcReader *w, const WarcRecord *r) {
  char time[15];
  size_t n = 0;
  for (size_t i = 0; i < r->date.n && n < 14; i++) {
    if (r->date.p[i] >= '0' && r->date.p[i] <= '9') {
      time[n++] = r->date.p[i];
    }
  }
  time[n] = 0;
  return str_of(arena_printf(expander_arena(w->e), "%s/%.*s", time, STR_ARG(r->url)));
}

/* ---- what is not read ------------------------------------------------------------------------ */

static void leave_out(WarcReader *w, const WarcRecord *r, const char *why) {
  expander_note(w->e, CONTAINER_LEFT_OUT, record_name(w, r), why);
}

/* "HTTP/1.1 200 OK" → 200; 0 if it says none. */
static int status_of(Str http) {
  Str rest = http, version = str_word(&rest), code = str_word(&rest);
  int64_t value;
  code.n = code.n > 3 ? 3 : code.n;
  return str_starts(version, "HTTP/") && str_integer(code, &value) ? (int)value : 0;
}

static const char *media_left_out(Str media) {
  static const char *const data[] = {"application/json", "text/json", "application/manifest+json",
                                     "text/x-component", "application/wasm"};
  for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
    if (str_equal_fold(media, str_of(data[i]))) {
      return "data for scripts";
    }
  }
  return media_without_text(media);
}

/* Whether the same bytes of the same address were captured already. */
static bool is_again(WarcReader *w, const WarcRecord *r) {
  Str digest = header_find(r->header, "WARC-Payload-Digest");
  bool is_new = true;
  if (digest.n) {
    const char *key = arena_printf(&w->seen_arena, "%.*s %.*s", STR_ARG(digest), STR_ARG(r->url));
    map_put(&w->seen, str_of(key), 0, &is_new);
  }
  return !is_new;
}

/* ---- a part ---------------------------------------------------------------------------------- */

static void set_fields(WarcReader *w, WarcRecord *r) {
  Arena *arena = expander_arena(w->e);
  Leaf *part = &r->part;
  Str type =
      r->http.n ? header_find(r->http, "Content-Type") : header_find(r->header, "Content-Type");
  part->field[LEAF_NAME] = record_name(w, r);
  part->field[LEAF_FORMAT] = w->arc ? str_lit("arc") : str_lit("warc");
  part->field[LEAF_URL] = r->url;
  part->field[LEAF_MEDIA] = header_main(type);
  part->field[LEAF_CHARSET] = header_parameter(type, "charset");
  part->field[LEAF_CAPTURED] = r->date;
  part->field[LEAF_HEADERS] =
      str_of(arena_printf(arena, "%.*s%.*s", STR_ARG(r->header), STR_ARG(r->http)));
  if (header_find(r->header, "WARC-Truncated").n) {
    part->field[LEAF_NOTE] = str_lit("the crawler cut it off");
  }
}

/* Where the part lies: its own bytes where nothing was decoded, else its record. */
static void set_place(WarcReader *w, WarcRecord *r, HttpBody *body, uint64_t start) {
  Leaf *part = &r->part;
  if (!w->s.packed) {
    part->placed = true;
    part->start = start;
    part->end = warc_stream_end(&w->s);
    part->places = body->runs;
    part->verbatim = part->start == part->end;
    if (part->places.n == 1 && part->places.v[0].from_start == part->start &&
        part->places.v[0].from_end == part->end) {
      part->places.n = 0;
      part->verbatim = true;
    }
  } else if (r->place != SIZE_MAX) {
    part->placed = true;
    part->start = r->place;
    part->end = warc_stream_end(&w->s);
  }
}

/* The content into a part; the record's bytes are passed over. */
static void read_content(WarcReader *w, WarcRecord *r) {
  HttpBody body;
  uint64_t start = warc_stream_place(&w->s);
  bool cut = r->cut;
  set_fields(w, r);
  expander_begin(w->e);
  http_body_begin(&body, w->e, r->http, !w->s.packed, start);
  while (r->left && !w->e->stopped) {
    size_t step = r->left < STEP ? (size_t)r->left : STEP;
    bool there = warc_stream_fill(&w->s, step);
    Str view = warc_stream_view(&w->s);
    view.n = view.n < step ? view.n : step;
    http_body_push(&body, view);
    warc_stream_pass(&w->s, view.n);
    r->left -= view.n;
    if (!there) {
      cut = true;
      break;
    }
  }
  http_body_end(&body);
  if (body.fault && w->e->spool_end == w->e->part_at) {
    expander_drop(w->e);
    expander_note(w->e, CONTAINER_FAILED, record_name(w, r), body.fault);
    return;
  }
  if (body.fault || cut) {
    r->part.field[LEAF_NOTE] =
        cut ? str_lit("cut off in the crawl: what is there was read") : str_of(body.fault);
  }
  if (w->s.packed) {
    warc_stream_settle(&w->s);
  }
  set_place(w, r, &body, start);
  expander_end(w->e, &r->part);
}

/* The header of the answer off the content. */
static bool read_http(WarcReader *w, WarcRecord *r) {
  size_t most = r->length < HEADER_MOST ? (size_t)r->length : HEADER_MOST;
  r->http = read_header(w, most);
  r->left -= r->http.n;
  return r->http.n != 0;
}

/* An answer whose header was read. */
static void read_answer(WarcReader *w, WarcRecord *r) {
  char reason[64];
  int code = status_of(r->http);
  const char *media = media_left_out(header_main(header_find(r->http, "Content-Type")));
  if (code && code != 200 && code != 203) {
    snprintf(reason, sizeof reason, "answered with status %d", code);
    leave_out(w, r, reason);
  } else if (media) {
    leave_out(w, r, media);
  } else if (is_again(w, r)) {
    leave_out(w, r, "captured again without change");
  } else {
    read_content(w, r);
  }
}

static void read_response(WarcReader *w, WarcRecord *r) {
  Str type = header_main(header_find(r->header, "Content-Type"));
  if (!str_equal_fold(type, str_lit("application/http")) || !str_starts(r->url, "http")) {
    leave_out(w, r, "an answer that is no page (of the DNS, say)");
    return;
  }
  if (!read_http(w, r)) {
    expander_note(w->e, CONTAINER_FAILED, record_name(w, r), "an answer without its header");
    return;
  }
  read_answer(w, r);
}

static void read_record(WarcReader *w, WarcRecord *r) {
  if (header_find(r->header, "WARC-Segment-Number").n) {
    expander_note(w->e, CONTAINER_FAILED, record_name(w, r),
                  "parted among several records, which is not read");
  } else if (str_is(r->type, "response")) {
    read_response(w, r);
  } else if (str_is(r->type, "revisit")) {
    leave_out(w, r, "captured again without change");
  } else if (str_is(r->type, "resource") || str_is(r->type, "conversion")) {
    const char *media = media_left_out(header_main(header_find(r->header, "Content-Type")));
    if (media) {
      leave_out(w, r, media);
    } else {
      read_content(w, r);
    }
  }
  /* warcinfo, request and metadata tell of the crawl, and are no accounts. */
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* Line ends between records. */
static void pass_ends(WarcReader *w) {
  while (warc_stream_fill(&w->s, 1)) {
    char c = warc_stream_view(&w->s).p[0];
    if (c != '\r' && c != '\n') {
      return;
    }
    warc_stream_pass(&w->s, 1);
  }
}

/* False where nothing like a record comes. */
static bool begin_record(WarcReader *w, WarcRecord *r) {
  int64_t length;
  memset(r, 0, sizeof *r);
  r->place = warc_stream_place(&w->s);
  if (!warc_stream_fill(&w->s, 5) || !str_starts(warc_stream_view(&w->s), "WARC/")) {
    return false;
  }
  r->header = read_header(w, HEADER_MOST);
  if (!r->header.n || !str_integer(header_find(r->header, "Content-Length"), &length) ||
      length < 0) {
    return false;
  }
  r->length = r->left = (uint64_t)length;
  r->cut = !warc_stream_holds(&w->s, &r->left);
  r->length = r->left;
  r->type = header_find(r->header, "WARC-Type");
  r->url = without_brackets(header_find(r->header, "WARC-Target-URI"));
  r->date = header_find(r->header, "WARC-Date");
  return true;
}

/* "20160503101112" → "2016-05-03T10:11:12Z" */
static Str arc_date(WarcReader *w, Str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (!ascii_is_digit(s.p[i])) {
      return (Str){NULL, 0};
    }
  }
  return s.n < 14 ? (Str){NULL, 0}
                  : str_of(arena_printf(expander_arena(w->e), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s.p,
                                        s.p + 4, s.p + 6, s.p + 8, s.p + 10, s.p + 12));
}

/* "http://e.org/ 192.0.2.1 20160503101112 text/html 512": the record's line; false where there is none. */
static bool begin_arc(WarcReader *w, WarcRecord *r) {
  const char *end = NULL;
  int64_t length;
  memset(r, 0, sizeof *r);
  r->place = warc_stream_place(&w->s);
  for (;;) {
    Str view = warc_stream_view(&w->s);
    view.n = view.n < LINE_MOST ? view.n : LINE_MOST;
    end = view.n ? memchr(view.p, '\n', view.n) : NULL;
    if (end || view.n == LINE_MOST || !warc_stream_more(&w->s)) {
      break;
    }
  }
  if (!end) {
    return false;
  }
  size_t n = (size_t)(end - warc_stream_view(&w->s).p) + 1;
  r->header = str_copy(expander_arena(w->e), (Str){warc_stream_view(&w->s).p, n});
  warc_stream_pass(&w->s, n);
  Str fields[5] = {{NULL, 0}}, rest = r->header, last = {NULL, 0};
  for (size_t i = 0; rest.n; i++) {
    Str word = str_word(&rest);
    last = word.n ? word : last;
    if (i < 5) {
      fields[i] = word;
    }
  }
  r->url = fields[0];
  r->date = arc_date(w, fields[2]);
  if (!fields[4].n || !str_integer(last, &length) || length < 0) {
    return false;
  }
  r->left = (uint64_t)length;
  r->cut = !warc_stream_holds(&w->s, &r->left);
  r->length = r->left;
  return true;
}

/* The version block, and answers of other servers than those of the web, tell of the crawl. */
static void read_arc(WarcReader *w, WarcRecord *r) {
  if (str_starts(r->url, "http") && read_http(w, r)) {
    read_answer(w, r);
  } else if (str_starts(r->url, "http")) {
    expander_note(w->e, CONTAINER_FAILED, record_name(w, r), "an answer without its header");
  }
}

static void note_damage(WarcReader *w, const char *why) {
  char place[40];
  snprintf(place, sizeof place, "byte %zu", warc_stream_end(&w->s));
  expander_note(w->e, CONTAINER_FAILED, str_of(place), why);
}

/* False at the end. */
static bool next_record(WarcReader *w) {
  WarcRecord r;
  arena_clear(expander_arena(w->e));
  pass_ends(w);
  if (w->s.failed || (!warc_stream_fill(&w->s, 1) && !w->s.damaged)) {
    return false;
  }
  bool whole = (w->arc ? begin_arc : begin_record)(w, &r);
  if (whole) {
    (w->arc ? read_arc : read_record)(w, &r);
    whole = w->e->stopped || (pass_rest(w, &r) && !r.cut);
  }
  if (!whole && !w->e->stopped) {
    note_damage(w, "cut off or damaged: passed over until the next record");
    return warc_stream_skip_damage(&w->s);
  }
  return !w->e->stopped;
}

void warc_read_parts(Expander *e, Str bytes) {
  WarcReader w = {.e = e};
  warc_stream_open(&w.s, bytes);
  arena_init(&w.seen_arena);
  map_init(&w.seen, &w.seen_arena);
  w.seen_arena.escape = expander_arena(e)->escape; /* the process that has no memory ends */
  w.arc = warc_stream_fill(&w.s, 11) && str_starts(warc_stream_view(&w.s), "filedesc://");
  while (next_record(&w)) {
  }
  warc_stream_close(&w.s);
  arena_release(&w.seen_arena);
}

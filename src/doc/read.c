/* Read: the front of the room. Decides what bytes are, calls the reader of that format, and looks
   places up in finished documents. */
#include "doc/read.h"

#include "base/utf8.h"
#include "doc/blocks.h"
#include "doc/encoding.h"
#include "doc/html_read.h"
#include "doc/jsonl.h"
#include "doc/meta.h"
#include "doc/leaf_from.h"

static int refuse(Str name, const char *what, const char *what_now, Status *status) {
  return status_set(status, STATUS_FORMAT, 0, "%.*s: %s; %s", STR_ARG(name), what, what_now);
}

/* Empty and binary files are no documents. */
static int check_is_text(Str name, Str bytes, Status *status) {
  if (!bytes.n) {
    return refuse(name, "empty file", "nothing to read", status);
  }
  const char *what = encoding_not_text(bytes);
  if (what) {
    return refuse(name, what, "give its text as a .txt or .html file", status);
  }
  return STATUS_OK;
}

static void note_decoding(Document *d, const Decoded *decoded, Arena *arena) {
  if (decoded->note.n) {
    array_push(arena, &d->notes, decoded->note);
  }
}

/* Lines that the pages of a part repeat stand behind its text: kept, and never read. */
static void add_running(Str rest, Arena *arena, Document *d) {
  char *whole = arena_bytes(arena, d->text.n + rest.n + 1);
  size_t at = d->text.n, end = at + rest.n;
  memcpy(whole, d->text.p, at);
  memcpy(whole + at, rest.p, rest.n);
  whole[end] = 0;
  d->text = (Str){whole, end};
  while (at < end) {
    const char *stop = memchr(whole + at, '\n', end - at);
    size_t line = stop ? (size_t)(stop - whole) : end;
    if (line > at) {
      Block block = {{(uint32_t)at, (uint32_t)line}, BLOCK_FURNITURE, 0, str_lit("page.running")};
      array_push(arena, &d->blocks, block);
    }
    at = line + 1;
  }
}

static void read_plain(const DocOptions *options, const Decoded *decoded, Arena *arena,
                       Document *d) {
  RawBlocks raw = {0};
  uint64_t furniture = options->part ? options->part->furniture_at : 0;
  bool running = furniture && furniture < decoded->text.n;
  Str main = {decoded->text.p, running ? (size_t)furniture : decoded->text.n};
  d->text = str_copy(arena, main);
  d->source_map.v = decoded->runs.v;
  d->source_map.n = decoded->runs.n;
  d->source_map.cap = decoded->runs.cap;
  if (d->title.n) {
    jsonl_decide(options, d->text, arena, d);
  } else {
    blocks_split(d->text, arena, &raw);
    blocks_decide(options->rules, d->text, true, true, arena, &raw, d);
    blocks_finish(&raw, 0, arena, d);
  }
  if (running) {
    add_running((Str){main.p + main.n, decoded->text.n - main.n}, arena, d);
  }
}

/* The text of a part whose reader has made it; false if there is none, or it is not what a text should be. */
static bool take_text(const DocOptions *options, Arena *arena, Decoded *out) {
  const Leaf *part = options->part;
  memset(out, 0, sizeof *out);
  if (!part || !part->has_text || !options->part_text.p || utf8_valid_prefix(options->part_text) < options->part_text.n) {
    return false;
  }
  out->text = options->part_text;
  for (uint32_t i = 0; i < part->text_runs.n; i++) {
    const LeafRun *r = &part->text_runs.v[i];
    SourceRun run = {{(uint32_t)r->start, (uint32_t)r->end}, r->from_start, r->from_end};
    array_push(arena, &out->runs, run);
  }
  return true;
}

/* Bytes into text: by what their container declares, or what they declare themselves. */
static int decode(const DocOptions *options, Str name, Str bytes, Arena *arena, bool *html, Decoded *out,
                  Status *status) {
  *html = false;
  if (take_text(options, arena, out)) {
    return STATUS_OK;
  }
  int code = check_is_text(name, bytes, status);
  if (code != STATUS_OK) {
    return code;
  }
  *html = html_recognise(bytes);
  Str declared = options->part ? options->part->field[LEAF_CHARSET] : (Str){NULL, 0};
  if (declared.n) {
    code = encoding_decode(bytes, declared, true, DOCUMENT_TEXT_MOST, arena, out, status);
  } else {
    code = encoding_decode_page(bytes, *html ? html_declared_encoding : NULL, true,
                                DOCUMENT_TEXT_MOST, arena, out, status);
  }
  if (code != STATUS_OK) {
    Status inner = status ? *status : (Status){0};
    return status_set(status, code, inner.at, "%.*s: %s", STR_ARG(name), inner.message);
  }
  return code;
}

/* What the map leads to where that is not the bytes of the part. */
static void take_places(const Leaf *part, Arena *arena, Document *d) {
  for (uint32_t i = 0; part && i < part->boxes.n; i++) {
    array_push(arena, &d->boxes, part->boxes.v[i]);
  }
  for (uint32_t i = 0; part && i < part->members.n; i++) {
    LeafMember m = part->members.v[i];
    m.name = str_copy(arena, m.name);
    array_push(arena, &d->members, m);
  }
}

int document_read(const DocOptions *options, Str name, Str bytes, Arena *arena, Document *out,
                  Status *status) {
  Decoded decoded;
  bool html;
  memset(out, 0, sizeof *out);
  int code = decode(options, name, bytes, arena, &html, &decoded, status);
  if (code != STATUS_OK) {
    return code;
  }
  bool made = options->part && options->part->has_text;
  html = html || (!made && decoded.runs.n && html_recognise(decoded.text)); /* UTF-16 pages */
  out->id = str_copy(arena, name);
  out->path = str_copy(arena, options->path);
  out->hash = digest_sha256(bytes);
  if (options->date.n) {
    out->date = str_copy(arena, options->date);
    out->date_basis = DATE_GIVEN;
  }
  note_decoding(out, &decoded, arena);
  leaf_given_before(options->part, arena, out);
  if (html) {
    html_read(options, &decoded, arena, out);
  } else {
    read_plain(options, &decoded, arena, out);
  }
  out->form = html ? "HTML" : made ? "" : "text"; /* that of its container */
  leaf_given_after(options->part, arena, out);
  take_places(options->part, arena, out);
  out->bytes = out->text.n - out->body_at;
  out->text_hash = html || made || out->source_map.n ? digest_sha256(document_body(out)) : out->hash;
  return status_set(status, STATUS_OK, 0, "%s", "");
}

bool document_place(const Document *d, Span analysis, Span *printed, bool *in_title) {
  if (analysis.start > analysis.end || analysis.end > d->text.n) {
    return false;
  }
  uint32_t title_end = d->body_at >= 2 ? d->body_at - 2 : 0;
  *in_title = d->body_at > 0 && analysis.start < d->body_at;
  if (*in_title) {
    uint32_t start = analysis.start < title_end ? analysis.start : title_end;
    *printed = (Span){start, analysis.end < title_end ? analysis.end : title_end};
  } else {
    *printed = (Span){analysis.start - d->body_at, analysis.end - d->body_at};
  }
  return true;
}

/* The run that holds byte `at` of the working text, or the last before it; UINT32_MAX if none. */
static uint32_t run_before(const Document *d, uint32_t at) {
  uint32_t low = 0, high = d->source_map.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (d->source_map.v[middle].text.start <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low ? low - 1 : UINT32_MAX;
}

/* Source byte of text byte `at` inside or behind a run; `end`: where a span ends. */
static uint64_t source_of(const SourceRun *run, uint32_t at, bool end) {
  uint64_t text = span_length(run->text), source = run->end - run->start;
  uint64_t offset = at - run->text.start;
  if (offset >= text) {
    return run->end;
  }
  if (source == text || source == text * 2) {
    return run->start + offset * (source / text);
  }
  return end && offset ? run->end : run->start;
}

void document_source(const Document *d, Span working, uint64_t *start, uint64_t *end) {
  if (!d->source_map.n) {
    *start = working.start;
    *end = working.end;
    return;
  }
  uint32_t first = run_before(d, working.start);
  *start = first == UINT32_MAX ? d->source_map.v[0].start
                               : source_of(&d->source_map.v[first], working.start, false);
  /* Text that the reader made at the beginning takes the place of what follows it. */
  if (first != UINT32_MAX && working.start >= d->source_map.v[first].text.end &&
      first + 1 < d->source_map.n && working.end > d->source_map.v[first + 1].text.start) {
    *start = d->source_map.v[first + 1].start;
  }
  if (working.end <= working.start) {
    *end = *start;
    return;
  }
  uint32_t last = run_before(d, working.end - 1);
  *end = last == UINT32_MAX ? d->source_map.v[0].start
                            : source_of(&d->source_map.v[last], working.end, true);
  *end = *end < *start ? *start : *end;
}
